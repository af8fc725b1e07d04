"""Nobody is watched less because nothing was heard: lower tiers and exits rest on a review (failings F60)."""

from datetime import UTC, datetime, timedelta

import pytest

from caseward.cases import commands, queries
from caseward.cases.models import Case
from caseward.cases.queries.evidence import strengthened
from caseward.cases.vocabulary import CaseId
from caseward.chronology.models import Entry
from caseward.chronology.vocabulary import Entered, Kind, Source
from caseward.foundation.catalogue import catalogue
from caseward.foundation.commands.errors import Invalid, NotPermitted, NotVisible
from caseward.kernel.pathways import faults
from caseward.obligations.models import Obligation
from caseward.workforce import commands as workforce
from tests import cast, given, told
from tests.apps.cases.test_opening import opened, sealed
from tests.apps.obligations.test_telling import messages, run
from tests.apps.threats import given as threats
from tests.apps.workforce import given as staff


pytestmark = pytest.mark.django_db

NOMINAL = "Northshire Nominal"
LOOKED = "case.looked-back"


def nominal() -> CaseId:
    """A nominal whom Rhys manages and whose tier Grace sets."""
    with staff.as_sam() as ctx:
        workforce.post_person(ctx, **staff.posted("grace", NOMINAL, "supervisor"))
    return opened("rhys", "nominal")


def happens(case_id: CaseId, code: str, *, day: float, who: str = "rhys") -> None:
    with cast.acting(who, now=given.later(days=day)) as ctx:
        commands.record_happening(
            ctx,
            case_id=case_id,
            happening=code,
            at=given.later(days=day),
            words="Calls, the team's letter and two visits since the first of the month.",
            source=Source.OBSERVED,
            source_name="",
        )


def finds(case_id: CaseId, *facts: str, day: float, who: str = "rhys") -> None:
    with cast.acting(who, now=given.later(days=day)) as ctx:
        for fact in facts:
            commands.record_finding(ctx, case_id=case_id, fact=fact, is_so=True, because="Seen.")


def moves(case_id: CaseId, to: str, *, day: float, who: str = "grace") -> None:
    with cast.acting(who, now=given.later(days=day)) as ctx:
        case = Case.objects.get(pk=case_id)
        commands.move_case(
            ctx,
            case_id=case_id,
            version=case.version,
            to_stage=to,
            decided=given.decided(to, question=case.stage),
        )


def scored(*codes: str) -> CaseId:
    """A nominal at the sergeant's desk on day 2, scored on day 1."""
    case_id = nominal()
    finds(case_id, "source_recorded", "records_checked", day=0)
    moves(case_id, "screened", day=0.1)
    for code in codes or ("case.scored-low",):
        happens(case_id, code, day=1)
    moves(case_id, "scored", day=2)
    return case_id


def monitored() -> CaseId:
    case_id = scored()
    finds(case_id, "no_live_order", day=3)
    happens(case_id, LOOKED, day=3)
    moves(case_id, "closed-monitored", day=4)
    return case_id


def news(case_id: CaseId, *, now: datetime) -> None:
    said = Entered(kind=Kind.EVENT, text="Bought a drone.", source=Source.PARTNER, source_name="Retailer")
    with cast.acting("rhys", now=now) as ctx:
        commands.add_entry(ctx, case_id=case_id, entered=said)


def test_a_lower_score_rests_on_a_review_since_the_last_one_and_a_higher_one_on_none() -> None:
    case_id = scored("case.scored-middle")
    happens(case_id, "case.scored-top", day=3)
    finds(case_id, "review_evidence", day=2)  # entered late, from before the score
    happens(case_id, "case.scored-top", day=4)

    for code in ("case.scored-middle", "case.scored-low"):
        with pytest.raises(Invalid, match="No review is recorded since the last score") as refused:
            happens(case_id, code, day=5)
        assert (refused.value.refusal.code, refused.value.field) == (
            "case.lowered-without-review",
            "happening",
        )
    assert told.refusals()[-1][0] == "record_happening"

    happens(case_id, LOOKED, day=6)
    with pytest.raises(Invalid, match="more than 90 days old"):
        happens(case_id, "case.scored-middle", day=98)
    happens(case_id, LOOKED, day=98)
    happens(case_id, "case.scored-middle", day=98.1)
    with pytest.raises(Invalid, match="No review is recorded"):
        happens(case_id, "case.scored-low", day=99)


