"""A document → a draft of its plan: ids, units, targets, and what a human must check."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

from sciplan.base.marks import tight
from sciplan.base.problem import FieldPath, Problem
from sciplan.documents.clauses.finding import find
from sciplan.documents.clauses.first_lead import rule_of
from sciplan.documents.clauses.task import Group
from sciplan.documents.clauses.unclaimed import unclaimed
from sciplan.documents.cleaning.cleaning import clean
from sciplan.documents.draft.agreement import compared
from sciplan.documents.draft.body import Body, body_of
from sciplan.documents.draft.identity import Proposal, coordinator, identifier, jurisdiction
from sciplan.documents.draft.oddities import TOLD, explained
from sciplan.documents.draft.writer import CHECK, Doubt, Writer
from sciplan.documents.outline import head as heads
from sciplan.documents.outline.grouping import as_group, tidy
from sciplan.documents.outline.outline import OutlineItem
from sciplan.documents.readers.document import Document, Grid, Paragraph, Repair
from sciplan.documents.tables.table import table_group, unread_columns, without_repeats
from sciplan.documents.words.markers import SECTION
from sciplan.documents.words.names import is_body
from sciplan.documents.words.targets import targets_in
from sciplan.plan.model import FirstLead, Head, Period, Plan, Target
from sciplan.plan.walk import provisions

_LONGEST_NAME = 45


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What an import gives.

    Args:
        plan: The plan; it validates.
        comments: Field path → what a human should know or look at there.
        problems: What could not be read or needs a look, with places in the document.
        repairs: What cleaning changed.
        clauses: How many clauses were read.
        lines: Id of a measure or provision → its place in the document.
        places: Place in the document → the cleaned text there, in order.
        doubts: Problem about a measure or provision → what it is about.
        counted: What places in the document count, in Chinese: 行 or 段.
    """

    plan: Plan
    comments: dict[FieldPath, str]
    problems: tuple[Problem, ...]
    repairs: tuple[Repair, ...]
    clauses: int
    lines: dict[str, int]
    places: dict[int, str]
    doubts: dict[Problem, Doubt]
    counted: str

    @property
    def text(self) -> str:
        """The cleaned text."""
        return "\n".join(self.places.values())


