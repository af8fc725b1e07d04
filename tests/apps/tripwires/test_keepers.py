"""Whoever a case is sealed for by name keeps its person, too."""

import pytest
from django.db import connection

from caseward.cases import commands as cases
from tests import cast, given, roles
from tests.apps.compartments.given import sealed
from tests.apps.tripwires.test_tripwires import KEPT, PURPOSE, compare, trips


pytestmark = pytest.mark.django_db


def test_those_for_whom_a_case_is_sealed_by_name_are_told_read_and_explain() -> None:
    case_id = given.owned(KEPT)
    compare()
    sealed(case_id)
    with cast.acting("omar", purpose=PURPOSE) as ctx:
        assert not cases.find_people(ctx, words="Idris Quennell").candidates
    compare()

    [trip] = trips("priya")
    with roles.owner(), connection.cursor() as cursor:
        cursor.execute("select user_id from jobs_outboxmessage where about_id = %s", [trip.pk])
        assert {user for (user,) in cursor.fetchall()} == {
            cast.person(name).pk for name in ("priya", "beth", "grace")
        }
    browser = cast.browser("priya")
    assert "Omar Farouk" in browser.get("/look-ups/").content.decode()
    answer = browser.post(
        f"/look-ups/{trip.pk}/", {"outcome": "ASKED", "words": "Beth asked him.", "version": "1"}
    )
    assert answer.status_code == 302, answer.content.decode()
    for stranger in ("omar", "noor", "rhys", "sam", "ines"):
        assert cast.browser(stranger).get("/look-ups/").status_code == 404
