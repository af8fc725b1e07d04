"""What a timeline may say on each pathway: the keys of stages, gates, outcomes and happenings, with their titles."""

from collections.abc import Iterable, Iterator

from caseward.foundation.catalogue import catalogue
from caseward.kernel.clocks import ClockRule
from caseward.kernel.happenings import Happening
from caseward.kernel.pathways import Gate, Pathway, Stage
from caseward.kernel.pathways.facts import Established
from caseward.kernel.replays.verbs import verb
from caseward.replay.meeting import BY_VERB
from caseward.replay.verbs.happening import BY_WHOM_APPROVES, ESTABLISHES, REVIEWS, STANDS_FOR
from caseward.replay.verbs.threatening import PATHWAY as GRADED_ON
from tools.reference.markdown import code, table


CLOSED = "case.closed"
# Under which verbs a timeline tells of events that a command brings about.
ENDED_BY = {
    "case.accepted": "accept",
    "case.action-settled": "settle",
    "case.contact-recorded": "contact",
    "case.decision-owner-told": "owner-told",
    "case.life-decided": "decide-on-life",
    "case.offer-withdrawn": "withdraw",
    "case.refused": "refuse",
    "case.risk-answered": "action, risk",
    "case.session-reported": "session-report",
    "case.tasking-acknowledged": "acknowledge",
    "case.tasking-ended": "end-task",
    "case.threat-acted-on": "maker-contacted, no-action",
    "case.threat-closed": "close-threat",
    "case.threat-graded-high": "assess",
    "case.threat-graded-low": "assess",
    "case.threat-graded-medium": "assess",
    "case.threat-not-credible": "assess",
    "case.threat-received": "threat",
    "case.transfer-accepted": "accept-transfer",
    "case.transfer-refused": "refuse-transfer",
    "case.transfer-withdrawn": "withdraw-transfer",
    "case.visit-written-up": "visit",
    "case.visited": "visit",
    "engagement.clash-settled": "settle-clash",
    "engagement.ended": "engagement-ended",
    "enquiry.answered": "answer-enquiry",
    "outstanding.attempted": "attempt",
    "outstanding.ended": "end-outstanding",
    "outstanding.reviewed": "review-outstanding",
    "referral.acknowledged": "acknowledge",
    "referral.decided": "decide",
    "referral.deconflicted": "deconflict",
    "referral.repeat-reviewed": "review",
    "referral.screened": "screen",
}
CASE, INTAKE = "case.", "referral"
TIER = "{tier}"
BESIDE = {
    "open_cases_here": ' with `outcome = "join"`, where one is open',
    "sessions_accounted_for": ", and once a provider was tasked by `session` and `end-task`",
    "factors_covered": ", and once the plan names them by what is done for each",
}


def parts() -> Iterator[str]:
    """The newest edition of each pathway, what happens on all of them, and the facts and clocks that they name."""
    pathways = [catalogue().pathways.newest(key) for key in sorted(catalogue().pathways.keys)]
    for pathway in pathways:
        yield from _pathway(pathway)
    yield "## On every pathway"
    yield (
        "Any of these may stand as a verb on every pathway. One that says “when closed” is taken of a closed "
        "case, too."
    )
    yield _happenings(one for one in _recorded() if not one.pathways)
    yield "## Facts"
    yield (
        "What a `finding` may say to be so or not so, and `advance` with `finds`. The rest the platform counts "
        "itself."
    )
    facts = catalogue().facts_about("case").values()
    yield table(
        ["fact", "what it means"], ([code(one.name), one.means] for one in facts if _is_found(one.name))
    )
    yield "## Clocks by name"
    yield (
        "What `owed`, `met`, `late`, `warned` and `escalated` may name, by the key or the title. What ends a clock is "
        "the verb, or in words what a command brings about; the end of a case ends each of its clocks, too."
    )
    clocks = {rule.key: rule for rule in catalogue().clocks}
    heads = ["clock", "title", "counted from", "runs", "ended by"]
    yield table(heads, (_clock(clocks[key]) for key in sorted(clocks)))


def _clock(rule: ClockRule) -> list[str]:
    runs = "the same day" if rule.duration == 0 else rule.unit.said(rule.duration)
    ends = [_ended_by(one) for one in rule.ends_on if one != CLOSED or len(rule.ends_on) == 1]
    return [code(rule.key), rule.title, rule.since, runs, "<br>".join(dict.fromkeys(ends))]


def _ended_by(event: str) -> str:
    """The verb under which an event goes, else the event in the words of the definitions."""
    if event in ENDED_BY:
        return "<br>".join(code(_verb(one)) for one in ENDED_BY[event].split(", "))
    if stages := _entered(event):
        return "<br>".join(f"`advance` to {code(one)}" for one in stages)
    known = {one.code: one for each in catalogue().happenings for one in each.happenings}
    if event not in known:
        return event
    return code(_name(known[event])) if known[event].recorded_by else known[event].title


def _entered(event: str) -> list[str]:
    """The stages with whose beginning an event comes about."""
    newest = (catalogue().pathways.newest(key) for key in sorted(catalogue().pathways.keys))
    return [one.key for pathway in newest for one in pathway.stages if event in one.on_entering]


