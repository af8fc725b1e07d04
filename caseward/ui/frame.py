"""What stands around every page and is the same for everybody: drawn once for each language, and not for each page.

Nothing of a reader or of a request is at hand where it is drawn, so that nothing of them can be kept.
"""

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import get_urlconf
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from caseward.ui import addresses


Drawn = tuple[tuple[str, str, str], ...]

# The bars that are kept: each is one selection of places with one of them marked.
MOST = 1_000


def places() -> dict[str, str]:
    """The addresses that the frame leads to, those that there are."""
    return {name: addresses.named(place) for name, place in settings.CASEWARD_PLACES.items()}


def once(name: str) -> SafeString:
    """A part of the frame by its template, which knows the language, the addresses and whether all is invented."""
    return _once(name, get_language() or "", get_urlconf() or settings.ROOT_URLCONF, settings.CASEWARD_DEMO)


def bar(entries: Sequence[dict[str, Any]]) -> SafeString:
    """The places in the bar; whoever may go to the same ones shares its drawing."""
    found = tuple((str(one["title"]), str(one["url"]), str(one["current"])) for one in entries)
    return _bar(found, get_language() or "") if found else SafeString()


@cache
def _once(name: str, _language: str, _addresses: str, is_demo: bool) -> SafeString:  # noqa: FBT001  a key
    return render_to_string(name, {"places": places(), "is_demo": is_demo})


@lru_cache(MOST)
def _bar(entries: Drawn, _language: str) -> SafeString:
    rows = ((url, _mark(current), title) for title, url, current in entries)
    return format_html(BAR, _("Main"), format_html_join("", ENTRY, rows))


def _mark(current: str) -> SafeString:
    return format_html(' aria-current="{}"', current) if current else SafeString()


BAR = '<nav class="cw-bar__nav" aria-label="{}"><ul class="cw-nav">{}</ul></nav>'
ENTRY = '<li><a href="{}"{}>{}</a></li>'
