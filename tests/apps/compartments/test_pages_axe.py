"""The pages of who may know in a real browser, wide and narrow."""

from datetime import timedelta

import pytest
from django.urls import reverse

from caseward.compartments import commands
from tests import cast, given, moments
from tests.apps.cases.test_pages_axe import faults, read_in_transactions, sign_in
from tests.apps.compartments.given import granted
from tests.browser import DESKTOP, PHONE, OpenPage


__all__ = ["read_in_transactions"]

pytestmark = [
    pytest.mark.journey,
    pytest.mark.commits,
    pytest.mark.usefixtures("real_commits", "read_in_transactions"),
]


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["wide", "narrow"])
def test_the_pages_of_who_may_know_hold_up_in_a_browser(
    open_page: OpenPage, served: str, size: tuple[int, int]
) -> None:
    began = moments.real_now() - timedelta(days=2)
    case_id = given.owned(now=began)
    granted(case_id)
    with cast.acting("grace", now=moments.real_now()) as ctx:
        commands.ask_to_seal(
            ctx, case_id=case_id, people=[cast.person("beth").pk], because="A conflict in the unit."
        )
    names = ("grant", "exclude", "declare", "restrict", "keys", "review")
    urls = {name: reverse(f"compartments:{name}", args=[case_id]) for name in names}
    urls |= {"who": reverse("cases:who", args=[case_id]), "emergency": reverse("compartments:emergency")}
    found: list[str] = []
    with open_page(size=size) as watched:
        sign_in(watched.page, served, "beth")
        for name, url in urls.items():
            found += faults(watched.page, f"{served}{url}", picture=f"beth-{name}-{size[0]}")
        found += watched.complaints

    assert found == []
