"""Pages of the gallery; there only in demonstration mode."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from caseward.foundation.commands.errors import NotPermitted
from caseward.foundation.paging import Page
from caseward.kernel.decisions import Refused
from caseward.ui import errors
from caseward.ui.gallery import people, samples, states
from caseward.ui.gallery.forms import EveryQuestion, Filter


P = ParamSpec("P")

BAR = [
    {
        "title": title,
        "url": "/ui/" if title == "My work" else f"/ui/#{title.lower()}",
        "current": "page" if title == "My work" else "",
    }
    for title in ("My work", "Referrals", "People", "Cases", "Team", "Reports")
]
FRAME: dict[str, Any] = {
    "frame": "ui/base.html",
    "navigation": BAR,
    "search": {"url": "/ui/form/", "label": "Find a person, case or reference"},
    "who": "Priya Shah",
    "unit": "Northshire Prevent",
}


def shown_in_demo(
    view: Callable[Concatenate[HttpRequest, P], HttpResponse],
) -> Callable[..., HttpResponse]:
    """Nothing there unless this is the demonstration; then for everybody, for nothing in it is real."""

    @wraps(view)
    def show(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not settings.CASEWARD_DEMO:
            raise Http404
        return view(request, *args, **kwargs)

    return login_not_required(show)


@shown_in_demo
def components(request: HttpRequest) -> HttpResponse:
    """Every component that is not a form."""
    more = {
        "people": people,
        "samples": samples,
        "filter_form": Filter(),
        "messages": states.MESSAGES,
        "form": None,
        "last_page": Page(samples.CASES),
    }
    return render(request, "ui/gallery/components.html", FRAME | more)


@shown_in_demo
def form(request: HttpRequest) -> HttpResponse:
    """Every question, empty or with its errors."""
    sent = request.method == "POST"
    asked = EveryQuestion(request.POST, request.FILES) if sent else EveryQuestion()
    asked = states.restored(request) if "draft" in request.GET else states.with_token(asked, request)
    return render(request, "ui/gallery/form.html", FRAME | {"form": asked}, status=asked.status)


@shown_in_demo
def case(request: HttpRequest) -> HttpResponse:
    """The page of a case."""
    return render(
        request,
        "ui/gallery/case.html",
        FRAME | {"people": people, "samples": samples, "head": samples.HEAD, "side": samples.SIDE},
    )


@shown_in_demo
def work(request: HttpRequest) -> HttpResponse:
    """My work."""
    return render(request, "ui/gallery/work.html", FRAME | {"people": people, "samples": samples})


@shown_in_demo
def referral(request: HttpRequest) -> HttpResponse:
    """As given beside as read, and who is it."""
    return render(request, "ui/gallery/referral.html", FRAME | {"people": people, "samples": samples})


@shown_in_demo
def public(request: HttpRequest) -> HttpResponse:
    """A page for the public."""
    return render(request, "ui/gallery/public.html", {"form": EveryQuestion()})


@shown_in_demo
def ending(request: HttpRequest, name: str) -> HttpResponse:
    """The pages of what can go wrong."""
    refused = Refused("gate.unmet", samples.REFUSAL.because, samples.REFUSAL.remedy)
    endings: dict[str, Callable[[], HttpResponse]] = {
        "not-found": lambda: errors.not_found(request),
        "refused": lambda: errors.not_permitted(request, NotPermitted(refused)),
        "stale": lambda: errors.stale(request),
        "key-reused": lambda: errors.key_reused(request),
        "broken": lambda: errors.broken(request),
        "unavailable": lambda: errors.unavailable(request),
        "bad-request": lambda: errors.bad_request(request),
        "elsewhere": lambda: errors.from_elsewhere(request),
        "conflict": lambda: render(request, "ui/errors/conflict.html", FRAME | states.conflict(request.path)),
        "unavailable-kept": lambda: render(request, "ui/errors/unavailable.html", states.kept(request.path)),
    }
    if name not in endings:
        raise Http404
    return endings[name]()
