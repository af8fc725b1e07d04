"""F61: what a clearance let somebody see ends at the instant at which it ends, in sessions that are open, too."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client

from caseward.foundation.access.models import Membership
from tests import cast, given, moments, roles


pytestmark = pytest.mark.django_db


def ends_for(name: str, *, after: timedelta) -> None:
    """Move the end of everything somebody may know: it follows from his clearance (tests of workforce)."""
    with roles.owner():
        Membership.objects.filter(user=cast.person(name)).update(ends_at=moments.real_now() + after)


def status(browser: Client, case_id: object) -> int:
    return browser.get(f"/cases/{case_id}/").status_code


@pytest.mark.failing("F61")
def test_an_open_session_sees_nothing_from_the_instant_at_which_a_clearance_ends() -> None:
    case_id = given.owned()
    browser = cast.browser("priya")
    assert status(browser, case_id) == 200

    ends_for("priya", after=timedelta())

    assert status(browser, case_id) == 404


def test_it_ends_at_the_instant_itself_and_no_job_has_to_run() -> None:
    given.owned()
    ends_for("priya", after=timedelta(milliseconds=300))
    seen: list[tuple[bool, bool, int]] = []
    with cast.acting("priya"), connection.cursor() as cursor:
        cursor.execute("select max(ends_at) from access_membership where user_id = sec.uid()")
        (ends_at,) = cursor.fetchone()
        while not seen or not seen[-1][1]:
            cursor.execute("select clock_timestamp() >= %s", [ends_at])
            (was_over,) = cursor.fetchone()
            cursor.execute("select count(*) from cases_case")
            (count,) = cursor.fetchone()
            cursor.execute("select clock_timestamp() >= %s", [ends_at])
            seen.append((cursor.fetchone()[0], was_over, count))

    assert {count for is_over, _was_over, count in seen if not is_over} == {1}
    assert {count for _is_over, was_over, count in seen if was_over} == {0}
