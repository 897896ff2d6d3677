"""What a terminal shows: widths, limits, counts, colour, hostile text."""

import io
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from sciplan.base.answer import Answer, Column, Part, Records, Row, Table
from sciplan.formats import screen
from support import Run, Screen, as_text, columns_of, facts, measures_in, small, without_colour

COMMANDS = [
    "", "duties 市科协", "duties 市科协 --full", "workload", "overlaps", "overlaps 市科协",
    "overlaps 市科协 --stats", "overlaps 市科协 市科技局", "matrix", "matrix --section 2.5",
    "meeting 2.1.5 应急", "measures", "measures --full", "show 3.4.3", "units", "targets",
    "workload --by section", "duties 市社科联",
]  # fmt: skip


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def shown(
    rows: Sequence[tuple[Any, ...]],
    monkeypatch: pytest.MonkeyPatch,
    *,
    columns: int = 80,
    full: bool = False,
    **keys: Any,
) -> str:
    """Return rows of names and titles as a terminal shows them."""
    monkeypatch.setenv("COLUMNS", str(columns))
    monkeypatch.setenv("LINES", "50")
    monkeypatch.setenv("TERM", "xterm-256color")
    heads = (
        Column(key="measure", title="编号"),
        Column(key="cooperating", title="配合单位", counted=True),
        Column(key="title", title="举措"),
    )
    table = Table(columns=heads, rows=tuple(Row(cells=cells) for cells in rows), **keys)
    answer = Answer(
        heading="方案",
        parts=(Part(title="题", tables=(table,)),),
        records=Records(columns=heads, rows=[]),
    )
    stream = Terminal()
    screen.show(answer, stream, full=full)
    return stream.getvalue()


