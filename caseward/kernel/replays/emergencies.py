"""The verbs of whoever opens a case in an emergency that he may not know of, and of its review."""

from caseward.kernel.replays.grammar import Key, Kind, Verb
from caseward.kernel.replays.keys import CASE, TELLS, choice, words
from caseward.kernel.replays.timeline import Player


VERDICTS = {"justified": "JUSTIFIED", "not-justified": "NOT_JUSTIFIED", "unjustified": "NOT_JUSTIFIED"}

EMERGENCIES = (
    Verb("emergency", "Somebody of another unit opens the case for an hour; its owner is told, a review is owed.",
         (Key("unit", Kind.UNIT, "of which unit whoever opens it is; the first other unit of the timeline by default"),
          words("why it cannot wait", default=TELLS), CASE),
         by=Player.OFFICER,
         aliases=("break-glass", "broke-glass", "break-the-glass", "emergency-access", "opened-in-an-emergency",
                  "emergency-opened")),
    Verb("review-emergency", "A supervisor says whether it was justified; if it was not, the access ends at once.",
         (Key("which", Kind.LABEL, "the label that “emergency” gave; the oldest that waits for its review by default",
              aliases=("emergency",)),
          choice("verdict", "what the review says", VERDICTS, default="JUSTIFIED"),
          words("why", default=TELLS), CASE),
         by=Player.SUPERVISOR,
         aliases=("emergency-reviewed", "emergency-access-reviewed", "review-of-emergency", "break-glass-review",
                  "break-glass-reviewed")),
)  # fmt: skip
