"""Categories of data subject, from their tables."""

from collections.abc import Iterable

from caseward.foundation.catalogue.headers import header
from caseward.foundation.catalogue.tables import Table
from caseward.kernel.categories import Categories, Category, Doubt, RoleInCase


# What the ui has a look for.
COLOURS = {colour: colour for colour in ("late", "soon", "well", "info", "still")}


def categories(table: Table) -> Iterable[Categories]:
    """Read a file of categories, roles and doubts."""
    with table, table.faults_at():
        head = header(table)
        found = Categories(
            key=head.key,
            version=head.version,
            title=head.title,
            subject=table.text("subject"),
            categories=tuple(_category(key, one) for key, one in table.tables("category")),
            roles=tuple(_role(key, one) for key, one in table.tables("role")),
            doubts=tuple(_doubt(key, one) for key, one in table.tables("doubt", required=False)),
            source=head.source,
            effective_from=head.effective_from,
            effective_until=head.effective_until,
        )
        return [found]


def _category(key: str, table: Table) -> Category:
    with table:
        return Category(key, table.text("title"), table.text("says"), table.one_of("colour", COLOURS))


def _role(key: str, table: Table) -> RoleInCase:
    with table:
        return RoleInCase(key, table.text("title"), table.text("stands_as", default=""))


def _doubt(key: str, table: Table) -> Doubt:
    with table:
        return Doubt(
            key,
            table.text("says"),
            categories=table.texts("categories"),
            outcomes=table.texts("outcomes"),
            roles=table.texts("roles", default=()),
        )
