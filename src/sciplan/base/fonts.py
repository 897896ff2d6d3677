"""Which fonts this machine has: papers name fonts and never bundle them."""

import os
import shutil
import subprocess
from pathlib import Path

_OTHER_NAMES = {
    "方正小标宋简体": ("FZXiaoBiaoSong-B05S", "FZXBSJW.TTF", "FZXBSK.TTF"),
    "黑体": ("SimHei", "simhei.ttf"),
    "楷体": ("KaiTi", "simkai.ttf"),
    "仿宋": ("FangSong", "simfang.ttf"),
    "宋体": ("SimSun", "simsun.ttc"),
}
"""Font → what else a system calls it: its English name, its file on Windows."""
_PATIENCE = 20


def installed() -> frozenset[str]:
    """Return the names of this machine's fonts, or of their files, in lower case.

    Nothing where the system has no way to tell.
    """
    return frozenset(name.strip().lower() for name in (_files() if os.name == "nt" else _listed()))


def has(font: str, fonts: frozenset[str]) -> bool:
    """Whether a font is among some, by any of its names."""
    return any(name.lower() in fonts for name in (font, *_OTHER_NAMES.get(font, ())))


def _listed() -> list[str]:
    program = shutil.which("fc-list")
    if program is None:
        return []
    try:
        asked = subprocess.run(  # noqa: S603
            [program, ":", "family"], capture_output=True, check=False, timeout=_PATIENCE
        )
    except (OSError, subprocess.TimeoutExpired):
        return []
    return asked.stdout.decode(errors="replace").replace("\n", ",").split(",")


def _files() -> list[str]:
    folders = (
        Path(os.environ.get("WINDIR", r"C:\Windows")) / "Fonts",
        Path(os.environ.get("LOCALAPPDATA", "")) / "Microsoft" / "Windows" / "Fonts",
    )
    return [file.name for folder in folders if folder.is_dir() for file in folder.iterdir()]
