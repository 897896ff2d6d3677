"""Both READMEs have the same two commands."""

import re

import pytest

from support import ROOT


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_both_commands_are_the_same_in_both_languages(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    commands = re.findall(r"```sh\n(.*?)\n```", text, re.DOTALL)
    assert commands == [
        "python3 -m venv .venv && .venv/bin/pip install . && .venv/bin/sciplan duties 市科协",
        "python3 -m venv .venv && .venv/bin/pip install '.[test]' && .venv/bin/pytest",
    ]
