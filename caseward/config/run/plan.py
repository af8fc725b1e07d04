"""What this start was asked for, read from the environment."""

import os
import secrets
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from caseward.config.run import troubles
from caseward.foundation.database import address


@dataclass(frozen=True, slots=True)
class Plan:
    """The data folder, the port, and the variables that every part is started with."""

    data: Path
    port: int
    demo: bool
    environ: Mapping[str, str]

    @property
    def url(self) -> str:
        """Where people find it."""
        return _url(self.port)

    @property
    def is_embedded(self) -> bool:
        """Whether the database server is ours to start."""
        return address.is_embedded(self.environ)

    def variables(self, **more: str) -> dict[str, str]:
        """The environment of one part."""
        return {**self.environ, **more}


def read(environ: Mapping[str, str]) -> Plan:
    """The plan; raises Trouble for a port that is none."""
    data = address.data_folder(environ)
    demo = environ.get("CASEWARD_DEMO", "1")
    port = _port(environ.get("CASEWARD_PORT") or "8000")
    ours = {
        "CASEWARD_DATA": str(data),
        "CASEWARD_DEMO": demo,
        "CASEWARD_PORT": str(port),
        "CASEWARD_ADDRESS": environ.get("CASEWARD_ADDRESS", _url(port)),
        "DJANGO_SETTINGS_MODULE": environ.get("DJANGO_SETTINGS_MODULE", "caseward.config.settings"),
        "PYTHONUNBUFFERED": "1",
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{environ.get('PATH', os.defpath)}",
    }
    return Plan(data=data, port=port, demo=demo == "1", environ={**environ, **ours})


def make_secret_key(plan: Plan) -> None:
    """Make the key that signs sessions and forms, once, unless the environment brings one."""
    if {"CASEWARD_SECRET_KEY", "CASEWARD_SECRET_KEY_FILE"} & set(plan.environ):
        return
    folder = plan.data / "secrets"
    folder.mkdir(mode=0o700, exist_ok=True)
    try:
        file = os.open(folder / "secret-key", os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    with os.fdopen(file, "w", encoding="utf-8") as writing:
        writing.write(secrets.token_urlsafe(64) + "\n")


def _url(port: int) -> str:
    return f"http://127.0.0.1:{port}"


def _port(given: str) -> int:
    if not given.isdigit() or not 0 < int(given) < 65536:
        raise troubles.Trouble(f"CASEWARD_PORT is {given!r}; it must be a number from 1 to 65535.")
    return int(given)
