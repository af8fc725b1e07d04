"""The National Decision Model, the rights a decision engages, and the one reason that is never a reason."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NewType
from uuid import UUID

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from caseward.kernel.decisions import Allowed, Decision, Refused
from caseward.kernel.wording import gettext_noop


DecisionId = NewType("DecisionId", UUID)

# The clock of the day that a decision sets for its review.
REVIEW_RULE = "decision-review"


class Element(TextChoices):
    """The six elements of the National Decision Model, in the order a record shows them (College of Policing APP)."""

    CONDUCT = "CONDUCT", _("Code of Ethics")
    INFORMATION = "INFORMATION", _("Information and intelligence")
    ASSESSMENT = "ASSESSMENT", _("Threat, risk and working strategy")
    POWERS = "POWERS", _("Powers and policy")
    OPTIONS = "OPTIONS", _("Options and contingencies")
    REVIEW = "REVIEW", _("Action and review")


class Right(TextChoices):
    """The Convention rights that work in this field engages (Human Rights Act 1998 Sch 1)."""

    LIFE = "A2", _("Article 2: life")
    NO_TORTURE = "A3", _("Article 3: no inhuman or degrading treatment")
    LIBERTY = "A5", _("Article 5: liberty and security")
    FAIR_HEARING = "A6", _("Article 6: a fair hearing")
    PRIVATE_LIFE = "A8", _("Article 8: private and family life")
    THOUGHT = "A9", _("Article 9: thought, conscience and religion")
    EXPRESSION = "A10", _("Article 10: expression")
    ASSEMBLY = "A11", _("Article 11: assembly and association")
    NO_DISCRIMINATION = "A14", _("Article 14: no discrimination")


class Added(TextChoices):
    """What something is that was added to a signed decision."""

    WORDS = "WORDS", _("Added")
    REVIEW = "REVIEW", _("Looked at again")
    DISSENT = "DISSENT", _("Dissent")


class ReviewFound(TextChoices):
    """What looking at a decision again found."""

    STANDS = "STANDS", _("It stands")
    CHANGED = "CHANGED", _("It is changed by a later decision")


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One thing that could be done, whether it was chosen, and why or why not."""

    text: str
    chosen: bool
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reliance:
    """An entry of the chronology that one element rests on, and the line it was known by at the signature."""

    element: Element
    entry_id: UUID
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """A decision as it is to be signed.

    `question` and `outcome` are codes of a definition, and their words are kept as that definition had them;
    everything else is in the decider's words.
    """

    question: str
    question_words: str
    title: str
    conduct: str
    information: str
    assessment: str
    powers: str
    review: str
    options: tuple[Option, ...]
    outcome: str
    outcome_words: str
    rationale: str
    rights: Mapping[Right, str] = field(default_factory=dict)
    review_on: date | None = None
    relies_on: tuple[Reliance, ...] = ()
    dissent: str = ""


ABSENCE_IS_NO_REASON = Refused(
    code="decision.absence-of-ideology",
    because=gettext_noop("That no ideology was found is not a reason for a decision."),
    remedy=gettext_noop(
        "Say what is known of the risk itself: harm to whom, from what, how likely, what speaks against it,"
        " and what is still not known."
    ),
)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_NEGATIONS = _words(
    "no non not cannot none nothing nor neither without lack lacks lacking absence absent unclear unknown"
)
# Words that say nothing of the risk. A rationale made only of these and of ideology has no reason in it.
_EMPTY_WORDS = _NEGATIONS | _words("""
    a an the any clear clearly obvious apparent discernible particular specific real actual single fixed set
    sign signs indication indications indicator indicators evidence evident identified identifiable known
    found seen shown held present recorded disclosed established determined detected noted is are was were
    be been being has have had having do does did can could may might will would should there here it its
    this that these those he she they his her him their them who which of in on at to for from with by as so
    and or but if than then because since due owing therefore thus hence given reason reasons rationale
    decision concern concerns motivation motivations motivated motive driver drivers driven link links
    linked basis element elements component aspect type category belief beliefs extremist extremism
    terrorist terrorism political religious referral referred case person individual subject boy girl child
    young man woman closed close closes closing closure end ended nfa further action actions taken required
    needed necessary prevent channel appropriate suitable relevant threshold criteria met meet meets remit
    scope outside within only solely simply purely just sole main time stage point present currently current
    yet also very all
""")


def refuse_absence_of_ideology(*, rationale: str, outcome: str) -> Decision:
    """Refuse a decision whose outcome or whole rationale is that no ideology was found.

    A rationale that says so among other things is allowed: it is a fact, and never a reason by itself.
    Source: Prevent learning review (Southport), over-emphasis on absence of ideology (F04).
    """
    if "ideolog" in outcome.lower():
        return ABSENCE_IS_NO_REASON
    plain = rationale.lower().replace("n’t", " not").replace("n't", " not")
    words = re.findall(r"[^\W\d_]+", plain)
    speaks_of_it = any(word.startswith("ideolog") for word in words)
    denies_it = any(word in _NEGATIONS for word in words)
    says_more = any(word not in _EMPTY_WORDS and not word.startswith("ideolog") for word in words)
    if speaks_of_it and denies_it and not says_more:
        return ABSENCE_IS_NO_REASON
    return Allowed("rests on more than the absence of ideology")
