"""A plan file changed by what was read of it: one writer at a time."""

import multiprocessing
import os
import socket
import sys
import time
from pathlib import Path

import pytest

from sciplan.base import replacing
from sciplan.base.errors import SciplanError
from sciplan.base.files import read_file


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "plan.yaml"
    path.write_text("0", encoding="utf-8")
    return path


def lock_of(plan: Path) -> Path:
    return plan.with_name("plan.yaml.正在写入")


def test_what_was_read_is_replaced(plan: Path) -> None:
    replacing.replace(str(plan), read_file(str(plan)), "1")
    assert plan.read_text(encoding="utf-8") == "1"
    assert list(plan.parent.iterdir()) == [plan]


def test_what_was_changed_since_is_not(plan: Path) -> None:
    was = read_file(str(plan))
    plan.write_text("2", encoding="utf-8")
    with pytest.raises(SciplanError, match="刚被别的程序改过，没有写入"):
        replacing.replace(str(plan), was, "1")
    assert plan.read_text(encoding="utf-8") == "2"
    assert list(plan.parent.iterdir()) == [plan]


ME, NOBODY = "me", "nobody"
_PROCESSES = {ME: str(os.getpid()), NOBODY: str(2**22 + 1), "": ""}
"""Who → a process; systems count to 2**22 at most."""
HERE = socket.gethostname()


@pytest.mark.parametrize(
    ("holder", "age", "stale"),
    [
        ((HERE, ME), 1, False),
        ((HERE, NOBODY), 1, True),
        (("别的主机", NOBODY), 1, False),
        (("别的主机", NOBODY), 3600, True),
        ((HERE, ME), 3600, True),
        (("", ""), 1, False),
        (("", ""), 3600, True),
    ],
)
def test_a_lock_is_waited_for_unless_its_holder_is_gone(
    plan: Path, monkeypatch: pytest.MonkeyPatch, holder: tuple[str, str], age: int, *, stale: bool
) -> None:
    host, process = holder[0], _PROCESSES[holder[1]]
    monkeypatch.setattr(replacing, "_PATIENCE", 0.05)
    lock = lock_of(plan)
    lock.write_text(f"王某\n{host}\n{process}", encoding="utf-8")
    os.utime(lock, (time.time() - age, time.time() - age))
    if stale:
        replacing.replace(str(plan), read_file(str(plan)), "1")
        assert list(plan.parent.iterdir()) == [plan]
        return
    with pytest.raises(SciplanError) as caught:
        replacing.replace(str(plan), read_file(str(plan)), "1")
    where = f"正由 王某（主机 {host or '不明'}，进程 {process or '不明'}，"
    assert where in caught.value.message
    assert "请删去 plan.yaml.正在写入" in caught.value.message
    assert lock.exists()
    assert plan.read_text(encoding="utf-8") == "0"


def add_ones(path: str, times: int) -> None:
    """Add one to the number in a file, again where somebody else was quicker."""
    done = 0
    while done < times:
        was = read_file(path)
        try:
            replacing.replace(path, was, str(int(was.text) + 1))
        except SciplanError as error:
            assert "改过" in error.message  # noqa: PT017
        else:
            done += 1


def test_a_lock_whose_maker_was_killed_before_it_gave_its_name_is_soon_nobody_s(
    plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(replacing, "_NAMELESS", 0.05)
    lock_of(plan).touch()
    replacing.replace(str(plan), read_file(str(plan)), "1")
    assert plan.read_text(encoding="utf-8") == "1"
    assert list(plan.parent.iterdir()) == [plan]


@pytest.mark.parametrize("kind", ["folder", "link", "another user's"])
def test_a_lock_that_can_t_be_read_is_not_waited_for_without_end(
    plan: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    lock = lock_of(plan)
    if kind == "folder":
        lock.mkdir()
    elif kind == "link":
        lock.symlink_to("nowhere")
    else:
        lock.touch(mode=0o000)
        refused = PermissionError(13, "no")
        monkeypatch.setattr(Path, "read_text", lambda *_, **__: (_ for _ in ()).throw(refused))
    monkeypatch.setattr(replacing, "_PATIENCE", 0.05)
    monkeypatch.setattr(replacing, "_PAUSE", 0.3)
    clock = iter(range(1000))
    # Whoever asks for the time without end is stopped: the fault was a loop that did.
    monkeypatch.setattr(time, "monotonic", lambda: next(clock))
    with pytest.raises(SciplanError, match="正由 不知何人（主机 不明，进程 不明，"):
        replacing.replace(str(plan), read_file(str(plan)), "1")
    assert plan.read_bytes() == b"0"
    assert lock.is_symlink() or lock.exists()


def test_no_edit_of_several_writers_is_lost(plan: Path) -> None:
    context = multiprocessing.get_context("spawn")
    workers = [context.Process(target=add_ones, args=(str(plan), 25)) for _ in range(4)]
    for each in workers:
        each.start()
    for each in workers:
        each.join(60)
        assert each.exitcode == 0
    assert plan.read_text(encoding="utf-8") == "100"
    assert list(plan.parent.iterdir()) == [plan]


@pytest.mark.skipif(sys.platform == "win32", reason="bounds what a process may write")
def test_a_lock_that_could_not_be_written_is_in_nobody_s_way(plan: Path) -> None:
    """A full disk makes the file and leaves it empty: nobody's, and so everybody's."""
    import resource

    was = read_file(str(plan))
    _, hard = before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard))
    try:
        with pytest.raises(SciplanError, match="写不了"):
            replacing.replace(str(plan), was, "1")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert list(plan.parent.iterdir()) == [plan]
    replacing.replace(str(plan), was, "1")
    assert plan.read_text(encoding="utf-8") == "1"


def test_a_file_with_other_names_is_left_alone_and_the_message_says_why(plan: Path) -> None:
    try:
        os.link(plan, plan.with_name("other.yaml"))
    except OSError:
        pytest.skip("no hard links here")
    with pytest.raises(SciplanError, match=r"它有 2 个硬链接.*请另存一份再改"):
        replacing.replace(str(plan), read_file(str(plan)), "1")
    assert plan.read_text(encoding="utf-8") == "0"
    assert not lock_of(plan).exists()


@pytest.mark.skipif(sys.platform != "win32", reason="asks Windows")
def test_windows_tells_whether_a_process_runs() -> None:
    assert replacing._is_alive(os.getpid())
    assert not replacing._is_alive(2**22 + 1)


def test_a_new_file_is_made_with_its_folders_and_never_over_another(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "c.yaml"
    replacing.create(str(path), "甲\n")
    assert path.read_text(encoding="utf-8") == "甲\n"
    with pytest.raises(SciplanError, match="刚被别的程序写入"):
        replacing.create(str(path), "乙\n")
    assert path.read_text(encoding="utf-8") == "甲\n"
    assert [each.name for each in path.parent.iterdir()] == ["c.yaml"]
