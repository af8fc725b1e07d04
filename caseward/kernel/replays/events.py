"""Events one by one: the verb, its keys, who and about whom; strange keys are refused with the nearest known one."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from caseward.kernel.clocks.moments import london_day
from caseward.kernel.replays import cast
from caseward.kernel.replays.company import Company
from caseward.kernel.replays.faults import Amiss, Fault, unknown
from caseward.kernel.replays.grammar import COMMON, Key, Kind, Known, Verb
from caseward.kernel.replays.instead import not_a_verb
from caseward.kernel.replays.keys import RISK
from caseward.kernel.replays.moments import read_moment, with_time
from caseward.kernel.replays.sayings import SAYINGS
from caseward.kernel.replays.spelling import spoken
from caseward.kernel.replays.timeline import Event, Expected, Player, Remark
from caseward.kernel.replays.values import read_value, words
from caseward.kernel.replays.verbs import verb
from caseward.kernel.wording import gettext_noop


HAPPENING = "happening"
NEVER = datetime.max.replace(tzinfo=UTC)
TALKS = {"words", "text", "because", "rationale"}  # of a verb that has no words, a remark
# What has a home in a unit from then on, and what goes to another.
_REFERS, _DECIDES, _GOES, _THREATENS = "refer", "decide", "transfer", "threat"
_ENTERS = "emergency"  # by somebody of another unit
_BEGINS, _ANSWERS = {_REFERS, "open"}, {"accept", "accept-transfer", "refuse", "refuse-transfer"}


@dataclass(slots=True)
class EventReader:
    """Reads events in the order of the file."""

    known: Known
    company: Company
    faulty: Callable[[Fault], None]
    remark: Callable[[Remark], None]
    expects: Callable[[object, str], tuple[Expected, ...]]
    lost: set[str] = field(default_factory=set)  # labels that events give which could not be read

    def instant(self, given: Mapping[str, object]) -> datetime:
        """When an event happened, before anything else of it is read; the end of time where that cannot be said."""
        row = _row(given)
        known = {key.name: row[name] for key in COMMON for name in (key.name, *key.aliases) if name in row}
        at = known.get("at", row.get("occurred", row.get("until")))
        try:
            return read_moment(with_time(at, known["time"]) if "time" in known else at).at
        except Amiss:
            return NEVER

    def read(self, given: Mapping[str, object], place: str) -> Event | None:
        """One event; None after a fault."""
        row = _row(given)
        said = self._verb(row, place)
        if said is None:
            self._lost(row, place)
            return None
        known = self._sorted(row, said, place)
        at = self._at(known, place)
        person = self._somebody(known, place)
        self._stand(known, said, place, person)
        event = Event(
            number=0, place=place, at=at or NEVER, verb=said.name, person=person,
            values=self._values(known, said, place),
            by=self._officer(known, said, place),
            label=self._words(known, "as", place),
            source=self._words(known, "source", place),
            note=self._words(known, "remark", place),
            expects=self.expects(known.get("expects", []), f"{place}.expects"),
        )  # fmt: skip
        if at is None:
            self.lost.add(event.label)
            return None
        self._remark_on_risk(known, said, place)
        self._check_birth(event)
        self._remember(event)
        return event

    def _lost(self, row: Mapping[str, object], place: str) -> None:
        """What can be said of an event without a verb: its time, and what it expects."""
        known = {key.name: row[name] for key in COMMON for name in (key.name, *key.aliases) if name in row}
        self._at({**row, **known}, place)
        self.expects(known.get("expects", []), f"{place}.expects")
        self.lost.add(self._words(known, "as", place))

    def _verb(self, row: dict[str, object], place: str) -> Verb | None:
        name = next((row[key] for key in ("what", "verb", "event", "type") if key in row), None)
        if not isinstance(name, str):
            self.faulty(Fault(f"{place}.what", gettext_noop("Say what happened: one of the verbs.")))
            return None
        if (found := verb(spoken(name))) is not None:
            return found
        if spoken(name) in self.known.happenings and (found := verb(HAPPENING)) is not None:
            row["name"] = spoken(name)
            return found
        if (saying := SAYINGS.get(spoken(name))) is not None:
            for key, meant in saying[1].items():
                row.setdefault(key, meant)
            return verb(saying[0])
        self.faulty(Fault(f"{place}.what", not_a_verb(spoken(name), known=self.known)))
        return None

    def _sorted(self, row: Mapping[str, object], said: Verb, place: str) -> dict[str, object]:
        """The values by the proper names of their keys."""
        found: dict[str, object] = {}
        for name, value in row.items():
            key = said.key(name) or _common("remark" if name in TALKS else name)
            if key is None:
                names = [one.name for one in (*said.keys, *COMMON)]
                self.faulty(Fault(f"{place}.{name}", unknown(name, names, what=gettext_noop("key"))))
            elif key.name in found:
                self.faulty(Fault(f"{place}.{name}", gettext_noop("This is said twice.")))
            else:
                found[key.name] = value
        return found

    def _at(self, known: Mapping[str, object], place: str) -> datetime | None:
        given = known.get("at", known.get("occurred", known.get("until")))
        if given is None:
            self.faulty(Fault(f"{place}.at", gettext_noop("Say when it happened, like 2019-10-07T14:30.")))
            return None
        try:
            moment = read_moment(with_time(given, known["time"]) if "time" in known else given)
        except Amiss as amiss:
            self.faulty(Fault(f"{place}.at", str(amiss)))
            return None
        if moment.assumed:
            self.remark(Remark(f"{place}.at", moment.assumed))
        return moment.at

    def _somebody(self, known: Mapping[str, object], place: str) -> str:
        given = known.get("person")
        if given is None and self.company.people:
            return self._first_of_all(place)
        try:
            return self.company.person(words(given if given is not None else known.get("name", "Person One")))
        except Amiss as amiss:
            self.faulty(Fault(f"{place}.person", str(amiss)))
            return ""

    def _first_of_all(self, place: str) -> str:
        """The first person of the timeline; remarked on where it has turned to another since."""
        one, latest = self.company.people[0], self.company.latest
        if latest not in {"", one.id}:
            said = gettext_noop(
                "Taken to be about {name}, the first person of the timeline: `person` names another."
            )
            self.remark(Remark(f"{place}.person", said.format(name=one.name)))
        return one.id

    def _stand(self, known: dict[str, object], said: Verb, place: str, person: str) -> None:
        """In which unit it happens: whoever is named for the first time works there."""
        company = self.company
        company.here = company.offered.get(person, "") if said.name in _ANSWERS else ""
        if said.by is Player.INTAKE or said.name == _DECIDES:
            company.here = company.referred.get(person, "")
        company.here = company.here or company.homes.get(person, "")
        begins = said.name in _BEGINS or (
            said.name == _THREATENS
            and (person not in company.homes or bool({"pathway", "unit"} & known.keys()))
        )
        if not begins and not (said.name == _ENTERS and "unit" in known):
            return
        try:
            company.here = company.unit(words(known["unit"])) if "unit" in known else ""
            pathway = words(known.get("pathway", ""))
        except Amiss as amiss:
            self.faulty(Fault(f"{place}.unit", str(amiss)))
            return
        company.here = company.here or company.begins_in(spoken(pathway), known.get("by"))
        known["unit"] = company.here

    def _remember(self, event: Event) -> None:
        """Where what was made about the person is kept from now on."""
        company = self.company
        if event.verb in _BEGINS | {_THREATENS}:
            company.latest = event.person
        if event.verb == _REFERS:
            company.referred[event.person] = company.here
            company.homes.setdefault(event.person, company.here)
        elif event.verb in _BEGINS | {_THREATENS}:
            company.homes[event.person] = company.here
        elif event.verb == _DECIDES and (there := company.referred.pop(event.person, "")):
            if event.values["outcome"] in {None, "adopt"}:
                company.homes[event.person] = there
        elif event.verb == _GOES:
            company.offered[event.person] = str(event.values["to"] or "")
        elif event.verb in _ANSWERS and (there := company.offered.pop(event.person, "")):
            company.homes[event.person] = there if event.verb.startswith("accept") else company.here

    def _values(self, known: Mapping[str, object], said: Verb, place: str) -> dict[str, object]:
        return {key.name: self._value(key, known, said, place) for key in said.keys}

    def _value(self, key: Key, known: Mapping[str, object], said: Verb, place: str) -> object:
        if key.name not in known:
            if key.is_required:
                self.faulty(Fault(f"{place}.{key.name}", gettext_noop("Say {what}.").format(what=key.means)))
            return key.default
        try:
            value = read_value(key, known[key.name], known=self.known)
            if key.kind is Kind.CREW and isinstance(value, tuple):
                return tuple(self.company.officer(one, Player.SUPERVISOR) for one in value)
            return self._named(key, str(value), said) if key.kind in _OF_COMPANY else value
        except Amiss as amiss:
            self.faulty(Fault(f"{place}.{key.name}", str(amiss)))
            return None

    def _named(self, key: Key, value: str, said: Verb) -> str:
        if key.kind is Kind.PERSON:
            return self.company.person(value)
        if key.kind in {Kind.UNIT, Kind.RECEIVER}:
            return self.company.unit(value)
        return self.company.officer(value, Player.OFFICER if key.name in {"to", "officer"} else said.by)

    def _officer(self, known: Mapping[str, object], said: Verb, place: str) -> str:
        try:
            by = words(known.get("by", ""))
            if by and self.company.is_provider(by):
                self.remark(Remark(f"{place}.by", _NO_STAFF.format(name=by)))
                return ""
            return self._newly_named(by, said, place) if by else ""
        except Amiss as amiss:
            self.faulty(Fault(f"{place}.by", str(amiss)))
            return ""

    def _newly_named(self, by: str, said: Verb, place: str) -> str:
        """Somebody on the staff; remarked on where this event is the first to speak of them."""
        there = len(self.company.staff)
        found = self.company.officer(by, said.by)
        for one in self.company.staff[there:]:
            taken = _TAKEN_FOR.format(name=one.name, player=one.player.replace("-", " "), unit=one.unit)
            self.remark(Remark(f"{place}.by", taken))
        return found

    def _remark_on_risk(self, known: Mapping[str, object], said: Verb, place: str) -> None:
        """A contact of which nobody says how much risk it showed has to be answered, as one that showed some."""
        if RISK in said.keys and RISK.name not in known:
            self.remark(Remark(f"{place}.risk", _RISK_UNSAID))

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


_NO_STAFF = gettext_noop(
    "{name} is a provider, who is tasked and acts on nothing here: taken to be written down by the unit."
)
_TAKEN_FOR = gettext_noop("{name} is named for the first time: taken for the {player} of {unit}.")


_RISK_UNSAID = gettext_noop(
    "How much risk it showed is not given: taken as not known, which is owed an answer within a day, by an action or a "
    'risk. `risk = "low"` says that it showed none.'
)


def _row(given: Mapping[str, object]) -> dict[str, object]:
    return {spoken(key).replace("-", "_"): value for key, value in given.items() if key != "id"}


def _common(name: str) -> Key | None:
    return next((one for one in COMMON if name == one.name or name in one.aliases), None)


_OF_COMPANY = {Kind.PERSON, Kind.STAFF, Kind.UNIT, Kind.RECEIVER}


def check_labels(ordered: Iterable[Event], faulty: Callable[[Fault], None], *, lost: Iterable[str]) -> None:
    """Whatever speaks of a label comes after the event that gave it; `lost` are those of events that are faults."""
    given = set(lost)
    for event in ordered:
        said = verb(event.verb)
        for key in (key for key in (said.keys if said else ()) if key.kind is Kind.LABEL):
            word = event.values[key.name]
            if isinstance(word, str) and word not in given:
                faulty(Fault(f"{event.place}.{key.name}", unknown(word, given, what=gettext_noop("label"))))
        if event.label:
            given.add(event.label)
