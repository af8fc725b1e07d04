"""A fifth pathway by the how-to, with no Python; and the command that checks, compares and publishes."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from caseward.foundation.catalogue import catalogue, load
from caseward.kernel.pathways import faults
from caseward.kernel.pathways.comparing import differences
from tests.definitions.written import published_copy, replaced


HEAD = 'version = "2027-01"\ntitle = "Missing"\nsource = ["design"]\neffective_from = 2027-01-01\n'
HAPPENINGS = f"""key = "missing"
{HEAD}
[happening.searched-for]
title = "The search began"
[happening.found]
title = "The person was found"
pathways = ["missing"]
recorded_by = "case.write"
finds = {{ person_found = true }}
asks = "Where, by whom, and how is the person?"
"""
CLOCKS = f"""key = "missing"
{HEAD}
[clock.first-search]
title = "Search where the person was last seen"
starts_on = ["case.searched-for"]
since = "the report"
ends_on = ["case.found", "case.closed"]
lasts = "1 hour"
received = "at once"
escalates_to = "duty inspector"
escalates_to_role = "supervisor"
then = [{{ after = "2 hours", to = "superintendent", role = "supervisor" }}]
"""
FACT = '\n[fact.person_found]\nkind = "yes or no"\nestablished = "recorded"\nmeans = "The person has been found"\n'
PATHWAY = f"""key = "missing"
{HEAD}subject = "case"
opened_by_units = ["NOMINAL"]
begins_with = ["person"]
first_stage = "searching"
closure = ["found"]
[stage.searching]
title = "Searching"
leads_to = ["closed"]
clocks = ["first-search"]
on_entering = ["case.searched-for"]
[stage.closed]
title = "Closed"
final = true
[gate.found]
title = "The person is found"
true = ["person_found"]
sentence = "The person has not been found. Record where, by whom and how the person is."
[outcome.found]
title = "Found"
from = ["searching"]
ends_in = "closed"
retention = "other-matters"
"""
NAMES = (
    "happenings/missing.toml",
    "clocks/missing.toml",
    "pathways/missing-2027-01.toml",
    "facts/case-2027-01.toml",
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return published_copy(tmp_path)


def fifth(folder: Path) -> None:
    newest = (folder / "facts/case-2026-11-23.toml").read_text("utf-8")
    facts = newest.replace('"2026-11-23"', '"2027-01"').replace("= 2024-09-01", "= 2027-01-01") + FACT
    for name, text in zip(NAMES, (HAPPENINGS, CLOCKS, PATHWAY, facts), strict=True):
        (folder / name).write_text(text, encoding="utf-8")


def typed(folder: Path, *words: str) -> str:
    said = StringIO()
    call_command("definitions", "--folder", str(folder), *words, stdout=said)
    return said.getvalue()


def test_a_fifth_pathway_is_four_files(folder: Path) -> None:
    fifth(folder)

    assert "pathways/missing-2027-01.toml is not published." in typed(folder, "check")
    assert "is published." in typed(folder, "publish", *NAMES)
    assert "not published" not in typed(folder, "check")
    found = load(folder)
    missing = found.pathway("missing", "2027-01")
    facts = {name: fact.kind for name, fact in found.facts_about("case", on=missing.effective_from).items()}
    assert faults(missing, known_clocks=found.clocks.keys, known_facts=facts) == []
    assert missing.clocks_at("searching") == {"first-search"}


def test_what_is_published_is_not_published_again(folder: Path) -> None:
    with pytest.raises(CommandError, match="is no draft"):
        typed(folder, "publish", "pathways/nominal-2026-11-23.toml")


@pytest.mark.parametrize(
    ("name", "old", "new", "says"),
    [
        (
            "pathways/missing-2027-01.toml",
            'clocks = ["first-search"]',
            'clocks = ["fist-search"]',
            "fist-search",
        ),
        ("pathways/missing-2027-01.toml", '"case.searched-for"', '"case.serched-for"', "case.serched-for"),
        (
            "pathways/missing-2027-01.toml",
            'begins_with = ["person"]',
            'begins_with = ["parson"]',
            "begins_with",
        ),
        ("pathways/missing-2027-01.toml", 'closure = ["found"]', 'closure = ["lost"]', "unknown gate “lost”"),
        ("clocks/missing.toml", 'escalates_to_role = "supervisor"', 'escalates_to_role = "boss"', "boss"),
        ("clocks/missing.toml", 'escalates_to = "duty inspector"\n', "", "escalates_to"),
    ],
)
def test_what_does_not_fit_is_named_by_file_and_key(
    folder: Path, name: str, old: str, new: str, says: str
) -> None:
    fifth(folder)
    replaced(folder, name, old, new)
    with pytest.raises(CommandError) as refused:
        typed(folder, "check")
    assert says in str(refused.value)
    assert "missing" in str(refused.value) or "first-search" in str(refused.value)


def test_two_versions_are_told_apart_in_sentences() -> None:
    before, after = (catalogue().pathway("prevent", version) for version in ("2026-11", "2026-11-22"))
    found = differences(before, after=after)
    assert "The gate “The case is about a person” is new." in found
    assert "The stage “Section 36 decision” asks before entering for “about-a-person” as well." in found
    assert differences(after, after=after) == ()
    assert len(differences(after, after=before)) == len(found)


@pytest.mark.django_db
def test_moving_over_is_previewed_in_counts(folder: Path) -> None:
    assert typed(folder, "move-preview", "prevent", "2026-11", "2026-11-22") == "\n"
    assert "differences" in typed(folder, "diff", "prevent", "2026-11", "2026-11-22")
