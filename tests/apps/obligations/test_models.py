"""What the database refuses of an obligation, whoever writes."""

import pytest
from psycopg.types.json import Jsonb

from tests import roles
from tests.apps.obligations import secrecy
from tests.apps.obligations.given import GATEWAY, owed, stored


pytestmark = pytest.mark.django_db

# A row like the one that is there, under another rule and with some columns changed.
COPY = """
    insert into obligations_obligation
    select (jsonb_populate_record(
        o, jsonb_build_object('id', gen_random_uuid(), 'rule_key', 'another') || %s)).*
    from obligations_obligation o where id = %s
"""
WHEN = "2026-11-24T10:00:00Z"


@pytest.mark.parametrize(
    ("changes", "because"),
    [
        ({"rule_key": GATEWAY}, "owed_once_under_a_rule"),
        ({"owed_by_id": None, "capability": ""}, "owed_by_a_person_or_a_queue"),
        ({"due_at": None}, "without_due_time_only_while_paused"),
        ({"paused_at": WHEN}, "paused_at_and_paused_because_together"),
        ({"ended_at": WHEN}, "ended_at_and_ended"),
        ({"ended_how": "done"}, "ended_at_and_ended_how_together"),
    ],
)
def test_an_obligation_that_contradicts_itself_cannot_exist(changes: dict[str, object], because: str) -> None:
    obligation = stored(owed(GATEWAY))

    with roles.owner():
        secrecy.assert_refused(COPY, because, [Jsonb(changes), obligation.pk])


def test_what_has_ended_is_not_paused() -> None:
    obligation = stored(owed(GATEWAY))
    both = {
        "ended_at": WHEN,
        "happened_at": WHEN,
        "ended_how": "done",
        "ended_by_id": str(obligation.owed_by_id),
        "paused_at": WHEN,
        "paused_because": "CLARIFICATION",
    }

    with roles.owner():
        secrecy.assert_refused(COPY, "ended_is_not_paused", [Jsonb(both), obligation.pk])
