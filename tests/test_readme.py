"""The transcripts in both READMEs are what the program prints."""

import re
import shlex

import pytest

from support import ROOT, Run

_TRANSCRIPT = re.compile(r"```console\n\$ sciplan ([^\n]*)\n(.*?)```", re.DOTALL)
TRANSCRIPTS = [
    pytest.param(name, command, printed, id=f"{name}: {command}")
    for name in ("README.md", "README.zh-CN.md")
    for command, printed in _TRANSCRIPT.findall((ROOT / name).read_text(encoding="utf-8"))
]


def test_both_readmes_have_transcripts() -> None:
    assert {case.values[0] for case in TRANSCRIPTS} == {"README.md", "README.zh-CN.md"}


@pytest.mark.parametrize(("name", "command", "printed"), TRANSCRIPTS)
def test_transcript(run: Run, name: str, command: str, printed: str) -> None:
    assert run(*shlex.split(command)).out == printed, name


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_both_commands_are_the_same_in_both_languages(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    commands = re.findall(r"```sh\n(.*?)\n```", text, re.DOTALL)
    assert commands == [
        "python3 -m venv .venv && .venv/bin/pip install . && .venv/bin/sciplan duties 市科协",
        "python3 -m venv .venv && .venv/bin/pip install '.[test]' && .venv/bin/pytest",
    ]
