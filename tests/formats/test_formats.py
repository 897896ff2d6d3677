"""Answers as text: plain, Markdown, CSV and JSON."""

import csv
import io
import json
import re
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from sciplan.base.answer import Answer, Column, Part, Records, Row, Table
from sciplan.base.width import one_line
from sciplan.formats.office import word
from sciplan.formats.registry import FORMATS
from support import Run, as_text, columns_of, facts, measures_in, with_measure

PICTURES = ("svg", "png")
CHARTED = (
    "workload",
    "workload --by section",
    "overlaps",
    "overlaps 市科协",
    "overlaps --stats",
    "overlaps 市科协 --stats",
    "matrix",
)
HOSTILE = [
    "[bold red]标红[/]",
    "[/nope] [link=file:///etc/passwd]x[/link]",
    ":smile: 表情",
    "<script>alert(1)</script>",
    "甲|乙|丙",
    "*星* _线_ `码` # 井 ~波~ [链](x) \\",
    "-- 乙 =1+1",
    "{{模板}} ${HOME} %s {0}",
    "很长" * 300,
    "emoji 👩‍👩‍👧‍👦 与 𠮷 与 é",
]


def answer(*cells: Any, text: str = "举措", detail: str = "") -> Answer:
    """Return an answer of one row."""
    columns = tuple(
        Column(key=f"k{number}", title=f"列{number}", number=isinstance(cell, int))
        for number, cell in enumerate(cells)
    )
    row = Row(cells=cells, group=text, details=(detail,) if detail else ())
    table = Table(title=text, columns=columns, rows=(row,), notes=(text,))
    part = Part(title=text, lead=(text,), tables=(table,), notes=(text,))
    return Answer(heading=text, parts=(part,), records=Records(columns=columns, rows=[cells]))


def rendered(format_: str, *cells: Any, **keys: str) -> str:
    return FORMATS[format_].render(answer(*cells, **keys))


# JSON ----------------------------------------------------------------------------------------

MEASURE = [
    "plan", "measure", "section", "title", "part",
    "lead", "cooperating", "responsible", "others", "targets",
]  # fmt: skip
WORKLOAD = [
    "jurisdiction", "unit", "category", "total", "lead", "sole", "first", "cooperating",
    "responsible", "sections", "partners",
]  # fmt: skip
OVERLAP = [
    "jurisdiction", "unit_a", "unit_b", "shared", "both_lead", "a_leads_b", "b_leads_a",
    "both_cooperate",
]  # fmt: skip
KEYS: dict[str, list[str]] = {
    "measures": MEASURE,
    "duties 市科协": [
        "unit", "plan", "measure", "section", "title", "role", "place",
        "lead", "cooperating", "responsible", "targets",
    ],
    "workload": WORKLOAD,
    "workload --by section": [*WORKLOAD[:3], "section", *WORKLOAD[3:]],
    "overlaps": OVERLAP,
    "overlaps --stats": [*OVERLAP, "expected", "p", "p_adjusted"],
    "overlaps 市科协": OVERLAP,
    "overlaps 市科协 --stats": [*OVERLAP, "expected", "p", "p_adjusted"],
    "overlaps 市科协 市科技局": [*MEASURE, "role_a", "role_b"],
    "units": ["jurisdiction", "unit", "full_name", "category", "aliases"],
    "targets": ["plan", "measure", "what", "op", "amount", "unit", "by", "quote", "lead"],
    "matrix": ["plan", "measure", "title", *facts()["units"]],
    "meeting 2.1.5": ["unit", "role", "measures", "reports", "leads"],
    "measures 应急": [*MEASURE, "provision", "found_in"],
    "overlaps 市科协 市科技局 --stats": [
        *MEASURE, "role_a", "role_b", "expected", "p", "p_adjusted",
    ],
}  # fmt: skip


@pytest.mark.parametrize("command", KEYS)
def test_json_has_the_promised_keys_in_every_record(run: Run, command: str) -> None:
    records = json.loads(run(*command.split(), "-f", "json").out)
    assert records
    for record in records:
        assert sorted(record) == sorted(KEYS[command])


def test_json_of_a_measure_in_full_holds_its_record(run: Run) -> None:
    (record,) = json.loads(run("show", "2.1.5", "-f", "json").out)
    optional = {
        "summary", "text", "attribution", "and_others", "category", "indicator",
        "deadline", "deadline_date", "leader", "remark",
    }  # fmt: skip
    assert set(record) == {*MEASURE, *optional}


