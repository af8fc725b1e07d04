"""Lists of what can happen to a case, from their tables."""

from caseward.foundation.catalogue.headers import header
from caseward.foundation.catalogue.tables import Table
from caseward.kernel.happenings import Happening, HappeningList


def happenings(table: Table) -> list[HappeningList]:
    """Read one list; a happening of the key "panel-held" has the code "case.panel-held"."""
    with table:
        head = header(table)
        subject = table.text("subject", default="case")
        return [
            HappeningList(
                key=head.key,
                version=head.version,
                happenings=tuple(_happening(subject, key, one) for key, one in table.tables("happening")),
                effective_from=head.effective_from,
                effective_until=head.effective_until,
            )
        ]


def _happening(subject: str, key: str, table: Table) -> Happening:
    with table:
        return Happening(
            code=f"{subject}.{key}",
            title=table.text("title"),
            pathways=table.texts("pathways", default=()),
            stages=table.texts("stages", default=()),
            recorded_by=table.text("recorded_by", default=""),
            finds=table.yes_or_noes("finds"),
            asks=table.text("asks", default=""),
            when_closed=table.yes_no("when_closed", default=False),
            withdraws=table.yes_no("withdraws", default=False),
        )
