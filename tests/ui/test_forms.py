"""Forms: what they take, what they say, how they are drawn."""

from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from pytest_django.fixtures import Settings

from caseward.ui import forms, typed
from caseward.ui.forms.reading import State
from caseward.ui.gallery.forms import EveryQuestion


class Reply(forms.Form):
    """A question that reveals another."""

    how = forms.Choice(
        "How", [forms.Option("ring", "Ring", reveals=("when",)), forms.Option("write", "Write")]
    )
    when = forms.Text("Best time")


class Visit(forms.Form):
    """A day that cannot be to come."""

    versioned = True
    on = forms.Day("When", not_after_today=True)


def sent(**fields: Any) -> QueryDict:
    """The fields as a browser sends them."""
    return typed.query_dict(
        {name: value if isinstance(value, list) else [value] for name, value in fields.items()}
    )


def test_an_empty_form_says_for_each_question_what_it_wants() -> None:
    form = EveryQuestion(sent())

    assert ("id_name", "Fill in: Full name") in form.summary
    assert ("id_born-day", "Enter the date: Date of birth") in form.summary
    assert ("id_contact", "Choose an answer: How should we reply?") in form.summary
    assert ("id_sure", "Tick the box: I have read this through") in form.summary


def test_every_error_leads_to_something_on_the_page() -> None:
    form = EveryQuestion(sent())
    page = "".join(field.as_field_group() for field in form.asked)

    for target, _message in form.summary:
        assert f'id="{target}"' in page


def test_an_error_of_a_date_leads_to_the_box_at_fault() -> None:
    form = Visit(sent(**{"on-day": "3", "on-month": "13", "on-year": "2026", "version": "1"}))

    assert form.summary == [("id_on-month", "The month must be from 1 to 12, or its name.")]


def test_what_was_not_asked_need_not_be_answered() -> None:
    form = Reply(sent(how="write", when="typed before he chose to write"))

    assert form.is_valid()
    assert form.arguments() == {"how": "write", "when": ""}


def test_what_was_asked_must_be_answered() -> None:
    assert Reply(sent(how="ring", when="")).summary == [("id_when", "Fill in: Best time")]


def test_a_revealed_question_stands_under_its_answer_alone() -> None:
    form = Reply()

    assert [field.name for field in form.asked] == ["how"]
    assert 'name="when"' in form.question("how").as_field_group()


def test_a_form_that_changes_a_record_must_carry_the_version_it_saw() -> None:
    form = Visit(sent(**{"on-day": "3", "on-month": "1", "on-year": "2026"}))

    assert not form.is_valid()
    assert "without the version" in form.summary[0][1]


@pytest.mark.parametrize("version", ["", "-1", "1.5", "٣", "9" * 30, "1; drop"])
def test_a_version_that_is_none_is_refused(version: str) -> None:
    assert not Visit(
        sent(**{"on-day": "3", "on-month": "1", "on-year": "2026", "version": version})
    ).is_valid()


def test_a_day_to_come_is_refused_where_it_must_have_been() -> None:
    form = Visit(sent(**{"on-day": "22", "on-month": "11", "on-year": "2026", "version": "1"}))
    form.today = date(2026, 11, 21)

    assert form.summary == [("id_on-day", "This must be today or in the past.")]


@pytest.mark.parametrize(
    "name", ["Ní Bhriain-O’Shea", "李小龍", "محمد", "X Æ", "á" * 200, "Robert'); DROP TABLE"]
)
def test_a_name_of_any_script_comes_back_as_typed(name: str) -> None:
    field = forms.Text("Name")

    assert field.clean(name) == name


def test_a_name_that_is_too_long_says_how_long() -> None:
    form = EveryQuestion(sent(name="a" * 201))

    assert ("id_name", "Keep this to 200 characters; it has 201.") in form.summary


def test_line_ends_count_as_the_browser_counts_them() -> None:
    assert forms.LongText("Text", max_length=3).clean("a\r\nb") == "a\nb"


@pytest.mark.parametrize(("largest", "says"), [(100_000, "at most 0.1 MB"), (20_000_000, "")])
def test_a_file_that_is_too_large_says_how_large_may_be_and_leaves_the_words(
    settings: Settings, largest: int, says: str
) -> None:
    class Send(forms.Form):
        words = forms.LongText("What it is")
        file = forms.Upload("The form")

    settings.FILES_LARGEST = largest
    typed = sent(words="The school's letter")
    form = Send(typed, {"file": SimpleUploadedFile("a.pdf", b"x" * 150_000)})  # type: ignore[arg-type]

    assert [says in line for _place, line in form.summary] == [True] * bool(says)
    page = "".join(field.as_field_group() for field in form.asked)
    assert "The school&#x27;s letter" in page
    assert f"Up to {largest / 1_000_000:g} MB." in page


def test_what_was_typed_is_escaped_where_it_is_shown_again() -> None:
    form = EveryQuestion(sent(name='"><script>alert(1)</script>', account="</textarea><script>"))
    page = "".join(field.as_field_group() for field in form.asked)

    assert "<script>" not in page


def test_a_text_that_begins_with_an_empty_line_keeps_it() -> None:
    page = EveryQuestion(sent(account="\nsecond line")).question("account").as_field_group()

    # Browsers drop the first line end after the tag: ours comes first, the writer's second.
    assert ">\n\nsecond line</textarea>" in page


def test_answers_keep_their_place_when_the_form_comes_back() -> None:
    form = EveryQuestion(sent(contact="post", agencies=["school", "health"], force="e", sure="on"))
    page = "".join(field.as_field_group() for field in form.asked)

    assert 'value="post" checked' in page
    assert 'value="school" checked' in page
    assert 'value="e" selected' in page
    assert page.count("checked") == 4


def test_an_unknown_answer_is_refused_in_words() -> None:
    assert ("id_contact", "Choose one of the answers shown.") in EveryQuestion(sent(contact="pigeon")).summary


def test_a_field_says_how_it_was_read_and_from_where() -> None:
    reading = forms.Reading(State.NOT_READ, "passage-3")
    form = Reply(readings={"how": reading})

    page = form.question("how").as_field_group()

    assert 'href="#passage-3"' in page
    assert 'data-passage="passage-3"' in page
