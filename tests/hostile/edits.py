"""Who edits what in which cell of the sheets that went out: what changes, or which refusal.

The expectations are made by hand of docs/roundtrip.md. `plans.ROUND` went out with these rows:

    2-4    1.1.1  牵头 市教体局、市科协; 配合 市财政局
    5-7    1.1.2  牵头 市科协; 配合 市教体局、市文旅局; 等
    8-11   1.2.1  牵头 市农业农村局; 配合 市科协、市财政局; 指导 市文旅局
    12-13  1.2.2  负责 市农业农村局、各县（市、区）人民政府
    A 编号 B 章节 C 举措 D 分条 E 身份 F 单位 G 等 H 指标 I 类别 J 指标属性 K 分管领导
    L 完成时限 M 完成日期 N 备注

Edits, parted by ` ; `: `F4=市文旅局` sets a cell, `N5-7=甲` a few of them, `-4` takes a row out,
`+1.1.3|牵头|市科协|新任务` adds one (编号, 身份, 单位, 举措), `2<>3` swaps two,
`only 3,5` leaves just these, `名册!B4=…` is of the sheet of units, `column -N` and
`column +进展` take out and add one, `sort F` sorts. A value may be `day 2026-06-30`, `number 2`,
`percent 0.13`, `formula =1+1`.
"""

from typing import NamedTuple

KINDS = ("kept", "plain", "csv")
"""With the hidden sheet of the export; without it; as CSV."""


class Case(NamedTuple):
    """One edit and what comes of it.

    Args:
        who: Who edits what.
        edits: The edits, see above.
        lines: Lines of the plan file that go and come, `-` and `+` before them.
        refused: The cell and words of the refusal, where it is one.
        told: Words of the summary.
        kinds: Of which kinds of sheets this is so.
        since: What was changed in the plan file since the export: what, and by what.
    """

    who: str
    edits: str
    lines: tuple[str, ...] = ()
    refused: tuple[str, str] | None = None
    told: str = ""
    kinds: tuple[str, ...] = KINDS
    since: tuple[str, str] = ("", "")


_BOOKS = ("kept", "plain")
_BLIND = ("plain", "csv")

UNITS = (
    Case("another body cooperates", "F4=市文旅局", ("-- 市财政局", "+- 市文旅局")),
    Case(
        "another one leads",
        "F8=市科协 ; F9=市农业农村局",
        ("+- 市科协", "+cooperating:", "-cooperating:", "-- 市科协"),
    ),
    Case("one comes to lead", "E4=牵头", ("-cooperating:",)),
    Case("one no longer leads", "E3=配合", ("-- 市科协   # 第二", "+- 市科协")),
    Case("one is struck out", "-3", ("-- 市科协   # 第二",), kinds=("kept",)),
    Case(
        "one is struck out of a sheet that can't tell",
        "-3",
        kinds=_BLIND,
        told="没有删去：1.1.1 牵头 市科协",
    ),
    Case(
        "the only one that cooperates is struck out",
        "-4",
        ("-cooperating:", "-- 市财政局"),
        kinds=("kept",),
    ),
    Case("one more cooperates", "+1.1.1|配合|市文旅局", ("+- 市文旅局",)),
    Case("the first one cooperates", "+1.2.2|配合|市科协", ("+cooperating:", "+- 市科协")),
    Case("a collective goes", "F13=市科协", ("-- 各县（市、区）人民政府", "+- 市科协")),
    Case(
        "a role outside the three becomes one of them",
        "E11=配合",
        ("-others:", "-指导:", "-- 市文旅局", "+- 市文旅局"),
    ),
    Case(
        "a misprint that is registered, as it stands", "F4=市文旅厅", ("-- 市财政局", "+- 市文旅厅")
    ),
    Case("a body in full", "F4=某市财政局", refused=("F4", "没有登记这个单位")),
    Case("the leads change places", "2<>3", ("+- 市科协   # 第二", "-- 市科协   # 第二")),
    Case("those that cooperate change places", "6<>7", ("+- 市文旅局", "-- 市文旅局")),
    Case("a body that nobody knows", "F4=市科斜", refused=("F4", "没有登记这个单位")),
    Case("two bodies in a cell", "F4=市财政局、市文旅局", refused=("F4", "一行")),
    Case("no body", "F4=", refused=("F4", "单位")),
    Case("a role that nobody knows", "E4=主办", refused=("E4", "主办")),
    Case("no role", "E4=", refused=("E4", "身份")),
    Case("a body in two roles", "F4=市科协", refused=("F4", "市科协")),
    Case(
        "a body in two roles by its other name", "F4=科协办", refused=("F4", "已列牵头，又列配合")
    ),
    Case("a body twice in a list", "F3=市教体局", refused=("F3", "市教体局")),
    Case("all leads struck out", "-3 ; -2", refused=("", "没有牵头单位"), kinds=("kept",)),
    Case(
        "all leads struck out of a sheet that can't tell", "-3 ; -2", kinds=_BLIND, told="没有删去"
    ),
)

