"""Telephone numbers beside names. A module of its own: few runs meet one."""

import re

_TELEPHONE = re.compile(
    r"(?:联系电话|联系方式|办公电话|电话|手机(?:号码?)?|座机|tel)[:：\s]*\d{3,}[\d()（）\s-]*"
    r"|(?<!\d)(?!20\d\d-\d{1,2}-\d{1,2}(?!\d))\d[\d()（）\s-]{5,}\d",
    re.IGNORECASE,
)
_EMPTY_BRACKETS = re.compile(r"[(（]\s*[)）]?")


_IN_FILE_NAME = re.compile(r"(?<!\d)(?:1[3-9]\d(?:[ -]?\d{4}){2}|0\d{2,3}[ -]?\d{7,8})(?!\d)")
"""Narrower: a file's name may hold a day (20251128) or a document's number."""


def masked(name: str) -> str:
    """Return a file's name in which a telephone number is said to be one, and not told."""
    return _IN_FILE_NAME.sub("〔电话〕", name)


def without_telephone(text: str) -> str:
    """Return a name without a telephone number typed beside it: such belong in no plan's folder."""
    if not _TELEPHONE.search(text):
        return text
    return _EMPTY_BRACKETS.sub("", _TELEPHONE.sub(" ", text)).strip(" \t\n\u3000,，、;；:：/)）")
