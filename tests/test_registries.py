"""Registries: what they name has the right function, and each file of a folder is named."""

import inspect
import re
import tomllib
from importlib import import_module
from typing import Any, NamedTuple

import pytest

from sciplan.base.lazy import Lazy
from sciplan.checks.reporters.registry import REPORTERS
from sciplan.checks.rules.registry import RULES
from sciplan.cli.registry import COMMANDS
from sciplan.documents.readers.registry import READERS
from sciplan.formats.registry import FORMATS
from sciplan.papers.registry import PAPERS
from support import ROOT

PACKAGE = ROOT / "src" / "sciplan"


class Registry(NamedTuple):
    """What a registry's entries must be.

    Args:
        folder: Where their modules stand, below the package.
        entries: The entries that have a function.
        signature: The functions' parameters and result; empty for any parameters.
        helpers: Modules in the folder that are no members.
        silent: Members without the function.
    """

    folder: str
    entries: tuple[Lazy[Any, Any], ...]
    signature: str
    helpers: str = ""
    silent: tuple[Lazy[Any, Any], ...] = ()


REGISTRIES = {
    "commands": Registry("cli.commands", tuple(entry.run for entry in COMMANDS), ""),
    "papers": Registry(
        "papers",
        tuple(paper.files for paper in PAPERS),
        "(Source) -> Iterator[File]",
        helpers="registry source names workbook duty_table folder forms contacts meetings periods "
        "reported there",
    ),
    "formats": Registry(
        "formats",
        tuple(item.render for item in FORMATS.values() if not item.extra),
        "(Answer) -> str",
        helpers="registry screen",
        silent=tuple(item.render_bytes for item in FORMATS.values() if item.extra),
    ),
    "office formats": Registry(
        "formats",
        tuple(item.render_bytes for item in FORMATS.values() if item.extra),
        "(Answer, PaperStyle) -> bytes",
        helpers="registry screen",
        silent=tuple(item.render for item in FORMATS.values() if not item.extra),
    ),
    "rules": Registry(
        "checks.rules",
        tuple(rule.check for rule in RULES if rule.checks),
        "(Plan) -> Iterator[Finding]",
        helpers="registry",
        silent=tuple(rule.check for rule in RULES if not rule.checks),
    ),
    "reporters": Registry(
        "checks.reporters",
        tuple(reporter.written for reporter in REPORTERS.values()),
        "(Report) -> str",
        helpers="registry",
    ),
    "readers": Registry(
        "documents.readers",
        tuple(READERS.values()),
        "(bytes, str, ColumnHeads) -> Document",
        helpers="registry document archive encoding markup workbook numberformat listing "
        "pdfium pdfdrawing pdflines pdftable pdfcolumns pdfedges",
    ),
}
ENTRIES = [
    pytest.param(registry, entry, id=f"{name}-{entry.module.rpartition('.')[2]}")
    for name, registry in REGISTRIES.items()
    for entry in dict.fromkeys(registry.entries)
]


def signature_of(function: object) -> str:
    """Return what a function takes and gives, without names, defaults and where types come from."""
    found = inspect.signature(function)  # type: ignore[arg-type]
    kinds = [inspect.formatannotation(one.annotation) for one in found.parameters.values()]
    text = f"({', '.join(kinds)}) -> {inspect.formatannotation(found.return_annotation)}"
    return re.sub(r"['\"]|\b\w+\.", "", text)


@pytest.mark.parametrize(("registry", "entry"), ENTRIES)
def test_an_entry_names_a_documented_module_with_the_right_function(
    registry: Registry, entry: Lazy[Any, Any]
) -> None:
    function = entry.load()
    assert entry.module.startswith(f"sciplan.{registry.folder}.")
    assert entry.page.strip()
    assert function.__module__ == entry.module
    assert function.__doc__
    if registry.signature:
        assert signature_of(function) == registry.signature
    else:
        assert signature_of(function).endswith(" -> None")


def files_in(folder: str) -> set[str]:
    """Return the names of the modules in a folder of the package."""
    found = {file.stem for file in (PACKAGE / folder.replace(".", "/")).glob("*.py")}
    return found - {"__init__"}


@pytest.mark.parametrize("registry", REGISTRIES.values(), ids=REGISTRIES)
def test_each_file_of_the_folder_is_registered(registry: Registry) -> None:
    named = {entry.module.rpartition(".")[2] for entry in (*registry.entries, *registry.silent)}
    assert files_in(registry.folder) == named | set(registry.helpers.split())


def test_a_rule_without_a_check_has_its_manual_page_only() -> None:
    for entry in REGISTRIES["rules"].silent:
        assert entry.page.strip()
        assert not hasattr(import_module(entry.module), entry.name)


_SHARED_BY_QUERIES = {
    "as_of",
    "diff_records",
    "duty_rows",
    "lights",
    "listing",
    "missing_reports",
    "overlap_rows",
    "pairs",
    "ruled",
    "records",
    "progress_chart",
    "reminders",
    "report_texts",
    "returned",
    "schemas",
    "statistics",
    "words",
}


def test_a_contract_holds_the_members_of_each_registry_apart() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    apart = {
        module.removeprefix("sciplan.")
        for contract in settings["tool"]["importlinter"]["contracts"]
        if contract["type"] == "independence"
        for module in contract["modules"]
    }
    members = {
        f"{registry.folder}.{name}"
        for registry in REGISTRIES.values()
        for name in files_in(registry.folder) - set(registry.helpers.split())
    }
    members |= {f"queries.{name}" for name in files_in("queries") - _SHARED_BY_QUERIES}
    assert {name for name in members if f"{name.rpartition('.')[0]}.*" not in apart} <= apart
