"""What identifies the document: title, number, issuer, date, period; and where its body begins."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from sciplan.base.chinese import HAN, HAN_RANGE
from sciplan.base.marks import tight
from sciplan.base.numerals import EITHER_NUMBER
from sciplan.documents.readers.document import Paragraph
from sciplan.documents.words.bodies import bodies
from sciplan.documents.words.dates import DATE, DAY, first_day
from sciplan.documents.words.markers import marker_at
from sciplan.documents.words.rows import one_of
from sciplan.documents.words.titles import KIND_END, NUMBER, kinds

_ISSUED = re.compile(
    rf"印发[《〈]?([^，。；\n]{{4,90}}?(?:{kinds('title')})(?:（[^（）]{{1,30}}）)*)[》〉]?的?通知"
)
_PRESENTED = re.compile(r"《([^\n]{4,90}?)》(?:[^。]{0,30}(?:印发|同意)|印发)")
_PERIOD = re.compile(r"((?:19|20)\d\d)年?(?:[—–\-－~～至]+)((?:19|20)\d\d)年?")
_META_NAMES = {
    "名称": "标题",
    "文件名称": "标题",
    "文号": "发文字号",
    "发布机构": "发文机关",
    "发布单位": "发文机关",
    "发文单位": "发文机关",
    "制发机关": "发文机关",
    "发文日期": "成文日期",
    "生成日期": "成文日期",
    "印发日期": "成文日期",
    "制发日期": "成文日期",
    "公开日期": "发布日期",
    "发布时间": "发布日期",
}
"""Labels of a site's table of facts → the one that means the same."""
_META_KEYS = "标题 发文字号 发文机关 成文日期 发布日期".split()
_META_KEY = rf"({one_of([*_META_NAMES, *_META_KEYS])})"
_META = re.compile(rf"(?<!{HAN}){_META_KEY}[\]】*]*[：:][\s|*]*([^|\t\n\u3000]*[^|\t\n\s])")
_META_LABEL = re.compile(rf"[\[【]?{_META_KEY}[\]】]?[：:]?")
_FURNITURE = re.compile(
    r"版权所有|网站标识码|ICP备|公网安备|主办单位.{2,40}承办|^主办[：:]|技术支持[：:]|"
    r"【法宝引证码】|^原文链接"
    r"|^[*]*(?:检索时间|检索关键词|发布日期|发布机构|发布时间|原文链接)[*]*[：:]|^-{3,}$|^={6,}|"
    r"^当前位置：.{0,80}$"
)
_TAIL = re.compile(
    r"^[（(]?(?:扫一扫|政策解读|【原文下载】|附件下载|相关(?:链接|文件|解读|附件|文档)|分享到|"
    r"打印本页|关闭窗口"
    r"|责任编辑|上一篇|下一篇|此件公开发布|信息公开选项)"
)
_PLACE = re.compile(
    rf"(?:{HAN}{{2,3}}?省|{HAN}{{2,7}}?自治区)?"
    rf"(?:(?:(?!市){HAN}){{2,6}}?(?:市|自治州|地区|盟|州))?"
    rf"(?:{HAN}{{1,8}}?(?:实验区|新区|自治县|开发区|县|区|旗|市)(?=人民政府|政府|党|管|委|"
    r"办公室|关于))?"
)
_SIGNED = re.compile(
    rf"({HAN}{{2,26}}(?:{one_of(bodies('signs'))}))[ \u3000]*"
    rf"({DAY})(?=[ \u3000]*(?:（此件|{HAN}{{2,60}}(?:{kinds('begins')})|$))"
)
_NOTE = re.compile(r"[（(].*(?:[，；]|单位|部门|牵头|责任).*[）)]")
"""A line in brackets under a title that says how to read the plan: （列首位的为牵头单位）."""
_NO_PLACE = re.compile(r"关于|^(?:落实|贯彻|印发|转发|推进|全)")
_IS_SENTENCE = re.compile(r"^[*#\s]*(?:为|根据|按照|依据|落实|贯彻)|。\s*$")
"""What is no title: 为贯彻落实……关于……的部署，制定本方案。"""
_BEFORE_PLACE = re.compile(r"(?:(?:19|20)\d\d年度?)?(?:中国共产党|中共|共青团)?")
_NEAR_TOP = 60
_META_LINES = 40
_TITLE_LINES = 3
_SHORT_LINE = 26
_LONGEST_LINE = 100
_LONGEST = 600
"""So much of a paragraph is looked at: a page copied as one line begins with its title."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentFacts:
    """What a document says of itself.

    Args:
        title: Its title.
        number: 发文字号, empty where none is printed.
        issuer: Who issued it.
        issued: The day.
        period: First and last year.
        place: The place it is for, as 曲靖市.
        based_on: Numbers of the documents that it names as its grounds.
    """

    title: str
    number: str = ""
    issuer: str = ""
    issued: date | None = None
    period: tuple[int, int] | None = None
    place: str = ""
    based_on: tuple[str, ...] = ()


def without_furniture(
    paragraphs: Sequence[Paragraph],
) -> tuple[list[Paragraph], list[Paragraph]]:
    """Part a web page's own words from the document; return the document's and the page's.

    What says 扫一扫 or 政策解读 ends the document, but only in its last fifth.
    """
    kept: list[Paragraph] = []
    left: list[Paragraph] = []
    near_end = len(paragraphs) * 4 // 5
    for number, paragraph in enumerate(paragraphs):
        text = paragraph.text.strip()
        if number >= near_end and _TAIL.match(text):
            return kept, [*left, *paragraphs[number:]]
        (left if not text or (len(text) < 300 and _FURNITURE.search(text)) else kept).append(
            paragraph
        )
    return kept, [paragraph for paragraph in left if paragraph.text.strip()]


def facts(
    paragraphs: Sequence[Paragraph],
    preamble: Sequence[Paragraph],
    stem: str,
    file: Mapping[str, str],
) -> DocumentFacts:
    """Return what a document says of itself.

    Args:
        paragraphs: All its paragraphs, the page's own words too.
        preamble: Those before its first heading.
        stem: The file's name, for want of a title.
        file: What the file says of itself, see `Document.meta`.
    """
    said = [paragraph.text.strip() for paragraph in paragraphs if paragraph.text.strip()]
    top = [text[:_LONGEST] for text in said[:_NEAR_TOP]]
    meta = {**file, **_metadata(top)}
    title = _title(top, meta) or file.get("题名") or stem
    number = _number(top, meta)
    signed = _signature(top) or _signature(said[-12:]) or _signed_inside([*top, *said[-2:]])
    issuer = signed[0] if signed else meta.get("发文机关") or _issuer_in(top, title)
    when = first_day(meta.get("成文日期", "")) or (signed[1] if signed else None)
    when = when or first_day(meta.get("发布日期", "")) or _closing_day(said)
    before = "".join(paragraph.text for paragraph in preamble)
    years = _PERIOD.search(title)
    return DocumentFacts(
        title=title,
        number=number,
        issuer=issuer,
        issued=when,
        period=(int(years[1]), int(years[2])) if years and years[1] < years[2] else None,
        place=_place(issuer) or _place(title),
        based_on=tuple(
            found for found in dict.fromkeys(NUMBER.findall(_bracketed(before))) if found != number
        )[:20],
    )


def _metadata(top: Sequence[str]) -> dict[str, str]:
    """Return what the page's own table of facts says, by its usual labels."""
    found: dict[str, str] = {}
    closed = [
        re.sub(rf"(?<={HAN})[ \u3000]+(?={HAN}{{0,2}}[ \u3000]*{HAN}?[\]】]?[：:])", "", line)
        for line in top[:_META_LINES]
    ]
    for line in closed:
        for key, value in _META.findall(line):
            found.setdefault(_META_NAMES.get(key, key), value.strip())
    for line, value in pairwise(closed):
        # The label and its value may stand in cells, hence in lines, of their own.
        label = _META_LABEL.fullmatch(tight(line))
        if label and not _META_LABEL.match(value) and len(value) < _LONGEST_LINE:
            found.setdefault(_META_NAMES.get(label[1], label[1]), value.strip())
    return found


