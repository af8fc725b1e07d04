"""The referral's own address, and the form as it came."""

from uuid import UUID

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from caseward.foundation.storage.responses import attachment
from caseward.referrals import commands, presenters, queries
from caseward.referrals.views import pages
from caseward.referrals.vocabulary import ReferralId, Stage
from caseward.ui.requests import Signed


STEPS = {
    Stage.RECEIVED: "referrals:check",
    Stage.IDENTITY: "referrals:identity",
    Stage.DECONFLICTION: "referrals:deconflict",
}


@require_safe
def file(request: Signed, referral_id: UUID) -> HttpResponse:
    """The step at which the referral stands; from the gateway on, all that is known in one view."""
    heading = queries.heading_of(viewer=request.actor, referral_id=referral_id)
    if Stage(heading.stage) in STEPS:
        return redirect(STEPS[Stage(heading.stage)], referral_id)
    opened = pages.opened(request, referral_id)
    person = queries.tied_to(viewer=request.actor, referral=opened.referral)
    shown = presenters.whole_view(opened, person=person, today=request.ctx.today)
    return pages.shown(request, "referrals/file.html", opened, here=Stage.GATEWAY, **shown)


@require_safe
def original(request: Signed, referral_id: UUID) -> StreamingHttpResponse:
    """Save the form as it came."""
    return attachment(commands.view_original(request.ctx, referral_id=ReferralId(referral_id)))
