"""What a login may do beyond what Caseward serves people with: row-level security binds only who has none of it."""

from typing import Protocol

from caseward.foundation.database import faults


# Each row is a sentence's end. A member of a mighty role is as mighty as that role.
QUESTION = """
    with me as (select * from pg_roles where rolname = current_user),
    mighty as (
        select r.oid, r.rolname from pg_roles r, me
        where r.oid <> me.oid and pg_has_role(me.oid, r.oid, 'MEMBER')
          and (r.rolsuper or r.rolbypassrls or r.rolcreaterole or r.rolname in (
                   'pg_read_all_data', 'pg_write_all_data', 'pg_execute_server_program', 'pg_read_server_files',
                   'pg_write_server_files', 'pg_maintain')
               or exists (select from pg_class c where c.relowner = r.oid and c.oid > 16383)))
    select 1, 'is a superuser' from me where rolsuper
    union all select 2, 'may pass by row-level security' from me where rolbypassrls
    union all select 3, 'may make roles' from me where rolcreaterole
    union all select 4, 'may copy the whole server' from me where rolreplication
    union all select 5, 'may take the part of ' || mighty.rolname from mighty, me where not me.rolsuper
    union all select 6, 'owns tables or functions' from me
        where exists (select from pg_class c where c.relowner = me.oid and c.oid > 16383)
           or exists (select from pg_proc p where p.proowner = me.oid and p.oid > 16383)
    union all select 7, 'owns the database' from me, pg_database d
        where d.datname = current_database() and d.datdba = me.oid
    union all select 8, 'may make tables and functions' from me, pg_namespace n
        where n.nspname in ('public', 'sec') and not me.rolsuper and has_schema_privilege(me.oid, n.oid, 'CREATE')
    order by 1, 2
"""


class Cursor(Protocol):
    """Of psycopg or of Django."""

    def execute(self, query: str, /) -> object:
        """Ask."""

    def fetchall(self) -> list[tuple[object, ...]]:
        """What was answered."""


def excess(cursor: Cursor) -> list[str]:
    """What the role of this connection may and should not; nothing for the runtime role as it is prepared."""
    cursor.execute(QUESTION)
    return list(dict.fromkeys(str(said) for _order, said in cursor.fetchall()))


def refuse_excess(cursor: Cursor) -> None:
    """Raise Unusable unless this role is bound by row-level security and owns nothing."""
    found = excess(cursor)
    if found:
        raise faults.Unusable(
            f"The login that Caseward was given for serving people {', '.join(found)}. It would see every record. "
            "Serve as caseward_runtime, and prepare the server again (docs/operate/database.md)."
        )
