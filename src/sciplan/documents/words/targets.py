"""Numbers that a text promises: proposals with their quotes, for a human to confirm.

Precision goes before recall: a number that may be a condition (职工超过100人的企业), a cap
(最高不超过15万元), an age or a report of the past is left out.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import chain
from typing import NamedTuple

from sciplan.base.chinese import HAN
from sciplan.base.marks import tight
from sciplan.base.numerals import CHINESE_NUMBER, SCALES
from sciplan.documents.words.roles import role_words
from sciplan.documents.words.rows import one_of
from sciplan.plan.model import Target

_OP_OF_VERB = {
    "reach": "达到 达 提高到 提升到 提高至 提升至 增长到 增长至 增加到 增加至 增至 升至 扩大到 "
    "扩大至 稳定在 保持在 维持在",
    "at_least": "突破 超过 超 不低于 不少于 不小于 高于 多于 至少",
    "at_most": "不超过 不高于 不多于 不大于 低于 少于 控制在 控制到 压缩至 压缩到 缩短至 缩短到 "
    "压减至 压减到 降至 降到 降低到 降低至 下降到 下降至 减少到 减少至 减至 至多",
}
_OP_OF_BOUND = {"at_least": "以上", "at_most": "以下 以内 之内", "reach": "左右"}
_OF_VERB = {verb: op for op, verbs in _OP_OF_VERB.items() for verb in verbs.split()}
_OF_BOUND = {bound: op for op, bounds in _OP_OF_BOUND.items() for bound in bounds.split()}
_COUNTERS = (
    "人次 人 名 个 家 项 次 场次 场 所 处 座 户 件 套 支 张 条 门 期 篇 部 台 辆 架 艘 口 间 栋 只 "
    "头 株 本 册 类 种 批 级 倍 分 席 桌 席位 床位 床 学时 课时"
)
_MEASURED = (
    "% ％ ‰ 个百分点 元 美元 人民币 亩 公顷 平方公里 平方米 立方米 公里 千米 米 吨标准煤 吨 公斤 "
    "千克 升 千瓦时 千瓦 兆瓦 微克 毫克 分贝 分钟 小时 个小时 个工作日 工作日 天 周 个月 年 岁"
)

# Neither a part of another number or name (5G, 第3) nor the end of a span (3—5家).
_NUMBER = r"(?<![\d.A-Za-z第—–~～\-])\d{1,12}(?:,\d{3})*(?:\.\d{1,4})?"
_PER = r"(?:/(?:万人|百户|千瓦时|平方米|立方米|平方公里|公里|小时|人|年|亩|户|天|次|吨))?"
_UNIT = (
    rf"(?:[万亿千百]{{0,2}}(?:{one_of(f'{_COUNTERS} {_MEASURED}'.split())}){_PER}|[万亿]{{1,2}})"
)
_VERB = rf"(?<![已抵直到可])(?:{one_of(_OF_VERB)})"
_BOUND = one_of(_OF_BOUND)
_MORE = rf"(?:[、和]{_NUMBER}{_UNIT})+"
_LEVEL = re.compile(
    rf"(?P<verb>{_VERB})(?P<amount>{_NUMBER})(?P<unit>{_UNIT})(?P<bound>{_BOUND})?(?P<more>{_MORE})?"
)
_BOUNDED = re.compile(rf"(?P<amount>{_NUMBER})(?P<unit>{_UNIT})(?P<bound>{_BOUND})")
_CHANGING = "下降 降低 减少 压减 提高 增长 提升 增加"
_DOING = "新建 建设 建成 培育 打造 推出 新增 培训 建立 引进 选派 发展 创建 认定 形成 改造"
_DONE = (
    f"{_DOING} 改建 扩建 修建 组建 招募 举办 举行 开展 组织 完成 创作 制作 发放 评选 命名 引育 "
    "帮扶 服务 惠及 覆盖"
)
_COUNT = (
    rf"(?P<amount>{_NUMBER})"
    rf"(?P<unit>[万亿千百]{{0,2}}(?:{one_of(f'{_COUNTERS} % 个百分点 亩 公里 平方米'.split())}))"
)
_OBJECT = r"[^，。；、（）\d]{0,16}?"
_ENDS = r"(?=[，。；、：）]|$)"
_COUNTED = re.compile(
    rf"(?:{one_of(f'{_DOING} {_CHANGING}'.split())}){_OBJECT}{_COUNT}"
    rf"(?!{_BOUND}|[—–~～、和\d])"
)
"""What is to be done so many times, where the sentence itself says that it is a goal."""
_UNTIL = r"(?:20\d\d年|今年|到)?(?:\d{1,2}月)?(?:年?[底末]|上半年|[上中下]旬)?(?:之?前|以前)"
_BODY = r"(?:(?!已)[^，。；、：（）\d]){0,8}?"
_AROUND = r"(?:[全各][省市县区州地]|[全各]县（市、区）)?"
_TASK = re.compile(
    rf"(?:^|(?<=[，：]))(?:{_UNTIL}{_BODY}|全年|年内|每[年季月]度?)?(?:力争|确保)?{_AROUND}"
    rf"(?:{one_of(_DONE.split())})+{_OBJECT}{_COUNT}{_ENDS}"
)
"""What a text tells to do so many times, and nothing else: 新建基地10个."""
_BY_WHEN = re.compile(
    rf"(?:^|(?<=[，：]))(?:{_UNTIL}，?{_BODY}|每[年季月]度?)(?:力争|确保)?{_AROUND}"
    rf"(?:{one_of(_DONE.split())})+(?:并?投[用产运])?{_COUNT}(?P<behind>{_OBJECT}){_ENDS}"
)
"""The same with a time, and the number before what it counts: 年底前建成3个充电站."""
_AT_LEAST = re.compile(
    rf"(?P<least>至少|不少于)(?P<doing>[^，。；、：（）\d]{{0,12}}?)(?P<amount>{_NUMBER})"
    rf"(?P<unit>{_UNIT})(?!{_BOUND})(?P<behind>{_OBJECT}){_ENDS}"
)
"""每年至少举办2次培训班: whatever stands between the bound and its number."""
_SHARE = re.compile(
    rf"(?:^|(?<=[，：]))(?:力争|确保|实现|使)?{_AROUND}(?:有)?"
    rf"(?P<amount>{_NUMBER})(?P<unit>[%％])(?P<bound>以上)的"
    r"(?P<behind>[^，。；：（）\d]{4,24}?)(?=[，。；、：）]|$)"
)
"""90%以上的学校开设课程: a share that has or does something."""
_TITLE = re.compile(
    rf"(?:^|(?<=[，：]))[^，。；、：（）\d]{{0,10}}?"
    rf"(?:{one_of(f'{_DONE} {_CHANGING}'.split())}){_OBJECT}{_COUNT}{_ENDS}"
)
"""The same in a measure's title: 农技培训5000人次."""
_NEXT = re.compile(rf"[、和及]{_OBJECT}{_COUNT}{_ENDS}")
"""The next of a list: 新建平台5个、工作站2个."""
_AMOUNT = re.compile(rf"(?P<amount>{_NUMBER})(?P<unit>{_UNIT})?")
_UNITS = frozenset(f"{_COUNTERS} {_MEASURED}".split())
_GOAL = re.compile(r"到20\d\d年|力争|争取|确保")
_WHOLE = re.compile(
    r"(?:争取|力争|基本|全面){0,4}(?:实现|做到|达到)([^，。；、：]{2,20}?)全覆盖(?=[，。；、）]|$)"
)
_CONDITION = re.compile(
    r"的(?!目标|要求|水平|标准)|[^，。；、]{0,12}的(?:[，、）]|$)|调整|放宽|提高|、(?:具有|具备|符合)"
)
_CAP = re.compile(
    r"可申请|最高|给予|奖励|补贴|补助|资助|罚|注册资本|额度|年满|未满|不足|不裁员|参加|参保|"
    r"对于|凡|条件"
)
_PAST = re.compile(r"截至|目前|上年|去年|同比|以来|已达|已经|达到了|超过了")
_COMPARED = re.compile(r"[较比](?:上年|去年)(?:度|同期)?|同比")
"""What a goal may be measured by; elsewhere it tells a report."""
_APART = re.compile(r"《[^《》]*》|“[^“”]*”|（[^（）]*）|\([^()]*\)")
_BRACKETED = re.compile(r"（[^（）]*）|\([^()]*\)")
_YEAR = re.compile(r"(?<![比较与自从以照])(20\d\d)年(?!度?以来|的?基础|相比|发布|印发)")
_SENTENCE = re.compile(r"[^。；\n]+")
_MOST = 20
_UNNAMED = "（待填）"
_LONGEST_SUBJECT = 40
_SHORT = 4
"""A subject no longer is a bare verb: what follows the number says what is counted."""
_QUOTING = 12
_ITEM = re.compile(
    rf"(?<!\s)(?:\s*(?:[（(]?(?:\d{{1,2}}|{CHINESE_NUMBER})[)）.．、](?!\d)|[①-⑳]"
    rf"|{CHINESE_NUMBER}是|——|[●■◆•]))+\s*"
)
_WHEN = re.compile(
    r"(?:20\d\d年|全年度?|年度?内|今年|当年|本年度?|期间|累计|总计|合计|共计?|总共)+"
)
_NO_SUBJECT = re.compile(rf"\d|(?:{one_of(role_words('duty'))})$")
_EACH = re.compile(r"每[^，]{1,4}|[人户年月日县村户]均|平均|各[^，]{1,4}")
_BARE_VERB = re.compile(rf"(?:{one_of(f'{_DONE} {_CHANGING}'.split())})+")


