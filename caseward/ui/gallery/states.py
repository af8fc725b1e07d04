"""States that take two people, a lost session or a lost database to arise, made up for the gallery."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest

from caseward.foundation.drafts.keeping import KeptDraft
from caseward.ui import conflicts, typed
from caseward.ui.forms import known
from caseward.ui.gallery.forms import EveryQuestion


NOBODY = UUID(int=0)
AT = datetime(2026, 11, 21, 10, 42, tzinfo=UTC)
FIELDS: typed.Fields = {
    "name": ["Callum James Hartright"],
    "born-day": ["31"],
    "born-month": ["2"],
    "born-year": ["2009"],
    "contact": ["phone"],
    "best_time": ["after four"],
    "account": ["On Tuesday a drawing was found in his locker."],
}


@dataclass(frozen=True, slots=True)
class Said:
    """A message as Django hands it to a page."""

    level_tag: str
    text: str

    def __str__(self) -> str:
        return self.text


MESSAGES = (
    Said("success", "The case is yours. Beth Carver has been told."),
    Said("info", "The plan is due for review on 24 November 2026."),
)


def with_token(form: EveryQuestion, request: HttpRequest) -> EveryQuestion:
    """The form as it is shown to whoever has signed in; others see no draft."""
    if request.user.is_authenticated:
        form.token = typed.FormToken(request.user.pk, request.path)
    return form


def restored(request: HttpRequest) -> EveryQuestion:
    """A form that opens with its draft."""
    form = EveryQuestion()
    form.token = typed.FormToken(request.user.pk or NOBODY, request.path)
    form.restore(KeptDraft(fields=FIELDS, saved_at=AT))
    return form


def conflict(path: str) -> dict[str, Any]:
    """What the page of two texts shows."""
    return {
        "form": None,
        "changes": [conflicts.Change(by="Omar Aziz", at=AT, fields=frozenset({"account"}))],
        "differences": [
            conflicts.Difference(
                "account",
                "What happened",
                "On Tuesday a drawing was found in his locker and handed to the form tutor.",
                "On Tuesday 3 November a drawing was found in his locker. He said a friend had drawn it.",
                "{}",
                can_keep_both=True,
            ),
            conflicts.Difference(
                "born", "Date of birth", "14 March 2009", "March 2009", "{}", can_keep_both=False
            ),
        ],
        "action": path,
        "seen": 2,
        "settled_version": 3,
        "new_key": str(NOBODY),
    }


def kept(path: str) -> dict[str, Any]:
    """What the page of a lost database shows after a form was sent."""
    resend = [(name, value) for name, values in FIELDS.items() for value in values]
    return {
        "action": path,
        "typed": known.told(typed.query_dict(FIELDS | {typed.FORM: [known.name_of(EveryQuestion)]})),
        "resend": resend,
        "had_files": True,
        "is_form": True,
    }
