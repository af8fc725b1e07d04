"""Working on a case and searching: what officers answer."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from caseward.cases.vocabulary import ADOPT, Axis, Level, SearchFor, Settled
from caseward.decisions.forms import NationalDecisionModel
from caseward.ui import forms


if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise as Words


class Gateway(NationalDecisionModel):
    """The gateway decision, and who is to own the case if the referral is adopted."""

    decides = "gateway"
    decides_words = _("What should happen to this referral?")
    versioned = True

    def __init__(self, *given: Any, officers: Iterable[tuple[str, str]] = (), **rest: Any) -> None:  # noqa: ANN401
        super().__init__(*given, **rest)
        self.fields["offer_to"] = forms.Pick(
            _("To whom do you offer the case?"),
            [("", _("Choose an officer")), *officers],
            hint=_("Until the officer accepts, the case is yours."),
            required_message=_("Choose the officer to whom you offer it; until then it is yours."),
        )
        self.fields["receiver"] = forms.Text(
            _("Which service, and who there has taken it?"),
            width="full",
            required_message=_("Say which service, and who there has taken it."),
        )

    @property
    def is_adopted(self) -> bool:
        """Whether a case is opened."""
        return bool(self.cleaned_data["outcome"] == ADOPT)

    def arguments(self) -> dict[str, Any]:
        """The decision with what it needs beside it."""
        said = self.cleaned_data
        offer_to = UUID(said["offer_to"]) if said["offer_to"] else None
        return {"decided": self.decided(), "offer_to_id": offer_to, "receiver": said["receiver"] or ""}


class Move(NationalDecisionModel):
    """The decision of a stage; what is decided is the stage that comes next."""

    decides = ""
    decides_words = ""
    versioned = True

    def __init__(self, *given: Any, stage: str = "", question: str = "", **rest: Any) -> None:  # noqa: ANN401
        super().__init__(*given, **rest)
        self.decides, self.decides_words = stage, question  # type: ignore[misc]  # each stage asks its own

    def arguments(self) -> dict[str, Any]:
        """The decision, and where it leads."""
        return {"decided": self.decided(), "to_stage": self.cleaned_data["outcome"]}


class Close(NationalDecisionModel):
    """The decision to close, with each entry of the look-back acknowledged."""

    decides = "closing"
    decides_words = _("How does this case end, and why?")
    versioned = True

    def __init__(self, *given: Any, recent: Iterable[tuple[str, str]] = (), **rest: Any) -> None:  # noqa: ANN401
        super().__init__(*given, **rest)
        entries = list(recent)
        self.fields["looked_back_at"] = forms.Many(
            _("The last 90 days: acknowledge each entry"),
            entries,
            hint=_("Missing episodes, health and housing above all."),
            required=bool(entries),
            required_message=_("Look at each entry of the last 90 days, and acknowledge it."),
        )
        self.order_fields(["looked_back_at"])

    def clean_looked_back_at(self) -> list[str]:
        """All of them, not some."""
        acknowledged: list[str] = self.cleaned_data["looked_back_at"]
        missed = len(self.question("looked_back_at").shown_options) - len(set(acknowledged))
        if missed:
            raise ValidationError(
                ngettext(
                    "%(count)s entry of the last 90 days is not acknowledged yet.",
                    "%(count)s entries of the last 90 days are not acknowledged yet.",
                    missed,
                )
                % {"count": missed}
            )
        return acknowledged

    def arguments(self) -> dict[str, Any]:
        """The decision with what was looked at."""
        return {
            "decided": self.decided(),
            "looked_back_at": [UUID(one) for one in self.cleaned_data["looked_back_at"]],
        }


class Reopen(NationalDecisionModel):
    """The decision to reopen a case, and who is to own it."""

    decides = "reopening"
    decides_words = _("Why is this case reopened, and at which stage?")
    versioned = True

    def __init__(self, *given: Any, officers: Iterable[tuple[str, str]] = (), **rest: Any) -> None:  # noqa: ANN401
        super().__init__(*given, **rest)
        self.fields["offer_to"] = forms.Pick(
            _("To whom do you offer the case?"),
            [("", _("Choose an officer")), *officers],
            hint=_("Until the officer accepts, the case is yours."),
            required_message=_("Choose the officer who is to own it."),
        )

    def arguments(self) -> dict[str, Any]:
        """The decision, and to whom the case is offered."""
        return {"decided": self.decided(), "offer_to_id": UUID(self.cleaned_data["offer_to"])}


class Gap(forms.Form):
    """A question nobody can answer yet."""

    text = forms.LongText(_("What do we not know?"), rows=3, required_message=_("Say what is not known."))
    due_on = forms.Day(_("By when should it be answered?"), required=False, not_before_today=True)


class Action(forms.Form):
    """Something to be done."""

    text = forms.LongText(_("What has to be done?"), rows=3, required_message=_("Say what has to be done."))
    accountable = forms.Text(
        _("Which one organisation answers for it?"),
        width="full",
        required_message=_("Name the organisation that answers for it."),
    )
    due_on = forms.Day(_("By when?"), required=False, not_before_today=True)


class Risk(forms.Form):
    """A risk on one axis."""

    text = forms.LongText(
        _("What is the risk, to whom?"), rows=3, required_message=_("Say what the risk is.")
    )
    axis = forms.Choice(_("Where does it lie?"), Axis.choices, required_message=_("Say where it lies."))
    level = forms.Choice(
        _("How grave is it?"),
        Level.choices,
        inline=True,
        hint=_("Not known is an answer; it is never low."),
        required_message=_("Say how grave it is, or that it is not known."),
    )
    is_volatile = forms.Choice(
        _("Can it change at any moment?"),
        [("yes", _("Yes, it is volatile")), ("no", _("No"))],
        inline=True,
        required_message=_("Say whether it can change at any moment."),
    )

    def arguments(self) -> dict[str, Any]:
        """The risk with a yes or no for its volatility."""
        return {**self.cleaned_data, "is_volatile": self.cleaned_data["is_volatile"] == "yes"}


class Settle(forms.Form):
    """How a gap, an action or a risk ends."""

    versioned = True
    how = forms.Choice(_("How does it end?"), Settled.choices, required_message=_("Say how it ends."))
    words = forms.LongText(
        _("In words"),
        hint=_(
            "What came of it; or why it can stay as it is; or the person and organisation who took it over."
        ),
        rows=3,
        required_message=_("Say it in words."),
    )


class Finding(forms.Form):
    """What an officer finds on something a gate asks about."""

    is_so = forms.Choice(
        _("Is it so?"),
        [("yes", _("Yes")), ("no", _("No"))],
        inline=True,
        required_message=_("Say yes or no."),
    )
    because = forms.LongText(
        _("On what does it rest?"),
        hint=_("The document, the meeting or the person, with its date."),
        rows=3,
        required_message=_("Say on what it rests."),
    )

    def arguments(self) -> dict[str, Any]:
        """A yes or no with its reason."""
        return {"is_so": self.cleaned_data["is_so"] == "yes", "because": self.cleaned_data["because"]}


class SetAside(forms.Form):
    """Why a gate does not matter here."""

    because = forms.LongText(
        _("Why does it not matter here?"), rows=3, required_message=_("Say why it does not matter here.")
    )


class Answer(forms.Form):
    """A second person's yes or no to a closing."""

    versioned = True
    approves = forms.Choice(
        _("Should this case close?"),
        [("yes", _("Yes: I approve")), ("no", _("No: it goes on"))],
        required_message=_("Say whether it should close."),
    )
    words = forms.LongText(
        _("Why?"), hint=_("What convinced you, or what is missing."), rows=3, required_message=_("Say why.")
    )

    def arguments(self) -> dict[str, Any]:
        """The reason; yes or no chooses the command."""
        return {"words": self.cleaned_data["words"]}


