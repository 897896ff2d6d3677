"""Differences planted in a plan: each kind is found, once, at its line, and can be explained."""

import re
from dataclasses import replace
from typing import NamedTuple

import pytest

from sciplan.base.problem import Severity
from sciplan.compare.verify.verifying import Verified, verify
from sciplan.documents.draft.draft import Draft, draft
from sciplan.documents.readers.document import Document, Paragraph
from sciplan.planfile.dump import dump
from sciplan.planfile.load import load

LINES = (
    "南湖市人民政府关于印发南湖市节水行动实施方案（2024—2026年）的通知",
    "南政发〔2024〕9号",
    "南湖市节水行动实施方案（2024—2026年）",
    "为贯彻落实《关于节水的意见》（云湖办发〔2023〕5号）精神，制定本方案。",
    "一、总体要求",
    "到2026年，全市再生水利用率达到25%。",
    "二、主要任务",
    "（一）农业节水",
    (
        "1.改造灌区。改造老旧灌区12万亩以上，推广滴灌。（市水利局牵头，市财政局、市农业农村局、"
        "市林草局配合，2025年底前完成）"
    ),
    "2.调整种植结构。压减高耗水作物。（市农业农村局牵头，市水利局、市农业农村局配合）",
    "（二）城镇节水",
    "3.改造管网。漏损率控制在9%以内。（市住建局牵头，市财政局、市水利局、市财政局配合，市发改委指导）",
    "4.推广器具。推广节水器具。（市工信局、市住建局按职责分工负责）",
    "三、保障措施",
    "（一）组织领导",
    "加强统筹。市水利局会同市财政局通报进度，重大事项报市人民政府。",
    "南湖市人民政府",
    "2024年5月6日",
)
NUMBERED = tuple(Paragraph(line, number) for number, line in enumerate(LINES, 1))
MADE: Draft = draft(Document("节水.txt", NUMBERED))
# Without what the draft itself explains, so that nothing but the case's own erratum does.
TEXT = dump(replace(MADE.plan, errata=()))
HERE = "              - "


def verified(text: str) -> Verified:
    loaded = load(text, "plan.yaml")
    assert loaded.plan is not None, loaded.problems
    return verify(loaded.plan, MADE, loaded.document)


def test_the_draft_itself_has_no_differences() -> None:
    assert verified(TEXT).left == ()


class Planted(NamedTuple):
    """A difference planted in the plan.

    Args:
        name: What it is.
        old: What the plan says.
        new: What it is made to say.
        code: What is to be found.
        line: Some of the plan's line where it is to be found.
        place: The document's line, 0 for none.
        erratum: at and value of an erratum that explains it; empty where none can.
    """

    name: str
    old: str
    new: str
    code: str
    line: str
    place: int
    erratum: tuple[str, str] | None = None


def listed(*names: str) -> str:
    return "\n".join(f"{HERE}{name}" for name in names)


GRID = listed("市财政局", "市农业农村局", "市林草局")
START_OF_4 = TEXT.index('          - id: "2.2.2"')
END_OF_4 = TEXT.index('  - id: "3"')
WHOLE_4 = TEXT[START_OF_4:END_OF_4]
START_OF_2 = TEXT.index('          - id: "2.1.2"')
END_OF_2 = TEXT.index('      - id: "2.2"')
WHOLE_2 = TEXT[START_OF_2:END_OF_2]
START_OF_1 = TEXT.index('          - id: "2.1.1"')
WHOLE_1 = TEXT[START_OF_1:START_OF_2]

LOSS = (
    "            targets:\n"
    '              - {what: 漏损率, at_most: 9, unit: "%", quote: 控制在9%以内}\n'
)

