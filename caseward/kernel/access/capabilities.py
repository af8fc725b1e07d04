"""Every capability a role can grant, what it lets an officer do in words, and whether it reveals people."""

from dataclasses import dataclass

from caseward.kernel.wording import gettext_noop


@dataclass(frozen=True, slots=True)
class Capability:
    """Something a role lets a person do inside one compartment; `reveals` when it shows who is in it."""

    key: str
    phrase: str
    reveals: bool = True


_ALL = (
    Capability("letterbox.read", gettext_noop("open what came through the public letterbox")),
    Capability("enquiry.take", gettext_noop("take in an enquiry that names nobody")),
    Capability("referral.take", gettext_noop("take in a referral")),
    Capability("referral.read", gettext_noop("read a referral")),
    Capability("referral.write", gettext_noop("work on a referral")),
    Capability("referral.clarify", gettext_noop("ask a referrer to clarify")),
    Capability("referral.deconflict", gettext_noop("record a deconfliction result")),
    Capability("referral.decide", gettext_noop("decide what happens to a referral")),
    Capability("nominal.search", gettext_noop("search for a person")),
    Capability("nominal.read", gettext_noop("read a person's record")),
    Capability("nominal.write", gettext_noop("make or correct a person's record")),
    Capability("nominal.link", gettext_noop("link records of one person, or take a link apart")),
    Capability("case.open", gettext_noop("open a case that no referral began")),
    Capability("case.read", gettext_noop("read a case")),
    Capability("case.write", gettext_noop("work on a case")),
    Capability("case.accept", gettext_noop("take a case on as its owner")),
    Capability("case.allocate", gettext_noop("offer a case to an officer")),
    Capability("case.move", gettext_noop("move a case to another stage")),
    Capability("case.override", gettext_noop("set a gate aside with a reason")),
    Capability("case.approve", gettext_noop("approve the closing of a case")),
    Capability("threat.source", gettext_noop("read the source of a threat")),
    Capability("minutes.approve", gettext_noop("approve minutes for the chair")),
    Capability("team.read", gettext_noop("see the work of the whole unit")),
    Capability("compartment.grant", gettext_noop("say by name who may know a record")),
    Capability("compartment.restrict", gettext_noop("give a case a compartment of its own")),
    Capability("access.break-glass", gettext_noop("open a record in an emergency")),
    Capability("marker.look-up", gettext_noop("ask whom to call about a person")),
    Capability("pack.read", gettext_noop("read what has been shared with you")),
    Capability("seal.hold", gettext_noop("hold one of the two keys to a sealed record")),
    Capability("tripwire.read", gettext_noop("read who looked for somebody kept in silence")),
    Capability("retention.review", gettext_noop("review whether a record is still needed")),
    Capability("retention.dispose", gettext_noop("dispose of a record")),
    Capability("hold.place", gettext_noop("place or lift a hold on a record")),
    Capability("ledger.read", gettext_noop("read the ledger"), reveals=False),
    Capability("account.administer", gettext_noop("open, change and close accounts"), reveals=False),
    Capability("posting.administer", gettext_noop("record postings, vetting and training"), reveals=False),
    Capability("organisation.configure", gettext_noop("set up forces, units and partners"), reveals=False),
    Capability("definition.read", gettext_noop("read the published definitions"), reveals=False),
)

CAPABILITIES = {capability.key: capability for capability in _ALL}


def phrase_of(capability: str) -> str:
    """What a capability lets an officer do, as a phrase; without words of its own it is "do this"."""
    known = CAPABILITIES.get(capability)
    return known.phrase if known else gettext_noop("do this")


def reveals(capability: str) -> bool:
    """Whether it shows who is in a compartment; one without words of its own may."""
    known = CAPABILITIES.get(capability)
    return known is None or known.reveals
