"""A server that DATABASE_URL names is checked, never started or stopped."""

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from caseward.config.run import databases, plan, troubles
from caseward.foundation.database import faults, roles
from tests.foundation.database import external
from tests.platform.plans import made_plan


pytestmark = pytest.mark.slow


@pytest.fixture
def administrator() -> Iterator[str]:
    with external.cluster() as url:
        yield url


def plan_for(administrator: str, data: Path) -> plan.Plan:
    place = administrator.split("@")[1].replace("/postgres", "/caseward")
    return made_plan(
        data,
        DATABASE_URL=f"postgresql://caseward_runtime:one@{place}",
        DATABASE_OWNER_URL=f"postgresql://caseward_owner:two@{place}",
    )


def test_one_that_was_not_prepared_is_said_with_the_command(tmp_path: Path, administrator: str) -> None:
    asked = plan_for(administrator, tmp_path)

    assert not asked.is_embedded
    with pytest.raises(
        troubles.Trouble, match=r"(?s)as caseward_owner.*foundation\.database\.prepare"
    ) as told:
        databases.of(asked).start()
    assert ":two@" not in str(told.value)


def test_one_that_was_prepared_is_used_and_goes_on(tmp_path: Path, administrator: str) -> None:
    with psycopg.connect(administrator, autocommit=True) as connection:
        roles.prepare(connection, passwords={"caseward_runtime": "one", "caseward_owner": "two"})
    database = databases.of(plan_for(administrator, tmp_path))
    database.start()
    database.look_after()
    database.stop()
    database.start()

    assert not (tmp_path / "postgresql").exists()


def test_one_whose_runtime_may_pass_by_row_level_security_is_refused(
    tmp_path: Path, administrator: str
) -> None:
    with psycopg.connect(administrator, autocommit=True) as connection:
        roles.prepare(connection, passwords={"caseward_runtime": "one", "caseward_owner": "two"})
        connection.execute("alter role caseward_runtime bypassrls")

    with pytest.raises(faults.Unusable, match="could read every record"):
        databases.of(plan_for(administrator, tmp_path)).start()
