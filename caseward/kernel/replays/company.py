"""Whom a timeline speaks of: as it describes them, and as they turn up in it."""

from dataclasses import dataclass, field, replace

from caseward.kernel.replays import cast
from caseward.kernel.replays.faults import Amiss, unknown
from caseward.kernel.replays.spelling import spoken
from caseward.kernel.replays.timeline import Officer, Person, Player, Team, Unit
from caseward.kernel.wording import gettext_noop


# Whoever has done something senior in a timeline without a list of staff is senior throughout.
_SENIORITY = (Player.INTAKE, Player.OFFICER, Player.OTHER_OFFICER, Player.SUPERVISOR, Player.SECOND)
_NOT_STAFF = {"nobody", "none", ""}


@dataclass(slots=True)
class Company:
    """Whom the timeline describes, and whoever else it turns out to speak of; `here` is where an event happens."""

    people: list[Person]
    staff: list[Officer]
    units: list[Unit]
    describes_people: bool
    describes_staff: bool
    usual: Team = Team.PREVENT
    here: str = ""
    providers: frozenset[str] = (
        frozenset()
    )  # whoever is tasked: no member of staff, though an event may name them
    latest: str = ""  # about whom something began last
    homes: dict[str, str] = field(default_factory=dict)  # by person: the unit that keeps the case
    referred: dict[str, str] = field(
        default_factory=dict
    )  # by person: the unit that has a referral to decide
    offered: dict[str, str] = field(default_factory=dict)  # by person: the unit that a case was offered to

    def person(self, word: str) -> str:
        """The id of somebody named; made known where the timeline has no list of people."""
        for one in self.people:
            if spoken(word) in {spoken(one.id), spoken(one.name)}:
                return one.id
        if self.describes_people:
            raise Amiss(unknown(word, (one.id for one in self.people), what=gettext_noop("person")))
        cast.check_name(word)
        self.people.append(Person(id=spoken(word), name=word))
        return spoken(word)

    def officer(self, word: str, player: Player | None) -> str:
        """The id of a member of staff, or the role of one; made known where the timeline has no list of staff."""
        if spoken(word) in _NOT_STAFF or spoken(word) in cast.ROLES:
            return spoken(word)
        for place, one in enumerate(self.staff):
            if spoken(word) in {spoken(one.id), spoken(one.name)}:
                if not self.describes_staff:
                    self.staff[place] = replace(one, player=_senior(one.player, player))
                return one.id
        if self.describes_staff:
            raise Amiss(unknown(word, (one.id for one in self.staff), what=gettext_noop("member of staff")))
        cast.check_name(word)
        self.staff.append(Officer(spoken(word), word, self._place(), player or Player.OFFICER))
        return spoken(word)

    def is_provider(self, word: str) -> bool:
        """Whether somebody is tasked in the timeline, and is not described as a member of staff."""
        return spoken(word) in self.providers and not any(spoken(word) in _names(one) for one in self.staff)

    def unit(self, word: str) -> str:
        """The name of a unit, or of the one that a force has for this work; made known where it was not described."""
        cast.check_name(word)
        for one in self.units:
            if spoken(one.name) == spoken(word):
                return one.name
        team = self._team(self.here)
        for one in self.units:
            if one.force and spoken(one.force) == spoken(word) and one.team is team and one.name != self.here:
                return one.name
        self.units.append(cast.unit_found(word, usual=team))
        return self.units[-1].name

    def begins_in(self, pathway: str, by: object) -> str:
        """The unit in which a case of a pathway begins: of whoever opens it, else the first that works on it."""
        named = next((one for one in self.staff if isinstance(by, str) and spoken(by) in _names(one)), None)
        team = _team_of(pathway)
        if named is not None and team in {None, self._team(named.unit)}:
            return named.unit
        if team is None and self.units:
            return self.units[0].name
        return self._first(team or self.usual)

    def _first(self, team: Team) -> str:
        found = next((one for one in self.units if one.team is team), None)
        if found is None:
            found = cast.usual_unit(team)
            self.units.append(found)
        return found.name

    def _place(self) -> str:
        """Where somebody works who is named for the first time."""
        return self.here or (self.units[0].name if self.units else cast.usual_unit(self.usual).name)

    def _team(self, name: str) -> Team:
        return next((one.team for one in self.units if one.name == name), self.usual)


def _names(officer: Officer) -> set[str]:
    return {spoken(officer.id), spoken(officer.name)}


def _team_of(pathway: str) -> Team | None:
    """Whose pathway it is; None where no team is called like it."""
    return next((team for team in Team if pathway == team.value), None)


def _senior(one: Player, other: Player | None) -> Player:
    return max(one, other or one, key=_SENIORITY.index)
