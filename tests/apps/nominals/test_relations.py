"""What people are to each other: said with where it comes from, read from both ends, known to those who know both."""

import re
from collections.abc import Callable
from dataclasses import replace
from html import unescape
from typing import Any
from uuid import UUID

import pytest
from django.db import IntegrityError, InternalError, ProgrammingError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from caseward.chronology.vocabulary import Nature
from caseward.foundation.commands import Context
from caseward.foundation.commands.errors import Invalid, NotPermitted, NotVisible, Stale
from caseward.foundation.paging import START, Place
from caseward.kernel.dates import PartialDate
from caseward.kernel.identifiers import Identifier, Kind
from caseward.kernel.identity import Address, Name, Person
from caseward.nominals import commands, queries
from caseward.nominals.models import Relation
from caseward.nominals.vocabulary import NominalId, Origin, Provenance, RelationId, SafeWays
from tests import cast, roles, told
from tests.apps.nominals import facts, pairs


pytestmark = pytest.mark.django_db

OUTSIDE = ["rhys", "ewan", "stan", "sam", "dana", "kit"]
RUTH = Person(
    name=Name("Ruth", "Abara"),
    addresses=(Address("17 Fennel Row", "NP1 2AB"),),
    identifiers=(Identifier(Kind.PHONE, "+447700900999"),),
)
SAID = replace(facts.SCHOOL, grade="2B", nature=Nature.OPINION, since=PartialDate(2019))
WAYS = SafeWays(unsafe=("07700 900 999",), never_tell=("Abara",))


def add(
    one: UUID, kind: str, other: UUID, *, who: str = "beth", provenance: Provenance = facts.SCHOOL
) -> RelationId:
    with cast.acting(who) as ctx:
        return commands.add_relation(
            ctx, one_id=NominalId(one), kind=kind, other_id=NominalId(other), provenance=provenance
        )


def end(relation_id: RelationId, *, who: str = "beth", version: int = 1, **change: Any) -> RelationId:
    asked: dict[str, Any] = {"because": "They moved apart.", "until": PartialDate(2026, 10)} | change
    with cast.acting(who) as ctx:
        return commands.end_relation(ctx, relation_id=relation_id, version=version, **asked)


def correct(
    relation_id: RelationId, seen_from: NominalId, *, who: str = "beth", version: int = 1, **right: Any
) -> RelationId:
    asked: dict[str, Any] = {"because": "The school had two Ruths."} | right
    with cast.acting(who) as ctx:
        return commands.correct_relation(
            ctx, relation_id=relation_id, version=version, seen_from=seen_from, **asked
        )


def around(nominal_id: NominalId, *, who: str = "beth", place: Place = START) -> queries.Associates:
    with cast.acting(who) as ctx:
        return commands.view_associates(ctx, nominal_id=nominal_id, place=place)


def read(nominal_id: NominalId, *, who: str = "beth") -> list[tuple[str, str, bool]]:
    return [(one.one.name, one.kind.key, one.stands) for one in around(nominal_id, who=who).own]


def page(nominal_id: NominalId, *, who: str = "beth") -> str:
    answer = cast.browser(who).get(reverse("nominals:associates", args=[nominal_id]))
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def each(callum: NominalId, ruth: NominalId, relation_id: RelationId) -> list[Callable[[Context], Any]]:
    """Every verb, on these two."""
    tie: Any = {"relation_id": relation_id, "version": 1, "because": "It is over."}
    return [
        lambda ctx: commands.view_associates(ctx, nominal_id=callum),
        lambda ctx: commands.view_relation(ctx, nominal_id=callum, relation_id=relation_id),
        lambda ctx: commands.add_relation(
            ctx, one_id=ruth, kind="carer", other_id=callum, provenance=facts.SCHOOL
        ),
        lambda ctx: commands.end_relation(ctx, **tie),
        lambda ctx: commands.correct_relation(ctx, seen_from=ruth, **tie),
    ]


