"""Records what every command prints and writes, so that two checkouts can be compared.

    python scripts/record.py BEFORE     # in one checkout
    python scripts/record.py AFTER      # in the other
    diff -r BEFORE AFTER                # empty: a restructuring changed nothing

Each run of the program becomes one text file: arguments, exit code, stdout, stderr, and each file
that it wrote or changed, office files by the XML inside. The program is only ever asked from
outside, even for its commands, formats and rules, so that moving its modules can't move this.
A command or option that is never tried here is an error.
"""

import argparse
import hashlib
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from itertools import product
from pathlib import Path

import openpyxl
import yaml

ROOT = Path(__file__).parents[1]
PLAN = ROOT / "data" / "plan.yaml"
CASES = ROOT / "tests" / "cases"
WITH_PLAN = {"plan.yaml": PLAN}
ID = "qujing-2021-2025"

QUERIES = {
    "": [""],
    "duties": [
        "市科协",
        "科协",
        "市乡村振兴局",
        "--all",
        "--all --role lead",
        "市科协 --role lead",
        "市科协 --role responsible",
        "市科协 --role cooperating",
        "市科协 --section 3.4",
        "市科协 --section 三（四） --section 青少年",
        "市科协 --with 市教体局",
        "市科协 --full",
        "市科协 --max-units 20",
        "市科协、市教体局",
        "市人民政府",
    ],
    "workload": [
        "",
        "--by unit",
        "--by section",
        "--max-units 20",
        "--max-units 0",
        "--section 2.1 --unit 市科协",
    ],
    "overlaps": [
        "",
        "--all",
        "--stats",
        "--stats --all",
        "市科协",
        "市科协 --stats",
        "市科协 市教体局",
        "市科协 市教体局 --stats",
    ],
    "matrix": ["", "--section 2.1", "--unit 市科协 --unit 市教体局", "--section 3 --unit 市科协"],
    "meeting": [
        "2.1.5 3.4",
        "应急",
        "三（四）",
        "2.1 --unit 市科协",
        "2.1 --role lead",
        "2.1 --leads-first",
    ],
    "measures": [
        "",
        "应急",
        "科普 基地",
        "科普 --section 三（三）",
        "应急 --full",
        "--unit 市科协 --lead 市教体局",
    ],
    "show": ["2.1.5", "2.1.5、3.4", "3.4.1至3.4.3", "3.4", "2.2.4", "2.5.3", "4.1", "4.1.1"],
    "units": ["", "--section 2.5", "--unit 市科协"],
    "targets": ["", "--section 2.1", "--unit 市科协", "--lead 市科协"],
    "rules": [""],
}
"""Arguments of commands that answer in every format."""

PLAIN = {
    "": [
        "--version",
        "-V",
        "help",
        "help duties",
        "任务 科协",
        "三（四） 矩阵",
        "市科协 牵头",
        "工作量",
        "教育局",
        "市人民政府",
        "市政府",
        "第三部分",
        "市科协",
        "科协",
        "2.1.5",
        "3.4",
        "4.1.1",
        "应急",
        f"{ID}/2.1.5",
    ],
    "validate": [
        "",
        "plan.yaml",
        "-p plan.yaml",
        "--select id-gap",
        "--select id-gap,no-cooperating --select unusual-order",
        "--ignore unusual-order",
        "--strict",
        "--fix",
        "--diff",
        "-o report.txt",
        "-f json -o report.json",
    ],
    "schema": ["", "-p plan.yaml", "-o schema.json"],
    "export": [
        "材料",
        "材料 --only 职责清单 --only 目标责任书 --unit 市科协",
        "材料 --only 会议签到表 --topic 3.4 --topic 应急",
        "材料 --only 工作台账 --only 年度考核表 --by-lead",
        "材料 --force -p plan.yaml --only 责任矩阵",
    ],
}
"""Arguments of commands that know no formats, or formats of their own."""