def test_monitoring_rests_on_a_review_of_the_score_that_stands() -> None:
    case_id = scored()
    finds(case_id, "no_live_order", day=3)
    with pytest.raises(Invalid, match="No review is recorded"):
        moves(case_id, "closed-monitored", day=3)
    with cast.acting("rhys", now=given.later(days=3)) as ctx:
        file = queries.file_of(viewer=ctx.actor, case_id=case_id, now=ctx.now)
    assert file is not None
    ways = {way.key: [one.gate.key for one in way.unmet] for way in file.next_stages}
    assert ways["closed-monitored"] == ["review-evidence"]

    happens(case_id, LOOKED, day=4)
    moves(case_id, "closed-monitored", day=5)


def test_support_ends_on_an_assessment_of_the_last_three_months() -> None:
    case_id = given.at_section_36()
    given.findings(case_id, "reassessed")
    for days, is_fresh in ((80, True), (100, False)):
        with cast.acting("priya", now=given.later(days=days)) as ctx:
            file = queries.file_of(viewer=ctx.actor, case_id=case_id, now=ctx.now)
        assert file is not None
        assert (file.facts.get("reassessed") is True) is is_fresh


def test_protection_ends_on_a_review_whichever_edition_the_case_began_under() -> None:
    for version in (one for one in catalogue().pathways if one.key == "protected"):
        asked = strengthened(version).stage("exit").before_entering
        assert {"life-still-safe", "exit-plan-written", "review-evidence"} <= set(asked)
    case_id = sealed()
    victim = threats.subject(case_id, who="kit")
    threat_id = threats.recorded(case_id, who="kit", now=given.later(days=1), victim=victim)
    threats.graded(threat_id, "LOW", who="kit", now=given.later(days=1))
    happens(case_id, LOOKED, day=2, who="kit")
    assert review_of(case_id) is True
    threats.graded(threat_id, "MEDIUM", who="kit", now=given.later(days=3))
    assert review_of(case_id) is None


def review_of(case_id: CaseId) -> object:
    """What the review of a case counts for on day 4."""
    with cast.acting("kit", now=given.later(days=4)) as ctx:
        file = queries.file_of(viewer=ctx.actor, case_id=case_id, now=ctx.now)
    assert file is not None
    return file.facts.get("review_evidence")


def test_what_is_asked_besides_fits_every_pathway() -> None:
    book = {name: fact.kind for name, fact in catalogue().facts_about("case").items()}
    for pathway in catalogue().pathways:
        if pathway.subject == "case":
            found = faults(strengthened(pathway), known_clocks=catalogue().clocks.keys, known_facts=book)
            assert list(found) == [], (pathway.key, pathway.version)


def test_news_of_a_monitored_nominal_owes_a_new_score_in_two_working_days_and_prevent_is_considered() -> None:
    """Failings F60: new information on a closed nominal creates a task due in two working days."""
    case_id = monitored()
    friday = given.NOW + timedelta(days=4)  # the tests begin on a Monday
    news(case_id, now=friday)

    with cast.acting("rhys", now=friday) as ctx:
        owed = Obligation.objects.get(about_id=case_id, rule_key="rescore-after-change", ended_at=None)
        work = queries.my_work(viewer=ctx.actor, now=ctx.now)
    assert owed.owed_by_id == cast.person("rhys").pk
    assert owed.due_at is not None
    assert owed.due_at == datetime(2026, 12, 2, tzinfo=UTC)  # Tuesday has passed
    assert "rescore-after-change" in {row.owed.rule_key for row in work.rows}

    run(owed.due_at - timedelta(minutes=5))
    assert messages("case.due-soon") == ["rhys"]
    run(owed.due_at + timedelta(minutes=5))
    assert "grace" in messages("case.overdue")

    happens(case_id, "case.scored-middle", day=8)
    with cast.acting("rhys"):
        assert Obligation.objects.get(pk=owed.pk).ended_at is not None


def test_a_referral_to_prevent_is_considered_with_its_reason_before_a_scored_person_moves_on() -> None:
    """Failings F60: whether Prevent was considered, and why, is a part of scoring again."""
    case_id = monitored()
    happens(case_id, "case.scored-middle", day=8)
    moves(case_id, "rescored", day=9)
    finds(case_id, "plan_written", "third_parties_considered", "rights_weighed", day=9)
    with pytest.raises(Invalid, match="whether a referral to Prevent was considered"):
        moves(case_id, "plan-live", day=9)
    happens(case_id, "case.prevent-not-referred", day=10)
    moves(case_id, "plan-live", day=10)
    with cast.acting("rhys"):
        said = Entry.objects.get(about_id=case_id, text__startswith="Prevent was considered, and no")
    assert "two visits" in said.text


def test_a_review_is_recorded_by_those_who_work_on_the_case_alone() -> None:
    case_id = scored()
    for who in ("priya", "ines", "jo", "cleo"):
        with pytest.raises((NotVisible, NotPermitted)):
            happens(case_id, LOOKED, day=3, who=who)
