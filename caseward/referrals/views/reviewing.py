"""Several referrals of one person, read together."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from caseward.nominals import queries as nominals
from caseward.referrals import commands, forms, presenters, queries
from caseward.referrals.views import pages
from caseward.referrals.vocabulary import ReferralId
from caseward.ui.requests import Signed


# Each is read, and that it was read is recorded; more than these are opened from the strip.
MOST_READ = 10


@require_http_methods(["GET", "POST"])
def review_repeat(request: Signed, referral_id: UUID) -> HttpResponse:
    """Say what this and the earlier referrals mean together."""
    form = forms.Review.of(request)
    if form.submitted() and form.carries_out(
        commands.review_repeat, request.ctx, referral_id=ReferralId(referral_id)
    ):
        messages.success(request, _("The review is on record."))
        return redirect("referrals:file", referral_id)
    file = pages.opened(request, referral_id)
    person = queries.tied_to(viewer=request.actor, referral=file.referral)
    marks = presenters.history_of(person.referrals, now_id=referral_id) if person else ()
    before = [each.id for each in person.referrals if each.id != referral_id] if person else []
    earlier = [pages.opened(request, each) for each in before[:MOST_READ]]
    pointers = nominals.pointers_of(viewer=request.actor, nominal_id=person.heading.id) if person else ()
    page: dict[str, Any] = {
        "pointers": pointers,
        "history": marks,
        "earlier": earlier,
        "concerns": file.concerns,
    }
    return pages.shown(request, "referrals/review.html", file, form=form, **page)
