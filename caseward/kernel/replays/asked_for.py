"""The verbs of what is out on a person, of enquiries without a name, and of engagements that are booked."""

from caseward.kernel.replays.grammar import Key, Kind, Verb
from caseward.kernel.replays.keys import CASE, OCCURRED, TELLS, choice, words
from caseward.kernel.replays.timeline import Player


ASKERS = {"school": "SCHOOL", "college": "SCHOOL", "parent": "PARENT", "carer": "PARENT", "partner": "PARTNER",
          "professional": "PARTNER", "charity": "OTHER", "business": "OTHER", "other": "OTHER"}  # fmt: skip
BANDS = {"under-13": "UNDER_13", "13-15": "13_15", "16-17": "16_17", "18-25": "18_25", "over-25": "OVER_25",
         "not-known": "NOT_KNOWN"}  # fmt: skip
ANSWERED = {"telephone": "TELEPHONE", "phone": "TELEPHONE", "email": "EMAIL", "letter": "LETTER",
            "in-person": "IN_PERSON"}  # fmt: skip
SORTS = {one: one.upper() for one in ("visit", "meeting", "briefing", "exercise")} | {"talk": "BRIEFING"}
BECAME = {"held": "HELD", "not-held": "NOT_HELD", "withdrawn": "WITHDRAWN"}
SETTLED = {"went-ahead": "WENT_AHEAD", "joint": "JOINT", "withdrawn": "WITHDRAWN"}
ENDED = {one: one for one in ("executed", "returned", "found", "withdrawn")}

_SINCE = Key("since", Kind.DAY, "since when; the day of the event by default")
_OUT = (_SINCE, words("what it is: by which court or prison, and its number", default=TELLS), CASE)
_WHICH = Key("which", Kind.LABEL, "its label; the oldest that is out by default")
_BOOKING = Key("booking", Kind.LABEL, "its label; the last that was booked and has not ended by default")

SERVICES = (
    Verb("warrant", "A warrant is out on the person: an attempt is owed, and a weekly review.", _OUT,
         aliases=("warrant-issued",)),
    Verb("recall", "A licence was revoked and the person is not back: an attempt is owed, and a weekly review.", _OUT,
         aliases=("recalled", "recall-to-prison")),
    Verb("lost-contact", "The person cannot be reached: an attempt is owed, and a weekly review.", _OUT,
         aliases=("contact-lost",)),
    Verb("attempt", "Somebody tries to execute what is out.",
         (_WHICH, Key("who", Kind.WORDS, "who tried", default="two officers"),
          Key("place", Kind.WORDS, "where", default=TELLS), OCCURRED, words("what came of it", default=TELLS), CASE),
         aliases=("attempted",)),
    Verb("review-outstanding", "The weekly review of what is out: who pursues it from now on.", (_WHICH, CASE),
         aliases=("outstanding-reviewed",)),
    Verb("end-outstanding", "What was out has ended.",
         (_WHICH, choice("how", "how it ended; the usual end by default", ENDED),
          words("on what that rests", default=TELLS), CASE), aliases=("executed", "returned-to-prison")),
    Verb("enquiry", "Somebody asks a cyber unit, without a name: whoever names somebody is refused.",
         (choice("asker", "who asks", ASKERS, default="OTHER"),
          choice("age", "how old whoever it is about is", BANDS, default="NOT_KNOWN"),
          words("what is asked", default="as the timeline tells it"),
          Key("unit", Kind.UNIT, "which unit is asked; the first of the kind by default")),
         by=Player.OFFICER, aliases=("enquiry-received", "enquire")),
    Verb("answer-enquiry", "The last enquiry is answered with an edition of published advice.",
         (Key("product", Kind.WORDS, "which advice, by its key; the first that is published by default", default=""),
          choice("how", "how", ANSWERED, default="TELEPHONE"), words("the words beside it", default=TELLS)),
         by=Player.OFFICER, aliases=("enquiry-answered",)),
    Verb("book", "An engagement is booked; two officers who would stand before one door are told.",
         (Key("organisation", Kind.WORDS, "with which organisation", default=""),
          Key("address", Kind.WORDS, "where", default=""),
          choice("kind", "of which sort", SORTS, default="MEETING"),
          Key("planned", Kind.MOMENT, "for when; a week later by default"),
          words("what for", default=TELLS),
          Key("unit", Kind.UNIT, "by which unit, where it belongs to no case"), CASE),
         by=Player.OFFICER, aliases=("booked", "engagement", "engagement-booked")),
    Verb("settle-clash", "One of the two officers says how a clash of engagements is settled.",
         (_BOOKING, choice("how", "how", SETTLED, default="JOINT"), words("on what that rests", default=TELLS)),
         by=Player.OFFICER, aliases=("clash-settled",)),
    Verb("engagement-ended", "It is said what became of an engagement.",
         (_BOOKING, choice("became", "what became of it", BECAME, default="HELD"),
          words("how it went", default=TELLS)), by=Player.OFFICER, aliases=("engagement-held",)),
)  # fmt: skip
