"""Names of bodies: what ends like one, where a list of them is cut, which prefix is left out.

The words here are the field's common ones; names seen elsewhere in the same document help too.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from sciplan.base.chinese import HAN, HAN_RANGE
from sciplan.base.numerals import ONE_TO_TEN
from sciplan.documents.words.bodies import bodies
from sciplan.documents.words.levels import BODIES_BEGIN, EVERY_LEVEL, LEVELS
from sciplan.documents.words.roles import JOINED
from sciplan.documents.words.rows import one_of

_ENDS = bodies("ends")
_GLUED = bodies("glued")
_LAST = (*_GLUED, *bodies("last"))
_TWO_BODIES = re.compile(rf"(.{{2,8}}?局)(.{{3,}}(?:{one_of(bodies('behind'))}))")
# Common nouns that end like a body and are none.
_NO_BODIES = frozenset(
    "社会 全社会 机会 大会 协会学会 市场 场所 全部 内部 干部 领导干部 会 部 委 局 厅 区 市 县 省 "
    "院 机关 "
    "校 村 组 社区 农村 乡村 城市 本市 全市 本省 全省 全区 本区 全县 本县 地区性 小组 年会 委会 "
    "社团 团队 企事业 集体 县级市 住所 处所 进行 执行 实行 试行 发行 履行 运行 推行 举行 现行 "
    "同行 银行 外部 局部 办 处 室 站 所 馆 队 科 司 行 联 协 台 库 一部 学科 各行 专科 本科".split()
)
_NO_ENDS = tuple("自行 全部 布局 格局 社会 机会 入股 控股 持股 参股 折股 个股".split())
_VERBAL = re.compile(
    r"[的将把被须得让]|(?<!自)由|应(?!急)|使(?!馆|领馆)|对于|通过|进行|按照|根据|以及其|不得|"
    r"可以|成立|设立|组建|不少于|不超过|确保|(?:牵头|配合)(?!单位|部门)|负责(?!人|同志|单位|部门)"
)
_NO_START = re.compile(
    rf"与|以及|并|[及由等](?=[{BODIES_BEGIN}])|以(?=.{{2,}}为)|"
    rf"(?:会同|{JOINED}|协调|如|和)(?=[省市区州国各有相]|县{HAN}{{2}})|"
    r"请|(?:近期)?[你我贵本该](?=[局办部委院厅处科站公单])"
)
"""What begins no name: words that join or open a list, 请, 我办. 如东县 and 和县 are places."""
_NO_FINISH = ("和", "与", "及", "以及", "、", "并")
_STUB = re.compile(r"(?:部门|单位|机构|企业|地方|地区)(?=以及|[及和与暨]|$)")
"""The rest of 等部门和单位以及…: no body by itself."""
_JOIN_AHEAD = re.compile(rf"^(?:以及|并|及|与|和(?!县))(?=[{BODIES_BEGIN}其驻团])")
_LONGEST_ODD_NAME = 20
_ODD_NAME = re.compile(rf"[{HAN_RANGE}A-Za-z·]+(?:\d{{3,5}}[{HAN_RANGE}]*)?")
"""市110 is a name, 3次 is none."""
_NOBODY_NAMED = _NO_BODIES | frozenset(
    "专人 双人 个人 本人 群众 公众 人人 谁 政府 企业 单位 部门 各方 多方 市场 上级 下级 分级 逐级 "
    "牵头 责任 党委领导 政府主导 社会组织 主要领导 分管领导 主要负责人 第一责任人".split()
)
"""Who has a part in general: 政府负责, 专人负责."""
_COLLECTIVE = re.compile(
    rf"^(?:[{LEVELS}]直|国务院|中央|全[{LEVELS}])?(?:各|有关|相关|所有|其他|全体|"
    r"地方各级)"
)
_GENERIC = re.compile(
    rf"(?:各|有关|相关|其他|所有|等){{0,6}}(?:[{ONE_TO_TEN}\d]+[个家])?"
    r"(?:国务院|中央|国家|省直|市直|区直|县直|州直|省级|市级|区级|县级|省|市|区|县|州)?"
    r"(?:各|有关|相关|其他|职能|责任|成员|行业|主管|业务){0,6}(?:部门|单位|机构|部委|委办局|地方|"
    r"地区|方面|企业)"
    r"(?:(?:和|与|、|及)(?:各|有关|相关|其他)?(?:部门|单位|机构|地方|地区|方面|企业|个人))*"
)
# 等 that belongs to a word: 中等职业学校, 高等院校.
_ET_AL = re.compile(r"(?<![中高初同平均优特一二三四头次])等(?!级|额|离子)")
_JOINS = ("以及", "及", "和", "与", "暨")
_DETERMINERS = re.compile(
    rf"各|有关|相关|其他|[{LEVELS}]|国家|国务院|中央|全国|地方|驻|团[{LEVELS}]委|总工会"
)
_MANY = re.compile("各|有关|相关|其他|所有|国务院(?:各|有关|相关)")
"""How what stands behind 和 begins where it is surely no part of the name before it."""
_DEFINITE = re.compile(
    rf"(?:[{EVERY_LEVEL}]|自治区|国家|全国|中国|中央|团[{LEVELS}]委|"
    r"各(?:省|市|县|区|州|乡|镇|街道))"
    rf".*(?:{one_of(bodies('surely'))}|[）)])$"
)
_PART_OF_OFFICE = re.compile(
    rf"(?:[{LEVELS}]|国家){HAN}{{1,14}}?(?:局|委|办|厅|部|院|中心|政府|公司){HAN}{{0,8}}"
    r"(?:处|科|股|室|站|所|队|组|中心|办)"
)
"""A part of an office, which is one name: 市发展改革委农业处."""
_SYSTEMS = re.compile(
    rf"人行.{{2,}}支行|{HAN}{{2,8}}(?:银保监分局|金融监管分局|监管分局|供电局|海关|税务局|调查队|"
    r"消防救援支队|消防救援大队|军分区|烟草专卖局|邮政管理局|电信公司|移动公司|联通公司|铁塔公司|分公司)"
)
"""Bodies of the systems that run across levels: a place stands before them, and no 市."""
_OFFICE = re.compile(rf"(?<!干)(?:{one_of(bodies('office'))})(?:[（(][^（）()]*[）)])?$")
_GOES_ON = re.compile(one_of(bodies("longer")))
"""What a body's name ends with that a longer name may go on from: 市委宣传部, 市政府办公室."""
_MORE = re.compile(r"[^和与及、\W]{0,5}(?:委员会|员会|部门|门|部|办|办公室|室|局|分局|[支大]队|校)")
_ACTING = (
    r"制定|建设(?!局|部|厅|委|和|管理|兵团|业主|方$)|组织(?!部)|开展|推进|推动|加强|完善|落实|做好|"
    r"研究(?!院|所|中心|室)|出台|编制|指导(?!中心)|建立|成立|发挥|鼓励|支持|引导|依托|及时|"
    r"负责|共同|充分|^经(?!济|信|开|贸)|^报(?!社|业)|^提请"
)
_ACTION = re.compile(rf"{_ACTING}|对(?!外)|在")
"""Words of doing, which no name of a body holds."""
_SAYS_MORE = re.compile(
    rf"的|^[将把被须得让由应使为是不每要在对向有凡谁]|对于|通过|进行|按照|根据|可以|成立|设立|组建|"
    rf"不少于|不超过|确保|{_ACTING}|主导|领导$|引领|参与|全程|工作$|情况|质量|资金|项目$|(?<!石)化$|"
    r"[率度性]$"
)
"""What no odd name holds: words of doing, and what is promised or measured."""
_PLACE = (
    r"(?:省|自治区|直辖市|计划单列市|自治州|县级市|县市区|市县|市区|州市|市州|市|州|盟|县|区|旗|地"
    r"|乡镇|乡|镇|街道|开发区|功能区|园区|管委会)"
)
_DEPARTMENT = re.compile(
    rf"[{HAN_RANGE}“”]{{1,14}}(?:{one_of(bodies('department'))})|{one_of(bodies('whole'))}"
)
_EACH_PLACE = re.compile(
    rf"(?:各(?:相关|有关)?|相关|有关){_PLACE}(?:级)?(?:、{_PLACE}(?!{HAN})|、{_PLACE}(?=(?:人民)?政府|党委|党工委|"
    rf"管委会|和|及|[（(]|牵头|负责|配合|参与|落实|组织|会同|[按等]|分别|共同))+"
    rf"(?:[（(〈][^（）()〈〉]*[）)〉])?(?:(?:人民)?政府|党委|党工委|管委会)?"
)
# 党委、政府 is one body to a clause, as is 党工委、管委会, and the office of both.
_PAIRED = re.compile(
    r"(?<=党委)、(?=(?:人民)?政府(?!办|督查))|(?<=党工委)、(?=(?:管委会|办事处)(?!督查))"
)
_BARE = frozenset({"政府", "人民政府", "管委会", "办公室", "办事处"})
_QUOTED = re.compile(r"“[^”]{0,200}”|《[^》]{0,200}》")
_HALF_QUOTED = re.compile(r'“([^“”"]*)"|"([^“”"]*)”')
_SPACE = re.compile(r"[ \t\u3000\n]+")
_JOINED_BY = re.compile(r"、|以及|[和与及]")
_LONGEST_LIST = 600
_LONGEST_STRETCH = 150
"""What stands between two marks of a list is no longer: a name, or a few that 和 joins."""
_LONGEST_PREFIX = 30
_OPEN, _CLOSE = "（(〔[【《〈“‘", "）)〕]】》〉”’"
_BRACKET = re.compile(f"[{re.escape(_OPEN + _CLOSE)}]")