MISTAKES = """
市无此局
xx
duty
9.9.9
--zz
-f x
duties
duties 市
duties 市无此局
duties 市科学协会
duties 市教委
duties 市局
duties 省科协
show 3.4.3至3.4.1
units -p 方案.docx
help dutys
duties 市科协 市教体局
duties 市科协 --with 市科协
duties 市科协 --with 市无此局
duties 市科协 --role x
duties 市科协 --section 9.9
duties --zz
duties -f
workload --sort x
workload --by x
workload --max-units x
workload --max-units -1
overlaps 市科协 市科协
overlaps 市科协 市无此局
overlaps 市科协 市教体局 市科技局
matrix --section 9.9
matrix --unit 市无此局
meeting
meeting 无此事
meeting 9.9.9
meeting 2.1 --unit 市无此局
measures 无此事
measures 科普 --section 9.9
show
show x
show 9.9.9
show 2.1.7
show other/2.1.5
show 2.1.5 --source missing.txt
units -f x
units -o out.zzz
units -o plan.yaml
units -o missing/out.csv
units -p missing.yaml
units -p .
targets x
export
export 材料 --only x
export 材料 --unit 市无此局
export 材料 --only 会议签到表 --topic 9.9
export plan.yaml
validate missing.yaml
validate -f x
validate --select xx
validate --ignore repeated-unt
validate -o plan.yaml
rules xx
rules repeated-unt
schema -p missing.yaml
import
import missing.txt
import plan.yaml
import plan.yaml --update plan.yaml
verify
verify --source missing.txt
verify missing.yaml --source missing.txt
verify -p plan.yaml --source missing.txt
verify --source plan.yaml
""".strip()

SEVERAL = [
    "",
    "duties 市科协",
    "duties --all",
    "workload",
    "workload --by section",
    "overlaps",
    "overlaps 市科协",
    "matrix",
    "meeting 2.1",
    "measures",
    "measures 应急",
    "show 2.1.5",
    f"show {ID}/2.1.5",
    "units",
    "targets",
    "validate",
    "export 材料",
]
"""What is asked of several plans at once."""

COMPLETED = [
    "",
    "dut",
    "职",
    "市科",
    "科",
    "duties 市科",
    "show 2.1",
    "matrix --section 2",
    "validate --select id",
    "rules re",
    "units -f ",
    "import --",
]
SHELLS = ["bash", "zsh", "fish", "powershell"]
NEVER = {
    "--install-completion",  # writes to the shell that started it
}
IMPORTED = {".txt", ".html", ".docx", ".pdf", ".xlsx", ".csv"}
TWO_REMARKS = {"N2": "先行试点", "N30": "年底前报送"}
EDITS: dict[str, Mapping[str, str]] = {
    "untouched": {},
    "remark": {"N2": "先行试点"},
    "two remarks": TWO_REMARKS,
    "unit added": {"F3": "市委宣传部、市公安局"},
    "unit replaced": {"F3": "市公安局"},
    "unit taken out": {"F3": ""},
    "title": {"C2": "实施科学家精神进校园活动"},
    "deadline": {"L2": "2025年底前"},
    "unknown unit": {"F3": "市无此局"},
    "unknown role": {"E3": "围观"},
    "unknown id": {"A3": "9.9.9"},
    "remark and unknown unit": {**TWO_REMARKS, "F3": "市无此局"},
}
"""Cells of the data sheet of the shipped plan, and what a user writes into them."""


@dataclass(frozen=True, kw_only=True)
class Run:
    """One run of the program.

    Args:
        group: The folder of the record.
        args: Arguments of the program.
        needs: Files copied into the working folder first, by their names there.
        edits: Cells changed in `sheet.xlsx` first.
        env: Environment beyond the usual.
        stdin: The file in the working folder that is standard input.
        about: What the arguments don't tell, for the name of the record.
    """

    group: str
    args: Sequence[str]
    needs: Mapping[str, Path] = field(default_factory=lambda: WITH_PLAN)
    edits: Mapping[str, str] = field(default_factory=dict)
    env: Mapping[str, str] = field(default_factory=dict)
    stdin: str = ""
    about: str = ""

    @property
    def name(self) -> str:
        """The record's place, without its ending."""
        told = " ".join([*self.args, *([f"({self.about})"] if self.about else [])])
        return f"{self.group}/{told.replace('/', '∕') or '(nothing)'}"

    def folder(self, scratch: Path) -> Path:
        """Return the working folder: names of one length, so that no layout depends on them."""
        return scratch / hashlib.sha256(self.name.encode()).hexdigest()[:12]


# What the program says of itself ----------------------------------------------------------------


def environment(home: Path) -> dict[str, str]:
    """Return an environment that holds nothing of the machine's."""
    return {
        "PATH": os.defpath,
        "PYTHONPATH": str(ROOT / "src"),
        "PYTHONHASHSEED": "0",
        "COLUMNS": "100",
        "LANG": "C.UTF-8",
        "SCIPLAN_TODAY": "2026-06-30",
        "TZ": "UTC",
        "HOME": str(home),
    }


