"""The National Decision Model as a form that is shown whole before it is signed."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, ClassVar
from uuid import UUID

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from caseward.decisions.forms.panels import OptionCard, Panel
from caseward.decisions.vocabulary import Decided, Element, Option, Reliance, Right
from caseward.ui import forms, typed


# The buttons under a decision; whatever else is pressed asks for the page that shows it whole.
SIGN, CHANGE = "sign", "change"
BUTTONS = frozenset({SIGN, CHANGE})

FEWEST, MOST = 2, 4  # options

QUESTIONS = {
    Element.CONDUCT: ("conduct", "rights"),
    Element.INFORMATION: ("information",),
    Element.ASSESSMENT: ("assessment",),
    Element.POWERS: ("powers",),
    Element.OPTIONS: ("chosen",),
    Element.REVIEW: ("outcome", "title", "rationale", "review", "review_on", "dissent"),
}


def _line_of(right: Right) -> str:
    return f"right_{right.value}"


def _rests_on(element: Element) -> str:
    return f"rests_on_{element.value.lower()}"


class NationalDecisionModel(forms.Form):
    """A decision on its six elements.

    A view asks `signed()` before it carries the form out; otherwise it shows `decisions/sign.html` when
    `is_to_be_signed`, and its own page with `decisions/_panels.html` when not. A subclass says what it
    `decides` (a code), asks it in `decides_words`, and may ask more. `outcomes` are answers with codes of a
    definition; `entries` are entries of the chronology to rest on, each with the line it is known by.
    """

    decides: ClassVar[str]
    decides_words: ClassVar[Any]

    conduct = forms.LongText(
        _("How does the Code of Ethics bear on this?"),
        hint=_("Whose dignity, fairness or confidence is touched; what you would be glad to explain."),
    )
    rights = forms.Many(
        _("Which rights does it engage?"),
        [forms.Option(right.value, right.label, reveals=(_line_of(right),)) for right in Right],
        required=False,
    )
    information = forms.LongText(
        _("What is known, and what is not?"), hint=_("Keep facts apart from what somebody thinks.")
    )
    assessment = forms.LongText(
        _("What are the threat and the risk, and what is the working strategy?"),
        hint=_("Harm to whom, from what, how likely and how soon; what speaks against it."),
    )
    powers = forms.LongText(
        _("Which powers and policies apply?"), hint=_("Say that none is needed if none is.")
    )
    chosen = forms.Choice(
        _("Which option is chosen?"),
        [(str(number), str(number)) for number in range(1, MOST + 1)],
        inline=True,
        required_message=_("Say which of the options is chosen."),
    )
    title = forms.Text(_("The decision in a line"), width="full")
    rationale = forms.LongText(
        _("Why?"),
        hint=_("Whoever reads this later was not there. That no ideology was found is not a reason."),
    )
    review = forms.LongText(_("What happens now, and how is it looked at again?"), rows=3)
    review_on = forms.Day(_("Looked at again on"), required=False, not_before_today=True)
    dissent = forms.LongText(_("Who saw it differently, and why?"), required=False, rows=3)

    def __init__(
        self,
        *given: Any,  # noqa: ANN401  what the kit's form takes
        outcomes: Iterable[forms.Option | tuple[str, Any]] = (),
        entries: Sequence[tuple[UUID, str]] = (),
        **rest: Any,  # noqa: ANN401
    ) -> None:
        super().__init__(*given, **rest)
        self.entries = {str(entry_id): says for entry_id, says in entries}
        self.fields["outcome"] = forms.Choice(
            _("What is decided?"), outcomes, required_message=_("Choose what is decided.")
        )
        for number in range(1, MOST + 1):
            self._ask_about_option(number, required=number <= FEWEST)
        for right in Right:
            self.fields[_line_of(right)] = forms.Text(_("How it is engaged, in a line"), width="full")
        for element in Element if self.entries else ():
            self.fields[_rests_on(element)] = forms.Many(
                _("Entries this rests on"), list(self.entries.items()), required=False
            )
        self.order_fields(self._in_order())

    def clean(self) -> dict[str, Any]:
        """Each option that is named says why, and the one that is chosen is named."""
        for number in range(FEWEST + 1, MOST + 1):
            text, because = self._said_of(number)
            if text and not because:
                self.add_error(f"option_{number}_because", gettext("Say why it was chosen or rejected."))
            if because and not text:
                self.add_error(f"option_{number}_text", gettext("Say what the option is."))
        chosen = self.cleaned_data.get("chosen")
        if chosen and int(chosen) > FEWEST and not any(self._said_of(int(chosen))):
            self.add_error("chosen", gettext("There are no words for the option you chose."))
        return self.cleaned_data

    def signed(self) -> bool:
        """Whether the officer has seen it whole and signs it."""
        return SIGN in self.data and self.submitted()

    @property
    def is_to_be_signed(self) -> bool:
        """Whether it is whole, so that the page before the signature can be shown."""
        return self.is_bound and CHANGE not in self.data and self.submitted()

    def decided(self) -> Decided:
        """The decision as typed; to be asked only of what was submitted whole."""
        said = self.cleaned_data
        return Decided(
            question=self.decides,
            question_words=str(self.decides_words),
            title=said["title"],
            conduct=said["conduct"],
            information=said["information"],
            assessment=said["assessment"],
            powers=said["powers"],
            review=said["review"],
            options=tuple(self._options_weighed()),
            outcome=said["outcome"],
            outcome_words=self.question("outcome").said_now,
            rationale=said["rationale"],
            rights={right: said[_line_of(right)] for right in Right if right.value in said["rights"]},
            review_on=said["review_on"],
            relies_on=tuple(self._reliances()),
            dissent=said["dissent"],
        )

    def arguments(self) -> dict[str, Any]:
        """One argument, the decision; a subclass adds those of its own questions."""
        return {"decided": self.decided()}

    @property
    def panels(self) -> tuple[Panel, ...]:
        """The six panels, in the order of the model."""
        return tuple(self._panel(number, element) for number, element in enumerate(Element, start=1))

    @property
    def sent(self) -> list[tuple[str, str]]:
        """Every answer as it was sent, to travel with the page on which it is signed."""
        data = typed.query_dict(typed.fields_in(self.data))  # type: ignore[arg-type]  # bound data is a QueryDict
        travels = {typed.KEY, typed.VERSION} | BUTTONS | {question.html_name for question in self.concealed}
        return [(name, value) for name in data if name not in travels for value in data.getlist(name)]

    def _ask_about_option(self, number: int, *, required: bool) -> None:
        self.fields[f"option_{number}_text"] = forms.LongText(
            _("What could be done?"), rows=2, required=required, required_message=_("Say what the option is.")
        )
        self.fields[f"option_{number}_because"] = forms.LongText(
            _("Why is it chosen or rejected?"),
            rows=2,
            required=required,
            required_message=_("Say why it is chosen or rejected."),
        )

    def _panel(self, number: int, element: Element) -> Panel:
        return Panel(
            number=number,
            element=element,
            questions=tuple(self.question(name) for name in QUESTIONS[element]),
            cards=self._cards() if element is Element.OPTIONS else (),
            rests_on=self.question(_rests_on(element)) if self.entries else None,
        )

    def _cards(self) -> tuple[OptionCard, ...]:
        return tuple(
            OptionCard(
                number=number,
                text=self.question(f"option_{number}_text"),
                because=self.question(f"option_{number}_because"),
            )
            for number in range(1, MOST + 1)
        )

    def _in_order(self) -> list[str]:
        """The names of the questions as they stand on the page, so that the errors come in the same order."""
        names: list[str] = []
        for element in Element:
            if element is Element.OPTIONS:
                names += [
                    f"option_{number}_{part}" for number in range(1, MOST + 1) for part in ("text", "because")
                ]
            names += [*QUESTIONS[element], _rests_on(element)]
            names += [_line_of(right) for right in Right] if element is Element.CONDUCT else []
        return names

    def _said_of(self, number: int) -> tuple[str, str]:
        said = self.cleaned_data
        return said.get(f"option_{number}_text", ""), said.get(f"option_{number}_because", "")

    def _options_weighed(self) -> Iterator[Option]:
        for number in range(1, MOST + 1):
            text, because = self._said_of(number)
            if text:
                chosen = self.cleaned_data["chosen"] == str(number)
                yield Option(text=text, chosen=chosen, because=because)

    def _reliances(self) -> Iterator[Reliance]:
        for element in Element if self.entries else ():
            for entry_id in self.cleaned_data[_rests_on(element)]:
                yield Reliance(element=element, entry_id=UUID(entry_id), says=self.entries[entry_id])
