"""Two records of what may be one person, for tests of what is said of them."""

from dataclasses import replace
from uuid import UUID

from caseward.kernel.dates import PartialDate
from caseward.kernel.identifiers import Identifier, Kind
from caseward.kernel.identity import Address, Name, Person
from caseward.nominals import commands, queries
from caseward.nominals.models import PersonLink
from caseward.nominals.vocabulary import LinkId, NominalId
from caseward.organisations.models import Unit
from tests import cast, moments
from tests.apps.nominals import verbs


HERE, THERE = "northshire-prevent-referrals", "eastmark-prevent-referrals"
WHY = "The school and the youth worker describe one and the same boy."
PNC = Identifier(Kind.PNC, "2009/0000001X")
CALLUM = Person(name=Name("Callum James", "Hartwright"), born=PartialDate(2009, 3, 14))
CERTAIN = replace(CALLUM, identifiers=(PNC,))
ELSEWHERE = replace(
    CALLUM, name=Name("Callum", "Hartright"), addresses=(Address("2 Quay Street, Northport", "NP1 2AB"),)
)


def made(person: Person = CALLUM, *, compartment: str = HERE, who: str = "beth") -> NominalId:
    """A record of a person."""
    with cast.acting(who) as ctx:
        return NominalId(verbs.make(ctx, compartment_id=cast.compartment(compartment), person=person))


def two(
    one: Person = CALLUM, other: Person = CALLUM, *, compartments: tuple[str, str] = (HERE, HERE)
) -> tuple[NominalId, NominalId]:
    """Two records."""
    return made(one, compartment=compartments[0]), made(other, compartment=compartments[1])


def posted_to_both() -> None:
    """Beth and Grace supervise two forces: they alone may know what both know."""
    for name in ("beth", "grace"):
        with cast.acting("sam", now=moments.real_now()) as ctx:
            unit_id = Unit.objects.get(name="Eastmark Prevent").pk
            cast.post(ctx, cast.person(name).pk, unit_id, "supervisor")


def apart_kept(one: Person = CALLUM, other: Person = CALLUM) -> tuple[NominalId, NominalId]:
    """Two records that look alike in two forces: each known there, both to those posted to both."""
    posted_to_both()
    return two(one, other, compartments=(HERE, THERE))


def proposed(pair: tuple[NominalId, NominalId], *, who: str = "beth") -> LinkId:
    """A link that somebody has said."""
    with cast.acting(who) as ctx:
        return commands.propose_link(ctx, nominal_id=pair[0], other_id=pair[1], because=WHY)


def linked(pair: tuple[NominalId, NominalId]) -> LinkId:
    """A risky link that Beth proposed and Grace confirmed."""
    link_id = proposed(pair)
    with cast.acting("grace") as ctx:
        return commands.confirm_link(ctx, link_id=link_id, because="I read both; the addresses agree.")


def told_apart(pair: tuple[NominalId, NominalId], *, who: str = "beth") -> LinkId:
    """Two records that somebody told apart."""
    with cast.acting(who) as ctx:
        return commands.tell_apart(ctx, nominal_id=pair[0], other_id=pair[1], because="Cousins of one name.")


def waiting(who: str = "beth") -> list[tuple[UUID, UUID]]:
    """The pairs that wait to be judged, as the queue of somebody has them."""
    with cast.acting(who) as ctx:
        return [(row.one.id, row.other.id) for row in queries.similar(viewer=ctx.actor).rows]


def state(link_id: UUID, *, who: str = "beth") -> str:
    """Where a link stands."""
    with cast.acting(who):
        return str(PersonLink.objects.get(pk=link_id).state)