class Attach(forms.Form):
    """A file of the case."""

    upload = forms.Upload(_("File"), hint=_("PDF, Word, OpenDocument, picture or text"))


class Find(forms.Form):
    """What is known of whom or what is looked for."""

    keeps_draft = False
    changes = False
    words = forms.Text(
        _("Name, alias, date of birth or age, postcode, telephone, e-mail or reference"),
        hint=_(
            "For example: Jude Marlowe aka Nightjar, 2 May 1988. Neither order nor spelling has to be right."
        ),
        width="full",
        required_message=_("Type what you know."),
    )


class FindBecause(Find):
    """The first words of an hour, with what they are for."""

    changes = True

    def __init__(
        self,
        *given: Any,  # noqa: ANN401
        cases: Sequence[tuple[str, str]] = (),
        tasks: Sequence[tuple[str, str]] = (),
        reasons: Sequence[tuple[str, str]] = (),
        **rest: Any,  # noqa: ANN401
    ) -> None:
        super().__init__(*given, **rest)
        self.fields["why"] = forms.Choice(
            _("What is this search for?"),
            _ways(has_cases=bool(cases), has_tasks=bool(tasks)),
            hint=_(
                "Asked once; it counts for an hour and stands beside each record that you open from what is found."
            ),
            required_message=_("Say what you search for."),
        )
        if cases:
            self.fields["case"] = _pick(_("Which case?"), cases, wants=_("Choose one of your cases."))
        if tasks:
            self.fields["task"] = _pick(_("Which task?"), tasks, wants=_("Choose one of your tasks."))
        self.fields["reason"] = _pick(_("Which reason?"), reasons, wants=_("Choose the reason."))
        self.fields["because"] = forms.Text(
            _("Say it in a sentence"), width="full", required_message=_("Say the reason in a sentence.")
        )

    def arguments(self) -> dict[str, Any]:
        """What the search is for; the words of the search are another command's."""
        said = self.cleaned_data
        chosen = said.get("case") or said.get("task")
        return {
            "why": SearchFor(said["why"]),
            "about_id": UUID(chosen) if chosen else None,
            "reason": said["reason"] or "",
            "words": said["because"] or "",
        }


def _ways(*, has_cases: bool, has_tasks: bool) -> list[forms.Option]:
    """A case, a task or a reason, as far as he has any."""
    ways = {
        SearchFor.CASE: ("case",) * has_cases,
        SearchFor.TASK: ("task",) * has_tasks,
        SearchFor.REASON: ("reason", "because"),
    }
    return [forms.Option(why.value, why.label, reveals=asks) for why, asks in ways.items() if asks]


def _pick(label: "Words", choices: Sequence[tuple[str, str]], *, wants: "Words") -> forms.Pick:
    return forms.Pick(label, [("", _("Choose")), *choices], required_message=wants)
