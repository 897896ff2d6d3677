"""What the page shows in Chromium, held against what the commands answer as JSON."""

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest

from browsing import HOSTILE, HOSTILE_UNITS, Ask, Visit, cells_of, listed, rows_of
from referees import pdf_text
from support import facts, measures_in

if TYPE_CHECKING:
    from playwright.sync_api import Page


def card(page: "Page") -> dict[str, list[str]]:
    """Return heading of the open card → ids of the measures under it."""
    found = page.eval_on_selector_all(
        "#card-body > h3 + ul",
        """lists => lists.map(list => [list.previousElementSibling.innerText,
          [...list.querySelectorAll('li > a')].map(link => link.innerText)])""",
    )
    return {head: ids for head, ids in found if ids}


@pytest.mark.parametrize("name", ["shipped", "large", "hostile", "reforms"])
def test_it_opens_without_a_complaint_or_a_request(visit: Visit, name: str, ask: Ask) -> None:
    page = visit(name)
    matrix = ask(name, "matrix")
    assert page.locator("[data-grid=matrix] .line").count() == len(matrix)
    marks = {
        (row["measure"], unit): mark
        for row in matrix
        for unit, mark in row.items()
        if unit not in ("plan", "measure", "title") and mark
    }
    assert cells_of(page, "[data-grid=matrix]") == marks


@pytest.mark.parametrize("name", ["shipped", "large"])
def test_counts_are_those_of_workload_however_sorted(visit: Visit, ask: Ask, name: str) -> None:
    page = visit(name)
    keys = ("total", "lead", "sole", "first", "cooperating", "sections")
    records = ask(name, "workload")
    table = "section.workload tbody tr"
    for place, key in enumerate(keys):
        page.locator("section.workload thead button").nth(place).click()
        # Equals stay in order of precedence.
        counts = sorted(records, key=lambda each: -each[key])
        wanted = [[each["unit"], "", *(str(each[count]) for count in keys)] for each in counts]
        assert rows_of(page, table) == wanted
    page.locator("section.workload thead button").last.click()
    assert [row[0] for row in rows_of(page, table)] == [each["unit"] for each in records]


@pytest.mark.parametrize(
    ("name", "unit"), [("shipped", "市科协"), ("shipped", "市妇联"), ("large", "市第007工作局")]
)
def test_a_units_card_has_its_duties_and_partners(
    visit: Visit, ask: Ask, name: str, unit: str
) -> None:
    page = visit(name, f"#unit={quote(unit)}")
    assert page.locator("#card-title").inner_text() == unit
    duties = ask(name, "duties", unit)
    words = {"lead": "牵头", "cooperating": "配合"}
    wanted = {
        word: [each["measure"] for each in duties if each["role"] == role]
        for role, word in words.items()
    }
    assert card(page) == {word: ids for word, ids in wanted.items() if ids}
    keys = ("both_lead", "a_leads_b", "b_leads_a", "both_cooperate", "shared")
    partners = [[each["unit_b"], *(str(each[key]) for key in keys)]
                for each in ask(name, "overlaps", unit)]  # fmt: skip
    assert rows_of(page, "#card table.partners tbody tr") == partners


def test_a_pairs_card_has_its_measures(visit: Visit, ask: Ask) -> None:
    page = visit("shipped")
    for one, other in (("市科协", "团市委"), ("团市委", "市科协"), ("市教体局", "市科协")):
        page.goto(page.url.partition("#")[0] + f"#pair={quote(one)},{quote(other)}")
        heads = {
            ("lead", "lead"): "共同牵头",
            ("lead", "cooperating"): f"{one}牵头、{other}配合",
            ("cooperating", "lead"): f"{other}牵头、{one}配合",
            ("cooperating", "cooperating"): "同为配合",
        }
        wanted: dict[str, list[str]] = {}
        shared = ask("shipped", "overlaps", one, other)
        for roles, head in heads.items():
            ids = [each["measure"] for each in shared if (each["role_a"], each["role_b"]) == roles]
            if ids:
                wanted[f"{head} {len(ids)} 项"] = ids
        assert card(page) == wanted
        assert f"共同举措 {len(shared)} 项" in page.locator("#card-body").inner_text()


