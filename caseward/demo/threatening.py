"""Threats of the invented region: received, graded, and what was done about each."""

from dataclasses import dataclass
from datetime import timedelta

from caseward.cases import commands as cases
from caseward.cases.models import Case
from caseward.cases.vocabulary import CaseId
from caseward.foundation.commands import Context
from caseward.threats import commands
from caseward.threats.models import Threat
from caseward.threats.vocabulary import Done, Judged, Received, Taken, ThreatId
from caseward.threats.vocabulary import Threat as Given


@dataclass(frozen=True, slots=True)
class Threatens:
    """A threat came: its exact words, and who is meant, the person of the case where nobody is named."""

    days: float
    words: str
    meant: str = ""
    maker: str = "Not known."


@dataclass(frozen=True, slots=True)
class Grades:
    """The threat is graded."""

    days: float
    grade: str
    because: str


@dataclass(frozen=True, slots=True)
class Answers:
    """A step is taken about the threat."""

    days: float
    done: Done
    who: str
    words: str


def threaten(ctx: Context, case_id: CaseId, step: Threatens | Grades | Answers) -> None:
    """Record a threat, or grade or answer the one of the case."""
    if isinstance(step, Threatens):
        commands.record_threat(ctx, case_id=case_id, threat=_threat(ctx, case_id, step))
        return
    threat_id = ThreatId(Threat.objects.get(case_id=case_id).pk)
    if isinstance(step, Grades):
        aspects = {"intent": "YES", "capability": "NOT_KNOWN", "immediacy": "PARTLY"}
        judged = Judged(aspects=aspects, grade=step.grade, because=step.because)
        commands.grade_threat(ctx, threat_id=threat_id, judged=judged)
        return
    said = Taken(
        done=step.done,
        at=ctx.now,
        who=step.who,
        words=step.words,
        rank="superintendent" if step.done is Done.OWNER_TOLD else "",
        edition="4" if step.done is Done.WARNED else "",
    )
    commands.take_step(ctx, threat_id=threat_id, taken=said)


def _threat(ctx: Context, case_id: CaseId, step: Threatens) -> Given:
    """The threat as it was received a quarter of an hour before, by the control room."""
    victim = Case.objects.get(pk=case_id).nominal_id
    if step.meant:
        victim = cases.add_person(
            ctx, case_id=case_id, role="victim", category="victim", source="The unit", name=step.meant
        )
    return Given(
        words=step.words,
        received_at=ctx.now - timedelta(minutes=15),
        received_by="The control room",
        received_how=Received.CALL,
        victims=(victim,) if victim else (),
        maker_description=step.maker,
        source="A caller who asked not to be named.",
    )
