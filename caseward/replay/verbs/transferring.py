"""Cases that go to another unit or force: offered, accepted by name, refused, taken back."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from caseward.cases import commands as cases
from caseward.cases.vocabulary import CaseId
from caseward.kernel.replays import Event, Officer, Player
from caseward.replay.doing import Doing, Done, at_case, case_id, seen, value, word
from caseward.replay.stage import Stage


WAITING = (
    "select id, version, receiver, sender from cases_transfer where case_id = %s and answered_at is null"
)

BEGUN_BY = "select referral_id from cases_case where id = %s"


@dataclass(frozen=True, slots=True)
class Waiting:
    """A transfer that nobody has answered."""

    id: UUID
    version: int
    receiver: str
    sender: str


def offer(stage: Stage, event: Event) -> Done:
    """A supervisor offers the case to another unit."""
    found, who = at_case(stage, event, Player.SUPERVISOR)
    to = stage.units[word(event, "to")]
    with stage.acting(who) as ctx:
        cases.offer_transfer(
            ctx, case_id=CaseId(found), version=seen(stage, found).version, unit_id=to.id, note=word(event, "words")
        )  # fmt: skip
    return [
        f"{who.name} offered the case to {to.unit.name}; it stays with its owner until somebody there accepts."
    ]


def accept(stage: Stage, event: Event) -> Done:
    """An officer of the receiver takes it."""
    waiting, who = _answered(stage, event)
    found = case_id(stage, event)
    with stage.acting(who) as ctx:
        cases.accept_transfer(
            ctx,
            transfer_id=waiting.id,
            version=waiting.version,
            no_conflict=bool(value(event, "no_conflict")),
        )
    stage.apart[seen(stage, found).compartment_id] = waiting.receiver
    came_from = stage.records.execute(BEGUN_BY, [found]).fetchone()
    if came_from is not None and came_from[0] in stage.homes:
        stage.homes[came_from[0]] = waiting.receiver
    return [f"{who.name} accepted the case for {waiting.receiver} and owns it."]


def refuse(stage: Stage, event: Event) -> Done:
    """An officer of the receiver refuses."""
    waiting, who = _answered(stage, event)
    with stage.acting(who) as ctx:
        cases.refuse_transfer(
            ctx, transfer_id=waiting.id, version=waiting.version, because=word(event, "words")
        )
    return [f"{who.name} refused the case for {waiting.receiver}; it stays with {waiting.sender}."]


def withdraw(stage: Stage, event: Event) -> Done:
    """The sender takes it back."""
    waiting = _waiting(stage, event)
    _, who = at_case(stage, event, Player.SUPERVISOR)
    with stage.acting(who) as ctx:
        cases.withdraw_transfer(ctx, transfer_id=waiting.id, version=waiting.version)
    return [f"{who.name} took the transfer to {waiting.receiver} back."]


def is_waiting(stage: Stage, event: Event) -> bool:
    """Whether a transfer of the case waits for an answer."""
    return bool(stage.history(event).cases) and _first(stage, event) is not None


def _answered(stage: Stage, event: Event) -> tuple[Waiting, Officer]:
    waiting = _waiting(stage, event)
    return waiting, stage.who(event.by, Player.OFFICER, waiting.receiver)


def _waiting(stage: Stage, event: Event) -> Waiting:
    found = _first(stage, event)
    if found is None:
        raise stage.missing("transfer that waits for an answer", event, "transfer")
    return found


def _first(stage: Stage, event: Event) -> Waiting | None:
    found = stage.records.execute(WAITING, [case_id(stage, event)]).fetchone()
    return Waiting(*found) if found else None


DOINGS: Mapping[str, Doing] = {
    "transfer": offer,
    "accept-transfer": accept,
    "refuse-transfer": refuse,
    "withdraw-transfer": withdraw,
}
