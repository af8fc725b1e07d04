"""What is asked of a tasking, its acknowledgement, its sessions and its end."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from caseward.chronology.vocabulary import Channel
from caseward.provision.vocabulary import MOST_SESSIONS, Acknowledged, Aim, Became, Ended, Sat, Tasked
from caseward.ui import forms


AIMS = 4  # objectives that a form has room for
HELD = ("minutes", "channel", "place", "attendees", "covered", "content", "has_concern", "safeguarding")


class Task(forms.Form):
    """A written tasking: to whom, what for, how often and from when until when."""

    organisation = forms.Text(
        _("Which organisation?"), width="full", required_message=_("Name the organisation.")
    )
    provider = forms.Text(
        _("Which person there?"), width="full", required_message=_("Name the person who is to do it.")
    )
    brief = forms.LongText(
        _("What is asked of them?"),
        hint=_("As it is sent: what they must know, how they reach us, what they report and when."),
        required_message=_("Write down what is asked of the provider."),
    )
    sessions_planned = forms.Number(
        _("How many sessions are planned?"),
        min_value=1,
        max_value=MOST_SESSIONS,
        required_message=_("Say how many sessions are planned, from 1 to 200."),
    )
    starts_on = forms.Day(_("From when?"), required_message=_("Say from when."))
    ends_on = forms.Day(_("Until when?"), required_message=_("Say until when."))

    def __init__(self, *given: Any, needs: Iterable[tuple[str, str]] = (), **rest: Any) -> None:  # noqa: ANN401
        super().__init__(*given, **rest)
        options = [("", _("Choose")), *needs]
        for place in range(1, AIMS + 1):
            self._ask_for_aim(place, options)
        aims = [name for place in range(1, AIMS + 1) for name in (f"objective_{place}", f"serves_{place}")]
        self.order_fields([*self.first, *aims, "sessions_planned", "starts_on", "ends_on"])

    first: tuple[str, ...] = ("organisation", "provider", "brief")

    def _ask_for_aim(self, place: int, options: list[tuple[str, Any]]) -> None:
        is_first = place == 1
        self.fields[f"objective_{place}"] = forms.Text(
            _("What are the sessions to achieve?") if is_first else _("A further objective"),
            width="full",
            required=is_first,
            required_message=_("Write at least one objective."),
        )
        self.fields[f"serves_{place}"] = forms.Pick(
            _("Which risk or factor does it serve?"),
            options,
            required=is_first,
            required_message=_("Choose the risk or factor that it serves; write it down in the case first."),
        )

    def clean(self) -> dict[str, Any]:
        """A further objective serves something, too."""
        said = self.cleaned_data
        for place in range(2, AIMS + 1):
            if said.get(f"objective_{place}") and not said.get(f"serves_{place}"):
                self.add_error(f"serves_{place}", _("Choose the risk or factor that it serves."))
        return said

    def arguments(self) -> dict[str, Any]:
        """The tasking as it is to be issued; the command finds the words of what is served."""
        said = self.cleaned_data
        aims = tuple(
            Aim(text=said[f"objective_{place}"], serves_id=UUID(said[f"serves_{place}"]), serves="")
            for place in range(1, AIMS + 1)
            if said[f"objective_{place}"]
        )
        names = ("organisation", "provider", "brief", "sessions_planned", "starts_on", "ends_on")
        return {"tasked": Tasked(aims=aims, **{name: said[name] for name in names})}


class Amend(Task):
    """A further edition of a tasking, and why."""

    versioned = True
    first = ("because", *Task.first)
    because = forms.LongText(_("Why is it amended?"), rows=2, required_message=_("Say why it is amended."))

    def arguments(self) -> dict[str, Any]:
        """The new edition with its reason."""
        return {**super().arguments(), "because": self.cleaned_data["because"]}


class Acknowledge(forms.Form):
    """That the provider has the tasking and accepts it."""

    versioned = True
    by = forms.Text(
        _("Who acknowledged it?"), width="full", required_message=_("Name the person who acknowledged it.")
    )
    how = forms.Choice(_("How?"), Acknowledged.choices, inline=True, required_message=_("Say how."))
    on = forms.Day(_("When?"), not_after_today=True, required_message=_("Say when."))

    def arguments(self) -> dict[str, Any]:
        """By whom, how and when."""
        return {**self.cleaned_data, "how": Acknowledged(self.cleaned_data["how"])}


class Session(forms.Form):
    """A session, held or not."""

    occurred_at = forms.Moment(_("When was it?"), not_after_today=True)
    became = forms.Choice(
        _("What became of it?"),
        [
            forms.Option(Became.HELD.value, Became.HELD.label, reveals=HELD),
            *(
                forms.Option(each.value, each.label, reveals=("because",))
                for each in (Became.NOT_ATTENDED, Became.CANCELLED)
            ),
        ],
        required_message=_("Say what became of it."),
    )
    because = forms.LongText(
        _("Why was it not held?"), rows=2, required_message=_("Say why it was not held.")
    )
    minutes = forms.Number(
        _("How many minutes did it last?"),
        min_value=1,
        max_value=24 * 60,
        required_message=_("Say how many minutes the session lasted."),
    )
    channel = forms.Choice(_("How?"), Channel.choices, inline=True, required_message=_("Say how."))
    place = forms.Text(_("Where?"), width="full", required=False)
    attendees = forms.Text(_("Who was there?"), width="full", required_message=_("Say who was there."))
    content = forms.LongText(
        _("What was it about?"), rows=3, required_message=_("Say what the session was about.")
    )
    has_concern = forms.Choice(
        _("Did anything give concern?"),
        [forms.Option("no", _("No")), forms.Option("yes", _("Yes"), reveals=("concern", "accountable"))],
        required_message=_("Say whether anything gave concern."),
    )
    concern = forms.LongText(
        _("What gave concern?"),
        hint=_("It becomes an action of the case."),
        rows=3,
        required_message=_("Say what gave concern."),
    )
    accountable = forms.Text(
        _("Which one organisation answers for what is done about it?"),
        width="full",
        required_message=_("Name the organisation that answers for it."),
    )
    safeguarding = forms.LongText(_("Safeguarding: what was seen, said or done"), rows=2, required=False)
    next_on = forms.Day(_("When is the next one?"), hint=_("If a day is agreed"), required=False)

    def __init__(self, *given: Any, objectives: Iterable[tuple[str, str]] = (), **rest: Any) -> None:  # noqa: ANN401
        super().__init__(*given, **rest)
        self.fields["covered"] = forms.Many(
            _("Which objectives did it cover?"),
            list(objectives),
            required_message=_("Choose which objectives it covered."),
        )

    def arguments(self) -> dict[str, Any]:
        """The session as its provider tells of it, and who answers for a concern."""
        said = self.cleaned_data
        sat = Sat(
            became=Became(said["became"]),
            occurred_at=said["occurred_at"],
            minutes=said["minutes"] or 0,
            channel=Channel(said["channel"] or Channel.IN_PERSON),
            covered=tuple(UUID(one) for one in said["covered"] or ()),
            next_on=said["next_on"],
            summary=said["content"] or "",
            **{
                name: said[name] or ""
                for name in ("place", "attendees", "concern", "safeguarding", "because")
            },
        )
        return {"sat": sat, "accountable": said["accountable"] or ""}


class Report(forms.Form):
    """The provider's report on a session."""

    text = forms.LongText(
        _("What does the provider report?"), required_message=_("Say what the provider reports.")
    )
    received_on = forms.Day(
        _("When did it come?"), not_after_today=True, required_message=_("Say when it came.")
    )


class End(forms.Form):
    """Why a tasking ends, and who goes on."""

    versioned = True
    because = forms.LongText(_("Why does it end?"), rows=3, required_message=_("Say why it ends."))
    goes_on = forms.Choice(
        _("Does somebody take over?"),
        [
            forms.Option("yes", _("Yes"), reveals=("successor",)),
            forms.Option("no", _("No"), reveals=("no_successor_because",)),
        ],
        required_message=_("Say whether somebody takes over."),
    )
    successor = forms.Text(
        _("Who takes over?"),
        hint=_("The person and the organisation"),
        width="full",
        required_message=_("Name who takes over."),
    )
    no_successor_because = forms.LongText(
        _("Why does nobody need to?"), rows=2, required_message=_("Say why nobody needs to take over.")
    )
    unheld_because = forms.LongText(
        _("If sessions that were planned were not held: why will they not be?"), rows=2, required=False
    )

    def arguments(self) -> dict[str, Any]:
        """How it ends."""
        said = self.cleaned_data
        names = ("because", "successor", "no_successor_because", "unheld_because")
        return {"ended": Ended(**{name: said[name] or "" for name in names})}
