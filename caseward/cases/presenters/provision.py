"""A tasking on its forms, and lines of provision in words."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from caseward.provision.queries import Held, TaskingRow


def tasking_as_it_stands(tasking: TaskingRow) -> dict[str, Any]:
    """What the form of an amendment begins with."""
    aims = {
        name: value
        for place, one in enumerate(tasking.objectives, start=1)
        for name, value in ((f"objective_{place}", one.text), (f"serves_{place}", str(one.serves_id)))
    }
    names = ("organisation", "provider", "brief", "starts_on", "ends_on")
    return {**{name: getattr(tasking, name) for name in names}, "sessions_planned": tasking.planned, **aims}


def held_against_planned(provided: Iterable[Held]) -> tuple[str, ...]:
    """Each line in words: "1 of 6 held" (failings F11)."""
    return tuple(_held(one) for one in provided)


def _held(one: Held) -> str:
    said = _("%(organisation)s: %(held)s of %(planned)s held") % {
        "organisation": one.organisation,
        "held": one.held,
        "planned": one.planned,
    }
    if not one.is_acknowledged:
        return _("%(said)s; not acknowledged") % {"said": said}
    return _("%(said)s; ended") % {"said": said} if one.is_ended else said
