"""Events built from the rows of their accounts and amendments, as far as the viewer may know of them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import fields
from typing import Any
from uuid import UUID

from caseward.chronology.models import Entry, Visit
from caseward.chronology.queries.accounts import Account, Amended, Happening
from caseward.chronology.queries.asked import accounts_of, amending
from caseward.chronology.vocabulary import (
    Amendment,
    Channel,
    ChildrenSeen,
    Contact,
    EntryId,
    Initiated,
    Kind,
    Nature,
    Risk,
    Source,
    ToldAlso,
    Visited,
)
from caseward.kernel.access import Actor
from caseward.kernel.dates import PartialDate
from caseward.obligations.vocabulary import MatterKind


def happenings(*, viewer: Actor, heads: Iterable[Entry]) -> list[Happening]:
    """The event that each entry speaks of, in the order of the entries: three questions, however many they are."""
    heads = list(heads)
    events = [_event_of(entry) for entry in heads]
    accounts = accounts_of(viewer.compartments, events)
    amendments = _amendments(viewer, accounts)
    by_event = defaultdict(list)
    for entry in accounts:
        by_event[_event_of(entry)].append(_account(entry, amendments[entry.pk]))
    return [Happening(tuple(by_event[event])) for event in events]


def _amendments(viewer: Actor, accounts: Sequence[Entry]) -> defaultdict[UUID | None, list[Amended]]:
    found: defaultdict[UUID | None, list[Amended]] = defaultdict(list)
    for entry in amending(viewer.compartments, [entry.pk for entry in accounts]):
        found[entry.amends_id].append(
            Amended(
                id=EntryId(entry.pk),
                how=Amendment(entry.amends_as),
                text=entry.text,
                occurred=occurred_of(entry),
                by=entry.created_by.name,
                at=entry.created_at,
            )
        )
    return found


def _event_of(entry: Entry) -> Any:  # noqa: ANN401  Django's ids are not typed
    return entry.account_of_id or entry.pk


def _account(entry: Entry, amendments: Sequence[Amended]) -> Account:
    return Account(
        id=EntryId(entry.pk),
        about_id=entry.about_id,
        about_kind=MatterKind(entry.about_kind),
        about_reference=entry.about_reference,
        kind=Kind(entry.kind),
        text=entry.text,
        nature=Nature(entry.nature),
        occurred_as_entered=occurred_of(entry),
        occurred_time=entry.occurred_time,
        source=Source(entry.source),
        source_name=entry.source_name,
        source_id=entry.source_id,
        grade=entry.grade,
        contact=_contact(entry),
        by=entry.created_by.name,
        at=entry.created_at,
        amendments=tuple(amendments),
        told_also=tuple(ToldAlso.of(said, entry.pk) for said in vars(entry).get("told_also") or ()),
    )


def occurred_of(entry: Entry) -> PartialDate | None:
    """The day of an entry as far as it was said; None where it was not."""
    if entry.occurred_year is None:
        return None
    return PartialDate(entry.occurred_year, entry.occurred_month, entry.occurred_day)


def _contact(entry: Entry) -> Contact | None:
    if entry.kind != Kind.CONTACT:
        return None
    return Contact(
        agency=entry.agency,
        number=entry.number,
        channel=Channel(entry.channel),
        outcome=entry.outcome,
        risk=Risk(entry.risk),
        initiated_by=Initiated(entry.initiated_by or Initiated.US),
        doing=entry.risk_doing,
        visit=_visit(getattr(entry, "visit", None)),
    )


def _visit(found: Visit | None) -> Visited | None:
    if found is None:
        return None
    said = {one.name: getattr(found, one.name) for one in fields(Visited)}
    return Visited(**{**said, "children_seen": ChildrenSeen(found.children_seen)})
