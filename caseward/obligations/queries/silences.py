"""Late under a named rule, and late after everybody on the ladder was to be told: worked out, never stored."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet, Value

from caseward.foundation.catalogue import catalogue
from caseward.foundation.commands import query
from caseward.foundation.database.kept import kept
from caseward.foundation.paging import START, Page, Place, There
from caseward.kernel import clocks
from caseward.kernel.access import Actor
from caseward.obligations.models import SOONEST, STILL_OWED, Obligation
from caseward.obligations.queries.owed import Owed, as_owed, with_bearer


Known = frozenset[UUID]
Rules = frozenset[str]
# Which rules, in which of their versions, have told everybody of what was due by an instant.
Ladders = tuple[tuple[Rules, str, datetime], ...]


@dataclass(frozen=True, slots=True)
class Silences:
    """How much is late in a unit under each named group of rules, and how much is past the last rung of its ladder."""

    named: Mapping[str, int]
    unheard: int


@query
def silences(*, viewer: Actor, now: datetime, within: Known, named: Mapping[str, Rules]) -> Silences:
    """What is late in some compartments, counted by groups of rules, in one question."""
    where = viewer.compartments, within & viewer.compartments
    found = _counted(where, now, tuple(named.values()), _ladders(now))
    *counts, unheard = found[0] if found else (0,) * (len(named) + 1)
    return Silences(dict(zip(named, counts, strict=True)), unheard)


@query
def past_the_last_rung(*, viewer: Actor, now: datetime, within: Known, place: Place = START) -> Page[Owed]:
    """What is owed still though everybody on its ladder was to be told, the longest late first."""
    where, ladders = (viewer.compartments, within & viewer.compartments), _ladders(now)
    page = SOONEST.page_of(lambda there: _unheard(where, ladders, there), place)
    return page.showing(as_owed(obligation, now) for obligation in page.rows)


def _ladders(now: datetime) -> Ladders:
    """By when what is due under each rule was due if its whole ladder was told; versions alike stand together."""
    calendar, alike = catalogue().calendar(), dict[tuple[str, datetime], set[str]]()
    for rule in catalogue().clocks:
        until = clocks.told_to_all(rule, now=now, calendar=calendar)
        alike.setdefault((rule.version, until), set()).add(rule.key)
    return tuple((frozenset(keys), version, until) for (version, until), keys in sorted(alike.items()))


@kept
def _counted(
    where: tuple[Known, Known], now: datetime, named: tuple[Rules, ...], ladders: Ladders
) -> "QuerySet[Any, Any]":
    known, within = where
    late = Obligation.objects.known_in(known).within(within).filter(STILL_OWED, due_at__lte=now)
    each = {f"group_{place}": Count("id", filter=Q(rule_key__in=keys)) for place, keys in enumerate(named)}
    each["unheard"] = Count("id", filter=_past(ladders))
    return late.values(all=Value(1)).annotate(**each).values_list(*each)


@kept
def _unheard(where: tuple[Known, Known], ladders: Ladders, there: There) -> QuerySet[Obligation]:
    known, within = where
    found = Obligation.objects.known_in(known).within(within).filter(STILL_OWED, _past(ladders))
    return SOONEST.rows(with_bearer(found), there)


def _past(ladders: Ladders) -> Q:
    told = (Q(rule_key__in=keys, rule_version=version, due_at__lte=until) for keys, version, until in ladders)
    return reduce(or_, told)
