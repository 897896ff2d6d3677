"""What a user types → what is meant."""

import pytest

from sciplan.base.errors import SciplanError
from sciplan.plan import resolve
from sciplan.plan.model import Entry, Provision, Section
from support import Data, facts, plan_of, real_plan, small

REAL = (real_plan(),)


def other_plan() -> Data:
    head = {"id": "yuxi", "title": "玉溪方案", "jurisdiction": "云南省玉溪市"}
    block = {"id": "2", "title": "提升行动", "measures": [{"id": "2.1.1", "title": "办事"}]}
    return small(plan=head, units={"市科协": {}, "市文联": {}}, sections=[block])


BOTH = (real_plan(), plan_of(other_plan()))


@pytest.mark.parametrize(
    ("typed", "unit"),
    [
        ("市科协", "市科协"),
        ("  市科协 ", "市科协"),
        ("市发展改革委", "市发改委"),
        ("曲靖市科学技术协会", "市科协"),
        ("云南工业技师学联", "云南工业技师学院"),
        ("科协", "市科协"),
        ("师院", "曲靖师院"),
        ("教育局", "市教体局"),
        ("广电局", "市广播电视局"),
        ("人社", "市人社局"),
        ("市监局", "市市场监管局"),
        ("曲靖市/市科协", "市科协"),
    ],
)
def test_one_unit_is_meant(typed: str, unit: str) -> None:
    found = resolve.unit(REAL, typed)
    assert found.key.unit == unit
    assert found.exact == (typed.strip().endswith("市科协"))


@pytest.mark.parametrize("name", list(facts()["units"]))
def test_every_short_name_means_its_unit_alone(name: str) -> None:
    (found,) = resolve.units_like(REAL, name)
    assert (found.key.unit, found.exact) == (name, True)


@pytest.mark.parametrize(
    ("typed", "units"),
    [
        # the first tier with any hit decides: full names that hold 农业 are not asked
        ("市科", ["市科技局", "市科协"]),
        ("技术", ["云南能源职业技术学院"]),
        ("学院", []),
        ("科", []),
        ("党", []),
        ("", []),
        (" ", []),
        ("/", []),
        ("玉溪市/市科协", []),
    ],
)
def test_units_like(typed: str, units: list[str]) -> None:
    assert [item.key.unit for item in resolve.units_like(REAL, typed)] == units


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("各县（市、区）人民政府", "各县（市、区）人民政府"),
        ("各县（市、区）人民政府", "各县(市、区)人民政府"),
        ("各县(市、区)人民政府", "各县（市、区）人民政府"),
        ("甲／乙办", "甲／乙办"),
        ("甲/乙办", "甲/乙办"),
    ],
)
def test_a_name_is_found_however_its_marks_are_written(name: str, typed: str) -> None:
    plan = plan_of(small(units={**small()["units"], name: {}}))
    found = resolve.unit([plan], typed)
    assert (found.key.unit, found.exact) == (name, True)
    assert resolve.means_a_unit(resolve.registered([plan]), typed)


def test_tiers_in_turn() -> None:
    units = {
        "甲": {"aliases": ["乙丙"], "full_name": "丁戊己庚"},
        "乙": {"aliases": ["甲丁"]},
        "乙丙丁": {},
        "寅": {"aliases": ["乙辰丙癸"]},
    }
    plans = (plan_of(small(units=units, sections=[])),)

    def meant(typed: str) -> list[str]:
        return [item.key.unit for item in resolve.units_like(plans, typed)]

    assert meant("乙") == ["乙"]
    assert meant("乙丙") == ["甲"]
    assert meant("丙丁") == ["乙丙丁"]
    assert meant("乙丙癸") == ["寅"]
    assert meant("乙癸") == ["寅"]
    assert meant("辰癸") == []
    assert meant("丁庚") == ["甲"]
    assert meant("庚丁") == []


@pytest.mark.parametrize(
    ("typed", "likely"),
    [("市科斜", "市科协"), ("市财证局", "市财政局"), ("曲靖师学校", "曲靖师院")],
)
def test_a_mistyped_unit_gets_the_likeliest(typed: str, likely: str) -> None:
    with pytest.raises(SciplanError, match=f"没有“{typed}”这个单位，是不是“{likely}”") as caught:
        resolve.unit(REAL, typed)
    assert caught.value.exit_code == 2


def test_an_unlike_word_gets_the_list() -> None:
    with pytest.raises(SciplanError, match="sciplan units"):
        resolve.unit(REAL, "xyz")


def test_an_ambiguous_unit_gets_all() -> None:
    with pytest.raises(SciplanError) as caught:
        resolve.unit(REAL, "市科")
    assert caught.value.message.splitlines() == [
        "“市科”可指 2 个单位，请写明：",
        "  市科技局",
        "  市科协",
    ]


