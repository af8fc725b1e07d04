"""Entering, amending, giving another account and reading."""

from collections.abc import Sequence
from dataclasses import asdict, replace
from uuid import UUID

from caseward.chronology import events, policies, queries
from caseward.chronology.models import Entry, SameEvent, Visit
from caseward.chronology.vocabulary import Amendment, Contact, Entered, Kind, Nature, Source, Visited
from caseward.decisions import queries as decision_queries
from caseward.decisions.models import DecisionRecord
from caseward.foundation.commands import Context, command, step
from caseward.foundation.commands.context import LONDON
from caseward.foundation.commands.errors import NotVisible
from caseward.foundation.records import bulk
from caseward.kernel.dates import PartialDate
from caseward.obligations.queries import OWNED, owned_by
from caseward.obligations.vocabulary import Matter, MatterKind


WHOSE = ("one", "other", "created_by", "relied_by", "ended_by")
# These happen when they are written, unless somebody says otherwise.
_HAPPENS_WHEN_WRITTEN = frozenset({Kind.NOTE, Kind.DECISION, Kind.SYSTEM})


@step
def enter(ctx: Context, *, about: Matter, entered: Entered, account_of: UUID | None = None) -> Entry:
    """Enter something about a record; Invalid names the field at fault.

    Without a date, notes and records happened now; for anything else it means that the date is not known.
    `account_of` is an entry that speaks of the same event; the accounts then stand side by side.
    """
    if account_of is None:
        entry = _made(ctx, about, _dated(ctx, entered))
        ctx.record(
            events.EntryMade(entry_id=entry.pk, about_id=about.id, kind=entry.kind, nature=entry.nature)
        )
        return entry
    beside = ctx.get(Entry.objects.visible_to(ctx.actor), account_of)
    return _given(ctx, about, entered, beside)


@step
def enter_all(ctx: Context, *, entered: Sequence[tuple[Matter, Entered]]) -> list[Entry]:
    """Enter one thing about each of many records."""
    entries = [_accepted(ctx, about, _dated(ctx, one)) for about, one in entered]
    ctx.add_all(entries)
    for entry in entries:
        ctx.record(
            events.EntryMade(entry_id=entry.pk, about_id=entry.about_id, kind=entry.kind, nature=entry.nature)
        )
    return entries


@step
def enter_decision(ctx: Context, *, about: Matter, decision: DecisionRecord) -> Entry:
    """Enter that a decision was signed, where the chronology then leads to its record."""
    return enter(
        ctx,
        about=about,
        entered=Entered(
            kind=Kind.DECISION, text=decision.title, source=Source.OBSERVED, source_id=decision.pk
        ),
    )


@command
def add_to_entry(ctx: Context, *, entry_id: UUID, text: str) -> UUID:
    """Add to an entry, which itself stands."""
    original = _original(ctx, entry_id)
    added = _amended(ctx, original, Amendment.ADDENDUM, text)
    ctx.record(events.EntryAddedTo(entry_id=added.pk, about_id=original.about_id, original_id=original.pk))
    return added.pk


@command
def correct_entry(ctx: Context, *, entry_id: UUID, text: str, occurred: PartialDate | None = None) -> UUID:
    """Put an entry right, its date too when one is given; what it said stays beside the correction."""
    original = _original(ctx, entry_id)
    added = _amended(ctx, original, Amendment.CORRECTION, text, occurred)
    ctx.record(events.EntryCorrected(entry_id=added.pk, about_id=original.about_id, original_id=original.pk))
    return added.pk


@command
def give_account(ctx: Context, *, entry_id: UUID, entered: Entered) -> UUID:
    """Enter what another source says of the same event, for everybody who knows the first account."""
    original = _original(ctx, entry_id)
    return _given(ctx, _matter(original), entered, original).pk


@command
def join_entries(ctx: Context, *, entry_id: UUID, other_id: UUID, because: str) -> UUID:
    """Say that two entries tell of one event; both stay as they are, and stand side by side from now on."""
    low, high = sorted((entry_id, other_id))
    visible = Entry.objects.visible_to(ctx.actor)
    one, other = ctx.get(visible, low), ctx.get(visible, high)
    for each in (one, other):
        ctx.authorise(policies.may_amend(ctx.actor, each))
    ctx.require(policies.says_why(because), on="because")
    ctx.require(policies.are_of_one_record(one, other), on="other")
    standing = SameEvent.objects.visible_to(ctx.actor).filter(one=one, other=other, ended_at__isnull=True)
    ctx.require(policies.is_not_joined(is_joined=standing.exists()), on="other")
    said: SameEvent = ctx.add(
        SameEvent(compartment_id=one.compartment_id, one=one, other=other, because=because.strip())
    )
    ctx.record(events.EntriesJoined(same_event_id=said.pk, about_id=one.about_id))
    return said.pk


@command
def rely_on(ctx: Context, *, same_event_id: UUID, version: int, entry_id: UUID, because: str) -> UUID:
    """Decide which of two entries of one event is relied on, and why; the other stays to be read beside it."""
    said = _joined(ctx, same_event_id, version, because)
    if entry_id not in (said.one_id, said.other_id):
        raise NotVisible
    decided = {"relied_on_id": entry_id, "relied_at": ctx.now, "relied_by_id": ctx.actor.id}
    ctx.change(said, **decided, relied_because=because.strip())
    ctx.record(events.EntryReliedOn(same_event_id=said.pk, about_id=said.one.about_id, entry_id=entry_id))
    return said.pk


