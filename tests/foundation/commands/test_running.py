"""The door: authorised and recorded, or not at all."""

from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from caseward.foundation.commands.errors import (
    CommandIncomplete,
    Invalid,
    KeyMissing,
    KeyReused,
    NotPermitted,
    NotVisible,
    Stale,
)
from caseward.foundation.drafts import keeping
from caseward.foundation.ledger.models import Entry
from caseward.foundation.records.models import FieldChange
from tests import roles
from tests.foundation.conftest import NOW, Acting, World
from tests.foundation.sample import verbs
from tests.foundation.sample.models import Box, Slip


def entries(event: str) -> list[Entry]:
    with roles.owner():
        return list(Entry.objects.filter(event=event))


def boxes() -> list[Box]:
    with roles.owner():
        return list(Box.objects.order_by("created_at", "label"))


def test_a_command_does_it_and_records_it(world: World, acting: Acting) -> None:
    with acting("alice") as ctx:
        box_id = verbs.make_box(ctx, compartment_id=world.red, label="maps")

    [box] = boxes()
    [entry] = entries("sample.box-made")
    assert (box.pk, box.label, box.created_by_id) == (box_id, "maps", world.people["alice"])
    assert (entry.actor_id, entry.subject_ids, entry.command, entry.purpose) == (
        world.people["alice"], [box_id], "make_box", "casework",
    )  # fmt: skip


def test_a_change_counts_up_the_version_and_keeps_what_was_there_before(world: World, acting: Acting) -> None:
    with acting("alice") as ctx:
        box_id = verbs.make_box(ctx, compartment_id=world.red, label="maps")
        verbs.label_box(ctx, box_id=box_id, version=1, label="drawings")

        [change] = FieldChange.objects.visible_to(ctx.actor)
    [box] = boxes()
    assert (box.version, box.label) == (2, "drawings")
    assert (change.field, change.before, change.after, change.record_id) == (
        "label",
        "maps",
        "drawings",
        box_id,
    )


def test_a_reader_is_refused_and_the_refusal_is_recorded(world: World, acting: Acting) -> None:
    with acting("carol") as ctx, pytest.raises(NotPermitted):
        verbs.make_box(ctx, compartment_id=world.red, label="maps")

    [entry] = entries("command.refused")
    assert boxes() == []
    assert (entry.actor_id, entry.command, entry.operation) == (world.people["carol"], "make_box", "REFUSAL")
    assert b"access.not-held" in bytes(entry.body)


def test_the_invisible_and_the_absent_are_refused_alike(world: World, acting: Acting) -> None:
    with acting("alice") as ctx:
        box_id = verbs.make_box(ctx, compartment_id=world.red, label="maps")

    said = []
    for wanted in (box_id, uuid4()):
        with acting("bob") as ctx, pytest.raises(NotVisible) as refusal:
            verbs.label_box(ctx, box_id=wanted, label="mine")
        said.append(str(refusal.value))
    assert said[0] == said[1]
    assert [entry.subject_ids for entry in entries("command.refused")] == [[], []]


def test_what_does_not_fit_is_refused_and_changes_nothing(world: World, acting: Acting) -> None:
    with acting("alice") as ctx:
        box_id = verbs.make_box(ctx, compartment_id=world.red, label="maps")
        with pytest.raises(Invalid) as refusal:
            verbs.label_box(ctx, box_id=box_id, label="")

    [entry] = entries("command.refused")
    assert (refusal.value.field, str(refusal.value)) == ("label", "The label is empty. Say what is in it.")
    assert b"box.no-label" in bytes(entry.body)
    assert boxes()[0].label == "maps"


def test_a_stale_version_is_refused_with_both_numbers(world: World, acting: Acting) -> None:
    with acting("alice") as ctx:
        box_id = verbs.make_box(ctx, compartment_id=world.red, label="maps")
        verbs.label_box(ctx, box_id=box_id, version=1, label="first")
        with pytest.raises(Stale) as conflict:
            verbs.label_box(ctx, box_id=box_id, version=1, label="second")

    assert (conflict.value.seen, conflict.value.current) == (1, 2)
    assert boxes()[0].label == "first"


@pytest.mark.parametrize("verb", [verbs.forget_to_record, verbs.write_before_authorising, verbs.nest])
def test_an_incomplete_command_leaves_nothing(verb: object, world: World, acting: Acting) -> None:
    with acting("alice") as ctx, pytest.raises(CommandIncomplete):
        verb(ctx, compartment_id=world.red)  # type: ignore[operator]

    assert boxes() == []


