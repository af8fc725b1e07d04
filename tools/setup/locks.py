"""Locks hold names, versions and hashes, never an address: where packages come from is the machine's business."""

import json
import re
import sys
from collections.abc import Iterator

from tools.setup import places


ADDRESS = re.compile(r"https?:|git\+|file:|--(extra-)?index-url|--find-links|(^|\s)-[if]\s|@ ")
REQUIREMENT = re.compile(r"^[A-Za-z0-9][\w.\[\],-]*==[^ ]+")


def faults() -> Iterator[str]:
    """What is wrong with any lock, one sentence each."""
    for lock in sorted(places.REQUIREMENTS.glob("*.lock")):
        yield from faults_of_requirements(lock.name, lock.read_text("utf-8"))
    package_lock = places.FRONTEND / "package-lock.json"
    if package_lock.exists():
        yield from faults_of_packages(package_lock.name, package_lock.read_text("utf-8"))


def faults_of_requirements(name: str, text: str) -> Iterator[str]:
    """Addresses, versions left open, and packages without a hash in a lock of Python packages."""
    for entry in re.split(r"(?<!\\)\n(?=\S)", text):
        first = entry.split("\n", 1)[0]
        if ADDRESS.search(re.sub(r"^\s*#.*$", "", entry, flags=re.MULTILINE)):
            yield f"{name} holds an address: {first}"
        elif first and not first.startswith("#") and not REQUIREMENT.match(first):
            yield f"{name} leaves a version open: {first}"
        elif REQUIREMENT.match(first) and "--hash=sha256:" not in entry:
            yield f"{name} has no hash for: {first}"


def faults_of_packages(name: str, text: str) -> Iterator[str]:
    """Addresses and packages without a hash in a lock of npm's."""
    for place, package in json.loads(text)["packages"].items():
        if "resolved" in package:
            yield f"{name} holds an address for {place}; run npm with omit-lockfile-registry-resolved=true"
        if place and "integrity" not in package and not package.get("link"):
            yield f"{name} has no hash for {place}"


def main() -> int:
    """Say every fault; 0 when there is none."""
    found = list(faults())
    for fault in found:
        print(fault)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
