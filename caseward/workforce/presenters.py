"""What happened to postings, vetting and training, in sentences; the states of an account in words."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from caseward.accounts.queries import AccountRow
from caseward.foundation.catalogue import catalogue
from caseward.organisations.queries import UnitRow
from caseward.ui.components import Row
from caseward.ui.templatetags.ui import moment
from caseward.ui.told import Told
from caseward.workforce.queries import Coverer, PersonRow


EVENTS = {
    "posting.made": _("Posted somebody to a unit"),
    "posting.ended": _("Ended a posting"),
    "posting.confirmed": _("Said that a posting is still needed"),
    "clearance.recorded": _("Recorded vetting"),
    "clearance.withdrawn": _("Withdrew vetting"),
    "training.recorded": _("Recorded a course"),
    "rank.recorded": _("Recorded a rank"),
    "rank.ended": _("Ended a rank"),
    "access.renewed": _("Derived afresh what somebody may know"),
    "absence.recorded": _("Said that an officer is away"),
    "absence.ended": _("Said that an officer is back"),
    "cover.asked": _("Asked a colleague to cover"),
    "cover.accepted": _("Covers for a colleague"),
    "cover.refused": _("Cannot cover for a colleague"),
}

NOTICES = {
    "cover.asked": Told(_("You are asked to cover for a colleague who is away."), "workforce:cover-accept"),
    "colleague.due-soon": Told(_("Vetting of a colleague ends soon."), "workforce:colleague"),
    "colleague.overdue": Told(_("Vetting of a colleague has ended."), "workforce:colleague"),
    "cover.refused": Told(_("A colleague cannot cover; ask somebody else."), "workforce:absences"),
}


@dataclass(frozen=True, slots=True)
class State:
    """One word about an account, and its colour."""

    text: str
    colour: str


@dataclass(frozen=True, slots=True)
class Listed:
    """A person in the list of people."""

    row: PersonRow
    states: tuple[State, ...]


def listed(row: PersonRow, *, now: datetime) -> Listed:
    """A row of the list."""
    return Listed(row, tuple(states(row.account, now=now)))


def states(account: AccountRow, *, now: datetime) -> list[State]:
    """What an administrator should notice about an account."""
    found = {
        State(_now("Disabled"), "still"): account.disabled_at is not None,
        State(_now("Somebody is guessing the password"), "late"): account.is_under_attack,
        State(_now("Demonstration"), "info"): account.is_demo,
        State(_now("Invited"), "soon"): account.invited_until is not None and now < account.invited_until,
        State(_now("Invitation has lapsed"), "late"): account.invited_until is not None
        and account.invited_until <= now,
    }
    return [state for state, holds in found.items() if holds]


def account_rows(account: AccountRow) -> list[Row]:
    """The account as a summary list."""
    rows = [
        Row(_now("User name"), account.username),
        Row(_now("E-mail"), account.email or _now("None")),
        Row(_now("Second factors"), str(account.factors) if account.factors else _now("None yet")),
        Row(_now("Wrong passwords since yesterday"), _wrong(account)),
    ]
    if account.invited_until:
        rows.append(Row(_now("One-time password good until"), moment(account.invited_until)))
    if account.disabled_at:
        rows.append(Row(_now("Disabled"), f"{moment(account.disabled_at)}\n{account.disabled_because}"))
    return rows


def unit_choices(units: list[UnitRow]) -> list[tuple[str, str]]:
    """Units to choose from."""
    return [(str(unit.id), unit.name) for unit in units]


def coverers(able: list[Coverer]) -> list[tuple[str, str]]:
    """Colleagues to choose from, who can cover."""
    return [(str(one.id), f"{one.name}, {one.role}") for one in able]


def role_choices() -> list[tuple[str, str]]:
    """Roles to choose from, by title."""
    titles = {role.key: role.title for role in catalogue().roles}
    return sorted(titles.items(), key=lambda pair: pair[1])


def rank_choices(today: date) -> list[tuple[str, str]]:
    """Ranks to choose from, in their published order."""
    return [(one.key, one.title) for one in catalogue().ranks_on(today).ranks]


def _wrong(account: AccountRow) -> str:
    if not account.wrong_passwords:
        return _now("None")
    last = moment(account.last_wrong_at)
    return _now("%(number)s, the last on %(last)s") % {"number": account.wrong_passwords, "last": last}
