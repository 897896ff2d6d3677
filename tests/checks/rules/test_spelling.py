"""Rules that look at characters: spaces, marks, damage, names that look alike, numbers."""

import pytest

from sciplan.base.numerals import numbers_in
from sciplan.base.problem import Finding
from sciplan.checks.rules.registry import BY_CODE
from support import plan_of, small, with_measure


def in_summary(code: str, text: str) -> list[Finding]:
    return list(BY_CODE[code].check(plan_of(with_measure(summary=text))))


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        (" 培训教师", "培训教师"),
        ("培训教师 ", "培训教师"),
        ("培训 教师", "培训教师"),
        ("培训，  教师", "培训，教师"),
        ("“双减” 政策", "“双减”政策"),
        ("培训\u3000教师", "培训教师"),
        ("\u3000\u3000培训教师", "培训教师"),
        ("使用\u00a0AI 工具", "使用 AI 工具"),
        ("read  it", "read it"),
        ("甲 乙 丙 丁", "甲乙丙丁"),
    ],
)
def test_stray_spaces(text: str, mended: str) -> None:
    (found,) = in_summary("stray-space", text)
    assert found.path == ("measures", 0, "summary")
    assert (found.at, found.value) == ("1", text)
    assert found.fix is not None
    assert found.fix.text == mended
    assert not in_summary("stray-space", mended)


@pytest.mark.parametrize("text", ["用 AI 培训", "3000 人", "read it", "一\n二", "——培训"])
def test_right_spaces(text: str) -> None:
    assert not in_summary("stray-space", text)


@pytest.mark.parametrize("text", ["第一段 \n第二段", "\u200b"])
def test_stray_spaces_without_one_right_way(text: str) -> None:
    (found,) = in_summary("stray-space", text)
    assert found.fix is None


def test_a_unit_with_a_space_is_told_once_where_it_is_registered() -> None:
    measures = [{"id": "1", "title": "办事", "lead": ["甲 局"]}]
    plan = plan_of(small(units={"甲 局": {}}, sections=[], measures=measures))
    (found,) = BY_CODE["stray-space"].check(plan)
    assert (found.path, found.key, found.fix) == (("units", "甲 局"), True, None)


@pytest.mark.parametrize(
    ("key", "text", "mended"),
    [
        ("attribution", "责任单位：市甲局 市乙协", None),
        ("attribution", "责任单位：市甲局\u3000乙协", "责任单位：市甲局 乙协"),
        ("attribution", "责任单位：市甲局\n市乙协", None),
        ("attribution", "责任单位：市甲局 市乙协 市 丙局", "责任单位：市甲局 市乙协 市丙局"),
        ("attribution", "市甲局 牵头", "市甲局牵头"),
        ("text", "会同市甲局 市乙协办好", None),
        ("text", "会同市甲局 乙协办好", "会同市甲局乙协办好"),
        ("summary", "会同市甲局  市乙协办好", "会同市甲局 市乙协办好"),
    ],
)
def test_a_blank_between_names_is_no_stray_one(key: str, text: str, mended: str | None) -> None:
    units: dict[str, object] = {name: {} for name in ("甲局", "市甲局", "市乙协", "市丙局")}
    plan = plan_of(with_measure(**{key: text}) | {"units": units})
    fixes = [found.fix.text for found in BY_CODE["stray-space"].check(plan) if found.fix]
    assert fixes == ([mended] if mended else [])


def test_a_misprint_is_quoted_with_its_spaces() -> None:
    plan = plan_of(
        small(units={"甲局": {"misprints": ["甲 局"], "aliases": ["甲 委"]}}, sections=[])
    )
    assert [found.path for found in BY_CODE["stray-space"].check(plan)] == [
        ("units", "甲局", "aliases", 0)
    ]


@pytest.mark.parametrize("code", ["stray-space", "half-width-punctuation", "damaged-text"])
def test_errata_quote_what_is_odd(code: str) -> None:
    errata = [{"at": "1", "printed": "印作 “學(xué)  ,习”"}]
    assert not list(BY_CODE[code].check(plan_of(with_measure() | {"errata": errata})))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("教师,农民", "教师,农民"),
        ("(所、站)培训", "(所、 、站)培训"),
        ("办好吗?办", "好吗?办"),
        ("人工智能(AI)技术", "智能(AI AI)技术"),
        ("时间:10:26:00", "时间:10"),
        ("“双减”;农民", "减”;农民"),
        ("真好!", "真好!"),
    ],
)
def test_half_width_marks_beside_chinese(text: str, value: str) -> None:
    (found,) = in_summary("half-width-punctuation", text)
    assert found.value == value


@pytest.mark.parametrize(
    "text",
    [
        "科普2.0版",
        "网址 http://example.org:80/a?b=1,2",
        "10:26:00",
        "f(x)",
        "教师，农民（含合作社）：办好！",
        "科普?qǐng)鲳^",
        "學(xué)校",
        "50%以上",
    ],
)
def test_no_half_width_mark_beside_chinese(text: str) -> None:
    assert not in_summary("half-width-punctuation", text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("建设科普?qǐng)鲳^", "科普?qǐng)鲳"),
        ("領(lǐng)域?qū)<媛毧", "領(lǐng)域 )域?qū)<"),
        ("当地?shí)施", "当地?shí)施"),
        ("我?men)的", "我?men)的"),
        ("來(lái)了(le)", "來(lái)了 )了(le)"),
        ("科普\ufffd\ufffd馆", "科普\ufffd\ufffd馆"),
        ("锟斤拷锟斤拷", "锟斤拷锟斤拷"),
        ("甲\ue5e5乙", "甲\ue5e5乙"),
    ],
)
def test_damaged_text(text: str, value: str) -> None:
    (found,) = in_summary("damaged-text", text)
    assert found.value == value


