"""The few pages that belong to no app, and the reports of browsers."""

import json
import logging

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, RawPostDataException
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe


logger = logging.getLogger("caseward.csp")

LARGEST_REPORT = 16_384  # bytes


@login_not_required
@require_safe
def about(request: HttpRequest, subject: str) -> HttpResponse:
    """Help, accessibility, privacy, licence."""
    return render(request, f"ui/pages/{subject}.html")


@csrf_exempt
@login_not_required
@require_POST
def csp_report(request: HttpRequest) -> HttpResponse:
    """Write down which rule of our policy a page broke; never an address, which could name a record."""
    for directive in _directives(_body(request)[:LARGEST_REPORT]):
        logger.warning("A page broke the content security policy: %s", directive)
    return HttpResponse(status=204)


def _body(request: HttpRequest) -> bytes:
    """What a browser reports; a form that somebody sent here instead was read as a form already."""
    try:
        return request.body
    except RawPostDataException:
        return b""


def _directives(body: bytes) -> list[str]:
    """The directives named in a report, old form or new, reduced to what a directive can look like."""
    try:
        said = json.loads(body)
    except ValueError:
        return []
    reports = said if isinstance(said, list) else [said]
    bodies = [
        each.get("body") or each.get("csp-report") or {} for each in reports[:20] if isinstance(each, dict)
    ]
    named = [
        each.get("effectiveDirective") or each.get("effective-directive")
        for each in bodies
        if isinstance(each, dict)
    ]
    return [
        name for name in named if isinstance(name, str) and name.replace("-", "").isalpha() and len(name) < 40
    ]
