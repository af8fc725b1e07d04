"""Enquiries as the tests make them."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from caseward.cases.vocabulary import About
from caseward.enquiries import commands
from caseward.enquiries.models import AskerContact, Enquiry
from caseward.enquiries.vocabulary import AgeBand, Asked, Asker, EnquiryId, Given, How, Reach
from caseward.foundation.access import actors, identity
from caseward.foundation.commands import Context
from caseward.foundation.commands.errors import NotPermitted, NotVisible
from caseward.kernel.identity import Name, Person
from caseward.obligations.models import Obligation
from tests import cast, given, roles
from tests.apps.corrections.doing import platform


PLACE = "regional-cyber-referrals"
STRANGERS = ("priya", "beth", "rhys", "kit", "ewan", "ines", "sam", "dana", "stan")
REFUSED = (NotVisible, NotPermitted)

ASKED = Asked(
    asker=Asker.SCHOOL,
    age_band=AgeBand.TEENS,
    concern="A pupil in Year 9 opened the head’s mailbox twice.",
    wants="Whom should we speak to first?",
)
REACH = Reach(name="Dana Okafor", organisation="Fennel School", contact="01632 960111", consents=True)
ADVICE = Given(
    product="school-first-steps", edition="2026-11-23", words="The parents first.", how=How.TELEPHONE
)
FELIX = About(person=Person(name=Name("Felix", "Ormerod")))


def taken(asked: Asked = ASKED, reach: Reach = REACH, *, now: datetime = given.NOW) -> EnquiryId:
    """An enquiry that Jo took by telephone."""
    return EnquiryId(
        does("jo", commands.take_enquiry, now=now, compartment_id=place(), asked=asked, reach=reach)
    )


def posted(asked: Asked = ASKED, reach: Reach = REACH, *, now: datetime = given.NOW) -> EnquiryId:
    """An enquiry that came through the public page; its clock not begun yet."""
    enquiry_id, where = EnquiryId(uuid4()), place()
    with identity.assume(""):
        ctx = Context(actor=actors.PUBLIC, now=now)
        commands.post_enquiry(ctx, enquiry_id=enquiry_id, compartment_id=where, asked=asked, reach=reach)
    return enquiry_id


def begun(enquiry_id: EnquiryId) -> UUID | None:
    """What the platform's job does right afterwards."""
    with platform() as ctx:
        return commands.begin_reply_clock(ctx, enquiry_id=enquiry_id)


def answered(enquiry_id: EnquiryId, *, who: str = "jo", now: datetime = given.NOW) -> EnquiryId:
    """Answered by Jo."""
    return EnquiryId(on(enquiry_id, commands.answer_enquiry, who=who, now=now, given=ADVICE))


def does(who: str, command: Callable[..., Any], *, now: datetime = given.NOW, **asked: Any) -> Any:
    """Run a command as somebody."""
    with cast.acting(who, now=now) as ctx:
        return command(ctx, **asked)


def on(
    enquiry_id: EnquiryId,
    command: Callable[..., Any],
    *,
    who: str = "jo",
    now: datetime = given.NOW,
    **rest: Any,
) -> Any:
    """Run a command on an enquiry at the version that a page opened now would carry."""
    return does(who, command, now=now, enquiry_id=enquiry_id, version=row(enquiry_id).version, **rest)


def place() -> UUID:
    """Where the cyber unit keeps what comes to it."""
    with cast.acting("jo"):
        return cast.compartment(PLACE)


def row(enquiry_id: EnquiryId) -> Enquiry:
    """As it stands."""
    with roles.owner():
        found: Enquiry = Enquiry.objects.get(pk=enquiry_id)
        return found


def contact(enquiry_id: EnquiryId) -> AskerContact:
    """How whoever asked is reached, as it stands."""
    with roles.owner():
        found: AskerContact = AskerContact.objects.get(enquiry_id=enquiry_id)
        return found


def owed(enquiry_id: EnquiryId) -> list[Obligation]:
    """What is still owed about it."""
    with roles.owner():
        return list(
            Obligation.objects.filter(about_id=enquiry_id, ended_at__isnull=True).select_related("owed_by")
        )
