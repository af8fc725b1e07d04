"""What the pages here share: one question about a case, and the way back to its list of knowers."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from caseward.cases import commands as cases
from caseward.cases.vocabulary import CaseId
from caseward.compartments import queries
from caseward.foundation.commands.errors import NotPermitted
from caseward.kernel.decisions import Decision, Refused
from caseward.ui import forms
from caseward.ui.requests import Signed


PAGE = "compartments/ask.html"


def case_of(request: Signed, case_id: UUID) -> queries.Shared:
    """The case in question; absent for whoever may not know of it, and a look at it for whoever may."""
    cases.view_case(request.ctx.to_look(), case_id=CaseId(case_id))
    return queries.shared(viewer=request.actor, case_id=case_id)


def only_if(decision: Decision) -> None:
    """Show no form that its reader could not send; NotPermitted says why, as the command would."""
    if isinstance(decision, Refused):
        raise NotPermitted(decision)


def asked(
    request: Signed, shared: queries.Shared, form: forms.Form, *, title: str, button: str, warns: bool = False,
    says: tuple[str, ...] = (),
) -> HttpResponse:  # fmt: skip
    """The question: what it does first, then the form."""
    page = {
        "shared": shared, "form": form, "title": title, "button": button, "says": says, "warns": warns,
    }  # fmt: skip
    return render(request, PAGE, page, status=form.status)
