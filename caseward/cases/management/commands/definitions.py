"""caseward definitions: check all, tell two versions apart, publish, and see what moving open cases would mean."""

from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from caseward.cases.queries.moving_over import Standing, standing_under
from caseward.foundation.catalogue import DefinitionFault, UnknownDefinition, frozen, load
from caseward.foundation.catalogue.files import PUBLISHED
from caseward.kernel.pathways import Pathway
from caseward.kernel.pathways.comparing import differences


class Command(BaseCommand):
    """What policy people do with definitions."""

    help = "Check definitions, compare two versions of a pathway, publish, or preview moving open cases over."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """One word for each."""
        parser.add_argument("--folder", type=Path, default=PUBLISHED, help="another folder of definitions")
        words = parser.add_subparsers(dest="word", required=True)
        words.add_parser("check", help="read everything and say whether it fits together")
        publish = words.add_parser("publish", help="freeze definitions: from then on they never change")
        publish.add_argument("names", nargs="+", help="such as pathways/nominal-2026-11-23.toml")
        for word, says in (
            ("diff", "tell two versions of a pathway apart, in sentences"),
            ("move-preview", "say what moving open cases to a newer version would change, as counts"),
        ):
            two = words.add_parser(word, help=says)
            two.add_argument("pathway")
            two.add_argument("before")
            two.add_argument("after")

    def handle(self, *_args: object, **given: Any) -> None:  # noqa: ANN401  as Django hands them over
        """Do what was asked; a fault names file and key."""
        try:
            lines = list(_DO[given["word"]](given))
        except (DefinitionFault, UnknownDefinition) as fault:
            raise CommandError(str(fault)) from fault
        self.stdout.write("\n".join(lines))


def _check(given: dict[str, Any]) -> Iterator[str]:
    load(given["folder"])
    for name in frozen.changed(given["folder"]):
        raise CommandError(f"{name} is published and has changed since.")
    yield from (f"{name} is not published." for name in frozen.drafts(given["folder"]))
    yield "Every definition is well, and they fit together."


def _diff(given: dict[str, Any]) -> Iterator[str]:
    before, after = _two(given)
    found = differences(before, after=after)
    yield f"{after.title}, version {before.version} to {after.version}: {len(found)} differences"
    yield from (f"- {sentence}" for sentence in found)


def _publish(given: dict[str, Any]) -> Iterator[str]:
    load(given["folder"])
    waiting = set(frozen.drafts(given["folder"]))
    for name in given["names"]:
        if name not in waiting:
            raise CommandError(f"{name} is no draft: it is published already, or is not there.")
    frozen.publish(given["folder"], given["names"])
    yield from (f"{name} is published." for name in given["names"])


def _move_preview(given: dict[str, Any]) -> Iterator[str]:
    before, after = _two(given)
    stages = {stage.key: stage for stage in after.stages}
    for standing in standing_under(pathway=before.key, version=before.version):
        title = before.stage(standing.stage).title
        if standing.stage not in stages:
            yield f"{title}: {standing.cases} open cases stand at a stage that is gone."
            continue
        yield f"{title}: {standing.cases} open cases."
        yield from _clocks(standing, before, after)


def _clocks(standing: Standing, before: Pathway, after: Pathway) -> Iterator[str]:
    old, new = before.clocks_at(standing.stage), after.clocks_at(standing.stage)
    yield from (f"  {key} could start" for key in sorted(new - old))
    yield from (f"  {key} would start no more" for key in sorted(old - new))


def _two(given: dict[str, Any]) -> tuple[Pathway, Pathway]:
    found = load(given["folder"])
    return found.pathway(given["pathway"], given["before"]), found.pathway(given["pathway"], given["after"])


_DO = {"check": _check, "diff": _diff, "publish": _publish, "move-preview": _move_preview}
