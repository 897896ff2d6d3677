"""Lines that were broken become the paragraphs that they were, and no others."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sciplan.importers import read
from sciplan.importers.document import Document, Paragraph
from sciplan.importers.draft import draft
from sciplan.importers.linewidth import columns, line_width
from sciplan.importers.wrapping import without_hard_breaks
from sciplan.model import Plan
from wrapped import WAYS, by_characters, by_columns, by_terminal, wrapped

PLAN = """\
青溪市“十四五”科学素质提升行动实施方案

 为提高全市公民科学素质，根据《青溪市科学技术普及办法》（青溪市人民政府令第12号），结合实际，制定本方案。
 一、主要目标
 到2025年，全市公民具备科学素质的比例达到15.5%，各县（市、区）差距逐步缩小，人均科普经费不低于1元。
 二、重点任务
 （一）青少年科学素质提升
 1．开展流动科技馆进校园活动。组织小学三、四年级学生参观科技馆，每年举办科技节，2024年底前建成科学教育示范校25所，培训科技辅导员不少于3200人，不合格率控制在3%以下。（市教体局牵头，市科协、市科技局、团市委、各县（市、区）人民政府按职责分工负责，2024年12月31日前完成）
 2．建立馆校合作机制。编写乡土教材，选派科普志愿者到校授课，配备VR体验设备和AI实验器材，支持公共图书馆（含分馆）设置科普专区。（责任单位：市科协、市教体局、市文化和旅游局）
 （二）农民科学素质提升
 1．实施高素质农民培育计划。依托农民夜校、农技协和科技小院，面向种植大户、家庭农场主开展技能培训，到2025年培育高素质农民1.2万人次以上，农技协会员超过5000人。
 牵头单位：市农业农村局
 配合单位：市科协、市人力资源和社会保障局、市自然资源和规划局、市文化和旅游局、市林草局、市水利局、各县（市、区）人民政府
 完成时限：2025年6月底前
 2．开展乡村科普服务。健全农村科普网络，推动科普资源下沉，培育科普示范村30个，开展集中服务120场次；完善县乡村三级科技志愿服务队伍。（市科协、市农业农村局、市卫生健康委按职责分工负责）
 三、保障措施
 （一）加强组织领导。市人民政府负责全市公民科学素质建设工作的领导，将有关任务纳入国民经济和社会发展规划。市科协发挥综合协调作用，会同有关部门共同推进。
 （二）落实经费保障。各级财政要将科普经费列入预算，人均不低于1元。

青溪市人民政府
2022年3月8日
"""
"""A document of our own; a paragraph a line."""


def plan_of(text: str) -> Plan:
    return draft(read(text.encode(), "方案.txt")).plan


WHOLE = plan_of(PLAN)


def texts(*lines: str) -> list[str]:
    joined = without_hard_breaks([Paragraph(line, n) for n, line in enumerate(lines, 1)])
    return [block.text for block in joined if isinstance(block, Paragraph)]


def test_the_plan_is_read_whole() -> None:
    """What the laws below hold the broken document against is itself what the document says."""
    assert [measure.title for measure in WHOLE.measures] == [
        "开展流动科技馆进校园活动",
        "建立馆校合作机制",
        "实施高素质农民培育计划",
        "开展乡村科普服务",
    ]