@dataclass(frozen=True, slots=True)
class BodyName:
    """A body as a clause names it.

    Args:
        text: Its name, with a prefix that the print leaves out put back.
        printed: What is printed, where that is another text, else empty.
    """

    text: str
    printed: str = ""


def bare(name: str) -> str:
    """Return a name without its brackets' contents."""
    return re.sub(r"[（(〔〈\[][^（）()〔〕〈〉\[\]]*[）)〕〉\]]", "", name)


def is_body(name: str, known: Iterable[str] = ()) -> bool:
    """Whether a text can be the name of a body.

    Args:
        name: The text.
        known: Names seen elsewhere in the document.
    """
    if name in known:
        return True
    name = with_closed_quotes(name)
    core = bare(name)
    if not 2 <= len(core) <= 45 or core in _NO_BODIES or core.endswith(_NO_ENDS):
        return False
    if _NO_START.match(core) or core.endswith(_NO_FINISH):
        return False
    if _BRACKET.search(core) and not is_balanced(name):
        return False
    if _VERBAL.search(_unquoted(core)):
        return False
    return (
        core.endswith(_ENDS) or bool(_GENERIC.fullmatch(core)) or bool(_EACH_PLACE.fullmatch(core))
    )


def may_be_body(name: str, known: Iterable[str] = ()) -> bool:
    """Whether a text may be the name of a body, whatever it ends in: 市城投, 三家运营商.

    Only the words around it, a role's or a label's, can tell that it is one.

    Args:
        name: The text.
        known: Names seen elsewhere in the document.
    """
    if is_body(name, known):
        return True
    core = bare(name)
    if not has_shape_of_name(name) or core in _NOBODY_NAMED:
        return False
    return not (says_more(core) or _NO_START.match(core) or core.endswith(_NO_FINISH))


