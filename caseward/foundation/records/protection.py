"""Migration operations that put a table under need-to-know, the write guard and the append-only rule."""

from pathlib import Path

from django.db import migrations
from django.db.migrations.operations.base import Operation


POLICY = """
alter table {table} enable row level security;
create policy knows on {table} for all to caseward_runtime
    using ({column} in (select compartment_id from access_membership_live where user_id = (select sec.uid())))
    with check ({column} in (select compartment_id from access_membership_live where user_id = (select sec.uid())));
"""

INDEX = "create index if not exists {table}_by_compartment on {table} ({column});\n"

OWN_ROWS = """
alter table {table} enable row level security;
create policy own on {table} for all to caseward_runtime
    using ({column} = (select sec.uid())) with check ({column} = (select sec.uid()));
"""

GUARD = """
create trigger {table}_needs_command before insert or update or delete on {table}
    for each statement execute function sec.needs_command();
create constraint trigger {table}_must_be_recorded after insert or update or delete on {table}
    deferrable initially deferred for each row execute function sec.must_be_recorded();
"""

GROWS = """
grant select, insert on {table} to caseward_runtime;
create trigger {table}_append_only before update or delete or truncate on {table}
    for each statement execute function sec.append_only();
alter table {table} enable always trigger {table}_append_only;
"""

CHANGES = "grant select, insert, update, delete on {table} to caseward_runtime;"


def protect(
    table: str, *, append_only: bool = False, column: str = "compartment_id", is_indexed: bool = True
) -> Operation:
    """Row-level security by compartment, writes only inside recorded commands, and no more rights than needed.

    A table whose other indexes begin with its compartment does without one of its own: each costs every save.
    """
    index = (INDEX,) if is_indexed else ()
    return _run(table, column, POLICY, *index, GUARD, GROWS if append_only else CHANGES)


def guard(table: str, *, append_only: bool = False) -> Operation:
    """The write guard alone, for a table that reveals nobody."""
    return _run(table, "", GUARD, GROWS if append_only else CHANGES)


def own_rows(table: str, *, column: str = "user_id") -> Operation:
    """Each person sees and writes his own rows only, inside a command or not (sign-in, drafts, receipts)."""
    return _run(table, column, OWN_ROWS, CHANGES)


def sql_file(path: Path) -> Operation:
    """A reviewed SQL file that stands beside its migrations; it is applied once and never edited."""
    return migrations.RunSQL(path.read_text("utf-8"), migrations.RunSQL.noop)


def _run(table: str, column: str, *parts: str) -> Operation:
    """Table names come from migrations, which are code: nothing typed by a person reaches this text."""
    return migrations.RunSQL(
        "".join(part.format(table=table, column=column) for part in parts), migrations.RunSQL.noop
    )
