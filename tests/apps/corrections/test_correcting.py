"""A wrong detail is put right by another, stays to be read, and everybody who relied on it is told (failings F36)."""

from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

import pytest

from caseward.corrections import commands
from caseward.foundation.commands.errors import Invalid, NotPermitted, NotVisible, Stale
from caseward.kernel.dates import PartialDate
from caseward.kernel.identifiers import Identifier, Kind
from caseward.kernel.identity import Name, Person
from caseward.nominals import queries as nominals
from caseward.nominals.models import Nominal
from caseward.nominals.vocabulary import NameKind, NominalId, Origin, Sort
from tests import cast, given, told
from tests.apps.cases.pages import text
from tests.apps.corrections.doing import HERSELF, OUTSIDE, ROW, WHY
from tests.apps.nominals import facts


pytestmark = pytest.mark.django_db


def correct(
    detail_id: UUID, value: Any = ROW, *, who: str = "noor", version: int = 1, because: str = WHY
) -> NominalId:
    with cast.acting(who, now=given.later(hours=2)) as ctx:
        return commands.correct_detail(
            ctx, detail_id=detail_id, version=version, value=value, provenance=HERSELF, because=because
        )


def test_correct_detail_puts_another_in_its_place_and_keeps_the_wrong_one() -> None:
    nominal_id = facts.somebody()
    wrong = facts.the(nominal_id, Sort.ADDRESS)
    correct(wrong.id)

    was, now = sorted(facts.details(nominal_id, sort=Sort.ADDRESS), key=lambda one: one.corrected is None)
    assert was.corrected is not None
    assert (was.words, was.corrected.because, was.is_current) == (wrong.words, WHY, False)
    assert (now.value, now.corrects, now.is_current, now.provenance.origin) == (
        ROW,
        wrong.id,
        True,
        Origin.SUBJECT,
    )


def test_correct_detail_of_the_main_name_is_the_name_from_then_on_and_the_wrong_one_still_finds_him() -> None:
    nominal_id = facts.somebody()
    correct(facts.the(nominal_id, Sort.NAME).id, Name("Kallum James", "Heartright"))

    with cast.acting("priya") as ctx:
        heading = nominals.headings(viewer=ctx.actor, nominal_ids=[nominal_id])[nominal_id]
        found = nominals.candidates(viewer=ctx.actor, person=Person(name=Name("Callum James", "Hartwright")))
    assert heading.name == "Kallum James Heartright"
    assert [one.heading.id for one in found] == [nominal_id]
    assert [one.kind for one in facts.details(nominal_id, sort=Sort.NAME) if one.corrected] == [
        NameKind.ALIAS
    ]


def test_correct_detail_of_a_birth_stands_in_the_record_and_is_found_by() -> None:
    nominal_id = facts.somebody()
    correct(facts.the(nominal_id, Sort.BIRTH).id, PartialDate(2010, 4, 14))

    with cast.acting("priya") as ctx:
        assert Nominal.objects.get(pk=nominal_id).born == PartialDate(2010, 4, 14)
        found = nominals.candidates(
            viewer=ctx.actor,
            person=Person(name=Name("C", ""), born=PartialDate(2010, 4, 14)),
            is_asked_for=True,
        )
    assert nominal_id in [one.heading.id for one in found]


def test_a_wrong_number_is_evidence_of_nothing_and_does_not_come_back_by_itself() -> None:
    nominal_id = facts.somebody()
    wrong, right = Identifier(Kind.PHONE, "+447700900123"), Identifier(Kind.PHONE, "+447700900124")
    correct(facts.the(nominal_id, Sort.NUMBER).id, right)
    given.identified()

    with cast.acting("priya") as ctx:
        [(_, person)] = nominals.known_people(viewer=ctx.actor, nominal_ids=[nominal_id]).values()
        found = nominals.candidates(viewer=ctx.actor, person=Person(identifiers=(wrong,)), is_asked_for=True)
    assert person.identifiers == (right,)
    assert found == ()


