"""The queue of records that look alike: pairs that nobody has judged yet, and links that wait for a second person."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from caseward.foundation.commands.errors import NotVisible
from caseward.nominals import commands, forms, presenters, queries
from caseward.ui.pages import place_from
from caseward.ui.requests import Signed


@require_http_methods(["GET", "POST"])
def similar(request: Signed) -> HttpResponse:
    """Pairs with their evidence, the strongest first; sending the page looks through more records of one's units."""
    if request.method == "GET" and not request.actor.holds_anywhere("nominal.write"):
        raise NotVisible
    form = forms.Look.of(request, initial={"after": request.GET.get("on", "")})
    if form.submitted() and form.carries_out(commands.look_for_similar, request.ctx):
        return _looked(request, on=form.result)
    page = commands.view_similar(request.ctx.to_look(), place=place_from(request))
    context = {
        "page": page.showing(presenters.alike_shown(row) for row in page.rows),
        "words": queries.waiting_words(viewer=request.actor),
        "form": form,
    }
    return render(request, "nominals/similar.html", context, status=form.status)


def _looked(request: Signed, *, on: object) -> HttpResponse:
    """Where the next look begins stands in the address: a place in a list, like those of pages."""
    said = (
        _("Looked through. There are more records to look through.")
        if on
        else _("Looked through to the end.")
    )
    messages.success(request, said)
    address = reverse("nominals:similar")
    return redirect(f"{address}?{urlencode({'on': on})}" if on else address)