CASES = [
    Planted(
        "title of a measure",
        "title: 改造灌区",
        "title: 改建灌区",
        "title-differs",
        "title: 改建",
        9,
    ),
    Planted(
        "title of a section",
        "title: 农业节水",
        "title: 农村节水",
        "title-differs",
        "title: 农村",
        8,
        ("2.1", "农业"),
    ),
    Planted(
        "unit missing",
        GRID,
        listed("市财政局", "市林草局"),
        "missing-unit",
        "cooperating:",
        9,
        ("2.1.1", "市农业农村局"),
    ),
    Planted(
        "unit extra",
        GRID,
        f"{GRID}\n{HERE}市工信局",
        "extra-unit",
        "- 市工信局",
        9,
        ("2.1.1", "市工信局"),
    ),
    Planted(
        "unit moved",
        GRID,
        listed("市林草局", "市财政局", "市农业农村局"),
        "order-differs",
        "- 市林草局",
        9,
        ("2.1.1", "市林草局"),
    ),
    Planted(
        "unit replaced",
        GRID,
        listed("市财政局", "市住建局", "市林草局"),
        "unit-differs",
        "- 市住建局",
        9,
        ("2.1.1", "市农业农村局"),
    ),
    Planted(
        "roles swapped",
        f"{HERE}市水利局\n            cooperating:\n{GRID}",
        f"{HERE}市水利局\n{HERE}市林草局\n            cooperating:\n"
        + listed("市财政局", "市农业农村局"),
        "role-differs",
        "- 市林草局",
        9,
        ("2.1.1", "市林草局"),
    ),
    Planted(
        "listed once",
        listed("市财政局", "市水利局", "市财政局"),
        listed("市财政局", "市水利局"),
        "count-differs",
        "- 市财政局",
        12,
        ("2.2.1", "市财政局"),
    ),
    Planted(
        "in one role",
        f"{HERE}市农业农村局\n            cooperating:\n{listed('市水利局', '市农业农村局')}",
        f"{HERE}市农业农村局\n            cooperating:\n{listed('市水利局')}",
        "missing-unit",
        "cooperating:",
        10,
        ("2.1.2", "市农业农村局"),
    ),
    Planted(
        "role outside the three",
        "                - 市发改委",
        "                - 市工信局",
        "unit-differs",
        "- 市工信局",
        12,
        ("2.2.1", "市发改委"),
    ),
    Planted("number changed", "at_least: 12", "at_least: 21", "number-differs", "at_least: 21", 9),
    Planted("kind of number", "at_most: 9", "at_least: 9", "number-differs", "at_least: 9", 12),
    Planted(
        "quote changed", "quote: 12万亩以上", "quote: 12万亩以上左右", "quote-not-found", "左右", 9
    ),
    Planted("unit", "unit: 万亩", "unit: 万元", "number-differs", "unit: 万元", 9),
    Planted("unit without 万", "unit: 万亩", "unit: 亩", "number-differs", "unit: 亩", 9),
    Planted("what", "what: 漏损率", "what: 水质达标率", "what-not-found", "水质达标率", 12),
    Planted("year", "by: 2026, quote", "by: 2028, quote", "number-differs", "by: 2028", 6),
    Planted("number of the plan", "reach: 25", "reach: 52", "number-differs", "reach: 52", 6),
    Planted(
        "number left out",
        LOSS,
        "",
        "missing-target",
        '- id: "2.2.1"',
        12,
    ),
    Planted(
        "text",
        "推广滴灌",
        "推行滴灌",
        "text-differs",
        "推行滴灌",
        9,
        ("2.1.1", "推广"),
    ),
    Planted(
        "clause",
        "attribution: （市工信局、",
        "attribution: （市工信委、",
        "text-differs",
        "市工信委",
        13,
        ("2.2.2", "市工信局"),
    ),
    Planted(
        "deadline",
        "deadline: 2025年底前完成",
        "deadline: 2026年底前完成",
        "field-differs",
        "deadline: 2026",
        9,
        ("2.1.1", "2025年底前完成"),
    ),
    Planted(
        "deadline left out",
        "            deadline: 2025年底前完成\n",
        "",
        "missing-field",
        '- id: "2.1.1"',
        9,
        ("2.1.1", "2025年底前完成"),
    ),
    Planted(
        "measure missing",
        WHOLE_4,
        "",
        "missing-measure",
        "title: 城镇节水",
        13,
        ("2.2.2", "推广器具"),
    ),
    Planted(
        "measure extra",
        WHOLE_4,
        f'{WHOLE_4}          - id: "2.2.3"\n            title: 修泵站\n\n',
        "extra-measure",
        '- id: "2.2.3"',
        0,
        ("2.2.3", "修泵站"),
    ),
    Planted(
        "measures in another order",
        WHOLE_1 + WHOLE_2,
        WHOLE_2 + WHOLE_1,
        "measure-moved",
        '- id: "2.1.',
        10,
    ),
    Planted(
        "measure under another heading",
        WHOLE_2 + '      - id: "2.2"\n        title: 城镇节水\n        measures:\n',
        '      - id: "2.2"\n        title: 城镇节水\n        measures:\n' + WHOLE_2,
        "measure-moved",
        '- id: "2.1.2"',
        10,
        ("2.1.2", "调整种植结构"),
    ),
    Planted(
        "id",
        'id: "2.1.2"',
        'id: "2.1.9"',
        "id-differs",
        '- id: "2.1.9"',
        10,
        ("2.1.9", "调整种植结构"),
    ),
    Planted(
        "title of a provision",
        "title: 加强统筹",
        "title: 加大统筹",
        "title-differs",
        "加大统筹",
        16,
    ),
    Planted(
        "unit of a provision missing",
        f"{HERE}市财政局\n            text",
        "            text",
        "missing-unit",
        "units:",
        16,
        ("3.1.1", "市财政局"),
    ),
    Planted(
        "unit of a provision extra",
        f"{HERE}市财政局\n            text",
        f"{HERE}市财政局\n{HERE}市科技局\n            text",
        "extra-unit",
        "- 市科技局",
        16,
        ("3.1.1", "市科技局"),
    ),
    Planted(
        "text of a provision",
        "通报进度",
        "通告进度",
        "text-differs",
        "通告进度",
        16,
        ("3.1.1", "通报"),
    ),
    Planted(
        "title of the plan", "title: 南湖市节水", "title: 北湖市节水", "head-differs", "北湖", 1
    ),
    Planted(
        "number of the document",
        "number: 南政发〔2024〕9号",
        "number: 南政发〔2024〕8号",
        "head-differs",
        "8号",
        2,
        ("plan", "南政发〔2024〕9号"),
    ),
    Planted(
        "issuer",
        "issuer: 南湖市人民政府",
        "issuer: 南湖市水利局",
        "head-differs",
        "issuer",
        1,
        ("plan", "南湖市人民政府"),
    ),
    Planted(
        "day",
        "issued: 2024-05-06",
        "issued: 2024-05-07",
        "head-differs",
        "issued",
        18,
        ("plan", "2024-05-06"),
    ),
    Planted(
        "period", "{from: 2024, to: 2026}", "{from: 2024, to: 2027}", "head-differs", "period", 1
    ),
    Planted(
        "ground",
        "云湖办发〔2023〕5号\n",
        "云湖办发〔2023〕5号\n    - 云湖办发〔2020〕1号\n",
        "head-differs",
        "〔2020〕1号",
        0,
        ("plan", "云湖办发〔2020〕1号"),
    ),
]


