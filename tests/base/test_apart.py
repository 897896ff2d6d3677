"""Functions in a process of their own: what they return and raise, and how they end."""

import math
import os
import signal
import time

import pytest

from sciplan.base.apart import ApartError, Limits, apart
from sciplan.base.errors import SciplanError

ROOMY = Limits(seconds=60, megabytes=2000)
posix = pytest.mark.skipif(os.name != "posix", reason="needs signals and limits of memory")


def test_arguments_and_results_pass_through() -> None:
    assert apart(math.gcd, ROOMY, 12, 18) == 6
    large = bytes(5_000_000)
    assert apart(len, ROOMY, large) == len(large)


def refuse(message: str) -> None:
    raise SciplanError(message, exit_code=1)


def lack() -> None:
    raise ModuleNotFoundError("No module named 'x'", name="x")


def crash() -> None:
    os.kill(os.getpid(), signal.SIGABRT)


def fill() -> int:
    return len(bytearray(4_000_000_000))


def end() -> None:
    os._exit(0)


def test_errors_that_are_told_pass_through() -> None:
    with pytest.raises(SciplanError, match="表格过大") as refused:
        apart(refuse, ROOMY, "表格过大")
    assert refused.value.exit_code == 1
    with pytest.raises(ImportError) as missing:
        apart(lack, ROOMY)
    assert missing.value.name == "x"


def test_a_process_that_takes_too_long_is_ended() -> None:
    before = time.monotonic()
    with pytest.raises(ApartError) as found:
        apart(time.sleep, Limits(seconds=1, megabytes=500), 60)
    assert found.value.reason == "time"
    assert time.monotonic() - before < 30


@posix
def test_a_process_that_crashes_is_no_crash_here() -> None:
    with pytest.raises(ApartError) as found:
        apart(crash, ROOMY)
    assert found.value.reason == "crash"


@posix
def test_a_process_that_takes_too_much_memory_is_refused_it() -> None:
    with pytest.raises(ApartError) as found:
        apart(fill, Limits(seconds=60, megabytes=400))
    assert found.value.reason == "memory"


def test_a_process_that_says_nothing_has_crashed() -> None:
    with pytest.raises(ApartError) as found:
        apart(end, ROOMY)
    assert found.value.reason == "crash"
