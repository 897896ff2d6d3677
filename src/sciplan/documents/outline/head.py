"""What identifies the document: title, number, issuer, date, period; and where its body begins."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sciplan.base.chinese import HAN
from sciplan.base.marks import tight
from sciplan.base.numerals import EITHER_NUMBER
from sciplan.documents.outline.issuance import (
    Told,
    is_outside,
    issuer_in,
    number_in,
    signature,
    signed_inside,
)
from sciplan.documents.readers.document import Paragraph
from sciplan.documents.words.dates import DATE, first_day
from sciplan.documents.words.levels import LEVELS
from sciplan.documents.words.markers import SECTION, marker_at
from sciplan.documents.words.names import may_be_body
from sciplan.documents.words.rows import one_of
from sciplan.documents.words.titles import KIND_END, NUMBER, kinds

_OF_TITLE = r"(?:《[^》\n]{1,60}》|〈[^〉\n]{1,60}〉|[^，。；\n《》〈〉])"
_ISSUED = re.compile(
    rf"印发[《〈]?({_OF_TITLE}{{4,90}}?(?:{kinds('title')})(?:（[^（）]{{1,30}}）)*)[》〉]?"
    r"(?:[、和及与]?《[^》\n]{1,60}》)*的?通知"
)
_PRESENTED = re.compile(r"《([^\n《》]{4,90}?)》(?:[^。]{0,30}(?:印发|同意)|印发)")
_ON_GROUNDS = re.compile(r"根据|按照|依据|遵照|贯彻|落实(?!分工)|结合|对照")
"""What stands before a document that another one only names."""
_IN_BRACKETS = re.compile(r"[（(]([^（）()]{5,40})[）)]")
_PERIOD = re.compile(r"((?:19|20)\d\d)年?(?:[—–\-－~～至]+)((?:19|20)\d\d)年?")
_META_NAMES = {
    "名称": "标题",
    "文件名称": "标题",
    "文号": "发文字号",
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
_ANY_NAME = "名称"
"""A heading of any table, and so no fact of a document where no other one stands beside it."""
_META_KEYS = "标题 发文字号 发文机关 成文日期 发布日期 发布机构".split()
_META_KEY = rf"({one_of([*_META_NAMES, *_META_KEYS])})"
_META = re.compile(rf"(?<!{HAN}){_META_KEY}[\]】*]*[：:][\s|*]*([^|\t\n\u3000]*[^|\t\n\s])")
_META_LABEL = re.compile(rf"[\[【]?{_META_KEY}[\]】]?[：:]?")
_FURNITURE = re.compile(
    r"版权所有|网站标识码|ICP备|公网安备|主办单位.{2,40}承办|^主办[：:]|技术支持[：:]|"
    r"【法宝引证码】|^原文链接"
    r"|^[*]*(?:检索时间|检索关键词|发布日期|发布机构|发布时间|原文链接)[*]*[：:]|^-{3,}$|^={6,}|"
    r"^当前位置：.{0,80}$"
)
_SITE_MARK = re.compile(r"网站标识码|ICP备|公网安备")
_SITE_WORDS = re.compile(r"(?:主办|承办|协办)(?:单位)?[：:]|Copyright|[^。]{0,40}保留所有权利")
"""What stands beside a site's mark at a page's foot, and is no duty."""
_TAIL = re.compile(
    r"^[（(]?(?:扫一扫|政策解读|【原文下载】|附件下载|相关(?:链接|文件|解读|附件|文档)|分享到|"
    r"打印本页|关闭窗口"
    r"|责任编辑|上一篇|下一篇|此件公开发布|信息公开选项)"
)
_PLACE = re.compile(
    rf"(?:{HAN}{{2,3}}?省|{HAN}{{2,7}}?自治区)?"
    rf"(?:(?:(?![市县区]){HAN}){{2,6}}?(?:市|自治州|地区|盟|州))?"
    rf"(?:{HAN}{{1,8}}?(?:实验区|新区|自治县|开发区|县|区|旗|市)(?=人民政府|政府|党|管|委|"
    r"办公室|关于|20\d\d))?"
)
_NOTE = re.compile(r"[（(](?=.*?(?:[，；]|单位|部门|牵头|责任)).*[）)]")
"""A line in brackets under a title that says how to read the plan: （列首位的为牵头单位）."""
_NO_PLACE = re.compile(
    rf"关于|[全我本各][{LEVELS}]|[社园校景片山街城]区$|^(?:落实|贯彻|印发|转发|推进|全|加[强快]|深化|进一步|促进|支持|"
    r"做好|开展|实施|建设|打造|健全|完善|切实|持续|提升|推动)"
)
_BEFORE_PLACE = re.compile(r"^(?:(?:19|20)\d\d年度?)?(?:中国共产党|中共|共青团)?")
_NEAR_TOP = 60
_META_LINES = 40
_MOST_GROUNDS = 20
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
        issuer: Who issued it; several are parted by 、.
        issued: The day.
        period: First and last year.
        place: The place it is for, as 曲靖市.
        based_on: Numbers of the documents that it names as its grounds.
        grounds: Key of a fact that a human should look at → why, in Chinese.
    """

    title: str
    number: str = ""
    issuer: str = ""
    issued: date | None = None
    period: tuple[int, int] | None = None
    place: str = ""
    based_on: tuple[str, ...] = ()
    grounds: Mapping[str, str] = field(default_factory=dict)


