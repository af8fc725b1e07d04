"""Referrals in lists: the person, what is due next, the step or the outcome."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from caseward.referrals.presenters.heads import outcome_title
from caseward.referrals.queries import QueueRow, ReferralHeading
from caseward.referrals.vocabulary import Channel, Stage
from caseward.ui.components import Due


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