@pytest.mark.parametrize(
    "text",
    [
        "是否?ok",
        "网址?id=3",
        "见 http://example.org/a?de=1",
        "人工智能(AI)",
        "咖啡(café)",
        "学校（所、站）",
        "量子(quantum)",
        "?",
        "a?b",
    ],
)
def test_text_that_is_not_damaged(text: str) -> None:
    assert not in_summary("damaged-text", text)


def alike(names: list[str], measures: list[list[str]]) -> list[str]:
    rows = [
        {"id": str(number), "title": f"办事{number}", "lead": lead}
        for number, lead in enumerate(measures, 1)
    ]
    plan = plan_of(small(units={name: {} for name in names}, sections=[], measures=rows))
    found = list(BY_CODE["look-alike-units"].check(plan))
    assert all(each.key for each in found)
    return [each.message.removesuffix(" 只差一个字") for each in found]


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["市科协", "市科斜"], ["市科斜 与 市科协"]),
        (["市发改委", "市发政委"], ["市发政委 与 市发改委"]),
        (["市科协", "市科协会"], ["市科协会 与 市科协"]),
        (["市科协会", "市科协"], ["市科协 与 市科协会"]),
        (["市妇联", "市文联", "市侨联", "市妇连"], ["市妇连 与 市妇联"]),
        (["云湖工业技师学院", "云湖工业技师学联"], ["云湖工业技师学联 与 云湖工业技师学院"]),
        (["市科协", "县科协", "区科协"], []),
        (["市民政局", "市财政局"], []),
        (["省民政厅", "省财政厅"], []),
        (["自治区民政厅", "自治区财政厅"], []),
        (["某某县民政局", "某某县财政局"], []),
        (["民政部", "财政部"], []),
        (["市司法局", "市司法厅"], ["市司法厅 与 市司法局"]),
        (["省民政厅", "省民改厅"], ["省民改厅 与 省民政厅"]),
        (["市文联", "市妇联", "市残联", "市侨联", "市台联"], []),
        (["市科协", "科协市"], []),
        (["市科技局", "市科协"], []),
        (["甲局", "乙局"], []),
        (["市教育局", "市教体局", "市文旅局"], []),
    ],
)
def test_names_that_look_alike(names: list[str], expected: list[str]) -> None:
    assert alike(names, []) == expected
    assert alike(names, [[name] for name in names]) == expected


@pytest.mark.parametrize(
    ("measures", "fires"),
    [
        ([["市甲乙局"], ["市丙乙局"]], True),
        ([["市甲乙局"], ["市甲乙局"], ["市丙乙局"]], True),
        ([["市甲乙局"], ["市甲乙局"], ["市丙乙局"], ["市丙乙局"]], False),
        ([["市甲乙局", "市丙乙局"]], False),
    ],
)
def test_a_slip_is_not_used_as_a_second_body_is(measures: list[list[str]], fires: bool) -> None:
    assert bool(alike(["市甲乙局", "市丙乙局"], measures)) == fires


def test_of_names_that_share_all_but_one_character_each_after_the_first_is_told() -> None:
    names: dict[str, object] = {f"市{chr(0x4E00 + number)}局": {} for number in range(80)}
    plan = plan_of(small(units=names, sections=[]))
    assert len(list(BY_CODE["look-alike-units"].check(plan))) == 79


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("3000人以上", 3000),
        ("达到13%", 13),
        ("３０００人", 3000),
        ("3,000人", 3000),
        ("0.3万人", 3000),
        ("三千人", 3000),
        ("一万二千五百", 12500),
        ("二十五个", 25),
        ("十个", 10),
        ("百分之十三", 13),
        ("八成", 80),
        ("8.5成", 85),
        ("两亿元", 200_000_000),
        ("5万人次", 5),
        ("五万人次", 5),
        ("一半以上", 50),
        ("一百零八", 108),
    ],
)
def test_numbers_in_a_sentence(text: str, number: float) -> None:
    assert any(abs(each - number) < 1e-6 for each in numbers_in(text))


@pytest.mark.parametrize(
    ("target", "fires"),
    [
        ({"at_least": 3000, "quote": "3000人以上"}, False),
        ({"at_least": 3000, "quote": "30000人以上"}, True),
        ({"at_least": 3000, "quote": "全部教师"}, True),
        ({"reach": "全覆盖", "quote": "实现全覆盖"}, False),
        ({"reach": "全覆盖", "quote": "实现覆盖"}, True),
        ({"at_most": -3, "quote": "下降3%"}, False),
        ({"reach": 0.5, "quote": "0.5%"}, False),
    ],
)
def test_the_quote_states_the_number(target: dict[str, object], fires: bool) -> None:
    plan = plan_of(with_measure(targets=[{"what": "培训"} | target]))
    assert bool(list(BY_CODE["bad-target"].check(plan))) == fires


@pytest.mark.parametrize(("quote", "fires"), [("300人以上", False), ("5场", False), ("6场", True)])
def test_a_quote_may_stand_in_the_title(quote: str, fires: bool) -> None:
    target = {"what": "培训", "reach": 5, "quote": quote}
    plan = plan_of(with_measure(title="培训5场", text="培训300人以上。", targets=[target]))
    assert bool(list(BY_CODE["quote-not-in-text"].check(plan))) == fires
