"""Invariant 6: whoever is what, nothing else changes: no search, score, order, due date, and no byte of any page."""

import re
from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from caseward.cases import commands as cases
from caseward.cases.models import Case
from caseward.characteristics import commands
from caseward.characteristics.models import Characteristics
from caseward.characteristics.vocabulary import NINE, NOT_ASKED, NOT_SAID
from caseward.foundation.catalogue import catalogue
from caseward.nominals.models import Nominal
from caseward.obligations.models import Obligation
from tests import cast, moments, roles
from tests import given as states
from tests.apps.cases import addresses


pytestmark = [pytest.mark.django_db, pytest.mark.slow]

WORDS = ("Hartwright", "Callum, 14/03/2009", "NP4 7QX", "Tolland")
PURPOSE = "search.reason.duplicate-check.0"
PUBLISHED = catalogue().table("equality", "characteristics")["characteristic"]
ANSWERS = {name: [NOT_ASKED, NOT_SAID, *PUBLISHED[name]["answers"]] for name in NINE}

# Three people with cases, and what anybody could have said of themselves.
PEOPLE = (
    states.CALLUM,
    states.MAEVE,
    {
        **states.MAEVE,
        "individual.forenames": "Rowan",
        "individual.surname": "Ashgrove",
        "individual.date_of_birth": "11/09/1971",
        "individual.addresses": "9 Saltmarsh Road, Southbay, SB1 1AA (current)",
        "individual.phones": "07700 900789",
    },
)
Said = dict[str, str]
somebody_said = st.fixed_dictionaries({name: st.sampled_from(answers) for name, answers in ANSWERS.items()})


@pytest.fixture
def world(db: None) -> Sequence[UUID]:
    """People with cases, each with a row in the store."""
    opened = moments.real_now() - timedelta(days=2)
    found = [states.owned(answers, now=opened) for answers in PEOPLE]
    with cast.acting("beth") as ctx:
        for nominal_id in list(Case.objects.values_list("nominal_id", flat=True)):
            commands.keep_characteristics(
                ctx, nominal_id=nominal_id, version=0, said=dict.fromkeys(NINE, NOT_ASKED)
            )
    return found


def say(answers: Sequence[Said]) -> None:
    """Put these answers into the store behind everybody's back, so that nothing else is written."""
    with roles.owner():
        for row, said in zip(Characteristics.objects.order_by("pk"), answers, strict=False):
            Characteristics.objects.filter(pk=row.pk).update(**said)


def seen(case_ids: Sequence[UUID], clients: dict[str, Client]) -> dict[str, Any]:
    """All that could depend on it: what searches find and how they weigh it, what is owed when, and every page."""
    return {
        "found": [list(found(words)) for words in WORDS],
        "owed": owed(),
        **{
            f"{who} {where}": page(client, where)
            for who, client in clients.items()
            for where in pages(case_ids)
        },
    }


def found(words: str) -> Iterator[tuple[UUID, Any]]:
    with cast.acting("beth", purpose=PURPOSE) as ctx:
        for one in cases.find_people(ctx, words=words).candidates:
            yield one.heading.id, one.match


def owed() -> list[tuple[Any, ...]]:
    with cast.acting("beth"):
        return list(Obligation.objects.order_by("pk").values_list("pk", "due_at", "started_at"))


def pages(case_ids: Sequence[UUID]) -> list[str]:
    with cast.acting("beth"):
        people = list(Nominal.objects.order_by("pk").values_list("pk", flat=True))
    lists = ["cases:work", "cases:list", "cases:team", "cases:categories", "referrals:queue", "notices:mine"]
    return [
        *(reverse(name) for name in lists),
        *(reverse("cases:person", args=[one]) for one in people),
        *(one for case_id in case_ids for one in addresses.of_case(case_id).values()),
    ]


def page(client: Client, where: str) -> str:
    """Every byte but the tokens that are drawn each time."""
    text = client.get(where).content.decode()
    return re.sub(r'(value|content|nonce)="[^"]{30,}"', "", text)


def test_the_store_is_there_to_be_read_by_its_own_form(world: Sequence[UUID]) -> None:
    """Otherwise the test below would find no difference for the wrong reason."""
    client = cast.browser("beth")
    with cast.acting("beth"):
        nominal_id = Case.objects.get(pk=world[0]).nominal_id
    where = reverse("characteristics:ask", args=[nominal_id])
    before = page(client, where)
    say([dict.fromkeys(NINE, NOT_SAID)] * len(PEOPLE))

    assert page(client, where) != before


def test_who_is_what_changes_nothing_but_the_form_itself(world: Sequence[UUID]) -> None:
    clients = {who: cast.browser(who) for who in ("beth", "noor")}
    before = seen(world, clients)

    @settings(max_examples=2, suppress_health_check=list(HealthCheck))
    @given(st.lists(somebody_said, min_size=len(PEOPLE), max_size=len(PEOPLE)))
    def permuted(answers: list[Said]) -> None:
        say(answers)
        after = seen(world, clients)
        assert {name for name in before if before[name] != after[name]} == set()

    permuted()