@command
def part_entries(ctx: Context, *, same_event_id: UUID, version: int, because: str) -> UUID:
    """Say that two entries tell of two events after all; each stands alone, as it did before."""
    said = _joined(ctx, same_event_id, version, because)
    ctx.change(said, ended_at=ctx.now, ended_by_id=ctx.actor.id, ended_because=because.strip())
    ctx.record(events.EntriesParted(same_event_id=said.pk, about_id=said.one.about_id))
    return said.pk


@command
def view_same_event(ctx: Context, *, same_event_id: UUID) -> queries.SideBySide:
    """Read two entries of one event side by side; that both were read is recorded."""
    said = ctx.get(SameEvent.objects.visible_to(ctx.actor).select_related(*WHOSE), same_event_id)
    for entry in (said.one, said.other):
        ctx.authorise(policies.may_read(ctx.actor, entry, is_owned=False))
        ctx.record(events.EntryViewed(entry_id=entry.pk, about_id=entry.about_id))
    may_decide = policies.may_amend(ctx.actor, said.one)
    return queries.side_by_side(viewer=ctx.actor, said=said, may_decide=may_decide)


@command
def view_entry(ctx: Context, *, entry_id: UUID) -> queries.EntryFile:
    """Read the event that an entry speaks of, with its accounts; who read it and when is recorded."""
    entries = Entry.objects.visible_to(ctx.actor).select_related("amends")
    entry = ctx.get(entries.annotate(**{OWNED: owned_by(ctx.actor)}), entry_id)
    ctx.authorise(policies.may_read(ctx.actor, entry, is_owned=vars(entry)[OWNED]))
    ctx.record(events.EntryViewed(entry_id=entry.pk, about_id=entry.about_id))
    return queries.EntryFile(
        happening=queries.happening(viewer=ctx.actor, entry=entry),
        decisions=decision_queries.decisions_resting_on(viewer=ctx.actor, entry_id=entry.pk),
        may_amend=policies.may_amend(ctx.actor, entry),
    )


def _original(ctx: Context, entry_id: UUID) -> Entry:
    """The entry itself, or what it amends, if the actor may work on it."""
    entry: Entry = ctx.get(Entry.objects.visible_to(ctx.actor).select_related("amends"), entry_id)
    ctx.authorise(policies.may_amend(ctx.actor, entry))
    return entry.amends or entry


def _joined(ctx: Context, same_event_id: UUID, version: int, because: str) -> SameEvent:
    visible = SameEvent.objects.visible_to(ctx.actor)
    said: SameEvent = ctx.lock(visible, same_event_id, version=version)
    ctx.authorise(policies.may_amend(ctx.actor, said.one))
    ctx.require(policies.still_joined(said))
    ctx.require(policies.says_why(because), on="because")
    return said


def _matter(entry: Entry) -> Matter:
    return Matter(
        id=entry.about_id,
        kind=MatterKind(entry.about_kind),
        reference=entry.about_reference,
        compartment_id=entry.compartment_id,
    )


def _dated(ctx: Context, entered: Entered) -> Entered:
    if entered.occurred is not None or entered.kind not in _HAPPENS_WHEN_WRITTEN:
        return entered
    now = ctx.now.astimezone(LONDON).time().replace(second=0, microsecond=0)
    return replace(entered, occurred=PartialDate.of(ctx.today), occurred_time=now)


def _amended(
    ctx: Context, original: Entry, how: Amendment, text: str, occurred: PartialDate | None = None
) -> Entry:
    entered = Entered(kind=Kind.NOTE, text=text, nature=Nature(original.nature), occurred=occurred)
    return _made(ctx, _matter(original), entered, amends_id=original.pk, amends_as=how)


def _given(ctx: Context, about: Matter, entered: Entered, beside: Entry) -> Entry:
    first = beside.amends or beside
    entry = _made(ctx, about, entered, account_of_id=first.account_of_id or first.pk)
    ctx.record(events.AccountGiven(entry_id=entry.pk, about_id=about.id, original_id=first.pk))
    return entry


def _made(ctx: Context, about: Matter, entered: Entered, **belongs: object) -> Entry:
    entry = ctx.add(_accepted(ctx, about, entered, **belongs))
    if entered.contact is not None and entered.contact.visit is not None:
        ctx.add(_visit(entry, entered.contact.visit))
    return entry


def _visit(entry: Entry, said: Visited) -> Visit:
    return bulk.filled(Visit, compartment_id=entry.compartment_id, entry_id=entry.pk, **asdict(said))


def _accepted(ctx: Context, about: Matter, entered: Entered, **belongs: object) -> Entry:
    """The row, when everything in it is in order."""
    clock = ctx.now.astimezone(LONDON).time()
    for field, answer in policies.unmet(entered, today=ctx.today, clock=clock):
        ctx.require(answer, on=field)
    return _entry(about, entered, **belongs)


def _entry(about: Matter, entered: Entered, **belongs: object) -> Entry:
    occurred = entered.occurred
    return bulk.filled(
        Entry,
        compartment_id=about.compartment_id,
        about_id=about.id,
        about_kind=about.kind,
        about_reference=about.reference,
        kind=entered.kind,
        text=entered.text,
        nature=entered.nature,
        occurred_year=occurred.year if occurred else None,
        occurred_month=occurred.month if occurred else None,
        occurred_day=occurred.day if occurred else None,
        occurred_time=entered.occurred_time,
        source=entered.source,
        source_name=entered.source_name,
        source_id=entered.source_id,
        grade=entered.grade,
        **_of_contact(entered.contact),
        **belongs,
    )


def _of_contact(contact: Contact | None) -> dict[str, str]:
    if contact is None:
        return {}
    return {
        "agency": contact.agency,
        "channel": contact.channel,
        "outcome": contact.outcome,
        "risk": contact.risk,
        "initiated_by": contact.initiated_by,
        "risk_doing": contact.doing,
        "number": contact.number,
    }