def test_add_relation_reads_from_both_ends_and_from_the_published_words() -> None:
    callum, ruth = pairs.two(pairs.CALLUM, RUTH)
    relation_id = add(ruth, "parent", callum, provenance=SAID)

    assert read(callum) == [("Ruth Abara", "parent", True)]
    assert read(ruth) == [("Callum James Hartwright", "child", True)]
    [tie] = around(callum).own
    assert (tie.provenance, tie.by) == (SAID, cast.person("beth").name)
    with cast.acting("beth") as ctx:
        assert commands.view_relation(ctx, nominal_id=ruth, relation_id=relation_id).other.id == ruth
    kinds = queries.relation_kinds()
    assert all(kinds[kinds[key].inverse].inverse == key for key in kinds)
    assert {one.group for one in kinds.values()} == set(queries.relation_groups())


def test_end_relation_and_correct_relation_keep_what_was_said() -> None:
    callum, ruth = pairs.two(pairs.CALLUM, RUTH)
    end(add(ruth, "partner", callum))
    correct(add(ruth, "friend", callum), ruth)
    correct(add(ruth, "sibling", callum), ruth, kind="grandparent", provenance=SAID)

    assert sorted(read(callum)) == [
        ("Ruth Abara", "friend", False),
        ("Ruth Abara", "grandparent", True),
        ("Ruth Abara", "partner", False),
        ("Ruth Abara", "sibling", False),
    ]
    over = {one.kind.key: one for one in around(callum).own}
    assert over["partner"].ended
    assert over["partner"].ended.because == "They moved apart."
    assert over["partner"].provenance.until == PartialDate(2026, 10)
    assert over["friend"].corrected
    assert over["sibling"].corrected
    with roles.owner():
        right = Relation.objects.get(pk=over["grandparent"].id)
        assert right.corrects_id == over["sibling"].id
    shown = page(callum)
    assert "3 ended or corrected" in shown
    assert "The school had two Ruths." in shown


def test_strangers_and_those_who_know_one_of_two_find_nothing() -> None:
    """view_associates, view_relation, add_relation, end_relation and correct_relation, each by everybody outside."""
    pairs.posted_to_both()
    callum = pairs.made(pairs.CALLUM, compartment=pairs.HERE)
    ruth = pairs.made(RUTH, compartment=pairs.THERE)
    alone = page(callum, who="noor")
    relation_id = add(ruth, "parent", callum)

    for who in OUTSIDE:
        verbs = each(callum, ruth, relation_id)
        for verb in verbs[1:] if who == "ewan" else verbs:
            with cast.acting(who) as ctx, pytest.raises(NotVisible):
                verb(ctx)
    for verb in each(callum, ruth, relation_id)[1:]:
        with cast.acting("noor") as ctx, pytest.raises(NotVisible):
            verb(ctx)
    assert {code for _, code in told.refusals()} == {"not-visible"}
    assert _plain(page(callum, who="noor")) == _plain(alone)
    assert "Ruth" in page(callum)
    assert around(ruth, who="ewan").own == ()
    with cast.acting("noor"):
        assert not Relation.objects.exists()


def test_whoever_may_only_read_changes_no_relation() -> None:
    callum, ruth = pairs.two(pairs.CALLUM, RUTH)
    relation_id = add(ruth, "parent", callum)
    taken = {0: "nominal.read"}
    for place, verb in enumerate(each(callum, ruth, relation_id)):
        with cast.acting("beth") as ctx:
            without = {taken.get(place, "nominal.write")}
            kept = (replace(one, capabilities=one.capabilities - without) for one in ctx.actor.memberships)
            ctx.actor = replace(ctx.actor, memberships=tuple(kept))
            with pytest.raises(NotPermitted):
                verb(ctx)
    assert len(told.refusals()) == 5


