"""The verbs of threats: received, answered step by step, closed."""

from caseward.kernel.replays.grammar import Key, Kind, Verb
from caseward.kernel.replays.keys import CASE, FROM, OCCURRED, TELLS, choice, words
from caseward.kernel.replays.timeline import Player


INCIDENTS = {
    "followed": "FOLLOWED", "watched": "FOLLOWED", "approached": "APPROACHED", "contacted": "CONTACTED",
    "damage": "DAMAGE", "assaulted": "ASSAULTED", "family": "FAMILY", "other": "OTHER",
}  # fmt: skip
CAME = {
    "call": "CALL", "phone": "CALL", "telephone": "CALL", "message": "MESSAGE", "text": "MESSAGE",
    "text-message": "MESSAGE",    "email": "MESSAGE", "online": "MESSAGE", "social-media": "MESSAGE",
    "in-person": "IN_PERSON", "paper": "PAPER",
    "letter": "PAPER",
    "intelligence": "INTELLIGENCE", "partner": "PARTNER",
}  # fmt: skip
RANKS = {one: one for one in (
    "superintendent", "chief-superintendent", "assistant-chief-constable", "gold-commander", "chief-inspector",
    "inspector", "sergeant", "constable",
)}  # fmt: skip
WHICH = Key("threat", Kind.LABEL, "the label of the threat; the last that stands open by default")
_STEP = (WHICH, OCCURRED, words("what was done, or why not", default=TELLS), CASE)

THREATS = (
    Verb("threat", "A threat is received and recorded in its words; where the person has no case, one opens with it.",
         (Key("pathway", Kind.PATHWAY, "on which pathway, where a case opens; said, one opens"),
          Key("unit", Kind.UNIT, "in which unit, where a case opens; said, one opens"),
          Key("named", Kind.CREW, "who else may know of a sealed case; the supervisors of the unit by default",
              aliases=("knows", "told")),
          Key("received", Kind.MOMENT, "when it was received; the instant of the event by default"),
          Key("receiver", Kind.WORDS, "who received it; whoever records it by default"),
          choice("how", "how it came", CAME, default="IN_PERSON"),
          Key("maker", Kind.WORDS, "what is known of whoever made it", default="Not known."),
          words("the exact words", default=TELLS), FROM, CASE),
         aliases=("threat-to-life", "threat-received")),
    Verb("owner-told", "The owner of the decision on a threat is told.",
         (Key("who", Kind.WORDS, "who was told", default="the duty superintendent"),
          choice("rank", "of which rank; one below a superintendent is refused", RANKS,
                 default="superintendent"), *_STEP),
         aliases=("decision-owner-told",)),
    Verb("maker-contacted", "Whoever made a threat is acted on.",
         (Key("who", Kind.WORDS, "who was acted on", default="whoever made it"), *_STEP)),
    Verb("no-action", "It is said why whoever made a threat is not acted on.", _STEP),
    Verb("warned", "Whoever is threatened is warned.",
         (Key("who", Kind.WORDS, "who delivered the warning", default="two officers"),
          Key("edition", Kind.WORDS, "which approved wording", default="as the timeline tells it"), *_STEP),
         aliases=("warning", "warning-delivered", "osman", "osman-warning", "threat-to-life-warning")),
    Verb("not-warned", "It is decided by rank not to warn.", _STEP, by=Player.SUPERVISOR),
    Verb("incident", "Something was done to frighten the person; on a pathway that keeps no threats, an event.",
         (choice("kind", "of which kind", INCIDENTS, default="OTHER"), OCCURRED,
          words("what happened", default=TELLS), FROM, CASE)),
    Verb("decide-on-life", "A superintendent decides whether the pattern of incidents is a threat to life.",
         (Key("is_real", Kind.FLAG, "whether it is one", default=True, aliases=("real",)),
          Key("chosen", Kind.WORDS, "what is done", default=TELLS),
          Key("rejected", Kind.WORDS, "what was weighed and rejected", default=TELLS),
          words("why", default=TELLS), CASE), by=Player.SUPERVISOR, aliases=("life-decision", "pattern-decided")),
    Verb("close-threat", "A threat is closed once every question has its answer.",
         (WHICH, words("why", default=TELLS), CASE), by=Player.SUPERVISOR, aliases=("threat-closed",)),
)  # fmt: skip
