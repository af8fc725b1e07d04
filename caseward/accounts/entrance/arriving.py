"""Who comes with a cookie: the session, whose it is, what he may know and what stands on each page, in one question."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import connection

from caseward.accounts.entrance import store
from caseward.accounts.models import User
from caseward.foundation import clock
from caseward.foundation.access import actors
from caseward.foundation.database import reading
from caseward.foundation.jobs import notices
from caseward.kernel.access import Actor


COLUMNS = [field.column for field in User._meta.concrete_fields]  # noqa: SLF001  as Django's own readers do
FIELDS = [field.attname for field in User._meta.concrete_fields]  # noqa: SLF001  as above

# Whose session it is the database says; the session of the cookie may be another's, or have ended.
ARRIVAL = """
    select s.session_key, s.session_data, s.expire_date, sec.session_stands(), {beside}, {account}, a.*
    from (select) here left join ({actor}) a on true left join accounts_user u on u.id = a.id
        left join django_session s on s.session_key = %(key)s and s.expire_date > %(now)s
"""


@dataclass(frozen=True, slots=True)
class Arrived:
    """What was found; `beside` is what stands on each page, by the name under which the request knows it."""

    session: Session | None
    stands: str
    account: User | None
    actor: Actor | None
    beside: dict[str, Any]


def ask(session_key: str) -> Arrived:
    """Under the identity of the moment, by the key that the cookie holds."""
    names, question = _question()
    with reading.asking(), connection.cursor() as cursor:
        cursor.execute(question, {"key": store.digest(session_key), "now": clock.now()})
        rows = cursor.fetchall()
    first, beside = rows[0], 4 + len(names)
    account = first[beside : beside + len(COLUMNS)]
    of_actor = [row[beside + len(COLUMNS) :] for row in rows]
    return Arrived(
        session=None if first[0] is None else Session(*first[:3]),
        stands=str(first[3]),
        account=None if of_actor[0][0] is None else User.from_db(connection.alias, FIELDS, account),
        actor=actors.actor_of([row for row in of_actor if row[0] is not None]),
        beside=dict(zip(names, first[4:beside], strict=True)),
    )


@cache
def _question() -> tuple[tuple[str, ...], str]:
    """Its text, with the questions for one value that apps name in their AppConfig as `arrives_with`."""
    said = {"unread": notices.UNREAD}
    for config in apps.get_app_configs():
        said |= getattr(config, "arrives_with", {})
    beside = ", ".join(f"({question})" for question in said.values())
    account = ", ".join(f"u.{column}" for column in COLUMNS)
    return tuple(said), ARRIVAL.format(beside=beside, account=account, actor=actors.ACTOR)
