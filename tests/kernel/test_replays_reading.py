"""Reading a timeline: what is left out is supplied, what is strange is refused with the nearest known name."""

import tomllib
from contextlib import suppress
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseward.kernel.replays import Known, NotUnderstood, Player, Team, Timeline, read_timeline
from caseward.kernel.replays.grammar import COMMON
from caseward.kernel.replays.text import with_seconds
from caseward.kernel.replays.verbs import VERBS, verb


KNOWN = Known(
    stages=frozenset({"panel", "support", "closed"}),
    facts=frozenset({"panel_adopted", "assessment_signed"}),
    gates=frozenset({"person-searched", "partners-asked"}),
    outcomes=frozenset({"adopt", "no-further-action", "unfounded"}),
    pathways=frozenset({"prevent", "nominal", "protected", "cyber"}),
    happenings=frozenset({"panel-held", "session-held"}),
    titles={"the-panel": "panel"},
    rules={"silence": "silence", "contact after 28 days of silence": "silence", "first-panel": "first-panel"},
)
TODAY = date(2026, 11, 22)


def read(text: str) -> Timeline:
    return read_timeline(tomllib.loads(with_seconds(text)), known=KNOWN, today=TODAY)


def faults(text: str) -> dict[str, str]:
    with pytest.raises(NotUnderstood) as caught:
        read(text)
    return {one.place: one.sentence for one in caught.value.faults}


def event(*lines: str, at: str = "2019-10-07T14:30") -> str:
    return "\n".join(["[[event]]", f"at = {at}", *lines]) + "\n"


def test_three_lines_make_a_timeline() -> None:
    found = read('[[event]]\nat = 2019-10-07T14:30\nwhat = "refer"\n')

    (one,) = found.events
    assert (one.number, one.verb, one.at) == (1, "refer", datetime(2019, 10, 7, 13, 30, tzinfo=UTC))
    assert [person.id for person in found.people] == [one.person]
    assert [(unit.name, unit.team) for unit in found.units] == [("Northshire Prevent", Team.PREVENT)]
    assert found.rules_of == TODAY
    assert found.remarks == ()


def test_people_and_staff_are_as_described() -> None:
    found = read("""
        [people.axel]
        name = "Axel Hartwright"
        born = "14 March 2006"
        [[staff]]
        name = "Sgt Mills"
        role = "detective sergeant"
        unit = "Southdale Nominal"
        force = "Southdale"
        [[event]]
        at = 2019-10-07
        what = "refer"
        by = "sgt-mills"
    """)

    assert [(one.id, one.name, one.born) for one in found.people] == [
        ("axel", "Axel Hartwright", "14/03/2006")
    ]
    assert [(one.id, one.player, one.unit) for one in found.staff] == [
        ("sgt-mills", Player.SUPERVISOR, "Southdale Nominal")
    ]
    assert [(one.name, one.force, one.team) for one in found.units] == [
        ("Southdale Nominal", "Southdale", Team.NOMINAL)
    ]
    assert found.events[0].by == "sgt-mills"


@pytest.mark.parametrize(
    ("head", "staff", "unit", "team"),
    [
        ('pathway = "protected"', "role = 'inspector'", "Northshire Protected Persons", Team.PROTECTED),
        ('pathway = "cyber"\n[[units]]\nname = "The Desk"', "role = 'officer'", "The Desk", Team.CYBER),
        ('pathway = "cyber"', "unit = 'The Desk'", "The Desk", Team.CYBER),
        ('pathway = "cyber"', "role = 'nominal officer'", "Northshire Nominal", Team.NOMINAL),
        ('pathway = "nominal"', "force = 'Westshire'", "Westshire Nominal", Team.NOMINAL),
        (
            'pathway = "nominal"\n[[units]]\nname = "North"\nforce = "A"\n[[units]]\nname = "South"\nforce = "B"',
            "force = 'b'", "South", Team.NOMINAL,
        ),
        ("", "role = 'officer'", "Northshire Prevent", Team.PREVENT),
        ('pathway = "nominal"', "team = 'cyber'\nunit = 'The Desk'", "The Desk", Team.CYBER),
    ],
)  # fmt: skip
def test_whoever_has_no_unit_works_where_the_timeline_happens(
    head: str, staff: str, unit: str, team: Team
) -> None:
    found = read(f'{head}\n[[staff]]\nname = "DC Sato"\n{staff}\n' + event('what = "open"'))

    (one,) = found.staff
    assert (one.unit, next(each.team for each in found.units if each.name == unit)) == (unit, team)


