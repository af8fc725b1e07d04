"""What each verb of a timeline does, by the commands that an officer's pages would carry out."""

from collections.abc import Mapping

from caseward.replay.doing import Doing
from caseward.replay.verbs import (
    absent,
    emergency,
    ending,
    happening,
    intake,
    opening,
    owning,
    providing,
    pursuing,
    serving,
    sharing,
    sitting,
    speaking,
    threatening,
    transferring,
    waiting,
    working,
)


DOINGS: Mapping[str, Doing] = {
    **intake.DOINGS,
    **opening.DOINGS,
    **speaking.DOINGS,
    **threatening.DOINGS,
    **transferring.DOINGS,
    **owning.DOINGS,
    **working.DOINGS,
    **happening.DOINGS,
    **providing.DOINGS,
    **pursuing.DOINGS,
    **serving.DOINGS,
    **sitting.DOINGS,
    **emergency.DOINGS,
    **sharing.DOINGS,
    **absent.DOINGS,
    **ending.DOINGS,
    **waiting.DOINGS,
}
