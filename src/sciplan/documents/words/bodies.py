"""How names of bodies end, and what category a word in one tells: one table, a word a place.

The columns differ on purpose: what is surely a body, what runs into the next name and what signs a
document are different questions, and a word that answers one may mislead in another.

    ends        a name may end with it
    surely      a name that begins with a level and ends with it is a body's
    office      so is one without a level
    long        a name before a bracket that tells its short form
    clause      a sentence that holds one may be a clause
    glued       a name after which the next may follow without a mark
    last        the last of names that run together may end with it, as with those that are glued
    behind      a name without its level that stands behind such a one
    department  a department may end with it; its level may be left out in a list
    whole       a department by itself, whose level may be left out
    party       a department of a party committee, whose 市委 may be left out
    longer      a longer name may go on from it: 市委宣传部
    signs       a document is signed by such a body
    government  a name that tells no other category is a government department's
    line        a line of a cell that ends with it may end a name
"""

from sciplan.documents.words.rows import WordRow, serving

_BODIES = (
    WordRow("群团组织", "ends office whole", "总工会"),
    WordRow("群团组织", "surely office whole", "工会 妇联 残联"),
    WordRow("群团组织", "ends surely office whole", "科协"),
    WordRow("群团组织", "whole", "社科联 文联 侨联 工商联 贸促会 红十字会"),
    WordRow("群团组织", "", "共青团 记协 计生协 台联 科学技术协会 妇女联合会"),
    WordRow("高校院校", "ends office", "大学 学院"),
    WordRow("高校院校", "ends", "学校"),
    WordRow("高校院校", "", "师院 职院 高校"),
    WordRow("金融机构", "surely office long", "银行"),
    WordRow("金融机构", "ends long", "人行"),
    WordRow("金融机构", "ends office", "支行 分行"),
    WordRow("金融机构", "", "保险公司 银保监 证监"),
    WordRow("企业", "ends surely office long behind", "公司"),
    WordRow("企业", "ends surely office", "集团"),
    WordRow("企业", "ends", "企业 铁塔 电网"),
    WordRow("企业", "", "供电局"),
    WordRow("事业单位", "ends surely office long clause glued behind line", "中心"),
    WordRow("事业单位", "ends", "医院 报社"),
    WordRow("事业单位", "", "研究院 研究所 农科院 科学院 电视台 图书馆 博物馆 地震局"),
    WordRow("垂直管理单位", "ends surely office", "海关"),
    WordRow("垂直管理单位", "", "税务局 气象局 海事局 调查队 邮政管理局 烟草 消防救援"),
    WordRow("党委部门", "ends surely party", "党校"),
    WordRow("党委部门", "party", "组织部 宣传部 统战部 政法委 网信办 编办 老干部局 社会工作部"),
    WordRow("党委部门", "ends", "党委 党工委"),
    WordRow("党委部门", "", "纪委"),
    WordRow(
        "",
        "party",
        "政研室 改革办 巡察办 直属机关工委 机关工委 机要局 保密局 督查室 国安办 台办 军民融合办 "
        "审计办 外办 农办 史志办",
    ),
    WordRow("", "ends surely office long clause glued longer signs government line", "部"),
    WordRow(
        "", "ends surely office long clause glued longer signs government line department", "委"
    ),
    WordRow("", "ends surely office long clause glued longer government line department", "办"),
    WordRow("", "ends surely office long clause glued signs government line department", "局 厅"),
    WordRow("", "ends surely office long clause longer signs behind", "政府"),
    WordRow("", "ends surely office long glued longer line", "院"),
    WordRow("", "ends surely office long government", "署"),
    WordRow("", "ends surely long clause glued line", "会"),
    WordRow("", "ends surely line", "社"),
    WordRow("", "ends surely", "协"),
    WordRow("", "ends last behind", "处"),
    WordRow("", "ends office", "指挥部"),
    WordRow("", "ends whole", "法院"),
    WordRow("", "ends line", "行 司 站 所 校 队 单位"),
    WordRow(
        "",
        "ends",
        "股 团 科 室 馆 联 组 庭 区 县 市 州 省 盟 旗 镇 乡 村 台 库 部门 机构 厂 街道 地区 各地 "
        "片区 基地 专班 团市委 团省委 团县委 团区委 总社 兵团 军区 警备区 总局 分局 联社 移动 "
        "电信 联通 主体 团中央 党组 责任人 组织 机关 镇街 村居 工作者 党派 管理站 交易所 "
        "事务所 各方 出版社 企事业 部队",
    ),
    WordRow("", "surely office long department signs government", "办公室"),
    WordRow("", "surely office department", "大队 支队"),
    WordRow("", "surely office", "团委"),
    WordRow("", "office department signs government", "委员会"),
    WordRow("", "office", "联合会 协会"),
    WordRow("", "whole", "检察院 供销社 广播电视台 融媒体中心"),
    WordRow("", "signs", "办公厅 管委会 领导小组"),
    # 一中 is a school; 心 and 府 are left of 中心 and 政府 where a line breaks within them.
    WordRow("", "line", "中 心 府"),
)

CATEGORIES = {
    kind: tuple(word for row in _BODIES if row.kind == kind for word in row.words.split())
    for kind in dict.fromkeys(row.kind for row in _BODIES if row.kind)
}
"""Category → words of names that tell it; the first that fits is taken."""


def bodies(use: str) -> tuple[str, ...]:
    """Return the words of one of the table's columns."""
    return serving(_BODIES, use)
