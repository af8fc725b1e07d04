"""A diary as sentences: who looked, at what, when and why."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from caseward.foundation.catalogue import catalogue
from caseward.oversight import policies
from caseward.oversight.presenters.ledgers import REASONS, sentences, why
from caseward.oversight.queries import Known, Look


SHORT = 8  # characters of an id by which it is known again


@dataclass(frozen=True, slots=True)
class DiaryLine:
    """One look: what was done, why, and the record by its reference, or by its id for whoever may not know it."""

    at: datetime
    officer: str
    officer_id: UUID
    did: str
    why: str
    words: str
    records: tuple[tuple[str, str], ...]
    ids: tuple[str, ...]


def diary_lines(looks: Iterable[Look]) -> list[DiaryLine]:
    """Looks as sentences."""
    told = sentences()
    return [
        DiaryLine(
            at=look.at,
            officer=look.officer or _("nobody signed in"),
            officer_id=look.officer_id,
            did=str(told.get(look.event, look.event)),
            why=why(look.purpose),
            words=look.words,
            records=tuple((one.reference, _address(one)) for one in look.known),
            ids=() if look.known else tuple(str(one)[:SHORT] for one in look.record_ids),
        )
        for look in looks
    ]


def purpose_choices(reader: str) -> list[tuple[str, str]]:
    """The ends for which this sort of reader may read a diary."""
    return [(code, _(title)) for code, title in policies.purposes_for(reader).items()]


def purpose_lasts() -> timedelta:
    """How long what was said of one diary holds, before it is asked anew."""
    return timedelta(minutes=catalogue().table("oversight", "diary-purposes")["asked_every"])


def narrowing() -> list[tuple[str, str]]:
    """The sorts of why by which a diary is narrowed."""
    said = {
        "search.case": _("searched for a case of his own"),
        "search.task": _("searched for a task of his own"),
        "search.reason": _("searched for another reason"),
        "diary": _("read a diary"),
    }
    return [("", _("Any reason")), *((code, str(title)) for code, title in REASONS.items()), *said.items()]


def _address(record: Known) -> str:
    return reverse("oversight:diary-of-record", args=[record.id])
