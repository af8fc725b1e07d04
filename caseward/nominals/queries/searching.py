"""Finding people by likeness, with the evidence; one question to the database, whatever is asked."""

from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

from django.db import connection

from caseward.foundation.catalogue import catalogue
from caseward.foundation.commands import query
from caseward.kernel.access import Actor
from caseward.kernel.identifiers import Identifier, Kind
from caseward.kernel.identity import (
    Address,
    LookUps,
    Match,
    MatchModel,
    Name,
    Nicknames,
    Person,
    explain_each,
    key_numbers,
    look_ups,
    normalise,
)
from caseward.kernel.identity.fields import DIFFERENT, IDENTIFIER_FIELDS, NAME_FIELDS, SAME
from caseward.nominals import models
from caseward.nominals.queries.records import NominalHeading


MOST_COMPARED = 30
MOST_SHOWN = 10
MODEL = "people"
NICKNAMES = "english"

# Whom to ask elsewhere, then a row for each record that could be the person: what a heading needs of it, and its facts
# in the order in which they became known. The ids of `nominals_like` are read through row-level security again.
FIND = """
    select elsewhere.contacts, p.id, p.compartment_id, p.reference, p.born_year, p.born_month, p.born_day,
           p.youngest_age, p.oldest_age, p.age_as_of, names.of_person, addresses.of_person, numbers.of_person
    from (select case when %(points)s then array(select sec.pointers_to(%(numbers)s::integer[], %(births)s::integer[],
                                                                       %(pairs)s::integer[]))
                      else '{}' end as contacts) elsewhere
        left join (nominals_nominal p
            cross join lateral (select json_agg(json_build_array(f.forenames, f.surname)
                                                order by f.kind <> 'MAIN', f.created_at, f.normalised) as of_person
                                from nominals_name f where f.nominal_id = p.id) names
            cross join lateral (select json_agg(json_build_array(f.text, f.postcode) order by f.created_at, f.text)
                                           as of_person
                                from nominals_address f where f.nominal_id = p.id and f.corrected_at is null) addresses
            cross join lateral (select json_agg(json_build_array(f.kind, f.value) order by f.created_at, f.value)
                                           as of_person
                                from nominals_identifier f
                                where f.nominal_id = p.id and f.corrected_at is null) numbers)
        on p.id = any (array(select unnest(sec.nominals_like(
            %(numbers)s::integer[], %(births)s::integer[], %(homes)s::integer[], %(pairs)s::integer[],
            %(slips)s::integer[], %(far)s::integer[], %(sounds)s::integer[], %(first_year)s, %(last_year)s,
            %(spellings)s::text[], %(at_most)s))))
"""
LISTS = ("numbers", "births", "homes", "pairs", "slips", "far", "sounds")
# Four letters of five agree: whoever is written so nearly as was asked is shown, though the words differ one by one.
NEARLY = 0.8


@dataclass(frozen=True, slots=True)
class Candidate:
    """A record that could be the person, with the evidence field by field."""

    heading: NominalHeading
    match: Match


@dataclass(frozen=True, slots=True)
class _Known:
    """A record with what is to be compared."""

    id: UUID
    compartment_id: UUID
    reference: str
    person: Person

    @property
    def heading(self) -> NominalHeading:
        """Made for those only who are shown: a reference checks itself, which costs more than the comparison."""
        columns = (self.id, self.compartment_id, self.reference)
        return NominalHeading.from_columns(columns, name=self.person.name, born=self.person.born)


@dataclass(frozen=True, slots=True)
class Question:
    """Who is looked for, and the keys under which a record of him may be kept, worked out once."""

    person: Person
    keys: LookUps

    @property
    def numbers(self) -> list[int]:
        """Every key as the database keeps it."""
        return key_numbers(self.keys.all)


@dataclass(frozen=True, slots=True)
class LookedFor:
    """Who could be meant, and whom to ask in units that the viewer does not belong to."""

    candidates: tuple[Candidate, ...]
    pointers: tuple[str, ...]


def question_of(person: Person) -> Question:
    """What is asked for when this person is looked for."""
    return Question(person, look_ups(person, nicknames=known_nicknames()))


