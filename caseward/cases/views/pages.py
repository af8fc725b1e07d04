"""The rooms of a case: overview, chronology, plan, decisions, files, who may know."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from caseward.cases import commands, forms, presenters
from caseward.cases.queries import CaseFile, decisions_by_two, ranked_by_two
from caseward.cases.queries.history import has_by_two
from caseward.cases.vocabulary import CaseId
from caseward.foundation.commands.errors import NotPermitted, NotVisible
from caseward.foundation.storage.responses import attachment
from caseward.kernel.clocks.moments import london_day
from caseward.kernel.decisions import Decision, Refused
from caseward.ui.pages import place_from
from caseward.ui.requests import Signed
from caseward.workforce.queries import who_can_see, who_is_shut_out


LATEST = 5  # entries of the chronology on the overview


def shown(request: Signed, case_id: UUID) -> CaseFile:
    """The case behind a form: read as a command of its own, without the key of what is being sent."""
    return commands.view_case(request.ctx.to_look(), case_id=CaseId(case_id), place=place_from(request))


def frame(request: Signed, file: CaseFile, here: str) -> dict[str, Any]:
    """What every page of a case has around it."""
    return {
        "file": file,
        "head": presenters.head(file, viewer=request.actor),
        "side": presenters.side(file, here),
        "may": presenters.may(file, viewer=request.actor),
        "today": request.ctx.today,
    }


def only_if(decision: Decision | None) -> None:
    """Show no form that its reader could not send; NotPermitted says why, as the command would."""
    if isinstance(decision, Refused):
        raise NotPermitted(decision)


def _room(request: Signed, case_id: UUID, here: str) -> HttpResponse:
    file = shown(request, case_id)
    return render(request, f"cases/{here}.html", frame(request, file, here))


@require_safe
def case_file(request: Signed, case_id: UUID) -> HttpResponse:
    """Overview: what is known, what is not, what is owed."""
    file = shown(request, case_id)
    context = frame(request, file, "overview") | {
        "ways": presenters.ways(file, request.actor) if file.case.closed_at is None else (),
        "owed": presenters.owed_lines(file.owed, case=file.case, viewer=request.actor, ranked=file.ranked),
        "latest": file.chronology.rows[:LATEST],
        "standing": presenters.standing_now(file.people),
        "provided": presenters.held_against_planned(file.provided),
    }
    return render(request, "cases/overview.html", context)


@require_safe
def case_chronology(request: Signed, case_id: UUID) -> HttpResponse:
    """Everything that happened, with its sources."""
    return _room(request, case_id, "chronology")


@require_safe
def case_plan(request: Signed, case_id: UUID) -> HttpResponse:
    """Gaps, actions and risks."""
    return _room(request, case_id, "plan")


@require_safe
def case_decisions(request: Signed, case_id: UUID) -> HttpResponse:
    """Every decision with its reasons, and those that two take on the whole history."""
    file, viewer = shown(request, case_id), request.actor
    found = decisions_by_two(viewer=viewer, case=file.case) if has_by_two(file.decisions) else ()
    ranked = ranked_by_two(viewer=viewer, case=file.case, on=request.ctx.today)
    page = {
        "by_two": presenters.by_two(file.case, found, viewer=viewer, ranked=ranked),
        "ways_to_decide": presenters.ways_to_decide(file.case, viewer=viewer, ranked=ranked),
    }
    return render(request, "cases/decisions.html", frame(request, file, "decisions") | page)


@require_safe
def case_files(request: Signed, case_id: UUID) -> HttpResponse:
    """The files kept with the case."""
    return _room(request, case_id, "files")


@require_safe
def case_who(request: Signed, case_id: UUID) -> HttpResponse:
    """Who may know of the case and why, who is shut out, and what its reader may say of either."""
    file, viewer = shown(request, case_id), request.actor
    who = who_can_see(viewer=viewer, compartment_id=file.compartment_id)
    out = who_is_shut_out(viewer=viewer, compartment_id=file.compartment_id)
    says = presenters.says_who_may_know(file, who, viewer=viewer)
    return render(request, "cases/who.html", frame(request, file, "who") | {"out": out, "says": says})


@require_http_methods(["GET", "POST"])
def case_stood_on(request: Signed, case_id: UUID) -> HttpResponse:
    """Ask of which day the case is to be read."""
    file = shown(request, case_id)
    form = forms.StoodOn.of(request, opened_on=london_day(file.case.opened_at))
    if form.submitted() and form.is_valid():
        return redirect("cases:stood", case_id, form.cleaned_data["day"].isoformat())
    page = {
        "form": form,
        "title": _("The case as it stood on a day"),
        "button": _("Show it"),
        "back": "cases:file",
    }
    return render(request, "cases/form.html", frame(request, file, "overview") | page, status=form.status)


@require_safe
def case_stood(request: Signed, case_id: UUID, day: str) -> HttpResponse:
    """The case as it stood at the end of a day, to be read and not worked on."""
    stood = commands.view_case_as_it_stood(
        request.ctx.to_look(), case_id=CaseId(case_id), day=_day(day), place=place_from(request)
    )
    context = presenters.stood(stood) | {
        "today": request.ctx.today,
        "is_today": stood.day == request.ctx.today,
    }
    return render(request, "cases/stood.html", context)


@require_safe
def case_stored_file(request: Signed, case_id: UUID, file_id: UUID) -> StreamingHttpResponse:
    """A file of the case, to be saved and never shown in place."""
    return attachment(commands.view_file(request.ctx, case_id=CaseId(case_id), file_id=file_id))


def _day(text: str) -> date:
    """A day of an address; NotVisible for nonsense."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise NotVisible from None
