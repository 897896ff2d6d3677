"""The plan's own id, its place and its coordinator: proposals, each with what it rests on."""

import re
from collections.abc import Collection, Iterable
from pathlib import PurePath
from typing import NamedTuple

from sciplan.base.chinese import HAN_RANGE
from sciplan.documents.outline.head import DocumentFacts
from sciplan.documents.words.names import is_definite

_NUMBERS_OF = (
    "冀:河北省 豫:河南省 云滇:云南省 辽:辽宁省 黑:黑龙江省 湘:湖南省 皖:安徽省 "
    "鲁:山东省 新:新疆维吾尔自治区 苏:江苏省 浙:浙江省 赣:江西省 鄂:湖北省 "
    "桂:广西壮族自治区 甘:甘肃省 晋:山西省 内:内蒙古自治区 陕:陕西省 吉:吉林省 "
    "闽:福建省 黔:贵州省 粤:广东省 川:四川省 青:青海省 藏:西藏自治区 琼:海南省 "
    "宁:宁夏回族自治区 "
)
_PROVINCES = {
    sign: name
    for signs, name in (entry.split(":") for entry in _NUMBERS_OF.split())
    for sign in signs
}
"""How provinces begin the numbers of their documents (云政发) → their names."""
_CITIES = ("北京市", "上海市", "天津市", "重庆市")
_LONG_NAME = re.compile(r"(省|维吾尔自治区|壮族自治区|回族自治区|自治区)$")
_COORDINATES = re.compile(
    r"(?:要|应|应当)?(?:切实|充分)?(?:负责|承担|发挥|做好)?(?:方案)?(?:实施)?(?:的)?"
    r"(?:综合|统筹|牵头|组织|总体)协调[^，。；、\n]{0,12}"
)
_NAME = re.compile(rf"[{HAN_RANGE}（）]{{2,20}}")


class Proposal(NamedTuple):
    """A value that the document suggests.

    Args:
        value: The value, empty where it suggests none.
        ground: What suggests it, in Chinese, for the human who confirms it.
    """

    value: str = ""
    ground: str = ""


def uncertain(facts: DocumentFacts) -> dict[str, Proposal]:
    """Return the facts of the document's head that a human should look at, by their keys."""
    return {key: Proposal(str(getattr(facts, key)), why) for key, why in facts.grounds.items()}


def identifier(facts: DocumentFacts, path: str) -> Proposal:
    """Return an id that a document always gets: from its number, else years, day, file name.

    Args:
        facts: What the document says of itself.
        path: The document's file.
    """
    number = re.findall(r"[0-9]+", facts.number)
    if number:
        return Proposal("-".join(["plan", *number]), "由发文字号得出")
    if facts.period:
        return Proposal("-".join(["plan", *map(str, facts.period)]), "由实施期得出")
    if facts.issued:
        return Proposal(f"plan-{facts.issued:%Y%m%d}", "由成文日期得出")
    stem = re.sub(r"[^a-z0-9]+", "-", PurePath(path).stem.lower()).strip("-")[:40]
    return Proposal(f"plan-{stem or 'draft'}", "由文件名得出" if stem else "")


def jurisdiction(facts: DocumentFacts, text: str) -> Proposal:
    """Return a place with its province, where the document tells the province.

    It tells it where the two names stand side by side, or where a document of the province is
    among its grounds and the province is named too: 新, 宁 and 青 begin numbers of cities as well.

    Args:
        facts: What the document says of itself.
        text: Its text.
    """
    place = facts.place
    known = tuple(dict.fromkeys(_PROVINCES.values()))
    if not place or place.startswith((*known, *_CITIES)):
        return Proposal(place)
    beside = [name for name in known if f"{name}{place}" in text]
    if len(beside) == 1:
        return Proposal(f"{beside[0]}{place}", f"文中有“{beside[0]}{place}”")
    grounds = {
        _PROVINCES[number[0]]: number
        for number in facts.based_on
        if number[0] in _PROVINCES and number[:2] != facts.number[:2]
    }
    named = [name for name in grounds if _LONG_NAME.sub("", name) in text]
    if len(named) == 1:
        return Proposal(f"{named[0]}{place}", f"省份由依据文件 {grounds[named[0]]} 推出")
    return Proposal(place)


def coordinator(texts: Iterable[str], known: Collection[str]) -> Proposal:
    """Return the only body of which prose says that it coordinates: 市科协发挥综合协调作用.

    Args:
        texts: Paragraphs that are no measures: within one, 统筹协调 is about that measure.
        known: Names of bodies seen in clauses.
    """
    found: dict[str, str] = {}
    for text in texts:
        for verb in _COORDINATES.finditer(text):
            before = re.split(r"[，。；：、\n“”]", text[: verb.start()])[-1]
            name = before.removeprefix("由")
            if _NAME.fullmatch(name) and is_definite(name, known):
                found.setdefault(name, f"{before}{verb[0]}")
    if len(found) != 1:
        return Proposal()
    ((name, words),) = found.items()
    return Proposal(name, f"文中有“{words}”")
