"""The published definitions: pathways, clocks, roles, retention, sources."""

import csv
from collections.abc import Iterable
from pathlib import Path

from caseward.foundation.catalogue import catalogue
from caseward.foundation.catalogue.shelf import RANKS
from caseward.kernel.access import Role
from caseward.kernel.access.capabilities import CAPABILITIES
from caseward.kernel.clocks import ClockRule, Receipt, Rung, Unit
from caseward.kernel.pathways import Gate, Outcome, Pathway, Stage
from caseward.kernel.retention.rules import Presumption, RetentionRule, Schedule
from caseward.kernel.wording import day_in_words, listed
from tools.reference.markdown import code, page, table


def pathways() -> str:
    """Every version of every pathway."""
    return page("Pathways", *(part for pathway in catalogue().pathways for part in _pathway(pathway)))


def _pathway(pathway: Pathway) -> list[str]:
    stages, gates, outcomes = pathway.stages, pathway.gates, pathway.outcomes
    return [
        f"## {pathway.title}, version {pathway.version}",
        f"In force from {day_in_words(pathway.effective_from)}; rests on {_cited(pathway.source)}.",
        _diagram(pathway),
        "### Stages",
        table(["stage", "leads to", "before entering", "before leaving", "decision on leaving", "decided by"],
              (_stage(pathway, stage) for stage in stages)),
        "### Gates",
        table(["gate", "the sentence when it is not met", "may be set aside by"], (_gate(gate) for gate in gates)),
        "### To close",
        "\n".join(f"- {pathway.gate(key).title}" for key in pathway.closure_gates),
        "### Outcomes",
        table(["outcome", "from", "besides", "kept under"], (_outcome(pathway, outcome) for outcome in outcomes)),
    ]  # fmt: skip


def _diagram(pathway: Pathway) -> str:
    lines = ["```mermaid", "stateDiagram-v2"]
    lines += [f"    {_name(stage.key)}: {stage.title}" for stage in pathway.stages]
    lines += [f"    [*] --> {_name(pathway.first_stage)}"]
    lines += [f"    {_name(one.key)} --> {_name(other)}" for one in pathway.stages for other in one.leads_to]
    lines += [f"    {_name(stage.key)} --> [*]" for stage in pathway.stages if stage.is_final]
    return "\n".join([*lines, "```"])


def _name(key: str) -> str:
    return key.replace("-", "_")


def _stage(pathway: Pathway, stage: Stage) -> list[str]:
    return [
        f"**{stage.title}**",
        _titles(pathway.stage(key).title for key in stage.leads_to),
        _titles(pathway.gate(key).title for key in stage.before_entering),
        _titles(pathway.gate(key).title for key in stage.before_leaving),
        stage.decision,
        "<br>".join(filter(None, (stage.decided_by_title, _from_rank(stage.decided_by_rank)))),
    ]


def _from_rank(rank: str) -> str:
    """The lowest rank that decides."""
    order = catalogue().ranks.newest(RANKS)
    return f"rank: {order.title(rank).lower()} or above" if rank else ""


def _gate(gate: Gate) -> list[str]:
    aside = CAPABILITIES[gate.overridable_by].phrase if gate.overridable_by else "nobody"
    return [
        gate.title,
        "<br>".join(filter(None, (gate.sentence, _from_rank(gate.decided_by_rank)))),
        aside + (", with a second person" if gate.second_person else ""),
    ]


def _outcome(pathway: Pathway, outcome: Outcome) -> list[str]:
    return [
        outcome.title,
        _titles(pathway.stage(key).title for key in outcome.from_stages),
        _titles(pathway.gate(key).title for key in outcome.gates),
        catalogue().retention(outcome.retention_rule).title,
    ]


def clocks() -> str:
    """Every clock."""
    rules = list(catalogue().clocks)
    heads = [
        "clock",
        "runs",
        "counted from",
        "ends with",
        "warns before",
        "may stand still",
        "told when late",
        "row",
        "rests on",
    ]
    return page(
        "Clocks",
        "Day 1 is the day after the event. A clock “in working hours” takes what arrives after closing time or on a "
        "day off as received on the next working day; “at once” does not wait. What runs keeps its version.",
        table(heads, (_clock(rule) for rule in rules)),
        "## The field's own list",
        "Every row of the list that this work goes by, and the rule that keeps it. A row that hangs on a tier, a grade "
        "or the length of an order has a rule for each.",
        _of_the_field(),
    )


