"""A booked engagement is moved to another time, to another place, or both, and compared anew (F55)."""

from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

import pytest

from caseward.engagements import commands
from caseward.engagements.vocabulary import Became, EngagementId, Move, Settled
from caseward.foundation.commands.errors import Invalid, NotPermitted, NotVisible, Stale
from caseward.ui.forms.dates import LONDON
from tests import cast, given, moments, told
from tests.apps.cases.pages import text
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
    owed,
    planned,
    points,
    row,
    settled,
)
from tests.apps.engagements.doing import told as compared
from tests.apps.engagements.test_clashes import CLASH, DESK, EASTMARK, NORTHSHIRE, OUTCOME, silenced
from tests.apps.engagements.test_pages import at


pytestmark = pytest.mark.django_db

ELSEWHERE = "2 Rowan Way, Northport"
REFUSED = (NotVisible, NotPermitted)


def moved(who: str, engagement_id: UUID, move: Move, *, now: datetime = given.NOW, **rest: Any) -> None:
    """Moved by somebody at the version that a page opened now would carry; the platform compares right afterwards."""
    version = rest.get("version") or row(engagement_id).version
    with cast.acting(who, now=now) as ctx:
        commands.move_engagement(ctx, engagement_id=EngagementId(engagement_id), version=version, move=move)
    compared(EngagementId(engagement_id))


def test_move_engagement_to_another_place_works_out_its_key_and_compares_it_anew() -> None:
    theirs = booked("omar", planned(place="2 rowan way (NORTHPORT)"))
    ours = booked("priya", planned(place=DOOR))
    assert clashes(ours) == []

    moved("priya", ours, Move(place=f" {ELSEWHERE} "))

    kept = row(ours)
    assert (kept.place, kept.place_key) == (ELSEWHERE, row(theirs).place_key)
    assert (kept.planned_at, kept.moved_at) == (given.later(days=3), given.NOW)
    assert [one.contact for one in clashes(ours)] == ["Omar Farouk"]
    assert [one.contact for one in clashes(theirs)] == ["Priya Sharma"]
    assert notices(theirs) == [("omar", "engagement.clash")]


def test_move_engagement_to_another_organisation_and_time_owes_its_outcome_then() -> None:
    ours = booked("priya", planned(SCHOOL, days=3))

    moved("priya", ours, Move(organisation="The Heron School Ltd.", planned_at=given.later(days=40)))

    kept = row(ours)
    assert (kept.organisation, kept.organisation_key) == ("The Heron School Ltd.", "heronschool")
    assert kept.planned_at == given.later(days=40)
    assert owed(ours) == [OUTCOME]


def test_move_engagement_tells_the_ledger_what_moved_and_neither_from_where_nor_where_to() -> None:
    ours = booked("priya", planned(SCHOOL, DOOR))

    moved("priya", ours, Move(place=ELSEWHERE))
    moved("priya", ours, Move(planned_at=given.later(days=5)))
    moved("priya", ours, Move(planned_at=given.later(days=6), organisation="Heron School", place=DOOR))

    facts = [{"engagement_id": str(ours), "what": what} for what in ("PLACE", "TIME", "BOTH")]
    assert told.facts("engagement.moved") == facts


def test_move_engagement_is_refused_in_words_where_nothing_moves_or_nobody_is_met() -> None:
    ours = booked("priya", planned(SCHOOL, days=3))
    for amiss, field, why in (
        (Move(), "planned_at", "not said to when or where"),
        (Move(organisation=f"{SCHOOL} "), "planned_at", "not said to when or where"),
        (Move(planned_at=given.later(days=-1)), "planned_at", "a time to come"),
        (Move(organisation=" "), "place", "with whom the engagement is"),
        (Move(place=DOOR, seen=9), None, "Somebody else has changed this engagement"),
    ):
        with pytest.raises(Invalid, match=why) as refused:
            moved("priya", ours, amiss)
        assert refused.value.field == field
    with pytest.raises(Stale):
        moved("priya", ours, Move(place=DOOR), version=9)
    with pytest.raises(Invalid, match="a time to come"):
        moved("priya", ours, Move(place=DOOR), now=given.later(days=4))
    assert row(ours).moved_at is None


def test_move_engagement_is_for_those_who_work_there_and_for_what_is_planned() -> None:
    ours = booked("priya", planned(SCHOOL))
    for who in ("ewan", "rhys", "kit", "jo", "noor", "ines", "sam", "dana", "stan"):
        for engagement_id in (ours, uuid4()):
            with pytest.raises(REFUSED):
                moved(who, engagement_id, Move(place=DOOR), version=1)
    assert "move_engagement" in {name for name, _ in told.refusals()}
    with cast.acting("priya") as ctx:
        gone: dict[str, Any] = {"version": 1, "became": Became.WITHDRAWN, "words": "The school is shut."}
        commands.end_engagement(ctx, engagement_id=ours, **gone)
    with pytest.raises(Invalid, match="already what became"):
        moved("priya", ours, Move(place=DOOR))


