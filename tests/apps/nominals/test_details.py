"""Each detail of a person says where it comes from; one that is added or ended by hand still finds the person."""

from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

import pytest

from caseward.chronology.vocabulary import Nature
from caseward.foundation.commands.errors import Invalid, NotPermitted, NotVisible, Stale
from caseward.kernel.dates import PartialDate
from caseward.kernel.identifiers import Identifier, Kind
from caseward.kernel.identity import Address, Name, Person
from caseward.nominals import commands, queries
from caseward.nominals.models import Nominal
from caseward.nominals.vocabulary import Given, NameKind, NominalId, Origin, Provenance, Sort
from tests import cast, given, told
from tests.apps.cases.pages import text
from tests.apps.nominals import facts, verbs


pytestmark = pytest.mark.django_db

OUTSIDE = ["rhys", "ewan", "stan", "sam", "dana", "kit"]
ENDED = PartialDate(2026, 10)
CALLUM_SMITH = Name("Callum", "Smith")


def add(
    nominal_id: NominalId,
    value: Any = facts.PHONE,
    *,
    who: str = "priya",
    provenance: Provenance = facts.SCHOOL,
    **rest: Any,
) -> UUID:
    with cast.acting(who) as ctx:
        return commands.add_detail(ctx, nominal_id=nominal_id, value=value, provenance=provenance, **rest)


def found(name: Name) -> list[str]:
    with cast.acting("priya") as ctx:
        return [one.heading.name for one in queries.candidates(viewer=ctx.actor, person=Person(name=name))]


# --- where it comes from ---------------------------------------------------------------------------


def test_what_a_referral_gives_says_that_it_comes_from_it() -> None:
    referral_id = given.identified()
    with cast.acting("noor"):
        nominal_id = Nominal.objects.get(referrals__pk=referral_id).pk

    every = facts.details(nominal_id)
    assert {one.sort for one in every} == set(Sort)
    assert {(one.provenance.origin, one.provenance.source_id) for one in every} == {
        (Origin.REFERRAL, referral_id)
    }


def test_what_is_taken_over_says_that_it_comes_from_an_earlier_system() -> None:
    with cast.acting("noor") as ctx:
        verbs.make_many(
            ctx, compartment_id=cast.compartment(given.REFERRALS), people=[Person(name=CALLUM_SMITH)]
        )
        nominal_id = Nominal.objects.get().pk

    assert {one.provenance.origin for one in facts.details(nominal_id)} == {Origin.TAKEN_OVER}
    assert Given(person=Person(), origin=Origin.SUBJECT).comes_from is Origin.SUBJECT


def test_a_second_referral_adds_with_its_own_source() -> None:
    nominal_id = facts.somebody()
    second = given.identified({**given.CALLUM, "individual.aliases": "Cal Hart"})

    [alias] = [one for one in facts.details(nominal_id, sort=Sort.NAME) if one.kind == NameKind.ALIAS]
    assert (alias.words, alias.provenance.source_id) == ("Cal Hart", second)


# --- add -------------------------------------------------------------------------------------------


def test_add_detail_keeps_value_source_grade_and_dates() -> None:
    nominal_id = facts.somebody()
    said = replace(
        facts.SCHOOL, grade="2D", nature=Nature.OPINION, since=PartialDate(2025), until=PartialDate(2026, 3)
    )
    detail_id = add(nominal_id, provenance=said)

    [one] = [each for each in facts.details(nominal_id) if each.id == detail_id]
    assert (one.value, one.provenance, one.by) == (facts.PHONE, said, cast.person("priya").name)


@pytest.mark.parametrize(
    "value", [CALLUM_SMITH, Address("2 Quay Street, Northport", "NP1 2AB"), facts.PHONE], ids=str
)
def test_add_detail_is_found_by_from_then_on(value: Any) -> None:
    nominal_id = facts.somebody()
    person = (
        Person(name=value)
        if isinstance(value, Name)
        else Person(name=Name("Callum", "Hartwright"), addresses=(value,))
        if isinstance(value, Address)
        else Person(identifiers=(value,))
    )
    add(nominal_id, value)

    with cast.acting("priya") as ctx:
        assert nominal_id in {
            one.heading.id for one in queries.candidates(viewer=ctx.actor, person=person, is_asked_for=True)
        }


