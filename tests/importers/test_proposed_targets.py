"""Numbers that a text promises, and those that it only mentions."""

import pytest

from sciplan.importers.targets import targets_in
from sciplan.numerals import numbers_in


@pytest.mark.parametrize(
    ("text", "op", "amount", "unit", "quote"),
    [
        ("培训护林员3000人以上。", "at_least", 3000, "人", "3000人以上"),
        ("到2026年，覆盖率达到95%。", "reach", 95, "%", "达到95%"),
        ("覆盖率达到95.5%以上。", "at_least", 95.5, "%", "达到95.5%以上"),
        ("耗时压缩至3个工作日以内。", "at_most", 3, "个工作日", "压缩至3个工作日以内"),
        ("平均周期压缩至4个月以内", "at_most", 4, "个月", "压缩至4个月以内"),
        ("投资不低于20亿元。", "at_least", 20, "亿元", "不低于20亿元"),
        ("服务人口不少于10万人", "at_least", 10, "万人", "不少于10万人"),
        ("产值超100亿元", "at_least", 100, "亿元", "超100亿元"),
        ("产值突破2万亿元", "at_least", 2, "万亿元", "突破2万亿元"),
        ("漏损率控制在9%以内", "at_most", 9, "%", "控制在9%以内"),
        ("失业率控制在5%左右", "reach", 5, "%", "控制在5%左右"),
        ("投诉率不高于3%", "at_most", 3, "%", "不高于3%"),
        ("占比提高5个百分点以上", "at_least", 5, "个百分点", "5个百分点以上"),
        ("治理面积达到100平方公里以上", "at_least", 100, "平方公里", "达到100平方公里以上"),
        ("浓度降至35微克/立方米以下", "at_most", 35, "微克/立方米", "降至35微克/立方米以下"),
        ("优良比例提升至90％", "reach", 90, "%", "提升至90％"),
        ("森林覆盖率稳定在65%以上", "at_least", 65, "%", "稳定在65%以上"),
        ("新建泵站5座以上", "at_least", 5, "座", "5座以上"),
        ("培训1,200人次以上", "at_least", 1200, "人次", "1,200人次以上"),
        ("力争培育龙头企业20家。", "reach", 20, "家", "培育龙头企业20家"),
        ("到2026年，能耗比2020年下降13.5%。", "reach", 13.5, "%", "下降13.5%"),
        ("甲、乙占比分别达30%、20%。", "reach", "达30%、20%", "", "达30%、20%"),
        ("实现乡镇泵站全覆盖。", "reach", "全覆盖", "", "实现乡镇泵站全覆盖"),
    ],
)
def test_promise(text: str, op: str, amount: float | str, unit: str, quote: str) -> None:
    (target,) = targets_in(text)
    assert (target.op, target.amount, target.unit, target.quote) == (op, amount, unit, quote)
    assert quote in text
    if not isinstance(target.amount, str):
        assert target.amount in list(numbers_in(quote))


@pytest.mark.parametrize(
    ("text", "what", "by"),
    [
        ("到2026年，全市行政村通达率达到98%。", "行政村通达率", 2026),
        ("力争将审评时限压缩至3周以内", "审评时限", None),
        ("培训5000名以上农机手", "培训农机手", None),
        ("水质优良比例稳步提升，达到90%", "水质优良比例稳步提升", None),
        ("2025年底前通达率达到98%", "通达率", 2025),
        ("较2020年，通达率达到98%", "通达率", None),
        ("到2027年，推出10项有影响的赛事", "推出有影响的赛事", 2027),
    ],
)
def test_what_is_counted_and_by_when(text: str, what: str, by: int | None) -> None:
    (target,) = targets_in(text)
    assert (target.what, target.by) == (what, by)


def test_two_numbers_in_one_list() -> None:
    first, second = targets_in("选派特派员400人以上、特派团5个以上。")
    assert (first.what, second.what) == ("选派特派员", "特派团")


@pytest.mark.parametrize(
    "text",
    [
        "2.0版",
        "开展7个专项行动",
        "发〔2021〕21号",
        "2021—2025年",
        "实施双提升",
        "第3批",
        "12月31日前完成",
        "5G基站",
        # conditions, caps, ages and terms
        "超过100人的企业可申请",
        "签订1年以上劳动合同的，予以支持",
        "参保3年以上放宽至参保1年以上",
        "可申请最高不超过15万元的贷款",
        "补贴标准不超过300元",
        "服务60岁以上老人",
        "2万平方米以上公共建筑全部改造",
        # the past
        "去年覆盖率达到13%",
        "目前通达率达到98%",
        "已达到95%以上",
        # cited, in a bracket, in a span
        "落实《关于培训3000人以上的意见》",
        "推进“覆盖率达到95%”活动",
        "新增3—5家以上企业",
        # no promise of the whole
        "推进全覆盖工作",
        "实现全覆盖的目标体系",
        "直达15个城市",
    ],
)
def test_no_promise(text: str) -> None:
    assert targets_in(text) == ()