def without_furniture(paragraphs: Sequence[Paragraph]) -> tuple[list[Paragraph], list[Paragraph]]:
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
        furniture = not text or (len(text) < 300 and _FURNITURE.search(text))
        if furniture and _SITE_MARK.search(text):
            while kept and _SITE_WORDS.match(kept[-1].text.strip()):
                left.append(kept.pop())
        (left if furniture else kept).append(paragraph)
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
    meta = {**file, **_metadata(_above_body(top))}
    title = _title(top, meta)
    named = Told(title) if title else _named_by_file(file, stem)
    number = number_in(top, meta)
    about = issuer_in(top, named.value)
    signed = signature(top) or signature(said[-12:]) or signed_inside([*top, *said[-2:]], about)
    issuer = _issuer(signed[0] if signed else "", meta.get("发文机关", ""), about)
    when, why = _issued(meta, signed[1] if signed else None, _closing_day(said))
    before = "".join(paragraph.text for paragraph in preamble)
    years = _PERIOD.search(named.value)
    told = {"title": named.ground, "number": number.ground, "issuer": issuer.ground, "issued": why}
    return DocumentFacts(
        title=named.value,
        number=number.value,
        issuer=issuer.value,
        issued=when,
        period=(int(years[1]), int(years[2])) if years and years[1] < years[2] else None,
        place=_place(issuer.value) or _place(named.value),
        based_on=tuple(_grounds(before, number.value)),
        grounds={key: ground for key, ground in told.items() if ground},
    )


def _named_by_file(file: Mapping[str, str], stem: str) -> Told:
    """Return what stands in for a title that the text doesn't tell."""
    named = file.get("题名")
    return Told(named or stem, f"正文里没有认出标题，取自{'文件属性' if named else '文件名'}")


def _issuer(signed: str, told: str, about: str) -> Told:
    """Return who issued a document.

    Args:
        signed: Who signed it.
        told: Whom a page's table of facts names.
        about: Whom its title names.
    """
    sure = signed or (told if told and may_be_body(told) else "")
    return Told(sure) if sure else Told(about, "没有落款，由标题认出" if about else "")


def _issued(
    meta: Mapping[str, str], signed: date | None, closing: date | None
) -> tuple[date | None, str]:
    """Return the day, and why a human should look at it."""
    when = first_day(meta.get("成文日期", "")) or signed
    if when:
        return when, ""
    published = first_day(meta.get("发布日期", ""))
    if closing or not published:
        return closing, ""
    return published, "取自网页的发布日期，未必是成文日期"


def _grounds(before: str, number: str) -> list[str]:
    """Return the numbers of other documents in brackets before the first heading."""
    found = NUMBER.findall(" ".join(_IN_BRACKETS.findall(before)))
    return [one for one in dict.fromkeys(map(tight, found)) if one != number][:_MOST_GROUNDS]


def _above_body(top: Sequence[str]) -> Sequence[str]:
    """Return the lines before the first heading: a table further down is not the document's."""
    for place, line in enumerate(top):
        marker, rest = marker_at(line)
        if marker and marker.rank <= SECTION and rest:
            return top[:place]
    return top


def _metadata(top: Sequence[str]) -> dict[str, str]:
    """Return what the page's own table of facts says, by its usual labels."""
    found: dict[str, str] = {}
    closed = [
        re.sub(rf"(?<={HAN})[ \u3000]++(?={HAN}{{0,2}}[ \u3000]*{HAN}?[\]】]?[：:])", "", line)
        for line in top[:_META_LINES]
    ]
    for line in closed:
        for key, value in _META.findall(line):
            found.setdefault(_META_NAMES.get(key, key), value.strip())
    labels = [_META_LABEL.fullmatch(tight(line)) for line in closed]
    alone = not found and sum(map(bool, labels)) == 1
    for label, value in zip(labels, closed[1:], strict=False):
        # The label and its value may stand in cells, hence in lines, of their own.
        if label and alone and label[1] == _ANY_NAME:
            continue
        if label and not _META_LABEL.match(value) and len(value) < _LONGEST_LINE:
            found.setdefault(_META_NAMES.get(label[1], label[1]), value.strip())
    return found


def _title(top: Sequence[str], meta: dict[str, str]) -> str:
    """Return the plan's own title, without 关于印发……的通知 around it."""
    named = meta.get("题名", "")
    whole = meta.get("标题", "") or (named if KIND_END.search(named) else "")
    joined = ("".join(top[n : n + count]) for count in (2, 3) for n in range(len(top) - count + 1))
    for text in (whole, *top, *joined):
        issued = _own(_ISSUED, _joined_title(text))
        if issued:
            return issued
    presented = _own(_PRESENTED, "\n".join(top[:25]))
    if presented and KIND_END.search(presented):
        return presented
    return whole or next(_title_lines(top), "")


def _own(pattern: re.Pattern[str], text: str) -> str:
    """Return the first title that a text tells of the document itself, not of its grounds."""
    for found in pattern.finditer(text):
        sentence = re.split(r"[。；\n]", text[: found.start()])[-1]
        quoted = not is_outside(sentence) or text[found.end() : found.end() + 1] in ("》", "〉")
        if not quoted and not _ON_GROUNDS.search(sentence):
            return found[1]
    return ""


def _joined_title(text: str) -> str:
    return re.sub(r"[\s*#]", "", text) if len(text) < 200 else text[:200]


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


def _closing_day(said: Sequence[str]) -> date | None:
    """Return the day that a document ends with, where nobody signed it."""
    last = tight(said[-1]) if said else ""
    return first_day(last) if DATE.fullmatch(last) else None


def _place(text: str) -> str:
    found = _PLACE.match(_BEFORE_PLACE.sub("", text, count=1))
    place = found[0] if found else ""
    return place if len(place) > 2 and not _NO_PLACE.search(place) else ""


def stems(place: str) -> tuple[str, ...]:
    """Return a place's names without 省, 市 and their like: what bodies' names begin with."""
    parts = re.findall(rf"{HAN}{{2,20}}?(?:省|自治区|自治州|市|州|县|区|盟|旗)", place)
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
