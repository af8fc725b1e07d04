"""A case does not close over an open threat, nobody finds by hand what threats say, and reopening lets them wait on."""

import pytest
from django.urls import reverse

from caseward.cases import commands as cases
from caseward.cases.models import Case
from caseward.cases.queries.facts import facts_of
from caseward.cases.queries.matters import pathway_of
from caseward.cases.vocabulary import CaseId
from caseward.foundation.catalogue import catalogue
from caseward.foundation.commands.errors import Invalid
from caseward.kernel.pathways.unmet import unmet_to_close
from caseward.threats import commands, queries
from caseward.threats.vocabulary import Done, ThreatId
from tests import cast, given, roles, told
from tests.apps.cases.test_opening import sealed
from tests.apps.cases.test_reopening import reopen_case
from tests.apps.threats import given as made
from tests.apps.threats.given import graded, recorded, taken


pytestmark = pytest.mark.django_db

GATE = "no-open-threat"
SAID_BY_THREATS = (
    "threat_recorded", "threat_graded", "threat_reviewed", "decision_owner_informed", "warning_answered",
    "no_open_threat",
)  # fmt: skip


def unmet(case_id: CaseId) -> dict[str, str]:
    """What keeps the case from closing as not credible: each gate with its sentence."""
    with cast.acting("kit", now=made.WRITTEN) as ctx:
        case = Case.objects.get(pk=case_id)
        facts = facts_of(viewer=ctx.actor, case=case, today=ctx.today)
        found = unmet_to_close(pathway_of(case), stage="received", outcome="not-credible", facts=facts)
        return {one.gate.key: one.sentence for one in found}


def ended(threat_id: ThreatId) -> None:
    """Answered by Kit and closed by Grace, who approves."""
    for done in (Done.OWNER_TOLD, Done.NO_ACTION, Done.WARNED):
        taken(threat_id, done, by="kit")
    graded(threat_id, "LOW", who="kit")
    with cast.acting("grace", now=made.WRITTEN) as ctx:
        commands.close_threat(ctx, threat_id=threat_id, version=1, because="The maker was remanded.")


def test_a_protected_case_closes_over_no_open_threat() -> None:
    case_id = sealed()
    assert GATE not in unmet(case_id)
    victim = made.subject(case_id, who="kit")
    first, second = (recorded(case_id, who="kit", victim=victim) for _ in range(2))
    assert "Close each under Threats" in unmet(case_id)[GATE]

    ended(first)
    assert GATE in unmet(case_id)
    ended(second)
    assert GATE not in unmet(case_id)
    recorded(case_id, who="kit", victim=victim)
    assert GATE in unmet(case_id)


def test_what_the_record_of_a_threat_says_is_found_by_nobody() -> None:
    case_id, kit = sealed(), cast.browser("kit")
    for fact in SAID_BY_THREATS:
        with cast.acting("kit") as ctx, pytest.raises(Invalid, match="said by what happened"):
            cases.record_finding(ctx, case_id=case_id, fact=fact, is_so=True, because="On paper.")
        assert kit.get(reverse("cases:finding", args=[case_id, fact])).status_code == 404
    assert kit.get(reverse("cases:finding", args=[case_id, "options_weighed"])).status_code == 200
    assert ("record_finding", "case.said-by-what-happened") in told.refusals()


def test_a_threat_left_open_waits_on_when_its_case_is_reopened() -> None:
    case_id = given.at_section_36()
    threat_id = recorded(case_id)
    graded(threat_id)
    before = made.clocks(case_id)
    assert set(before) == {queries.TOLD, queries.ACTION, "threat-high-review"}
    given.closed(case_id)
    assert made.clocks(case_id) == {}

    reopen_case(case_id)

    assert made.clocks(case_id) == before
    with roles.owner():
        owner = Case.objects.get(pk=case_id).owner_id
    with cast.acting("beth", now=given.later(days=3)) as ctx:
        found = queries.running(viewer=ctx.actor, case_id=case_id)
    assert {one.owed_by_id for one in found.values()} == {owner}


def test_what_was_done_before_the_closing_is_not_owed_again() -> None:
    case_id = given.at_section_36()
    threat_id = recorded(case_id)
    for done in (Done.OWNER_TOLD, Done.MAKER_CONTACTED):
        taken(threat_id, done)
    given.closed(case_id)
    reopen_case(case_id)

    assert made.clocks(case_id) == {}


def test_whatever_threats_wait_for_goes_on_in_a_reopened_case() -> None:
    goes_on = set(catalogue().table("closing", "reopening")["goes_on"])
    assert goes_on == queries.rules() - {queries.LOOK_BACK}
