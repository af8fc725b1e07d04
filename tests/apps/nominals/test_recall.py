"""How many are found under a wrong spelling, among people of whom many are alike; the same people in every run."""

import random
from collections.abc import Callable

import pytest

from caseward.foundation.access.models import Compartment
from caseward.kernel.access import Actor
from caseward.kernel.identity import Name, Person
from caseward.nominals import queries
from tests import cast
from tests.apps.nominals import verbs
from tests.apps.nominals.test_commands import REFERRALS
from tools.bench import errors, people


pytestmark = [pytest.mark.django_db, pytest.mark.slow]

COUNT, SAMPLES = 1_500, 100
INVENTED = tuple(people.people(COUNT, seed=4))
EXACT: dict[str, Callable[[Name, random.Random], Name]] = {"as it is": lambda name, _: name}
LEAST = {"as it is": 1.0, "one typo": 0.99, "sound-alike": 0.99, "swapped": 0.99, "typos in both names": 0.97}


def is_found(viewer: Actor, asked: Person, meant: Person) -> bool:
    found = queries.candidates(viewer=viewer, person=asked, is_asked_for=True)
    whole = f"{meant.name.forenames} {meant.name.surname}"
    return any((one.heading.name, one.heading.born) == (whole, meant.born) for one in found)


@pytest.mark.parametrize("with_birth", [True, False], ids=["with the birth", "by the name alone"])
def test_people_are_found_under_wrong_spellings(with_birth: bool) -> None:  # noqa: FBT001  a parameter of a test
    """F01: a misspelt name hid earlier referrals."""
    chance = random.Random(11)  # noqa: S311  invented people need no secrets
    with cast.acting("noor") as ctx:
        for first in range(0, COUNT, 500):
            verbs.make_many(
                ctx, compartment_id=cast.compartment(REFERRALS), people=INVENTED[first : first + 500]
            )
        recall = {}
        for kind, spoil in (EXACT | errors.KINDS).items():
            meant = chance.sample(INVENTED, SAMPLES)
            asked = [
                Person(name=spoil(one.name, chance), born=one.born if with_birth else None) for one in meant
            ]
            hits = (is_found(ctx.actor, *pair) for pair in zip(asked, meant, strict=True))
            recall[kind] = sum(hits) / SAMPLES

    assert {kind: share for kind, share in recall.items() if share < LEAST[kind]} == {}


def test_those_whom_one_may_not_know_take_nobodys_place() -> None:
    """More people of the same name than are ever compared, in another unit: nothing of them is noticed."""
    name = Name("Callum", "Hartwright")
    with cast.acting("rhys") as ctx:
        elsewhere = next(
            pk
            for pk in Compartment.objects.values_list("pk", flat=True)
            if ctx.actor.holds("nominal.write", pk)
        )
        verbs.make_many(ctx, compartment_id=elsewhere, people=[Person(name=name)] * 300)
    with cast.acting("noor") as ctx:
        assert queries.candidates(viewer=ctx.actor, person=Person(name=name)) == ()
        verbs.make(ctx, compartment_id=cast.compartment(REFERRALS), person=Person(name=name))

        assert len(queries.candidates(viewer=ctx.actor, person=Person(name=name))) == 1