def test_a_command_that_asks_nobody_is_refused(world: World, acting: Acting) -> None:
    with acting("alice") as ctx, pytest.raises(CommandIncomplete):
        verbs.forget_to_authorise(ctx, box_id=uuid4())

    assert entries("sample.box-labelled") == []


def test_a_step_shares_its_commands_transaction(world: World, acting: Acting) -> None:
    with acting("alice") as ctx:
        box_id = verbs.make_box(ctx, compartment_id=world.red, label="maps")
        slip_id = verbs.fill_box(ctx, box_id=box_id, text="one")

        assert [slip.pk for slip in Slip.objects.visible_to(ctx.actor)] == [slip_id]


def test_a_step_alone_is_refused(world: World, acting: Acting) -> None:
    with acting("alice") as ctx:
        box_id = verbs.make_box(ctx, compartment_id=world.red, label="maps")
        box = Box.objects.get(pk=box_id)
        with pytest.raises(CommandIncomplete):
            verbs.put_slip(ctx, box=box, text="alone")


def test_pressed_twice_it_happens_once_and_answers_alike(world: World, acting: Acting) -> None:
    with acting("alice") as ctx:
        ctx.key, ctx.digest = uuid4(), "same"
        first = verbs.make_box(ctx, compartment_id=world.red, label="maps")
        second = verbs.make_box(ctx, compartment_id=world.red, label="maps")

    assert first == second
    assert len(boxes()) == len(entries("sample.box-made")) == 1


def test_one_key_with_two_bodies_is_refused(world: World, acting: Acting) -> None:
    with acting("alice") as ctx:
        ctx.key, ctx.digest = uuid4(), "one body"
        verbs.make_box(ctx, compartment_id=world.red, label="maps")
        ctx.digest = "another body"
        with pytest.raises(KeyReused):
            verbs.make_box(ctx, compartment_id=world.red, label="plans")

    assert [box.label for box in boxes()] == ["maps"]


def test_somebody_elses_key_gives_nothing_away(world: World, acting: Acting) -> None:
    key = uuid4()
    with acting("alice") as ctx:
        ctx.key, ctx.digest = key, "body"
        verbs.make_box(ctx, compartment_id=world.red, label="maps")
    with acting("bob") as ctx, pytest.raises(KeyReused):
        ctx.key, ctx.digest = key, "body"
        verbs.make_box(ctx, compartment_id=world.blue, label="mine")


def test_a_refused_command_does_not_use_up_its_key(world: World, acting: Acting) -> None:
    with acting("alice") as ctx:
        box_id = verbs.make_box(ctx, compartment_id=world.red, label="maps")
        ctx.key, ctx.digest = uuid4(), "body"
        with pytest.raises(Invalid):
            verbs.label_box(ctx, box_id=box_id, label="")
        verbs.label_box(ctx, box_id=box_id, label="drawings")

    assert boxes()[0].label == "drawings"


def test_a_draft_ends_with_what_it_brought_about(world: World, acting: Acting) -> None:
    with acting("alice") as ctx:
        for path in ("/boxes/", "/elsewhere/"):
            keeping.save(user_id=ctx.actor.id, path=path, fields={"label": ["maps"]}, now=NOW)
        ctx.key, ctx.digest, ctx.draft = uuid4(), "body", "/boxes/"
        verbs.make_box(ctx, compartment_id=world.red, label="maps")

        assert ctx.draft == ""
        assert keeping.load(user_id=ctx.actor.id, path="/boxes/") is None
        assert keeping.load(user_id=ctx.actor.id, path="/elsewhere/") is not None


def test_a_draft_that_is_saved_after_its_form_was_sent_does_not_stay(world: World, acting: Acting) -> None:
    """A slow network, or a database that comes back, may hand the saving over after the form itself."""
    with acting("alice") as ctx:
        ctx.key, ctx.digest, ctx.draft = uuid4(), "body", "/boxes/"
        verbs.make_box(ctx, compartment_id=world.red, label="maps")
        kept: dict[str, Any] = {
            "user_id": ctx.actor.id,
            "path": "/boxes/",
            "fields": {"label": ["maps"]},
            "now": NOW,
        }

        keeping.save(**kept, key=ctx.key)
        assert keeping.load(user_id=ctx.actor.id, path="/boxes/") is None

        keeping.save(**kept, key=uuid4())
        assert keeping.load(user_id=ctx.actor.id, path="/boxes/") is not None


