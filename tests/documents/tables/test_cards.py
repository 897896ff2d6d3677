"""Cards: one task in pairs of label and value."""

import pytest

from import_samples import rows
from sciplan.documents.draft.draft import draft
from sciplan.documents.readers.document import Document, Grid, Paragraph, grid
from sciplan.documents.tables.cards import turned

CARD = ("序号|1", "问题|渠道漏水", "整改措施|修渠。", "牵头单位|市水利局", "责任单位|市财政局")


def table(*lines: str, line: int = 2) -> Grid:
    return grid([row.split("|") for row in lines], line)


def test_a_card_is_a_row() -> None:
    assert turned(table(*CARD)).rows == (
        ("序号", "问题", "整改措施", "牵头单位", "责任单位"),
        ("1", "渠道漏水", "修渠。", "市水利局", "市财政局"),
    )


def test_pairs_side_by_side_and_values_merged() -> None:
    made = turned(
        table(
            "序号|1|完成时限|6月底", "整改措施|修渠。|修渠。|修渠。", "牵头单位|市水利局|配合单位|"
        )
    )
    assert made.rows == (
        ("序号", "完成时限", "整改措施", "牵头单位", "配合单位"),
        ("1", "6月底", "修渠。", "市水利局", ""),
    )


def test_cards_in_one_table_keep_their_places() -> None:
    second = ("序号|2", "问题|井水少", "整改措施|挖井。", "牵头单位|市水利局", "责任单位|市林草局")
    made = turned(table(*CARD, *second))
    assert [number for number, row in enumerate(made.rows) if any(row)] == [0, 1, 6]
    assert made.rows[6] == ("2", "井水少", "挖井。", "市水利局", "市林草局")


@pytest.mark.parametrize(
    "lines",
    [
        ("任务|责任单位", "修渠|市水利局", "挖井|市水利局"),
        ("序号|任务|牵头单位|配合单位", "1|修渠|市水利局|市财政局"),
        ("索引号|123", "发文机关|市政府", "主题分类|水利"),
        ("牵头单位|市水利局", "完成时限|6月底"),
        (*CARD, "说到底|不是标签"),
    ],
)
def test_another_table_stays(lines: tuple[str, ...]) -> None:
    made = table(*lines)
    assert turned(made) is made


def test_a_list_of_cards() -> None:
    second = ("序号|2", "问题|井水少", "整改措施|挖井。", "牵头单位|市水利局", "责任单位|市林草局")
    made = draft(
        Document(
            "plan.docx",
            (Paragraph("南湖市整改清单", 1), table(*CARD), table(*second, line=8)),
            "段",
        )
    )
    assert rows(made) == ["1 渠道漏水 牵:市水利局 责:市财政局", "2 井水少 牵:市水利局 责:市林草局"]
    assert [entry.measure.text for entry in made.plan.entries] == ["修渠。", "挖井。"]
    assert made.lines == {"1": 3, "2": 9}
