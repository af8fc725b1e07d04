"""How the person referred is safely reached."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from caseward.nominals import forms
from caseward.nominals import queries as nominals
from caseward.referrals import commands
from caseward.referrals.views import pages
from caseward.referrals.vocabulary import ReferralId
from caseward.ui.requests import Signed


@require_http_methods(["GET", "POST"])
def safe_contact(request: Signed, referral_id: UUID) -> HttpResponse:
    """Say which ways are safe, before or after it is known who it is."""
    file = pages.opened(request, referral_id)
    now = pages.own_safety(file)
    form = forms.Safety.of(
        request, grades=nominals.grades(), version=now.version, initial=forms.ways_said(now)
    )
    if form.submitted() and form.carries_out(
        commands.keep_safe_contact, request.ctx, referral_id=ReferralId(referral_id)
    ):
        messages.success(request, _("From now on this holds wherever something is sent."))
        return redirect("referrals:file", referral_id)
    return pages.shown(request, "referrals/safe_contact.html", file, form=form)
