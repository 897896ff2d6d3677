"""Optional libraries: which there are, and the command of this installation that adds them."""

import re
import sys
from collections.abc import Sequence
from pathlib import Path

from sciplan.base.errors import SciplanError

EXTRAS = {
    "import": "读 Word、PDF、Excel 和网页",
    "office": "写 Word 和 Excel 文件",
    "picture": "写 PNG 图片",
}
"""Extra, as pyproject.toml names it → what it is for, in Chinese."""
_PROGRAM = "sciplan"
_PACKAGE = Path(__file__).parents[1]


def missing(extra: str, what: str, error: ImportError) -> SciplanError:
    """Return the message that a task needs an extra, with the command that installs it.

    Args:
        extra: The extra's name in pyproject.toml.
        what: What was to be done, in Chinese.
        error: The import that failed.
    """
    # The indent keeps a terminal from breaking the command, which is there to be copied.
    return SciplanError(
        f"{what}需要另装组件（缺 {error.name}），请执行：\n  {install_command(extra)}"
    )


def install_command(extra: str) -> str:
    """Return the command that adds an extra to this very installation.

    sciplan is on no registry: an extra comes from where sciplan was installed from, a checkout or a
    wheel; where that is gone, its libraries are named one by one.
    """
    source, editable = _source()
    option = "-e " if editable else ""
    wanted = [f"{source}[{extra}]"] if source else requirements(extra)
    return f"{_installer()} {option}{' '.join(map(_quoted, wanted))}"


def requirements(extra: str = "") -> list[str]:
    """Return what an extra requires, or what sciplan itself does; nothing where it isn't known."""
    # Every command imports this module, and next to none needs metadata.
    from importlib.metadata import PackageNotFoundError, requires

    try:
        declared = requires(_PROGRAM) or []
    except PackageNotFoundError:  # run from the source folder
        return []
    halves = [line.partition(";") for line in declared]
    wanted = re.compile(rf"extra == ['\"]{extra}['\"]" if extra else r"^(?!.*extra ==)")
    return [library.strip() for library, _, marker in halves if wanted.search(marker)]


def versions(required: Sequence[str]) -> dict[str, str]:
    """Return library → its version, empty where it isn't installed."""
    from importlib.metadata import PackageNotFoundError, version

    found: dict[str, str] = {}
    for line in required:
        name = re.split(r"[^\w.-]", line, maxsplit=1)[0]
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = ""
    return found


def _source() -> tuple[str, bool]:
    """Return the folder or wheel that sciplan was installed from, and whether it runs in there."""
    import json
    from importlib.metadata import PackageNotFoundError, distribution
    from urllib.parse import urlsplit
    from urllib.request import url2pathname

    checkout = _PACKAGE.parents[1]
    try:
        told = json.loads(distribution(_PROGRAM).read_text("direct_url.json") or "{}")
    except PackageNotFoundError:
        return (str(checkout), True) if (checkout / "pyproject.toml").is_file() else ("", False)
    path = url2pathname(urlsplit(told.get("url", "")).path)
    editable = bool(told.get("dir_info", {}).get("editable"))
    return (path, editable) if path and Path(path).exists() else ("", False)


def _installer() -> str:
    from importlib.util import find_spec

    if find_spec("pip") is None:  # an environment that uv made
        return f"uv pip install --python {_quoted(sys.executable)}"
    return f"{_quoted(sys.executable)} -m pip install"


def _quoted(text: str) -> str:
    return f'"{text}"'
