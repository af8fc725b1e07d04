"""Every verb of a timeline with its keys: the whole grammar, as it is read, checked and documented."""

from collections.abc import Mapping

from caseward.kernel.replays.grammar import Key, Kind, Verb
from caseward.kernel.replays.timeline import Player


_TELLS = "As the timeline tells it."

SETTLED = {"resolved": "RESOLVED", "accepted": "ACCEPTED", "handed-over": "HANDED_OVER"}
LEVELS = {"low": "LOW", "medium": "MEDIUM", "high": "HIGH", "not-known": "NOT_KNOWN", "unknown": "NOT_KNOWN"}
RISKS = {"low": "LOW", "medium": "MEDIUM", "high": "HIGH", "not-known": "UNKNOWN", "unknown": "UNKNOWN"}
RISKS |= {"blank": ""}
LIFE = {name.lower(): name for name in ("EVENT", "MISSING", "HEALTH", "HOUSING", "RELEASE", "MOVE")}
AXES = {name.lower(): name for name in ("IDEOLOGY", "VIOLENCE", "VULNERABILITY", "CAPABILITY")}
CHANNELS = {
    "in-person": "IN_PERSON", "visit": "IN_PERSON", "phone": "PHONE", "telephone": "PHONE", "video": "VIDEO",
    "email": "EMAIL", "message": "EMAIL", "letter": "LETTER", "other": "OTHER",
}  # fmt: skip
SPOKEN = {
    "spoken-to": "SPOKEN_TO", "message-left": "MESSAGE_LEFT", "no-answer": "NO_ANSWER", "declined": "DECLINED",
    "received": "RECEIVED", "sent": "SENT", "arranged": "ARRANGED",
}  # fmt: skip


def _words(means: str, *, default: str = "", name: str = "words") -> Key:
    return Key(name, Kind.WORDS, means, default=default, aliases=("text", "because", "rationale"))


def _told() -> tuple[Key, ...]:
    """The keys of whatever is recorded as having happened."""
    return (_OCCURRED, _words("what is told of it", default=_TELLS), _FROM, _CASE)


def _choice(name: str, means: str, choices: Mapping[str, str], *, default: object = None) -> Key:
    return Key(name, Kind.CHOICE, means, default=default, choices=choices)


_OCCURRED = Key("occurred", Kind.MOMENT, "when it happened, where it was written down later")
_FROM = Key(
    "from", Kind.WORDS, "which partner, system or document says so", default="as the timeline tells it"
)
_DUE = Key("due", Kind.DAY, "by when")
_CASE = Key("case", Kind.LABEL, "which case, where the person has had several; the latest by default")

_TOLD = _told()

_RISK = _choice("risk", "how much risk it showed; “blank” where nobody said even that it is not known", RISKS,
                default="UNKNOWN")  # fmt: skip
_DOING = Key("doing", Kind.WORDS, "what is done about a risk that is not known", default=_TELLS)

