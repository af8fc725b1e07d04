"""Finding people and reading what is known of one."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from caseward.cases import commands, forms, presenters, queries
from caseward.cases.vocabulary import OPEN
from caseward.foundation.commands.errors import NotVisible
from caseward.ui import purposes
from caseward.ui.requests import Signed


# What stands beside the box, for whom.
WAYS = {"compare": "nominal.write", "break_glass": "access.break-glass"}
ANSWERED = {"why", "because"}  # what comes with the question, chosen and filled in or not


@require_http_methods(["GET", "POST"])
def find(request: Signed) -> HttpResponse:
    """One box for names, dates, numbers and references; the words never stand in an address."""
    if request.method == "GET" and not request.actor.holds_anywhere("nominal.search"):
        raise NotVisible
    request.ctx.purpose = (purposes.said(request) or ("",))[0]
    form = _form(request)
    found = None
    if form.submitted() and _is_for_something(request, form):
        reading = request.ctx.to_look()  # what is found is told again each time, and kept nowhere
        found = presenters.found(commands.find_people(reading, words=form.cleaned_data["words"]))
        form = forms.Find.of(request)
    may = {way: request.actor.holds_anywhere(held) for way, held in WAYS.items()}
    page = {
        "form": form,
        "found": found,
        "may": may,
        "purpose": presenters.purpose_said(purposes.said(request)),
    }
    return render(request, "cases/find.html", page, status=form.status)


def _form(request: Signed) -> forms.Find:
    """The box alone while the last purpose stands; else, or when another is wished for, with the question."""
    answered = bool(ANSWERED & request.POST.keys())
    if request.ctx.purpose and not answered and request.GET.get("for") != "another":
        return forms.Find.of(request)
    mine = presenters.purpose_form(queries.purposes(viewer=request.actor, now=request.ctx.now))
    if request.method == "GET" or answered:
        return forms.FindBecause.of(request, **mine)
    # Words from the box in the bar: they wait in the form until it is said what they are for.
    return forms.FindBecause(initial={"words": request.POST.get("words", "")[:200]}, **mine)


def _is_for_something(request: Signed, form: forms.Find) -> bool:
    """Whether it is known what the search is for, from now on if it was said with it."""
    if not isinstance(form, forms.FindBecause):
        return True
    said = form.carries_out(commands.begin_search, request.ctx)
    if said:
        purposes.say(request, form.result, lasts=presenters.purpose_lasts())
    return said


@require_safe
def person(request: Signed, nominal_id: UUID) -> HttpResponse:
    """A person's record with the referrals and cases beside it."""
    file = commands.view_person(request.ctx, nominal_id=nominal_id)
    may_write = bool(request.actor.holds("nominal.write", file.nominal.heading.compartment_id))
    may_open = request.actor.holds_anywhere(OPEN)
    page = {"person": presenters.person(file), "may_write": may_write, "may_open": may_open}
    return render(request, "cases/person.html", page)