def test_add_detail_of_a_birth_that_is_not_known_stands_in_the_record() -> None:
    with cast.acting("noor") as ctx:
        nominal_id = NominalId(
            verbs.make(
                ctx, compartment_id=cast.compartment(given.REFERRALS), person=Person(name=CALLUM_SMITH)
            )
        )
    add(nominal_id, PartialDate(2009, 3, 14), who="noor")

    with cast.acting("noor"):
        assert Nominal.objects.get(pk=nominal_id).born == PartialDate(2009, 3, 14)
    with cast.acting("noor") as ctx:
        person = Person(name=Name("C", ""), born=PartialDate(2009, 3, 14))
        assert queries.candidates(viewer=ctx.actor, person=person, is_asked_for=True)


@pytest.mark.parametrize(
    ("value", "provenance", "because"),
    [
        (PartialDate(2009, 3, 15), facts.SCHOOL, "correct that detail"),
        (Identifier(Kind.PHONE, "+447700900123"), facts.SCHOOL, "says this already"),
        (Name(), facts.SCHOOL, "Nothing was given"),
        (PartialDate(2031), facts.SCHOOL, "in the future"),
        (facts.PHONE, Provenance(origin=Origin.DOCUMENT), "Say which one"),
        (
            facts.PHONE,
            replace(facts.SCHOOL, since=PartialDate(2026), until=PartialDate(2024)),
            "before it began",
        ),
        (facts.PHONE, replace(facts.SCHOOL, since=PartialDate(2031)), "in the future"),
    ],
    ids=["a second birth", "a known number", "no name", "not born", "no source", "backwards", "to come"],
)
def test_add_detail_refuses_what_cannot_be(value: Any, provenance: Provenance, because: str) -> None:
    nominal_id = facts.somebody()
    with pytest.raises(Invalid, match=because):
        add(nominal_id, value, provenance=provenance)


def test_add_detail_finds_nobody_for_whoever_may_not_know_him() -> None:
    nominal_id = facts.somebody()
    for who in OUTSIDE:
        with pytest.raises(NotVisible):
            add(nominal_id, who=who)

        assert told.refusals()[-1] == ("add_detail", "not-visible")


def test_add_detail_tells_the_ledger_the_sort_and_never_the_words() -> None:
    nominal_id = facts.somebody()
    detail_id = add(nominal_id)

    assert told.facts("nominal.detail-added") == [
        {"nominal_id": str(nominal_id), "detail_id": str(detail_id), "sort": "number"}
    ]


# --- end -------------------------------------------------------------------------------------------


def end(detail_id: Any, *, who: str = "priya", version: int = 1, until: PartialDate = ENDED) -> None:
    with cast.acting(who) as ctx:
        commands.end_detail(ctx, detail_id=detail_id, version=version, until=until)


def test_end_detail_keeps_it_and_the_person_is_still_found_by_it() -> None:
    nominal_id = facts.somebody()
    detail_id = add(nominal_id, CALLUM_SMITH, name_kind=NameKind.PREVIOUS)
    end(detail_id)

    [one] = [each for each in facts.details(nominal_id) if each.id == detail_id]
    assert (one.provenance.until, one.holds) == (PartialDate(2026, 10), False)
    assert found(CALLUM_SMITH) == ["Callum James Hartwright"]


def test_end_detail_of_where_somebody_lives_is_where_he_lived() -> None:
    nominal_id = facts.somebody()
    address = facts.the(nominal_id, Sort.ADDRESS)
    assert address.is_current
    end(address.id)

    [one] = facts.details(nominal_id, sort=Sort.ADDRESS)
    assert not one.is_current