class QuotedNumber(NamedTuple):
    """What a quote says by itself.

    Args:
        op: at_least, at_most or reach; empty where its words don't tell.
        amount: Its number.
        unit: What the number counts; empty where it stands alone.
    """

    op: str
    amount: float
    unit: str


def targets_in(text: str, title: str = "", *, told: bool = False) -> tuple[Target, ...]:
    """Return the numbers that a text promises, at most 20: 3000人以上, 达到13%, 全覆盖.

    Args:
        text: The text.
        title: The title of the measure whose text it is; what it counts is promised too.
        told: Whether the title's numbers are told elsewhere.
    """
    found: list[Target] = []
    subject = _last_subject(title, "")
    if not told and not text.startswith(title):
        for sentence in _SENTENCE.findall(title):
            found += _in_sentence(sentence, subject, titled=True)
    for sentence in _SENTENCE.finditer(text):
        new = [*_in_sentence(sentence[0], subject)]
        found += new
        last = new[-1].what if new and new[-1].what != _UNNAMED else subject
        subject = _last_subject(sentence[0], last)
        if len(found) >= _MOST:
            break
    return tuple(found[:_MOST])


def said_by(quote: str) -> QuotedNumber | None:
    """Return what a quote with one number says, None where that can't be told."""
    numbers = list(_AMOUNT.finditer(quote))
    if len(numbers) != 1:
        return None
    amount = float(numbers[0]["amount"].replace(",", ""))
    unit = (numbers[0]["unit"] or "").replace("％", "%")
    promise = _LEVEL.search(quote) or _BOUNDED.search(quote)
    return QuotedNumber(_op(promise.groupdict()) if promise else "", amount, unit)


