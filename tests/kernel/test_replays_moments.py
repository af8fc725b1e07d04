"""When something happened, as timelines say it: London's clock, both changes of it, and days in no calendar."""

from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest

from caseward.kernel.replays.faults import Amiss
from caseward.kernel.replays.moments import read_day, read_moment
from caseward.kernel.replays.text import with_seconds


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        (datetime(2019, 10, 7, 14, 30), datetime(2019, 10, 7, 13, 30, tzinfo=UTC)),  # noqa: DTZ001  as TOML gives it
        (datetime(2019, 12, 7, 14, 30), datetime(2019, 12, 7, 14, 30, tzinfo=UTC)),  # noqa: DTZ001  as TOML gives it
        (date(2019, 12, 7), datetime(2019, 12, 7, 9, tzinfo=UTC)),
        (date(2019, 7, 7), datetime(2019, 7, 7, 8, tzinfo=UTC)),
        (date(2020, 2, 29), datetime(2020, 2, 29, 9, tzinfo=UTC)),
        ("7 December 2019", datetime(2019, 12, 7, 9, tzinfo=UTC)),
        ("7 December 2019 at 16:05", datetime(2019, 12, 7, 16, 5, tzinfo=UTC)),
        ("07/12/2019 16.05", datetime(2019, 12, 7, 16, 5, tzinfo=UTC)),
        ("2019-12-07T16:05", datetime(2019, 12, 7, 16, 5, tzinfo=UTC)),
        (
            datetime(2019, 12, 7, 16, tzinfo=timezone(timedelta(hours=2))),
            datetime(2019, 12, 7, 14, tzinfo=UTC),
        ),
    ],
)
def test_an_instant_is_read_by_london_s_clock(given: object, meant: datetime) -> None:
    assert read_moment(given).at == meant
    assert read_moment(given).assumed == ""


def test_a_month_alone_is_its_first_day_and_says_so() -> None:
    read = read_moment("October 2019")

    assert read.at == datetime(2019, 10, 1, 8, tzinfo=UTC)
    assert "1 October 2019" in read.assumed


def test_an_hour_that_the_clocks_leave_out_is_refused() -> None:
    with pytest.raises(Amiss, match="no 01:30 in London on 29 March 2020: the clocks went forward"):
        read_moment(datetime(2020, 3, 29, 1, 30))  # noqa: DTZ001


def test_an_hour_that_comes_twice_is_the_first_and_says_so() -> None:
    read = read_moment(datetime(2020, 10, 25, 1, 30))  # noqa: DTZ001

    assert read.at == datetime(2020, 10, 25, 0, 30, tzinfo=UTC)
    assert "twice" in read.assumed


@pytest.mark.parametrize(
    "given",
    ["29 February 2019", "31/4/2020", "soon", "", "25:61 on a Monday", 7, None, True, time(9), [], "1066"],
)
def test_what_is_no_instant_is_refused_in_a_sentence(given: object) -> None:
    with pytest.raises(Amiss, match=r"^[A-Z].*\.$"):
        read_moment(given)


def test_a_day_is_a_whole_day() -> None:
    assert read_day(datetime(2019, 10, 7, 23, 30, tzinfo=UTC)) == date(2019, 10, 8)
    with pytest.raises(Amiss, match="whole day"):
        read_day("October 2019")


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("at = 2019-10-07T14:30", "at = 2019-10-07T14:30:00"),
        ("at = 2019-10-07 14:30 # morning", "at = 2019-10-07 14:30:00 # morning"),
        ("at = 2019-10-07T14:30:00", "at = 2019-10-07T14:30:00"),
        ('words = "at = 2019-10-07T14:30"', 'words = "at = 2019-10-07T14:30"'),
        ("# at = 2019-10-07T14:30", "# at = 2019-10-07T14:30"),
        ("days = [2019-10-07T14:30]", "days = [2019-10-07T14:30:00]"),
    ],
)
def test_seconds_need_not_be_written(text: str, meant: str) -> None:
    assert with_seconds(text) == meant