@pytest.mark.parametrize("command", ["measures", "workload", "overlaps 市科协 市科技局"])
def test_json_is_a_record_a_line(run: Run, command: str) -> None:
    out = run(*command.split(), "-f", "json").out
    first, *lines, last = out.splitlines()
    assert (first, last) == ("[", "]")
    assert [json.loads(line.removesuffix(",")) for line in lines] == json.loads(out)


def test_json_roles_and_types(run: Run) -> None:
    (record, *_) = json.loads(run("duties", "市科协", "-f", "json").out)
    assert record["role"] in ("lead", "responsible", "cooperating")
    assert isinstance(record["place"], int)
    assert isinstance(record["section"], list)
    assert isinstance(json.loads(run("measures", "-f", "json").out)[0]["others"], dict)


def test_json_without_records_is_an_empty_array(run: Run) -> None:
    assert run("duties", "市科协", "--role", "负责", "-f", "json").out == "[]\n"


def test_json_is_chinese_not_escapes(run: Run) -> None:
    assert "\\u" not in run("units", "-f", "json").out


@given(st.text(), st.text())
def test_json_gives_back_any_text(one: str, two: str) -> None:
    (record,) = json.loads(rendered("json", one, (two, one), None))
    assert record == {"k0": one, "k1": [two, one], "k2": None}


# CSV -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "=", "-"])
def test_csv_guards_formulas(start: str) -> None:
    (_, row) = csv.reader(io.StringIO(rendered("csv", start, (start, "甲")), newline=""))
    assert row == [f"'{start}", f"'{start}、甲"]


@pytest.mark.parametrize("start", ["＝1+1", "＋1", "－1", "＠甲", "\n=1"])
def test_csv_guards_marks_that_chinese_spreadsheets_take_for_the_same(start: str) -> None:
    (_, row) = csv.reader(io.StringIO(rendered("csv", start), newline=""))
    assert row == [f"'{start}"]


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1", "@x", "＝1", "\t=1"])
def test_csv_guards_headings_too(start: str) -> None:
    columns = (Column(key="a", title=start), Column(key="b", title="乙"))
    answer = Answer(heading="", parts=(), records=Records(columns=columns, rows=[("x", "y")]))
    (head, _) = csv.reader(io.StringIO(FORMATS["csv"].render(answer), newline=""))
    assert head == [f"'{start}", "乙"]


def test_csv_leaves_numbers_numbers() -> None:
    assert rendered("csv", -1, 0.25, "1-2").splitlines()[1] == "-1,0.25,1-2"


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_csv_gives_back_any_text_but_for_the_guard(text: str) -> None:
    (_, row) = csv.reader(io.StringIO(rendered("csv", text, "x"), newline=""))
    assert row[0] in (text, f"'{text}")


def test_csv_guards_a_title_from_a_plan(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "p.yaml"
    path.write_text(as_text(with_measure(title='=HYPERLINK("http://x")')), encoding="utf-8")
    for row in csv.reader(io.StringIO(run("measures", "-p", str(path), "-f", "csv").out)):
        assert not any(cell.startswith(("=", "+", "-", "@")) for cell in row)


def test_csv_has_chinese_headings_and_crlf(run: Run) -> None:
    out = run("workload", "-f", "csv").out
    assert out.startswith("地区,单位,类别,参与,牵头,")
    assert out.count("\r\n") == out.count("\n") == 39
    assert not out.startswith("\ufeff")


def test_csv_shows_lists_and_roles_in_chinese(run: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(run("duties", "市科协", "-f", "csv").out)))
    (row,) = [row for row in rows if row["编号"] == "2.1.5"]
    assert row["身份"] == "牵头"
    assert row["牵头单位"] == "市教体局、市科协"
    assert row["章节"] == "提升行动 / 青少年科学素质提升行动"
    assert row["指标"] == "培训中小学骨干教师、科技辅导员3000人以上"


@pytest.mark.parametrize(("suffix", "bom"), [("csv", True), ("json", False), ("md", False)])
def test_only_a_csv_file_begins_with_a_byte_order_mark(
    run: Run, tmp_path: Path, suffix: str, *, bom: bool
) -> None:
    path = tmp_path / f"out.{suffix}"
    assert run("units", "-o", str(path)).code == 0
    raw = path.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf") is bom
    assert (b"\r\n" in raw) is bom
    assert raw.decode("utf-8-sig") == run("units", "-f", suffix).out


