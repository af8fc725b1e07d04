"""Signing, seconding, adding to and reading a decision."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import uuid4

import pytest

from caseward.decisions import commands, queries
from caseward.decisions.models import DecisionRecord
from caseward.decisions.vocabulary import Element, Option, Right
from caseward.foundation.commands.errors import CommandIncomplete, Invalid, NotPermitted, NotVisible
from caseward.foundation.ledger.models import Entry
from caseward.obligations.vocabulary import MatterKind
from tests import cast, roles
from tests.apps.decisions.given import ADOPT, DECIDED, ENTRY, LEAVE, REFERRALS, matter, second, sign, signed


pytestmark = pytest.mark.django_db


def entries(event: str) -> list[Entry]:
    with roles.owner():
        return list(Entry.objects.filter(event=event))


def test_record_decision_keeps_every_word_as_signed() -> None:
    decision_id = signed()

    with cast.acting("omar") as ctx:
        read = queries.decision(viewer=ctx.actor, decision_id=decision_id)
    assert read.decided == DECIDED
    assert (read.decided_by, read.decided_at, read.about_kind) == (
        "Beth Lindqvist", cast.NOW, MatterKind.CASE,
    )  # fmt: skip


def test_record_decision_tells_the_ledger_which_and_never_why() -> None:
    decision_id = signed()

    [entry] = entries("decision.made")
    assert decision_id in entry.subject_ids
    assert b"adopt" in bytes(entry.body)
    assert DECIDED.rationale.encode() not in bytes(entry.body)


def test_record_decision_alone_is_refused() -> None:
    with cast.acting("beth") as ctx, pytest.raises(CommandIncomplete):
        commands.record_decision(ctx, about=matter(), decided=DECIDED)


@pytest.mark.parametrize(
    ("field", "changes", "code"),
    [
        ("title", {"title": " "}, "decision.no-title"),
        ("conduct", {"conduct": ""}, "decision.no-conduct"),
        ("information", {"information": ""}, "decision.no-information"),
        ("assessment", {"assessment": ""}, "decision.no-assessment"),
        ("powers", {"powers": ""}, "decision.no-powers"),
        ("review", {"review": ""}, "decision.no-review"),
        ("rationale", {"rationale": "\n"}, "decision.no-rationale"),
        ("rationale", {"rationale": "No ideology found."}, "decision.absence-of-ideology"),
        ("rationale", {"outcome": "no-ideology"}, "decision.absence-of-ideology"),
        ("options", {"options": (ADOPT,)}, "decision.one-option"),
        ("options", {"options": (ADOPT, replace(LEAVE, chosen=True))}, "decision.not-one-chosen"),
        ("options", {"options": (LEAVE, LEAVE)}, "decision.not-one-chosen"),
        ("options", {"options": (ADOPT, replace(LEAVE, because=""))}, "decision.option-without-reason"),
        ("rights", {"rights": {Right.LIFE: " "}}, "decision.right-without-line"),
        ("review_on", {"review_on": date(2026, 11, 22)}, "decision.review-in-the-past"),
    ],
)
def test_record_decision_refuses_what_is_not_whole(field: str, changes: dict[str, Any], code: str) -> None:
    with pytest.raises(Invalid) as refusal:
        signed(**changes)

    assert (refusal.value.field, refusal.value.refusal.code) == (field, code)
    with roles.owner():
        assert not DecisionRecord.objects.exists()


def test_a_decision_may_be_looked_at_again_today() -> None:
    assert signed(review_on=date(2026, 11, 23)) is not None


def test_countersign_keeps_a_second_opinion() -> None:
    decision_id = signed(by="beth")

    with cast.acting("grace") as ctx:
        second(ctx, decision_id=decision_id, approves=False, because="The school should be asked again.")
        [opinion] = queries.decision(viewer=ctx.actor, decision_id=decision_id).countersignatures
    assert (opinion.by, opinion.approves, opinion.because) == (
        "Grace Adeyemi", False, "The school should be asked again.",
    )  # fmt: skip


def test_countersign_refuses_the_decider_and_records_the_refusal() -> None:
    decision_id = signed(by="beth")

    with cast.acting("beth") as ctx, pytest.raises(NotPermitted) as refusal:
        second(ctx, decision_id=decision_id, approves=True, because="I agree with myself.")
    assert refusal.value.refusal.code == "decision.own"
    assert b"decision.own" in bytes(entries("command.refused")[0].body)


def test_countersign_refuses_to_be_unreasoned() -> None:
    decision_id = signed(by="beth")

    with cast.acting("grace") as ctx, pytest.raises(Invalid) as refusal:
        second(ctx, decision_id=decision_id, approves=True, because=" ")
    assert refusal.value.field == "because"


def test_countersign_tells_the_ledger() -> None:
    decision_id = signed(by="beth")

    with cast.acting("grace") as ctx:
        signature_id = second(ctx, decision_id=decision_id, approves=True, because="It is proportionate.")
    [entry] = entries("decision.countersigned")
    assert {decision_id, signature_id} <= set(entry.subject_ids)


def test_add_addendum_leaves_the_decision_as_it_was() -> None:
    decision_id = signed()

    with cast.acting("priya") as ctx:
        commands.add_addendum(ctx, decision_id=decision_id, text="The tutor has since written it down.")
        read = queries.decision(viewer=ctx.actor, decision_id=decision_id)
    assert read.decided == DECIDED
    assert [(added.text, added.by) for added in read.addenda] == [
        ("The tutor has since written it down.", "Priya Sharma")
    ]


def test_add_addendum_refuses_a_reader_who_may_not_write_and_records_it() -> None:
    with cast.acting("beth") as ctx:
        decision_id = sign(ctx, about=matter(REFERRALS, MatterKind.NOMINAL), decided=DECIDED)
        about_case = sign(ctx, about=matter(REFERRALS, MatterKind.CASE), decided=DECIDED)

    with cast.acting("noor") as ctx:
        commands.add_addendum(ctx, decision_id=decision_id, text="Noor writes nominals.")
        with pytest.raises(NotPermitted):
            commands.add_addendum(ctx, decision_id=about_case, text="Noor writes no cases.")
    assert b"access.not-held" in bytes(entries("command.refused")[0].body)


def test_add_addendum_answers_a_stranger_as_if_there_were_nothing() -> None:
    decision_id = signed()

    for wanted in (decision_id, uuid4()):
        with cast.acting("ewan") as ctx, pytest.raises(NotVisible):
            commands.add_addendum(ctx, decision_id=wanted, text="From next door.")


def test_add_addendum_refuses_to_say_nothing() -> None:
    decision_id = signed()

    with cast.acting("priya") as ctx, pytest.raises(Invalid) as refusal:
        commands.add_addendum(ctx, decision_id=decision_id, text="  ")
    assert refusal.value.field == "text"


def test_add_addendum_tells_the_ledger() -> None:
    decision_id = signed()

    with cast.acting("priya") as ctx:
        addendum_id = commands.add_addendum(ctx, decision_id=decision_id, text="Since written down.")
    [entry] = entries("decision.added-to")
    assert {decision_id, addendum_id} <= set(entry.subject_ids)


def test_view_decision_gives_the_whole() -> None:
    decision_id = signed()

    with cast.acting("priya") as ctx:
        read = commands.view_decision(ctx, decision_id=decision_id)
    assert read.decided.relies_on[0].entry_id == ENTRY
    assert read.decided.relies_on[0].element is Element.INFORMATION


def test_view_decision_refuses_whoever_knows_of_it_and_may_not_read() -> None:
    with cast.acting("beth") as ctx:
        decision_id = sign(ctx, about=matter(REFERRALS, MatterKind.CASE), decided=DECIDED)

    with cast.acting("noor") as ctx, pytest.raises(NotPermitted):
        commands.view_decision(ctx, decision_id=decision_id)
    assert len(entries("command.refused")) == 1


@pytest.mark.parametrize("who", ["stan", "sam", "rhys", "dana", "ines", "noor"])
def test_view_decision_answers_a_stranger_as_if_there_were_nothing(who: str) -> None:
    decision_id = signed()

    for wanted in (decision_id, uuid4()):
        with cast.acting(who) as ctx, pytest.raises(NotVisible):
            commands.view_decision(ctx, decision_id=wanted)


def test_view_decision_records_who_read_it_and_why() -> None:
    decision_id = signed()

    with cast.acting("priya", purpose="casework") as ctx:
        commands.view_decision(ctx, decision_id=decision_id)
    [entry] = entries("decision.viewed")
    assert (entry.actor_id, entry.operation, entry.purpose) == (
        cast.person("priya").pk, "CONSULTATION", "casework",
    )  # fmt: skip
    assert decision_id in entry.subject_ids


def test_three_options_may_be_weighed() -> None:
    wait = Option(text="Wait a week", chosen=False, because="He has named a day before that.")

    assert signed(options=(ADOPT, LEAVE, wait)) is not None
