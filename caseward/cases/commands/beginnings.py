"""What has to be so before a case begins: each a decision in words."""

from collections.abc import Iterable, Set
from datetime import date
from uuid import UUID

from caseward.cases.vocabulary import About
from caseward.foundation.catalogue import catalogue
from caseward.kernel.decisions import Allowed, Decision, Refused
from caseward.kernel.identity import Person
from caseward.kernel.pathways import Beginning
from caseward.organisations.vocabulary import OrganisationGiven


def is_opened_by(kind: str, key: str, beginning: str, *, on: date) -> Decision:
    """Whether a pathway of that key is published which units of the kind open with that."""
    known = catalogue().pathways
    pathway = known.on(key, on) if key in known else None
    if pathway and kind in pathway.opened_by_units and beginning in pathway.begins_with:
        return Allowed("opened by such a unit")
    return Refused(
        "case.no-such-beginning",
        "This unit does not open a case like that.",
        "Choose one of the ways in which a case of this unit begins.",
    )


def begins_as_said(beginning: str, about: About) -> Decision:
    """A person for a person, an organisation for an organisation."""
    given = Beginning.ORGANISATION if about.organisation else Beginning.PERSON
    if beginning == given:
        return Allowed("as said")
    return Refused(
        "case.no-such-beginning",
        "This unit does not open a case like that.",
        "Choose one of the ways in which a case of this unit begins.",
    )


def is_named(organisation: OrganisationGiven) -> Decision:
    """An organisation has a name."""
    if organisation.name.strip():
        return Allowed("has a name")
    return Refused("case.organisation-without-name", "The organisation has no name.", "Write its name.")


def is_identified(person: Person | None) -> Decision:
    """A person has at least a name."""
    if person is not None and person.name:
        return Allowed("has a name")
    return Refused(
        "case.nobody-named",
        "A case is opened about somebody.",
        "Write the person's name, or what they are called.",
    )


def is_the_only_one(*, is_open: bool) -> Decision:
    """One open case of a pathway about one record."""
    if not is_open:
        return Allowed("no other open case")
    return Refused(
        "case.open-already",
        "A case about this person is open on this pathway already.",
        "Work on that case, or close it first.",
    )


def is_new_to_all(about: About) -> Decision:
    """What others know of cannot be kept from them from the first instant on."""
    if about.nominal_id is None:
        return Allowed("nobody knows of it yet")
    return Refused(
        "case.known-already",
        "A sealed case makes a record of its own, which nobody else knows.",
        "Write down who it is, and leave the record that others know as it is.",
    )


def names_a_second(named: Iterable[UUID], *, able: Set[UUID]) -> Decision:
    """Somebody besides the owner who can decide and approve, so that nothing waits for one person."""
    if able & set(named):
        return Allowed("somebody else knows of it")
    return Refused(
        "case.nobody-named-beside",
        "A sealed case is known to a second person who can approve what its owner decides.",
        "Choose a supervisor of the unit.",
    )
