"""Whoever posts people learns nothing of what is said by name."""

import pytest

from caseward.compartments import commands
from caseward.foundation.access.models import Exclusion, Membership
from tests import cast, given
from tests.apps.compartments.given import granted, sealed


pytestmark = pytest.mark.django_db


def test_an_administrator_sees_nothing_of_what_is_said_by_name() -> None:
    """A membership of a sealed case, and the words of a grant, would tell him that there is somebody."""
    case_id, other = given.owned(), given.owned({**given.MAEVE})
    granted(other)
    with cast.acting("omar") as ctx:
        commands.declare_conflict(ctx, case_id=other, because="His cousin.")
    sealed(case_id)

    with cast.acting("sam") as ctx:
        assert not Membership.objects.exclude(sort="POSTING").exists()
        assert not Exclusion.objects.filter(basis_id__isnull=False).exists()
        assert Membership.objects.exclude(user_id=ctx.actor.id).exists()
