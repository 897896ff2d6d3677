"""Shell completion, as the four shells ask for it."""

import re
from contextlib import suppress
from pathlib import Path

import pytest

from sciplan.cli.program import main
from support import Run, facts

SHELLS = ("bash", "zsh", "fish", "powershell")
UNITS = list(facts()["units"])


def completions(
    shell: str,
    words: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> list[str]:
    """Return what a shell is offered for the last of the words."""
    last = words.rpartition(" ")[2]
    for name, value in {
        "_SCIPLAN_COMPLETE": f"complete_{shell}",
        "COMP_WORDS": words,
        "COMP_CWORD": str(words.count(" ")),
        "_TYPER_COMPLETE_ARGS": words,
        "_TYPER_COMPLETE_FISH_ACTION": "get-args",
        "_TYPER_COMPLETE_WORD_TO_COMPLETE": last,
    }.items():
        monkeypatch.setenv(name, value)
    capsys.readouterr()
    with suppress(SystemExit):
        main([])
    out, err = capsys.readouterr()
    assert err == ""
    if shell == "zsh":
        return re.findall(r'"([^"]*)"(?::"[^"]*")?', out)
    return [line.partition(":::")[0].partition("\t")[0] for line in out.splitlines() if line]


CASES: dict[str, list[str]] = {
    "sciplan dut": ["duties"],
    "sciplan 职": ["职责"],
    "sciplan 市科": ["市科技局", "市科协"],
    "sciplan duties 市科": ["市科技局", "市科协"],
    "sciplan duties 团": ["团市委"],
    "sciplan duties 无": [],
    "sciplan 职责 市科": ["市科技局", "市科协"],
    "sciplan overlaps 市科协 市农": ["市农业农村局", "市农科院"],
    "sciplan matrix --unit 市科": ["市科技局", "市科协"],
    "sciplan meeting 2.1.5 --unit 团": ["团市委"],
    "sciplan duties --ro": ["--role"],
    "sciplan workload --max": ["--max-units"],
    "sciplan duties 市科协 --role l": ["lead"],
    "sciplan duties 市科协 --role 牵": ["牵头"],
    "sciplan workload --sort s": ["sole", "sections"],
    "sciplan workload --by sec": ["section"],
    "sciplan units --format j": ["json"],
    "sciplan --pl": ["--plan"],
    "sciplan --vers": ["--version"],
    "sciplan 科": ["市科技局", "市科协"],
    "sciplan duties 科": ["市科技局", "市科协"],
    "sciplan duties 组织": ["市委组织部"],
    "sciplan 2.5": ["2.5", "2.5.1", "2.5.2", "2.5.3"],
    "sciplan show 4.2": ["4.2", "4.2.1", "4.2.2", "4.2.3"],
    "sciplan meeting 3.5": ["3.5", "3.5.1", "3.5.2"],
    "sciplan matrix --section 2": ["2", "2.1", "2.2", "2.3", "2.4", "2.5"],
    "sciplan export 材料 --topic 3.1.": ["3.1.1", "3.1.2", "3.1.3"],
    "sciplan rules bad-i": ["bad-id"],
    "sciplan validate --select unused": ["unused-unit"],
    "sciplan validate --ignore id-": ["id-outside-section", "id-gap", "id-order"],
    "sciplan measures --lead 团": ["团市委"],
    "sciplan schema --answer du": ["duties"],
    "sciplan schema --answer 职": ["职责"],
}


@pytest.mark.parametrize("words", CASES)
@pytest.mark.parametrize("shell", SHELLS)
def test_completions(
    shell: str, words: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert completions(shell, words, monkeypatch, capsys) == CASES[words]


@pytest.mark.parametrize("shell", SHELLS)
def test_every_command_and_every_unit_is_offered(
    shell: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    commands = completions(shell, "sciplan ", monkeypatch, capsys)
    assert {"duties", "workload", "overlaps", "matrix", "measures", "show", "units", "targets",
            "meeting", "validate"} <= set(commands)  # fmt: skip
    assert completions(shell, "sciplan duties ", monkeypatch, capsys) == UNITS
    options = completions(shell, "sciplan duties --", monkeypatch, capsys)
    assert {"--role", "--section", "--with", "--full", "--all", "--plan"} <= set(options)


@pytest.mark.parametrize("shell", SHELLS)
def test_units_of_the_plan_that_is_named(
    shell: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    path = tmp_path / "p.yaml"
    path.write_text("units:\n  省科协: {}\n  省教育厅: {}\nsections: [", encoding="utf-8")
    words = f"sciplan duties --plan {path} 省"
    assert completions(shell, words, monkeypatch, capsys) == ["省科协", "省教育厅"]
    monkeypatch.setenv("SCIPLAN_PLAN", str(path))
    assert completions(shell, "sciplan duties 省科", monkeypatch, capsys) == ["省科协"]


@pytest.mark.parametrize("content", [None, b"\x7fELF\0", b"", b"units: 3", b"\xff\xff\xff"])
def test_a_bad_plan_completes_nothing_and_says_nothing(
    content: bytes | None,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    path = tmp_path / "p.yaml"
    if content is not None:
        path.write_bytes(content)
    monkeypatch.setenv("SCIPLAN_PLAN", str(path))
    assert completions("bash", "sciplan duties 市", monkeypatch, capsys) == []


@pytest.mark.parametrize("shell", [*(f"complete_{shell}" for shell in SHELLS), "complete_", "x"])
def test_a_shell_that_says_nothing_gets_nothing(
    shell: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("COMP_WORDS", "COMP_CWORD"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("_SCIPLAN_COMPLETE", shell)
    with suppress(SystemExit):
        main([])
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("foo_bar", "应是 complete_ 或 source_ 加终端名称：bash、zsh、fish、"),
        ("complete_tcsh", "应是 complete_"),
        ("complete_", "应是 complete_"),
        ("x", "应是 complete_"),
        ("", "应是 complete_"),
        ("complete_bash", "没有说明要补全什么"),
    ],
)
def test_a_shell_that_can_t_be_answered_is_told_why(
    asked: str, said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("COMP_WORDS", raising=False)
    monkeypatch.setenv("_SCIPLAN_COMPLETE", asked)
    assert main([]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("_SCIPLAN_COMPLETE ")
    assert said in err
    assert err.count("\n") == 1


def test_a_start_up_file_that_can_t_be_written(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "home").touch()
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setattr("typer._completion_shared._get_shell_name", lambda: "bash")
    done = run("--install-completion")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("装不了补全")
    monkeypatch.setattr("typer._completion_shared._get_shell_name", lambda: None)
    assert "认不出现在用的终端" in run("--install-completion").err
