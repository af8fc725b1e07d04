"""Finding people and reading what is known of one."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from caseward.cases import commands, forms, presenters
from caseward.foundation.commands.errors import NotVisible
from caseward.ui.requests import Signed


@require_http_methods(["GET", "POST"])
def find(request: Signed) -> HttpResponse:
    """One box for names, dates, numbers and references; the words never stand in an address."""
    if request.method == "GET" and not request.actor.holds_anywhere("nominal.search"):
        raise NotVisible
    form = forms.Find.of(request)
    found = None
    reading = request.ctx.to_look()  # what is found is told again each time, and kept nowhere
    if form.submitted() and form.carries_out(commands.find_people, reading):
        found = presenters.found(form.result)
    return render(request, "cases/find.html", {"form": form, "found": found}, status=form.status)


@require_safe
def person(request: Signed, nominal_id: UUID) -> HttpResponse:
    """A person's record with the referrals and cases beside it."""
    file = commands.view_person(request.ctx, nominal_id=nominal_id)
    return render(request, "cases/person.html", {"person": presenters.person(file)})
