"""The pages of everything that can go wrong: plain words, the typed text kept, never a trace or a version."""

import sys
import uuid

from django.core.exceptions import BadRequest, RequestDataTooBig
from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.multipartparser import MultiPartParserError
from django.http.request import UnreadablePostError
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from caseward.foundation.commands.errors import Invalid, NotPermitted
from caseward.foundation.storage import sizes
from caseward.kernel.decisions import Refused
from caseward.ui import components, kept, outages, typed
from caseward.ui.forms import known


RETRY_AFTER = "10"  # seconds: the embedded database is back within five


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """404, the same to the last letter for what is absent and for what may not be known."""
    return render(request, "ui/errors/not_found.html", status=404)


def not_permitted(request: HttpRequest, exception: NotPermitted) -> HttpResponse:
    """403 with its reason: what, which rule, what would satisfy it, who can help."""
    return _refused(request, exception.refusal, title=_("You may not do this"), status=403)


def invalid(request: HttpRequest, exception: Invalid) -> HttpResponse:
    """422 for a refusal that no form was there to show."""
    return _refused(request, exception.refusal, title=_("This cannot be done now"), status=422)


def stale(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """409 for a change without a form: look again, then decide."""
    return render(request, "ui/errors/stale.html", _typed_context(request), status=409)


def key_reused(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """422: one sending, two different texts; the second is kept and can be sent as new."""
    context = _typed_context(request) | {"new_key": str(uuid.uuid4())}
    return render(request, "ui/errors/key_reused.html", context, status=422)


def key_missing(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """422: without a number of its own a form could happen twice; the text is kept and can be sent under one."""
    context = _typed_context(request) | {"new_key": str(uuid.uuid4())}
    return render(request, "ui/errors/key_missing.html", context, status=422)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """403 without a reason of our own: Django itself refused."""
    return _plain("forbidden", 403)


def from_elsewhere(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """403 for a change that another site made the browser send."""
    return _plain("from_elsewhere", 403)


def opened_by_another(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """403 for a form that somebody else had opened in this browser: his words are neither saved nor shown."""
    return _plain("opened_by_another", 403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """403 for a form whose proof has gone, mostly because its owner signed in again elsewhere: keep the text."""
    token = typed.token_in(request.POST)
    if token is None:
        return _plain("from_elsewhere", 403)
    if not request.user.is_authenticated:
        return kept.sign_in_page(request, token)
    if request.user.pk != token.user_id:
        return opened_by_another(request)
    return render(request, "ui/errors/proof_gone.html", _typed_context(request), status=403)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """400, or 413 when it was too large to read."""
    if isinstance(exception, RequestDataTooBig):
        return _plain("too_large", 413, largest=sizes.limit_words(sizes.largest_file()))
    return _plain("bad_request", 400)


def broken(request: HttpRequest) -> HttpResponse:
    """500 for a defect of ours; 503 when the database is away."""
    if outages.is_outage(sys.exc_info()[1]):
        return unavailable(request)
    return _plain("broken", 500, **_typed_context(request))


def unavailable(request: HttpRequest) -> HttpResponse:
    """503, made without the database, with the typed text and a button that sends the same thing again."""
    response = _plain("unavailable", 503, **_typed_context(request))
    response.headers["Retry-After"] = RETRY_AFTER
    return response


def _plain(name: str, status: int, **context: object) -> HttpResponse:
    """A page that asks nobody who is signed in."""
    return HttpResponse(render_to_string(f"ui/errors/{name}.html", context), status=status)


def _refused(request: HttpRequest, refusal: Refused, *, title: str, status: int) -> HttpResponse:
    shown = components.Refusal.of(refusal)
    context = {"title": title, "refusal": shown, **_typed_context(request)}
    return render(request, "ui/errors/refused.html", context, status=status)


def _typed_context(request: HttpRequest) -> dict[str, object]:
    """What was typed into a form of ours, to read and copy and, where the page allows it, to send again."""
    post = _post_of(request)
    fields = typed.fields_in(post) if typed.is_form(post) else {}
    machinery = {
        name: post.getlist(name) for name in (typed.CSRF, typed.TOKEN, typed.FORM) if fields and name in post
    }
    return {
        "action": request.get_full_path(),
        "typed": known.told(post) if fields else [],
        "resend": [(name, value) for name, values in (fields | machinery).items() for value in values],
        "had_files": "multipart/form-data" in request.headers.get("Content-Type", "") and bool(fields),
        "is_form": bool(fields),
    }


def _post_of(request: HttpRequest) -> QueryDict:
    """What was posted, or nothing when even that cannot be read."""
    try:
        return request.POST
    except (BadRequest, MultiPartParserError, RequestDataTooBig, UnreadablePostError, OSError):
        return QueryDict()
