"""Retention rules and kinds of hold, from their tables."""

from collections.abc import Iterable
from dataclasses import dataclass

from caseward.foundation.catalogue.headers import Header, header
from caseward.foundation.catalogue.spans import months_span
from caseward.foundation.catalogue.tables import Table
from caseward.kernel.retention import Presumption, RetentionRule, Schedule


_PRESUMPTIONS = {"review": Presumption.REVIEW, "delete": Presumption.DELETE}


@dataclass(frozen=True, slots=True)
class HoldKind:
    """A reason for which records may be held; its title finishes "nothing is deleted while …"."""

    key: str
    title: str
    source: tuple[str, ...]


def retention(table: Table) -> Iterable[RetentionRule | HoldKind]:
    """Read a file of retention rules and the kinds of hold that beat them."""
    with table:
        head = header(table)
        rules = [_rule(key, one, head) for key, one in table.tables("rule", required=False)]
        holds = [_hold(key, one) for key, one in table.tables("hold", required=False)]
        return [*rules, *holds]


def _rule(key: str, table: Table, head: Header) -> RetentionRule:
    with table, table.faults_at():
        return RetentionRule(
            key=key,
            version=head.version,
            title=table.text("title"),
            runs_from=table.text("runs_from"),
            standard=_schedule(table.table("standard")),
            child=_special(table, "child"),
            unfounded=_special(table, "unfounded"),
            source=table.texts("source", default=head.source),
            effective_from=head.effective_from,
            effective_until=head.effective_until,
        )


def _special(table: Table, key: str) -> Schedule | None:
    return _schedule(table.table(key)) if table.has(key) else None


def _schedule(table: Table) -> Schedule:
    with table, table.faults_at():
        return Schedule(
            first_after_months=table.parsed("first_review_after", months_span),
            then_every_months=table.parsed("then_every", months_span),
            presumption=table.one_of("presumption", _PRESUMPTIONS),
        )


def _hold(key: str, table: Table) -> HoldKind:
    with table:
        return HoldKind(key, table.text("title"), table.texts("source"))
