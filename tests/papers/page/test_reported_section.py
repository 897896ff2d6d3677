"""The page's chapter on what units reported, and the picture of it."""

import json
from pathlib import Path
from typing import Any

import pytest
from lxml import etree, html

from reports import put_all, put_return, text_of
from support import Run, small

SVG = "{http://www.w3.org/2000/svg}"


def page_of(run: Run, *plans: Path) -> Any:
    given = [word for plan in plans for word in ("-p", str(plan))]
    done = run("overview", "-f", "html", *given)
    assert done.code == 0, done.err
    return html.document_fromstring(done.out.encode(), parser=html.HTMLParser(encoding="utf-8"))


def chapter(page: Any) -> str:
    found = page.xpath("//section[contains(@class, 'progress')]")
    return "\n".join(found[0].itertext()) if found else ""


def words(run: Run, plan: Path, *more: str) -> list[str]:
    done = run("progress", "-p", str(plan), "-f", "svg", *more)
    assert done.code == 0, done.err
    return [
        "".join(map(str, each.itertext())) for each in etree.fromstring(done.out).iter(f"{SVG}text")
    ]


def test_the_page_tells_states_paces_lights_and_who_is_missing(run: Run, tmp_path: Path) -> None:
    said = chapter(page_of(run, put_all(tmp_path)))
    for words_ in (
        "2025年11月应报 4 家，已报 3 家（其中逾期报送 1 家），未报 1 家：市委宣传部。",
        "正常推进",
        "未达到序时",
        "建议亮红灯（已过完成时限2025年10月31日；某办〔2025〕3号）",
        "进展：办了四期",
    ):
        assert words_ in said


def test_every_row_of_the_command_stands_on_the_page(run: Run, tmp_path: Path) -> None:
    plan = put_all(tmp_path)
    records = json.loads(run("progress", "-p", str(plan), "-f", "json").out)
    page = page_of(run, plan)
    rows = page.xpath("//section[contains(@class, 'progress')]//tr[td/a]")
    found = [[cell.text_content() for cell in row.xpath("td")][:2] for row in rows]
    assert found == [[each["measure"], each["unit"]] for each in records]
    assert len(found) == 7


def test_without_a_report_there_is_no_chapter(run: Run, tmp_path: Path) -> None:
    plan = tmp_path / "plan.yaml"
    plan.write_text(text_of(small()), encoding="utf-8")
    assert not chapter(page_of(run, plan))


def test_of_several_plans_each_sheet_has_its_own_reports(run: Run, tmp_path: Path) -> None:
    other = tmp_path / "other.yaml"
    other.write_text(text_of(small(plan={"id": "other", "title": "别的方案"})), encoding="utf-8")
    page = page_of(run, put_all(tmp_path), other)
    found = page.xpath("//section[contains(@class, 'progress')]")
    assert len(found) == 2
    assert all("办了四期" in section.text_content() for section in found)


def test_an_unreadable_report_is_told(run: Run, tmp_path: Path) -> None:
    plan = put_all(tmp_path)
    path = put_return(tmp_path, "2025-11", "市委宣传部", {"1.3": {"state": "完了"}})
    done = run("overview", "-f", "html", "-p", str(plan))
    assert f"1 个进展文件有错误，没有计入，查看：sciplan validate {path}" in done.err


def test_the_picture_shows_what_is_late_else_the_state(run: Run, tmp_path: Path) -> None:
    said = words(run, put_all(tmp_path))
    assert said[0] == "2025年11月各项任务的完成情况；未达到序时的、逾期的标进度"
    legend = ["逾期", "未达到序时", "正常推进", "已完成"]
    assert [word for word in said if word in legend] == legend
    # One in the legend beside 2 overdue, 2 behind, 2 under way, 1 finished.
    assert [said.count(sign) for sign in "逾欠推完"] == [3, 3, 3, 2]
    assert said[-1] == "根据各单位报送汇总，未经核实。"


@pytest.mark.parametrize(
    ("more", "there", "gone"),
    [
        (("--period", "2025-10"), "缺", "完"),
        (("--unit", "市教体局"), "完", "欠"),
        (("--history", "1.2"), "2025-10", "1.2"),
    ],
)
def test_the_picture_shows_what_is_asked(
    run: Run, tmp_path: Path, more: tuple[str, ...], there: str, gone: str
) -> None:
    said = words(run, put_all(tmp_path), *more)
    assert there in said
    assert gone not in said
