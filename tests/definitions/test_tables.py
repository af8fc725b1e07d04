"""The strict reader: every value by its type, every message with file and key, nothing left over."""

import tomllib
from collections.abc import Callable
from datetime import date, time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseward.foundation.catalogue import DefinitionFault
from caseward.foundation.catalogue.spans import clock_span, months_span
from caseward.foundation.catalogue.tables import Table
from caseward.kernel.clocks import Unit


def table(text: str) -> Table:
    return Table("clocks/x.toml", tomllib.loads(text))


def test_each_type_is_read_as_itself() -> None:
    with table(
        'text = "a"\nflag = true\nday = 2026-11-01\ntime = 17:00:00\n'
        'texts = ["a", "b"]\nwholes = [5, 1]\nbounds = {x = 3}\nphrases = {X = "x"}'
    ) as found:
        assert found.text("text") == "a"
        assert found.yes_no("flag") is True
        assert found.day("day") == date(2026, 11, 1)
        assert found.time("time") == time(17)
        assert found.texts("texts") == ("a", "b")
        assert found.wholes("wholes") == (5, 1)
        assert found.bounds("bounds") == {"x": 3}
        assert found.phrases("phrases") == {"X": "x"}


def test_what_is_absent_takes_its_default() -> None:
    with table("") as found:
        assert found.text("text", default="") == ""
        assert found.yes_no("flag", default=False) is False
        assert found.day_if_any("day") is None
        assert found.texts("texts", default=()) == ()
        assert found.bounds("bounds") == {}
        assert found.one_of("word", {"a": 1}, default=2) == 2
        assert list(found.tables("rule", required=False)) == []


def read(method: str) -> Callable[[Table], Any]:
    return lambda found: getattr(found, method)("key")


@pytest.mark.parametrize(
    ("text", "ask", "complaint"),
    [
        pytest.param("", read("text"), "a text is wanted here and nothing is there", id="nothing for a text"),
        pytest.param("key = 5", read("text"), "a text is wanted, not 5", id="a number for a text"),
        pytest.param('key = "  "', read("text"), "a text is wanted", id="a blank text"),
        pytest.param('key = "a "', read("text"), "a text is wanted", id="a text with a tail"),
        pytest.param(
            'key = "true"', read("yes_no"), "true or false is wanted, not 'true'", id="a word for yes"
        ),
        pytest.param("key = 1", read("yes_no"), "true or false is wanted", id="one for yes"),
        pytest.param('key = "2026-11-01"', read("day"), "a date is wanted", id="a date in quotation marks"),
        pytest.param(
            "key = 2026-11-01T09:00:00Z", read("day"), "a date is wanted", id="an instant for a date"
        ),
        pytest.param("key = 17", read("time"), "a time of day is wanted", id="an hour for a time"),
        pytest.param('key = "a"', read("texts"), "a list of texts", id="a text for a list"),
        pytest.param('key = ["a", 1]', read("texts"), "a list of texts", id="a number among texts"),
        pytest.param('key = ["a", "a"]', read("texts"), "none twice", id="a text twice"),
        pytest.param("key = [[1]]", read("wholes"), "a list of whole numbers", id="a list in a list"),
        pytest.param("key = [true]", read("wholes"), "a list of whole numbers", id="yes for a number"),
        pytest.param("key = [1.5]", read("wholes"), "a list of whole numbers", id="a fraction"),
        pytest.param('key = {x = "3"}', read("bounds"), "names with whole numbers", id="a text for a bound"),
        pytest.param("key = {x = 3}", read("phrases"), "names with texts", id="a number for a phrase"),
        pytest.param("key = 5", read("table"), "a table is wanted", id="a number for a table"),
    ],
)
def test_another_type_is_refused_and_the_message_names_file_and_key(
    text: str, ask: Callable[[Table], Any], complaint: str
) -> None:
    with pytest.raises(DefinitionFault) as raised:
        ask(table(text))
    assert str(raised.value).startswith("clocks/x.toml: key: ")
    assert complaint in raised.value.complaint


def test_a_key_nobody_asked_for_is_a_fault() -> None:
    with (
        pytest.raises(DefinitionFault, match=r"clocks/x\.toml: titel: nobody knows this key"),
        table('title = "a"\ntitel = "b"') as found,
    ):
        found.text("title")


def test_a_key_in_a_table_inside_is_named_with_its_path() -> None:
    found = table('[clock.silence]\ntitle = "a"\nlasst = "b"')
    with pytest.raises(DefinitionFault, match=r"clocks/x\.toml: clock\.silence\.lasst: nobody knows"):
        for _key, inside in found.tables("clock"):
            with inside:
                inside.text("title")


def test_something_else_among_tables_is_named() -> None:
    with pytest.raises(DefinitionFault, match=r"clocks/x\.toml: clock\.silence: a table is wanted"):
        list(table("[clock]\nsilence = 28").tables("clock"))


def test_an_error_inside_is_not_hidden_by_keys_left_over() -> None:
    with pytest.raises(DefinitionFault, match="a text is wanted"), table("title = 5\nother = 6") as found:
        found.text("title")


def test_a_word_that_is_no_choice_is_refused_with_the_choices() -> None:
    with pytest.raises(DefinitionFault, match="“later” is none of at once, in working hours"):
        table('received = "later"').one_of("received", {"at once": 1, "in working hours": 2})


def test_a_contradiction_found_by_a_rule_is_told_at_its_place() -> None:
    found = table('lasts = "5 wd"')
    with pytest.raises(DefinitionFault, match=r"clocks/x\.toml: lasts: “5 wd” is no duration"):
        found.parsed("lasts", clock_span)
    with pytest.raises(DefinitionFault, match=r"clocks/x\.toml: never"), found.faults_at():
        raise ValueError("never")


# --- durations --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "span"),
    [
        ("the same day", (0, Unit.CALENDAR_DAY)),
        ("1 working day", (1, Unit.WORKING_DAY)),
        ("15 working days", (15, Unit.WORKING_DAY)),
        ("72 hours", (72, Unit.HOUR)),
        ("28 days", (28, Unit.CALENDAR_DAY)),
        ("1 month", (1, Unit.MONTH)),
    ],
)
def test_a_duration_of_a_clock_is_read(words: str, span: tuple[int, Unit]) -> None:
    assert clock_span(words) == span


@pytest.mark.parametrize(
    "words",
    [
        "",
        "5",
        "days",
        "0 days",
        "1 days",
        "2 day",
        "-1 days",
        "1.5 days",
        "5  days",
        "5 weeks",
        "1 year",
        "5 Days",
    ],
)
def test_anything_else_is_no_duration_of_a_clock(words: str) -> None:
    with pytest.raises(ValueError, match="is no duration"):
        clock_span(words)


@pytest.mark.parametrize(
    ("words", "months"), [("6 years", 72), ("1 year", 12), ("12 months", 12), ("1 month", 1)]
)
def test_a_span_of_retention_is_read_in_months(words: str, months: int) -> None:
    assert months_span(words) == months


@pytest.mark.parametrize("words", ["28 days", "5 working days", "72 hours"])
def test_a_span_of_retention_is_never_in_days(words: str) -> None:
    with pytest.raises(ValueError, match="no span of retention"):
        months_span(words)


@given(st.integers(1, 9999), st.sampled_from(Unit))
def test_whatever_a_unit_says_of_itself_is_read_back(number: int, unit: Unit) -> None:
    assert clock_span(unit.said(number)) == (number, unit)
