"""The queue and the letterbox."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from caseward.referrals import forms, presenters, queries
from caseward.ui import pages
from caseward.ui.requests import Signed


@require_safe
def queue(request: Signed) -> HttpResponse:
    """Referrals of my units: undecided, or on the second tab decided."""
    is_decided = request.GET.get("show") == "decided"
    steps = forms.QueueFilter(request.GET)
    found = queries.queue(
        viewer=request.actor,
        now=request.ctx.now,
        place=pages.place_from(request),
        stage=steps.chosen,
        is_decided=is_decided,
    )
    lines = presenters.queue_lines(found.rows)
    may_take = request.actor.holds_anywhere("referral.take")
    page = {"found": found, "lines": lines, "steps": steps, "is_decided": is_decided, "may_take": may_take}
    page["has_units"] = len(request.actor.where("referral.read")) > 1
    return render(request, "referrals/queue.html", page)


@require_safe
def letterbox(request: Signed) -> HttpResponse:
    """What came through the public page and nobody has opened."""
    desk = queries.desk(viewer=request.actor)
    rows = [(row, forms.OpenSubmission()) for row in queries.letterbox(viewer=request.actor)]
    return render(request, "referrals/letterbox.html", {"rows": rows, "desk": desk})
