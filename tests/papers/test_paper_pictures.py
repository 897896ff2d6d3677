"""docs/papers.md tells of every paper and shows it."""

import pytest

from sciplan.papers.registry import PAPERS, Paper
from support import ROOT

PAGE = (ROOT / "docs" / "papers.md").read_text(encoding="utf-8")
PICTURES = ROOT / "docs" / "papers"
_ON_REQUEST = "下面的用 `--only` 写明才做："
_MOST = 60_000
"""Bytes."""


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.key)
def test_a_paper_is_told_and_shown(paper: Paper) -> None:
    assert f"![{paper.chinese}](papers/{paper.key}.png)" in PAGE
    row = next(line for line in PAGE.splitlines() if line.startswith(f"| {paper.chinese} |"))
    assert (PAGE.index(row) > PAGE.index(_ON_REQUEST)) == paper.on_request
    content = (PICTURES / f"{paper.key}.png").read_bytes()
    assert content.startswith(b"\x89PNG")
    assert len(content) < _MOST


def test_there_is_no_picture_of_what_is_gone() -> None:
    assert {path.stem for path in PICTURES.iterdir()} == {paper.key for paper in PAPERS}


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.key)
def test_only_papers_on_request_show_names_and_telephones(paper: Paper) -> None:
    assert paper.on_request or not paper.with_contacts
