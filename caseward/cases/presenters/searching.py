"""What a search is for: the answers to choose from, and what was said."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from caseward.cases.queries import Purposes
from caseward.cases.vocabulary import SearchFor
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


def purpose_words(code: str) -> str:
    """The purpose of a search in words, without those that were typed: "search.case.3f…" is "a case of his own"."""
    _search, why, *rest = code.split(".")
    if why == SearchFor.REASON and rest:
        return _(reasons().get(rest[0], rest[0].replace("-", " ")))
    return str(SearchFor(why).label) if why in SearchFor.values else why


def reasons() -> Mapping[str, str]:
    """The reasons that are published now."""
    found: Mapping[str, str] = catalogue().table("oversight", "search-reasons")["reason"]
    return found


def purpose_lasts() -> timedelta:
    """How long a search goes on for what was said of it."""
    return timedelta(minutes=catalogue().table("oversight", "search-reasons")["asked_every"])
