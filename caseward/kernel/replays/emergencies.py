"""The verbs of an emergency that opens a case to whoever may not know of it, and of what partners are let read."""

from caseward.kernel.replays.grammar import Key, Kind, Verb
from caseward.kernel.replays.keys import CASE, TELLS, choice, words
from caseward.kernel.replays.timeline import Player


VERDICTS = {"justified": "JUSTIFIED", "not-justified": "NOT_JUSTIFIED", "unjustified": "NOT_JUSTIFIED"}

READERS = {"panel": "PANEL", "partner": "PARTNER", "partners": "PARTNER"}

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
    Verb("share", "A named person outside the police may read what of the case is for the panel, or for partners.",
         (Key("with", Kind.WORDS, "whom, by name; somebody who is none of the staff", is_required=True,
              aliases=("who", "to", "partner", "name")),
          choice("audience", "whether they read for the panel or as a partner", READERS, default="PARTNER"),
          Key("until", Kind.DAY, "until which day; four weeks later by default", aliases=("ends",)),
          words("why", default=TELLS), CASE),
         by=Player.SUPERVISOR,
         aliases=("shared", "share-part", "disclose", "disclosed", "disclosure", "shared-with-partner")),
    Verb("end-share", "Whoever was let read parts of a case may read them no longer.",
         (Key("which", Kind.LABEL, "the label that “share” gave; the oldest that has not ended by default",
              aliases=("share",)),
          words("why", default=TELLS), CASE),
         by=Player.SUPERVISOR, aliases=("share-ended", "unshare", "stop-sharing", "disclosure-ended")),
)  # fmt: skip
