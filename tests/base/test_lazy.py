import sys
from pathlib import Path

import pytest

from sciplan.base.lazy import Lazy


@pytest.fixture
def module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    text = '"""A page."""\n\ndef double(number, *, more=0):\n    return 2 * number + more\n'
    (tmp_path / "lazily_loaded.py").write_text(text)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "lazily_loaded", raising=False)
    return "lazily_loaded"


def test_the_module_is_imported_at_the_first_call(module: str) -> None:
    double: Lazy[[int], int] = Lazy(module, "double")
    assert module not in sys.modules
    assert double(21) == 42
    assert module in sys.modules


def test_the_function_and_the_page_can_be_had(module: str) -> None:
    double: Lazy[..., int] = Lazy(module, "double")
    assert double.page == "A page."
    assert double.load()(1, more=1) == 3


def test_what_is_missing_is_told_when_it_is_called() -> None:
    nothing: Lazy[[], None] = Lazy("sciplan.no_such_module", "run")
    with pytest.raises(ModuleNotFoundError, match="no_such_module"):
        nothing()