def says_more(text: str) -> bool:
    """Whether a text holds words of doing, or what is promised or measured, as no name does."""
    return bool(_SAYS_MORE.search(text))


def is_whole_name(name: str, known: Collection[str] = frozenset()) -> bool:
    """Whether a text may be a name, and is no body with a word behind it that nobody knows."""
    if is_body(name, known):
        return True
    stubs = (name[:end] for end in range(3, len(name)))
    return may_be_body(name, known) and not any(map(is_body, stubs))


def has_shape_of_name(name: str) -> bool:
    """Whether a text is as short and plain as a name: where a label tells, no more is asked."""
    core = bare(name)
    if not 2 <= len(core) <= _LONGEST_ODD_NAME or not is_balanced(name):
        return False
    return _ODD_NAME.fullmatch(_unquoted(core) or core) is not None


def is_balanced(name: str) -> bool:
    """Whether a name's brackets are closed."""
    return sum(map(name.count, _OPEN)) == sum(map(name.count, _CLOSE))


def is_definite(name: str, known: Collection[str] = frozenset()) -> bool:
    """Whether a text is surely a body: a known name, or one with a level or 国家 before it."""
    if name in known:
        return True
    sure = _DEFINITE.match(name) or _SYSTEMS.fullmatch(name) or _PART_OF_OFFICE.fullmatch(name)
    return bool(sure) and is_body(name) and not _GENERIC.fullmatch(name)


