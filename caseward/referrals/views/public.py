"""Anybody may refer: no account, a receipt, and nothing else comes back."""

from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from caseward.foundation.access import actors
from caseward.organisations import queries as organisations
from caseward.organisations.vocabulary import Layer, UnitKind
from caseward.referrals import commands, forms
from caseward.ui.letterboxes import Letterbox
from caseward.ui.requests import Signed


LETTERBOX = Letterbox(app="referrals", page="refer", salt="caseward.referrals.receipt")


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def refer(request: Signed) -> HttpResponse:
    """The national form for anybody."""
    form = forms.PublicReferral.of(request, boxes=_letterboxes())
    return LETTERBOX.posted(request, form, command=commands.post_submission, id_name="submission_id")


@login_not_required
@never_cache
@require_safe
def receipt(request: Signed) -> HttpResponse:
    """The reference and when it came."""
    return LETTERBOX.receipted(request)


def _letterboxes() -> list[tuple[str, str, UUID]]:
    """The Prevent units that take in referrals: key, force and letterbox."""
    units = organisations.units(viewer=actors.PUBLIC)
    return [
        (unit.key, unit.force or unit.name, unit.compartments[Layer.REFERRALS])
        for unit in units
        if unit.kind == UnitKind.PREVENT and Layer.REFERRALS in unit.compartments
    ]
