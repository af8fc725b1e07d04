"""The entries an officer can make, and what can be added to one."""

import re
from datetime import time
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from caseward.chronology.vocabulary import (
    GRADE,
    NAMED_SOURCES,
    Channel,
    ContactOutcome,
    Entered,
    Kind,
    Nature,
    Risk,
    Source,
)
from caseward.chronology.vocabulary import (
    Contact as ContactSaid,
)
from caseward.foundation.commands.context import LONDON
from caseward.kernel.dates import PartialDate
from caseward.ui import forms


CLOCK = re.compile(r"([01]?\d|2[0-3])[:.]([0-5]\d)")

NATURES = [
    forms.Option(Nature.FACT.value, _("Fact"), hint=_("It happened, or was said, or was seen")),
    forms.Option(Nature.OPINION.value, _("Opinion"), hint=_("Somebody thinks so")),
]
PEOPLE = [Source.SUBJECT, Source.FAMILY, Source.REFERRER, Source.PARTNER, Source.OTHER]


def _nature() -> forms.Choice:
    return forms.Choice(
        _("Is it fact or opinion?"),
        NATURES,
        inline=True,
        required_message=_("Say whether it is fact or opinion."),
    )


class Note(forms.Form):
    """What an officer notes; it only grows."""

    text = forms.LongText(
        _("Note"),
        hint=_("It cannot be changed, only added to."),
        required_message=_("Say what is to be noted."),
    )
    nature = _nature()

    def arguments(self) -> dict[str, Any]:
        """The note as it is to be entered."""
        said = self.cleaned_data
        return {"entered": Entered(kind=Kind.NOTE, text=said["text"], nature=Nature(said["nature"]))}


class Contact(forms.Form):
    """A contact with somebody: never without its risk, or that the risk is not known."""

    occurred = forms.Moment(_("When was it?"), not_after_today=True)
    source = forms.Choice(
        _("With whom?"), [(each.value, each.label) for each in PEOPLE], required_message=_("Say with whom.")
    )
    source_name = forms.Text(
        _("Who exactly?"), hint=_("Name and role, or how they are related"), width="full"
    )
    agency = forms.Text(
        _("For which agency?"), hint=_("Such as school, housing, health; or family"), width="full"
    )
    channel = forms.Choice(_("How?"), Channel.choices, inline=True, required_message=_("Say how."))
    outcome = forms.Choice(
        _("What came of it?"), ContactOutcome.choices, required_message=_("Say what came of it.")
    )
    text = forms.LongText(
        _("What was said?"),
        hint=_("In their own words where the words matter."),
        required_message=_("Say what was said, or that nothing was."),
    )
    nature = _nature()
    risk = forms.Choice(
        _("How much risk did it show?"),
        Risk.choices,
        inline=True,
        hint=_("“Not known” is an answer; leaving it out is none."),
        required_message=_("Say how much risk it showed, or that it is not known."),
    )

    def arguments(self) -> dict[str, Any]:
        """The contact as it is to be entered."""
        said = self.cleaned_data
        at = said["occurred"].astimezone(LONDON)
        contact = ContactSaid(
            agency=said["agency"],
            channel=Channel(said["channel"]),
            outcome=ContactOutcome(said["outcome"]),
            risk=Risk(said["risk"]),
        )
        entered = Entered(
            kind=Kind.CONTACT,
            text=said["text"],
            nature=Nature(said["nature"]),
            occurred=PartialDate.of(at.date()),
            occurred_time=at.time(),
            source=Source(said["source"]),
            source_name=said["source_name"],
            contact=contact,
        )
        return {"entered": entered}


class Event(forms.Form):
    """Something that happened, with its date as far as it is known and where it comes from."""

    occurred = forms.PartialDay(
        _("When was it?"),
        hint=_("A year, a month and year, or a day. Leave it empty if it is not known."),
        required=False,
        not_after_today=True,
    )
    at = forms.Text(_("At what time?"), hint=_("Only with a day, such as 14:30"), width="5", required=False)
    text = forms.LongText(_("What happened?"), required_message=_("Say what happened."))
    nature = _nature()
    source = forms.Choice(
        _("Who or what says so?"), Source.choices, required_message=_("Say who or what says so.")
    )
    source_name = forms.Text(
        _("Which one exactly?"), hint=_("A name, a role, or a reference"), width="full", required=False
    )
    grade = forms.Text(
        _("Grade"),
        hint=_("Of an intelligence report (3x5x2), such as 2DP"),
        width="5",
        required=False,
    )

    def clean_at(self) -> time | None:
        """A time of the clock."""
        typed = self.cleaned_data["at"]
        found = CLOCK.fullmatch(typed)
        if typed and not found:
            raise ValidationError(gettext("Give the time as hours and minutes, such as 14:30."))
        return time(int(found[1]), int(found[2])) if found else None

    def clean_grade(self) -> str:
        """A grade in capitals without gaps."""
        grade = re.sub(r"[\s/]", "", self.cleaned_data["grade"]).upper()
        if grade and not GRADE.fullmatch(grade):
            raise ValidationError(
                gettext("Give source 1 to 3, assessment A to E and handling P or C, such as 2DP.")
            )
        return grade

    def clean(self) -> dict[str, Any]:
        """A time goes with a day, and a source that stands for many is named."""
        said = self.cleaned_data
        occurred = said.get("occurred")
        if said.get("at") and not (occurred and occurred.day):
            self.add_error(
                "at", gettext("A time goes with a whole date. Give the day as well, or leave the time out.")
            )
        if said.get("source") in NAMED_SOURCES and not said.get("source_name"):
            self.add_error("source_name", gettext("Say which one, so that others can find it."))
        return said

    def arguments(self) -> dict[str, Any]:
        """The event as it is to be entered."""
        said = self.cleaned_data
        entered = Entered(
            kind=Kind.INTELLIGENCE if said["grade"] else Kind.EVENT,
            text=said["text"],
            nature=Nature(said["nature"]),
            occurred=said["occurred"],
            occurred_time=said["at"],
            source=Source(said["source"]),
            source_name=said["source_name"],
            grade=said["grade"],
        )
        return {"entered": entered}


class Account(Event):
    """What another source says of an event that is entered already."""


class Addendum(forms.Form):
    """What is added to an entry."""

    text = forms.LongText(
        _("What is to be added?"),
        hint=_("The entry stays as it is; this stands beneath it with your name and the time."),
        required_message=_("Say what is to be added."),
    )


class Correction(forms.Form):
    """What is put right in an entry."""

    text = forms.LongText(
        _("What is right?"),
        hint=_("What was entered stays to be read beside it."),
        required_message=_("Say what is right."),
    )
    occurred = forms.PartialDay(
        _("When it really was"), hint=_("Only if the date was wrong"), required=False, not_after_today=True
    )
