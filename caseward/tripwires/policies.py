"""Who may have look-ups compared, who may read which touched whom, and who may say what they were."""

from uuid import UUID

from caseward.foundation.jobs.service import WORKER
from caseward.kernel.access import Actor
from caseward.kernel.decisions import Allowed, Decision, Refused
from caseward.kernel.ties import Tie
from caseward.kernel.wording import gettext_noop


READ = "tripwire.read"


def may_compare(actor: Actor) -> Decision:
    """Only the platform compares: nobody learns at once what his own question touched."""
    if actor.id == WORKER.id:
        return Allowed("compares what was asked for with who is kept in silence", Tie.OFFICE)
    return Refused("tripwire.not-the-platform", gettext_noop("Look-ups are compared by Caseward itself."))


def may_read(actor: Actor, *, is_keeper: bool) -> Decision:
    """Whoever keeps somebody in silence, by his office or because a case is kept for him by name.

    He sees what touched those whom he may know, and nothing of others.
    """
    if is_keeper or actor.holds_anywhere(READ):
        return Allowed("keeps records that nobody else may know of", Tie.OFFICE)
    return Refused(
        "access.not-known", gettext_noop("There is no such record, or it is not one you may know of.")
    )


def may_explain(actor: Actor, compartment_id: UUID, looked_by: UUID) -> Decision:
    """Whoever may know the record, and never the person who looked."""
    if actor.id == looked_by:
        return Refused(
            "tripwire.own-look-up",
            gettext_noop("You looked yourself."),
            gettext_noop("Another keeper of the record says what the look-up was."),
        )
    return actor.knows(compartment_id)


def is_open(*, is_explained: bool) -> Decision:
    """A look-up is explained once."""
    if not is_explained:
        return Allowed("nobody has explained it")
    return Refused("tripwire.explained", gettext_noop("Somebody has already said what this look-up was."))
