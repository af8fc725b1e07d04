"""Nothing but a locked row knows which two records a link ties: no table, ledger, log, statement or dump."""

import base64
import logging
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

import psycopg
import pytest
from django.db import connection
from django.test import Client
from psycopg import sql

from caseward.foundation.operating.backups import programs
from caseward.identities import commands, queries
from caseward.kernel import references
from tests import cast, moments, roles
from tests.apps.identities import given


TABLES = """
    select n.nspname, c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p', 'm') and n.nspname not like 'pg_%' and n.nspname <> 'information_schema'
"""


def needles(records: tuple[UUID, UUID]) -> set[str]:
    """Every way in which an id or a reference could stand somewhere, bytes of binary columns included."""
    found: set[str] = set()
    for record, shown in zip(records, given.references(*records), strict=True):
        parsed = references.parse(shown)
        assert parsed is not None
        words = {str(record), record.hex, shown, parsed.stored, parsed.symbols}
        found |= words | {one.encode().hex() for one in words}
        found |= {base64.b64encode(one).decode().rstrip("=")[:-1] for one in (record.bytes, shown.encode())}
    return {one.lower() for one in found}


def telling(lines: Iterator[str], secret: set[str]) -> Counter[str]:
    """Those of the lines in which one of them stands."""
    return Counter(line for line in lines if any(one in line.lower() for one in secret))


def every_row() -> Iterator[str]:
    """Every row of every table, as the owner reads it."""
    with roles.owner(), connection.cursor() as cursor:
        cursor.execute(TABLES)
        for schema, table in cursor.fetchall():
            name = sql.Identifier(schema, table)
            cursor.execute(sql.SQL("select t::text from {} t").format(name))
            yield from (f"{table} {row}" for (row,) in cursor.fetchall())


def whole_road(records: tuple[UUID, UUID]) -> None:
    """By the pages, with every wrong turn: typed wrongly, twice, without a session, refused, opened and closed."""
    earlier, later = given.references(*records)
    right = {"earlier_secret": earlier, "later_secret": later}
    wrong = {"earlier_secret": later, "later_secret": earlier}
    cleo, ada = cast.browser("cleo"), cast.browser("ada")
    cleo.post("/identity-links/make/", {"earlier_secret": earlier, "later_secret": earlier})
    Client().post("/identity-links/make/", right)
    where = cleo.post("/identity-links/make/", right)["Location"]
    ada.post("/drafts/save/", right | {"form_token": "x"})
    ada.post(f"{where}confirm/", wrong, follow=True)
    cleo.post(f"{where}confirm/", right)
    ada.post(f"{where}confirm/", right, follow=True)
    cleo.post(f"{where}ask/", {"purpose": "court", "words_secret": f"For {earlier}."})
    cleo.post(f"{where}ask/", {"purpose": "court", "words_secret": given.WORDS})
    link_id = UUID(where.split("/")[2])
    opening_id = _opening_of(link_id)
    ada.post(f"{where}openings/{opening_id}/answer/", {"answer": "approve"})
    for browser in (cleo, ada):
        page = browser.get(f"{where}openings/{opening_id}/").content.decode()
        assert earlier in page
        assert later in page
    assert cleo.post(f"{where}openings/{opening_id}/close/").status_code == 302


def _opening_of(link_id: UUID) -> UUID:
    with cast.acting("cleo") as ctx:
        return queries.link_file(viewer=ctx.actor, link_id=link_id, now=moments.real_now()).openings[0].id


@contextmanager
def statements() -> Iterator[list[str]]:
    """Whatever Django sends to the database, values included."""
    sent: list[str] = []

    def hear(execute: Any, statement: str, values: Any, *rest: Any) -> Any:
        sent.append(f"{statement} {values}")
        return execute(statement, values, *rest)

    with connection.execute_wrapper(hear):
        yield sent


@pytest.mark.django_db
def test_no_row_statement_or_log_tells_what_a_link_ties(caplog: pytest.LogCaptureFixture) -> None:
    records = given.two_records()
    secret = needles(records)
    before = telling(every_row(), secret)
    caplog.set_level(logging.DEBUG)
    with statements() as sent:
        whole_road(records)
    lookups = [one for one in sent if "nominals_nominal" not in one]

    assert sum(before.values()) >= 4, "the records themselves are found by this search"
    assert telling(every_row(), secret) == before
    assert not telling(iter(lookups), secret)
    assert not telling((record.getMessage() for record in caplog.records), secret)


@pytest.mark.django_db
def test_the_search_for_it_would_find_it() -> None:
    """Were the pair written in clear, the test above would see it."""
    records = given.two_records()
    secret = needles(records)
    before = telling(every_row(), secret)
    link_id = given.made(records)
    with roles.owner(), connection.cursor() as cursor:
        cursor.execute(
            "update identities_sealedpair set sealed = sealed || %s where link_id = %s",
            [records[0].bytes, link_id],
        )

    assert sum((telling(every_row(), secret) - before).values()) == 1


@pytest.mark.commits
@pytest.mark.slow
@pytest.mark.usefixtures("real_commits", "database_address")
def test_no_line_of_a_dump_tells_what_a_link_ties() -> None:
    records = given.two_records()
    secret = needles(records)
    before = telling(_dumped(), secret)
    opening_id = given.approved(given.made(records))
    with cast.acting("ada", now=moments.real_now()) as ctx:
        commands.view_identities(ctx, opening_id=opening_id)
    after = list(_dumped())

    assert sum(before.values()) >= 4
    assert telling(iter(after), secret) == before
    assert any(str(opening_id) in line for line in after), "the dump holds the opening itself"


def _dumped() -> Iterator[str]:
    login = connection.settings_dict
    owner = {
        "host": login["HOST"],
        "port": login["PORT"] or None,
        "user": roles.OWNER,
        "dbname": login["NAME"],
    }
    yield from programs.run("pg_dump", "--data-only", login=owner).splitlines()


@pytest.mark.commits
@pytest.mark.usefixtures("real_commits")
def test_the_server_itself_is_told_no_reference_in_a_statement() -> None:
    """What other sessions may see of a session's last statement (pg_stat_activity) has no values in it."""
    records = given.two_records()
    earlier, later = given.references(*records)
    seen: list[str] = []
    login = connection.settings_dict
    ours = {"host": login["HOST"], "port": login["PORT"] or None, "user": "postgres", "dbname": "postgres"}
    with psycopg.connect(**ours, autocommit=True) as administrator:

        def hear(execute: Any, *rest: Any) -> Any:
            rows = administrator.execute(
                "select query from pg_stat_activity where datname = %s", [login["NAME"]]
            ).fetchall()
            seen.extend(query for (query,) in rows)
            return execute(*rest)

        with cast.acting("cleo", now=moments.real_now()) as ctx, connection.execute_wrapper(hear):
            commands.propose_link(ctx, compartment_id=given.custodians(), earlier=earlier, later=later)

    assert any("sec.identity_handles" in query for query in seen), "it was looked at while it was the last"
    assert not telling(iter(seen), needles(records))