def _title(top: Sequence[str], meta: dict[str, str]) -> str:
    """Return the plan's own title, without 关于印发……的通知 around it."""
    named = meta.get("题名", "")
    whole = meta.get("标题", "") or (named if KIND_END.search(named) else "")
    joined = ("".join(top[n : n + count]) for count in (2, 3) for n in range(len(top) - count + 1))
    for text in (whole, *top, *joined):
        issued = _ISSUED.search(_joined_title(text))
        if issued:
            return _as_printed(issued[1], top)
    presented = _PRESENTED.search("\n".join(top[:25]))
    if presented and KIND_END.search(presented[1]):
        return presented[1]
    return whole or next(_title_lines(top), "")


def _joined_title(text: str) -> str:
    return re.sub(r"[\s*#]", "", text) if len(text) < 200 else text[:200]


def _as_printed(title: str, top: Sequence[str]) -> str:
    """Return the title as its own line prints it, where one does."""
    wanted = _plain(title)
    return next((line.strip("*# ") for line in top if _plain(line) == wanted), title)


def _plain(text: str) -> str:
    return tight(text, "*#《》〈〉")


def _title_lines(top: Sequence[str]) -> Iterator[str]:
    """Yield lines that read like titles, up to three joined where one breaks off."""
    lines = [_before_number(line) for line in top]
    for number, line in enumerate(lines):
        if not _may_be_title(line):
            continue
        for count in range(1, _TITLE_LINES + 1):
            text = "".join(lines[number : number + count])
            if 4 <= len(text) <= 100 and KIND_END.search(text):
                yield text + _rest_of_title(text, lines[number + count : number + _TITLE_LINES])
            if number + count >= len(lines) or not _may_be_title(lines[number + count]):
                break


