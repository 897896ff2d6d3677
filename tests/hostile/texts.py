"""Hostile texts everywhere in a plan, through every output, read back by their own readers."""

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import docx
import openpyxl
import yaml
from lxml import etree, html

from hostile import oracle
from hostile.fuzz import questions
from hostile.plans import NAME
from hostile.rounds import Round
from hostile.running import held, lay, tree
from hostile.values import VALUES

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff]")
"""What no plan file may hold, however it is written."""
_UNSEEN = re.compile(r"[\s\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\x00-\x1f\x7f-\x9f]+")
_ALLOWED = tuple(text for text in VALUES if not _CONTROL.search(text))
_SPECIAL = re.compile(r"\\([\\`*_\[\]<>|~#&$])")


def bare(text: str) -> str:
    """Return what is seen of a text, without blanks."""
    kept = (char for char in _UNSEEN.sub("", text) if char.isprintable())
    return "".join(kept)


def hostile_plan(this: Round) -> dict[str, Any]:
    """Return a plan in which nearly every text is one that something could misread."""
    allowed = VALUES if this.random.random() < 0.1 else _ALLOWED
    pick = this.random.sample(allowed, len(allowed))
    names = [text for text in pick if bare(text) and text.strip() == text and "、" not in text][:4]
    texts = [text for text in pick if bare(text)]
    measure = {
        "id": "1.1",
        "title": texts[0],
        "summary": texts[1],
        "text": texts[2],
        "attribution": texts[3],
        "lead": names[:1],
        "cooperating": names[1:3],
        "others": {texts[4]: names[3:]},
        "deadline": texts[5],
        "leader": texts[6],
        "indicator": texts[7],
        "category": texts[8],
        "remark": texts[9],
        "targets": [{"what": texts[10], "at_least": 3, "unit": texts[11], "quote": texts[12]}],
    }
    return {
        "format": "sciplan/1",
        "plan": {
            "id": "p",
            "title": texts[13],
            "number": texts[14],
            "issuer": texts[15],
            "coordinator": texts[16],
            "jurisdiction": texts[17],
        },
        "units": {name: {"full_name": texts[18], "category": texts[19]} for name in names},
        "sections": [
            {
                "id": "1",
                "title": texts[20],
                "measures": [measure],
                "provisions": [{"id": "1.2", "title": texts[21], "summary": texts[22]}],
            }
        ],
        "errata": [{"at": "1.1", "printed": texts[23], "reading": texts[24]}],
        "papers": {"headings": {"title": texts[25], "remark": texts[26]}},
    }


def attack(this: Round) -> None:
    """Ask such a plan everything in every format; export its papers."""
    data = hostile_plan(this)
    # Escaped, whatever stands in a text comes through.
    raw = yaml.safe_dump(data, allow_unicode=False, sort_keys=False, width=1 << 20)
    lay(this.folder, {NAME: raw.encode()})
    plan = str(this.folder / NAME)
    for name, judge in oracle.REPORTS.items():
        done = held(this, "validate", plan, "-f", name, "--level", "info")
        this.findings.extend(
            f"validate -f {name}: {each}" for each in oracle.wrong(judge, done.out)
        )
    loads = held(this, "units", "-p", plan, "-f", "json")
    if loads.code != 0:
        this.counts["plans refused"] += 1
        return
    this.counts["plans that load"] += 1
    _asked(this, plan, data)
    _exported(this, plan)


def _asked(this: Round, plan: str, data: dict[str, Any]) -> None:
    measure = data["sections"][0]["measures"][0]
    title, lead = measure["title"], measure["lead"][0]
    for name, judge in oracle.TEXTS.items():
        for question in questions([], ["1.1"]):
            words = () if question == ("overview",) else question
            done = held(this, *words, "-p", plan, "-f", name)
            for what in oracle.wrong(judge, done.out):
                this.expect(held=False, what=f"{' '.join(question)} -f {name}: {what}")
        # A picture of the measures is the matrix.
        listing = "matrix" if name == "svg" else "measures"
        shown = held(this, listing, "-p", plan, "-f", name)
        for text in (title, lead):
            this.expect(
                bare(text) in _words(name, shown.out),
                f"{listing} -f {name}: {text!r} is not there: {shown.out[-600:]!r}",
            )


def _words(name: str, out: str) -> str:
    """Return what the reader of a format sees."""
    if name == "json":
        return bare("".join(map(str, _leaves(json.loads(out)))))
    if name == "csv":
        rows = csv.reader(io.StringIO(out, newline=""))
        return bare("".join(cell for row in rows for cell in row))
    if name == "html":
        return bare("".join(map(str, html.fromstring(out).itertext())))
    if name == "svg":
        # Unit names stand upright, a character an element.
        return bare("".join(map(str, etree.fromstring(out.encode()).itertext())))
    return bare(_SPECIAL.sub(r"\1", out) if name == "md" else out)


def _leaves(data: Any) -> Any:
    if isinstance(data, dict | list):
        for each in data.values() if isinstance(data, dict) else data:
            yield from _leaves(each)
    else:
        yield data


def _exported(this: Round, plan: str) -> None:
    papers = this.folder / "papers"
    chosen = ("--only", "任务分解表", "--only", "职责清单") if this.brief else ()
    done = held(this, "export", str(papers), "-p", plan, *chosen)
    if done.code == 0:
        for name, content in tree(papers).items():
            this.counts["papers"] += 1
            judge = oracle.FILES[Path(name).suffix]
            this.findings.extend(f"{name}: {each}" for each in oracle.wrong(judge, content))
            this.findings.extend(oracle.in_name(name))
        _round(this, plan, papers)
    left = {name for name in tree(this.folder) if not name.startswith("papers/")}
    this.expect(left == {NAME}, f"export left {left}")


def _round(this: Round, plan: str, papers: Path) -> None:
    """The exported sheet, untouched, changes nothing; it and the papers say the title."""
    before = Path(plan).read_bytes()
    done = held(this, "import", str(papers / "01-任务分解表.xlsx"), "--update", plan, "--yes")
    this.expect(Path(plan).read_bytes() == before, f"an untouched sheet changed it: {done.out!r}")
    title = bare(yaml.safe_load(before)["sections"][0]["measures"][0]["title"])
    book = openpyxl.load_workbook(papers / "01-任务分解表.xlsx")
    cells = (cell.value for sheet in book for row in sheet.iter_rows() for cell in row)
    self_said = bare("".join(str(cell) for cell in cells if cell is not None))
    this.expect(title in self_said, f"the workbook lacks {title!r}")
    body = docx.Document(str(papers / "01-任务分解表.docx")).element.body
    said = bare("".join(each.text or "" for each in body.iter() if each.tag.endswith("}t")))
    this.expect(title in said, f"the Word file lacks {title!r}")
