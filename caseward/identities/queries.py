"""Links, where they stand and who opened them; which records they tie is asked by commands alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import psycopg
from django.db import connection

from caseward.foundation.commands import query
from caseward.foundation.commands.errors import NotPermitted, NotVisible
from caseward.foundation.paging import START, Page, Place
from caseward.foundation.storage import configuration, errors
from caseward.identities import policies
from caseward.identities.models import NEWEST, Ending, IdentityLink, Opening, SealedPair
from caseward.identities.vocabulary import HOLD, EndingState, LinkState, OpeningState, Pair
from caseward.kernel.access import Actor
from caseward.kernel.decisions import Decision, Refused, every
from caseward.kernel.references import Kind, Reference
from caseward.organisations.models import Unit
from caseward.organisations.vocabulary import UnitKind


HANDLES = "select earlier_id, later_id from sec.identity_handles(%s, %s, %s)"
NAMED = ("link", "created_by", "answered_by")
OWNS = "select tableowner = current_user from pg_tables where tablename = 'identities_sealedpair'"


@dataclass(frozen=True, slots=True)
class OpeningRow:
    """One asking, what was said to it, and where it stands; never what was read."""

    id: UUID
    link_id: UUID
    state: OpeningState
    purpose: str
    words: str
    asked_at: datetime
    asked_by_id: UUID
    asked_by: str
    answer_by: datetime
    answered_at: datetime | None
    answered_by_id: UUID | None
    answered_by: str
    answer_words: str
    opens_until: datetime | None
    closed_at: datetime | None
    may_answer: Decision
    may_read: Decision


@dataclass(frozen=True, slots=True)
class EndingRow:
    """Somebody's word that a link is wrong, and what the other said to it."""

    id: UUID
    link_id: UUID
    state: EndingState
    words: str
    said_at: datetime
    said_by: str
    answer_by: datetime
    answered_at: datetime | None
    answered_by: str
    answer_words: str
    may_answer: Decision


@dataclass(frozen=True, slots=True)
class LinkRow:
    """A link and the newest asking for it."""

    id: UUID
    compartment_id: UUID
    state: LinkState
    proposed_at: datetime
    proposed_by_id: UUID
    proposed_by: str
    confirm_by: datetime
    confirmed_at: datetime | None
    confirmed_by: str
    may_confirm: Decision
    may_ask: Decision
    newest: OpeningRow | None


@dataclass(frozen=True, slots=True)
class LinkFile:
    """A link with every asking and every word that it is wrong, the newest first."""

    link: LinkRow
    openings: tuple[OpeningRow, ...]
    endings: tuple[EndingRow, ...]
    may_question: Decision


@query
def links(*, viewer: Actor, now: datetime, place: Place = START) -> Page[LinkRow]:
    """The links of the custodians' unit, the newest first; NotPermitted for everybody else."""
    _only_custodians(viewer)
    found = IdentityLink.objects.visible_to(viewer).select_related("created_by", "confirmed_by")
    page = NEWEST.page(found, place)
    newest = _newest([link.pk for link in page.rows], viewer=viewer)
    return page.showing(_row(link, newest.get(link.pk), viewer=viewer, now=now) for link in page.rows)


@query
def link_file(*, viewer: Actor, link_id: UUID, now: datetime) -> LinkFile:
    """One link with its openings; NotVisible where there is none that the viewer may know of."""
    found = IdentityLink.objects.visible_to(viewer).select_related("created_by", "confirmed_by")
    link = found.filter(pk=link_id).first()
    if link is None:
        raise NotVisible
    openings = Opening.objects.visible_to(viewer).filter(link_id=link_id)
    rows = list(openings.select_related(*NAMED).order_by("-created_at", "-id"))
    questioned = Ending.objects.visible_to(viewer).filter(link_id=link_id)
    endings = list(questioned.select_related("created_by", "answered_by").order_by("-created_at", "-id"))
    return LinkFile(
        _row(link, rows[0] if rows else None, viewer=viewer, now=now),
        tuple(_opening(one, viewer=viewer, now=now) for one in rows),
        tuple(_ending(one, viewer=viewer, now=now) for one in endings),
        every(
            policies.may_ask(viewer, link),
            policies.is_made(link, now=now),
            policies.is_unquestioned(endings, now=now),
        ),
    )


@query
def opening(*, viewer: Actor, link_id: UUID, opening_id: UUID, now: datetime) -> OpeningRow:
    """One asking of one link; NotVisible where there is none that the viewer may know of."""
    found = Opening.objects.visible_to(viewer).select_related(*NAMED)
    one = found.filter(pk=opening_id, link_id=link_id).first()
    if one is None:
        raise NotVisible
    return _opening(one, viewer=viewer, now=now)


