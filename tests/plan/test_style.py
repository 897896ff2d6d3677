import re

import yaml

from sciplan.checks.rules import bad_papers
from sciplan.plan.model import Fonts, Headings, Papers
from sciplan.plan.style import PaperStyle, style_of
from support import ROOT, plan_of, small


def test_a_plan_without_settings_has_the_defaults() -> None:
    assert style_of(None) == style_of(Papers()) == PaperStyle()


def test_what_is_said_replaces_its_default_and_nothing_else() -> None:
    papers = Papers(
        coordinator="某市工作领导小组办公室",
        columns=("title", "lead"),
        headings=Headings(cooperating="责任单位"),
        fonts=Fonts(body="仿宋_GB2312"),
        table_spacing=18,
        sheet_size="A3",
    )
    assert style_of(papers) == PaperStyle(
        coordinator="某市工作领导小组办公室",
        columns=("title", "lead"),
        headings={"cooperating": "责任单位"},
        body_font="仿宋_GB2312",
        table_spacing=18,
        sheet_size="A3",
    )


def test_the_example_in_the_docs_is_good_and_says_more_than_the_defaults() -> None:
    page = (ROOT / "docs" / "papers.md").read_text(encoding="utf-8")
    (block,) = re.findall(r"```yaml\n(papers:.*?)```", page, re.DOTALL)
    plan = plan_of(small() | yaml.safe_load(block))
    assert list(bad_papers.check(plan)) == []
    style = style_of(plan.papers)
    assert style.headings == {"cooperating": "责任单位"}
    assert style.coordinator
    assert style.sheet_size == "A3"