def is_office(name: str) -> bool:
    """Whether a text ends as offices do, without a level: 发展改革委, 教育部."""
    sure = len(bare(name)) >= 3 and bool(_OFFICE.search(name)) and not _ACTION.search(name)
    return sure and is_body(name)


def is_collective(name: str) -> bool:
    """Whether a name means many bodies: 各县（市、区）人民政府, 有关部门."""
    return bool(_COLLECTIVE.match(name) or _GENERIC.fullmatch(name) or "成员单位" in name)


def _unquoted(text: str) -> str:
    return _QUOTED.sub("", text)


def with_closed_quotes(text: str) -> str:
    """Turn an ASCII mark that is the other half of a Chinese quote: “一窗". The length stays."""
    return _HALF_QUOTED.sub(r"“\1\2”", text) if '"' in text else text


# Cutting lists --------------------------------------------------------------------------------


def pieces(text: str, marks: str) -> Iterator[tuple[str, str]]:
    """Yield the pieces of a text between marks, and the mark after each.

    Marks in brackets and quotes don't count, nor those of 各省、自治区、直辖市人民政府.
    """
    start = place = depth = 0
    seen = with_closed_quotes(text)
    while place < len(text):
        char = seen[place]
        whole = _EACH_PLACE.match(text, place) if char in "各相有" and not depth else None
        if whole:
            place = whole.end()
            continue
        if char in _OPEN:
            depth += 1
        elif char in _CLOSE:
            depth = max(depth - 1, 0)
        elif char in marks and not depth and not _PAIRED.match(text, place):
            yield text[start:place], char
            start = place + 1
        place += 1
    yield text[start:], ""


def cut(text: str) -> tuple[list[str], bool]:
    """Return the names in a stretch without 、, and whether 等 leaves others unnamed.

    和, 及 and their like cut only between two whole names: 自然资源和规划局 stays. A stretch
    that is longer than any list is running text, and stays whole.
    """
    if len(text) > _LONGEST_LIST:
        return [text], False
    found: list[str] = []
    others = False
    for piece in _joined(text):
        names, more = _without_others(piece.strip())
        others = others or more
        for name in names:
            found += _side_by_side(name)
    return [_JOIN_AHEAD.sub("", name) for name in found if name], others


def _joined(text: str) -> Iterator[str]:
    for spaced in _spaced(text):
        rest = spaced
        while True:
            place, word = _join_in(rest)
            if place < 0:
                break
            yield rest[:place]
            rest = rest[place + len(word) :]
        yield rest


def _spaced(text: str) -> list[str]:
    """Cut at blanks between whole names; other blanks are stray."""
    parts = _SPACE.split(text.strip())
    if len(parts) > 1 and all(is_body(part) or len(part) > 3 for part in parts):
        return parts
    return ["".join(parts)]


def _join_in(text: str) -> tuple[int, str]:
    """Return where a joining word stands between two names, -1 for nowhere."""
    depth = 0
    for place, char in enumerate(text):
        depth += (char in _OPEN) - (char in _CLOSE)
        if depth or not place or char not in "以及和与暨":
            continue
        word = next((join for join in _JOINS if text.startswith(join, place)), "")
        if word and _two_names(text[:place], text[place + len(word) :]):
            return place, word
    return -1, ""


