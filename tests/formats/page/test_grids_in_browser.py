"""Matrix and heat map in Chromium: figures, filters, keys, names that are long."""

from typing import TYPE_CHECKING

import pytest

from browsing import LONG, Ask, Visit, cells_of, listed, shown

if TYPE_CHECKING:
    from playwright.sync_api import Page


@pytest.mark.parametrize(
    ("name", "unit", "section"), [("shipped", "市科协", "3.4"), ("large", "市第007工作局", "12")]
)
def test_filters_list_what_the_commands_list(
    visit: Visit, ask: Ask, name: str, unit: str, section: str
) -> None:
    page = visit(name, "#s0-matrix")
    form = page.locator("form.filter")
    every = [each["measure"] for each in ask(name, "matrix")]
    assert listed(page) == every
    duties = ask(name, "duties", unit)
    for role, word in (("lead", "牵头"), ("cooperating", "配合")):
        form.get_by_label("单位").select_option(unit)
        form.get_by_label("身份").select_option(word)
        ids = [each["measure"] for each in duties if each["role"] == role]
        assert listed(page) == ids
        said = f"列出 {len(ids)} 项（单位：{unit}；身份：{word}），下面“举措”也是"
        assert page.locator("output").inner_text() == said
        assert len(shown(page, "section.measures article")) == len(ids)
    form.get_by_role("button", name="清除").click()
    page.wait_for_function("document.querySelector('output').textContent === ''")
    heading = next(s for s in form.get_by_label("章节").locator("option").all_inner_texts()
                   if s.startswith(f"{section} "))  # fmt: skip
    form.get_by_label("章节").select_option(heading)
    assert listed(page) == [ident for ident in every if ident.startswith(f"{section}.")]
    assert shown(page, "[data-grid=matrix] .group") == [heading]


def test_words_find_what_measures_finds(visit: Visit, ask: Ask) -> None:
    page = visit("shipped", "#s0-matrix")
    for words in ("应急", "科普 农村", "3000人", "Ｐ", "没有这个词"):
        page.get_by_label("字词").fill(words)
        found = ask("shipped", "measures", *words.split())
        assert listed(page) == [each["measure"] for each in found if each["measure"]]


def led_by(ask: Ask) -> dict[tuple[str, str], int]:
    """Return (who leads, who cooperates) → how many measures, where there are any."""
    found: dict[tuple[str, str], int] = {}
    for each in ask("shipped", "overlaps"):
        a, b = each["unit_a"], each["unit_b"]
        found |= {(a, b): each["a_leads_b"], (b, a): each["b_leads_a"]}
    return {pair: count for pair, count in found.items() if count}


def test_the_heat_map_has_the_counts_of_overlaps(visit: Visit, ask: Ask) -> None:
    page = visit("shipped", "#s0-overlaps")
    led = led_by(ask)
    shared: dict[tuple[str, str], int] = {}
    for each in ask("shipped", "overlaps"):
        a, b = each["unit_a"], each["unit_b"]
        shared |= {(a, b): each["shared"], (b, a): each["shared"]}
    for mode, counts in (("一方牵头、另一方配合", led), ("共同举措", shared)):
        page.get_by_label("颜色、数字").select_option(mode)
        wanted = {pair: str(count) for pair, count in counts.items()}
        assert cells_of(page, "[data-grid=heat]") == wanted
    page.get_by_label("颜色、数字").select_option("一方牵头、另一方配合")
    page.locator("[data-grid=heat] [role=gridcell]").first.click()
    assert page.locator("#card-title").inner_text() == "市委组织部与市委宣传部"


def focused(page: "Page") -> str:
    """Return what a screen reader calls the element that has the focus."""
    session = page.context.new_cdp_session(page)
    found = session.send("Runtime.evaluate", {"expression": "document.activeElement"})
    named = {"objectId": found["result"]["objectId"]}
    (node,) = session.send("Accessibility.getPartialAXTree", named | {"fetchRelatives": False})[
        "nodes"
    ]
    return f"{node['role']['value']} {node['name']['value']}"


