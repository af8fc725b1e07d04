"""Locks say what, never where from."""

import pytest

from tools.setup import locks


GOOD = (
    "django==5.2.19 \\\n    --hash=sha256:aa \\\n    --hash=sha256:bb\n    # via caseward (pyproject.toml)\n"
)


def test_our_own_locks_hold_no_address() -> None:
    assert list(locks.faults()) == []


def test_names_versions_and_hashes_are_well() -> None:
    assert (
        list(
            locks.faults_of_requirements(
                "a.lock", GOOD + "psycopg[binary,pool]==3.3.9 \\\n    --hash=sha256:cc\n"
            )
        )
        == []
    )


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        ("--index-url https://packages.example/simple\n", "holds an address"),
        ("--find-links /some/folder\n", "holds an address"),
        ("-i https://packages.example\n", "holds an address"),
        ("thing @ git+https://example/thing\n", "holds an address"),
        ("thing==1 \\\n    --hash=sha256:aa \\\n    --index-url https://x\n", "holds an address"),
        ("thing>=1\n", "leaves a version open"),
        ("thing==1\n", "has no hash"),
    ],
)
def test_anything_else_is_named(entry: str, words: str) -> None:
    (fault,) = locks.faults_of_requirements("a.lock", GOOD + entry)

    assert words in fault


def test_a_package_lock_may_not_say_where_a_package_came_from() -> None:
    text = '{"packages": {"": {}, "node_modules/a": {"version": "1", "resolved": "https://x", "integrity": "y"}}}'

    (fault,) = locks.faults_of_packages("package-lock.json", text)

    assert "node_modules/a" in fault


def test_a_package_without_a_hash_is_named() -> None:
    (fault,) = locks.faults_of_packages(
        "package-lock.json", '{"packages": {"node_modules/a": {"version": "1"}}}'
    )

    assert "no hash" in fault
