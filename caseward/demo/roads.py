"""Cases of the units that begin otherwise than with a referral: nominals, people under threat, cyber."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from caseward.cases import commands as cases
from caseward.cases.models import Case
from caseward.cases.vocabulary import About, Axis, CaseId, Level
from caseward.chronology.vocabulary import Source
from caseward.demo import threatening, words
from caseward.demo.threatening import Answers, Grades, Threatens
from caseward.foundation import clock
from caseward.foundation.access import actors, sessions
from caseward.foundation.commands import Context
from caseward.kernel.dates import PartialDate
from caseward.kernel.identity import Name, Person
from caseward.organisations.models import Unit
from caseward.organisations.vocabulary import OrganisationGiven, Sector
from caseward.threats.vocabulary import Done


@dataclass(frozen=True, slots=True)
class Happens:
    """Something that happened so many days after the case opened."""

    days: float
    code: str
    words: str


@dataclass(frozen=True, slots=True)
class Finds:
    """What an officer found."""

    days: float
    fact: str
    words: str


@dataclass(frozen=True, slots=True)
class Moves:
    """The case goes on, by the officer or by the supervisor."""

    days: float
    to: str
    led: bool = False


@dataclass(frozen=True, slots=True)
class Speaks:
    """The officer speaks with the person."""

    days: float


Step = Happens | Finds | Moves | Speaks | Threatens | Grades | Answers


@dataclass(frozen=True, slots=True, kw_only=True)
class Road:
    """One case: who opens it, about whom, so many days ago, and what becomes of it."""

    unit: str
    pathway: str
    days_ago: float
    about: About
    because: str
    beginning: str = "person"
    risk: str = ""
    steps: tuple[Step, ...] = field(default=())


# Who opens and owns, and who leads, by unit.
STAFF = {
    "Northshire Nominal": ("rhys", "mona"),
    "Regional Protected Persons": ("kit", "gwen"),
    "Regional Cyber": ("jo", "ravi"),
}


def _person(forenames: str, surname: str, *born: int) -> About:
    return About(person=Person(name=Name(forenames, surname), born=PartialDate(*born)))


def _organisation(name: str, sector: Sector, place: str) -> About:
    return About(organisation=OrganisationGiven(name=name, sector=sector, place=place))


SCORED = "Harm to a former partner is likely if she is found; confidence is low, money unknown. Set by the sergeant."
ROADS: tuple[Road, ...] = (
    Road(
        unit="Northshire Nominal",
        pathway="nominal",
        days_ago=3,
        about=_person("Terence", "Aldous", 1988, 2),
        because="Named in three calls about one address since August; no officer has linked them.",
    ),
    Road(
        unit="Northshire Nominal",
        pathway="nominal",
        days_ago=48,
        about=_person("Lorcan", "Vickery", 1979, 7, 14),
        because="Released in October; the prison says that he speaks of settling a score.",
        risk="A former partner, and her two children at the weekend.",
        steps=(
            Finds(1, "source_recorded", "Letter of the prison of 2 October."),
            Finds(2, "records_checked", "PNC, PND and the force's own records; two earlier addresses."),
            Moves(3, "screened"),
            Happens(6, "case.scored-middle", SCORED),
            Moves(7, "scored"),
            Moves(8, "adopted", led=True),
            Finds(12, "plan_written", "Edition 1, agreed with probation."),
            Finds(12, "third_parties_considered", "The former partner has a panic alarm; the school knows."),
            Finds(
                12,
                "rights_weighed",
                "A civil order was weighed and left for now: no breach, and it would move him.",
            ),
            Moves(13, "plan-live"),
            Speaks(20),
            Happens(
                34, "case.visit-failed", "Did not open; a neighbour says that he left on Friday with a bag."
            ),
            Happens(47, "case.missing-or-moved", "Left the address on Friday; not seen at work since."),
            Threatens(47.6, "Tell her I am coming for what is mine.", meant="Joanne Vickery"),
        ),
    ),
    Road(
        unit="Northshire Nominal",
        pathway="nominal",
        days_ago=210,
        about=_person("Marian", "Sorley", 1994, 11),
        because="Repeat calls about threats to a neighbour, the last with a knife in her hand.",
        steps=(
            Finds(1, "source_recorded", "Control room log of 20 April."),
            Finds(3, "records_checked", "Nothing outside the force."),
            Moves(4, "screened"),
            Happens(
                8,
                "case.scored-low",
                "Harm to one neighbour, who has moved; supported by the mental health team.",
            ),
            Moves(9, "scored"),
            Finds(20, "no_live_order", "The order ended on 30 April."),
            Finds(
                20,
                "review_evidence",
                "Six months of calls, the team's letter and two visits: no threat since.",
            ),
            Moves(21, "closed-monitored", led=True),
        ),
    ),
    Road(
        unit="Regional Protected Persons",
        pathway="protected",
        days_ago=0.3,
        about=_person("Idris", "Fenn", 1990, 5),
        because="Taken by telephone at the control room; passed on within ten minutes.",
        steps=(
            Threatens(0.02, "He will not see the weekend, you tell him that.", maker="Said to his brother."),
            Grades(
                0.04, "HIGH", "The maker was seen near the house, and has done it before. Means: not known."
            ),
        ),
    ),
    Road(
        unit="Regional Protected Persons",
        pathway="protected",
        days_ago=55,
        about=_person("Oona", "Halloran", 1983, 9, 3),
        because="A witness in a trial that begins in the spring; followed home twice.",
        risk="Her new school run is known to two people who should not know it.",
        steps=(
            Threatens(0.1, "We know which bus."),
            Answers(0.12, Done.OWNER_TOLD, "Supt Imre", "By telephone, at once."),
            Grades(0.2, "MEDIUM", "Intent is plain, the means are not; nobody was seen since."),
            Answers(0.25, Done.NO_ACTION, "", "Nobody knows who wrote it; the paper is with the laboratory."),
            Moves(0.3, "graded"),
            Moves(0.5, "decision", led=True),
            Finds(
                1,
                "options_weighed",
                "Warned; arrest is not possible yet; moving her was offered and refused.",
            ),
            Answers(1, Done.WARNED, "Kit Ashdown", "At her sister's. She signed, and asked for an alarm."),
            Happens(
                2,
                "case.risk-plan-written",
                "Alarm, marker on the address, another route; each has its owner.",
            ),
            Happens(3, "case.measures-checked", "Alarm tried, marker seen by the control room."),
            Moves(3, "measures-live", led=True),
            Grades(6, "LOW", "Two quiet weeks; the maker is on bail elsewhere."),
            Happens(52, "case.contact-missed", "She did not answer at ten, by neither channel."),
            Happens(
                52.1,
                "case.missed-contact-answered",
                "The telephone was flat; she is well and knows to charge it.",
            ),
        ),
    ),
    Road(
        unit="Regional Cyber",
        pathway="cyber",
        days_ago=2,
        about=_person("Felix", "Ormerod", 2010, 1),
        because="His school found the head's mailbox open on a pupil's screen; the mother asked for help.",
    ),
    Road(
        unit="Regional Cyber",
        pathway="cyber",
        days_ago=60,
        about=_person("Nadia", "Quell", 2008, 6),
        because="Sold access to a game's servers; told a youth worker herself.",
        risk="She is asked by older people to do it for money.",
        steps=(
            Happens(
                1,
                "case.suitability-found",
                "Unauthorised access only; she talks about it and wants to learn.",
            ),
            Moves(2, "referral"),
            Happens(5, "case.detail-received", "From the youth worker, with the parents' leave."),
            Happens(6, "case.cyber-deconflicted", "The regional unit and the national one: nothing live."),
            Moves(6, "assessment"),
            Happens(15, "case.contact-agreed", "She and her father agreed, at home, after a day to think."),
            Happens(
                18,
                "case.cyber-assessed",
                "Skilled, alone, bored at school; neurodiversity asked about, not known.",
            ),
            Happens(18, "case.victim-thought-of", "The company was told which door was open."),
            Happens(
                20,
                "case.cyber-plan-written",
                "A mentor, a competition in March, and a talk with the parents.",
            ),
            Moves(21, "plan"),
            Happens(
                40,
                "case.intervention-held",
                "First evening with the mentor, two hours, about the law and her code.",
            ),
        ),
    ),
    Road(
        unit="Regional Cyber",
        pathway="cyber",
        beginning="organisation",
        days_ago=95,
        about=_organisation("Tolley & Daughters, bakers", Sector.OTHER, "Harbour Row, Eastmark"),
        because="Their orders were locked by somebody who wanted money; they ask what to do better.",
        steps=(
            Moves(1, "advice"),
            Happens(
                3,
                "case.advised",
                "Backups and two-step sign-in, leaflet edition 4, to the owner and her daughter.",
            ),
            Happens(
                3, "case.incident-plan-asked", "There was none; they wrote one on the day and will try it."
            ),
            Moves(4, "advice-follow-up"),
        ),
    ),
)


def live(people: Mapping[str, UUID]) -> int:
    """Let each of the cases happen; returns how many."""
    for road in ROADS:
        _Walk(road, people, clock.now() - timedelta(days=road.days_ago)).walk()
    return len(ROADS)


@dataclass(frozen=True, slots=True)
class _Walk:
    road: Road
    people: Mapping[str, UUID]
    day: datetime

    def walk(self) -> None:
        """From its opening through every step."""
        case_id = self._open()
        if self.road.risk:
            with self._acting(0, days=0.01) as ctx:
                cases.record_risk(
                    ctx,
                    case_id=case_id,
                    text=self.road.risk,
                    axis=Axis.VIOLENCE,
                    level=Level.MEDIUM,
                    is_volatile=True,
                )
        for step in self.road.steps:
            self._take(case_id, step)

    @contextmanager
    def _acting(self, place: int, *, days: float) -> Iterator[Context]:
        name = STAFF[self.road.unit][place]
        with sessions.acting_as(self.people[name], now=clock.now()):
            actor = actors.current_actor()
            if actor is None:
                raise LookupError(f"{name} may not act; is there a live posting?")
            at = min(self.day + timedelta(days=days), clock.now())
            yield Context(actor=actor, now=at, purpose="casework")

    def _open(self) -> CaseId:
        second = [self.people[STAFF[self.road.unit][1]]]
        with self._acting(0, days=0) as ctx:
            return cases.open_case(
                ctx,
                unit_id=Unit.objects.get(name=self.road.unit).pk,
                pathway=self.road.pathway,
                beginning=self.road.beginning,
                about=self.road.about,
                because=self.road.because,
                named=second,
            )

    def _take(self, case_id: CaseId, step: Step) -> None:
        if isinstance(step, Moves):
            self._move(case_id, step)
            return
        if isinstance(step, Threatens | Grades | Answers):
            self._threaten(case_id, step)
            return
        with self._acting(0, days=step.days) as ctx:
            if isinstance(step, Speaks):
                on = PartialDate(ctx.today.year, ctx.today.month, ctx.today.day)
                cases.add_entry(ctx, case_id=case_id, entered=words.visit(case_id.int, on=on))
            elif isinstance(step, Finds):
                cases.record_finding(ctx, case_id=case_id, fact=step.fact, is_so=True, because=step.words)
            else:
                cases.record_happening(
                    ctx,
                    case_id=case_id,
                    happening=step.code,
                    at=ctx.now,
                    words=step.words,
                    source=Source.OBSERVED,
                    source_name="",
                )

    def _threaten(self, case_id: CaseId, step: Threatens | Grades | Answers) -> None:
        with self._acting(0, days=step.days) as ctx:
            threatening.threaten(ctx, case_id, step)

    def _move(self, case_id: CaseId, step: Moves) -> None:
        with self._acting(int(step.led), days=step.days) as ctx:
            case = Case.objects.get(pk=case_id)
            cases.move_case(
                ctx,
                case_id=case_id,
                version=case.version,
                to_stage=step.to,
                decided=words.decided(case.stage, step.to, "What comes next?"),
            )