def test_a_draft_outlives_a_refusal(world: World, acting: Acting) -> None:
    with acting("alice") as ctx:
        box_id = verbs.make_box(ctx, compartment_id=world.red, label="maps")
        keeping.save(user_id=ctx.actor.id, path="/boxes/", fields={"label": [""]}, now=NOW)
        ctx.key, ctx.digest, ctx.draft = uuid4(), "body", "/boxes/"
        with pytest.raises(Invalid):
            verbs.label_box(ctx, box_id=box_id, label="")

        assert keeping.load(user_id=ctx.actor.id, path="/boxes/") is not None


def test_a_query_answers_and_a_lazy_one_is_refused(world: World, acting: Acting) -> None:
    with acting("alice") as ctx:
        verbs.make_box(ctx, compartment_id=world.red, label="maps")

        assert verbs.labels(viewer=ctx.actor) == ["maps"]
        with pytest.raises(CommandIncomplete):
            verbs.lazy_labels(viewer=ctx.actor)


def test_a_write_outside_a_command_is_stopped_by_the_database(world: World, acting: Acting) -> None:
    with acting("alice") as ctx:
        verbs.make_box(ctx, compartment_id=world.red, label="maps")
        with pytest.raises(DatabaseError, match="only inside a command"), transaction.atomic():
            Box.objects.update(label="behind the door")


def test_a_write_that_forges_the_command_is_stopped_for_want_of_a_ledger_entry(
    world: World, acting: Acting
) -> None:
    with acting("alice") as ctx:
        verbs.make_box(ctx, compartment_id=world.red, label="maps")
        with pytest.raises(DatabaseError, match="ledger does not say so"), transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("select set_config('app.command', %s, true)", [str(uuid4())])
            Box.objects.update(label="forged")
            connection.check_constraints()


def test_no_record_is_written_into_a_compartment_its_writer_does_not_know(
    world: World, acting: Acting
) -> None:
    with (
        acting("alice") as ctx,
        pytest.raises(DatabaseError, match="row-level security"),
        transaction.atomic(),
    ):
        with connection.cursor() as cursor:
            cursor.execute("select set_config('app.command', %s, true)", [str(uuid4())])
        Box.objects.create(
            compartment_id=world.blue, label="x", created_at=ctx.now, created_by_id=ctx.actor.id
        )


@pytest.mark.parametrize("statement", ["update sample_slip set text = 'x'", "delete from sample_slip"])
@pytest.mark.parametrize("role", [roles.RUNTIME, roles.OWNER])
def test_what_only_grows_is_changed_by_nobody(
    statement: str, role: str, world: World, acting: Acting
) -> None:
    with acting("alice") as ctx:
        box_id = verbs.make_box(ctx, compartment_id=world.red, label="maps")
        verbs.fill_box(ctx, box_id=box_id, text="one")
        with pytest.raises(DatabaseError), transaction.atomic():
            roles.assume(role)
            with connection.cursor() as cursor:
                cursor.execute(statement)


def test_a_look_is_kept_with_the_tie_that_let_somebody_in(world: World, acting: Acting) -> None:
    with acting("alice") as ctx:
        box_id = verbs.make_box(ctx, compartment_id=world.red, label="maps")
        verbs.look_at_box(replace(ctx, purpose=""), box_id=box_id)

    [entry] = entries("sample.box-looked-at")
    assert entry.purpose == "unit"
    assert b'"purpose":"unit"' in bytes(entry.body)


def test_a_purpose_that_was_said_beats_the_tie(world: World, acting: Acting) -> None:
    with acting("alice") as ctx:
        box_id = verbs.make_box(ctx, compartment_id=world.red, label="maps")
        verbs.look_at_box(replace(ctx, purpose="vulnerability-check"), box_id=box_id)

    assert [entry.purpose for entry in entries("sample.box-looked-at")] == ["vulnerability-check"]


def test_a_look_for_no_reason_is_not_possible(world: World, acting: Acting) -> None:
    with acting("alice") as ctx, pytest.raises(CommandIncomplete, match="nothing says why"):
        verbs.look_for_no_reason(replace(ctx, purpose=""), box_id=uuid4())

    assert entries("sample.box-looked-at") == []


def test_what_was_sent_as_a_form_needs_a_key(world: World, acting: Acting) -> None:
    with acting("alice") as ctx, pytest.raises(KeyMissing):
        verbs.make_box(replace(ctx, key=None, is_sent=True), compartment_id=world.red, label="maps")

    assert boxes() == []


def test_a_look_within_what_was_sent_needs_none(world: World, acting: Acting) -> None:
    with acting("alice") as ctx:
        box_id = verbs.make_box(ctx, compartment_id=world.red, label="maps")
        sent = replace(ctx, key=uuid4(), is_sent=True)

        assert [verbs.look_at_box(sent.to_look(), box_id=box_id) for _each in range(2)] == ["maps", "maps"]
