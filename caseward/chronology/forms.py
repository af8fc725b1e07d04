"""The entries an officer can make, and what can be added to one."""

import re
from collections.abc import Sequence
from datetime import time
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from caseward.chronology.vocabulary import (
    GRADE,
    IN_A_LIFE,
    NAMED_SOURCES,
    Channel,
    ChildrenSeen,
    Entered,
    Initiated,
    Kind,
    Nature,
    Risk,
    Source,
    Visited,
)
from caseward.chronology.vocabulary import (
    Contact as ContactSaid,
)
from caseward.foundation.catalogue import catalogue
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


VISIT = (
    "minutes", "present", "children_seen", "observations", "items_seen", "demeanour", "exact_words", "crew",
    "short_because", "video_reference",
)  # fmt: skip


class Contact(forms.Form):
    """A contact with somebody: never without its risk, or that the risk is not known and what is done about that."""

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
    initiated_by = forms.Choice(
        _("Who made the contact?"), Initiated.choices, inline=True, required_message=_("Say who made it.")
    )
    channel = forms.Choice(_("How?"), Channel.choices, inline=True, required_message=_("Say how."))
    number = forms.Text(
        _("On which number or at which address?"),
        hint=_("It is compared with those that are not safe"),
        width="half",
        required=False,
    )
    was_visit = forms.Choice(
        _("Was it a visit to somebody’s home?"),
        [forms.Option("no", _("No")), forms.Option("yes", _("Yes"), reveals=VISIT)],
        required_message=_("Say whether it was a visit."),
    )
    minutes = forms.Number(
        _("How many minutes did it last?"),
        min_value=1,
        max_value=24 * 60,
        required_message=_("Say how many minutes the visit lasted."),
    )
    present = forms.Text(
        _("Who was there?"), hint=_("Everybody in the home, by name as far as it is known"), width="full"
    )
    children_seen = forms.Choice(
        _("Were the children seen?"),
        ChildrenSeen.choices,
        required_message=_("Say whether the children were seen."),
    )
    observations = forms.LongText(
        _("What did you see of the home?"), rows=3, required_message=_("Say what you saw of the home.")
    )
    items_seen = forms.LongText(
        _("Which things did you notice?"),
        hint=_("A bag, a weapon, papers, devices; or that nothing stood out"),
        rows=3,
        required_message=_("Say which things you noticed, or that nothing stood out."),
    )
    demeanour = forms.LongText(_("How did they seem?"), rows=3, required_message=_("Say how they seemed."))
    exact_words = forms.LongText(
        _("Their own words"),
        hint=_("As they were said; or that nothing was said"),
        rows=3,
        required_message=_("Write down their own words, or that nothing was said."),
    )
    crew = forms.Text(_("Who of us went?"), hint=_("Names and numbers"), width="full")
    short_because = forms.LongText(
        _("If it was short: why, and when do you go again?"), rows=2, required=False
    )
    video_reference = forms.Text(_("Reference of body-worn video"), width="20", required=False)
    outcome = forms.Choice(_("What came of it?"), (), required_message=_("Say what came of it."))
    text = forms.LongText(
        _("What was said?"),
        hint=_("In their own words where the words matter."),
        required_message=_("Say what was said, or that nothing was."),
    )
    nature = _nature()
    risk = forms.Choice(
        _("How much risk did it show?"),
        [
            *(forms.Option(each.value, each.label) for each in (Risk.LOW, Risk.MEDIUM, Risk.HIGH)),
            forms.Option(Risk.UNKNOWN.value, Risk.UNKNOWN.label, reveals=("doing",)),
        ],
        hint=_("“Not known” is an answer; leaving it out is none."),
        required_message=_("Say how much risk it showed, or that it is not known."),
    )
    doing = forms.LongText(
        _("What is being done to find out?"),
        hint=_("By whom, and by when"),
        rows=2,
        required_message=_("Say what is being done to find out."),
    )

    def __init__(self, *given: Any, **rest: Any) -> None:  # noqa: ANN401
        super().__init__(*given, **rest)
        published = catalogue().table("contacts", "contacts")
        self.fields["outcome"] = forms.Choice(
            _("What came of it?"),
            [(code, gettext(words)) for code, words in published["outcome"].items()],
            required_message=_("Say what came of it."),
        )
        self.fields["short_because"].help_text = gettext(
            "A visit of less than %(minutes)s minutes is explained."
        ) % {"minutes": published["short_visit_minutes"]}

    def arguments(self) -> dict[str, Any]:
        """The contact as it is to be entered."""
        said = self.cleaned_data
        at = said["occurred"].astimezone(LONDON)
        entered = Entered(
            kind=Kind.CONTACT,
            text=said["text"],
            nature=Nature(said["nature"]),
            occurred=PartialDate.of(at.date()),
            occurred_time=at.time(),
            source=Source(said["source"]),
            source_name=said["source_name"],
            contact=self._contact(),
        )
        return {"entered": entered}

    def _contact(self) -> ContactSaid:
        said = self.cleaned_data
        return ContactSaid(
            agency=said["agency"],
            number=said["number"],
            channel=Channel(said["channel"]),
            outcome=said["outcome"],
            risk=Risk(said["risk"]),
            initiated_by=Initiated(said["initiated_by"]),
            doing=said["doing"] or "",
            visit=self._visit() if said["was_visit"] == "yes" else None,
        )

    def _visit(self) -> Visited:
        said = {name: self.cleaned_data[name] for name in VISIT}
        return Visited(**{**said, "children_seen": ChildrenSeen(said["children_seen"])})


