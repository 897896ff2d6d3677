"""Whether every import of sciplan finds a file of the folder, told without running it."""

import ast
import sys
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from bundling.platforms import PYTHON, Platform

_SERIES = f"{PYTHON[0]}{PYTHON[1]}"
_BINARY_OF = {
    "bz2": "_bz2",
    "ctypes": "_ctypes",
    "lzma": "_lzma",
    "multiprocessing": "_multiprocessing",
    "socket": "_socket",
    "ssl": "_ssl",
    "xml.parsers.expat": "pyexpat",
}
"""Standard modules that are nothing without a binary that some distributions leave out."""
_PUT_BY_PARENT = {"collections.abc": "collections", "os.path": "os"}
"""Standard modules without a file of their own, in some releases: their parent puts them there."""


@dataclass(frozen=True)
class Import:
    """An import statement's module, the names it takes, and whether its file goes on without."""

    module: str
    names: tuple[str, ...]
    optional: bool


@dataclass(frozen=True)
class Folder:
    """The modules of a bundle, found as its own interpreter would."""

    root: Path
    platform: Platform

    @property
    def site(self) -> Path:
        """The folder of libraries."""
        return self.root / self.platform.site

    def find(self, module: str) -> Path | None:
        """Return the file, or the folder without one, that holds a library's module."""
        place = self.site.joinpath(*module.split("."))
        candidates = [place / "__init__.py", place.with_name(place.name + ".py")]
        candidates += [place.with_name(place.name + suffix) for suffix in self._suffixes]
        return next((path for path in (*candidates, place) if path.exists()), None)

    def has_standard(self, module: str) -> bool:
        """Return whether the interpreter brings a module of the standard library."""
        module = _PUT_BY_PARENT.get(module, module)
        if not (module in self._standard or self._built_in(module)):
            return False
        binary = _BINARY_OF.get(module)
        return binary is None or self.has_standard(binary)

    @property
    def _suffixes(self) -> tuple[str, ...]:
        if self.platform.windows:
            return (f".cp{_SERIES}-win_amd64.pyd", ".pyd")
        machine = self.platform.name.removeprefix("linux-")
        return (f".cpython-{_SERIES}-{machine}-linux-gnu.so", ".abi3.so", ".so")

    @cached_property
    def _standard(self) -> frozenset[str]:
        """The modules that are files of the interpreter."""
        python = self.root / "python"
        if self.platform.windows:
            with zipfile.ZipFile(python / f"python{_SERIES}.zip") as opened:
                names = opened.namelist()
            names += [path.name for path in python.glob("*.pyd")]
        else:
            library = python / "lib" / f"python{PYTHON[0]}.{PYTHON[1]}"
            names = [path.relative_to(library).as_posix() for path in library.rglob("*.py")]
            names += [path.name for path in (library / "lib-dynload").glob("*.so")]
        # a/__init__.pyc → a, a/b.py → a.b, _ssl.pyd and _ssl.cpython-313-….so → _ssl
        stems = {name.partition(".")[0].removesuffix("/__init__") for name in names}
        return frozenset(stem.replace("/", ".") for stem in stems)

    def _built_in(self, module: str) -> bool:
        """Return whether a module's name stands in the table of the interpreter's binary."""
        return any(f"\0{module}\0".encode() in content for content in self._binaries)

    @cached_property
    def _binaries(self) -> tuple[bytes, ...]:
        python = self.root / "python"
        names = [f"python{_SERIES}.dll", f"bin/python{PYTHON[0]}.{PYTHON[1]}"]
        paths = [python / name for name in names]
        paths += sorted((python / "lib").glob("libpython*.so.*"))
        return tuple(path.read_bytes() for path in paths if path.is_file())


def unresolved(folder: Folder) -> list[str]:
    """Return the imports that find no file, as `importer: module`.

    All imports of sciplan's own modules count; of a library's those that it does when it is loaded.
    """
    missing: set[str] = set()
    waiting = [_name(path, folder.site) for path in (folder.site / "sciplan").rglob("*.py")]
    if not waiting:
        return ["sciplan"]
    seen = set(waiting)
    while waiting:
        importer = waiting.pop()
        path = folder.find(importer)
        if path is None or path.suffix != ".py":
            continue
        for each in _imports(path, importer, folder.platform):
            missing |= {f"{importer}: {module}" for module in _lost(each, folder)}
            met = {*_with_parents(each.module), *(f"{each.module}.{name}" for name in each.names)}
            new = sorted(module for module in met - seen if folder.find(module))
            seen.update(new)
            waiting.extend(new)
    return sorted(missing)


def _lost(wanted: Import, folder: Folder) -> list[str]:
    """Return the modules that an import needs and does not find."""
    if wanted.optional:
        return []
    if wanted.module.partition(".")[0] in sys.stdlib_module_names:
        return [] if folder.has_standard(wanted.module) else [wanted.module]
    path = folder.find(wanted.module)
    if path is None:
        return [wanted.module]
    bound = _bound(path)
    modules = {name: f"{wanted.module}.{name}" for name in wanted.names}
    return [
        module
        for name, module in modules.items()
        if bound is not None and name not in bound and folder.find(module) is None
    ]


