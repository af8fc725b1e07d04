"""A timeline out of its text: every fault at once, each with its line."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from caseward.kernel.replays.faults import Fault, NotUnderstood
from caseward.kernel.replays.grammar import Known
from caseward.kernel.replays.reading import read_timeline
from caseward.kernel.replays.repairing import Read, read_text
from caseward.kernel.replays.timeline import Timeline


def read_whole(text: str, *, known: Known, today: date) -> Timeline:
    """The timeline that a text tells; NotUnderstood with what keeps it from being TOML, and with all else."""
    read = read_text(text)
    try:
        timeline = read_timeline(read.tables, known=known, today=today)
    except NotUnderstood as amiss:
        raise NotUnderstood(
            *_in_order(read, amiss.faults if read.tables or not read.faults else ())
        ) from None
    if read.faults:
        raise NotUnderstood(*_in_order(read, ()))
    return timeline


def _in_order(read: Read, others: Iterable[Fault]) -> list[Fault]:
    """What keeps it from being TOML, and what else is the matter elsewhere, from the first line to the last."""
    said = {one.place for one in read.faults}
    lined = (replace(one, line=read.lines.of(one.place)) for one in others if one.place not in said)
    return sorted([*read.faults, *lined], key=lambda one: one.line)