def start(
    args: Sequence[str], folder: Path, env: Mapping[str, str], stdin: str = ""
) -> subprocess.CompletedProcess[bytes]:
    """Run the program in a folder, away from any terminal."""
    with Path(folder / stdin if stdin else os.devnull).open("rb") as given:
        return subprocess.run(
            [sys.executable, "-m", "sciplan", *args],
            cwd=folder,
            env={**environment(folder), **env},
            stdin=given,
            capture_output=True,
            timeout=300,
            check=False,
        )


class Program:
    """What the program says of its commands, options, formats and rules."""

    def __init__(self, scratch: Path) -> None:
        self._scratch = scratch
        listed = self.says("--help").partition("命令：\n")[2]
        self.commands = dict(re.findall(r"^  (\w+) +(\w+)", listed, re.MULTILINE))
        self.formats = self.choices("units", "--format")
        self.reporters = self.choices("validate", "--format")
        self.units = self._column("units", "unit")
        self.measures = self._column("measures", "measure")
        self.rules = self._column("rules", "code")

    def says(self, *args: str) -> str:
        """Return all that the program prints."""
        done = start(args, self._scratch, {})
        return (done.stdout + done.stderr).decode()

    def choices(self, command: str, option: str) -> list[str]:
        """Return the values of an option, as the message about a wrong one lists them."""
        listed = self.says(command, option, "?").partition("可用：")[2].splitlines()[0]
        return re.sub("（[^（）]*）", "", listed).split("、")

    def options(self, command: str) -> set[str]:
        """Return the long options of a command, or of the program."""
        told = self.says(*command.split(), "--help")
        return set(re.findall(r"^  (?:-\w, )?(--[\w-]+)", told, re.MULTILINE)) - {"--help"}

    def prints(self, format_: str) -> bool:
        """Whether a format can be printed; office files need a name."""
        return start(("units", "-f", format_), self._scratch, {}).returncode == 0

    def _column(self, command: str, key: str) -> list[str]:
        done = start((command, "-f", "json"), self._scratch, {})
        return list(dict.fromkeys(row[key] for row in json.loads(done.stdout)))


# What is run ------------------------------------------------------------------------------------


def words(command: str, args: str) -> list[str]:
    """Return a command and its arguments, which hold no spaces, as a list."""
    return [*command.split(), *args.split()]


def on_the_shipped_plan(program: Program) -> Iterator[Run]:
    """Yield what is asked of the shipped plan, without any other document."""
    for command, calls in PLAIN.items():
        yield from (Run(group=command or "bare", args=words(command, call)) for call in calls)
    yield from in_every_format(program)
    yield from one_by_one(program)
    yield from helps(program)
    yield from (Run(group="mistakes", args=line.split()) for line in MISTAKES.splitlines())
    for suffix in ("txt", "md", "csv", "json", "html", "htm"):
        yield Run(group="units", args=["units", "-o", f"out.{suffix}"])
    for call in ("", "units", "duties 市科协", "validate", "schema", "export 材料 --only 协同清单"):
        yield Run(group="stand-in", args=call.split(), needs={})
    yield from other_ways_in()


def in_every_format(program: Program) -> Iterator[Run]:
    """Yield every query in every format, each report in every format."""
    sorts = [f"--sort {column}" for column in program.choices("workload", "--sort")]
    queries = QUERIES | {"workload": QUERIES["workload"] + sorts}
    forms = [""] + [
        f"-f {each}" if program.prints(each) else f"-o out.{each}" for each in program.formats
    ]
    for command, calls in queries.items():
        for call, form in product(calls, forms):
            yield Run(group=command or "overview", args=words(command, f"{call} {form}"))
    for reporter in program.reporters:
        yield Run(group="validate", args=["validate", "-f", reporter])
    yield from (
        Run(group="mistakes", args=["units", "-f", each])
        for each in program.formats
        if not program.prints(each)
    )


def one_by_one(program: Program) -> Iterator[Run]:
    """Yield each unit's duties, each measure, each rule."""
    for unit, form in product(program.units, ("", "-f json")):
        yield Run(group="each unit", args=words("duties", f"{unit} {form}"))
    for unit in program.units:
        yield Run(group="each unit", args=["overlaps", unit])
    for measure in program.measures:
        yield Run(group="each measure", args=["show", measure])
    for code, form in product(program.rules, ("", "-f md", "-f json")):
        yield Run(group="each rule", args=words("rules", f"{code} {form}"))


