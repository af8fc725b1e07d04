"""Cases that no referral began: somebody is identified, a threat is received, a service or advice is asked for."""

from collections.abc import Mapping
from dataclasses import replace
from uuid import UUID

from caseward.cases import commands as cases
from caseward.cases.vocabulary import About
from caseward.foundation.catalogue import catalogue
from caseward.kernel.dates import PartialDate, read_date
from caseward.kernel.identity import Address, Name
from caseward.kernel.identity import Person as Identified
from caseward.kernel.pathways import Pathway
from caseward.kernel.replays import Event, Officer, Person, Player, Team
from caseward.kernel.replays.moments import LONG_AFTER
from caseward.organisations.vocabulary import OrganisationGiven, Sector
from caseward.replay.doing import Doing, Done, value, word
from caseward.replay.stage import NotPossible, Stage
from caseward.replay.staging import Placed
from caseward.replay.verbs import happening, intake, threatening, working


REFERRED_AGAIN = "referred-again"
ABOUT = "select nominal_id, compartment_id from cases_case where id = %s"
KNOWN = "select id from nominals_nominal where id = any(%s::uuid[]) and compartment_id = %s limit 1"


def begin(stage: Stage, event: Event) -> Done:
    """Open the case; a sealed one is known to its owner and to those named, and to nobody else from then on."""
    placed = stage.units[word(event, "unit")]
    pathway = _pathway(stage, event, placed)
    who = stage.who(event.by, _opener(placed), placed.unit.name)
    about = _about(stage, event, placed, is_sealed=pathway.sealed is not None)
    named = _named(stage, event, who) if pathway.sealed else ()
    with stage.acting(who) as ctx:
        made = cases.open_case(
            ctx, unit_id=placed.id, pathway=pathway.key, beginning=_beginning(pathway, about), about=about,
            because=word(event, "words"), named=[stage.user_id(one) for one in named],
        )  # fmt: skip
    _remember(stage, event, made, placed)
    known = f"; {', '.join(one.name for one in named)} may know of it" if named else ""
    return [f"{who.name} opened the case and owns it ({pathway.title}{known})."]


def refer(stage: Stage, event: Event) -> Done:
    """A referral where referrals are taken; where they are not, a case opens, or the one there hears of it."""
    placed = stage.units[word(event, "unit")] if word(event, "unit") else stage.unit_of(event)
    if placed.unit.team is Team.PREVENT:
        return intake.refer(stage, event)
    words = word(event, "concern")
    there = stage.history(event).cases[-1:]
    if there and stage.standing(there[0]).closed_at is None:
        again = replace(
            event,
            values={
                **event.values,
                "words": words,
                "from": word(event, "organisation") or word(event, "referrer"),
            },
        )
        if happening.can_be_recorded(stage, again, REFERRED_AGAIN):
            return happening.record(stage, again, happening.OF_A_CASE + REFERRED_AGAIN)
        return working.happened(stage, replace(again, values={**again.values, "kind": "EVENT"}))
    return begin(stage, replace(event, values={**event.values, "words": words, "organisation": ""}))


def threaten(stage: Stage, event: Event) -> Done:
    """A threat is recorded; where the person has no case, one opens with it."""
    said = begin(stage, replace(event, label="")) if word(event, "unit") else []
    return [*said, *threatening.receive(stage, event)]


def _opener(placed: Placed) -> Player:
    """Who usually opens a case that no referral began: where referrals are taken, only whoever decides them."""
    return Player.SUPERVISOR if placed.unit.team is Team.PREVENT else Player.OFFICER


def _pathway(stage: Stage, event: Event, placed: Placed) -> Pathway:
    """The pathway named, else the one on which units like this open cases."""
    every = catalogue().pathways
    if named := word(event, "pathway"):
        return every.on(named, stage.today)
    kind = placed.unit.team.value.upper()
    opened = (one for one in every if kind in one.opened_by_units)
    found = next(opened, None)
    if found is None:
        raise NotPossible(f"{placed.unit.name} opens no cases.")
    return every.on(found.key, stage.today)


def _about(stage: Stage, event: Event, placed: Placed, *, is_sealed: bool) -> About:
    if organisation := word(event, "organisation"):
        return About(organisation=OrganisationGiven(name=organisation, sector=Sector.OTHER))
    person = stage.history(event).person
    known = [each for each, whose in stage.person_of.items() if whose == person.id]
    found = stage.records.execute(KNOWN, [known, placed.referrals]).fetchone()
    if found and not is_sealed:
        return About(nominal_id=found[0])
    return About(person=_identified(person))


def _identified(person: Person) -> Identified:
    born = read_date(person.born, today=LONG_AFTER) if person.born else None
    return Identified(
        name=_name(person.name),
        aliases=tuple(_name(one) for one in person.aliases),
        born=born if isinstance(born, PartialDate) else None,
        addresses=(Address(street=person.address),) if person.address else (),
    )


def _name(said: str) -> Name:
    forenames, _, surname = said.rpartition(" ")
    return Name(forenames, surname)


def _named(stage: Stage, event: Event, who: Officer) -> list[Officer]:
    """Who else may know: those named, else whoever may approve what the owner decides."""
    unit = who.unit
    named = [stage.who(one, Player.SUPERVISOR, unit) for one in value(event, "named") or ()]
    usual = [stage.player(Player.SUPERVISOR, unit), stage.player(Player.SECOND, unit)]
    return [one for one in dict.fromkeys(named or usual) if one != who]


def _beginning(pathway: Pathway, about: About) -> str:
    wanted = "organisation" if about.organisation else "person"
    return wanted if wanted in pathway.begins_with else next(iter(pathway.begins_with), wanted)


def _remember(stage: Stage, event: Event, made: UUID, placed: Placed) -> None:
    stage.history(event).cases.append(made)
    if event.label:
        stage.labels[event.label] = made
    about = stage.records.execute(ABOUT, [made]).fetchone()
    if about is not None:
        stage.apart[about[1]] = placed.unit.name
        if about[0] is not None:
            stage.person_of.setdefault(about[0], event.person)


DOINGS: Mapping[str, Doing] = {"open": begin, "refer": refer, "threat": threaten}
