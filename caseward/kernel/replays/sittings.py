"""The verbs of a sitting: a case on its agenda, who came, what became of it, its minutes and the referrer's answer."""

from caseward.kernel.replays.grammar import Key, Kind, Verb
from caseward.kernel.replays.keys import CASE, TELLS, choice, words
from caseward.kernel.replays.timeline import Player


SORTS = {"channel-panel": "channel-panel", "channel": "channel-panel", "panel": "channel-panel",
         "conference": "conference", "public-protection": "public-protection",
         "mappa": "public-protection"}  # fmt: skip
BECAME = {"discussed": "DISCUSSED", "decided": "DISCUSSED", "answered": "ANSWERED", "not-discussed": "NOT_DISCUSSED",
          "deferred": "NOT_DISCUSSED"}  # fmt: skip
PRESENCE = {"attended": "ATTENDED", "present": "ATTENDED", "apologies": "APOLOGIES", "absent": "ABSENT"}
ROLES = {one: one for one in (
    "chair", "deputy", "police", "children", "adults", "health", "mental-health", "education", "probation", "prison",
    "youth-justice", "housing", "voluntary", "other",
)}  # fmt: skip

_ITEM = Key(
    "item", Kind.LABEL, "the label that “agenda” gave; the last time that the case was put on an agenda by default",
    aliases=("agenda", "sitting"),
)  # fmt: skip

SITTINGS = (
    Verb("agenda", "The case is put on the agenda of a sitting of its unit, arranged where there is none then.",
         (Key("held", Kind.MOMENT, "when the sitting is held; a week later by default", aliases=("planned", "sits")),
          choice("sort", "which sort of sitting; the usual one of the pathway by default", SORTS),
          Key("question", Kind.WORDS, "what the sitting is asked", default="What is to be done?", aliases=("asks",)),
          Key("referrer_invited", Kind.FLAG, "whether whoever referred it is invited", default=False,
              aliases=("invited",)),
          words("how the referrer was invited, or why not", default=TELLS),
          Key("chair", Kind.WORDS, "who chairs it", default="The chair"),
          Key("agency", Kind.WORDS, "where the chair comes from", default="the local authority"), CASE),
         aliases=("put-on-agenda", "put-forward", "on-the-agenda", "agenda-item", "panel-agenda", "sitting",
                  "sitting-arranged")),
    Verb("attendance", "It is recorded of a member of the sitting whether they came.",
         (_ITEM, Key("who", Kind.WORDS, "who", is_required=True, aliases=("name", "member")),
          choice("role", "as what they sit there", ROLES, default="other"),
          Key("agency", Kind.WORDS, "where they come from", default="another agency",
              aliases=("organisation", "from")),
          choice("came", "whether they came", PRESENCE, default="ATTENDED"), CASE),
         aliases=("attended", "sitting-attended", "member")),
    Verb("minutes", "What became of the case at a sitting: what was decided and why, or why nothing was.",
         (_ITEM,
          choice("became", "what became of it; “answered” wants the decision of the stage signed since, with “advance”",
                 BECAME, default="DISCUSSED"),
          Key("decision", Kind.WORDS, "what was decided", default=TELLS, aliases=("decided", "said")),
          words("why", default=TELLS),
          Key("dissent", Kind.WORDS, "who thought otherwise, and what", default=""), CASE),
         aliases=("minuted", "item-closed", "close-item", "panel-minutes", "discussed")),
    Verb("agreed-action", "An action that came out of a sitting is written down as one of the case.",
         (_ITEM, words("what is to be done", default="What was agreed."),
          Key("accountable", Kind.WORDS, "which organisation answers for it", default="police",
              aliases=("organisation",)),
          Key("due", Kind.DAY, "by when; four weeks later by default"), CASE),
         aliases=("agree-action", "action-agreed", "panel-action")),
    Verb("approve-minutes", "The minutes of the sitting are approved for its chair; a blank item keeps them open.",
         (_ITEM, words("how the chair agreed", default=TELLS), CASE), by=Player.SUPERVISOR,
         aliases=("minutes-approved", "sign-minutes", "minutes-signed")),
    Verb("add-to-minutes", "Something is added to minutes that are approved already.",
         (_ITEM, words("what is added", default=TELLS), CASE),
         aliases=("minutes-added-to", "addendum", "minutes-corrected")),
    Verb("answer-referrer", "Whoever referred is told what came of it at the sitting, or it is said why not.",
         (_ITEM, Key("told", Kind.FLAG, "whether they were told", default=True, aliases=("sent",)),
          words("what they said, or why they were not told", default=TELLS), CASE),
         aliases=("referrer-told", "referrer-answered", "feedback", "referrer-feedback")),
)  # fmt: skip
