"""One run of a comparison: a plan file and its official document are opened, and what is told."""

from collections.abc import Iterator

from sciplan.base import files
from sciplan.base.errors import SciplanError
from sciplan.base.problem import Severity
from sciplan.checks.reporters.registry import REPORTERS
from sciplan.compare.verify import verifying
from sciplan.compare.verify.verifying import Verified
from sciplan.documents.draft.draft import Draft, draft
from sciplan.documents.reading import read
from sciplan.plan.model import Entry, Plan, Provision, Section
from sciplan.plan.wording import erratum_text
from sciplan.planfile.load import load


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
    found = verifying.wording(plan, _drafted(source), ident)
    if not found:
        raise SciplanError(f"{source} 里没有找到 {ident} 的原文")
    return found


def _drafted(source: str) -> Draft:
    return draft(read(files.read_bytes(source), source))
