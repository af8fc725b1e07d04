"""Referrals in lists: the person, what is due next, the step or the outcome."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from caseward.referrals.presenters.heads import outcome_title
from caseward.referrals.queries import QueueRow, ReferralFile, ReferralHeading
from caseward.referrals.vocabulary import Channel, CheckedSystem, DeconflictionResult, Stage
from caseward.ui.components import Due


COUNTS_FOR = 30  # days, as the gate of the intake pathway says


@dataclass(frozen=True, slots=True)
class QueueLine:
    """One row of the queue; `waits` is what the clock stands still for, "" while it runs."""

    heading: ReferralHeading
    unit: str
    channel: str
    step: str
    outcome: str
    due: Due | None
    waits: str


def queue_lines(rows: Iterable[QueueRow]) -> tuple[QueueLine, ...]:
    """The rows in words."""
    return tuple(
        QueueLine(
            heading=row.heading,
            unit=row.unit,
            channel=str(Channel(row.heading.channel).label),
            step=str(Stage(row.heading.stage).label),
            outcome=outcome_title(row.heading.outcome),
            due=_short(row.next.line) if row.next else None,
            waits=row.next.paused_while if row.next else "",
        )
        for row in rows
    )


def _short(due: Due) -> Due:
    """The rule in its first sentence: the page of the referral says the rest."""
    return replace(due, rule=due.rule.split(". ")[0].rstrip("."))


@dataclass(frozen=True, slots=True)
class DeconflictionLine:
    """One answer of the intelligence unit in words; old ones are asked for again."""

    id: UUID
    result: str
    done_on: date
    systems: str
    note: str
    by: str
    at: datetime
    is_old: bool


def deconfliction_lines(file: ReferralFile, *, today: date) -> tuple[DeconflictionLine, ...]:
    """What was answered, newest first."""
    said = tuple(
        DeconflictionLine(
            id=one.pk,
            result=str(DeconflictionResult(one.result).label),
            done_on=one.done_on,
            systems=", ".join(str(CheckedSystem(each).label) for each in one.systems),
            note=one.note,
            by=one.created_by.name,
            at=one.created_at,
            is_old=(today - one.done_on).days > COUNTS_FOR,
        )
        for one in file.referral.deconflictions.all()
    )
    return said[::-1]
