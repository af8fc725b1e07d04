"""Components: what they work out, and what they never leave out."""

import re
from datetime import UTC, date, datetime

import pytest
from django.template import engines
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as some

from caseward.foundation.paging import END, START, Page, Place
from caseward.kernel.dates import PartialDate
from caseward.kernel.decisions import Refused
from caseward.kernel.markings import Handling, Level, Marking
from caseward.ui import components, govuk, pages


LESS, MORE = Place("one", is_back=True), Place("two")


def drawn(source: str, address: str = "/list/?stage=panel", **context: object) -> str:
    """A scrap of template that loads the kit."""
    request = RequestFactory().get(address)
    return engines["django"].from_string("{% load ui %}" + source).render(context, request)


@given(
    some.text(max_size=80), some.lists(some.tuples(some.integers(-5, 90), some.integers(-5, 90)), max_size=6)
)
def test_a_text_cut_at_its_passages_gives_itself_back(text: str, spans: list[tuple[int, int]]) -> None:
    named = [(start, end, f"p{index}") for index, (start, end) in enumerate(spans) if 0 <= start <= end]

    given_text = components.Given.cut(text, named, title="As given", source="a form")

    assert "".join(piece.text for piece in given_text.pieces) == text


def test_a_passage_is_marked_by_its_id() -> None:
    cut = components.Given.cut("born 14/03/09 in Hull", [(5, 13, "born")], title="", source="")

    assert [(piece.text, piece.passage) for piece in cut.pieces] == [
        ("born ", ""),
        ("14/03/09", "born"),
        (" in Hull", ""),
    ]


@given(some.floats(-200, 200))
def test_a_bar_of_evidence_stays_on_its_scale_and_on_its_side(weight: float) -> None:
    match = components.Match("A", "possible", weight, ())
    even = components.Match("A", "possible", 0.0, ()).bar["x"]

    assert 0 <= match.bar["x"] <= 240
    assert match.bar["x"] + match.bar["width"] <= 241
    assert (match.bar["x"] < even - 0.1) == (weight < -0.02) or abs(weight) < 0.1


def test_a_match_shows_its_evidence_and_its_words_and_never_a_percentage() -> None:
    evidence = (
        components.Evidence("Surname", "A", "B", "close", 2.0),
        components.Evidence("Born", "", "", "none", -1.25),
    )

    page = drawn("{% match m %}", m=components.Match("Callum", "Likely", 0.75, evidence))

    assert "%" not in page
    for words in ("Likely", "+0.8", "+2.0", "−1.2", "close"):
        assert words in page


@given(some.floats(-30, 0), some.lists(some.floats(-20, 20), max_size=9), some.floats(0, 1))
def test_a_waterfall_adds_up_on_its_picture_and_in_its_table(
    before: float, weights: list[float], chance: float
) -> None:
    steps = tuple(components.Step(f"<field {n}>", weight) for n, weight in enumerate(weights))
    waterfall = components.Waterfall(before, steps, chance)

    page = drawn("{% waterfall w 'Callum' %}", w=waterfall)

    assert waterfall.after == pytest.approx(before + sum(weights))
    lefts = [float(x) for x in re.findall(r'<rect class="[^"]+" x="([\d.]+)"', page)]
    widths = [float(x) for x in re.findall(r'<rect[^>]* width="([\d.]+)"', page)]
    assert len(lefts) == len(steps) + 2
    assert all(x >= 189 and x + width <= 476 for x, width in zip(lefts, widths, strict=True))
    assert page.count("&lt;field") == 2 * len(steps)
    assert "%" not in page
    assert "style=" not in page


def test_no_chance_is_ever_certain() -> None:
    assert "above 0.9999" in components.Waterfall(-16.6, (), 1.0).says
    assert "below 0.0001" in components.Waterfall(-16.6, (), 0.0).says
    assert "chance 0.4200" in components.Waterfall(-16.6, (), 0.42).says


def test_what_two_records_say_is_text_and_never_markup() -> None:
    hostile = '<b onclick="x">&'
    evidence = (components.Evidence(hostile, hostile, hostile, hostile, 2.0),)

    page = drawn("{% match m %}", m=components.Match(hostile, hostile, 0.75, evidence, id=hostile))

    assert "<b" not in page
    assert page.count("&lt;b onclick=&quot;x&quot;&gt;&amp;") == 12


def test_a_line_breaks_where_nothing_is_known() -> None:
    figures = [3.0, None, 5.0, 6.0]
    chart = components.TrendChart("T", tuple(components.Point(str(i), f) for i, f in enumerate(figures)))

    assert (len(chart.dots), len(chart.lines)) == (3, 1)
    assert "not known" in drawn("{% trend_chart chart %}", chart=chart)


