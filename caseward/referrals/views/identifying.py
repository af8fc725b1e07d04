"""Who is it? The records are searched before anybody gets a new one."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from caseward.referrals import commands, forms, presenters, queries
from caseward.referrals.views import pages
from caseward.referrals.vocabulary import ReferralId, Stage
from caseward.ui.requests import Signed


@require_http_methods(["GET", "POST"])
def identity(request: Signed, referral_id: UUID) -> HttpResponse:
    """The records that could be the person; sending the page searches them."""
    form = forms.Search.of(request)
    if form.submitted() and form.carries_out(
        commands.search_records, request.ctx, referral_id=ReferralId(referral_id)
    ):
        return redirect("referrals:identity", referral_id)
    return _page(request, referral_id, form)


@require_http_methods(["GET", "POST"])
def answer(request: Signed, referral_id: UUID, nominal_id: UUID) -> HttpResponse:
    """Say of one record whether it is the person's."""
    form = forms.AnswerCandidate.of(request, auto_id=f"id_{nominal_id}_%s")
    if form.submitted() and form.carries_out(
        commands.answer_candidate, request.ctx, referral_id=ReferralId(referral_id), nominal_id=nominal_id
    ):
        return redirect(f"{reverse('referrals:identity', args=[referral_id])}#after-{nominal_id}")
    return _page(request, referral_id, form, answered=nominal_id)


@require_http_methods(["GET", "POST"])
def settle(request: Signed, referral_id: UUID) -> HttpResponse:
    """Tie the referral to the person, or make a new record."""
    form = forms.Settle.of(request)
    if form.submitted() and form.carries_out(
        commands.settle_identity, request.ctx, referral_id=ReferralId(referral_id)
    ):
        messages.success(request, _("The referral is tied to the person. Next: deconflict."))
        return redirect("referrals:deconflict", referral_id)
    return _page(request, referral_id, form)


def _page(
    request: Signed,
    referral_id: UUID,
    form: forms.Search | forms.AnswerCandidate | forms.Settle,
    *,
    answered: UUID | None = None,
) -> HttpResponse:
    """What is looked for, and each record with its evidence and the form to answer it by."""
    file = pages.opened(request, referral_id)
    found = queries.identity_of(viewer=request.actor, referral=file.referral)
    asked = {row.candidate.heading.id: _asked(request, referral_id, row) for row in found.candidates}
    if answered in asked and isinstance(form, forms.AnswerCandidate):
        asked[answered] = form
    candidates = presenters.candidates_shown(
        found.candidates, file=file, histories=found.histories, forms=asked, today=request.ctx.today
    )
    return pages.shown(
        request,
        "referrals/identity.html",
        file,
        here=Stage.IDENTITY,
        form=form,
        found=found,
        candidates=candidates,
        search_form=pages.panel(request, forms.Search, reverse("referrals:identity", args=[referral_id])),
        settle_form=pages.panel(
            request,
            forms.Settle,
            reverse("referrals:settle", args=[referral_id]),
            version=file.heading.version,
        ),
    )


def _asked(request: Signed, referral_id: UUID, row: queries.CandidateRow) -> forms.AnswerCandidate:
    """The form to answer one record by, with ids of its own."""
    nominal_id = row.candidate.heading.id
    address = reverse("referrals:answer", args=[referral_id, nominal_id])
    form = pages.panel(request, forms.AnswerCandidate, address, restores=False, auto_id=f"id_{nominal_id}_%s")
    form.initial = {"answer": row.answer, "because": row.because}
    return form
