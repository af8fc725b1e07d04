"""Whatever happens to a clock, the stored due time is the one its history gives."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from caseward.foundation.catalogue import catalogue
from caseward.kernel import clocks
from tests import cast
from tests.apps.obligations.given import CLARIFICATION, GATEWAY, do, find_earlier, go_on, halt, owed, stored


pytestmark = pytest.mark.django_db


@dataclass
class History:
    """What happened, kept apart from the code under test."""

    started_at: datetime
    pauses: list[clocks.Pause] = field(default_factory=list)
    paused_at: datetime | None = None
    ended: bool = False

    def due_at(self) -> datetime | None:
        still = [clocks.Pause(self.paused_at, None, CLARIFICATION)] if self.paused_at else []
        return clocks.due(
            catalogue().clock_version(GATEWAY, "2026-11"),
            started_at=self.started_at,
            pauses=[*self.pauses, *still],
            calendar=catalogue().calendar(),
        ).at

    def happen(self, what: str, about_id: UUID, now: datetime) -> None:
        """Let one thing happen to the clock if it can happen to it now."""
        with cast.acting("priya", now=now) as ctx:
            if what == "pause" and not self.paused_at:
                halt(ctx, about_id=about_id, rule_key=GATEWAY)
                self.paused_at = now
            elif what == "resume" and self.paused_at:
                go_on(ctx, about_id=about_id, rule_key=GATEWAY)
                self._run_on(now)
            elif what == "redate":
                self.started_at -= timedelta(hours=31)
                find_earlier(ctx, about_id=about_id, rule_key=GATEWAY, started_at=self.started_at)
            elif what == "fulfil":
                do(ctx, about_id=about_id, rule_key=GATEWAY)
                self._run_on(now)
                self.ended = True

    def _run_on(self, now: datetime) -> None:
        if self.paused_at:
            self.pauses.append(clocks.Pause(self.paused_at, now, CLARIFICATION))
        self.paused_at = None


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["pause", "resume", "redate", "fulfil", "pause", "resume"]),
        st.integers(min_value=0, max_value=24 * 9),
    ),
    max_size=7,
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS, start=st.integers(min_value=-24 * 90, max_value=24 * 90))
def test_the_stored_due_time_is_the_derived_one_after_any_history(
    steps: list[tuple[str, int]], start: int
) -> None:
    now = cast.NOW + timedelta(hours=start)
    about = owed(GATEWAY, now=now)
    history = History(started_at=now)

    for what, hours in steps:
        now += timedelta(hours=hours)
        if not history.ended:
            history.happen(what, about.id, now)
        assert stored(about).due_at == history.due_at(), (what, now)
