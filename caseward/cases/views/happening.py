"""Recording what happened, for every pathway on one page."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from caseward.cases import commands, forms, presenters
from caseward.cases.views.pages import frame, only_if, shown
from caseward.foundation.commands.errors import NotVisible
from caseward.ui.requests import Signed


@require_http_methods(["GET", "POST"])
def happened(request: Signed, case_id: UUID) -> HttpResponse:
    """Record what happened; a link may choose it beforehand, and the page says which due days moved."""
    file = shown(request, case_id)
    context = frame(request, file, "chronology")
    if not context["may"].record:
        only_if(context["may"].work)
        raise NotVisible
    is_tasked = any(not one.is_ended for one in file.provided)
    form = forms.Happened.of(
        request,
        happenings=presenters.what_happens(request.ctx, file.case, is_tasked=is_tasked),
        initial={"happening": request.GET.get("what", "")},
    )
    if form.submitted() and form.carries_out(commands.record_happening, request.ctx, case_id=case_id):
        messages.success(request, " ".join([_("Recorded."), form.result]).strip())
        return redirect("cases:chronology", case_id)
    page = {
        "form": form,
        "title": _("Record what happened"),
        "button": _("Record it"),
        "back": "cases:chronology",
        "is_tasked": is_tasked,
    }
    return render(request, "cases/form.html", context | page, status=form.status)
