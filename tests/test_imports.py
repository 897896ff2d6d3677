"""What a run has not imported: heavy libraries are paid for only where they are used."""

import subprocess
import sys

import pytest

from support import ROOT, environment

_RUN = """
import io, sys
from sciplan.cli.program import main
sys.argv[0] = "sciplan"
kept, sys.stdout, sys.stderr = sys.stdout, io.StringIO(), io.StringIO()
try:
    main()
except SystemExit:
    pass
print(*{name.partition(".")[0] for name in sys.modules}, file=kept)
"""


def imported(args: str, env: dict[str, str] | None = None) -> set[str]:
    """Return the top-level modules that a fresh process holds after a run."""
    done = subprocess.run(
        [sys.executable, "-c", _RUN, *args.split()],
        env=environment(env),
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    found = set(done.stdout.decode().split())
    assert "typer" in found
    return found


@pytest.mark.parametrize(
    "args", ["--help", "--version", "duties --help", "dutys", "--nope", "show", "workload --sort x"]
)
def test_words_about_the_program_cost_neither_graph_nor_rich(args: str) -> None:
    assert imported(args).isdisjoint({"networkx", "rich", "pydantic", "numpy", "scipy"})


@pytest.mark.parametrize("args", ["--help", "--version"])
def test_words_about_the_program_import_no_command(args: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _RUN.replace('.partition(".")[0]', ""), *args.split()],
        env=environment(), cwd=ROOT, capture_output=True, check=True,
    )  # fmt: skip
    modules = set(done.stdout.decode().split())
    assert not any(name.startswith("sciplan.cli.commands.") for name in modules)


@pytest.mark.parametrize(
    "words",
    [
        "sciplan duties 市",
        "sciplan 市科",
        "sciplan ",
        "sciplan du",
        "sciplan workload --sort ",
    ],
)
@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_costs_neither_graph_nor_rich(words: str, shell: str) -> None:
    env = {
        "_SCIPLAN_COMPLETE": f"complete_{shell}",
        "COMP_WORDS": words,
        "COMP_CWORD": str(words.count(" ")),
        "_TYPER_COMPLETE_ARGS": words,
        "_TYPER_COMPLETE_FISH_ACTION": "get-args",
    }
    assert imported("", env).isdisjoint({"networkx", "rich"})


def test_completion_of_options_costs_no_graph() -> None:
    env = {"COMP_WORDS": "sciplan duties --", "COMP_CWORD": "2"}
    bash = imported("", env | {"_SCIPLAN_COMPLETE": "complete_bash"})
    assert bash.isdisjoint({"networkx", "rich"})
    # The other shells show the options' help texts, for which Typer needs rich.
    env["_TYPER_COMPLETE_ARGS"] = env["COMP_WORDS"]
    assert "networkx" not in imported("", env | {"_SCIPLAN_COMPLETE": "complete_zsh"})


@pytest.mark.parametrize(
    "args",
    [
        "", "units", "measures 应急", "show 2.1.5", "targets", "validate", "meeting 2.1.5",
        "units -f json", "2.1.5", "measures -f csv",
    ],
)  # fmt: skip
def test_look_ups_cost_neither_graph_nor_rich(args: str) -> None:
    assert imported(args).isdisjoint({"networkx", "rich"})


@pytest.mark.parametrize("args", ["duties 市科协", "workload", "overlaps --stats", "matrix -f md"])
def test_a_pipe_costs_no_rich(args: str) -> None:
    found = imported(args)
    assert "networkx" in found
    assert found.isdisjoint({"rich", "numpy", "scipy", "docx", "lxml", "xlsxwriter"})
