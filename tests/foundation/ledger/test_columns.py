"""What the columns of an entry say is told in its export, so that a changed column is found as a changed byte is."""

import json
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseward.foundation.ledger import columns
from caseward.foundation.ledger.columns import Shown, as_told
from caseward.kernel.ledger import entry_bytes, leaf_hash


ONE, OTHER = str(uuid4()), str(uuid4())
SHOWN = Shown(
    actor=ONE,
    at="2026-11-20T10:30:00.000000+00:00",
    command="close_case",
    command_id=OTHER,
    event="case.closed",
    id=str(uuid4()),
    operation="ALTERATION",
    purpose="casework",
    subjects=f"{{{ONE},{OTHER}}}",
)
FACTS = {"case_id": ONE, "by": OTHER, "again": ONE, "on": "2026-11-20", "count": 3, "nobody": None}


def body_of(shown: Shown, facts: dict[str, object] = FACTS) -> bytes:
    return entry_bytes(
        {name: value for name, value in shown._asdict().items() if name != "subjects"} | {"facts": facts}
    )


def test_an_entry_whose_columns_say_the_same_is_told_as_it_is_stored() -> None:
    body = body_of(SHOWN)

    assert as_told(body, SHOWN, leaf=leaf_hash(body)) == body
    assert columns._says_the_same(body, SHOWN)


@pytest.mark.parametrize("name", Shown._fields)
def test_a_changed_column_changes_what_is_told(name: str) -> None:
    body = body_of(SHOWN)
    changed = SHOWN._replace(**{name: f"{{{ONE}}}" if name == "subjects" else "another"})

    assert as_told(body, changed, leaf=leaf_hash(body)) != body


def test_bytes_that_do_not_give_their_leaf_are_told_as_they_are() -> None:
    assert as_told(b"{}", SHOWN, leaf=bytes(32)) == b"{}"


@pytest.mark.parametrize("body", [b"", b"[]", b"\xff", b'{"facts":3}', b'{"facts":{}'])
def test_what_is_no_entry_is_told_as_it_is(body: bytes) -> None:
    assert as_told(body, SHOWN, leaf=leaf_hash(body)) == body


words = st.sampled_from(["", "a", '"', "\\", "\n", "é", '","command_id":"', "close_case"])


@given(
    shown=st.builds(Shown, *(words for _ in Shown._fields[:-1]), st.sampled_from(["{}", f"{{{ONE}}}"])),
    stored=words,
)
def test_columns_are_never_said_to_agree_where_reading_the_bytes_would_differ(
    shown: Shown, stored: str
) -> None:
    for other in (shown, shown._replace(command=stored), shown._replace(purpose=stored)):
        body = body_of(other, {"one": ONE, "two": stored})
        if columns._says_the_same(body, shown):
            told = json.loads(body)
            assert {name: told[name] for name in Shown._fields[:-1]} == {
                name: getattr(shown, name) for name in Shown._fields[:-1]
            }
            assert shown.subjects == f"{{{ONE}}}"
