"""The places in the bar: each app names its own in its AppConfig, and capability decides who sees them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import AppConfig, apps
from django.core import checks
from django.utils.functional import Promise

from caseward.kernel.access import Actor
from caseward.ui import addresses


@dataclass(frozen=True, slots=True)
class Place:
    """One entry of the bar; `capability` empty means everybody who is signed in."""

    title: str | Promise
    url_name: str
    capability: str = ""
    order: int = 50

    @property
    def url(self) -> str:
        """Its address."""
        return addresses.named(self.url_name)


@dataclass(frozen=True, slots=True)
class SearchPlace:
    """Where the search box sends its words: by POST, because names never stand in an address."""

    url_name: str
    label: str | Promise
    capability: str = ""

    @property
    def url(self) -> str:
        """Its address."""
        return addresses.named(self.url_name)


def places(actor: Actor) -> list[Place]:
    """The places the actor may go to, in their order."""
    held = _held(actor)
    reachable = (place for place in _named() if _is_for(place, held) and resolves(place.url_name))
    return sorted(reachable, key=lambda place: place.order)


def search_place(actor: Actor) -> SearchPlace | None:
    """The search box, if the actor may search."""
    held = _held(actor)
    return next((place for place in _searches() if _is_for(place, held) and resolves(place.url_name)), None)


def check_places(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[checks.CheckMessage]:  # noqa: ANN401, ARG001
    """Fail at the start when a place in the bar leads nowhere."""
    return [
        checks.Error(f"The bar names {name!r}, which is no address.", id="ui.E001")
        for name in [place.url_name for place in _named()] + [place.url_name for place in _searches()]
        if not resolves(name)
    ]


def _named() -> Iterator[Place]:
    for config in apps.get_app_configs():
        yield from getattr(config, "navigation", ())


def _searches() -> Iterator[SearchPlace]:
    for config in apps.get_app_configs():
        if found := getattr(config, "search", None):
            yield found


def _held(actor: Actor) -> frozenset[str]:
    """What the actor may do anywhere: whoever knows hundreds of compartments may do the same few things there."""
    return frozenset[str]().union(*{membership.capabilities for membership in actor.memberships})


def _is_for(place: Place | SearchPlace, held: frozenset[str]) -> bool:
    return not place.capability or place.capability in held


def resolves(url_name: str) -> bool:
    """Whether the name is an address; the check at the start says so loudly, a page in use only leaves it out."""
    return bool(addresses.named(url_name))
