"""The definition of the referral form: it has every field of the schema, and a slip in it is named by its key."""

import copy
import json
import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from caseward.kernel.forms import tables
from caseward.kernel.forms.definitions import FormDefinition, Kind
from tests.samples import forms


SCHEMA = Path(__file__).parents[3] / "shared/domain/data/prevent_referral_form.json"
SECTORS = Path(__file__).parents[3] / "shared/domain/data/prevent_pathway.json"


def smallest() -> dict[str, Any]:
    words = (
        "placeholders",
        "printed",
        "hints",
        "not_known",
        "not_applicable",
        "yes",
        "no",
        "current",
        "previous",
    )
    return {
        "key": "small",
        "version": "1",
        "title": "A small form",
        "source": "made for a test",
        "effective_from": date(2026, 11, 1),
        "words": {name: [name] for name in words},
        "codes": {"colour": {"RED": ["Red", "scarlet"], "BLUE": ["Blue"]}},
        "section": {
            "one": {
                "title": "One",
                "headings": ["One"],
                "field": {
                    "name": {"title": "Name", "kind": "text", "labels": ["Name"]},
                    "colour": {"title": "Colour", "kind": "code", "codes": "colour", "labels": ["Colour"]},
                },
            }
        },
    }


def test_the_form_has_every_field_of_the_schema_in_its_order() -> None:
    if not SCHEMA.exists():
        pytest.skip("the shared data is not here")
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    wanted = [
        (f"{section['id']}.{name}", required)
        for section in schema["sections"]
        for name, _, required in section["fields"]
    ]

    assert [(field.key, field.required) for field in forms.definition().fields] == wanted


def test_the_sectors_are_those_of_the_statistics() -> None:
    if not SECTORS.exists():
        pytest.skip("the shared data is not here")
    values = json.loads(SECTORS.read_text(encoding="utf-8"))["referral_sector"]["values"]

    assert [option.code for option in forms.definition().field("referrer.sector").options] == values


def test_a_typed_form_knows_the_key_of_every_input() -> None:
    inputs = forms.definition().inputs

    assert "individual.forenames" in inputs
    assert "safeguarding.direct_action_taken.detail" in inputs
    assert "safeguarding.stated_or_diagnosed_disability_disorder_mh.basis" in inputs
    assert "individual.forenames.detail" not in inputs


def test_every_section_and_field_has_a_title_and_a_kind() -> None:
    form = forms.definition()

    assert all(section.title and section.headings for section in form.sections)
    assert {field.kind for field in form.fields} == set(Kind)


def test_a_field_is_found_by_its_key_alone() -> None:
    assert forms.definition().field("referrer.forenames").section == "referrer"
    assert forms.definition().section("concerns").narrative == "concerns.concern_narrative"
    with pytest.raises(KeyError):
        forms.definition().field("referrer.shoe_size")
    with pytest.raises(KeyError):
        forms.definition().section("shoes")


def test_the_smallest_form_can_be_built() -> None:
    form = FormDefinition.from_table(smallest())

    assert [field.key for field in form.fields] == ["one.name", "one.colour"]


def test_labels_and_codes_may_be_listed_once_for_many() -> None:
    table = smallest()
    table["shared"] = {"name": ["Name", "Called"]}
    table["codes"]["colour"] = {"listed": ["RED: Red, scarlet", "BLUE: Blue"], "GREEN": ["Green"]}
    table["section"]["one"]["field"]["name"]["labels"] = ["@name", "Known as"]

    form = FormDefinition.from_table(table)

    assert form.field("one.name").labels == ("Name", "Called", "Known as")
    assert [(o.code, o.title) for o in form.field("one.colour").options] == [
        ("RED", "Red"),
        ("BLUE", "Blue"),
        ("GREEN", "Green"),
    ]


def _without(*path: str) -> Callable[[dict[str, Any]], None]:
    def spoil(table: dict[str, Any]) -> None:
        inner = table
        for key in path[:-1]:
            inner = inner[key]
        del inner[path[-1]]

    return spoil


def _with(value: object, *path: str) -> Callable[[dict[str, Any]], None]:
    def spoil(table: dict[str, Any]) -> None:
        inner = table
        for key in path[:-1]:
            inner = inner[key]
        inner[path[-1]] = value

    return spoil


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (_without("version"), "version is missing."),
        (_with("", "title"), "title must be a text that is not empty."),
        (_with("1 November", "effective_from"), "effective_from must be a date."),
        (_without("words", "yes"), "words.yes is missing."),
        (_with([], "words", "yes"), "words.yes must be a list of texts."),
        (_with([1], "words", "yes"), "words.yes must be a list of texts."),
        (_with(["x"], "words", "maybe"), "words.maybe is not a key that belongs here."),
        (_with(1, "colour"), "colour is not a key that belongs here."),
        (_with(1, "section"), "section must be a table."),
        (
            _with("yes", "section", "one", "field", "name", "required"),
            "section.one.field.name.required must be true",
        ),
        (
            _with("number", "section", "one", "field", "name", "kind"),
            "section.one.field.name.kind is none of text,",
        ),
        (_without("section", "one", "field", "name", "labels"), "section.one.field.name.labels is missing."),
        (
            _with("shade", "section", "one", "field", "colour", "codes"),
            "section.one.field.colour.codes names the codes",
        ),
        (
            _without("section", "one", "field", "colour", "codes"),
            "section.one.field.colour.codes goes with the kinds",
        ),
        (
            _with(["Why?"], "section", "one", "field", "name", "detail_labels"),
            "name.detail_labels goes with the kind",
        ),
        (
            _with(["NAME:"], "section", "one", "field", "colour", "labels"),
            "section.one.field gives 'name' to both",
        ),
        (_with(["Red"], "codes", "colour", "BLUE"), "codes.colour.words gives 'red' to both RED and BLUE."),
        (
            _with("place", "section", "one", "narrative"),
            "section.one.narrative names a field that the section has not.",
        ),
        (
            _with("1.2", "section", "one", "field", "name", "label"),
            "section.one.field.name.label is not a key",
        ),
    ],
)
def test_a_slip_is_named_by_its_key(spoil: Callable[[dict[str, Any]], None], sentence: str) -> None:
    table = copy.deepcopy(smallest())
    spoil(table)

    with pytest.raises(tables.Malformed) as caught:
        FormDefinition.from_table(table)

    assert sentence in str(caught.value)


def test_the_published_file_is_plain_toml() -> None:
    assert tomllib.loads(forms.DEFINITION.read_text(encoding="utf-8"))["key"] == "prevent-referral"