@query
def candidates(
    *, viewer: Actor, person: Person, at_most: int = MOST_SHOWN, is_asked_for: bool = False
) -> tuple[Candidate, ...]:
    """Records that could be this person, best evidence first; empty when nothing that identifies is given."""
    question = question_of(person)
    known, _contacts = _found(question, points=False)
    return _compared(viewer, question, known, is_asked_for=is_asked_for)[:at_most]


@query
def look_for(*, viewer: Actor, question: Question, at_most: int = MOST_SHOWN) -> LookedFor:
    """The same where somebody asked for a person, and whom to ask elsewhere, in one question to the database."""
    known, contacts = _found(question, points=bool(viewer.memberships))
    return LookedFor(_compared(viewer, question, known, is_asked_for=True)[:at_most], contacts)


def _compared(
    viewer: Actor, question: Question, known: list["_Known"], *, is_asked_for: bool
) -> tuple[Candidate, ...]:
    """Of those of whom the evidence says the same, whoever is written most nearly as was asked comes first.

    Where somebody asked for a person, whoever agrees more than not is among them, however little was asked.
    Whose question it is the database knows from the session; the viewer's own compartments are asked once more.
    """
    mine = viewer.compartments
    found = [one for one in known if one.compartment_id in mine]
    people = (one.person for one in found)
    matches = explain_each(question.person, found=people, model=match_model(), nicknames=known_nicknames())
    worth = (
        (match, one)
        for match, one in zip(matches, found, strict=True)
        if _is_worth_a_look(match) or (is_asked_for and _agrees(match))
    )
    ordered = sorted(worth, key=lambda pair: (-pair[0].total, -pair[0].closeness, pair[1].reference))
    return tuple(Candidate(one.heading, match) for match, one in ordered)


@cache
def match_model() -> MatchModel:
    """The published weights."""
    return MatchModel.from_table(catalogue().table("matching", MODEL))


@cache
def known_nicknames() -> Nicknames:
    """The published families of forenames."""
    return Nicknames.from_table(catalogue().table("nicknames", NICKNAMES))


def _is_worth_a_look(match: Match) -> bool:
    """A shared number asks for an answer even where nothing else is known of the person."""
    shares_number = any(one.field in IDENTIFIER_FIELDS and one.level == SAME for one in match.evidence)
    return shares_number or match.likelihood.rank > 0


def _agrees(match: Match) -> bool:
    """Whether more speaks for the record than against it, and a name does, or nothing differs at all.

    Or nothing but the words of a name differs, and that is nearly the one that was asked for.
    """
    if match.closeness >= NEARLY and all(
        one.level != DIFFERENT or one.field in NAME_FIELDS for one in match.evidence
    ):
        return True
    has_name = any(one.field in NAME_FIELDS and one.weight > 0 for one in match.evidence)
    return match.total > 0 and (has_name or all(one.level != DIFFERENT for one in match.evidence))


def _found(question: Question, *, points: bool) -> tuple[list[_Known], tuple[str, ...]]:
    """The records to compare, which share most with the question, and whom to ask elsewhere."""
    asked = question.keys
    if not asked:
        return [], ()
    values = _numbered(asked) | {
        "points": points and bool(asked.numbers or asked.births),
        "at_most": MOST_COMPARED,
    }
    values["spellings"] = sorted(
        {normalise(f"{name.forenames} {name.surname}") for name, _ in question.person.names}
    )
    with connection.cursor() as cursor:
        cursor.execute(FIND, values)
        rows = cursor.fetchall()
    return [_known(row[1:]) for row in rows if row[1] is not None], tuple(rows[0][0])


def _numbered(asked: LookUps) -> dict[str, Any]:
    first_year, last_year = asked.years or (None, None)
    numbers = {name: key_numbers(getattr(asked, name)) for name in LISTS}
    return {**numbers, "first_year": first_year, "last_year": last_year}


def _known(row: tuple[Any, ...]) -> _Known:
    key, compartment_id, reference, *birth, names, addresses, numbers = row
    main, *aliases = [Name(forenames, surname) for forenames, surname in names or [("", "")]]
    person = Person(
        name=main,
        aliases=tuple(aliases),
        born=models.born_of((birth[0], birth[1], birth[2]), (birth[3], birth[4], birth[5])),
        addresses=tuple(Address(text, postcode) for text, postcode in addresses or ()),
        identifiers=tuple(Identifier(Kind(kind), value) for kind, value in numbers or ()),
    )
    return _Known(key, compartment_id, reference, person)