def planted(case: Planted) -> str:
    assert TEXT.count(case.old) >= 1, case.old
    return TEXT.replace(case.old, case.new, 1)


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_difference_is_found_once_with_both_places(case: Planted) -> None:
    text = planted(case)
    left = verified(text).left
    assert [problem.code for problem in left] == [case.code]
    (problem,) = left
    assert case.line in text.split("\n")[problem.location.line - 1]
    assert case.line in problem.source
    place = f"正式文件第 {case.place} 行" if case.place else ""
    assert problem.hint.split("：")[0] == place
    shown = problem.hint.removeprefix(f"{place}：").replace("……", "")
    assert shown[:20] in LINES[case.place - 1]


@pytest.mark.parametrize(
    "case", [case for case in CASES if case.erratum], ids=[c.name for c in CASES if c.erratum]
)
def test_erratum_at_its_place_silences_a_difference(case: Planted) -> None:
    assert case.erratum
    text = planted(case)

    def explained(at: str, value: str) -> list[str]:
        erratum = f'  - {{at: "{at}", value: {value}, printed: 印发文本如此}}\n'
        return [one.code for one in verified(f"{text}\nerrata:\n{erratum}").left]

    at, value = case.erratum
    assert case.code not in explained(at, value)
    assert case.code in explained("2.2.2" if at != "2.2.2" else "2.1.1", value)
    assert case.code in explained(at, "市气象局")


@pytest.mark.parametrize("code", ["missing-field", "missing-target", "what-not-found"])
def test_what_the_plan_leaves_out_is_a_warning(code: str) -> None:
    case = next(case for case in CASES if case.code == code)
    assert [one.severity for one in verified(planted(case)).left] == [Severity.WARNING]


def test_every_severe_difference_is_an_error() -> None:
    mild = {"missing-field", "missing-target", "what-not-found"}
    for case in CASES:
        if not {case.code, case.name} & mild:
            (problem,) = verified(planted(case)).left
            assert problem.severity is Severity.ERROR, case.name