def test_whoever_is_named_without_a_list_is_made_known() -> None:
    found = read(
        event('what = "refer"', 'person = "Axel Hart"', 'by = "PC Bell"')
        + event('what = "decide"', 'person = "axel hart"', 'by = "PC Bell"')
    )

    assert [one.name for one in found.people] == ["Axel Hart"]
    assert [(one.name, one.player) for one in found.staff] == [("PC Bell", Player.SUPERVISOR)]
    assert {one.person for one in found.events} == {"axel-hart"}


@pytest.mark.parametrize(
    ("lines", "place", "said"),
    [
        (['what = "refers"'], "event[1].what", "Did you mean “refer”?"),
        (['what = "panel-hold"'], "event[1].what", "Did you mean “panel-held”?"),
        (['what = "refer"', 'nme = "A B"'], "event[1].nme", "Did you mean “name”?"),
        (['what = "decide"', 'outcome = "adapt"'], "event[1].outcome", "Did you mean “adopt”?"),
        (['what = "finding"', 'fact = "panel adopts"'], "event[1].fact", "Did you mean “panel_adopted”?"),
        (['what = "finding"'], "event[1].fact", "Say which fact."),
        (['what = "advance"', 'to = "suport"'], "event[1].to", "Did you mean “support”?"),
        (['what = "screen"', 'risk = "perhaps"'], "event[1].risk", "There is"),
        (['what = "contact"', "words = [1]"], "event[1].words", "Words are wanted"),
        (
            ['what = "finding"', 'fact = "panel_adopted"', 'is_so = "maybe"'],
            "event[1].is_so",
            "true or false",
        ),
        (['what = "settle"', 'which = "g1"'], "event[1].which", "There is no label “g1”."),
        (['what = "wait"', 'until = "never"'], "event[1].until", "not a date"),
        (['what = "refer"', 'expects = ["refusd"]'], "event[1].expects", "Did you mean “refused”?"),
        (['what = "refer"', 'expects = ["late slience"]'], "event[1].expects", "Did you mean “silence”?"),
        (['what = "refer"', 'expects = ["done twice"]'], "event[1].expects", "stands alone"),
        (['what = "refer"', 'what2 = "x"'], "event[1].what2", "Did you mean “what”?"),
        (["what = 7"], "event[1].what", "one of the verbs"),
    ],
)
def test_what_is_strange_is_named_with_the_nearest_known(lines: list[str], place: str, said: str) -> None:
    assert said in faults(event(*lines))[place]


def test_whoever_turns_up_works_where_the_case_is_by_then_and_not_where_the_file_has_it() -> None:
    """A line that is put at the end of the file places nobody in the unit to which the case went later."""
    found = read(
        event('what = "refer"', at="2019-10-07")
        + event('what = "decide"', at="2019-10-08")
        + event('what = "transfer"', 'to = "Westshire"', at="2019-10-10")
        + event('what = "accept-transfer"', 'by = "PC West"', at="2019-10-11")
        + event('what = "note"', 'by = "PC Home"', at="2019-10-09")
    )

    assert {one.name: one.unit for one in found.staff} == {
        "PC West": "Westshire Prevent",
        "PC Home": "Northshire Prevent",
    }
    places = [one.place for one in found.remarks if one.place.endswith(".at")]
    assert places == ["event[5].at"]


def test_faults_stand_in_the_order_of_the_file() -> None:
    with pytest.raises(NotUnderstood) as caught:
        read(event('what = "refr"', at="2020-01-01") + event('what = "refr"', at="2019-01-01"))

    assert [one.place for one in caught.value.faults] == ["event[1].what", "event[2].what"]


