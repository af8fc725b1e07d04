"""Entries: the same facts are the same bytes on every machine, or they are refused."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseward.kernel import ledger


def test_keys_are_sorted_and_nothing_is_escaped_needlessly() -> None:
    body = ledger.entry_bytes(
        {"event": "case.closed", "actor": "Å", "nested": {"b": [1, None, True], "a": ""}}
    )

    assert body == '{"actor":"Å","event":"case.closed","nested":{"a":"","b":[1,null,true]}}'.encode()


@given(
    st.dictionaries(
        st.text(st.characters(exclude_categories=["Cs"])),
        st.recursive(
            st.none()
            | st.booleans()
            | st.integers(-(2**63), 2**63 - 1)
            | st.text(st.characters(codec="utf-8")),
            lambda inner: (
                st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3)
            ),
            max_leaves=8,
        ),
        max_size=5,
    )
)
def test_the_same_facts_are_the_same_bytes_in_whatever_order_they_came(
    entry: dict[str, object],
) -> None:
    body = ledger.entry_bytes(entry)
    backwards = dict(reversed(entry.items()))

    assert ledger.entry_bytes(backwards) == body
    assert ledger.entry_bytes(json.loads(body)) == body
    assert json.loads(body) == entry


@pytest.mark.parametrize("value", [1.0, float("nan"), b"bytes", {1, 2}, object(), {1: "number as a key"}])
def test_what_could_be_written_in_two_ways_is_refused(value: object) -> None:
    with pytest.raises(TypeError, match=r"of a ledger entry|A ledger entry holds"):
        ledger.entry_bytes({"outer": [value]})


@pytest.mark.parametrize("value", [2**63, -(2**63) - 1, "\ud800"])
def test_what_no_other_machine_could_read_is_refused(value: object) -> None:
    with pytest.raises(ValueError, match=r"64 bits|surrogates"):
        ledger.entry_bytes({"value": value})


@pytest.mark.parametrize("value", [2**63 - 1, -(2**63)])
def test_the_greatest_and_the_smallest_number_are_written(value: int) -> None:
    assert ledger.entry_bytes({"value": value}) == f'{{"value":{value}}}'.encode()