def value_of(amount: float, unit: str) -> tuple[float, str]:
    """Return an amount and its unit without 万 and 亿; persons are counted in 人 or 名."""
    unit = unit.replace("％", "%")
    while unit not in _UNITS and unit[:1] in SCALES:
        amount, unit = amount * SCALES[unit[0]], unit[1:]
    return amount, "人" if unit == "名" else unit


def years_by(text: str, quote: str) -> set[int | None]:
    """Return by which years the sentences that hold a quote promise it, None for no year."""
    wanted = tight(quote)
    found: set[int | None] = set()
    for sentence in _SENTENCE.findall(text) if wanted else ():
        words = tight(sentence)
        start = words.find(wanted)
        if start >= 0:
            found.add(_by(words[: start + len(wanted)]))
    return found


def _last_subject(sentence: str, before: str) -> str:
    """Return what a sentence speaks of last, for a number that doesn't say what it counts."""
    chunks = _chunks(_ITEM.sub("", sentence, count=1))
    return next((chunk for chunk in reversed(chunks) if _is_subject(chunk)), before)


def _is_subject(words: str) -> bool:
    return bool(words) and not _NO_SUBJECT.search(words) and not _is_hollow(words)


def _is_hollow(words: str) -> bool:
    """Whether words say when, how often or in which unit, and not what."""
    return words in _UNITS or bool(_WHEN.fullmatch(words) or _EACH.fullmatch(words))


