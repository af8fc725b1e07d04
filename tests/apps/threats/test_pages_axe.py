"""The pages of threats and incidents in a real browser, wide and narrow."""

from datetime import timedelta

import pytest
from django.urls import reverse

from caseward.threats.vocabulary import Done
from tests import given, moments
from tests.apps.cases.test_pages_axe import faults, read_in_transactions, sign_in
from tests.apps.threats.given import graded, incident, recorded, taken
from tests.browser import DESKTOP, PHONE, OpenPage


__all__ = ["read_in_transactions"]

pytestmark = [
    pytest.mark.journey,
    pytest.mark.commits,
    pytest.mark.usefixtures("real_commits", "read_in_transactions"),
]


def test_the_pages_of_threats_hold_up_in_a_browser(open_page: OpenPage, served: str) -> None:
    now = moments.real_now()
    case_id = given.owned(now=now - timedelta(days=2))
    threat_id = recorded(case_id, now=now, received_at=now - timedelta(hours=2))
    graded(threat_id, now=now)
    taken(threat_id, Done.OWNER_TOLD, now=now)
    incident(case_id, now=now)
    urls = {name: reverse(f"threats:{name}", args=[case_id]) for name in ("list", "record", "incident")}
    urls |= {name: reverse(f"threats:{name}", args=[threat_id]) for name in ("grade", "source")}
    urls["warned"] = reverse("threats:step", args=[threat_id, "warned"])
    found: list[str] = []
    for size in (DESKTOP, PHONE):
        with open_page(size=size) as watched:
            sign_in(watched.page, served, "priya")
            for name, url in urls.items():
                found += faults(watched.page, f"{served}{url}", picture=f"threats-{name}-{size[0]}")
            found += watched.complaints

    assert found == []
