"""A body's name taken apart: place, level, what is its own, and its ending.

Whether one name abbreviates another is decided here, and only here. 市教育局 → 市教体局 is an
answer; 市教委, 市局 and 市政府 are nobody there, however near they look.
"""

import re
from collections.abc import Sequence
from functools import cache
from itertools import zip_longest
from typing import NamedTuple

from sciplan.base.marks import one_width

_PLACE = re.compile(r"(.{1,30}?)(省|自治区|特别行政区|市|自治州|州|地区|盟|自治县|县|区|旗)")
_LEVEL = re.compile(r"[省市县区州盟旗](?:委|人民政府|政府)?")
_PARTY = re.compile(r"中国共产党|中共")
_SHORT_ENDINGS = (("委员会", "委"), ("办公室", "办"), ("中国共产主义青年团", "共青团"))
_ENDING_WORDS = (
    "局 管理局 监管局 监督管理局 事务局 分局 总局 厅 委 管委会 管理委 工委 党委 常委会 办 办公厅 "
    "部 处 室 院 学院 大学 学校 职业技术学院 职业学院 技术学院 技师学院 研究院 研究所 医院 中心 "
    "服务中心 管理中心 会 协会 联合会 学会 联 协 社 站 所 馆 队 支队 大队 公司 集团 银行 分行 支行 "
    "政府 人民政府 部门 单位"
)
_ENDINGS = tuple(_ENDING_WORDS.split())
_BY_LENGTH = sorted(_ENDINGS, key=len, reverse=True)
# Possessive: 协会 is also 协 and 会, and many of them would be tried in every way.
_BARE = re.compile(f"(?:{'|'.join(_BY_LENGTH)})++")
_ENDING = re.compile(f"(?:{'|'.join(_BY_LENGTH)})$")
_ONE_CHARACTER = frozenset(ending for ending in _ENDINGS if len(ending) == 1)
_OFFICES = frozenset("局厅委办部处心")
_OFFICIAL = _OFFICES - {"心"} | frozenset("协联")
_NO_LEVEL = frozenset("场域级")
"""Behind 市 or 区 they make another word: 市场, 区域."""
_LONGER = {"学院": "科学院"}
"""Endings → a word that ends like them and is another."""
_SHORTEST = 3
"""Characters of an abbreviation, unless none of two is an ending."""


class Place(NamedTuple):
    """Where a body belongs.

    Args:
        stem: Its name without its kind: 曲靖.
        level: Its kind: 市.
    """

    stem: str
    level: str


class BodyName(NamedTuple):
    """A name taken apart; 委员会 and 委, 办公室 and 办 are one ending.

    Args:
        place: Whose body it is: 曲靖; empty where the name doesn't tell.
        level: 市, 市委, 市人民政府; empty for none.
        core: What is left: 教体局.
    """

    place: str
    level: str
    core: str

    @property
    def whole(self) -> str:
        """The name without its place."""
        return self.level + self.core

    @property
    def bare(self) -> bool:
        """Whether nothing is left, or nothing but endings: 局, 管理局, 市委办."""
        return not self.core or _BARE.fullmatch(self.core) is not None

    @property
    def own(self) -> str:
        """What tells the body from others of its kind: 教体."""
        return "" if self.bare else _ENDING.sub("", self.core)

    def could_be(self, other: "BodyName") -> bool:
        """Whether two names may belong to one place and level: 省科协 and 市科协 don't."""
        return (not self.place or not other.place or self.place == other.place) and (
            not self.level or not other.level or self.level[0] == other.level[0]
        )


@cache
def places_of(jurisdiction: str) -> tuple[Place, ...]:
    """Return the places of a jurisdiction from the top: 云南省曲靖市 → 云南 省, 曲靖 市."""
    return tuple(Place(*found) for found in _PLACE.findall(one_width(jurisdiction)))


@cache
def taken_apart(name: str, jurisdiction: str) -> BodyName:
    """Return a name's parts; its place is the jurisdiction's own where its level says so."""
    text = _PARTY.sub("", one_width(name), count=1)
    for long, short in _SHORT_ENDINGS:
        text = text.replace(long, short)
    before = "共青团" if text.startswith("共青团") else ""
    places = places_of(jurisdiction)
    place, text = _without_place(text.removeprefix(before), places)
    level = _LEVEL.match(text)
    if before or level is None:
        return BodyName(place, "", before + text)
    if not place and places and places[-1].level[-1] == level[0][0]:
        place = places[-1].stem
    return BodyName(place, level[0], text[level.end() :])


def _without_place(text: str, places: Sequence[Place]) -> tuple[str, str]:
    for place, inner in zip_longest(places, places[1:]):
        rest = text.removeprefix(place.stem)
        if rest != text:
            inside = rest.removeprefix(place.level)
            if inner is None or not inside.startswith(inner.stem):
                return place.stem, rest
            text = inside
    return "", text


def is_same(typed: BodyName, name: BodyName) -> bool:
    """Whether two names differ at most by place and level in front, or in how an ending is put."""
    if not typed.could_be(name):
        return False
    return typed.whole == name.whole or (typed.core == name.core and not typed.bare)


def is_part(typed: BodyName, name: BodyName) -> bool:
    """Whether a name's part was typed, of two characters or more, and more than an ending.

    A level in front makes no difference: 市规划局 is what 规划局 is.
    """
    if typed.bare or not typed.could_be(name):
        return False
    return any(len(part) > 1 and part in name.whole for part in (typed.whole, typed.core))


