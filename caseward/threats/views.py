"""The threats of a case and what is done about each; incidents, and the decision on a pattern of them."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from caseward.cases.vocabulary import CaseId
from caseward.foundation.commands.errors import NotPermitted, NotVisible
from caseward.kernel.decisions import Decision, Refused
from caseward.threats import commands, forms, presenters, queries
from caseward.threats.vocabulary import Done, ThreatId
from caseward.ui.forms import Form
from caseward.ui.requests import Signed


@require_safe
def threats(request: Signed, case_id: UUID) -> HttpResponse:
    """Every threat, open ones first, and the incidents."""
    found = _shown(request, case_id)
    may = queries.powers(viewer=request.actor, case=found.record)
    page = {
        "found": found,
        "rows": presenters.rows(found, may=may),
        "incidents": presenters.incidents(found.incidents),
        "may": may,
    }
    if found.is_decision_owed:
        page["may_decide"] = queries.may_decide(viewer=request.actor, case=found.record, on=request.ctx.today)
    return render(request, "threats/list.html", page)


@require_http_methods(["GET", "POST"])
def record(request: Signed, case_id: UUID) -> HttpResponse:
    """Record a threat."""
    found = _shown(request, case_id)
    _only_if(queries.powers(viewer=request.actor, case=found.record).record)
    form = forms.Record.of(request, people=presenters.people(found.people))
    words = (
        _("Record a threat"),
        _("Record the threat"),
        _("Recorded. Its clocks run from when it was received."),
    )
    return _asked(request, found, form, commands.record_threat, words, case_id=case_id)


@require_http_methods(["GET", "POST"])
def incident(request: Signed, case_id: UUID) -> HttpResponse:
    """Record an incident against one person."""
    found = _shown(request, case_id)
    _only_if(queries.powers(viewer=request.actor, case=found.record).record)
    form = forms.IncidentForm.of(request, people=presenters.people(found.people, with_record=True))
    words = (
        _("Record an incident"),
        _("Record the incident"),
        _("Recorded. Incidents are counted by the person."),
    )
    return _asked(request, found, form, commands.record_incident, words, case_id=case_id)


@require_http_methods(["GET", "POST"])
def decide(request: Signed, case_id: UUID) -> HttpResponse:
    """Decide on the threat to life."""
    found = _shown(request, case_id)
    _only_if(queries.may_decide(viewer=request.actor, case=found.record, on=request.ctx.today))
    form = forms.Decide.of(request)
    words = (_("Decide on the threat to life"), _("Sign the decision"), _("Decided."))
    return _asked(request, found, form, commands.decide_on_life, words, case_id=case_id)


@require_http_methods(["GET", "POST"])
def grade(request: Signed, threat_id: UUID) -> HttpResponse:
    """Grade a threat, or grade it again."""
    found = _around(request, threat_id)
    may = queries.powers(viewer=request.actor, case=found.record)
    _only_if(may.record)
    words = (
        _("Grade the threat"),
        _("Set the grade"),
        _("Graded. The grade says when it is looked at again."),
    )
    form = forms.Graded.of(request, grades=presenters.grades(may))
    return _asked(request, found, form, commands.grade_threat, words, threat_id=threat_id)


@require_http_methods(["GET", "POST"])
def step(request: Signed, threat_id: UUID, done: str) -> HttpResponse:
    """Record a step about a threat."""
    if done not in forms.STEPS:
        raise NotVisible
    found = _around(request, threat_id)
    _only_if(queries.powers(viewer=request.actor, case=found.record).of(Done(done)))
    words = (presenters.title_of(done), _("Record it"), _("Recorded."))
    return _asked(
        request, found, forms.STEPS[done].of(request), commands.take_step, words, threat_id=threat_id
    )


@require_http_methods(["GET", "POST"])
def close(request: Signed, threat_id: UUID) -> HttpResponse:
    """Close a threat."""
    found = _around(request, threat_id)
    _only_if(queries.powers(viewer=request.actor, case=found.record).close)
    version = next(one.threat.version for one in found.threats if one.threat.pk == threat_id)
    words = (_("Close the threat"), _("Close it"), _("Closed."))
    form = forms.Close.of(request, version=version)
    return _asked(request, found, form, commands.close_threat, words, threat_id=threat_id)


@require_safe
def source(request: Signed, threat_id: UUID) -> HttpResponse:
    """Where the words came from."""
    text = commands.view_source(request.ctx.to_look(), threat_id=ThreatId(threat_id))
    found = _around(request, threat_id)
    return render(request, "threats/source.html", {"found": found, "text": text})


def _shown(request: Signed, case_id: UUID) -> queries.Threats:
    return commands.view_threats(request.ctx.to_look(), case_id=CaseId(case_id))


def _around(request: Signed, threat_id: UUID) -> queries.Threats:
    """The threats of the case to which one belongs; NotVisible for none that the viewer may know."""
    case_id = queries.case_of(viewer=request.actor, threat_id=threat_id)
    if case_id is None:
        raise NotVisible
    return _shown(request, case_id)


def _only_if(decision: Decision) -> None:
    if isinstance(decision, Refused):
        raise NotPermitted(decision)


def _asked(
    request: Signed,
    found: queries.Threats,
    form: Form,
    command: Callable[..., Any],
    words: tuple[str, str, str],
    **ids: UUID,
) -> HttpResponse:
    title, button, done = words
    if form.submitted() and form.carries_out(command, request.ctx, **ids):
        messages.success(request, done)
        return redirect("threats:list", found.case.id)
    about = next((one.threat for one in found.threats if one.threat.pk == ids.get("threat_id")), None)
    page = {"found": found, "form": form, "title": title, "button": button, "threat": about}
    return render(request, "threats/form.html", page, status=form.status)
