from sciplan.model import Fonts, Headings, Papers
from sciplan.style import Style, style_of


def test_a_plan_without_settings_has_the_defaults() -> None:
    assert style_of(None) == style_of(Papers()) == Style()


def test_what_is_said_replaces_its_default_and_nothing_else() -> None:
    papers = Papers(
        coordinator="某市工作领导小组办公室",
        columns=("title", "lead"),
        headings=Headings(cooperating="责任单位"),
        fonts=Fonts(body="仿宋_GB2312"),
        table_spacing=18,
        sheet_size="A3",
    )
    assert style_of(papers) == Style(
        coordinator="某市工作领导小组办公室",
        columns=("title", "lead"),
        headings={"cooperating": "责任单位"},
        body_font="仿宋_GB2312",
        table_spacing=18,
        sheet_size="A3",
    )
