"""The verbs of cases that no referral began, of cases that go to another unit, and of staff who leave."""

from caseward.kernel.replays.grammar import Key, Kind, Verb
from caseward.kernel.replays.keys import CASE, words
from caseward.kernel.replays.timeline import Player


OPENING = (
    Verb(
        "open", "A case begins without a referral: a person is identified, a threat received, a service asked for.",
        (
            Key("pathway", Kind.PATHWAY, "on which pathway; the one of the unit by default"),
            Key("unit", Kind.UNIT, "in which unit; the first that works on that pathway by default"),
            Key("organisation", Kind.WORDS, "an organisation that the case is about, instead of the person",
                aliases=("institution",)),
            Key("named", Kind.CREW, "who else may know of a sealed case; the supervisors of the unit by default",
                aliases=("knows", "told")),
            words("how it came to notice, or what was threatened", default="Opened, as the timeline tells it."),
        ),
        by=Player.OFFICER, aliases=("opened", "identify", "identified"),
    ),
)  # fmt: skip

MOVING = (
    Verb(
        "transfer", "A case is offered to another unit or force; it stays where it is until somebody there accepts.",
        (
            Key("to", Kind.RECEIVER, "to which unit, or to which force", is_required=True, aliases=("unit", "force")),
            words("what the other unit needs to know", default="As the timeline tells it."), CASE,
        ),
        by=Player.SUPERVISOR, aliases=("transferred", "offer-transfer"),
    ),
    Verb(
        "accept-transfer", "An officer of the receiving unit accepts the case, which is theirs from now on.",
        (Key("no_conflict", Kind.FLAG, "no conflict of interest was declared", default=True), CASE),
        aliases=("transfer-accepted",),
    ),
    Verb("refuse-transfer", "An officer of the receiving unit refuses; the case was never anywhere else.",
         (words("why", default="It is not for this unit."), CASE), aliases=("transfer-refused",)),
    Verb("withdraw-transfer", "The sender takes a transfer back that nobody has answered.", (CASE,),
         by=Player.SUPERVISOR, aliases=("transfer-withdrawn",)),
    Verb("departure", "Somebody leaves the unit for good; refused while anything is left behind.",
         (Key("who", Kind.STAFF, "who leaves; the unit's officer by default", aliases=("officer",)),
          words("why", default="Left, as the timeline tells it.")), aliases=("leaver", "leaves", "left", "resigns")),
)  # fmt: skip
