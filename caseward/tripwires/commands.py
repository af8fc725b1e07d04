"""Comparing look-ups with who is kept in silence, telling the keepers, and saying what a look-up was."""

from uuid import UUID

from django.db import connection

from caseward.foundation.commands import Context, command
from caseward.foundation.commands.errors import NotVisible
from caseward.foundation.jobs import outbox, queue
from caseward.foundation.paging import START, Page, Place
from caseward.tripwires import events, policies, queries
from caseward.tripwires.models import Trip
from caseward.tripwires.vocabulary import Outcome


AT_ONCE = 500  # look-ups in one transaction
COMPARE = "select compared, trips, messages from sec.trip_wires(%s, %s)"


@command
def compare_look_ups(ctx: Context) -> int:
    """Compare what was asked for since the last time, tell the keepers of whom it touched, and forget it.

    Returns how many were compared. It runs apart from every search, so that no search takes longer for having touched
    somebody (house.md section 4).
    """
    ctx.authorise(policies.may_compare(ctx.actor))
    with connection.cursor() as cursor:
        cursor.execute(COMPARE, [ctx.now, AT_ONCE])
        [(compared, touched, messages)] = cursor.fetchall()
    ctx.record(events.LookUpsCompared(compared=compared))
    for trip_id in touched:
        ctx.record(events.WireTouched(trip_id=trip_id))
    for message_id in messages:
        queue.later(ctx, job=outbox.SEND, as_platform=True, ids={"message_id": message_id})
    return int(compared)


@command
def view_trips(ctx: Context, *, place: Place = START, is_open: bool = False) -> Page[queries.TripRow]:
    """Read which look-ups touched somebody whom the actor keeps; that they were read is recorded."""
    ctx.authorise(policies.may_read(ctx.actor, is_keeper=queries.is_keeper(viewer=ctx.actor)))
    page = queries.trips(viewer=ctx.actor, place=place, is_open=is_open)
    ctx.record(events.TripsListed(shown=len(page.rows)))
    return page


@command
def view_trip(ctx: Context, *, trip_id: UUID) -> queries.TripRow:
    """Read one look-up."""
    row = queries.trip(viewer=ctx.actor, trip_id=trip_id)
    if row is None:
        raise NotVisible
    ctx.authorise(ctx.actor.knows(row.compartment_id))
    ctx.record(events.TripViewed(trip_id=row.id))
    return row


@command
def explain_trip(ctx: Context, *, trip_id: UUID, version: int, outcome: Outcome, words: str) -> UUID:
    """Say what a look-up was, once, in words; whoever looked is told nothing."""
    trip = ctx.lock(Trip.objects.visible_to(ctx.actor), trip_id, version=version)
    ctx.authorise(policies.may_explain(ctx.actor, trip.compartment_id, trip.looked_by_id))
    ctx.require(policies.is_open(is_explained=trip.explained_at is not None))
    ctx.change(trip, explained_at=ctx.now, explained_by_id=ctx.actor.id, outcome=outcome, words=words)
    ctx.record(events.TripExplained(trip_id=trip.pk, outcome=outcome))
    return trip.pk
