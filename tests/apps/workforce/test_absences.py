"""Being away: nothing moves, a named colleague covers, and what was opened for it ends by itself."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from caseward.cases import queries as cases
from caseward.cases.commands import offer_case
from caseward.cases.models import Case
from caseward.compartments import commands as compartments
from caseward.foundation.commands.errors import Invalid, NotPermitted, NotVisible
from caseward.foundation.jobs.models import OutboxMessage
from caseward.foundation.ledger.models import Entry
from caseward.workforce import commands, queries
from caseward.workforce.models import Absence, Cover
from caseward.workforce.vocabulary import Away
from tests import cast, given, moments, roles


pytestmark = pytest.mark.django_db

TODAY = moments.real_now().date()
SOON, LATER = TODAY + timedelta(days=7), TODAY + timedelta(days=21)


def as_(name: str) -> Any:
    return cast.acting(name, now=moments.real_now())


def events() -> list[str]:
    with roles.owner():
        return list(Entry.objects.order_by("sequence").values_list("event", flat=True))


def away(name: str = "priya", *, by: str = "", starts_on: date = TODAY, ends_on: date | None = SOON) -> UUID:
    user_id = cast.person(name).pk
    with as_(by or name) as ctx:
        return commands.record_absence(
            ctx, user_id=user_id, kind=Away.LEAVE, starts_on=starts_on, ends_on=ends_on
        )


def asked(absence_id: UUID, who: str = "omar", *, by: str = "priya") -> UUID:
    user_id = cast.person(who).pk
    with as_(by) as ctx:
        version = Absence.objects.get(pk=absence_id).version
        return commands.ask_for_cover(ctx, absence_id=absence_id, version=version, user_id=user_id)


def accepted(cover_id: UUID, who: str = "omar") -> None:
    with as_(who) as ctx:
        commands.accept_cover(ctx, cover_id=cover_id, version=1)


def covered(**asked_: Any) -> UUID:
    absence_id = away(**asked_)
    accepted(asked(absence_id))
    return absence_id


def owed_by(name: str) -> list[cases.WorkRow]:
    with as_(name) as ctx:
        covers = queries.covered_by(viewer=ctx.actor, today=TODAY)
        return list(cases.my_work(viewer=ctx.actor, now=ctx.now, covered=covers).rows)


def ended(absence_id: UUID, *, by: str = "priya") -> None:
    with as_(by) as ctx:
        version = Absence.objects.get(pk=absence_id).version
        commands.end_absence(ctx, absence_id=absence_id, version=version)


@pytest.mark.parametrize("by", ["priya", "beth"])
def test_record_absence_is_for_the_officer_and_the_supervisor(by: str) -> None:
    away(by=by)

    assert events()[-1] == "absence.recorded"


@pytest.mark.parametrize("by", ["omar", "rhys", "sam", "stan"])
def test_record_absence_is_nobody_elses(by: str) -> None:
    with pytest.raises(NotPermitted):
        away(by=by)

    assert events()[-1] == "command.refused"


def test_record_absence_refuses_two_at_a_time() -> None:
    away()

    with pytest.raises(Invalid, match="away at that time"):
        away(starts_on=TODAY + timedelta(days=3), ends_on=None)


def test_record_absence_refuses_an_end_before_its_start() -> None:
    with pytest.raises(Invalid, match="last day"):
        away(starts_on=SOON, ends_on=TODAY)


def test_an_absence_moves_nothing() -> None:
    case_id = given.owned(now=moments.lately())
    covered()

    with as_("beth"):
        assert Case.objects.get(pk=case_id).owner.username == "priya"


def test_who_covers_sees_what_is_owed_marked_as_covered() -> None:
    given.at_section_36(now=moments.lately() - timedelta(days=2))
    before = len(owed_by("omar"))
    covered()

    found = [row for row in owed_by("omar") if row.covers]

    assert len(owed_by("omar")) > before
    assert {row.covers.name for row in found if row.covers} == {"Priya Sharma"}


def test_cover_does_not_begin_before_the_absence_nor_without_a_yes() -> None:
    given.at_section_36(now=moments.lately() - timedelta(days=2))
    asked(away())
    assert not [row for row in owed_by("omar") if row.covers]

    ended(next(iter(absence_ids())))
    accepted(asked(away(starts_on=SOON, ends_on=LATER)))

    assert not [row for row in owed_by("omar") if row.covers]


def absence_ids() -> list[UUID]:
    with roles.owner():
        return list(Absence.objects.values_list("pk", flat=True))


def test_ask_for_cover_tells_the_colleague() -> None:
    asked(away())

    assert events()[-1] == "cover.asked"
    with roles.owner():
        assert [each.user for each in OutboxMessage.objects.filter(kind="cover.asked")] == [
            cast.person("omar")
        ]


def test_ask_for_cover_is_not_for_a_colleague_to_say() -> None:
    absence_id = away()

    with pytest.raises(NotVisible):
        asked(absence_id, by="omar")


def test_ask_for_cover_refuses_who_cannot_take_cases_here() -> None:
    absence_id = away()

    for who in ["priya", "rhys", "noor", "stan"]:
        with pytest.raises(Invalid, match="cannot cover"):
            asked(absence_id, who)


def test_ask_for_cover_refuses_somebody_away_at_that_time() -> None:
    away("omar", starts_on=TODAY + timedelta(days=5), ends_on=LATER)
    absence_id = away()

    with pytest.raises(Invalid, match="cannot cover"):
        asked(absence_id, "omar")


def test_ask_for_cover_refuses_a_second_while_the_first_has_not_answered() -> None:
    absence_id = away()
    asked(absence_id, "omar")

    with pytest.raises(Invalid, match="covers already"):
        asked(absence_id, "beth")


def test_accept_cover_is_for_whoever_was_asked() -> None:
    cover_id = asked(away())

    with pytest.raises(NotVisible):
        accepted(cover_id, "grace")


def test_accept_cover_happens_once() -> None:
    cover_id = asked(away())
    accepted(cover_id)
    assert events()[-1] == "cover.accepted"

    with as_("omar") as ctx, pytest.raises(Invalid, match="answered"):
        commands.accept_cover(ctx, cover_id=cover_id, version=2)


def test_accept_cover_of_nobodys_is_absent() -> None:
    with as_("omar") as ctx, pytest.raises(NotVisible):
        commands.accept_cover(ctx, cover_id=ctx.actor.id, version=1)


def refused(cover_id: UUID, because: str = "On a course myself.", *, who: str = "omar") -> None:
    with as_(who) as ctx:
        commands.refuse_cover(ctx, cover_id=cover_id, version=1, because=because)


def test_refuse_cover_lets_another_be_asked() -> None:
    absence_id = away()
    refused(asked(absence_id))

    assert events()[-1] == "cover.refused"
    accepted(asked(absence_id, "beth"), "beth")


def test_refuse_cover_says_why() -> None:
    cover_id = asked(away())

    with pytest.raises(Invalid, match="says why"):
        refused(cover_id, " ")


def test_refuse_cover_is_for_whoever_was_asked() -> None:
    cover_id = asked(away())

    with pytest.raises(NotVisible):
        refused(cover_id, who="beth")


def test_refuse_cover_of_an_absence_that_is_over_is_refused() -> None:
    absence_id = away()
    cover_id = asked(absence_id)
    ended(absence_id)

    with pytest.raises(Invalid, match="back already"):
        refused(cover_id)


def test_end_absence_ends_the_cover() -> None:
    given.at_section_36(now=moments.lately() - timedelta(days=2))
    absence_id = covered()

    ended(absence_id, by="beth")

    assert not [row for row in owed_by("omar") if row.covers]
    assert events()[-1] == "absence.ended"


def test_end_absence_is_not_for_who_covers() -> None:
    absence_id = covered()

    with pytest.raises(NotVisible):
        ended(absence_id, by="omar")


def test_end_absence_happens_once() -> None:
    absence_id = covered()
    ended(absence_id)

    with pytest.raises(Invalid, match="back already"):
        ended(absence_id)


def test_another_unit_learns_of_no_absence() -> None:
    covered()

    with as_("rhys"):
        assert not Absence.objects.exists()
        assert not Cover.objects.exists()
    with as_("omar"):
        assert Absence.objects.count() == Cover.objects.count() == 1


def test_why_somebody_is_away_is_not_told_to_colleagues() -> None:
    covered()
    priya = cast.person("priya").pk

    with as_("omar") as ctx:
        [row] = queries.away(viewer=ctx.actor, user_ids=[priya], today=TODAY).values()
        assert row.kind == ""
        with pytest.raises(NotVisible):
            queries.absences_of(viewer=ctx.actor, user_id=priya, today=TODAY)


def own_case() -> UUID:
    """A case of Priya's that is kept for her and both supervisors alone."""
    case_id = given.owned(now=moments.lately())
    grace = cast.person("grace").pk
    with as_("beth") as ctx:
        compartments.restrict_case(ctx, case_id=case_id, people=[grace], because="A colleague's nephew.")
    return case_id


