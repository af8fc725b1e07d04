"""What happens to a record ends what was waited for, and starts what is owed next (ADR 27)."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from caseward.foundation.catalogue import catalogue
from caseward.foundation.commands import Context, step
from caseward.kernel import clocks
from caseward.kernel.clocks.moments import london_day
from caseward.obligations import events, policies, queries
from caseward.obligations.commands.owing import due_under, end, still_owed
from caseward.obligations.models import Obligation
from caseward.obligations.vocabulary import Matter


@step
def happened(
    ctx: Context,
    *,
    about: Matter,
    code: str,
    at: datetime,
    rules: Collection[str],
    owner_id: UUID | None,
    withdraws: bool = False,
) -> tuple[str, ...]:
    """End what the code ends, and start what it starts of the named rules, from when it happened.

    What happened before a run began neither ends nor starts it: the run stands on something later. `owner_id` owes what
    the rule leaves to the owner; without an owner it falls to whoever can. With `withdraws`, what ends was not done and
    is no longer owed. Returns what to tell the officer of each due day that moved ("Next panel: was due …; now
    due …."). Raises CalendarRanOut.
    """
    ctx.authorise(policies.may_know(ctx.actor, about.compartment_id))
    running = {one.rule_key: one for one in still_owed(ctx, about.id)}
    ended = {key: one for key, one in running.items() if _ends(one, code, at)}
    before = {key: queries.derived(one) for key, one in ended.items()}
    how, said = code.partition(".")[2], _said(withdraws=withdraws)
    for obligation in ended.values():
        end(ctx, obligation, how=how, at=at)
        ctx.record(said(obligation_id=obligation.pk, about_id=about.id, how=how))
    begun = _begin(ctx, about, code, at, owner_id, rules=set(rules) - (running.keys() - ended.keys()))
    return tuple(filter(None, (_moved(before[one.rule_key], one) for one in begun if one.rule_key in before)))


def _ends(obligation: Obligation, code: str, at: datetime) -> bool:
    rule = catalogue().clock_version(obligation.rule_key, obligation.rule_version)
    return code in rule.ends_on and at >= obligation.started_at


def _begin(
    ctx: Context, about: Matter, code: str, at: datetime, owner_id: UUID | None, *, rules: Collection[str]
) -> list[Obligation]:
    day = london_day(at)
    starting = [
        rule for rule in (catalogue().clock(key, on=day) for key in sorted(rules)) if code in rule.starts_on
    ]
    made = []
    for rule in starting:
        bearer = owner_id if rule.owed_by is clocks.Bearer.OWNER else None
        obligation, owed = due_under(about, rule.key, at, bearer, rule.capability)
        made.append(ctx.add(obligation))
        ctx.record(owed)
    return made


def _said(*, withdraws: bool) -> type[events.ObligationFulfilled | events.ObligationWithdrawn]:
    return events.ObligationWithdrawn if withdraws else events.ObligationFulfilled


def _moved(before: clocks.Due, begun: Obligation) -> str:
    sentence = clocks.moved(before, after=queries.derived(begun))
    return f"{before.rule.title}: {sentence}" if sentence else ""
