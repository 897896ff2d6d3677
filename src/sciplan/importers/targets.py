"""Numbers that a text promises: proposals with their quotes, for a human to confirm.

Precision goes before recall: a number that may be a condition (职工超过100人的企业), a cap
(最高不超过15万元), an age or a report of the past is left out.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from sciplan.model import Target

_OP_OF_VERB = {
    "reach": "达到 达 提高到 提升到 提高至 提升至 增长到 增长至 增加到 增加至 增至 升至 扩大到 "
    "扩大至 稳定在 保持在 维持在",
    "at_least": "突破 超过 超 不低于 不少于 不小于 高于 多于 至少",
    "at_most": "不超过 不高于 不多于 不大于 低于 少于 控制在 控制到 压缩至 压缩到 缩短至 缩短到 "
    "压减至 压减到 降至 降到 降低到 降低至 下降到 下降至 减少到 减少至 减至 至多",
}
_OP_OF_BOUND = {
    "at_least": "以上",
    "at_most": "以下 以内 之内",
    "reach": "左右",
}
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


def _any_of(words: Iterable[str]) -> str:
    """Return a pattern of words, the longer first: 个工作日 before 个."""
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


# Neither a part of another number or name (5G, 第3) nor the end of a span (3—5家).
_NUMBER = r"(?<![\d.A-Za-z第—–~～\-])\d{1,12}(?:,\d{3})*(?:\.\d{1,4})?"
_PER = r"(?:/(?:万人|百户|千瓦时|平方米|立方米|平方公里|公里|小时|人|年|亩|户|天|次|吨))?"
_UNIT = (
    rf"(?:[万亿千百]{{0,2}}(?:{_any_of(f'{_COUNTERS} {_MEASURED}'.split())}){_PER}|[万亿]{{1,2}})"
)
_VERB = rf"(?<![已抵直到可])(?:{_any_of(_OF_VERB)})"
_BOUND = _any_of(_OF_BOUND)
_MORE = rf"(?:[、和]{_NUMBER}{_UNIT})+"
_PROMISE = re.compile(
    rf"(?P<verb>{_VERB})(?P<amount>{_NUMBER})(?P<unit>{_UNIT})(?P<bound>{_BOUND})?"
    rf"(?P<more>{_MORE})?"
    rf"|(?P<amount2>{_NUMBER})(?P<unit2>{_UNIT})(?P<bound2>{_BOUND})"
)
_DOING = (
    "新建 建设 建成 培育 打造 推出 新增 培训 建立 引进 选派 发展 创建 认定 形成 改造 "
    "下降 降低 减少 提高 增长 提升 增加"
)
_COUNTED = re.compile(
    rf"(?:{_any_of(_DOING.split())})[^，。；、（）\d]{{0,16}}?(?P<amount>{_NUMBER})"
    rf"(?P<unit>[万亿千百]{{0,2}}(?:{_any_of(f'{_COUNTERS} % 个百分点 亩 公里 平方米'.split())}))"
    rf"(?!{_BOUND}|[—–~～、和\d])"
)
"""What is to be done so many times, where the sentence itself says that it is a goal."""
_GOAL = re.compile(r"到20\d\d年|力争|争取|确保")
_WHOLE = re.compile(
    r"(?:争取|力争|基本|全面)*(?:实现|做到|达到)([^，。；、：]{2,20}?)全覆盖(?=[，。；、）]|$)"
)
_CONDITION = re.compile(
    r"的(?!目标|要求|水平|标准)|[^，。；、]{0,12}的(?:[，、）]|$)|调整|放宽|提高|、(?:具有|具备|符合)"
)
_CAP = re.compile(
    r"可申请|最高|给予|奖励|补贴|补助|资助|罚|注册资本|额度|年满|未满|不足|不裁员|参加|参保|"
    r"对于|凡|条件"
)
_PAST = re.compile(r"截至|目前|上年|去年|同比|以来|已达|已经|达到了|超过了")
_APART = re.compile(r"《[^》]*》|“[^”]*”|（[^（）]*）|\([^()]*\)")
_YEAR = re.compile(r"(?<![比较与自从以照])(20\d\d)年(?!度?以来|的?基础|相比|发布|印发)")
_SENTENCE = re.compile(r"[^。；\n]+")
_MOST = 20
_UNNAMED = "（待填）"
_SHORT = 4
"""A subject no longer is a bare verb: what follows the number says what is counted."""


def targets_in(text: str) -> tuple[Target, ...]:
    """Return the numbers that a text promises, at most 20: 3000人以上, 达到13%, 全覆盖."""
    found: list[Target] = []
    for sentence in _SENTENCE.finditer(text):
        found += _in_sentence(sentence[0])
        if len(found) >= _MOST:
            break
    return tuple(found[:_MOST])


def _in_sentence(sentence: str) -> Iterator[Target]:
    # What is cited, or said in a bracket, keeps its room but can't be found.
    plain = _APART.sub(lambda found: "□" * len(found[0]), sentence)
    if _PAST.search(plain):
        return
    found = [(one.start(), one) for one in _PROMISE.finditer(plain)]
    goal = _GOAL.search(plain)
    if goal:
        taken = {place for _, one in found for place in range(*one.span())}
        counted = _COUNTED.finditer(plain, goal.start())
        found += [(one.start(), one) for one in counted if one.start("amount") not in taken]
    end = 0
    for start, one in sorted(found, key=lambda pair: pair[0]):
        target = _promise(sentence, plain, one, end)
        end = one.end()
        if target:
            yield replace(target, by=_by(plain[:start]))
    for whole in _WHOLE.finditer(plain):
        words = sentence[whole.start() : whole.end()]
        what = _cleaned(sentence[whole.start(1) : whole.end(1)]) or "覆盖面"
        yield Target(what=what, reach="全覆盖", by=_by(plain[: whole.start()]), quote=words)


def _promise(sentence: str, plain: str, found: re.Match[str], end: int) -> Target | None:
    """Return what a number promises; nothing where it is a condition, a cap or an age.

    Args:
        sentence: The sentence.
        plain: The same with what is cited blotted out.
        found: The number with the words around it.
        end: Where the number before it ended.
    """
    said = found.groupdict()
    unit = said.get("unit") or said.get("unit2") or ""
    number = (said.get("amount") or said.get("amount2") or "").replace(",", "")
    verb, bound = said.get("verb") or "", said.get("bound") or said.get("bound2") or ""
    before = sentence[end : found.start()]
    counted = not verb and not bound
    if _CONDITION.match(plain, found.end()) and not counted:
        return None
    op = _OF_BOUND.get(bound) or _OF_VERB.get(verb, "reach")
    if _CAP.search(_chunk(before)) or _is_age_or_year(unit, op):
        return None
    if counted:
        before = sentence[end : found.start("amount")]
    what = _subject(before, sentence[found.end() :], named=bool(verb))
    if not what:
        return None
    amount = float(number) if "." in number else int(number)
    quote = sentence[found.start() : found.end()]
    if said.get("more"):
        # Words must not begin like a number, so the verb stays.
        return Target(what=what, reach=quote, quote=quote)
    return Target(
        what=what,
        at_least=amount if op == "at_least" else None,
        at_most=amount if op == "at_most" else None,
        reach=amount if op == "reach" else None,
        unit=unit.replace("％", "%"),
        quote=quote,
    )


def _is_age_or_year(unit: str, op: str) -> bool:
    return unit == "岁" or (unit == "年" and op != "at_most")


def _chunk(before: str) -> str:
    return re.split(r"[，：；]", before)[-1]


def _subject(before: str, after: str, *, named: bool) -> str:
    """Return what a number counts: the words before it, from the last comma on.

    Args:
        before: The words before the number.
        after: The words after it.
        named: Whether a verb such as 达到 tells that it is a level; what it is the level of may
            then stand before the comma.
    """
    chunks = [_cleaned(chunk) for chunk in re.split(r"[，：（）()“”]", before)]
    what = chunks[-1]
    if not what:
        return next((chunk for chunk in reversed(chunks) if chunk), _UNNAMED) if named else ""
    following = re.match(r"[^，。；、：（）]{2,16}(?=[，。；、]|$)", after)
    if not named and len(what) <= _SHORT and following:
        return what + following[0]
    return what


def _cleaned(words: str) -> str:
    """Return a subject without the date and the exhortation around it."""
    words = words.strip("、 \u3000的")
    words = re.sub(r"^(?:到|至|力争|确保)?(?:20\d\d年)?(?:底|末)?前?(?:，|$)?", "", words)
    words = re.sub(
        r"^(?:到|使|将|把|力争|争取|确保|全市|全省|全县|全区|实现|做到|以及|及|和|其中)+", "", words
    )
    return re.sub(r"(?:力争|争取|确保|均|要|应|分别|总体上?|不断|稳步)+$", "", words)[-40:]


def _by(before: str) -> int | None:
    years = _YEAR.findall(before)
    return int(years[-1]) if years else None
