"""The catalogue: what it hands out, and how it stops the start when a definition is wrong."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from caseward.foundation import clock
from caseward.foundation.catalogue import Catalogue, DefinitionFault, UnknownDefinition, catalogue, load
from caseward.foundation.catalogue.editions import Editions
from caseward.kernel.clocks import ClockRule
from tests.definitions.written import published_copy, replaced
from tests.kernel.clock_cases import rule


TODAY = date(2026, 11, 21)
FACTS = "facts/case-2026-11-23.toml"
INTAKE, PREVENT = "pathways/prevent-intake-2026-11.toml", "pathways/prevent-2026-11.toml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return published_copy(tmp_path)


# --- what it hands out --------------------------------------------------------------------------------


def test_the_catalogue_is_read_once() -> None:
    assert catalogue() is catalogue()


def test_each_question_has_its_answer() -> None:
    found = catalogue()
    assert found.pathway("prevent", "2026-11").title == "Prevent"
    assert found.latest_pathway("prevent-intake", on=TODAY).version == "2026-11"
    assert found.clock("gateway-decision", on=TODAY).duration == 5
    assert found.clock_version("gateway-decision", "2026-11-23") is found.clock("gateway-decision", on=TODAY)
    assert found.calendar() is found.calendar("england-and-wales")
    assert found.role("supervisor", on=TODAY) is found.role("supervisor")
    assert found.retention("prevent-record", on=TODAY).standard.first_after_months == 72
    assert found.hold("complaint").title == "a complaint about it is open"
    assert found.facts_about("case")["open_gaps"].name == "open_gaps"
    assert found.sources["P14"].title.startswith("R (II)")


def test_tables_of_other_packages_are_handed_out_as_they_are() -> None:
    form = catalogue().table("forms", "prevent-referral")
    assert form["key"] == "prevent-referral"
    assert catalogue().table("forms", "prevent-referral", version=form["version"]) == form


@pytest.mark.parametrize(
    ("ask", "answer"),
    [
        (lambda c: c.pathway("prevent", "1999-01"), "The pathway “prevent” has no version “1999-01”."),
        (lambda c: c.pathway("fifth", "2026-11"), "There is no pathway “fifth”."),
        (
            lambda c: c.latest_pathway("prevent", on=date(2024, 4, 30)),
            "No version of the pathway “prevent” was in force on 30 April 2024.",
        ),
        (lambda c: c.clock("moon", on=TODAY), "There is no clock “moon”."),
        (lambda c: c.calendar("scotland"), "There is no calendar “scotland”."),
        (lambda c: c.role("superuser"), "There is no role “superuser”."),
        (lambda c: c.retention("for-ever"), "There is no retention rule “for-ever”."),
        (lambda c: c.hold("mood"), "There is no kind of hold “mood”."),
        (lambda c: c.facts_about("weather"), "There is no list of facts “weather”."),
        (lambda c: c.table("powers", "cbo"), "There are no definitions of the kind “powers”."),
        (lambda c: c.table("forms", "x"), "There is no forms “x”."),
    ],
)
def test_what_nobody_published_is_unknown(ask: object, answer: str) -> None:
    with pytest.raises(UnknownDefinition) as raised:
        ask(catalogue())  # type: ignore[operator]
    assert str(raised.value) == answer


# --- versions ------------------------------------------------------------------------------------------

FIRST = rule(version="1", effective_from=date(2025, 1, 1))
SECOND = rule(version="2", effective_from=date(2026, 1, 1))
WITHDRAWN = rule(version="3", effective_from=date(2026, 6, 1), effective_until=date(2026, 9, 1))


@pytest.mark.parametrize(
    ("day", "version"),
    [
        (date(2025, 1, 1), "1"),
        (date(2025, 12, 31), "1"),
        (date(2026, 1, 1), "2"),
        (date(2026, 6, 1), "3"),
        (date(2026, 9, 1), "2"),
    ],
)
def test_the_version_that_took_effect_last_and_has_not_ceased_counts(day: date, version: str) -> None:
    editions: Editions[ClockRule] = Editions("clock", [WITHDRAWN, FIRST, SECOND])
    assert editions.on("gateway-decision", day).version == version


def test_an_older_version_is_still_found_by_its_name() -> None:
    editions: Editions[ClockRule] = Editions("clock", [SECOND, FIRST])
    assert editions.version("gateway-decision", "1") is FIRST
    assert editions.newest("gateway-decision") is SECOND
    assert list(editions) == [FIRST, SECOND]


@pytest.mark.parametrize("twin", [replace(SECOND, version="1"), replace(FIRST, version="2")])
def test_two_definitions_of_one_version_or_one_day_are_a_fault(twin: ClockRule) -> None:
    with pytest.raises(DefinitionFault, match="share a version or the day"):
        Editions("clock", [FIRST, twin])


def test_a_new_version_in_a_file_of_its_own_takes_over_on_its_day(folder: Path) -> None:
    old = (folder / PREVENT).read_text(encoding="utf-8")
    new = old.replace('version = "2026-11"', 'version = "2027-04"').replace("= 2024-05-01", "= 2027-04-01")
    (folder / "pathways" / "prevent-2027-04.toml").write_text(new, encoding="utf-8")

    found = load(folder)

    assert found.latest_pathway("prevent", on=date(2027, 3, 31)).version == "2026-11-22"
    assert found.latest_pathway("prevent", on=date(2027, 4, 1)).version == "2027-04"
    assert found.pathway("prevent", "2026-11").version == "2026-11"


def test_the_rules_of_one_day_can_count_for_every_other(folder: Path) -> None:
    """What happened before a rule was published is replayed under it."""
    found = load(folder)
    before, day = date(2004, 2, 29), date(2026, 11, 20)
    with pytest.raises(UnknownDefinition):
        found.clock("silence", on=before)
    wanted = found.clock("silence", on=day)

    found.settle_on(day)

    settled = found.clock("silence", on=before)
    assert (settled.version, settled.duration) == (wanted.version, wanted.duration)
    assert (
        settled
        == found.clock("silence", on=date(2040, 1, 1))
        == found.clock_version("silence", wanted.version)
    )
    assert found.latest_pathway("prevent", on=before).key == "prevent"
    assert found.calendar() == load(folder).calendar()


def test_what_takes_effect_later_stands_where_nothing_stood_before(folder: Path) -> None:
    found = load(folder)
    oldest = next(one for one in found.clocks if one.key == "silence")

    found.settle_on(date(1999, 1, 1))

    assert found.clock("silence", on=date(1999, 1, 1)).version == oldest.version


def test_a_newer_list_of_facts_takes_over_on_its_day(folder: Path) -> None:
    text = (folder / FACTS).read_text(encoding="utf-8")
    more = text.replace('version = "2026-11-23"', 'version = "2027-04"').replace(
        "= 2024-09-01", "= 2027-04-01"
    )
    more += (
        '\n[fact.venue_known]\nkind = "yes or no"\nestablished = "recorded"\nmeans = "The venue is known"\n'
    )
    (folder / "facts" / "case-2027-04.toml").write_text(more, encoding="utf-8")

    found = load(folder)

    assert "venue_known" not in found.facts_about("case", on=date(2027, 3, 31))
    assert "venue_known" in found.facts_about("case", on=date(2027, 4, 1))
    assert [book.version for book in found.facts if book.is_in_force(on=TODAY) and book.key == "case"] == [
        "2026-11",
        "2026-11-23",
    ]


def test_a_newer_form_is_handed_out_from_its_day_and_the_older_still_found(folder: Path) -> None:
    """Figures that are published for next year decide nothing this year."""
    tomorrow = clock.today() + timedelta(days=1)
    for version, day in (("1", date(2026, 1, 1)), ("2", tomorrow)):
        head = f'key = "x"\nversion = "{version}"\ntitle = "X"\nsource = "K"\neffective_from = {day}\n'
        (folder / "forms" / f"x-{version}.toml").write_text(head, encoding="utf-8")
    found = load(folder)
    assert found.table("forms", "x")["version"] == "1"
    assert found.table("forms", "x", on=tomorrow)["version"] == "2"
    assert found.table("forms", "x", version="2")["version"] == "2"


# --- definitions that are wrong ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        pytest.param(
            "clocks/prevent.toml", 'lasts = "15 working days"', 'lasts = "15 wd"',
            "clocks/prevent.toml: clock.section-36-decision.lasts: “15 wd” is no duration", id="a duration",
        ),
        pytest.param(
            "clocks/prevent.toml", 'CLARIFICATION = "waiting for the referrer to clarify"', "CLARIFICATION = true",
            "clocks/prevent.toml: clock.gateway-decision.paused_while: names with texts", id="a pause",
        ),
        pytest.param(
            "clocks/prevent.toml", 'lasts = "the same day"', 'lasts = "the same day"\nlsats = "1 hour"',
            "clocks/prevent.toml: clock.immediate-risk-screen.lsats: nobody knows", id="a key nobody knows",
        ),
        pytest.param(
            "clocks/prevent.toml", 'lasts = "3 months"\nreceived = "at once"',
            'lasts = "3 months"\nreceived = "in working hours"',
            "clocks/prevent.toml: clock.reassessment: Only a clock of working days", id="a rule against itself",
        ),
        pytest.param(
            "clocks/prevent.toml", 'escalates_to = "supervisor on call"\nescalates_to_role = "supervisor"',
            'escalates_to = "supervisor on call"\nescalates_to_role = "batman"',
            "clock “immediate-risk-screen”, version 2026-11: escalates to an unknown role “batman”", id="nobody",
        ),
        pytest.param(
            "clocks/prevent.toml", 'source = ["P05", "R01", "design"]', 'source = ["P99"]',
            "clock “deconfliction-repeat”: cites an unknown source “P99”", id="a source of a clock",
        ),
        pytest.param(
            "calendars/england-and-wales.toml", '2028-12-26 = "Boxing Day"', '2029-12-26 = "Boxing Day"',
            "calendars/england-and-wales.toml: The holiday on 26 December 2029 lies outside", id="a holiday",
        ),
        pytest.param(
            "calendars/england-and-wales.toml", '2028-12-26 = "Boxing Day"', '2028-12-32 = "Boxing Day"',
            "calendars/england-and-wales.toml: holidays: ", id="a day that is none",
        ),
        pytest.param(
            "calendars/england-and-wales.toml", "covers_from = 2023-01-01", 'covers_from = "2023"',
            "calendars/england-and-wales.toml: covers_from: a date is wanted", id="a year",
        ),
        pytest.param(
            "facts/case.toml", '[fact.open_gaps]\nkind = "count"', '[fact.open_gaps]\nkind = "number"',
            "facts/case.toml: fact.open_gaps.kind: “number” is none of yes or no, count", id="a kind of fact",
        ),
        pytest.param(
            FACTS, "[fact.open_gaps]", "[fact.open_questions]",
            "asks about an unknown fact “open_gaps”", id="a fact renamed",
        ),
        pytest.param(
            PREVENT, 'leads_to = ["exit", "panel", "pcm", "closed"]', 'leads_to = ["exti"]',
            "The stage “support” names an unknown stage “exti”", id="a stage misspelt",
        ),
        pytest.param(
            PREVENT, 'clocks = ["silence", "panel-interval",', 'clocks = ["silense", "panel-interval",',
            "The stage “support” runs an unknown clock “silense”", id="a clock misspelt",
        ),
        pytest.param(
            PREVENT, 'ends_in = "closed"\nretention = "prevent-unfounded"', 'ends_in = "closed"\nretention = "never"',
            "The outcome “unfounded” names an unknown retention rule “never”", id="a retention rule",
        ),
        pytest.param(
            PREVENT, 'overridable_by = "case.override"\n\n[gate.assessment-signed]',
            'overridable_by = "case.overide"\n\n[gate.assessment-signed]',
            "The gate “partners-asked” is set aside by an unknown capability “case.overide”", id="a capability",
        ),
        pytest.param(
            INTAKE, 'decided_by = "referral.decide"', 'decided_by = "referral.decides"',
            "The stage “gateway” is decided by an unknown capability “referral.decides”", id="a decider",
        ),
        pytest.param(
            INTAKE, 'subject = "referral"', 'subject = "letter"', "there is no list of facts about a letter",
            id="a subject",
        ),
        pytest.param(
            "retention/prevent.toml", 'title = "Prevent record"\n', "",
            "retention/prevent.toml: rule.prevent-record.title: a text is wanted here", id="a rule without a title",
        ),
        pytest.param(
            "retention/prevent.toml",
            'child = { first_review_after = "12 months"',
            'child = { first_review_after = "9 years"',
            "rule.prevent-no-further-action: The schedule for a child", id="a child kept longer",
        ),
        pytest.param(
            "retention/prevent.toml", '[hold.complaint]\ntitle = "a complaint about it is open"\nsource = ["PRA"]',
            '[hold.complaint]\ntitle = "a complaint about it is open"\nsource = ["XXX"]',
            "hold “complaint”: cites an unknown source “XXX”", id="a source of a hold",
        ),
        pytest.param(
            "roles/administrator.toml", '"account.administer",', '"account.administer", "case.read",',
            "roles/administrator.toml: Somebody who sees no people cannot hold “case.read”", id="a curious one",
        ),
        pytest.param(
            "roles/administrator.toml", "sees_people = false", "sees_people = true",
            "roles/administrator.toml: Whoever administers accounts sees no people", id="an administrator who sees",
        ),
        pytest.param(
            "roles/partner.toml", '"pack.read"', '"pack.reed"',
            "roles/partner.toml: There is no capability “pack.reed”", id="a capability misspelt",
        ),
        pytest.param(
            "roles/partner.toml", 'source = ["design"]', 'source = ["dream"]',
            "roles/partner.toml: cites an unknown source “dream”", id="a source in the head of a file",
        ),
        pytest.param(
            "forms/prevent-referral-2026-11.toml", 'key = "prevent-referral"\n', "",
            "forms/prevent-referral-2026-11.toml: key: a text is wanted here", id="another package's head",
        ),
        pytest.param(
            "sources/sources.toml", 'P08 = { kind = "council", title =', 'P08 = { kind = "council", titel =',
            "sources/sources.toml: source.P08.title: a text is wanted", id="a source without a title",
        ),
    ],
)  # fmt: skip
def test_a_wrong_definition_stops_the_start_and_is_named(
    folder: Path, name: str, old: str, new: str, message: str
) -> None:
    replaced(folder, name, old, new)
    with pytest.raises(DefinitionFault) as raised:
        load(folder)
    assert message in str(raised.value)


def test_what_is_not_toml_is_named(folder: Path) -> None:
    (folder / "roles" / "broken.toml").write_text("key = ", encoding="utf-8")
    with pytest.raises(DefinitionFault, match=r"roles/broken\.toml: this is not TOML"):
        load(folder)


def test_what_is_not_text_is_named(folder: Path) -> None:
    (folder / "roles" / "broken.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(DefinitionFault, match=r"roles/broken\.toml: this is not TOML"):
        load(folder)


@pytest.mark.parametrize("name", ["stray.toml", "roles/deeper/role.toml"])
def test_a_file_in_the_wrong_place_is_named(folder: Path, name: str) -> None:
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text("", encoding="utf-8")
    with pytest.raises(DefinitionFault, match="lies in the folder of its kind"):
        load(folder)


def test_the_same_definition_twice_is_a_fault(folder: Path) -> None:
    (folder / "roles" / "again.toml").write_bytes((folder / "roles" / "partner.toml").read_bytes())
    with pytest.raises(DefinitionFault, match="role “partner”: two definitions share a version"):
        load(folder)


def test_another_package_s_table_says_where_it_comes_from(folder: Path) -> None:
    head = 'key = "x"\nversion = "1"\ntitle = "X"\neffective_from = 2026-11-01\n'
    (folder / "forms" / "x.toml").write_text(head, encoding="utf-8")
    with pytest.raises(DefinitionFault, match=r"forms/x\.toml: source: it does not say"):
        load(folder)


def test_a_pathway_without_gates_and_retention_rules_without_holds_are_definitions_too(folder: Path) -> None:
    head = 'version = "1"\ntitle = "X"\nsource = ["design"]\neffective_from = 2026-11-01\n'
    (folder / "retention" / "x.toml").write_text(
        f'key = "x"\n{head}[rule.x]\ntitle = "X"\nruns_from = "it closed"\n[rule.x.standard]\n'
        'first_review_after = "1 year"\nthen_every = "1 year"\npresumption = "delete"\n',
        encoding="utf-8",
    )
    (folder / "retention" / "y.toml").write_text(
        f'key = "y"\n{head}[hold.y]\ntitle = "y"\nsource = ["design"]\n', encoding="utf-8"
    )
    (folder / "pathways" / "x.toml").write_text(
        f'key = "x"\n{head}subject = "case"\nfirst_stage = "a"\nclosure = []\n'
        '[stage.a]\ntitle = "A"\nleads_to = ["b"]\n[stage.b]\ntitle = "B"\nfinal = true\n'
        '[outcome.o]\ntitle = "O"\nfrom = ["a"]\nends_in = "b"\nretention = "x"\n',
        encoding="utf-8",
    )

    found = load(folder)

    assert found.pathway("x", "1").gates == ()
    assert found.hold("y").title == "y"
    assert found.retention("x").standard.first_after_months == 12


def test_an_empty_folder_is_an_empty_catalogue(tmp_path: Path) -> None:
    found = load(tmp_path)
    assert isinstance(found, Catalogue)
    assert list(found.pathways) == []
