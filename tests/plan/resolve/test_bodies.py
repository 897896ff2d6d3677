"""The usual bodies of a province, a city and a county, typed against the shipped plan.

Each is the right body, or nobody with a suggestion that makes sense. What the bodies are was
written from common knowledge of government, not from what the program answers.
"""

import pytest

from sciplan.base.errors import SciplanError
from sciplan.plan import resolve
from support import Data, plan_of, real_plan, small

REAL = (real_plan(),)

MEANT = {
    # party committee
    "市委组织部": "市委组织部",
    "中共曲靖市委组织部": "市委组织部",
    "组织部": "市委组织部",
    "市组织部": "市委组织部",
    "市委宣传部": "市委宣传部",
    "宣传部": "市委宣传部",
    "市委网信办": "市委网信办",
    "网信办": "市委网信办",
    "市网信办": "市委网信办",
    "市委网络安全和信息化委员会办公室": "市委网信办",
    "市委老干部局": "市委老干部局",
    "老干局": "市委老干部局",
    "老干部局": "市委老干部局",
    # government
    "市发改委": "市发改委",
    "发改委": "市发改委",
    "市发展和改革委员会": "市发改委",
    "市发展和改革委": "市发改委",
    "发展改革委": "市发改委",
    "市工业和信息化局": "市工信局",
    "工信局": "市工信局",
    "市教育局": "市教体局",
    "教育局": "市教体局",
    "市教育体育局": "市教体局",
    "教体局": "市教体局",
    "市科学技术局": "市科技局",
    "科技局": "市科技局",
    "民宗委": "市民宗委",
    "市民族宗教事务委员会": "市民宗委",
    "公安局": "市公安局",
    "曲靖市公安局": "市公安局",
    "民政局": "市民政局",
    "司法局": "市司法局",
    "财政局": "市财政局",
    "人社局": "市人社局",
    "市人力资源和社会保障局": "市人社局",
    "市自然资源局": "市自然资源和规划局",
    "自然资源和规划局": "市自然资源和规划局",
    "生态环境局": "市生态环境局",
    "农业农村局": "市农业农村局",
    "市农业局": "市农业农村局",
    "商务局": "市商务局",
    "文旅局": "市文旅局",
    "市文化和旅游局": "市文旅局",
    "卫健委": "市卫健委",
    "市卫生健康委员会": "市卫健委",
    "应急局": "市应急管理局",
    "市应急局": "市应急管理局",
    "应急管理局": "市应急管理局",
    "国资委": "市国资委",
    "市人民政府国有资产监督管理委员会": "市国资委",
    "市场监管局": "市市场监管局",
    "市市场监督管理局": "市市场监管局",
    "市监局": "市市场监管局",
    "广电局": "市广播电视局",
    "市广电局": "市广播电视局",
    "林草局": "市林草局",
    "市林业局": "市林草局",
    "市林业和草原局": "市林草局",
    "乡村振兴局": "市乡村振兴局",
    # mass organisations, schools, institutes
    "总工会": "市总工会",
    "工会": "市总工会",
    "市工会": "市总工会",
    "规划局": "市自然资源和规划局",
    "市规划局": "市自然资源和规划局",
    "曲靖市规划局": "市自然资源和规划局",
    "市应急": "市应急管理局",
    "团市委": "团市委",
    "共青团": "团市委",
    "共青团曲靖市委": "团市委",
    "妇联": "市妇联",
    "市妇女联合会": "市妇联",
    "科协": "市科协",
    "曲靖市科协": "市科协",
    "云南省曲靖市科协": "市科协",
    "科学技术协会": "市科协",
    "社科联": "市社科联",
    "市社会科学界联合会": "市社科联",
    "师院": "曲靖师院",
    "曲靖师范学院": "曲靖师院",
    "能源职业技术学院": "云南能源职业技术学院",
    "大数据中心": "市大数据中心",
    "农科院": "市农科院",
    "市农业科学院": "市农科院",
    "地震局": "市地震局",
    "气象局": "市气象局",
    # only provisions name them
    "市人民政府": "市人民政府",
    "曲靖市人民政府": "市人民政府",
    "各级政府": "各级政府",
    "各县（市、区）人民政府": "各县（市、区）人民政府",
}
NOBODY: dict[str, tuple[str, ...] | str] = {
    # the committee, the government, the people's congress and their like
    "市委": (),
    "市政府": ("市人民政府",),
    "市人大": (),
    "市人大常委会": (),
    "市政协": (),
    "市纪委": (),
    "市纪委监委": (),
    "市监委": (),
    "市委办": ("市委网信办",),
    "市政府办": (),
    "市管委会": (),
    "市委统战部": (),
    "市委政法委": (),
    "市委编办": (),
    "市委党校": (),
    "市法院": (),
    "市检察院": (),
    # government
    "市局": "many",
    "局": "many",
    "委": "many",
    "管理局": ("市应急管理局", "市市场监管局"),
    "中心": ("市大数据中心",),
    "办": ("市委网信办",),
    "学院": ("曲靖师院", "云南能源职业技术学院", "云南工业技师学院"),
    "会": "many",
    "协会": ("市科协",),
    "联": ("市妇联", "市社科联"),
    "教育": ("市教体局",),
    "市社保局": ("市人社局",),
    "社保局": ("市人社局",),
    "科协会": ("市科协",),
    "市科协会": ("市科协",),
    "市科学会": ("市科协",),
    "科学会": ("市科协",),
    "市教委": ("市教体局",),
    "市体育局": ("市教体局",),
    "市科委": ("市科技局",),
    "市民委": ("市民宗委", "市民政局"),
    "市住建局": (),
    "市交通运输局": (),
    "市水务局": (),
    "市审计局": (),
    "市统计局": (),
    "市医保局": (),
    "市退役军人事务局": (),
    "市信访局": (),
    "市粮食和储备局": (),
    "市能源局": (),
    "市城管局": (),
    "市外办": (),
    "市税务局": (),
    "市金融监管局": (),
    "市行政审批局": (),
    "市机关事务管理局": (),
    "市供销社": (),
    "市国家安全局": (),
    "市消防救援支队": (),
    "市数据局": ("市大数据中心",),
    "市大数据局": ("市大数据中心",),
    # by their names before the reforms of 2018
    "市环保局": ("市生态环境局",),
    "市卫计委": ("市卫健委",),
    "市国土资源局": ("市自然资源和规划局",),
    "市安监局": ("市应急管理局",),
    "市工商局": ("市市场监管局",),
    "市扶贫办": ("市乡村振兴局",),
    "市旅游局": ("市文旅局",),
    # mass organisations and schools
    "市残联": (),
    "市文联": (),
    "市侨联": (),
    "市工商联": (),
    "市红十字会": (),
    "市关工委": (),
    "市团委": ("团市委",),
    "曲靖职业技术学院": ("云南能源职业技术学院",),
    "曲靖医专": (),
    "云南师范学院": ("曲靖师院",),
    # other levels, another place
    "省科协": ("市科协",),
    "县科协": ("市科协",),
    "区妇联": ("市妇联",),
    "省教育厅": ("市教体局",),
    "省发改委": ("市发改委",),
    "县人民政府": (),
    "县教育局": ("市教体局",),
    "玉溪市科协": ("市科协",),
    "云南科协": ("市科协",),
}


