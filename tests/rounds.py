"""Rounds of collecting: whose plan, what its units type, and what is to be filed of it.

What a unit is asked follows from the plan as plain data, and not from the code under test.
"""

import json
import shutil
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from progress_samples import (
    TITLE,
    UNITS,
    as_csv,
    edited,
    filling,
    forms_in,
    measures,
    plan_text,
    row_of,
)
from referees import office_saved
from support import PLAN_TEXT, Ran, facts, measures_in, process, roles_of

_INVENTED = """
progress:
  basis: 某办〔2025〕3号
  period: month
  due: {day: 25}
  states: {推进中: 正在推进, 已完成: 已办结}
  lights:
    - {name: 黄, when: {behind: 10}, basis: 某办〔2025〕3号}
"""
_SHIPPED = "\nprogress:\n  basis: 某函〔2025〕9号\n  also_cooperating: true\n"
CASES = ("invented", "shipped")
BACK = 33
TWICE, CUT, RETITLED, UNTOUCHED, ADDED = 4, 2, 5, 3, 6
LATE = 33
"""Places of units of whom something is odd; the last sends its form of the month before."""
_CSVS = {31: "utf-8-sig", 32: "gb18030"}
_NUMBERS = ("1,200", "1200{}", "一千二百", "1200", "累计１２００{}", "1.2千{}", "约1200{}")
"""Ways to write 1200."""
_ABOUT = 6
"""The one of these that says that it is no exact number."""
STATES = ("推进中", "已完成", "未启动")
TODAY = "2026-06-30"


class Row(NamedTuple):
    """A row of a unit's form: its key, its measure, and the target's name and unit of measure."""

    key: str
    measure: str
    what: str = ""
    unit: str = ""


class Case(NamedTuple):
    """A plan and what its units are asked.

    Args:
        plan: The plan's id.
        text: The plan file.
        rows: Unit → the rows of its form, by precedence.
        words: State → what the office calls it, where it has words of its own.
        unreadable: The place of the unit that types a second number that can't be read.
        expected: Target's name → what its time asks for until 2025-11-30; of those compared.
        paces: 进度 of a measure with no, one and two targets.
        ruled: A measure that is put off to 2028-06, and what its time asks for then.
        behind: Whether what has two targets is behind its time.
    """

    plan: str
    text: str
    rows: Mapping[str, tuple[Row, ...]]
    words: Mapping[str, str]
    unreadable: int
    expected: Mapping[str, float]
    paces: tuple[str, str, str]
    ruled: tuple[str, list[float | None], str]
    behind: bool

    @property
    def units(self) -> tuple[str, ...]:
        return tuple(self.rows)

    @property
    def good(self) -> list[int]:
        """The places of the units whose forms are taken."""
        return [place for place in range(BACK) if place not in (UNTOUCHED, self.unreadable)]

    @property
    def missing(self) -> list[str]:
        """The units of which nothing is filed."""
        return [unit for place, unit in enumerate(self.units) if place not in self.good]

    @property
    def about(self) -> set[int]:
        """The places of the units who say that a number is no exact one."""
        return {
            place
            for place in self.good
            if place % len(_NUMBERS) == _ABOUT and any(row.what for row in self.at(place))
        }

    def at(self, place: int) -> tuple[Row, ...]:
        """Return the rows of the unit at a place."""
        return self.rows[self.units[place]]

    def measures(self, place: int) -> list[str]:
        """Return the measures that the unit at a place is asked of."""
        return list(dict.fromkeys(row.measure for row in self.at(place)))

    def state(self, place: int) -> str:
        """Return what a unit chooses as 完成情况, as its form words it."""
        state = STATES[place % 3]
        return self.words.get(state, state)

    def typed(self, place: int) -> dict[str, dict[str, str]]:
        """Return what the unit at a place types, by row and column."""
        said: dict[str, dict[str, str]] = {}
        for row in self.at(place):
            if row.key != row.measure:
                odd = f"12{row.unit}次"
                said[row.key] = {
                    "累计完成数": odd if place == self.unreadable else "十二" + row.unit
                }
                continue
            cells = {"本期进展": f"办了{place}件", "完成情况": self.state(place)}
            cells |= {"存在问题": "缺人\n缺钱"} if place % 5 == 0 else {}
            if row.what:
                number = _NUMBERS[place % len(_NUMBERS)].format(row.unit)
                cells |= {"累计完成数": number, "本期完成数": "200"}
            said[row.key] = cells
        return said

    def items(self, place: int) -> dict[str, dict[str, Any]]:
        """Return the items that the file of the unit at a place is to hold."""
        items: dict[str, dict[str, Any]] = {}
        for row in self.at(place):
            if row.key != row.measure:
                items[row.measure]["done"][row.what] = 12
                continue
            item: dict[str, Any] = {"state": STATES[place % 3], "progress": f"办了{place}件"}
            item |= {"trouble": "缺人\n缺钱"} if place % 5 == 0 else {}
            if row.what:
                item |= {"done": {row.what: 1200}, "this_period": {row.what: 200}}
            items[row.measure] = item
        if place == CUT:
            del items[self.measures(place)[-1]]
        return items


