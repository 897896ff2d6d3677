"""Where clauses stand, and what is none."""

import pytest

from sciplan.importers.clauses import find


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("修建水渠。（市水利局牵头）", ["（市水利局牵头）"]),
        ("修渠。（市水利局负责）种树。（市林草局负责）", ["（市水利局负责）", "（市林草局负责）"]),
        ("修渠（市水利局牵头，市林草局配合）。", ["（市水利局牵头，市林草局配合）"]),
        ("修渠。〔责任单位：市水利局〕", ["〔责任单位：市水利局〕"]),
        ("修渠。\n责任单位：市水利局、市林草局", ["责任单位：市水利局、市林草局"]),
        (
            "修渠。\n牵头单位：市水利局\n配合单位：市林草局\n种树。",
            ["牵头单位：市水利局\n配合单位：市林草局"],
        ),
        ("修渠。责任单位：市水利局牵头，市林草局参与", ["责任单位：市水利局牵头，市林草局参与"]),
        ("修渠。\n【责任单位】市水利局", ["【责任单位】市水利局"]),
        ("修渠。市水利局牵头，市林草局按职责分工负责。", ["市水利局牵头，市林草局按职责分工负责"]),
        ("修渠。（市水利局、市林草局，各区政府）", ["（市水利局、市林草局，各区政府）"]),
        ("修渠。（市水利局牵头，市林草局配合", ["（市水利局牵头，市林草局配合"]),
        (
            "修渠。（市水利局负责。首位为牵头单位，下同）",
            ["（市水利局负责。首位为牵头单位，下同）"],
        ),
    ],
)
def test_found(text: str, clauses: list[str]) -> None:
    assert [found.text for found in find(text)] == clauses
    assert all(found.said for found in find(text))


@pytest.mark.parametrize(
    "text",
    [
        "完善服务站（点、室）建设。",
        "依托协会（学会、研究会）开展活动。",
        "坚持共治（政府主导、社会参与）原则。",
        "由市水利局牵头，抓紧开展普查，完善制度。",
        "乡村规划的管理由乡镇人民政府负责。",
        "建立由政府负责人牵头、相关部门参与的机制。",
        "市人民政府负责领导落实工作。",
        "本方案由市水利局负责解释。",
        "到2025年，覆盖率（含城区）达到90%。",
    ],
)
def test_not_found(text: str) -> None:
    assert find(text) == []


def test_what_looks_like_a_clause_is_told() -> None:
    (found,) = find("修渠。（具体工作由市水利局抓紧牵头办理好，另行通知）")
    assert found.said is None
