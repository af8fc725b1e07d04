"""Asking, keeping and counting: the only three ways to what people said of themselves."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection

from caseward.characteristics import events, policies
from caseward.characteristics.vocabulary import FEWEST, NINE, NOT_ASKED
from caseward.foundation.commands import Context, command
from caseward.foundation.commands.errors import Stale
from caseward.nominals.models import Nominal


@dataclass(frozen=True, slots=True)
class SaidOfThemselves:
    """What one person said, as codes; version 0 where nobody has asked yet."""

    nominal_id: UUID
    version: int
    answers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Count:
    """How many people gave an answer; None where the figure could tell of a person."""

    characteristic: str
    answer: str
    people: int | None


@command
def view_characteristics(ctx: Context, *, nominal_id: UUID) -> SaidOfThemselves:
    """Read what one person said, for the form on which it is kept; that it was read is recorded."""
    nominal = ctx.get(Nominal.objects.visible_to(ctx.actor), nominal_id)
    ctx.authorise(policies.may_ask(ctx.actor, nominal.compartment_id))
    found = _asked("select version, answers from sec.characteristics_of(%s)", nominal_id)
    version, answers = found[0] if found else (0, "{}")
    kept = json.loads(answers) if isinstance(answers, str) else answers
    ctx.record(events.CharacteristicsViewed(nominal_id=nominal_id))
    return SaidOfThemselves(nominal_id, version, {name: kept.get(name, NOT_ASKED) for name in NINE})


@command
def keep_characteristics(ctx: Context, *, nominal_id: UUID, version: int, said: Mapping[str, str]) -> UUID:
    """Keep what one person said of themselves, as codes; not asked and prefers not to say are answers, too."""
    nominal = ctx.get(Nominal.objects.visible_to(ctx.actor), nominal_id)
    ctx.authorise(policies.may_ask(ctx.actor, nominal.compartment_id))
    ctx.require(policies.are_answers(said))
    [(is_kept,)] = _asked(
        "select sec.keep_characteristics(%s, %s, %s, %s)",
        nominal_id,
        version,
        ctx.now,
        json.dumps(dict(said)),
    )
    if not is_kept:
        raise Stale(record_id=nominal_id, seen=version, current=version + 1)
    ctx.record(events.CharacteristicsKept(nominal_id=nominal_id))
    return nominal_id


@command
def count_characteristics(ctx: Context) -> tuple[Count, ...]:
    """Read how many people of one's units said what, without any figure that could tell of a person."""
    ctx.authorise(policies.may_count(ctx.actor))
    found = _asked("select * from sec.characteristics_counted(%s) order by 1, 2", FEWEST)
    ctx.record(events.CharacteristicsCounted())
    return tuple(Count(*row) for row in found)


def _asked(question: str, *values: Any) -> list[tuple[Any, ...]]:  # noqa: ANN401  what the columns hold
    with connection.cursor() as cursor:
        cursor.execute(question, list(values))
        return list(cursor.fetchall())
