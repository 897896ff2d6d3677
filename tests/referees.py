"""Other programs that tests hold sciplan against: LibreOffice and the like."""

import os
import shutil

import pytest


def needs(*commands: str) -> None:
    """Skip the test where a program is missing; fail where CI says that all are there."""
    missing = [command for command in commands if shutil.which(command) is None]
    if not missing:
        return
    told = f"needs {', '.join(missing)}"
    if os.environ.get("SCIPLAN_REFEREES") == "required":
        pytest.fail(told)
    pytest.skip(told)
