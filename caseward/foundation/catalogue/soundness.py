"""What no file can know alone: that the definitions fit together."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from caseward.foundation.catalogue.faults import DefinitionFault
from caseward.kernel.access import CAPABILITIES
from caseward.kernel.pathways import Pathway, faults


if TYPE_CHECKING:
    from caseward.foundation.catalogue.shelf import Catalogue


def check(catalogue: "Catalogue") -> None:
    """Raise DefinitionFault for the first definition that does not fit the others."""
    for where, complaint in (
        *_pathways(catalogue),
        *_doubts(catalogue),
        *_escalations(catalogue),
        *_sources(catalogue),
    ):
        raise DefinitionFault(where, complaint)


def _pathways(catalogue: "Catalogue") -> Iterator[tuple[str, str]]:
    for pathway in catalogue.pathways:
        where = f"pathway “{pathway.key}”, version {pathway.version}"
        if pathway.subject not in catalogue.facts:
            yield where, f"there is no list of facts about a {pathway.subject}."
            continue
        known = {name: fact.kind for name, fact in catalogue.facts_about(pathway.subject).items()}
        found = faults(pathway, known_clocks=catalogue.clocks.keys, known_facts=known)
        yield from ((where, fault) for fault in (*found, *_links(catalogue, pathway)))


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
        if clock.escalates_to_role not in catalogue.roles:
            yield (
                f"clock “{clock.key}”, version {clock.version}",
                f"escalates to an unknown role “{clock.escalates_to_role}”.",
            )


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
