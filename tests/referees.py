"""Programs that judge what the tests read and write: LibreOffice, Chromium, poppler."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NoReturn

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

REQUIRED = "SCIPLAN_REFEREES"
"""Where this says `required`, as in CI, a test without its program fails."""
_LONGEST = 180


def needs(program: str) -> str:
    """Return where a program is; without it the test is skipped, or fails where it must run."""
    found = shutil.which(program)
    if found is None:
        _do_without(f"{program} is not installed")
    return found


def needs_index() -> None:
    """Skip or fail as `needs` does where pip finds nothing to build and install sciplan with."""
    if not _has_index():
        _do_without("there is no index of packages")


@cache
def _has_index() -> bool:
    with TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--retries", "0"]
        asked = subprocess.run(
            [*command, "hatchling"], cwd=folder, check=False, capture_output=True, timeout=_LONGEST
        )
    return asked.returncode == 0


def _do_without(said: str) -> NoReturn:
    if os.environ.get(REQUIRED) == "required":
        pytest.fail(said)
    pytest.skip(said)


def office_pdf(document: Path) -> bytes:
    """Return a document as LibreOffice prints it."""
    home = document.parent / "soffice"
    command = [needs("soffice"), f"-env:UserInstallation={home.as_uri()}", "--headless"]
    command += ["--convert-to", "pdf", "--outdir", str(document.parent), str(document)]
    subprocess.run(command, check=True, capture_output=True, timeout=_LONGEST)
    return document.with_suffix(".pdf").read_bytes()


def office_saved(
    documents: Sequence[Path], folder: Path, to: str = "xlsx:Calc MS Excel 2007 XML"
) -> list[bytes]:
    """Return workbooks as LibreOffice saves them again, all opened in one call.

    Args:
        documents: The workbooks, in whatever folders.
        folder: Where LibreOffice may keep what it needs; a second call there starts sooner.
        to: The ending and the filter.
    """
    opened, out = folder / "opened", folder / "saved"
    opened.mkdir(parents=True, exist_ok=True)
    names = [f"{number}.xlsx" for number, _ in enumerate(documents)]
    for name, document in zip(names, documents, strict=True):
        shutil.copy(document, opened / name)
    command = [needs("soffice"), f"-env:UserInstallation={(folder / 'home').as_uri()}"]
    command += ["--headless", "--convert-to", to, "--outdir", str(out)]
    command += [str(opened / name) for name in names]
    subprocess.run(command, check=True, capture_output=True, timeout=_LONGEST)
    ending = to.partition(":")[0]
    return [(out / name).with_suffix(f".{ending}").read_bytes() for name in names]


def browser_pdf(page: Path) -> bytes:
    """Return a web page as Chromium prints it."""
    made = page.with_suffix(".pdf")
    command = [needs("chromium"), "--no-sandbox", "--headless", "--disable-gpu"]
    command += ["--disable-background-networking", f"--user-data-dir={page.parent / 'chromium'}"]
    command += ["--no-pdf-header-footer", f"--print-to-pdf={made}", page.as_uri()]
    subprocess.run(command, check=True, capture_output=True, timeout=_LONGEST)
    return made.read_bytes()


def browser_dom(page: Path, *, width: int, height: int) -> str:
    """Return a web page as it stands in Chromium's window of a size, once its scripts have run."""
    command = [needs("chromium"), "--no-sandbox", "--headless", "--disable-gpu"]
    command += ["--disable-background-networking", f"--user-data-dir={page.parent / 'chromium'}"]
    command += [f"--window-size={width},{height}", "--dump-dom", page.as_uri()]
    done = subprocess.run(command, check=True, capture_output=True, timeout=_LONGEST)
    return done.stdout.decode()


@contextmanager
def chromium() -> Iterator["Browser"]:
    """Start Debian's Chromium, to be driven; without it or its driver tests are skipped or fail."""
    program = needs("chromium")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        _do_without("playwright is not installed")
    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser
        browser.close()


def pdf_text(content: bytes) -> str:
    """Return a PDF's text as poppler reads it."""
    command = [needs("pdftotext"), "-", "-"]
    done = subprocess.run(command, input=content, check=True, capture_output=True, timeout=_LONGEST)
    return done.stdout.decode()
