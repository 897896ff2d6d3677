"""Every line of a document is accounted for, once; no words on it are lost in silence."""

from collections import Counter
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import import_samples as samples
import word_files as wf
from import_samples import drafted
from sciplan.documents import reading
from sciplan.documents.draft.account import Fate
from sciplan.documents.draft.draft import Draft, draft
from sciplan.planfile.dump import dump

NAMES = ("市水利局", "市财政局", "市林草局", "市科协", "各县（市、区）人民政府")
_SYLLABLES = "渠堤坝泵闸井塘湖溪泉岸滩桥路站网库棚田林"


@st.composite
def words(draw: st.DrawFn) -> str:
    return "".join(draw(st.lists(st.sampled_from(_SYLLABLES), min_size=6, max_size=9, unique=True)))


@st.composite
def clauses(draw: st.DrawFn) -> str:
    one, two, three = draw(st.permutations(NAMES))[:3]
    forms = (
        f"（{one}牵头，{two}、{three}配合）",
        f"（责任单位：{one}、{two}）",
        f"（{one}会同{two}负责）",
        f"（牵头单位：{one}；配合单位：{three}）",
        "",
    )
    return draw(st.sampled_from(forms))


@st.composite
def documents(draw: st.DrawFn) -> str:
    lines = ["某市水利工作方案", draw(words()) + "。"]
    for number in "一二三"[: draw(st.integers(1, 3))]:
        lines.append(f"{number}、{draw(words())}")
        lines += [f"{draw(words())}。"] * draw(st.integers(0, 1))
        for place in range(1, draw(st.integers(1, 3)) + 1):
            lines.append(f"{place}.{draw(words())}。{draw(words())}。{draw(clauses())}")
            lines += [f"{draw(words())}，{draw(words())}。"] * draw(st.integers(0, 1))
    lines += draw(st.sampled_from(([], ["某市人民政府", "2024年3月1日"], ["附件：1.任务分解表"])))
    return "\n".join(lines)


def placed(made: Draft) -> str:
    """Return all that the plan file says, and what is told to be left out or doubted."""
    left = (one.text for one in made.account if one.fate in (Fate.LEFT_OUT, Fate.PREAMBLE))
    return "\n".join((dump(made.plan), *left, *(one.message for one in made.doubts)))


