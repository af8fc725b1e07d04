"""Threats of a case: recorded in their words, graded, answered step by step, and closed."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from caseward.cases.vocabulary import CaseId
from caseward.kernel.replays import Event, Player
from caseward.replay.doing import Doing, Done, at_case, first, seen, value, whole, word
from caseward.replay.stage import NotPossible, Stage
from caseward.replay.verbs import working
from caseward.threats import commands as threats
from caseward.threats import models
from caseward.threats.vocabulary import Done as Step
from caseward.threats.vocabulary import (
    Incident,
    Judged,
    Received,
    Taken,
    Threat,
    ThreatId,
    Weighed,
    is_kept_on,
    published,
)


GRADES: Mapping[str, str] = {"top": "HIGH", "middle": "MEDIUM", "low": "LOW", "not-credible": "NOT_CREDIBLE"}
PATHWAY, NOT_SAID, NOT_KNOWN = "protected", "As the timeline tells it.", "NOT_KNOWN"
BY_RANK = {Step.NOT_WARNED}


def is_graded_on(stage: Stage, event: Event) -> bool:
    """Whether an assessment of the case is the grade of a threat."""
    return seen(stage, at_case(stage, event)[0]).pathway_key == PATHWAY


def receive(stage: Stage, event: Event) -> Done:
    """Record a threat against the person of the case."""
    found, who = at_case(stage, event)
    victim = whole(stage, found).nominal_id
    received = value(event, "received")
    with stage.acting(who) as ctx:
        made = threats.record_threat(
            ctx,
            case_id=CaseId(found),
            threat=Threat(
                words=word(event, "words"),
                received_at=received if isinstance(received, datetime) else ctx.now,
                received_by=word(event, "receiver") or who.name,
                received_how=Received(word(event, "how")),
                victims=(victim,) if victim else (),
                maker_description=word(event, "maker"),
                source=word(event, "from"),
            ),
        )
    if event.label:
        stage.labels[event.label] = made
    return [f"{who.name} recorded the threat."]


def grade(stage: Stage, event: Event) -> Done:
    """Grade the threat; the aspects that a timeline does not tell are not known."""
    chosen = GRADES[word(event, "tier") or "middle"]
    _, who = at_case(stage, event, Player.SUPERVISOR if chosen == "NOT_CREDIBLE" else None)
    threat, known = _standing(stage, event), published()
    judged = Judged(
        aspects=dict.fromkeys(known["aspect"], NOT_KNOWN),
        grade=chosen,
        because=word(event, "words") or NOT_SAID,
    )
    with stage.acting(who) as ctx:
        threats.grade_threat(ctx, threat_id=ThreatId(threat.pk), judged=judged)
    return [f"{who.name} graded the threat: {known['grade'][chosen]['title'].lower()}."]


def step(done: Step) -> Doing:
    """A step that is taken about the threat."""

    def do(stage: Stage, event: Event) -> Done:
        _, who = at_case(stage, event, Player.SUPERVISOR if done in BY_RANK else None)
        threat, occurred = _standing(stage, event), value(event, "occurred")
        with stage.acting(who) as ctx:
            taken = Taken(
                done=done,
                at=occurred if isinstance(occurred, datetime) else ctx.now,
                who=word(event, "who"),
                words=word(event, "words"),
                rank=word(event, "rank"),
                edition=word(event, "edition"),
            )
            threats.take_step(ctx, threat_id=ThreatId(threat.pk), taken=taken)
        return [f"{done.label}."]

    return do


def incident(stage: Stage, event: Event) -> Done:
    """Something was done to frighten the person; where threats are not kept, the chronology keeps it."""
    found, who = at_case(stage, event)
    case = seen(stage, found)
    if not is_kept_on(case.pathway_key):
        return working.happened(stage, replace(event, values={**event.values, "kind": "EVENT"}))
    against, occurred = whole(stage, found).nominal_id, value(event, "occurred")
    if against is None:
        raise NotPossible("The case is about an organisation: an incident is recorded against a person.")
    with stage.acting(who) as ctx:
        done = Incident(
            kind=word(event, "kind"),
            happened_at=occurred if isinstance(occurred, datetime) else ctx.now,
            words=word(event, "words"),
        )
        threats.record_incident(ctx, case_id=CaseId(found), nominal_id=against, incident=done)
    return [f"{who.name} recorded an incident: {published()['incident'][done.kind].lower()}."]


def decide(stage: Stage, event: Event) -> Done:
    """A superintendent decides on the pattern of incidents."""
    found, who = at_case(stage, event, Player.SUPERVISOR)
    weighed = Weighed(
        is_real=bool(value(event, "is_real")), chosen=word(event, "chosen"), rejected=word(event, "rejected"),
        because=word(event, "words"),
    )  # fmt: skip
    with stage.acting(who) as ctx:
        threats.decide_on_life(ctx, case_id=CaseId(found), weighed=weighed)
    return [f"{who.name} decided: {'a' if weighed.is_real else 'no'} threat to life."]


def close(stage: Stage, event: Event) -> Done:
    """A supervisor closes the threat."""
    _, who = at_case(stage, event, Player.SUPERVISOR)
    threat = _standing(stage, event)
    with stage.acting(who) as ctx:
        threats.close_threat(
            ctx, threat_id=ThreatId(threat.pk), version=threat.version, because=word(event, "words")
        )
    return [f"{who.name} closed the threat."]


def _standing(stage: Stage, event: Event) -> models.Threat:
    """The threat that is named, else the last that was received and stands open."""
    found = _first(stage, at_case(stage, event)[0], stage.labels.get(word(event, "threat")))
    if found is None:
        raise stage.missing("open threat", event, "threat")
    return found


def _first(stage: Stage, case: UUID, threat: UUID | None) -> models.Threat | None:
    whole(stage, case)
    asked = models.Threat.objects.filter(case_id=case, closed_at__isnull=True).order_by("-received_at")
    with stage.acting(stage.readers_of(case)[0]):
        return first(asked.filter(pk=threat) if threat else asked)


DOINGS: Mapping[str, Doing] = {
    "owner-told": step(Step.OWNER_TOLD),
    "maker-contacted": step(Step.MAKER_CONTACTED),
    "no-action": step(Step.NO_ACTION),
    "warned": step(Step.WARNED),
    "not-warned": step(Step.NOT_WARNED),
    "incident": incident,
    "decide-on-life": decide,
    "close-threat": close,
}
