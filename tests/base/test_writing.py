"""Writing files whole or not at all."""

import os
from pathlib import Path

import pytest

from sciplan.base import writing
from sciplan.base.errors import SciplanError


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    path.write_bytes(b"old and longer")
    path.chmod(0o640)
    writing.write_whole(str(path), b"new")
    assert path.read_bytes() == b"new"
    assert path.stat().st_mode & 0o777 == 0o640
    assert list(tmp_path.iterdir()) == [path]


def test_a_new_file_has_the_usual_permissions(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    writing.write_whole(str(path), b"new")
    usual = tmp_path / "usual"
    usual.touch()
    assert path.stat().st_mode == usual.stat().st_mode


def test_a_failed_write_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "out.csv"
    path.write_bytes(b"old")

    def fail(_self: Path, _target: Path) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(SciplanError, match="写不了"):
        writing.write_whole(str(path), b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("name", ["none/out.csv", "."])
def test_where_nothing_can_be_written(tmp_path: Path, name: str) -> None:
    with pytest.raises(SciplanError, match="写不了"):
        writing.write_whole(str(tmp_path / name), b"new")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_is_read_only(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(SciplanError, match="没有权限"):
        writing.write_whole(str(tmp_path / "out.csv"), b"new")


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    real, link = tmp_path / "a" / "real.yaml", tmp_path / "link.yaml"
    real.write_bytes(b"old")
    try:
        link.symlink_to(real)
    except OSError:
        pytest.skip("no links here")
    writing.write_whole(str(link), b"new")
    assert link.is_symlink()
    assert real.read_bytes() == b"new"


def test_a_device_is_written_into() -> None:
    writing.write_whole("/dev/null", b"new")
    assert not Path("/dev/null").is_file()


# What is there ---------------------------------------------------------------------------------


@pytest.mark.parametrize("mode", [0o444, 0o400])
def test_a_file_that_may_only_be_read_is_left_alone(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "out.csv"
    path.write_bytes(b"old")
    path.chmod(mode)
    with pytest.raises(SciplanError, match="只读"):
        writing.write_whole(str(path), b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_other_names_of_a_file_lead_to_its_new_content(tmp_path: Path) -> None:
    path, other = tmp_path / "plan.yaml", tmp_path / "same.yaml"
    path.write_bytes(b"old and longer")
    try:
        os.link(path, other)
    except OSError:
        pytest.skip("no hard links here")
    writing.write_whole(str(path), b"new")
    assert other.read_bytes() == b"new"
    assert other.samefile(path)
    assert sorted(tmp_path.iterdir()) == [path, other]


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only root gives files away")
def test_the_owner_stays(tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    path.write_bytes(b"old")
    os.chown(path, 12345, 23456)
    writing.write_whole(str(path), b"new")
    assert (path.stat().st_uid, path.stat().st_gid) == (12345, 23456)


def test_where_the_owner_cannot_be_given_the_file_itself_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "plan.yaml"
    path.write_bytes(b"old and longer")
    number = path.stat().st_ino
    monkeypatch.setattr(writing, "_stands_in_for", lambda _beside, _target: False)
    writing.write_whole(str(path), b"new")
    assert path.read_bytes() == b"new"
    assert path.stat().st_ino == number


def test_a_run_that_is_broken_off_tells_what_it_wrote(tmp_path: Path) -> None:
    writing.WRITTEN.clear()
    assert writing.broken_off() == "已中断，没有写入"
    writing.write_whole(str(tmp_path / "a"), b"")
    assert writing.broken_off() == f"已中断；已经写入的：{tmp_path / 'a'}"
