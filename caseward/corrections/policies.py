"""Who tells of a correction, and when it is owed to look at one."""

from caseward.foundation.jobs.service import WORKER
from caseward.kernel.access import Actor
from caseward.kernel.decisions import Allowed, Decision, Refused
from caseward.kernel.ties import Tie
from caseward.kernel.wording import gettext_noop


def may_tell(actor: Actor) -> Decision:
    """Only the platform tells: whoever corrects does not learn from it who had read the record."""
    if actor.id == WORKER.id:
        return Allowed("tells those who relied on what was wrong", Tie.OFFICE)
    return Refused("correction.not-the-platform", gettext_noop("Corrections are told of by Caseward itself."))


def is_to_be_read(*, is_owed: bool) -> Decision:
    """A look is owed since something was corrected."""
    if is_owed:
        return Allowed("something was corrected")
    return Refused(
        "correction.nothing-to-read",
        gettext_noop("Nothing was corrected in this case since somebody last looked."),
        gettext_noop("There is nothing to do."),
    )
