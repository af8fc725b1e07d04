"""The forms of decisions: the National Decision Model with its signing page, a second opinion, an addendum."""

from caseward.decisions.forms.adding import Addendum, Dissent, Review, SecondOpinion
from caseward.decisions.forms.model import NationalDecisionModel
from caseward.decisions.forms.panels import OptionCard, Panel


__all__ = ["Addendum", "Dissent", "NationalDecisionModel", "OptionCard", "Panel", "Review", "SecondOpinion"]