def test_a_measures_card_has_what_show_has(visit: Visit, ask: Ask) -> None:
    page = visit("shipped", "#measure=2.1.5")
    (found,) = ask("shipped", "show", "2.1.5")
    assert page.locator("#card-title").inner_text() == f"2.1.5 {found['title']}"
    names = page.locator("#card-body dd.n a").all_inner_texts()
    assert names == [*found["lead"], *found["cooperating"]]
    said = page.locator("#card-body").inner_text()
    assert "3000人以上" in said
    assert found["summary"] in said
    page.goto(page.url.replace("2.1.5", "3.4.1"))
    assert "市科协既列牵头又列配合，按牵头计一次" in page.locator("#card-body").inner_text()


def test_links_survive_and_keys_do_what_they_should(visit: Visit) -> None:
    page = visit("shipped", "#s0-matrix")
    link = page.locator("[data-grid=matrix] .name a", has_text="2.1.5")
    link.focus()
    page.keyboard.press("Enter")
    assert page.url.endswith("#measure=2.1.5")
    page.reload()
    assert page.locator("#card-title").inner_text().startswith("2.1.5 ")
    assert page.evaluate("document.activeElement.id") == "card-title"
    page.locator("#card-body a", has_text="市科协").click()
    assert page.locator("#card-title").inner_text() == "市科协"
    page.go_back()
    assert page.locator("#card-title").inner_text().startswith("2.1.5 ")
    page.keyboard.press("Escape")
    page.wait_for_url("**/shipped.html#-")
    assert not page.locator("#card").is_visible()
    link.focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="关闭").click()
    assert page.evaluate("document.activeElement.textContent") == "2.1.5"


def test_a_link_to_nothing_says_so(visit: Visit) -> None:
    page = visit("shipped", f"#unit={quote('无此局')}")
    assert "无此局" in page.locator("#card").inner_text()
    page.goto(page.url.partition("#")[0] + "#unit=%E5")
    assert page.locator("section.workload").is_visible()


def test_duties_of_a_day_say_by_which_documents(visit: Visit, ask: Ask) -> None:
    page = visit("reforms")
    assert "职责调整后口径" in page.locator(".heading").inner_text()
    moved = page.locator("section.reforms").inner_text()
    for each in ask("reforms", "reforms"):
        assert each["basis"] in moved
    totals = {each["unit"]: str(each["total"]) for each in ask("reforms", "workload")}
    assert {row[0]: row[2] for row in rows_of(page, "section.workload tbody tr")} == totals


def test_several_plans_have_a_switch(visit: Visit, ask: Ask) -> None:
    page = visit("several")
    sheets = page.get_by_label("方案", exact=True)
    for place, key in ((None, ""), (0, "qujing-2021-2025"), (1, "second")):
        sheets.select_option(key)
        assert page.locator(".sheet:visible").count() == 1
        ids = [
            each["measure"] if place is not None else f"{each['plan']}/{each['measure']}"
            for each in ask("several", "matrix", only=place)
        ]
        assert listed(page) == ids
        totals = {row["unit"]: str(row["total"]) for row in ask("several", "workload", only=place)}
        rows = rows_of(page, f".sheet[data-plan='{key}'] section.workload tbody tr")
        assert {row[0]: row[2] for row in rows} == totals
    assert page.url.endswith("#plan=second")
    page.goto(page.url + "&unit=" + quote("市科协"))
    assert card(page) == {"牵头": ["1.1"], "负责": ["1.2"]}
    page.goto(page.url.partition("#")[0] + f"#pair={quote('市科协')},{quote('市第二局')}")
    assert card(page) == {"共同牵头或负责 1 项": ["second/1.2"]}
    page.goto(page.url.partition("#")[0] + f"#plan=second&unit={quote('市第二局')}")
    assert card(page) == {"负责": ["1.2"], "指导": ["1.1"]}


def test_nothing_of_a_plan_is_markup(visit: Visit) -> None:
    page = visit("hostile")
    assert page.title() == HOSTILE[1]
    titles = page.locator("[data-grid=matrix] .line .name").all_text_contents()
    wanted = [f"1.{number} {title}" for number, title in enumerate(HOSTILE, 1)]
    assert [title.replace("\n", "\u2028") for title in titles] == wanted
    assert page.locator("script").count() == 2
    assert page.locator("img").count() == 0
    for unit in HOSTILE_UNITS:
        page.locator("section.workload tbody a", has_text=unit).click()
        assert page.locator("#card-title").inner_text() == unit
        page.reload()
        assert page.locator("#card-title").inner_text() == unit
        page.locator("#card table.partners a").first.click()
        assert page.locator("#card-title").inner_text().startswith(f"{unit}与")
        page.keyboard.press("Escape")


