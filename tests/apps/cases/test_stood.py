"""A case as it stood: what was there at the end of a day, and nothing that came later."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.urls import reverse

from caseward.cases import commands, queries
from caseward.cases.models import Gap, Offer
from caseward.cases.vocabulary import CaseId, Settled
from caseward.chronology.vocabulary import Entered, Kind
from caseward.demo.people import people
from caseward.foundation.commands.errors import NotPermitted, NotVisible
from caseward.foundation.ledger.models import Entry
from caseward.kernel.clocks.moments import london_day
from tests import cast, given, moments, roles


pytestmark = pytest.mark.django_db

LAST = given.later(days=40)


def stood(case_id: CaseId, day: date, *, who: str = "beth", now: datetime = LAST) -> queries.AsItStood:
    with cast.acting(who, now=now) as ctx:
        return commands.view_case_as_it_stood(ctx, case_id=case_id, day=day)


def on(**later: float) -> date:
    return london_day(given.later(**later))


def noted(case_id: CaseId, text: str, **later: float) -> None:
    with cast.acting("priya", now=given.later(**later)) as ctx:
        commands.add_entry(ctx, case_id=case_id, entered=Entered(kind=Kind.NOTE, text=text))


def asked(case_id: CaseId, text: str, **later: float) -> Any:
    with cast.acting("priya", now=given.later(**later)) as ctx:
        return commands.raise_gap(ctx, case_id=case_id, text=text, due_on=None)


def answered(gap_id: Any, **later: float) -> None:
    with cast.acting("priya", now=given.later(**later)) as ctx:
        version = Gap.objects.get(pk=gap_id).version
        commands.settle_gap(
            ctx, loose_end_id=gap_id, version=version, how=Settled.RESOLVED, words="The school said so."
        )


def moved(case_id: CaseId, **later: float) -> None:
    given.findings(case_id, "partners_asked", "assessment_signed", now=given.later(**later))
    with cast.acting("priya", now=given.later(**later) + timedelta(hours=3)) as ctx:
        commands.move_case(
            ctx,
            case_id=case_id,
            version=given.case_version(case_id),
            to_stage="section-36",
            decided=given.decided("section-36", question="information-gathering"),
        )


def texts(then: queries.AsItStood) -> list[str]:
    return [event.first.text for event in then.chronology.rows]


def test_view_case_as_it_stood_leaves_out_what_came_later() -> None:
    case_id = given.owned()
    noted(case_id, "Before.", days=3)
    noted(case_id, "Afterwards.", days=10)

    assert [text for text in texts(stood(case_id, on(days=5))) if "." in text][:1] == ["Before."]
    assert "Afterwards." in texts(stood(case_id, on(days=10)))


def test_what_was_settled_since_was_open_then() -> None:
    case_id = given.owned()
    gap_id = asked(case_id, "Who runs the chat?", days=2)
    answered(gap_id, days=20)

    [then] = stood(case_id, on(days=19)).loose_ends
    [now] = stood(case_id, on(days=20)).loose_ends

    assert (then.is_open, then.settled_words) == (True, "")
    assert (now.is_open, now.settled_words) == (False, "The school said so.")
    assert stood(case_id, on(days=1)).loose_ends == ()


def test_stage_decisions_and_findings_are_those_of_the_day() -> None:
    case_id = given.owned()
    moved(case_id, days=10)

    before, after = stood(case_id, on(days=9)), stood(case_id, on(days=10))

    assert (before.stage, after.stage) == ("Information gathering", "Section 36 decision")
    assert before.findings == ()
    assert {found.fact for found in after.findings} == {"partners_asked", "assessment_signed"}
    assert len(after.decisions) == len(before.decisions) + 1


def test_the_owner_of_the_day_is_shown_and_to_whom_the_case_was_offered() -> None:
    case_id = given.adopted()
    with cast.acting("priya", now=given.later(days=2)) as ctx:
        offer = Offer.objects.get(case_id=case_id, answered_at__isnull=True)
        commands.accept_case(ctx, offer_id=offer.pk, version=offer.version, no_conflict=True)

    first, second = stood(case_id, on(days=1)), stood(case_id, on(days=2))

    assert (first.owner, first.offered_to) == ("Beth Lindqvist", "Priya Sharma")
    assert (second.owner, second.offered_to) == ("Priya Sharma", "")


def test_what_was_owed_then_is_shown_though_it_has_ended_since() -> None:
    case_id = given.adopted()
    with cast.acting("priya", now=given.later(days=2)) as ctx:
        offer = Offer.objects.get(case_id=case_id, answered_at__isnull=True)
        commands.accept_case(ctx, offer_id=offer.pk, version=offer.version, no_conflict=True)

    rules = [{owed.rule_key for owed in stood(case_id, on(days=day)).owed} for day in (1, 2)]

    assert ["case-offer" in found for found in rules] == [True, False]


def test_a_closed_case_was_open_before() -> None:
    case_id = given.closed(given.at_section_36())

    assert stood(case_id, on(days=1)).is_closed
    assert not stood(case_id, on(days=0), now=given.later(hours=4)).is_closed


@pytest.mark.parametrize("days", [-1, 41])
def test_there_is_no_case_before_it_was_opened_and_none_to_come(days: int) -> None:
    case_id = given.owned()

    with pytest.raises(NotVisible):
        stood(case_id, on(days=days))


@pytest.mark.parametrize("who", ["rhys", "noor", "stan", "sam"])
def test_view_case_as_it_stood_is_for_those_who_read_it_now(who: str) -> None:
    case_id = given.owned()

    with pytest.raises((NotVisible, NotPermitted)):
        stood(case_id, on(days=1), who=who)


def test_view_case_as_it_stood_records_the_day() -> None:
    case_id = given.owned()
    stood(case_id, on(days=4))

    with roles.owner():
        last = Entry.objects.order_by("sequence").last()
    assert last is not None
    assert last.event == "case.seen-as-it-stood"
    assert str(on(days=4)) in str(bytes(last.canonical) if hasattr(last, "canonical") else vars(last))


def worlds() -> list[CaseId]:
    """The same person at every step of the road."""
    plain = given.owned()
    noted(plain, "Before.", days=1)
    answered(asked(plain, "Who runs the chat?", days=2), days=3)
    asked(plain, "Who else was there?", days=4)
    moved(plain, days=5)
    return [plain, given.adopted(given.MAEVE), given.closed(given.at_section_36(next(people(1))))]


def test_as_it_stands_today_is_what_the_page_shows_today() -> None:
    """The property: of today, the rebuilt page and the page say the same, wherever the case stands."""
    for case_id in worlds():
        with cast.acting("beth", now=LAST) as ctx:
            file = commands.view_case(ctx, case_id=case_id)
        then = stood(case_id, london_day(LAST))

        assert then.stage == file.pathway.stage(file.case.stage).title
        assert then.owner == file.heading.owner
        assert then.is_closed == (file.case.closed_at is not None)
        assert then.is_proposed == (file.closing is not None)
        assert then.offered_to == (file.offer.to.name if file.offer else "")
        assert set(then.loose_ends) == set(file.loose_ends)
        assert then.decisions == file.decisions
        assert then.owed == file.owed
        assert then.files == file.files
        assert set(then.chronology.rows) == set(file.chronology.rows)


def test_the_page_is_reached_from_the_case_and_says_of_which_day_it_is() -> None:
    case_id = given.owned(now=moments.lately() - timedelta(days=9))
    browser, day = cast.browser("priya"), london_day(moments.real_now() - timedelta(days=3))
    ask = reverse("cases:stood-on", args=[case_id])
    assert ask in browser.get(reverse("cases:file", args=[case_id])).content.decode()

    answer = browser.post(
        ask, {"day-day": str(day.day), "day-month": str(day.month), "day-year": str(day.year)}
    )

    assert answer.status_code == 302, answer.content.decode()
    page = browser.get(answer["location"]).content.decode()
    assert "As it stood at the end of" in page
    assert "<form" not in page.split("<main")[1].split("</main>")[0]


def test_a_day_before_the_case_is_refused_in_words() -> None:
    case_id = given.owned(now=moments.lately() - timedelta(days=2))
    answer = cast.browser("priya").post(
        reverse("cases:stood-on", args=[case_id]), {"day-day": "1", "day-month": "2", "day-year": "2020"}
    )

    assert answer.status_code == 422
    assert "The case was opened on" in answer.content.decode()


@pytest.mark.parametrize("day", ["nonsense", "2026-02-30", "1900-01-01"])
def test_a_day_that_is_none_is_absent(day: str) -> None:
    case_id = given.owned(now=moments.lately() - timedelta(days=2))

    assert cast.browser("priya").get(reverse("cases:stood", args=[case_id, day])).status_code == 404
