"""Two people save one thing: both texts stand side by side, and nothing is lost."""

import html
import re
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.test import Client

from caseward.foundation.commands.errors import Stale
from caseward.foundation.records.models import FieldChange
from caseward.ui import conflicts, typed
from tests import cast, roles
from tests.ui import addresses
from tests.ui.test_drafts import typed_into


pytestmark = pytest.mark.django_db

MINE = "What Priya wrote."


def met(client: Client, **fields: str) -> tuple[int, str, dict[str, list[str]]]:
    """Send against an old version: the status, the page, and what its form would send."""
    sent = typed_into(client, text=MINE, tone="calm", **fields) | {typed.VERSION: "2"}
    answer = client.post("/note/", sent)
    page = answer.content.decode()
    hidden: dict[str, list[str]] = {}
    for name, value in re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page):
        hidden.setdefault(name, []).append(html.unescape(value))
    return answer.status_code, page, hidden


def settle(client: Client, hidden: dict[str, list[str]], **choices: str) -> int:
    """Choose, and send what was chosen."""
    addresses.sent.clear()
    chosen = {typed.SETTLE + name: choice for name, choice in choices.items()}
    return client.post("/note/", hidden | chosen).status_code


def test_both_texts_stand_side_by_side() -> None:
    status, page, _hidden = met(cast.browser("priya"))

    assert status == 409
    assert "What Omar wrote." in page
    assert MINE in page
    assert "3 November 2026" in page


def test_what_reads_the_same_is_not_asked() -> None:
    _status, page, _hidden = met(cast.browser("priya"))

    assert "How it was" not in page


def test_what_i_typed_can_stand() -> None:
    priya = cast.browser("priya")
    _status, _page, hidden = met(priya)

    assert settle(priya, hidden, text="mine", met_on="mine") == 302
    assert [(each["text"], each["met_on"]) for each in addresses.sent] == [(MINE, None)]


def test_what_is_on_the_record_can_stand() -> None:
    priya = cast.browser("priya")
    _status, _page, hidden = met(priya, **{"met_on-day": "4", "met_on-month": "11", "met_on-year": "2026"})

    assert settle(priya, hidden, text="theirs", met_on="theirs") == 302
    assert [each["text"] for each in addresses.sent] == ["What Omar wrote."]
    assert addresses.sent[0]["met_on"] == addresses.STANDS["met_on"]


def test_both_can_stand_one_after_the_other() -> None:
    priya = cast.browser("priya")
    _status, _page, hidden = met(priya)

    assert settle(priya, hidden, text="both", met_on="mine") == 302
    assert addresses.sent[0]["text"] == f"What Omar wrote.\n\n{MINE}"


def test_a_question_left_open_saves_nothing_and_asks_again() -> None:
    priya = cast.browser("priya")
    _status, _page, hidden = met(priya)

    assert settle(priya, hidden, text="mine") == 409
    assert addresses.sent == []


def test_the_settled_form_is_a_new_sending() -> None:
    priya = cast.browser("priya")
    sent = typed_into(priya, text=MINE) | {typed.VERSION: "2"}

    page = priya.post("/note/", sent).content.decode()

    assert sent[typed.KEY] not in page


def test_who_changed_it_is_said_to_whoever_may_know() -> None:
    command = uuid4()
    with roles.owner():
        FieldChange.objects.create(
            compartment_id=cast.compartment("northshire-prevent-cases"), command_id=command, table="notes",
            record_id=addresses.RECORD, field="text", before="a", after="b",
            created_at=datetime(2026, 11, 21, 10, 40, tzinfo=UTC), created_by=cast.person("omar"),
        )  # fmt: skip
    stale = Stale(record_id=addresses.RECORD, seen=2, current=3)

    with cast.acting("priya") as ctx:
        [change] = conflicts.changes_since(stale, viewer=ctx.actor)
    with cast.acting("rhys") as ctx:
        elsewhere = conflicts.changes_since(stale, viewer=ctx.actor)

    assert (change.by, change.fields) == ("Omar Farouk", frozenset({"text"}))
    assert elsewhere == []
