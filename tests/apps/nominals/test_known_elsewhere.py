"""Contacts and referrals are counted across forces, as numbers, where a unit says whom outsiders may ask (F02, F10)."""

from collections.abc import Mapping
from datetime import date

import pytest
from django.db import connection

from caseward.nominals import queries
from caseward.nominals.queries import Elsewhere
from caseward.nominals.vocabulary import NominalId
from caseward.obligations.models import Obligation
from caseward.referrals import commands as referrals
from caseward.referrals import queries as referral_queries
from caseward.referrals.models import Answer, Referral
from caseward.referrals.vocabulary import ImmediateRisk, ReferralId
from tests import cast, given, roles, silence
from tests.apps.cases.pages import text
from tests.apps.nominals import facts, pairs
from tests.apps.nominals.test_contacts_together import AGENCIES, contacted
from tests.apps.nominals.test_pointing import DESK, may_be_asked


pytestmark = pytest.mark.django_db

LONG_AGO = date(2020, 1, 1)
NAMESAKE = {**given.CALLUM, "individual.date_of_birth": "02/11/1971", "individual.phones": "07700 900987"}


def referred_in_eastmark(answers: Mapping[str, str] = given.CALLUM, *, days: int = 1) -> ReferralId:
    """A referral in another force, worked by Ewan until the person is settled."""
    with cast.acting("ewan", now=given.later(days=days)) as ctx:
        made = referrals.take_referral(
            ctx, compartment_id=cast.compartment("eastmark-prevent-referrals"), answers=answers
        )
        referrals.screen_immediate_risk(
            ctx, referral_id=made, version=given_version(made), risk=ImmediateRisk.NO, note=""
        )
        for one in Answer.objects.filter(referral_id=made, status="NOT_READ"):
            referrals.correct_answer(ctx, referral_id=made, field=one.field, version=one.version, typed={})
        referrals.finish_checking(ctx, referral_id=made, version=given_version(made))
        referrals.search_records(ctx, referral_id=made)
        referrals.settle_identity(ctx, referral_id=made, version=given_version(made))
    return made


def given_version(referral_id: ReferralId) -> int:
    return Referral.objects.get(pk=referral_id).version


def owed(rule: str, *, unit: str = "eastmark-prevent-") -> int:
    with roles.owner():
        found = Obligation.objects.filter(rule_key=rule, ended_at__isnull=True)
        return found.filter(compartment__key__startswith=unit).count()


def known_to(who: str, referral_id: ReferralId) -> Elsewhere:
    with cast.acting(who) as ctx:
        nominal_id = Referral.objects.get(pk=referral_id).nominal_id
        assert nominal_id is not None
        return queries.known_elsewhere(
            viewer=ctx.actor, nominal_id=nominal_id, contacts_since=LONG_AGO, referrals_since=LONG_AGO
        )


def test_a_referral_in_another_force_makes_a_second_one_here_a_supervisors() -> None:
    may_be_asked()
    given.identified()

    made = referred_in_eastmark()

    assert owed("second-referral-review") == 1
    with cast.acting("elin") as ctx:
        one = Referral.objects.get(pk=made)
        asked = referral_queries.facts_of(viewer=ctx.actor, referral=one, today=ctx.today)
    assert asked["second_referral_within_24_months"] is True
    assert DESK in text(cast.browser("elin").get(f"/referrals/{made}/earlier/"))


def test_contacts_in_another_force_count_towards_the_fifth() -> None:
    may_be_asked()
    contacted(facts.somebody(), AGENCIES[:3])
    assert owed("cumulative-review", unit="northshire-prevent-") == 0

    made = referred_in_eastmark()

    assert known_to("ewan", made) == Elsewhere(contacts=4, referrals=1)
    assert owed("cumulative-review") == 1
    with cast.acting("elin"):
        nominal_id = Referral.objects.get(pk=made).nominal_id
    page = text(cast.browser("elin").get(f"/people/{nominal_id}/contacts/"))
    assert DESK in page
    assert "School rang." not in page


def test_a_contact_less_does_not() -> None:
    may_be_asked()
    contacted(facts.somebody(), AGENCIES[:2])

    assert known_to("ewan", referred_in_eastmark()) == Elsewhere(contacts=3, referrals=1)
    assert owed("cumulative-review") == 0


def test_nothing_is_counted_of_a_unit_that_said_nothing() -> None:
    contacted(facts.somebody())

    made = referred_in_eastmark()

    assert known_to("ewan", made) == Elsewhere()
    assert owed("second-referral-review") == owed("cumulative-review") == 0


def test_nothing_is_counted_of_whom_silence_keeps() -> None:
    may_be_asked()
    with silence.kept_in_silence():
        contacted(facts.somebody())

    made = referred_in_eastmark()

    assert known_to("ewan", made) == Elsewhere()
    assert owed("second-referral-review") == owed("cumulative-review") == 0


def test_nothing_is_counted_of_a_namesake() -> None:
    may_be_asked()
    contacted(facts.somebody())

    made = referred_in_eastmark(NAMESAKE)

    assert known_to("ewan", made) == Elsewhere()
    assert owed("second-referral-review") == owed("cumulative-review") == 0


def test_a_referral_of_more_than_two_years_ago_is_no_repeat() -> None:
    may_be_asked()
    given.identified(now=given.later(days=-780))

    made = referred_in_eastmark()

    assert known_to("ewan", made) == Elsewhere(contacts=1, referrals=1)
    assert owed("second-referral-review") == 0


def test_those_who_may_not_search_are_told_no_number() -> None:
    may_be_asked()
    given.identified()
    ask = "select * from sec.known_elsewhere(%s::integer[], '{}', '{}', %s, %s)"
    told = {}
    for name in cast.PEOPLE:
        with cast.acting(name), connection.cursor() as cursor:
            with roles.owner():
                cursor.execute("select array(select unnest(keys) from nominals_nominal)")
                [(keys,)] = cursor.fetchall()
            cursor.execute(ask, [keys, LONG_AGO, LONG_AGO])
            told[name] = cursor.fetchone()

    assert {name for name, found in told.items() if found != (0, 0)} == {"rhys", "ewan", "elin", "jo"}


def test_a_referral_of_a_linked_record_is_an_earlier_one() -> None:
    """A second record under another name, linked as the same person's, hides no referral."""
    renamed = {**NAMESAKE, "individual.forenames": "Jory", "individual.surname": "Pennyfeather"}
    first, second = given.identified(), given.identified(renamed, now=given.later(hours=1))
    with cast.acting("beth") as ctx:
        people = [Referral.objects.get(pk=one).nominal_id for one in (first, second)]
        assert not referral_queries.is_repeated(viewer=ctx.actor, referral=Referral.objects.get(pk=second))
    one, other = (NominalId(each) for each in people if each is not None)

    pairs.linked((one, other))

    with cast.acting("beth") as ctx:
        assert referral_queries.is_repeated(viewer=ctx.actor, referral=Referral.objects.get(pk=second))
