"""Events one by one: the verb, its keys, who and about whom; strange keys are refused with the nearest known one."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from caseward.kernel.clocks.moments import london_day
from caseward.kernel.replays import cast
from caseward.kernel.replays.faults import Amiss, Fault, unknown
from caseward.kernel.replays.grammar import COMMON, Key, Kind, Known, Verb
from caseward.kernel.replays.moments import read_moment
from caseward.kernel.replays.timeline import Event, Expected, Officer, Person, Player, Remark, Team, Unit
from caseward.kernel.replays.values import read_value, words
from caseward.kernel.replays.verbs import VERBS, spoken, verb
from caseward.kernel.wording import gettext_noop


HAPPENING = "happening"
# Whoever has done something senior in a timeline without a list of staff is senior throughout.
_SENIORITY = (Player.INTAKE, Player.OFFICER, Player.OTHER_OFFICER, Player.SUPERVISOR, Player.SECOND)
_NOT_STAFF = {"nobody", "none", ""}


@dataclass(slots=True)
class Company:
    """Whom the timeline describes, and whoever else it turns out to speak of."""

    people: list[Person]
    staff: list[Officer]
    units: list[Unit]
    describes_people: bool
    describes_staff: bool

    def person(self, word: str) -> str:
        """The id of somebody named; made known where the timeline has no list of people."""
        for one in self.people:
            if spoken(word) in {spoken(one.id), spoken(one.name)}:
                return one.id
        if self.describes_people:
            raise Amiss(unknown(word, (one.id for one in self.people), what=gettext_noop("person")))
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
        unit = self.units[0] if self.units else cast.usual_unit(Team.PREVENT)
        self.staff.append(Officer(spoken(word), word, unit.name, player or Player.OFFICER))
        return spoken(word)

    def unit(self, word: str) -> str:
        """The name of a unit; made known where it was not described."""
        for one in self.units:
            if spoken(one.name) == spoken(word):
                return one.name
        self.units.append(cast.unit_named(word, force=word.rsplit(" ", 1)[0] if " " in word else cast.FORCE))
        return word


@dataclass(slots=True)
class EventReader:
    """Reads events in the order of the file."""

    known: Known
    company: Company
    faulty: Callable[[Fault], None]
    remark: Callable[[Remark], None]
    expects: Callable[[object, str], tuple[Expected, ...]]

    def read(self, given: Mapping[str, object], place: str) -> Event | None:
        """One event; None after a fault."""
        row = {key.replace("-", "_"): value for key, value in given.items() if key != "id"}
        said = self._verb(row, place)
        if said is None:
            return None
        known = self._sorted(row, said, place)
        at = self._at(known, place)
        if at is None:
            return None
        person = self._somebody(known, place)
        event = Event(
            number=0, place=place, at=at, verb=said.name, person=person,
            values=self._values(known, said, place),
            by=self._officer(known, said, place),
            label=self._words(known, "as", place),
            source=self._words(known, "source", place),
            note=self._words(known, "remark", place),
            expects=self.expects(known.get("expects", []), f"{place}.expects"),
        )  # fmt: skip
        self._check_birth(event)
        return event

    def _verb(self, row: dict[str, object], place: str) -> Verb | None:
        name = next((row[key] for key in ("what", "verb", "event") if key in row), None)
        if not isinstance(name, str):
            self.faulty(Fault(f"{place}.what", gettext_noop("Say what happened: one of the verbs.")))
            return None
        if (found := verb(spoken(name))) is not None:
            return found
        if spoken(name) in self.known.happenings and (found := verb(HAPPENING)) is not None:
            row["name"] = spoken(name)
            return found
        every = {one.name for one in VERBS} | self.known.happenings
        self.faulty(Fault(f"{place}.what", unknown(spoken(name), every, what=gettext_noop("verb"))))
        return None

    def _sorted(self, row: Mapping[str, object], said: Verb, place: str) -> dict[str, object]:
        """The values by the proper names of their keys."""
        found: dict[str, object] = {}
        for name, value in row.items():
            key = said.key(name) or next(
                (one for one in COMMON if name == one.name or name in one.aliases), None
            )
            if key is None:
                names = [one.name for one in (*said.keys, *COMMON)]
                self.faulty(Fault(f"{place}.{name}", unknown(name, names, what=gettext_noop("key"))))
            elif key.name in found:
                self.faulty(Fault(f"{place}.{name}", gettext_noop("This is said twice.")))
            else:
                found[key.name] = value
        return found

    def _at(self, known: Mapping[str, object], place: str) -> datetime | None:
        given = known.get("at", known.get("until"))
        if given is None:
            self.faulty(Fault(f"{place}.at", gettext_noop("Say when it happened, like 2019-10-07T14:30.")))
            return None
        try:
            moment = read_moment(given)
        except Amiss as amiss:
            self.faulty(Fault(f"{place}.at", str(amiss)))
            return None
        if moment.assumed:
            self.remark(Remark(f"{place}.at", moment.assumed))
        return moment.at

    def _somebody(self, known: Mapping[str, object], place: str) -> str:
        given = known.get("person")
        if given is None and self.company.people:
            return self.company.people[0].id
        try:
            return self.company.person(words(given if given is not None else known.get("name", "Person One")))
        except Amiss as amiss:
            self.faulty(Fault(f"{place}.person", str(amiss)))
            return ""

    def _values(self, known: Mapping[str, object], said: Verb, place: str) -> dict[str, object]:
        return {key.name: self._value(key, known, said, place) for key in said.keys}

    def _value(self, key: Key, known: Mapping[str, object], said: Verb, place: str) -> object:
        if key.name not in known:
            if key.is_required:
                self.faulty(Fault(f"{place}.{key.name}", gettext_noop("Say {what}.").format(what=key.means)))
            return key.default
        try:
            value = read_value(key, known[key.name], known=self.known)
            return self._named(key, str(value), said) if key.kind in _OF_COMPANY else value
        except Amiss as amiss:
            self.faulty(Fault(f"{place}.{key.name}", str(amiss)))
            return None

    def _named(self, key: Key, value: str, said: Verb) -> str:
        if key.kind is Kind.PERSON:
            return self.company.person(value)
        if key.kind is Kind.UNIT:
            return self.company.unit(value)
        return self.company.officer(value, Player.OFFICER if key.name in {"to", "officer"} else said.by)

    def _officer(self, known: Mapping[str, object], said: Verb, place: str) -> str:
        try:
            return self.company.officer(words(known["by"]), said.by) if "by" in known else ""
        except Amiss as amiss:
            self.faulty(Fault(f"{place}.by", str(amiss)))
            return ""

    def _words(self, known: Mapping[str, object], key: str, place: str) -> str:
        try:
            return words(known.get(key, ""))
        except Amiss as amiss:
            self.faulty(Fault(f"{place}.{key}", str(amiss)))
            return ""

    def _check_birth(self, event: Event) -> None:
        for one in self.company.people:
            if one.id == event.person and cast.is_before_birth(one, london_day(event.at)):
                said = gettext_noop(
                    "{name} was not born yet: the date of birth is {born}. Put one of the two right."
                )
                self.faulty(Fault(f"{event.place}.at", said.format(name=one.name, born=one.born)))


_OF_COMPANY = {Kind.PERSON, Kind.STAFF, Kind.UNIT}


def check_labels(ordered: Iterable[Event], faulty: Callable[[Fault], None]) -> None:
    """Whatever speaks of a label comes after the event that gave it."""
    given: set[str] = set()
    for event in ordered:
        said = verb(event.verb)
        for key in (key for key in (said.keys if said else ()) if key.kind is Kind.LABEL):
            word = event.values[key.name]
            if isinstance(word, str) and word not in given:
                faulty(Fault(f"{event.place}.{key.name}", unknown(word, given, what=gettext_noop("label"))))
        if event.label:
            given.add(event.label)


def _senior(one: Player, other: Player | None) -> Player:
    return max(one, other or one, key=_SENIORITY.index)
