"""The rank that a decision demands: a fact of the officer, never of the case (failings F59)."""

from dataclasses import dataclass

from caseward.kernel.decisions import Allowed, Decision, Refused


@dataclass(frozen=True, slots=True)
class Ranked:
    """What a decision demands by its title, whether whoever asks holds it, and who of that rank could decide there."""

    title: str = ""
    is_reached: bool = True
    others: tuple[str, ...] = ()


NO_RANK = Ranked()


def is_of_rank(ranked: Ranked) -> Decision:
    """Whoever holds the rank or a higher one; the refusal says who could be asked."""
    if ranked.is_reached:
        return Allowed("of the rank that is asked for" if ranked.title else "no rank is asked for")
    title = _with_article(ranked.title)
    return Refused(
        "case.not-of-rank", f"This is decided by {title} or above.", _whom_to_ask(title, ranked.others)
    )


def _whom_to_ask(title: str, others: tuple[str, ...]) -> str:
    if others:
        return f"Ask {' or '.join(others)}."
    return f"Ask {title} who may know the case; let one in by name if nobody of that rank does."


def _with_article(title: str) -> str:
    """A constable, an inspector."""
    said = title[:1].lower() + title[1:]
    return f"an {said}" if said[:1] in "aeiou" else f"a {said}"
