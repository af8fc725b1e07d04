"""What no file can know alone: that the definitions fit together."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from caseward.foundation.catalogue.faults import DefinitionFault
from caseward.foundation.clock import today
from caseward.kernel.access import CAPABILITIES
from caseward.kernel.happenings import Happening
from caseward.kernel.pathways import Pathway, faults


if TYPE_CHECKING:
    from caseward.foundation.catalogue.shelf import Catalogue


def check(catalogue: "Catalogue") -> None:
    """Raise DefinitionFault for the first definition that does not fit the others."""
    for where, complaint in (
        *_ranks(catalogue),
        *_pathways(catalogue),
        *_doubts(catalogue),
        *_escalations(catalogue),
        *_happenings(catalogue),
        *_sources(catalogue),
    ):
        raise DefinitionFault(where, complaint)


def _ranks(catalogue: "Catalogue") -> Iterator[tuple[str, str]]:
    known = {one.key for edition in catalogue.ranks for one in edition.ranks}
    for where, rank in catalogue.ranks_demanded:
        if rank not in known:
            yield where, f"there is no rank “{rank}”."


def _pathways(catalogue: "Catalogue") -> Iterator[tuple[str, str]]:
    for pathway in catalogue.pathways:
        where = f"pathway “{pathway.key}”, version {pathway.version}"
        if pathway.subject not in catalogue.facts:
            yield where, f"there is no list of facts about a {pathway.subject}."
            continue
        facts = catalogue.facts_about(pathway.subject, on=max(pathway.effective_from, today()))
        known = {name: fact.kind for name, fact in facts.items()}
        found = faults(pathway, known_clocks=catalogue.clocks.keys, known_facts=known)
        yield from ((where, fault) for fault in (*found, *_links(catalogue, pathway), *_sealed(pathway)))


def _links(catalogue: "Catalogue", pathway: Pathway) -> Iterator[str]:
    for outcome in pathway.outcomes:
        if outcome.retention_rule not in catalogue.retention_rules:
            yield f"The outcome “{outcome.key}” names an unknown retention rule “{outcome.retention_rule}”."
    for stage in pathway.stages:
        if stage.decided_by and stage.decided_by not in CAPABILITIES:
            yield f"The stage “{stage.key}” is decided by an unknown capability “{stage.decided_by}”."
    for gate in pathway.gates:
        if gate.overridable_by and gate.overridable_by not in CAPABILITIES:
            yield f"The gate “{gate.key}” is set aside by an unknown capability “{gate.overridable_by}”."


def _sealed(pathway: Pathway) -> Iterator[str]:
    given = {*pathway.sealed.owner, *pathway.sealed.named} if pathway.sealed else set()
    for capability in sorted(given - CAPABILITIES.keys()):
        yield f"A sealed case gives an unknown capability “{capability}”."


def _doubts(catalogue: "Catalogue") -> Iterator[tuple[str, str]]:
    """A doubt about an ending that no pathway knows would never be raised."""
    endings = {outcome.key for pathway in catalogue.pathways for outcome in pathway.outcomes}
    for edition in catalogue.categories:
        where = f"list of categories “{edition.key}”, version {edition.version}"
        for doubt in edition.doubts:
            unknown = sorted(set(doubt.outcomes) - endings)
            yield from (
                (where, f"the doubt “{doubt.key}” names an unknown outcome “{key}”.") for key in unknown
            )


def _escalations(catalogue: "Catalogue") -> Iterator[tuple[str, str]]:
    for clock in catalogue.clocks:
        where = f"clock “{clock.key}”, version {clock.version}"
        for role in (clock.escalates_to_role, *(rung.escalates_to_role for rung in clock.rungs)):
            if role not in catalogue.roles:
                yield where, f"escalates to an unknown role “{role}”."
        if clock.capability not in CAPABILITIES:
            yield where, f"is owed by an unknown capability “{clock.capability}”."


def _happenings(catalogue: "Catalogue") -> Iterator[tuple[str, str]]:
    """What nobody can bring about would start no clock and end none."""
    known = {one.code for edition in catalogue.happenings for one in edition.happenings}
    for where, codes in _codes(catalogue):
        yield from (
            (where, f"names “{code}”, and nothing of that code can happen.") for code in codes - known
        )
    for edition in catalogue.happenings:
        for one in edition.happenings:
            where = f"happening “{one.code}”, version {edition.version}"
            yield from ((where, complaint) for complaint in _faults_of(catalogue, one))


def _codes(catalogue: "Catalogue") -> Iterator[tuple[str, set[str]]]:
    for clock in catalogue.clocks:
        yield f"clock “{clock.key}”, version {clock.version}", {*clock.starts_on, *clock.ends_on}
    for pathway in catalogue.pathways:
        for stage in pathway.stages:
            where = f"pathway “{pathway.key}”, version {pathway.version}: stage “{stage.key}”"
            yield where, {*stage.on_entering, *stage.on_leaving}


def _faults_of(catalogue: "Catalogue", one: Happening) -> Iterator[str]:
    if one.recorded_by and one.recorded_by not in CAPABILITIES:
        yield f"is recorded by an unknown capability “{one.recorded_by}”."
    for key in one.pathways:
        if key not in catalogue.pathways:
            yield f"belongs to an unknown pathway “{key}”."
    stages = {stage.key for pathway in catalogue.pathways for stage in pathway.stages}
    yield from (f"happens at an unknown stage “{key}”." for key in one.stages if key not in stages)
    facts = {fact.name for book in catalogue.facts for fact in book.facts}
    yield from (f"establishes an unknown fact “{name}”." for name in one.finds if name not in facts)


def _sources(catalogue: "Catalogue") -> Iterator[tuple[str, str]]:
    cited: list[tuple[str, Iterable[str]]] = [
        *catalogue.cited.items(),
        *((f"clock “{one.key}”", one.source) for one in catalogue.clocks),
        *((f"retention rule “{one.key}”", one.source) for one in catalogue.retention_rules),
        *((f"hold “{one.key}”", one.source) for one in catalogue.holds.values()),
    ]
    for where, keys in cited:
        yield from (
            (where, f"cites an unknown source “{key}”.") for key in keys if key not in catalogue.sources
        )
