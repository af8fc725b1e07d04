"""Two records side by side: the evidence, then what was said of them, then what is asked."""

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from caseward.kernel.identity import FIELD_WORDS, LEVEL_WORDS, RISK_WORDS, Evidence, Match
from caseward.kernel.identity.fields import NOT_KNOWN
from caseward.nominals.queries import Alike, NominalHeading, Two
from caseward.nominals.vocabulary import Ask
from caseward.ui import components as c


QUEUE = "similar"
ASKS = {
    Ask.NOTHING: gettext_noop("Nothing for you to answer"),
    Ask.JUDGE: gettext_noop("Are these records of one person?"),
    Ask.CONFIRM: gettext_noop("Somebody proposed that they are one person. Are they?"),
    Ask.END: gettext_noop("End this link"),
    Ask.CONFIRM_END: gettext_noop("Somebody asked to end this link. Shall it end?"),
    Ask.WITHDRAW: gettext_noop("Withdraw that they are two people"),
}
BUTTONS = {
    Ask.JUDGE: gettext_noop("Record this answer"),
    Ask.CONFIRM: gettext_noop("Record this answer"),
    Ask.END: gettext_noop("End this link"),
    Ask.CONFIRM_END: gettext_noop("Record this answer"),
    Ask.WITHDRAW: gettext_noop("Withdraw it"),
}


def in_the_queue(one: UUID, other: UUID) -> str:
    """The question about a pair, for whoever answers one after another."""
    return f"{reverse('nominals:two', args=[one, other])}?from={QUEUE}"


def shown(found: Two) -> dict[str, Any]:
    """The page of two records."""
    return {
        "one": found.one,
        "other": found.other,
        "match": match_shown(found.match, one=found.one, other=found.other, is_whole=True),
        "cautions": [_(caution) for caution in found.match.cautions],
        "risks": [_(RISK_WORDS[risk]) for risk in found.risks],
        "words": found.words,
        "asks": found.asks,
        "question": _(ASKS[found.asks]),
        "button": _(BUTTONS[found.asks]) if found.asks in BUTTONS else "",
    }


def alike_shown(alike: Alike) -> c.Match:
    """A pair of the queue."""
    return match_shown(alike.match, one=alike.one, other=alike.other)


def match_shown(
    match: Match, *, one: NominalHeading, other: NominalHeading, is_whole: bool = False
) -> c.Match:
    """Two records as one comparison; `is_whole` with what is not known, and the picture of how the weight adds up.

    In the queue each leads to its question, and from its answer to the next.
    """
    return c.Match(
        title=f"{one.name} {one.reference} · {other.name} {other.reference}",
        words=_(str(match.likelihood.value)),
        weight=match.total,
        evidence=tuple(_evidence(each) for each in match.evidence if is_whole or each.level != NOT_KNOWN),
        facts=() if is_whole else tuple(_(caution) for caution in match.cautions),
        url="" if is_whole else in_the_queue(one.id, other.id),
        id=f"match-{one.id}-{other.id}",
        waterfall=c.Waterfall.of(match, base_id=f"adds-up-{other.id}") if is_whole else None,
    )


def _evidence(one: Evidence) -> c.Evidence:
    return c.Evidence(
        field=_(FIELD_WORDS[one.field]),
        ours=one.ours,
        theirs=one.theirs,
        relation=_(LEVEL_WORDS[one.level]),
        weight=one.weight,
    )
