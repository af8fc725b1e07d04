"""The clock of an enquiry from the public page starts right after it was sent."""

from uuid import UUID

from caseward.enquiries import commands
from caseward.enquiries.vocabulary import EnquiryId
from caseward.foundation.commands import Context
from caseward.foundation.jobs.defining import job


@job(commands.BEGIN)
def begin(ctx: Context, *, enquiry_id: UUID) -> None:
    """Start it."""
    commands.begin_reply_clock(ctx, enquiry_id=EnquiryId(enquiry_id))
