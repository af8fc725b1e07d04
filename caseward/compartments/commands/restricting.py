"""Giving a case a compartment of its own, and giving it back: whole, in one transaction, sealed only by two."""

import json
from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid4

from caseward.cases.vocabulary import CaseId
from caseward.compartments import events, policies, queries
from caseward.compartments.commands.sharing import end_all
from caseward.compartments.models import Grant, KeyRequest, OwnCompartment
from caseward.compartments.vocabulary import RESTRICT, Extent, KeyAnswer, TwoKeys
from caseward.foundation.access import actors
from caseward.foundation.commands import Context, command, step
from caseward.foundation.database.calling import call
from caseward.foundation.jobs.outbox import staff, tell
from caseward.workforce import queries as workforce


MOVE = "select sec.restrict_person(%s, %s, %s, %s, %s, %s, %s, %s)"
RETURN = "select sec.return_person(%s, %s, %s)"


@command
def restrict_case(ctx: Context, *, case_id: CaseId, people: Sequence[UUID], because: str) -> UUID:
    """Keep a case, and all that the unit holds of its person, for named people alone."""
    return keep_for(ctx, shared=_to_restrict(ctx, case_id, because), people=people, because=because)


@step
def keep_for(ctx: Context, *, shared: queries.Shared, people: Sequence[UUID], because: str) -> UUID:
    """Move a case to named people, its owner and the actor among them, and tell the others."""
    named = _named(ctx, shared, people)
    own = _move(ctx, shared, named, because=because)
    for person in named - {ctx.actor.id}:
        tell(
            ctx,
            kind="access.restricted",
            to=staff(person),
            about_id=shared.id,
            compartment_id=own.compartment_id,
        )
    return own.pk


@command
def ask_to_seal(ctx: Context, *, case_id: CaseId, people: Sequence[UUID], because: str) -> UUID:
    """Ask a second person to seal a case with you: nobody but those named would learn that it exists."""
    shared = _to_restrict(ctx, case_id, because)
    named = _named(ctx, shared, people)
    return _ask(ctx, shared, TwoKeys.SEAL, because=because, people=named)


@command
def ask_to_return(ctx: Context, *, case_id: CaseId, because: str) -> UUID:
    """Ask a second person to give a case back to its unit with you."""
    shared = _to_restrict(ctx, case_id, because)
    is_own = OwnCompartment.objects.filter(compartment=shared.compartment_id).exists()
    ctx.require(policies.is_own(is_own=is_own))
    return _ask(ctx, shared, TwoKeys.RETURN, because=because, people=set())


@command
def turn_key(ctx: Context, *, request_id: UUID, version: int) -> CaseId:
    """Do what another asked for within the hour: the second of two keys."""
    request = ctx.lock(KeyRequest.objects.visible_to(ctx.actor), request_id, version=version)
    ctx.authorise(policies.may_turn_key(ctx.actor, request))
    ctx.require(policies.is_waiting(request, now=ctx.now))
    shared = queries.shared(viewer=ctx.actor, case_id=request.about_id)
    ctx.authorise(policies.may_restrict(ctx.actor, shared.compartments))
    if request.what == TwoKeys.SEAL:
        named = _named(ctx, shared, [*request.people, request.created_by_id])
        _move(ctx, shared, named, because=request.because, request=request)
    else:
        _return(ctx, shared, request)
    ctx.change(request, answered_at=ctx.now, answered_by_id=ctx.actor.id, answer=KeyAnswer.TURNED)
    return CaseId(shared.id)


@command
def refuse_key(ctx: Context, *, request_id: UUID, version: int, because: str) -> CaseId:
    """Say no to what another asked for, or take back what one asked for oneself."""
    request = ctx.lock(KeyRequest.objects.visible_to(ctx.actor), request_id, version=version)
    ctx.authorise(policies.may_restrict(ctx.actor, [request.compartment_id]))
    ctx.require(policies.is_waiting(request, now=ctx.now))
    ctx.require(policies.has_words(because), on="because")
    said: dict[str, Any] = {"answer": KeyAnswer.REFUSED, "answer_words": because}
    ctx.change(request, answered_at=ctx.now, answered_by_id=ctx.actor.id, **said)
    ctx.record(events.KeyRefused(request_id=request.pk, case_id=request.about_id))
    return CaseId(request.about_id)


