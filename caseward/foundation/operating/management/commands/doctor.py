"""caseward doctor: how the installation stands, and what would mend it."""

import dataclasses
import json
import os
import sys
from argparse import ArgumentParser

from django.core.management.base import BaseCommand

from caseward.foundation.operating import doctor
from caseward.foundation.operating.findings import Finding, State


WORDS = {State.OK: "ok        ", State.ATTENTION: "ATTENTION ", State.WRONG: "WRONG     "}


class Command(BaseCommand):
    """Logs in as both roles, changes nothing, tells nothing about any person."""

    help = "Look at everything the platform rests on. Exit status 0: nothing is wrong; 1: something is."
    # It looks at what the checks look at, and says it in its own words.
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """For people, or for a machine that watches."""
        parser.add_argument("--json", action="store_true", help="one JSON object instead of sentences")

    def handle(self, *_args: object, **options: object) -> None:
        """Say every finding; the worst decides the exit status."""
        findings = list(doctor.examine(dict(os.environ)))
        self.stdout.write(as_json(findings) if options["json"] else as_sentences(findings))
        if not doctor.is_well(findings):
            sys.exit(1)


def as_json(findings: list[Finding]) -> str:
    """Findings under their codes, which never change."""
    told = [dataclasses.asdict(finding) for finding in findings]
    return json.dumps({"well": doctor.is_well(findings), "findings": told}, indent=2)


def as_sentences(findings: list[Finding]) -> str:
    """A line each, with what would mend it below."""
    lines = [
        f"{WORDS[one.state]} {one.says}" + (f"\n{' ' * 11}→ {one.mend}" if one.mend else "")
        for one in findings
    ]
    counts = {state: sum(one.state is state for one in findings) for state in State}
    end = f"{counts[State.OK]} ok, {counts[State.ATTENTION]} need attention, {counts[State.WRONG]} wrong."
    return "\n".join([*lines, "", end])