def _in_sentence(sentence: str, subject: str, *, titled: bool = False) -> Iterator[Target]:
    """Yield what a sentence promises.

    Args:
        sentence: The sentence.
        subject: What the words before it speak of.
        titled: Whether it is of a measure's title.
    """
    sentence = _ITEM.sub(lambda found: "，" * len(found[0]), sentence, count=1)
    # What is cited, or said in a bracket, keeps its room but can't be found.
    plain = _blotted(_APART, sentence)
    goal = _GOAL.search(plain)
    if titled or goal:
        plain = _blotted(_COMPARED, plain)
    if _PAST.search(plain):
        return
    found: dict[int, re.Match[str]] = {}
    taken: set[int] = set()
    counted = _counted(plain, goal.start() if goal else None, titled=titled)
    for one in chain(_stated(plain), _LEVEL.finditer(plain), _BOUNDED.finditer(plain), counted):
        if one.start("amount") not in taken:
            found[one.start("amount")] = one
            taken.update(range(*one.span()))
    end = 0
    for place, one in sorted(found.items()):
        target = _promise(sentence, plain, one, end, subject)
        end = one.end()
        if target:
            subject = target.what
            yield replace(target, by=_by(plain[:place]))
    for whole in _WHOLE.finditer(plain):
        words = sentence[whole.start() : whole.end()]
        what = _cleaned(sentence[whole.start(1) : whole.end(1)]) or "覆盖面"
        yield Target(what=what, reach="全覆盖", by=_by(plain[: whole.start()]), quote=words)


def _blotted(pattern: re.Pattern[str], text: str) -> str:
    return pattern.sub(lambda found: "□" * len(found[0]), text)


def _counted(plain: str, goal: int | None, *, titled: bool) -> Iterator[re.Match[str]]:
    """Yield what is to be done so many times, without a word such as 以上.

    Args:
        plain: The sentence, with what is cited blotted out.
        goal: Where it says that it is a goal, None where it doesn't.
        titled: Whether it is of a measure's title.
    """
    if goal is not None:
        yield from _COUNTED.finditer(plain, goal)
    if _CAP.search(plain):
        return
    for first in (_TITLE if titled else _TASK).finditer(plain):
        one: re.Match[str] | None = first
        while one:
            yield one
            one = _NEXT.match(plain, one.end())


def _stated(plain: str) -> Iterator[re.Match[str]]:
    """Yield the numbers that stand before what they count, and are promised by their words."""
    for pattern in (_AT_LEAST, _SHARE, _BY_WHEN):
        for found in pattern.finditer(plain):
            words = plain[plain.rfind("，", 0, found.start()) + 1 : found.end()]
            bare = not (found["behind"] or found.groupdict().get("doing", "x"))
            if not (bare or _CAP.search(words) or found["behind"].startswith("的")):
                yield found


def _chunk_start(plain: str, place: int) -> int:
    """Return where the words between marks that stand before a place begin."""
    return max(plain.rfind(mark, 0, place) for mark in "，：；") + 1


def _promise(
    sentence: str, plain: str, found: re.Match[str], end: int, subject: str
) -> Target | None:
    """Return what a number promises; nothing where it is a condition, a cap or an age.

    Args:
        sentence: The sentence.
        plain: The same with what is cited blotted out.
        found: The number with the words around it.
        end: Where the number before it ended.
        subject: What the words before that speak of.
    """
    said = found.groupdict("")
    op, unit = _op(said), said["unit"].replace("％", "%")
    if unit == "岁" or (unit == "年" and op != "at_most"):
        return None
    if "behind" in said:
        what, quote = _stated_of(sentence, plain, found, subject)
    else:
        if _is_condition(sentence, plain, found, end):
            return None
        level = bool(said.get("verb"))
        before = sentence[
            end : found.start() if level or said.get("bound") else found.start("amount")
        ]
        what = _subject(before, sentence[found.end() :], subject, named=level)
        quote = sentence[found.start() : found.end()].lstrip("、和及")
    if not what:
        return None
    if said.get("more"):
        # Words must not begin like a number, so the verb stays.
        return Target(what=what, reach=quote, quote=quote)
    number = said["amount"].replace(",", "")
    amount = float(number) if "." in number else int(number)
    return Target(
        what=what,
        at_least=amount if op == "at_least" else None,
        at_most=amount if op == "at_most" else None,
        reach=amount if op == "reach" else None,
        unit=unit,
        quote=quote,
    )


