"""Back to the referrer."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from caseward.referrals import commands, forms
from caseward.referrals.views import pages
from caseward.referrals.vocabulary import ReferralId
from caseward.ui.requests import Signed


@require_http_methods(["GET", "POST"])
def clarify(request: Signed, referral_id: UUID) -> HttpResponse:
    """Ask the referrer, or see what was asked."""
    form = forms.Ask.of(request)
    if form.submitted() and form.carries_out(
        commands.ask_referrer, request.ctx, referral_id=ReferralId(referral_id)
    ):
        messages.success(request, _("The question is on record. The clock of the decision stands still."))
        return redirect("referrals:clarify", referral_id)
    return _page(request, referral_id, ask=form)


@require_http_methods(["GET", "POST"])
def reply(request: Signed, referral_id: UUID, clarification_id: UUID) -> HttpResponse:
    """Keep the referrer's reply."""
    form = forms.Reply.of(request)
    if form.submitted() and form.carries_out(
        commands.keep_reply, request.ctx, clarification_id=clarification_id
    ):
        messages.success(request, _("The reply is kept. The clock of the decision runs on."))
        return redirect("referrals:clarify", referral_id)
    return _page(request, referral_id, reply=form)


def _page(request: Signed, referral_id: UUID, **sent: forms.Ask | forms.Reply) -> HttpResponse:
    """What was asked and answered, with the form for what comes next."""
    file = pages.opened(request, referral_id)
    asked = list(file.referral.clarifications.all())
    waiting = next((each for each in asked if each.replied_at is None), None)
    form = next(iter(sent.values()))
    if waiting and "reply" not in sent and not form.errors:
        address = reverse("referrals:reply", args=[referral_id, waiting.pk])
        form = pages.panel(request, forms.Reply, address)
    if waiting and isinstance(form, forms.Reply):
        form.version = waiting.version
    return pages.shown(request, "referrals/clarify.html", file, form=form, asked=asked, waiting=waiting)
