"""Static files carry their digest, and scripts ask for each other by it."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command


@pytest.mark.slow
def test_our_scripts_import_each_other_by_their_digested_names(settings: Any, tmp_path: Path) -> None:
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": "caseward.ui.staticfiles.Storage"}}

    call_command("collectstatic", interactive=False, verbosity=0)

    script = (tmp_path / staticfiles_storage.stored_name("js/caseward.js")).read_text("utf-8")  # type: ignore[attr-defined]
    imported = re.findall(r'from "(\./[^"]+)"', script)
    assert len(imported) == 7
    assert all(re.search(r"\.[0-9a-f]{12}\.js$", name) for name in imported)
    assert all((tmp_path / "js" / name).is_file() for name in imported)


def test_nothing_that_is_served_comes_from_or_points_to_elsewhere() -> None:
    dist = Path(__file__).resolve().parents[2] / "frontend" / "dist"

    style = (dist / "caseward.css").read_text("utf-8")

    assert not re.findall(r"url\((?!data:)", style)
    assert "GDS Transport" not in style
    assert "sourceMappingURL" not in "".join(path.read_text("utf-8") for path in dist.rglob("*.js"))


def test_the_lock_of_the_front_end_holds_no_address() -> None:
    lock = Path(__file__).resolve().parents[2] / "frontend" / "package-lock.json"

    assert not re.findall(r"https?:|resolved", lock.read_text("utf-8"))
