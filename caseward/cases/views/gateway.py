"""The gateway decision on a referral."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from caseward.cases import commands, forms, presenters, queries
from caseward.cases.views.pages import only_if
from caseward.cases.vocabulary import CaseId
from caseward.referrals.commands import view_referral
from caseward.referrals.queries import ReferralFile
from caseward.referrals.vocabulary import ReferralId
from caseward.ui.requests import Signed


@require_http_methods(["GET", "POST"])
def gateway(request: Signed, referral_id: UUID) -> HttpResponse:
    """Decide what happens to a referral, on the six elements of the National Decision Model."""
    sheet = queries.gateway_sheet(
        viewer=request.actor, file=_opened(request, referral_id), today=request.ctx.today
    )
    form = forms.Gateway.of(request, **presenters.gateway_form(sheet))
    if form.signed() and form.carries_out(
        commands.decide_gateway, request.ctx, referral_id=ReferralId(referral_id)
    ):
        return _decided(request, referral_id, made=form.result, is_adopted=form.is_adopted)
    shown = presenters.gateway_shown(sheet, viewer=request.actor)
    if request.method == "POST":
        only_if(shown.may_decide)
    context = {"form": form, "sheet": sheet, "shown": shown}
    if form.is_to_be_signed:
        record = queries.gateway_as_it_will_stand(
            viewer=request.actor, sheet=sheet, decided=form.decided(), now=request.ctx.now
        )
        return render(request, "decisions/sign.html", context | {"record": record})
    return render(request, "cases/gateway.html", context, status=form.status)


def _opened(request: Signed, referral_id: UUID) -> ReferralFile:
    """The referral, with a row in the ledger for the look; the key of a form belongs to what the form does."""
    return view_referral(request.ctx.to_look(), referral_id=ReferralId(referral_id))


def _decided(request: Signed, referral_id: UUID, *, made: UUID, is_adopted: bool) -> HttpResponse:
    """On to the case that was opened or joined, back to the referral when it ended."""
    if made == referral_id:
        messages.success(request, _("Decided. The referral is ended."))
        return redirect("referrals:file", referral_id)
    said = (
        _("Adopted. The case is open, and yours until the officer accepts it.")
        if is_adopted
        else _(
            "The referral has gone to this case. Its owner is told, and says within a day what is done about it."
        )
    )
    messages.success(request, said)
    return redirect("cases:file", CaseId(made))
