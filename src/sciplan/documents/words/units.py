"""What kind of body a name means, guessed from its words; and which names a text holds."""

from collections.abc import Collection, Iterator

_WORDS = {
    "群团组织": "总工会 工会 妇联 科协 社科联 文联 残联 侨联 工商联 红十字会 贸促会 共青团 记协 "
    "计生协 台联 科学技术协会 妇女联合会",
    "高校院校": "大学 学院 学校 师院 职院 高校",
    "金融机构": "银行 人行 支行 分行 保险公司 银保监 证监",
    "企业": "公司 集团 企业 铁塔 电网 供电局",
    "事业单位": "中心 研究院 研究所 农科院 科学院 医院 电视台 图书馆 博物馆 报社 地震局",
    "垂直管理单位": "海关 税务局 气象局 海事局 调查队 邮政管理局 烟草 消防救援",
    "党委部门": "组织部 宣传部 统战部 政法委 网信办 编办 老干部局 党校 社会工作部 党委 党工委 纪委",
}
"""Category → words of names; the first that fits is taken."""
_GOVERNMENT = ("局", "委", "办", "厅", "部", "署", "办公室", "委员会")


def category_of(name: str) -> str:
    """Return a guess at a unit's category, empty where the name tells nothing."""
    if name.startswith("团") and name.endswith("委"):
        return "群团组织"
    for category, words in _WORDS.items():
        if any(word in name for word in words.split()):
            return category
    if name[1:2] == "委" and name[:1] in "省市县区州旗盟":
        return "党委部门"
    if name.endswith("政府"):
        return "地方政府"
    return "政府部门" if name.endswith(_GOVERNMENT) else ""


def names_in(text: str, known: Collection[str], longest: int) -> Iterator[str]:
    """Yield the known names in a text, the longest at each place.

    Args:
        text: The text.
        known: The names.
        longest: Length of the longest of them.
    """
    place = 0
    while place < len(text):
        sizes = range(min(longest, len(text) - place), 1, -1)
        name = next(
            (text[place : place + n] for n in sizes if text[place : place + n] in known), ""
        )
        if name:
            yield name
        place += len(name) or 1
