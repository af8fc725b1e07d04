"""The report as text, as JSON and as a page, and the grammar as a text."""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from typing import Any

import psycopg

from caseward.kernel.clocks.calendars import CalendarRanOut
from caseward.kernel.clocks.moments import in_london
from caseward.kernel.replays import VERBS, Timeline
from caseward.kernel.replays.expecting import PHRASES
from caseward.kernel.replays.grammar import COMMON, Key
from caseward.replay.report import Report
from caseward.replay.worlds import Lost, World


LOST = (
    "the database server went away. Nothing is kept of it. See that the machine has memory and disk, and "
    "replay again."
)


class NotReplayable(RuntimeError):
    """The timeline was understood, and the rules have no answer to it: the sentence says which table is missing."""


def played(timeline: Timeline, world: World, name: str) -> Report:
    """The report, once the application is loaded into this process."""
    # Inside a function: whoever misspelt a verb learns of it without waiting for a database.
    import django  # noqa: PLC0415

    django.setup()
    from django.db import InterfaceError, OperationalError  # noqa: PLC0415

    from caseward.foundation.catalogue import UnknownDefinition  # noqa: PLC0415
    from caseward.replay import playing  # noqa: PLC0415

    try:
        return playing.play(timeline, world=world, name=name)
    except (CalendarRanOut, UnknownDefinition) as missing:
        raise NotReplayable(f"event: {missing}") from None
    except (OperationalError, InterfaceError, psycopg.OperationalError) as gone:
        raise Lost(LOST) from gone


def now() -> datetime:
    """The present, in London; asked before the application, whose clock every command has, is loaded."""
    return in_london(datetime.now(UTC))  # noqa: TID251  see above


def as_json(report: Report) -> str:
    """The stable form; its schema is described in docs/replays/README.md."""
    return json.dumps(report.table(), ensure_ascii=False, indent=1, default=_plain) + "\n"


def as_text(report: Report) -> str:
    """A page of plain lines for a terminal."""
    return "\n".join(_lines(report)) + "\n"


def verbs() -> str:
    """Every verb with its keys, and every expectation."""
    return "\n".join(_grammar()) + "\n"


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return in_london(value).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} is not written.")


def _lines(report: Report) -> Iterator[str]:
    yield f"{report.title} ({report.timeline}), by the rules of {report.rules_of}"
    rang: list[tuple[datetime, str]] = [
        (one.at, f"  ! {one.sentence}") for one in report.alarms if one.kind != "told"
    ]
    happened = [(one.at, line) for one in report.events for line in _of_event(one)]
    for at, line in sorted([*happened, *rang], key=lambda one: one[0]):
        yield f"{in_london(at):%Y-%m-%d %H:%M} {line}"
    for judged in report.expectations:
        yield f"{'met    ' if judged.met else 'NOT MET'} {judged.place}: {judged.expects}. {judged.because}"
    yield from (f"remark  {one['place']}: {one['sentence']}" for one in report.remarks)
    late = sum(one.kind == "late" for one in report.alarms)
    yield (
        f"{len(report.events)} events, {len(report.owed)} things owed, {late} late, {len(report.refusals)} refused, "
        f"{sum(not one.met for one in report.expectations)} expectations not met."
    )


def _of_event(event: Any) -> Iterator[str]:  # noqa: ANN401  one of the report's events
    said = " ".join(event.did) or event.why_not
    yield f"{event.number:3} {event.what}: {'' if event.outcome == 'done' else event.outcome.upper() + '. '}{said}"


def _grammar() -> Iterator[str]:
    yield "A timeline is a TOML file: title, about, rules, [[people]], [[units]], [[staff]], [[event]], expects.\n"
    yield "Every event has:"
    yield from (f"  {_key(key)}" for key in COMMON)
    for verb in VERBS:
        also = f" (also: {', '.join(verb.aliases)})" if verb.aliases else ""
        yield f"\n{verb.name}{also}: {verb.means}"
        yield from (f"  {_key(key)}" for key in verb.keys)
    yield "\nexpects: “[not] PHRASE [NAME] [by DAY]”, of which PHRASE is:"
    yield from (f"  {one.word}: {one.means}" for one in PHRASES)


def _key(key: Key) -> str:
    choices = f": {', '.join(key.choices)}" if key.choices else ""
    default = f" [{_default(key)}]" if key.default not in (None, "", ()) else ""
    also = f" (also: {', '.join(key.aliases)})" if key.aliases else ""
    return f"{key.name}{also}: {key.means}. {key.kind.value.capitalize()}{choices}{default}"


def _default(key: Key) -> str:
    found = next((word for word, meant in key.choices.items() if meant == key.default), key.default)
    return (
        ", ".join(found)
        if isinstance(found, tuple)
        else str(found).lower()
        if isinstance(found, bool)
        else str(found)
    )


def as_page(report: Report) -> str:
    """One page of HTML."""
    # Inside a function, as above: templates are the application's.
    from caseward.replay import pages  # noqa: PLC0415

    return pages.as_page(report)


WRITERS: dict[str, Callable[[Report], str]] = {"text": as_text, "json": as_json, "html": as_page}
