"""What is owed, as it is drawn."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.template.loader import render_to_string

from caseward.obligations import queries
from tests import cast
from tests.apps.obligations.given import ACKNOWLEDGE, GATEWAY, PANEL, halt, owed


pytestmark = pytest.mark.django_db

FRIDAY = cast.NOW + timedelta(days=4)


def drawn(template: str, owed: tuple[queries.Owed, ...]) -> str:
    page = render_to_string(template, {"owed": owed})
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))).strip()


def test_a_days_work_stands_in_groups_each_with_its_rule() -> None:
    waiting = owed(GATEWAY)
    owed(ACKNOWLEDGE)
    owed(PANEL, note="Ask the chair.")
    owed(PANEL, bearer="", capability="case.write")
    with cast.acting("priya") as ctx:
        halt(ctx, about_id=waiting.id, rule_key=GATEWAY)
        rows = queries.owed_by(viewer=ctx.actor, now=FRIDAY).rows

    page = drawn("obligations/_due_list.html", rows)
    first = (
        "Late 3 working days late 24 November 2026 Acknowledge the referral C·7K3Q-9F4M 1 working day after"
    )
    places = [
        page.index(words) for words in (first, "Later", "Waiting for others paused since 23 November 2026")
    ]
    assert places == sorted(places)
    for words in ("Rule: Acknowledge the referral, version 2026-11.", "Ask the chair.", "in the queue"):
        assert words in page


def test_an_empty_list_says_what_would_stand_there() -> None:
    assert drawn("obligations/_due_list.html", ()).startswith("Nothing is owed")
    assert drawn("obligations/_due_lines.html", ()) == "Nothing is owed about this."


def test_what_is_owed_about_a_record_says_by_whom() -> None:
    about = owed(GATEWAY)
    with cast.acting("priya") as ctx:
        rows = queries.of_record(viewer=ctx.actor, about_id=about.id, now=cast.NOW)

    page = drawn("obligations/_due_lines.html", rows)
    assert re.search(
        r"^due in 5 working days Gateway decision due 30 November 2026 .* owed by Priya Sharma$", page
    )
