"""Who looked at what: a page to begin from, the diary of a record, the diary of an officer."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from caseward.foundation.commands.errors import NotVisible
from caseward.oversight import commands, forms, presenters, queries
from caseward.oversight.vocabulary import DiaryOf
from caseward.ui import purposes
from caseward.ui.pages import place_from
from caseward.ui.requests import Signed


@require_http_methods(["GET", "POST"])
def diaries(request: Signed) -> HttpResponse:
    """Where to begin: my own diary, those of my unit, and that of a record by its reference."""
    if not request.actor.memberships:
        raise NotVisible
    form = forms.OfRecord.of(request)
    if form.submitted():
        reference = form.cleaned_data["reference"]
        record_id = queries.record_by_reference(viewer=request.actor, text=reference)
        if record_id:
            return redirect("oversight:diary-of-record", record_id=record_id)
        form.add_error("reference", _("There is no such record, or it is not one you may know of."))
    page = {
        "form": form,
        "officers": queries.officers(viewer=request.actor),
        "grants": request.actor.holds_anywhere("compartment.grant"),
        "inspects": request.actor.holds_anywhere("ledger.read"),
    }
    return render(request, "oversight/diaries.html", page, status=form.status)


def diary_of_record(request: Signed, record_id: UUID) -> HttpResponse:
    """Who looked at a record."""
    return _diary(request, DiaryOf.RECORD, record_id)


def diary_of_officer(request: Signed, officer_id: UUID) -> HttpResponse:
    """What an officer looked at."""
    return _diary(request, DiaryOf.OFFICER, officer_id)


@require_http_methods(["GET", "POST"])
def _diary(request: Signed, of: DiaryOf, about_id: UUID) -> HttpResponse:
    reader = queries.reader_of(viewer=request.actor, of=of, about_id=about_id)
    if reader is None or not request.actor.memberships:
        raise NotVisible
    said = purposes.said(request, slot=purposes.DIARY, about=str(about_id))
    return _asked(request, of, about_id, reader) if said is None else _shown(request, of, about_id, said[0])


def _asked(request: Signed, of: DiaryOf, about_id: UUID, reader: str) -> HttpResponse:
    """For what it is read comes first; the page after it is the diary."""
    form = forms.ReadDiary.of(request, purposes=presenters.purpose_choices(reader))
    if form.submitted() and form.carries_out(commands.open_diary, request.ctx, of=of, about_id=about_id):
        purposes.say(
            request, form.result, lasts=presenters.purpose_lasts(), slot=purposes.DIARY, about=str(about_id)
        )
        return redirect(request.path)
    return render(request, "oversight/diary_asked.html", {"form": form, "of": of}, status=form.status)


def _shown(request: Signed, of: DiaryOf, about_id: UUID, purpose: str) -> HttpResponse:
    request.ctx.purpose = purpose
    form = forms.NarrowDiary(request.GET or None, reasons=presenters.narrowing())
    said = form.cleaned_data if form.is_bound and form.is_valid() else {"day": None, "why": ""}
    page = commands.view_diary(
        request.ctx.to_look(), of=of, about_id=about_id, place=place_from(request), **said
    )
    shown = {
        "of": of,
        "called": queries.called(viewer=request.actor, of=of, about_id=about_id),
        "page": page,
        "lines": presenters.diary_lines(page.rows),
        "form": form,
        "purpose": presenters.why(purpose),
    }
    return render(request, "oversight/diary.html", shown)
