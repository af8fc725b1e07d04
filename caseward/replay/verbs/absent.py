"""Officers who are away, who covers for them, and officers who leave for good."""

from collections.abc import Mapping
from datetime import date

from caseward.kernel.replays import Event, Officer, Player
from caseward.kernel.wording import counted
from caseward.replay.doing import Doing, Done, first, rows, value, word
from caseward.replay.stage import NotPossible, Stage
from caseward.workforce import commands as workforce
from caseward.workforce.models import Absence, Cover
from caseward.workforce.vocabulary import Away


POSTING = "select id, version from workforce_posting where user_id = %s and ends_at is null limit 1"


def leave(stage: Stage, event: Event) -> Done:
    """Somebody is away from a day on; whoever covers says yes at once."""
    who = _whom(stage, event)
    since, until = value(event, "from"), value(event, "until")
    with stage.acting(_by(stage, event, who)) as ctx:
        absence_id = workforce.record_absence(
            ctx, user_id=stage.user_id(who), kind=Away(word(event, "kind")),
            starts_on=since if isinstance(since, date) else ctx.today,
            ends_on=until if isinstance(until, date) else None,
        )  # fmt: skip
        said = [f"{who.name} is away; what they own stays theirs."]
        if not word(event, "cover"):
            return [*said, "Nobody covers."]
        cover = stage.who(word(event, "cover"), Player.OTHER_OFFICER, who.unit)
        cover_id = workforce.ask_for_cover(
            ctx, absence_id=absence_id, version=1, user_id=stage.user_id(cover)
        )
    with stage.acting(cover) as ctx:
        asked = first(Cover.objects.filter(pk=cover_id))
        if asked is not None and asked.answered_at is None:
            workforce.accept_cover(ctx, cover_id=cover_id, version=asked.version)
    return [*said, f"{cover.name} covers."]


def come_back(stage: Stage, event: Event) -> Done:
    """Somebody is back."""
    who = _whom(stage, event)
    with stage.acting(_by(stage, event, who)) as ctx:
        absence = first(
            Absence.objects.filter(user=stage.user_id(who), back_at__isnull=True).order_by("-starts_on")
        )
        if absence is None:
            raise NotPossible(f"{who.name} is not away: no event before this one is “absence”.")
        workforce.end_absence(ctx, absence_id=absence.pk, version=absence.version)
        was_covered = bool(rows(Cover.objects.filter(absence_id=absence.pk, answered_at__isnull=False)))
    days = counted((stage.today - absence.starts_on).days, one="day", many="days")
    alone = "" if was_covered else ", and nobody covered"
    return [f"{who.name} is back, after {days}{alone}."]


def depart(stage: Stage, event: Event) -> Done:
    """Somebody leaves: an administrator ends the posting, which is refused while anything is theirs."""
    who = _whom(stage, event)
    posting = stage.records.execute(POSTING, [stage.user_id(who)]).fetchone()
    if posting is None or stage.administrator is None:
        raise NotPossible(f"{who.name} holds no posting any more.")
    with stage.acting(stage.administrator) as ctx:
        workforce.end_posting(ctx, posting_id=posting[0], version=posting[1], because=word(event, "words"))
    return [f"{who.name} left {who.unit}."]


def _whom(stage: Stage, event: Event) -> Officer:
    return stage.who(word(event, "who"), Player.OFFICER, stage.unit_of(event).unit.name)


def _by(stage: Stage, event: Event, who: Officer) -> Officer:
    return stage.who(event.by, who.player, who.unit) if event.by else who


DOINGS: Mapping[str, Doing] = {"absence": leave, "return": come_back, "departure": depart}
