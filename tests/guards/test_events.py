"""Every event: named once and for ever, and told in a sentence."""

import re
from importlib import import_module
from importlib.util import find_spec

from caseward.foundation.ledger.events import CommandRefused, known_events
from tests.guards import walking


GOLDEN = walking.ROOT / "tests" / "golden" / "events.txt"


def ours() -> dict[str, str]:
    """Stored event types of the house and the class of each."""
    list(walking.modules())
    modules = {type_: event.__module__ for type_, event in known_events().items()}
    return {type_: module for type_, module in modules.items() if module.startswith("caseward.")}


def test_an_event_that_was_ever_published_is_never_renamed_or_removed() -> None:
    published = set(GOLDEN.read_text("utf-8").split())

    assert published - set(ours()) == set(), "the ledger holds these for ever"
    assert set(ours()) - published == set(), "publish these in tests/golden/events.txt"


def test_an_event_is_named_by_a_noun_and_what_happened_to_it() -> None:
    for type_ in ours():
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*", type_), type_


def test_every_event_is_told_in_a_sentence() -> None:
    told: set[str] = {CommandRefused.type}
    for app in walking.domain_apps():
        if find_spec(f"caseward.{app}.presenters"):
            told |= set(getattr(import_module(f"caseward.{app}.presenters"), "EVENTS", {}))
    foundation = {type_ for type_, module in ours().items() if module.startswith("caseward.foundation")}

    assert set(ours()) - told - foundation == set()
