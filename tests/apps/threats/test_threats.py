"""A threat in its exact words: who is meant, how grave it is, who decides, and what is done about the maker (F53)."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError

from caseward.cases import commands as cases
from caseward.cases.models import Case, Finding
from caseward.cases.vocabulary import CaseId
from caseward.foundation.catalogue import catalogue
from caseward.foundation.commands.errors import Invalid, NotPermitted, NotVisible, Stale
from caseward.kernel import clocks as kernel
from caseward.obligations import queries as obligations
from caseward.obligations.models import Obligation
from caseward.threats import commands, queries
from caseward.threats.models import PersonOfThreat, Threat
from caseward.threats.vocabulary import Done, ThreatId
from tests import cast, given, roles, told
from tests.apps.cases.test_opening import sealed
from tests.apps.threats import given as made
from tests.apps.threats.given import graded, recorded, taken


pytestmark = pytest.mark.django_db

OUTSIDE = ("rhys", "ewan", "stan", "sam", "dana", "kit", "ines", "rafe")


def view(case_id: object, who: str = "priya") -> queries.Threats:
    with cast.acting(who, now=made.WRITTEN) as ctx:
        return commands.view_threats(ctx, case_id=case_id)  # type: ignore[arg-type]


def test_record_threat_keeps_the_words_and_runs_its_clocks_from_when_it_came() -> None:
    case_id = given.owned()
    threat_id = recorded(case_id)
    [file] = view(case_id).threats

    assert (file.threat.pk, file.threat.words, file.victims) == (
        threat_id, made.WORDS, ("Callum James Hartwright",),
    )  # fmt: skip
    assert file.missing == ("owner-told", "grade", "maker", "warning")
    assert made.clocks(case_id) == {queries.TOLD: made.RECEIVED, queries.ACTION: made.RECEIVED}
    assert told.facts("threat.recorded") == [{"threat_id": str(threat_id), "case_id": str(case_id)}]
    with roles.owner():
        assert not Case.objects.filter(pk=case_id, findings__fact="threat_recorded").exists()


def test_a_threat_without_action_on_its_maker_and_without_a_reason_climbs_at_24_hours() -> None:
    """Failings F53: the ladder is told, the inspector first, then the superintendent."""
    case_id = given.owned()
    threat_id = recorded(case_id)
    with roles.owner():
        owed = Obligation.objects.get(about_id=case_id, rule_key=queries.ACTION)
    due = obligations.derived(owed)
    tellings = [(one.at - made.RECEIVED, one.role) for one in kernel.tellings(due)]

    assert due.at == made.RECEIVED + timedelta(hours=24)
    assert (timedelta(hours=24), "supervisor") in tellings
    assert (timedelta(hours=26), "superintendent") in tellings
    with cast.acting("priya", now=made.RECEIVED + timedelta(hours=24, minutes=1)) as ctx:
        assert any(
            one.rule_key == queries.ACTION and one.is_late
            for one in obligations.of_record(viewer=ctx.actor, about_id=case_id, now=ctx.now)
        )
    taken(threat_id, Done.NO_ACTION, words="Nobody knows who it is; the number is being traced.")
    assert queries.ACTION not in made.clocks(case_id)


def test_record_threat_refuses_what_does_not_say_whom_and_by_whom() -> None:
    case_id = given.owned()
    for changes, field in (
        ({"words": " "}, "words"),
        ({"received_by": ""}, "received_by"),
        ({"received_at": given.later(hours=9)}, "received_at"),
        ({"victims": ()}, "victims"),
        ({"victims": (uuid4(),)}, "victims"),
        ({"makers": (uuid4(),)}, "makers"),
        ({"maker_description": ""}, "makers"),
    ):
        with pytest.raises(Invalid) as refused:
            recorded(case_id, **changes)
        assert refused.value.field == field, changes


def test_threats_are_absent_for_whoever_may_not_know_the_case() -> None:
    case_id = given.owned()
    victim, threat_id = made.subject(case_id), recorded(case_id)
    for who in OUTSIDE:
        with pytest.raises(NotVisible):
            recorded(case_id, who=who, victim=victim)
        with pytest.raises(NotVisible):
            graded(threat_id, who=who)
        with pytest.raises(NotVisible):
            taken(threat_id, Done.ADDED, by=who)
        with pytest.raises(NotVisible):
            close(threat_id, who)
        with cast.acting(who) as ctx, pytest.raises(NotVisible):
            commands.view_source(ctx, threat_id=threat_id)
        with pytest.raises(NotVisible):
            view(case_id, who)
        with cast.acting(who):
            assert not Threat.objects.exists()
            assert not PersonOfThreat.objects.exists()
    assert {("record_threat", "not-visible"), ("view_source", "not-visible")} <= set(told.refusals())


def test_grade_threat_starts_the_review_of_its_grade_and_a_later_grade_takes_its_place() -> None:
    case_id = given.owned()
    threat_id = recorded(case_id)
    graded(threat_id, "HIGH")
    assert made.clocks(case_id)["threat-high-review"] == made.WRITTEN
    assert catalogue().clocks.newest("threat-high-review").duration == 12

    later = made.WRITTEN + timedelta(hours=11)
    graded(threat_id, "LOW", now=later)
    running = made.clocks(case_id)

    assert "threat-high-review" not in running
    assert running["threat-low-review"] == later
    assert [one["grade"] for one in told.facts("threat.graded")] == ["HIGH", "LOW"]
    assert [one.grade for one in view(case_id).threats[0].grades] == ["LOW", "HIGH"]


def test_grade_threat_refuses_an_answer_left_out_and_leaves_not_credible_to_rank() -> None:
    threat_id = recorded(given.owned())
    for changes, field in (
        ({"aspects": {"intent": "YES", "capability": "YES"}}, "immediacy"),
        ({"because": " "}, "because"),
    ):
        with pytest.raises(Invalid) as refused:
            graded(threat_id, **changes)
        assert refused.value.field == field
    with pytest.raises(Invalid):
        graded(threat_id, "EXTREME")
    with pytest.raises(NotPermitted):
        graded(threat_id, "NOT_CREDIBLE")
    graded(threat_id, "NOT_CREDIBLE", who="beth")


def test_take_step_ends_what_waits_for_it_when_it_happened() -> None:
    case_id = given.owned()
    threat_id = recorded(case_id)
    at = made.RECEIVED + timedelta(minutes=20)
    taken(threat_id, Done.OWNER_TOLD, at=at)
    with roles.owner():
        ended = Obligation.objects.get(about_id=case_id, rule_key=queries.TOLD)
        assert (ended.happened_at, ended.ended_at) == (at, made.WRITTEN)
    taken(threat_id, Done.MAKER_CONTACTED)
    taken(threat_id, Done.WARNED)

    assert made.clocks(case_id) == {}
    assert view(case_id).threats[0].missing == ("grade",)
    assert [one["done"] for one in told.facts("threat.step-taken")] == [
        "owner-told", "maker-contacted", "warned",
    ]  # fmt: skip


def test_take_step_leaves_the_clock_of_an_older_threat_as_it_runs() -> None:
    case_id = given.owned()
    first = recorded(case_id)
    later = made.WRITTEN + timedelta(hours=3)
    second = recorded(case_id, received_at=later, now=later)
    taken(second, Done.NO_ACTION, now=later)
    assert made.clocks(case_id)[queries.ACTION] == made.RECEIVED

    recorded(case_id, received_at=later, now=later)
    taken(first, Done.NO_ACTION, now=later)
    assert made.clocks(case_id)[queries.ACTION] == later


def test_take_step_asks_for_rank_edition_name_and_a_moment_after_it_came() -> None:
    threat_id = recorded(given.owned())
    for done, changes, field in (
        (Done.OWNER_TOLD, {"rank": "sergeant"}, "rank"),
        (Done.OWNER_TOLD, {"who": ""}, "who"),
        (Done.WARNED, {"edition": ""}, "edition"),
        (Done.NO_ACTION, {"words": " "}, "words"),
        (Done.MAKER_CONTACTED, {"at": made.RECEIVED - timedelta(hours=1)}, "at"),
        (Done.MAKER_CONTACTED, {"at": made.WRITTEN + timedelta(hours=1)}, "at"),
    ):
        with pytest.raises(Invalid) as refused:
            taken(threat_id, done, **changes)
        assert refused.value.field == field, (done, changes)
    with pytest.raises(NotPermitted):
        taken(threat_id, Done.NOT_WARNED)


def close(
    threat_id: ThreatId, who: str = "beth", *, version: int = 1, because: str = "Arrested and remanded."
) -> None:
    with cast.acting(who, now=made.WRITTEN) as ctx:
        commands.close_threat(ctx, threat_id=threat_id, version=version, because=because)


def answered(case_id: CaseId) -> ThreatId:
    """A threat of which every question has its answer."""
    threat_id = recorded(case_id)
    graded(threat_id)
    for done in (Done.OWNER_TOLD, Done.MAKER_CONTACTED, Done.WARNED):
        taken(threat_id, done)
    return threat_id


def test_close_threat_is_for_rank_when_every_question_has_its_answer() -> None:
    case_id = given.owned()
    unanswered = recorded(case_id)
    with pytest.raises(NotPermitted):
        close(unanswered, "priya")
    with pytest.raises(Invalid, match="still lacks"):
        close(unanswered)
    assert ("close_threat", "access.not-held") in told.refusals()


def test_close_threat_refuses_no_reason_and_what_has_changed_or_ended() -> None:
    threat_id = answered(given.owned())
    with pytest.raises(Stale):
        close(threat_id, version=7)
    with pytest.raises(Invalid, match="why"):
        close(threat_id, because=" ")
    close(threat_id)
    with pytest.raises(Invalid, match="closed"):
        close(threat_id, version=2)


def test_close_threat_ends_its_clocks_and_lets_nothing_follow_but_an_addition() -> None:
    case_id = given.owned()
    threat_id = answered(case_id)
    close(threat_id)

    assert made.clocks(case_id) == {}
    assert told.facts("threat.closed") == [{"threat_id": str(threat_id), "case_id": str(case_id)}]
    with pytest.raises(Invalid, match="closed"):
        taken(threat_id, Done.WARNED)
    taken(threat_id, Done.ADDED, words="The court remanded him until May.")


def test_view_source_is_the_owners_and_is_on_record() -> None:
    case_id = given.owned()
    threat_id = recorded(case_id)
    with cast.acting("priya") as ctx:
        assert "must not be named" in commands.view_source(ctx, threat_id=threat_id)
    assert told.facts("threat.source-read") == [{"threat_id": str(threat_id), "case_id": str(case_id)}]


def test_view_source_is_refused_to_whoever_else_works_on_the_case() -> None:
    case_id = given.owned()
    threat_id = recorded(case_id)
    for who in ("omar", "beth", "grace"):
        with cast.acting(who) as ctx, pytest.raises(NotPermitted):
            commands.view_source(ctx, threat_id=threat_id)
        page = cast.browser(who).get(f"/cases/{case_id}/threats/").content.decode()
        assert made.WORDS in page
        assert "must not be named" not in page
    assert ("view_source", "access.not-held") in told.refusals()


def test_threats_find_nothing_where_there_is_nothing() -> None:
    nothing = ThreatId(uuid4())
    with pytest.raises(NotVisible):
        graded(nothing)
    with pytest.raises(NotVisible):
        close(nothing)
    with cast.acting("priya") as ctx, pytest.raises(NotVisible):
        commands.view_source(ctx, threat_id=nothing)


def test_the_words_cannot_be_changed_and_a_step_cannot_be_taken_back() -> None:
    threat_id = recorded(given.owned())
    taken(threat_id, Done.ADDED)
    for statement in (
        "update threats_threat set words = 'x'",
        "update threats_threatstep set words = 'x'",
        "delete from threats_threatstep",
    ):
        with cast.acting("priya"), pytest.raises(DatabaseError), transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute(statement)


def test_a_sealed_case_keeps_its_threats_and_its_gates_find_them() -> None:
    case_id = sealed()
    with cast.acting("kit"):
        case = Case.objects.get(pk=case_id)
        victim = case.nominal_id
    assert victim is not None
    assert list(made.clocks(case_id)) == [queries.TOLD]
    threat_id = recorded(case_id, who="kit", victim=victim)
    graded(threat_id, who="kit")
    taken(threat_id, Done.OWNER_TOLD, by="kit")
    with cast.acting("kit"):
        found = set(Finding.objects.filter(case_id=case_id, is_so=True).values_list("fact", flat=True))
    assert found == {"threat_recorded", "threat_graded", "threat_reviewed", "decision_owner_informed"}
    assert queries.TOLD not in made.clocks(case_id)
    with cast.acting("beth"):
        assert not Threat.objects.exists()
    with cast.acting("kit", now=made.WRITTEN) as ctx:
        file = cases.view_case(ctx, case_id=case_id)
    assert {one.rule_key for one in file.owed} >= {queries.ACTION, "threat-high-review"}


def test_the_look_back_after_an_exit_ends_with_a_new_threat_and_with_nothing_done_about_an_old_one() -> None:
    case_id = sealed()
    victim = made.subject(case_id, who="kit")
    threat_id = recorded(case_id, who="kit", victim=victim)
    taken(threat_id, Done.NO_ACTION, by="kit")
    with roles.owner():
        Case.objects.filter(pk=case_id).update(stage="exit")
        Obligation.objects.filter(about_id=case_id, rule_key=queries.TOLD).update(
            rule_key=queries.LOOK_BACK,
            rule_version=catalogue().clocks.newest(queries.LOOK_BACK).version,
            started_at=made.RECEIVED,
        )
    for done in (Done.OWNER_TOLD, Done.ADDED):
        taken(threat_id, done, by="kit")
    graded(threat_id, "LOW", who="kit")
    recorded(case_id, who="kit", victim=victim, received_at=made.RECEIVED - timedelta(hours=1))
    assert made.clocks(case_id)[queries.LOOK_BACK] == made.RECEIVED

    recorded(case_id, who="kit", victim=victim, received_at=made.WRITTEN)
    assert queries.LOOK_BACK not in made.clocks(case_id)


def test_a_clock_that_is_late_is_never_moved_later_and_ends_only_with_what_answers_it() -> None:
    case_id = sealed()
    began = made.clocks(case_id)[queries.TOLD]
    threat_id = recorded(case_id, who="kit", victim=made.subject(case_id, who="kit"))
    assert began < made.RECEIVED
    assert made.clocks(case_id)[queries.TOLD] == began

    graded(threat_id, who="kit")
    taken(threat_id, Done.NO_ACTION, by="kit")
    assert made.clocks(case_id)[queries.TOLD] == began
    taken(threat_id, Done.OWNER_TOLD, by="kit")
    assert queries.TOLD not in made.clocks(case_id)


def test_who_was_meant_is_named_when_their_part_has_ended_and_is_offered_no_more() -> None:
    case_id = given.owned()
    with cast.acting("priya") as ctx:
        person_id = cases.add_person(
            ctx, case_id=case_id, role="associate", category="witness", source="The school", name="Aunt Rosa"
        )
    threat_id = recorded(case_id, victim=person_id)
    with cast.acting("priya", now=made.WRITTEN) as ctx:
        cases.end_person(ctx, person_id=person_id, version=1, because="Moved away.")
    found = view(case_id)

    assert (found.threats[0].threat.pk, found.threats[0].victims) == (threat_id, ("Aunt Rosa",))
    assert person_id not in {one.id for one in found.people}
