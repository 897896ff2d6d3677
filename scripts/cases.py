"""Small inputs that went wrong once, imported and held against what is right.

    python scripts/cases.py FOLDER

FOLDER has the folders `files` (documents as programs make them) and `hostile` (documents made to
do harm); what is right stands below. Each is imported within 30 seconds and 1 GB, as a plan or with
a message and exit 2. Returns 1 if one is wrong.
"""

import argparse
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sciplan.plan.model import Measure, Plan
from sciplan.planfile.load import load

_SECONDS = 30
_MEGABYTES = 1024


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of an import.

    Args:
        code: Its exit code.
        told: What it said.
        plan: The plan; None for none.
    """

    code: int
    told: str
    plan: Plan | None

    @property
    def measures(self) -> list[Measure]:
        """Its measures in order."""
        return [entry.measure for entry in self.plan.entries] if self.plan else []

    @property
    def sections(self) -> list[str]:
        """Its headings in order."""
        return [f"{one.id} {one.title}" for one in self.plan.all_sections] if self.plan else []


Check = Callable[[Outcome], bool]


def titles(*wanted: str) -> Check:
    """Return the check for measures: id and title, then what leads and cooperates, as printed."""
    return lambda found: [_row(one) for one in found.measures] == list(wanted)


def _row(measure: Measure) -> str:
    units = ("、".join(units) for units in (measure.lead, measure.cooperating) if units)
    return " ".join((measure.id, measure.title, *units))


def sections(*wanted: str) -> Check:
    """Return the check for headings: id and title."""
    return lambda found: found.sections == list(wanted)


def title(wanted: str) -> Check:
    """Return the check for a plan's title."""
    return lambda found: found.plan is not None and found.plan.head.title == wanted


def told(*words: str) -> Check:
    """Return the check that all of some words were said."""
    return lambda found: all(word in found.told for word in words)


def deadlines(wanted: Mapping[int, str]) -> Check:
    """Return the check for deadlines: place among the measures, from 1, and the words."""
    return lambda found: (
        {place: found.measures[place - 1].deadline for place in wanted if found.measures}
        == dict(wanted)
    )


def with_units(count: int, *, cooperating: bool = True) -> Check:
    """Return the check for so many measures, each with its units."""
    return lambda found: (
        len(found.measures) == count
        and all(one.lead and (one.cooperating or not cooperating) for one in found.measures)
    )


def either(*checks: Check) -> Check:
    """Return the check that one of several holds."""
    return lambda found: any(check(found) for check in checks)


def nowhere(word: str) -> Check:
    """Return the check that no measure's title has a word."""
    return lambda found: not any(word in one.title for one in found.measures)


def targets(measure: str, quote: str) -> Check:
    """Return the check for a number that a measure promises."""
    return lambda found: any(
        one.id == measure and any(quote in target.quote for target in one.targets)
        for one in found.measures
    )


def refused(found: Outcome) -> bool:
    """Whether a document was refused with a message."""
    return found.code == 2 and found.plan is None and bool(found.told.strip())


def read(found: Outcome) -> bool:
    """Whether a document was read."""
    return found.code == 0 and found.plan is not None