# Markdown ------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", HOSTILE)
def test_markdown_escapes(text: str) -> None:
    out = rendered("md", text, "乙", text=text, detail=text)
    (row,) = [line for line in out.splitlines() if line.startswith("|") and "| 乙" in line]
    assert len(re.findall(r"(?<!\\)(?:\\\\)*\|", row)) == 3
    bare = re.sub(r"\\.", "", out).replace("<br>", "")
    assert not set(bare) & set("[]<>`~&$")


def test_markdown_shape() -> None:
    out = rendered("md", "甲", 3, detail="细节")
    assert "| 列0 | 列1 |\n| --- | ---: |\n| **举措** |  |\n| 甲 | 3<br>细节 |\n" in out
    assert out.startswith("# 举措\n\n## 举措\n")


def test_markdown_of_nothing() -> None:
    part = Part(title="空", tables=(Table(columns=(Column(key="k", title="列"),)),))
    out = FORMATS["md"].render(
        Answer(heading="题", parts=(part,), records=Records(columns=(), rows=[]))
    )
    assert "| 列 |\n| --- |\n" in out


# Plain ---------------------------------------------------------------------------------------


def test_plain_cuts_nothing(run: Run) -> None:
    out = run("duties", "市科协").out
    names = [
        name
        for measure in measures_in(facts())
        if "市科协" in measure.get("lead", ())
        for name in measure.get("cooperating", ())
        if name not in ("市科协", "云南工业技师学联")
    ]
    assert all(name in out for name in names)
    assert "…" not in out
    matrix = run("matrix").out
    assert all(unit in matrix for unit in facts()["units"])
    assert all(measure["title"] in matrix for measure in measures_in(facts()))


@pytest.mark.parametrize("text", HOSTILE)
def test_plain_holds_every_text_whole(text: str) -> None:
    out = rendered("table", text, (text, "乙"), text=text, detail=text)
    assert out.count(text.replace("\u200d", " ")) == 10


def test_plain_columns_are_aligned_by_display_width(run: Run) -> None:
    lines = run("workload").out.splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith("单位"))
    end = next(number for number, line in enumerate(lines) if line.startswith("合计"))
    assert len({columns_of(line) for line in lines[start:end]}) == 1


def test_plain_has_no_trailing_spaces_and_one_last_newline(run: Run) -> None:
    for command in KEYS:
        out = run(*command.split()).out
        assert out.endswith("\n")
        assert not out.endswith("\n\n")
        assert not any(line.endswith(" ") for line in out.splitlines())
        assert "\x1b" not in out


def test_one_very_wide_cell_does_not_widen_its_column() -> None:
    columns = (Column(key="a", title="甲"), Column(key="b", title="乙"))
    rows = (Row(cells=("很长" * 50, "x")), Row(cells=("短", "y")))
    part = Part(title="", tables=(Table(columns=columns, rows=rows),))
    out = FORMATS["table"].render(
        Answer(heading="题", parts=(part,), records=Records(columns=columns, rows=[]))
    )
    assert max(columns_of(line) for line in out.splitlines() if "很长" not in line) < 70


@pytest.mark.parametrize("format_", ["table", "md"])
@pytest.mark.parametrize("char", ["\n", "\r", "\t", "\x1b", "\x07", "\u2028", "\u202e", "\u200f"])
def test_no_control_character_reaches_a_line(format_: str, char: str) -> None:
    text = f"甲{char}乙"
    out = rendered(format_, text, (text, text), text=text, detail=text)
    assert char not in out.replace("\n", "" if char == "\n" else "\n") or char == "\n"
    assert out.count("\n") == rendered(format_, "丙", ("丙", "丙"), text="丙", detail="丙").count(
        "\n"
    )


@pytest.mark.parametrize("char", ["\n", "\t", "\x1b", "\u2028", "\u200b", "\u202e"])
def test_no_control_character_of_a_heading_reaches_a_line(char: str) -> None:
    # In a matrix units are headings.
    columns = (Column(key="a", title=f"甲{char}局", upright=True), Column(key="b", title="乙"))
    table = Table(columns=columns, rows=(Row(cells=("牵", "x")),))
    made = Answer(
        heading="题",
        parts=(Part(title="", tables=(table,)),),
        records=Records(columns=columns, rows=[]),
    )
    assert "甲 局  乙" in FORMATS["table"].render(made).splitlines()


