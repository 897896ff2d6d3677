"""What a run has not imported: heavy libraries are paid for only where they are used."""

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence

import pytest

from support import ROOT, environment

Asked = tuple[str, Mapping[str, str]]
"""Arguments and what the environment says."""
_RUN = """
import io, json, os, sys
from sciplan.cli.program import main
kept, told = sys.stdout, []
for args, env in json.loads(sys.argv[1]):
    os.environ.update(env)
    sys.argv[:] = ["sciplan", *args.split()]
    sys.stdout, sys.stderr = io.StringIO(), io.StringIO()
    try:
        main()
    except SystemExit:
        pass
    told.append([args, env, [*sys.modules]])
json.dump(told, kept)
"""
COMPLETED = ["sciplan duties 市", "sciplan 市科", "sciplan ", "sciplan du",
             "sciplan workload --sort "]  # fmt: skip


def imported(asked: Sequence[Asked]) -> list[tuple[str, set[str]]]:
    """Return what was asked → the modules that a fresh process holds after it and those before."""
    done = subprocess.run(
        [sys.executable, "-c", _RUN, json.dumps(asked)],
        env=environment(),
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    return [(f"{args} {env}", set(found)) for args, env, found in json.loads(done.stdout)]


def hold_none(asked: Sequence[Asked], *libraries: str) -> None:
    for said, found in imported(asked):
        assert "typer" in found
        assert found.isdisjoint(libraries), said


def completed(shell: str, words: str) -> Asked:
    return "", {
        "_SCIPLAN_COMPLETE": f"complete_{shell}",
        "COMP_WORDS": words,
        "COMP_CWORD": str(words.count(" ")),
        "_TYPER_COMPLETE_ARGS": words,
        "_TYPER_COMPLETE_FISH_ACTION": "get-args",
    }


def test_words_about_the_program_cost_neither_graph_nor_rich() -> None:
    words = ["--help", "--version", "duties --help", "dutys", "--nope", "show", "workload --sort x"]
    hold_none([(args, {}) for args in words], "networkx", "rich", "pydantic", "numpy", "scipy")


def test_words_about_the_program_import_no_command() -> None:
    for said, found in imported([("--help", {}), ("--version", {})]):
        assert not any(name.startswith("sciplan.cli.commands.") for name in found), said


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_costs_neither_graph_nor_rich(shell: str) -> None:
    hold_none([completed(shell, words) for words in COMPLETED], "networkx", "rich")


def test_completion_of_options_costs_no_graph() -> None:
    hold_none([completed("bash", "sciplan duties --")], "networkx", "rich")
    # The other shells show the options' help texts, for which Typer needs rich.
    hold_none([completed("zsh", "sciplan duties --")], "networkx")


def test_look_ups_cost_neither_graph_nor_rich() -> None:
    asked = ["", "units", "measures 应急", "show 2.1.5", "targets", "validate", "meeting 2.1.5",
             "units -f json", "2.1.5", "measures -f csv"]  # fmt: skip
    hold_none([(args, {}) for args in asked], "networkx", "rich")


def test_a_pipe_costs_no_rich() -> None:
    asked = [(args, {}) for args in ("duties 市科协", "workload", "overlaps --stats",
                                     "matrix -f md")]  # fmt: skip
    hold_none(asked, "rich", "numpy", "scipy", "docx", "lxml", "xlsxwriter")
    assert "networkx" in imported(asked[:1])[0][1]
