"""Reading the ledger, which is itself recorded."""

from caseward.foundation.commands import Context, command
from caseward.foundation.ledger import reading
from caseward.oversight import events, policies
from caseward.ui.pages import Page, page_of, window


@command
def view_ledger(
    ctx: Context, *, number: int = 1, operation: str = "", person: str = ""
) -> Page[reading.EntryRow]:
    """Read a page of the ledger, newest first: who did what and when, with opaque ids in place of records."""
    ctx.authorise(policies.may_read_ledger(ctx.actor))
    rows = reading.entries(window(number), operation=operation, person=person)
    page = page_of(rows, number=number)
    ctx.record(events.LedgerRead(shown=len(page.rows)))
    return page