@pytest.mark.parametrize("command", list(KEYS))
def test_every_format_answers_every_command(run: Run, tmp_path: Path, command: str) -> None:
    # Office files of the same commands are read back in test_docx_format and test_xlsx_format.
    for name in FORMATS.keys() - {"docx", "xlsx"}:
        format_ = FORMATS[name]
        path = tmp_path / f"out{format_.suffixes[0]}"
        done = run(*command.split(), *(["-o", str(path)] if format_.extra else []), "-f", name)
        if name in PICTURES and command not in CHARTED:
            assert (done.code, done.out) == (2, "")
            assert "这个结果没有图" in done.err
            continue
        assert done.code == 0
        assert path.read_bytes() if format_.extra else done.out


@pytest.mark.parametrize(("format_", "library"), [("docx", "docx"), ("xlsx", "xlsxwriter")])
def test_a_missing_library_is_told_with_the_command_that_installs_it(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, format_: str, library: str
) -> None:
    word._template.cache_clear()  # a document made before needs no library
    monkeypatch.setitem(sys.modules, library, None)
    path = tmp_path / f"工作量.{format_}"
    done = run("workload", "-o", str(path))
    assert (done.code, done.out) == (2, "")
    assert f"写 .{format_} 文件需要另装组件（缺 {library}）" in done.err
    assert re.search(r'pip install .*\[office\]"', done.err)
    assert not path.exists()


@pytest.mark.parametrize(
    ("format_", "name"), [("xlsx", "x.docx"), ("docx", "x.txt"), ("csv", "x.xlsx")]
)
def test_a_file_that_would_not_open_is_refused(
    run: Run, tmp_path: Path, format_: str, name: str
) -> None:
    done = run("workload", "-f", format_, "-o", str(tmp_path / name))
    assert (done.code, done.out) == (2, "")
    assert f"把扩展名改为 {FORMATS[format_].suffixes[0]}" in done.err
    assert not (tmp_path / name).exists()


@pytest.mark.parametrize(("format_", "name"), [("xlsx", "x"), ("docx", "x.v2"), ("csv", "x.txt")])
def test_any_other_name_is_the_users_choice(
    run: Run, tmp_path: Path, format_: str, name: str
) -> None:
    assert run("workload", "-f", format_, "-o", str(tmp_path / name)).code == 0


# Markdown, read by a parser -------------------------------------------------------------------

_BLOCKS = {
    "heading_open", "paragraph_open", "table_open", "thead_open", "tbody_open", "tr_open",
    "th_open", "td_open",
}  # fmt: skip
STARTS = [
    "- 甲",
    "+ 甲",
    "1. 甲",
    "12) 甲",
    "===",
    "---",
    "    甲",
    "> 甲",
    "# 甲",
    "* 甲",
    "```",
    "$a$ 甲",
]


def parsed(text: str) -> list[Token]:
    return MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text)


@pytest.mark.parametrize("text", [*HOSTILE, *STARTS])
def test_a_markdown_parser_gives_back_the_text(text: str) -> None:
    found = parsed(rendered("md", text, text, text=text, detail=text))
    assert {token.type for token in found if token.nesting == 1} == _BLOCKS
    shown = [
        "".join(child.content for child in token.children or () if child.type != "html_inline")
        for token in found
        if token.type == "inline"
    ]
    plain = one_line(text).strip()
    heading, title, lead, table_title, _, _, group, _, first, last, *notes = shown
    for each in (heading, title, lead, table_title, group, first, *notes):
        assert each == plain
    assert last.replace(plain, "", 2).strip() == ""


@pytest.mark.parametrize("command", list(KEYS))
def test_markdown_tables_have_as_many_cells_as_columns(run: Run, command: str) -> None:
    found = parsed(run(*command.split(), "-f", "md").out)
    columns = 0
    cells = 0
    for token in found:
        if token.type == "table_open":
            columns = 0
        columns += token.type == "th_open"
        cells = 0 if token.type == "tr_open" else cells + (token.type == "td_open")
        if token.type == "tr_close":
            assert cells in (0, columns)
    assert columns