def test_a_clash_with_what_was_moved_away_ends_for_both_and_is_told_again_when_it_comes_back() -> None:
    points(NORTHSHIRE, DESK)
    points(EASTMARK, DESK)
    theirs, ours = booked("ewan", planned(place=DOOR)), booked("priya", planned(place=DOOR))
    assert owed(theirs) == owed(ours) == [CLASH, OUTCOME]

    moved("priya", ours, Move(place=ELSEWHERE), now=given.later(hours=1))

    assert {one.settled_how for one in clashes(ours) + clashes(theirs)} == {"MOVED"}
    assert owed(theirs) == owed(ours) == [OUTCOME]
    assert ("ewan", "engagement.clash-settled") in notices(theirs)
    moved("priya", ours, Move(place=DOOR), now=given.later(hours=4))
    assert [one.settled_at for one in clashes(theirs)].count(None) == 1
    assert owed(theirs) == owed(ours) == [CLASH, OUTCOME]


def test_a_clash_that_stands_by_something_else_says_by_what() -> None:
    theirs, ours = booked("omar", planned(SCHOOL, DOOR)), booked("priya", planned(SCHOOL, DOOR))
    assert [one.by for one in clashes(ours)] == ["ADDRESS"]

    moved("priya", ours, Move(place=ELSEWHERE))

    assert [(one.by, one.settled_at) for one in clashes(ours) + clashes(theirs)] == [
        ("ORGANISATION", None)
    ] * 2


def test_settle_clash_by_moving_to_another_place_ends_it_and_the_others_that_are_met_no_more() -> None:
    theirs, ours = booked("omar", planned(place=DOOR)), booked("priya", planned(place=DOOR))
    points(EASTMARK, DESK)
    points(NORTHSHIRE, DESK)
    third = booked("ewan", planned(place=DOOR))
    first = next(one for one in clashes(ours) if one.contact == "Omar Farouk")

    settled("priya", first.pk, replace(SPOKEN, how=Settled.MOVED, move=Move(place=ELSEWHERE)))
    compared(ours)

    assert row(ours).place == ELSEWHERE
    carried(first.pk)

    assert (owed(third), owed(ours)) == ([CLASH, OUTCOME], [OUTCOME]), "Ewan and Omar still meet"
    assert {one.settled_how for one in clashes(ours)} == {"MOVED"}
    assert sorted(str(one.settled_how) for one in clashes(theirs)) == ["MOVED", "None"]
    facts = {"engagement_id": str(ours), "clash_id": str(first.pk), "how": "MOVED"}
    assert told.facts("engagement.clash-settled") == [facts]
    assert told.facts("engagement.moved") == [{"engagement_id": str(ours), "what": "PLACE"}]


def test_what_became_silent_ends_no_clash_by_moving_and_shows_in_nothing() -> None:
    ours, theirs = booked("priya", planned(SCHOOL)), booked("rhys", planned(SCHOOL))
    silenced()
    moved("rhys", theirs, Move(organisation="Heron School"))
    assert [one.settled_at for one in clashes(ours)] == [None]
    moved("priya", ours, Move(planned_at=given.later(days=4)))
    assert [one.settled_at for one in clashes(ours)] == [None], "where the silent one goes is not let out"
    assert owed(ours) == [CLASH, OUTCOME]


def test_whoever_keeps_somebody_in_silence_learns_that_the_other_was_moved_away() -> None:
    points(NORTHSHIRE, DESK)
    hidden = booked("kit", planned(SCHOOL), case_id=sealed())
    ours = alone("priya", planned(SCHOOL))
    compared(ours)
    assert (clashes(ours), owed(hidden)) == ([], [CLASH, OUTCOME])

    moved("priya", ours, Move(organisation="Heron School"))

    assert [one.settled_how for one in clashes(hidden)] == ["MOVED"]
    assert (owed(hidden), clashes(ours)) == ([OUTCOME], [])
    assert told.facts("engagement.clashes-told")[-1] == {"engagement_id": str(ours)}


def test_an_engagement_is_moved_on_its_page_and_by_the_settling_of_a_clash() -> None:
    now, priya = moments.real_now().replace(second=0, microsecond=0), cast.browser("priya")
    ours = booked("priya", planned(place=DOOR, now=now), now=now)
    booked_for = row(ours).planned_at
    page = priya.get(at("move", ours)).content.decode()
    assert at("move", ours) in priya.get(at("file", ours)).content.decode()
    assert f'value="{DOOR}"' in page
    assert 'name="organisation"' not in page, "no organisation is visited there"
    sent = {**when(booked_for), "place": DOOR, "version": 1}
    assert "Give a new day and time, a new place" in text(priya.post(at("move", ours), sent))

    sent |= {"place": ELSEWHERE}
    assert "The engagement is moved." in text(priya.post(at("move", ours), sent, follow=True))

    assert (row(ours).place, told.facts("engagement.moved")[-1]["what"]) == (ELSEWHERE, "PLACE")
    booked("omar", planned(place=ELSEWHERE, now=now), now=now)
    [clash] = clashes(ours)
    asked = priya.get(at("settle", clash.pk)).content.decode()
    assert f'value="{ELSEWHERE}"' in asked
    said: dict[str, Any] = {"version": 1, "how": "MOVED", "because": "Spoken.", "place": DOOR, "seen": 1}
    assert "Open the page again" in text(priya.post(at("settle", clash.pk), said))
    said |= {"seen": row(ours).version}
    assert "The clash is settled" in text(priya.post(at("settle", clash.pk), said, follow=True))
    assert (row(ours).place, row(ours).planned_at) == (DOOR, booked_for)


def when(moment: datetime) -> dict[str, str]:
    """The boxes of a moment, in London."""
    local = moment.astimezone(LONDON)
    parts = {"day": local.day, "month": local.month, "year": local.year, "time": f"{local:%H:%M}"}
    return {f"planned_at-{name}": str(part) for name, part in parts.items()}
