"""The embedded server's memory follows the machine's."""

from pathlib import Path

import pytest

from caseward.foundation.database import memory


@pytest.mark.parametrize(
    ("gigabytes", "setting"), [(0.25, "128MB"), (1, "256MB"), (4, "1024MB"), (24, "4096MB"), (512, "4096MB")]
)
def test_a_quarter_of_the_memory_within_bounds(
    gigabytes: float, setting: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(memory, "available", lambda: int(gigabytes * 2**30))
    assert memory.shared_buffers() == setting


def test_a_container_counts_what_it_may_use(tmp_path: Path) -> None:
    there = memory.available(tmp_path / "none")
    for told, expected in (("max", there), ("1048576", 1 << 20), (str(there * 2), there)):
        (tmp_path / "memory.max").write_text(f"{told}\n", "ascii")
        assert memory.available(tmp_path / "memory.max") == expected
