"""Papers → files in a folder: all are made before the first is written."""

import gc
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from sciplan.base import files, outputs
from sciplan.base.answer import Answer, Column, Part, Records, Row, Table
from sciplan.base.errors import SciplanError
from sciplan.formats.registry import FORMATS
from sciplan.papers.names import in_order
from sciplan.papers.registry import PAPERS, Paper
from sciplan.papers.source import File, Source
from sciplan.papers.there import OTHERS, of_periods, others
from sciplan.plan.model import Plan

INDEX = in_order(0, "目录.docx")
_LISTED = 5
"""Names of files that a message spells out."""
_COLUMNS = (
    Column(key="place", title="序号", number=True, weight=12),
    Column(key="file", title="文件", weight=42, unbroken=True),
    Column(key="about", title="内容", weight=60),
    Column(key="holds", title="数量", weight=56),
)
_BY_SUFFIX = {suffix: item for item in FORMATS.values() for suffix in item.suffixes}


class PaperFile(NamedTuple):
    """A file with the paper it belongs to.

    Args:
        paper: The paper.
        file: The file.
    """

    paper: Paper
    file: File


def of_plans(
    plans: Sequence[Plan], papers: Sequence[Paper], *, named: bool
) -> tuple[list[Paper], list[str]]:
    """Return the papers that can be made of so many plans, and a line for those that can't.

    Args:
        plans: The plans.
        papers: The papers that are wanted.
        named: Whether they were asked for by name.

    Raises:
        SciplanError: None can, or one that was asked for by name can't.
    """
    if len(plans) == 1:
        return list(papers), []
    fit = [paper for paper in papers if paper.of_several]
    rest = "、".join(paper.chinese for paper in papers if not paper.of_several)
    why = f"{rest}一次只做一个方案的，现在打开了 {len(plans)} 个；用 -p 写明一个文件"
    if not fit or (named and rest):
        can = "、".join(paper.chinese for paper in PAPERS if paper.of_several)
        raise SciplanError(f"{why}。几个方案合起来的只有{can}：--only {can}")
    return fit, [f"没有做{why}"] if rest else []


def names_in(path: str) -> tuple[str, ...]:
    """Return the names in a text file, one a line, in its order.

    Raises:
        SciplanError: It can't be read, or names nobody.
    """
    raw = files.read_bytes(path)
    try:
        text = files.decoded(raw, path).text
    except SciplanError as error:
        message = f"{path} 不是文本文件；座签的名单请存为 .txt，一行写一个"
        raise SciplanError(message) from error
    lines = (line.strip() for line in text.splitlines())
    names = tuple(line for line in lines if line)
    if not names:
        raise SciplanError(f"{path} 是空的；座签的名单一行写一个")
    return names


def make(source: Source, papers: Sequence[Paper]) -> list[PaperFile]:
    """Return the files of papers.

    Raises:
        SciplanError: There is no file; the message says why.
    """
    made = [each for paper in papers for each in _files(source, paper)]
    if not made:
        why = "".join(f"\n{line}" for line in lacking(source, papers))
        raise SciplanError(f"没有可写的材料{why or '：所选的材料没有内容可列'}")
    return made


def _files(source: Source, paper: Paper) -> Iterator[PaperFile]:
    """Yield a paper's files; each begins with its number, whichever others are made."""
    place = PAPERS.index(paper) + 1
    for file in paper.files(source):
        yield PaperFile(paper, file._replace(name=in_order(place, file.name)))


def lacking(source: Source, papers: Sequence[Paper]) -> list[str]:
    """Return why papers, or units' parts of them, are not made, a line each."""
    # A paper that goes by two names says itself which of them was not made.
    return [
        why if why.startswith("没有做") else f"没有做{paper.chinese}：{why}"
        for paper in papers
        for why in paper.lacking(source)
    ]


def write(
    source: Source,
    made: Sequence[PaperFile],
    folder: str,
    *,
    force: bool,
    report: Callable[[str], None],
) -> str:
    """Write files below a folder, and a list of the papers that lie there; return a summary.

    Args:
        source: What they were made from.
        made: The files.
        folder: The folder, made where there is none.
        force: Whether files that are there already are replaced.
        report: Told each paper that begins to be made, in Chinese.

    Raises:
        SciplanError: The folder has no name, a file is there already, can't be written, or needs
            a library.
    """
    if not folder.strip():
        raise SciplanError("文件夹的名称是空的；请写一个文件夹，如 sciplan export 材料")
    target = Path(folder)
    _refuse_file(target)
    if not force:
        _refuse_overwriting(target, made)
    contents = dict(_contents(source, made, report))
    # The list tells of the folder, not of one run: it is written anew whatever it said.
    possible = _possible(source, made, target)
    left = others(target, possible, INDEX)
    contents[INDEX] = _content(source, _index(source, made, target, possible, left))
    folders = list(dict.fromkeys((target / name).parent for name in contents))
    new = [folder for folder in (target, *folders) if not folder.exists()]
    for folder_ in folders:
        _make_folder(folder_)
    try:
        outputs.write_all({str(target / name): content for name, content in contents.items()})
    except outputs.PartlyWrittenError as error:
        raise _partly(source, made, target, error) from error
    except SciplanError as error:
        _remove_empty(new)
        raise SciplanError(f"{error.message}\n一个文件也没有写入") from error
    return _summary(made, target, left)


