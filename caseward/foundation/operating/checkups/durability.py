"""Whether the server keeps what it says it has kept."""

from collections.abc import Iterator

from caseward.foundation.operating.findings import Finding, attention, ok, wrong
from caseward.foundation.operating.patient import Patient


# Off or "local", an acknowledged entry can be gone after a crash.
NEEDED = {
    "fsync": {"on"},
    "full_page_writes": {"on"},
    "synchronous_commit": {"on", "remote_write", "remote_apply"},
    "zero_damaged_pages": {"off"},
    "ignore_checksum_failure": {"off"},
}
WANTED = {
    "data_checksums": ({"on"}, "stop the server and run pg_checksums --enable"),
    "autovacuum": ({"on"}, "set autovacuum = on"),
    "wal_level": (
        {"replica", "logical"},
        "set wal_level = replica, so that the server's log can be archived",
    ),
}
PATIENCE = ("lock_timeout", "idle_in_transaction_session_timeout", "statement_timeout")


def examine(patient: Patient) -> Iterator[Finding]:
    """Settings as the runtime role has them: a role or a database may have been given its own."""
    for name, good in NEEDED.items():
        yield _needed(name, _setting(patient, name), good)
    for name, (good, mend) in WANTED.items():
        value = _setting(patient, name)
        code, says = f"durability.{name}", f"The server's setting {name} is {value}."
        yield (
            ok(code, says) if value in good else attention(code, says, mend=f"As its administrator, {mend}.")
        )
    yield from (_patience(name, _setting(patient, name)) for name in PATIENCE)


def _needed(name: str, value: str, good: set[str]) -> Finding:
    code, says = f"durability.{name}", f"The server's setting {name} is {value}."
    if value in good:
        return ok(code, says)
    wanted = "on" if "on" in good else "off"
    mend = f"Set {name} = {wanted} for server, database and roles, and restart: until then a crash can lose records."
    return wrong(code, says, mend=mend)


def _patience(name: str, value: str) -> Finding:
    code, says = f"durability.{name}", f"The runtime role's {name} is {value}."
    if value != "0":
        return ok(code, says)
    mend = "Prepare the server again (docs/operate/database.md): somebody else's lock could be waited for for ever."
    return attention(code, says, mend=mend)


def _setting(patient: Patient, name: str) -> str:
    row = patient.runtime.execute("select current_setting(%s)", [name]).fetchone()
    return str(row[0]) if row else ""
