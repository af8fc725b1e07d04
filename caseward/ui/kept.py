"""Typed text that outlives a session: carried by the sign-in page, given back to its writer, never sent by itself."""

import copy
from typing import Any, cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import resolve_url
from django.template.response import SimpleTemplateResponse
from django.urls import resolve
from django.utils.datastructures import MultiValueDict
from django.utils.http import urlencode

from caseward.foundation.drafts import keeping
from caseward.ui import typed
from caseward.ui.forms import known
from caseward.ui.requests import Signed


IN_SESSION = "kept_text"


def sign_in_page(request: HttpRequest, token: typed.FormToken) -> HttpResponse:
    """Answer a form sent after the session had ended: 401, the sign-in page with the text sealed into it.

    The text of a form that keeps no draft is shown to be copied, and goes no further than this answer.
    """
    asking = _asking_to_sign_in(request, token)
    response = cast("HttpResponse", asking.resolver_match.func(asking))  # type: ignore[union-attr]  # set just below
    if isinstance(response, SimpleTemplateResponse):
        response.render()
    response.status_code = 401
    response.headers["WWW-Authenticate"] = "Form"
    return response


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """Send an answer of the sign-in page, which stood at the address of the form, to where it belongs, as it is."""
    address = f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': request.get_full_path()})}"
    # 307 keeps method and body.
    return HttpResponse(status=307, headers={"Location": address})


def hold(request: HttpRequest) -> None:
    """Keep what the sign-in page carried while its owner signs in, second factor included."""
    sealed = request.POST.get(typed.KEPT, "")
    if sealed and typed.open_sealed(sealed):
        request.session[IN_SESSION] = sealed


def give_back(request: Signed) -> None:
    """Make the text a draft of the person it belongs to; anybody else's is dropped."""
    opened = typed.open_sealed(request.session.pop(IN_SESSION))
    if opened is None:
        return
    token, fields = opened
    if token.user_id == request.actor.id:
        keeping.save(user_id=token.user_id, path=token.path, fields=fields, now=request.ctx.now)


def _asking_to_sign_in(request: HttpRequest, token: typed.FormToken) -> Signed:
    """The same request as if its sender had asked for the sign-in page instead."""
    asking: Any = copy.copy(request)
    asking.method = "GET"
    asking.path = asking.path_info = resolve_url(settings.LOGIN_URL)
    asking.GET = QueryDict(urlencode({"next": token.path}))
    asking.POST = asking._post = QueryDict()  # noqa: SLF001  Django gives no other way to empty it
    asking._files = MultiValueDict()  # noqa: SLF001
    asking.resolver_match = resolve(asking.path)
    if token.keeps:
        asking.kept_text = typed.seal(typed.fields_in(request.POST), token) or ""
    else:
        asking.typed_text = known.told(request.POST)
    return cast("Signed", asking)
