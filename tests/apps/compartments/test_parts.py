"""Parts of a case: read from outside by those for whom they are, under row-level security, and nothing beside them."""

from typing import Any
from uuid import UUID

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.db import ProgrammingError, connection, transaction
from django.urls import reverse

from caseward.cases import commands as cases
from caseward.cases.models import Case
from caseward.cases.vocabulary import CaseId
from caseward.chronology.models import Entry
from caseward.chronology.vocabulary import Kind
from caseward.compartments import commands, queries
from caseward.compartments.models import Part, Section
from caseward.compartments.vocabulary import Audience
from caseward.foundation.commands.errors import Invalid, NotPermitted, NotVisible
from caseward.foundation.records.models import AppendOnly, Record
from tests import cast, given, roles
from tests.apps.cases.pages import text, yesterday
from tests.apps.compartments.given import IN_A_MONTH, day, ids, said, told
from tests.apps.compartments.sharing import WHY, marked, read, shared, written


pytestmark = pytest.mark.django_db


def seen(model: type[Record | AppendOnly]) -> bool:
    """Whether there is any row; a table that only functions read has none."""
    try:
        with transaction.atomic():
            return model.objects.exists()
    except ProgrammingError:
        return False


def of(part_id: UUID) -> Part:
    with roles.owner():
        return Part.objects.get(pk=part_id)


def test_share_part_shows_what_is_for_the_panel_and_nothing_else() -> None:
    case_id = given.owned()
    event, note = written(case_id, Kind.EVENT, "Left school."), written(case_id, Kind.NOTE, "I rang.")
    shared(case_id)

    assert event in read(case_id)
    assert note not in read(case_id)
    assert told() == "access.part-viewed"


def test_share_part_reaches_one_case_and_no_other_table() -> None:
    """Whoever reads a part is no member of any compartment: every other table stays shut."""
    case_id, other = given.owned(), given.owned(given.MAEVE)
    written(case_id, Kind.EVENT, "Left school.")
    hidden = written(other, Kind.EVENT, "Moved house.")
    open_to = {
        "chronology_entry",
        "decisions_decisionrecord",
        "cases_finding",
        "storage_storedfile",
        "storage_vaultkey",
    }
    shared(case_id)
    with cast.acting("marcus") as ctx:
        assert not ctx.actor.memberships
        for model in apps.get_models():
            if issubclass(model, Record | AppendOnly) and model._meta.db_table not in open_to:
                assert not seen(model), model
        assert not Entry.objects.filter(pk=hidden).exists()
        assert not Case.objects.exists()


def test_share_part_opens_nothing_to_anybody_else() -> None:
    case_id = given.owned()
    event = written(case_id, Kind.EVENT, "Left school.")
    for who in sorted(set(cast.PEOPLE) - {"marcus"}):
        with cast.acting(who):
            before = Entry.objects.filter(pk=event).exists()
        shared(case_id)
        with cast.acting(who) as ctx:
            assert Entry.objects.filter(pk=event).exists() is before
            with pytest.raises(NotVisible):
                commands.view_part(ctx, case_id=case_id)
        assert before is (who in {"priya", "omar", "beth", "grace"})


def test_share_part_is_for_whoever_says_who_may_know() -> None:
    case_id = given.owned()

    with pytest.raises(NotPermitted):
        shared(case_id, by="priya")
    assert told() == "command.refused"
    with pytest.raises(NotVisible):
        shared(case_id, by="elin")


@pytest.mark.parametrize(
    ("said", "match"),
    [
        ({"name": "nobody at all"}, "Nobody of that name"),
        ({"name": "omar"}, "does not know of it already"),
        ({"because": " "}, "Say why"),
        ({"audience": Audience.SUBJECT}, "panel or as a partner"),
        ({"ends_on": given.NOW.date()}, "within twelve months"),
    ],
)
def test_share_part_says_to_whom_why_and_until_when(said: dict[str, Any], match: str) -> None:
    usual: dict[str, Any] = {
        "name": "dana",
        "audience": Audience.PARTNER,
        "because": WHY,
        "ends_on": IN_A_MONTH,
    }
    with cast.acting("beth") as ctx, pytest.raises(Invalid, match=match):
        commands.share_part(ctx, case_id=given.owned(), **usual | said)


@pytest.mark.parametrize(
    ("audience", "panel", "partner"),
    [
        (Audience.POLICE, False, False),
        (Audience.PANEL, True, False),
        (Audience.PARTNER, True, True),
        (Audience.SUBJECT, True, True),
    ],
)
def test_mark_section_says_for_whom_a_part_is(audience: Audience, panel: bool, partner: bool) -> None:  # noqa: FBT001
    case_id = given.owned()
    note = written(case_id, Kind.NOTE, "I rang.")
    shared(case_id)
    shared(case_id, "dana", Audience.PARTNER)
    marked(case_id, note, audience)
    assert told() == "access.section-marked"

    assert (note in read(case_id)) is panel
    assert (note in read(case_id, "dana")) is partner


