"""What the pages of one referral share: opening it, its head, and forms that belong to addresses of their own."""

from typing import Any, TypeVar
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from caseward.foundation.drafts import keeping
from caseward.nominals import queries as nominals
from caseward.obligations import queries as obligations
from caseward.referrals import commands, presenters
from caseward.referrals.queries import ReferralFile
from caseward.referrals.vocabulary import ReferralId
from caseward.ui import forms
from caseward.ui.requests import Signed
from caseward.ui.typed import FormToken


F = TypeVar("F", bound=forms.Form)


def opened(request: Signed, referral_id: UUID) -> ReferralFile:
    """Read the referral; the key of a form belongs to what the form does, and reading is a command of its own."""
    return commands.view_referral(request.ctx.to_look(), referral_id=ReferralId(referral_id))


def shown(
    request: Signed,
    template: str,
    file: ReferralFile,
    *,
    here: str = "",
    form: forms.Form | None = None,
    **more: Any,  # noqa: ANN401  what the template takes
) -> HttpResponse:
    """A page of the referral, with its head and the form that it is about."""
    if form is not None:
        form.version = file.heading.version if form.version is None else form.version
    owed = obligations.of_record(viewer=request.actor, about_id=file.heading.id, now=request.ctx.now)
    head = presenters.head_of(file, owed=owed, actor=request.actor, here=here)
    page = {"head": head, "file": file, "form": form, "safety": safety_of(file, request), **more}
    return render(request, template, page, status=form.status if form is not None else 200)


def safety_of(file: ReferralFile, request: Signed) -> tuple[nominals.Safety, ...]:
    """How the person referred is safely reached: what the referral says, and what else is known of the person."""
    known = nominals.safeties_of(viewer=request.actor, nominal_id=file.referral.nominal_id)
    own = own_safety(file)
    return (*([own] if own else []), *(one for one in known if one.source_id != file.heading.id))


def own_safety(file: ReferralFile) -> nominals.Safety:
    """What the referral itself says."""
    return nominals.shown_safety(getattr(file.referral, "safe_contact", None))


def panel(request: Signed, form_type: type[F], address: str, *, restores: bool = True, **given: Any) -> F:  # noqa: ANN401
    """A form that stands on another page and is sent to an address of its own, with the draft kept for that."""
    form = form_type(**given)
    form.today = request.ctx.today
    form.token = FormToken(request.actor.id, address, form_type.keeps_draft)
    if form_type.keeps_draft and restores:
        form.restore(keeping.load(user_id=request.actor.id, path=address))
    return form
