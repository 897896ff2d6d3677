"""Programs that judge what the tests read and write: LibreOffice, Chromium, poppler."""

import atexit
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
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
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--retries", "0"]
        asked = subprocess.run(
            [*command, "hatchling"], cwd=folder, check=False, capture_output=True, timeout=_LONGEST
        )
    return asked.returncode == 0


def _do_without(said: str) -> NoReturn:
    if os.environ.get(REQUIRED) == "required":
        pytest.fail(said)
    pytest.skip(said)


def office(form: str, documents: Iterable[Path], out: Path) -> None:
    """Have LibreOffice save documents in another form, all in one start.

    Args:
        form: What `--convert-to` takes, as `pdf` or `xlsx`.
        documents: The files; no two of one name.
        out: The folder that the new files go to, under the documents' names.
    """
    command = [needs("soffice"), f"-env:UserInstallation={_office_home().as_uri()}", "--headless"]
    command += ["--convert-to", form, "--outdir", str(out), *map(str, documents)]
    subprocess.run(command, check=True, capture_output=True, timeout=2 * _LONGEST)


@cache
def _office_home() -> Path:
    """Return this process's folder of LibreOffice's settings, which its first start fills."""
    folder = tempfile.mkdtemp()
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return Path(folder)


def office_pdf(document: Path) -> bytes:
    """Return a document as LibreOffice prints it."""
    office("pdf", [document], document.parent)
    return document.with_suffix(".pdf").read_bytes()


def office_saved(
    documents: Sequence[Path], folder: Path, to: str = "xlsx:Calc MS Excel 2007 XML"
) -> list[bytes]:
    """Return workbooks as LibreOffice saves them again.

    Args:
        documents: The workbooks, in whatever folders.
        folder: Where they are copied to under other names, and saved.
        to: The ending and the filter.
    """
    opened, out = folder / "opened", folder / "saved"
    opened.mkdir(parents=True, exist_ok=True)
    places = [opened / f"{number}.xlsx" for number, _ in enumerate(documents)]
    for place, document in zip(places, documents, strict=True):
        shutil.copy(document, place)
    office(to, places, out)
    ending = to.partition(":")[0]
    return [(out / place.name).with_suffix(f".{ending}").read_bytes() for place in places]


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