@cache
def _bound(path: Path) -> frozenset[str] | None:
    """Return the names that a module's source binds somewhere, None where that can't be told."""
    if path.suffix != ".py":
        return frozenset() if path.is_dir() else None
    bound: set[str] = set()
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            bound.add(node.name)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            bound.add(node.id)
        elif isinstance(node, ast.alias):
            bound.add(node.asname or node.name.partition(".")[0])
    return None if bound & {"*", "__getattr__"} else frozenset(bound)


def _with_parents(module: str) -> Iterator[str]:
    parts = module.split(".")
    return (".".join(parts[:end]) for end in range(1, len(parts) + 1))


def _name(path: Path, site: Path) -> str:
    parts = path.relative_to(site).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _imports(path: Path, name: str, platform: Platform) -> Iterator[Import]:
    tree = ast.parse(path.read_bytes())
    package = name if path.name == "__init__.py" else name.rpartition(".")[0]
    own = name.partition(".")[0] == "sciplan"
    for statement, optional in _statements(tree.body, platform, own=own):
        for module, names in _modules(statement, package):
            third = module.partition(".")[0] not in sys.stdlib_module_names
            yield Import(module, names, optional and not (own and third))


def _modules(
    statement: ast.Import | ast.ImportFrom, package: str
) -> list[tuple[str, tuple[str, ...]]]:
    """Return the modules of a statement, each with the names that it takes from it."""
    if isinstance(statement, ast.Import):
        return [(each.name, ()) for each in statement.names]
    names = tuple(each.name for each in statement.names if each.name != "*")
    if not statement.level:
        return [(statement.module or "", names)]
    parts = package.split(".")
    base = parts[: len(parts) - statement.level + 1]
    return [(".".join([*base, *((statement.module,) if statement.module else ())]), names)]


def _statements(
    body: Iterable[ast.stmt], platform: Platform, *, own: bool, optional: bool = False
) -> Iterator[tuple[ast.Import | ast.ImportFrom, bool]]:
    """Yield the imports that are done, and whether an ImportError of each is caught."""
    for each in body:
        if isinstance(each, ast.Import | ast.ImportFrom):
            yield each, optional
        elif isinstance(each, ast.Try):
            caught = optional or any(map(_catches_imports, each.handlers))
            yield from _statements(each.body, platform, own=own, optional=caught)
            # What is done where another import failed may fail itself.
            for handler in each.handlers:
                yield from _statements(handler.body, platform, own=own, optional=True)
            yield from _statements((*each.orelse, *each.finalbody), platform, own=own)
        elif isinstance(each, ast.If):
            truth = _truth(each.test, platform)
            unsure = optional or (truth is None and not own)
            if truth is not False:
                yield from _statements(each.body, platform, own=own, optional=unsure)
            if truth is not True:
                yield from _statements(each.orelse, platform, own=own, optional=unsure)
        elif own or isinstance(each, ast.With | ast.ClassDef):
            inner = [part for part in ast.iter_child_nodes(each) if isinstance(part, ast.stmt)]
            yield from _statements(inner, platform, own=own, optional=optional)


def _catches_imports(handler: ast.ExceptHandler) -> bool:
    caught = ast.unparse(handler.type) if handler.type else "ImportError"
    names = ("ImportError", "ModuleNotFoundError", "Exception")
    return any(name in caught for name in names)


def _truth(test: ast.expr, platform: Platform) -> bool | None:
    """Return what a test of types, platform or version is there, None of any other."""
    text = ast.unparse(test)
    if text in {"TYPE_CHECKING", "typing.TYPE_CHECKING", "t.TYPE_CHECKING"}:
        return False
    known = {
        "sys.platform": platform.markers["sys_platform"],
        "os.name": platform.markers["os_name"],
        "sys.version_info": PYTHON,
    }
    if isinstance(test, ast.Compare) and len(test.ops) == 1 and ast.unparse(test.left) in known:
        left = known[ast.unparse(test.left)]
        try:
            right = ast.literal_eval(test.comparators[0])
        except ValueError:
            return None
        return _compared(test.ops[0], left, right)
    return None


def _compared(operator: ast.cmpop, left: object, right: object) -> bool | None:
    if type(left) is not type(right):
        return None
    if isinstance(operator, ast.Eq | ast.NotEq):
        return (left == right) is isinstance(operator, ast.Eq)
    if isinstance(left, tuple) and isinstance(right, tuple):
        if isinstance(operator, ast.GtE | ast.Gt):
            return left >= right[:2]
        if isinstance(operator, ast.Lt | ast.LtE):
            return left < right[:2]
    return None
