"""What a search is for: the answers to choose from, and what was said."""

from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from caseward.cases.queries import Purposes, purpose_words, reasons
from caseward.foundation.catalogue import catalogue


def purpose_form(mine: Purposes) -> dict[str, list[tuple[str, str]]]:
    """The cases, tasks and reasons from which the form lets somebody choose."""
    return {
        "cases": [(str(one.id), f"{one.reference} · {one.name}") for one in mine.cases],
        "tasks": [(str(one.id), f"{one.title} · {one.about_reference}") for one in mine.tasks],
        "reasons": [(code, _(title)) for code, title in reasons().items()],
    }


def purpose_said(said: tuple[str, datetime] | None) -> dict[str, Any] | None:
    """For what the searches are, and until when."""
    if said is None:
        return None
    code, until = said
    return {"words": purpose_words(code), "until": until}


def purpose_lasts() -> timedelta:
    """How long a search goes on for what was said of it."""
    return timedelta(minutes=catalogue().table("oversight", "search-reasons")["asked_every"])
