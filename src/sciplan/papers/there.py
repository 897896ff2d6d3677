"""What lies in a folder of papers: which files are the plan's papers, which are older."""

import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from sciplan.papers.names import in_order
from sciplan.papers.registry import PAPERS, Paper
from sciplan.plan.periods import period_of

OTHERS = "与现在的编号、单位、次序不符的文件（多半是以前导出的）"
_UNIT_FILE = re.compile(r"\d{2,}-.+\.(?:docx|xlsx)")
_NUMBER = re.compile(r"\d{2}-")
_OF_PERIOD = re.compile(r"(\w+)（(\w+)）(?:\.docx|\.xlsx)?")


def of_periods(target: Path, possible: Collection[str]) -> Iterator[tuple[str, Paper]]:
    """Yield the papers of other periods that lie in a folder, by their names.

    Nobody says any more which units they were about: they stay as they were made.

    Args:
        target: The folder.
        possible: Names of the files that the plan as it now stands would have there.
    """
    tops = {name.partition("/")[0] for name in possible}
    for path in sorted(target.iterdir()):
        paper = _paper_of(path.name)
        if paper is None or path.name in tops:
            continue
        if path.is_file():
            yield path.name, paper
        else:
            for file in sorted(path.iterdir()):
                if _UNIT_FILE.fullmatch(file.name):
                    yield f"{path.name}/{file.name}", paper


def _paper_of(name: str) -> Paper | None:
    """Return the paper that is about a period and called so: 18-进展汇总表（2025年11月）.docx."""
    for place, paper in enumerate(PAPERS, 1):
        if (paper.of_period or paper.of_reports) and name.startswith(in_order(place, "")):
            found = _OF_PERIOD.fullmatch(_bare(name))
            return paper if found and period_of(found[2]) else None
    return None


def _bare(name: str) -> str:
    """Return a name without the number of its paper."""
    return _NUMBER.sub("", name, count=1)


def others(target: Path, possible: Mapping[str, Paper], index: str) -> list[str]:
    """Return what lies in the folder that the plan as it now stands would not have there.

    After units were put in another order or given other names, 01-市科协.docx lies beside the new
    02-市科协.docx; an earlier version wrote 任务分解表.docx beside 01-任务分解表.docx. Whether
    somebody has worked on it can't be known, so it is told and stays.

    Args:
        target: The folder.
        possible: Names of the papers that may lie there.
        index: The name of their list.
    """
    if not target.is_dir():
        return []
    return [*_by_name(target, {*possible, index}), *_by_unit(target, possible)]


def _by_name(target: Path, possible: Collection[str]) -> Iterator[str]:
    """Yield papers under another number than theirs, or none."""
    tops = {name.partition("/")[0] for name in possible}
    bare = set(map(_bare, tops))
    for path in sorted(target.iterdir()):
        if path.name not in tops and (_bare(path.name) in bare or _is_of_a_period(path.name)):
            yield f"{path.name}/" if path.is_dir() else path.name


def _is_of_a_period(name: str) -> bool:
    """Whether a file or folder is called as a paper about a period, whatever its number."""
    from sciplan.papers.prompts import SUPERVISION

    found = _OF_PERIOD.fullmatch(_bare(name))
    titles = {paper.chinese for paper in PAPERS if paper.of_period or paper.of_reports}
    return bool(found and found[1] in {*titles, SUPERVISION} and period_of(found[2]))


def _by_unit(target: Path, possible: Collection[str]) -> Iterator[str]:
    """Yield units' papers under another place or name than theirs."""
    for folder in sorted({name.rpartition("/")[0] for name in possible} - {""}):
        if (target / folder).is_dir():
            for path in sorted((target / folder).iterdir()):
                name = f"{folder}/{path.name}"
                if _UNIT_FILE.fullmatch(path.name) and name not in possible:
                    yield name
