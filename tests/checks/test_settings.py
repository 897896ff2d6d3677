from pathlib import Path

import pytest

from sciplan.base.errors import SciplanError
from sciplan.checks import settings
from sciplan.checks.settings import Settings
from sciplan.plan.model import Validation


def test_the_command_line_splits_commas_and_counts_first() -> None:
    given = settings.of_command_line(["id-gap, id-order", "bad-id"], None, strict=False)
    assert given.select == ("id-gap", "id-order", "bad-id")
    other = Settings(select=("bad-id",), ignore=("id-gap",), strict=True)
    assert given.or_else(other) == Settings(
        select=("id-gap", "id-order", "bad-id"), ignore=("id-gap",), strict=True
    )


def test_what_is_unsaid_stays_unsaid() -> None:
    assert settings.of_command_line(None, [], strict=False) == Settings()
    assert settings.of_plan(None) == Settings()
    assert settings.of_plan(Validation()) == Settings()
    assert settings.of_plan(Validation(ignore=("id-gap",))) == Settings(ignore=("id-gap",))
    assert settings.of_plan(Validation(ignore=("x", "id-gap"))) == Settings(ignore=("id-gap",))


def test_what_the_plan_says_counts_even_if_it_says_no() -> None:
    said = settings.of_plan(Validation(ignore=(), strict=False))
    folder = Settings(ignore=("id-gap",), strict=True)
    assert said.or_else(folder) == Settings(ignore=(), strict=False)


def test_an_unknown_code_is_told_with_the_nearest() -> None:
    with pytest.raises(SciplanError, match="命令行 写了 id-gaps，没有这条校验，是不是“id-gap”"):
        settings.of_command_line(["id-gaps"], None, strict=False)


def test_the_nearest_pyproject_counts(tmp_path: Path) -> None:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    (tmp_path / "pyproject.toml").write_text('[tool.sciplan]\nignore = ["id-gap"]\n')
    assert settings.of_folder(inner) == Settings(ignore=("id-gap",))
    (tmp_path / "a" / "pyproject.toml").write_text("[tool.sciplan]\nstrict = true\n")
    assert settings.of_folder(inner) == Settings(strict=True)
    (inner / "pyproject.toml").write_text("[project]\n")
    assert settings.of_folder(inner) == Settings(strict=True)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[tool.sciplan]\nselects = []\n", "只能有"),
        ("[tool.sciplan]\nselect = 'id-gap'\n", "select 应是"),
        ("[tool.sciplan]\nignore = [1]\n", "ignore 应是"),
        ("[tool.sciplan]\nstrict = 1\n", "strict 应是"),
        ("[tool.sciplan]\nignore = ['x']\n", "没有这条校验"),
        ("[tool]\nsciplan = 3\n", "只能有"),
        ("not toml", "读不了"),
        ("tool = 3\n", ""),
    ],
)
def test_a_wrong_pyproject_is_told(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "pyproject.toml").write_text(text)
    if not message:
        assert settings.of_folder(tmp_path) == Settings()
        return
    with pytest.raises(SciplanError, match=message):
        settings.of_folder(tmp_path)
