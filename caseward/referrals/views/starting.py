"""A referral is taken in."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from caseward.referrals import commands, forms, queries
from caseward.ui.requests import Signed


@require_safe
def start(request: Signed) -> HttpResponse:
    """By which way it comes."""
    return render(request, "referrals/start.html", {"desk": queries.desk(viewer=request.actor)})


@require_http_methods(["GET", "POST"])
def take(request: Signed) -> HttpResponse:
    """Type in what a caller says."""
    form = forms.TypedReferral.of(request, units=queries.places_to_take(viewer=request.actor))
    if form.submitted() and form.carries_out(commands.take_referral, request.ctx):
        messages.success(request, _("The referral is taken in. Its clocks are running."))
        return redirect("referrals:check", form.result)
    return render(request, "referrals/take.html", {"form": form}, status=form.status)


@require_http_methods(["GET", "POST"])
def upload(request: Signed) -> HttpResponse:
    """Take in a filled-in form."""
    form = forms.UploadedReferral.of(request, units=queries.places_to_take(viewer=request.actor))
    if form.submitted() and form.carries_out(commands.take_uploaded_referral, request.ctx):
        messages.success(request, _("The form is taken in. Compare what was read with what was given."))
        return redirect("referrals:check", form.result)
    return render(request, "referrals/upload.html", {"form": form}, status=form.status)


@require_POST
def open_one(request: Signed, submission_id: UUID) -> HttpResponse:
    """Open one submission, which makes it a referral."""
    referral_id = commands.open_submission(request.ctx, submission_id=submission_id)
    return redirect("referrals:check", referral_id)
