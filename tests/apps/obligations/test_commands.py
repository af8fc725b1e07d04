"""Owing, pausing, handing over and doing, through the commands of whatever it is about."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from caseward.foundation.catalogue import UnknownDefinition, catalogue
from caseward.foundation.commands.errors import CommandIncomplete, Invalid, NotPermitted
from caseward.foundation.ledger.models import Entry
from caseward.foundation.records.models import FieldChange
from caseward.obligations import commands, queries
from caseward.obligations.models import Obligation
from tests import cast, roles
from tests.apps.obligations.given import (
    ACKNOWLEDGE,
    CLARIFICATION,
    GATEWAY,
    PANEL,
    REFERRALS,
    do,
    drop,
    find_earlier,
    give,
    go_on,
    halt,
    matter,
    owed,
    start,
    stored,
)


pytestmark = pytest.mark.django_db

MONDAY = cast.NOW  # 23 November 2026, 09:30
WEDNESDAY, FRIDAY = MONDAY + timedelta(days=2), MONDAY + timedelta(days=4)
TUESDAY_NIGHT = datetime(2026, 11, 25, tzinfo=UTC)
IN_A_WEEK = datetime(2026, 12, 1, tzinfo=UTC)


def told(event: str) -> list[Entry]:
    with roles.owner():
        return list(Entry.objects.filter(event=event))


def test_owe_works_out_when_it_is_due_and_remembers_the_rule() -> None:
    obligation = stored(owed(ACKNOWLEDGE))

    in_force = catalogue().clock(ACKNOWLEDGE, on=obligation.started_at.date())
    assert (obligation.rule_key, obligation.rule_version) == (ACKNOWLEDGE, in_force.version)
    assert obligation.due_at == TUESDAY_NIGHT
    assert obligation.owed_by_id == cast.person("priya").pk


def test_owe_tells_the_ledger_what_is_owed_until_when() -> None:
    about = owed(ACKNOWLEDGE)

    [line] = [one for one in told("obligation.owed") if about.id in one.subject_ids]
    assert stored(about).pk in line.subject_ids
    assert b"2026-11-24" in bytes(line.body)


def test_owe_alone_is_refused() -> None:
    with cast.acting("priya") as ctx, pytest.raises(CommandIncomplete):
        commands.owe(ctx, about=matter(), rule_key=GATEWAY, started_at=ctx.now, capability="case.write")


def test_owe_refuses_to_owe_the_same_twice() -> None:
    about = owed(GATEWAY)

    with pytest.raises(Invalid) as refusal:
        owed(GATEWAY, about=about)
    assert refusal.value.refusal.code == "obligation.already-owed"


def test_what_was_done_may_be_owed_again() -> None:
    about = owed(PANEL)

    with cast.acting("priya", now=FRIDAY) as ctx:
        do(ctx, about_id=about.id, rule_key=PANEL)
    owed(PANEL, about=about, now=FRIDAY)
    with roles.owner():
        assert Obligation.objects.filter(about_id=about.id).count() == 2


def test_owe_refuses_what_nobody_owes() -> None:
    with pytest.raises(Invalid) as refusal:
        owed(bearer="")
    assert refusal.value.refusal.code == "obligation.nobodys"


@pytest.mark.parametrize("bearer", ["rhys", "noor", "stan"])
def test_owe_refuses_a_bearer_who_may_not_know_of_the_record(bearer: str) -> None:
    with pytest.raises(Invalid) as refusal:
        owed(bearer=bearer)
    assert refusal.value.refusal.code == "obligation.bearer-may-not-know"


def test_owe_refuses_a_compartment_that_the_actor_may_not_know_and_records_it() -> None:
    with cast.acting("priya"):
        about = matter()

    with cast.acting("rhys") as ctx, pytest.raises(NotPermitted):
        start(ctx, about=about, rule_key=GATEWAY, owed_by_id=ctx.actor.id)
    assert len(told("command.refused")) == 1


def test_a_rule_that_nobody_published_fails_loudly() -> None:
    with pytest.raises(UnknownDefinition):
        owed("made-up")


def test_pause_holds_the_clock_and_says_since_when() -> None:
    about = owed(GATEWAY)

    with cast.acting("priya", now=WEDNESDAY) as ctx:
        halt(ctx, about_id=about.id, rule_key=GATEWAY)
        [row] = queries.of_record(viewer=ctx.actor, about_id=about.id, now=FRIDAY)
    assert stored(about).due_at is None
    assert row.stands == "paused since 25 November 2026"
    assert row.paused_while == "waiting for the referrer to clarify"


def test_resume_moves_the_due_time_by_what_was_paused() -> None:
    about = owed(GATEWAY)
    before = stored(about).due_at

    with cast.acting("priya", now=WEDNESDAY) as ctx:
        halt(ctx, about_id=about.id, rule_key=GATEWAY)
    with cast.acting("omar", now=FRIDAY) as ctx:
        go_on(ctx, about_id=about.id, rule_key=GATEWAY)
    obligation = stored(about)
    assert before == IN_A_WEEK
    assert obligation.due_at == IN_A_WEEK + timedelta(days=2)  # Wednesday and Thursday ended while paused
    assert obligation.pauses == [
        {
            "from": WEDNESDAY.isoformat(),
            "until": FRIDAY.isoformat(),
            "code": CLARIFICATION,
            "by": str(cast.person("omar").pk),
        }
    ]


def test_pausing_and_resuming_are_told_and_what_was_there_before_is_kept() -> None:
    about = owed(GATEWAY)

    with cast.acting("priya", now=WEDNESDAY) as ctx:
        halt(ctx, about_id=about.id, rule_key=GATEWAY)
        go_on(ctx, about_id=about.id, rule_key=GATEWAY)
        changed = set(FieldChange.objects.visible_to(ctx.actor).values_list("field", flat=True))
    assert len(told("obligation.paused")) == len(told("obligation.resumed")) == 1
    assert {"paused_at", "paused_because", "due_at", "pauses"} <= changed


@pytest.mark.parametrize(
    ("rule_key", "because", "code"),
    [
        (ACKNOWLEDGE, CLARIFICATION, "clock.never-pauses"),
        (PANEL, CLARIFICATION, "clock.never-pauses"),
        (GATEWAY, "HOLIDAY", "clock.reason-not-allowed"),
    ],
)
def test_pause_is_refused_where_the_rule_does_not_allow_it(rule_key: str, because: str, code: str) -> None:
    about = owed(rule_key)

    with cast.acting("priya") as ctx, pytest.raises(Invalid) as refusal:
        halt(ctx, about_id=about.id, rule_key=rule_key, because=because)
    assert refusal.value.refusal.code == code
    assert stored(about).paused_at is None


def test_a_clock_is_not_paused_twice_nor_resumed_when_it_runs() -> None:
    about = owed(GATEWAY)

    with cast.acting("priya") as ctx:
        with pytest.raises(Invalid, match="not paused"):
            go_on(ctx, about_id=about.id, rule_key=GATEWAY)
        halt(ctx, about_id=about.id, rule_key=GATEWAY)
        with pytest.raises(Invalid, match="paused already"):
            halt(ctx, about_id=about.id, rule_key=GATEWAY)


def test_nothing_is_paused_where_nothing_is_owed() -> None:
    about = owed(GATEWAY)

    with cast.acting("priya") as ctx, pytest.raises(Invalid, match="Nothing is owed"):
        halt(ctx, about_id=about.id, rule_key=PANEL)


def test_what_is_late_stays_late_when_it_is_paused() -> None:
    about = owed(GATEWAY)

    with cast.acting("priya", now=MONDAY + timedelta(days=20)) as ctx:
        halt(ctx, about_id=about.id, rule_key=GATEWAY)
    assert stored(about).due_at == IN_A_WEEK


def test_redate_says_the_old_day_and_the_new_one() -> None:
    about = owed(GATEWAY)

    with cast.acting("priya") as ctx:
        said = find_earlier(ctx, about_id=about.id, rule_key=GATEWAY, started_at=MONDAY - timedelta(days=3))
        unmoved = find_earlier(
            ctx, about_id=about.id, rule_key=GATEWAY, started_at=MONDAY - timedelta(days=3, minutes=5)
        )
    assert said == "Was due 30 November 2026; now due 27 November 2026."
    assert unmoved is None
    assert stored(about).due_at == datetime(2026, 11, 28, tzinfo=UTC)
    assert len(told("obligation.redated")) == 2


def test_fulfil_ends_it_with_its_outcome() -> None:
    about = owed(GATEWAY)

    with cast.acting("beth", now=WEDNESDAY) as ctx:
        done = do(ctx, about_id=about.id, rule_key=GATEWAY, how="adopted")
        left = queries.of_record(viewer=ctx.actor, about_id=about.id, now=WEDNESDAY)
    obligation = stored(about)
    assert done == obligation.pk
    assert (obligation.ended_at, obligation.ended_how, obligation.ended_by_id) == (
        WEDNESDAY, "adopted", cast.person("beth").pk,
    )  # fmt: skip
    assert left == ()
    assert b"adopted" in bytes(told("obligation.fulfilled")[0].body)


def test_fulfil_where_nothing_is_owed_does_nothing() -> None:
    about = owed(GATEWAY)

    with cast.acting("priya") as ctx:
        assert do(ctx, about_id=about.id, rule_key=PANEL) is None
        assert do(ctx, about_id=uuid4(), rule_key=GATEWAY) is None
    assert stored(about).ended_at is None


def test_fulfil_while_paused_ends_the_pause_as_well() -> None:
    about = owed(GATEWAY)

    with cast.acting("priya", now=WEDNESDAY) as ctx:
        halt(ctx, about_id=about.id, rule_key=GATEWAY)
    with cast.acting("priya", now=FRIDAY) as ctx:
        do(ctx, about_id=about.id, rule_key=GATEWAY)
    obligation = stored(about)
    assert (obligation.paused_at, len(obligation.pauses)) == (None, 1)
    assert obligation.due_at == IN_A_WEEK + timedelta(days=2)


def test_a_stranger_cannot_do_what_he_may_not_know_of() -> None:
    about = owed(GATEWAY)

    with cast.acting("rhys") as ctx:
        assert do(ctx, about_id=about.id, rule_key=GATEWAY) is None
    assert stored(about).ended_at is None


def test_hand_over_moves_all_that_one_person_owes_and_nothing_else() -> None:
    priya, omar, beth = (cast.person(name).pk for name in ("priya", "omar", "beth"))
    about = owed(GATEWAY)
    owed(PANEL, about=about)
    owed(ACKNOWLEDGE, about=about, bearer="beth")
    other = owed(GATEWAY)

    with cast.acting("beth") as ctx:
        moved = give(ctx, about_id=about.id, from_id=priya, to_id=omar)
        rows = queries.of_record(viewer=ctx.actor, about_id=about.id, now=ctx.now)
    assert moved == 2
    assert {row.rule_key: row.owed_by_id for row in rows} == {GATEWAY: omar, PANEL: omar, ACKNOWLEDGE: beth}
    assert stored(other).owed_by_id == priya
    assert len(told("obligation.handed-over")) == 2


def test_hand_over_takes_from_the_queue_and_gives_back_to_it() -> None:
    about = owed(GATEWAY, bearer="", capability="case.write")

    with cast.acting("omar") as ctx:
        assert give(ctx, about_id=about.id, from_id=None, to_id=ctx.actor.id) == 1
        assert stored(about).owed_by_id == ctx.actor.id
        assert give(ctx, about_id=about.id, from_id=ctx.actor.id, to_id=None) == 1
    assert stored(about).owed_by_id is None


def test_hand_over_to_a_queue_that_nobody_serves_is_refused() -> None:
    about = owed(GATEWAY)

    with cast.acting("priya") as ctx, pytest.raises(Invalid) as refusal:
        give(ctx, about_id=about.id, from_id=ctx.actor.id, to_id=None)
    assert refusal.value.refusal.code == "obligation.nobodys"


def test_hand_over_refuses_somebody_who_may_not_know_of_the_record() -> None:
    about = owed(GATEWAY)

    with cast.acting("priya") as ctx, pytest.raises(Invalid) as refusal:
        give(ctx, about_id=about.id, from_id=ctx.actor.id, to_id=cast.person("rhys").pk)
    assert refusal.value.refusal.code == "obligation.bearer-may-not-know"


def test_withdraw_all_ends_everything_about_a_record() -> None:
    about = owed(GATEWAY)
    owed(PANEL, about=about, bearer="omar")
    other = owed(GATEWAY)

    with cast.acting("beth") as ctx:
        assert drop(ctx, about_id=about.id) == 2
        assert queries.of_record(viewer=ctx.actor, about_id=about.id, now=ctx.now) == ()
    assert stored(other).ended_at is None
    assert len(told("obligation.withdrawn")) == 2


def test_a_referral_in_the_queue_is_owed_by_whoever_takes_referrals() -> None:
    with cast.acting("noor") as ctx:
        about = matter(REFERRALS)
        start(ctx, about=about, rule_key=ACKNOWLEDGE, capability="referral.take")

    assert stored(about).owed_by_id is None
