"""Records that look alike: those that wait for somebody to judge them, and those that nobody has noticed yet."""

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import F, Q

from caseward.foundation.commands import query
from caseward.foundation.paging import START, Page, Place
from caseward.kernel.access import Actor
from caseward.kernel.identity import Match, Person, explain, explain_each, key_numbers, look_ups, looks_alike
from caseward.nominals.models import STRONGEST, Nominal, PersonLink, SimilarPair
from caseward.nominals.queries.linked import Word, words_of
from caseward.nominals.queries.records import NominalHeading, headings, known_people
from caseward.nominals.queries.searching import known_nicknames, match_model
from caseward.nominals.vocabulary import OPEN, Ask, LinkState


PAGE = 10  # each with all its evidence
AT_ONCE = 100  # records looked through at one press
NEAREST = 10

ALIKE = "select one, other from sec.nominals_alike(%s, %s)"


@dataclass(frozen=True, slots=True)
class Alike:
    """Two records with the evidence as it is now."""

    id: UUID
    strength: int
    one: NominalHeading
    other: NominalHeading
    match: Match


@dataclass(frozen=True, slots=True)
class Looked:
    """Records that were looked through, the pairs found among their nearest, and where to go on; None at the end."""

    count: int
    pairs: tuple[Alike, ...]
    reached: UUID | None


@query
def similar(*, viewer: Actor, place: Place = START) -> Page[Alike]:
    """Pairs that nobody has judged as the records are now, the strongest evidence first."""
    page = STRONGEST.page(_waiting(viewer), place, size=PAGE)
    known = known_people(viewer=viewer, nominal_ids={key for pair in page.rows for key in pair.both})
    return page.showing(_alike(pair, known) for pair in page.rows if known.keys() >= {*pair.both})


@query
def first_similar(*, viewer: Actor) -> tuple[UUID, UUID] | None:
    """The two records of the pair that stands first in the queue; None where none waits."""
    rows = STRONGEST.page(_waiting(viewer), START, size=1).rows
    return next((pair.both for pair in rows), None)


@query
def similar_to(*, viewer: Actor, nominal_id: UUID) -> tuple[NominalHeading, ...]:
    """Whom a record looks like, as long as nobody has said what they are to each other."""
    pairs = SimilarPair.objects.visible_to(viewer).touching([nominal_id]).filter(judged_at__isnull=True)
    others = [
        other if one == nominal_id else one for one, other in pairs.values_list("nominal_id", "other_id")
    ]
    found = headings(viewer=viewer, nominal_ids=others).values() if others else ()
    return tuple(sorted(found, key=lambda one: one.reference))


@query
def waiting_words(*, viewer: Actor) -> tuple[Word, ...]:
    """Links that wait for the viewer as the second person, the newest first."""
    asked = PersonLink.objects.visible_to(viewer).filter(state__in=[LinkState.PROPOSED, LinkState.END_ASKED])
    words = words_of(viewer, asked.exclude(asked_by_id=viewer.id))
    return tuple(word for word in words if word.asks in {Ask.CONFIRM, Ask.CONFIRM_END})


@query
def looked_through(*, viewer: Actor, compartments: Collection[UUID], after: UUID | None) -> Looked:
    """The next records of these compartments beside their nearest; what was spoken of or found before is left out."""
    batch = Nominal.objects.visible_to(viewer).within(compartments).order_by("pk")
    keys = list((batch.filter(pk__gt=after) if after else batch).values_list("pk", flat=True)[:AT_ONCE])
    people = known_people(viewer=viewer, nominal_ids=keys)
    pairs = _fresh(viewer, set(_nearest({key: person for key, (_, person) in people.items()})))
    known = people | known_people(viewer=viewer, nominal_ids={*chain(*pairs)} - people.keys())
    found = tuple(
        chain.from_iterable(_compared(one, pairs, known) for one in sorted({low for low, _ in pairs}))
    )
    return Looked(count=len(keys), pairs=found, reached=keys[-1] if len(keys) == AT_ONCE else None)


def strength_of(match: Match) -> int:
    """The weight in tenths of bits, as the queue is sorted; what speaks against weighs nothing."""
    return max(0, round(match.total * 10))


def _waiting(viewer: Actor) -> Any:  # noqa: ANN401  a question about pairs
    changed = ~Q(seen_version=F("nominal__version")) | ~Q(other_seen_version=F("other__version"))
    unjudged = SimilarPair.objects.visible_to(viewer).filter(judged_at__isnull=True)
    return unjudged.filter(Q(seen_version__isnull=True) | changed)


def _alike(pair: SimilarPair, known: dict[UUID, tuple[NominalHeading, Person]]) -> Alike:
    (one, ours), (other, theirs) = (known[key] for key in pair.both)
    match = explain(ours, found=theirs, model=match_model(), nicknames=known_nicknames())
    return Alike(pair.pk, pair.strength, one, other, match)


def _nearest(people: dict[UUID, Person]) -> Iterator[tuple[UUID, UUID]]:
    """Pairs, the lower id first, of these records and the nearest to each."""
    asked = [{"id": str(key), "keys": _narrow(person)} for key, person in people.items()]
    with connection.cursor() as cursor:
        cursor.execute(ALIKE, [json.dumps(asked), NEAREST])
        for one, other in cursor.fetchall():
            yield (min(one, other), max(one, other))


def _narrow(person: Person) -> list[int]:
    asked = look_ups(person, nicknames=known_nicknames())
    return key_numbers(asked.numbers | asked.births | asked.homes | asked.pairs)


def _fresh(viewer: Actor, pairs: set[tuple[UUID, UUID]]) -> set[tuple[UUID, UUID]]:
    """Those that are no pair yet, and of which nothing stands."""
    lower = {low for low, _ in pairs}
    known = SimilarPair.objects.visible_to(viewer).filter(nominal_id__in=lower)
    spoken = PersonLink.objects.visible_to(viewer).filter(nominal_id__in=lower, state__in=OPEN)
    both = chain(known.values_list("nominal_id", "other_id"), spoken.values_list("nominal_id", "other_id"))
    return pairs - set(both)


def _compared(
    one: UUID, pairs: Collection[tuple[UUID, UUID]], known: dict[UUID, tuple[NominalHeading, Person]]
) -> Iterator[Alike]:
    """One record with each of those it is paired with: what is asked is prepared once."""
    others = sorted(high for low, high in pairs if low == one and high in known)
    if one not in known or not others:
        return
    heading, person = known[one]
    theirs = [known[key][1] for key in others]
    matches = explain_each(person, found=theirs, model=match_model(), nicknames=known_nicknames())
    for key, match in zip(others, matches, strict=True):
        if looks_alike(match):
            yield Alike(key, strength_of(match), heading, known[key][0], match)
