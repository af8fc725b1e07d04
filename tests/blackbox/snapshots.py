"""What the tables of a house come to, to see that nothing changed, or that all of it did."""

from typing import Any

from tests.blackbox.houses import House


# What belongs to the visit and not to the record: sessions, counted attempts, drafts, and looks at what is shown.
BESIDE = ("django_session", "accounts_cache", "accounts_failedsignin", "drafts_draft")

Snapshot = dict[str, tuple[int, Any]]


def snapshot(house: House, tables: list[str]) -> Snapshot:
    """How many rows each table has, and what they come to."""
    counted = [
        f"select '{name}', count(*), sum(hashtextextended(t::text, 0)::numeric) from {name} t "
        + (
            "where t.operation <> 'CONSULTATION' and t.event <> 'command.refused'"
            if name == "ledger_entry"
            else ""
        )
        for name in tables
        if name not in BESIDE
    ]
    return {name: (count, total) for name, count, total in house.rows(" union all ".join(counted))}