def test_mark_section_can_take_back_what_was_said() -> None:
    case_id = given.owned()
    event = written(case_id, Kind.EVENT, "Left school.")
    shared(case_id)
    marked(case_id, event, Audience.SUBJECT)
    marked(case_id, event, Audience.POLICE, because="It names a witness.")

    assert event not in read(case_id)
    with roles.owner():
        assert Section.objects.get(record_id=event).because == "It names a witness."


def test_mark_section_never_lets_intelligence_out() -> None:
    case_id = given.owned()
    line = written(case_id, Kind.INTELLIGENCE, "Seen with others.")
    shared(case_id)
    with pytest.raises(Invalid, match="police only"):
        marked(case_id, line, Audience.PARTNER)
    with roles.owner():
        case = Case.objects.get(pk=case_id)
        said = {"audience": Audience.PARTNER, "because": "x", "created_at": given.NOW}
        where = {"compartment_id": case.compartment_id, "created_by_id": case.owner_id}
        Section.objects.create(about_id=case_id, record_id=line, **said, **where)

    assert line not in read(case_id)


def test_mark_section_is_for_those_who_work_on_the_case_and_of_its_parts() -> None:
    case_id, other = given.owned(), given.owned(given.MAEVE)
    note = written(case_id, Kind.NOTE, "I rang.")

    with pytest.raises(NotVisible):
        marked(case_id, note, Audience.PANEL, by="elin")
    with pytest.raises(NotVisible):
        marked(other, note, Audience.PANEL)
    with pytest.raises(Invalid, match="Say why"):
        marked(case_id, note, Audience.PANEL, because="")
    assert told() == "command.refused"


def test_end_part_is_over_at_the_next_statement() -> None:
    case_id = given.owned()
    written(case_id, Kind.EVENT, "Left school.")
    part_id = shared(case_id)
    with cast.acting("marcus"):
        assert Entry.objects.exists()
        with cast.acting("beth") as ctx:
            commands.end_part(ctx, part_id=part_id, version=1, because="The panel is over.")
        assert not Entry.objects.exists()
    assert told() == "access.part-ended"


def test_end_part_is_for_supervisors_says_why_and_once() -> None:
    part_id = shared(given.owned())
    with cast.acting("priya") as ctx, pytest.raises(NotPermitted):
        commands.end_part(ctx, part_id=part_id, version=1, because="x")
    with cast.acting("beth") as ctx:
        with pytest.raises(Invalid, match="Say why"):
            commands.end_part(ctx, part_id=part_id, version=1, because="")
        commands.end_part(ctx, part_id=part_id, version=1, because="x")
        with pytest.raises(Invalid, match="already ended"):
            commands.end_part(ctx, part_id=part_id, version=of(part_id).version, because="x")


def ended(part_id: UUID, *, by: str = "beth", because: str = "Over.") -> None:
    with cast.acting(by) as ctx:
        commands.end_part(ctx, part_id=part_id, version=of(part_id).version, because=because)


def test_end_part_leaves_other_readers_theirs() -> None:
    case_id = given.owned()
    event = written(case_id, Kind.HOUSING, "Moved to a hostel.")
    shared(case_id, "dana", Audience.PARTNER)
    marked(case_id, event, Audience.PARTNER)
    ended(shared(case_id))

    assert event in read(case_id, "dana")


def test_end_part_of_a_case_one_may_not_know_is_of_nothing() -> None:
    part_id = shared(given.owned())

    with pytest.raises(NotVisible):
        ended(part_id, by="elin")
    assert told() == "command.refused"


def test_a_part_is_over_on_its_day() -> None:
    case_id = given.owned()
    part_id = shared(case_id)
    with roles.owner(), connection.cursor() as cursor:
        cursor.execute("update compartments_part set until = now() where id = %s", [part_id])

    with pytest.raises(NotVisible):
        read(case_id)


def test_a_case_kept_for_named_people_is_read_by_nobody_outside() -> None:
    case_id = given.owned()
    part_id = shared(case_id)
    with cast.acting("beth") as ctx:
        commands.restrict_case(ctx, case_id=case_id, people=ids("grace"), because="A threat.")

    with pytest.raises(NotVisible):
        read(case_id)
    assert of(part_id).ended_because == "A threat."


def test_view_part_of_what_is_not_shared_is_of_nothing() -> None:
    case_id = given.owned()

    with pytest.raises(NotVisible):
        read(case_id, "dana")
    assert told() == "command.refused"


