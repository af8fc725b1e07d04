"""Who is around a person, as a table and a picture."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from caseward.nominals import commands, forms, presenters, queries
from caseward.nominals.vocabulary import NominalId, RelationId
from caseward.ui.pages import place_from
from caseward.ui.requests import Signed


@require_safe
def associates(request: Signed, nominal_id: UUID) -> HttpResponse:
    """The table, and the picture that a small script draws from it."""
    place = place_from(request)
    found = commands.view_associates(request.ctx, nominal_id=NominalId(nominal_id), place=place)
    may_write = bool(request.actor.holds("nominal.write", found.heading.compartment_id))
    page = presenters.associates_shown(found) | {"may_write": may_write}
    return render(request, "nominals/associates.html", page)


@require_http_methods(["GET", "POST"])
def add(request: Signed, nominal_id: UUID) -> HttpResponse:
    """Say what somebody else on record is to this person; the reference is typed, and stands in no address."""
    known = commands.view_one(request.ctx.to_look(), nominal_id=NominalId(nominal_id))
    kinds, grades = queries.relation_kinds(), queries.grades()
    form = forms.AddRelation.of(request, kinds=kinds, grades=grades, name=known.name)
    if form.submitted() and _added(request, form, NominalId(nominal_id)):
        messages.success(request, _("On record, and seen from both people’s pages."))
        return redirect("nominals:associates", nominal_id)
    words = {"title": _("Add somebody around this person"), "button": _("Put it on record")}
    return _page(request, form, nominal_id, heading=known, **words)


@require_http_methods(["GET", "POST"])
def end(request: Signed, nominal_id: UUID, relation_id: UUID) -> HttpResponse:
    """Say that it is so no longer."""
    tie = _tie(request, nominal_id, relation_id)
    form = forms.EndRelation.of(request, version=tie.version)
    if form.submitted() and form.carries_out(commands.end_relation, request.ctx, relation_id=tie.id):
        messages.success(request, _("It stays on record as what was."))
        return redirect("nominals:associates", nominal_id)
    words = {"title": _("This is no longer so"), "button": _("End it")}
    return _page(request, form, nominal_id, heading=tie.other, says=presenters.tie_said(tie), **words)


@require_http_methods(["GET", "POST"])
def correct(request: Signed, nominal_id: UUID, relation_id: UUID) -> HttpResponse:
    """Say that it was wrong, and what is right instead."""
    tie = _tie(request, nominal_id, relation_id)
    asks = {"kinds": queries.relation_kinds(), "grades": queries.grades(), "name": tie.other.name}
    form = forms.CorrectRelation.of(request, version=tie.version, **asks)
    of = {"relation_id": tie.id, "seen_from": NominalId(tie.one.id)}
    if form.submitted() and form.carries_out(commands.correct_relation, request.ctx, **of):
        messages.success(request, _("Corrected. What was wrong stays on record, with your reason."))
        return redirect("nominals:associates", nominal_id)
    words = {"title": _("Correct what they are to each other"), "button": _("Correct it")}
    return _page(request, form, nominal_id, heading=tie.other, says=presenters.tie_said(tie), **words)


def _tie(request: Signed, nominal_id: UUID, relation_id: UUID) -> queries.Tie:
    tie: queries.Tie = commands.view_relation(
        request.ctx.to_look(), nominal_id=NominalId(nominal_id), relation_id=RelationId(relation_id)
    )
    return tie


def _added(request: Signed, form: forms.AddRelation, nominal_id: NominalId) -> bool:
    other = queries.by_reference(viewer=request.actor, text=form.cleaned_data["reference"])
    if other is None or other.id == nominal_id:
        form.add_error("reference", _("There is no other person of this reference that you may know of."))
        return False
    ends = {"one_id": NominalId(other.id), "other_id": nominal_id}
    return form.carries_out(commands.add_relation, request.ctx, **ends)


def _page(request: Signed, form: Any, nominal_id: UUID, **page: Any) -> HttpResponse:  # noqa: ANN401
    shown = page | {"form": form, "nominal_id": nominal_id}
    return render(request, "nominals/associate.html", shown, status=form.status)
