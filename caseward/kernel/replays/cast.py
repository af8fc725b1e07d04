"""People, units and staff of a timeline: as described, and where nothing is said, the usual ones of one unit."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from caseward.kernel.dates import PartialDate, read_date
from caseward.kernel.reading import Unreadable
from caseward.kernel.replays.faults import Amiss, Fault, unknown
from caseward.kernel.replays.moments import LONG_AFTER
from caseward.kernel.replays.spelling import spoken
from caseward.kernel.replays.timeline import Officer, Person, Player, Team, Unit
from caseward.kernel.replays.values import several, table, words
from caseward.kernel.wording import gettext_noop


FORCE = "Northshire"
LONGEST = 100  # characters of a name
PEOPLE = ("id", "name", "born", "aliases", "address", "phone", "organisation")
STAFF = ("id", "name", "force", "unit", "role", "rank", "team")
UNITS = ("name", "force", "team")

TEAMS = {
    "prevent": Team.PREVENT, "nominal": Team.NOMINAL, "protected": Team.PROTECTED, "witness": Team.PROTECTED,
    "cyber": Team.CYBER,
}  # fmt: skip
TITLES = {
    Team.PREVENT: "Prevent", Team.NOMINAL: "Nominal", Team.PROTECTED: "Protected Persons", Team.CYBER: "Cyber",
}  # fmt: skip
SUPERINTENDENT = "superintendent"
ROLES = {
    "intake": Player.INTAKE, "intake-officer": Player.INTAKE, "officer": Player.OFFICER,
    "case-officer": Player.OFFICER, "practitioner": Player.OFFICER, "other-officer": Player.OTHER_OFFICER,
    "supervisor": Player.SUPERVISOR, "sergeant": Player.SUPERVISOR, "inspector": Player.SECOND,
    "detective-sergeant": Player.SUPERVISOR, "detective-inspector": Player.SECOND, "second": Player.SECOND,
    "second-supervisor": Player.SECOND, "nominal-officer": Player.OFFICER, "cyber-officer": Player.OFFICER,
    "protected-practitioner": Player.OFFICER, "prevent-officer": Player.OFFICER, "constable": Player.OFFICER,
    "detective-constable": Player.OFFICER, "case-manager": Player.OFFICER, "prevent-supervisor": Player.SUPERVISOR,
    "nominal-supervisor": Player.SUPERVISOR, "protected-supervisor": Player.SUPERVISOR,
    "cyber-supervisor": Player.SUPERVISOR, "chief-inspector": Player.SECOND, "detective-chief-inspector": Player.SECOND,
    SUPERINTENDENT: Player.SECOND, "head-of-unit": Player.SECOND,
}  # fmt: skip


Faulty = Callable[[Fault], None]


def rows(given: object, place: str) -> Iterator[tuple[str, Mapping[str, object]]]:
    """The tables of a list, or of a table of tables whose keys are the ids, each with its place."""
    if isinstance(given, list):
        for number, one in enumerate(given, start=1):
            yield f"{place}[{number}]", table(one)
    else:
        for key, one in table(given).items():
            yield f"{place}.{key}", {"id": key, **table(one)}


def read_person(row: Mapping[str, object], place: str, faulty: Faulty) -> Person | None:
    """One person; None after a fault."""
    if not _keys(row, PEOPLE, place, faulty):
        return None
    born = _read_birth(row, place, faulty)
    if isinstance(born, Unreadable):
        return None
    try:
        name = words(row.get("name") or row.get("id", ""))
        check_name(name)
        return Person(
            id=words(row.get("id") or spoken(name)),
            name=name,
            born=_birth(born) if born else "",
            aliases=several(row["aliases"]) if "aliases" in row else (),
            address=words(row.get("address", "")),
            phone=words(row.get("phone", "")),
            organisation=words(row.get("organisation", "")),
            earliest=born.earliest if born else None,
        )
    except Amiss as amiss:
        faulty(Fault(place, str(amiss)))
        return None


def read_unit(row: Mapping[str, object], place: str, faulty: Faulty, *, usual: Team) -> Unit | None:
    """One unit; None after a fault."""
    given = {"name": row["id"], **row} if "id" in row else row
    given = {key: value for key, value in given.items() if key != "id"}
    if not _keys(given, UNITS, place, faulty):
        return None
    try:
        unit = unit_named(words(given.get("name", "")), force=words(given.get("force", FORCE)), usual=usual)
        return replace(unit, team=team_named(words(given["team"]))) if "team" in given else unit
    except Amiss as amiss:
        faulty(Fault(place, str(amiss)))
        return None


def read_officer(
    row: Mapping[str, object], place: str, faulty: Faulty, *, usual: Team, units: Iterable[Unit]
) -> tuple[Officer, Unit] | None:
    """One member of staff with the unit; None after a fault."""
    if not _keys(row, STAFF, place, faulty):
        return None
    try:
        name = words(row.get("name") or row.get("id", ""))
        check_name(name)
        role = words(row.get("role", "officer"))
        team = team_named(words(row["team"])) if "team" in row else _team_of(role, usual)
        unit = _workplace(row, team, units)
        return Officer(
            id=words(row.get("id") or spoken(name)),
            name=name,
            unit=unit.name,
            player=_player(role),
            rank=_rank(row),
        ), unit
    except Amiss as amiss:
        faulty(Fault(place, str(amiss)))
        return None


def check_name(name: str) -> None:
    """A name can be written in one line of a form; Amiss where it cannot."""
    if not name:
        raise Amiss(gettext_noop("A name is wanted here."))
    if len(name) > LONGEST:
        raise Amiss(gettext_noop("A name has {most} characters at most.").format(most=LONGEST))


def unit_found(word: str, *, usual: Team) -> Unit:
    """A unit that turns up in an event: by its name, or by that of its force alone."""
    named = next((team for start, team in TEAMS.items() if start in word.lower()), None)
    if named is not None:
        return Unit(name=word, force=word.rsplit(" ", 1)[0] if " " in word else FORCE, team=named)
    return Unit(name=f"{word} {TITLES[usual]}", force=word, team=usual)


def _workplace(row: Mapping[str, object], team: Team, units: Iterable[Unit]) -> Unit:
    """The unit that is named; else the first described one of that work, of the force if one is named."""
    force = words(row.get("force", ""))
    if named := words(row.get("unit", "")):
        unit = unit_named(named, force=force or FORCE, usual=team)
        return replace(unit, team=team) if "team" in row else unit
    there = (one for one in units if one.team is team and spoken(force) in {"", spoken(one.force)})
    return next(there, Unit(f"{force or FORCE} {TITLES[team]}", force or FORCE, team))


def _team_of(role: str, usual: Team) -> Team:
    """What somebody is there for whose role says so ("cyber officer"), else what the timeline is about."""
    return next((team for word, team in TEAMS.items() if spoken(role).startswith(f"{word}-")), usual)


def unit_named(name: str, *, usual: Team, force: str = FORCE) -> Unit:
    """A unit of which only the name is known: what it is there for shows in the name, else the usual work."""
    if not name:
        raise Amiss(gettext_noop("A unit needs a name."))
    team = next((team for word, team in TEAMS.items() if word in name.lower()), usual)
    return Unit(name=name, force=force, team=team)


def usual_unit(team: Team) -> Unit:
    """The unit in which everything happens unless the timeline says otherwise."""
    return Unit(name=f"{FORCE} {TITLES[team]}", force=FORCE, team=team)


def _keys(row: Mapping[str, object], known: tuple[str, ...], place: str, faulty: Faulty) -> bool:
    strange = [key for key in row if key not in known]
    for key in strange:
        faulty(Fault(f"{place}.{key}", unknown(key, known, what=gettext_noop("key"))))
    return not strange


def team_named(word: str) -> Team:
    """The team that a word stands for."""
    found = next((team for start, team in TEAMS.items() if spoken(word).startswith(start)), None)
    if found is None:
        raise Amiss(unknown(word, (team.value for team in Team), what=gettext_noop("team")))
    return found


def _player(word: str) -> Player:
    if spoken(word) not in ROLES:
        raise Amiss(unknown(word, ROLES, what=gettext_noop("role")))
    return ROLES[spoken(word)]


def _rank(row: Mapping[str, object]) -> str:
    """As the writer says it; a superintendent is one by role, and any other has the usual rank of the role."""
    return spoken(words(row.get("rank", ""))) or (SUPERINTENDENT if _role(row) == SUPERINTENDENT else "")


def _role(row: Mapping[str, object]) -> str:
    return spoken(words(row.get("role", "officer")))


def _read_birth(row: Mapping[str, object], place: str, faulty: Faulty) -> PartialDate | Unreadable | None:
    """The date of birth, None where none is given; told as a fault where it cannot be read."""
    try:
        given = words(row.get("born", ""))
    except Amiss as amiss:
        faulty(Fault(f"{place}.born", str(amiss)))
        return Unreadable(str(amiss))
    found = read_date(given, today=LONG_AFTER) if given else None
    if isinstance(found, Unreadable):
        faulty(Fault(f"{place}.born", found.sentence))
    return found


def _birth(born: PartialDate) -> str:
    """As a referral form has it: day, month, year."""
    if born.day and born.month:
        return f"{born.day:02}/{born.month:02}/{born.year}"
    return f"{born.month:02}/{born.year}" if born.month else str(born.year)


def is_before_birth(person: Person, day: date) -> bool:
    """Whether the person was certainly not born yet on the day."""
    return person.earliest is not None and day < person.earliest
