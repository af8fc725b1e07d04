"""Reopening, what keeps a case open, and what whoever closes looks back at (F02, F03, F23, F28)."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from caseward.cases import commands, queries
from caseward.cases.models import Case, Closing, Offer, Ownership
from caseward.cases.queries.facts import facts_of
from caseward.cases.vocabulary import CaseId
from caseward.chronology.vocabulary import Entered, Kind, Source
from caseward.foundation.commands.errors import Invalid, NotPermitted, NotVisible, Stale
from caseward.kernel.dates import PartialDate
from caseward.obligations.models import Obligation
from tests import cast, given, told


pytestmark = pytest.mark.django_db

AGAIN = given.later(days=3)


def reopen_case(
    case_id: CaseId,
    *,
    who: str = "beth",
    stage: str = "section-36",
    to: str = "priya",
    seen: int | None = None,
) -> CaseId:
    with cast.acting("grace"):
        seen = seen or given.case_version(case_id)
    with cast.acting(who, now=AGAIN) as ctx:
        return commands.reopen_case(
            ctx,
            case_id=case_id,
            version=seen,
            decided=given.decided(stage, question="reopening"),
            offer_to_id=cast.person(to).pk,
        )


def clocks(case_id: CaseId) -> set[str]:
    with cast.acting("beth"):
        found = Obligation.objects.filter(about_id=case_id, ended_at__isnull=True)
        return set(found.values_list("rule_key", flat=True))


def entered(case_id: CaseId, kind: Kind, *, days_ago: int = 0, text: str = "Out since Monday.") -> None:
    now = given.later(hours=6)
    with cast.acting("priya", now=now) as ctx:
        day = PartialDate.of(ctx.today - timedelta(days=days_ago))
        commands.add_entry(
            ctx, case_id=case_id, entered=Entered(kind=kind, text=text, occurred=day, source=Source.OBSERVED)
        )


def test_reopen_case_goes_on_where_it_stood_with_an_owner_and_its_clocks() -> None:
    case_id = given.closed(given.at_section_36())
    assert clocks(case_id) == set()
    reopen_case(case_id)

    with cast.acting("beth"):
        case = Case.objects.get(pk=case_id)
        assert (case.stage, case.closed_at, case.outcome, case.retention_review_on) == (
            "section-36", None, None, None,
        )  # fmt: skip
        assert case.owner.username == "beth"
        assert Ownership.objects.get(case_id=case_id, ends_at__isnull=True).starts_at == AGAIN
        assert Offer.objects.get(case_id=case_id, answered_at__isnull=True).to.username == "priya"
        assert Closing.objects.get(case_id=case_id).answer == "APPROVED"
    assert {"section-36-decision", "reassessment", "reopened-review"} <= clocks(case_id)


def test_reopen_case_is_recorded_with_its_decision() -> None:
    case_id = given.closed(given.at_section_36())
    reopen_case(case_id)

    [fact] = told.facts("case.reopened")
    assert (fact["case_id"], fact["to"]) == (str(case_id), "section-36")
    assert UUID(str(fact["decision_id"])).version == 4


@pytest.mark.parametrize("who", ["priya", "omar"])
def test_reopen_case_is_for_a_supervisor(who: str) -> None:
    case_id = given.closed(given.at_section_36())
    with pytest.raises(NotPermitted):
        reopen_case(case_id, who=who)

    assert [name for name, _code in told.refusals()] == ["reopen_case"]


@pytest.mark.parametrize("who", ["noor", "rhys", "kit", "stan"])
def test_reopen_case_finds_no_case_for_strangers(who: str) -> None:
    case_id = given.closed(given.at_section_36())
    with pytest.raises(NotVisible):
        reopen_case(case_id, who=who)


def test_reopen_case_refuses_one_that_is_open() -> None:
    case_id = given.at_section_36()
    with pytest.raises(Invalid, match="is open"):
        reopen_case(case_id)


@pytest.mark.parametrize("stage", ["panel", "closed", "support"])
def test_reopen_case_passes_no_gate_by_closing_and_reopening(stage: str) -> None:
    case_id = given.closed(given.at_section_36())
    with pytest.raises(Invalid) as refused:
        reopen_case(case_id, stage=stage)

    assert refused.value.field == "outcome"


def test_reopen_case_refuses_a_stale_version_and_an_officer_who_cannot_take_it() -> None:
    case_id = given.closed(given.at_section_36())
    with pytest.raises(Stale):
        reopen_case(case_id, seen=1)
    with pytest.raises(Invalid):
        reopen_case(case_id, to="rhys")


@pytest.mark.parametrize("kind", [Kind.RELEASE, Kind.MOVE])
@pytest.mark.parametrize("days_ago", [0, 27])
def test_a_release_or_a_move_keeps_a_case_open_for_28_days(kind: Kind, days_ago: int) -> None:
    """F28: a prison release reopens the review and blocks closure for 28 days."""
    case_id = given.at_section_36()
    entered(case_id, kind, days_ago=days_ago)

    with pytest.raises(Invalid, match="keeps this case open until"):
        given.proposed(case_id, now=given.later(hours=6))
    assert told.refusals() == [("propose_closing", "case.held-open")]


def test_a_release_longer_ago_keeps_nothing_open_and_neither_does_a_death() -> None:
    """F28."""
    case_id = given.at_section_36()
    entered(case_id, Kind.RELEASE, days_ago=28)
    given.proposed(case_id, now=given.later(hours=6))

    other = given.at_section_36(given.MAEVE)
    entered(other, Kind.RELEASE)
    given.proposed(other, outcome="deceased", now=given.later(hours=6))


def test_a_release_starts_its_review() -> None:
    """F28: the review is owed from the day of the release."""
    case_id = given.at_section_36()
    entered(case_id, Kind.RELEASE)

    assert "after-a-move" in clocks(case_id)


def test_a_release_after_the_proposal_bars_its_approval() -> None:
    case_id = given.at_section_36()
    closing_id = given.proposed(case_id)
    entered(case_id, Kind.RELEASE)

    with (
        cast.acting("grace", now=given.later(hours=7)) as ctx,
        pytest.raises(Invalid, match="keeps this case"),
    ):
        commands.approve_closing(ctx, closing_id=closing_id, version=1, words="I agree.")


def test_the_look_back_shows_missing_episodes_health_and_housing_first_each_by_its_kind() -> None:
    """F23: closure considered while missing episodes and mental health were under-weighted."""
    case_id = given.at_section_36()
    entered(case_id, Kind.NOTE, text="The school rang.")
    for kind, text in (
        (Kind.MISSING, "Away for a night."),
        (Kind.HEALTH, "Sectioned."),
        (Kind.HOUSING, "Evicted."),
    ):
        entered(case_id, kind, text=text)

    with cast.acting("priya", now=given.later(hours=7)) as ctx:
        file = commands.view_case(ctx, case_id=case_id)
        sheet = queries.closing_sheet(viewer=ctx.actor, file=file, today=ctx.today)
    said = [line.partition(" · ")[2] for _key, line in sheet.recent]
    assert sorted(said[:3]) == sorted(
        ["Missing episode · Away for a night.", "Health · Sectioned.", "Housing · Evicted."]
    )
    assert "Note · The school rang." in said[3:]


def test_the_look_back_holds_new_referrals_of_the_person() -> None:
    """F23: a referral that came since is acknowledged, too."""
    case_id = given.at_section_36()
    newer = given.identified(now=given.later(days=1))

    with cast.acting("priya", now=given.later(days=2)) as ctx:
        case = Case.objects.get(pk=case_id)
        assert newer in queries.look_back(viewer=ctx.actor, case=case, today=ctx.today)


def test_a_second_referral_counts_whichever_came_first() -> None:
    """F02: a second referral within 24 months needs a supervisor, who sees both on the head of the case."""
    case_id = given.at_section_36()
    given.identified(now=given.later(days=1))

    with cast.acting("priya", now=given.later(days=2)) as ctx:
        case = Case.objects.select_related("referral", "nominal").get(pk=case_id)
        facts = facts_of(viewer=ctx.actor, case=case, today=ctx.today)
    assert facts.get("second_referral_within_24_months") is True
    page = cast.browser("priya").get(f"/cases/{case_id}/").content.decode()
    assert "referred 2 times" in page
    assert "cw-history" in page


def test_the_page_of_a_closed_case_reopens_it_in_two_steps() -> None:
    case_id = given.closed(given.at_section_36())
    browser = cast.browser("beth")

    assert f"/cases/{case_id}/reopen/" in browser.get(f"/cases/{case_id}/").content.decode()
    assert "Reopen at: Section 36 decision" in browser.get(f"/cases/{case_id}/reopen/").content.decode()
    assert cast.browser("priya").get(f"/cases/{case_id}/reopen/").status_code == 403


def test_a_decision_to_reopen_is_one() -> None:
    """F04: that no ideology was found is no reason here either."""
    case_id = given.closed(given.at_section_36())
    with cast.acting("beth", now=AGAIN) as ctx, pytest.raises(Invalid) as refused:
        commands.reopen_case(
            ctx,
            case_id=case_id,
            version=given.case_version(case_id),
            decided=replace(given.decided("section-36", question="reopening"), rationale=" "),
            offer_to_id=cast.person("priya").pk,
        )

    assert refused.value.field == "rationale"