def test_several_differences_are_each_told_in_the_files_order() -> None:
    text = TEXT.replace("title: 改造管网", "title: 改建管网").replace(GRID, listed("市财政局"))
    found = verified(text.replace("number: 南政发〔2024〕9号", "number: 南政发〔2024〕8号"))
    assert [one.code for one in found.left] == [
        "head-differs", "missing-unit", "missing-unit", "title-differs",
    ]  # fmt: skip
    lines = [one.location.line for one in found.left]
    assert lines == sorted(lines)


def test_what_a_missing_heading_held_is_told_after_it_at_the_heading_above() -> None:
    start, end = TEXT.index('      - id: "2.2"'), TEXT.index('  - id: "3"')
    text = TEXT[:start] + TEXT[end:]
    left = verified(text).left
    assert [one.code for one in left] == ["missing-section", "missing-measure", "missing-measure"]
    assert {text.split("\n")[one.location.line - 1] for one in left} == {"    title: 主要任务"}


def test_an_erratum_explains_no_more_than_its_words() -> None:
    text = TEXT.replace("改造老旧灌区12万亩以上，推广滴灌", "改造陈旧灌区12万亩以上，推行滴灌")
    text += '\nerrata:\n  - {at: "2.1.1", value: 推广, printed: 应为推行}\n'
    assert [one.code for one in verified(text).left] == ["text-differs"]


@pytest.mark.parametrize(
    ("order", "told", "about"),
    [
        # One has moved: it alone is told, be it forward or back.
        (("市林草局", "市财政局", "市农业农村局"), "市林草局列第 1，正式文件列第 3", ["市林草局"]),
        (("市农业农村局", "市林草局", "市财政局"), "市财政局列第 3，正式文件列第 1", ["市财政局"]),
        # Of two neighbours that changed places, the plan's first.
        (
            ("市农业农村局", "市财政局", "市林草局"),
            "市农业农村局列第 1，正式文件列第 2",
            ["市农业农村局"],
        ),
        # Several have: the first place where the orders part, which is about both that stand there.
        (
            ("市林草局", "市农业农村局", "市财政局"),
            "市林草局列第 1，正式文件列第 3",
            ["市财政局", "市林草局"],
        ),
    ],
)
def test_another_order_is_about_the_unit_that_moved(
    order: tuple[str, ...], told: str, about: list[str]
) -> None:
    text = TEXT.replace(GRID, listed(*order))
    (problem,) = verified(text).left
    assert (problem.code, problem.message) == ("order-differs", f"2.1.1 配合单位次序不同：{told}")
    erratum = '\nerrata:\n  - {{at: "2.1.1", value: {}, printed: 印发文本如此}}\n'
    silent = [name for name in order if not verified(text + erratum.format(name)).left]
    assert sorted(silent) == sorted(about)


def test_the_first_unit_of_a_gap_stands_for_the_first_that_the_document_has_there() -> None:
    text = TEXT.replace(GRID, listed("市财政局", "市住建局", "市工信局"))
    told = "2.1.1 配合单位第 2 个写作市住建局，正式文件是市农业农村局"
    assert told in [one.message for one in verified(text).left]


def test_a_unit_listed_too_often_is_told_at_its_last_place() -> None:
    text = TEXT.replace(GRID, f"{GRID}\n{HERE}市财政局")
    (problem,) = verified(text).left
    assert problem.message == "2.1.1 配合单位里市财政局列了 2 次，正式文件列了 1 次"
    assert text.split("\n")[problem.location.line - 2 :][:2] == listed(
        "市林草局", "市财政局"
    ).split("\n")


@pytest.mark.parametrize(
    ("what", "found"),
    [
        ("推广改造以上滴灌", []),  # four pieces of what the document says
        ("推广改造以上滴灌配合", ["what-not-found"]),
        ("改造牵", ["what-not-found"]),  # one character is no piece
    ],
)
def test_what_is_counted_is_said_in_four_pieces_at_most(what: str, found: list[str]) -> None:
    text, count = re.subn(r"what: [^,]*, at_least: 12", f"what: {what}, at_least: 12", TEXT)
    assert count == 1
    assert [one.code for one in verified(text).left] == found


