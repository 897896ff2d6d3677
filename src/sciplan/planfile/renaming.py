"""One run of `rename`: what changes is shown, asked about and written."""

from sciplan.base import files
from sciplan.base.errors import SciplanError
from sciplan.base.streams import say, write_out
from sciplan.planfile.changing import Change, Consent, carry_out
from sciplan.planfile.load import load
from sciplan.planfile.rename import left_in_texts, renamed
from sciplan.planfile.rewrite import edits_between
from sciplan.planfile.textdiff import unified

_REFORM = (
    "这里只改方案文件里的写法。机构本身更名的是机构变动：方案印发时的名称不改，"
    "在 reforms 里写一条 kind: rename。"
)


def rename(path: str, old: str, new: str, *, alias: bool, yes: bool) -> int:
    """Change a unit's short name in a plan file.

    Args:
        path: The file.
        old: The short name.
        new: What it is to be called.
        alias: Whether the old name stays an alias.
        yes: Write without asking.

    Returns:
        The exit code: 0 where it was written, 1 where it was not.

    Raises:
        SciplanError: The file has errors or can't be written, or a name is wrong.
    """
    file = files.read_file(path)
    loaded = load(file.text, path)
    if loaded.plan is None:
        raise SciplanError(f"{path} 有错误，改正后再改简称；查看：sciplan validate {path}")
    text = loaded.document.text
    plan = renamed(loaded.plan, old, new, alias=alias)
    edits = edits_between(text, path, loaded.plan, plan)
    write_out(unified(path, text, edits))
    for line in _told(left_in_texts(plan, old), old, alias=alias):
        say(line)
    return carry_out(path, file, Change(text, edits), Consent(yes=yes))


def _told(left: int, old: str, *, alias: bool) -> list[str]:
    kept = [f"“{old}”留作别名，查找时仍认得；不要的加 --no-alias"] if alias else []
    texts = [f"另有 {left} 处标题、概括等文字写着“{old}”，没有改"] if left else []
    return [*kept, *texts, _REFORM]
