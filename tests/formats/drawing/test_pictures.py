"""Pictures: SVG read back, PNG by its head."""

import struct
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from browsing import HOSTILE
from sciplan.base.answer import Answer, Records
from sciplan.base.chart import Bar, Bars, Chart, Grid, GridRow, Mark
from sciplan.base.errors import SciplanError
from sciplan.formats import png, svg
from sciplan.formats.drawing.grid import SHADES, shade, spans
from sciplan.plan.style import PaperStyle
from support import Run, facts, measures_in, roles_of

SVG = "{http://www.w3.org/2000/svg}"
ROWS = tuple(GridRow(f"{n}", f"办第{n}件事", ((0, 0), (1, 1))) for n in range(400))


def answer_with(*charts: Chart) -> Answer:
    return Answer(heading="某方案", parts=(), records=Records.none(), charts=charts)


def drawn(answer: Answer) -> Any:
    return etree.fromstring(svg.render(answer).encode())


def picture(run: Run, *command: str) -> Any:
    done = run(*command, "-f", "svg")
    assert done.code == 0
    return etree.fromstring(done.out.encode())


def words_of(tree: Any) -> list[str]:
    return [element.text or "" for element in tree.iter(f"{SVG}text")]


def test_the_bars_are_the_counts(run: Run) -> None:
    said = words_of(picture(run, "workload"))
    for unit in facts()["units"]:
        roles = [roles_of(facts(), m).get(unit) for m in measures_in(facts())]
        total = sum(role is not None for role in roles)
        counts = [str(n) for n in map(roles.count, ("lead", "cooperating")) if n]
        at = said.index(unit)
        assert said[at : at + len(counts) + 2] == [unit, *counts, str(total)]
    assert "牵头" in said
    assert any("曲政发〔2022〕21号，按印发时口径" in line for line in said)


def test_the_matrix_has_every_mark_and_every_title(run: Run) -> None:
    said = words_of(picture(run, "matrix"))
    assert said.count("牵") == 57 + 1  # and one in the legend
    assert {measure["title"] for measure in measures_in(facts())} < set(said)


def test_options_choose_what_is_drawn(run: Run) -> None:
    said = words_of(picture(run, "matrix", "--section", "3.4"))
    assert "3.4.1" in said
    assert "2.1.1" not in said
    assert "2.1 青少年科学素质提升行动" in words_of(picture(run, "workload", "--by", "section"))
    assert "同为配合" in words_of(picture(run, "overlaps", "市科协"))


def test_the_heat_map_counts_who_leads_and_who_cooperates(run: Run) -> None:
    led = 0
    for measure in measures_in(facts()):
        roles = roles_of(facts(), measure).values()
        led += sum(a == "lead" and b == "cooperating" for a, b in product(roles, roles))
    numbers = [int(word) for word in words_of(picture(run, "overlaps")) if word.isdigit()]
    assert sum(numbers) == led


@pytest.mark.parametrize("command", ["workload", "matrix", "overlaps", "workload --by section"])
def test_nothing_stands_outside(run: Run, command: str) -> None:
    tree = picture(run, *command.split())
    width, height = float(tree.get("width")), float(tree.get("height"))
    for element in tree.iter(f"{SVG}text"):
        x, y = float(element.get("x")), float(element.get("y"))
        for group in element.iterancestors(f"{SVG}g"):
            across, down = group.get("transform")[10:-1].split(",")
            x, y = x + float(across), y + float(down)
        # A Chinese character is as wide as it is high, a Latin one less: no font is wider.
        size = float(element.get("font-size"))
        room = sum(size * (1 if ord(char) > 0x2E80 else 0.62) for char in element.text)
        left = x - {"end": room, "middle": room / 2}.get(element.get("text-anchor"), 0)
        assert left >= 0, element.text
        assert left + room <= width, element.text
        assert size <= y <= height


@pytest.mark.parametrize("text", HOSTILE)
def test_text_is_never_markup(text: str) -> None:
    grid = Grid(title=text, columns=(text,), rows=(GridRow(text, text, ((0, 0),), text),),
                marks=(Mark(text[:1], text),))  # fmt: skip
    bars = Bars(title=text, series=(text,), bars=(Bar(text, (1,), text),))
    for chart in (grid, bars):
        said = words_of(drawn(answer_with(chart)))
        assert text.replace("\u2028", " ") in said


@given(st.integers(1, 300))
def test_shades_grow_with_the_counts(most: int) -> None:
    found = [shade(value, most) for value in range(most + 1)]
    assert found == sorted(found)
    assert found[-1] <= len(SHADES) - 1
    held = [span for span in spans(most) if span]
    assert held[0].startswith("1")
    assert held[-1].endswith(str(most))


def test_answers_without_a_chart_are_told(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "x.svg"
    done = run("targets", "-o", str(out))
    assert done.code == 2
    assert (
        "这个结果没有图；有图的是 workload（任务）、matrix（矩阵）、overlaps（协同）、progress"
        in done.err
    )
    assert not out.exists()
    with pytest.raises(SciplanError, match="没有可画的内容"):
        svg.render(answer_with(Bars(title="甲", series=(), bars=())))


def test_a_png_is_twice_as_large_as_the_svg(run: Run, tmp_path: Path) -> None:
    tree = picture(run, "workload")
    path = tmp_path / "任务.png"
    assert run("workload", "-o", str(path)).code == 0
    content = path.read_bytes()
    assert content[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", content[16:24])
    assert (width, height) == (2 * int(tree.get("width")), 2 * int(tree.get("height")))


def test_a_png_needs_a_file_a_font_and_a_size(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "-o 文件名.png" in run("workload", "-f", "png").err
    huge = Grid(
        title="大", columns=tuple("甲" * 900), rows=ROWS * 10, marks=(Mark("牵", "牵头"),) * 2
    )
    with pytest.raises(SciplanError, match="太大"):
        png.render(answer_with(huge), PaperStyle())
    monkeypatch.setattr("resvg_py.svg_to_bytes", lambda **_: b"box")
    with pytest.raises(SciplanError, match="没有中文字体"):
        png.render(
            answer_with(Bars(title="甲", series=("牵头",), bars=(Bar("乙", (1,)),))), PaperStyle()
        )


def test_without_the_library_the_command_that_adds_it_is_told(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "resvg_py", None)
    done = run("workload", "-o", str(tmp_path / "x.png"))
    assert done.code == 2
    assert "[picture]" in done.err
