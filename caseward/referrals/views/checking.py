"""As given beside as read; immediate risk; telling the referrer."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from caseward.referrals import commands, forms, presenters, queries
from caseward.referrals.commands.arriving import form_definition
from caseward.referrals.views import pages
from caseward.referrals.vocabulary import ReferralId, Stage
from caseward.ui.conflicts import Conflicted
from caseward.ui.requests import Signed


@require_http_methods(["GET", "POST"])
def check(request: Signed, referral_id: UUID) -> HttpResponse:
    """Compare what was read with what was given; finish when everything is settled."""
    form = forms.FinishChecking.of(request)
    if form.submitted() and form.carries_out(
        commands.finish_checking, request.ctx, referral_id=ReferralId(referral_id)
    ):
        messages.success(request, _("Checked. Now find out who it is."))
        return redirect("referrals:identity", referral_id)
    return _page(request, referral_id, finish=form)


@require_http_methods(["GET", "POST"])
def risk(request: Signed, referral_id: UUID) -> HttpResponse:
    """Say whether anybody is at immediate risk."""
    form = forms.Risk.of(request)
    if form.submitted() and form.carries_out(
        commands.screen_immediate_risk, request.ctx, referral_id=ReferralId(referral_id)
    ):
        messages.success(request, _("Immediate risk is screened."))
        return redirect(reverse("referrals:check", args=[referral_id]) + "#risk")
    return _page(request, referral_id, risk=form)


@require_http_methods(["GET", "POST"])
def acknowledge(request: Signed, referral_id: UUID) -> HttpResponse:
    """Say that the referrer was told."""
    form = forms.Acknowledge.of(request)
    if form.submitted() and form.carries_out(
        commands.mark_acknowledged, request.ctx, referral_id=ReferralId(referral_id)
    ):
        messages.success(request, _("It is on record that the referrer was told."))
        return redirect(reverse("referrals:check", args=[referral_id]) + "#acknowledge")
    return _page(request, referral_id, acknowledge=form)


@require_http_methods(["GET", "POST"])
def correct(request: Signed, referral_id: UUID, field: str) -> HttpResponse:
    """Put one field right, beside the words as given; what is put right is not read once more for it."""
    if field not in form_definition().keys:
        raise Http404
    form = forms.Correct.of(request, field=form_definition().field(field))
    try:
        if form.submitted() and form.carries_out(
            commands.correct_answer, request.ctx, referral_id=ReferralId(referral_id)
        ):
            place = reverse("referrals:check", args=[referral_id])
            return redirect(f"{place}#{presenters.row_id(field)}")
    except Conflicted:
        _read_beside(request, form, referral_id)
        raise
    file, row = _read_beside(request, form, referral_id)
    shown = presenters.field_shown(file, form.field, row)
    return pages.shown(request, "referrals/correct.html", file, here=Stage.RECEIVED, form=form, field=shown)


def _read_beside(
    request: Signed, form: forms.Correct, referral_id: UUID
) -> tuple[queries.ReferralFile, queries.AnswerRow]:
    """Read the referral, and let the form know what stands where it asks."""
    file = pages.opened(request, referral_id)
    row = file.answer(form.field.key)
    if row is None:
        raise Http404
    form.version, form.initial = row.version, dict(presenters.typed(form.field, row.value))
    return file, row


def _page(
    request: Signed, referral_id: UUID, **sent: forms.FinishChecking | forms.Risk | forms.Acknowledge
) -> HttpResponse:
    """The page with its three forms, of which one may have been sent."""
    file = pages.opened(request, referral_id)
    kinds = {
        "finish": ("check", forms.FinishChecking),
        "risk": ("risk", forms.Risk),
        "acknowledge": ("acknowledge", forms.Acknowledge),
    }
    every = {
        name: sent.get(name) or pages.panel(request, kind, reverse(f"referrals:{place}", args=[referral_id]))
        for name, (place, kind) in kinds.items()
    }
    for form in every.values():
        form.version = file.heading.version
    definition = form_definition()
    return pages.shown(
        request,
        "referrals/check.html",
        file,
        here=Stage.RECEIVED,
        form=next(iter(sent.values())),
        forms=every,
        given=presenters.given_of(file, definition),
        whole=presenters.whole_of(file, definition),
    )