def test_the_tables_are_large_enough() -> None:
    assert len(MEANT) + len(NOBODY) >= 90


@pytest.mark.parametrize("typed", MEANT)
def test_the_right_body(typed: str) -> None:
    assert resolve.body_or_unit(REAL, typed).key.unit == MEANT[typed]


@pytest.mark.parametrize("typed", NOBODY)
def test_nobody_and_a_sensible_suggestion(typed: str) -> None:
    assert resolve.units_like(REAL, typed) == []
    with pytest.raises(SciplanError) as caught:
        resolve.unit(REAL, typed)
    said, likely = caught.value.message, NOBODY[typed]
    assert caught.value.exit_code == 2
    if likely == "many":
        assert "请写明：\n  市" in said
    elif likely:
        assert all(f"“{name}”" in said for name in likely)
    else:
        assert said == f"没有“{typed}”这个单位，全部单位：sciplan units"


def of_place(place: str, units: Data) -> Data:
    head = {"id": f"p{len(place)}", "title": place, "jurisdiction": place}
    return small(plan=head, units=units, sections=[])


def test_a_name_that_fits_several_places_is_asked_about() -> None:
    plans = (
        plan_of(of_place("云南省甲市", {"市教体局": {"full_name": "甲市教育体育局"}})),
        plan_of(of_place("云南省乙丙市", {"市教育局": {}})),
    )
    with pytest.raises(SciplanError, match="可指 2 个单位") as caught:
        resolve.unit(plans, "市教育局")
    assert caught.value.message.splitlines()[1:] == [
        "  云南省甲市/市教体局",
        "  云南省乙丙市/市教育局",
    ]
    assert resolve.unit(plans, "乙丙市教育局").key.jurisdiction == "云南省乙丙市"
    assert resolve.unit(plans, "甲市教育局").key.unit == "市教体局"


def test_levels_are_told_apart_within_one_plan() -> None:
    units = {
        "省地震局": {"jurisdiction": "云南省"},
        "市地震局": {},
        "县（市、区）科协": {"collective": "true"},
        "市科协": {},
    }
    plans = (plan_of(of_place("云南省甲市", units)),)
    assert resolve.unit(plans, "市地震局").exact
    assert {item.key.unit for item in resolve.units_like(plans, "地震局")} == {
        "省地震局",
        "市地震局",
    }
    assert resolve.unit(plans, "云南省地震局").key.unit == "省地震局"
    assert resolve.unit(plans, "县(市、区)科协").key.unit == "县（市、区）科协"


def test_a_collective_is_found_as_people_say_it() -> None:
    plans = (plan_of(of_place("甲市", {"各县（市、区）人民政府": {"collective": "true"}})),)
    for typed in ("各县（市、区）人民政府", "各县市区政府", "各县（市、区）政府"):
        assert resolve.unit(plans, typed).key.unit == "各县（市、区）人民政府"
    for typed in ("政府", "人民政府", "县政府", "市政府"):
        assert resolve.units_like(plans, typed) == []


def test_a_long_word_takes_no_long_time() -> None:
    assert resolve.units_like(REAL, "协会" * 500 + "者") == []