@cache
def cases() -> dict[str, Case]:
    """Return the invented plan and the shipped one by name."""
    invented = Case(
        plan="demo",
        text=plan_text(_INVENTED),
        rows={unit: _invented_rows(place) for place, unit in enumerate(UNITS)},
        words={"推进中": "正在推进", "已完成": "已办结"},
        unreadable=9,
        # 334 of 1,095 days of 3,000 people, and of 730 days of 30 events, of which 12 are held.
        expected={"培训骨干": 915.07, "开展活动": 13.73},
        paces=("不作比较", "超序时", "未达到序时"),
        # 334 of 1,277 days of 3,000, and of as many of 30.
        ruled=("1.1.1", [784.65, 7.85], "超序时"),
        behind=True,
    )
    shipped = Case(
        plan="qujing-2021-2025",
        text=PLAN_TEXT + _SHIPPED,
        rows=_shipped_rows(),
        words={},
        unreadable=7,
        # Its targets don't say from when they count.
        expected={},
        paces=("不作比较", "不作比较", "不作比较"),
        ruled=("2.2.3", [None, None], "不作比较"),
        behind=False,
    )
    return dict(zip(CASES, (invented, shipped), strict=True))


def _invented_rows(place: int) -> tuple[Row, ...]:
    rows = []
    for ident in measures(place):
        led_by = int(ident.rpartition(".")[2]) - 1
        first = ("培训骨干", "人") if led_by % 3 != 2 else ()
        rows.append(Row(ident, ident, *first))
        if led_by % 3 == 0:
            rows.append(Row(f"{ident}（2）", ident, "开展活动", "场"))
    return tuple(rows)


def _shipped_rows() -> dict[str, tuple[Row, ...]]:
    data = facts()
    rows: dict[str, list[Row]] = {unit: [] for unit in data["units"]}
    for measure in measures_in(data):
        ident = measure["id"]
        targets = [(each["what"], each.get("unit", "")) for each in measure.get("targets", ())]
        lines = [Row(ident, ident, *(targets[0] if targets else ()))]
        lines += [Row(f"{ident}（{n}）", ident, *each) for n, each in enumerate(targets[1:], 2)]
        for unit in roles_of(data, measure):
            rows[unit] += lines
    return {unit: tuple(each) for unit, each in rows.items()}


