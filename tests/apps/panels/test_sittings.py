"""Sittings from the agenda to the minutes: no item ends blank, and whoever referred is not forgotten (F17, F25)."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, transaction

from caseward.cases import commands as cases
from caseward.cases.models import Action
from caseward.cases.vocabulary import CaseId, Settled
from caseward.chronology.models import Entry
from caseward.chronology.vocabulary import Source
from caseward.foundation.commands.errors import Invalid, NotPermitted, NotVisible
from caseward.obligations.models import Obligation
from caseward.panels import commands, queries
from caseward.panels.commands.reading import Minutes
from caseward.panels.models import Approval, Outcome
from caseward.panels.vocabulary import Became, Closed, ItemId, Presence, SittingId
from tests import cast, given, roles, told
from tests.apps.panels.given import (
    AFTER,
    ARRANGED_AT,
    DISCUSSED,
    HELD_AT,
    NOT_DISCUSSED,
    add_to_minutes,
    agree_action,
    answer_referrer,
    approve_minutes,
    arrange_sitting,
    at_the_panel,
    close_item,
    put_forward,
    record_member,
)


pytestmark = pytest.mark.django_db

OUTSIDE = ("rhys", "ewan", "stan", "sam", "dana", "kit", "noor", "ines", "marcus")


def owed(case_id: CaseId) -> dict[str, int]:
    """How often something is still owed about a case, by rule."""
    with roles.owner():
        found = Obligation.objects.filter(about_id=case_id, ended_at__isnull=True)
        keys = list(found.values_list("rule_key", flat=True))
    return {key: keys.count(key) for key in keys}


def begun(case_id: CaseId, rule: str) -> list[object]:
    with roles.owner():
        found = Obligation.objects.filter(about_id=case_id, rule_key=rule).order_by("created_at")
        return list(found.values_list("started_at", flat=True))


def refused(call: Callable[[], object]) -> tuple[str, str | None]:
    """By which code, and on which field."""
    with pytest.raises(Invalid) as found:
        call()
    return found.value.refusal.code, found.value.field


def viewed(sitting_id: SittingId, *, who: str = "priya") -> Minutes:
    with cast.acting(who, now=AFTER) as ctx:
        return commands.view_minutes(ctx, sitting_id=sitting_id)


def test_a_sitting_is_arranged_put_before_held_and_approved_and_every_step_is_recorded() -> None:
    case_id, sitting_id = at_the_panel(), arrange_sitting()
    item_id = put_forward(case_id, sitting_id)
    record_member(sitting_id, presence=Presence.APOLOGIES)
    record_member(sitting_id, now=AFTER + timedelta(minutes=1))
    close_item(item_id)
    action_id = agree_action(item_id)
    answer_referrer(item_id)
    approve_minutes(sitting_id)
    add_to_minutes(sitting_id)
    add_to_minutes(sitting_id, item_id=item_id, text="The school sent it.")

    minutes = viewed(sitting_id)
    [item] = minutes.items
    [member] = minutes.members
    assert (member.role, member.presence) == ("Education", Presence.ATTENDED)
    assert minutes.sitting.is_approved
    assert item.is_approved
    assert item.closed == DISCUSSED
    assert [one.text for one in item.actions] == ["Send the attendance of the term"]
    assert [one.text for one in (*minutes.additions, *item.additions)] == [
        "Probation wrote that its figure was wrong.",
        "The school sent it.",
    ]
    assert_told(case_id, sitting_id, item_id, action_id)


def assert_told(case_id: CaseId, sitting_id: SittingId, item_id: ItemId, action_id: UUID) -> None:
    facts = {"item_id": str(item_id), "case_id": str(case_id)}
    assert told.facts("sitting.arranged") == [{"sitting_id": str(sitting_id)}]
    assert told.facts("agenda-item.put-forward") == [facts]
    assert told.facts("agenda-item.closed") == [facts | {"became": "DISCUSSED"}]
    assert told.facts("agenda-item.referrer-answered") == [facts | {"is_sent": True}]
    assert told.facts("agenda-item.action-agreed") == [facts | {"action_id": str(action_id)}]
    assert told.facts("sitting.minutes-approved") == [{"sitting_id": str(sitting_id)}]
    assert told.facts("agenda-item.approved") == [facts]
    assert told.facts("sitting.minutes-viewed") == [{"sitting_id": str(sitting_id)}]
    assert len(told.facts("sitting.member-recorded")) == len(told.facts("sitting.minutes-added-to")) == 2


def test_an_agenda_says_of_each_referrer_whether_invited_and_why() -> None:
    """F17: neither the yes or no nor its reason can be left out, whoever writes."""
    case_id, sitting_id = given.owned(), arrange_sitting()

    assert refused(lambda: put_forward(case_id, sitting_id, is_referrer_invited=None)) == (
        "agenda.referrer-not-thought-of",
        "is_referrer_invited",
    )
    for invited in (True, False):
        assert refused(
            lambda invited=invited: put_forward(  # type: ignore[misc]
                case_id, sitting_id, is_referrer_invited=invited, invited_because=" "
            )
        ) == ("agenda.referrer-without-reason", "invited_because")
    assert refused(lambda: put_forward(case_id, sitting_id, question=""))[1] == "asks"
    put_forward(case_id, sitting_id, is_referrer_invited=False, invited_because="She asked not to be.")
    assert refused(lambda: put_forward(case_id, sitting_id)) == ("sitting.there-already", "sitting")

    with cast.acting("priya") as ctx:
        [item] = queries.agenda(viewer=ctx.actor, sitting_id=sitting_id)
    assert (item.is_referrer_invited, item.invited_because) == (False, "She asked not to be.")


def test_the_referrer_is_owed_an_answer_until_its_outcome_is_recorded() -> None:
    """F17: one clock for however many items, from the oldest that nobody answered."""
    case_id, first = given.owned(), arrange_sitting()
    second = arrange_sitting(held_at=HELD_AT + timedelta(days=1))
    items = [put_forward(case_id, one) for one in (first, second)]
    later = AFTER + timedelta(days=1)
    close_item(items[0])
    close_item(items[1], now=later)
    assert owed(case_id)["referrer-feedback"] == 1

    assert refused(lambda: answer_referrer(items[0], words="", now=later))[0] == "referrer.silently"
    assert refused(lambda: answer_referrer(items[0], on=None, now=later)) == ("referrer.no-day", "on")
    assert refused(lambda: answer_referrer(items[0], is_sent=None, now=later))[1] == "was_told"
    answer_referrer(items[0], is_sent=False, words="The school has closed.", now=later)
    assert begun(case_id, "referrer-feedback") == [AFTER, later]
    assert owed(case_id)["referrer-feedback"] == 1
    answer_referrer(items[1], now=later)

    assert "referrer-feedback" not in owed(case_id)
    assert refused(lambda: answer_referrer(items[1], now=later))[0] == "referrer.said"


def test_minutes_cannot_be_approved_with_a_blank_item() -> None:
    """F25: decided and why, or not discussed and why; the database says so, too."""
    case_id, sitting_id = given.owned(), arrange_sitting()
    item_id = put_forward(case_id, sitting_id)
    assert refused(lambda: approve_minutes(sitting_id)) == ("minutes.blank-item", None)
    assert refused(lambda: approve_minutes(sitting_id, now=ARRANGED_AT))[0] == "sitting.not-held-yet"
    assert refused(lambda: close_item(item_id, now=ARRANGED_AT))[0] == "sitting.not-held-yet"
    for blank, field in (
        (Closed(became=Became.DISCUSSED, rationale="Because."), "decision"),
        (Closed(became=Became.DISCUSSED, decision="Go on."), "rationale"),
        (Closed(became=Became.NOT_DISCUSSED), "because"),
    ):
        assert refused(lambda blank=blank: close_item(item_id, closed=blank))[1] == field  # type: ignore[misc]

    with roles.owner(), pytest.raises(DatabaseError, match="while an item is blank"), transaction.atomic():
        approval(sitting_id).save(force_insert=True)
    close_item(item_id)
    assert refused(lambda: approve_minutes(sitting_id, words="")) == ("minutes.no-words", "words")
    approve_minutes(sitting_id)
    assert refused(lambda: approve_minutes(sitting_id))[0] == "minutes.approved"


def test_approved_minutes_are_only_added_to() -> None:
    """F25: neither items, members nor words come in afterwards, whoever writes."""
    case_id, sitting_id = given.owned(), arrange_sitting()
    other = given.owned(given.MAEVE)
    item_id = put_forward(case_id, sitting_id)
    close_item(item_id)
    assert refused(lambda: add_to_minutes(sitting_id))[0] == "minutes.not-approved"
    better = Closed(became=Became.DISCUSSED, decision="Go on.", rationale="Better said.")
    close_item(item_id, now=AFTER + timedelta(minutes=1), closed=better)
    approve_minutes(sitting_id)

    for write in (
        lambda: close_item(item_id),
        lambda: put_forward(other, sitting_id),
        lambda: record_member(sitting_id),
    ):
        assert refused(write)[0] == "minutes.approved"
    assert refused(lambda: add_to_minutes(sitting_id, text=" ", item_id=item_id)) == (
        "minutes.no-words",
        "text",
    )
    with roles.owner():
        outcome = Outcome.objects.order_by("-created_at").first()
        assert outcome is not None
        assert outcome.rationale == "Better said."
        outcome.pk = uuid4()
        with pytest.raises(DatabaseError, match="only added to"), transaction.atomic():
            outcome.save(force_insert=True)


def test_what_was_not_discussed_is_owed_to_the_next_sitting() -> None:
    """F25: its owner owes it until it stands on an agenda again."""
    case_id, sitting_id = given.owned(), arrange_sitting()
    close_item(put_forward(case_id, sitting_id), closed=NOT_DISCUSSED)
    assert owed(case_id)["carried-over"] == 1
    assert begun(case_id, "carried-over") == [HELD_AT], (
        "since the sitting, however late its minutes are written"
    )
    approve_minutes(sitting_id)

    put_forward(case_id, arrange_sitting(held_at=HELD_AT + timedelta(days=30)), now=AFTER)

    assert "carried-over" not in owed(case_id)


def test_what_stands_on_the_next_agenda_already_is_not_owed_to_it() -> None:
    case_id, sitting_id = given.owned(), arrange_sitting()
    item_id = put_forward(case_id, sitting_id)
    put_forward(case_id, arrange_sitting(held_at=HELD_AT + timedelta(days=30)))
    close_item(item_id, closed=NOT_DISCUSSED)
    assert "carried-over" not in owed(case_id)


def test_a_case_was_before_no_sitting_that_was_held_before_it_was_opened() -> None:
    before = arrange_sitting(now=given.NOW, held_at=given.NOW + timedelta(minutes=5))
    case_id = given.owned(now=given.NOW + timedelta(hours=2))

    assert refused(lambda: put_forward(case_id, before)) == ("case.happened-before", "sitting")
    with cast.acting("priya") as ctx:
        assert queries.open_for(viewer=ctx.actor, case_id=case_id, now=given.later(days=1)) == ()


def test_a_discussed_case_starts_the_clock_to_its_next_panel_from_when_it_was_held() -> None:
    case_id, sitting_id = at_the_panel(), arrange_sitting()
    item_id = put_forward(case_id, sitting_id)
    assert "first-panel" in owed(case_id)

    close_item(item_id)
    close_item(item_id, closed=Closed(became=Became.DISCUSSED, decision="As before.", rationale="Shorter."))

    assert begun(case_id, "panel-interval") == [HELD_AT]
    assert "first-panel" not in owed(case_id)
    assert refused(lambda: close_item(item_id, closed=NOT_DISCUSSED)) == ("agenda.was-discussed", "became")
    with cast.acting("priya"):
        texts = Entry.objects.filter(about_id=case_id, text__startswith="Channel panel:")
        assert [one.text for one in texts] == [f"Channel panel: {DISCUSSED.decision}"]


def test_a_panel_that_an_officer_recorded_by_hand_is_not_counted_again() -> None:
    case_id, sitting_id = at_the_panel(), arrange_sitting()
    by_hand = HELD_AT + timedelta(minutes=20)
    with cast.acting("priya", now=AFTER) as ctx:
        cases.record_happening(
            ctx,
            case_id=case_id,
            happening="case.panel-held",
            at=by_hand,
            words="They want the school's figures.",
            source=Source.OBSERVED,
            source_name="",
        )

    close_item(put_forward(case_id, sitting_id, now=AFTER))

    assert begun(case_id, "panel-interval") == [by_hand]
    assert len(begun(case_id, "first-panel")) == 1


def test_what_the_panel_decides_of_the_stage_rests_on_the_decision_signed_in_the_case() -> None:
    case_id, sitting_id = at_the_panel(), arrange_sitting()
    item_id = put_forward(case_id, sitting_id)
    answered = Closed(became=Became.ANSWERED, decision="Not adopted; managed by us.", rationale="No consent.")
    assert refused(lambda: close_item(item_id, closed=answered)) == ("agenda.decision-not-signed", "became")

    with cast.acting("priya", now=AFTER) as ctx:
        cases.move_case(
            ctx,
            case_id=case_id,
            version=given.case_version(case_id),
            to_stage="information-gathering",
            decided=given.decided("information-gathering", question="panel"),
        )
    close_item(item_id, now=AFTER + timedelta(minutes=5), closed=answered)

    with cast.acting("priya", now=AFTER) as ctx:
        signed_id = commands.view_item(ctx, item_id=item_id).signed_id
    assert signed_id is not None
    for place in (f"/sittings/items/{item_id}/", f"/sittings/{sitting_id}/minutes/"):
        assert f'href="/decisions/{signed_id}/"' in cast.browser("priya").get(place).content.decode()


def test_an_agreed_action_is_the_cases_own_and_owed_until_it_is_settled() -> None:
    case_id, sitting_id = given.owned(), arrange_sitting()
    item_id = put_forward(case_id, sitting_id)
    assert refused(lambda: agree_action(item_id, now=ARRANGED_AT))[0] == "sitting.not-held-yet"
    assert refused(lambda: agree_action(item_id, accountable=""))[1] == "accountable"
    first = agree_action(item_id)
    second = agree_action(item_id, due_on=(HELD_AT + timedelta(days=30)).date(), text="Ring the mentor")
    assert owed(case_id)["agreed-action"] == 1

    for action_id, left in ((first, 1), (second, 0)):
        with cast.acting("priya", now=AFTER) as ctx:
            version = Action.objects.get(pk=action_id).version
            cases.settle_action(
                ctx, loose_end_id=action_id, version=version, how=Settled.RESOLVED, words="Sent."
            )
        assert owed(case_id).get("agreed-action", 0) == left


def verbs(case_id: CaseId, sitting_id: SittingId, item_id: ItemId, who: str) -> list[Callable[[], object]]:
    """Every verb on a sitting, by somebody."""

    def looked(verb: Callable[..., object], **about: object) -> object:
        with cast.acting(who, now=AFTER) as ctx:
            return verb(ctx, **about)

    return [
        lambda: arrange_sitting(who=who),
        lambda: put_forward(case_id, sitting_id, who=who),
        lambda: record_member(sitting_id, who=who),
        lambda: close_item(item_id, who=who),
        lambda: answer_referrer(item_id, who=who),
        lambda: agree_action(item_id, who=who),
        lambda: approve_minutes(sitting_id, who=who),
        lambda: add_to_minutes(sitting_id, who=who),
        lambda: looked(commands.view_item, item_id=item_id),
        lambda: looked(commands.view_minutes, sitting_id=sitting_id),
        lambda: looked(commands.view_sittings_of_case, case_id=case_id),
    ]


def test_to_whoever_may_not_know_the_case_there_is_nothing_to_arrange_to_read_or_to_approve() -> None:
    case_id, sitting_id = given.owned(), arrange_sitting()
    item_id = put_forward(case_id, sitting_id)

    for who in OUTSIDE:
        for verb in verbs(case_id, sitting_id, item_id, who):
            with pytest.raises(NotVisible):
                verb()
    assert len(told.refusals()) == len(OUTSIDE) * 11
    assert {code for _, code in told.refusals()} == {"not-visible"}


def test_what_is_not_there_is_the_same_nothing_to_its_own_unit() -> None:
    for verb in verbs(CaseId(uuid4()), SittingId(uuid4()), ItemId(uuid4()), "beth")[1:]:
        with pytest.raises(NotVisible):
            verb()
    assert {code for _, code in told.refusals()} == {"not-visible"}


def test_each_look_at_what_a_sitting_said_is_recorded_with_its_case() -> None:
    case_id, sitting_id = given.owned(), arrange_sitting()
    item_id = put_forward(case_id, sitting_id)
    with cast.acting("beth", now=AFTER) as ctx:
        commands.view_item(ctx, item_id=item_id)
        commands.view_minutes(ctx, sitting_id=sitting_id)
        commands.view_sittings_of_case(ctx, case_id=case_id)

    assert told.facts("agenda-item.viewed") == [{"item_id": str(item_id), "case_id": str(case_id)}] * 2
    assert told.facts("case.viewed")[-1] == {"case_id": str(case_id)}


def test_an_officer_of_the_unit_does_not_approve_for_the_chair() -> None:
    case_id, sitting_id = given.owned(), arrange_sitting()
    close_item(put_forward(case_id, sitting_id))

    with pytest.raises(NotPermitted, match=r"approve minutes"):
        approve_minutes(sitting_id, who="priya")
    assert told.refusals()[-1] == ("approve_minutes", "access.not-held")


def test_a_sitting_is_of_a_sort_that_its_unit_holds_and_takes_such_cases() -> None:
    case_id = given.owned()
    assert refused(lambda: arrange_sitting(sort="public-protection")) == ("sitting.no-such-sort", "which")
    assert refused(lambda: arrange_sitting(chair=""))[1] == "chair"
    sitting_id = arrange_sitting()
    assert refused(lambda: record_member(sitting_id, role="prison")) == ("sitting.no-such-role", "role")
    assert refused(lambda: record_member(sitting_id, now=ARRANGED_AT))[0] == "sitting.not-held-yet"
    with cast.acting("priya", now=ARRANGED_AT) as ctx:
        coming = queries.coming(viewer=ctx.actor, now=ctx.now)
        assert [one.id for one in coming.rows] == [sitting_id]
        read = commands.view_sittings_of_case(ctx, case_id=case_id)
        assert [one.id for one in read.open] == [sitting_id]


def approval(sitting_id: SittingId) -> Approval:
    with cast.acting("beth"):
        where = cast.compartment(given.CASES)
        by = cast.person("beth").pk
    return Approval(
        compartment_id=where, sitting_id=sitting_id, words="Agreed.", created_at=AFTER, created_by_id=by
    )
