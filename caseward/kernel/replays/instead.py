"""A verb that is not known: what a writer who used the word has to write instead."""

from collections.abc import Iterator, Mapping

from caseward.kernel.replays.faults import nearest
from caseward.kernel.replays.grammar import Known
from caseward.kernel.replays.verbs import VERBS
from caseward.kernel.wording import gettext_noop, listed


_EVENT = "“event”, with kind = “{kind}” and its words"
# What reviews call things, by a word of it: how it is written here.
FIELD: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("arrest", "arrested", "charged", "bail", "bailed", "custody", "convicted", "sentenced"),
                    ("“arrested-or-released” (nominal)", "“event”")),
    **dict.fromkeys(("breach", "breached"), ("“order-changed” (nominal)", "“breach-found” (of personal data)")),
    **dict.fromkeys(("hospital", "health", "admitted", "camhs", "section", "overdose", "crisis"),
                    ("“in-crisis”", _EVENT.format(kind="health"))),
    **dict.fromkeys(("excluded", "exclusion", "expelled", "school"), ("“event”", "“contact”")),
    **dict.fromkeys(("missing", "absconded"), ("“missing-or-moved”", _EVENT.format(kind="missing"))),
    **dict.fromkeys(("moved", "relocated", "homeless", "evicted"),
                    ("“missing-or-moved”", _EVENT.format(kind="housing"))),
    **dict.fromkeys(("died", "death", "dead", "deceased", "suicide", "murder", "murdered", "killed"),
                    ("“event”", "“close”, with outcome = “deceased”")),
    **dict.fromkeys(("attack", "attacked", "attacks", "stabbed", "stabbing", "bomb"),
                    ("“event”, with its words", "“incident”")),
    **dict.fromkeys(("email", "emailed", "letter", "telephone", "phone", "phoned", "rang", "message", "spoke"),
                    ("“contact”, with its channel",)),
    **dict.fromkeys(("mash", "safeguarding", "social"), ("“social-care-told”", "“child-at-risk”")),
    **dict.fromkeys(("meeting", "met", "conference"), ("“panel”", "“agenda”", "“contact”", "“note”")),
    **dict.fromkeys(("adjourned", "item"), ("“agenda”", "“minutes”")),
    **dict.fromkeys(("glass", "urgent", "unauthorised"), ("“emergency”", "“review-emergency”")),
    **dict.fromkeys(("withdrawn", "withdrew", "refuses", "declines"),
                    ("“consent”, with given = false", "“contact”, with outcome = “declined”")),
    **dict.fromkeys(("inactivity", "drift", "delay", "nothing", "silence", "overdue", "escalated", "escalate", "alarm"),
                    ("“wait”, which shows what falls due",)),
    **dict.fromkeys(("follow", "followup", "check"), ("“review”, with what it is a review of", "“contact”")),
    **dict.fromkeys(("risk", "concern", "threat"), ("“risk”", "“threat”", "“intelligence”")),
    "case-management": ("“advance”, with to = “pcm”",),
    **dict.fromkeys(("assault", "assaulted", "threatened"), ("“incident”", "“threat”", "“event”")),
    **dict.fromkeys(("memorandum", "mou"), ("“memorandum-signed”",)),
    **dict.fromkeys(("firearm", "firearms", "shotgun", "licence", "license"), ("“event”", "“certificate-returned”")),
}  # fmt: skip


def not_a_verb(word: str, *, known: Known) -> str:
    """The sentence: what the word is here, what reviews call so, or the verbs that are spelt like it."""
    said = gettext_noop("There is no verb “{word}”.").format(word=word)
    return f"{said} {next(_instead(word, known))}"


def _instead(word: str, known: Known) -> Iterator[str]:
    for names, said in _things(known):
        if found := next((one for one in names if one.replace("_", "-") == word), ""):
            yield said.format(word=found)
    alike = nearest(word, {name for one in VERBS for name in (one.name, *one.aliases)} | known.happenings)
    field = [said for part in (word, *word.split("-")) for said in FIELD.get(part, ())]
    meant = field if field and (word in FIELD or len(alike) != 1) else [f"“{one}”" for one in alike]
    if meant:
        yield gettext_noop("Did you mean {near}?").format(
            near=listed(list(dict.fromkeys(meant)), joined_by="or")
        )
    yield gettext_noop(
        "What no rule asks about is a “note” with its words, or an “event” in somebody's life; "
        "`caseward replay --verbs` lists every verb."
    )


def _things(known: Known) -> Iterator[tuple[frozenset[str], str]]:
    yield known.stages, gettext_noop('It is a stage: write what = "advance" and to = "{word}".')
    yield (
        known.outcomes,
        gettext_noop(
            'It is an outcome: write what = "decide" of a referral, or "close" of a case, and outcome = "{word}".'
        ),
    )
    yield known.facts, gettext_noop('It is a fact: write what = "finding" and fact = "{word}".')
    yield (
        known.gates,
        gettext_noop(
            'It is a gate: expects = ["gate {word}"] says that it stood in the way, and what = "set-aside" with '
            'gate = "{word}" sets it aside where that may be.'
        ),
    )
    yield (
        frozenset(known.rules),
        gettext_noop(
            'It is a clock, and rings by itself: write what = "wait" and expects = ["late {word}"]. What was done in '
            "time or late is an event of its own: what ends each clock stands in docs/reference/replays.md."
        ),
    )
