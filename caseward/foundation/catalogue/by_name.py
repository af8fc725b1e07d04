"""The figures of access by name, from their table."""

from collections.abc import Iterable
from datetime import timedelta

from caseward.foundation.catalogue.headers import header
from caseward.foundation.catalogue.tables import Table
from caseward.kernel.access.by_name import ByName


def by_name(table: Table) -> Iterable[ByName]:
    """Read a file of figures."""
    with table, table.faults_at():
        head = header(table)
        grant = _figures(table, "grant", "usual_months", "longest_days", "unused_days")
        found = ByName(
            key=head.key,
            version=head.version,
            title=head.title,
            usual_months=grant["usual_months"],
            longest=timedelta(days=grant["longest_days"]),
            unused=timedelta(days=grant["unused_days"]),
            second_person_within=timedelta(minutes=_figures(table, "second_person", "minutes")["minutes"]),
            emergency=timedelta(minutes=_figures(table, "emergency", "minutes")["minutes"]),
            source=head.source,
            effective_from=head.effective_from,
            effective_until=head.effective_until,
        )
        return [found]


def _figures(table: Table, key: str, *names: str) -> dict[str, int]:
    """Just these, each a whole number."""
    found = table.bounds(key)
    if set(found) != set(names):
        raise ValueError(f"“{key}” says {', '.join(names)}, and nothing else.")
    return found
