"""Rank is a fact: a stage or a gate that demands one is decided by whoever holds it, and by nobody else of the cast."""

from datetime import timedelta
from uuid import UUID

import pytest

from caseward.cases import commands, queries
from caseward.cases.models import Case
from caseward.cases.vocabulary import CaseId
from caseward.decisions.models import DecisionRecord
from caseward.foundation.catalogue import catalogue
from caseward.foundation.commands.errors import Invalid, NotPermitted, NotVisible
from caseward.threats.vocabulary import Done
from tests import cast, given, roles, told
from tests.apps.cases.test_evidence import happens
from tests.apps.cases.test_opening import sealed
from tests.apps.threats import given as threats
from tests.apps.workforce import given as staff
from tests.apps.workforce import test_ranks as ranks


pytestmark = pytest.mark.django_db

PROTECTED = catalogue().pathway("protected", "2026-11-23")
RANKED = [stage.key for stage in PROTECTED.stages if stage.decided_by_rank]
STRANGERS = [name for name in cast.PEOPLE if name not in {"kit", "grace"}]
DEMANDED = "This is decided by a superintendent or above."


def standing_at(stage: str) -> CaseId:
    """A sealed case of Kit's, known to Grace as well, at a stage."""
    case_id = sealed()
    with roles.owner():
        Case.objects.filter(pk=case_id).update(stage=stage)
    return case_id


def moves(case_id: CaseId, who: str) -> None:
    stage = with_owner(case_id).stage
    with cast.acting(who, now=given.later(hours=1)) as ctx:
        to = PROTECTED.stage(stage).leads_to[0]
        commands.move_case(
            ctx, case_id=case_id, version=1, to_stage=to, decided=given.decided(to, question=stage)
        )


def with_owner(case_id: CaseId) -> Case:
    with roles.owner():
        return Case.objects.get(pk=case_id)


def promoted(name: str = "grace", rank: str = "superintendent") -> None:
    ranks.record(name, rank, starts_on=ranks.TODAY - timedelta(days=2))


@pytest.mark.parametrize("stage", RANKED)
def test_a_stage_that_demands_a_rank_is_decided_by_nobody_below_it(stage: str) -> None:
    case_id = standing_at(stage)
    for who in STRANGERS:
        with pytest.raises(NotVisible):
            moves(case_id, who)
    for who in ("kit", "grace"):
        with pytest.raises(NotPermitted, match=DEMANDED) as refused:
            moves(case_id, who)
        assert refused.value.refusal.remedy.startswith("Ask a superintendent who may know the case")
    assert told.refusals()[-1] == ("move_case", "case.not-of-rank")
    promoted()

    with pytest.raises(NotPermitted, match="Ask Grace Adeyemi"):
        moves(case_id, "kit")
    for who in STRANGERS:
        with pytest.raises(NotVisible):
            moves(case_id, who)
    try:
        moves(case_id, "grace")
    except Invalid as unmet:
        assert unmet.refusal.code == "pathway.unmet"  # noqa: PT017  permitted; the gates are asked for elsewhere


def test_a_rank_alone_decides_nothing() -> None:
    """Rank goes with the officer, and the office with the case: both are asked for."""
    case_id = standing_at("graded")
    promoted("kit")

    with pytest.raises(NotPermitted, match="Who decides it: superintendent or gold commander"):
        moves(case_id, "kit")


def test_a_decision_is_signed_in_the_rank_that_was_demanded_and_a_gold_commander_holds_it_for_a_time() -> (
    None
):
    case_id = standing_at("graded")
    ranks.record("grace", "gold-commander", ends_on=ranks.TODAY + timedelta(days=3))
    victim = threats.subject(case_id, who="kit")
    threat_id = threats.recorded(case_id, who="kit", victim=victim, now=given.NOW, received_at=given.NOW)
    threats.taken(threat_id, Done.OWNER_TOLD, by="kit", now=given.NOW)

    moves(case_id, "grace")

    with cast.acting("grace"):
        assert DecisionRecord.objects.get(about_id=case_id).decided_rank == "gold-commander"


def test_the_end_of_the_risk_to_life_is_said_by_rank_and_that_it_goes_on_by_anybody_who_works_on_it() -> None:
    case_id = standing_at("exit")

    def finds(who: str, *, is_so: bool) -> UUID:
        with cast.acting(who, now=given.later(hours=1)) as ctx:
            return commands.record_finding(
                ctx, case_id=case_id, fact="threat_ended", is_so=is_so, because="The maker has died."
            )

    for who in STRANGERS:
        with pytest.raises(NotVisible):
            finds(who, is_so=True)
    for who in ("kit", "grace"):
        with pytest.raises(NotPermitted, match=DEMANDED):
            finds(who, is_so=True)
    with pytest.raises(NotPermitted, match=DEMANDED):
        happens(case_id, "case.threat-over", day=0.1, who="grace")
    finds("kit", is_so=False)
    promoted()

    finds("grace", is_so=True)
    happens(case_id, "case.threat-over", day=0.1, who="grace")


def test_the_page_of_the_case_says_who_decides() -> None:
    case_id = standing_at("review")
    with cast.acting("kit", now=given.later(hours=1)) as ctx:
        file = queries.file_of(viewer=ctx.actor, case_id=case_id, now=ctx.now)
    assert file is not None
    assert (file.ranked.title, file.ranked.is_reached) == ("Superintendent", False)

    page = cast.browser("kit").post(f"/cases/{case_id}/move/").content.decode()
    assert DEMANDED in page


def test_whoever_was_promoted_too_late_did_not_decide() -> None:
    case_id = standing_at("graded")
    with staff.as_sam():
        ranks.record("grace", "superintendent", starts_on=ranks.TODAY + timedelta(days=5))

    with pytest.raises(NotPermitted, match=DEMANDED):
        moves(case_id, "grace")
