"""Which rules count: from the command line, the plan file and pyproject.toml, in that order."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sciplan.base.errors import SciplanError
from sciplan.base.likeness import nearest, suggestion
from sciplan.checks.rules.registry import BY_CODE
from sciplan.plan.model import Validation


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """A choice of rules; None where nothing was said.

    Args:
        select: Only these codes.
        ignore: Not these codes.
        strict: Warnings fail too.
    """

    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] | None = None
    strict: bool | None = None

    def counts(self, code: str) -> bool:
        """Whether a code is chosen; every one is where nothing was said."""
        return (not self.select or code in self.select) and code not in (self.ignore or ())

    def or_else(self, other: "Settings") -> "Settings":
        """Fill what this leaves unsaid from another."""
        return Settings(
            select=other.select if self.select is None else self.select,
            ignore=other.ignore if self.ignore is None else self.ignore,
            strict=other.strict if self.strict is None else self.strict,
        )


def of_plan(validation: Validation | None) -> Settings:
    """Return what the plan file's own `validate:` block says.

    Codes that don't exist are left out: `check` tells them.
    """
    if validation is None:
        return Settings()
    return Settings(
        select=_existing(validation.select),
        ignore=_existing(validation.ignore),
        strict=validation.strict,
    )


def _existing(codes: tuple[str, ...] | None) -> tuple[str, ...] | None:
    return None if codes is None else tuple([code for code in codes if code in BY_CODE])


def of_folder(folder: Path) -> Settings:
    """Return what `[tool.sciplan]` says in the nearest pyproject.toml that has it.

    Raises:
        SciplanError: The file can't be read, or names a code that doesn't exist.
    """
    for above in (folder, *folder.parents):
        path = above / "pyproject.toml"
        found = _from_pyproject(path) if path.is_file() else None
        if found is not None:
            return found
    return Settings()


def _from_pyproject(path: Path) -> Settings | None:
    try:
        tool = tomllib.loads(path.read_text(encoding="utf-8")).get("tool", {})
    except (OSError, ValueError) as error:
        raise SciplanError(f"读不了 {path}：{error}") from error
    if not isinstance(tool, dict) or "sciplan" not in tool:
        return None
    table = tool["sciplan"]
    where = f"{path} 的 [tool.sciplan]"
    if not isinstance(table, dict) or set(table) - {"select", "ignore", "strict"}:
        raise SciplanError(f"{where} 只能有 select、ignore、strict")
    strict = table.get("strict")
    if strict is not None and not isinstance(strict, bool):
        raise SciplanError(f"{where} 里 strict 应是 true 或 false")
    return _known(
        Settings(
            select=_codes(table, "select", where),
            ignore=_codes(table, "ignore", where),
            strict=strict,
        ),
        where,
    )


def _codes(table: dict[str, Any], key: str, where: str) -> tuple[str, ...] | None:
    value = table.get(key)
    if value is None:
        return None
    if not isinstance(value, list) or not all(isinstance(code, str) for code in value):
        raise SciplanError(f"{where} 里 {key} 应是校验代码的列表")
    return tuple(value)


def of_command_line(
    select: Iterable[str] | None, ignore: Iterable[str] | None, *, strict: bool
) -> Settings:
    """Return what the command line says; each value may hold several codes, by commas.

    Raises:
        SciplanError: A code that doesn't exist.
    """
    return _known(
        Settings(select=_split(select), ignore=_split(ignore), strict=strict or None), "命令行"
    )


def _split(values: Iterable[str] | None) -> tuple[str, ...] | None:
    codes = tuple(
        code.strip()
        for value in values or ()
        for code in value.replace("，", ",").split(",")
        if code.strip()
    )
    return codes or None


def _known(settings: Settings, where: str) -> Settings:
    for code in (*(settings.select or ()), *(settings.ignore or ())):
        if code not in BY_CODE:
            hint = suggestion(nearest(code, BY_CODE)) or "全部代码：sciplan rules"
            raise SciplanError(f"{where} 写了 {code}，没有这条校验，{hint}")
    return settings
