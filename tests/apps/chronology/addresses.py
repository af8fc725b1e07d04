"""The addresses of entries, and pages of a higher app on which they are made and shown."""

from collections.abc import Callable
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.template import engines
from django.urls import include, path

from caseward.chronology import forms, queries
from caseward.obligations.vocabulary import Matter, MatterKind
from caseward.ui.forms import Form
from caseward.ui.requests import Signed
from tests.apps.chronology import given


FORM = """{% extends "ui/base.html" %}{% load ui %}{% block title %}Enter{% endblock %}
{% block content %}<h1>Enter</h1>{% form_page form "Enter" %}{% endblock %}"""
CHRONOLOGY = """{% extends "ui/base.html" %}{% load ui %}{% block title %}Chronology{% endblock %}
{% block content %}<h1>Chronology</h1>{% include "chronology/_timeline.html" with happenings=page_of_it.rows %}
{% pager page_of_it %}{% endblock %}"""


def enter(kind: type[Form]) -> Callable[[Signed, UUID], HttpResponse]:
    """The usual view of an entry form."""

    def view(request: Signed, about_id: UUID) -> HttpResponse:
        [compartment_id] = request.actor.where("case.move")
        about = Matter(
            id=about_id, kind=MatterKind.CASE, reference="C·7K3Q-9F4M", compartment_id=compartment_id
        )
        form = kind.of(request)
        if form.submitted() and form.carries_out(given.put, request.ctx, about=about):
            return redirect("chronology", about_id)
        page = engines["django"].from_string(FORM)
        return HttpResponse(page.render({"form": form}, request), status=form.status)

    return view


def chronology(request: Signed, about_id: UUID) -> HttpResponse:
    """The usual view of a timeline."""
    found = queries.timeline(viewer=request.actor, about_ids=[about_id])
    page = engines["django"].from_string(CHRONOLOGY)
    return HttpResponse(page.render({"page_of_it": found}, request))


handler403 = "caseward.ui.errors.forbidden"
handler404 = "caseward.ui.errors.not_found"
handler500 = "caseward.ui.errors.broken"

urlpatterns = [
    path("", include("caseward.ui.urls")),
    path("", include("caseward.accounts.urls")),
    path("", include("caseward.decisions.urls")),
    path("", include("caseward.chronology.urls")),
    path("about/<uuid:about_id>/", chronology, name="chronology"),
    path("about/<uuid:about_id>/note/", enter(forms.Note)),
    path("about/<uuid:about_id>/contact/", enter(forms.Contact)),
    path("about/<uuid:about_id>/event/", enter(forms.Event)),
]