_INTAKE = (
    Verb(
        "refer", "A referral arrives, is typed in by intake and starts its clocks.",
        (
            Key("name", Kind.WORDS, "the name as it was spelt this time; the person's own by default"),
            Key("born", Kind.WORDS, "the date of birth as it was given", aliases=("dob", "date_of_birth")),
            Key("address", Kind.WORDS, "the address as it was given"),
            Key("phone", Kind.WORDS, "the telephone number as it was given"),
            Key("alias", Kind.WORDS, "another name that was given", aliases=("aliases",)),
            Key("concern", Kind.WORDS, "what gave rise to it", default="A concern, as the timeline tells it.",
                aliases=("words", "text", "because")),
            Key("referrer", Kind.WORDS, "who referred", default="Invented Referrer"),
            Key("organisation", Kind.WORDS, "from which organisation", default=""),
            Key("received", Kind.MOMENT, "when it was received, where it was typed in later"),
            Key("unit", Kind.UNIT, "which unit received it"),
        ),
        by=Player.INTAKE, aliases=("referral", "referred"),
    ),
    Verb("acknowledge", "The referrer is told that a referral arrived; or a provider acknowledges a written tasking.",
         (_choice("of", "of what; of the tasking where one waits for it, else of the referral",
                  {"referral": "referral", "tasking": "tasking"}),
          _choice("how", "how", {"telephone": "telephone", "phone": "telephone", "email": "e-mail", "e-mail": "e-mail",
                                 "in-person": "in-person"}, default="telephone"),
          Key("provider", Kind.WORDS, "who acknowledged the tasking; whoever was tasked by default"), _CASE),
         by=Player.INTAKE, aliases=("acknowledged",)),
    Verb("screen", "Intake says whether anybody is at risk now, and compares every field with what was given.",
         (_choice("risk", "whether anybody is at immediate risk",
                  {"yes": "YES", "no": "NO", "not-known": "NOT_KNOWN", "unknown": "NOT_KNOWN"}, default="NO"),
          _words("what is being done; asked for unless the answer is no")),
         by=Player.INTAKE, aliases=("screened",)),
    Verb("find", "The records are searched for the person; where nobody could be meant, a new record is made.",
         by=Player.INTAKE, aliases=("search",)),
    Verb("link", "A record found is said to be the same person's.",
         (Key("to", Kind.PERSON, "whose record; every one not answered yet by default"),
          _words("why", default="The same date of birth, and the same people around.")), by=Player.INTAKE),
    Verb("reject", "A record found is said not to be the person's.",
         (Key("to", Kind.PERSON, "whose record; every one not answered yet by default"),
          _words("why", default="Another address and another school.")),
         by=Player.INTAKE, aliases=("not-the-same",)),
    Verb("ask", "The referrer is asked to clarify; the gateway clock stands still.",
         (_words("the question", default="Who heard the words, and on which day?"),), by=Player.INTAKE),
    Verb("reply", "The referrer replies; the clock runs on.",
         (_words("the reply", default="The reply, as the timeline tells it."),), by=Player.INTAKE),
    Verb("deconflict", "The intelligence unit says whether there is a live interest.",
         (_choice("result", "what it answered", {"clear": "CLEAR", "hold": "HOLD", "pass": "PASS_TO_PURSUE"},
                  default="CLEAR"),
          Key("on", Kind.DAY, "the day of the answer; the day of the event by default"),
          Key("systems", Kind.LIST, "what was searched", default=("PNC", "PND", "LOCAL")),
          _words("a note")),
         by=Player.OFFICER),
    Verb("review", "A review is held: of the earlier referrals of a person, or of a case under way or after its end.",
         (_choice("of", "of what; of the referrals while one is undecided, else the one that the stage of the case has",
                  {"referrals": "referrals", "six-months": "six-months", "twelve-months": "twelve-months",
                   "case-management": "case-management", "plan": "plan"}), *_TOLD)),
    Verb("decide", "The gateway decision on a referral; adopting it opens a case, offered to an officer.",
         (Key("outcome", Kind.OUTCOME, "adopt, refer-on, advice-only or no-further-action", default="adopt"),
          Key("officer", Kind.STAFF, "to whom an adopted case is offered; the unit's officer by default",
                aliases=("to",)),
          Key("receiver", Kind.WORDS, "who takes it, where it is referred on", default=""),
          _words("the reasons", default="Decided on what was known that day.")),
         by=Player.SUPERVISOR, aliases=("gateway",)),
)  # fmt: skip

_OWNING = (
    Verb("offer", "A supervisor offers the case to an officer.",
         (Key("to", Kind.STAFF, "to whom; the unit's officer by default"), _words("a note"), _CASE),
         by=Player.SUPERVISOR, aliases=("allocate",)),
    Verb("hand-over", "The owner offers the case to a colleague; it stays with the owner until that one accepts.",
         (Key("to", Kind.STAFF, "to whom; the unit's other officer by default"), _words("a note"), _CASE),
         aliases=("handover",)),
    Verb("accept", "Whoever the case is offered to accepts it and owns it.",
         (Key("no_conflict", Kind.FLAG, "no conflict of interest was declared", default=True), _CASE),
         aliases=("accepted",)),
    Verb("refuse", "Whoever the case is offered to refuses it, with a reason.",
         (_words("why", default="No room for another case."), _CASE), aliases=("refused",)),
    Verb("withdraw", "An offer is taken back.", (_CASE,), by=Player.SUPERVISOR),
    Verb("absence", "An officer is away; what they own stays theirs, and a colleague may cover.",
         (Key("who", Kind.STAFF, "who is away; the unit's officer by default", aliases=("officer",)),
          _choice("kind", "why", {"leave": "LEAVE", "sickness": "SICKNESS", "course": "COURSE"}, default="LEAVE"),
          Key("from", Kind.DAY, "from when; the day of the event by default"),
          Key("until", Kind.DAY, "until when, where that is known"),
          Key("cover", Kind.STAFF, "who covers and says yes to it")), aliases=("leave", "away")),
    Verb("return", "An officer is back.",
         (Key("who", Kind.STAFF, "who; the unit's officer by default", aliases=("officer",)),), aliases=("back",)),
)  # fmt: skip