def test_view_part_file_opens_a_file_that_is_for_the_reader() -> None:
    case_id = given.owned()
    with cast.acting("priya") as ctx:
        file_id = cases.attach_file(ctx, case_id=case_id, upload=ContentFile(b"Bus times\n", name="bus.txt"))
    shared(case_id)
    with cast.acting("marcus") as ctx, pytest.raises(NotVisible):
        commands.view_part_file(ctx, case_id=case_id, file_id=file_id)
    marked(case_id, file_id, Audience.PANEL)
    with cast.acting("marcus") as ctx:
        opened = commands.view_part_file(ctx, case_id=case_id, file_id=file_id)
        assert (opened.name, opened.whole()) == ("bus.txt", b"Bus times\n")
    with cast.acting("dana") as ctx, pytest.raises(NotVisible):
        commands.view_part_file(ctx, case_id=case_id, file_id=file_id)
    with cast.acting("priya") as ctx, pytest.raises(NotVisible):
        commands.view_part_file(ctx, case_id=case_id, file_id=file_id)


def opened(case_id: CaseId, file_id: UUID, who: str = "marcus") -> bytes:
    with cast.acting(who) as ctx:
        return commands.view_part_file(ctx, case_id=case_id, file_id=file_id).whole()


def attached(case_id: CaseId) -> UUID:
    with cast.acting("priya") as ctx:
        return cases.attach_file(ctx, case_id=case_id, upload=ContentFile(b"Bus times\n", name="bus.txt"))


def test_view_part_file_is_recorded() -> None:
    case_id = given.owned()
    file_id = attached(case_id)
    shared(case_id)
    marked(case_id, file_id, Audience.PANEL)

    assert opened(case_id, file_id) == b"Bus times\n"
    assert {"access.part-viewed", "file.opened"} <= set(said())


def test_view_part_file_of_another_case_is_of_nothing() -> None:
    case_id, other = given.owned(), given.owned(given.MAEVE)
    file_id = attached(other)
    shared(case_id)
    marked(other, file_id, Audience.PANEL)

    with pytest.raises(NotVisible):
        opened(case_id, file_id)


def test_view_part_file_is_over_with_the_part() -> None:
    case_id = given.owned()
    file_id = attached(case_id)
    marked(case_id, file_id, Audience.PANEL)
    ended(shared(case_id))

    with pytest.raises(NotVisible):
        opened(case_id, file_id)


def test_an_amendment_is_for_whom_its_entry_is() -> None:
    case_id = given.owned()
    event = written(case_id, Kind.EVENT, "Left school.")
    marked(case_id, event, Audience.POLICE)
    with roles.owner():
        later = Entry.objects.get(pk=event)
        later.pk, later.amends_id, later.amends_as = None, event, "ADDENDUM"
        later._state.adding = True
        later.save()
    shared(case_id)

    assert later.pk not in read(case_id)
    with cast.acting("marcus"):
        assert not Entry.objects.filter(pk=later.pk).exists()


def test_every_part_of_a_case_is_named_with_its_audience() -> None:
    case_id = given.owned()
    event, note = written(case_id, Kind.EVENT, "Left school."), written(case_id, Kind.NOTE, "I rang.")
    with cast.acting("omar") as ctx:
        found = {one.id: one.audience for one in queries.parts(viewer=ctx.actor, case_id=case_id)}

    assert (found[event], found[note]) == (Audience.PANEL, Audience.POLICE)


def test_a_supervisor_shares_an_officer_marks_and_the_chair_reads_in_the_browser() -> None:
    case_id = given.owned(now=yesterday())
    note = written(case_id, Kind.NOTE, "He likes the new college.")
    beth, priya, marcus = cast.browser("beth"), cast.browser("priya"), cast.browser("marcus")
    asked = {"name": "Marcus Bell", "audience": "PANEL", "because": WHY}
    answer = beth.post(
        reverse("compartments:share", args=[case_id]), asked | day("ends_on", given.later(days=40).date())
    )
    assert answer.status_code == 302, text(answer)
    assert "He likes" not in text(marcus.get(reverse("compartments:shared-case", args=[case_id])))
    mark = reverse("compartments:mark", args=[case_id, note])
    assert priya.post(mark, {"audience": "PANEL", "because": "It helps."}).status_code == 302
    assert "Panel" in text(priya.get(reverse("compartments:parts", args=[case_id])))
    assert references_of(case_id) in text(marcus.get(reverse("compartments:shared")))
    assert "He likes" in text(marcus.get(reverse("compartments:shared-case", args=[case_id])))
    assert marcus.get(reverse("cases:file", args=[case_id])).status_code == 404
    end = reverse("compartments:end-part", args=[case_id, beth_sees(case_id)])
    assert beth.post(end, {"version": 1, "because": "Over."}).status_code == 302
    assert marcus.get(reverse("compartments:shared-case", args=[case_id])).status_code == 404
    assert "Nothing is shared" in text(marcus.get(reverse("compartments:shared")))


def beth_sees(case_id: UUID) -> UUID:
    with roles.owner():
        return Part.objects.get(about_id=case_id).pk


def references_of(case_id: UUID) -> str:
    with cast.acting("beth") as ctx:
        return queries.shared(viewer=ctx.actor, case_id=case_id).reference