def test_relations_are_refused_in_words_where_they_cannot_be() -> None:
    callum, ruth = pairs.two(pairs.CALLUM, RUTH)
    relation_id = add(ruth, "parent", callum)
    refused: list[tuple[Callable[[], Any], str]] = [
        (lambda: add(ruth, "parent", callum), "on record already"),
        (lambda: add(callum, "child", ruth), "on record already"),
        (lambda: add(ruth, "carer", callum, provenance=Provenance(origin=Origin.DOCUMENT)), "which one"),
        (lambda: end(relation_id, because=" "), "has to understand"),
        (lambda: end(relation_id, until=PartialDate(2031)), "in the future"),
        (lambda: correct(relation_id, ruth, because=" "), "has to understand"),
    ]
    for verb, words in refused:
        with pytest.raises(Invalid, match=words):
            verb()
    with pytest.raises(NotVisible):
        add(ruth, "sibling", ruth)
    with pytest.raises(Stale):
        end(relation_id, version=7)
    end(relation_id)
    with pytest.raises(Invalid, match="ended or corrected this already"):
        end(relation_id, version=2)
    with pytest.raises(Invalid, match="ended or corrected this already"):
        correct(relation_id, ruth, version=2)
    add(ruth, "parent", callum)  # what ended can be so again
    pair = pairs.two()
    pairs.linked(pair)
    with pytest.raises(Invalid, match="as one person"):
        add(pair[0], "sibling", pair[1])


def test_relations_are_told_in_the_ledger_which_names_nobody() -> None:
    callum, ruth = pairs.two(pairs.CALLUM, RUTH)
    first, second = add(ruth, "parent", callum), add(ruth, "carer", callum)
    end(first)
    correct(second, ruth)
    with cast.acting("beth") as ctx:
        commands.view_relation(ctx, nominal_id=callum, relation_id=first)
    around(callum)

    assert told.facts("nominal.relation-added") == [{"relation_id": str(one)} for one in (first, second)]
    assert told.facts("nominal.relation-ended") == [{"relation_id": str(first)}]
    assert told.facts("nominal.relation-corrected") == [{"relation_id": str(second)}]
    assert told.facts("nominal.viewed")[-2:] == [{"nominal_id": str(callum)}] * 2


def test_what_was_said_stays_as_it_was_said_and_follows_its_records() -> None:
    pairs.posted_to_both()
    callum, ruth = pairs.two(pairs.CALLUM, RUTH)
    relation_id = add(ruth, "parent", callum)
    with cast.acting("beth"):
        there = cast.compartment(pairs.THERE)
    for statement in (
        "update nominals_relation set kind = 'sibling'",
        "update nominals_relation set nature = 'OPINION'",
    ):
        with roles.owner(), pytest.raises((ProgrammingError, InternalError)), transaction.atomic():
            _execute(statement)
    with roles.owner(), pytest.raises(IntegrityError, match="other compartments"), transaction.atomic():
        Relation.objects.filter(pk=relation_id).update(compartment=there)
    with cast.acting("noor"):
        assert Relation.objects.filter(pk=relation_id).exists()
    with roles.owner():
        _execute("update nominals_nominal set compartment_id = %s where id = %s", there, ruth)
        low_first = Relation.objects.get(pk=relation_id)
        assert there in low_first.compartments
        assert len(set(low_first.compartments)) == 2
    with cast.acting("noor"):
        assert not Relation.objects.exists()


def test_the_page_says_who_is_never_told_and_draws_what_the_table_says() -> None:
    callum, ruth = pairs.two(pairs.CALLUM, RUTH)
    maeve = pairs.made(Person(name=Name("Maeve", "Doyle")))
    empty = page(callum)
    add(ruth, "parent", callum, provenance=SAID)
    add(callum, "fears", maeve)
    add(ruth, "lives-with", maeve)
    with cast.acting("beth") as ctx:
        commands.keep_safety(ctx, nominal_id=callum, version=0, said=WAYS)

    shown = page(callum)
    assert "Nobody that you may know of" in empty
    assert "js/associates.js" not in empty
    rows = re.findall(r'<tr data-tie data-one="([^"]+)" data-other="([^"]+)" data-group="(\w+)"', shown)
    assert {frozenset(row[:2]) for row in rows} == {
        frozenset(map(str, two)) for two in ((ruth, callum), (maeve, callum), (ruth, maeve))
    }
    assert sorted(group for *_, group in rows) == ["danger", "family", "home"]
    assert "Is feared by" in shown
    assert "2B" in shown
    assert "opinion" in shown
    assert "since 2019" in shown
    assert (shown.count("never tell"), shown.count("contact not safe")) == (2, 2)  # in both tables
    assert "js/associates" in shown
    assert "<style" not in shown


