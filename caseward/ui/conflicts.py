"""Two people saved one thing: both texts side by side, and the later one decides with both in sight."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _

from caseward.foundation.commands import query
from caseward.foundation.commands.errors import Stale
from caseward.foundation.records.models import FieldChange
from caseward.kernel.access import Actor
from caseward.ui import typed
from caseward.ui.requests import Signed


if TYPE_CHECKING:
    from caseward.ui.forms.bound import Bound
    from caseward.ui.forms.form import Form


SETTLED = "settled_version"
MINE, THEIRS, BOTH = "mine", "theirs", "both"
READ_AGAIN = 3


class Conflicted(Exception):
    """A form was sent against an older version of its record."""

    def __init__(self, form: "Form", stale: Stale) -> None:
        super().__init__(str(stale))
        self.form = form
        self.stale = stale


@dataclass(frozen=True, slots=True)
class Change:
    """Who changed which fields since the form was opened."""

    by: str
    at: datetime
    fields: frozenset[str]


@dataclass(frozen=True, slots=True)
class Difference:
    """One question on which the record and the form disagree."""

    name: str
    label: str
    theirs: str
    mine: str
    theirs_raw: str
    can_keep_both: bool

    @property
    def settle_name(self) -> str:
        """Under which name the choice is sent."""
        return typed.SETTLE + self.name

    @property
    def theirs_name(self) -> str:
        """Under which name the text of the record travels."""
        return typed.THEIRS + self.name


def as_it_stands(request: HttpRequest, conflicted: Conflicted) -> Exception:
    """The conflict with the words that stand now: somebody may have saved after the view read and before it wrote.

    Whatever else the view raises when it is asked again is returned in the conflict's place.
    """
    found: Exception = conflicted
    for _each in range(READ_AGAIN):
        if not isinstance(found, Conflicted) or found.form.version in {None, found.stale.current}:
            break
        found = _asked_again(request, found)
    return found


def page(request: HttpRequest, conflicted: Conflicted) -> HttpResponse:
    """409 with both texts; what the officer chooses is sent to the same address with the new version."""
    form, stale = conflicted.form, conflicted.stale
    differences = [found for name in form.fields if (found := _difference(form.question(name)))]
    names = {found.name for found in differences}
    context = {
        "form": form,
        "differences": differences,
        "agreed": [(name, value) for name, value in _posted(request.POST) if not _belongs_to(name, names)],
        # Never newer than the words that are shown, or settling would write over words that nobody saw.
        "settled_version": stale.current if form.version is None else form.version,
        "seen": stale.seen,
        "changes": changes_since(stale, viewer=request.actor) if isinstance(request, Signed) else [],
        "action": request.get_full_path(),
        "mine": [(name, value) for name, value in _posted(request.POST) if _belongs_to(name, names)],
        "new_key": form.new_key,
        "form_name": request.POST.get(typed.FORM, ""),
    }
    return render(request, "ui/errors/conflict.html", context, status=409)


def settled(post: QueryDict) -> QueryDict:
    """The form as the officer settled it; one that leaves a question open stays at its old version."""
    if SETTLED not in post:
        return post
    data = post.copy()
    open_questions = False
    for name in [key.removeprefix(typed.THEIRS) for key in post if key.startswith(typed.THEIRS)]:
        open_questions |= not _settle(data, name, choice=post.get(typed.SETTLE + name, ""))
    if not open_questions:
        data.setlist(typed.VERSION, post.getlist(SETTLED))
    return data


@query
def changes_since(stale: Stale, *, viewer: Actor) -> list[Change]:
    """What was saved between the version the officer saw and the one that stands, as far as the viewer may know."""
    rows = FieldChange.objects.visible_to(viewer).filter(record_id=stale.record_id).order_by("-created_at")
    commands: dict[UUID, list[FieldChange]] = {}
    for row in rows.select_related("created_by")[:100]:
        commands.setdefault(row.command_id, []).append(row)
    latest = list(commands.values())[: stale.current - stale.seen]
    return [
        Change(
            by=found[0].created_by.name, at=found[0].created_at, fields=frozenset(row.field for row in found)
        )
        for found in latest
    ]


def _asked_again(request: HttpRequest, conflicted: Conflicted) -> Exception:
    """What the view raises now; nothing was written, so nothing happens twice."""
    match = request.resolver_match
    try:
        if match is not None:
            match.func(request, *match.args, **match.kwargs)
    except Exception as newer:  # noqa: BLE001 -- translated like whatever a view raises
        return newer
    return conflicted


def _difference(field: "Bound") -> Difference | None:
    theirs, mine = field.said_initially, field.said_now
    if theirs == mine or field.is_hidden:
        return None
    return Difference(
        name=field.name,
        label=str(field.label),
        theirs=theirs or _("Nothing"),
        mine=mine or _("Nothing"),
        theirs_raw=json.dumps(field.raw_initially),
        can_keep_both=bool(field.is_long_text and theirs and mine),
    )


def _settle(data: QueryDict, name: str, *, choice: str) -> bool:
    """Put the chosen text under the field's own names; False when nothing was chosen."""
    theirs: Mapping[str, list[str]] = json.loads(data.get(typed.THEIRS + name) or "{}")
    if choice == THEIRS:
        for part in [key for key in data if _belongs_to(key, {name})]:
            del data[part]
        for part, values in theirs.items():
            data.setlist(part, values)
    elif choice == BOTH:
        texts = [*theirs.get(name, []), data.get(name, "")]
        data[name] = "\n\n".join(text.strip() for text in texts if text.strip())
    return choice in {MINE, THEIRS, BOTH}


def _belongs_to(key: str, names: set[str]) -> bool:
    """Whether a posted key is a field or one of its boxes ("met_on", "met_on-day")."""
    return key in names or any(key.startswith(f"{name}-") for name in names)


def _posted(post: QueryDict) -> list[tuple[str, str]]:
    carried = {name: values for name, values in typed.fields_in(post).items() if name not in typed.UNSHOWN}
    return [(name, value) for name, values in carried.items() for value in values]
