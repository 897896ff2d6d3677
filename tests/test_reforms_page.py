"""docs/reforms.md tells every kind; test_transcripts.py holds what it shows."""

import re

from sciplan.plan.reforms.reform import SHAPES
from support import ROOT

PAGE = (ROOT / "docs" / "reforms.md").read_text(encoding="utf-8")


def test_it_shows_before_and_after_and_tells_every_kind() -> None:
    assert PAGE.count("```console\n") == 5
    assert set(re.findall(r"^\| `(\w+)` ", PAGE, re.MULTILINE)) == {*SHAPES}
