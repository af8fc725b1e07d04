"""What was said of two records together, as far as the viewer may know both."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Max, Prefetch

from caseward.foundation.commands import query
from caseward.foundation.commands.errors import NotVisible
from caseward.kernel.access import Actor
from caseward.kernel.identity import Match, Risk, explain, risks_of_joining
from caseward.nominals import policies
from caseward.nominals.models import LinkStep, PersonLink
from caseward.nominals.queries.records import NominalHeading, headings, known_people
from caseward.nominals.queries.searching import known_nicknames, match_model
from caseward.nominals.vocabulary import OPEN, STANDING, Ask, LinkState, Said, StepKind


MOST_SHOWN = 50

# Through links that stand, and under row-level security: somebody who knows one end of a link alone does not go on.
JOINED = """
    with recursive person(id) as (
        select %s::uuid union
        select case when l.nominal_id = p.id then l.other_id else l.nominal_id end
        from person p join nominals_personlink l on p.id in (l.nominal_id, l.other_id)
        where l.says = 'SAME' and l.state = any(%s))
    select id from person
"""


@dataclass(frozen=True, slots=True)
class StepTaken:
    """One step in the life of a link."""

    kind: StepKind
    by: str
    at: datetime
    because: str


@dataclass(frozen=True, slots=True)
class Word:
    """What was said of two records, step by step, the first step first."""

    id: UUID
    one: NominalHeading
    other: NominalHeading
    says: Said
    state: LinkState
    risks: tuple[Risk, ...]
    asks: Ask
    steps: tuple[StepTaken, ...]

    @property
    def is_open(self) -> bool:
        """Whether it stands, or waits for somebody."""
        return self.state in OPEN


@dataclass(frozen=True, slots=True)
class Joined:
    """The other records of one person, and all that was said of any of them with another, the newest first."""

    records: tuple[NominalHeading, ...]
    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Two:
    """Two records side by side: the evidence, what would need two people, and what was said."""

    one: NominalHeading
    other: NominalHeading
    match: Match
    risks: tuple[Risk, ...]
    words: tuple[Word, ...]
    asks: Ask

    @property
    def open_word(self) -> Word | None:
        """What stands or waits, if anything does."""
        return next((word for word in self.words if word.is_open), None)


@query
def compared(*, viewer: Actor, nominal_ids: Collection[UUID]) -> Match:
    """Two records field by field; NotVisible unless the viewer may know both."""
    found = known_people(viewer=viewer, nominal_ids=nominal_ids)
    if len(found) != len(set(nominal_ids)):
        raise NotVisible
    (_, ours), (_, theirs) = (found[key] for key in nominal_ids)
    return explain(ours, found=theirs, model=match_model(), nicknames=known_nicknames())


@query
def asked_of(*, viewer: Actor, nominal_ids: tuple[UUID, UUID]) -> tuple[Ask, UUID | None]:
    """What the viewer can be asked of two records, and of which word on them; NotVisible unless he may know both."""
    known = headings(viewer=viewer, nominal_ids=nominal_ids)
    if len(known) != 2:
        raise NotVisible
    low, high = sorted(nominal_ids)
    words = PersonLink.objects.visible_to(viewer).filter(nominal_id=low, other_id=high)
    word = words.filter(state__in=OPEN).first()
    ask = _ask(viewer, word, [one.compartment_id for one in known.values()])
    return ask, None if word is None else word.pk


@query
def joined(*, viewer: Actor, nominal_id: UUID) -> Joined:
    """Everything known of a person under other records, through links of which the viewer may know both ends."""
    found = _joined_with(nominal_id)
    words = words_of(viewer, PersonLink.objects.visible_to(viewer).touching(found))
    known = {one.id: one for word in words for one in (word.one, word.other)}
    records = [known[key] for key in found if key in known and key != nominal_id]
    readable = (one for one in records if policies.may_view(viewer, one.compartment_id))
    return Joined(records=tuple(sorted(readable, key=lambda one: one.reference)), words=words)


@query
def last_joined_at(*, viewer: Actor, nominal_id: UUID) -> datetime | None:
    """When the last of the links came to stand by which the viewer knows more records of the person."""
    links = PersonLink.objects.visible_to(viewer).touching(_joined_with(nominal_id))
    standing = links.filter(says=Said.SAME, state__in=STANDING).values("id")
    made = LinkStep.objects.filter(link__in=standing, kind__in=(StepKind.LINKED, StepKind.CONFIRMED))
    last: datetime | None = made.aggregate(last=Max("created_at"))["last"]
    return last


@query
def two(*, viewer: Actor, nominal_ids: tuple[UUID, UUID]) -> Two:
    """Two records side by side; NotVisible unless the viewer may know both."""
    found = known_people(viewer=viewer, nominal_ids=nominal_ids)
    if len(found) != 2:
        raise NotVisible
    (one, ours), (other, theirs) = (found[key] for key in nominal_ids)
    match = explain(ours, found=theirs, model=match_model(), nicknames=known_nicknames())
    low, high = sorted(nominal_ids)
    words = words_of(viewer, PersonLink.objects.visible_to(viewer).filter(nominal_id=low, other_id=high))
    ask, _ = asked_of(viewer=viewer, nominal_ids=nominal_ids)
    return Two(
        one=one,
        other=other,
        match=match,
        risks=risks_of_joining(match, in_one_compartment=one.compartment_id == other.compartment_id),
        words=words,
        asks=ask,
    )


def _joined_with(nominal_id: UUID) -> list[UUID]:
    with connection.cursor() as cursor:
        cursor.execute(JOINED, [nominal_id, [*map(str, STANDING)]])
        return [key for (key,) in cursor.fetchall()]


def words_of(viewer: Actor, asked: Any) -> tuple[Word, ...]:  # noqa: ANN401  a question about links
    """What was said, as the viewer may know it: open ones first, then the newest."""
    steps = Prefetch("steps", LinkStep.objects.select_related("created_by").order_by("created_at"))
    found: list[PersonLink] = list(asked.prefetch_related(steps).order_by("-created_at")[:MOST_SHOWN])
    known = headings(viewer=viewer, nominal_ids={key for link in found for key in link.both})
    whole = (link for link in found if known.keys() >= {*link.both})
    return tuple(sorted((_word(viewer, link, known) for link in whole), key=lambda word: not word.is_open))


def _word(viewer: Actor, link: PersonLink, known: dict[UUID, NominalHeading]) -> Word:
    return Word(
        id=link.pk,
        one=known[link.nominal_id],
        other=known[link.other_id],
        says=Said(link.says),
        state=LinkState(link.state),
        risks=tuple(map(Risk, link.risks)),
        asks=_ask(viewer, link if link.state in OPEN else None, link.compartments),
        steps=tuple(_steps(link.steps.all())),
    )


def _steps(steps: Iterable[LinkStep]) -> Iterable[StepTaken]:
    return (StepTaken(StepKind(one.kind), one.created_by.name, one.created_at, one.because) for one in steps)


def _ask(viewer: Actor, word: PersonLink | None, compartments: Collection[UUID]) -> Ask:
    """The one question that the state of things leaves, if it is one for the viewer."""
    if word is None:
        return Ask.JUDGE if policies.may_speak_of(viewer, *compartments) else Ask.NOTHING
    if word.says == Said.SAME and word.state == LinkState.STANDS:
        return Ask.END if policies.may_speak_of(viewer, *compartments) else Ask.NOTHING
    if not policies.may_answer(viewer, word):
        return Ask.NOTHING
    if word.says == Said.NOT_SAME:
        return Ask.WITHDRAW
    return Ask.CONFIRM if word.state == LinkState.PROPOSED else Ask.CONFIRM_END
