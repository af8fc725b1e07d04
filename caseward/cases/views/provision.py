"""Who provides what: taskings, their acknowledgement, sessions, reports and how they end."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from caseward.cases import commands, presenters, queries
from caseward.cases.queries import CaseFile
from caseward.cases.views.pages import frame, only_if, shown
from caseward.provision import forms
from caseward.provision.queries import Line, session_among, tasking_among
from caseward.ui.forms import Form
from caseward.ui.requests import Signed


@require_safe
def providers(request: Signed, case_id: UUID) -> HttpResponse:
    """Every tasking with its sessions, planned against held."""
    file = shown(request, case_id)
    lines = queries.provision(viewer=request.actor, case_id=case_id)
    return render(request, "cases/provider.html", frame(request, file, "provider") | {"lines": lines})


@require_http_methods(["GET", "POST"])
def task(request: Signed, case_id: UUID) -> HttpResponse:
    """Task a provider in writing."""
    file = shown(request, case_id)
    form = forms.Task.of(request, needs=_needs(request, case_id))
    words = _words(
        _("Task a provider"), _("Issue the tasking"), _("Tasked. The provider has to acknowledge it.")
    )
    return _asked(request, file, form, commands.task_provider, words, case_id=case_id)


@require_http_methods(["GET", "POST"])
def amend(request: Signed, case_id: UUID, tasking_id: UUID) -> HttpResponse:
    """Issue a further edition of a tasking."""
    file, tasking = shown(request, case_id), tasking_among(_lines(request, case_id), tasking_id)
    form = forms.Amend.of(
        request,
        version=tasking.version,
        needs=_needs(request, case_id),
        initial=presenters.tasking_as_it_stands(tasking),
    )
    words = _words(_("Amend the tasking"), _("Issue the new edition"), _("Amended. It is acknowledged anew."))
    return _asked(request, file, form, commands.amend_tasking, words, tasking_id=tasking_id)


@require_http_methods(["GET", "POST"])
def acknowledge(request: Signed, case_id: UUID, tasking_id: UUID) -> HttpResponse:
    """Record that the provider acknowledged the tasking."""
    file, tasking = shown(request, case_id), tasking_among(_lines(request, case_id), tasking_id)
    form = forms.Acknowledge.of(request, version=tasking.version)
    words = _words(
        _("Record the acknowledgement"), _("Record it"), _("Acknowledged: sessions count from now on.")
    )
    return _asked(request, file, form, commands.acknowledge_tasking, words, tasking_id=tasking_id)


@require_http_methods(["GET", "POST"])
def session(request: Signed, case_id: UUID, tasking_id: UUID) -> HttpResponse:
    """Log a session."""
    file, tasking = shown(request, case_id), tasking_among(_lines(request, case_id), tasking_id)
    form = forms.Session.of(request, objectives=[(str(one.id), one.text) for one in tasking.objectives])
    words = _words(_("Log a session"), _("Log the session"), _("Logged"))
    return _asked(request, file, form, commands.log_session, words, tasking_id=tasking_id)


@require_http_methods(["GET", "POST"])
def end(request: Signed, case_id: UUID, tasking_id: UUID) -> HttpResponse:
    """End a tasking, with who goes on."""
    file, tasking = shown(request, case_id), tasking_among(_lines(request, case_id), tasking_id)
    form = forms.End.of(request, version=tasking.version)
    words = _words(_("End the tasking"), _("End it"), _("The tasking has ended."))
    return _asked(request, file, form, commands.end_tasking, words, tasking_id=tasking_id)


@require_http_methods(["GET", "POST"])
def report(request: Signed, case_id: UUID, session_id: UUID) -> HttpResponse:
    """Enter the report on a session."""
    file = shown(request, case_id)
    session_among(_lines(request, case_id), session_id)
    form = forms.Report.of(request)
    words = _words(_("Enter the provider’s report"), _("Enter the report"), _("The report is entered."))
    return _asked(request, file, form, commands.report_session, words, session_id=session_id)


def _asked(
    request: Signed,
    file: CaseFile,
    form: Form,
    command: Callable[..., Any],
    words: dict[str, str],
    **about: UUID,
) -> HttpResponse:
    if form.submitted() and form.carries_out(command, request.ctx, **about):
        messages.success(request, words["done"])
        return redirect("cases:provider", file.case.pk)
    context = frame(request, file, "provider")
    only_if(context["may"].work)
    page = {"form": form, "back": "cases:provider", **words}
    return render(request, "cases/form.html", context | page, status=form.status)


def _words(title: str, button: str, done: str) -> dict[str, str]:
    return {"title": title, "button": button, "done": done}


def _lines(request: Signed, case_id: UUID) -> tuple[Line, ...]:
    return queries.provision(viewer=request.actor, case_id=case_id)


def _needs(request: Signed, case_id: UUID) -> list[tuple[str, str]]:
    found = queries.needs(viewer=request.actor, case_id=case_id)
    return [(str(key), words) for key, words in found.items()]