@pytest.mark.parametrize("name", ["shipped", "several", "hostile"])
def test_without_script_the_tables_are_there(visit: Visit, ask: Ask, name: str) -> None:
    page = visit(name, java_script_enabled=False)
    assert "脚本没有运行" in (page.locator("main").text_content() or "")
    assert not any(form.is_visible() for form in page.locator("form").all())
    said = " ".join((page.locator("section.measures").first.text_content() or "").split())
    for each in ask(name, "measures"):
        assert " ".join(each["title"].split()) in said
        for names in (each["lead"], each["cooperating"]):
            assert " ".join("、".join(names).split()) in said
    rows = rows_of(page, "section.workload >> nth=0 >> tbody tr")
    assert {row[0]: row[2] for row in rows} == {
        each["unit"]: str(each["total"]) for each in ask(name, "workload")
    }


def test_without_script_a_link_leads_to_its_row(visit: Visit) -> None:
    for fragment, row in (("#measure=3.5.2", "article"), (f"#unit={quote('市气象局')}", "tr")):
        page = visit("shipped", fragment, java_script_enabled=False)
        box = page.locator(f"{row}:target").bounding_box()
        assert box is not None
        assert 0 <= box["y"] < 900


def complaints(page: "Page", within: str = "html", **options: Any) -> list[tuple[str, str]]:
    """Return what axe finds: rule, first element."""
    from axe_playwright_python.sync_playwright import Axe

    # What a browser does not lay out yet is looked at too.
    page.add_style_tag(content=":not([hidden]) { content-visibility: visible !important; }")
    options |= {"resultTypes": ["violations"]}
    found = Axe().run(page, within, options).response["violations"]
    return [(each["id"], each["nodes"][0]["html"]) for each in found]


@pytest.mark.parametrize("name", ["several", "reforms"])
def test_axe_finds_nothing(visit: Visit, name: str) -> None:
    page = visit(name, bypass_csp=True)
    # Contrast takes axe most of its time, and is the same in every cell.
    assert complaints(page, rules={"color-contrast": {"enabled": False}}) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_any_colour(visit: Visit, scheme: str) -> None:
    page = visit("colours", color_scheme=scheme, bypass_csp=True)
    page.locator("section.workload thead button").first.evaluate("button => button.click()")
    page.locator("form.filter select").first.evaluate(
        "choice => { choice.value = 0; choice.dispatchEvent(new Event('change')); }"
    )
    for colour in ("m0", "m1", "m2", "m3", "h1", "h2", "h3", "h4", "h5", "up.hit"):
        assert page.locator(f".grid .{colour}").count()
    assert complaints(page) == []
    page.goto(page.url.partition("#")[0] + "#unit=" + quote("甲局"))
    assert page.locator("#card").is_visible()
    assert complaints(page, "#card") == []


@pytest.mark.parametrize("width", [390, 1024])
def test_it_is_no_wider_than_the_screen(visit: Visit, width: int) -> None:
    page = visit("shipped", width=width)
    assert page.evaluate("document.documentElement.scrollWidth") == width
    page.goto(page.url + "#unit=" + quote("市科协"))
    box = page.locator("#card").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width


def test_print_has_the_whole_matrix_in_pages_of_units(visit: Visit) -> None:
    page = visit("broad")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    heads = page.eval_on_selector_all(
        "section.matrix .printed table", "all => all.map(one => one.querySelectorAll('.up').length)"
    )
    assert heads == [38] * 5 + [10]
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator(".printed").count() == 0
    text = pdf_text(visit("shipped").pdf(prefer_css_page_size=True))
    squeezed = "".join(text.split())
    for measure in measures_in(facts()):
        # In the matrix a long title is broken, and its pieces are read apart.
        assert measure["title"] in squeezed
        assert squeezed.count(measure["id"]) >= 2


def test_a_printed_card_begins_at_the_top(visit: Visit) -> None:
    page = visit("shipped", "#measure=2.1.5")
    page.emulate_media(media="print")
    box = page.locator("#card").bounding_box()
    assert box is not None
    assert box["y"] == 0
