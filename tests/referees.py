"""Other programs that tests hold sciplan against: LibreOffice and the like."""

import os
import shutil

import pytest


def needs(command: str) -> str:
    """Return the path of a program that the test needs.

    The test is skipped where it is missing, and fails where CI says that all are there.
    """
    path = shutil.which(command)
    if path is not None:
        return path
    told = f"needs {command}"
    if os.environ.get("SCIPLAN_REFEREES") == "required":
        pytest.fail(told)
    pytest.skip(told)
