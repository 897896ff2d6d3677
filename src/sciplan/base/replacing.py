"""A plan file changed by what was read of it: one writer at a time, and nothing in between."""

import os
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from sciplan.base.errors import SciplanError
from sciplan.base.files import STDIN, TextFile, read_file, reason
from sciplan.base.writing import refuse_other_names, refuse_read_only, write_whole

LOCK = ".正在写入"
"""What the name of a lock file ends in; it begins with the plan file's."""
_PATIENCE = 5.0
"""Seconds that a writer waits for another one, who needs a few milliseconds."""
_STALE = 600.0
"""Seconds after which nobody is writing any more, whatever a lock file says."""
_NAMELESS = 1.0
"""Seconds that a lock file may say nothing: whoever made it was ended before it wrote its name."""
_PAUSE = 0.02
_UNREAD = "\n"
"""What a lock file that can't be read is taken to say: no name, but somebody's."""
# What Windows calls the right to wait for a process, an unknown one, and one that hasn't ended.
_SYNCHRONIZE, _NO_SUCH_PROCESS, _STILL_RUNS = 0x00100000, 87, 0x102


def refuse_in_place(path: str) -> None:
    """Refuse to change what may only be read.

    Raises:
        SciplanError: It is standard input, or a read-only file.
    """
    if path == STDIN:
        raise SciplanError("标准输入不能就地修改；请写明方案文件：-p 文件")
    refuse_read_only(path)


def replace(path: str, was: TextFile, text: str) -> None:
    """Write another text to a plan file, which says what it said when it was read.

    Args:
        path: The plan file.
        was: What was read of it.
        text: What it is to say.

    Raises:
        SciplanError: Somebody changed it since, or is writing it; it may only be read, or can't be
            written. It is untouched then.
    """
    refuse_in_place(path)
    with locked(path):
        if read_file(path) != was:
            raise SciplanError(f"{path} 刚被别的程序改过，没有写入；请重来一次")
        refuse_other_names(path)
        write_whole(path, was.encoded(text))


def create(path: str, text: str) -> None:
    """Write a file that was not there when it was looked for; folders above it are made.

    Raises:
        SciplanError: Somebody wrote it since, or is writing it, or it can't be written.
    """
    try:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SciplanError(f"建不了文件夹 {Path(path).parent}：{reason(error)}") from error
    with locked(path):
        if Path(path).exists():
            raise SciplanError(f"{path} 刚被别的程序写入，没有写入；请重来一次")
        write_whole(path, text.encode())


@contextmanager
def locked(path: str) -> Iterator[None]:
    """Hold the lock file beside a plan file.

    Raises:
        SciplanError: Somebody else holds it, or none can be made there.
    """
    target = Path(os.path.realpath(path))
    lock = target.with_name(f"{target.name}{LOCK}")
    _take(lock, path)
    try:
        yield
    finally:
        with suppress(OSError):
            lock.unlink(missing_ok=True)


class _Holder(NamedTuple):
    """Who holds a lock.

    Args:
        raw: What the lock file says.
        since: When it was made, in seconds.
    """

    raw: str
    since: float

    @property
    def words(self) -> list[str]:
        """Its user, host and process."""
        return [*self.raw.split("\n"), "", "", ""][:3]

    @property
    def is_stale(self) -> bool:
        """Whether whoever made it is gone."""
        _, host, process = self.words
        age = time.time() - self.since
        if age > _STALE:
            return True
        return host == _host() and process.isdecimal() and not _is_alive(int(process))

    def __str__(self) -> str:
        user, host, process = self.words
        clock = time.strftime("%H:%M:%S", time.localtime(self.since))
        return (
            f"{user or '不知何人'}（主机 {host or '不明'}，进程 {process or '不明'}，{clock} 起）"
        )


def _take(lock: Path, path: str) -> None:
    begun = time.monotonic()
    while not _made(lock, path):
        holder = _holder(lock)
        waited = time.monotonic() - begun
        if holder is None:
            continue
        if holder.is_stale or (not holder.raw and waited > _NAMELESS):
            _remove(lock, holder)
        elif waited > _PATIENCE:
            raise SciplanError(
                f"{path} 正由 {holder} 写入，没有写入；请稍后再来。"
                f"确知没有人在写的，请删去 {lock.name}"
            )
        else:
            time.sleep(_PAUSE)


def _made(lock: Path, path: str) -> bool:
    try:
        with lock.open("x", encoding="utf-8") as file:
            file.write(f"{_user()}\n{_host()}\n{os.getpid()}")
    except FileExistsError:
        return False
    except OSError as error:
        # On a full disk a file is made and stays empty: of nobody, and so in everybody's way.
        with suppress(OSError):
            lock.unlink(missing_ok=True)
        raise SciplanError(f"写不了 {path}：{reason(error)}") from error
    return True


def _holder(lock: Path) -> _Holder | None:
    """Return who holds a lock; None where it is gone.

    One that can't be read (another user's, a folder, a link to nowhere) is somebody's unnamed.
    """
    try:
        since = lock.lstat().st_mtime
    except OSError:
        return None
    try:
        return _Holder(lock.read_text(encoding="utf-8", errors="replace"), since)
    except OSError:
        return _Holder(_UNREAD, since)


def _remove(lock: Path, holder: _Holder) -> None:
    """Remove a lock whose holder is gone, unless another took its place meanwhile."""
    aside = lock.with_name(f"{lock.name}.{os.getpid()}")
    with suppress(OSError):
        lock.replace(aside)
        if _holder(aside) != holder:
            os.link(aside, lock)
        aside.unlink()


def _is_alive(process: int) -> bool:
    """Whether a process of this host runs."""
    if sys.platform == "win32":
        return _is_alive_on_windows(process)
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True


def _is_alive_on_windows(process: int) -> bool:
    """Ask the system, where a signal would end the process; what it doesn't tell may be alive."""
    import ctypes

    system = ctypes.WinDLL("kernel32", use_last_error=True)  # type: ignore[attr-defined,unused-ignore]
    handle = system.OpenProcess(_SYNCHRONIZE, False, process)
    if not handle:
        no_such = ctypes.get_last_error() == _NO_SUCH_PROCESS  # type: ignore[attr-defined,unused-ignore]
        return not no_such
    try:
        return bool(system.WaitForSingleObject(handle, 0) == _STILL_RUNS)
    finally:
        system.CloseHandle(handle)


def _host() -> str:
    return socket.gethostname()


def _user() -> str:
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""