@pytest.mark.parametrize(
    ("said", "found"),
    [("", []), ("甲乙丙丁戊己", []), ("甲乙丙丁戊己庚", ["text-differs"])],
)
def test_an_erratum_has_room_for_four_characters_more(said: str, found: list[str]) -> None:
    text = TEXT.replace("，推广滴灌", f"，{said}滴灌")
    text += '\nerrata:\n  - {at: "2.1.1", value: 推广, printed: 印发文本如此}\n'
    assert [one.code for one in verified(text).left] == found


def with_ids(text: str, *ids: tuple[str, str]) -> str:
    """Return the plan with other ids: the first of each pair becomes the second."""
    new = dict(ids)
    return re.sub(r'(?<= id: )"([\d.]+)"', lambda said: f'"{new.get(said[1], said[1])}"', text)


HEADING = '      - id: "2.2"\n        title: 城镇节水\n        measures:\n'
SHIFTED = [
    (TEXT.replace(WHOLE_1, ""), [("2.1.2", "2.1.1")], ["missing-measure"]),
    (
        TEXT.replace(WHOLE_1, ""),
        [("2.1.2", "2.1.1"), ("2.2.2", "2.2.9")],
        ["missing-measure", "id-differs"],
    ),
    (
        TEXT.replace(WHOLE_1, f'          - id: "2.1.0"\n            title: 修泵站\n{WHOLE_1}'),
        [("2.1.0", "2.1.1"), ("2.1.1", "2.1.2"), ("2.1.2", "2.1.3")],
        ["extra-measure"],
    ),
    (
        TEXT.replace(WHOLE_2 + HEADING, HEADING + WHOLE_2),
        [("2.1.2", "2.2.1"), ("2.2.1", "2.2.2"), ("2.2.2", "2.2.3")],
        ["measure-moved"],
    ),
    (
        TEXT.replace(WHOLE_1 + WHOLE_2, WHOLE_2 + WHOLE_1),
        [("2.1.1", "2.1.2"), ("2.1.2", "2.1.1")],
        ["measure-moved"],
    ),
]


@pytest.mark.parametrize(("text", "ids", "found"), SHIFTED)
def test_ids_are_not_told_where_a_measure_shifts_them(
    text: str, ids: list[tuple[str, str]], found: list[str]
) -> None:
    assert [one.code for one in verified(with_ids(text, *ids)).left] == found


DEADLINE = "            deadline: 2025年底前完成\n"


@pytest.mark.parametrize(
    ("said", "found"),
    [
        (DEADLINE.replace("完成", ""), []),
        (f"{DEADLINE}            leader: 市水利局\n", []),
        (f"{DEADLINE}            leader: 副市长\n", ["field-differs"]),
        (f"{DEADLINE}            deadline_date: 2026-12-31\n", ["field-differs"]),
    ],
)
def test_a_field_may_say_what_is_printed_anywhere_in_the_measure(
    said: str, found: list[str]
) -> None:
    assert [one.code for one in verified(TEXT.replace(DEADLINE, said)).left] == found


@pytest.mark.parametrize(
    ("rule", "found"),
    [
        ("", []),
        ("rule: unusual-order, ", []),
        ("rule: own-rule, ", []),  # a rule that is bound to no kind of difference
        ("rule: misprint-used, ", ["order-differs"]),
        ("rule: repeated-unit, ", ["order-differs"]),
    ],
)
def test_an_erratum_with_a_rule_explains_what_that_rule_is_about(
    rule: str, found: list[str]
) -> None:
    text = TEXT.replace(GRID, listed("市林草局", "市财政局", "市农业农村局"))
    text += f'\nerrata:\n  - {{at: "2.1.1", {rule}value: 市林草局, printed: 印发文本如此}}\n'
    assert [one.code for one in verified(text).left] == found


@pytest.mark.parametrize(
    ("rule", "found"),
    [
        ("", []),
        ("rule: damaged-text, ", []),
        ("rule: misprint-used, ", []),  # the wording may mend a name that the print spells wrong
        ("rule: unusual-order, ", ["text-differs"]),
        ("rule: repeated-unit, ", ["text-differs"]),
        ("rule: bad-target, ", ["text-differs"]),
    ],
)
def test_an_erratum_with_a_rule_explains_only_such_wordings(rule: str, found: list[str]) -> None:
    text = TEXT.replace("text: 压减高耗水作物", "text: 压减旱作物")
    text += f'\nerrata:\n  - {{at: "2.1.2", {rule}value: 高耗水, printed: 印发文本如此}}\n'
    assert [one.code for one in verified(text).left] == found