def _op(said: Mapping[str, str]) -> str:
    """Return what the words around a number make of it: at_least, at_most or reach."""
    if said.get("least"):
        return "at_least"
    return _OF_BOUND.get(said.get("bound", "")) or _OF_VERB.get(said.get("verb", ""), "reach")


def _is_condition(sentence: str, plain: str, found: re.Match[str], end: int) -> bool:
    """Whether a number says which ones are meant, or how much at the most; see `_promise`."""
    said = found.groupdict("")
    bound = said.get("bound", "")
    told = bool(bound or said.get("verb"))
    behind = plain[found.end() :]
    which = _OF_BOUND.get(bound) == "at_most" and re.match(HAN, behind)  # 100万吨以下企业
    begun = max(_chunk_start(sentence, found.start()), end)
    before = sentence[begun : found.start()]
    capped = before.rstrip().endswith("不") or _CAP.search(before)
    return bool((told and _CONDITION.match(behind)) or which or capped)


def _stated_of(sentence: str, plain: str, found: re.Match[str], subject: str) -> tuple[str, str]:
    """Return what a number counts that stands before it, and the quote; see `_promise`."""
    said = found.groupdict()
    start, end = found.start("amount"), found.end()
    before = ""
    if "bound" in said:
        end = found.end("bound")
    else:
        start = found.start("least") if "least" in said else start
        before = sentence[_chunk_start(plain, start) : start]
    what = f"{_cleaned(before)}{said.get('doing', '')}{said['behind']}".strip("的")
    if not what or _is_hollow(what):
        what = subject or _UNNAMED
    return what[-_LONGEST_SUBJECT:], sentence[start:end]


def _subject(before: str, after: str, subject: str, *, named: bool) -> str:
    """Return what a number counts: the words before it, from the last comma on.

    Args:
        before: The words between the number before it and this one.
        after: The words after it.
        subject: What the words before all these speak of.
        named: Whether a verb such as 达到 tells that it is a level; what it is the level of may
            then stand before the comma.
    """
    *earlier, what = _chunks(before)
    if not what:
        *earlier, what = _chunks(_BRACKETED.sub("", before))
    subject = next((chunk for chunk in reversed(earlier) if _is_subject(chunk)), subject)
    if not what and not named:
        return ""
    if _EACH.fullmatch(what):
        return f"{subject}（{what}）" if subject else _UNNAMED
    if not what or _is_hollow(what):
        return subject or _UNNAMED
    following = re.match(r"[^，。；、：（）\d]{2,16}(?=[，。；、]|$)", after)
    if not named and len(what) <= _SHORT and following:
        return what + following[0]
    if _BARE_VERB.fullmatch(what) and subject and subject != what:
        return f"{subject}，{what}"
    return what


def _chunks(words: str) -> list[str]:
    """Return the words between commas, tidied; of many with a quotation, those behind it."""
    chunks = re.split(r"[，：（）()]", words)
    return [
        _cleaned(chunk if len(chunk) <= _QUOTING else re.split("[“”]", chunk)[-1])
        for chunk in chunks
    ]


def _cleaned(words: str) -> str:
    """Return a subject without the date and the exhortation around it."""
    words = words.strip("、 \u3000的")
    words = re.sub(r"^(?:到|至(?!少)|力争|确保)?(?:20\d\d年)?(?:底|末)?前?(?:，|$)?", "", words)
    words = re.sub(
        r"^(?:到|使|将|把|力争|争取|确保|全市|全省|全县|全区|实现|做到|以及|及|和|其中"
        r"|[较比](?:上年|去年)(?:度|同期)?|要(?![素点求件道]))+",
        "",
        words,
    )
    words = re.sub(rf"^{_UNTIL}", "", words)
    ending = (
        r"(?:20\d\d年[底末度]?|力争|争取|确保|(?<![人户年月日县村平])均|要|应|分别|总体上?|不断|"
        r"稳步)+$"
    )
    # Only the last words are shown: what stands far before them needs no look.
    return re.sub(ending, "", words[-_LONGEST_SUBJECT * 3 :])[-_LONGEST_SUBJECT:]


def _by(before: str) -> int | None:
    years = _YEAR.findall(before)
    return int(years[-1]) if years else None