_WORK = (
    Verb("contact", "A contact with the person, a family or a partner, in the contact log.",
         (Key("agency", Kind.WORDS, "who made it", default="police"),
          Key("with", Kind.WORDS, "with whom", default="the person"),
          _choice("channel", "how", CHANNELS, default="PHONE"),
          _choice("outcome", "what came of it", SPOKEN, default="SPOKEN_TO"),
          _RISK, _DOING, _OCCURRED, _words("what was said", default="Spoken to, as the timeline tells it."), _CASE),
         aliases=("contacted", "call")),
    Verb("visit", "A visit to somebody's home, with what was seen there.",
         (Key("minutes", Kind.NUMBER, "how long it lasted", default=30),
          Key("short_because", Kind.WORDS, "why it was short, where it was", default=""),
          Key("observations", Kind.WORDS, "what was seen of the home", default=_TELLS),
          Key("items", Kind.WORDS, "which things were seen", default=_TELLS),
          Key("demeanour", Kind.WORDS, "how the person was", default=_TELLS),
          Key("exact_words", Kind.WORDS, "what was said, word for word", default=_TELLS),
          Key("present", Kind.WORDS, "who was there", default=_TELLS),
          _choice("children", "whether the children of the household were seen",
                  {"seen": "SEEN", "not-seen": "NOT_SEEN", "none": "NONE"}, default="NONE"),
          Key("crew", Kind.WORDS, "who went", default="two officers"),
          Key("with", Kind.WORDS, "with whom", default="the person"),
          _choice("outcome", "what came of it", SPOKEN, default="SPOKEN_TO"),
          _RISK, _DOING, _OCCURRED, _words("what was said", default="Visited, as the timeline tells it."), _CASE)),
    Verb("note", "A note in the chronology.",
         (Key("opinion", Kind.FLAG, "it is an opinion and no fact", default=False), _OCCURRED,
          _words("what it says", default="A note, as the timeline tells it."), _CASE)),
    Verb("event", "Something happened that is entered in the chronology.",
         (_choice("kind", "of which kind", LIFE, default="EVENT"), _OCCURRED,
          _words("what happened", default="An event, as the timeline tells it."), _FROM, _CASE), aliases=("incident",)),
    Verb("release", "The person is released from custody.",
         (_OCCURRED, _words("what is told of it", default="Released."), _FROM, _CASE)),
    Verb("intelligence", "Intelligence is entered with its 3x5x2 grade.",
         (Key("grade", Kind.WORDS, "source, assessment and handling, such as 2DP", default=""), _OCCURRED,
          Key("from", Kind.WORDS, "which system or source", default="local intelligence"),
          _words("what it says", default="Intelligence, as the timeline tells it."), _CASE)),
    Verb("finding", "What a gate asks about is recorded as so or not so, with the reason.",
         (Key("fact", Kind.FACT, "which fact", is_required=True),
               Key("is_so", Kind.FLAG, "whether it is so", default=True),
          _words("on what it rests", default=_TELLS), _CASE), aliases=("fact",)),
    Verb("set-aside", "A gate is set aside with a reason; some need two people, one event each.",
         (Key("gate", Kind.GATE, "which gate", is_required=True), _words("why", default=""), _CASE),
               aliases=("override",)),
    Verb("happening", "Something that the definitions know can happen; its name may stand as the verb itself.",
         (Key("name", Kind.HAPPENING, "which, such as panel-held", is_required=True), *_TOLD)),
    Verb("assess", "The assessment is signed, for the first time or again.", _TOLD,
          aliases=("assessment", "score", "re-score")),
    Verb("panel", "The panel or conference discusses the case.",
         (Key("adopted", Kind.FLAG, "whether it adopted the case, where it said"), *_TOLD), aliases=("conference",)),
    Verb("consent", "Consent is given or refused.",
         (Key("given", Kind.FLAG, "whether it was given", default=True),
          Key("own_view", Kind.FLAG, "whether the child's own view was recorded"), *_TOLD)),
    Verb("plan", "The plan is written.", _TOLD),
    Verb("task", "An intervention provider is tasked, in writing.",
         (Key("provider", Kind.WORDS, "the person tasked", default="an intervention provider"),
          Key("organisation", Kind.WORDS, "of which organisation", default="a provider of interventions"),
          Key("written", Kind.FLAG, "whether it was written down", default=True),
          Key("objective", Kind.WORDS, "what is to be reached", default=_TELLS),
          Key("risk", Kind.LABEL, "the label of the risk that it serves; the oldest that stands open by default"),
          Key("sessions", Kind.NUMBER, "how many sessions are planned", default=6),
          Key("starts", Kind.DAY, "from when; the day of the event by default"),
          Key("ends", Kind.DAY, "until when; a year later by default"),
          _words("what is asked of the provider", default=_TELLS), _CASE), aliases=("tasking",)),
    Verb("session", "A session with an intervention provider, held or not.",
         (Key("held", Kind.FLAG, "whether it was held", default=True),
          Key("minutes", Kind.NUMBER, "how long it lasted", default=60),
          Key("attendees", Kind.WORDS, "who was there", default="the person and the provider"),
          _choice("channel", "how", CHANNELS, default="IN_PERSON"),
          Key("concern", Kind.WORDS, "what gave concern; it becomes an action", default=""),
          Key("accountable", Kind.WORDS, "which organisation answers for that", default="police"), *_TOLD)),
    Verb("session-report", "The provider reports on the last session that was not reported on.",
         (_words("the report", default=_TELLS), _CASE), aliases=("report",)),
    Verb("end-task", "The tasking of a provider ends.",
         (Key("successor", Kind.WORDS, "who goes on", default=""),
          Key("no_successor", Kind.WORDS, "why nobody goes on", default=""),
          Key("unheld", Kind.WORDS, "why sessions that were planned were not held", default=""),
          _words("why it ends", default=_TELLS), _CASE), aliases=("end-tasking",)),
    Verb("gap", "A question that nobody can answer yet is written down.",
         (_words("the question", default="What is not known yet?"), _DUE, _CASE), aliases=("question",)),
    Verb("action", "Something to be done is written down, with the one organisation that answers for it.",
         (_words("what is to be done", default="What was agreed."),
          Key("accountable", Kind.WORDS, "which organisation answers for it", default="", aliases=("organisation",)),
          _DUE, _CASE)),
    Verb("risk", "A risk is written down on one axis.",
         (_words("what could happen", default="Harm to somebody named."),
          _choice("axis", "where it lies", AXES, default="VIOLENCE"),
          _choice("level", "how grave", LEVELS, default="NOT_KNOWN"),
          Key("volatile", Kind.FLAG, "whether it can change at any moment", default=False), _CASE)),
    Verb("settle", "A question, an action or a risk ends: resolved, accepted as it is, or handed over by name.",
         (Key("which", Kind.LABEL, "its label; the oldest that stands open by default",
               aliases=("gap", "action", "risk")),
          _choice("how", "how it ended", SETTLED, default="RESOLVED"),
          _words("what came of it", default="Done, as the timeline tells it."), _CASE), aliases=("settled",)),
    Verb("advance", "The question of the stage is decided and the case goes on to another stage.",
         (Key("to", Kind.STAGE, "the stage; the only one that comes next by default", aliases=("stage",)),
          _words("the reasons", default="Decided on what was known that day."),
          Key("finds", Kind.LIST, "facts that are found to be so first", default=()), _CASE),
         aliases=("move",)),
)  # fmt: skip