class Round(NamedTuple):
    """The folders of a round.

    Args:
        case: Whose it is.
        plan: The plan file.
        forms: The forms that went out.
        back: Those that came back.
        ran: What collecting them gave, without the files that it wrote.
    """

    case: Case
    plan: Path
    forms: Path
    back: Path
    ran: Ran

    def form(self, place: int) -> bytes:
        """Return the form that went to the unit at a place."""
        return forms_in(self.forms / "2025-11")[self.case.units[place]].read_bytes()

    def filed(self, unit: str, period: str = "2025-11") -> Path:
        return self.plan.parent / "progress" / self.case.plan / period / f"{unit}.yaml"

    def all_filed(self) -> dict[str, bytes]:
        folder = self.plan.parent / "progress"
        return {
            str(path.relative_to(folder)): path.read_bytes()
            for path in folder.rglob("*") if path.is_file()
        }  # fmt: skip

    def copied(self, folder: Path, *, collected: bool = False) -> "Round":
        """Return the round with a plan file of its own and, if wanted, what was collected."""
        folder.mkdir(exist_ok=True)
        plan = folder / "plan.yaml"
        shutil.copy(self.plan, plan)
        if collected:
            shutil.copytree(self.plan.parent / "progress", folder / "progress")
        return self._replace(plan=plan)


def _returned(case: Case, place: int, raw: bytes) -> bytes:
    """Return the form of the unit at a place as it comes back."""
    fill = filling(case.typed(place), f"人{place}")

    def edit(sheet: Any, columns: Mapping[str, int]) -> None:
        if place == UNTOUCHED:
            return
        fill(sheet, columns)
        if place == CUT:
            sheet.delete_rows(row_of(sheet, case.measures(place)[-1]))
        if place == RETITLED:
            first = row_of(sheet, case.measures(place)[0])
            sheet.cell(first, columns["任务内容"]).value = "另一项工作"
        if place == ADDED:
            sheet.cell(sheet.max_row + 1, columns["本期进展"]).value = "另外办的事"

    return edited(raw, edit)


def _sent(case: Case, folder: Path) -> list[Path]:
    """Send a case's forms out and have them come back; return those that LibreOffice opens."""
    plan, forms, back = _places(folder)
    folder.mkdir()
    plan.write_text(case.text, encoding="utf-8")
    for period in ("2025年10月", "2025-11"):
        told = ("--only", TITLE, "--period", period, "-p", str(plan))
        assert process(["export", str(forms / period), *told]).returncode == 0
    out = forms_in(forms / "2025-11")
    back.mkdir()
    opened = []
    for place, unit in enumerate(case.units[:BACK]):
        content = _returned(case, place, out[unit].read_bytes())
        name = f"{place}报送（终稿）"
        if place in _CSVS:
            (back / f"{name}.csv").write_bytes(as_csv(content, _CSVS[place]))
            continue
        (back / f"{name}.xlsx").write_bytes(content)
        if place % 3 == 0:
            opened.append(back / f"{name}.xlsx")
    early = filling({case.measures(TWICE)[0]: {"本期进展": "先报的"}})
    raw = edited(out[case.units[TWICE]].read_bytes(), early, "2025-11-18T08:00:00Z")
    (back / "最后又改的.xlsx").write_bytes(raw)
    old = forms_in(forms / "2025年10月")[case.units[LATE]]
    late = filling({case.measures(LATE)[0]: {"本期进展": "上月的"}})
    (back / "上个月的.xlsx").write_bytes(edited(old.read_bytes(), late))
    assert len(opened) == 11
    return opened


def _places(folder: Path) -> tuple[Path, Path, Path]:
    return folder / "plan.yaml", folder / "发出", folder / "退回"


def play(top: Path) -> None:
    """Play all rounds in a new folder, and note what collecting their forms said."""
    top.mkdir()
    opened = [path for name in CASES for path in _sent(cases()[name], top / name)]
    for path, content in zip(opened, office_saved(opened, top / "office"), strict=True):
        path.write_bytes(content)
    for name in CASES:
        plan, _, back = _places(top / name)
        told = ["collect", str(back), "--period", "2025-11", "--yes", "-p", str(plan)]
        done = process(told, env={"SCIPLAN_TODAY": TODAY})
        ran = Ran(done.returncode, done.stdout.decode(), done.stderr.decode())
        (top / f"{name}.json").write_text(json.dumps(ran), encoding="utf-8")


def played(top: Path, name: str) -> Round:
    """Return a round that was played in a folder."""
    ran = Ran(*json.loads((top / f"{name}.json").read_text(encoding="utf-8")))
    return Round(cases()[name], *_places(top / name), ran)
