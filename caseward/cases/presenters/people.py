"""Search results, evidence first, and a person's page."""

import functools
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from caseward.cases.presenters.details import grouped
from caseward.cases.queries import CaseHeading, Found, PersonFile
from caseward.foundation.catalogue import catalogue
from caseward.kernel.clocks.moments import london_day
from caseward.kernel.identity import FIELD_WORDS, LEVEL_WORDS, Evidence
from caseward.nominals.queries import Candidate, NominalHeading
from caseward.referrals.queries import PastReferral
from caseward.referrals.vocabulary import INTAKE
from caseward.ui import components as c
from caseward.ui.purposes import from_find


Said = Callable[[str], str]
Address = Callable[[str, UUID], str]


def found(result: Found) -> dict[str, Any]:
    """What a search found, evidence first."""
    said = functools.cache(_)  # ten candidates say the same few words of some sixty fields
    rows = [
        {
            "match": _matched(candidate, url=_opened("cases:person", candidate.heading.id), said=said),
            "history": history(result.histories.get(candidate.heading.id, ()), address=_opened),
        }
        for candidate in result.candidates
    ]
    return {
        "rows": rows,
        "exact": _exact(result),
        "pointers": result.pointers,
        "is_empty": not (rows or result.case or result.referral or result.nominal),
    }


def person(file: PersonFile) -> dict[str, Any]:
    """A person's page."""
    return {
        "heading": file.nominal.heading,
        "details": grouped(file.nominal.details, referred={one.id: one.reference for one in file.referrals}),
        "safety": file.safety,
        "not_the_same_as": file.nominal.not_the_same_as,
        "joined": file.joined,
        "similar": file.similar,
        "is_joined": bool(file.joined.records),
        "history": _history_together(file),
        "cases": _cases_together(file),
    }


def _exact(result: Found) -> list[dict[str, str]]:
    """What bears the reference that was typed."""
    shown = []
    if result.case:
        words = _("Case %(reference)s") % {"reference": result.case.reference}
        shown.append({"url": _opened("cases:file", result.case.id), "words": words, "name": result.case.name})
    if result.referral:
        words = _("Referral %(reference)s") % {"reference": result.referral.reference}
        url = _opened("referrals:file", result.referral.id)
        shown.append({"url": url, "words": words, "name": result.referral.name})
    if result.nominal:
        words = _("Person %(reference)s") % {"reference": result.nominal.reference}
        url = _opened("cases:person", result.nominal.id)
        shown.append({"url": url, "words": words, "name": result.nominal.name})
    return shown


def _opened(place: str, record_id: UUID) -> str:
    """What is opened from here is opened for what the search was for."""
    return from_find(reverse(place, args=[record_id]))


def _matched(candidate: Candidate, *, url: str, said: Said) -> c.Match:
    """A candidate with the evidence field by field, then its weight, then the words.

    How the weight adds up is drawn where somebody decides who it is (referrals), not ten times in a list.
    """
    heading, match = candidate.heading, candidate.match
    return c.Match(
        title=f"{heading.name} · {heading.reference}",
        words=said(str(match.likelihood.value)),
        weight=match.total,
        evidence=tuple(_evidence(one, said) for one in match.evidence),
        facts=(*_born(heading), *map(said, match.cautions)),
        url=url,
        id=f"match-{heading.id}",
    )


def _history_together(file: PersonFile) -> tuple[c.HistoryMark, ...]:
    """Referrals of every record of the person, the newest first, each marked with its record where there are more."""
    every = [(part.record, referral) for part in file.parts for referral in part.referrals]
    every.sort(key=lambda pair: pair[1].received_at, reverse=True)
    marks = history(referral for _record, referral in every)
    if len(file.parts) == 1:
        return marks
    return tuple(
        replace(mark, note=f"{mark.note} · {record.name} {record.reference}")
        for mark, (record, _referral) in zip(marks, every, strict=True)
    )


def _cases_together(file: PersonFile) -> list[tuple[NominalHeading, CaseHeading]]:
    """Cases of every record, the newest first, each with its record."""
    every = [(part.record, case) for part in file.parts for case in part.cases]
    return sorted(every, key=lambda pair: pair[1].opened_at, reverse=True)


def history(
    referrals: Iterable[PastReferral], *, address: Address = lambda place, one: reverse(place, args=[one])
) -> tuple[c.HistoryMark, ...]:
    """Earlier referrals on the strip."""
    return tuple(
        c.HistoryMark(
            on=one.received_at.date(),
            title=_("Referral %(reference)s") % {"reference": one.reference},
            note=_ended(one),
            url=address("referrals:file", one.id),
        )
        for one in referrals
    )


def _ended(referral: PastReferral) -> str:
    """How it was decided, in the words of the pathway in force when it came."""
    intake = catalogue().latest_pathway(INTAKE, on=london_day(referral.received_at))
    titles = {outcome.key: outcome.title for outcome in intake.outcomes}
    return titles.get(referral.outcome, referral.outcome) or _("not decided yet")


def _evidence(one: Evidence, said: Said) -> c.Evidence:
    return c.Evidence(
        field=said(FIELD_WORDS[one.field]),
        ours=one.ours,
        theirs=one.theirs,
        relation=said(LEVEL_WORDS[one.level]),
        weight=one.weight,
    )


def _born(heading: NominalHeading) -> tuple[str, ...]:
    return (heading.born.words,) if heading.born else ()
