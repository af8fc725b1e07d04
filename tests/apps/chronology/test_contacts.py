"""A contact says how much risk it showed or what is done to know it, and a visit what was seen (F09, F29)."""

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from caseward.chronology import queries
from caseward.chronology.vocabulary import ChildrenSeen, Contact, Entered, Risk, Visited
from caseward.foundation.commands.errors import Invalid
from tests import cast, roles
from tests.apps.chronology.given import CALL, entered, matter, put
from tests.apps.chronology.test_views import CONTACT, text_of
from tests.apps.obligations import secrecy


pytestmark = pytest.mark.django_db

ABOUT = UUID("0a2f7d3e-0000-4000-8000-00000000000c")

SEEN = Visited(
    minutes=25,
    observations="Two rooms, tidy; a bag stood packed by the door.",
    items_seen="A rucksack with a knife handle showing.",
    demeanour="Would not sit down.",
    exact_words="“You came about the video, didn’t you?”",
    present="Callum and his grandmother",
    children_seen=ChildrenSeen.NONE,
    crew="PC Sharma, PC Aziz",
)


@pytest.fixture(autouse=True)
def addresses(settings: Any) -> None:
    settings.ROOT_URLCONF = "tests.apps.chronology.addresses"


def visiting(**changes: Any) -> Entered:
    """A visit to Callum's home."""
    assert CALL.contact
    return replace(CALL, contact=replace(CALL.contact, visit=replace(SEEN, **changes)))


def calling(**changes: Any) -> Entered:
    """A call, changed."""
    contact: Contact | None = CALL.contact
    assert contact
    return replace(CALL, contact=replace(contact, **changes))


def test_a_contact_keeps_who_made_it_and_what_is_done_about_its_risk() -> None:
    with cast.acting("priya") as ctx:
        about = matter()
        put(ctx, about=about, entered=CALL)
        [row] = queries.timeline(viewer=ctx.actor, about_ids=[about.id]).rows

    assert row.first.contact == CALL.contact
    assert row.first.outcome_words == "Spoken to"


def test_a_risk_that_is_not_known_says_what_is_done_about_it() -> None:
    """F09: a save without a risk grade or an explicit unknown is refused."""
    with pytest.raises(Invalid, match="what is being done to find out") as refused:
        entered(calling(doing=" "))

    assert (refused.value.field, refused.value.refusal.code) == ("doing", "entry.unknown-risk-left")


def test_a_risk_that_is_graded_needs_no_more() -> None:
    entered(calling(risk=Risk.LOW, doing=""))


def test_an_outcome_is_a_published_one() -> None:
    with pytest.raises(Invalid) as refused:
        entered(calling(outcome="NODDED"))

    assert refused.value.field == "outcome"


def test_a_visit_keeps_what_was_seen_and_heard() -> None:
    """F29: a bag with a knife in view is on record, in a field that asks for it."""
    with cast.acting("priya") as ctx:
        about = matter()
        put(ctx, about=about, entered=visiting())
        [row] = queries.timeline(viewer=ctx.actor, about_ids=[about.id]).rows

    assert row.first.contact
    assert row.first.contact.visit == SEEN


@pytest.mark.parametrize(
    "missing", ["observations", "items_seen", "demeanour", "exact_words", "present", "crew"]
)
def test_a_visit_says_everything_that_it_is_asked(missing: str) -> None:
    with pytest.raises(Invalid) as refused:
        entered(visiting(**{missing: "  "}))

    assert refused.value.field == missing


@pytest.mark.parametrize("minutes", [2, 9])
def test_a_visit_of_two_minutes_says_why_it_was_short(minutes: int) -> None:
    """F29: saving a visit of two minutes without a comment is refused."""
    with pytest.raises(Invalid, match="short") as refused:
        entered(visiting(minutes=minutes))
    assert refused.value.field == "short_because"

    entered(visiting(minutes=minutes, short_because="He shut the door; we go again tonight with Beth."))


def test_a_visit_of_ten_minutes_needs_no_comment() -> None:
    entered(visiting(minutes=10))


@pytest.mark.parametrize("minutes", [0, -3, 1441])
def test_a_visit_lasted_for_a_time(minutes: int) -> None:
    with pytest.raises(Invalid) as refused:
        entered(visiting(minutes=minutes, short_because="So."))

    assert refused.value.field == "minutes"


def test_what_was_seen_is_known_to_those_who_may_know_the_contact_and_only_grows() -> None:
    entered(visiting())

    assert set(secrecy.seen_by_each("chronology_visit")) == {"priya", "omar", "beth", "grace"}
    assert secrecy.seen_by_nobody("chronology_visit") == 0
    secrecy.assert_only_grows("chronology_visit")


def test_a_visit_stands_where_its_contact_stands() -> None:
    entered(visiting())

    with roles.owner():
        secrecy.assert_refused(
            "insert into chronology_visit select gen_random_uuid(), created_at, minutes, observations, items_seen,"
            " demeanour, exact_words, present, children_seen, crew, short_because, video_reference, compartment_id,"
            " created_by_id, gen_random_uuid() from chronology_visit; set constraints all immediate",
            "where_its_entry_is|entry_id",
        )


VISIT = CONTACT | {
    "was_visit": "yes", "minutes": "2", "present": "Callum", "children_seen": "NONE", "observations": "Bare rooms.",
    "items_seen": "A bag by the door.", "demeanour": "Restless.", "exact_words": "Go away.", "crew": "PC Sharma",
    "short_because": "", "video_reference": "",
}  # fmt: skip


def test_a_short_visit_comes_back_and_then_stands_with_its_reason() -> None:
    browser = cast.browser("priya")
    answer = browser.post(f"/about/{ABOUT}/contact/", VISIT)
    assert answer.status_code == 422
    assert "This visit was short, and nothing says why." in text_of(answer)

    answer = browser.post(f"/about/{ABOUT}/contact/", VISIT | {"short_because": "He left."}, follow=True)

    page = text_of(answer)
    for words in ("Visit of 2 minutes", "A bag by the door.", "Go away.", "He left.", "No child lives there"):
        assert words in page


def test_a_contact_that_was_no_visit_asks_nothing_of_one() -> None:
    answer = cast.browser("priya").post(
        f"/about/{ABOUT}/contact/",
        VISIT | {"was_visit": "no", "observations": "", "minutes": ""},
        follow=True,
    )

    assert "Visit of" not in text_of(answer)