def test_end_detail_finds_nothing_for_whoever_may_not_know_the_person() -> None:
    detail_id = facts.the(facts.somebody(), Sort.ADDRESS).id
    for who in OUTSIDE:
        with pytest.raises(NotVisible):
            end(detail_id, who=who)

        assert told.refusals()[-1] == ("end_detail", "not-visible")


def test_end_detail_is_refused_to_whoever_may_only_read() -> None:
    detail_id = facts.the(facts.somebody(), Sort.ADDRESS).id
    with cast.acting("priya") as ctx:
        actor = replace(
            ctx.actor,
            memberships=tuple(
                replace(one, capabilities=one.capabilities - {"nominal.write"})
                for one in ctx.actor.memberships
            ),
        )
        ctx.actor = actor
        with pytest.raises(NotPermitted):
            commands.end_detail(ctx, detail_id=detail_id, version=1, until=PartialDate(2026))


@pytest.mark.parametrize(
    ("until", "because"), [(PartialDate(2031), "in the future"), (PartialDate(2020), "before it began")]
)
def test_end_detail_refuses_a_day_that_cannot_be(until: PartialDate, because: str) -> None:
    nominal_id = facts.somebody()
    detail_id = add(nominal_id, provenance=replace(facts.SCHOOL, since=PartialDate(2024)))
    with pytest.raises(Invalid, match=because):
        end(detail_id, until=until)


def test_end_detail_of_what_changed_meanwhile_is_stale() -> None:
    detail_id = facts.the(facts.somebody(), Sort.ADDRESS).id
    end(detail_id)
    with pytest.raises(Stale):
        end(detail_id)


def test_end_detail_finds_nothing_where_there_is_nothing() -> None:
    with pytest.raises(NotVisible):
        end(uuid4())


def test_end_detail_is_recorded() -> None:
    nominal_id = facts.somebody()
    detail_id = facts.the(nominal_id, Sort.ADDRESS).id
    end(detail_id)

    assert told.facts("nominal.detail-ended") == [
        {"nominal_id": str(nominal_id), "detail_id": str(detail_id)}
    ]


# --- pages -----------------------------------------------------------------------------------------


FORM = {
    "kind": "number", "number_kind": "PHONE", "number": "07700 900555", "origin": "PARTNER",
    "origin_name": "Northport High", "nature": "FACT", "source_grade": "2", "assessment": "D",
    "since-year": "2025",
}  # fmt: skip


def test_the_page_of_a_person_says_of_each_detail_where_it_comes_from() -> None:
    nominal_id = facts.somebody()
    priya = cast.browser("priya")
    answer = priya.post(f"/people/{nominal_id}/details/add/", FORM)
    assert answer.status_code == 302, text(answer)

    page = text(priya.get(f"/people/{nominal_id}/"))
    assert "+447700900555" in page
    assert "Partner Northport High · Priya" in page.replace("since 2025 · ", "")
    assert "2D" in page


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"origin_name": ""}, "Say which one"),
        ({"assessment": ""}, "A grade has two parts"),
        ({"number": "12"}, "telephone"),
        ({"kind": "name"}, "Give a forename"),
    ],
)
def test_the_form_says_what_is_missing(change: dict[str, str], says: str) -> None:
    nominal_id = facts.somebody()
    answer = cast.browser("priya").post(f"/people/{nominal_id}/details/add/", FORM | change)

    assert answer.status_code == 422
    assert says in text(answer)


def test_the_page_that_ends_a_detail_ends_it() -> None:
    nominal_id = facts.somebody()
    detail_id, priya = facts.the(nominal_id, Sort.ADDRESS).id, cast.browser("priya")
    answer = priya.post(f"/details/{detail_id}/end/", {"until-year": "2026", "version": "1"})

    assert answer.status_code == 302, text(answer)
    assert "until 2026" in text(priya.get(f"/people/{nominal_id}/"))
