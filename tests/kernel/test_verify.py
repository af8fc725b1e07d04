"""`caseward verify`: what an outsider runs, on a machine that has neither Django nor a database."""

import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from caseward import command_line
from caseward.command_line import sources
from tests.kernel import ledger_exports as made
from tests.kernel.exported_files import (
    ENTRIES,
    FILES,
    GOOD,
    RENUMBERED,
    Files,
    Make,
    Verify,
    archive,
    folder,
    without,
)


@pytest.fixture
def verify(capsys: pytest.CaptureFixture[str]) -> Verify:
    """Run the command on arguments; its exit status and its lines."""

    def run(*arguments: object) -> tuple[int, list[str]]:
        status = command_line.main(["verify", *map(str, arguments)])
        return status, capsys.readouterr().out.splitlines()

    return run


EITHER_FORM = pytest.mark.parametrize("make", [folder, archive])


@EITHER_FORM
def test_a_good_export_holds(make: Make, tmp_path: Path, verify: Verify) -> None:
    status, said = verify(make(tmp_path, FILES))

    assert status == 0
    assert said == GOOD.splitlines()


@EITHER_FORM
def test_a_bad_export_does_not_hold_and_the_place_is_named(
    make: Make, tmp_path: Path, verify: Verify
) -> None:
    status, said = verify(make(tmp_path, RENUMBERED))

    assert status == 1
    assert "BROKEN: Line 8 holds entry 8 in the place of entry 7. Nothing after it was checked." in said
    assert said[-1] == "This export does not hold."


@EITHER_FORM
@pytest.mark.parametrize(
    "files",
    [
        without("inclusion.json", "consistency.json"),
        without("entries.jsonl"),
        without("entries.jsonl", "inclusion.json"),
        without("entries.jsonl", "consistency.json", "checkpoints/000005.txt"),
    ],
    ids=["entries alone", "both proofs", "consistency", "inclusion"],
)
def test_a_part_of_an_export_holds_by_itself(
    make: Make, files: Files, tmp_path: Path, verify: Verify
) -> None:
    assert verify(make(tmp_path, files))[0] == 0


class TestTheKey:
    def test_a_key_of_ones_own_takes_the_place_of_the_one_inside(
        self, tmp_path: Path, verify: Verify
    ) -> None:
        (tmp_path / "mine.pem").write_bytes(made.pem())

        status, said = verify(folder(tmp_path, FILES | {"key.pem": b"?"}), "--key", tmp_path / "mine.pem")

        assert status == 0
        assert said[0] == "Note:   Signatures are checked against the key you gave."

    def test_an_export_signed_by_somebody_else_does_not_hold(self, tmp_path: Path, verify: Verify) -> None:
        (tmp_path / "mine.pem").write_bytes(made.pem(made.OTHER_KEY))

        status, said = verify(folder(tmp_path, FILES), "--key", tmp_path / "mine.pem")

        assert status == 1
        assert any("or another key signed it" in line for line in said)

    def test_without_any_key_it_cannot_be_read(self, tmp_path: Path, verify: Verify) -> None:
        status, said = verify(folder(tmp_path, without("key.pem")))

        assert status == 2
        assert said[-1] == "Cannot read the export: it holds no key.pem; give the public key with --key."

    @pytest.mark.parametrize(
        "key", [b"", b"x" * 10_000, b"-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n"]
    )
    def test_a_bad_key_cannot_be_read(self, key: bytes, tmp_path: Path, verify: Verify) -> None:
        assert verify(folder(tmp_path, FILES | {"key.pem": key}))[0] == 2


class TestCheckpointsKeptOutside:
    def test_one_that_agrees_holds(self, tmp_path: Path, verify: Verify) -> None:
        (tmp_path / "kept.txt").write_bytes(made.checkpoint(ENTRIES, 9).text)

        assert verify(folder(tmp_path, FILES), "--checkpoint", tmp_path / "kept.txt")[0] == 0

    def test_a_later_one_shows_that_an_older_state_was_put_back(self, tmp_path: Path, verify: Verify) -> None:
        (tmp_path / "kept.txt").write_bytes(made.checkpoint(made.bodies(20), 20).text)

        status, said = verify(folder(tmp_path, FILES), "--checkpoint", tmp_path / "kept.txt")

        assert status == 1
        assert any("or an older state was put back" in line for line in said)

    def test_history_rewritten_with_the_key_in_hand_is_found(self, tmp_path: Path, verify: Verify) -> None:
        (tmp_path / "kept.txt").write_bytes(made.checkpoint([b"{}", *ENTRIES[1:]], 9).text)

        status, said = verify(folder(tmp_path, FILES), "--checkpoint", tmp_path / "kept.txt")

        assert status == 1
        assert any("The first bad entry is one of 5 to 8" in line for line in said)

    def test_several_files_and_whole_folders_may_be_given(self, tmp_path: Path, verify: Verify) -> None:
        witness = tmp_path / "witness"
        witness.mkdir()
        for size in (2, 3):
            (witness / f"{size}.txt").write_bytes(made.checkpoint(ENTRIES, size).text)
        (tmp_path / "kept.txt").write_bytes(made.checkpoint(ENTRIES, 9).text)

        status, said = verify(folder(tmp_path, FILES), "--checkpoint", tmp_path / "kept.txt", witness)

        assert status == 0
        assert "good signature: 5." in said[1]

    def test_one_that_is_not_there_cannot_be_read(self, tmp_path: Path, verify: Verify) -> None:
        status, said = verify(folder(tmp_path, FILES), "--checkpoint", tmp_path / "none.txt")

        assert status == 2
        assert said[-1].endswith("none.txt cannot be found.")


