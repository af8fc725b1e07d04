"""People get records, more becomes known of them, and none is changed by what somebody else says."""

from dataclasses import replace
from datetime import date

import pytest

from caseward.foundation.commands.errors import CommandIncomplete, NotPermitted, NotVisible
from caseward.foundation.ledger.models import Entry
from caseward.kernel.dates import ApproximateAge, PartialDate
from caseward.kernel.identifiers import Identifier, Kind
from caseward.kernel.identity import Address, Name, Person
from caseward.nominals import models, queries
from tests import cast, roles
from tests.apps.nominals import verbs


pytestmark = pytest.mark.django_db

REFERRALS = "northshire-prevent-referrals"
FENNEL_ROW = Address("17 Fennel Row, Northport", "NP4 7QX")
CALLUM = Person(
    name=Name("Callum James", "Hartwright"),
    aliases=(Name("Cal", ""),),
    born=PartialDate(2009, 3, 14),
    addresses=(FENNEL_ROW,),
    identifiers=(Identifier(Kind.PHONE, "+447700900123"),),
)


def events() -> list[str]:
    with roles.owner():
        return list(Entry.objects.order_by("sequence").values_list("event", flat=True))


def test_make_nominal_keeps_what_was_given() -> None:
    with cast.acting("noor") as ctx:
        nominal_id = verbs.make(
            ctx, compartment_id=cast.compartment(REFERRALS), person=CALLUM, living_at=FENNEL_ROW
        )
        file = queries.file_of(viewer=ctx.actor, nominal_id=nominal_id)

    assert file is not None
    assert file.person == CALLUM
    assert (file.heading.name, file.heading.short_name) == ("Callum James Hartwright", "Callum H.")
    assert [one.words for one in file.details if one.is_current] == ["17 Fennel Row, Northport NP4 7QX"]
    assert events()[-1] == "nominal.made"


@pytest.mark.parametrize(
    "person",
    [
        Person(),
        Person(name=Name(surname="Okonkwo-Reyes")),
        Person(name=Name(forenames="张伟")),
        Person(name=Name("x" * 200, "O'Brien")),
        Person(born=ApproximateAge(14, 16, date(2026, 11, 5))),
        Person(born=PartialDate(2009, 3)),
    ],
    ids=["nothing at all", "no forename", "another script", "two hundred letters", "an age", "a month"],
)
def test_make_nominal_keeps_as_little_as_was_given(person: Person) -> None:
    with cast.acting("noor") as ctx:
        nominal_id = verbs.make(ctx, compartment_id=cast.compartment(REFERRALS), person=person)
        file = queries.file_of(viewer=ctx.actor, nominal_id=nominal_id)

    assert file is not None
    assert file.person == person


@pytest.mark.parametrize("who", ["ines", "sam", "rafe"])
def test_make_nominal_refuses_those_who_have_no_part_in_it(who: str) -> None:
    with cast.acting("noor") as ctx:
        compartment_id = cast.compartment(REFERRALS)
    with cast.acting(who) as ctx, pytest.raises(NotPermitted):
        verbs.make(ctx, compartment_id=compartment_id, person=CALLUM)

    assert events()[-1] == "command.refused"


def test_what_a_source_gives_twice_is_known_once() -> None:
    doubled = replace(CALLUM, addresses=CALLUM.addresses * 2, identifiers=CALLUM.identifiers * 2)
    with cast.acting("noor") as ctx:
        nominal_id = verbs.make(ctx, compartment_id=cast.compartment(REFERRALS), person=doubled)
        file = queries.file_of(viewer=ctx.actor, nominal_id=nominal_id)

    assert file is not None
    assert file.person == CALLUM


def test_add_facts_adds_what_is_new_and_leaves_what_is_there() -> None:
    more = Person(
        name=Name("Callum", "Hartright"),
        born=PartialDate(2009, 3, 15),
        addresses=(FENNEL_ROW, Address("2 Quay Street, Northport", "NP1 2AB")),
        identifiers=(Identifier(Kind.PHONE, "+447700900123"), Identifier(Kind.EMAIL, "cal@example.org")),
    )
    with cast.acting("noor") as ctx:
        nominal_id = verbs.make(ctx, compartment_id=cast.compartment(REFERRALS), person=CALLUM)
        count = verbs.add(ctx, nominal_id=nominal_id, person=more)
        file = queries.file_of(viewer=ctx.actor, nominal_id=nominal_id)

    assert count == 3
    assert file is not None
    assert file.person.name == CALLUM.name
    assert file.person.born == CALLUM.born
    assert file.person.aliases == (Name("Cal", ""), Name("Callum", "Hartright"))
    assert [a.postcode for a in file.person.addresses] == ["NP4 7QX", "NP1 2AB"]
    assert len(file.person.identifiers) == 2
    assert events()[-1] == "nominal.completed"


def test_add_facts_of_nothing_new_changes_and_records_nothing() -> None:
    with cast.acting("noor") as ctx:
        nominal_id = verbs.make(ctx, compartment_id=cast.compartment(REFERRALS), person=CALLUM)
        with pytest.raises(CommandIncomplete, match="recorded nothing"):
            verbs.add(ctx, nominal_id=nominal_id, person=CALLUM)

        assert models.Nominal.objects.get(pk=nominal_id).version == 1


def test_add_facts_finds_nothing_for_those_who_may_not_know() -> None:
    with cast.acting("noor") as ctx:
        nominal_id = verbs.make(ctx, compartment_id=cast.compartment(REFERRALS), person=CALLUM)
    for who in ["rhys", "ewan", "dana", "stan", "kit", "jo"]:
        with cast.acting(who) as ctx, pytest.raises(NotVisible):
            verbs.add(ctx, nominal_id=nominal_id, person=CALLUM)


def test_mark_not_same_warns_on_both_records_once() -> None:
    with cast.acting("noor") as ctx:
        compartment_id = cast.compartment(REFERRALS)
        one, other = (verbs.make(ctx, compartment_id=compartment_id, person=CALLUM) for _ in range(2))
        verbs.tell_apart(ctx, nominal_id=one, other_id=other, because="Different schools in the same week.")
        files = [queries.file_of(viewer=ctx.actor, nominal_id=pk) for pk in (one, other)]

    assert [[h.id for h in file.not_the_same_as] for file in files if file] == [[other], [one]]
    assert events()[-1] == "nominal.told-apart"
