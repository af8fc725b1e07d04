"""Whether the database can refuse what the code should never ask for."""

from collections.abc import Iterator

from psycopg import sql

from caseward.foundation.database import address, privileges
from caseward.foundation.operating.findings import Finding, ok, wrong
from caseward.foundation.operating.patient import Patient


PREPARE = "Prepare the server again (docs/operate/database.md)."
TABLES = """
    select count(*), count(*) filter (where not c.relrowsecurity), count(*) filter (where not exists (
        select from pg_policy p where p.polrelid = c.oid)), count(*) filter (where c.relowner <> me.oid)
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'compartment_id' and not a.attisdropped,
         pg_roles me
    where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace and me.rolname = current_user
"""


def examine(patient: Patient) -> Iterator[Finding]:
    """The runtime role, the owner, and the tables that lie between them."""
    yield _runtime(patient)
    yield _owner(patient)
    yield _tables(patient)
    yield _reads_nothing(patient)


def _runtime(patient: Patient) -> Finding:
    with patient.runtime.cursor() as cursor:
        found = privileges.excess(cursor)
    if not found:
        return ok("roles.runtime", "The runtime role owns nothing and is bound by row-level security.")
    return wrong(
        "roles.runtime",
        f"The runtime role {', '.join(found)}.",
        mend=f"Take it away from the role. {PREPARE}",
    )


def _owner(patient: Patient) -> Finding:
    row = patient.owner.execute(
        "select rolsuper or rolbypassrls or rolreplication from pg_roles where rolname = %s", [address.OWNER]
    ).fetchone()
    if row and not row[0]:
        return ok("roles.owner", "The owner's role is no superuser.")
    mend = "As the server's administrator: alter role caseward_owner nosuperuser nobypassrls noreplication;"
    return wrong("roles.owner", "The owner's role may do more than own these tables.", mend=mend)


def _tables(patient: Patient) -> Finding:
    row = patient.owner.execute(TABLES).fetchone()
    count, open_, without, foreign = row or (0, 0, 0, 0)
    if count and not (open_ or without or foreign):
        return ok("roles.tables", f"{count} tables with compartments are under row-level security.")
    says = (
        f"Of {count} tables with compartments {open_} are not under row-level security, {without} have no policy "
        f"and {foreign} belong to another role."
    )
    return wrong(
        "roles.tables", says, mend="Stop serving, run the migrations, and find out who changed the tables."
    )


def _reads_nothing(patient: Patient) -> Finding:
    """Tried, not deduced: without a session the runtime role gets no row of any protected table."""
    names = patient.owner.execute(
        "select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'compartment_id' "
        "where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace "
        "and has_table_privilege(%s, c.oid, 'SELECT')",
        [address.RUNTIME],
    ).fetchall()
    seen = sum(1 for (name,) in names if _sees_a_row(patient, name))
    if seen:
        mend = "Stop serving until the policies of these tables are those of the migrations."
        return wrong(
            "roles.nobody", f"Without a session rows of {seen} protected tables can be read.", mend=mend
        )
    return ok("roles.nobody", f"Without a session no row of {len(names)} protected tables can be read.")


def _sees_a_row(patient: Patient, table: str) -> bool:
    question = sql.SQL("select from {} limit 1").format(sql.Identifier("public", table))
    return patient.runtime.execute(question).fetchone() is not None
