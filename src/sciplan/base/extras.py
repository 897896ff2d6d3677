"""What to install when an optional library is missing."""

import re

from sciplan.base.errors import SciplanError


def missing(extra: str, what: str, error: ImportError) -> SciplanError:
    """Return the message that a task needs an extra, with the command that installs it.

    Args:
        extra: The extra's name in pyproject.toml.
        what: What was to be done, in Chinese.
        error: The import that failed.
    """
    libraries = " ".join(_libraries(extra))
    return SciplanError(
        f"{what}需要另装组件（缺 {error.name}）："
        f'在 sciplan 的源码目录执行 pip install ".[{extra}]"'
        + (f"，或者 pip install {libraries}" if libraries else "")
    )


def _libraries(extra: str) -> list[str]:
    """Return the libraries of an extra; whoever has only the wheel installs these."""
    # Every command imports this module, and next to none needs metadata.
    from importlib.metadata import PackageNotFoundError, requires

    try:
        declared = requires("sciplan") or []
    except PackageNotFoundError:  # run from the source folder
        return []
    wanted = re.compile(rf"extra == ['\"]{extra}['\"]")
    return [re.split(r"[^\w.-]", line, maxsplit=1)[0] for line in declared if wanted.search(line)]