@query
def ending(*, viewer: Actor, link_id: UUID, ending_id: UUID, now: datetime) -> EndingRow:
    """One word that a link is wrong; NotVisible where there is none that the viewer may know of."""
    found = Ending.objects.visible_to(viewer).select_related("created_by", "answered_by")
    one = found.filter(pk=ending_id, link_id=link_id).first()
    if one is None:
        raise NotVisible
    return _ending(one, viewer=viewer, now=now)


@query
def custody(*, viewer: Actor) -> UUID | None:
    """The compartment in which the viewer keeps links, that of the first of his units of custodians by name."""
    units = Unit.objects.filter(kind=UnitKind.CUSTODIAN, cases_compartment__in=viewer.where(HOLD))
    return units.order_by("name").values_list("cases_compartment_id", flat=True).first()


def has_key() -> bool:
    """Whether links can be made and opened on this machine."""
    try:
        configuration.keys_apart()
    except errors.KeyApartWrong:
        return False
    return True


def pair_of(*, compartment_id: UUID, earlier: Reference, later: Reference) -> Pair | None:
    """The records that two references name, for a custodian within a command; None for the wrong and the absent.

    Asked with bound values: what was typed stands in no statement that the server could show or log.
    """
    if {earlier.kind, later.kind} != {Kind.NOMINAL}:
        return None
    with psycopg.Cursor(connection.connection) as cursor:
        found = cursor.execute(HANDLES, [compartment_id, earlier.stored, later.stored]).fetchone()
    return Pair(found[0], found[1], earlier, later) if found else None


def sealed_pair(link_id: UUID) -> SealedPair | None:
    """The locked pair of a link, for as long as the database hands it out."""
    return SealedPair.objects.filter(link_id=link_id).first()


def is_owner() -> bool:
    """Whether this connection owns the tables."""
    with connection.cursor() as cursor:
        cursor.execute(OWNS)
        return bool(cursor.fetchone() == (True,))


def _only_custodians(viewer: Actor) -> None:
    decision = policies.may_enter(viewer)
    if isinstance(decision, Refused):
        raise NotPermitted(decision)


def _newest(links: Sequence[UUID], *, viewer: Actor) -> dict[UUID, Opening]:
    found = Opening.objects.visible_to(viewer).filter(link_id__in=links)
    latest = found.order_by("link_id", "-created_at", "-id").distinct("link_id")
    return {one.link_id: one for one in latest.select_related(*NAMED)}


def _row(link: IdentityLink, newest: Opening | None, *, viewer: Actor, now: datetime) -> LinkRow:
    return LinkRow(
        id=link.pk,
        compartment_id=link.compartment_id,
        state=link.state(now),
        proposed_at=link.created_at,
        proposed_by_id=link.created_by_id,
        proposed_by=link.created_by.name,
        confirm_by=link.confirm_by,
        confirmed_at=link.confirmed_at,
        confirmed_by=link.confirmed_by.name if link.confirmed_by else "",
        may_confirm=every(policies.may_confirm(viewer, link), policies.is_proposed(link, now=now)),
        may_ask=every(
            policies.may_ask(viewer, link),
            policies.is_made(link, now=now),
            policies.is_idle([newest] if newest else [], now=now),
        ),
        newest=None if newest is None else _opening(newest, viewer=viewer, now=now),
    )


def _opening(one: Opening, *, viewer: Actor, now: datetime) -> OpeningRow:
    return OpeningRow(
        id=one.pk,
        link_id=one.link_id,
        state=one.state(now),
        purpose=one.purpose,
        words=one.words,
        asked_at=one.created_at,
        asked_by_id=one.created_by_id,
        asked_by=one.created_by.name,
        answer_by=one.answer_by,
        answered_at=one.answered_at,
        answered_by_id=one.answered_by_id,
        answered_by=one.answered_by.name if one.answered_by else "",
        answer_words=one.answer_words,
        opens_until=one.opens_until,
        closed_at=one.closed_at,
        may_answer=every(
            policies.may_answer(viewer, one),
            policies.is_asked(one, now=now),
            policies.is_made(one.link, now=now),
        ),
        may_read=every(policies.may_read(viewer, one), policies.is_open(one, now=now)),
    )


def _ending(one: Ending, *, viewer: Actor, now: datetime) -> EndingRow:
    return EndingRow(
        id=one.pk,
        link_id=one.link_id,
        state=one.state(now),
        words=one.words,
        said_at=one.created_at,
        said_by=one.created_by.name,
        answer_by=one.answer_by,
        answered_at=one.answered_at,
        answered_by=one.answered_by.name if one.answered_by else "",
        answer_words=one.answer_words,
        may_answer=every(policies.may_answer(viewer, one), policies.is_asked(one, now=now)),
    )
