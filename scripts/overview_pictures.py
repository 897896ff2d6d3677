"""Remakes the pictures of docs/overview.md: `python scripts/overview_pictures.py`.

It needs the extra `picture`, playwright, chromium and a Chinese font.
"""

import os
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import ViewportSize, sync_playwright
from resvg_py import svg_to_bytes

from sciplan.cli.program import main as sciplan

_TOP = Path(__file__).parents[1]
_OUT = _TOP / "docs" / "pictures"
_DAY = "2025-12-01"
"""Pages tell whose period is over on the day they are made; pictures stay the same."""
_WIDTH = 1000
_SCREEN = ViewportSize(width=1280, height=800)


def main() -> int:
    """Write the pictures; return the exit code."""
    os.environ["SCIPLAN_TODAY"] = _DAY
    plan = ["-p", str(_TOP / "data" / "plan.yaml")]
    _OUT.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as work:
        for command in ("workload", "overlaps"):
            drawn = Path(work) / f"{command}.svg"
            if sciplan([command, "-o", str(drawn), *plan]):
                return 1
            picture = svg_to_bytes(svg_string=drawn.read_text(encoding="utf-8"), width=_WIDTH)
            (_OUT / f"{command}.png").write_bytes(bytes(picture))
        page = Path(work) / "page.html"
        if sciplan(["overview", "-o", str(page), *plan]):
            return 1
        _screenshot(page, _OUT / "page.png")
    return 0


def _screenshot(page: Path, out: Path) -> None:
    with sync_playwright() as started:
        program = "/usr/bin/chromium"
        browser = started.chromium.launch(executable_path=program, args=["--no-sandbox"])
        shown = browser.new_page(viewport=_SCREEN)
        shown.goto(f"{page.as_uri()}#s0-matrix")
        shown.screenshot(path=out)
        browser.close()


if __name__ == "__main__":
    sys.exit(main())
