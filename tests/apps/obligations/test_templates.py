"""What is owed, as it is drawn."""

import re
from html import unescape

import pytest
from django.template.loader import render_to_string

from caseward.obligations import queries
from tests import cast
from tests.apps.obligations.given import GATEWAY, owed


pytestmark = pytest.mark.django_db


def drawn(template: str, owed: tuple[queries.Owed, ...]) -> str:
    page = render_to_string(template, {"owed": owed})
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))).strip()


def test_a_record_about_which_nothing_is_owed_says_so() -> None:
    assert drawn("obligations/_due_lines.html", ()) == "Nothing is owed about this."


def test_what_is_owed_about_a_record_says_by_whom() -> None:
    about = owed(GATEWAY)
    with cast.acting("priya") as ctx:
        rows = queries.of_record(viewer=ctx.actor, about_id=about.id, now=cast.NOW)

    page = drawn("obligations/_due_lines.html", rows)
    assert re.search(
        r"^due in 5 working days Gateway decision due 30 November 2026 .* owed by Priya Sharma$", page
    )