def helps(program: Program) -> Iterator[Run]:
    """Yield each command's help by both its names, and completion."""
    for name in ("", *program.commands, *program.commands.values()):
        yield Run(group="help", args=words(name, "--help"))
    for shell, typed in product(SHELLS, COMPLETED):
        yield completion(shell, f"sciplan {typed}")


def completion(shell: str, typed: str) -> Run:
    """Return a run as a shell starts it to complete the last word."""
    env = {
        "_SCIPLAN_COMPLETE": f"complete_{shell}",
        "COMP_WORDS": typed,
        "COMP_CWORD": str(typed.count(" ")),
        "_TYPER_COMPLETE_ARGS": typed,
        "_TYPER_COMPLETE_FISH_ACTION": "get-args",
        "_TYPER_COMPLETE_WORD_TO_COMPLETE": typed.rpartition(" ")[2],
    }
    return Run(group="completion", args=[], env=env, about=f"{shell}, {typed}_")


def other_ways_in() -> Iterator[Run]:
    """Yield ways to name a plan other than by `-p`."""
    yield Run(group="ways in", args=["units"], needs={"data/plan.yaml": PLAN}, about="data")
    env = {"SCIPLAN_PLAN": "other.yaml"}
    yield Run(group="ways in", args=["units"], needs={"other.yaml": PLAN}, env=env, about="env")
    yield Run(group="ways in", args=["validate", "-"], stdin="plan.yaml")


def cases() -> Iterator[Run]:
    """Yield checks of the small plans that the tests keep."""
    for path in sorted(CASES.glob("*/*.yaml")):
        for form in ("", "-f json", "--strict", "--diff", "--fix"):
            args = words("validate", f"{path.name} {form}")
            yield Run(group=f"cases {path.parent.name}", args=args, needs={path.name: path})


def several(about: str, plans: Mapping[str, Path], forms: Sequence[str]) -> Iterator[Run]:
    """Yield the common queries on several plans."""
    given = "".join(f" -p {name}" for name in plans)
    for call, form in product(SEVERAL, forms):
        if form and call.startswith("export"):
            continue
        yield Run(group=f"several {about}", args=words(call, form + given), needs=plans)


def imports(group: str, documents: Iterable[Path]) -> Iterator[Run]:
    """Yield imports of documents, into a file and onto the screen."""
    for path in documents:
        needs = {path.name: path}
        yield Run(group=group, args=["import", path.name, "-o", f"{path.stem}.yaml"], needs=needs)
        for args in (
            ["import", path.name, "--details", "--strict"],
            ["import", path.name, "-o", "out.yaml", "-f", "json"],
        ):
            yield Run(group=group, args=args, needs=needs)


def found(folder: Path) -> list[Path]:
    """Return a folder's documents, without the notes about them."""
    every = sorted(folder.glob("*"))
    return [each for each in every if each.suffix in IMPORTED and ".expected" not in each.name]


def against_document(about: str, plan: Path, document: Path, forms: Iterable[str]) -> Iterator[Run]:
    """Yield `verify` and `show --source`."""
    needs = {plan.name: plan, document.name: document}
    given = f"{plan.name} --source {document.name}"
    for form in ("", "--strict", *(f"-f {each}" for each in forms), "-o report.txt"):
        yield Run(group="verify", args=words("verify", f"{given} {form}"), needs=needs, about=about)
    args = words("show", f"2.1.1 -p {plan.name} --source {document.name}")
    yield Run(group="verify", args=args, needs=needs, about=about)


def on_an_import(plan: Path, document: Path) -> Iterator[Run]:
    """Yield what is asked of an imported plan."""
    group, needs = f"imported {plan.stem}", {plan.name: plan}
    units = list(yaml.safe_load(plan.read_text(encoding="utf-8")).get("units", {}))
    duties = [f"duties {unit}" for unit in units[:1]]
    for call in (
        "",
        *duties,
        "workload",
        "workload -f json",
        "matrix -f csv",
        "measures",
        "targets",
    ):
        yield Run(group=group, args=words(call, f"-p {plan.name}"), needs=needs)
    yield Run(group=group, args=["validate", plan.name], needs=needs)
    yield from against_document("imported", plan, document, ())


