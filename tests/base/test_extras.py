import json
import sys
from importlib import metadata, util
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from sciplan.base.extras import EXTRAS, install_command, missing, requirements, versions
from support import ROOT

REQUIRES = [
    "rich>=13",
    "lxml>=5.3; extra == 'import'",
    'no-such-thing>=1 ; extra == "import"',
    "xlsxwriter; extra == 'office'",
]


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Return a function that makes sciplan installed from some place."""

    def installed_from(url: str, **how: Any) -> None:
        text = json.dumps({"url": url, **how}) if url else None
        made = SimpleNamespace(read_text=lambda _name: text)
        real = metadata.distribution
        monkeypatch.setattr(
            metadata, "distribution", lambda name: made if name == "sciplan" else real(name)
        )
        monkeypatch.setattr(metadata, "requires", lambda _name: REQUIRES)

    return installed_from


def test_an_extra_comes_from_where_sciplan_came_from(installed: Any, tmp_path: Path) -> None:
    wheel = tmp_path / "sciplan-1-py3-none-any.whl"
    wheel.touch()
    begun = f'"{sys.executable}" -m pip install '
    installed(wheel.as_uri(), archive_info={})
    assert install_command("office") == f'{begun}"{wheel}[office]"'
    installed(ROOT.as_uri(), dir_info={"editable": True})
    assert install_command("import") == f'{begun}-e "{ROOT}[import]"'
    installed(ROOT.as_uri(), dir_info={})
    assert install_command("import") == f'{begun}"{ROOT}[import]"'


@pytest.mark.parametrize("url", ["", "file:///no/such/sciplan-1-py3-none-any.whl"])
def test_where_that_is_gone_its_libraries_are_named(installed: Any, url: str) -> None:
    installed(url)
    assert install_command("import") == (
        f'"{sys.executable}" -m pip install "lxml>=5.3" "no-such-thing>=1"'
    )


def test_an_environment_without_pip_is_uv_s(
    installed: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    installed("")
    monkeypatch.setattr(util, "find_spec", lambda _name: None)
    assert install_command("office") == (f'uv pip install --python "{sys.executable}" "xlsxwriter"')


def test_what_is_required_and_there(installed: Any) -> None:
    installed("")
    assert requirements() == ["rich>=13"]
    found = versions(requirements("import"))
    assert found == {"lxml": metadata.version("lxml"), "no-such-thing": ""}


def test_the_extras_are_those_that_the_package_declares() -> None:
    declared = metadata.metadata("sciplan").get_all("Provides-Extra")
    assert set(EXTRAS) <= set(declared or ())
    assert all(requirements(extra) for extra in EXTRAS)


def test_the_message_gives_the_command_on_a_line_of_its_own(installed: Any) -> None:
    installed("")
    message = missing("office", "写 .docx 文件", ImportError("no", name="docx")).message
    first, command = message.split("\n")
    assert first == "写 .docx 文件需要另装组件（缺 docx），请执行："
    assert command == f"  {install_command('office')}"
