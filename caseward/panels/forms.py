"""What is asked of a sitting, of an item from its question to its end, and of minutes."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from caseward.chronology.vocabulary import Channel
from caseward.panels.vocabulary import Answered, Arranged, Asked, Attended, Became, Closed, Presence
from caseward.ui import forms


YES_OR_NO = [("yes", _("Yes")), ("no", _("No"))]
DECIDED = ("decision", "rationale", "dissent")
ANSWERS = "answers_stage"


class Arrange(forms.Form):
    """A sitting of a unit."""

    held_at = forms.Moment(_("When is it?"))
    channel = forms.Choice(_("How do they meet?"), Channel.choices, inline=True)
    place = forms.Text(_("Where?"), width="full", required=False)
    chair = forms.Text(_("Who chairs it?"), width="full", required_message=_("Name who chairs it."))
    agency = forms.Text(
        _("From which agency?"), width="full", required_message=_("Say where the chair comes from.")
    )

    def __init__(self, *given: Any, held_by: Sequence[tuple[str, str]], **rest: Any) -> None:  # noqa: ANN401
        super().__init__(*given, **rest)
        self.fields["which"] = forms.Choice(
            _("What is held?"), held_by, required_message=_("Choose what is held.")
        )
        self.order_fields(["which"])

    def arguments(self) -> dict[str, Any]:
        """By which unit, and the sitting."""
        said = self.cleaned_data
        unit_id, _of, sort = said["which"].partition(":")
        names = ("held_at", "channel", "place", "chair", "agency")
        return {
            "unit_id": UUID(unit_id),
            "arranged": Arranged(sort=sort, **{name: said[name] for name in names}),
        }


class Member(forms.Form):
    """Whether a member came."""

    name = forms.Text(_("Who?"), width="full", required_message=_("Name the member."))
    agency = forms.Text(
        _("From which agency?"), width="full", required_message=_("Say where they come from.")
    )
    presence = forms.Choice(
        _("Did they come?"), Presence.choices, required_message=_("Say whether they came.")
    )

    def __init__(self, *given: Any, roles: Sequence[tuple[str, str]], **rest: Any) -> None:  # noqa: ANN401
        super().__init__(*given, **rest)
        self.fields["role"] = forms.Pick(
            _("As what?"), [("", _("Choose")), *roles], required_message=_("Choose as what they sit there.")
        )
        self.order_fields(["role"])

    def arguments(self) -> dict[str, Any]:
        """The member as the command takes them."""
        return {
            "attended": Attended(**{**self.cleaned_data, "presence": Presence(self.cleaned_data["presence"])})
        }


class PutForward(forms.Form):
    """A case for an agenda: its question, and the referrer (failings F17)."""

    asks = forms.LongText(
        _("What is the sitting asked?"), rows=2, required_message=_("Write what the sitting is asked.")
    )
    is_referrer_invited = forms.Choice(
        _("Is the referrer invited?"),
        YES_OR_NO,
        inline=True,
        required_message=_("Say whether the referrer is invited."),
    )
    invited_because = forms.LongText(
        _("How were they invited, or why not?"),
        rows=2,
        required_message=_("Say how the referrer was invited, or why not."),
    )

    def __init__(self, *given: Any, sittings: Sequence[tuple[str, str]], **rest: Any) -> None:  # noqa: ANN401
        super().__init__(*given, **rest)
        self.fields["sitting"] = forms.Choice(
            _("Which sitting?"), sittings, required_message=_("Choose the sitting.")
        )
        self.order_fields(["sitting"])

    def arguments(self) -> dict[str, Any]:
        """The sitting, and what it is asked."""
        said = self.cleaned_data
        asked = Asked(
            question=said["asks"],
            is_referrer_invited=said["is_referrer_invited"] == "yes",
            invited_because=said["invited_because"],
        )
        return {"sitting_id": UUID(said["sitting"]), "asked": asked}


class Close(forms.Form):
    """What became of an item: none is left blank (failings F25)."""

    became = forms.Choice(
        _("What became of it?"),
        [
            forms.Option(
                Became.DISCUSSED.value, _("It was discussed and decided"), reveals=(*DECIDED, ANSWERS)
            ),
            forms.Option(Became.NOT_DISCUSSED.value, Became.NOT_DISCUSSED.label, reveals=("because",)),
        ],
        required_message=_("Say what became of it."),
    )
    decision = forms.LongText(_("What was decided?"), rows=3, required_message=_("Write what was decided."))
    rationale = forms.LongText(
        _("Why?"),
        hint=_("Whoever reads this later was not there."),
        rows=3,
        required_message=_("Write why."),
    )
    dissent = forms.LongText(_("Who saw it differently, and why?"), required=False, rows=2)
    answers_stage = forms.Choice(
        _("Does it answer the question of the stage where the case stands?"),
        [
            ("no", _("No: the case stays at its stage")),
            ("yes", _("Yes: that decision is signed in the case")),
        ],
        required_message=_("Say whether it answers the question of the stage."),
    )
    because = forms.LongText(
        _("Why was it not discussed?"), rows=2, required_message=_("Say why it was not discussed.")
    )

    def arguments(self) -> dict[str, Any]:
        """The item as it ends."""
        said = self.cleaned_data
        words = {name: said[name] or "" for name in (*DECIDED, "because")}
        became = Became.ANSWERED if said[ANSWERS] == "yes" else Became(said["became"])
        return {"closed": Closed(became=became, **words)}


class Referrer(forms.Form):
    """Whether the referrer was told what came of it (failings F17)."""

    was_told = forms.Choice(
        _("Was the referrer told what came of it?"),
        [forms.Option("yes", _("Yes"), reveals=("on",)), forms.Option("no", _("No"))],
        required_message=_("Say whether the referrer was told."),
    )
    on = forms.Day(_("On which day?"), not_after_today=True, required_message=_("Say on which day."))
    words = forms.LongText(
        _("What did they say to it, or why were they not told?"),
        rows=3,
        required_message=_("Say what came of it, or why they were not told."),
    )

    def arguments(self) -> dict[str, Any]:
        """Told or not, when, and with what outcome."""
        said = self.cleaned_data
        answered = Answered(is_sent=said["was_told"] == "yes", on=said["on"] or None, words=said["words"])
        return {"answered": answered}


class Action(forms.Form):
    """An action that was agreed."""

    text = forms.LongText(_("What is to be done?"), rows=2, required_message=_("Say what is to be done."))
    accountable = forms.Text(
        _("Who answers for it?"),
        hint=_("A name and the one organisation"),
        width="full",
        required_message=_("Name who answers for it."),
    )
    due_on = forms.Day(_("By which day?"), required_message=_("Say by which day."))


class Approve(forms.Form):
    """The chair's agreement to the minutes."""

    words = forms.LongText(
        _("How did the chair agree to them, and when?"),
        rows=2,
        required_message=_("Say how the chair agreed, and when."),
    )


class Add(forms.Form):
    """What is added to approved minutes."""

    text = forms.LongText(
        _("What is to be added?"),
        hint=_(
            "The minutes stay as they were approved; this stands beneath them with your name and the time."
        ),
        required_message=_("Write what is to be added."),
    )