def test_a_case_kept_for_named_people_opens_to_whoever_its_owner_asks_to_cover() -> None:
    case_id = own_case()
    with as_("omar"):
        assert not Case.objects.filter(pk=case_id).exists()

    absence_id = covered()

    with as_("omar") as ctx:
        assert Case.objects.filter(pk=case_id).exists()
        where = Case.objects.get(pk=case_id).compartment_id
        assert not ctx.actor.holds("compartment.grant", where)
        [why] = queries.why_can_i_see(viewer=ctx.actor, compartment_id=where)
        assert why.startswith("Covers for Priya Sharma until")
    ended(absence_id)
    with as_("omar"):
        assert not Case.objects.filter(pk=case_id).exists()


def test_nobody_opens_cover_that_is_not_his() -> None:
    own_case()
    cover_id = asked(away())

    for who in ("omar", "grace"):
        with as_(who), pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("select sec.open_cover(%s)", [cover_id])


def test_the_board_shows_who_is_away_and_that_nobody_covers() -> None:
    given.owned(now=moments.lately())
    absence_id = away()
    beth = cast.browser("beth")

    assert "nobody covers" in beth.get(reverse("cases:team")).content.decode()
    page = beth.get(reverse("cases:exceptions")).content.decode()
    assert "a named colleague covers" in page
    assert reverse("workforce:absences", args=[cast.person("priya").pk]) in page

    accepted(asked(absence_id))
    assert "a named colleague covers" not in beth.get(reverse("cases:exceptions")).content.decode()
    assert "Omar Farouk covers" in beth.get(reverse("cases:team")).content.decode()


