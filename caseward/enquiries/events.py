"""What happens to enquiries; codes and ids, never what was asked."""

from dataclasses import dataclass
from uuid import UUID

from caseward.foundation.ledger.events import Event, Operation


@dataclass(frozen=True, kw_only=True)
class EnquiryEvent(Event):
    """Something that happened to one enquiry."""

    operation = Operation.ALTERATION
    enquiry_id: UUID


@dataclass(frozen=True, kw_only=True)
class EnquiryReceived(EnquiryEvent):
    """Somebody asked, by telephone or on the public page."""

    type = "enquiry.received"
    operation = Operation.COLLECTION
    makes = {"enquiry_id": ("enquiries_enquiry",)}
    channel: str


@dataclass(frozen=True, kw_only=True)
class EnquiryClockBegun(EnquiryEvent):
    """The platform started the clock of an enquiry from the public page, or found it running."""

    type = "enquiry.clock-begun"
    is_new: bool


@dataclass(frozen=True, kw_only=True)
class EnquiryViewed(EnquiryEvent):
    """Somebody read an enquiry."""

    type = "enquiry.viewed"
    operation = Operation.CONSULTATION


@dataclass(frozen=True, kw_only=True)
class EnquiryTakenOn(EnquiryEvent):
    """An officer took an enquiry on."""

    type = "enquiry.taken-on"


@dataclass(frozen=True, kw_only=True)
class EnquiryAnswered(EnquiryEvent):
    """Advice was given, by product and edition."""

    type = "enquiry.answered"
    operation = Operation.DISCLOSURE
    product: str
    edition: str


@dataclass(frozen=True, kw_only=True)
class EnquiryBecameCase(EnquiryEvent):
    """A case was opened about whom the enquiry did not name, on a basis that is said."""

    type = "enquiry.became-case"
    case_id: UUID
    basis: str


@dataclass(frozen=True, kw_only=True)
class EnquiryClosed(EnquiryEvent):
    """An enquiry ended, and how to reach whoever asked was erased."""

    type = "enquiry.closed"
    how: str