def draft(document: Document, report: Callable[[str], None] = lambda _stage: None) -> Draft:
    """Turn a document into a draft of its plan.

    Args:
        document: The document as its reader gives it.
        report: Called with each stage that begins, in Chinese.

    Raises:
        SciplanError: It needs a converter that isn't installed.
    """
    report("修补文字")
    cleaned = clean(document)
    report("分出标题和条目")
    stem = PurePath(document.path).stem
    body = body_of(cleaned.document, stem)
    facts = heads.facts(body.everything, body.trees[0].paragraphs, stem, document.meta)
    report("读责任条款")
    found = _read(body, heads.stems(facts.place), document.counted)
    report("编写方案")
    longest = min(max(map(len, found.known), default=0), _LONGEST_NAME)
    writer = Writer(document.path, found.rule, found.known, longest)
    text = "\n".join(paragraph.text for paragraph in body.everything)
    ident, place = identifier(facts, document.path), jurisdiction(facts, text)
    head = _head(facts, found.rule, ident, place)
    plan = writer.plan(found.whole, head, _goals(body.trees, found.whole))
    chief = coordinator(_prose(plan), found.known)
    plan = replace(plan, head=replace(plan.head, coordinator=chief.value))
    _report_unclaimed(writer, plan, [*body.paragraphs, *_cells_of(found.unread)], found.known)
    plan = replace(plan, errata=explained(plan))
    _report_rest(writer, plan, cleaned.damaged, document.unread)
    return Draft(
        plan=plan,
        comments=writer.comments(plan)
        | _to_confirm(plan)
        | _proposed(id=ident, jurisdiction=place, coordinator=chief),
        problems=tuple(sorted(writer.problems, key=lambda one: one.location)),
        repairs=(
            *cleaned.repairs,
            *(Repair("网页附属文字", one.line, one.text[:60], "") for one in body.furniture),
            *document.left_out,
            *(one for table in found.read for one in unread_columns(table)),
        ),
        clauses=writer.clauses,
        lines=writer.lines,
        places=_places(body.everything, body.grids),
        doubts=writer.doubts,
        counted=document.counted,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """What the text and the tables say.

    Args:
        whole: All tasks and duties under their headings.
        known: Names of bodies.
        rule: The document's sentence that the first listed leads, empty for none.
        read: The tables that hold tasks.
        unread: Those that hold none.
    """

    whole: Group
    known: Mapping[str, None]
    rule: str
    read: Sequence[Grid]
    unread: Sequence[Grid]


def _read(body: Body, places: Collection[str], counted: str) -> _Read:
    trees = body.trees
    known = {name: None for tree in trees for name in _known(tree, places)}
    grids = body.grids
    told = without_repeats([table_group(block, known, places) for block in grids])
    tables = {block: group for block, group in zip(grids, told, strict=True) if group}
    groups = [as_group(tree, known, places) for tree in trees]
    tasks = [task for top in groups for task in top.walk()]
    agreement = compared(tasks, tables, counted)
    if tables:
        trees = [_without_letter(*pair) for pair in zip(trees, groups, strict=True)]
        groups = [as_group(tree, known, places, agreement.tables) for tree in trees]
    whole = agreement.applied(_joined(trees, groups))
    return _Read(
        whole=whole,
        known=known | _names_of(whole),
        rule=rule_of(body.everything, (task for top in groups for task in top.walk())),
        read=list(tables),
        unread=[block for block in grids if block not in tables],
    )


def _report_unclaimed(
    writer: Writer, plan: Plan, paragraphs: Sequence[Paragraph], known: Collection[str]
) -> None:
    holders = _Holders(plan, writer.lines)
    for line, printed in unclaimed(paragraphs, [task.printed for task in writer.tasks], known):
        writer.unclaimed(line, printed, holders.of(line, printed))


def _report_rest(
    writer: Writer, plan: Plan, damaged: Iterable[Repair], unread: Iterable[str]
) -> None:
    if not plan.entries:
        writer.trouble("no-measures", 1, "没有读出举措：没有认出责任条款或任务分解表")
    for erratum in (one for one in plan.errata if one.rule not in TOLD):
        writer.trouble(erratum.rule, writer.lines.get(erratum.at, 0), erratum.printed)
    for repair in damaged:
        writer.trouble("damaged-text", repair.line, f"文字损坏，未能复原：{repair.before}")
    for part in unread:
        writer.trouble("unread-part", 1, part)


def _cells_of(grids: Iterable[Grid]) -> Iterator[Paragraph]:
    """Yield the cells of tables."""
    for table in grids:
        for number, row in enumerate(table.rows):
            for cell in dict.fromkeys(row):
                yield Paragraph(cell, table.line + number)


def _places(paragraphs: Iterable[Paragraph], grids: Iterable[Grid]) -> dict[int, str]:
    """Return what stands at each place, a table's rows too."""
    rows = (
        Paragraph(" ".join(dict.fromkeys(filter(None, row))), table.line + number)
        for table in grids
        for number, row in enumerate(table.rows)
    )
    found: dict[int, list[str]] = {}
    for one in (*paragraphs, *rows):
        found.setdefault(one.line, []).append(one.text)
    return {line: "\n".join(dict.fromkeys(found[line])) for line in sorted(found)}


def _prose(plan: Plan) -> Iterator[str]:
    """Yield the texts of provisions, titles before them: a cut title begins its sentence."""
    for section in plan.all_sections:
        for provision in section.provisions:
            yield provision.text


def _proposed(**proposals: Proposal) -> dict[FieldPath, str]:
    """Return a note beside each fact of the plan that was worked out, not read."""
    notes = {key: one.ground for key, one in proposals.items() if one.value and one.ground}
    found: dict[FieldPath, str] = {("plan", key): f"{CHECK}：{why}" for key, why in notes.items()}
    found["plan", "id"] = f"{CHECK}：代号{notes.get('id', '')}，可改为好记的，如地名拼音加年份"
    return found


def _to_confirm(plan: Plan) -> dict[FieldPath, str]:
    return {("errata", index): f"{CHECK}：对照印发文本" for index in range(len(plan.errata))}


def _known(tree: OutlineItem, places: Collection[str]) -> dict[str, None]:
    """Return the names that clauses print in full: they help to read the other clauses.

    A text without a body's ending is a name only where clauses print it again.
    """
    found: Counter[str] = Counter()
    for item in tree.walk():
        text = "\n".join(paragraph.text for paragraph in item.paragraphs)
        for clause in find(text, frozenset(), places):
            names = clause.said.names if clause.said else ()
            found.update(name.text for name in names if not name.printed)
    return {name: None for name, times in found.items() if times > 1 or is_body(name)}


def _names_of(top: Group) -> dict[str, None]:
    """Return the names in all clauses that were read."""
    said = (task.said.names for task in top.walk() if task.said)
    return {name.text: None for names in said for name in names}


def _goals(trees: Sequence[OutlineItem], top: Group) -> tuple[Target, ...]:
    """Return the numbers that the text before the first measure promises."""
    first = next((task.line for task in top.walk()), 0)
    found: list[Target] = []
    for item in (item for tree in trees for item in tree.walk()):
        if item.marker and item.line >= first:
            break
        found += targets_in(
            tidy("\n".join(one.text for one in item.paragraphs if one.line < first))
        )
    return tuple(found)


def _without_letter(tree: OutlineItem, text: Group) -> OutlineItem:
    """Return a tree, of a cover letter no more than its tables.

    Args:
        tree: The tree.
        text: What its text comes to. Text without tasks that has no headings is a letter.
    """
    if any(text.walk()) or any(item.marker and item.rank <= SECTION for item in tree.walk()):
        return tree
    tables = [grid for item in tree.walk() for grid in item.tables]
    return replace(tree, items=[], tables=tables)


def _joined(trees: Sequence[OutlineItem], groups: Sequence[Group]) -> Group:
    """Return a document's body with its annexes behind it; one alone may be all there is."""
    body, *_ = groups
    annexes = [
        replace(group, title=_title_of_tables(tree))
        for tree, group in zip(trees[1:], groups[1:], strict=True)
        if any(group.walk())
    ]
    empty = not (body.tasks or body.groups)
    if empty and len(annexes) == 1:
        return annexes[0]
    added = [one for annex in annexes for one in ([annex] if annex.tasks else annex.groups)]
    return replace(body, groups=(*body.groups, *added))


def _title_of_tables(tree: OutlineItem) -> str:
    titles = (grid.title for item in tree.walk() for grid in item.tables)
    return next(filter(None, titles), "任务分解表")


def _head(facts: heads.Facts, rule: str, ident: Proposal, place: Proposal) -> Head:
    return Head(
        id=ident.value,
        title=facts.title,
        number=facts.number,
        issuer=facts.issuer,
        issued=facts.issued,
        period=Period(start=facts.period[0], end=facts.period[1]) if facts.period else None,
        jurisdiction=place.value,
        based_on=facts.based_on,
        first_lead=FirstLead(quote=rule) if rule else None,
    )


class _Holders:
    """Which measure or provision holds a sentence."""

    def __init__(self, plan: Plan, lines: Mapping[str, int]) -> None:
        texts = {entry.measure.id: entry.measure.text for entry in plan.entries}
        texts |= {provision.id: provision.text for _, provision in provisions(plan)}
        self.at: dict[int, list[tuple[str, str]]] = {}
        for ident, text in texts.items():
            self.at.setdefault(lines[ident], []).append((ident, text))
        self.starts = sorted(self.at)

    def of(self, line: int, words: str) -> str:
        """Return the id of what begins at or above a line and holds some words, else nothing."""
        place = bisect_right(self.starts, line) - 1
        held = self.at[self.starts[place]] if place >= 0 else []
        return next((ident for ident, text in held if words in tight(text)), "")
