"""Addresses on which forms are sent and things go wrong."""

import errno
from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.contrib.auth.decorators import login_not_required
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template import engines
from django.urls import include, path

from caseward.foundation.commands import Context
from caseward.foundation.commands.errors import (
    Invalid,
    KeyMissing,
    KeyReused,
    NotPermitted,
    NotVisible,
    Stale,
)
from caseward.kernel.decisions import Refused
from caseward.ui import forms
from caseward.ui.requests import Signed


REFUSED = Refused("test.rule", "The panel has not met.", "Wait for Thursday.")
RECORD = UUID("0a2f7d3e-0000-4000-8000-000000000001")
STANDS = {"text": "What Omar wrote.", "met_on": date(2026, 11, 3), "tone": "calm"}
AT_VERSION = 3

sent: list[dict[str, Any]] = []


class Note(forms.Form):
    """A note about a meeting, on a record that others change, too."""

    versioned = True

    text = forms.LongText("What was said")
    met_on = forms.Day("When you met", required=False, not_after_today=True)
    tone = forms.Choice("How it was", [("calm", "Calm"), ("tense", "Tense")], required=False)


def keep_note(ctx: Context, *, version: int, **said: Any) -> UUID:
    """Stand for a command: stale when the record has moved on, invalid for one word."""
    if version != AT_VERSION:
        raise Stale(record_id=RECORD, seen=version, current=AT_VERSION)
    if said["text"] == "nothing":
        raise Invalid(REFUSED, field="text")
    sent.append({"key": ctx.key, **said})
    return uuid4()


def note(request: Signed) -> HttpResponse:
    """The usual view of a form."""
    form = Note.of(request, initial=STANDS, version=AT_VERSION)
    if form.submitted() and form.carries_out(keep_note, request.ctx):
        return redirect("done")
    page = engines["django"].from_string(
        '{% extends "ui/base.html" %}{% load ui %}'
        '{% block content %}<h1>A note</h1>{% form_page form "Save" %}{% endblock %}'
    )
    return HttpResponse(page.render({"form": form}, request), status=form.status)


def gone_wrong(error: Callable[[], Exception]) -> Callable[[HttpRequest], HttpResponse]:
    """A view that fails."""

    @login_not_required
    def view(request: HttpRequest) -> HttpResponse:
        raise error()

    return view


@login_not_required
def done(request: HttpRequest) -> HttpResponse:
    """Where a form leads."""
    return render(request, "ui/pages/help.html")


handler400 = "caseward.ui.errors.bad_request"
handler403 = "caseward.ui.errors.forbidden"
handler404 = "caseward.ui.errors.not_found"
handler500 = "caseward.ui.errors.broken"

urlpatterns = [
    path("", include("caseward.ui.urls")),
    path("", include("caseward.accounts.urls")),
    path("note/", note, name="note"),
    path("done/", done, name="done"),
    path("invisible/", gone_wrong(NotVisible)),
    path("refused/", gone_wrong(lambda: NotPermitted(REFUSED))),
    path("invalid/", gone_wrong(lambda: Invalid(REFUSED))),
    path("stale/", gone_wrong(lambda: Stale(record_id=RECORD, seen=1, current=2))),
    path("reused/", gone_wrong(KeyReused)),
    path("keyless/", gone_wrong(KeyMissing)),
    path("away/", gone_wrong(lambda: OperationalError("connection refused: secret-host"))),
    path("full/", gone_wrong(lambda: OSError(errno.ENOSPC, "No space left on device"))),
    path("defect/", gone_wrong(lambda: RuntimeError("select secret from table"))),
]
