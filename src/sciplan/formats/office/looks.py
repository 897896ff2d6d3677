"""Named styles of a Word document: whoever wants another look changes it in one place."""

from dataclasses import dataclass, field, fields, replace
from functools import cache
from xml.sax.saxutils import escape

from sciplan.formats.office.text import clean
from sciplan.plan.style import PaperStyle

TITLE_SIZE, BODY_SIZE, HEADING_LINE_SIZE = 22.0, 16.0, 14.0
"""二号, 三号, 四号, in points."""
TABLE_SIZES = 12.0, 10.5, 9.0
"""小四, 五号, 小五."""
NUMBER_FONT, NUMBER_SIZE = "宋体", 14.0
TWIPS = 20
_TIGHTEST = 1.2
"""Lines nearer to each other than this, in sizes of the font, would be cut if held to it."""
_CONTENTS_LINE = 22.0
_CONTENTS_WIDTH = 8844
"""Twips: 156 mm, between the margins of an upright page."""
_SIZE_NAMES = ("小四", "五号", "小五")
_LANGUAGE = '<w:lang w:val="zh-CN" w:eastAsia="zh-CN"/>'
"""Of all text; a PDF made of the document says so too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedStyle:
    """A style of paragraphs.

    Args:
        ident: By which paragraphs name it.
        name: As people see it; Title and Body Text are Word's own, 标题 and 正文文本 to its users.
        font: By the name that Word lists.
        size: In points.
        spacing: Distance of lines in points.
        exact: Whether that is so whatever stands in them; else at least.
        align: `left`, `center`, `right` or `both`.
        indent: First line, in characters.
        before: Points above.
        after: Points below.
        level: Place in the outline, from 1; 0 for running text.
        edge: Left and right, in characters.
        leader: Where dots lead to, in twips; 0 where they don't.
    """

    ident: str
    name: str
    font: str
    size: float
    spacing: float
    exact: bool = True
    align: str = "both"
    indent: int = 0
    before: float = 0
    after: float = 0
    level: int = 0
    edge: int = 0
    leader: int = 0

    def xml(self) -> str:
        """Return it as Word keeps it."""
        rule = "exact" if self.exact else "atLeast"
        sides = "".join(
            f' w:{side}Chars="{self.edge * 100}" w:{side}="{round(self.edge * self.size * TWIPS)}"'
            for side in (("left", "right") if self.edge else ())
        )
        first = round(self.indent * self.size * TWIPS)
        more = f' w:firstLineChars="{self.indent * 100}" w:firstLine="{first}"'
        indent = f"<w:ind{sides}{more if self.indent else ''}/>" if self.indent or sides else ""
        tab = f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{self.leader}"/></w:tabs>'
        own = self.name in ("Title", "Body Text")
        return (
            f'<w:style w:type="paragraph"{"" if own else _CUSTOM} w:styleId="{self.ident}">'
            f'<w:name w:val="{self.name}"/><w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>'
            f"{tab if self.leader else ''}"
            # No blanks of Word's own between characters and digits: columns are as wide as text.
            '<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/><w:snapToGrid w:val="0"/>'
            f'<w:spacing w:before="{round(self.before * TWIPS)}"'
            f' w:after="{round(self.after * TWIPS)}"'
            f' w:line="{round(self.spacing * TWIPS)}" w:lineRule="{rule}"/>'
            f'{indent}<w:jc w:val="{self.align}"/>'
            + (f'<w:outlineLvl w:val="{self.level - 1}"/>' if self.level else "")
            + f"</w:pPr>{run_properties(self.font, self.size)}</w:style>"
        )


_CUSTOM = ' w:customStyle="1"'


@cache
def run_properties(font: str, size: float) -> str:
    """Return what text bears that has no style of its own.

    One font for all scripts: the widths of tables hold, and no machine lacks a second font. The
    hint makes “”—… East Asian, which Word otherwise sets in the Western font.
    """
    name = escape(clean(font), {'"': "&quot;"})
    half_points = round(size * 2)
    return (
        f'<w:rPr><w:rFonts w:hint="eastAsia" w:ascii="{name}" w:hAnsi="{name}"'
        f' w:eastAsia="{name}" w:cs="{name}"/>'
        f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>{_LANGUAGE}</w:rPr>'
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """The look of one paragraph: a style, and what this paragraph has besides.

    Args:
        style: The style.
        align: Where it stands, if not as the style says.
        keep: Whether it stays on the page of what follows.
        new_page: Whether it begins a page.
    """

    style: NamedStyle
    align: str = ""
    keep: bool = False
    new_page: bool = False

    @property
    def kept(self) -> "Look":
        """The same on the page of what follows."""
        return replace(self, keep=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class TableStyles:
    """The styles of a table whose type has one size.

    Args:
        text: Of cells.
        head: Of the columns' headings.
        upright: Of headings that run from top to bottom.
        group: Of a section's row and of what stands below a row.
        total: Of the row of sums.
    """

    text: NamedStyle
    head: NamedStyle
    upright: NamedStyle
    group: NamedStyle
    total: NamedStyle


@dataclass(frozen=True, slots=True, kw_only=True)
class Styles:
    """All styles of a document.

    Args:
        title: Of a paper.
        plan: Its second line: whose plan.
        label: 附件1, above the title.
        above: The plan's title over a table's; no heading of its own.
        heading: 一、
        subheading: （一）
        body: Running text.
        opening: To whom a letter goes.
        closing: From whom, and when.
        note: What stands under a table.
        contents: A line of a list of contents.
        number: The page's.
        tables: By size of type.
    """

    title: NamedStyle
    plan: NamedStyle
    label: NamedStyle
    above: NamedStyle
    heading: NamedStyle
    subheading: NamedStyle
    body: NamedStyle
    opening: NamedStyle
    closing: NamedStyle
    note: NamedStyle
    contents: NamedStyle
    number: NamedStyle
    tables: dict[float, TableStyles] = field(default_factory=dict)

    def all(self) -> list[NamedStyle]:
        """Return them in the order in which the file lists them."""
        own = [getattr(self, each.name) for each in fields(self) if each.name != "tables"]
        return own + [
            getattr(kind, each.name) for kind in self.tables.values() for each in fields(kind)
        ]


def styles_of(style: PaperStyle) -> Styles:
    """Return the styles in which a plan's papers are set."""
    body = NamedStyle(
        ident="BodyText", name="Body Text", font=style.body_font, size=BODY_SIZE,
        spacing=style.line_spacing, indent=2, after=4,
    )  # fmt: skip
    heading = replace(
        body, ident="HeadingOne", name="一级标题", font=style.heading_font, before=6, level=2
    )
    plan = replace(
        body, ident="PlanLine", name="方案名称", font=style.subheading_font,
        size=HEADING_LINE_SIZE, align="center", indent=0, after=style.line_spacing / 2,
    )  # fmt: skip
    title = NamedStyle(
        ident="Title", name="Title", font=style.title_font, size=TITLE_SIZE,
        spacing=max(style.line_spacing, 35.0), align="center", level=1,
    )  # fmt: skip
    return Styles(
        title=title,
        above=replace(title, ident="PlanTitle", name="方案标题", level=0),
        plan=plan,
        label=replace(
            body, ident="Annex", name="附件序号", font=style.heading_font, align="left", indent=0
        ),
        heading=heading,
        subheading=replace(
            heading, ident="HeadingTwo", name="二级标题", font=style.subheading_font, level=3
        ),
        body=body,
        opening=replace(body, ident="LetterOpening", name="称谓", indent=0),
        closing=replace(body, ident="LetterClosing", name="落款", indent=0, align="right"),
        note=replace(
            body, ident="Note", name="注", size=TABLE_SIZES[0], spacing=style.table_spacing,
            exact=False, after=0,
        ),
        contents=replace(
            body, ident="Contents", name="目录行", size=HEADING_LINE_SIZE, spacing=_CONTENTS_LINE,
            align="left", indent=0, after=0, leader=_CONTENTS_WIDTH,
        ),
        number=NamedStyle(
            ident="PageNumber", name="页码", font=NUMBER_FONT, size=NUMBER_SIZE,
            spacing=NUMBER_SIZE, exact=False, align="right", edge=1,
        ),
        tables={
            size: _table(style, size, name)
            for size, name in zip(TABLE_SIZES, _SIZE_NAMES, strict=True)
        },
    )  # fmt: skip


def _table(style: PaperStyle, size: float, name: str) -> TableStyles:
    """Return the styles in cells; a row never cuts its text, however near the lines.

    Lines of smaller type are nearer to each other.
    """
    spacing = style.table_spacing * size / TABLE_SIZES[0]
    text = NamedStyle(
        ident=f"TableText{round(size * 2)}", name=f"表格文字（{name}）", font=style.body_font,
        size=size, spacing=spacing, exact=spacing >= size * _TIGHTEST,
        align="left",
    )  # fmt: skip

    def other(ident: str, said: str, **changes: object) -> NamedStyle:
        made = replace(text, ident=f"{ident}{round(size * 2)}", name=f"{said}（{name}）")
        return replace(made, **changes)  # type: ignore[arg-type]

    return TableStyles(
        text=text,
        head=other("TableHead", "表头", font=style.heading_font, align="center"),
        # Lines of upright text stand beside each other: their distance is a width.
        upright=other(
            "TableUpright", "竖排表头", font=style.heading_font, align="center",
            spacing=size * 1.05, exact=True,
        ),
        group=other("TableGroup", "表格章节", font=style.subheading_font),
        total=other("TableTotal", "合计", font=style.heading_font),
    )  # fmt: skip
