"""The six panels of a decision as they are drawn."""

from dataclasses import dataclass

from caseward.decisions.vocabulary import Element
from caseward.ui.forms.bound import Bound


@dataclass(frozen=True, slots=True)
class OptionCard:
    """The two questions about one option."""

    number: int
    text: Bound
    because: Bound

    @property
    def is_spare(self) -> bool:
        """Whether it need not be filled in, and can wait folded away."""
        return not self.text.field.required

    @property
    def is_used(self) -> bool:
        """Whether something is written on it, or has to be corrected."""
        return bool(self.text.value() or self.because.value() or self.text.errors or self.because.errors)


@dataclass(frozen=True, slots=True)
class Panel:
    """One element of the model with its questions, its options, and the entries it rests on."""

    number: int
    element: Element
    questions: tuple[Bound, ...]
    cards: tuple[OptionCard, ...] = ()
    rests_on: Bound | None = None

    @property
    def folds(self) -> bool:
        """Whether it can be folded away; the last stays open, because it holds the decision itself."""
        return self.element is not Element.REVIEW
