"""Pathways and the facts they ask about, from their tables."""

from dataclasses import dataclass
from datetime import date

from caseward.foundation.catalogue.headers import header
from caseward.foundation.catalogue.tables import Table
from caseward.kernel.pathways import (
    Beginning,
    Condition,
    Established,
    Fact,
    FactKind,
    Gate,
    Outcome,
    Pathway,
    Sealed,
    Stage,
)


_KINDS = {"yes or no": FactKind.YES_NO, "count": FactKind.COUNT}
_ESTABLISHED = {
    "derived": Established.DERIVED,
    "recorded": Established.RECORDED,
    "happened": Established.HAPPENED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FactBook:
    """One version of the facts about one kind of subject."""

    key: str
    version: str
    facts: tuple[Fact, ...]
    effective_from: date
    effective_until: date | None

    def is_in_force(self, *, on: date) -> bool:
        """Whether gates that are asked on that day may ask for these."""
        return self.effective_from <= on and (self.effective_until is None or on < self.effective_until)


def facts(table: Table) -> list[FactBook]:
    """Read the facts about one kind of subject."""
    with table:
        head = header(table)
        return [
            FactBook(
                key=head.key,
                version=head.version,
                facts=tuple(_fact(name, one) for name, one in table.tables("fact")),
                effective_from=head.effective_from,
                effective_until=head.effective_until,
            )
        ]


def _fact(name: str, table: Table) -> Fact:
    with table:
        kind, established = table.one_of("kind", _KINDS), table.one_of("established", _ESTABLISHED)
        return Fact(name, kind, established, table.text("means"))


def pathway(table: Table) -> list[Pathway]:
    """Read one version of a pathway; whether it is sound is asked later, when everything is known."""
    with table:
        head = header(table)
        return [
            Pathway(
                key=head.key,
                version=head.version,
                title=head.title,
                source=head.source,
                effective_from=head.effective_from,
                effective_until=head.effective_until,
                subject=table.text("subject"),
                first_stage=table.text("first_stage"),
                stages=tuple(_stage(key, one) for key, one in table.tables("stage")),
                gates=tuple(_gate(key, one) for key, one in table.tables("gate", required=False)),
                outcomes=tuple(_outcome(key, one) for key, one in table.tables("outcome")),
                closure_gates=table.texts("closure"),
                clocks_always=table.texts("clocks_always", default=()),
                opened_by_units=table.texts("opened_by_units", default=()),
                begins_with=_beginnings(table),
                sealed=_sealed(table.table("sealed")) if table.has("sealed") else None,
            )
        ]


def _beginnings(table: Table) -> tuple[Beginning, ...]:
    with table.faults_at("begins_with"):
        return tuple(Beginning(word) for word in table.texts("begins_with", default=("referral",)))


def _sealed(table: Table) -> Sealed:
    with table:
        return Sealed(owner=table.texts("owner"), named=table.texts("named"))


def _stage(key: str, table: Table) -> Stage:
    with table:
        return Stage(
            key=key,
            title=table.text("title"),
            leads_to=table.texts("leads_to", default=()),
            before_entering=table.texts("before_entering", default=()),
            before_leaving=table.texts("before_leaving", default=()),
            clocks=table.texts("clocks", default=()),
            decision=table.text("decision", default=""),
            decided_by=table.text("decided_by", default=""),
            decided_by_title=table.text("decided_by_title", default=""),
            decided_by_rank=table.text("decided_by_rank", default=""),
            is_final=table.yes_no("final", default=False),
            on_entering=table.texts("on_entering", default=()),
            on_leaving=table.texts("on_leaving", default=()),
            is_branch=table.yes_no("branch", default=False),
        )


def _gate(key: str, table: Table) -> Gate:
    with table:
        return Gate(
            key=key,
            title=table.text("title"),
            conditions=_conditions(table),
            sentence=table.text("sentence"),
            only_when=table.text("only_when", default=""),
            overridable_by=table.text("overridable_by", default=""),
            second_person=table.yes_no("second_person", default=False),
            decided_by_rank=table.text("decided_by_rank", default=""),
        )


def _conditions(table: Table) -> tuple[Condition, ...]:
    return (
        *(Condition(fact) for fact in table.texts("true", default=())),
        *(Condition(fact, at_most=0) for fact in table.texts("none", default=())),
        *(Condition(fact, at_least=bound) for fact, bound in table.bounds("at_least").items()),
        *(Condition(fact, at_most=bound) for fact, bound in table.bounds("at_most").items()),
    )


def _outcome(key: str, table: Table) -> Outcome:
    with table:
        return Outcome(
            key=key,
            title=table.text("title"),
            from_stages=table.texts("from"),
            ends_in=table.text("ends_in"),
            retention_rule=table.text("retention"),
            gates=table.texts("gates", default=()),
        )
