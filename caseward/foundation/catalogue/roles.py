"""Roles, from their tables."""

from caseward.foundation.catalogue.headers import header
from caseward.foundation.catalogue.tables import Table
from caseward.kernel.access import Role


def role(table: Table) -> list[Role]:
    """Read one version of a role."""
    with table, table.faults_at():
        head = header(table)
        return [
            Role(
                key=head.key,
                version=head.version,
                title=head.title,
                description=table.text("description"),
                capabilities=frozenset(table.texts("capabilities")),
                vetting=table.texts("vetting"),
                training=table.texts("training"),
                sees_people=table.yes_no("sees_people"),
                source=head.source,
                effective_from=head.effective_from,
                effective_until=head.effective_until,
            )
        ]
