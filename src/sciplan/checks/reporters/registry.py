"""Reporters, one a file: `render(report)` → text. `REPORTERS` is where one is registered.

A known problem (an erratum accounts for it) stays visible where the form has a word for that: text
and json mark it, SARIF suppresses it, JUnit skips it. GitHub annotations and GitLab's code quality
have none and would nag in every change, so they leave it out. What people read by the line leaves
out notes too, unless they are asked for, and ends at a number that nobody reads to the end; what
programs read is always whole.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sciplan.base.lazy import Lazy
from sciplan.base.problem import Severity

if TYPE_CHECKING:
    from sciplan.base.problem import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a reporter writes down.

    Args:
        problems: In the order they are shown.
        paths: All files that were checked; without them only files with problems are known.
        colour: Whether a terminal shows it in colour.
        more: How many problems are left out, there being too many to read.
    """

    problems: "tuple[Problem, ...]"
    paths: tuple[str, ...] = ()
    colour: bool = False
    more: int = 0

    @property
    def said_of_more(self) -> str:
        """What is told where problems are left out; empty where none are."""
        return f"还有 {self.more} 处没有列出；全部列出：-f json" if self.more else ""

    @property
    def unexplained(self) -> "tuple[Problem, ...]":
        """The problems that no erratum accounts for."""
        return tuple(problem for problem in self.problems if not problem.known)

    @property
    def by_path(self) -> "dict[str, list[Problem]]":
        """File → its problems; a clean file has none."""
        found: dict[str, list[Problem]] = {path: [] for path in self.paths}
        for problem in self.problems:
            found.setdefault(problem.location.path, []).append(problem)
        return found


def placed_message(problem: "Problem") -> str:
    """Return what is wrong, with its paragraph or cell: for forms that know lines only."""
    return "：".join(filter(None, (problem.location.within, problem.message)))


@dataclass(frozen=True, kw_only=True)
class Reporter:
    """A way to report problems; its module is imported when it is used.

    Args:
        module: The file beside this one that renders it.
        about: What it is for, in Chinese.
        level: The least that `validate` tells in it, unless told otherwise.
        most: How many problems it tells, then how many more there are; 0 for all.
    """

    module: str
    about: str
    level: Severity = Severity.INFO
    most: int = 0

    @property
    def written(self) -> Lazy[[Report], str]:
        """Returns a report as text."""
        return Lazy(f"{__package__}.{self.module}", "render")

    def render(
        self, problems: "Iterable[Problem]", *, paths: Sequence[str] = (), colour: bool = False
    ) -> str:
        """Return the problems as text.

        Args:
            problems: In the order they are shown.
            paths: All files that were checked, so that clean ones can be told too.
            colour: Whether a terminal shows it in colour; only `text` makes use of it.
        """
        every = tuple(problems)
        told = every[: self.most or None]
        more = len(every) - len(told)
        report = Report(problems=told, paths=tuple(paths), colour=colour, more=more)
        # A file name that is no UTF-8 comes as lone surrogates, which no file can hold.
        return self.written(report).encode(errors="replace").decode()


_MOST = 1000
"""Problems that people are told; GitHub itself shows fifty of them."""
REPORTERS: dict[str, Reporter] = {
    "text": Reporter(module="text", about="逐条列出，附原行", level=Severity.WARNING, most=_MOST),
    "json": Reporter(module="json", about="供程序读取"),
    "github": Reporter(
        module="github", about="GitHub 工作流注解", level=Severity.WARNING, most=_MOST
    ),
    "sarif": Reporter(module="sarif", about="SARIF 2.1.0，供代码扫描平台"),
    "junit": Reporter(module="junit", about="JUnit XML，供测试报告"),
    "gitlab": Reporter(module="gitlab", about="GitLab 代码质量报告"),
}