def updates(sheet: Path) -> Iterator[Run]:
    """Yield the shipped plan's data sheet brought back, edited or not; shown, then written."""
    needs = {"sheet.xlsx": sheet, "plan.yaml": PLAN}
    for (about, edits), yes in product(EDITS.items(), ("", "--yes")):
        args = words("import", f"sheet.xlsx --update plan.yaml {yes}")
        yield Run(group="update", args=args, needs=needs, edits=edits, about=about)


def first_wave(program: Program, shared: Path) -> list[Run]:
    """Return the runs that need no other's files."""
    good = {path.name: path for path in sorted((CASES / "good").glob("p*.yaml"))}
    return [
        *on_the_shipped_plan(program),
        *cases(),
        *several("with cases", WITH_PLAN | good, ("", "-f json", "-f csv", "-o out.xlsx")),
        *imports("import", documents_in(shared)),
        *(
            run
            for folder in ("documents", "files", "labelled")
            for run in imports(f"import {folder}", found(shared / "cases" / folder))
        ),
    ]


def documents_in(shared: Path) -> list[Path]:
    """Return the real documents, the shipped plan's first."""
    return found(shared / "sources") + found(shared / "corpus" / "docs")


def second_wave(program: Program, shared: Path, scratch: Path) -> Iterator[Run]:
    """Yield the runs on files that the first wave wrote."""
    papers = Run(group="export", args=["export", "材料"]).folder(scratch) / "材料"
    yield from updates(papers / "01-任务分解表.xlsx")
    yield from imports(
        "import export", (papers / "01-任务分解表.xlsx", papers / "01-任务分解表.docx")
    )
    for force in ("", "--force"):
        args = words("import", f"sheet.xlsx -o plan.yaml {force}")
        needs = {"sheet.xlsx": papers / "01-任务分解表.xlsx", "plan.yaml": PLAN}
        yield Run(group="import export", args=args, needs=needs)
    yield Run(group="export", args=["export", "材料"], needs=all_in(papers), about="again")
    plans = {
        document: run.folder(scratch) / f"{document.stem}.yaml"
        for document in documents_in(shared)
        for run in imports("import", [document])
        if "-o" in run.args
    }
    for document, plan in plans.items():
        yield from on_an_import(plan, document)
    for document in documents_in(shared)[:1]:
        yield from against_document("shipped", PLAN, document, program.reporters)
    for plan in list(plans.values())[1:3]:
        args = words("export", f"材料 -p {plan.name}")
        yield Run(group="export", args=args, needs={plan.name: plan})
    if plans:
        needs = {plan.name: plan for plan in plans.values()}
        yield from several("imported", needs, ("", "-f json"))


def all_in(papers: Path) -> dict[str, Path]:
    """Return what an export into a folder that was exported into before finds there."""
    files = sorted(path for path in papers.rglob("*") if path.is_file())
    return WITH_PLAN | {f"材料/{path.relative_to(papers)}": path for path in files}


def untried(program: Program, runs: Iterable[Run]) -> list[str]:
    """Return the commands and options that no run tries."""
    tried = {(run.args[0], word) for run in runs for word in run.args}
    aliases = {"-p": "--plan", "-f": "--format", "-o": "--output"}
    tried |= {(command, aliases.get(word, word)) for command, word in tried}
    missing = [
        f"{command} {option}"
        for command in program.commands
        for option in sorted(program.options(command))
        if (command, option) not in tried
    ]
    anywhere = {word for pair in tried for word in pair} | NEVER
    return missing + sorted(program.options("") - anywhere)


# What is recorded -------------------------------------------------------------------------------


def record(run: Run, out: Path, scratch: Path) -> bool:
    """Run the program and write down what it did; return whether it broke down."""
    folder = run.folder(scratch)
    for name, source in run.needs.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, folder / name)
    folder.mkdir(exist_ok=True)
    if run.edits:
        edit(folder / "sheet.xlsx", run.edits)
    before = contents(folder)
    done = start(run.args, folder, run.env, run.stdin)
    path = out / f"{run.name}.txt"
    path.parent.mkdir(parents=True, exist_ok=True)
    text = "\n".join(told(run, done, before, contents(folder)))
    for place, sign in ((folder, "<here>"), (scratch, "<scratch>"), (ROOT, "<checkout>")):
        text = text.replace(str(place), sign)
    path.write_text(text + "\n", encoding="utf-8", newline="\n")
    return b"Traceback (most recent" in done.stderr


