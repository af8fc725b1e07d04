"""`caseward verify` on archives made by an enemy: answered in bounded memory, never unpacked, never believed."""

import tracemalloc
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from caseward import command_line
from caseward.kernel.ledger import papers
from tests.kernel.exported_files import FILES, GOOD, Verify, archive


@pytest.fixture
def verify(capsys: pytest.CaptureFixture[str]) -> Verify:
    """Run the command on arguments; its exit status and its lines."""

    def run(*arguments: object) -> tuple[int, list[str]]:
        status = command_line.main(["verify", *map(str, arguments)])
        return status, capsys.readouterr().out.splitlines()

    return run


class TestHostileArchives:
    def test_a_name_twice_is_refused(self, tmp_path: Path, verify: Verify) -> None:
        place = archive(tmp_path, FILES)
        with zipfile.ZipFile(place, "a") as one, pytest.warns(UserWarning, match="Duplicate name"):
            one.writestr("entries.jsonl", b"")

        status, said = verify(place)

        assert status == 2
        assert "holds a name twice" in said[-1]

    @pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
    def test_an_unusual_packing_is_refused(self, method: int, tmp_path: Path, verify: Verify) -> None:
        status, said = verify(archive(tmp_path, FILES, method))

        assert status == 2
        assert "packed in a way that is not read here" in said[-1]

    def test_an_encrypted_file_is_refused(self, tmp_path: Path, verify: Verify) -> None:
        place = archive(tmp_path, FILES)
        packed = bytearray(place.read_bytes())
        packed[packed.index(b"PK\x01\x02") + 8] |= 1
        place.write_bytes(packed)

        assert verify(place)[0] == 2

    def test_a_damaged_file_is_refused(self, tmp_path: Path, verify: Verify) -> None:
        place = archive(tmp_path, FILES, zipfile.ZIP_STORED)
        place.write_bytes(place.read_bytes().replace(b'"index":7', b'"index":8'))

        status, said = verify(place)

        assert status == 2
        assert said[-1].endswith("entries.jsonl is damaged in the archive and cannot be unpacked.")

    @pytest.mark.parametrize("name", ["inclusion.json", "key.pem", "checkpoints/000012.txt"])
    def test_a_small_file_that_unpacks_to_a_huge_one_is_refused(
        self, name: str, tmp_path: Path, verify: Verify
    ) -> None:
        status, said = verify(archive(tmp_path, FILES | {name: b" " * 50_000_000}))

        assert status == 2
        assert said[-1].endswith(f"{name} is too large to be what its name says.")

    @pytest.mark.slow
    def test_a_bomb_among_the_entries_is_left_in_bounded_memory(self, tmp_path: Path, verify: Verify) -> None:
        place = archive(tmp_path, FILES | {"entries.jsonl": b"A" * 100_000_000})

        tracemalloc.start()
        status, said = verify(place)
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()

        assert status == 1
        assert any("Line 1 cannot be read as entry 0" in line for line in said)
        assert peak < 16 * papers.LONGEST_LINE

    def test_a_list_of_names_that_would_fill_the_memory_is_refused(
        self, tmp_path: Path, verify: Verify
    ) -> None:
        """The end of an archive may claim any size for its list of names; a file with holes makes it true."""
        place = tmp_path / "export.zip"
        size = 2**31
        with place.open("wb") as file:
            file.truncate(size)
            file.seek(size)
            file.write(b"PK\x05\x06" + bytes(8) + size.to_bytes(4, "little") + bytes(6))

        assert verify(place)[0] == 2

    def test_names_that_lead_elsewhere_are_never_followed(self, tmp_path: Path, verify: Verify) -> None:
        place = archive(tmp_path, FILES | {"../../outside.txt": b"x", "/etc/passwd": b"x"})

        assert verify(place)[0] == 0
        assert [one.name for one in tmp_path.iterdir()] == ["export.zip"]

    def test_a_name_cannot_steer_the_terminal(self, tmp_path: Path, verify: Verify) -> None:
        status, said = verify(archive(tmp_path, FILES | {"checkpoints/\x1b[2J.txt": b"x"}))

        assert status == 1
        assert "BROKEN: checkpoints/?[2J.txt is not a checkpoint, or it was changed." in said

    @settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(data=st.data())
    def test_an_archive_with_any_changed_byte_is_answered_and_never_found_better(
        self, data: st.DataObject, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        packed = bytearray(archive(tmp_path, FILES).read_bytes())
        place = data.draw(st.integers(0, len(packed) - 1))
        packed[place] ^= data.draw(st.integers(1, 255))
        (tmp_path / "changed.zip").write_bytes(packed)

        status = command_line.main(["verify", str(tmp_path / "changed.zip")])

        said = capsys.readouterr().out.splitlines()
        assert status in {0, 1, 2}
        assert status != 0 or set(said) <= set(GOOD.splitlines())
