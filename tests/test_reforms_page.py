"""docs/reforms.md tells every kind; test_transcripts.py holds what it shows."""

import re
from pathlib import Path

import pytest

from sciplan.plan.reforms.reform import SHAPES
from support import ROOT, Run

PAGE = (ROOT / "docs" / "reforms.md").read_text(encoding="utf-8")


def test_it_shows_before_and_after_and_tells_every_kind() -> None:
    assert PAGE.count("```console\n") == 5
    assert set(re.findall(r"^\| `(\w+)` ", PAGE, re.MULTILINE)) == {*SHAPES}


def test_it_shows_who_gains_and_who_loses(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    text = (ROOT / "docs" / "reforms-example.yaml").read_text(encoding="utf-8")
    Path("登记前.yaml").write_text(text.partition("reforms:")[0], encoding="utf-8")
    Path("登记后.yaml").write_text(text, encoding="utf-8")
    (shown,) = re.findall(r"```text\n(.*?)```", PAGE, re.DOTALL)
    done = run("diff", "登记前.yaml", "登记后.yaml", "--as-of", "2025-03-01", "--by", "unit")
    assert done.out == shown
