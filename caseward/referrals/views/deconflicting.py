"""Recording whether there is a live interest."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from caseward.referrals import commands, forms, presenters
from caseward.referrals.views import pages
from caseward.referrals.vocabulary import ReferralId, Stage
from caseward.ui.requests import Signed


@require_http_methods(["GET", "POST"])
def deconflict(request: Signed, referral_id: UUID) -> HttpResponse:
    """Record what the intelligence unit answered."""
    form = forms.Deconflict.of(request)
    if form.submitted() and form.carries_out(
        commands.record_deconfliction, request.ctx, referral_id=ReferralId(referral_id)
    ):
        messages.success(request, _("The answer is on record."))
        return redirect("referrals:file", referral_id)
    file = pages.opened(request, referral_id)
    said = presenters.deconfliction_lines(file, today=request.ctx.today)
    return pages.shown(
        request,
        "referrals/deconflict.html",
        file,
        here=Stage.DECONFLICTION,
        form=form,
        deconflictions=said,
    )
