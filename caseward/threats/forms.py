"""What is asked of a threat, its grade and each step; of an incident, and of the decision on a pattern of them."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from caseward.threats.vocabulary import (
    Done,
    Incident,
    Judged,
    Received,
    Taken,
    Threat,
    Weighed,
    owner_ranks,
    published,
)
from caseward.ui import forms


Options = Iterable[tuple[str, str]]


class Record(forms.Form):
    """A threat, as it was received."""

    words = forms.LongText(
        _("What are the exact words?"),
        hint=_(
            "As they were received, every word; what you make of them comes with the grade. It cannot be changed."
        ),
        required_message=_("Write down the exact words, as they were received."),
    )
    received_at = forms.Moment(_("When were they received?"), not_after_today=True)
    received_by = forms.Text(_("By whom?"), width="full", required_message=_("Say who received it."))
    received_how = forms.Choice(_("How?"), Received.choices, required_message=_("Say how."))
    victims = forms.Many(_("Who is meant?"), [], required_message=_("Choose who is meant."))
    makers = forms.Many(_("Who made it, if they are among the people of the case?"), [], required=False)
    maker_description = forms.LongText(
        _("What else is known of the maker?"),
        hint=_("Where nobody is chosen above: “not known” is an answer."),
        rows=2,
        required=False,
    )
    method = forms.Text(_("How is it to be done, if that was said?"), width="full", required=False)
    place = forms.Text(_("Where, if that was said?"), width="full", required=False)
    when = forms.Text(_("When, if that was said?"), width="full", required=False)
    source = forms.LongText(
        _("Where do the words come from?"),
        hint=_(
            "Kept apart: only the owner of the case and whoever reads sources can read it. Write it nowhere else."
        ),
        rows=2,
        required=False,
    )

    def __init__(self, *given: Any, people: Options = (), **rest: Any) -> None:  # noqa: ANN401
        super().__init__(*given, **rest)
        for name in ("victims", "makers"):
            self.fields[name] = forms.Many(
                self.fields[name].label or "",
                list(people),
                required=self.fields[name].required,
                required_message=_("Choose who is meant."),
            )

    def arguments(self) -> dict[str, Any]:
        """The threat as the command takes it."""
        said = self.cleaned_data
        typed = ("words", "received_by", "maker_description", "method", "place", "when", "source")
        threat = Threat(
            received_at=said["received_at"],
            received_how=Received(said["received_how"]),
            victims=tuple(UUID(one) for one in said["victims"]),
            makers=tuple(UUID(one) for one in said["makers"] or ()),
            **{name: said[name] or "" for name in typed},
        )
        return {"threat": threat}


class Graded(forms.Form):
    """How grave a threat is."""

    because = forms.LongText(
        _("Why?"),
        hint=_("What speaks for intent, capability and immediacy, what against, and what is not known."),
        required_message=_("Say why it is graded like this."),
    )

    def __init__(self, *given: Any, grades: Options = (), **rest: Any) -> None:  # noqa: ANN401
        super().__init__(*given, **rest)
        known = published()
        for key, title in known["aspect"].items():
            self.fields[key] = forms.Choice(
                title,
                list(known["judged"].items()),
                inline=True,
                required_message=_("Choose one of the answers."),
            )
        self.fields["grade"] = forms.Choice(
            _("How grave is the threat?"),
            list(grades),
            inline=True,
            required_message=_("Choose the grade."),
        )
        self.order_fields([*known["aspect"], "grade", "because"])

    def arguments(self) -> dict[str, Any]:
        """The grade as the command takes it; nothing is added up."""
        said = self.cleaned_data
        aspects = {key: said[key] for key in published()["aspect"]}
        return {"judged": Judged(aspects=aspects, grade=said["grade"], because=said["because"])}


class Step(forms.Form):
    """What every step says: when, and what came of it."""

    done = Done.ADDED
    at = forms.Moment(_("When?"), not_after_today=True)
    words = forms.LongText(_("What is to be added?"), required_message=_("Say what is to be added."))

    def arguments(self) -> dict[str, Any]:
        """The step as the command takes it."""
        said = self.cleaned_data
        return {
            "taken": Taken(
                done=self.done,
                **{name: said.get(name) or "" for name in ("who", "words", "rank", "edition")},
                at=said["at"],
            )
        }


class OwnerTold(Step):
    """That the decision owner was told."""

    done = Done.OWNER_TOLD
    who = forms.Text(_("Who was told?"), width="full", required_message=_("Name the person."))
    words = forms.LongText(
        _("How, and what did they say?"),
        rows=3,
        required_message=_("Say how they were told, and what they said."),
    )

    def __init__(self, *given: Any, **rest: Any) -> None:  # noqa: ANN401
        super().__init__(*given, **rest)
        self.fields["rank"] = forms.Choice(
            _("Of which rank?"),
            list(owner_ranks().items()),
            required_message=_("Say of which rank: a superintendent or above."),
        )
        self.order_fields(["who", "rank", "at", "words"])


class MakerContacted(Step):
    """What was done about the maker."""

    done = Done.MAKER_CONTACTED
    who = forms.Text(_("By whom?"), width="full", required_message=_("Name who did it."))
    words = forms.LongText(
        _("What was done about the maker, and what came of it?"),
        hint=_("Spoken to, warned, arrested, disrupted: what they said, and what follows."),
        required_message=_("Say what was done, and what came of it."),
    )


class NoAction(Step):
    """Why nothing is done about the maker."""

    done = Done.NO_ACTION
    words = forms.LongText(
        _("Why is there no action on the maker?"),
        required_message=_("Say why there is no action on the maker."),
    )


class Warned(Step):
    """That a warning was delivered."""

    done = Done.WARNED
    edition = forms.Text(
        _("Which approved wording?"),
        hint=_("Its number or its day, so that others can find it."),
        width="full",
        required_message=_("Say which approved wording was used."),
    )
    who = forms.Text(_("By whom?"), width="full", required_message=_("Name who delivered it."))
    words = forms.LongText(
        _("What did the person answer?"),
        hint=_("Whether they signed, refused or asked for something."),
        required_message=_("Say what the person answered."),
    )


class NotWarned(Step):
    """Why there is no warning."""

    done = Done.NOT_WARNED
    words = forms.LongText(_("Why is there no warning?"), required_message=_("Say why there is no warning."))


STEPS: dict[str, type[Step]] = {
    form.done.value: form for form in (OwnerTold, MakerContacted, NoAction, Warned, NotWarned, Step)
}


class Close(forms.Form):
    """Why a threat has ended."""

    versioned = True
    because = forms.LongText(_("Why has it ended?"), required_message=_("Say why the threat has ended."))


class IncidentForm(forms.Form):
    """An incident against one person."""

    happened_at = forms.Moment(_("When was it?"), not_after_today=True)
    words = forms.LongText(
        _("What happened?"),
        hint=_("In the words of whoever told of it. It cannot be changed, only added to."),
        required_message=_("Say what happened."),
    )

    def __init__(self, *given: Any, people: Options = (), **rest: Any) -> None:  # noqa: ANN401
        super().__init__(*given, **rest)
        self.fields["nominal_id"] = forms.Choice(
            _("Against whom?"), list(people), required_message=_("Choose against whom.")
        )
        self.fields["kind"] = forms.Choice(
            _("What was it?"),
            list(published()["incident"].items()),
            required_message=_("Choose what it was."),
        )
        self.order_fields(["nominal_id", "kind", "happened_at", "words"])

    def arguments(self) -> dict[str, Any]:
        """The incident as the command takes it."""
        said = self.cleaned_data
        incident = Incident(kind=said["kind"], happened_at=said["happened_at"], words=said["words"])
        return {"nominal_id": UUID(said["nominal_id"]), "incident": incident}


class Decide(forms.Form):
    """A decision on the threat to life."""

    is_real = forms.Choice(
        _("Is there a real and immediate risk to life?"),
        [("yes", _("Yes")), ("no", _("No"))],
        inline=True,
        required_message=_("Say whether there is a real and immediate risk to life."),
    )
    chosen = forms.LongText(
        _("What is done?"),
        hint=_("Warn, disrupt, arrest, protect, move, or not warn."),
        rows=3,
        required_message=_("Say what is done."),
    )
    rejected = forms.LongText(
        _("Which options were rejected, and why?"),
        rows=3,
        required_message=_("Say which options were rejected."),
    )
    because = forms.LongText(_("Why is this right?"), rows=3, required_message=_("Say why."))

    def arguments(self) -> dict[str, Any]:
        """The decision as the command takes it."""
        said = self.cleaned_data
        words = {name: said[name] for name in ("chosen", "rejected", "because")}
        return {"weighed": Weighed(is_real=said["is_real"] == "yes", **words)}
