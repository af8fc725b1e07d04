"""Words that mean one thing of a referral and another of a case that no referral began."""

from collections.abc import Mapping

from caseward.kernel.replays import Event
from caseward.replay.doing import Doing, Done, at_case, seen, word
from caseward.replay.stage import Stage
from caseward.replay.verbs import ending, happening, intake, working


SCREENED = "screened"


def screen(stage: Stage, event: Event) -> Done:
    """Screened on the way of the pathway that has such a stage, else what the pathway calls it."""
    if is_of_referral(stage, event):
        return intake.screen(stage, event)
    case = seen(stage, at_case(stage, event)[0])
    if SCREENED in case.pathway.stage(case.stage).leads_to:
        return working.go_on(stage, event, SCREENED)
    return happening.by_name("screen")(stage, event)


def find(stage: Stage, event: Event) -> Done:
    """The records were searched."""
    if is_of_referral(stage, event):
        return intake.find(stage, event)
    return happening.by_name("find")(stage, event)


def deconflict(stage: Stage, event: Event) -> Done:
    """Somebody said whether anything live is affected."""
    if is_of_referral(stage, event):
        return intake.deconflict(stage, event)
    return happening.by_name("deconflict")(stage, event)


def decide(stage: Stage, event: Event) -> Done:
    """The gateway decision; of a case the question of its stage, or how it is proposed to end."""
    if is_of_referral(stage, event):
        return intake.decide(stage, event)
    if word(event, "outcome"):
        return ending.propose(stage, event)
    return working.go_on(stage, event, word(event, "stage"))


def is_of_referral(stage: Stage, event: Event) -> bool:
    """The latest referral while it is undecided, and while there is no case."""
    return not stage.history(event).cases or intake.is_undecided(stage, event)


DOINGS: Mapping[str, Doing] = {"screen": screen, "find": find, "deconflict": deconflict, "decide": decide}