def test_every_fault_is_told_at_once() -> None:
    found = faults("ttle = 1\n" + event('what = "refr"') + '[[event]]\nwhat = "refer"\n')

    assert set(found) == {"ttle", "event[1].what", "event[2].at"}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("", "event"),
        ("event = 7", "event"),
        ("title = [1]\n" + event('what = "refer"'), "title"),
        ('rules = "soon"\n' + event('what = "refer"'), "rules"),
        ("[people.axel]\nborn = 'x'\n" + event('what = "refer"'), "people.axel.born"),
        ("[people.axel]\nage = 7\n" + event('what = "refer"'), "people.axel.age"),
        ("[[people]]\nid='a'\n[[people]]\nid='a'\n" + event('what = "refer"'), "people"),
        ("[[staff]]\nname='A'\nrole='king'\n" + event('what = "refer"'), "staff[1]"),
        ("[[people]]\nid='a'\n" + event('what = "refer"', 'person = "b"'), "event[1].person"),
        ("[[staff]]\nname='A'\n" + event('what = "refer"', 'by = "b"'), "event[1].by"),
        (event('what = "refer"', at='"29 February 2019"'), "event[1].at"),
        (event('what = "refer"', at="2020-03-29T01:30"), "event[1].at"),
    ],
)
def test_a_fault_has_its_place(text: str, place: str) -> None:
    assert place in faults(text)


def test_nothing_happens_to_anybody_before_birth() -> None:
    found = faults("[people.axel]\nborn = 2009-03-14\n" + event('what = "refer"', at="2009-03-13"))

    assert "not born yet" in found["event[1].at"]


def test_events_out_of_order_are_replayed_in_the_order_of_their_dates_and_that_is_said() -> None:
    found = read(event('what = "find"', at="2019-10-08") + event('what = "refer"', at="2019-10-07"))

    assert [(one.number, one.verb, one.place) for one in found.events] == [
        (1, "refer", "event[2]"),
        (2, "find", "event[1]"),
    ]
    assert [one.place for one in found.remarks] == ["event[2].at"]


def test_what_lies_ahead_is_replayed_and_that_is_said() -> None:
    found = read(event('what = "refer"', at="2027-01-04"))

    assert "lies ahead" in found.remarks[0].sentence


def test_a_happening_may_stand_as_its_own_verb() -> None:
    # As soon as there is a verb for happenings.
    found = read(event('what = "panel-held"', 'words = "Adopted."'))

    assert (found.events[0].verb, found.events[0].values["name"]) == ("happening", "panel-held")


@pytest.mark.parametrize(
    ("words", "what", "subject", "negated", "by"),
    [
        ("refused", "refused", "", False, None),
        ("not refused", "refused", "", True, None),
        ("not possible", "impossible", "", False, None),
        ("late silence by 2020-01-31", "late", "silence", False, date(2020, 1, 31)),
        ("late: Contact after 28 days of silence", "late", "silence", False, None),
        ("not late", "late", "", True, None),
        ("gate partners asked", "gate", "partners-asked", False, None),
        ("found 2", "found", "2", False, None),
        ("stage support", "stage", "support", False, None),
        ("refused case.second-person", "refused", "case.second-person", False, None),
    ],
)
def test_expectations_are_phrases(
    words: str, what: str, subject: str, *, negated: bool, by: date | None
) -> None:
    found = read(f'expects = ["{words}"]\n' + event('what = "refer"')).expects[0]

    assert (found.what, found.subject, found.negated, found.by) == (what, subject, negated, by)


def test_no_verb_and_no_key_has_two_meanings() -> None:
    names = [name for one in VERBS for name in (one.name, *one.aliases)]
    assert len(names) == len(set(names))
    for one in VERBS:
        keys = [name for key in (*one.keys, *COMMON) for name in (key.name, *key.aliases)]
        assert len(keys) == len(set(keys)), one.name
        assert verb(one.name) is one


TABLES: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.dates() | st.datetimes(),
    lambda inside: (
        st.lists(inside, max_size=3)
        | st.dictionaries(
            st.sampled_from(["at", "what", "by", "id", "name", "born", "event", "expects", "x"]), inside
        )
    ),
    max_leaves=12,
)


@given(
    st.dictionaries(
        st.sampled_from(["title", "event", "people", "staff", "expects", "rules", "until"]), TABLES
    )
)
def test_anything_is_read_or_refused_with_a_place(tables: dict[str, Any]) -> None:
    with suppress(NotUnderstood):
        found = read_timeline(tables, known=KNOWN, today=TODAY)
        assert found.events


