"""Other programs that tests hold sciplan against: LibreOffice and the like."""

import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NoReturn

import pytest


def needs(command: str) -> str:
    """Return the path of a program that the test needs.

    The test is skipped where it is missing, and fails where CI says that all are there.
    """
    path = shutil.which(command)
    if path is None:
        _do_without(f"needs {command}")
    return path


def needs_index() -> None:
    """Skip or fail as `needs` does where pip finds nothing to build and install sciplan with."""
    if not _has_index():
        _do_without("needs an index of packages")


@cache
def _has_index() -> bool:
    with TemporaryDirectory() as folder:
        args = ["-m", "pip", "download", "-q", "--no-deps", "--retries", "0", "-d", folder]
        asked = subprocess.run(
            [sys.executable, *args, "hatchling"], cwd=Path(folder), capture_output=True, check=False
        )
    return asked.returncode == 0


def _do_without(told: str) -> NoReturn:
    if os.environ.get("SCIPLAN_REFEREES") == "required":
        pytest.fail(told)
    pytest.skip(told)