@settings(max_examples=60)
@given(documents())
def test_each_line_is_in_one_class_and_no_words_are_lost(text: str) -> None:
    made = drafted(text)
    lines = [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    assert [(one.line, one.text) for one in made.account] == lines
    known = placed(made)
    for _, line in lines:
        for word in line.replace("。", "，").split("，"):
            bare = word.lstrip("123456789.一二三、")
            if set(bare) <= set(_SYLLABLES):
                assert bare in known
    for one in made.account:
        assert bool(one.ident) == (one.fate in (Fate.MEASURE, Fate.PROVISION, Fate.HEADING))
        assert not one.lost or any(doubt.code == "left-out" for doubt in made.doubts)


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.docx", "a.pdf"])
def test_a_document_read_well_loses_nothing(name: str) -> None:
    raw = {"txt": samples.txt, "html": samples.html, "docx": samples.docx, "pdf": samples.pdf}
    made = draft(reading.read(raw[name[2:]](), name))
    fates = Counter(one.fate for one in made.account)
    assert fates[Fate.MEASURE] == 4
    # 一、and its goal, 二、（一）（二）, 三、; （一）加强领导 is a provision.
    assert (fates[Fate.HEADING], fates[Fate.PROVISION], fates[Fate.PREAMBLE]) == (5, 1, 9)
    assert not any(one.lost for one in made.account)


def test_a_table_has_a_title_heads_columns_that_are_not_read_and_totals() -> None:
    rows = [
        ("序号", "工作任务", "牵头单位", "进展情况"),
        ("1", "修渠", "市水利局", "已开工"),
        ("2", "种树", "市林草局", "未开工"),
        ("合计", "两项", "", ""),
    ]
    made = draft(reading.read(samples.docx(["某市水利任务分解表"], rows), "a.docx"))
    assert [(one.fate.value, one.why or one.ident) for one in made.account] == [
        ("前文", ""),
        ("没有写进方案", "表头"),
        ("举措", "1"),
        ("举措", "2"),
        ("没有写进方案", "合计"),
    ]
    assert not made.problems


_ROWS = (
    ("序号", "工作任务", "牵头单位", "配合单位"),
    ("1", "修渠", "市水利局", "市财政局"),
    ("2", "种树", "市林草局", "市财政局"),
)
_LOST = (("3", "护林", "市林草局", "市公安局"), ("4", "架桥", "市交通运输局", ""))


@pytest.mark.parametrize("rows", [_LOST, _LOST[1:], [("", *row) for row in _LOST]])
@pytest.mark.parametrize(
    ("form", "above"),
    [("html", False), ("docx", False), ("html", True), ("docx", True), ("txt", True)],
)
def test_rows_that_list_bodies_and_are_no_measures_are_told(
    rows: Sequence[Sequence[str]], form: str, *, above: bool
) -> None:
    """Behind other words no heading says what their cells are; nor does one that comes later."""
    parts = [rows, ["此外还有："], _ROWS] if above else [_ROWS, ["此外还有："], rows]
    make = {"html": _page, "docx": _word, "txt": _text}[form]
    made = draft(reading.read(make(parts), f"a.{form}"))
    assert [entry.measure.title for entry in made.plan.entries] == ["修渠", "种树"]
    (told,) = (one.message for one in made.doubts if one.code == "left-out")
    assert told.startswith(f"表里有 {len(rows)} 行写了单位，没有读出举措，第一行：{rows[0][0]}")


def _page(parts: Sequence[Sequence[str] | Sequence[Sequence[str]]]) -> bytes:
    made = ""
    for part in parts:
        rows = ("".join(f"<td>{cell}</td>" for cell in row) for row in part)
        table = "".join(f"<tr>{row}</tr>" for row in rows)
        made += f"<p>{part[0]}</p>" if isinstance(part[0], str) else f"<table>{table}</table>"
    return f"<html><meta charset='utf-8'><body><p>某市水利方案</p>{made}</body></html>".encode()


def _word(parts: Sequence[Sequence[str] | Sequence[Sequence[str]]]) -> bytes:
    made = ""
    for part in parts:
        table = wf.table(*(wf.tr(*map(wf.p, row)) for row in part))
        made += wf.p(part[0]) if isinstance(part[0], str) else table
    return wf.word(wf.p("某市水利方案") + made)


def _text(parts: Sequence[Sequence[str] | Sequence[Sequence[str]]]) -> bytes:
    rows = (row if isinstance(row, str) else "\t".join(row) for part in parts for row in part)
    return "\n".join(["某市水利方案", *rows]).encode()


def test_words_between_measures_that_nothing_holds_are_told() -> None:
    made = drafted(
        "方案\n一、任务\n1.修渠。（市水利局负责）\n二、说明\n（一）附则\n甲字旧闸改为新闸。\n"
        "1.再说\n（1）乙字旧坝改为新坝。\n三、其余\n1.种树。（市林草局负责）"
    )
    (lost,) = (one for one in made.account if one.lost)
    assert (lost.line, lost.fate, lost.why) == (6, Fate.LEFT_OUT, "")
    (problem,) = made.problems
    assert (problem.code, problem.location.line) == ("left-out", 6)
    assert "第 6 行：没有归入任何一项：甲字旧闸改为新闸" in made.comments["plan",]


def test_a_page_of_one_line_is_accounted_for_by_sentences() -> None:
    filler = "推进建设，完善体系，提升能力。" * 40
    page = (
        f"实施方案 一、任务（一）修渠。{filler}（市水利局牵头）（二）种树。{filler}（市林草局负责）"
    )
    made = drafted(page)
    assert "".join(one.text for one in made.account) == page
    assert not any(one.lost for one in made.account)


def test_dotted_headings_stand_under_their_numbers_and_are_accounted_for() -> None:
    lines = (
        "某市湖区整治方案\n为治好湖区，制定本方案。\n1.总体要求\n坚持节约。\n"
        "2.主要任务\n2.1 清淤工程\n"
        "2.1.1 清淤。清出淤泥。（市水利局牵头，市财政局配合）\n2.2 护岸工程\n"
        "2.2.1 护岸。（市林草局牵头，市水利局配合）\n3.保障措施\n压实责任。层层落实。\n"
    )
    found = drafted(lines)
    assert [entry.measure.id for entry in found.plan.entries] == ["2.1.1", "2.2.1"]
    (last,) = (section for section in found.plan.all_sections if section.id == "3")
    assert [provision.title for provision in last.provisions] == ["压实责任"]
    assert not [doubt for doubt in found.doubts if doubt.code in ("left-out", "no-clause")]
