"""Commands of the tests around the steps of nominals, whose real verbs stand in the apps above."""

from collections.abc import Sequence
from uuid import UUID

from caseward.foundation.commands import Context, command
from caseward.kernel.identity import Address, Person
from caseward.nominals import commands, models
from caseward.nominals.vocabulary import Given


@command
def make(ctx: Context, *, compartment_id: UUID, person: Person, living_at: Address | None = None) -> UUID:
    """Make a record of a person."""
    return commands.make_nominal(
        ctx, compartment_id=compartment_id, person=person, source_id=None, living_at=living_at
    ).pk


@command
def add(ctx: Context, *, nominal_id: UUID, person: Person) -> int:
    """Add what is not there yet; a no-op still says that somebody asked."""
    nominal = ctx.lock(models.Nominal.objects.visible_to(ctx.actor), nominal_id)
    return commands.add_facts(ctx, nominal=nominal, person=person, source_id=None)


@command
def tell_apart(ctx: Context, *, nominal_id: UUID, other_id: UUID, because: str) -> None:
    """Mark two records as of different people."""
    one, other = (ctx.get(models.Nominal.objects.visible_to(ctx.actor), pk) for pk in (nominal_id, other_id))
    commands.mark_not_same(ctx, nominal=one, other=other, because=because)


@command
def make_many(ctx: Context, *, compartment_id: UUID, people: Sequence[Person]) -> None:
    """Make the records of many people."""
    commands.make_nominals(ctx, compartment_id=compartment_id, people=[Given(person=one) for one in people])