def _partly(
    source: Source,
    made: Sequence[PaperFile],
    target: Path,
    error: outputs.PartlyWrittenError,
) -> SciplanError:
    """Return what is told where some files stand, after the list says so too."""
    stand = [each for each in made if str(target / each.file.name) in error.written]
    rest = [each.file.name for each in made if each not in stand]
    possible = _possible(source, stand, target)
    index = _index(source, stand, target, possible, others(target, possible, INDEX))
    try:
        outputs.write(str(target / INDEX), _content(source, index))
        listed = f"{INDEX} 已照此写"
    except SciplanError as again:
        listed = f"{INDEX} 没有更新：{again.message}"
    names = "、".join(each.file.name for each in stand)
    message = f"{error.message}\n已写入：{names}\n没有写入：{'、'.join(rest)}\n{listed}"
    return SciplanError(message, exit_code=error.exit_code)


def _remove_empty(folders: Sequence[Path]) -> None:
    """Remove folders that were made for files that could not be written."""
    for folder in reversed(folders):
        with suppress(OSError):
            folder.rmdir()


def _contents(
    source: Source, made: Sequence[PaperFile], report: Callable[[str], None]
) -> Iterator[tuple[str, bytes]]:
    """Yield name and content; no file is written before all of them could be made."""
    # The program runs without the collector, but every document leaves circles of objects behind.
    gc.freeze()
    gc.enable()
    for paper, group in groupby(made, lambda each: each.paper):
        report(f"做{paper.chinese}")
        for _, file in group:
            yield file.name, _content(source, _titled(source, paper, file))


def _titled(source: Source, paper: Paper, file: File) -> File:
    """Return a file with what the plan asks for above its title."""
    style = source.style
    above = source.plan.head.title if style.plan_title and paper.of_table else ""
    label = style.annex if paper.annexed else ""
    if not above and not label:
        return file
    return file._replace(answer=replace(file.answer, label=label, above=above))


def _content(source: Source, file: File) -> bytes:
    answer = source.dated(file.answer)
    return _BY_SUFFIX[Path(file.name).suffix].content(answer, source.style)


def _refuse_file(target: Path) -> None:
    if target.exists() and not target.is_dir():
        raise SciplanError(f"{target} 是文件，不是文件夹；请写一个文件夹")


def _refuse_overwriting(target: Path, made: Sequence[PaperFile]) -> None:
    there = [file.name for _, file in made if (target / file.name).exists()]
    if there:
        more = f" 等 {len(there)} 个" if len(there) > _LISTED else ""
        raise SciplanError(
            f"{target} 里已有 {'、'.join(there[:_LISTED])}{more}；"
            "要覆盖请加 --force，或换一个文件夹"
        )


def _make_folder(folder: Path) -> None:
    _refuse_file(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as error:
        raise SciplanError(f"建不了文件夹 {folder}：{files.reason(error)}") from error


def _possible(source: Source, made: Sequence[PaperFile], target: Path) -> dict[str, Paper]:
    """Return the names of the files that may lie in the folder as the plan now stands."""
    possible = {file.name: paper for paper, file in made}
    if not target.exists():
        return possible
    every = Source(
        graph=source.graph, style=source.style, period=source.period, looked=source.looked
    )
    papers, _ = of_plans(source.plans, PAPERS, named=False)
    possible |= {each.file.name: paper for paper in papers for each in _files(every, paper)}
    return possible | dict(of_periods(target, possible))


def _index(
    source: Source,
    made: Sequence[PaperFile],
    target: Path,
    possible: Mapping[str, Paper],
    left: Sequence[str],
) -> File:
    """Return the list of the papers in the folder: those just made, and others there before."""
    written = {file.name: file.holds for _, file in made}
    found = [
        (name, paper)
        for paper in PAPERS
        for name, owner in possible.items()
        if owner is paper and (name in written or (target / name).exists())
    ]
    rows = tuple(
        Row(cells=(number, *cells)) for number, cells in enumerate(_lines(found, written), 1)
    )
    part = Part(
        title="目录",
        lead=(f"共{len(found)}个文件。",),
        tables=(Table(columns=_COLUMNS, rows=rows),),
        notes=(f"{OTHERS}：{'、'.join(left)}。",) if left else (),
    )
    answer = Answer(
        heading=source.heading,
        parts=(part,),
        records=Records(columns=_COLUMNS, rows=[row.cells for row in rows]),
    )
    return File(INDEX, answer, "")


def _lines(
    found: Sequence[tuple[str, Paper]], written: Mapping[str, str]
) -> Iterator[tuple[str, str, str]]:
    """Yield file, content and extent; a folder of many is one line."""
    for (folder, paper), group in groupby(found, lambda each: (_folder(each[0]), each[1])):
        names = [Path(name).name for name, _ in group]
        if folder:
            extent = f"{len(names)}个文件" if len(names) > 1 else names[0]
            yield f"{folder}/", paper.about, extent
        else:
            for name in names:
                yield name, paper.about, written.get(name, "此前写入")


def _folder(name: str) -> str:
    return name.rpartition("/")[0]


def _summary(made: Sequence[PaperFile], target: Path, left: Sequence[str]) -> str:
    counts = Counter(paper.chinese for paper, _ in made)
    listed = "、".join(f"{name} {count}" for name, count in counts.items())
    said = f"已写入 {target} 共 {len(made)} 个文件：{listed}；目录见 {target / INDEX}"
    if not left:
        return said
    names = "".join(f"\n  {target / name}" for name in left)
    return f"{said}\n{OTHERS}没有改动，不用的请自行删去：{names}"
