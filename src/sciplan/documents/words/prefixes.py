"""Prefixes that a list of bodies leaves out after its first name: 市委组织部、宣传部，市科技局."""

import re
from collections.abc import Collection, Iterable, Sequence

from sciplan.base.chinese import HAN_RANGE
from sciplan.documents.words.bodies import bodies
from sciplan.documents.words.names import BodyName, is_body, is_collective, is_department

_PARTY = frozenset(bodies("party"))
_NO_LEVEL = re.compile(r"^管委会|^武警|供电局|电业局|分局|海事局|流域|水利委员会|铁路|航道")
"""Bodies that belong to no level's government: they are named in full as they stand."""
# 市场, 市容, 市政管理 and 市民中心 begin no city's body; 市政府, 市政务服务局 and 市民政局 do.
_NO_CITY = r"(?!场|容|政(?:管理|工程|公用|园林|设施|建设|养护|局|处)|民(?:服务|中心|热线))"
_OWN_PREFIX = re.compile(
    rf"各|有关|相关|其他|国|中|全|省|市{_NO_CITY}|区(?!域|块)|县|州|团|驻|人民|人行|共青团|高新|"
    r"经开|地方|政府(?!办)"
    r"|北京|天津|河北|山西|内蒙古|辽宁|吉林|黑龙江|上海|江苏|浙江|安徽|福建|江西|山东|河南|湖北|"
    r"湖南"
    r"|广东|广西|海南|重庆|四川|贵州|云南|西藏|陕西|甘肃|青海|宁夏|新疆|香港|澳门|台湾(?!工作)"
)
_LEVEL = re.compile(rf"(?:省|市{_NO_CITY}|区(?!域|块)|县|州|旗|盟)(?=委|[{HAN_RANGE}“])")


def restored(
    names: Sequence[str], known: Collection[str] = (), places: Iterable[str] = ()
) -> list[BodyName]:
    """Put back the prefixes that a list leaves out after its first name.

    Args:
        names: The names of a list that nothing but 、 divides, as printed.
        known: Names seen elsewhere in the document.
        places: Names of places that a body's name may begin with.
    """
    found: list[BodyName] = []
    level = ""
    for printed in names:
        begun = _LEVEL.match(printed)
        if begun and is_body(printed):
            level = begun[0]
            found.append(BodyName(printed))
        elif level and (f"{level}{printed}" in known or leaves_out_level(printed, places)):
            found.append(BodyName(_with_prefix(printed, level, known), printed))
        else:
            if is_collective(printed) or _OWN_PREFIX.match(printed):
                level = level if is_collective(printed) else ""
            found.append(BodyName(printed))
    return found


def leaves_out_level(name: str, places: Iterable[str] = ()) -> bool:
    """Whether a name is a department's without its level, as 财政局; 县供电局 belongs to none."""
    if name in _PARTY:
        return True
    if _NO_LEVEL.search(name) or _OWN_PREFIX.match(name) or name.startswith(tuple(places)):
        return False
    return is_department(name)


def _with_prefix(name: str, level: str, known: Iterable[str]) -> str:
    party, own = f"{level}委{name}", f"{level}{name}"
    if party in known or (name in _PARTY and own not in known):
        return party
    return own
