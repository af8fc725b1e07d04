"""Replay every timeline that is shipped, and draw its page and its picture anew.

Usage: python -m tools.replays [FOLDER]
"""

import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright


FOLDER = Path(__file__).resolve().parents[1] / "docs" / "replays"
COMMAND = Path(sys.executable).parent / "caseward"
CHROMIUM = "/usr/bin/chromium"
WIDTH = 1360


def main(arguments: list[str]) -> int:
    """Write NAME.html and NAME.png beside each NAME.toml."""
    folder = Path(arguments[0]) if arguments else FOLDER
    for timeline in sorted(folder.glob("*.toml")):
        page = timeline.with_suffix(".html")
        subprocess.run(
            [str(COMMAND), "replay", str(timeline), "--report", "html", "--out", str(page)],
            check=True,
        )  # fmt: skip
        _draw(page)
        print(page.name)
    return 0


def _draw(page: Path) -> None:
    """The head of the page and its picture; the tables below are read in the page itself."""
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        shown = browser.new_page(viewport={"width": WIDTH, "height": 900})
        shown.goto(page.resolve().as_uri())
        below = shown.locator("ul.key").bounding_box()
        bottom = 900.0 if below is None else below["y"] + below["height"] + 16
        shown.screenshot(
            path=str(page.with_suffix(".png")),
            full_page=True,
            clip={"x": 0, "y": 0, "width": WIDTH, "height": bottom},
        )
        browser.close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
