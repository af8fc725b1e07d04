"""Who may keep what a person said of themselves, and who may read how many said what."""

from collections.abc import Mapping
from uuid import UUID

from caseward.characteristics.vocabulary import NINE, NOT_ASKED, NOT_SAID
from caseward.foundation.catalogue import catalogue
from caseward.kernel.access import Actor
from caseward.kernel.decisions import Allowed, Decision, Refused
from caseward.kernel.ties import Tie
from caseward.kernel.wording import gettext_noop


def may_ask(actor: Actor, compartment_id: UUID) -> Decision:
    """Whoever may write the person's record in the unit that keeps it."""
    return actor.holds("nominal.write", compartment_id)


def may_count(actor: Actor) -> Decision:
    """Supervisors, of their own units; the database counts no other."""
    if actor.holds_anywhere("team.read"):
        return Allowed("supervises a unit", Tie.SUPERVISOR)
    return Refused(
        "characteristics.not-a-supervisor",
        gettext_noop("How many people said what is read by supervisors, each of their own unit."),
        gettext_noop("Ask your supervisor."),
    )


def are_answers(said: Mapping[str, str]) -> Decision:
    """Each of the nine, by a published answer or by one of the two that are none."""
    published = catalogue().table("equality", "characteristics")["characteristic"]
    if set(said) == set(NINE) and all(
        answer in {NOT_ASKED, NOT_SAID, *published[name]["answers"]} for name, answer in said.items()
    ):
        return Allowed("published answers")
    return Refused(
        "characteristics.no-such-answer",
        gettext_noop("One of the answers is not among those that are offered."),
        gettext_noop("Choose one for each, or leave it as not asked."),
    )
