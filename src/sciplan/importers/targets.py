"""Numbers that a text promises: proposals with their quotes, for a human to confirm."""

import re
from collections.abc import Iterator

from sciplan.model import Target

_AMOUNT = r"(\d{1,12}(?:,\d{3})*(?:\.\d{1,4})?)"
_UNIT = (
    r"((?:[万亿千百]{0,2}(?:%|％|‰|个百分点|平方公里|平方米|立方米|公里|千米|万吨|亩|公顷|吨|"
    r"人次|人|名|个|家|项|次|场|所|处|座|户|"
    r"件|套|支|张|条|元|门|期|篇|岁|倍|分|台|辆|千瓦|工作日|小时|天|周|年|吨标准煤)|[万亿]))"
)
_REACH = (
    r"(达到|达|提高到|提升到|提高至|提升至|增长到|增加到|增至|升至|突破|超过|不低于|不少于"
    r"|不超过|低于|控制在|压缩至|压缩到|降至|降到|缩短至)"
)
_BOUND = r"(以上|以下|以内|左右|之内)"
_PROMISE = re.compile(
    rf"(?:{_REACH}(?:了)?)?{_AMOUNT}{_UNIT}{_BOUND}|{_REACH}(?:了)?{_AMOUNT}{_UNIT}{_BOUND}?"
)
_WHOLE = re.compile(r"(?:争取|力争|基本|全面)?(?:实现)?([^，。；、：]{2,20}?)(全覆盖)")
_UPPER = frozenset(
    {
        "以下",
        "以内",
        "之内",
        "不超过",
        "低于",
        "控制在",
        "压缩至",
        "压缩到",
        "降至",
        "降到",
        "缩短至",
    }
)
_LOWER = frozenset({"以上", "突破", "超过", "不低于", "不少于"})
_YEAR = re.compile(r"(20\d\d)年")
_SENTENCE = re.compile(r"[^。；\n]+")
_MOST = 20


def targets_in(text: str) -> tuple[Target, ...]:
    """Return the numbers that a text promises, at most 20: 3000人以上, 达到13%, 全覆盖."""
    found: list[Target] = []
    for sentence in _SENTENCE.finditer(text):
        found += _in_sentence(sentence[0])
        if len(found) >= _MOST:
            break
    return tuple(found[:_MOST])


def _in_sentence(sentence: str) -> Iterator[Target]:
    end = 0
    for found in _PROMISE.finditer(sentence):
        yield _promise(sentence, found, end)
        end = found.end()
    for found in _WHOLE.finditer(sentence):
        what = _subject(found[1]) or "覆盖面"
        yield Target(what=what, reach="全覆盖", by=_by(sentence[: found.start()]), quote=found[0])


def _promise(sentence: str, found: re.Match[str], start: int) -> Target:
    verb = found[1] or found[5] or ""
    number = (found[2] or found[6]).replace(",", "")
    bound = found[4] or found[8] or ""
    amount = float(number) if "." in number else int(number)
    op = "at_most" if {verb, bound} & _UPPER else "at_least" if {verb, bound} & _LOWER else "reach"
    return Target(
        what=_subject(sentence[start : found.start()]) or "（待填）",
        unit=(found[3] or found[7]).replace("％", "%"),
        by=_by(sentence[: found.start()]),
        quote=found[0],
        **{op: amount},
    )


def _subject(before: str) -> str:
    """Return what a number counts: the words before it, from the last comma on."""
    words = re.split(r"[，：（）()“”]", before)[-1].strip("、 \u3000的")
    words = re.sub(r"^(?:到|至|力争|确保)?20\d\d年(?:底|末)?前?", "", words)
    return re.sub(r"^(?:到|使|力争|确保|全市|实现|以及|及|和)", "", words)[-40:]


def _by(before: str) -> int | None:
    years = _YEAR.findall(before)
    return int(years[-1]) if years else None
