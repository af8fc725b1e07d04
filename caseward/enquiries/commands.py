"""Asking, taking on, answering, ending an enquiry, and opening a case about whom it did not name."""

from uuid import UUID, uuid4

from django.db import connection

from caseward.cases import policies as case_policies
from caseward.cases.commands import beginnings
from caseward.cases.commands.opening import begin_case, place_of
from caseward.cases.vocabulary import About, CaseId
from caseward.enquiries import events, policies
from caseward.enquiries.models import AskerContact, Enquiry, EnquiryAnswer
from caseward.enquiries.queries import EnquiryFile, anonymity, file_of, matter_of, products
from caseward.enquiries.vocabulary import (
    BEGINNING,
    PATHWAY,
    RULE,
    Asked,
    Basis,
    Channel,
    Ended,
    EnquiryId,
    Given,
    Reach,
)
from caseward.foundation.catalogue import catalogue
from caseward.foundation.commands import Context, command
from caseward.foundation.commands.errors import NotVisible
from caseward.foundation.jobs import queue
from caseward.foundation.records import references
from caseward.kernel.anonymity import names_nobody
from caseward.kernel.decisions import Allowed
from caseward.kernel.references import Kind
from caseward.obligations import commands as obligations
from caseward.obligations import queries as owed_queries
from caseward.organisations import queries as organisations
from caseward.organisations.vocabulary import Layer


BEGIN = "enquiries.begin"
RECEIVED_AT = "select sec.enquiry_received_at(%s)"
BEGUN = "select sec.begin_enquiry_clock(%s, %s, %s, %s, %s)"


@command
def post_enquiry(
    ctx: Context, *, enquiry_id: EnquiryId, compartment_id: UUID, asked: Asked, reach: Reach
) -> str:
    """Ask a unit from the public page; returns the reference, and reveals nothing.

    The page may put an enquiry in and read none; so the platform starts its clock, right afterwards.
    """
    ctx.authorise(Allowed("anybody may ask"))
    made = _received(ctx, enquiry_id, compartment_id, Channel.PUBLIC, asked=asked, reach=reach)
    queue.later(ctx, job=BEGIN, as_platform=True, ids={"enquiry_id": enquiry_id})
    return made.reference


@command
def take_enquiry(ctx: Context, *, compartment_id: UUID, asked: Asked, reach: Reach) -> EnquiryId:
    """Write down what somebody asks by telephone, without a name."""
    ctx.authorise(policies.may_take(ctx.actor, compartment_id))
    made = _received(ctx, EnquiryId(uuid4()), compartment_id, Channel.TELEPHONE, asked=asked, reach=reach)
    obligations.happened(
        ctx, about=matter_of(made), code="enquiry.received", at=ctx.now, rules=(RULE,), owner_id=None
    )
    return EnquiryId(made.pk)


@command
def begin_reply_clock(ctx: Context, *, enquiry_id: EnquiryId) -> UUID | None:
    """Start the clock of an enquiry from the public page, from when it was received; None where it runs already."""
    ctx.authorise(policies.may_begin_clocks(ctx.actor))
    with connection.cursor() as cursor:
        cursor.execute(RECEIVED_AT, [enquiry_id])
        [(received_at,)] = cursor.fetchall()
        run = owed_queries.run_from(received_at, rule_key=RULE)
        able = catalogue().clock_version(RULE, run.version).capability
        cursor.execute(BEGUN, [enquiry_id, run.version, able, run.due_at, run.tells_at])
        [(obligation_id,)] = cursor.fetchall()
    ctx.record(events.EnquiryClockBegun(enquiry_id=enquiry_id, is_new=obligation_id is not None))
    if obligation_id is None:
        return None
    ctx.record(run.owed(obligation_id, enquiry_id))
    return UUID(str(obligation_id))


@command
def view_enquiry(ctx: Context, *, enquiry_id: EnquiryId) -> EnquiryFile:
    """Read an enquiry; that it was read is recorded."""
    file = file_of(viewer=ctx.actor, enquiry_id=enquiry_id)
    if file is None:
        raise NotVisible
    ctx.authorise(policies.may_read(ctx.actor, file.enquiry))
    ctx.record(events.EnquiryViewed(enquiry_id=enquiry_id))
    return file


@command
def take_on_enquiry(ctx: Context, *, enquiry_id: EnquiryId, version: int) -> EnquiryId:
    """Say that it is mine to answer."""
    enquiry = _worked_on(ctx, enquiry_id, version)
    ctx.require(policies.is_nobodys(enquiry))
    ctx.change(enquiry, taken_at=ctx.now, taken_by_id=ctx.actor.id)
    obligations.hand_over(ctx, about_id=enquiry.pk, from_id=None, to_id=ctx.actor.id)
    ctx.record(events.EnquiryTakenOn(enquiry_id=enquiry.pk))
    return enquiry_id


