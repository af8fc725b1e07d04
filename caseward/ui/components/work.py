"""My work: obligations in groups."""

from dataclasses import dataclass

from caseward.ui.components.due import Urgency


@dataclass(frozen=True, slots=True)
class WorkRow:
    """One obligation: when, what, about whom, under which rule, and the one button that ends it."""

    due: str
    urgency: Urgency
    what: str
    url: str
    reference: str
    about: str
    rule: str
    action: str = ""
    action_url: str = ""
    on: str = ""


@dataclass(frozen=True, slots=True)
class WorkGroup:
    """Obligations that fall due together."""

    title: str
    rows: tuple[WorkRow, ...]
    colour: str = ""
