"""Anybody may refer: no account, a receipt, and nothing else comes back."""

from dataclasses import replace
from uuid import UUID, uuid4

from django.contrib.auth.decorators import login_not_required
from django.core import signing
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from caseward.foundation.access import actors, identity
from caseward.kernel import references
from caseward.organisations import queries as organisations
from caseward.organisations.vocabulary import Layer, UnitKind
from caseward.referrals import commands, forms
from caseward.ui import limits
from caseward.ui.requests import Signed


SALT = "caseward.referrals.receipt"


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def refer(request: Signed) -> HttpResponse:
    """The national form for anybody; whoever is signed in sends it as anybody, too."""
    form = forms.PublicReferral.of(request, boxes=_letterboxes())
    is_over = form.submitted() and limits.is_over(request, now=request.ctx.now)
    ctx = replace(request.ctx, actor=actors.PUBLIC)
    with identity.assume(""):
        if (
            not is_over
            and form.submitted()
            and form.carries_out(commands.post_submission, ctx, submission_id=uuid4())
        ):
            told = {"receipt": form.result, "at": ctx.now.isoformat()}
            said = urlencode({"said": signing.dumps(told, salt=SALT)})
            return redirect(f"{reverse('referrals:receipt')}?{said}")
    page = {"form": form, "is_over": is_over}
    return render(request, "referrals/refer.html", page, status=429 if is_over else form.status)


@login_not_required
@never_cache
@require_safe
def receipt(request: Signed) -> HttpResponse:
    """The reference and when it came, from the address itself: it can be looked at again and tells nothing else."""
    try:
        told = signing.loads(request.GET.get("said", ""), salt=SALT)
    except signing.BadSignature:
        return redirect("referrals:refer")
    page = {"receipt": references.shown(told["receipt"]), "at": parse_datetime(told["at"])}
    return render(request, "referrals/receipt.html", page)


def _letterboxes() -> list[tuple[str, str, UUID]]:
    """The Prevent units that take in referrals: key, force and letterbox."""
    units = organisations.units(viewer=actors.PUBLIC)
    return [
        (unit.key, unit.force or unit.name, unit.compartments[Layer.REFERRALS])
        for unit in units
        if unit.kind == UnitKind.PREVENT and Layer.REFERRALS in unit.compartments
    ]
