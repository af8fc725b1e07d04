"""A case that somebody opens in an emergency who may not know of it, and the review of that."""

from collections.abc import Mapping

from caseward.cases.vocabulary import CaseId
from caseward.compartments import commands as compartments
from caseward.compartments.models import Emergency
from caseward.compartments.vocabulary import Verdict
from caseward.kernel.references import shown
from caseward.kernel.replays import Event, Officer, Player
from caseward.replay import jobs
from caseward.replay.doing import Doing, Done, at_case, case_id, first, seen, whole, word
from caseward.replay.stage import NotPossible, Stage


def open_case(stage: Stage, event: Event) -> Done:
    """By its reference, which whoever opens it was told; the look-up itself is compared with who is kept in silence."""
    found = case_id(stage, event)
    home = stage.unit_with(seen(stage, found).compartment_id)
    who, reference = _opener(stage, event, home), shown(whole(stage, found).reference)
    with stage.acting(who) as ctx:
        compartments.try_reference(ctx, reference=reference)
    jobs.after_search(stage)
    with stage.acting(who) as ctx:
        compartments.break_glass(ctx, reference=reference, because=word(event, "words"))
        made = first(Emergency.objects.filter(about_id=found).order_by("-created_at"))
    # What one outsider may read is kept apart from the rest of the unit's from now on.
    stage.apart[seen(stage, found).compartment_id] = home
    if event.label and made is not None:
        stage.labels[event.label] = made.pk
    return [f"{who.name} opened the case for an hour; its owner was told, and a review is owed."]


def review(stage: Stage, event: Event) -> Done:
    """Whether it was justified."""
    found, who = at_case(stage, event, Player.SUPERVISOR)
    verdict = Verdict(word(event, "verdict"))
    with stage.acting(who) as ctx:
        waits = _waiting(stage, event, CaseId(found))
        compartments.review_emergency(
            ctx, emergency_id=waits.pk, version=waits.version, verdict=verdict, review=word(event, "words")
        )
    return [f"{who.name} reviewed the emergency: {verdict.label[0].lower()}{verdict.label[1:]}."]


def _opener(stage: Stage, event: Event, home: str) -> Officer:
    """Whoever is named, else an officer of the unit that is named, else of another unit than the case's own."""
    others = (name for name in stage.units if name != home)
    unit = word(event, "unit") or next(others, "")
    if not unit and event.by not in stage.staff:
        raise NotPossible(
            "Everybody on the stage may know of this case. Say of which other unit whoever opened it is, such as "
            'unit = "Eastmark Prevent".'
        )
    return stage.who(event.by, Player.OFFICER, unit or home)


def _waiting(stage: Stage, event: Event, case: CaseId) -> Emergency:
    """The emergency that is named, reviewed or not; else the oldest of the case that waits for its review."""
    named = stage.labels.get(word(event, "which"))
    asked = Emergency.objects.filter(about_id=case).order_by("created_at")
    found = first(asked.filter(pk=named) if named else asked.filter(reviewed_at__isnull=True))
    if found is None:
        raise stage.missing("emergency that waits for its review", event, "emergency")
    return found


DOINGS: Mapping[str, Doing] = {"emergency": open_case, "review-emergency": review}
