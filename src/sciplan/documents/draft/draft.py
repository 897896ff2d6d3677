"""A document → a draft of its plan: ids, units, targets, and what a human must check."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

from sciplan.base.marks import tight
from sciplan.base.problem import FieldPath, Problem
from sciplan.documents.clauses.first_lead import rule_of
from sciplan.documents.clauses.gathering import known as known_of
from sciplan.documents.clauses.gathering import names_of
from sciplan.documents.clauses.groups import Group
from sciplan.documents.clauses.one_body import unified
from sciplan.documents.cleaning.cleaning import clean
from sciplan.documents.doubt import Doubt
from sciplan.documents.draft.account import AccountedLine, accounted, left_out
from sciplan.documents.draft.agreement import compared
from sciplan.documents.draft.comments import comments
from sciplan.documents.draft.identity import (
    Proposal,
    coordinator,
    identifier,
    jurisdiction,
    uncertain,
)
from sciplan.documents.draft.leftovers import of_the_whole, unclaimed_words
from sciplan.documents.draft.oddities import explained
from sciplan.documents.draft.plan_text import PlanText, plan_text_of
from sciplan.documents.draft.precedence import by_precedence
from sciplan.documents.draft.questions import asked
from sciplan.documents.draft.reading import Hints, shown
from sciplan.documents.draft.second_look import suspicions
from sciplan.documents.draft.writing import plan_of, read_section
from sciplan.documents.outline import head as heads
from sciplan.documents.outline.grouping import as_group
from sciplan.documents.outline.outline import OutlineItem
from sciplan.documents.outline.texts import tidy
from sciplan.documents.readers.document import Document, Grid, Paragraph, Places, Repair
from sciplan.documents.tables.hidden import with_tables
from sciplan.documents.tables.table import table_group, unread_columns, without_repeats
from sciplan.documents.words.markers import SECTION
from sciplan.documents.words.targets import targets_in
from sciplan.plan.model import FirstLead, Head, Period, Plan, Provision, Target

_LONGEST_NAME = 45


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What an import gives.

    Args:
        path: The document, as the user named it.
        plan: The plan; it validates.
        comments: Field path → what a human should know or look at there.
        doubts: What could not be read or needs a look, in the document's order.
        repairs: What cleaning changed.
        clauses: How many clauses were read.
        lines: Id of a measure or provision → its place in the document.
        places: Place in the document → the cleaned text there, in order.
        account: What became of each line of the cleaned document.
        found_at: Where its lines are found.
    """

    path: str
    plan: Plan
    comments: dict[FieldPath, str]
    doubts: tuple[Doubt, ...]
    repairs: tuple[Repair, ...]
    clauses: int
    lines: dict[str, int]
    places: dict[int, str]
    account: tuple[AccountedLine, ...]
    found_at: Places

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Its doubts, one by one, with places in the document."""
        locate = self.found_at.location
        return tuple(one.problem(locate(one.line, one.place)) for one in self.doubts)

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
    found_at = document.places
    report("修补文字")
    document = with_tables(document)
    cleaned = clean(document)
    report("分出标题和条目")
    stem = PurePath(document.path).stem
    text = plan_text_of(cleaned.document, stem)
    facts = heads.facts(text.everything, text.trees[0].paragraphs, stem, document.meta)
    report("读责任条款")
    names = names_of((*text.everything, *text.grids))
    places = heads.stems(facts.place)
    found = _read(text, names, places, found_at)
    report("编写方案")
    whole = read_section(found.whole, found.hints)
    words = "\n".join(paragraph.text for paragraph in text.everything)
    known = found.hints.known
    prose = (one.value.text for one in whole.items if isinstance(one.value, Provision))
    proposed = uncertain(facts) | {
        "id": identifier(facts, document.path),
        "jurisdiction": jurisdiction(facts, words),
        "coordinator": coordinator(prose, known),
    }
    head = _head(facts, found.hints.rule, proposed)
    plan = plan_of(whole.section, head, _goals(text.trees, found.whole))
    plan = replace(plan, units=by_precedence(plan), errata=explained(plan))
    seen = [*text.paragraphs, *_cells_of(found.unread)]
    doubts = [doubt for one in whole.items for doubt in one.doubts]
    doubts += unclaimed_words(plan, whole.lines, seen, known, places)
    doubts += of_the_whole(plan, whole.lines)
    unsure = (
        Doubt(
            code="unsure-outline",
            message=f"编号有两种读法，是否另起一条请对照原文：{shown(one.text)}",
            line=one.line,
        )
        for tree in text.trees
        for one in tree.unsure
    )
    doubts += (*cleaned.doubts, *_beside((*document.doubts, *unsure), whole.lines))
    columns = [column for table in found.read for column in unread_columns(table)]
    blocks, labels = cleaned.document.blocks, {tight(column.before) for column in columns}
    account = accounted(blocks, plan, whole.lines, text.left, labels)
    doubts += [*left_out(account, doubts)]
    told = {doubt.line for doubt in doubts}
    doubts += suspicions(document.blocks, blocks, plan, whole.lines, told)
    doubts = sorted(asked(doubts), key=lambda one: max(one.line, 1))
    furniture = (Repair("网页附属文字", one.line, one.text[:60], "") for one in text.furniture)
    return Draft(
        path=document.path,
        plan=plan,
        comments=comments(plan, whole, doubts, proposed, found_at),
        doubts=tuple(doubts),
        repairs=(*cleaned.repairs, *furniture, *document.left_out, *columns),
        clauses=sum(task.said is not None for task in found.whole.walk()),
        lines=whole.lines,
        places=_places(text.everything, text.grids),
        account=account,
        found_at=found_at,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _ReadText:
    """What the text and the tables say.

    Args:
        whole: All tasks and provisions under their headings.
        hints: What it tells of each of its measures.
        read: The tables that hold tasks.
        unread: Those that hold none.
    """

    whole: Group
    hints: Hints
    read: Sequence[Grid]
    unread: Sequence[Grid]


def _read(
    text: PlanText, names: Counter[str], places: Collection[str], found_at: Places
) -> _ReadText:
    trees = text.trees
    known = known_of(names)
    grids = text.grids
    told = without_repeats([table_group(block, known, places) for block in grids])
    tables = {block: group for block, group in zip(grids, told, strict=True) if group}
    groups = [as_group(tree, known, places) for tree in trees]
    tasks = [task for top in groups for task in top.walk()]
    agreement = compared(tasks, tables, found_at)
    if tables:
        trees = [_without_letter(*pair) for pair in zip(trees, groups, strict=True)]
        groups = [as_group(tree, known, places, agreement.tables) for tree in trees]
    whole = unified(agreement.applied(_joined(trees, groups)))
    said = (task.said.names for task in whole.walk() if task.said)
    known |= {name.text: None for names in said for name in names}
    hints = Hints(
        rule=rule_of(text.everything, (task for top in groups for task in top.walk())),
        known=known,
        longest=min(max(map(len, known), default=0), _LONGEST_NAME),
    )
    return _ReadText(
        whole=whole,
        hints=hints,
        read=list(tables),
        unread=[block for block in grids if block not in tables],
    )


def _beside(doubts: Iterable[Doubt], lines: Mapping[str, int]) -> Iterator[Doubt]:
    """Yield a reader's doubts, those about a measure's own place with its id."""
    shared = Counter(lines.values())
    at = {line: ident for ident, line in lines.items() if shared[line] == 1}
    for doubt in doubts:
        yield replace(doubt, at=at.get(doubt.line, "") if doubt.line else "")


def _cells_of(grids: Iterable[Grid]) -> Iterator[Paragraph]:
    """Yield the cells of tables."""
    for table in grids:
        for line, row in enumerate(table.rows, table.line):
            yield from (Paragraph(cell, line) for cell in dict.fromkeys(row))


def _places(paragraphs: Iterable[Paragraph], grids: Iterable[Grid]) -> dict[int, str]:
    """Return what stands at each place, a table's rows too."""
    found: dict[int, list[str]] = {}
    for one in paragraphs:
        found.setdefault(one.line, []).append(one.text)
    for table in grids:
        for line, row in enumerate(table.rows, table.line):
            found.setdefault(line, []).append(" ".join(dict.fromkeys(filter(None, row))))
    return {line: "\n".join(dict.fromkeys(found[line])) for line in sorted(found)}


