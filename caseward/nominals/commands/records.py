"""The steps by which a person gets a record and more becomes known of him; the verbs stand in the apps above."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from caseward.foundation.commands import Context, step
from caseward.foundation.records import bulk, references
from caseward.kernel.dates import ApproximateAge, Born, PartialDate
from caseward.kernel.identity import Address, Name, Person, blocking_keys, key_numbers, normalise
from caseward.kernel.references import Kind as ReferenceKind
from caseward.nominals import events, models, policies, queries
from caseward.nominals.commands.similar import note_similar
from caseward.nominals.vocabulary import Given, NameKind, Origin


@step
def make_nominal(
    ctx: Context,
    *,
    compartment_id: UUID,
    person: Person,
    source_id: UUID | None,
    living_at: Address | None = None,
    origin: Origin | None = None,
) -> models.Nominal:
    """Make a record of a person in the compartment, from what one source gave; it is put beside those like it."""
    ctx.authorise(policies.may_write(ctx.actor, compartment_id))
    alike = queries.candidates(viewer=ctx.actor, person=person)
    nominal = ctx.add(_nominal(compartment_id, person))
    given = Given(person=person, source_id=source_id, living_at=living_at, origin=origin)
    _keep_facts(ctx, nominal, given, has_main=False)
    note_similar(ctx, nominal=nominal, alike=alike)
    ctx.record(events.NominalMade(nominal_id=nominal.pk, source_id=source_id))
    return nominal


@step
def make_nominals(ctx: Context, *, compartment_id: UUID, people: Sequence[Given]) -> list[models.Nominal]:
    """Make the records of many people in one compartment, each told of in the ledger by itself."""
    ctx.authorise(policies.may_write(ctx.actor, compartment_id))
    made = [(_nominal(compartment_id, given.person), given) for given in people]
    facts = [fact for nominal, given in made for fact in _facts(nominal, given, has_main=False)]
    ctx.add_all([*(nominal for nominal, _ in made), *sorted(facts, key=lambda fact: type(fact).__name__)])
    for nominal, given in made:
        ctx.record(events.NominalMade(nominal_id=nominal.pk, source_id=given.source_id))
    return [nominal for nominal, _ in made]


@step
def add_facts(
    ctx: Context,
    *,
    nominal: models.Nominal,
    person: Person,
    source_id: UUID | None,
    living_at: Address | None = None,
) -> int:
    """Add what a source gives and the record does not have yet, beside what is there; returns how many facts.

    What was found wrong once does not come back by itself: whoever knows better adds it by hand.
    """
    ctx.authorise(policies.may_write(ctx.actor, nominal.compartment_id))
    known = queries.known_person(nominal, with_corrected=True)
    fresh = _beyond(known, person)
    columns = birth_columns(fresh.born)
    keys = sorted({*nominal.keys, *key_numbers(blocking_keys(person))})
    count = len(fresh.names) + len(fresh.addresses) + len(fresh.identifiers) + (fresh.born is not None)
    if count:
        ctx.change(nominal, keys=keys, **(columns if fresh.born else {}))
        added = Given(person=fresh, source_id=source_id, living_at=living_at)
        _keep_facts(ctx, nominal, added, has_main=bool(known.name))
        ctx.record(events.NominalCompleted(nominal_id=nominal.pk, source_id=source_id, added=count))
    return count


def birth_columns(born: Born | None) -> dict[str, object]:
    """What is known of a birth, as the columns keep it."""
    date = born if isinstance(born, PartialDate) else None
    age = born if isinstance(born, ApproximateAge) else None
    return {
        "born_year": date and date.year,
        "born_month": date and date.month,
        "born_day": date and date.day,
        "youngest_age": age and age.youngest,
        "oldest_age": age and age.oldest,
        "age_as_of": age and age.as_at,
    }


def birth_fact(born: Born) -> dict[str, object]:
    """The same as a fact of its own has it."""
    return {name.removeprefix("born_"): value for name, value in birth_columns(born).items()}


def _beyond(known: Person, given: Person) -> Person:
    """What is given and not yet known; a different date of birth is no addition, but a question for an officer."""
    spellings = {spelling(name) for name, _ in known.names}
    streets = {normalise(address.street) + address.postcode for address in known.addresses}
    fresh_names = tuple(name for name, _ in given.names if spelling(name) not in spellings)
    return Person(
        name=fresh_names[0] if fresh_names else Name(),
        aliases=fresh_names[1:],
        born=given.born if known.born is None else None,
        addresses=tuple(a for a in given.addresses if normalise(a.street) + a.postcode not in streets),
        identifiers=tuple(one for one in given.identifiers if one not in known.identifiers),
    )


def spelling(name: Name) -> str:
    """A name as it is compared by likeness."""
    return normalise(f"{name.forenames} {name.surname}")


def _nominal(compartment_id: UUID, person: Person) -> models.Nominal:
    return bulk.filled(
        models.Nominal,
        compartment_id=compartment_id,
        reference=references.new(ReferenceKind.NOMINAL),
        keys=key_numbers(blocking_keys(person)),
        **birth_columns(person.born),
    )


def _keep_facts(ctx: Context, nominal: models.Nominal, given: Given, *, has_main: bool) -> None:
    ctx.add_all(list(_facts(nominal, given, has_main=has_main)))


def _facts(nominal: models.Nominal, given: Given, *, has_main: bool) -> Iterator[models.KnownFact]:
    """The rows of a person's names, addresses and numbers; what a source gave twice is known once."""
    origin = {
        "compartment_id": nominal.compartment_id,
        "nominal_id": nominal.pk,
        "source_id": given.source_id,
        "origin": given.comes_from,
    }
    for name, is_alias in dict.fromkeys(given.person.names):
        yield bulk.filled(
            models.Name,
            kind=NameKind.ALIAS if is_alias or has_main else NameKind.MAIN,
            forenames=name.forenames,
            surname=name.surname,
            normalised=spelling(name),
            **origin,
        )
    for address in dict.fromkeys(given.person.addresses):
        is_current = address == given.living_at
        yield bulk.filled(
            models.Address,
            text=address.street,
            postcode=address.postcode,
            is_current=is_current,
            **origin,
        )
    for one in dict.fromkeys(given.person.identifiers):
        yield bulk.filled(models.Identifier, kind=one.kind, value=one.canonical, **origin)
    if given.person.born:
        yield bulk.filled(models.Birth, **birth_fact(given.person.born), **origin)