def _before_number(line: str) -> str:
    found = NUMBER.search(line)
    return (line[: found.start(1)] if found and found.start(1) > 8 else line).strip("*# ")


def _may_be_title(line: str) -> bool:
    """Whether a line may be of a title: no sentence, address, number, date or item."""
    bare = tight(line)
    return (
        bool(bare)
        and not re.search(r"[。；：:|]", bare)
        and not marker_at(line)[0]
        and not NUMBER.fullmatch(bare)
        and not DATE.fullmatch(bare.strip("（）()"))
        and not re.fullmatch(rf"附件?(?:{EITHER_NUMBER})?|.*文件|目录|首页", bare)
        and not _NOTE.fullmatch(bare)
    )


def _rest_of_title(title: str, following: Sequence[str]) -> str:
    """Return the lines that still belong to a title: a period in brackets, or more of its words."""
    rest = ""
    for line in following:
        text = title + rest + line
        new = not _plain(line).startswith(_plain(title)[:4]) and not line.startswith("关于")
        if not (_may_be_title(line) and new and len(line) <= _SHORT_LINE):
            break
        if not (KIND_END.search(text) and len(text) <= 100):
            break
        rest += line
    return rest


def _number(top: Sequence[str], meta: dict[str, str]) -> str:
    for text in (meta.get("发文字号", ""), *top):
        found = NUMBER.search(text)
        # A number within a sentence belongs to another document.
        if found and len(text) - len(found[1]) < 8:
            return found[1]
    first = NUMBER.search(top[0][:200]) if top else None
    return first[1] if first else ""


def _signature(lines: Sequence[str]) -> tuple[str, date] | None:
    """Return who signed and when: a body's line before a line that is a date."""
    for before, line in pairwise(lines):
        found = DATE.fullmatch(re.sub(r"\s", "", line))
        day = first_day(found[0]) if found else None
        label = _META_LABEL.fullmatch(re.sub(r"\s", "", before))
        if day and not label and 2 <= len(before) <= 40 and not re.search(r"[，。：；|]", before):
            return tight(before), day
    return None


def _closing_day(said: Sequence[str]) -> date | None:
    """Return the day that a document ends with, where nobody signed it."""
    last = re.sub(r"\s", "", said[-1]) if said else ""
    return first_day(last) if DATE.fullmatch(last) else None


def _signed_inside(texts: Sequence[str]) -> tuple[str, date] | None:
    """Return who signed and when, on a page copied as one line."""
    for text in texts:
        found = _SIGNED.search(text[-_LONGEST:]) or _SIGNED.search(text[:_LONGEST])
        day = first_day(found[2]) if found else None
        if found and day:
            return found[1], day
    return None


def _issuer_in(top: Sequence[str], title: str) -> str:
    for text in (*top[:12], title):
        found = re.match(rf"[*#\s]*([{HAN_RANGE}“” \u3000]{{2,50}}?)关于", text)
        if found and not _IS_SENTENCE.search(text):
            return found[1].strip()
    return ""


def _place(text: str) -> str:
    before = _BEFORE_PLACE.match(text)
    found = _PLACE.match(text, before.end() if before else 0)
    place = found[0] if found else ""
    return place if len(place) > 2 and not _NO_PLACE.search(place) else ""


def _bracketed(text: str) -> str:
    return " ".join(re.findall(r"[（(]([^（）()]{5,40})[）)]", text))


def stems(place: str) -> tuple[str, ...]:
    """Return a place's names without 省, 市 and their like: what bodies' names begin with."""
    parts = re.findall(rf"{HAN}{{2,}}?(?:省|自治区|自治州|市|州|县|区|盟|旗)", place)
    return tuple(part[:-1] for part in parts if len(part) > 2)


def body_start(paragraphs: Sequence[Paragraph], title: str) -> int:
    """Return the index of the first paragraph after the title that stands above the body.

    Args:
        paragraphs: Those above the first clause.
        title: The document's title.
    """
    wanted = _plain(title)
    near = [
        _plain(paragraph.text) for paragraph in paragraphs[: max(_NEAR_TOP, len(paragraphs) // 2)]
    ]
    ends = [number + 1 for number, text in enumerate(near) if text == wanted]
    ends += [
        number + count
        for count in range(2, _TITLE_LINES + 1)
        for number in range(len(near) - count + 1)
        if near[number] and near[number + 1] and "".join(near[number : number + count]) == wanted
    ]
    return max(ends, default=0)
