"""Reading the ledger, which is itself recorded."""

from caseward.foundation.commands import Context, command
from caseward.foundation.ledger import reading
from caseward.foundation.paging import START, Page, Place
from caseward.oversight import events, policies


@command
def view_ledger(
    ctx: Context, *, place: Place = START, operation: str = "", person: str = ""
) -> Page[reading.EntryRow]:
    """Read a page of the ledger, newest first: who did what and when, with opaque ids in place of records."""
    ctx.authorise(policies.may_read_ledger(ctx.actor))
    page = reading.entries(place, operation=operation, person=person)
    ctx.record(events.LedgerRead(shown=len(page.rows)))
    return page
