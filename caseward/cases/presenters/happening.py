"""What an officer can record of a case as it stands."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from caseward.cases import policies
from caseward.cases.models import Case
from caseward.foundation.catalogue import catalogue
from caseward.foundation.commands.context import Context
from caseward.kernel.access import Actor
from caseward.kernel.happenings import Happening
from caseward.ui import forms


def what_happens(ctx: Context, case: Case, *, is_tasked: bool) -> list[forms.Option]:
    """What the reader can record of the case, each with what its words should say."""
    known = catalogue().happenings_on(ctx.today)
    return [
        forms.Option(one.code, _(one.title), hint=_(one.asks) if one.asks else "")
        for one in _recordable(known.values(), case, ctx.actor)
        if policies.is_no_session_of_a_provider(one, is_tasked=is_tasked)
    ]


def may_record(case: Case, *, viewer: Actor) -> bool:
    """Whether there is anything that the viewer can record of the case."""
    known = {each.code: each for edition in catalogue().happenings for each in edition.happenings}
    return any(_recordable(known.values(), case, viewer))


def _recordable(known: Iterable[Happening], case: Case, viewer: Actor) -> Iterator[Happening]:
    for one in known:
        if not one.recorded_by or not viewer.holds(one.recorded_by, case.compartment_id):
            continue
        if policies.can_happen(case, one):
            yield one