def test_whoever_never_belonged_leaves_the_circle_and_what_stands_comes_first_page_by_page(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Said of the wrong Ruth, she and her own people are no longer around him; no relation is left out unsaid."""
    callum, ruth = pairs.two(pairs.CALLUM, RUTH)
    maeve = pairs.made(Person(name=Name("Maeve", "Doyle")))
    wrong = add(ruth, "parent", callum)
    add(maeve, "friend", callum)
    add(ruth, "lives-with", maeve)
    assert len(around(callum).among) == 1
    correct(wrong, ruth)

    assert around(callum).among == ()
    assert read(callum) == [("Maeve Doyle", "friend", True), ("Ruth Abara", "parent", False)]
    add(ruth, "carer", callum)
    monkeypatch.setattr("caseward.nominals.queries.relations.AT_ONCE", 2)
    first = around(callum)
    rest = around(callum, place=first.page.next or START)
    assert {one.kind.key for one in first.own} == {"carer", "friend"}
    assert [(one.kind.key, one.stands) for one in rest.own] == [("parent", False)]
    assert "2 shown; more follow" in page(callum)
    with cast.acting("beth") as ctx:
        last = commands.view_relation(ctx, nominal_id=callum, relation_id=wrong)
        assert (last.one.id, last.stands) == (ruth, False)


def test_records_linked_through_a_third_are_one_person_and_nobody_to_each_other() -> None:
    pair = pairs.two()
    third = pairs.made()
    pairs.linked(pair)
    pairs.linked((pair[1], third))

    with pytest.raises(Invalid, match="as one person"):
        add(pair[0], "sibling", third)


def test_the_page_asks_as_much_for_many_as_for_one() -> None:
    callum, ruth = pairs.two(pairs.CALLUM, RUTH)
    add(ruth, "parent", callum)
    with cast.acting("beth") as ctx:
        commands.keep_safety(ctx, nominal_id=callum, version=0, said=WAYS)
    few = _asked(callum)
    for place in range(3):
        other = pairs.made(Person(name=Name(f"Friend{'abc'[place]}", "Osei")))
        add(other, "friend", callum)
        add(other, "associate", ruth)

    assert _asked(callum) == few <= 22


def test_relations_are_added_ended_and_corrected_by_form() -> None:
    callum, ruth = pairs.two(pairs.CALLUM, RUTH)
    browser = cast.browser("beth")
    with cast.acting("beth") as ctx:
        reference = queries.headings(viewer=ctx.actor, nominal_ids=[ruth])[ruth].reference
    source = {"origin": "PARTNER", "origin_name": "School", "nature": "FACT"}
    where = reverse("nominals:add-relation", args=[callum])
    wrong = browser.post(where, source | {"kind": "parent", "reference": "N-0000-0000"})
    assert "may know of" in unescape(wrong.content.decode())
    assert browser.post(where, source | {"kind": "parent", "reference": reference}).status_code == 302
    [tie] = around(callum).own
    where = reverse("nominals:correct-relation", args=[callum, tie.id])
    sent = source | {"version": "1", "because": "Aunt.", "right": "other", "kind": "relative"}
    assert browser.post(where, sent).status_code == 302
    tie = next(one for one in around(callum).own if one.stands)
    where = reverse("nominals:end-relation", args=[callum, tie.id])
    assert browser.post(where, {"version": "1", "because": "She died."}).status_code == 302

    assert sorted(read(callum)) == [("Ruth Abara", "parent", False), ("Ruth Abara", "relative", False)]


def _asked(nominal_id: NominalId) -> int:
    browser = cast.browser("beth")
    where = reverse("nominals:associates", args=[nominal_id])
    browser.get(where)
    with CaptureQueriesContext(connection) as found:
        assert browser.get(where).status_code == 200
    return len(found)


def _plain(text: str) -> str:
    return re.sub(r'(value|content)="[^"]{30,}"', "", text)


def _execute(statement: str, *given: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, given)
