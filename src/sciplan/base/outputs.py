"""The one way out for results: no file of a plan is ever written over by them."""

from collections.abc import Mapping
from pathlib import Path

from sciplan.base.errors import SciplanError
from sciplan.base.files import PLAN_SUFFIXES, format_in
from sciplan.base.writing import Staged, discard, put, stage, write_whole


def write(path: str, content: bytes) -> None:
    """Write results to a file.

    Raises:
        SciplanError: It is a plan file or can't be written.
    """
    refuse_plan_file(path)
    write_whole(path, content)


def write_all(contents: Mapping[str, bytes]) -> None:
    """Write several files: none where one of them can't be written, the disk being full perhaps.

    Raises:
        SciplanError: One is a plan file or can't be written.
        PartlyWrittenError: All were written beside their places, and some can't be put there, or
            the user breaks it off meanwhile.
    """
    staged: list[Staged] = []
    done: list[str] = []
    try:
        for path, content in contents.items():
            refuse_plan_file(path)
            staged.append(stage(path, content))
        for each in staged:
            put(each)
            done.append(each.path)
    except (SciplanError, KeyboardInterrupt) as error:
        if not done:
            raise
        raise PartlyWrittenError(error, done) from error
    finally:
        for each in staged:
            discard(each)


class PartlyWrittenError(SciplanError):
    """Some of several files stand, others don't.

    Args:
        why: What stopped it.
        written: Those that stand.
    """

    def __init__(self, why: BaseException, written: list[str]) -> None:
        broken_off = isinstance(why, KeyboardInterrupt)
        super().__init__("已中断" if broken_off else str(why), exit_code=130 if broken_off else 2)
        self.written = written


def refuse_plan_file(output: str) -> None:
    """Refuse to write results over a plan file, or where one is looked for.

    Raises:
        SciplanError: The name ends as plans' do, or the file that is there begins like a plan.
    """
    if Path(output).suffix.lower() in PLAN_SUFFIXES:
        raise SciplanError(f"{output} 的扩展名是方案文件的，结果不写成这样；请换一个文件名")
    if format_in(Path(output)):
        raise SciplanError(f"{output} 是一个方案文件，写上去会毁掉它；请换一个文件名")
