"""Who owns a case: offered, accepted, refused, handed over."""

from collections.abc import Mapping
from uuid import UUID

from caseward.cases import commands as cases
from caseward.cases.models import Offer
from caseward.cases.vocabulary import CaseId
from caseward.kernel.replays import Event, Officer, Player
from caseward.replay.doing import Doing, Done, at_case, case_id, first, seen, value, whole, word
from caseward.replay.stage import Stage
from caseward.replay.verbs import transferring


def offer(stage: Stage, event: Event) -> Done:
    """A supervisor offers the case."""
    found, who = at_case(stage, event, Player.SUPERVISOR)
    return _offer(stage, event, found, who, usual=Player.OFFICER)


def hand_over(stage: Stage, event: Event) -> Done:
    """The owner offers it to a colleague."""
    found, who = at_case(stage, event)
    return _offer(stage, event, found, who, usual=Player.OTHER_OFFICER)


def accept(stage: Stage, event: Event) -> Done:
    """Whoever it is offered to accepts, a colleague or another unit."""
    if _is_transfer(stage, event):
        return transferring.accept(stage, event)
    offer, who = _open_offer(stage, event)
    with stage.acting(who) as ctx:
        cases.accept_case(
            ctx, offer_id=offer.pk, version=offer.version, no_conflict=bool(value(event, "no_conflict"))
        )
    return [f"{who.name} accepted the case and owns it."]


def refuse(stage: Stage, event: Event) -> Done:
    """Whoever it is offered to refuses, a colleague or another unit."""
    if _is_transfer(stage, event):
        return transferring.refuse(stage, event)
    offer, who = _open_offer(stage, event)
    with stage.acting(who) as ctx:
        cases.refuse_case(ctx, offer_id=offer.pk, version=offer.version, because=word(event, "words"))
    return [f"{who.name} refused the case; it stays with its owner, and the supervisors are told."]


def withdraw(stage: Stage, event: Event) -> Done:
    """An offer is taken back, or a transfer."""
    if _is_transfer(stage, event):
        return transferring.withdraw(stage, event)
    offer, _ = _open_offer(stage, event)
    _, who = at_case(stage, event, Player.SUPERVISOR)
    with stage.acting(who) as ctx:
        cases.withdraw_offer(ctx, offer_id=offer.pk, version=offer.version)
    return ["The offer was taken back."]


def _is_transfer(stage: Stage, event: Event) -> bool:
    """Only one of the two can wait: what is offered to a colleague is not free to go."""
    return transferring.is_waiting(stage, event)


def _offer(stage: Stage, event: Event, found: UUID, who: Officer, *, usual: Player) -> Done:
    to = stage.who(word(event, "to"), usual, who.unit)
    with stage.acting(who) as ctx:
        cases.offer_case(
            ctx, case_id=CaseId(found), version=seen(stage, found).version,
            to_id=stage.user_id(to), note=word(event, "words"),
        )  # fmt: skip
    return [f"{who.name} offered the case to {to.name}."]


def _open_offer(stage: Stage, event: Event) -> tuple[Offer, Officer]:
    """The offer that waits for its answer, and who answers: whoever is named, else whom it was made to."""
    found = case_id(stage, event)
    whole(stage, found)
    with stage.acting(stage.readers_of(found)[0]):
        offer = first(Offer.objects.filter(case_id=found, answered_at__isnull=True))
    if offer is None:
        raise stage.missing("open offer", event, "offer", "hand-over", "decide")
    asked = stage.officer(offer.to_id)
    return offer, stage.who(event.by, asked.player, asked.unit) if event.by else asked


DOINGS: Mapping[str, Doing] = {
    "offer": offer,
    "hand-over": hand_over,
    "accept": accept,
    "refuse": refuse,
    "withdraw": withdraw,
}
