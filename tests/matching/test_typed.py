"""What is typed: a file of pairs that names nobody, plain refusals, and an engine that no server of pages carries."""

import json
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from caseward import command_line
from caseward.kernel.dates import ApproximateAge, PartialDate
from caseward.kernel.identifiers import Identifier, Kind
from caseward.kernel.identity import Address, Name, Person
from caseward.matching import invented, records
from caseward.matching.records import Record
from tests.kernel.test_identity_matching import BORN


def written(place: Path, *given: Record) -> Path:
    place.write_text("".join(records.lines_of(given)), encoding="utf-8")
    return place


@pytest.mark.slow
def test_a_batch_tells_ids_levels_and_weights_and_names_nobody(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home = Address("12 Acacia Avenue, Northtown", "NS1 2AB")
    people = [
        Record("one", Person(name=Name("Callum", "Hartright"), born=BORN, addresses=(home,))),
        Record("two", Person(name=Name("Calum", "Hartwright"), born=BORN, addresses=(home,))),
        Record("else", Person(name=Name("Zofia", "Nowak"), born=PartialDate(1950))),
    ]
    out = tmp_path / "pairs.jsonl"

    status = command_line.main(
        ["match", "batch", str(written(tmp_path / "records.jsonl", *people)), "--out", str(out)]
    )

    text = out.read_text(encoding="utf-8")
    [pair] = map(json.loads, text.splitlines())
    assert (status, stat.S_IMODE(out.stat().st_mode)) == (0, 0o600)
    assert (pair["ours"], pair["theirs"], pair["edition"]) == ("one", "two", "people-2026-11")
    assert pair["fields"]["surname"][0] == "near"
    assert not [word for word in ("Hart", "Callum", "Acacia", "2009", "NS1") if word in text]
    assert "Hart" not in capsys.readouterr().out


def test_a_file_of_pairs_is_never_written_over(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "pairs.jsonl"
    out.write_text("of another run")

    status = command_line.main(
        ["match", "batch", str(written(tmp_path / "records.jsonl")), "--out", str(out)]
    )

    assert (status, out.read_text()) == (2, "of another run")
    assert "is there already" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("line", "amiss"),
    [
        ('{"id": "r1", "ethnicity": "x"}', "ethnicity"),
        ('{"id": "r1", "born": [1980, 13]}', "month"),
        ("not JSON", "Line 1"),
        ('{"name": ["A", "B"]}', "id"),
    ],
)
def test_a_line_that_is_no_record_is_refused(
    line: str, amiss: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = tmp_path / "records.jsonl"
    place.write_text(line)

    status = command_line.main(["match", "batch", str(place), "--out", str(tmp_path / "out")])

    said = capsys.readouterr().out
    assert status == 2
    assert amiss in said
    assert not (tmp_path / "out").exists()


def test_an_edition_that_nobody_published_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = str(written(tmp_path / "records.jsonl"))

    assert command_line.main(["match", "batch", place, "--out", "x", "--edition", "people-1999-01"]) == 2
    assert "no edition" in capsys.readouterr().out


def test_spark_that_is_not_installed_is_said_plainly(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CASEWARD_MATCH_BACKEND", "spark")
    monkeypatch.delitem(sys.modules, "caseward.matching.in_spark", raising=False)
    monkeypatch.setitem(sys.modules, "pyspark.errors", None)
    place = str(written(tmp_path / "records.jsonl"))

    assert command_line.main(["match", "batch", place, "--out", str(tmp_path / "out")]) == 2
    assert "Spark is not installed here" in capsys.readouterr().out
    assert not (tmp_path / "out").exists()


def test_a_record_is_read_as_it_was_written() -> None:
    every = [
        *invented.records(50, seed=2),
        Record(
            "r",
            Person(
                name=Name("Zoë", "O'Brien"),
                aliases=(Name("", "张伟"),),
                born=ApproximateAge(14, 16, BORN.earliest),
                identifiers=(Identifier(Kind.NHS, "9990001006"),),
            ),
            entity="7",
            side="a",
        ),
    ]

    assert [records.from_line(line) for line in records.lines_of(every)] == every


def test_no_server_of_pages_carries_the_engine() -> None:
    seen = (
        "import sys, caseward.command_line, caseward.nominals.queries, caseward.ui.components;"
        "print([name for name in ('splink', 'duckdb', 'pyarrow', 'caseward.matching') if name in sys.modules])"
    )
    program = f"import django; from django.conf import settings; django.setup(); {seen}"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"
