"""Numbers that a text promises, and those that it only mentions."""

import pytest

from sciplan.base.numerals import numbers_in
from sciplan.documents.words.targets import QuotedNumber, said_by, targets_in, value_of, years_by


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
        ("年底前建成智慧农场10个。", "reach", 10, "个", "年底前建成智慧农场10个"),
        ("年底前，全市建成农场10个。", "reach", 10, "个", "全市建成农场10个"),
        ("2031年6月底前建成3个充电站", "reach", 3, "个", "3个充电站"),
        ("年底前城区建成泵站10座。", "reach", 10, "座", "年底前城区建成泵站10座"),
        ("今年年底前建成10座泵站。", "reach", 10, "座", "10座泵站"),
        ("到年底前建成投用10座泵站。", "reach", 10, "座", "10座泵站"),
        ("每年至少举办2次培训班。", "at_least", 2, "次", "至少举办2次培训班"),
        ("每年至少举办培训班2次。", "at_least", 2, "次", "至少举办培训班2次"),
        ("90%以上的学校开足课程。", "at_least", 90, "%", "90%以上"),
        ("每年组织不少于4次演练。", "at_least", 4, "次", "不少于4次演练"),
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
        # no task of so many times
        "开展3个行动、5项工程建设",
        "新增企业10家，给予奖励",
        "新建泵站5座的企业",
        "现有基地10个",
        "2023年税收增长5%，较上年提高2个百分点",
        "直达15个城市",
    ],
)
def test_no_promise(text: str) -> None:
    assert targets_in(text) == ()


def whats(text: str, title: str = "") -> list[tuple[str, str]]:
    return [(target.what, target.quote) for target in targets_in(text, title)]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        (
            "培训护林员不少于300人，新建苗圃10个以上",
            [("培训护林员", "不少于300人"), ("新建苗圃", "10个以上")],
        ),
        ("农机培训5000人次", [("农机培训", "农机培训5000人次")]),
        (
            "新建高标准泵站5个、水文站2个",
            [("新建高标准泵站", "新建高标准泵站5个"), ("水文站", "水文站2个")],
        ),
        (
            "投入增长15%以上，龙头企业达到12家",
            [("投入增长", "15%以上"), ("龙头企业", "达到12家")],
        ),
        (
            "通达率提高到15.5%，较上年提高1.2个百分点",
            [("通达率", "提高到15.5%"), ("通达率，提高", "较上年提高1.2个百分点")],
        ),
        ("第3项任务，办好科普日", []),
        ("开展7个专项行动", []),
        ("落实2024年任务", []),
        ("实施“百千万”工程", []),
    ],
)
def test_what_a_title_promises(title: str, expected: list[tuple[str, str]]) -> None:
    assert whats("推进工作。", title) == expected
    assert targets_in("推进工作。", title, told=True) == ()


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        ("办活动", "全年不少于60场；覆盖10万人次以上。", ["办活动", "办活动，覆盖"]),
        ("办活动", "举办讲座，每年不少于6场。", ["举办讲座（每年）"]),
        ("强保障", "落实专项经费，人均不低于1元。", ["落实专项经费（人均）"]),
        ("强队伍", "各县（市、区）要建立专家库，每县不少于10人。", ["建立专家库（每县）"]),
        ("办活动", "不少于10场", ["办活动"]),
        ("强企业", "新增5家以上", ["强企业，新增"]),
        ("强企业", "2.开展调研不少于4次。", ["开展调研"]),
        ("强企业", "1.新建泵站12个。\n2.改建水渠3条。", ["新建泵站", "改建水渠"]),
        ("下乡", "送戏下乡，市文旅局参加，全年不少于24场", ["送戏下乡"]),
        ("节支", "严控“三公”经费，压减5%以上", ["严控“三公”经费，压减"]),
    ],
)
def test_what_is_counted_reads_well(title: str, text: str, expected: list[str]) -> None:
    assert [what for what, _ in whats(text, title)] == expected


def test_a_text_that_begins_with_its_title_tells_its_numbers_once() -> None:
    assert len(targets_in("培训护林员300人以上。办好培训。", "培训护林员300人以上")) == 1


@pytest.mark.parametrize(
    ("quote", "said"),
    [
        ("不少于100场", QuotedNumber("at_least", 100, "场")),
        ("3000人以上", QuotedNumber("at_least", 3000, "人")),
        ("达到13％", QuotedNumber("reach", 13, "%")),
        ("压缩至3个工作日以内", QuotedNumber("at_most", 3, "个工作日")),
        ("培训教师1,200人", QuotedNumber("", 1200, "人")),
        ("达30%、20%", None),
        ("全覆盖", None),
    ],
)
def test_what_a_quote_says(quote: str, said: QuotedNumber | None) -> None:
    assert said_by(quote) == said


@pytest.mark.parametrize(
    ("amount", "unit", "value"),
    [
        (0.5, "万人", (5000, "人")),
        (5000, "名", (5000, "人")),
        (3, "千米", (3, "千米")),
        (2, "万亿元", (2e12, "元")),
        (5, "场", (5, "场")),
    ],
)
def test_amounts_without_their_scale(amount: float, unit: str, value: tuple[float, str]) -> None:
    assert value_of(amount, unit) == value


def test_years_by_which_a_quote_is_promised() -> None:
    text = "到2025年，比例达到95%。到2026年，比例达到\n95%。比例达到95%，较2020年有提高。"
    assert years_by(text, "达到95%") == {2025, None}
    assert years_by("2026年达到96%", "达到96%") == {2026}
    assert years_by(text, "没有的话") == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("每年至少举办2次培训班。", [("每年举办培训班", None)]),
        ("到2031年，90%以上的学校开足课程。", [("学校开足课程", 2031)]),
        (
            "到2031年，每个乡镇（街道）至少建设1处服务站，培训辅导员不少于200人。",
            [("每个乡镇（街道）建设服务站", 2031), ("培训辅导员", 2031)],
        ),
        (
            (
                "可调度储备能力2031年确保达到800万吨，力争达到1000万吨；2032年确保达到1300万吨。"
                "社会储备能力（包括发电企业等）2031年确保达到2000万吨。"
            ),
            [
                ("可调度储备能力", 2031),
                ("可调度储备能力", 2031),
                ("可调度储备能力", 2032),
                ("社会储备能力", 2031),
            ],
        ),
        ("2031年6月底前建成3个充电站。", [("建成充电站", 2031)]),
    ],
)
def test_what_and_by_when(text: str, expected: list[tuple[str, int | None]]) -> None:
    assert [(target.what, target.by) for target in targets_in(text)] == expected


@pytest.mark.parametrize(
    "text", ["给予每户至少2000元补贴。", "90%以上的学校给予补助。", "职工至少100人的企业。"]
)
def test_conditions_and_caps_are_no_targets(text: str) -> None:
    assert targets_in(text) == ()