EVENTS = (Kind.EVENT, *IN_A_LIFE)


class Event(forms.Form):
    """Something that happened, with its date as far as it is known and where it comes from."""

    occurred = forms.PartialDay(
        _("When was it?"),
        hint=_("A year, a month and year, or a day. Leave it empty if it is not known."),
        required=False,
        not_after_today=True,
    )
    at = forms.Text(_("At what time?"), hint=_("Only with a day, such as 14:30"), width="5", required=False)
    kind = forms.Choice(
        _("What kind of event is it?"),
        [(each.value, _("Something else") if each is Kind.EVENT else each.label) for each in EVENTS],
        hint=_(
            "A missing episode, health, housing, a release or a move is found again before the case ends."
        ),
        required_message=_("Say what kind of event it is."),
    )
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
            kind=Kind.INTELLIGENCE if said["grade"] else Kind(said["kind"]),
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


class Join(forms.Form):
    """Another entry that tells of the same event."""

    because = forms.LongText(
        _("Why do you think that they tell of one event?"),
        hint=_("Both entries stay as they are, and stand side by side."),
        rows=3,
        max_length=2000,
        required_message=_("Say what makes you think so."),
    )

    def __init__(self, *given: Any, entries: Sequence[tuple[UUID, str]], **rest: Any) -> None:  # noqa: ANN401
        super().__init__(*given, **rest)
        others = [(str(key), line) for key, line in entries]
        pick = forms.Pick(_("Which other entry?"), others, required_message=_("Choose the other entry."))
        self.fields = {"other": pick, **self.fields}

    def arguments(self) -> dict[str, Any]:
        """The entry and the reason."""
        return {"other_id": UUID(self.cleaned_data["other"]), "because": self.cleaned_data["because"]}


class Decide(forms.Form):
    """Which of two entries is relied on, or that they are of two events after all."""

    versioned = True
    answer = forms.Choice(
        _("What do you decide?"),
        [
            ("one", _("Rely on the first; the second stays beside it")),
            ("other", _("Rely on the second; the first stays beside it")),
            ("apart", _("They tell of two events after all")),
        ],
        required_message=_("Say which one is relied on, or that they are of two events."),
    )
    because = forms.LongText(
        _("Why"),
        hint=_("Whoever reads the entries sees your reason."),
        rows=3,
        max_length=2000,
        required_message=_("Say what makes you think so."),
    )

    def arguments(self) -> dict[str, Any]:
        """The reason alone: which command it is for, the answer has said."""
        return {"because": self.cleaned_data["because"]}
