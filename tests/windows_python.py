"""A stand-in for the embeddable Python of Windows: the real one's file names, none of its code."""

import io
import struct
import sysconfig
import zipfile
from functools import cache
from pathlib import Path

_PYD = """
_asyncio _bz2 _ctypes _decimal _elementtree _hashlib _lzma _multiprocessing _overlapped _queue
_socket _sqlite3 _ssl _uuid _wmi _zoneinfo pyexpat select unicodedata winsound
""".split()
_DLL = """
libcrypto-3 libffi-8 libssl-3 python3 sqlite3 vcruntime140 vcruntime140_1
""".split()
# PC/config.c: what python313.dll itself holds.
_BUILT_IN = """
_abc _ast _bisect _blake2 _codecs _codecs_cn _codecs_hk _codecs_iso2022 _codecs_jp _codecs_kr
_codecs_tw _collections _contextvars _csv _datetime _functools _heapq _imp _io _json _locale
_lsprof _md5 _multibytecodec _opcode _operator _pickle _random _sha1 _sha2 _sha3 _signal _sre
_stat _statistics _string _struct _symtable _sysconfig _thread _tokenize _tracemalloc _typing
_warnings _weakref _winapi array atexit binascii builtins cmath errno faulthandler gc itertools
marshal math mmap msvcrt nt sys time winreg xxsubtype zlib
""".split()
_WITHOUT = {
    "ensurepip",
    "idlelib",
    "lib2to3",
    "site-packages",
    "test",
    "tkinter",
    "turtledemo",
    "venv",
}


def binary(machine: int = 0x8664, content: bytes = b"") -> bytes:
    """Return the head of a PE file for a machine, and what it holds."""
    head = b"MZ".ljust(60, b"\0") + struct.pack("<I", 64) + b"PE\0\0" + struct.pack("<H", machine)
    return head.ljust(128, b"\0") + content


@cache
def _library() -> bytes:
    """Return python313.zip, with the names of the standard library's modules."""
    top = Path(sysconfig.get_path("stdlib"))
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as opened:
        for path in sorted(top.rglob("*.py")):
            name = path.relative_to(top)
            if name.parts[0] not in _WITHOUT and not name.parts[0].startswith("config-"):
                opened.writestr(name.with_suffix(".pyc").as_posix(), b"")
    return written.getvalue()


def write(archive: Path) -> None:
    """Write the archive."""
    table = b"".join(f"\0{name}\0".encode() for name in _BUILT_IN)
    held = {
        "LICENSE.txt": b"",
        "python.cat": b"",
        "python.exe": binary(),
        "pythonw.exe": binary(),
        "python313.dll": binary(content=table),
        "python313._pth": b"python313.zip\r\n.\r\n",
        "python313.zip": _library(),
        **{f"{name}.pyd": binary() for name in _PYD},
        **{f"{name}.dll": binary() for name in _DLL},
    }
    with zipfile.ZipFile(archive, "w") as opened:
        for name, content in held.items():
            opened.writestr(name, content)
