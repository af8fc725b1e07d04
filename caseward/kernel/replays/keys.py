"""What keys of different verbs have in common: words, choices, and the values that a choice may say."""

from collections.abc import Mapping

from caseward.kernel.replays.grammar import Key, Kind


TELLS = "As the timeline tells it."

SETTLED = {"resolved": "RESOLVED", "accepted": "ACCEPTED", "handed-over": "HANDED_OVER"}
LEVELS = {"low": "LOW", "medium": "MEDIUM", "high": "HIGH", "not-known": "NOT_KNOWN", "unknown": "NOT_KNOWN"}
RISKS = {"low": "LOW", "medium": "MEDIUM", "high": "HIGH", "not-known": "UNKNOWN", "unknown": "UNKNOWN"}
RISKS |= {"blank": ""}
LIFE = {name.lower(): name for name in ("EVENT", "MISSING", "HEALTH", "HOUSING", "RELEASE", "MOVE")}
AXES = {name.lower(): name for name in ("IDEOLOGY", "VIOLENCE", "VULNERABILITY", "CAPABILITY")}
CHANNELS = {
    "in-person": "IN_PERSON", "visit": "IN_PERSON", "phone": "PHONE", "telephone": "PHONE", "video": "VIDEO",
    "email": "EMAIL", "message": "EMAIL", "text": "EMAIL", "text-message": "EMAIL", "online": "EMAIL",
    "social-media": "EMAIL", "letter": "LETTER", "other": "OTHER",
}  # fmt: skip
SPOKEN = {
    "spoken-to": "SPOKEN_TO", "message-left": "MESSAGE_LEFT", "no-answer": "NO_ANSWER", "declined": "DECLINED",
    "received": "RECEIVED", "sent": "SENT", "arranged": "ARRANGED",
}  # fmt: skip


def words(means: str, *, default: str = "", name: str = "words") -> Key:
    """The words of an event, by whichever name they are called."""
    return Key(name, Kind.WORDS, means, default=default, aliases=("text", "because", "rationale"))


def told() -> tuple[Key, ...]:
    """The keys of whatever is recorded as having happened."""
    return (OCCURRED, words("what is told of it", default=TELLS), FROM, CASE)


def choice(name: str, means: str, choices: Mapping[str, str], *, default: object = None) -> Key:
    """A key of which one of a few words is said."""
    return Key(name, Kind.CHOICE, means, default=default, choices=choices)


OCCURRED = Key("occurred", Kind.MOMENT, "when it happened, where it was written down later")
FROM = Key(
    "from", Kind.WORDS, "which partner, system or document says so", default="as the timeline tells it"
)
DUE = Key("due", Kind.DAY, "by when")
CASE = Key("case", Kind.LABEL, "which case, where the person has had several; the latest by default")

TOLD = told()

RISK = choice(
    "risk", "how much risk it showed; “blank” where nobody said even that it is not known", RISKS, default="UNKNOWN"
)  # fmt: skip
DOING = Key("doing", Kind.WORDS, "what is done about a risk that is not known", default=TELLS)

# How high somebody is scored or a threat is graded: tiers of one pathway, grades of another.
TIERS = {
    "top": "top", "high": "top", "very-high": "top", "critical": "top", "red": "top",
    "middle": "middle", "medium": "middle", "amber": "middle", "low": "low",
    "green": "low", "not-credible": "not-credible",
}  # fmt: skip
TIER = Key(
    "tier", Kind.CHOICE, "the tier of a score or the grade of a threat; the middle one by default",
    choices=TIERS, aliases=("grade", "result", "score", "level"),
)  # fmt: skip