def _to_restrict(ctx: Context, case_id: CaseId, because: str) -> queries.Shared:
    shared = queries.shared(viewer=ctx.actor, case_id=case_id)
    ctx.authorise(policies.may_restrict(ctx.actor, shared.compartments))
    ctx.require(policies.has_words(because), on="because")
    return shared


def _named(ctx: Context, shared: queries.Shared, people: Sequence[UUID]) -> set[UUID]:
    """Whoever owns the case and whoever asks, always, and those picked, all of whom know of it already."""
    named = {shared.owner_id, ctx.actor.id, *people}
    known = workforce.who_can_see(viewer=ctx.actor, compartment_id=shared.compartment_id)
    ctx.require(policies.all_know(unknown=len(named - {each.id for each in known})), on="people")
    able = workforce.colleagues(viewer=ctx.actor, compartment_id=shared.compartment_id, capability=RESTRICT)
    ctx.require(policies.has_two_holders(holders=len(named & {each.id for each in able})), on="people")
    return named


def _ask(ctx: Context, shared: queries.Shared, what: TwoKeys, *, because: str, people: set[UUID]) -> UUID:
    waiting = [each for each in _requests(ctx, shared) if policies.is_waiting(each, now=ctx.now)]
    ctx.require(policies.none_waits(is_waiting=bool(waiting)))
    request = ctx.add(
        KeyRequest(
            compartment_id=shared.compartment_id,
            about_id=shared.id,
            what=what,
            because=because,
            people=sorted(people, key=str),
        )
    )
    for other in workforce.colleagues(
        viewer=ctx.actor, compartment_id=shared.compartment_id, capability=RESTRICT
    ):
        if other.id != ctx.actor.id:
            tell(
                ctx, kind="access.key-asked", to=staff(other.id), about_id=shared.id,
                compartment_id=shared.compartment_id,
            )  # fmt: skip
    ctx.record(events.KeyAsked(request_id=request.pk, case_id=shared.id, what=what))
    return request.pk


def _requests(ctx: Context, shared: queries.Shared) -> list[KeyRequest]:
    found = KeyRequest.objects.visible_to(ctx.actor).filter(about_id=shared.id, answered_at__isnull=True)
    return list(found)


def _move(
    ctx: Context, shared: queries.Shared, named: set[UUID], *, because: str, request: KeyRequest | None = None
) -> OwnCompartment:
    """Compartment, people and records in one statement; from the next on, the actor knows where they are."""
    end_all(ctx, case_id=shared.id, because=because)
    own_id, people = uuid4(), sorted(named, key=str)
    giver = request.created_by_id if request else ctx.actor.id
    grants = {person: uuid4() for person in people}
    until, basis = ctx.now + policies.rules_at(ctx.now).longest, f"Named for this case by {ctx.actor.name}"
    values = [shared.id, own_id, request is not None, people, [grants[each] for each in people], basis, until]
    before = json.loads(call(MOVE, *values, request.pk if request else None))
    ctx.actor = actors.current_actor() or ctx.actor
    own = ctx.add(
        OwnCompartment(
            compartment_id=own_id,
            of_case=shared.id,
            is_silent=request is not None,
            because=because,
            before=before,
        )
    )
    for person in people:
        if person not in {giver, ctx.actor.id}:
            said: dict[str, Any] = {"extent": Extent.WORK, "because": because, "until": until}
            ctx.add(Grant(id=grants[person], compartment_id=own_id, user_id=person, **said))
    silent = request is not None
    ctx.record(events.CaseRestricted(own_id=own.pk, case_id=shared.id, is_silent=silent, people=len(people)))
    return own


def _return(ctx: Context, shared: queries.Shared, request: KeyRequest) -> None:
    own = ctx.lock(OwnCompartment.objects.visible_to(ctx.actor), _own_of(shared))
    ctx.change(own, returned_at=ctx.now)
    call(RETURN, shared.id, json.dumps(own.before), request.pk)
    ctx.actor = actors.current_actor() or ctx.actor
    ctx.record(events.CaseReturned(case_id=shared.id))


def _own_of(shared: queries.Shared) -> UUID | None:
    found = OwnCompartment.objects.filter(compartment=shared.compartment_id)
    return found.values_list("pk", flat=True).first()
