"""Saving what is being typed, as it is typed or at the press of a button."""

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from caseward.foundation.drafts import keeping
from caseward.ui import errors, typed
from caseward.ui.requests import Signed


@require_POST
def save(request: HttpRequest) -> HttpResponse:
    """Keep the fields of a form of ours for whoever it was shown to; the answer is the line beside the button."""
    token = _token_of(request)
    if token is None or not token.keeps:
        return errors.forbidden(request)
    ctx = cast("Signed", request).ctx
    fields = typed.fields_in(request.POST)
    kept = keeping.save(
        user_id=token.user_id, path=token.path, fields=fields, now=ctx.now, key=typed.key_in(request.POST)
    )
    if request.headers.get("HX-Request"):
        return render(request, "ui/forms/saved.html", {"kept": kept, "at": ctx.now})
    messages.info(request, _("Draft saved. Files are never kept in a draft.") if kept else _too_long())
    return redirect(token.path)


@require_POST
def discard(request: HttpRequest) -> HttpResponse:
    """Throw a draft away and show the form afresh."""
    token = _token_of(request)
    if token is None:
        return errors.forbidden(request)
    keeping.discard(user_id=token.user_id, path=token.path)
    return redirect(token.path)


def _token_of(request: HttpRequest) -> typed.FormToken | None:
    """The token of the form, if it was shown to whoever sends it now."""
    token = typed.token_in(request.POST)
    return token if token and token.user_id == request.user.pk else None


def _too_long() -> str:
    return _("This is more text than a draft can hold. Send the form, or copy the text to a safe place.")
