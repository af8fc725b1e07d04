"""Work on a case: what is entered, found, left open and settled, and the way from stage to stage."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from caseward.cases import commands as cases
from caseward.cases.models import Action, Gap, Risk
from caseward.cases.vocabulary import Axis, CaseId, Level, Settled
from caseward.chronology.vocabulary import (
    Channel,
    ChildrenSeen,
    Contact,
    Entered,
    Kind,
    Nature,
    Source,
    Visited,
)
from caseward.chronology.vocabulary import Risk as Shown
from caseward.kernel.clocks.moments import london_day
from caseward.kernel.dates import PartialDate
from caseward.kernel.replays import Event, Player
from caseward.replay.doing import Doing, Done, at_case, decided, rows, seen, value, word
from caseward.replay.stage import Stage


SETTLERS = {"gap": cases.settle_gap, "action": cases.settle_action, "risk": cases.settle_risk}
KINDS = {"gap": Gap, "action": Action, "risk": Risk}


def note(stage: Stage, event: Event) -> Done:
    """A note in the chronology."""
    nature = Nature.OPINION if value(event, "opinion") else Nature.FACT
    return _enter(stage, event, Entered(kind=Kind.NOTE, text=word(event, "words"), nature=nature))


def happened(stage: Stage, event: Event) -> Done:
    """An event in the chronology, of a kind of its own where a life has such kinds."""
    return _in_a_life(stage, event, Kind(word(event, "kind")))


def released(stage: Stage, event: Event) -> Done:
    """Somebody comes out of custody."""
    return _in_a_life(stage, event, Kind.RELEASE)


def intelligence(stage: Stage, event: Event) -> Done:
    """Intelligence, graded."""
    entered = Entered(
        kind=Kind.INTELLIGENCE,
        text=word(event, "words"),
        source=Source.POLICE_SYSTEM,
        source_name=word(event, "from"),
        grade=word(event, "grade").upper(),
        occurred=PartialDate.of(stage.today),
    )
    return _enter(stage, event, entered)


def contact(stage: Stage, event: Event) -> Done:
    """A contact, with what it showed."""
    return _contact(stage, event, Channel(word(event, "channel")), agency=word(event, "agency"), visit=None)


def visit(stage: Stage, event: Event) -> Done:
    """A visit to somebody's home, with what was seen."""
    seen_there = Visited(
        minutes=int(value(event, "minutes")),
        observations=word(event, "observations"),
        items_seen=word(event, "items"),
        demeanour=word(event, "demeanour"),
        exact_words=word(event, "exact_words"),
        present=word(event, "present"),
        children_seen=ChildrenSeen(word(event, "children")),
        crew=word(event, "crew"),
        short_because=word(event, "short_because"),
    )
    return _contact(stage, event, Channel.IN_PERSON, agency="police", visit=seen_there)


def _contact(stage: Stage, event: Event, channel: Channel, *, agency: str, visit: Visited | None) -> Done:
    risk = word(event, "risk")
    made = Contact(
        agency=agency,
        channel=channel,
        outcome=word(event, "outcome"),
        risk=Shown(risk or "UNKNOWN"),
        doing=word(event, "doing") if risk == Shown.UNKNOWN else "",
        visit=visit,
    )
    entered = Entered(
        kind=Kind.CONTACT,
        text=word(event, "words"),
        source=Source.SUBJECT,
        source_name=word(event, "with"),
        occurred=PartialDate.of(stage.today),
        contact=made if risk else None,
    )
    return _enter(stage, event, entered)


def _in_a_life(stage: Stage, event: Event, kind: Kind) -> Done:
    entered = Entered(
        kind=kind,
        text=word(event, "words"),
        source=Source.DOCUMENT,
        source_name=word(event, "from"),
        occurred=PartialDate.of(stage.today),
    )
    return _enter(stage, event, entered)


def finding(stage: Stage, event: Event) -> Done:
    """A fact that a gate asks about."""
    return find(stage, event, word(event, "fact"), is_so=bool(value(event, "is_so")))


def set_aside(stage: Stage, event: Event) -> Done:
    """A gate is set aside."""
    found, who = at_case(stage, event)
    with stage.acting(who) as ctx:
        cases.set_gate_aside(
            ctx, case_id=CaseId(found), gate=word(event, "gate"), because=word(event, "words")
        )
    return [f"{who.name} set the gate “{word(event, 'gate')}” aside."]


def gap(stage: Stage, event: Event) -> Done:
    """A question that stands open."""
    found, who = at_case(stage, event)
    with stage.acting(who) as ctx:
        made = cases.raise_gap(
            ctx, case_id=CaseId(found), text=word(event, "words"), due_on=value(event, "due")
        )
    return _labelled(stage, event, made, "A question was written down.")


