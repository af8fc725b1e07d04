"""Advice products, from their tables."""

from collections.abc import Iterable

from caseward.foundation.catalogue.headers import header
from caseward.foundation.catalogue.tables import Table
from caseward.kernel.advice import AdviceProduct


def advice(table: Table) -> Iterable[AdviceProduct]:
    """Read one edition of one product."""
    with table:
        head = header(table)
        return [
            AdviceProduct(
                key=head.key,
                version=head.version,
                title=head.title,
                audience=table.text("audience"),
                text="\n".join(table.texts("says")),
                effective_from=head.effective_from,
                effective_until=head.effective_until,
            )
        ]
