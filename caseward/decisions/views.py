"""A decision on its own page, and what is added to it: words, a review, a dissent."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from caseward.decisions import commands, forms, policies, queries
from caseward.foundation.commands.errors import NotPermitted
from caseward.kernel.access import Actor
from caseward.kernel.decisions import Decision, Refused
from caseward.kernel.wording import day_in_words
from caseward.obligations.queries import of_record
from caseward.ui.requests import Signed


@require_safe
def decision_record(request: Signed, decision_id: UUID) -> HttpResponse:
    """The whole of a decision, with everything added since."""
    record = commands.view_decision(request.ctx, decision_id=decision_id)
    # Whoever has read it may dissent, unless he signed it himself.
    page = {
        "record": record,
        "may_add": policies.may_add_to(request.actor, record),
        "may_dissent": request.actor.id != record.decided_by_id
        and not queries.has_dissented(viewer=request.actor, decision_id=decision_id),
        "owed": of_record(viewer=request.actor, about_id=decision_id, now=request.ctx.now),
    }
    return render(request, "decisions/record.html", page)


@require_http_methods(["GET", "POST"])
def decision_add(request: Signed, decision_id: UUID) -> HttpResponse:
    """Add to a decision."""
    form = forms.Addendum.of(request)
    if form.submitted() and form.carries_out(commands.add_addendum, request.ctx, decision_id=decision_id):
        messages.success(request, _("Added to the decision"))
        return redirect("decisions:record", decision_id)
    words = _("Add to this decision"), _("Add it")
    return _asked(request, decision_id, form, words, policies.may_add_to)


@require_http_methods(["GET", "POST"])
def decision_review(request: Signed, decision_id: UUID) -> HttpResponse:
    """Look at a decision again, and say whether it stands."""
    later = queries.later_decisions(viewer=request.actor, decision_id=decision_id)
    form = forms.Review.of(
        request,
        later=[(str(one.id), f"{day_in_words(one.decided_at.date())} · {one.title}") for one in later],
    )
    if form.submitted() and form.carries_out(commands.record_review, request.ctx, decision_id=decision_id):
        messages.success(request, _("The review is on record."))
        return redirect("decisions:record", decision_id)
    words = _("Look at this decision again"), _("Record the review")
    return _asked(request, decision_id, form, words, policies.may_review)


@require_http_methods(["GET", "POST"])
def decision_dissent(request: Signed, decision_id: UUID) -> HttpResponse:
    """Say under one's own name that one saw it differently."""
    form = forms.Dissent.of(request)
    if form.submitted() and form.carries_out(commands.record_dissent, request.ctx, decision_id=decision_id):
        messages.success(request, _("Your dissent is on record."))
        return redirect("decisions:record", decision_id)
    words = _("Say that you saw it differently"), _("Record my dissent")
    return _asked(request, decision_id, form, words, _may_dissent)


def _asked(
    request: Signed,
    decision_id: UUID,
    form: forms.Addendum | forms.Review | forms.Dissent,
    words: tuple[str, str],
    may: Callable[[Actor, queries.Signed], Decision],
) -> HttpResponse:
    # The key belongs to what is sent; reading what it is added to is a command of its own.
    record = commands.view_decision(request.ctx.to_look(), decision_id=decision_id)
    _only_if(may(request.actor, record))
    title, button = words
    page = {"form": form, "record": record, "title": title, "button": button}
    return render(request, "decisions/add.html", page, status=form.status)


def _may_dissent(actor: Actor, record: queries.Signed) -> Decision:
    """Whoever has read it, unless he signed it himself."""
    return policies.may_dissent(actor, record, is_owned=True)


def _only_if(decision: Decision) -> None:
    if isinstance(decision, Refused):
        raise NotPermitted(decision)
