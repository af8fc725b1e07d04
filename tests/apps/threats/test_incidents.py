"""Incidents against one person are counted by the person, and the third asks for a decision by rank (F59)."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.db import ProgrammingError, connection, transaction

from caseward.cases.vocabulary import CaseId
from caseward.foundation.access.models import Compartment
from caseward.foundation.commands.errors import Invalid, NotPermitted, NotVisible
from caseward.foundation.jobs.models import OutboxMessage
from caseward.nominals import commands as nominals
from caseward.nominals.vocabulary import NominalId
from caseward.threats import commands, queries
from caseward.threats.models import Incident, LifeDecision
from caseward.workforce import commands as workforce
from tests import cast, given, roles, told
from tests.apps.corrections.doing import platform
from tests.apps.threats import given as made
from tests.apps.threats.given import incident
from tests.apps.threats.test_threats import OUTSIDE
from tests.apps.workforce import given as staff


pytestmark = pytest.mark.django_db

NOMINAL = "Northshire Nominal"
OTHER = {
    **given.CALLUM,
    "individual.forenames": "Jory Edwin",
    "individual.surname": "Quillfeather",
    "individual.date_of_birth": "02/11/2007",
    "individual.addresses": "4 Mill Lane, Westport, WP1 2AB (current)",
    "individual.phones": "07700 900456",
}


def counted(incident_id: UUID) -> int:
    with platform() as ctx:
        return commands.count_incidents(ctx, incident_id=incident_id)


def owed(case_id: UUID) -> bool:
    return queries.LIFE in made.clocks(case_id)


def notices() -> list[str]:
    with roles.owner():
        found = OutboxMessage.objects.filter(kind="incident.pattern").order_by("user__username")
        return [str(name) for name in found.values_list("user__username", flat=True)]


def decided(case_id: CaseId, *, who: str, **changes: object) -> None:
    with cast.acting(who, now=given.later(hours=4)) as ctx:
        commands.decide_on_life(ctx, case_id=case_id, weighed=made.weighed(**changes))


def also_known_to_the_nominal_unit(case_id: CaseId) -> CaseId:
    """A case of Rhys's about the same person, whose two records Beth and Grace said to be one person's."""
    theirs = made.opened_by_rhys()
    for name in ("beth", "grace"):
        with staff.as_sam() as ctx:
            workforce.post_person(ctx, **staff.posted(name, NOMINAL, "supervisor"))
    said_to_be_one(case_id, theirs)
    return theirs


def said_to_be_one(case_id: CaseId, theirs: CaseId) -> None:
    pair = NominalId(made.subject(case_id)), NominalId(made.subject(theirs, who="rhys"))
    with cast.acting("beth") as ctx:
        link_id = nominals.propose_link(ctx, nominal_id=pair[0], other_id=pair[1], because="One school.")
    with cast.acting("grace") as ctx:
        nominals.confirm_link(ctx, link_id=link_id, because="I read both.")


def silence_the_nominal_unit() -> None:
    with roles.owner():
        Compartment.objects.filter(key__startswith="northshire-nominal").update(discretion="SILENT")


def test_the_third_incident_against_one_person_asks_a_superintendent_and_nobody_below() -> None:
    """Failings F59: each is told for itself, and the pattern raises the rank of whoever decides."""
    case_id = given.owned()
    for _ in range(2):
        assert counted(incident(case_id)) == 0
    assert not owed(case_id)
    assert counted(incident(case_id)) == 1
    assert owed(case_id)
    assert notices() == ["priya"]
    assert told.facts("incident.counted")[-1]["owed"] == 1

    for who in ("priya", "beth", "grace"):
        with pytest.raises(NotPermitted, match="superintendent"):
            decided(case_id, who=who)
    decided(case_id, who=made.superintendent())
    assert not owed(case_id)
    assert told.facts("incident.life-decided")[-1]["is_real"] is True
    with pytest.raises(Invalid, match="owed"):
        decided(case_id, who="grace")
    assert counted(incident(case_id)) == 1, "one more after the decision asks again"


def test_incidents_are_counted_by_the_person_over_the_units_that_know_him() -> None:
    here = given.owned()
    there = also_known_to_the_nominal_unit(here)
    incident(here)
    incident(here)
    assert counted(incident(there, who="rhys")) == 2
    assert owed(here)
    assert owed(there)
    assert notices() == ["priya", "rhys"]
    with cast.acting("priya"):
        assert set(Incident.objects.values_list("case_id", flat=True)) == {here}


def test_what_is_kept_in_silence_counts_for_nobody_who_may_not_know_it() -> None:
    here = given.owned()
    there = also_known_to_the_nominal_unit(here)
    silence_the_nominal_unit()
    incident(here)
    incident(here)
    assert counted(incident(there, who="rhys")) == 1
    assert not owed(here)
    assert owed(there), "who keeps it in silence has the whole pattern"
    assert notices() == ["rhys"]


def test_a_record_kept_in_silence_makes_no_two_others_one_person_for_whoever_may_not_know_it() -> None:
    here, other = given.owned(), given.owned(OTHER)
    there = also_known_to_the_nominal_unit(here)
    said_to_be_one(other, there)
    incident(here)
    incident(here)
    silence_the_nominal_unit()

    assert counted(incident(other)) == 0
    assert counted(incident(there, who="rhys")) == 1
    assert not owed(here)
    assert not owed(other)
    assert owed(there)


def test_incidents_long_ago_and_against_another_make_no_pattern() -> None:
    case_id = given.owned()
    for days in (366, 400):
        incident(case_id, happened_at=made.WRITTEN - timedelta(days=days))
    assert counted(incident(case_id)) == 0
    other = made.opened_by_rhys()
    incident(other, who="rhys")
    assert counted(incident(other, who="rhys")) == 0
    assert not owed(case_id)
    assert not owed(other)


def test_record_incident_refuses_nobody_nothing_and_what_has_not_happened() -> None:
    case_id = given.owned()
    for changes, field in (
        ({"against": uuid4()}, "nominal_id"),
        ({"kind": "LOOKED_AT"}, "kind"),
        ({"words": " "}, "words"),
        ({"happened_at": given.later(days=2)}, "happened_at"),
    ):
        with pytest.raises(Invalid) as refused:
            incident(case_id, **changes)
        assert refused.value.field == field
    incident_id = incident(case_id)
    assert told.facts("incident.recorded") == [{"incident_id": str(incident_id), "case_id": str(case_id)}]


def test_incidents_and_their_decision_are_absent_for_whoever_may_not_know_the_case() -> None:
    case_id = given.owned()
    against = made.subject(case_id)
    incident_id = incident(case_id)
    for who in OUTSIDE:
        with pytest.raises(NotVisible):
            incident(case_id, who=who, against=against)
        with pytest.raises(NotVisible):
            decided(case_id, who=who)
        with cast.acting(who):
            assert not Incident.objects.exists()
            assert not LifeDecision.objects.exists()
    assert {("record_incident", "not-visible"), ("decide_on_life", "not-visible")} <= set(told.refusals())
    with cast.acting("priya") as ctx, pytest.raises(NotPermitted):
        commands.count_incidents(ctx, incident_id=incident_id)
    assert told.refusals()[-1] == ("count_incidents", "incident.not-the-platform")


def test_nobody_but_the_platform_counts_in_the_database_either() -> None:
    incident_id = incident(given.owned())
    ask = "select * from sec.count_incidents(%s, now(), now(), 1, 'x', now(), now())"
    with cast.acting("priya"), pytest.raises(ProgrammingError), transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(ask, [incident_id])
    assert counted(incident_id) == 0


def test_decide_on_life_says_what_is_done_what_was_rejected_and_why() -> None:
    case_id = given.owned()
    incident(case_id)
    incident(case_id)
    counted(incident(case_id))
    who = made.superintendent()
    for field in ("chosen", "rejected", "because"):
        with pytest.raises(Invalid) as refused:
            decided(case_id, who=who, **{field: " "})
        assert refused.value.field == field
    assert owed(case_id)
    decided(case_id, who=who, is_real=False)
    with cast.acting("priya", now=given.later(hours=5)) as ctx:
        [one] = commands.view_threats(ctx, case_id=case_id).decisions
    assert (one.is_real, one.created_by.username) == (False, "grace")


def test_decide_on_life_finds_no_case_and_no_decision_owed_where_there_is_none() -> None:
    who = made.superintendent()
    with pytest.raises(NotVisible):
        decided(CaseId(uuid4()), who=who)
    with pytest.raises(Invalid, match="owed"):
        decided(given.owned(), who=who)
    assert told.facts("incident.life-decided") == []