def _pathway(pathway: Pathway) -> Iterator[str]:
    yield f"## Pathway `{pathway.key}`: {pathway.title}"
    yield _begins(pathway)
    yield (
        "Stages: `advance` goes `to` one, once its gates are met and those before leaving the stage where it stands; "
        "into an end only `close` leads."
    )
    heads = ["stage", "title", "leads to", "gates before entering", "gates before leaving", "by"]
    yield table(heads, (_stage(one) for one in pathway.stages))
    yield 'Gates: `expects = ["gate …"]` names one, and `set-aside` one that somebody may set aside.'
    yield table(
        ["gate", "what it asks", "what meets it", "may be set aside"], (_gate(one) for one in pathway.gates)
    )
    yield "Outcomes: of `decide`, for a referral; of `propose-close` and `close`, for a case."
    heads = ["outcome", "title", "at the stages", "gates besides"]
    yield table(
        heads, ([code(o.key), o.title, _codes(o.from_stages), _codes(o.gates)] for o in pathway.outcomes)
    )
    if pathway.subject != INTAKE:
        yield "What happens here and is recorded, each a verb by its own name:"
        yield _happenings(one for one in _recorded() if pathway.key in one.pathways)
        yield "What words of the field stand for here; where nothing stands, the word is answered with those it takes:"
        yield table(["verb", "stands for"], _words(pathway))


def _begins(pathway: Pathway) -> str:
    if pathway.subject == INTAKE:
        return "The way of a referral, from `refer` to `decide`; `screen`, `find` and `deconflict` lead along it."
    begins = "`decide` a referral, which adopts it" if "referral" in pathway.begins_with else "`open`"
    if {"referral", "organisation"} <= set(pathway.begins_with):
        begins += ", or `open` by a supervisor with the `organisation` that it is about"
    closing = f"To close: {_listed(pathway.closure_gates)}."
    sealed = " Each case is sealed: known to its owner and those named." if pathway.sealed else ""
    return f"A case begins with {begins}, at `{pathway.first_stage}`.{sealed} {closing}"


def _stage(stage: Stage) -> list[str]:
    by = "" if stage.is_final else "a supervisor" if stage.decided_by == BY_WHOM_APPROVES else "the owner"
    return [
        code(stage.key), stage.title, _codes(stage.leads_to), _codes(stage.before_entering),
        _codes(stage.before_leaving), by,
    ]  # fmt: skip


def _gate(gate: Gate) -> list[str]:
    aside = "by two people" if gate.second_person else "with a reason"
    asked = f"{gate.title}; asked only where {code(gate.only_when)}" if gate.only_when else gate.title
    return [code(gate.key), asked, _met_by(gate), aside if gate.overridable_by else "no"]


def _met_by(gate: Gate) -> str:
    return "<br>".join(dict.fromkeys(_known_by(one.fact) for one in gate.conditions))


def _known_by(fact: str) -> str:
    """The verbs that bring a fact about, else the happenings that establish it, else a finding."""
    if fact in BY_VERB:
        return ", ".join(code(_verb(one)) for one in BY_VERB[fact]) + BESIDE.get(fact, "")
    if words := [code(_name(one)) for one in _recorded() if one.finds.get(fact)]:
        return ", ".join(words)
    if _is_found(fact):
        return f"`finding` of {code(fact)}{BESIDE.get(fact, '')}"
    every = {**catalogue().facts_about("referral"), **catalogue().facts_about("case")}
    return every[fact].means


def _verb(name: str) -> str:
    found = verb(name)
    if found is None:
        raise LookupError(f"There is no verb “{name}”.")
    return found.name


def _is_found(fact: str) -> bool:
    found = catalogue().facts_about("case").get(fact)
    return found is not None and found.established is Established.RECORDED


def _happenings(found: Iterable[Happening]) -> str:
    heads = ["verb", "what happened", "at the stages (blank: any)", "establishes", "asks"]
    return table(heads, (_happening(one) for one in found))


def _happening(one: Happening) -> list[str]:
    by = " By a supervisor." if one.recorded_by == BY_WHOM_APPROVES else ""
    where = _codes(one.stages) + (" when closed, too" if one.when_closed else "")
    finds = "<br>".join(f"{'' if so else 'not '}{code(fact)}" for fact, so in one.finds.items())
    return [code(_name(one)), one.title, where.strip(), finds, f"{one.asks}{by}".strip()]


def _words(pathway: Pathway) -> Iterator[list[str]]:
    facts = [one.fact for gate in pathway.gates for one in gate.conditions]
    known = {_name(one) for one in _recorded() if pathway.key in one.pathways}
    for word, names in STANDS_FOR.items():
        said = [code(one) for one in names if one in known]
        said += [
            f"{code(name)} by `tier`"
            for one in names
            if TIER in one
            for name in sorted(known)
            if _fits(one, name)
        ]
        found = next((fact for fact in facts if fact.endswith(ESTABLISHES.get(word, "-"))), "")
        if said or found:
            yield [_word(word), ", ".join(said) or f"`finding` of {code(found)}"]
    if pathway.key == GRADED_ON:
        yield ["`assess`", "the grade of the threat, by `tier`"]


def _word(word: str) -> str:
    return f"`review` of {code(word.removesuffix('-review'))}" if word in REVIEWS else code(word)


def _fits(name: str, known: str) -> bool:
    return known.startswith(name.partition(TIER)[0])


def _recorded() -> list[Happening]:
    """What an officer records by hand, by the newest edition of each list."""
    lists = (catalogue().happenings.newest(key) for key in sorted(catalogue().happenings.keys))
    return [one for each in lists for one in each.happenings if one.recorded_by and one.code.startswith(CASE)]


def _name(one: Happening) -> str:
    return one.code.removeprefix(CASE)


def _codes(keys: Iterable[str]) -> str:
    return "<br>".join(map(code, keys))


def _listed(keys: Iterable[str]) -> str:
    return ", ".join(map(code, keys))