_ENDING = (
    Verb("propose-close", "The owner proposes to close the case with an outcome.",
         (Key("outcome", Kind.OUTCOME, "how it ends; the first that the stage allows by default"),
          _words("the reasons", default="The risk has gone, on what was known that day."),
          _choice("look_back", "whether every entry of the last 90 days was acknowledged",
                  {"all": "all", "none": "none"}, default="all"), _CASE),
         aliases=("propose-closing",)),
    Verb("approve-close", "A second person approves the closing.", (_words("why",
          default="Read all of it, and I agree."), _CASE),
         by=Player.SUPERVISOR, aliases=("approve-closing", "approve")),
    Verb("decline-close", "A second person declines the closing, saying what is missing.",
         (_words("what is missing", default="Something is missing."), _CASE), by=Player.SUPERVISOR,
         aliases=("decline-closing", "decline")),
    Verb("close", "The case is closed: proposed by its owner and approved by a second person at once.",
         (Key("outcome", Kind.OUTCOME, "how it ends; the first that the stage allows by default"),
          _words("the reasons", default="The risk has gone, on what was known that day."),
          _choice("look_back", "whether every entry of the last 90 days was acknowledged",
                  {"all": "all", "none": "none"}, default="all"),
          Key("approved_by", Kind.WORDS, "who approved it; “nobody” where one officer closed it alone",
                default=""), _CASE),
         aliases=("closed",)),
    Verb("reopen", "A supervisor reopens a closed case where it stood, and offers it to an officer.",
         (Key("officer", Kind.STAFF, "to whom it is offered; the unit's officer by default", aliases=("to",)),
          _words("the reasons", default=_TELLS), _CASE), by=Player.SUPERVISOR, aliases=("reopened",)),
    Verb("wait", "Nothing happens: shows what falls due.",
         (Key("until", Kind.MOMENT, "until when; the instant of the event itself by default"),)),
)  # fmt: skip

VERBS: tuple[Verb, ...] = (*_INTAKE, *_OWNING, *_WORK, *_ENDING)


def verb(name: str) -> Verb | None:
    """The verb that goes by this name."""
    return next((one for one in VERBS if name == one.name or name in one.aliases), None)


def spoken(word: str) -> str:
    """A name as it is compared: small letters, hyphens between words."""
    return "-".join(word.strip().lower().replace("_", " ").replace("-", " ").split())
