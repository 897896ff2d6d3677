"""A few rounds of each attack, and that it can find anything at all."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from hostile import fuzz, kills, oracle, running, writers
from hostile.plans import NAME, ROUND
from hostile.registry import ATTACKS
from hostile.rounds import Round
from hostile.running import Done, Process, held, lay, run, tree
from sciplan.checks.reporters.registry import REPORTERS
from sciplan.documents import reading
from sciplan.formats.registry import FORMATS
from sciplan.queries.schemas import ANSWERS
from support import ROOT, environment

_ROUNDS = [
    ("plans", 24),
    ("documents", 36),
    ("sheets", 12),
    ("reports", 6),
    ("forms", 12),
    ("texts", 2),
]
_ELSEWHERE = {"rules", "doctor", "validate", "diff"}
"""About no plan, or run by itself."""
NEEDS_CARE = reading.needs_care


def test_it_runs_by_itself() -> None:
    done = subprocess.run(
        [sys.executable, "tests/hostile", "--help"], cwd=ROOT, env=environment(), check=False
    )
    assert done.returncode == 0


@pytest.mark.parametrize("kind", [kind for kind, _ in _ROUNDS])
@pytest.mark.parametrize("part", range(2))
def test_some_rounds(kind: str, part: int, tmp_path: Path) -> None:
    many = dict(_ROUNDS)[kind] // 2
    for seed in range(part * many, (part + 1) * many):
        this = Round(seed, tmp_path, brief=True)
        ATTACKS[kind](this)
        assert not this.findings, f"--only {kind} --seed {seed}"


def test_a_damaged_pdf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "needs_care", NEEDS_CARE)
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 1 0 R>>endobj")
    this = Round(0, tmp_path)
    held(this, "import", str(tmp_path / "a.pdf"), codes=frozenset({2}))
    assert not this.findings


@pytest.mark.parametrize(
    ("name", "step"),
    [
        ("import --update", 1),  # before its lock
        ("import --update", 2),  # with its lock
        ("import --update", 4),
        ("validate --fix", 3),
        ("rename", 3),
        ("init", 2),
        ("import --force", 2),
        ("export", 6),
        ("query -o xlsx", 2),
        ("schema -o", 0),  # at any moment
        ("collect", 3),  # with its first lock
        ("collect", 12),  # some are filed, some are not
        ("collect -o", 2),
        ("progress rule", 3),
        ("progress rule, the first", 3),  # with a folder that it made
        ("diff -o", 2),
        ("overview -o html", 2),
        ("export --force", 4),
    ],
)
def test_a_killed_writer(name: str, step: int, tmp_path: Path) -> None:
    this = Round(step, tmp_path / "here")
    kills.killed(this, name, step)
    assert not this.findings
    assert this.counts["killed"] or not step


@pytest.mark.parametrize("name", ["import --update", "export", "collect"])
def test_a_writer_that_is_broken_off(name: str, tmp_path: Path) -> None:
    this = Round(3, tmp_path / "here")
    kills.broken_off(this, name)
    assert not this.findings


@pytest.mark.parametrize("name", kills.COMMANDS)
def test_every_command_that_is_killed_writes(name: str) -> None:
    assert kills.whole(name).files != kills.before()


def test_a_lock_that_a_killed_writer_left(tmp_path: Path) -> None:
    """Its lock says who it was; the next one sees that he is gone."""
    folder = tmp_path / "here"
    lay(folder, kills.before())
    died = Process(kills.COMMANDS["rename"].args, folder, die_at=3).done()
    assert died.code == -9
    (lock,) = (name for name in tree(folder) if name.endswith("正在写入"))
    assert lock == f"{NAME}.正在写入"
    again = Process(kills.COMMANDS["rename"].args, folder).done()
    assert (again.code, lock in tree(folder)) == (0, False)
    assert b"\xe5\xb8\x82\xe7\xa7\x91\xe6\x8a\x80\xe5\x8d\x8f\xe4\xbc\x9a" in tree(folder)[NAME]


@pytest.mark.parametrize(
    "names",
    [
        ["update a remark", "update a deadline"],
        ["fix", "update a remark"],
        ["rename", "update a deadline", "rename another"],
    ],
)
def test_writers_at_once(names: list[str], tmp_path: Path) -> None:
    this = Round(0, tmp_path / "here")
    writers.together(this, names, [0.0] * len(names))
    assert not this.findings


# Nothing is left out ------------------------------------------------------------------------------


def test_every_output_has_a_judge() -> None:
    assert set(oracle.REPORTS) == set(REPORTERS)
    office = {suffix.removeprefix(".") for suffix in oracle.FILES}
    # A PNG is the SVG, drawn.
    assert set(oracle.TEXTS) | office | {"png"} == set(FORMATS)


def test_every_query_is_asked() -> None:
    asked = {question[0] for question in fuzz.questions(["甲局", "乙局"], ["1.1"])}
    # One of two has its schema beside that of one; so has a provision.
    assert {name.split("-")[0] for name in ANSWERS} - _ELSEWHERE <= asked


# The attack finds what it looks for ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("judge", "output"),
    [
        (oracle.in_csv, "甲,乙\r\n=1+1,2\r\n"),
        (oracle.in_csv, "甲,乙\r\n1\r\n"),
        (oracle.in_json, "{}"),
        (oracle.in_json, "[1"),
        (oracle.in_html, "<html><body><p>甲<script>1</script></p></body></html>"),
        (oracle.in_html, "<html><body><p onclick='x'>甲</p></body></html>"),
        (oracle.in_html, "<html><body><!-- 甲 --></body></html>"),
        (oracle.in_markdown, "甲 <b>"),
        (oracle.in_markdown, "[点](x)"),
        (oracle.in_text, "甲\x1b[31m"),
        (oracle.in_text, "甲\u202e"),
        (oracle.in_github, "::error file=a::甲\n第二行\n"),
        (oracle.in_sarif, "{}"),
        (oracle.in_junit, "<a/>"),
        (oracle.in_workbook, b"PK"),
        (oracle.in_word, b"PK"),
    ],
)
def test_an_output_that_is_wrong(judge: Callable[[Any], oracle.Problems], output: Any) -> None:
    assert oracle.wrong(judge, output)


@pytest.mark.parametrize(
    "done", [Done(None, "", "Traceback"), Done(3, "", ""), Done(2, "", ""), Done(1, "", "\x1b")]
)
def test_a_run_that_is_wrong(done: Done, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "run", lambda *_args, **_kw: done)
    this = Round(0, tmp_path)
    held(this, "units")
    assert this.findings


def test_a_command_that_writes_where_it_reads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def spoiling(*args: str, stdin: bytes = b"") -> Done:
        (tmp_path / NAME).write_bytes(b"format: sciplan/1\n")
        return run(*args, stdin=stdin)

    monkeypatch.setattr(running, "run", spoiling)
    this = Round(0, tmp_path, brief=True)
    fuzz.attack(this)
    assert any("changed the plan file" in each for each in this.findings)


def test_files_that_are_neither_old_nor_new(tmp_path: Path) -> None:
    this = Round(0, tmp_path / "here")
    whole = kills.whole("rename")
    lay(this.folder, {**kills.before(), NAME: ROUND.encode()[:100]})
    kills.each_whole(this, tree(this.folder), whole.files, "cut")
    assert this.findings == [f"cut: {NAME} is neither the old nor the new"]