def edit(path: Path, edits: Mapping[str, str]) -> None:
    """Change cells of a workbook's data sheet as a user would."""
    book = openpyxl.load_workbook(path)
    for address, value in edits.items():
        book["数据"][address].value = value or None
    book.save(path)


def contents(folder: Path) -> dict[str, bytes]:
    """Return all files of a folder."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def told(
    run: Run,
    done: subprocess.CompletedProcess[bytes],
    before: Mapping[str, bytes],
    after: Mapping[str, bytes],
) -> Iterator[str]:
    """Yield the blocks of a record."""
    yield f"$ sciplan {' '.join(run.args)}\nexit {done.returncode}"
    yield f"== stdout\n{plain(done.stdout)}"
    yield f"== stderr\n{plain(done.stderr)}"
    yield from (f"== gone {name}" for name in before if name not in after)
    seen: dict[str, str] = {}
    for name, content in after.items():
        if content == before.get(name):
            continue
        parts = office(content) if zipfile.is_zipfile(io.BytesIO(content)) else {"": plain(content)}
        for part, text in parts.items():
            place = f"{name} {part}".strip()
            # A folder of papers would say the same styles a hundred times.
            same = seen.setdefault(text, place)
            yield f"== file {place}\n{text if same == place else f'as {same}'}"


def plain(content: bytes) -> str:
    """Return text with its invisible marks shown."""
    text = content.decode(errors="backslashreplace")
    return text.replace("\ufeff", "<BOM>").replace("\r", "<CR>")


def office(content: bytes) -> dict[str, str]:
    """Return the parts of an office file as text: a line for each element."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    strings = re.findall(
        "<si>(.*?)</si>", parts.pop("xl/sharedStrings.xml", b"").decode(), re.DOTALL
    )
    return {name: lines(part, strings) for name, part in parts.items()}


def lines(part: bytes, strings: Sequence[str]) -> str:
    """Return XML as lines, cells with their texts; of what isn't XML, a digest."""
    if not part.lstrip().startswith(b"<"):
        return hashlib.sha256(part).hexdigest()
    text = re.sub(
        r't="s"><v>(\d+)</v>',
        lambda cell: f't="s"><v>{strings[int(cell[1])]}</v>',
        part.decode(),
    )
    return re.sub(r"><(?!/)", ">\n<", plain(text.encode()))


class Recorder:
    """Makes the records of runs in several processes, and counts them."""

    def __init__(self, out: Path, scratch: Path, jobs: int) -> None:
        self.done: list[Run] = []
        self.broken: list[str] = []
        self._record = partial(record, out=out, scratch=scratch)
        self._jobs = jobs

    def all(self, runs: Iterable[Run]) -> None:
        """Record runs that don't need one another's files."""
        runs = list(runs)
        with ProcessPoolExecutor(self._jobs) as pool:
            broke = list(pool.map(self._record, runs))
        self.done += runs
        self.broken += [run.name for run, broken in zip(runs, broke, strict=True) if broken]

    def twice(self) -> list[str]:
        """Return the names that two runs share: one record would hide the other."""
        return [name for name, times in Counter(run.name for run in self.done).items() if times > 1]


def main() -> int:
    """Record every run; return 1 if something is left out or broke down."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("out", type=Path, help="a folder that is new or empty")
    parser.add_argument("--jobs", type=int, default=2, help="processes at a time (2)")
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared", help="documents")
    given = parser.parse_args()
    if given.out.exists() and any(given.out.iterdir()):
        parser.error(f"{given.out} is not empty")
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder).resolve()
        program = Program(scratch)
        recorder = Recorder(given.out.resolve(), scratch, given.jobs)
        recorder.all(first_wave(program, given.shared))
        recorder.all(second_wave(program, given.shared, scratch))
        wrong = {
            "never tried": untried(program, recorder.done),
            "two runs of one name": recorder.twice(),
            "broke down": recorder.broken,
        }
    print(f"{len(recorder.done)} runs in {time.monotonic() - began:.0f} s, in {given.out}")
    for what, names in wrong.items():
        print(*(f"{what}: {name}" for name in names), sep="\n", end="\n" if names else "")
    return int(any(wrong.values()))


if __name__ == "__main__":
    sys.exit(main())
