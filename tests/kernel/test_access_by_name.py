"""The figures of access by name: what is promised of them cannot be published away."""

from datetime import date, timedelta
from typing import Any

import pytest

from caseward.kernel.access.by_name import ByName


USUAL: dict[str, Any] = {
    "key": "who-may-know",
    "version": "1",
    "title": "Access by name",
    "usual_months": 3,
    "longest": timedelta(days=365),
    "unused": timedelta(days=90),
    "second_person_within": timedelta(minutes=60),
    "emergency": timedelta(minutes=60),
    "source": ("design",),
    "effective_from": date(2026, 11, 1),
}


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("longest", timedelta(days=367), "a year at most"),
        ("longest", timedelta(0), "a day at least"),
        ("emergency", timedelta(minutes=61), "an hour at most"),
        ("emergency", timedelta(0), "a minute at least"),
        ("usual_months", 0, "above nought"),
        ("unused", timedelta(0), "above nought"),
        ("second_person_within", timedelta(0), "above nought"),
    ],
)
def test_what_lasts_longer_than_is_promised_is_refused(name: str, value: object, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        ByName(**USUAL | {name: value})


def test_a_version_is_in_force_from_its_day_until_another() -> None:
    version = ByName(**USUAL, effective_until=date(2027, 1, 1))

    days = [date(2026, 10, 31), date(2026, 11, 1), date(2026, 12, 31), date(2027, 1, 1)]
    assert [version.is_in_force(on=day) for day in days] == [False, True, True, False]
