"""The people in a case, how they stand in it, and whose category is to be looked at again."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from caseward.cases import commands, forms, presenters, queries
from caseward.cases.queries import CaseFile
from caseward.cases.views.pages import frame, only_if, shown
from caseward.foundation.catalogue import catalogue
from caseward.kernel.categories import Categories
from caseward.ui.requests import Signed


@require_safe
def people(request: Signed, case_id: UUID) -> HttpResponse:
    """Everybody in the case, how they stand, and how they stood before."""
    file = shown(request, case_id)
    before = queries.stood_before(viewer=request.actor, case_id=case_id, known=file.nominals)
    context = _frame(request, file) | {"standing": presenters.standing(file.people, before=before)}
    return render(request, "cases/people.html", context)


@require_http_methods(["GET", "POST"])
def add(request: Signed, case_id: UUID) -> HttpResponse:
    """Enter somebody as part of the case."""
    form = forms.AddPerson.of(request, categories=_known(request))
    if form.submitted() and form.carries_out(commands.add_person, request.ctx, case_id=case_id):
        messages.success(request, _("Added to the case"))
        return redirect("cases:people", case_id)
    context = _frame(request, shown(request, case_id))
    only_if(context["may"].work)
    page = {"form": form, "title": _("Add a person to the case"), "button": _("Add the person")}
    return render(request, "cases/form.html", context | page, status=form.status)


@require_http_methods(["GET", "POST"])
def subject(request: Signed, case_id: UUID) -> HttpResponse:
    """Say for the first time how the subject stands."""
    file = shown(request, case_id)
    one = file.subject()
    form = _form(request, one)
    if form.submitted() and form.carries_out(commands.categorise_subject, request.ctx, case_id=case_id):
        return _said(request, case_id)
    return _asked(request, file, one, form)


@require_http_methods(["GET", "POST"])
def category(request: Signed, case_id: UUID, person_id: UUID) -> HttpResponse:
    """Say how somebody stands from now on."""
    file = shown(request, case_id)
    one = file.person(person_id)
    form = _form(request, one)
    if form.submitted() and form.carries_out(commands.set_category, request.ctx, span_id=one.span_id):
        return _said(request, case_id)
    return _asked(request, file, one, form)


@require_http_methods(["GET", "POST"])
def end(request: Signed, case_id: UUID, person_id: UUID) -> HttpResponse:
    """Take somebody out of the case."""
    file = shown(request, case_id)
    one = file.person(person_id)
    form = forms.EndPerson.of(request, version=one.person_version)
    if form.submitted() and form.carries_out(commands.end_person, request.ctx, person_id=person_id):
        messages.success(request, _("No longer part of the case"))
        return redirect("cases:people", case_id)
    context = _frame(request, file)
    only_if(context["may"].categorise)
    page = {"form": form, "title": _("No longer part of this case"), "says": one.name, "button": _("Say so")}
    return render(request, "cases/form.html", context | page, status=form.status)


@require_safe
def doubts(request: Signed) -> HttpResponse:
    """Whose category is to be looked at again."""
    viewer, now = request.actor, request.ctx.now
    context = {
        "in_doubt": presenters.doubts(queries.categories_in_doubt(viewer=viewer, now=now)),
        "gone_old": presenters.doubts(queries.categories_gone_old(viewer=viewer, now=now)),
        "after": presenters.review_span(today=request.ctx.today),
    }
    return render(request, "cases/categories.html", context)


def _frame(request: Signed, file: CaseFile) -> dict[str, Any]:
    return frame(request, file, "people") | {"back": "cases:people"}


def _known(request: Signed) -> Categories:
    return catalogue().people_in_a_case(on=request.ctx.today)


def _form(request: Signed, one: queries.Standing) -> forms.Categorise:
    now = {"category": one.category.key, "source": one.source}
    return forms.Categorise.of(request, version=one.version, initial=now, categories=_known(request))


def _said(request: Signed, case_id: UUID) -> HttpResponse:
    messages.success(request, _("It is on record how this person stands."))
    return redirect("cases:people", case_id)


def _asked(request: Signed, file: CaseFile, one: queries.Standing, form: forms.Categorise) -> HttpResponse:
    context = _frame(request, file)
    only_if(context["may"].categorise)
    says = presenters.says_of(one)
    page = {"form": form, "title": _("How this person stands"), "says": says, "button": _("Put it on record")}
    return render(request, "cases/form.html", context | page, status=form.status)