FIELDS = (
    Case("a remark", "N5-7=改过", ("-remark: 原样", "+remark: 改过")),
    Case(
        "a remark in one of its rows",
        "N6=改过",
        ("-remark: 原样", "+remark: 改过"),
        kinds=("kept",),
        told="备注",
    ),
    Case(
        "a remark in one row of a sheet that can't tell",
        "N6=改过",
        kinds=_BLIND,
        refused=("N6", "各行要一致"),
    ),
    Case("a remark emptied", "N5-7=", ("-remark: 原样",)),
    Case("a new remark in one row", "N2=新注", ("+remark: 新注",)),
    Case("another deadline", "L5-7=长期", ("-deadline: 2025年底前", "+deadline: 长期")),
    Case("a new deadline", "L8=2026年", ("+deadline: 2026年",)),
    Case(
        "another day, as text",
        "M5-7=2026年6月30日",
        ("-deadline_date: 2025-12-31", "+deadline_date: 2026-06-30"),
    ),
    Case(
        "another day, as one",
        "M5-7=day 2026-06-30",
        ("-deadline_date: 2025-12-31", "+deadline_date: 2026-06-30"),
    ),
    Case("a new day", "M8=2026-12-31", ("+deadline_date: 2026-12-31",)),
    Case("a day that is none", "M5-7=年底", refused=("M5", "不是日期")),
    Case("a day that no month has", "M5-7=2025-02-30", refused=("M5", "不是日期")),
    Case("a deadline that became a day", "L8=day 2026-06-30", refused=("L8", "日期"), kinds=_BOOKS),
    Case("等 goes", "G5-7=", ("-and_others: true",)),
    Case("等 comes", "G2-4=等", ("+and_others: true",)),
    Case("等 in other words", "G2=若干", refused=("G2", "若干")),
    Case(
        "another title",
        "C2-4=培训教师",
        ("-title: 实施提升教师科学素质行动   # 不改", "+title: 培训教师   # 不改"),
    ),
    Case("two titles", "C2=甲 ; C3=乙", refused=("C2", "举措名称")),
    Case("no title", "C2-4="),
    Case("another part", "D12-13=2/2", ("-part: 1/2", "+part: 2/2")),
    Case("a part that is none", "D12-13=3/2", refused=("D12", "3/2")),
    Case("no part", "D12-13=", ("-part: 1/2",)),
    Case("another category", "I5-7=会议", ("-category: 活动", "+category: 会议")),
    Case("a new category", "I2=培训", ("+category: 培训",)),
    Case("an indicator's kind", "J5-7=约束性", ("-indicator: 预期性", "+indicator: 约束性")),
    Case("a new indicator's kind", "J2=约束性", ("+indicator: 约束性",)),
    Case("another leader", "K5-7=李某某", ("-leader: 王某某", "+leader: 李某某")),
    Case("a new leader", "K2=张某某", ("+leader: 张某某",)),
    Case("a heading, which is shown only", "B2=别处", refused=("B2", "只供查看")),
    Case("a target, which is shown only", "H2=5000人", refused=("H2", "只供查看")),
    Case("a heading emptied", "B2="),
)

