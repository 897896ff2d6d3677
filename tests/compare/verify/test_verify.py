"""A plan against its document, whatever the document's kind and the plan's ids."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

import import_samples as samples
from sciplan.base.problem import Severity
from sciplan.compare.verify.verifying import Verified, verify, wordings
from sciplan.documents import reading
from sciplan.documents.draft.draft import Draft, draft
from sciplan.documents.readers.document import Document, Paragraph
from sciplan.planfile.dump import dump
from sciplan.planfile.load import load

MADE = draft(reading.read(samples.txt(), "方案.txt"))
TEXT = dump(MADE.plan)


def verified(text: str, made: Draft = MADE) -> Verified:
    loaded = load(text, "plan.yaml")
    assert loaded.plan is not None, loaded.problems
    return verify(loaded.plan, made, loaded.document)


def codes(found: Verified) -> list[str]:
    return [problem.code for problem in found.left]


KINDS = [
    ("a.txt", samples.txt(), "第 13 行"),
    ("a.html", samples.html(), "第 13 行"),
    ("a.docx", samples.docx(), "第 13 段"),
    ("a.pdf", samples.pdf(), "第2页第4行"),
]


@pytest.mark.parametrize(("name", "raw", "place"), KINDS, ids=[name for name, *_ in KINDS])
def test_its_own_draft_has_no_differences_and_places_count_right(
    name: str, raw: bytes, place: str
) -> None:
    made = draft(reading.read(raw, name))
    found = verified(dump(made.plan), made)
    assert (found.problems, found.compared, found.provisions) == ((), 4, 1)
    (problem,) = verified(dump(made.plan).replace("title: 改造农村", "title: 改建农村"), made).left
    assert place in problem.hint


def test_a_table_of_tasks_counts_rows() -> None:
    made = draft(reading.read(samples.xlsx(), "a.xlsx"))
    text = dump(made.plan)
    assert verified(text, made).problems == ()
    (problem,) = verified(text.replace("- 市通管办", "- 市科技局", 1), made).left
    assert (problem.code, problem.hint[:13]) == ("unit-differs", "正式文件Sheet!A3：")
    assert "市通管办" in problem.hint


def renumbered(text: str) -> str:
    """Give every heading and measure an id of its own, in another scheme."""
    ids = dict.fromkeys(re.findall(r'id: "([\d.]+)"', text))
    new = {ident: ".".join(str(int(step) + 6) for step in ident.split(".")) for ident in ids}
    return re.sub(r'id: "([\d.]+)"', lambda found: f'id: "{new[found[1]]}"', text)


def test_a_plan_with_ids_of_its_own_is_told_so_once() -> None:
    found = verified(renumbered(TEXT))
    assert [(one.code, one.severity) for one in found.left] == [("own-numbering", Severity.WARNING)]
    assert found.compared == 4


def test_differences_are_found_under_ids_of_its_own() -> None:
    text = renumbered(TEXT).replace("title: 推广智能装备", "title: 推广智慧装备")
    found = verified(text.replace("- 市通管办", "- 市科技局", 1))
    assert sorted(codes(found)) == ["own-numbering", "title-differs", "unit-differs"]
    assert any("8.8.7 标题" in problem.message for problem in found.left)


SEVERAL = """南湖市治水方案
一、任务
（一）修渠
1.清淤。先清主渠。（市水利局牵头，市财政局配合）再清支渠。（市农业农村局牵头，市财政局配合）
2.加固。（市水利局负责）"""


def several() -> Draft:
    lines = enumerate(SEVERAL.split("\n"), 1)
    return draft(Document("a.txt", tuple(Paragraph(line, number) for number, line in lines)))


def test_several_clauses_in_a_paragraph() -> None:
    made = several()
    text = dump(made.plan)
    assert [entry.measure.id for entry in made.plan.entries][:2] == ["1.1.1.1", "1.1.1.2"]
    assert codes(verified(text, made)) == []
    swapped = text.replace("- 市农业农村局", "- 市水利局", 1)
    (problem,) = verified(swapped, made).left
    assert (problem.code, "第 4 行" in problem.hint) == ("unit-differs", True)
    without_parts = re.sub(r"\n *part: .*", "", text)
    assert codes(verified(without_parts, made)) == ["part-differs", "part-differs"]
    flat = text.replace('"1.1.1.1"', '"1.1.1"').replace('"1.1.1.2"', '"1.1.2"')
    flat = flat.replace('"1.1.2"\n            title: 加固', '"1.1.3"\n            title: 加固')
    assert codes(verified(flat, made)) == ["own-numbering"]


def numbered(count: int, clause: str = "（市水利局负责）") -> tuple[Draft, str]:
    """Make a document of so many measures, 1.1 and so on, and its plan."""
    titles = ["修渠", "种树", "清淤", "巡河", "打井", "护坡"]
    tasks = [f"{number}.{titles[number - 1]}。办好。{clause}" for number in range(1, count + 1)]
    text = "\n".join(["南湖市治水方案", "一、任务", *tasks])
    made = draft(reading.read(text.encode(), "a.txt"))
    return made, dump(made.plan)


@pytest.mark.parametrize(
    ("count", "other", "code", "said"),
    [
        (1, 1, "id-differs", "修渠 编为 1.91，按正式文件的次序是 1.1"),
        (2, 2, "id-differs", "修渠 编为 1.91，按正式文件的次序是 1.1；同一标题下另有 1 项"),
        (6, 3, "id-differs", "修渠 编为 1.91，按正式文件的次序是 1.1；同一标题下另有 2 项"),
        (3, 3, "own-numbering", "方案自行编号：3 项举措的编号"),
        (5, 3, "own-numbering", "方案自行编号：3 项举措的编号"),
    ],
)
def test_own_numbering_is_that_of_more_than_two_and_more_than_half(
    count: int, other: int, code: str, said: str
) -> None:
    made, text = numbered(count)
    for number in range(1, other + 1):
        text = text.replace(f'"1.{number}"', f'"1.9{number}"')
    (problem,) = verified(text, made).left
    assert problem.code == code
    assert problem.message.startswith(said)
    assert ("另有" in problem.message) == ("另有" in said)


@pytest.mark.parametrize(
    ("clause", "found"),
    [
        ("（市水利局牵头，市财政局、市科协配合）", ["id-differs", "title-differs"]),
        ("（市水利局牵头，市财政局配合）", ["extra-measure", "missing-measure"]),
        ("（市水利局、市财政局、市科协负责）", ["extra-measure", "missing-measure"]),
    ],
)
def test_three_units_in_the_same_roles_make_a_measure_the_same(
    clause: str, found: list[str]
) -> None:
    made, text = numbered(1, clause)
    text = text.replace('"1.1"', '"1.7"').replace("title: 修渠", "title: 另拟名")
    assert sorted(codes(verified(text, made))) == found


@pytest.mark.parametrize(
    ("said", "found"),
    [("南湖市", []), ("云湖省南湖市", []), ("湖市", []), ("北湖市", ["head-differs"])],
)
def test_a_jurisdiction_may_be_written_with_what_is_above_it(said: str, found: list[str]) -> None:
    made, text = numbered(1)
    assert made.plan.head.jurisdiction == "南湖市"
    left = verified(text.replace("jurisdiction: 南湖市", f"jurisdiction: {said}"), made).left
    assert [problem.code for problem in left] == found
    assert {problem.severity for problem in left} <= {Severity.WARNING}


SPACED = """南湖市治水方案
一、任务
1.修渠。修好渠。（责任单位：市水利局 市科协　财政局）
2.种树。种好树。（市林草局 牵头）"""


def test_blanks_that_divide_names_are_kept_and_missed() -> None:
    made = draft(reading.read(SPACED.encode(), "a.txt"))
    text = dump(made.plan)
    assert "attribution: （责任单位：市水利局 市科协 财政局）\n" in text
    assert "attribution: （市林草局牵头）\n" in text
    assert codes(verified(text, made)) == []
    for old, new in (("市水利局 市科协", "市水利局市科协"), ("市科协 财政局", "市科协财政局")):
        (problem,) = verified(text.replace(old, new), made).left
        assert (problem.code, problem.severity) == ("text-differs", Severity.ERROR)
        assert old in problem.message
        assert "\0" not in problem.message
    assert codes(verified(text.replace("市林草局牵头", "市林草局 牵头"), made)) == []


def test_remark_and_category_are_compared_where_both_say_them() -> None:
    rows = "类别,任务,牵头单位,备注\n农业,修渠,市水利局,年中检查\n林业,种树,市林草局,\n"
    made = draft(reading.read(f"{rows}农业,清淤,市水利局,\n".encode(), "任务分解表.csv"))
    text = dump(made.plan)
    assert "remark: 年中检查" in text
    assert "category: 农业" in text
    assert codes(verified(text, made)) == []
    assert codes(verified(text.replace("年中检查", "年底检查"), made)) == ["field-differs"]
    assert codes(verified(text.replace("category: 林业", "category: 农业"), made)) == [
        "field-differs"
    ]
    less = text.replace("    remark: 年中检查\n", "").replace("    category: 林业\n", "")
    more = less.replace("title: 种树\n", "title: 种树\n    remark: 自拟\n")
    assert codes(verified(more, made)) == []


def test_a_quote_that_stands_twice_has_two_readings() -> None:
    text = "南湖市方案\n1.修渠。2025年达到95%。2026年达到95%。（市水利局负责）"
    lines = enumerate(text.split("\n"), 1)
    made = draft(Document("a.txt", tuple(Paragraph(line, number) for number, line in lines)))
    assert [target.by for target in made.plan.entries[0].measure.targets] == [2025, 2026]
    assert verified(dump(made.plan), made).problems == ()


def test_what_the_document_holds_unread_is_told() -> None:
    loaded = load(TEXT, "plan.yaml")
    assert loaded.plan is not None
    other = draft(reading.read(samples.txt() + "（市水利局牵头，市林草局）".encode(), "a.txt"))
    found = verify(loaded.plan, replace(MADE, doubts=other.doubts), loaded.document)
    assert {problem.code for problem in found.problems} == {one.code for one in other.doubts}


PROSE = "\n四、组织\n（一）统筹\n市审计局负责督办，会同市科技局通报进度。"


def with_prose() -> tuple[Draft, str]:
    made = draft(reading.read(samples.txt() + PROSE.encode(), "a.txt"))
    return made, dump(made.plan)


def test_prose_that_a_provision_names_the_bodies_of_is_accounted_for() -> None:
    made, text = with_prose()
    assert [problem.code for problem in made.problems] == ["unread-clause"]
    (problem,) = verified(text, made).problems
    assert problem.known
    assert problem.message.endswith("；4.1.1 已列这些单位")
    assert "# 待核：没有小标题，取句首代替；像责任条款，没有读入：市审计局负责督办" in dump(
        made.plan, made.comments
    )


def test_prose_whose_bodies_a_provision_leaves_out_is_told() -> None:
    made, text = with_prose()
    less = text.replace("              - 市审计局\n", "")
    assert sorted(codes(verified(less, made))) == ["missing-unit", "unread-clause"]


def test_an_erratum_accounts_for_a_doubt() -> None:
    made, text = with_prose()
    less = text.replace("              - 市审计局\n", "")
    erratum = '{at: "4.1.1", value: 市审计局, printed: 市审计局未列入机构名单}'
    assert len(verified(less, made).left) == 2
    assert verified(f"{less}\nerrata:\n  - {erratum}\n", made).left == ()


def test_what_looks_misread_is_told_though_its_own_draft_agrees() -> None:
    made = samples.drafted("方案\n一、任务\n1.修渠。（市水利局负责）\n3.种树。（市林草局负责）")
    text = dump(made.plan)
    (problem,) = verified(text, made).left
    assert (problem.code, problem.severity) == ("number-gap", Severity.WARNING)
    explained = '{at: plan, value: "3.", printed: 印发时跳过了第 2 项}'
    assert verified(f"{text}\nerrata:\n  - {explained}\n", made).left == ()


def test_wording() -> None:
    assert wordings(MADE.plan, MADE)["2.1.1"] == (
        "改造农村网络。\n推进光纤入户，新建基站200个以上。\n"
        "（市工信局牵头，市财政局、市通管办配合）"
    )
    assert wordings(MADE.plan, MADE)["3.1"] == "加强领导。\n各县（市、区）人民政府要落实主体责任。"
    assert "9" not in wordings(MADE.plan, MADE)


def test_wording_of_a_plan_with_ids_of_its_own() -> None:
    plan = load(renumbered(TEXT), "plan.yaml").plan
    assert plan is not None
    assert wordings(plan, MADE)["8.7.7"].startswith("改造农村网络。")


# Laws ------------------------------------------------------------------------------------------

_UNITS = ("市水利局", "市林草局", "市财政局", "市科协", "团市委", "市自然资源和规划局")
_WORDS = st.sampled_from(
    ["修渠", "种树", "清淤", "巡河", "办好节水周", "培训护林员300人以上", "到2026年覆盖率达到95%"]
)
_LISTED = st.lists(st.sampled_from(_UNITS), min_size=1, max_size=5)


@st.composite
def _clause(draw: st.DrawFn) -> str:
    lead, others = "、".join(draw(_LISTED)), "、".join(draw(_LISTED))
    forms = (
        f"（{lead}牵头，{others}配合）",
        f"（{lead}负责）",
        f"（责任单位：{lead}）",
        f"（牵头单位：{lead}；配合单位：{others}；完成时限：2025年底前）",
        f"（{lead}牵头，{others}等配合，{others}指导）",
    )
    return draw(st.sampled_from(forms))


@st.composite
def _document(draw: st.DrawFn) -> str:
    lines = ["南湖市治水实施方案（2024—2026年）"]
    for chapter in range(draw(st.integers(1, 3))):
        lines.append(f"{'一二三'[chapter]}、{draw(_WORDS)}工程")
        for number in range(1, draw(st.integers(1, 4))):
            text = "。".join(draw(st.lists(_WORDS, min_size=1, max_size=3)))
            clauses = draw(st.lists(_clause(), max_size=2))
            lines.append(f"{number}.{draw(_WORDS)}。{text}。{'再做好后续。'.join(clauses)}")
    if draw(st.booleans()):
        lines += ["四、保障措施", "（一）领导。市水利局要加强指导。", "市科协负责宣传工作。"]
    return "\n".join(lines)


@given(_document())
def test_an_import_never_differs_from_its_document(text: str) -> None:
    lines = enumerate(text.split("\n"), 1)
    made = draft(Document("a.txt", tuple(Paragraph(line, number) for number, line in lines)))
    found = verified(dump(made.plan, made.comments), made)
    in_plan = [problem for problem in found.problems if problem.location.path == "plan.yaml"]
    assert in_plan == []
    assert found.compared == len(made.plan.entries)


@given(st.lists(_document(), min_size=2, max_size=2))
def test_any_two_documents_can_be_compared(texts: list[str]) -> None:
    one, other = (
        draft(Document("a.txt", (*(Paragraph(x, n) for n, x in enumerate(t.split("\n"), 1)),)))
        for t in texts
    )
    found = verified(dump(one.plan), other)
    extra = len(one.plan.entries) - found.compared
    assert [problem.code for problem in found.problems].count("extra-measure") == extra
    missing = len(other.plan.entries) - found.compared
    assert [problem.code for problem in found.problems].count("missing-measure") == missing
