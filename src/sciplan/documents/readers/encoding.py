"""Bytes → text, for readers of text files."""

import re

from sciplan.base.errors import SciplanError

_META = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([A-Za-z0-9_-]{2,20})", re.IGNORECASE)
_NAMES = {"gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030", "big5": "big5"}
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def decoded(raw: bytes, path: str) -> str:
    """Return bytes as text: UTF-8 with or without byte order mark, UTF-16 with one, GB18030.

    Args:
        raw: The bytes.
        path: The file, for the message.

    Raises:
        SciplanError: They are no text.
    """
    if not raw.startswith(_UTF16) and b"\0" in raw:
        raise SciplanError(f"{path} 不是文本文件")
    for encoding in _encodings(raw):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise SciplanError(f"{path} 的文字编码无法识别，请另存为 UTF-8 后再导入")


def _encodings(raw: bytes) -> tuple[str, ...]:
    if raw.startswith(_UTF16):
        return ("utf-16",)
    declared = _META.search(raw[:4096])
    name = _NAMES.get(declared[1].decode("ascii").lower(), "") if declared else ""
    return tuple(filter(None, (name, "utf-8-sig", "gb18030")))
