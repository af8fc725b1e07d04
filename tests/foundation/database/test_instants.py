"""Instants are read as the driver reads them, whatever the session writes."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import DataError, connection


pytestmark = pytest.mark.django_db

INSTANT = datetime(2026, 11, 22, 8, 44, 27, 120_000, UTC)


def said(literal: str) -> datetime:
    with connection.cursor() as cursor:
        cursor.execute(f"select timestamptz '{literal}'")
        instant: datetime
        [(instant,)] = cursor.fetchall()
        return instant


@pytest.mark.parametrize("zone", ["UTC", "Europe/London", "America/St_Johns", "Asia/Kathmandu"])
def test_an_instant_is_the_same_in_whatever_zone_the_session_writes(zone: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select set_config('TimeZone', %s, true)", [zone])

    for written in ("2026-11-22 08:44:27.12+00", "2026-07-01 00:00:00+01", "1889-05-12 10:00:00.000001+00"):
        read = said(written)
        assert (read, read.tzinfo) == (datetime.fromisoformat(written), UTC)
    assert said("2026-11-22 08:44:27.12+00") == INSTANT
    assert said("2026-11-22 08:44:27.12+00") - INSTANT == timedelta(0)


@pytest.mark.parametrize(
    "beyond", ["infinity", "-infinity", "20261-01-01 00:00:00+00", "0044-03-15 00:00:00+00 BC"]
)
def test_what_no_calendar_here_holds_is_refused_as_the_driver_refuses_it(beyond: str) -> None:
    with pytest.raises(DataError):
        said(beyond)
