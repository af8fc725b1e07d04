"""Owing, pausing, handing over, doing: steps of the commands of whatever it is about."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from caseward.foundation.catalogue import catalogue
from caseward.foundation.commands import Context, step
from caseward.foundation.database.kept import kept
from caseward.foundation.records import bulk
from caseward.kernel import clocks
from caseward.kernel.clocks import ClockRule
from caseward.kernel.clocks.moments import london_day
from caseward.obligations import events, policies, queries
from caseward.obligations.models import STILL_OWED, Obligation
from caseward.obligations.vocabulary import Matter, Starting


@step
def owe(
    ctx: Context,
    *,
    about: Matter,
    rule_key: str,
    started_at: datetime,
    owed_by_id: UUID | None = None,
    capability: str = "",
    note: str = "",
) -> Obligation:
    """Start a clock: due under the rule in force on the day it starts, by a person or by whoever can.

    With a person a capability says who takes it over when it goes back to the queue. Raises UnknownDefinition
    for a rule that nobody published, and CalendarRanOut.
    """
    ctx.authorise(policies.may_know(ctx.actor, about.compartment_id))
    ctx.require(policies.is_new(already_owed=bool(still_owed(ctx, about.id, rule_key))))
    _require_bearer(ctx, about.compartment_id, owed_by_id, capability)
    rule = _in_force(rule_key, started_at)
    obligation, owed = due_under(about, rule, started_at, owed_by_id, capability)
    obligation.note = note
    ctx.add(obligation)
    ctx.record(owed)
    return obligation


@step
def owe_from_the_start(
    ctx: Context, *, about: Matter, started_at: datetime, rules: Mapping[str, str]
) -> list[Obligation]:
    """Start the clocks of a record that this command has made, about which nothing can be owed yet.

    `rules` says under which rules, and for each which capability somebody needs to do it.
    """
    ctx.authorise(policies.may_know(ctx.actor, about.compartment_id))
    for capability in rules.values():
        _require_bearer(ctx, about.compartment_id, None, capability)
    begun = ((_in_force(rule, started_at), able) for rule, able in rules.items())
    return _add_all(ctx, [due_under(about, rule, started_at, None, able) for rule, able in begun])


@step
def owe_all(ctx: Context, *, starting: Sequence[Starting]) -> list[Obligation]:
    """Start clocks of many records about which nothing is owed yet; who may owe them is asked once for each unit."""
    bearers: dict[UUID, set[UUID]] = {}
    for one in starting:
        bearers.setdefault(one.about.compartment_id, set()).add(one.owed_by_id)
    for compartment_id, named in bearers.items():
        ctx.authorise(policies.may_know(ctx.actor, compartment_id))
        known = queries.who_may_owe(user_ids=named, compartment_id=compartment_id)
        ctx.require(policies.have_bearers(are_known=named <= known))
    return _add_all(ctx, [_started(one) for one in starting])


@step
def pause(ctx: Context, *, about_id: UUID, rule_key: str, because: str) -> Obligation:
    """Let a clock stand still for a reason (a code) that its rule allows; Invalid for any other."""
    obligation = _one(ctx, about_id, rule_key)
    rule = catalogue().clock_version(obligation.rule_key, obligation.rule_version)
    ctx.require(policies.may_be_paused(obligation, rule, reason=because))
    _change_clock(ctx, obligation, paused_at=ctx.now, paused_because=because)
    ctx.record(events.ObligationPaused(obligation_id=obligation.pk, about_id=about_id, reason=because))
    return obligation


@step
def resume(ctx: Context, *, about_id: UUID, rule_key: str) -> Obligation:
    """Let a paused clock run on; its due time moves by what was paused."""
    obligation = _one(ctx, about_id, rule_key)
    ctx.require(policies.may_be_resumed(obligation))
    due = _change_clock(ctx, obligation, **_pause_ended(ctx, obligation))
    ctx.record(events.ObligationResumed(obligation_id=obligation.pk, about_id=about_id, due_on=due.on))
    return obligation


@step
def redate(ctx: Context, *, about_id: UUID, rule_key: str, started_at: datetime) -> str | None:
    """Move the start of a clock when its event was found to have happened at another time.

    Returns what to tell the officer ("Was due …; now due …."), or None when the due day stands.
    """
    obligation = _one(ctx, about_id, rule_key)
    before = queries.derived(obligation)
    after = _change_clock(ctx, obligation, started_at=started_at)
    ctx.record(events.ObligationRedated(obligation_id=obligation.pk, about_id=about_id, due_on=after.on))
    return clocks.moved(before, after=after)


@step
def fulfil(ctx: Context, *, about_id: UUID, rule_key: str, how: str) -> UUID | None:
    """Say that what is owed under the rule has been done, with its outcome (a code); None if nothing was owed."""
    found = still_owed(ctx, about_id, rule_key)
    for obligation in found:
        ctx.change(obligation, **ending(ctx, obligation, how=how))
        ctx.record(events.ObligationFulfilled(obligation_id=obligation.pk, about_id=about_id, how=how))
    return found[0].pk if found else None


@step
def hand_over(ctx: Context, *, about_id: UUID, from_id: UUID | None, to_id: UUID | None) -> int:
    """Move everything one person owes about a record to another; None stands for the queue. Returns how many."""
    found = [each for each in still_owed(ctx, about_id) if each.owed_by_id == from_id]
    for place in {(each.compartment_id, each.capability) for each in found}:
        _require_bearer(ctx, place[0], to_id, place[1])
    ctx.change_all([(each, {"owed_by_id": to_id}) for each in found])
    for obligation in found:
        ctx.record(
            events.ObligationHandedOver(
                obligation_id=obligation.pk, about_id=about_id, from_id=from_id, to_id=to_id
            )
        )
    return len(found)


@step
def withdraw_all(ctx: Context, *, about_id: UUID, how: str) -> int:
    """End everything owed about a record that itself has ended, with the reason (a code). Returns how many."""
    found = still_owed(ctx, about_id)
    ctx.change_all([(each, ending(ctx, each, how=how)) for each in found])
    for obligation in found:
        ctx.record(events.ObligationWithdrawn(obligation_id=obligation.pk, about_id=about_id, how=how))
    return len(found)


def _add_all(ctx: Context, made: Sequence[tuple[Obligation, events.ObligationOwed]]) -> list[Obligation]:
    ctx.add_all([obligation for obligation, _ in made])
    for _, owed in made:
        ctx.record(owed)
    return [obligation for obligation, _ in made]


def still_owed(ctx: Context, about_id: UUID, rule_key: str | None = None) -> list[Obligation]:
    """What is owed about a record, locked, always in the same order so that two commands cannot deadlock."""
    return _still_owed(ctx.actor.compartments, about_id, rule_key)


@kept
def _still_owed(known: frozenset[UUID], about_id: UUID, rule_key: str | None) -> QuerySet[Obligation]:
    found = Obligation.objects.known_in(known).filter(STILL_OWED, about_id=about_id)
    found = found.filter(rule_key=rule_key) if rule_key else found
    return found.select_for_update(of=("self",)).order_by("id")


def _in_force(rule_key: str, started_at: datetime) -> ClockRule:
    return catalogue().clock(rule_key, on=london_day(started_at))


def _started(one: Starting) -> tuple[Obligation, events.ObligationOwed]:
    rule = _in_force(one.rule_key, one.started_at)
    return due_under(one.about, rule, one.started_at, one.owed_by_id, rule.capability)


def _one(ctx: Context, about_id: UUID, rule_key: str) -> Obligation:
    found = still_owed(ctx, about_id, rule_key)
    ctx.require(policies.is_owed(found[0] if found else None))
    return found[0]


def due_under(
    about: Matter, rule: ClockRule, started_at: datetime, owed_by_id: UUID | None, capability: str
) -> tuple[Obligation, events.ObligationOwed]:
    """Due under the rule that is in force on the day it starts, and what the ledger is to say of it."""
    obligation = bulk.filled(
        Obligation,
        compartment_id=about.compartment_id,
        about_id=about.id,
        about_kind=about.kind,
        about_reference=about.reference,
        rule_key=rule.key,
        rule_version=rule.version,
        started_at=started_at,
        owed_by_id=owed_by_id,
        capability=capability,
    )
    due = queries.derived(obligation)
    obligation.due_at, obligation.tells_at = due.at, queries.tells_next(due, after=started_at)
    owed = events.ObligationOwed(
        obligation_id=obligation.pk,
        about_id=about.id,
        rule=rule.key,
        rule_version=rule.version,
        due_on=due.on,
    )
    return obligation, owed


def _require_bearer(ctx: Context, compartment_id: UUID, owed_by_id: UUID | None, capability: str) -> None:
    knows = owed_by_id == ctx.actor.id or (
        owed_by_id is not None and queries.may_owe(user_id=owed_by_id, compartment_id=compartment_id)
    )
    ctx.require(policies.has_a_bearer(owed_by_id=owed_by_id, capability=capability, bearer_knows=knows))


def _change_clock(ctx: Context, obligation: Obligation, **values: object) -> clocks.Due:
    """Change what the due time is derived from, and the stored due time with it."""
    due = _due_with(obligation, values)
    # What was told of the clock as it ran before was told; the ladder begins again where it now stands.
    tells_at = queries.tells_next(due, after=obligation.told_at or due.started_at)
    ctx.change(obligation, **values, due_at=due.at, tells_at=tells_at)
    return due


def _due_with(obligation: Obligation, values: Mapping[str, object]) -> clocks.Due:
    if not values:
        return queries.derived(obligation)
    return queries.derived(Obligation(**{**_clock_of(obligation), **values}))


def _clock_of(obligation: Obligation) -> dict[str, object]:
    names = ("rule_key", "rule_version", "started_at", "paused_at", "paused_because", "pauses")
    return {name: getattr(obligation, name) for name in names}


def _pause_ended(ctx: Context, obligation: Obligation) -> dict[str, object]:
    if obligation.paused_at is None:
        return {}
    ended = {
        "from": obligation.paused_at.isoformat(),
        "until": ctx.now.isoformat(),
        "code": obligation.paused_because,
        "by": str(ctx.actor.id),
    }
    return {"paused_at": None, "paused_because": None, "pauses": [*obligation.pauses, ended]}


def ending(
    ctx: Context, obligation: Obligation, *, how: str, at: datetime | None = None
) -> dict[str, object]:
    """What is to be written as it ends, with its outcome (a code); `at` is when what ended it happened, if not now."""
    pauses = _pause_ended(ctx, obligation)
    return {
        **pauses,
        "ended_at": ctx.now,
        "happened_at": at or ctx.now,
        "ended_how": how,
        "ended_by_id": ctx.actor.id,
        "due_at": _due_with(obligation, pauses).at,
        "tells_at": None,
    }