def test_the_case_says_that_its_owner_is_away_and_who_covers() -> None:
    case_id = given.owned(now=moments.lately())
    covered()

    page = cast.browser("omar").get(reverse("cases:file", args=[case_id])).content.decode()

    assert "Omar Farouk covers" in page
    assert "covering for Priya Sharma until" in page


def test_a_case_is_not_offered_to_somebody_who_is_away() -> None:
    case_id = given.owned(now=moments.lately())
    away("omar")
    omar = cast.person("omar").pk

    with as_("priya") as ctx, pytest.raises(Invalid, match="away"):
        offer_case(ctx, case_id=case_id, version=given.case_version(case_id), to_id=omar)


def test_the_pages_lead_through_an_absence() -> None:
    priya, omar = cast.browser("priya"), cast.browser("omar")
    mine = priya.get(reverse("workforce:away"), follow=True)
    assert "No absence is recorded" in mine.content.decode()
    me = cast.person("priya").pk
    sent = priya.post(reverse("workforce:absence-new", args=[me]), said(kind="LEAVE"))
    assert sent.status_code == 302, sent.content.decode()
    chosen = {"user_id": str(cast.person("omar").pk), "version": "1"}
    assert priya.post(sent["location"], chosen).status_code == 302
    with roles.owner():
        cover = Cover.objects.get()
    answer = reverse("workforce:cover-accept", args=[cover.pk])
    assert "Will you cover for Priya Sharma?" in omar.get(answer).content.decode()
    assert omar.post(answer, {"version": "1"}).status_code == 302
    page = priya.get(reverse("workforce:absences", args=[me])).content.decode()
    assert "Omar Farouk" in page
    assert "covers" in page
    assert omar.get(reverse("workforce:absences", args=[me])).status_code == 404


def said(**more: str) -> dict[str, str]:
    fields = {"kind": "LEAVE"} | more
    for name, day in (("starts_on", TODAY), ("ends_on", SOON)):
        parts = {"day": day.day, "month": day.month, "year": day.year}
        fields |= {f"{name}-{part}": str(number) for part, number in parts.items()}
    return fields