def action(stage: Stage, event: Event) -> Done:
    """Something to be done."""
    found, who = at_case(stage, event)
    with stage.acting(who) as ctx:
        made = cases.add_action(
            ctx, case_id=CaseId(found), text=word(event, "words"), due_on=value(event, "due"),
            accountable=word(event, "accountable"),
        )  # fmt: skip
    return _labelled(stage, event, made, "An action was written down.")


def risk(stage: Stage, event: Event) -> Done:
    """A risk on one axis."""
    found, who = at_case(stage, event)
    with stage.acting(who) as ctx:
        made = cases.record_risk(
            ctx, case_id=CaseId(found), text=word(event, "words"), axis=Axis(word(event, "axis")),
            level=Level(word(event, "level")), is_volatile=bool(value(event, "volatile")),
        )  # fmt: skip
    return _labelled(stage, event, made, "A risk was written down.")


def settle(stage: Stage, event: Event) -> Done:
    """A loose end ends."""
    found, who = at_case(stage, event)
    how = Settled(word(event, "how"))
    with stage.acting(who) as ctx:
        open_ends = {
            one.pk: (kind, one.version, one.created_at)
            for kind, model in KINDS.items()
            for one in rows(model.objects.filter(case_id=found, settled_at__isnull=True))
        }
        chosen = stage.labels.get(word(event, "which")) or min(
            open_ends, key=lambda one: open_ends[one][2], default=None
        )
        if chosen not in open_ends:
            raise stage.missing("open question, action or risk", event, "gap", "action", "risk")
        kind, version, _ = open_ends[chosen]
        SETTLERS[kind](ctx, loose_end_id=chosen, version=version, how=how, words=word(event, "words"))
    return [f"The {'question' if kind == 'gap' else kind} ended: {str(how.label).lower()}."]


def advance(stage: Stage, event: Event) -> Done:
    """On to another stage, once what the timeline finds is found."""
    for fact in value(event, "finds"):
        find(stage, event, fact.replace("-", "_"), is_so=True)
    return go_on(stage, event, word(event, "to"))


def go_on(stage: Stage, event: Event, to: str) -> Done:
    """On to a stage, with its decision; to the one that comes next where none is named."""
    found, _ = at_case(stage, event)
    case = seen(stage, found)
    here = case.pathway.stage(case.stage)
    asked = None if here.decided_by != "case.approve" else Player.SUPERVISOR
    _, who = at_case(stage, event, asked)
    onward = [key for key in here.leads_to if not case.pathway.stage(key).is_final]
    to = to or next(iter(onward), "")
    with stage.acting(who) as ctx:
        cases.move_case(
            ctx,
            case_id=CaseId(found),
            version=seen(stage, found).version,
            to_stage=to,
            decided=decided(
                event, question=here.key, question_words=here.decision, outcome=to,
                outcome_words=next((one.title for one in case.pathway.stages if one.key == to), to),
            ),
        )  # fmt: skip
    return [f"The case went on to “{case.pathway.stage(to).title}”."]


def _enter(stage: Stage, event: Event, entered: Entered) -> Done:
    found, who = at_case(stage, event)
    if isinstance(occurred := value(event, "occurred"), datetime):
        entered = replace(entered, occurred=PartialDate.of(london_day(occurred)))
    with stage.acting(who) as ctx:
        cases.add_entry(ctx, case_id=CaseId(found), entered=entered)
    return [f"{who.name} entered it in the chronology."]


def find(stage: Stage, event: Event, fact: str, *, is_so: bool) -> Done:
    """Record a fact as so or not so, by the owner of the case, or by rank where a gate asks for one."""
    found, _ = at_case(stage, event)
    asked = {
        one for gate in seen(stage, found).pathway.gates if gate.decided_by_rank for one in gate.asks_about
    }
    _, who = at_case(stage, event, Player.SUPERVISOR if is_so and fact in asked else None)
    because = word(event, "words") or "As the timeline tells it."
    with stage.acting(who) as ctx:
        cases.record_finding(ctx, case_id=CaseId(found), fact=fact, is_so=is_so, because=because)
    return [f"Found: {fact.replace('_', ' ')}{'' if is_so else ' is not so'}."]


def _labelled(stage: Stage, event: Event, made: UUID, sentence: str) -> Done:
    if event.label:
        stage.labels[event.label] = made
    return [sentence]


DOINGS: Mapping[str, Doing] = {
    "note": note,
    "event": happened,
    "intelligence": intelligence,
    "release": released,
    "contact": contact,
    "visit": visit,
    "finding": finding,
    "set-aside": set_aside,
    "gap": gap,
    "action": action,
    "risk": risk,
    "settle": settle,
    "advance": advance,
}
