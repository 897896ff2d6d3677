"""Figures on paper stand close; what is no figure of a sentence stays as it is."""

import pytest

from sciplan.base.answer import Answer, Column, Part, Records, Row, Table
from sciplan.formats.office.figures import closed_up, on_paper


@pytest.mark.parametrize(
    ("screen", "paper"),
    [
        ("共 38 个单位，其中 24 个有牵头任务", "共38个单位，其中24个有牵头任务"),
        ("牵头 3 项，配合 10 项。", "牵头3项，配合10项。"),
        ("35 项 × 38 个单位", "35项×38个单位"),
        ("593 对单位有共同举措", "593对单位有共同举措"),
        ("2.1.1 的单位名单以“等”结尾", "2.1.1 的单位名单以“等”结尾"),
        ("2.1 节约用水", "2.1 节约用水"),
        ("某方案  某政发〔2024〕1号，按印发时口径", "某方案  某政发〔2024〕1号，按印发时口径"),
        ("    年    月    日", "    年    月    日"),
        ("用 Word 2016 打开", "用 Word 2016 打开"),
    ],
)
def test_blanks_around_figures_go(screen: str, paper: str) -> None:
    assert closed_up(screen) == paper


def test_cells_and_the_numbers_of_headings_are_left_alone() -> None:
    table = Table(
        title="议题 3 项",
        columns=(Column(key="a", title="名称"),),
        rows=(Row(cells=("办 3 个班",), group="2 项目 4 个"),),
        notes=("共 3 项",),
    )
    part = Part(title="2 个别辅导 3 次", lead=("共 3 项",), tables=(table,), notes=("另 1 个",))
    answer = Answer(heading="2 个方案", parts=(part,), records=Records.none())
    (found,) = on_paper(answer).parts
    assert (found.title, found.lead, found.notes) == ("2 个别辅导3次", ("共3项",), ("另1个",))
    assert found.tables[0].title == "议题3项"
    assert found.tables[0].notes == ("共3项",)
    assert found.tables[0].rows == table.rows