def test_units_of_two_plans_are_told_apart_by_place() -> None:
    with pytest.raises(SciplanError, match="云南省曲靖市/市科协\n  云南省玉溪市/市科协"):
        resolve.unit(BOTH, "市科协")
    for place in ("曲靖市", "云南省曲靖市", "曲靖"):
        assert resolve.unit(BOTH, f"{place}/市科协").key.jurisdiction == "云南省曲靖市"
    assert resolve.unit(BOTH, "市文联").key.jurisdiction == "云南省玉溪市"


@pytest.mark.parametrize(
    ("word", "means"),
    [
        ("市科协", True),
        ("科协", True),
        ("市发展改革委", True),
        ("曲靖市科学技术协会", True),
        ("学院", False),
        ("教育局", True),
        ("应急", True),
        ("市科斜", False),
        ("", False),
    ],
)
def test_a_bare_word_that_means_a_unit(word: str, *, means: bool) -> None:
    assert resolve.means_a_unit(resolve.registered(REAL), word) is means


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        ("2.1", ["2.1"]),
        ("2", ["2"]),
        ("二", ["2"]),
        ("二、", ["2"]),
        ("二（一）", ["2.1"]),
        ("三(四)", ["3.4"]),
        ("qujing-2021-2025/3.4", ["3.4"]),
        ("other/3.4", []),
        ("科普基础设施工程", ["3.3"]),
        ("科普基础", ["3.3"]),
        ("科普", ["3.1", "3.2", "3.3", "3.4"]),
        ("提升行动", ["2"]),
        ("9.9", []),
        ("二（九）", []),
        ("十一", []),
        ("", []),
    ],
)
def test_sections(typed: str, ids: list[str]) -> None:
    assert [item.section.id for item in resolve.sections_like(REAL, typed)] == ids


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("科普", "可指 4 个标题，请写编号：\n  3.1 "),
        ("没有的", "可用：\n  1 总体要求"),
        ("9", "可用"),
    ],
)
def test_a_heading_that_is_not_one(typed: str, message: str) -> None:
    with pytest.raises(SciplanError, match=message):
        resolve.section(REAL, typed)


@pytest.mark.parametrize(
    ("typed", "kind"),
    [("2.1.1", Entry), ("２.１.１", Entry), ("qujing-2021-2025/2.1.1", Entry),
     ("2.1", Section), ("4.1.1", Provision)],
)  # fmt: skip
def test_an_id(typed: str, kind: type) -> None:
    plan, item = resolve.by_id(REAL, typed)
    assert plan is REAL[0]
    assert isinstance(item, kind)


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("2.1.9", "没有 2.1.9 这个编号。2.1 下有 2.1.1、"),
        ("7", "全部编号：sciplan measures"),
        ("x/2.1.1", "没有打开代号为 x 的方案；已打开：qujing-2021-2025"),
        ("应急", "不是编号"),
        ("", "不是编号"),
    ],
)
def test_an_id_that_is_not_there(typed: str, message: str) -> None:
    with pytest.raises(SciplanError, match=message):
        resolve.by_id(REAL, typed)


def test_the_ids_beside_one_that_is_not_there_are_those_under_the_same_heading() -> None:
    measures = [{"id": ident, "title": f"办{ident}"} for ident in ("2.1.1", "2.10.1", "2.1.3")]
    with pytest.raises(SciplanError) as caught:
        resolve.by_id([plan_of(small(sections=[], measures=measures))], "2.1.2")
    assert caught.value.message.endswith("2.1 下有 2.1.1、2.1.3")


def test_an_id_in_two_plans_needs_the_plan() -> None:
    with pytest.raises(SciplanError, match=r"qujing-2021-2025/2\.1\.1\n  yuxi/2\.1\.1"):
        resolve.by_id(BOTH, "2.1.1")
    assert resolve.by_id(BOTH, "yuxi/2.1.1")[0].id == "yuxi"
    assert resolve.by_id(BOTH, "3.1.1")[0].id == "qujing-2021-2025"


@pytest.mark.parametrize(
    ("typed", "is_id"),
    [("2.1.1", True), ("2", True), ("p/2.1", True), ("2.1。", True), ("第三部分", True),
     ("第4章", True), ("“2.1”", True), ("٢.١", True), ("第一", False), ("一", False),
     ("v2", False), ("二", False),
     ("二（一）", True), ("三(四)", True), ("(", False), ("（一）", False), ("县（市）", False)],
)  # fmt: skip
def test_is_id(typed: str, *, is_id: bool) -> None:
    assert resolve.is_id(typed) is is_id


def test_a_unit_that_two_plans_share_is_registered_once() -> None:
    head = {"id": "next", "title": "下一版", "jurisdiction": "云南省曲靖市"}
    second = plan_of(small(plan=head, units={"市科协": {}, "市数据局": {}}, sections=[]))
    keys = [key.unit for key in resolve.registered((REAL[0], second))]
    assert len(keys) == 39
    assert keys[-1] == "市数据局"
