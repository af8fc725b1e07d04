"""The cases of the other three teams come about by the same commands as any other."""

import pytest

from caseward.cases.models import Case
from caseward.demo import roads
from caseward.obligations.models import Obligation
from caseward.obligations.vocabulary import MatterKind
from caseward.threats.models import ThreatStep
from caseward.threats.vocabulary import Done
from caseward.workforce import commands as workforce
from tests import cast, roles
from tests.apps.workforce import given as staff


pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_each_unit_has_cases_on_several_stages_with_clocks_running() -> None:
    with staff.as_sam() as ctx:
        for unit in roads.STAFF:
            workforce.post_person(ctx, **staff.posted("grace", unit, "supervisor"))
        workforce.record_rank(
            ctx, user_id=cast.person("grace").pk, rank="superintendent", starts_on=cast.LONG_AGO
        )
    people = {
        name: cast.person(name if name in cast.PEOPLE else "grace").pk
        for pair in roads.STAFF.values()
        for name in pair
    }

    assert roads.live(people) == len(roads.ROADS)

    with roles.owner():
        cases = {case.pk: case for case in Case.objects.select_related("owner")}
        of_records = Obligation.objects.filter(ended_at__isnull=True).exclude(about_kind=MatterKind.COLLEAGUE)
        owed = set(of_records.values_list("about_id", "rule_key"))
    stages = {(case.pathway_key, case.stage) for case in cases.values()}
    assert len(stages) == len(cases) == len(roads.ROADS)
    assert {case.owner.username for case in cases.values()} == {"rhys", "kit", "jo"}
    assert {about for about, _ in owed} == set(cases), "nobody waits without a clock"
    rules = {rule for _, rule in owed}
    assert {"rescore-after-change", "rescore-middle", "rescore-low"} <= rules
    assert {"threat-high-review", "decision-owner-informed", "threat-low-review", "risk-plan-review"} <= rules
    assert {"cyber-suitability", "contact-28-days", "protect-follow-up"} <= rules
    with roles.owner():
        steps = list(ThreatStep.objects.all())
    assert {one.done for one in steps if one.rank} == {Done.OWNER_TOLD}, "a rank where the rule asks for one"
    assert {one.done for one in steps if one.edition} == {Done.WARNED}
