"""The fifth contact from any agency within twelve months has a supervisor look at all of them (failings F10, F58)."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from caseward.cases import commands as cases
from caseward.cases import queries as cases_queries
from caseward.chronology.models import Entry
from caseward.chronology.vocabulary import Channel, Contact, Entered, Initiated, Kind, Risk, Source
from caseward.foundation.commands.errors import Invalid, NotPermitted, NotVisible
from caseward.kernel.dates import PartialDate
from caseward.nominals import commands, queries
from caseward.nominals.vocabulary import NominalId
from caseward.obligations.models import Obligation
from tests import cast, given, roles, told
from tests.apps.cases.pages import text
from tests.apps.nominals import facts
from tests.apps.obligations.test_telling import messages, run


pytestmark = pytest.mark.django_db

AGENCIES = ("School", "Health", "Housing", "Social care")
OUTSIDE = ["rhys", "ewan", "stan", "sam", "dana", "kit"]


def contacted(nominal_id: UUID, agencies: Iterable[str] = AGENCIES, *, on: date = date(2026, 11, 20)) -> None:
    case_id = facts.case_of(nominal_id).pk
    with cast.acting("priya", now=given.later(hours=2)) as ctx:
        for agency in agencies:
            said = Contact(
                agency=agency,
                channel=Channel.PHONE,
                outcome="RECEIVED",
                risk=Risk.LOW,
                initiated_by=Initiated.THEM,
            )
            entered = Entered(
                kind=Kind.CONTACT,
                text=f"{agency} rang.",
                occurred=PartialDate.of(on),
                source=Source.PARTNER,
                source_name=agency,
                contact=said,
            )
            cases.add_entry(ctx, case_id=case_id, entered=entered)


def owed() -> int:
    with roles.owner():
        return Obligation.objects.filter(rule_key="cumulative-review", ended_at__isnull=True).count()


def review(
    nominal_id: NominalId, *, who: str = "beth", words: str = "Five agencies, one pattern."
) -> NominalId:
    with cast.acting(who, now=given.later(hours=3)) as ctx:
        return commands.review_contacts(ctx, nominal_id=nominal_id, words=words)


def view(nominal_id: NominalId, *, who: str = "priya") -> tuple[queries.ContactMade, ...]:
    with cast.acting(who) as ctx:
        return commands.view_contacts(ctx, nominal_id=nominal_id)[1]


def test_the_fifth_contact_of_any_agency_owes_a_review_and_the_sixth_no_second_one() -> None:
    nominal_id = facts.somebody()
    contacted(nominal_id, AGENCIES[:3])
    assert owed() == 0
    contacted(nominal_id, AGENCIES[3:])
    assert owed() == 1
    contacted(nominal_id, ["Probation"])
    assert owed() == 1


def test_the_review_waits_for_supervisors_until_a_day_climbs_a_ladder_and_ends_on_its_form() -> None:
    """Failings F10: the fifth contact from any agency in twelve months raises a cumulative review."""
    nominal_id = facts.somebody()
    contacted(nominal_id)
    with cast.acting("beth", now=given.later(hours=3)) as ctx:
        review_owed = Obligation.objects.get(rule_key="cumulative-review")
        work = cases_queries.my_work(viewer=ctx.actor, now=ctx.now)
    assert (review_owed.about_id, review_owed.owed_by_id, review_owed.capability) == (
        nominal_id,
        None,
        "referral.decide",
    )
    assert review_owed.due_at == datetime(2026, 12, 1, tzinfo=UTC)  # Monday, the fifth working day
    assert "cumulative-review" in {row.owed.rule_key for row in work.rows}
    with cast.acting("priya", now=given.later(hours=3)) as ctx:
        assert "cumulative-review" not in {
            row.owed.rule_key for row in cases_queries.my_work(viewer=ctx.actor, now=ctx.now).rows
        }

    run(review_owed.due_at + timedelta(minutes=5))
    assert {"beth", "grace"} & set(messages("nominal.overdue"))

    review(nominal_id)
    with cast.acting("beth"):
        assert Obligation.objects.get(rule_key="cumulative-review").ended_how == "reviewed"


def test_the_referral_counts_and_what_is_older_than_a_year_does_not() -> None:
    nominal_id = facts.somebody()
    contacted(nominal_id, on=date(2025, 11, 1))
    assert owed() == 0
    assert [one.is_referral for one in view(nominal_id)] == [True]


def test_a_fifth_referral_is_the_fifth_contact() -> None:
    for number in range(5):
        assert owed() == 0
        given.identified(now=given.later(hours=number))

    assert owed() == 1


def test_review_contacts_ends_what_is_owed_and_keeps_the_words() -> None:
    nominal_id = facts.somebody()
    contacted(nominal_id)
    review(nominal_id)

    assert owed() == 0
    with cast.acting("priya"):
        assert Entry.objects.get(about_id=nominal_id).text == "Five agencies, one pattern."


def test_review_contacts_is_not_owed_again_by_what_was_reviewed() -> None:
    nominal_id = facts.somebody()
    contacted(nominal_id)
    review(nominal_id)
    contacted(nominal_id, ["Probation"])

    assert owed() == 0


def test_review_contacts_without_five_contacts_is_refused() -> None:
    nominal_id = facts.somebody()
    with pytest.raises(Invalid, match="not five"):
        review(nominal_id)


def test_review_contacts_is_a_supervisors() -> None:
    nominal_id = facts.somebody()
    contacted(nominal_id)
    with pytest.raises(NotPermitted):
        review(nominal_id, who="priya")

    assert told.refusals()[-1][0] == "review_contacts"


def test_review_contacts_is_recorded() -> None:
    nominal_id = facts.somebody()
    contacted(nominal_id)
    review(nominal_id)

    assert told.facts("nominal.contacts-reviewed") == [{"nominal_id": str(nominal_id)}]


def test_view_contacts_shows_every_agency_and_the_referral() -> None:
    nominal_id = facts.somebody()
    contacted(nominal_id)

    assert {one.agency for one in view(nominal_id)} == {*AGENCIES, ""}


def test_view_contacts_finds_nobody_for_whoever_may_not_know_him() -> None:
    nominal_id = facts.somebody()
    for who in OUTSIDE:
        with pytest.raises(NotVisible):
            view(nominal_id, who=who)


def test_view_contacts_leaves_out_what_the_viewer_may_not_know() -> None:
    nominal_id = facts.somebody()
    contacted(nominal_id)

    assert [one.is_referral for one in view(nominal_id, who="noor")] == [True]


def test_view_contacts_is_a_look_at_the_person() -> None:
    nominal_id = facts.somebody()
    view(nominal_id)

    assert told.facts("nominal.viewed")[-1] == {"nominal_id": str(nominal_id)}


def test_the_page_shows_the_contacts_and_takes_the_review() -> None:
    nominal_id = facts.somebody()
    contacted(nominal_id)
    beth, where = cast.browser("beth"), f"/people/{nominal_id}/contacts/"

    assert "Housing rang." in text(beth.get(where))
    assert "Record the review" not in text(cast.browser("priya").get(where))
    assert beth.post(where, {"words": "One pattern."}).status_code == 302
    assert owed() == 0
