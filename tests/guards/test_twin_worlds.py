"""S2: a world with somebody kept in silence answers everybody else as the same world without him, byte by byte.

Each walk is undone after it, so that both begin from the same records. In the suite a few of the cast walk two worlds;
`make soak` has all of them walk many.
"""

import os
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction
from django.db.models import Model
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, Phase, settings
from hypothesis import given as over
from hypothesis import strategies as some

from caseward.cases.models import Case
from caseward.chronology.models import Entry
from caseward.decisions.models import DecisionRecord
from caseward.nominals.models import Nominal
from caseward.referrals import commands as referrals
from caseward.referrals.models import Referral
from caseward.referrals.vocabulary import ReferralId, Same
from tests import cast, given, silence
from tests.guards.test_access_matrix import ADDRESSES, existing, filled, visitor


__all__ = ["existing"]  # a fixture

SOAK = bool(os.environ.get("SOAK"))
WORLDS = 20 if SOAK else 1
ALL = (*(name for name in cast.PEOPLE if name != silence.KEEPER), "nobody")
WALKERS = ALL if SOAK else ("priya", "ines")

pytestmark = [pytest.mark.django_db, pytest.mark.slow, *([pytest.mark.blackbox] if SOAK else [])]

KINDS: dict[str, type[Model]] = {
    "referral_id": Referral, "nominal_id": Nominal, "case_id": Case, "entry_id": Entry, "decision_id": DecisionRecord,
}  # fmt: skip
HEADERS = (
    "Content-Type", "Content-Length", "Location", "ETag", "Last-Modified", "Cache-Control", "Vary",
    "Content-Disposition", "Retry-After",
)  # fmt: skip
PURPOSE = {"why": "reason", "reason": "duplicate-check", "because": "Dana rang about a pupil."}

# Nobody whom Northshire already knows.
UNLIKE = {
    **given.CALLUM,
    "individual.phones": "07700 900777",
    "individual.addresses": "2 Weir Lane, NP9 1AA (current)",
}

Ids = Mapping[str, str]
Answer = tuple[int, dict[str, str], str]


@dataclass(frozen=True, slots=True)
class Silent:
    """Whom the second world keeps in silence, and how far his matter has come there."""

    answers: Mapping[str, str]
    how_far: str

    @property
    def words(self) -> tuple[str, ...]:
        """What somebody would type who looks for him."""
        name = f"{self.answers['individual.forenames']} {self.answers['individual.surname']}"
        return (
            name,
            self.answers["individual.surname"],
            self.answers["individual.date_of_birth"],
            "NP9 1AA",
            "07700 900777",
        )

    def made(self) -> Ids:
        """Make him; under which ids he can be asked for."""
        with silence.kept_in_silence():
            MAKERS[self.how_far](self.answers)
        with cast.acting(silence.KEEPER):
            first = {name: _first(model) for name, model in KINDS.items()}
        return {name: key for name, key in first.items() if key}


def _first(model: type[Model]) -> str:
    key = model._default_manager.values_list("pk", flat=True).first()
    return str(key or "")


def known_apart(answers: Mapping[str, str]) -> None:
    """Beside a namesake who is known openly."""
    given.identified(answers, answer=Same.NOT_SAME)


MAKERS: dict[str, Callable[[Mapping[str, str]], object]] = {
    "referred": given.taken,
    "known": known_apart,
    "owned": given.owned,
}
SILENT = some.builds(
    lambda name, born, how_far: Silent({**UNLIKE, **name, "individual.date_of_birth": born}, how_far),
    some.sampled_from(
        [
            {"individual.forenames": "Idris", "individual.surname": "Quennell"},
            {"individual.forenames": "Maeve", "individual.surname": "Tolland-Ashby"},
        ]
    ),
    some.sampled_from(["09/02/1988", "02/06/2010"]),
    some.sampled_from(["owned", "known", "referred"]),
)


@contextmanager
def undone() -> Iterator[None]:
    """Whatever happens in the block has not happened."""
    here = transaction.savepoint()
    yield
    transaction.savepoint_rollback(here)


def told(response: Any, asked: Ids) -> Answer:
    """All that an answer tells, without tokens, keys of forms, the time of day, and ids, which are drawn by lot."""
    text = "" if response.streaming else response.content.decode()
    for one in asked.values():
        text = text.replace(one, "…")
    text = re.sub(r'(value|content)="[^"]{30,}"', "", text)
    text = re.sub(r"\b[0-9a-f]{8}(-[0-9a-f]{4}){0,3}(-[0-9a-f]{12})?\b", "…", text)
    text = re.sub(r"(after|before)=[\w-]{20,}", "", text)
    text = re.sub(r"\b\d{1,2}:\d{2}(:\d{2})?\b", "", text)
    headers = {name: response.headers.get(name, "") for name in HEADERS}
    return response.status_code, headers, text


def walk(clients: Mapping[str, Client], *places: Ids, words: tuple[str, ...]) -> dict[str, Answer]:
    """What everybody is answered at every address, with the ids of each place, and when he looks for somebody."""
    found = {}
    for name, client in clients.items():
        for number, known in enumerate(places):
            for address, parts in ADDRESSES:
                if number == 0 or set(parts) & set(KINDS):
                    asked = filled(parts, dict(known))
                    answer = client.get(reverse(address, kwargs=asked or None))
                    found[f"{name} at {address} ({number})"] = told(answer, asked)
        for number, each in enumerate(words):
            answer = client.post("/find/", {"words": each} | (PURPOSE if number == 0 else {}))
            found[f"{name} looks for {number}"] = told(answer, {})
    return found


@settings(
    max_examples=WORLDS,
    phases=(Phase.generate,),
    derandomize=not SOAK,
    suppress_health_check=list(HealthCheck),
)
@over(silent=SILENT)
def test_a_world_with_somebody_kept_in_silence_answers_as_one_without(existing: Ids, silent: Silent) -> None:
    if silent.how_far == "known":
        given.identified(silent.answers)
    namesake = given.checked(silent.answers)
    absent = {name: str(uuid4()) for name in KINDS}
    clients = {name: visitor(name) for name in WALKERS}
    with undone():
        search(namesake)
        without = walk(clients, existing, {"referral_id": str(namesake)}, absent, words=silent.words)
    with undone():
        there = {**absent, **silent.made()}
        search(namesake)
        beside = walk(clients, existing, {"referral_id": str(namesake)}, there, words=silent.words)

    assert [place for place in without if without[place] != beside[place]] == []
    assert there != absent


def search(referral_id: ReferralId) -> None:
    """Somebody asks whether a person of the same name is known."""
    with cast.acting("noor") as ctx:
        referrals.search_records(ctx, referral_id=referral_id)