def test_a_wording_is_accounted_for_by_the_errata_that_are_printed_in_it() -> None:
    text = TEXT.replace("text: 压减高耗水作物", "text: 压减旱作物")
    values = ("高耗水", "别处")
    errata = [f'  - {{at: "2.1.2", value: {one}, printed: 印作{one}}}\n' for one in values]
    text += "".join(("\nerrata:\n", *errata))
    messages = [one.message for one in verified(text).problems if one.code == "text-differs"]
    assert [message.split("；")[1:] for message in messages] == [["印作高耗水"]]


@pytest.mark.parametrize(
    ("said", "found"),
    [
        # Two side by side are two units replaced, each at its own line.
        (("市财政局", "市甲局", "市乙局"), ["unit-differs", "unit-differs"]),
        (("市甲局", "市乙局", "市丙局"), ["unit-differs", "unit-differs", "unit-differs"]),
        (("市甲局", "市农业农村局", "市乙局"), ["unit-differs", "unit-differs"]),
        # One more than the document has in that gap.
        (("市财政局", "市甲局", "市乙局", "市林草局"), ["unit-differs", "extra-unit"]),
        (("市财政局", "市甲局"), ["unit-differs", "missing-unit"]),
    ],
)
def test_units_replaced_side_by_side(said: tuple[str, ...], found: list[str]) -> None:
    text = TEXT.replace(GRID, listed(*said))
    new = "".join(f"  {name}: {{}}\n" for name in ("市甲局", "市乙局", "市丙局"))
    text = text.replace("units:\n", f"units:\n{new}", 1)
    left = verified(text).left
    assert sorted(one.code for one in left) == sorted(found)
    replaced = [one for one in left if one.code == "unit-differs"]
    assert len({one.location.line for one in replaced}) == len(replaced)


def test_a_unit_under_another_role_hides_no_replacement_behind_it() -> None:
    # 市财政局 cooperates in the print; behind it 市甲局 stands where 市水利局 is printed.
    lead = f"            lead:\n{HERE}市水利局\n"
    wrong = f"            lead:\n{HERE}市财政局\n{HERE}市甲局\n"
    text = TEXT.replace(lead, wrong, 1).replace(GRID, listed("市农业农村局", "市林草局"), 1)
    text = text.replace("units:\n", "units:\n  市甲局: {}\n", 1)
    assert sorted(one.code for one in verified(text).left) == ["role-differs", "unit-differs"]


def test_misprint_accounts_for_a_name() -> None:
    text = TEXT.replace(f"{HERE}市林草局", f"{HERE}市林业局")
    text = text.replace("  市林草局: {", "  市林业局: {misprints: [市林草局], ")
    found = verified(text)
    assert not found.left
    (message,) = [one.message for one in found.problems if one.code == "name-differs"]
    assert message.endswith("；市林草局是市林业局的误写")


def test_an_alias_is_no_difference_that_counts() -> None:
    text = TEXT.replace("市工信局: {", "市工信局: {aliases: [市工业和信息化局], ")
    found = verified(text.replace(f"{HERE}市工信局", f"{HERE}市工业和信息化局"))
    assert not found.left
    assert "name-differs" in [one.code for one in found.problems if one.known]


def test_two_roles_explain_one_role_only_while_the_unit_is_named() -> None:
    case = next(case for case in CASES if case.name == "in one role")
    errata = dump(MADE.plan)[len(TEXT) :]
    assert "rule: unit-in-two-roles, value: 市农业农村局" in errata
    text = planted(case) + errata
    assert verified(text).left == ()
    bare = text.replace(
        f"            lead:\n{HERE}市农业农村局\n            cooperating:\n{HERE}市水利局",
        f"            cooperating:\n{HERE}市水利局",
    )
    assert [one.code for one in verified(bare).left] == ["missing-unit", "missing-unit"]


def test_erratum_that_the_document_does_not_bear_out() -> None:
    found = verified(TEXT + '\nerrata:\n  - {at: "2.1.1", value: 市气象局, printed: 误列}\n')
    (problem,) = found.left
    assert (problem.code, problem.severity) == ("erratum-not-found", Severity.WARNING)
    assert "市气象局" not in [erratum.value for erratum in found.errata]