def _clock(rule: ClockRule) -> list[str]:
    receipt = "in working hours" if rule.receipt is Receipt.WORKING_HOURS else "at once"
    same_day = rule.duration == 0
    warned = Unit.CALENDAR_DAY if rule.unit is Unit.MONTH else rule.unit
    return [
        f"**{rule.title}** ({rule.version})",
        "the same day" if same_day else rule.unit.said(rule.duration),
        f"{rule.since}, {receipt}",
        _codes(rule.ends_on),
        _titles(warned.said(before) for before in rule.warns),
        _titles(rule.pause_reasons.values()) or "never",
        "<br>".join((rule.escalates_to, *(_rung(rung) for rung in rule.rungs))),
        ", ".join(rule.rows),
        _cited(rule.source),
    ]


def _rung(rung: Rung) -> str:
    return f"{rung.unit.said(rung.duration)} later {rung.escalates_to}"


def field_list() -> list[dict[str, str]]:
    """The rows of the field's own list of clocks, as it was given."""
    with (Path(__file__).parent / "clocks.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _of_the_field() -> str:
    """Which rule is which row: the newest version of each."""
    newest = {rule.key: rule for rule in catalogue().clocks}
    found = (
        [
            row["row"],
            row["asks"],
            f"{row['lasts']} {row['unit'].replace('_', ' ')}",
            _titles(rule.title for rule in newest.values() if row["row"] in rule.rows) or "**missing**",
        ]
        for row in field_list()
    )
    return table(["row", "what the list asks", "lasts", "rule"], found)


def roles() -> str:
    """Who may do what, and what must be live for it."""
    known = sorted(catalogue().roles, key=lambda role: role.title)
    granted = [key for key in CAPABILITIES if any(key in role.capabilities for role in known)]
    return page(
        "Roles",
        "A posting to a unit gives a role; a role gives capabilities inside that unit's compartments and nowhere else.",
        table(["role", "is there to", "sees people", "vetting", "training"], (_role(role) for role in known)),
        "## What each may do",
        table(
            ["", *(role.title for role in known)],
            (
                [CAPABILITIES[key].phrase, *(_yes(key in role.capabilities) for role in known)]
                for key in granted
            ),
        ),
    )


def _role(role: Role) -> list[str]:
    return [
        role.title,
        role.description,
        _yes(role.sees_people) or "never",
        listed(role.vetting),
        listed(key.replace("-", " ") for key in role.training),
    ]


def _yes(is_so: bool) -> str:  # noqa: FBT001  one cell
    return "yes" if is_so else ""


def retention() -> str:
    """When a record is looked at again."""
    rules = catalogue().retention_rules
    return page(
        "Retention",
        "Nothing is destroyed by itself: on its day a record is looked at by a person.",
        table(
            ["rule", "looked at again", "for a child", "when unfounded", "rests on"],
            (_kept(rule) for rule in rules),
        ),
    )


def _kept(rule: RetentionRule) -> list[str]:
    special = (_schedule(rule.child), _schedule(rule.unfounded))
    first = f"{_schedule(rule.standard)}; counted from {rule.runs_from}"
    return [f"**{rule.title}** ({rule.version})", first, *special, _cited(rule.source)]


def _schedule(schedule: Schedule | None) -> str:
    if schedule is None:
        return "no different"
    weighed = schedule.presumption is Presumption.REVIEW
    ends = "it stays until somebody has weighed it" if weighed else "it goes, unless somebody says why not"
    first, then = (
        Unit.MONTH.said(months) for months in (schedule.first_after_months, schedule.then_every_months)
    )
    return f"after {first}, then every {then}; {ends}"


def sources() -> str:
    """What the rules rest on."""
    known = catalogue().sources
    return page(
        "Sources",
        table(
            ["", "kind", "title", "where"],
            ([known[key].key, known[key].kind, known[key].title, known[key].where] for key in sorted(known)),
        ),
    )


def _titles(titles: Iterable[str]) -> str:
    return "<br>".join(titles)


def _codes(words: Iterable[str]) -> str:
    return "<br>".join(code(word) for word in words)


def _cited(keys: Iterable[str]) -> str:
    return ", ".join(f"[{key}](sources.md)" for key in keys)
