"""Forms: workbooks that go out to a unit, are filled in, and come back to be read.

A paper that is a form says what it is in a `FormKind` called `FORM` and makes an `Answer` a unit
with `form_answer`; its line in `PAPERS` says `is_form=True`. `compare/returns/form.py` reads any of
them again.

A form's workbook has three sheets:

1. The form. Above the table stand its title, whose plan it is, and lines `label：value`: the unit
   and the plan's id (and the period, if the form has one), then what else is to be filled in. All
   that tells whose form it is can be seen, so that a sheet saved as CSV still says it. Below the
   table stands nothing: rows may be added there. The table's first column is its key.
2. 填表说明: how to fill it in, and that the third is there and why.
3. 填表信息, hidden: rows of text, from A1 on.

   ========  ===================================================================
   format    `sciplan-form/1`
   kind      the paper's key in `PAPERS`
   plan      the plan's id
   unit      the unit's short name
   period    the period; empty where the form has none
   (empty)
   above     a line above the table as it went out, but for those with labels
   column    the keys of the table's columns, from B on
   title     what the columns are called on the sheet, from B on
   row       a row as it went out, from B on; one line for each row that has a key
   ========  ===================================================================

All three hold that unit's rows only: a form is for its unit's eyes.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sciplan.base.answer import Answer, Column, HiddenSheet, Part, Records, Row, Table
from sciplan.papers.source import Source
from sciplan.plan.model import Plan
from sciplan.plan.periods import period_of
from sciplan.plan.style import PaperStyle

FORMAT = "sciplan-form/1"
HIDDEN = "填表信息"
GUIDE = "填表说明"
HEAD = ("format", "kind", "plan", "unit", "period")
"""The first column of the hidden sheet, down to the empty row."""
ABOVE, COLUMN, TITLE, ROW = "above", "column", "title", "row"
"""What begins its other rows."""
UNIT = Column(key="unit", title="填表单位（盖章）")
PLAN = Column(key="plan", title="方案代号")
PERIOD = Column(key="period", title="填报期")
OPEN_ONLY = "本表不得填写涉密信息。"
_WHY_HIDDEN = (
    "只写着表的种类、方案代号、单位和发出时本单位的各行，供汇总时自动对照，不含其他单位的内容；"
    "右键点工作表标签，选“取消隐藏”就能看到。"
)
_GAP = "　" * 4
_BLANK = "　" * 10
"""Between what stands on one line, and where something is to be written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormKind:
    """A kind of form.

    Args:
        kind: Its key, that of its paper.
        title: What it is called, on the sheet too.
        columns: Its table's columns; the first is the key. Those that are `given` are printed, the
            others filled in.
        fields: What is to be filled in above the table.
        answers: Keys of the fields that say something though no row is filled in.
        unit: What stands before the unit's name.
        periodic: Whether it is about a period.
        guide: How to fill it in, a line each.
    """

    kind: str
    title: str
    columns: tuple[Column, ...]
    fields: tuple[Column, ...] = ()
    answers: tuple[str, ...] = ()
    unit: Column = UNIT
    periodic: bool = False
    guide: tuple[str, ...] = ()

    @property
    def labels(self) -> tuple[Column, ...]:
        """What stands above the table as `label：value`."""
        return (self.unit, PLAN, *([PERIOD] if self.periodic else []), *self.fields)

    def titles(self, style: PaperStyle) -> dict[str, str]:
        """Return a column's key → what it is called, as the plan's papers word it."""
        return {
            column.key: column.title
            if column.number
            else style.headings.get(column.key, column.title)
            for column in self.columns
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One unit's form.

    Args:
        unit: The unit's short name.
        rows: Its rows; a cell a column, "" where something is to be filled in. Rows without a key
            are room to write.
        fields: Field's key → what is known of it already.
        period: Which period it is about, as files write it.
        notes: Lines above the table.
    """

    unit: str
    rows: Sequence[tuple[str, ...]]
    fields: dict[str, str]
    period: str = ""
    notes: tuple[str, ...] = ()


def form_answer(source: Source, kind: FormKind, form: Form) -> Answer:
    """Return a unit's form as a workbook's content."""
    table = Table(
        columns=kind.columns, rows=tuple(Row(cells=row) for row in form.rows), by_hand=True
    )
    sheet = Part(
        title=kind.title,
        lead=(*_lines(source.plan, kind, form), *form.notes, OPEN_ONLY),
        tables=(table,),
        landscape=True,
    )
    return Answer(
        heading=source.heading,
        parts=(sheet, _guide(kind)),
        # What is filled in stands in one place: no data sheet.
        records=Records.none(),
        title=kind.title,
        hidden=HiddenSheet(HIDDEN, tuple(_hidden(source, kind, form))),
    )


def _lines(plan: Plan, kind: FormKind, form: Form) -> Iterator[str]:
    """Yield the lines above the table: whose form it is, then what is filled in beside it."""
    period = period_of(form.period)
    shown = period.words if period else form.period
    known = {UNIT.key: form.unit, PLAN.key: plan.id, PERIOD.key: shown, **form.fields}
    said = [f"{each.title}：{known.get(each.key) or _BLANK}" for each in kind.labels]
    count = len(said) - len(kind.fields)
    yield _GAP.join(said[:count])
    if kind.fields:
        yield _GAP.join(said[count:])


def _guide(kind: FormKind) -> Part:
    given = "、".join(column.title for column in kind.columns if column.given)
    grey = f"灰色的格（{given}）是发出时印好的，请不要改；第一列用来对照，请保留。"
    lines = (
        *kind.guide,
        grey if given else "",
        "表头、表头上面的单位和方案代号请保留。行可以增减，可以排序。",
        f"本工作簿有一张隐藏的工作表“{HIDDEN}”，{_WHY_HIDDEN}",
        "填好后存为 .xlsx 退回；存为 .csv 也能汇总。",
        OPEN_ONLY,
    )
    numbered = (f"{number}．{line}" for number, line in enumerate(filter(None, lines), 1))
    return Part(title=GUIDE, lead=tuple(numbered))


def _hidden(source: Source, kind: FormKind, form: Form) -> Iterator[tuple[str, ...]]:
    said = (FORMAT, kind.kind, source.plan.id, form.unit, form.period)
    yield from zip(HEAD, said, strict=True)
    yield ()
    yield from ((ABOVE, line) for line in (kind.title, source.heading, *form.notes, OPEN_ONLY))
    titles = kind.titles(source.style)
    yield (COLUMN, *titles)
    yield (TITLE, *titles.values())
    yield from ((ROW, *row) for row in form.rows if row[0])
