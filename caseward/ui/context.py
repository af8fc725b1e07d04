"""What every page needs to draw its frame."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from caseward.ui import frame, languages, navigation
from caseward.ui.requests import Signed


def page(request: HttpRequest) -> dict[str, Any]:
    """The frame: who is signed in, where to go, whether this is the demonstration."""
    user = getattr(request, "user", None)
    signed_in = isinstance(request, Signed) and user is not None and user.is_authenticated
    found = {
        "signed_in": signed_in,
        "frame": "ui/base.html" if signed_in else "ui/base_public.html",
        "is_demo": settings.CASEWARD_DEMO,
        "languages": languages.offered(),
        "places": frame.places(),
    }
    return found | (_bar(request) if signed_in and isinstance(request, Signed) else {})


def _bar(request: Signed) -> dict[str, Any]:
    """Looked up when drawn: a part of a page that htmx asked for has no bar."""
    return {
        "navigation": lambda: [_entry(place, request.path) for place in navigation.places(request.actor)],
        "search": lambda: navigation.search_place(request.actor),
        "who": lambda: request.actor.name,
        "unit": lambda: request.unit,
        "unread": lambda: request.unread,
    }


def _entry(place: navigation.Place, path: str) -> dict[str, Any]:
    """One entry of the bar; "page" where we are, "true" where we are somewhere beneath it."""
    url = place.url
    current = "page" if path == url else "true" if url != "/" and path.startswith(url) else ""
    return {"title": place.title, "url": url, "current": current}
