"""Builds the site of docs/ into a folder, and checks what was built; what is wrong fails.

Sphinx takes every warning for an error. Behind it each link and anchor of the pages is followed,
and a page that would fetch anything from outside is an error: offices have no network.
Needs the extra `docs`.
"""

import argparse
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

DOCS = Path(__file__).parents[1] / "docs"
_FETCHED = {
    ("script", "src"),
    ("img", "src"),
    ("link", "href"),
    ("iframe", "src"),
    ("source", "src"),
}
_STYLES = re.compile(r"<style.*?</style>", re.DOTALL)
_OUTSIDE = re.compile(r"""url\(\s*["']?(?:https?:)?//|@import\b""")


def main() -> int:
    """Build and check; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="where the site goes")
    site: Path = parser.parse_args().folder
    options = ["-W", "--keep-going", "-q", "-b", "html", "-d", str(site / ".doctrees")]
    built = subprocess.run(
        [sys.executable, "-m", "sphinx", *options, str(DOCS), str(site)], check=False
    )
    found = [*faults(site)] if built.returncode == 0 else []
    for fault in found:
        print(fault, file=sys.stderr)
    return int(built.returncode != 0 or bool(found))


@dataclass
class _Page(HTMLParser):
    """The anchors of a page, and (tag, address) of what it leads to."""

    anchors: set[str] = field(default_factory=set)
    leads: list[tuple[str, str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in ("id", "name") and value:
                self.anchors.add(value)
            if name in ("href", "src") and value:
                self.leads.append((tag, name, value))


def faults(site: Path) -> Iterator[str]:
    """Yield a line for each link that leads nowhere and each thing fetched from outside."""
    for path in sorted(site.rglob("*.html")):
        for tag, name, address in page_of(path).leads:
            if why := _fault(path, tag, name, address):
                yield f"{path.relative_to(site)}: {why}: {address}"
    for path in sorted([*site.rglob("*.html"), *site.rglob("*.css")]):
        if _OUTSIDE.search(_style(path)):
            yield f"{path.relative_to(site)}: a style that fetches another, or from outside"


def _style(path: Path) -> str:
    text = path.read_text(encoding="utf-8")
    return text if path.suffix == ".css" else "".join(_STYLES.findall(text))


def _fault(page: Path, tag: str, name: str, address: str) -> str:
    parts = urlsplit(address)
    if parts.scheme == "data":
        return ""
    if parts.scheme or parts.netloc:
        return "fetched from outside" if (tag, name) in _FETCHED else ""
    target = (page.parent / unquote(parts.path)) if parts.path else page
    if not target.is_file():
        return "leads nowhere"
    fragment = unquote(parts.fragment)
    if fragment and target.suffix == ".html" and fragment not in page_of(target).anchors:
        return "no such anchor"
    return ""


@cache
def page_of(path: Path) -> _Page:
    """Return what is on a page."""
    page = _Page()
    page.feed(path.read_text(encoding="utf-8"))
    return page


if __name__ == "__main__":
    sys.exit(main())
