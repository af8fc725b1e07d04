"""What the lists go by: famous names, decoys, and where somebody lives."""

from uuid import UUID

from caseward.foundation.commands import Context, command
from caseward.oversight import events, policies, queries
from caseward.oversight.models import DeclaredAddress, Decoy, FamousName


NOBODY = UUID(int=0)


@command
def keep_famous_name(ctx: Context, *, forename: str, surname: str) -> UUID:
    """Put a name on the list of those at which every look is asked about; without a forename, the whole family."""
    ctx.authorise(policies.may_inspect(ctx.actor))
    ctx.require(policies.has_words(surname), on="surname")
    name = FamousName(
        compartment_id=policies.home_of(ctx.actor), forename=forename.strip(), surname=surname.strip()
    )
    ctx.add(name)
    ctx.record(events.FamousNameKept(name_id=name.pk))
    return name.pk


@command
def drop_famous_name(ctx: Context, *, name_id: UUID) -> UUID:
    """Take a name off the list."""
    name = ctx.lock(FamousName.objects.visible_to(ctx.actor), name_id)
    ctx.authorise(policies.may_inspect(ctx.actor))
    ctx.record(events.FamousNameDropped(name_id=name_id))
    name.delete()
    return name_id


@command
def mark_decoy(ctx: Context, *, reference: str, because: str) -> UUID:
    """Mark the record of a person or a referral as a decoy; nothing of the record changes."""
    ctx.authorise(policies.may_inspect(ctx.actor))
    record_id = queries.record_bearing(viewer=ctx.actor, reference=reference) or NOBODY
    is_new = not Decoy.objects.visible_to(ctx.actor).filter(record_id=record_id).exists()
    ctx.require(policies.can_be_decoy(found=record_id != NOBODY, is_new=is_new), on="reference")
    ctx.require(policies.has_words(because), on="because")
    decoy = Decoy(compartment_id=policies.home_of(ctx.actor), record_id=record_id, because=because.strip())
    ctx.add(decoy)
    ctx.record(events.DecoyMarked(decoy_id=decoy.pk))
    return decoy.pk


@command
def unmark_decoy(ctx: Context, *, decoy_id: UUID) -> UUID:
    """Let a record be a decoy no longer."""
    decoy = ctx.lock(Decoy.objects.visible_to(ctx.actor), decoy_id)
    ctx.authorise(policies.may_inspect(ctx.actor))
    ctx.record(events.DecoyUnmarked(decoy_id=decoy_id))
    decoy.delete()
    return decoy_id


@command
def declare_address(ctx: Context, *, postcode: str) -> UUID:
    """Declare one's own postcode, so that looks at neighbours' records are asked about; an empty one takes it back."""
    ctx.authorise(policies.may_declare(ctx.actor))
    ctx.require(policies.is_postcode(postcode), on="postcode")
    DeclaredAddress.objects.filter(user_id=ctx.actor.id).delete()
    if postcode.strip():
        said = DeclaredAddress(user_id=ctx.actor.id, postcode=postcode.strip().upper(), declared_at=ctx.now)
        said.save(force_insert=True)
    ctx.record(events.AddressDeclared(officer_id=ctx.actor.id))
    return ctx.actor.id
