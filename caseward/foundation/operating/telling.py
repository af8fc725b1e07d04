"""Findings as they are told: in sentences to people, under codes to machines."""

import dataclasses
import json

from caseward.foundation.operating import doctor
from caseward.foundation.operating.findings import Finding, State


WORDS = {State.OK: "ok        ", State.ATTENTION: "ATTENTION ", State.WRONG: "WRONG     "}


def as_json(findings: list[Finding]) -> str:
    """Findings under their codes, which never change."""
    told = [dataclasses.asdict(finding) for finding in findings]
    return json.dumps({"well": doctor.is_well(findings), "findings": told}, indent=2)


def as_sentences(findings: list[Finding]) -> str:
    """A line each, with what would mend it below."""
    lines = [
        f"{WORDS[one.state]} {one.says}" + (f"\n{' ' * 11}→ {one.mend}" if one.mend else "")
        for one in findings
    ]
    counts = {state: sum(one.state is state for one in findings) for state in State}
    end = f"{counts[State.OK]} ok, {counts[State.ATTENTION]} need attention, {counts[State.WRONG]} wrong."
    return "\n".join([*lines, "", end])
