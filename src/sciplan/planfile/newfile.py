"""Where a new plan file may be written, and how."""

from pathlib import Path

from sciplan.base import files
from sciplan.base.errors import SciplanError
from sciplan.base.streams import write_out
from sciplan.base.writing import write_whole


def refuse(output: str | None, document: str, *, force: bool) -> None:
    """Refuse at once what `import` could not write at the end.

    Args:
        output: The plan file to be written, if any.
        document: What it is made from.
        force: Whether it may replace a file.

    Raises:
        SciplanError: The output is a folder, stands in none, is named as another kind of file, is
            the document, or exists already.
    """
    if not output:
        return
    target = Path(output)
    _refuse_place(target)
    files.refuse_overwriting(output, [document])
    if target.suffix and target.suffix.lower() not in files.PLAN_SUFFIXES:
        raise SciplanError(
            f"import 只写方案文件（.yaml），不写 {target.suffix}；"
            f"请写 -o {target.with_suffix('.yaml')}"
        )
    if target.is_file() and not force:
        raise SciplanError(f"{output} 已存在；要覆盖请加 --force")


def refuse_first(output: str) -> None:
    """Refuse at once what `init` could not write at the end; it never replaces a file.

    Raises:
        SciplanError: The output is a folder, stands in none, has no plan file's name, or exists.
    """
    target = Path(output)
    _refuse_place(target)
    if target.suffix.lower() not in files.PLAN_SUFFIXES:
        raise SciplanError(f"方案文件的扩展名是 .yaml；请写成 {target.with_suffix('.yaml')}")
    if target.exists():
        raise SciplanError(f"{output} 已存在，没有动它；请换个文件名，或直接修改那个文件")


def _refuse_place(target: Path) -> None:
    if target.is_dir():
        raise SciplanError(f"{target} 是文件夹；请写明文件名，如 {target / 'plan.yaml'}")
    if not target.parent.is_dir():
        raise SciplanError(f"没有 {target.parent} 这个文件夹，请先建好")


def write(output: str | None, text: str) -> None:
    """Write a new plan file where `refuse` has nothing against it, or to stdout.

    Raises:
        SciplanError: It can't be written.
    """
    if output:
        write_whole(output, text.encode())
    else:
        write_out(text)
