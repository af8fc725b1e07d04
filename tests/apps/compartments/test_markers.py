"""Whom to call: told to a duty officer for a reason, without a word of what a unit knows; silence answers as nobody."""

import pytest
from django.db import connection
from django.urls import reverse

from caseward.cases.models import Case, SearchPurpose
from caseward.compartments import commands, queries
from caseward.compartments.queries import Marker
from caseward.foundation.access.models import Compartment
from caseward.foundation.commands.errors import Invalid, NotPermitted
from caseward.foundation.ledger.models import Entry
from caseward.nominals.models import Nominal
from caseward.organisations.models import Unit
from caseward.referrals.models import Referral
from caseward.tripwires.models import Trip
from tests import cast, given, roles
from tests.apps.cases.pages import text
from tests.apps.compartments.given import compared, sealed, told


pytestmark = pytest.mark.django_db

DESK = "the duty desk, 01632 960 142"
WHY = {"reason": "urgent-risk", "words": "He stands on the bridge."}
WHO = {"name": "Callum Hartwright", "born": "", "home": ""}
WHOLE = {**WHO, "born": "14 March 2009"}


def points(unit: str = "northshire-prevent") -> None:
    """A unit says that it wants to be called."""
    with roles.owner():
        one = Unit.objects.get(key=unit)
        kept_in = list(one.compartments.values())
        Compartment.objects.filter(pk__in=kept_in).update(contact=DESK)


def asked(who: dict[str, str], *, by: str = "dee", **why: str) -> list[Marker]:
    with cast.acting(by) as ctx:
        return commands.look_up_marker(ctx, **{**WHO, **who, **WHY, **why})


def test_look_up_marker_says_whom_to_call_and_nothing_else() -> None:
    """F08: lookup by a cleared duty officer returns marker without case content; access is logged."""
    case_id = given.owned()
    points()

    assert asked(WHOLE) == [Marker("Northshire Prevent", DESK)]
    with roles.owner():
        entry = Entry.objects.order_by("-sequence")[0]
        assert (entry.event, entry.actor_id) == ("marker.looked-up", cast.person("dee").pk)
        assert entry.purpose.startswith("search.reason.urgent-risk.")
        assert SearchPurpose.objects.latest("created_at").words == WHY["words"]
    with cast.acting("dee"):
        assert not Case.objects.filter(pk=case_id).exists()
        assert not Nominal.objects.exists()
        assert not Referral.objects.exists()


def test_look_up_marker_knows_somebody_by_his_home_too() -> None:
    given.owned()
    points()

    assert asked({"home": "NP4 7QX"}) == [Marker("Northshire Prevent", DESK)]
    assert asked({"name": "Rosa Hartwright", "home": "NP4 7QX"}) == []
    assert asked({"born": "15 March 2009"}) == []


def test_look_up_marker_shows_no_reference_on_its_page() -> None:
    case_id = given.owned()
    points()
    dee = cast.browser("dee")
    page = text(dee.post(reverse("compartments:marker"), {**WHOLE, **WHY}))

    assert "Northshire Prevent asks to be called about this person." in page
    assert DESK in page
    with cast.acting("beth") as ctx:
        assert queries.shared(viewer=ctx.actor, case_id=case_id).reference not in page


def test_look_up_marker_answers_nothing_where_no_unit_asks_to_be_called() -> None:
    given.owned()

    assert asked(WHOLE) == []


def test_look_up_marker_answers_for_silence_as_for_nobody_and_tells_its_keepers() -> None:
    case_id = given.owned()
    points()
    dee = cast.browser("dee")
    nobody = text(
        dee.post(reverse("compartments:marker"), {**WHO, "name": "Zed Nobody", "born": "1 May 1950", **WHY})
    )
    compared()  # what was looked for before it was silent
    sealed(case_id)
    silent = text(dee.post(reverse("compartments:marker"), {**WHOLE, **WHY}))
    same = silent.replace(WHOLE["name"], "").replace(WHOLE["born"], "")

    assert same == nobody.replace("Zed Nobody", "").replace("1 May 1950", "")
    compared()
    with roles.owner():
        assert [one.looked_by_id for one in Trip.objects.all()] == [cast.person("dee").pk]


def test_look_up_marker_is_for_officers_on_duty() -> None:
    for who in sorted(set(cast.PEOPLE) - {"dee"}):
        with pytest.raises(NotPermitted):
            asked({"born": "1 May 1990"}, by=who)
        assert told() == "command.refused"


def test_look_up_marker_wants_a_birth_or_a_home_and_a_reason() -> None:
    with pytest.raises(Invalid, match="name alone"):
        asked({})
    with pytest.raises(Invalid, match="reason"):
        asked({"born": "1 May 1990"}, words=" ")


def test_the_database_answers_nobody_else() -> None:
    given.owned()
    points()
    with cast.acting("omar"), connection.cursor() as cursor:
        cursor.execute("select count(*) from sec.markers_for('{1}', '{1}', '{1}')")
        assert cursor.fetchone()[0] == 0