def abbreviates(typed: BodyName, name: BodyName) -> bool:
    """Whether a name was typed in short: 广电局, 市应急局."""
    if typed.could_be(name) and not typed.bare and _stands_for(typed.core, name.core):
        return True
    # 市监局 is 市场监管局's: its 市 is no level.
    mine = not typed.place or not name.place or typed.place == name.place
    return mine and not typed.bare and bool(typed.level) and _stands_for(typed.whole, name.core)


def frames_sought(typed: BodyName) -> set[str]:
    """Return the frames of which a name has one, if it is one that `abbreviates` says is meant."""
    return {frame_of(typed.core), frame_of(typed.whole)}


def frame_of(text: str) -> str:
    """Return the first and the last character, which a short name shares with the long one."""
    return text[:1] + text[-1:]


def _stands_for(short: str, long: str) -> bool:
    if len(short) < _SHORTEST and (len(short) < 2 or not _ONE_CHARACTER.isdisjoint(short)):
        return False
    return _frames(short, long) and _ends_like(short, long)


def _ends_like(short: str, long: str) -> bool:
    """Whether the shorter's ending is the longer's and two characters are left: not 科协会."""
    ending = _ENDING.search(short)
    return ending is None or (ending.start() > 1 and long.endswith(ending[0]))


def _frames(short: str, long: str) -> bool:
    """Whether characters stand in order in a text that begins and ends with the same ones."""
    return frame_of(short) == frame_of(long) and in_order(short, long)


def in_order(short: str, long: str) -> bool:
    """Whether characters stand in a text in their order."""
    characters = iter(long)
    return all(char in characters for char in short)


def is_near(typed: BodyName, name: BodyName) -> bool:
    """Whether a name is worth suggesting for what was typed: 市教委 → 市教体局, 体育局 → it too."""
    own = typed.own
    if len(own) > 1 and own == typed.core and not typed.level:
        return own in name.core  # 教育
    if len(own) == 1:
        return name.core.startswith(own) and _of_a_kind(typed.core, name.core)
    if not own or not _of_a_kind(typed.core, name.core):
        return False
    inside = own in name.core
    if inside and (typed.core[-1] == name.core[-1] or typed.level == name.level):
        return True
    return (own[0] == name.own[:1] or _begin_words(own, name.own)) and in_order(own, name.own)


def _begin_words(own: str, long: str) -> bool:
    """Whether characters, two at least, begin parts two characters long: 社保 in 社会保障."""
    pairs = "".join(f"{re.escape(char)}." for char in own)
    return len(own) > 1 and re.search(pairs, long) is not None


def _of_a_kind(one: str, other: str) -> bool:
    """Whether two names end as offices' do, or alike."""
    return one[-1] == other[-1] or {one[-1], other[-1]} <= _OFFICES


def sounds_like_a_body(name: BodyName) -> bool:
    """Whether a name ends as bodies' do, behind a level, or as offices' do: 省科协, 统计局."""
    if _ENDING.search(name.core) is None:
        return not name.core and len(name.level) > 1
    behind = bool(name.level) and name.core[0] not in _NO_LEVEL
    return behind or (name.core[-1] in _OFFICIAL and len(name.core) >= _SHORTEST)


def could_sound_like_a_body(name: BodyName) -> bool:
    """Whether a name does so, if bodies are like it: 教委, 学院, but not 开会."""
    return name.bare or name.core[-1] in _OFFICIAL


def ends_alike(typed: BodyName, name: BodyName) -> bool:
    """Whether nothing but an ending was typed, and a name ends with it: 学院."""
    if not typed.core or not typed.bare or not name.level.startswith(typed.level):
        return False
    longer = _LONGER.get(typed.core)
    return name.core.endswith(typed.core) and not (longer and name.core.endswith(longer))


def frames(typed: BodyName, name: BodyName) -> bool:
    """Whether the name as typed, level and all, would abbreviate another: 市政府 → 市人民政府."""
    return len(typed.whole) >= _SHORTEST and _frames(typed.whole, name.whole)


def is_slip(typed: BodyName, name: BodyName) -> bool:
    """Whether what is the bodies' own begins alike or ends so: 科斜 and 科协, but not 政协."""
    one, other = typed.own, name.own
    return bool(one and other) and (one[0] == other[0] or one.endswith(other))


_SUCCESSORS = {
    "环保局 环境保护局": "生态环境",
    "卫生局 卫计委 卫计局 卫生和计划生育委": "卫生健康",
    "国土局 国土资源局": "自然资源",
    "安监局 安全生产监督管理局": "应急管理",
    "工商局 质监局 食药监局 工商行政管理局 质量技术监督局 食品药品监督管理局": "市场监督管理",
    "扶贫办 扶贫局 扶贫开发办": "乡村振兴",
    "农业委 农委": "农业农村",
    "经信委 工信委 经信局": "工业和信息化",
    "新闻出版广电局 文广局 文广新局": "文化和旅游",
}
"""What bodies were called before the reforms of 2018 → what stands in their successors' names."""


def successor_of(typed: BodyName) -> str:
    """Return what stands in the name of a former body's successor; empty for others."""
    return next((words for old, words in _SUCCESSORS.items() if typed.core in old.split()), "")