@given(some.lists(some.integers(0, 10**6), max_size=20))
def test_every_bar_fits_its_picture_and_stands_in_its_table(figures: list[int]) -> None:
    chart = components.BarChart("B", tuple(components.Bar(f"bar {i}", f) for i, f in enumerate(figures)))

    assert all(chart.start + float(str(row["width"])) <= 520 for row in chart.drawn)
    assert len(chart.drawn) == len(figures)


def test_a_long_name_has_its_room_beside_its_bar() -> None:
    """Seven units a letter are more than the widest letters of the chart's size take on average."""
    name = "Review of Prevent case management"
    chart = components.BarChart("B", (components.Bar(name, 3), components.Bar("Screen", 1)))

    assert chart.label_end >= len(name) * 7


def test_a_chart_of_nothing_can_be_drawn() -> None:
    assert drawn(
        "{% bar_chart b %}{% trend_chart t %}",
        b=components.BarChart("B", ()),
        t=components.TrendChart("T", ()),
    )


@pytest.mark.parametrize(
    ("page", "words"),
    [
        (Page(()), "0 shown"),
        (Page((1,)), "1 shown"),
        (Page((1, 2), next=MORE), "2 shown; more follow"),
        (Page((1, 2), LESS, MORE), "2 shown; more before and after them"),
        (Page((1, 2), LESS), "2 shown; these are the last"),
    ],
)
def test_a_page_says_what_it_shows(page: Page[int], words: str) -> None:
    assert pages.said_of(page) == words


def test_a_place_is_asked_for_as_it_was_given() -> None:
    for place in (START, END, LESS, MORE):
        address = pages.address_of(RequestFactory().get("/"), place)
        assert pages.place_from(RequestFactory().get(f"/{address}")) == place


def test_the_pager_keeps_the_other_filters() -> None:
    tag = drawn("{% pager page %}", "/list/?stage=panel&after=abc&page=7", page=Page((1,), LESS, MORE))

    for address in (
        "?stage=panel",
        "?stage=panel&amp;before=one",
        "?stage=panel&amp;after=two",
        "?stage=panel&amp;before=end",
    ):
        assert f'href="{address}"' in tag


def test_a_list_of_one_page_leads_nowhere() -> None:
    assert "<a" not in drawn("{% pager page %}", page=Page((1,)))


def test_a_refusal_says_what_why_what_would_satisfy_it_and_who_can_help() -> None:
    refusal = components.Refusal.of(
        Refused("a.rule", "The panel has not met.", "Wait."), what="Move on", helper="Beth"
    )

    page = drawn("{% refusal r %}", r=refusal)

    for words in ("Move on", "The panel has not met.", "Wait.", "Beth", "a.rule"):
        assert words in page


def test_a_marking_shows_level_and_instructions() -> None:
    marking = Marking(Level.OFFICIAL_SENSITIVE, frozenset({Handling.RECIPIENTS_ONLY}))

    page = drawn("{% marking m %}", m=marking)

    assert "<strong>OFFICIAL-SENSITIVE</strong> RECIPIENTS ONLY" in page


@pytest.mark.parametrize(
    ("source", "value", "words"),
    [
        ("{{ v|day }}", date(2026, 3, 14), "14 March 2026"),
        ("{{ v|day }}", PartialDate(2026, 3), "March 2026"),
        ("{{ v|day }}", datetime(2026, 7, 14, 23, 30, tzinfo=UTC), "15 July 2026"),
        ("{{ v|day }}", None, ""),
        ("{{ v|moment }}", datetime(2026, 7, 14, 23, 30, tzinfo=UTC), "15 July 2026, 00:30"),
        ("{{ v|nearby:today }}", date(2026, 11, 20), "yesterday"),
        ("{{ v|nearby:today }}", date(2026, 11, 21), "today"),
        ("{{ v|nearby:today }}", date(2026, 11, 22), "tomorrow"),
        ("{{ v|nearby:today }}", date(2026, 11, 24), "in 3 days"),
        ("{{ v|nearby:today }}", date(2026, 11, 1), "20 days ago"),
    ],
)
def test_a_date_is_written_as_it_is_said(source: str, value: object, words: str) -> None:
    assert drawn(source, v=value, today=date(2026, 11, 21)) == words


def test_a_component_of_govuk_escapes_what_it_is_given() -> None:
    assert "<script>" not in govuk.component("inset-text", text="<script>")
    assert "<script>" not in drawn('{% govuk "tag" text=v %}', v="<script>")
