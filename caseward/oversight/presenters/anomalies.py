"""Looks that met a rule, each with the rule in words; nobody is counted, and nothing is added up."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from caseward.oversight.queries import LineRow
from caseward.oversight.vocabulary import Outcome, Rule


MEANS = {
    Rule.OFF_DUTY: gettext_noop("The look was outside duty hours, or on a day that is not worked."),
    Rule.NO_TASK: gettext_noop(
        "Nothing ties the officer to the record: no ownership, no task, no search for a case."
    ),
    Rule.FAMOUS_NAME: gettext_noop("The record has a name that is on the list of famous names."),
    Rule.OWN_NAME: gettext_noop("The record has the surname of the officer."),
    Rule.OWN_ADDRESS: gettext_noop("The record has the postcode that the officer declared."),
    Rule.MANY_LOOKS: gettext_noop("The officer opened very many people within an hour."),
    Rule.DECOY: gettext_noop("The record is a decoy: nobody's work leads to it."),
}


@dataclass(frozen=True, slots=True)
class AnomalyLine:
    """One line of the lists."""

    at: datetime
    officer: str
    rule: str
    means: str
    record: str
    outcome: str
    url: str
    diary_url: str


def anomaly_lines(rows: Iterable[LineRow]) -> list[AnomalyLine]:
    """Lines as they are shown."""
    return [
        AnomalyLine(
            at=row.looked_at,
            officer=row.officer,
            rule=str(row.rule.label),
            means=_(MEANS[row.rule]),
            record=str(row.record_id)[:8] if row.record_id else "",
            outcome=_outcome(row),
            url=reverse("oversight:line", args=[row.id]),
            diary_url=reverse("oversight:diary-of-officer", args=[row.officer_id]),
        )
        for row in rows
    ]


def _outcome(row: LineRow) -> str:
    if not row.settled_how:
        return ""
    return _("%(how)s by %(who)s") % {"how": Outcome(row.settled_how).label, "who": row.settled_by}
