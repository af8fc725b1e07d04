"""A whole timeline out of its tables: every fault with its place, every assumption as a remark."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from itertools import pairwise
from operator import attrgetter

from caseward.kernel.clocks.moments import london_day
from caseward.kernel.replays import cast, events
from caseward.kernel.replays.aliases import TOP_ALIASES
from caseward.kernel.replays.company import Company
from caseward.kernel.replays.expecting import read_expected
from caseward.kernel.replays.faults import Amiss, Fault, NotUnderstood, unknown
from caseward.kernel.replays.grammar import Known
from caseward.kernel.replays.moments import read_day, read_moment
from caseward.kernel.replays.spelling import spoken
from caseward.kernel.replays.timeline import Event, Expected, Officer, Person, Remark, Team, Timeline, Unit
from caseward.kernel.replays.values import several, words
from caseward.kernel.wording import day_in_words, gettext_noop


TOP = ("title", "about", "rules", "until", "pathway", "people", "units", "staff", "event", "expects")
LONGEST = 20_000  # events


def read_timeline(given: Mapping[str, object], *, known: Known, today: date) -> Timeline:
    """The timeline that the tables tell; NotUnderstood with every fault that was found.

    `today` is the day whose rules apply where the timeline names none.
    """
    return _Reader(known, today).read({_proper(key): value for key, value in given.items()})


class _Reader:
    """Collects faults and remarks while it reads."""

    def __init__(self, known: Known, today: date) -> None:
        self._known, self._today = known, today
        self._faults: list[Fault] = []
        self._remarks: list[Remark] = []

    def read(self, given: Mapping[str, object]) -> Timeline:
        """Everything, in the order in which one thing speaks of another."""
        for key in [key for key in given if key not in TOP]:
            self._faulty(Fault(key, unknown(key, TOP, what=gettext_noop("key"))))
        people = self._people(given)
        usual = self._usual(given)
        officers, units = self._staff(given, usual)
        company = Company(list(people), list(officers), list(units), bool(people), bool(officers), usual)
        found = self._events(given, company)
        expects = self._expects(given.get("expects", []), "expects")
        rules_of, until = self._rules(given.get("rules", "now")), self._until(given)
        self._check_rules(rules_of, found)
        if self._faults:
            raise NotUnderstood(*self._faults)
        return Timeline(
            title=self._text(given, "title") or gettext_noop("A timeline"),
            about=self._text(given, "about"),
            rules_of=rules_of,
            people=tuple(company.people),
            units=tuple(company.units or [cast.usual_unit(usual)]),
            staff=tuple(company.staff),
            events=found,
            expects=expects,
            until=until,
            remarks=tuple(self._remarks),
        )

    def _faulty(self, fault: Fault) -> None:
        self._faults.append(fault)

    def _text(self, given: Mapping[str, object], key: str) -> str:
        try:
            return words(given.get(key, ""))
        except Amiss as amiss:
            raise NotUnderstood(Fault(key, str(amiss))) from None

    def _usual(self, given: Mapping[str, object]) -> Team:
        """What the unit is there for in which everything happens that no other is named for."""
        try:
            return cast.team_named(words(given["pathway"])) if "pathway" in given else Team.PREVENT
        except Amiss as amiss:
            self._faulty(Fault("pathway", str(amiss)))
            return Team.PREVENT

    def _people(self, given: Mapping[str, object]) -> tuple[Person, ...]:
        found = [cast.read_person(row, place, self._faulty) for place, row in self._rows(given, "people")]
        people = tuple(one for one in found if one is not None)
        self._once([one.id for one in people], "people")
        return people

    def _staff(self, given: Mapping[str, object], usual: Team) -> tuple[list[Officer], list[Unit]]:
        rows = self._rows(given, "units")
        units = [cast.read_unit(row, place, self._faulty, usual=usual) for place, row in rows]
        named = {one.name: one for one in units if one is not None}
        officers = []
        for place, row in self._rows(given, "staff"):
            if read := cast.read_officer(row, place, self._faulty, usual=usual, units=named.values()):
                officers.append(read[0])
                self._of_a_rank(read[0], place)
                named.setdefault(read[1].name, read[1])
        self._once([one.id for one in officers], "staff")
        return officers, list(named.values())

    def _of_a_rank(self, officer: Officer, place: str) -> None:
        if officer.rank and officer.rank not in self._known.ranks:
            sentence = unknown(officer.rank, self._known.ranks, what=gettext_noop("rank"))
            self._faulty(Fault(f"{place}.rank", sentence))

    def _rows(self, given: Mapping[str, object], key: str) -> list[tuple[str, Mapping[str, object]]]:
        try:
            return list(cast.rows(given.get(key, []), key))
        except Amiss as amiss:
            self._faulty(Fault(key, str(amiss)))
            return []

    def _once(self, keys: list[str], place: str) -> None:
        for key in sorted({key for key in keys if keys.count(key) > 1}):
            self._faulty(Fault(place, gettext_noop("“{key}” stands there twice.").format(key=key)))

    def _events(self, given: Mapping[str, object], company: Company) -> tuple[Event, ...]:
        rows = self._rows(given, "event")
        if not rows:
            self._faulty(
                Fault("event", gettext_noop("A timeline has at least one [[event]], with `at` and `what`."))
            )
        if len(rows) > LONGEST:
            raise NotUnderstood(
                Fault("event", gettext_noop("More than {most} events are too many.").format(most=LONGEST))
            )
        company.providers = frozenset(spoken(str(row["provider"])) for _, row in rows if "provider" in row)
        reader = events.EventReader(self._known, company, self._faulty, self._remarks.append, self._expects)
        # In the order of time: where somebody works who turns up in an event depends on what came before it.
        in_time = sorted(rows, key=lambda one: reader.instant(one[1]))
        read = {place: reader.read(row, place) for place, row in in_time}
        found = [one for place, _ in rows if (one := read[place]) is not None]
        self._in_order_of_file([place for place, _ in rows])
        self._remark_on_order(found)
        ordered = sorted(found, key=attrgetter("at"))
        events.check_labels(ordered, self._faulty, lost=reader.lost)
        self._remark_on_future(ordered)
        return tuple(replace(one, number=number) for number, one in enumerate(ordered, start=1))

    def _in_order_of_file(self, places: list[str]) -> None:
        number = {place: at for at, place in enumerate(places)}

        def stands(one: Fault | Remark) -> int:
            return number.get(one.place.rpartition(".")[0], -1)

        self._faults.sort(key=stands)
        self._remarks.sort(key=stands)

    def _remark_on_order(self, found: list[Event]) -> None:
        for before, after in pairwise(found):
            if after.at < before.at:
                said = gettext_noop("Dated before {other}: replayed in the order of the dates.")
                self._remarks.append(Remark(f"{after.place}.at", said.format(other=before.place)))

    def _remark_on_future(self, ordered: list[Event]) -> None:
        for one in ordered:
            if london_day(one.at) > self._today:
                said = gettext_noop("{day} lies ahead: replayed as if it had come.")
                self._remarks.append(
                    Remark(f"{one.place}.at", said.format(day=day_in_words(london_day(one.at))))
                )

    def _expects(self, given: object, place: str) -> tuple[Expected, ...]:
        found = []
        try:
            phrases = several(given)
        except Amiss as amiss:
            self._faulty(Fault(place, str(amiss)))
            return ()
        for phrase in phrases:
            try:
                found.append(read_expected(phrase, place=place, known=self._known))
            except Amiss as amiss:
                self._faulty(Fault(place, str(amiss)))
        return tuple(found)

    def _rules(self, given: object) -> date | None:
        if isinstance(given, str) and spoken(given) in {"now", "then"}:
            return self._today if spoken(given) == "now" else None
        try:
            return read_day(given)
        except Amiss:
            self._faulty(Fault("rules", gettext_noop("Say “now”, “then” or the day whose rules apply.")))
            return None

    def _check_rules(self, rules_of: date | None, found: tuple[Event, ...]) -> None:
        """Rules of each event's own day are those of a day on which there were any."""
        if rules_of is not None:
            return
        said = gettext_noop(
            "{day} lies before the first published rules, those of {since}. Say rules = “now” at the head of the "
            "file, or the day whose rules apply to every event: rules = {first}."
        )
        since = self._known.since
        for one in found:
            day = london_day(one.at)
            if day < since:
                words = said.format(day=day_in_words(day), since=day_in_words(since), first=since.isoformat())
                self._faulty(Fault(f"{one.place}.at", words))

    def _until(self, given: Mapping[str, object]) -> datetime | None:
        try:
            return read_moment(given["until"]).at if "until" in given else None
        except Amiss as amiss:
            self._faulty(Fault("until", str(amiss)))
            return None


def _proper(key: str) -> str:
    return TOP_ALIASES.get(key.strip().lower(), key.strip().lower())
