"""Two officers who would stand before one door are told of each other as far as each may know, and settle it (F55)."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from caseward.cases.models import Case
from caseward.engagements import commands
from caseward.engagements.models import Clash
from caseward.engagements.vocabulary import Answer, Became, ClashId, EngagementId, Move, Settled
from caseward.foundation.commands.errors import Invalid, NotPermitted, NotVisible, Stale
from tests import cast, given, roles, told
from tests.apps.cases.test_opening import sealed
from tests.apps.engagements.doing import (
    DOOR,
    SCHOOL,
    SPOKEN,
    alone,
    booked,
    carried,
    clashes,
    notices,
    one,
    owed,
    planned,
    points,
    row,
    settled,
    unit,
)
from tests.apps.engagements.doing import told as compared
from tests.apps.threats.test_incidents import (
    also_known_to_the_nominal_unit,
    silence_the_nominal_unit,
)


pytestmark = pytest.mark.django_db

OUTCOME, CLASH = "engagement-outcome", "engagement-clash"
REFUSED = (NotVisible, NotPermitted)
DESK = "the duty desk, 01632 960 142"
EASTMARK, NORTHSHIRE, NOMINAL = (
    "eastmark-prevent-cases",
    "northshire-prevent-cases",
    "northshire-nominal-cases",
)


@pytest.mark.failing("F55")
def test_two_officers_booking_one_organisation_in_thirty_days_get_a_clash_notice() -> None:
    points(EASTMARK, DESK)
    first = booked("ewan", planned("The Fennel School Ltd.", days=29))
    assert (clashes(first), owed(first)) == ([], [OUTCOME])

    second = booked("priya", planned(SCHOOL, days=1))

    [theirs], [ours] = clashes(first), clashes(second)
    assert (ours.unit, ours.contact, ours.by) == ("Eastmark Prevent", DESK, "ORGANISATION")
    assert (theirs.unit, theirs.contact) == ("Northshire Prevent", "")
    assert notices(first) == [("ewan", "engagement.clash")]
    assert notices(second) == [("priya", "engagement.clash")]
    assert owed(first) == [CLASH, OUTCOME]
    assert owed(second) == [f"{CLASH}-before", OUTCOME]  # it is tomorrow
    assert told.facts("engagement.clashes-told")[-1] == {"engagement_id": str(second)}
    assert compared(second) == 0  # once for a pair
    far = booked("priya", planned(SCHOOL, days=60))
    assert clashes(far) == []


def test_tell_of_clashes_compares_addresses_and_colleagues_and_nobody_with_himself() -> None:
    first = booked("priya", planned(place=DOOR))
    assert clashes(booked("priya", planned(place=DOOR, days=4))) == []
    colleague = booked("omar", planned(place="14 fennel row (NORTHPORT)"))
    rhys = booked("rhys", planned(place=DOOR))  # of an address nobody is pointed at who says not whom to ring

    assert {(one.unit, one.contact) for one in clashes(colleague)} == {("Northshire Prevent", "Priya Sharma")}
    assert [one.contact for one in clashes(first)] == ["Omar Farouk"]
    assert clashes(rhys) == []
    assert clashes(booked("jo", planned(place=DOOR, days=30))) == []
    points(NORTHSHIRE, DESK)
    assert {one.contact for one in clashes(booked("jo", planned(place=DOOR)))} == {DESK}


def test_tell_of_clashes_compares_people_over_the_links_of_their_records() -> None:
    points(NORTHSHIRE, DESK)
    points(NOMINAL, "the nominal desk")
    case_id = given.owned()
    theirs = also_known_to_the_nominal_unit(case_id)
    first = booked("priya", planned(), case_id=case_id)

    second = booked("rhys", planned(days=10), case_id=theirs)

    assert [(one.by, one.contact) for one in clashes(first)] == [("PERSON", "the nominal desk")]
    assert [(one.by, one.contact) for one in clashes(second)] == [("PERSON", DESK)]
    assert clashes(booked("rhys", planned(days=30), case_id=theirs)) == []


def test_what_is_silent_tells_nobody_of_itself_and_its_own_officer_of_the_other() -> None:
    points(NORTHSHIRE, DESK)
    hidden = booked("kit", planned(SCHOOL, DOOR), case_id=sealed())

    ours = booked("priya", planned(SCHOOL, DOOR))

    assert (clashes(ours), notices(ours), owed(ours)) == ([], [], [OUTCOME])
    # The ledger of the platform's work says the same as of one that met nothing.
    assert told.facts("engagement.clashes-told")[-1] == {"engagement_id": str(ours)}
    [known] = clashes(hidden)
    assert (known.unit, known.contact) == ("Northshire Prevent", DESK)
    assert notices(hidden) == [("kit", "engagement.clash")]
    assert does("priya", commands.view_engagement, engagement_id=ours).clashes == ()
    case_id = row(hidden).case_id
    assert [each.id for each in does("kit", commands.view_engagements_of_case, case_id=case_id).rows] == [
        hidden
    ]
    settled("kit", known.pk)
    assert carried(known.pk) == 0
    assert (clashes(ours), owed(hidden)) == ([], [OUTCOME])


def test_a_record_kept_in_silence_makes_no_two_others_one_person() -> None:
    points(NORTHSHIRE, DESK)
    case_id = given.owned()
    theirs = also_known_to_the_nominal_unit(case_id)
    silenced()
    hidden = booked("rhys", planned(), case_id=theirs)

    ours = booked("priya", planned(), case_id=case_id)

    assert clashes(ours) == []
    assert [one.by for one in clashes(hidden)] == ["PERSON"]


def test_settle_clash_settles_it_for_both_and_keeps_the_words_to_whoever_wrote_them() -> None:
    first, second = booked("ewan", planned(SCHOOL)), booked("priya", planned(SCHOOL))
    [ours], [theirs] = clashes(second), clashes(first)

    settled("priya", ours.pk)
    assert carried(ours.pk) == 1

    again, other = one(Clash, ours.pk), one(Clash, theirs.pk)
    assert (again.settled_how, again.settled_because) == ("WENT_AHEAD", SPOKEN.because)
    assert (other.settled_how, other.settled_because) == ("WENT_AHEAD", "")
    assert owed(first) == owed(second) == [OUTCOME]
    [shown] = does("ewan", commands.view_engagement, engagement_id=first).clashes
    assert (shown.settled_how, shown.settled_because) == ("Both go ahead, each alone", "")
    assert ("ewan", "engagement.clash-settled") in notices(first)
    [fact] = told.facts("engagement.clash-settled")
    assert fact == {"engagement_id": str(second), "clash_id": str(ours.pk), "how": "WENT_AHEAD"}
    with pytest.raises(Invalid, match="settled already"):
        settled("ewan", theirs.pk)


def test_settle_clash_by_moving_or_withdrawing_does_so() -> None:
    first, second = booked("ewan", planned(SCHOOL)), booked("priya", planned(SCHOOL))
    third = booked("omar", planned(SCHOOL, days=20))
    moved = replace(SPOKEN, how=Settled.MOVED)
    [with_ewan, with_omar] = sorted(clashes(second), key=lambda each: each.contact)
    for amiss in (moved, replace(moved, move=Move(planned_at=given.NOW)), replace(SPOKEN, because=" ")):
        with pytest.raises(Invalid):
            settled("priya", with_ewan.pk, amiss)

    later = given.later(days=9)
    settled("priya", with_ewan.pk, replace(moved, move=Move(planned_at=later)))
    assert row(second).planned_at == later
    assert owed(second) == [CLASH, OUTCOME]  # that with Omar stands

    settled("priya", with_omar.pk, Answer(how=Settled.WITHDRAWN, because="Omar goes."))
    assert (row(second).became, owed(second)) == ("WITHDRAWN", [])
    for each in clashes(second):
        carried(each.pk)
    assert {each.settled_how for each in clashes(first) if each.unit == "Northshire Prevent"} >= {"MOVED"}
    assert {each.settled_how for each in clashes(third)} == {"WITHDRAWN", None}
    with pytest.raises(Stale):
        with cast.acting("omar") as ctx:
            stale: dict[str, Any] = {
                "clash_id": ClashId(clashes(third)[0].pk),
                "version": 9,
                "answer": SPOKEN,
            }
            commands.settle_clash(ctx, **stale)


def test_end_engagement_settles_what_a_withdrawn_one_clashed_with() -> None:
    first, second = booked("ewan", planned(SCHOOL)), booked("priya", planned(SCHOOL))
    [ours], [theirs] = clashes(second), clashes(first)

    gone = {"version": 1, "became": Became.WITHDRAWN, "words": "The school is shut."}
    does("priya", commands.end_engagement, engagement_id=second, **gone)
    carried(ours.pk)

    assert one(Clash, theirs.pk).settled_how == "WITHDRAWN"
    assert (owed(first), owed(second)) == ([OUTCOME], [])


def test_what_became_sealed_after_it_was_told_says_nothing_more() -> None:
    ours, theirs = booked("priya", planned(SCHOOL)), booked("rhys", planned(SCHOOL))
    silence_the_nominal_unit()
    [known] = clashes(theirs)

    settled("rhys", known.pk)

    assert carried(known.pk) == 0
    assert [one.settled_at for one in clashes(ours)] == [None]
    assert owed(ours) == [CLASH, OUTCOME]


def test_nobody_but_the_platform_compares_or_carries_over() -> None:
    first = booked("omar", planned(SCHOOL))
    [ours] = clashes(booked("priya", planned(SCHOOL)))
    for who in cast.PEOPLE:
        with pytest.raises(NotPermitted):
            does(who, commands.tell_of_clashes, engagement_id=first)
        with pytest.raises(NotPermitted):
            does(who, commands.settle_elsewhere, clash_id=ClashId(ours.pk))
    assert {"tell_of_clashes", "settle_elsewhere"} <= {name for name, _ in told.refusals()}
    with cast.acting("priya"), pytest.raises(DatabaseError), transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("select * from sec.settle_elsewhere(%s, now())", [ours.pk])
    with cast.acting("priya"), pytest.raises(DatabaseError), transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("insert into engagements_clash select * from engagements_clash")


def test_settle_clash_and_settle_elsewhere_of_nothing_change_nothing() -> None:
    assert carried(uuid4()) == compared(EngagementId(uuid4())) == 0
    first = booked("omar", planned(SCHOOL))
    [ours] = clashes(booked("priya", planned(SCHOOL)))
    assert carried(ours.pk) == 0  # not settled yet
    for who in ("ewan", "jo", "kit", "sam", "ines", "stan", "noor"):
        with cast.acting(who) as ctx:
            for clash_id in (ours.pk, uuid4()):
                with pytest.raises(REFUSED):
                    commands.settle_clash(ctx, clash_id=ClashId(clash_id), version=1, answer=SPOKEN)
    assert "settle_clash" in {name for name, _ in told.refusals()}
    assert owed(first) == [CLASH, OUTCOME]


def test_what_was_held_or_withdrawn_before() -> None:
    """What was held counts, for it was to the same door; what did not take place does not."""
    for became, meets in ((Became.HELD, 1), (Became.NOT_HELD, 0)):
        name = f"School {became}"
        earlier = alone("omar", planned(name, days=1))
        with cast.acting("omar", now=given.later(days=2)) as ctx:
            commands.end_engagement(ctx, engagement_id=earlier, version=1, became=became, words="As it was.")
        ours = booked("priya", planned(name, days=5))
        assert (len(clashes(ours)), clashes(earlier)) == (meets, [])


def silenced() -> None:
    """Northshire Nominal, silent from now on, points nobody anywhere."""
    points(NOMINAL, "")
    silence_the_nominal_unit()


def does(who: str, command: Callable[..., Any], **asked: Any) -> Any:
    with cast.acting(who) as ctx:
        return command(ctx, **asked)


def test_book_engagement_keeps_it_where_its_case_is_and_owes_what_became_of_it() -> None:
    case_id = given.owned()

    made_id = alone("priya", planned(place=DOOR), case_id=case_id)

    kept = row(made_id)
    assert (kept.case_id, kept.became, kept.reference[0]) == (case_id, None, "B")
    assert owed(made_id) == [OUTCOME]
    assert told.facts("engagement.booked") == [{"engagement_id": str(made_id), "sort": "VISIT"}]
    with cast.acting("priya"):
        assert kept.compartment_id == cast.compartment(NORTHSHIRE)
    for amiss, field in (
        (planned(), "organisation"),
        (planned(SCHOOL, days=-1), "planned_at"),
        (planned(SCHOOL, days=400), "planned_at"),
        (replace(planned(SCHOOL), purpose=" "), "purpose"),
    ):
        with pytest.raises(Invalid) as refused:
            alone("priya", amiss)
        assert refused.value.field == field


def test_strangers_book_read_and_end_nothing() -> None:
    case_id = given.owned()
    made_id = alone("priya", planned(SCHOOL), case_id=case_id)
    end = {"version": 1, "became": Became.WITHDRAWN, "words": "Not theirs."}
    for who in ("ewan", "rhys", "kit", "jo", "noor", "ines", "sam", "dana", "stan"):
        for engagement_id in (made_id, uuid4()):
            with pytest.raises(REFUSED):
                does(who, commands.view_engagement, engagement_id=engagement_id)
            with pytest.raises(REFUSED):
                does(who, commands.end_engagement, engagement_id=engagement_id, **end)
        with pytest.raises(REFUSED):
            does(who, commands.view_engagements_of_case, case_id=case_id)
        for asked in ({"case_id": case_id}, {"case_id": None}, {"case_id": uuid4()}):
            with pytest.raises(REFUSED):
                does(who, commands.book_engagement, unit_id=unit("priya"), booked=planned(SCHOOL), **asked)
    assert {"book_engagement", "end_engagement"} <= {name for name, _ in told.refusals()}
    assert row(made_id).became is None


def test_end_engagement_says_once_what_became_of_it_and_not_before_its_time() -> None:
    made_id = alone("priya", planned(SCHOOL))
    held: dict[str, Any] = {"engagement_id": made_id, "became": Became.HELD, "words": "Eight came."}
    with pytest.raises(Invalid, match="still to come"):
        does("priya", commands.end_engagement, version=1, **held)

    with cast.acting("priya", now=given.later(days=4)) as ctx:
        with pytest.raises(Stale):
            commands.end_engagement(ctx, version=9, **held)
        with pytest.raises(Invalid):
            commands.end_engagement(ctx, version=1, **{**held, "words": " "})
        commands.end_engagement(ctx, version=1, **held)

    assert (row(made_id).became, owed(made_id)) == ("HELD", [])
    assert told.facts("engagement.ended") == [{"engagement_id": str(made_id), "became": "HELD"}]
    with pytest.raises(Invalid, match="already what became"):
        does("priya", commands.end_engagement, version=2, **held)


def test_view_engagement_and_view_engagements_of_case_show_and_record_it() -> None:
    case_id = given.owned()
    made_id = booked("priya", planned(SCHOOL), case_id=case_id)
    booked("omar", planned(SCHOOL, days=4))

    with cast.acting("omar") as ctx:
        of_case = commands.view_engagements_of_case(ctx, case_id=case_id)
        found = commands.view_engagement(ctx, engagement_id=made_id)

    assert [each.id for each in of_case.rows] == [made_id]
    assert (found.row.with_whom, found.row.is_unsettled, len(found.clashes)) == (SCHOOL, True, 1)
    assert told.facts("engagement.viewed") == [{"engagement_id": str(made_id)}]
    assert told.facts("engagement.of-case-viewed") == [{"case_id": str(case_id)}]
    with pytest.raises(NotVisible):
        does("priya", commands.view_engagements_of_case, case_id=uuid4())


def test_an_engagement_moves_with_its_case_and_is_gone_for_whoever_may_not_know_it() -> None:
    case_id = given.owned()
    made_id = booked("priya", planned(SCHOOL), case_id=case_id)
    booked("omar", planned(SCHOOL, days=4))
    with roles.owner(), connection.cursor() as cursor:
        cursor.execute("set constraints all deferred")
        cursor.execute("select sec.set_apart(%s)", [case_id])
    assert row(made_id).compartment_id == one(Case, case_id).compartment_id
    assert {each.compartment_id for each in clashes(made_id)} == {row(made_id).compartment_id}
    assert len(does("priya", commands.view_engagement, engagement_id=made_id).clashes) == 1
    assert len(does("priya", commands.view_engagements_of_case, case_id=case_id).rows) == 1
    with pytest.raises(NotVisible):
        does("ewan", commands.view_engagements_of_case, case_id=case_id)
