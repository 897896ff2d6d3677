"""What a running sentence assigns, and what it does not."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sciplan.documents.clauses.sentences import said_in
from sciplan.documents.words.names import leading_bodies

ROLES = {"牵": "lead", "责": "responsible", "配": "cooperating"}


@pytest.mark.parametrize(
    ("sentence", "roles"),
    [
        (
            "由市水利局牵头，会同市财政局、市住建局建设水渠，年底完工",
            "牵:市水利局 配:市财政局、市住建局",
        ),
        (
            "市水利局牵头制定方案，市财政局、市住建局配合，各县区按要求接入",
            "牵:市水利局 配:市财政局、市住建局",
        ),
        ("市水利局要会同市财政局推广水渠", "牵:市水利局 配:市财政局"),
        ("市水利局应当会同同级财政部门修渠", "牵:市水利局 配:同级财政部门"),
        ("市水利局负责修渠，市财政局、市住建局负责组织验收", "责:市水利局、市财政局、市住建局"),
        ("市水利局负责修渠；市林草局负责种树", "责:市水利局、市林草局"),
        ("市水利局牵头、市财政局和市林草局配合，建设水渠", "牵:市水利局 配:市财政局、市林草局"),
        ("发展改革委会同财政部、工业和信息化部制定办法", "牵:发展改革委 配:财政部、工业和信息化部"),
        ("由发展改革委负责制定办法，教育部配合", "责:发展改革委 配:教育部"),
        (
            "水渠由市水利局负责修，人行南湖市中心支行、南湖供电局协助",
            "责:市水利局 配:人行南湖市中心支行、南湖供电局",
        ),
        (
            "市委宣传部会同市委网信办和市政府办公室开展宣传",
            "牵:市委宣传部 配:市委网信办、市政府办公室",
        ),
        ("各县（市、区）人民政府负责修渠", "责:各县（市、区）人民政府"),
        ("市水利局、市财政局等部门按职责分工负责推进", "责:市水利局、市财政局"),
        ("经市政府同意后由市水利局负责组织实施", "责:市水利局"),
        ("住房城乡建设部牵头制定标准", "牵:住房城乡建设部"),
        ("请水利部会同财政部制定办法", "牵:水利部 配:财政部"),
        (
            "有关省、自治区、直辖市人民政府会同市水利局制定办法",
            "牵:有关省、自治区、直辖市人民政府 配:市水利局",
        ),
    ],
)
def test_assigns(sentence: str, roles: str) -> None:
    said = said_in(sentence)
    assert said is not None
    found = {mark: "、".join(n.text for n in getattr(said, role)) for mark, role in ROLES.items()}
    assert " ".join(f"{mark}:{names}" for mark, names in found.items() if names) == roles


@pytest.mark.parametrize(
    "sentence",
    [
        "市财政局要安排资金",
        "市水利局要发挥牵头作用",
        "充分发挥市科协牵头协调作用",
        "建立由市水利局牵头、市财政局配合的工作机制",
        "企业牵头，高校参与",
        "近期我办会同市财政局推出产品",
        "由你单位全部负责",
        "费用由老年人自行承担",
        "党员干部牵头开展活动",
        "支持高校、科研院所牵头承担项目",
        "市水利局、市财政局等部门要积极配合",
        "市水利局主要负责同志牵头抓总",
        "市政府对市委负责",
        "报经省水利厅会同省财政厅评审",
        "本办法由市水利局负责解释",
        "市水利局" * 200 + "牵头修渠",
    ],
)
def test_assigns_nothing(sentence: str) -> None:
    assert said_in(sentence) is None


def test_name_that_may_be_none_is_told() -> None:
    said = said_in("市水利局牵头修渠，三十里铺水库配合")
    assert said is not None
    assert said.doubtful == ("三十里铺水库",)
    assert [name.text for name in said.cooperating] == ["三十里铺水库"]


def test_known_names_and_places_are_bodies() -> None:
    assert said_in("南湖水厂牵头供水") is None
    known = said_in("南湖水厂牵头供水", known={"南湖水厂"})
    placed = said_in("南湖水厂牵头供水", places=("南湖",))
    assert known is not None
    assert known == placed
    assert [name.text for name in known.lead] == ["南湖水厂"]


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        ("市发改委、市财政局建设统一平台", ["市发改委", "市财政局"]),
        ("市委组织部和市委宣传部开展评比", ["市委组织部", "市委宣传部"]),
        ("市自然资源和规划局制定规划", ["市自然资源和规划局"]),
        ("市住房和城乡建设局", ["市住房和城乡建设局"]),
        ("有条件的企业建设平台", []),
        ("", []),
    ],
)
def test_bodies_that_begin_a_text(text: str, bodies: list[str]) -> None:
    assert leading_bodies(text) == bodies


_WORDS = (
    "市水利局",
    "市财政局",
    "各县区",
    "牵头",
    "会同",
    "负责",
    "配合",
    "由",
    "要",
    "，",
    "、",
    "；",
    "和",
    "的",
)


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.lists(st.sampled_from(_WORDS), max_size=30).map("".join), st.text(max_size=80)))
def test_never_raises(text: str) -> None:
    said = said_in(text)
    assert said is None or said.lead or said.responsible


def test_a_place_cut_short_before_a_whole_body_is_kept_and_marked() -> None:
    said = said_in("由市规划局负责编制规划，南城、北岸片区管理局负责组织实施")
    assert said is not None
    names = [name.text for name in said.responsible]
    assert names == ["市规划局", "南城", "北岸片区管理局"]
    assert said.doubtful == ("南城",)
