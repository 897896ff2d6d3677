"""Runs a function in a process of its own, with limits: libraries in C may crash on what they read.

The child is this same interpreter; arguments and results pass through pipes, pickled.
"""

import gc
import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, ParamSpec, TypeVar, cast

from sciplan.base.errors import SciplanError

_P = ParamSpec("_P")
_R = TypeVar("_R")
_START = f"from {__name__} import serve; serve()"
_MEGABYTE = 1 << 20
_SPARE_SECONDS = 5
"""So long after its time a child that nobody ends any more ends itself."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a process may take.

    Args:
        seconds: Time.
        megabytes: Memory, where the system can bound it.
    """

    seconds: int
    megabytes: int


class ApartError(Exception):
    """The process did not finish.

    Args:
        reason: Out of time, out of memory, or ended by the system.
    """

    def __init__(self, reason: Literal["time", "memory", "crash"]) -> None:
        super().__init__(reason)
        self.reason = reason


def apart(function: Callable[_P, _R], limits: Limits, *args: _P.args, **kwargs: _P.kwargs) -> _R:
    """Call a function in a process of its own.

    Args:
        function: The function; it and all it is given and returns can be pickled.
        limits: What the process may take.
        *args: Its arguments.
        **kwargs: Its named arguments.

    Raises:
        ApartError: The process did not finish.
        SciplanError: What the function raised.
        ImportError: What the function raised.
    """
    task = pickle.dumps((function, limits, args, kwargs))
    done, answer = pickle.loads(_answer(task, limits))  # noqa: S301
    if done:
        return cast("_R", answer)
    if isinstance(answer, MemoryError):
        raise ApartError("memory") from answer
    raise answer


def _answer(task: bytes, limits: Limits) -> bytes:
    """Return what the child says to a task."""
    path = os.pathsep.join(each or str(Path.cwd()) for each in sys.path)
    with subprocess.Popen(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", _START],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": path},
    ) as child:
        try:
            answer, _ = child.communicate(task, limits.seconds)
        except subprocess.TimeoutExpired as error:
            raise ApartError("time") from error
        finally:
            child.kill()
    if child.returncode or not answer:
        raise ApartError("crash")
    return answer


def serve() -> None:
    """Do the task that stands on stdin, in the child."""
    gc.disable()  # one task is soon over, and its memory is bounded
    function, limits, args, kwargs = pickle.load(sys.stdin.buffer)  # noqa: S301
    _bound(limits)
    try:
        answer = True, function(*args, **kwargs)
    except (SciplanError, ImportError, MemoryError) as error:
        answer = False, error
    pickle.dump(answer, sys.stdout.buffer, pickle.HIGHEST_PROTOCOL)
    sys.stdout.flush()
    os._exit(0)  # taking the values apart one by one takes long


def _bound(limits: Limits) -> None:
    """Bound the memory and time of this process, where the system can."""
    try:
        import resource
    except ImportError:  # Windows: the parent's clock alone bounds it
        return
    for kind, most in (
        (resource.RLIMIT_AS, limits.megabytes * _MEGABYTE),
        (resource.RLIMIT_CPU, limits.seconds + _SPARE_SECONDS),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(kind)
        if hard == resource.RLIM_INFINITY or most < hard:
            resource.setrlimit(kind, (most, hard))
