import os
from pathlib import Path

import pytest

from sciplan.base import fonts

LISTED = "#!/bin/sh\nprintf 'SimHei,黑体\\nKaiTi\\nNoto Serif CJK SC\\n'\n"


@pytest.mark.skipif(os.name == "nt", reason="Windows lists fonts by their files")
def test_fonts_are_known_by_any_of_their_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "fc-list"
    program.write_text(LISTED, encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    here = fonts.installed()
    found = {font: fonts.has(font, here) for font in ("黑体", "楷体", "仿宋", "noto serif cjk sc")}
    assert found == {"黑体": True, "楷体": True, "仿宋": False, "noto serif cjk sc": True}


@pytest.mark.skipif(os.name == "nt", reason="Windows lists fonts by their files")
def test_without_a_way_to_tell_there_is_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert fonts.installed() == frozenset()
