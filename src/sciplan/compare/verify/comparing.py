"""One run of a comparison: a plan file and its official document are opened, and what is told."""

import re
from collections.abc import Iterator, Sequence

from sciplan.base import files
from sciplan.base.errors import SciplanError
from sciplan.base.numerals import CHINESE_NUMBER
from sciplan.base.problem import Severity
from sciplan.checks.reporters.registry import REPORTERS
from sciplan.compare.verify import verifying
from sciplan.compare.verify.verifying import Verified
from sciplan.documents.draft.draft import Draft, draft
from sciplan.documents.reading import read
from sciplan.plan.model import Entry, Plan, Provision, Section
from sciplan.plan.wording import erratum_text
from sciplan.planfile.load import load
from sciplan.queries.measures import OfficialText

_NUMBER = re.compile(rf"^[（(第]?(?:{CHINESE_NUMBER}|\d+)[）)、.．章节条]+")
"""What numbers a heading or a measure in print."""


def compared(path: str, source: str) -> Verified:
    """Compare a plan file with its document.

    Raises:
        SciplanError: Either can't be read.
    """
    loaded = load(files.read_text(path), path)
    if loaded.plan is None:
        raise SciplanError(
            REPORTERS["text"].render(loaded.problems) + "方案文件有错误，改正后再核对。"
        )
    return verifying.verify(loaded.plan, _drafted(source), loaded.document)


def fails(found: Verified, *, strict: bool) -> bool:
    """Whether anything is left that fails the run: an error, with `strict` a warning too."""
    return any(strict or one.severity is Severity.ERROR for one in found.left)


def told(found: Verified) -> Iterator[str]:
    """Yield what the document's own oddities are, and how many differences there are."""
    for erratum in found.errata:
        yield f"文本说明 {erratum.at}：{erratum_text(erratum)}"
    errors = sum(one.severity is Severity.ERROR for one in found.left)
    prose = f"、{found.provisions} 段统筹职责" if found.provisions else ""
    yield (
        f"对照了 {found.compared} 项举措{prose}：差异 {errors} 处，"
        f"警告 {len(found.left) - errors} 处，"
        f"已说明 {len(found.problems) - len(found.left)} 处，文本说明 {len(found.errata)} 条"
    )


def wording(plan: Plan, item: Entry | Section | Provision, source: str) -> str:
    """Return the official wording of a measure or provision.

    Args:
        plan: The plan.
        item: What has an id in it; a heading has no wording.
        source: The official document's file.

    Raises:
        SciplanError: The document can't be read, or has no such item.
    """
    ident = item.measure.id if isinstance(item, Entry) else item.id
    found = verifying.wordings(plan, _drafted(source))
    if not found.get(ident):
        raise SciplanError(f"{source} 里没有找到 {ident} 的原文")
    return found[ident]


def official_text(plans: Sequence[Plan], source: str) -> OfficialText:
    """Return a document's text, laid beside the one plan it belongs to.

    Args:
        plans: The open plans.
        source: The official document's file.

    Raises:
        SciplanError: The document can't be read, or several plans are open.
    """
    if len(plans) != 1:
        raise SciplanError("用 --source 时只能打开一个方案")
    drafted = _drafted(source)
    by_id = verifying.wordings(plans[0], drafted)
    titles = (section.title for section in plans[0].all_sections)
    known = _letters("".join([*by_id.values(), *titles]))
    return OfficialText(
        by_id=by_id,
        elsewhere=[
            (drafted.found_at.words(place), text)
            for place, text in drafted.places.items()
            if _letters(_NUMBER.sub("", text)) not in known
        ],
    )


def _letters(text: str) -> str:
    """Return a text without marks: a measure is read in pieces, and some marks fall between."""
    return re.sub(r"[\W_]", "", text)


def _drafted(source: str) -> Draft:
    return draft(read(files.read_bytes(source), source))
