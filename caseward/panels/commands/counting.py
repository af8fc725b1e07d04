"""That a case was discussed: told to its clocks once, whether a sitting or an officer says it first."""

from caseward.cases import commands as cases
from caseward.cases import policies as case_policies
from caseward.cases.models import Case
from caseward.cases.queries.matters import matter_of
from caseward.chronology import commands as chronology
from caseward.chronology.vocabulary import Entered, Kind, Source
from caseward.foundation.catalogue import catalogue
from caseward.foundation.commands import Context
from caseward.kernel.clocks.moments import in_london, london_day, start_of
from caseward.kernel.dates import PartialDate
from caseward.obligations.models import Obligation
from caseward.panels.models import Sitting
from caseward.panels.vocabulary import Became, Closed, sort_of


def bring_about(ctx: Context, *, case: Case, sitting: Sitting) -> None:
    """Let the clocks of the case know that it was discussed, when it was, unless they know it already."""
    code = sort_of(sitting.sort).held
    if not code or _is_counted(ctx, case, sitting, code):
        return
    if case_policies.can_happen(case, catalogue().happenings_on(ctx.today)[code]):
        cases.happen(ctx, case=case, code=code, at=sitting.held_at)


def enter(ctx: Context, *, case: Case, sitting: Sitting, closed: Closed) -> None:
    """What became of it, in the chronology on the day of the sitting."""
    at, title = in_london(sitting.held_at), sort_of(sitting.sort).title
    is_decided = closed.became is not Became.NOT_DISCUSSED
    said = closed.decision if is_decided else f"not discussed. {closed.because}"
    entered = Entered(
        kind=Kind.EVENT,
        text=f"{title}: {said}",
        occurred=PartialDate.of(at.date()),
        occurred_time=at.time().replace(second=0, microsecond=0, tzinfo=None),
        source=Source.PARTNER,
        source_name=f"{title}, {sitting.chair}",
    )
    chronology.enter(ctx, about=matter_of(case), entered=entered)


def _is_counted(ctx: Context, case: Case, sitting: Sitting, code: str) -> bool:
    """Whether a clock of the case runs, or ran, since the same event on that day or on a later one."""
    since = start_of(london_day(sitting.held_at))
    runs = Obligation.objects.visible_to(ctx.actor).filter(about_id=case.pk, started_at__gte=since)
    begun = runs.values_list("rule_key", "rule_version")
    return any(code in catalogue().clock_version(key, version).starts_on for key, version in begun)
