"""Tests that other programs judge: skipped without them, but not in CI."""

import pytest

from referees import REQUIRED, needs


def test_a_program_that_is_there_is_found() -> None:
    assert needs("sh").endswith("sh")


@pytest.mark.parametrize(
    ("said", "outcome"), [("required", pytest.fail.Exception), ("", pytest.skip.Exception)]
)
def test_a_program_that_is_missing(
    said: str, outcome: type[BaseException], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(REQUIRED, said)
    with pytest.raises(outcome, match="no-such-program"):
        needs("no-such-program")
