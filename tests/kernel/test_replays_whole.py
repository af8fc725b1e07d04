"""A whole text: every fault at once with its line, whether it keeps the text from being TOML or not."""

from contextlib import suppress
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseward.kernel.replays import Fault, NotUnderstood, read_whole
from caseward.kernel.replays.text import Lines
from tests.kernel.test_replays_reading import KNOWN, TODAY


def faults(text: str) -> list[Fault]:
    with pytest.raises(NotUnderstood) as caught:
        read_whole(text, known=KNOWN, today=TODAY)
    return list(caught.value.faults)


def said(text: str) -> list[tuple[int, str]]:
    return [(one.line, one.place) for one in faults(text)]


def test_every_fault_has_its_line() -> None:
    text = """\
titel = "Slips"
[people.axel]
born = 2006-02-29

[[Events]]
date = 2019-10-07
what = "refr"
expects = ["late slience"]

[[event]]
what = "contact"
words = \"\"\"
[[event]]
at = 1
\"\"\"
risk = "perhaps"

[[event]]
at = 2019-10-32
what = refer
"""

    assert said(text) == [
        (1, "titel"),
        (3, "people.axel.born"),
        (7, "event[1].what"),
        (8, "event[1].expects"),
        (10, "event[2].at"),
        (16, "event[2].risk"),
        (19, "event[3].at"),
        (20, "event[3].what"),
    ]


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("at = 2019-02-29", "There is no 29 February in the calendar of 2019."),
        ("at = 07/10/2019", 'Put this in quotation marks: at = "07/10/2019"'),
        ("what = refer # the school", 'Put this in quotation marks: what = "refer"'),
        ('words = "She said "no" twice."', "The quotation marks do not close where the words end."),
        ('words = "C:\\users"', "The quotation marks do not close where the words end."),
        ('words = "He said', "The quotation marks do not close where the words end."),
        (
            "expects = [late silence]",
            "Put each of the list in quotation marks, with commas",
        ),
        ('expects = ["done"', "A list ends with ]"),
        ("words", "No key with its value stands here"),
        ("[event]]", "Each event begins with [[event]]"),
        ("[[staff]", "A list of tables begins with two pairs of brackets"),
        ("[event]", "Each event begins with [[event]]"),
        ('note = "x"\nnote = "y"', "This is said twice."),
    ],
)
def test_what_keeps_a_text_from_being_toml_is_said_in_plain_words(line: str, sentence: str) -> None:
    found = faults(
        f'[[event]]\nat = 2019-10-07\nwhat = "refr"\n\n[[event]]\n{line}\n\n[[event]]\nwhat = "refr"\n'
    )

    assert found[0].place == "event[1].what"
    assert any(one.sentence.startswith(sentence) and one.line in {6, 7} for one in found), found
    assert found[-1].line == len(f"{line}\n".splitlines()) + 8  # what comes after it is told, too


def test_what_no_line_can_be_named_for_is_said_once() -> None:
    (only,) = faults('words = """\nnever ends\n')

    assert (only.line, only.sentence[:16]) == (0, "This is not TOML")


@pytest.mark.parametrize(
    ("place", "line"),
    [("title", 1), ("event[1]", 2), ("event[1].at", 3), ("event[2].at", 5), ("event[2].by", 4),
     ("people.axel.born", 7), ("rules", 0)],
)  # fmt: skip
def test_a_place_stands_on_the_line_of_its_key_or_of_its_table(place: str, line: int) -> None:
    text = "Name = 1\n[[event]]\nat = 1\n[[Events]]\nWhen = 2\n[people.axel]\nborn = 3"

    assert Lines(text).of(place) == line


def test_more_faults_than_anybody_reads_end() -> None:
    assert len(faults("x\n" * 500)) < 100


@given(st.text(alphabet="[]=\"'\n# e\\v2-", max_size=60), st.dates(date(2019, 1, 1), date(2020, 1, 1)))
def test_any_text_is_understood_or_refused(noise: str, day: date) -> None:
    with suppress(NotUnderstood):
        read_whole(f'[[event]]\nat = {day}\nwhat = "refer"\n{noise}\n', known=KNOWN, today=TODAY)


def test_rules_of_then_are_refused_with_the_line_of_every_event_before_there_were_any() -> None:
    text = """\
rules = "then"

[[event]]
at = 2019-10-07
what = "refer"

[[event]]
at = 2024-05-01
what = "screen"

[[event]]
at = 2024-04-30T23:30
what = "note"
"""
    known = replace(KNOWN, since=date(2024, 5, 1))
    with pytest.raises(NotUnderstood) as caught:
        read_whole(text, known=known, today=TODAY)

    early = caught.value.faults
    assert [(one.line, one.place) for one in early] == [(4, "event[1].at"), (12, "event[3].at")]
    assert early[0].sentence == (
        "7 October 2019 lies before the first published rules, those of 1 May 2024. Say rules = “now” at the head of "
        "the file, or the day whose rules apply to every event: rules = 2024-05-01."
    )
    assert read_whole(text.replace("then", "now"), known=known, today=TODAY).rules_of == TODAY
    assert read_whole(text.replace('"then"', "2024-05-01"), known=known, today=TODAY).rules_of == date(
        2024, 5, 1
    )


@pytest.mark.parametrize(
    ("what", "line", "says"),
    [
        ('minutes"\nbecame = "perhaps', 4, "discussed"),
        ('minutes"\nitem = "none-such', 4, "label"),
        ("attendance", 1, "who"),
        ('emergency"\nunitt = "Eastmark', 4, "Did you mean “unit”?"),
        ('review-emergency"\nverdict = "fine', 4, "justified"),
        ("forced-glass-open", 3, "“emergency”"),
        ("adjourned-until-may", 3, "“agenda”"),
    ],
)
def test_what_is_amiss_of_a_sitting_or_an_emergency_is_told_with_its_line(
    what: str, line: int, says: str
) -> None:
    [fault] = faults(f'[[event]]\nat = 2019-10-07\nwhat = "{what}"\n')

    assert fault.line == line
    assert says in fault.sentence
