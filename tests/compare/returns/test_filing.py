"""Returns that come a second time, and what is left where writing them is cut short."""

import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from progress_samples import edited, filling, row_of
from rounds import TODAY, UNTOUCHED, Round
from support import Ran, Run, environment

pytestmark = pytest.mark.long


def collect(run: Run, this: Round, *args: str) -> Ran:
    return run("collect", *args, "-p", str(this.plan))


def second_form(this: Round, folder: Path, place: int, said: dict[str, dict[str, str]]) -> Path:
    path = folder / "补报.xlsx"
    raw = this.form(place)
    path.write_bytes(edited(raw, filling(said), "2025-11-26T08:00:00Z"))
    return path


def test_a_second_return_replaces_the_first_once_its_difference_was_shown(
    run: Run, invented: Round, tmp_path: Path
) -> None:
    before = invented.all_filed()
    said = invented.case.typed(1)
    said["1.1.2"]["本期进展"] = "又办了两件"
    path = second_form(invented, tmp_path, 1, said)
    shown = collect(run, invented, str(path))
    assert shown.code == 1
    assert "-    progress: 办了1件\n+    progress: 又办了两件\n" in shown.out
    assert invented.all_filed() == before
    assert collect(run, invented, str(path), "--yes").code == 0
    after = invented.all_filed()
    changed = {name for name in after if after[name] != before.get(name)}
    assert changed == {f"demo/2025-11/{invented.case.units[1]}.yaml"}
    items = yaml.safe_load(invented.filed(invented.case.units[1]).read_text(encoding="utf-8"))[
        "items"
    ]
    assert items["1.1.2"]["progress"] == "又办了两件"


def test_a_second_return_with_rows_cut_out_keeps_what_they_said(
    run: Run, invented: Round, tmp_path: Path
) -> None:
    path = tmp_path / "补报.xlsx"
    place = 8  # leads 1.1.8 and 1.1.9
    said = {"1.1.9": {"本期进展": "新的", "完成情况": "已办结"}}

    def edit(sheet: Any, columns: Mapping[str, int]) -> None:
        filling(said)(sheet, columns)
        sheet.delete_rows(row_of(sheet, "1.1.8"))

    raw = invented.form(place)
    path.write_bytes(edited(raw, edit, "2025-11-26T08:00:00Z"))
    assert collect(run, invented, str(path), "--yes").code == 0
    items = yaml.safe_load(invented.filed(invented.case.units[place]).read_text(encoding="utf-8"))[
        "items"
    ]
    kept = invented.case.items(place)["1.1.8"]
    assert items == {"1.1.8": kept, "1.1.9": {"state": "已完成", "progress": "新的"}}


def test_a_second_return_keeps_what_its_blank_rows_said(
    run: Run, invented: Round, tmp_path: Path
) -> None:
    """What was typed in a row replaces the row; rows and lines left blank say nothing."""
    place = 8  # leads 1.1.8 and 1.1.9
    path = second_form(invented, tmp_path, place, {"1.1.9": {"本期进展": "新的"}})
    assert collect(run, invented, str(path), "--yes").code == 0
    value = yaml.safe_load(invented.filed(invented.case.units[place]).read_text(encoding="utf-8"))
    assert value["items"] == {
        "1.1.8": invented.case.items(place)["1.1.8"],
        "1.1.9": {"progress": "新的"},
    }
    assert value["reported_by"] == f"人{place}"


@pytest.mark.parametrize(
    ("said", "now"),
    [
        ({"1.1.1（2）": {"累计完成数": "15"}}, {"done": {"培训骨干": 1200, "开展活动": 15}}),
        (
            {"1.1.1": {"本期进展": "新的"}},
            {"progress": "新的", "done": {"开展活动": 12}, "state": None, "trouble": None,
             "this_period": None},
        ),
        ({"1.1.1": {"本期完成数": "无"}, "1.1.1（2）": {"累计完成数": "无"}}, {}),
    ],
)  # fmt: skip
def test_of_a_measure_with_two_rows_the_blank_one_keeps_what_it_said(
    run: Run, invented: Round, tmp_path: Path, said: dict[str, dict[str, str]], now: dict[str, Any]
) -> None:
    path = second_form(invented, tmp_path, 0, said)
    collect(run, invented, str(path), "--yes")
    items = yaml.safe_load(invented.filed(invented.case.units[0]).read_text(encoding="utf-8"))[
        "items"
    ]
    wanted = {**invented.case.items(0)["1.1.1"], **now}
    assert items == {"1.1.1": {key: value for key, value in wanted.items() if value}}


def test_once_the_cell_is_put_right_it_is_taken(run: Run, invented: Round, tmp_path: Path) -> None:
    place = invented.case.unreadable
    said = invented.case.typed(place) | {"1.1.10（2）": {"累计完成数": "12"}}
    path = second_form(invented, tmp_path, place, said)
    done = collect(run, invented, str(path), "--period", "2025-11", "--yes")
    assert done.code == 0
    assert f"已报 32 家；未报 6 家：{invented.case.units[UNTOUCHED]}" in done.err


@pytest.mark.parametrize(("args", "code"), [((), 0), (("--check",), 1)])
def test_missing_units_fail_only_where_that_is_asked(
    run: Run, invented: Round, args: tuple[str, ...], code: int
) -> None:
    name = next(path for path in invented.back.iterdir() if path.name.startswith("0报送"))
    assert collect(run, invented, str(name), *args).code == code


@pytest.mark.parametrize("number", [1, 12])
def test_killed_in_the_middle_each_file_is_as_it_was_or_as_it_should_be(
    run: Run, invented: Round, tmp_path: Path, number: int
) -> None:
    wanted = invented.all_filed()
    this = invented.copied(tmp_path / "again")
    command = [sys.executable, "-m", "sciplan", "collect", str(this.back), "--yes"]
    command += ["--period", "2025-11", "-p", str(this.plan)]
    env = environment({"SCIPLAN_TODAY": TODAY})
    with subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL,
                          stderr=subprocess.DEVNULL) as going:  # fmt: skip
        end = time.monotonic() + 60
        while time.monotonic() < end and going.poll() is None:
            if len(list(this.filed("x").parent.glob("*.yaml"))) >= number:
                going.send_signal(signal.SIGKILL)
                break
        going.wait()
    left = this.all_filed()
    files = {name: raw for name, raw in left.items() if name.endswith(".yaml")}
    assert len(files) >= number
    assert all(raw == wanted[name] for name, raw in files.items())
    collect(run, this, str(this.back), "--period", "2025-11", "--yes")
    again = this.all_filed()
    assert {name: raw for name, raw in again.items() if name in wanted} == wanted