def _goals(trees: Sequence[OutlineItem], top: Group) -> tuple[Target, ...]:
    """Return the numbers that text outside the measures promises.

    It is the text before the first measure, and what stands under a later heading before its tasks.
    """
    tasks = {task.line for task in top.walk()}
    first = min(tasks, default=0)
    found: list[Target] = []
    for item in (item for tree in trees for item in tree.walk()):
        lines = [one for one in item.paragraphs if one.line < first]
        if not lines and item.line not in tasks and any(one.line in tasks for one in item.items):
            lines = item.paragraphs
        found += targets_in(tidy("\n".join(one.text for one in lines)))
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
    annexes: list[Group] = []
    for tree, group in zip(trees[1:], groups[1:], strict=True):
        titles = (grid.title for item in tree.walk() for grid in item.tables if grid.title)
        if any(group.walk()):
            annexes.append(replace(group, title=next(titles, "任务分解表")))
    empty = not (body.tasks or body.groups)
    if empty and len(annexes) == 1:
        return annexes[0]
    added = [one for annex in annexes for one in ([annex] if annex.tasks else annex.groups)]
    return replace(body, groups=(*body.groups, *added))


def _head(facts: heads.DocumentFacts, rule: str, proposed: Mapping[str, Proposal]) -> Head:
    return Head(
        id=proposed["id"].value,
        title=facts.title,
        number=facts.number,
        issuer=facts.issuer,
        issued=facts.issued,
        period=Period(start=facts.period[0], end=facts.period[1]) if facts.period else None,
        jurisdiction=proposed["jurisdiction"].value,
        coordinator=proposed["coordinator"].value,
        based_on=facts.based_on,
        first_lead=FirstLead(quote=rule) if rule else None,
    )