def test_correct_detail_finds_nothing_for_whoever_may_not_know_the_person() -> None:
    wrong = facts.the(facts.somebody(), Sort.ADDRESS)
    for who in OUTSIDE:
        with pytest.raises(NotVisible):
            correct(wrong.id, who=who)

        assert told.refusals()[-1] == ("correct_detail", "not-visible")


def test_correct_detail_refuses_no_reason_and_what_was_corrected_already() -> None:
    wrong = facts.the(facts.somebody(), Sort.ADDRESS)
    with pytest.raises(Invalid, match="how you know"):
        correct(wrong.id, because=" ")
    correct(wrong.id)
    with pytest.raises(Stale):
        correct(wrong.id)
    with pytest.raises(Invalid, match="corrected this detail already"):
        correct(wrong.id, version=2)


def test_correct_detail_finds_nothing_where_there_is_nothing() -> None:
    with pytest.raises(NotVisible):
        correct(uuid4())


def test_correct_detail_tells_the_ledger_which_and_never_what() -> None:
    nominal_id = facts.somebody()
    wrong = facts.the(nominal_id, Sort.ADDRESS)
    correct(wrong.id)
    now = facts.the(nominal_id, Sort.ADDRESS)

    assert told.facts("nominal.detail-corrected") == [
        {"nominal_id": str(nominal_id), "detail_id": str(now.id), "wrong_id": str(wrong.id)}
    ]


def test_view_to_correct_shows_the_form_with_what_it_says_and_corrects_it() -> None:
    nominal_id = facts.somebody()
    wrong, noor = facts.the(nominal_id, Sort.ADDRESS), cast.browser("noor")
    where = f"/details/{wrong.id}/correct/"
    assert 'value="17 Fennel Row, Northport"' in noor.get(where).content.decode()
    form = {
        "street": "71 Fennel Row, Northport", "postcode": "np4 7qx", "origin": "SUBJECT", "nature": "FACT",
        "because": WHY, "version": "1",
    }  # fmt: skip
    answer = noor.post(where, form)

    assert answer.status_code == 302, text(answer)
    page = text(noor.get(f"/people/{nominal_id}/"))
    assert "71 Fennel Row, Northport NP4 7QX current" in page
    assert f"Corrected by {cast.person('noor').name}" in page
    assert WHY in page


def test_view_to_correct_is_a_look_at_the_person() -> None:
    nominal_id = facts.somebody()
    wrong = facts.the(nominal_id, Sort.ADDRESS)
    with cast.acting("noor") as ctx:
        person, one = commands.view_to_correct(ctx, detail_id=wrong.id)

    assert (person.id, one) == (nominal_id, wrong)
    assert told.facts("nominal.viewed")[-1] == {"nominal_id": str(nominal_id)}


def test_view_to_correct_finds_nothing_for_whoever_may_not_know_the_person() -> None:
    wrong = facts.the(facts.somebody(), Sort.ADDRESS)
    for who in OUTSIDE:
        with cast.acting(who) as ctx, pytest.raises(NotVisible):
            commands.view_to_correct(ctx, detail_id=wrong.id)

        assert told.refusals()[-1] == ("view_to_correct", "not-visible")


def test_view_to_correct_finds_nothing_where_there_is_nothing() -> None:
    with cast.acting("noor") as ctx, pytest.raises(NotVisible):
        commands.view_to_correct(ctx, detail_id=uuid4())


def test_view_to_correct_is_refused_to_whoever_may_only_read() -> None:
    wrong = facts.the(facts.somebody(), Sort.ADDRESS)
    with cast.acting("noor") as ctx, pytest.raises(NotPermitted):
        without = (
            replace(one, capabilities=one.capabilities - {"nominal.write"}) for one in ctx.actor.memberships
        )
        ctx.actor = replace(ctx.actor, memberships=tuple(without))
        commands.view_to_correct(ctx, detail_id=wrong.id)