def _two_names(left: str, right: str) -> bool:
    if right in _BARE or (_GENERIC.fullmatch(right) and not _DETERMINERS.match(right)):
        return False  # 各有关部门和单位 is one, and 各级党委和政府
    if _STUB.match(right):
        return False
    core = re.split(_ET_AL, left)[0]
    if not core or not is_body(right):
        return False
    if _MANY.match(right) and may_be_body(core):
        return True
    return is_body(core) and (bool(_DETERMINERS.match(right)) or _is_whole(core))


def _is_whole(name: str) -> bool:
    """Whether a name is no mere stub such as 市政务 or 社会 that 和 would go on with."""
    return len(bare(name)) >= 3 and name not in _NO_BODIES


def _without_others(text: str) -> tuple[list[str], bool]:
    """Cut at 等: what follows it is generic (等有关部门) and left out, or a name of its own."""
    found = _ET_AL.search(text)
    if not found:
        return [text], False
    left, right = text[: found.start()], text[found.end() :]
    if not right or _GENERIC.fullmatch(right) or (len(right) <= 12 and is_body(right)):
        return [left], True
    return [text], False


def _side_by_side(name: str) -> list[str]:
    """Cut names that a lost mark has run together: 区水利局区林草局."""
    prefix = name[:1]
    if not prefix or prefix not in LEVELS:
        return [name]
    places = [
        place
        for place in range(3, len(name) - 2)
        if name[place] == prefix
        and name[:place].endswith(_GLUED)
        and not name.startswith(f"{prefix}{prefix}", place - 1)
        and name.endswith(_LAST)
    ]
    pieces = [name[start:end] for start, end in pairwise([0, *places, len(name)])]
    return pieces if len(pieces) == 1 else [part for piece in pieces for part in _behind(piece)]


def _behind(name: str) -> list[str]:
    """Cut a body without prefix that stands behind another: 区水利局水库管理处."""
    found = _TWO_BODIES.fullmatch(name)
    return [found[1], found[2]] if found else [name]


def leading_bodies(text: str, known: Collection[str] = frozenset()) -> list[str]:
    """Return the bodies that a text begins with: 市发改委、市财政局建设平台 begins with two."""
    return bodies_ahead(text, known)[0]


def acts(text: str) -> bool:
    """Whether a text begins with a word of doing, as what follows a body does."""
    return bool(_ACTION.match(text))


def is_department(name: str) -> bool:
    """Whether a name without its level is a department's or a mass organisation's: 妇联."""
    whole = _DEPARTMENT.fullmatch(name) or name == "团委"
    return bool(whole) and is_body(name) and not _ACTION.search(name)


def bodies_ahead(text: str, known: Collection[str] = frozenset()) -> tuple[list[str], str]:
    """Return the bodies that a text begins with, and what follows them."""
    found: list[str] = []
    place = 0
    while place < len(text):
        # A name is short: to look further each time would take a square of the text's length.
        piece, _ = next(pieces(text[place : place + _LONGEST_STRETCH], "、，；"))
        listed = cut(piece)[0]
        whole = all(is_body(name, known) and not _ACTION.search(name) for name in listed)
        first = "" if whole else _prefix(piece, known)
        if not whole and not first:
            break
        found += listed if whole else [first]
        place += len(piece if whole else first)
        joined = _JOINED_BY.match(text, place)
        if not joined:
            break
        place = joined.end()
    return found, text[place:]


def _prefix(text: str, known: Collection[str]) -> str:
    """Return the body that a text begins with, empty for none."""
    for size in range(min(len(text), _LONGEST_PREFIX), 2, -1):
        if text[:size] in known:
            return text[:size]
    for size in range(3, min(len(text), _LONGEST_PREFIX) + 1):
        name = text[:size]
        if not is_office(name):
            continue
        more = _MORE.match(text, size) if _GOES_ON.search(name[-2:]) else None
        longer = name + more[0] if more and not _ACTION.search(more[0]) else ""
        return longer if longer and is_body(longer) else name
    return ""


def is_list(text: str) -> bool:
    """Whether a text lists bodies and says nothing else."""
    if not 2 <= len(text) <= _LONGEST_LIST:
        return False
    listed = [name for piece, _ in pieces(text.strip("。；， "), "、，") for name in cut(piece)[0]]
    return bool(listed) and all(map(is_body, listed))