@pytest.mark.parametrize("upright", [True, False])
@pytest.mark.parametrize("char", ["\u2028", "\u200b", "\u202e"])
def test_no_control_character_of_a_heading_is_shown(
    char: str, upright: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    # In a matrix units are headings.
    monkeypatch.setenv("COLUMNS", "80")
    columns = (Column(key="a", title=f"甲{char}局", upright=upright), Column(key="b", title="乙"))
    table = Table(columns=columns, rows=(Row(cells=("牵", "x")),))
    made = Answer(
        heading="题",
        parts=(Part(title="", tables=(table,)),),
        records=Records(columns=columns, rows=[]),
    )
    stream = Terminal()
    screen.show(made, stream, full=False)
    assert char not in stream.getvalue()
    assert "甲" in stream.getvalue()


@pytest.mark.parametrize("columns", [60, 80, 100, 160])
@pytest.mark.parametrize("command", COMMANDS)
def test_no_line_is_wider_than_the_terminal(screen: Screen, command: str, columns: int) -> None:
    done = screen(columns, *command.split())
    assert done.code == 0
    lines = without_colour(done.out).splitlines()
    assert [line for line in lines if columns_of(line) > columns] == []
    assert [line for line in lines if re.match(r"\s*[，。；：、）”]", line)] == []
    assert len(lines) > 5


@pytest.mark.parametrize("columns", [20, 40])
def test_a_narrow_terminal_is_no_disaster(screen: Screen, columns: int) -> None:
    for command in ("duties 市科协", "overlaps 市科协 --stats", "matrix --section 2.5"):
        assert screen(columns, *command.split()).code == 0


@pytest.mark.parametrize("columns", [80, 160])
def test_every_title_is_there_however_it_is_wrapped(screen: Screen, columns: int) -> None:
    text = "".join(without_colour(screen(columns, "duties", "--all").out).split())
    for measure in measures_in(facts()):
        assert measure["id"] in text
    wide = without_colour(screen(300, "measures").out)
    for measure in measures_in(facts()):
        assert measure["title"] in wide


def test_lists_are_counts_unless_full(screen: Screen) -> None:
    counts = without_colour(screen(160, "measures").out)
    full = without_colour(screen(160, "measures", "--full").out)
    assert re.search(r"^3\.4\.3 +市委宣传部、市科技局、市科协 +28 +深入开展", counts, re.MULTILINE)
    assert "市地震局" not in counts
    assert "市地震局" in full


def test_names_are_broken_between_names_only(screen: Screen) -> None:
    out = without_colour(screen(80, "measures", "--full").out)
    titles = [measure["title"] for measure in measures_in(facts())]
    in_titles = {piece for title in titles for piece in title.split("、")}
    pieces = [
        piece
        for line in out.splitlines()
        if not line.lstrip().startswith("指标：")
        for piece in re.findall(r"([^\s、]*)、", line)
    ]
    assert set(pieces) <= {*facts()["units"], *in_titles}


def test_a_terminal_gets_colour_and_a_pipe_none(screen: Screen, run: Run) -> None:
    assert "\x1b[" in screen(80, "units").out
    assert "\x1b[" not in run("units").out
    assert "\x1b[" not in screen(80, "units", "-f", "md").out


def test_pairs_are_limited_and_all_can_be_had(screen: Screen) -> None:
    out = without_colour(screen(100, "overlaps").out)
    assert re.search(r"其余 573 \S+：--all", out)
    every = without_colour(screen(100, "overlaps", "--all").out)
    assert re.search(r"其余 93 \S+：", every)
    partners = without_colour(screen(100, "overlaps", "市科协").out)
    assert re.search(r"其余 17 \S+：--all", partners)


def test_at_most_500_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [(f"{number}.", ("甲局",), "举措") for number in range(501)]
    out = without_colour(shown(rows, monkeypatch))
    assert "499." in out
    assert "500." not in out
    assert "其余 1 " in out
    assert "其余" not in shown(rows[:500], monkeypatch)


def test_numbers_stand_to_the_right(screen: Screen) -> None:
    lines = without_colour(screen(100, "workload").out).splitlines()
    start = next(number for number, line in enumerate(lines) if "市委组织部" in line)
    rows = lines[start : start + 38]
    assert len({columns_of(line) for line in rows}) == 1


@pytest.mark.parametrize("columns", [80, 120, 200])
def test_the_matrix_has_every_mark(screen: Screen, columns: int) -> None:
    text = without_colour(screen(columns, "matrix").out)
    text = re.split(r"\n\d\.\d\.\d：", text)[0]  # notes on the print
    assert text.count("牵") - text.count("牵：牵头") * 2 == 57
    assert text.count("配") - text.count("配：配合") * 2 == 343


HOSTILE = [
    "[bold red]标红[/]", "[/nope]", "[link=file:///etc/passwd]x[/link]", ":smile:",
    "\x1b[31m红\x1b[0m", "甲\n乙", "甲\r乙", "甲\t乙", "\x07\x08", "\u202e反", "https://x.example",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_shown_as_text(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    clean = "".join(char if char.isprintable() else " " for char in text)
    out = shown([("1", (text,), text)], monkeypatch, title=text, notes=(text,), full=True)
    plain = without_colour(out)
    assert plain.count(clean.rstrip()) >= 4
    assert "\x1b]8" not in out
    assert "\x1b" not in plain
    assert not any(char in plain for char in "\r\x07\x08\u202e")


def test_a_huge_title_is_wrapped(monkeypatch: pytest.MonkeyPatch) -> None:
    out = without_colour(shown([("1", (), "长" * 3000)], monkeypatch))
    assert out.count("长") == 3000
    assert max(map(columns_of, out.splitlines())) <= 80


def test_an_empty_table(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "编号" in shown([], monkeypatch)


def test_markup_from_a_plan_file(screen: Screen, tmp_path: Path) -> None:
    data = small()
    data["plan"]["title"] = "[red]方案[/red]"
    data["sections"][0]["title"] = "[/]部分"
    data["sections"][0]["measures"][0]["title"] = "[b]粗[/b] :tada:"
    path = tmp_path / "p.yaml"
    path.write_text(as_text(data), encoding="utf-8")
    for args in (["measures"], [], ["show", "1.1"], ["duties", "甲局"], ["matrix"]):
        out = without_colour(screen(120, *args, "-p", str(path)).out)
        assert "[red]方案[/red]" in out
        assert "[b]粗[/b] :tada:" in out or args == []
