"""A day set for looking at a decision again is owed until it is done; whoever saw it differently says so himself."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from django.db import DatabaseError, transaction

from caseward.cases import queries as cases
from caseward.decisions import commands, queries
from caseward.decisions.models import DecisionAddendum, DecisionRecord
from caseward.decisions.vocabulary import Added, ReviewFound
from caseward.foundation.commands.errors import Invalid, NotPermitted, NotVisible
from caseward.obligations.models import Obligation
from tests import cast, given, roles, told
from tests.apps.cases.pages import text
from tests.apps.decisions.given import DECIDED, matter, sign, signed
from tests.apps.obligations.test_telling import messages, run


pytestmark = pytest.mark.django_db

STRANGERS = ("rhys", "ewan", "elin", "ines", "kit", "jo", "sam")


def later(decision_id: UUID) -> UUID:
    """Another decision about the same, a day after the first."""
    with cast.acting("omar", now=given.later(days=1)) as ctx:
        about = replace(matter(), id=DecisionRecord.objects.get(pk=decision_id).about_id)
        return sign(ctx, about=about, decided=replace(DECIDED, review_on=None))


def review(
    decision_id: UUID,
    *,
    who: str = "beth",
    found: ReviewFound = ReviewFound.STANDS,
    words: str = "Met twice since; nothing new.",
    leads_to: UUID | None = None,
) -> UUID:
    with cast.acting(who, now=given.later(days=2)) as ctx:
        return commands.record_review(
            ctx, decision_id=decision_id, found=found, text=words, leads_to=leads_to
        )


def dissent(decision_id: UUID, *, who: str = "priya", words: str = "He should be seen this week.") -> UUID:
    with cast.acting(who, now=given.later(days=2)) as ctx:
        return commands.record_dissent(ctx, decision_id=decision_id, text=words)


def test_a_day_that_a_decision_sets_is_owed_by_who_signed_told_in_time_and_climbs() -> None:
    decision_id = signed()
    with cast.acting("beth") as ctx:
        owed = Obligation.objects.get(about_id=decision_id)
        work = cases.my_work(viewer=ctx.actor, now=ctx.now)
    assert (owed.rule_key, owed.owed_by_id, owed.about_kind) == (
        "decision-review",
        cast.person("beth").pk,
        "decision",
    )
    assert owed.due_at == datetime(2026, 12, 8, tzinfo=UTC)  # the end of the day that was set
    assert [row.owed.note for row in work.rows if row.owed.about_id == decision_id] == [DECIDED.title]

    run(owed.due_at - timedelta(hours=30))
    assert messages("decision.due-soon") == ["beth"]
    run(owed.due_at + timedelta(minutes=5))
    assert "grace" in messages("decision.overdue")


def test_a_decision_without_a_day_owes_no_review() -> None:
    decision_id = later(signed())
    with cast.acting("beth"):
        assert not Obligation.objects.filter(about_id=decision_id).exists()


def test_record_review_ends_what_is_owed_and_says_what_it_found() -> None:
    decision_id = signed()
    added = review(decision_id)

    with cast.acting("beth") as ctx:
        assert Obligation.objects.get(about_id=decision_id).ended_how == "stands"
        read = queries.decision(viewer=ctx.actor, decision_id=decision_id)
        assert [(one.kind, one.found) for one in read.addenda] == [(Added.REVIEW, ReviewFound.STANDS)]
    [said] = told.facts("decision.reviewed")
    assert (said["addendum_id"], said["found"]) == (str(added), "STANDS")


def test_record_review_leads_to_the_later_decision_that_changed_it_and_to_no_other() -> None:
    decision_id = signed()
    with pytest.raises(Invalid, match="only by a later decision"):
        review(decision_id, found=ReviewFound.CHANGED)
    elsewhere = signed()
    newer = later(decision_id)
    for wrong in (elsewhere, decision_id):
        with pytest.raises(Invalid, match="only by a later decision"):
            review(decision_id, found=ReviewFound.CHANGED, leads_to=wrong)
    with pytest.raises(Invalid, match="leads to no other"):
        review(decision_id, leads_to=newer)
    with pytest.raises(Invalid, match="what was looked at"):
        review(decision_id, words=" ")

    review(decision_id, found=ReviewFound.CHANGED, leads_to=newer)

    with cast.acting("beth") as ctx:
        [added] = queries.decision(viewer=ctx.actor, decision_id=decision_id).addenda
        assert added.leads_to == newer
        about = DecisionRecord.objects.get(pk=decision_id).about_id
        rows = {row.id: row for row in queries.decisions_about(viewer=ctx.actor, about_ids=[about])}
    assert (rows[decision_id].is_reviewed, rows[newer].is_reviewed) == (True, False)  # type: ignore[index]


def test_record_review_stands_beside_an_earlier_one() -> None:
    decision_id = signed()
    review(decision_id)
    review(decision_id, who="omar", words="Met a third time.")

    with cast.acting("beth") as ctx:
        read = queries.decision(viewer=ctx.actor, decision_id=decision_id)
    assert {one.text for one in read.addenda} == {"Met twice since; nothing new.", "Met a third time."}


def test_record_review_is_absent_for_those_who_may_not_know() -> None:
    decision_id = signed()
    for who in STRANGERS:
        with pytest.raises(NotVisible):
            review(decision_id, who=who)
    assert {name for name, _code in told.refusals()} == {"record_review"}


def test_record_dissent_is_absent_for_those_who_may_not_know() -> None:
    decision_id = signed()
    for who in STRANGERS:
        with pytest.raises(NotVisible):
            dissent(decision_id, who=who)
    assert {name for name, _code in told.refusals()} == {"record_dissent"}


def test_record_dissent_stands_under_ones_own_name_beside_a_decision_that_stays() -> None:
    decision_id = signed()
    added = dissent(decision_id)
    dissent(decision_id, who="omar", words="I would have waited.")

    with cast.acting("beth") as ctx:
        read = queries.decision(viewer=ctx.actor, decision_id=decision_id)
        [row] = queries.decisions_about(viewer=ctx.actor, about_ids=[read.about_id])
    assert {one.kind for one in read.addenda} == {Added.DISSENT}
    assert {one.by for one in read.addenda} == {cast.person(who).name for who in ("priya", "omar")}
    assert row.dissents == 2
    assert read.decided == DECIDED
    assert told.facts("decision.dissented")[0]["addendum_id"] == str(added)
    assert all(b"this week" not in bytes(one.body) for one in told.entries("decision.dissented"))


def test_record_dissent_is_neither_the_deciders_nor_said_twice_nor_silent() -> None:
    decision_id = signed()
    with pytest.raises(NotPermitted, match="made this decision yourself"):
        dissent(decision_id, who="beth")
    with pytest.raises(Invalid, match="how you saw it"):
        dissent(decision_id, words=" ")
    dissent(decision_id)
    with pytest.raises(Invalid, match="on record already"):
        dissent(decision_id)


def test_nobody_takes_a_dissent_away() -> None:
    decision_id = signed()
    dissent(decision_id)
    with (
        cast.acting("beth"),
        pytest.raises(DatabaseError, match=r"only grows|permission denied"),
        transaction.atomic(),
    ):
        DecisionAddendum.objects.filter(decision_id=decision_id).delete()
    with roles.owner():
        assert DecisionAddendum.objects.filter(decision_id=decision_id).count() == 1


def test_the_pages_of_a_decision_take_a_review_and_a_dissent() -> None:
    decision_id = signed()
    where, beth, priya = f"/decisions/{decision_id}/", cast.browser("beth"), cast.browser("priya")

    page = text(beth.get(where))
    assert "Look at the decision again" in page
    assert "I saw it differently" not in page
    assert beth.get(f"{where}dissent/").status_code == 403
    assert "I saw it differently" in text(priya.get(where))
    assert priya.post(f"{where}dissent/", {"text": "Too slow."}).status_code == 302
    assert beth.post(f"{where}review/", {"found": "", "text": "x"}).status_code == 422
    assert beth.post(f"{where}review/", {"found": "STANDS", "text": "Met twice."}).status_code == 302

    page = text(priya.get(where))
    assert "saw it differently" in page
    assert "Too slow." in page
    assert "It stands" in page
    assert "I saw it differently" not in page