@command
def answer_enquiry(ctx: Context, *, enquiry_id: EnquiryId, version: int, given: Given) -> EnquiryId:
    """Record which edition of which advice was given, with the words beside it and how (failings F55)."""
    enquiry = _worked_on(ctx, enquiry_id, version)
    offered = {(one.key, one.version) for one in products(on=ctx.today)}
    ctx.require(policies.is_in_force(known=(given.product, given.edition) in offered), on="product")
    _names_nobody(ctx, words=given.words)
    ctx.add(
        EnquiryAnswer(
            compartment_id=enquiry.compartment_id,
            enquiry=enquiry,
            product=given.product,
            edition=given.edition,
            words=given.words,
            how=given.how,
        )
    )
    ctx.change(enquiry, answered_at=enquiry.answered_at or ctx.now)
    obligations.happened(
        ctx, about=matter_of(enquiry), code="enquiry.answered", at=ctx.now, rules=(), owner_id=None
    )
    ctx.record(events.EnquiryAnswered(enquiry_id=enquiry.pk, product=given.product, edition=given.edition))
    return enquiry_id


@command
def open_case_after(
    ctx: Context,
    *,
    enquiry_id: EnquiryId,
    version: int,
    basis: Basis,
    basis_said: str,
    about: About,
    because: str,
) -> CaseId:
    """Open a case about whom the enquiry did not name, on a basis that is said; none of its words become facts."""
    enquiry = _worked_on(ctx, enquiry_id, version)
    unit = organisations.unit_of_compartment(viewer=ctx.actor, compartment_id=enquiry.compartment_id)
    if unit is None:
        raise NotVisible
    ctx.authorise(case_policies.may_open(ctx.actor, place_of(unit, Layer.CASES)))
    ctx.require(policies.has_no_case(enquiry))
    ctx.require(policies.has_reason(basis_said), on="basis_said")
    _names_nobody(ctx, basis_said=basis_said)
    ctx.require(beginnings.is_opened_by(unit.kind, PATHWAY, BEGINNING, on=ctx.today))
    case = begin_case(ctx, unit=unit, pathway=PATHWAY, about=about, because=because)
    ctx.change(enquiry, case_id=case.pk, basis=basis, basis_said=basis_said)
    ctx.record(events.EnquiryBecameCase(enquiry_id=enquiry.pk, case_id=case.pk, basis=basis))
    return CaseId(case.pk)


@command
def close_enquiry(
    ctx: Context, *, enquiry_id: EnquiryId, version: int, how: Ended, because: str
) -> EnquiryId:
    """End an enquiry for a reason; how whoever asked is reached is erased, because the reply was what it was for."""
    enquiry = _worked_on(ctx, enquiry_id, version)
    ctx.require(policies.may_end(enquiry, how), on="how")
    ctx.require(policies.has_reason(because), on="because")
    _names_nobody(ctx, because=because)
    ctx.change(enquiry, closed_at=ctx.now, closed_by_id=ctx.actor.id, closed_how=how, closed_because=because)
    for contact in AskerContact.objects.visible_to(ctx.actor).filter(enquiry=enquiry):
        ctx.change(contact, name="", organisation="", contact="", erased_at=ctx.now)
    obligations.withdraw_all(ctx, about_id=enquiry.pk, how=how.lower())
    ctx.record(events.EnquiryClosed(enquiry_id=enquiry.pk, how=how))
    return enquiry_id


def _received(
    ctx: Context,
    enquiry_id: EnquiryId,
    compartment_id: UUID,
    channel: Channel,
    *,
    asked: Asked,
    reach: Reach,
) -> Enquiry:
    ctx.require(policies.says_what_is_seen(asked.concern), on="concern")
    _names_nobody(ctx, concern=asked.concern, wants=asked.wants)
    ctx.require(policies.consents_to_be_reached(reach), on="consents")
    enquiry = Enquiry(
        id=enquiry_id,
        compartment_id=compartment_id,
        reference=references.new(Kind.ENQUIRY),
        channel=channel,
        received_at=ctx.now,
        asker=asked.asker,
        age_band=asked.age_band,
        concern=asked.concern,
        wants=asked.wants,
    )
    ctx.add(enquiry)
    if reach.says_something:
        ctx.add(
            AskerContact(
                compartment_id=compartment_id,
                enquiry=enquiry,
                name=reach.name,
                organisation=reach.organisation,
                contact=reach.contact,
            )
        )
    ctx.record(events.EnquiryReceived(enquiry_id=enquiry.pk, channel=channel))
    return enquiry


def _names_nobody(ctx: Context, **said: str) -> None:
    for field, words in said.items():
        ctx.require(names_nobody(words, rules=anonymity(), today=ctx.today), on=field)


def _worked_on(ctx: Context, enquiry_id: EnquiryId, version: int) -> Enquiry:
    enquiry = ctx.lock(Enquiry.objects.visible_to(ctx.actor), enquiry_id, version=version)
    ctx.authorise(policies.may_work_on(ctx.actor, enquiry))
    ctx.require(policies.is_open(enquiry))
    return enquiry
