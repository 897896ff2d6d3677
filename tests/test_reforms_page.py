"""docs/reforms.md: its transcripts are what the program prints."""

import re
import shlex

import pytest

from sciplan.plan.reforms.reform import SHAPES
from support import ROOT, Run

PAGE = (ROOT / "docs" / "reforms.md").read_text(encoding="utf-8")
TRANSCRIPTS = re.findall(r"```console\n\$ sciplan ([^\n]*)\n(.*?)```", PAGE, re.DOTALL)


@pytest.mark.parametrize(("command", "printed"), TRANSCRIPTS)
def test_transcript(run: Run, command: str, printed: str) -> None:
    assert run(*shlex.split(command)).out == printed


def test_it_shows_before_and_after_and_tells_every_kind() -> None:
    assert len(TRANSCRIPTS) == 5
    assert set(re.findall(r"^\| `(\w+)` ", PAGE, re.MULTILINE)) == {*SHAPES}
