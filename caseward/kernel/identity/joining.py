"""When one person's word is not enough to say that two records are of one person."""

from collections.abc import Mapping
from enum import StrEnum

from caseward.kernel.identifiers import Kind
from caseward.kernel.identity import fields
from caseward.kernel.identity.matching import Match
from caseward.kernel.wording import gettext_noop as _


# Given to one person once in a lifetime; a telephone, an address or a handset passes from hand to hand.
STRONG = frozenset({Kind.PNC, Kind.CRO, Kind.NHS, Kind.NINO})
_STRONG_FIELDS = frozenset(field for field, kind in fields.IDENTIFIER_FIELDS.items() if kind in STRONG)


class Risk(StrEnum):
    """Why two people have to look."""

    NO_STRONG_NUMBER = "no-strong-number"
    DIFFERS = "differs"
    TWO_COMPARTMENTS = "two-compartments"


RISK_WORDS: Mapping[Risk, str] = {
    Risk.NO_STRONG_NUMBER: _(
        "The records share no number that one person alone has (PNC, CRO, NHS, National Insurance): "
        "two people can have the same name and date of birth."
    ),
    Risk.DIFFERS: _("Something that both records say differs."),
    Risk.TWO_COMPARTMENTS: _(
        "The records are kept apart: joining them joins what two groups of people know."
    ),
}


def risks_of_joining(match: Match, *, in_one_compartment: bool) -> tuple[Risk, ...]:
    """Every reason why a link of the two records compared needs a second person; empty where one person suffices.

    Two people of one name and one date of birth were joined again and again, and the wrong address and the wrong
    school were visited; so name and birth, however well they agree, are never enough for one person alone. Nor is
    anything else that is not a number given to one person once, nor what contradicts itself in any field. Whether
    the records are of one person stays a person's decision in every case: no risk does not mean that they are.
    Source: ICO enforcement, West Midlands Police (brief section 7, failing F34); house.md section 4 (two people for
    a risky link, design).
    """
    found = []
    if not any(one.field in _STRONG_FIELDS and one.level == fields.SAME for one in match.evidence):
        found.append(Risk.NO_STRONG_NUMBER)
    if any(one.level == fields.DIFFERENT for one in match.evidence):
        found.append(Risk.DIFFERS)
    if not in_one_compartment:
        found.append(Risk.TWO_COMPARTMENTS)
    return tuple(found)


def looks_alike(match: Match) -> bool:
    """Whether somebody who reads one record should be warned of the other: more than unlikely, or a shared number.

    Source: failing F34 (a "similar person" warning on both records); house.md section 4 (design).
    """
    shares_number = any(
        one.field in fields.IDENTIFIER_FIELDS and one.level == fields.SAME for one in match.evidence
    )
    return shares_number or match.likelihood.rank > 0