MEASURES = (
    Case("a row gets another id", "A4=1.1.9", refused=("A4", "1.1.1")),
    Case("a measure gets another id", "A2-4=1.1.3", refused=("A2", "1.1.1")),
    Case(
        "a new measure",
        "+1.1.3|牵头|市科协|新任务",
        ('+- id: "1.1.3"', "+title: 新任务", "+lead:", "+- 市科协"),
    ),
    Case(
        "a new measure of several rows",
        "+1.2.3|牵头|市科协|新任务 ; +1.2.3|配合|市教体局",
        ('+- id: "1.2.3"', "+title: 新任务", "+lead:", "+- 市科协", "+cooperating:", "+- 市教体局"),
    ),
    Case(
        "a new measure without a title", "+1.1.3|牵头|市科协", refused=("A14", "新的举措要写名称")
    ),
    Case("a new measure in no section", "+3.1.1|牵头|市科协|新任务", refused=("A14", "3.1")),
    Case("the id of a provision", "+2.1|牵头|市科协|新任务", refused=("A14", "2.1")),
    Case("the id of a heading", "+1.1|牵头|市科协|新任务", refused=("A14", "1.1")),
    Case("a row of sums", "+合计||", refused=("A14", "不是编号")),
    Case("an id in wide digits", "A2-4=１.１.１"),
    Case("an id with blanks", "A5-7= 1.1.2 "),
    Case(
        "a measure's rows taken out of a sheet that can't tell",
        "-7 ; -6 ; -5",
        kinds=_BLIND,
        told="表里没有 1.1.2，没有删去",
    ),
    Case(
        "a body returns its own rows",
        "N5=改过 ; only 3,5,9",
        kinds=("kept",),
        lines=("-remark: 原样", "+remark: 改过"),
        told="只有市科协的行，只比较这些",
    ),
    Case(
        "a section is returned alone",
        "N5-7=改过 ; only 2,3,4,5,6,7",
        kinds=("kept",),
        lines=("-remark: 原样", "+remark: 改过"),
        told="只比较这些",
    ),
    Case(
        "one row is pasted into a CSV of its own",
        "N5=改过 ; only 5",
        kinds=_BLIND,
        lines=("-remark: 原样", "+remark: 改过"),
        told="没有删去",
    ),
    Case("a column goes", "column -N", told="表里没有的列不改：备注"),
    Case("a column comes", "column +进展", told="多出的列未读：进展"),
    Case("the sheet is sorted by bodies", "sort F"),
    Case("nothing", ""),
)

TEXTS = (
    Case("a text like a formula", "N2==1+1", ('+remark: "=1+1"',)),
    Case("a formula without a value", "N2=formula =1+1", refused=("N2", "公式"), kinds=_BOOKS),
    Case("a formula that failed", "N2=#REF!", refused=("N2", "公式")),
    Case("markup", "N2=<script>alert(1)</script>", ('+remark: "<script>alert(1)</script>"',)),
    Case("marks of a terminal's library", "N2=[bold]粗", ('+remark: "[bold]粗"',)),
    Case("a space without width", "N2=甲\u200b乙", ("+remark: 甲乙",)),
    Case("a turned direction", "N2=\u202e甲", ("+remark: 甲",)),
    Case("a control character", "N2=甲\x07乙", refused=("N2", "控制字符"), kinds=("csv",)),
    Case("a number", "N2=number 2", ('+remark: "2"',), kinds=_BOOKS),
    Case("a percentage", "N2=percent 0.13", ('+remark: "13%"',), kinds=_BOOKS),
    Case("a word of YAML", "N2=null", ('+remark: "null"',)),
    Case("signs of YAML", "N2=甲: 乙 # 丙", ('+remark: "甲: 乙 # 丙"',)),
    Case("a text that ends a comment", 'N2=甲"乙', ('+remark: 甲"乙',)),
)

ROSTER = (
    Case(
        "a full name",
        "名册!B4=某市财政局",
        ("-市财政局: {}", "+市财政局: {full_name: 某市财政局}"),
        kinds=("kept",),
    ),
    Case("a short name", "名册!A4=市财税局", refused=("A4", "市财政局"), kinds=("kept",)),
    Case(
        "a new unit, used at once",
        "名册!A8=市林草局 ; F4=市林草局",
        ("+市林草局: {}", "-- 市财政局", "+- 市林草局"),
        kinds=("kept",),
    ),
    Case(
        "a unit's name is another one's",
        "名册!D4=市科协",
        refused=("D4", "已是“市科协”的名称"),
        kinds=("kept",),
    ),
    Case("a unit's row is taken out", "名册!-4", told="市财政局", kinds=("kept",)),
)

BOTH = (
    Case("both changed a remark", "N5-7=改过", kinds=("kept",),
         since=("remark: 原样", "remark: 新"), refused=("N5", "两边都改过")),
    Case("both changed a remark, and the sheet can't tell", "N5-7=改过", kinds=_BLIND,
         since=("remark: 原样", "remark: 新"), lines=("-remark: 新", "+remark: 改过")),
    Case("both say the same", "N5-7=新", since=("remark: 原样", "remark: 新"), kinds=("kept",)),
    Case("the plan alone was changed", "", since=("remark: 原样", "remark: 新"), kinds=("kept",)),
    Case("the plan was changed elsewhere", "N5-7=改过", since=("category: 活动", "category: 会议"),
         kinds=("kept",), lines=("-remark: 原样", "+remark: 改过")),
    Case("the measure was renumbered", "N5-7=改过", since=('id: "1.1.2"', 'id: "1.1.3"'),
         refused=("A5", "1.1.3")),
    Case("the sheet is of another plan", "", since=("id: demo-2025", "id: demo-2026"),
         kinds=("kept",), refused=("", "demo-2025")),
)  # fmt: skip

CASES = (*UNITS, *FIELDS, *MEASURES, *TEXTS, *ROSTER, *BOTH)
