"""What git knows of a file."""

import shutil
import subprocess
from pathlib import Path

_LONGEST = 10
"""Seconds."""


def is_tracked(path: str) -> bool:
    """Whether git keeps a file; False too where there is no git, or no repository."""
    program = shutil.which("git")
    file = Path(path)
    if not program or not file.is_file():
        return False
    # A repository may set a program that tells git what changed; none of it is to run.
    command = [program, "-c", "core.fsmonitor=false", "ls-files", "--error-unmatch", "--"]
    try:
        asked = subprocess.run(  # noqa: S603 - only asks
            [*command, file.name],
            cwd=file.parent,
            check=False,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_LONGEST,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return asked.returncode == 0