def test_a_pathway_names_the_unit_and_whoever_turns_up_works_where_the_case_is() -> None:
    found = read(
        'pathway = "nominal"\n'
        + event('what = "open"', 'by = "PC Ash"', at="2019-10-01")
        + event('what = "transfer"', 'to = "Westshire"', at="2019-10-02")
        + event('what = "accept"', 'by = "PC Birch"', at="2019-10-03")
        + event('what = "contact"', 'by = "PC Cedar"', at="2019-10-04")
        + event('what = "threat"', 'pathway = "protected"', 'by = "DC Dogwood"', at="2019-10-05")
        + event('what = "refer"', 'unit = "Eastshire Prevent"', 'by = "Elm"', at="2019-10-06")
    )

    assert [(one.name, one.team) for one in found.units] == [
        ("Northshire Nominal", Team.NOMINAL),
        ("Westshire Nominal", Team.NOMINAL),
        ("Northshire Protected Persons", Team.PROTECTED),
        ("Eastshire Prevent", Team.PREVENT),
    ]
    assert {one.name: one.unit for one in found.staff} == {
        "PC Ash": "Northshire Nominal",
        "PC Birch": "Westshire Nominal",
        "PC Cedar": "Westshire Nominal",
        "DC Dogwood": "Northshire Protected Persons",
        "Elm": "Eastshire Prevent",
    }
    assert faults('pathway = "nominl"\n' + event('what = "open"')) == {
        "pathway": "There is no team “nominl”. Did you mean “nominal”?"
    }


def test_keys_are_read_however_they_are_written() -> None:
    found = read(
        '[[Events]]\nDate = 2024-02-29\nTime = "10:30"\nTYPE = "Find"\nwords = "PND"\n'
        '[[Events]]\nwhen = "29 February 2024"\ntime = 11:45\nverb = "visit"\nminutes = "12"\nbecause = "Late."\n'
        '[[Events]]\nday = 2024-03-01\nwhat = "return"\nbecause = "Well again."\n'
    ).events

    assert [f"{one.at:%d %H:%M}" for one in found] == ["29 10:30", "29 11:45", "01 09:00"]
    assert (found[0].values["words"], found[1].values["minutes"], found[2].note) == ("PND", 12, "Well again.")


@pytest.mark.parametrize(
    ("lines", "place", "said"),
    [
        (['what = "visit"', "minutes = 99999999999999999999"], "minutes", "up to 10000"),
        (['what = "visit"', "minutes = -3"], "minutes", "up to 10000"),
        (['what = "note"', 'words = "\\u0000"'], "words", "cannot be written down"),
        (['what = "note"', f'words = "{"x" * 10_001}"'], "words", "At most 10000"),
        (['what = "transfer"'], "to", "to which unit"),
        (['what = "transfer"', f'to = "{"x" * 101}"'], "to", "100 characters"),
        (['what = "find"', 'time = "10:30"'], "at", "said twice"),
    ],
)
def test_what_no_record_can_hold_is_refused(lines: list[str], place: str, said: str) -> None:
    assert said in faults(event(*lines))[f"event[1].{place}"]


KEYS = sorted({name for one in VERBS for key in (*one.keys, *COMMON) for name in (key.name, *key.aliases)})
VALUES = st.one_of(
    st.text(max_size=8), st.integers(), st.booleans(), st.dates(), st.datetimes(), st.times(), st.floats(),
    st.sampled_from(["nominal", "cyber", "Westshire", "supervisor", "top", "panel", "adopt", "10:30", "2024-02-29"]),
    st.lists(st.text(max_size=5), max_size=2),
)  # fmt: skip


@given(
    st.lists(
        st.tuples(
            st.sampled_from(sorted({name for one in VERBS for name in (one.name, *one.aliases)})),
            st.dates(date(1990, 1, 1), date(2030, 12, 31)),
            st.dictionaries(st.sampled_from(KEYS), VALUES, max_size=4),
        ),
        min_size=1, max_size=6,
    ),
    st.sampled_from(["prevent", "nominal", "protected", "cyber"]),
)  # fmt: skip
def test_any_words_of_the_grammar_are_read_or_refused(
    rows: list[tuple[str, date, dict[str, Any]]], pathway: str
) -> None:
    given = {"pathway": pathway, "event": [{"what": what, "at": at, **more} for what, at, more in rows]}
    with suppress(NotUnderstood):
        found = read_timeline(given, known=KNOWN, today=TODAY)
        there = {one.name for one in found.units}
        assert {one.unit for one in found.staff} <= there
        assert {one.values["unit"] for one in found.events if one.verb == "open"} <= there
