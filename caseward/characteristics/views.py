"""The form of one person, and how many said what."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from caseward.characteristics import commands, forms, presenters
from caseward.ui.requests import Signed


@require_http_methods(["GET", "POST"])
def ask(request: Signed, nominal_id: UUID) -> HttpResponse:
    """What one person said of themselves."""
    now = commands.view_characteristics(request.ctx.to_look(), nominal_id=nominal_id)
    questions = presenters.questions()
    form = forms.Ask.of(request, version=now.version, initial=dict(now.answers), questions=questions)
    if form.submitted() and form.carries_out(
        commands.keep_characteristics, request.ctx, nominal_id=nominal_id
    ):
        messages.success(request, _("Kept, apart from the record"))
        return redirect("characteristics:ask", nominal_id)
    context = {"form": form, "nominal_id": nominal_id}
    return render(request, "characteristics/ask.html", context, status=form.status)


@require_safe
def counts(request: Signed) -> HttpResponse:
    """How many people of my units said what."""
    found = commands.count_characteristics(request.ctx)
    return render(request, "characteristics/counts.html", {"tables": presenters.tables(found)})