_WATER = (
    title("某市水利建设实施方案"),
    sections("1 总体要求", "2 主要任务", "2.1 农田水利", "2.2 防洪工程", "3 组织保障"),
    titles(
        "2.1.1 修渠 市水利局 市农业农村局",
        "2.1.2 打井 市水利局 市财政局",
        "2.2.1 加固堤坝 市应急管理局 市水利局",
    ),
)
_TABLE = titles(
    "1.1.1 修渠 市水利局 市财政局",
    "1.2.1 打井 市农业农村局 市财政局",
    "2.1 固堤 市应急管理局 市财政局",
)
_FOUR = "市水利局 市人社局、市文旅局、市民政局"
_BOUNDED = either(read, refused)
CASES: Mapping[str, Sequence[Check]] = {
    "files/01-numstylelink.docx": _WATER,
    "files/02-style-basedon.docx": _WATER,
    "files/04-paragraph-ilvl-only.docx": (
        titles(
            "2.1.1 修渠 市水利局 市财政局",
            "2.1.2 打井 市水利局 市财政局",
            "2.2.1 加固 市应急管理局 市水利局",
        ),
    ),
    "files/05-islgl-chapter.docx": (
        titles("2.1.1 修渠 市水利局", "2.1.2 打井 市财政局", "2.2.1 固堤 市应急管理局"),
    ),
    "files/06-number-then-digit.docx": (
        titles(
            "1.1 2024年底前新修渠道30公里 市水利局 市农业农村局",
            "1.2 5个乡镇建泵站 市水利局 市财政局",
        ),
    ),
    "files/07-numid0-switched-off.docx": (
        title("某市水利建设实施方案"),
        titles("1.1 修渠 市水利局 市农业农村局"),
    ),
    "files/09-shared-abstractnum.docx": (
        titles("2.1 修渠 市水利局", "2.2 打井 市财政局", "3.1 固堤 市应急管理局"),
    ),
    "files/11-autonumber-in-table.docx": (_TABLE,),
    "files/11-typed-twin.docx": (_TABLE,),
    "files/12-deleted-numbered-paragraph.docx": (
        titles("1.1 修渠 市水利局 市财政局", "1.2 种树 市林草局 市财政局"),
    ),
    "files/13-altchunk.docx": (either(with_units(3), told("altChunk"), told("没有读")),),
    "files/14-document2.docx": (titles("1.1 修渠 市水利局 市财政局"),),
    "files/15-table-in-textbox.docx": (either(with_units(3), told("没有读")),),
    "files/17-symbol-and-formula.docx": (
        either(lambda found: "≥95%" in found.measures[1].title, told("没有读")),
    ),
    "files/21-kangxi-radicals.txt": (
        sections("1 主要任务", "1.1 农田水利", "2 组织保障"),
        titles(f"1.1.1 修渠 {_FOUR}", f"1.1.2 打井 {_FOUR}"),
        lambda found: found.plan is not None and len(found.plan.units) == 4,
        told("部首字"),
    ),
    "files/23-pdf-separate-runs.pdf": (nowhere("30公0公里"), targets("1.1.2", "95%")),
    "files/24-pdf-each-character-placed.pdf": (
        title("某市水利建设实施方案"),
        targets("1.1.2", "95%"),
        lambda found: not any("9595" in one.text for one in found.measures),
    ),
    "files/26-pdf-diagonal-watermark.pdf": (
        lambda found: [one.id for one in found.measures] == ["1.1.1", "1.1.2"],
    ),
    "files/28-xlsx-formula-without-value.xlsx": (told("D3", "B4", "标有“待核”"),),
    "files/30-xlsx-shown-numbers.xlsx": (
        deadlines({6: "2024", 7: "2024年底", 9: "2024年", 14: "12月底前", 15: "第一季度"}),
    ),
    "files/31-html-ordered-list.html": _WATER,
    **dict.fromkeys(
        (
            "hostile/bomb1.docx", "hostile/bz.docx", "hostile/rr.xlsx", "hostile/rr4.xlsx",
            "hostile/rr6.xlsx", "hostile/ss_amp2.xlsx", "hostile/formloop.pdf",
            "hostile/rowspan.html", "hostile/row_task.csv", "hostile/titlesp.html",
            "hostile/title_open3.txt", "hostile/yixia3.txt",
        ),
        (_BOUNDED,),
    ),
    "hostile/depth_div.html": (either(with_units(4), told("没有读")),),
    "hostile/edge_clause.pdf": (with_units(5),),
    "hostile/edge_clause_num.pdf": (with_units(5),),
    "hostile/edge_coop.pdf": (with_units(8),),
}  # fmt: skip
"""File → what is right of it."""


def main() -> int:
    """Import all cases; return 1 if one is wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    wrong = list(_wrong(folder))
    print("\n".join(wrong) or f"{len(CASES)} cases right")
    return int(bool(wrong))


def _wrong(folder: Path) -> Iterator[str]:
    for name, checks in CASES.items():
        found = _imported(folder / name)
        if isinstance(found, str):
            yield f"{name}: {found}"
            continue
        for number, check in enumerate(checks, 1):
            if not check(found):
                rows = "; ".join(map(_row, found.measures))
                yield f"{name}: check {number} fails, exit {found.code}: {rows}\n{found.told}"


def _imported(path: Path) -> Outcome | str:
    """Return what came of an import, or in words that it was not bounded."""
    with tempfile.TemporaryDirectory() as scratch:
        made = Path(scratch) / "plan.yaml"
        command = [sys.executable, "-m", "sciplan", "import", str(path), "-o", str(made)]
        try:
            done = subprocess.run(
                command, check=False, capture_output=True, text=True, timeout=_SECONDS
            )
        except subprocess.TimeoutExpired:
            return f"takes more than {_SECONDS} seconds"
        # Of all children so far: the first that takes too much is the one.
        largest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        if largest > _MEGABYTES:
            return f"takes {largest:.0f} MB"
        if done.returncode not in (0, 2) or "Traceback" in done.stderr:
            return f"exit {done.returncode}\n{done.stderr[-2000:]}"
        plan = load(made.read_text(encoding="utf-8"), str(made)).plan if made.exists() else None
        return Outcome(done.returncode, done.stderr, plan)


if __name__ == "__main__":
    sys.exit(main())