class TestWhatCannotBeRead:
    def test_nothing_at_all(self, tmp_path: Path, verify: Verify) -> None:
        status, said = verify(tmp_path / "none")

        assert status == 2
        assert said == [f"Cannot read the export: {tmp_path}/none cannot be found."]

    def test_a_folder_with_nothing_to_verify(self, tmp_path: Path, verify: Verify) -> None:
        files = without("entries.jsonl", "inclusion.json", "consistency.json")

        assert verify(folder(tmp_path, files))[0] == 2

    @pytest.mark.parametrize(
        "content", [b"", b"PK\x03\x04", b"no archive" * 1000], ids=["empty", "cut", "text"]
    )
    def test_a_file_that_is_no_archive(self, content: bytes, tmp_path: Path, verify: Verify) -> None:
        (tmp_path / "export.zip").write_bytes(content)

        status, said = verify(tmp_path / "export.zip")

        assert status == 2
        assert said[-1].endswith("is neither a folder nor a zip archive that can be opened.")

    def test_a_pipe_is_not_waited_for(self, tmp_path: Path, verify: Verify) -> None:
        place = folder(tmp_path, without("entries.jsonl"))
        os.mkfifo(place / "entries.jsonl")
        os.mkfifo(tmp_path / "pipe")

        assert verify(place)[0] == 2
        assert verify(tmp_path / "pipe")[0] == 2

    def test_a_device_is_not_read(self, verify: Verify) -> None:
        assert verify("/dev/zero")[0] == 2

    def test_more_checkpoints_than_anybody_can_hold(
        self, tmp_path: Path, verify: Verify, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(sources, "MOST_CHECKPOINTS", 1)

        for make in (folder, archive):
            status, said = verify(make(tmp_path, FILES))
            assert status == 2
            assert said[-1].endswith("There are more than 1 checkpoints; give the ones that matter.")

    def test_arguments_that_are_not_understood(self, capsys: pytest.CaptureFixture[str]) -> None:
        with pytest.raises(SystemExit) as left:
            command_line.main(["verify", "--nonsense"])

        assert left.value.code == 2
        assert "usage: caseward verify" in capsys.readouterr().err


class TestStandingAlone:
    """The promise to an outsider: neither Django nor a database, nor anything of ours above the kernel."""

    BLOCKED = (
        "django",
        "psycopg",
        "phonenumbers",
        "rapidfuzz",
        "jellyfish",
        "anyascii",
        "procrastinate",
        "gunicorn",
    )
    PROGRAM = textwrap.dedent(
        """
        import sys

        class Absent:
            def find_spec(self, name, path=None, target=None):
                if name.partition(".")[0] in BLOCKED:
                    raise ModuleNotFoundError(f"No module named {name!r}", name=name)

        BLOCKED = set(sys.argv.pop(1).split(","))
        sys.meta_path.insert(0, Absent())
        from caseward import command_line
        status = command_line.main()
        above = [name for name in sys.modules if name.startswith("caseward.") and
                 name.split(".")[1] not in {"kernel", "command_line"}]
        sys.exit(f"imported {above}" if above else status)
        """
    )

    def run(self, *arguments: object) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-c", self.PROGRAM, ",".join(self.BLOCKED), *map(str, arguments)],
            capture_output=True,
            text=True,
            check=False,
            env={"PYTHONPATH": str(Path(command_line.__file__).parents[2]), "PATH": ""},
        )

    def test_a_good_export_holds(self, tmp_path: Path) -> None:
        done = self.run("verify", archive(tmp_path, FILES))

        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout == f"{GOOD}\n"

    def test_a_bad_one_leaves_with_1(self, tmp_path: Path) -> None:
        assert self.run("verify", folder(tmp_path, RENUMBERED)).returncode == 1

    def test_what_cannot_be_read_leaves_with_2(self, tmp_path: Path) -> None:
        assert self.run("verify", tmp_path / "none").returncode == 2

    def test_a_terminal_that_knows_only_ascii_gets_an_answer(self, tmp_path: Path) -> None:
        done = self.run("verify", tmp_path / "Łódź")

        assert done.returncode == 2
        assert "cannot be found" in done.stdout

    def test_another_command_does_need_django(self) -> None:
        done = self.run("check")

        assert done.returncode == 1
        assert "No module named 'django'" in done.stderr

    def test_help_needs_nothing(self) -> None:
        assert "verify EXPORT" in self.run("--help").stdout
        assert self.run("--help").returncode == 0
        assert self.run().returncode == 2


@pytest.mark.slow
def test_other_commands_are_those_of_the_application() -> None:
    script = "import sys; from caseward.command_line import main; sys.exit(main())"
    environ = {**os.environ, "DJANGO_SETTINGS_MODULE": "caseward.config.settings_test"}

    def helped(*words: str) -> str:
        command = [sys.executable, "-c", script, *words, "--help"]
        return subprocess.run(command, capture_output=True, text=True, check=True, env=environ).stdout

    assert "seal" in helped("ledger", "seal").splitlines()[0] + helped("seal_ledger").splitlines()[0]
    assert helped("ledger", "seal") == helped("seal_ledger")


def test_a_folder_and_an_archive_are_both_sources(tmp_path: Path) -> None:
    for place in (folder(tmp_path, FILES), archive(tmp_path, FILES)):
        source = sources.open_source(place)
        names = [note.name for note in source.checkpoints()]
        source.close()

        assert names == ["checkpoints/000005.txt", "checkpoints/000012.txt"]
