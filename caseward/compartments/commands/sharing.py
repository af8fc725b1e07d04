"""Letting somebody outside the police read parts of one case, and saying for whom each part is."""

from datetime import date
from uuid import UUID

from django.db.models import Q

from caseward.accounts.models import User
from caseward.accounts.vocabulary import Kind
from caseward.cases.vocabulary import CaseId
from caseward.compartments import events, policies, queries
from caseward.compartments.models import Part, Section
from caseward.compartments.vocabulary import Audience, PartOf
from caseward.foundation.commands import Context, command, step
from caseward.foundation.commands.errors import NotVisible
from caseward.foundation.storage.files import OpenedFile, open_file
from caseward.foundation.storage.models import StoredFile
from caseward.kernel.clocks.moments import start_of
from caseward.workforce.queries import who_can_see


@command
def share_part(
    ctx: Context, *, case_id: CaseId, name: str, audience: Audience, because: str, ends_on: date
) -> UUID:
    """Let a named person read what of this one case is for the panel or for partners, until a day."""
    shared = queries.shared(viewer=ctx.actor, case_id=case_id)
    ctx.authorise(policies.may_grant(ctx.actor, shared.compartments))
    ctx.require(policies.has_words(because), on="because")
    ctx.require(policies.is_as_outsider(audience), on="audience")
    until = start_of(ends_on)
    ctx.require(policies.ends_in_time(until, now=ctx.now), on="ends_on")
    user = _outsider(ctx, shared, name)
    ctx.authorise(policies.is_another(ctx.actor, user.pk))
    part = Part(
        compartment_id=shared.compartment_id,
        user=user,
        about_id=shared.id,
        audience=audience,
        defaults=queries.defaults(),
        because=because,
        until=until,
    )
    ctx.add(part)
    ctx.record(
        events.PartShared(
            part_id=part.pk, case_id=shared.id, user_id=user.pk, audience=audience, ends_on=ends_on
        )
    )
    return part.pk


@command
def end_part(ctx: Context, *, part_id: UUID, version: int, because: str) -> UUID:
    """Let somebody read parts of a case no longer, from his next request on."""
    part = ctx.lock(Part.objects.visible_to(ctx.actor), part_id, version=version)
    ctx.authorise(policies.may_grant(ctx.actor, [part.compartment_id]))
    ctx.require(policies.is_still_shared(part, now=ctx.now))
    ctx.require(policies.has_words(because), on="because")
    end(ctx, part=part, because=because)
    return part.pk


@step
def end(ctx: Context, *, part: Part, because: str) -> None:
    """End it now."""
    ctx.change(part, ended_at=ctx.now, ended_by_id=ctx.actor.id, ended_because=because)
    ctx.record(events.PartEnded(part_id=part.pk, case_id=part.about_id, user_id=part.user_id))


@step
def end_all(ctx: Context, *, case_id: UUID, because: str) -> None:
    """Nobody outside reads a case that is kept for named people."""
    for part in Part.objects.visible_to(ctx.actor).filter(about_id=case_id, ended_at__isnull=True):
        end(ctx, part=part, because=because)


@command
def mark_section(ctx: Context, *, case_id: CaseId, record_id: UUID, audience: Audience, because: str) -> UUID:
    """Say for whom one part of a case is, whatever its kind usually is."""
    shared = queries.shared(viewer=ctx.actor, case_id=case_id)
    ctx.authorise(policies.may_mark(ctx.actor, shared.compartment_id))
    ctx.require(policies.has_words(because), on="because")
    part = _part(ctx, shared.id, record_id)
    never = queries.defaults()["never"]
    ctx.require(policies.can_be_marked(part.kind if part.of is PartOf.ENTRY else "", never), on="audience")
    section = Section.objects.visible_to(ctx.actor).filter(record_id=record_id).select_for_update().first()
    if section:
        ctx.change(section, audience=audience, because=because)
    else:
        said = {"about_id": shared.id, "record_id": record_id, "audience": audience, "because": because}
        section = ctx.add(Section(compartment_id=shared.compartment_id, **said))
    ctx.record(
        events.SectionMarked(section_id=section.pk, case_id=shared.id, record_id=record_id, audience=audience)
    )
    return section.pk


@command
def view_part(ctx: Context, *, case_id: CaseId) -> list[queries.PartRow]:
    """Read what of a case is for the reader; that it was read is recorded."""
    _authorise_reader(ctx, case_id)
    found = queries.shared_parts(viewer=ctx.actor, case_id=case_id)
    ctx.record(events.PartViewed(case_id=case_id, shown=len(found)))
    return found


@command
def view_part_file(ctx: Context, *, case_id: CaseId, file_id: UUID) -> OpenedFile:
    """Open a file of a case that is for the reader; that it was opened is recorded."""
    _authorise_reader(ctx, case_id)
    file = ctx.get(StoredFile.objects.filter(about_id=case_id), file_id)
    ctx.record(events.PartViewed(case_id=case_id, shown=1))
    return open_file(ctx, file=file)


def _authorise_reader(ctx: Context, case_id: UUID) -> None:
    mine = {one.id for one in queries.shared_with_me(viewer=ctx.actor)}
    if case_id not in mine:
        raise NotVisible
    ctx.authorise(policies.may_read_part(is_shared=True))


def _outsider(ctx: Context, shared: queries.Shared, name: str) -> User:
    called = Q(username__iexact=name.strip()) | Q(name__iexact=name.strip())
    found = list(User.objects.filter(called, kind=Kind.PERSON, disabled_at__isnull=True)[:2])
    known = {one.id for one in who_can_see(viewer=ctx.actor, compartment_id=shared.compartment_id)}
    is_known = bool(found) and found[0].pk in known
    ctx.require(policies.can_be_shared_with(found=len(found), is_known=is_known), on="name")
    return found[0]


def _part(ctx: Context, case_id: UUID, record_id: UUID) -> queries.PartRow:
    for part in queries.parts(viewer=ctx.actor, case_id=case_id):
        if part.id == record_id:
            return part
    raise NotVisible