def test_a_grid_is_walked_by_arrows(visit: Visit, ask: Ask) -> None:
    page = visit("shipped", "#s0-overlaps")
    led = led_by(ask)
    units = [each["unit"] for each in ask("shipped", "units")]
    one, below = [a for a in units if any((a, b) in led for b in units)][:2]
    partners = [b for b in units if (one, b) in led]
    met = [unit for unit in units if any(unit in pair for pair in led)]

    def cell(row: str, column: str) -> str:
        return f"gridcell {row} {column} 一方牵头、另一方配合 {led[row, column]}"

    page.get_by_label("颜色、数字").focus()
    page.keyboard.press("Tab")
    assert focused(page) == f"link {met[0]}"
    for key, wanted in [
        ("ArrowUp", f"link {met[0]}"),
        ("ArrowRight", f"link {met[1]}"),
        ("End", f"link {met[-1]}"),
        ("Home", f"link {met[0]}"),
    ]:
        page.keyboard.press(key)
        assert focused(page) == wanted
    for _ in range(met.index(partners[0])):
        page.keyboard.press("ArrowRight")
    for key, wanted in [
        ("ArrowDown", cell(one, partners[0])),
        ("ArrowRight", cell(one, partners[1])),
        ("End", cell(one, partners[-1])),
        ("ArrowRight", cell(one, partners[-1])),
        ("Home", f"link {one}"),
        ("ArrowDown", f"link {below}"),
        ("ArrowUp", f"link {one}"),
        ("ArrowRight", cell(one, partners[0])),
    ]:
        page.keyboard.press(key)
        assert focused(page) == wanted
    page.keyboard.press("Enter")
    assert page.locator("#card-title").inner_text() == f"{one}与{partners[0]}"
    page.keyboard.press("Escape")
    page.wait_for_function("document.activeElement.matches('[role=gridcell]')")
    assert focused(page) == cell(one, partners[0])
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    assert focused(page) == cell(one, partners[0])


def test_the_keys_come_to_a_matrix_whatever_a_filter_hides(visit: Visit, ask: Ask) -> None:
    page = visit("shipped", "#s0-matrix")
    words = {"牵": "牵头", "配": "配合"}

    def first_below(unit: str, ids: list[str]) -> str:
        row = next(r for r in ask("shipped", "matrix") if r["measure"] in ids and r[unit])
        return f"gridcell {row['measure']} {unit} {words[row[unit]]}"

    page.locator("[data-grid=matrix] .up a").first.focus()
    page.keyboard.press("ArrowDown")
    assert focused(page) == first_below("市委组织部", listed(page))
    form = page.locator("form.filter")
    form.get_by_label("字词").fill("银龄")
    form.get_by_role("button").focus()
    page.keyboard.press("Tab")
    assert focused(page) == "link 市委组织部"
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    assert focused(page) == first_below("市委宣传部", listed(page))


def test_where_nobody_leads_the_heat_map_begins_with_what_is_shared(visit: Visit) -> None:
    page = visit("nobody")
    assert page.get_by_label("颜色、数字").locator("option:checked").inner_text() == "共同举措"
    assert cells_of(page, "[data-grid=heat]") == {("甲局", "乙局"): "1", ("乙局", "甲局"): "1"}


@pytest.mark.parametrize("name", ["empty", "idle"])
def test_a_plan_with_nothing_in_it_can_be_looked_at(visit: Visit, name: str) -> None:
    page = visit(name)
    page.get_by_label("字词").fill("没有这个词")
    assert listed(page) == []
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.goto(page.url + "#unit=%E7%94%B2%E5%B1%80")
    title = page.locator("#card-title").inner_text()
    assert title == {"empty": "没有这一项", "idle": "甲局"}[name]


def test_a_long_name_leaves_room_for_the_rows(visit: Visit) -> None:
    page = visit("long", "#s0-matrix", height=500)
    head = page.locator("[data-grid=matrix] .top").bounding_box()
    assert head is not None
    assert head["height"] < 200
    name = page.locator("[data-grid=matrix] .up a").first
    assert name.inner_text() == name.get_attribute("title") == LONG
    column = page.locator("section.overlaps .scroll td").first.bounding_box()
    assert column is not None
    assert column["width"] < 700


def test_a_cell_shows_all_round_that_it_has_the_focus(visit: Visit) -> None:
    page = visit("shipped", "#s0-matrix")
    page.locator("[data-grid=matrix] .up a").first.focus()
    page.keyboard.press("ArrowDown")
    # A row cuts off what reaches out of it.
    assert page.evaluate("parseFloat(getComputedStyle(document.activeElement).outlineOffset)") <= -3


def test_paper_says_what_a_filter_left_out(visit: Visit) -> None:
    page = visit("shipped", "#s0-matrix")
    page.get_by_label("字词").fill("银龄")
    page.emulate_media(media="print")
    assert page.locator("output").is_visible()
    assert not page.get_by_label("字词").is_visible()
    ids = listed(page)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("section.matrix .printed tbody tr:not(.group)").count() == len(ids) > 0
