"""Laws of names: other names change no reading, and without words of role no clause remains."""

import random
import re
from collections.abc import Mapping
from itertools import chain
from pathlib import Path

import pytest

from import_samples import drafted
from sciplan.documents.draft.draft import Draft
from sciplan.documents.words.names import is_collective
from sciplan.documents.words.roles import role_words
from sciplan.plan.role import Role

_NAMES = """
市水利局 市财政局 市住建局 市林草局 市农业农村局 市发展改革委 市委宣传部 团市委 市科协 市交通运输局
市教育局 市卫生健康委 市公安局
"""
_BODIES = _NAMES.split()
_WORDS = """
修建水渠 改造管网 种植林带 培训队伍 整治河道 建设食堂 排查隐患
"""
_TITLES = _WORDS.split()
_SENTENCES = (
    "更换破损管道，完成老城区普查。",
    "每周末安排小型演出。",
    "按服务半径选址，每处不少于八十平方米。",
    "对食材采购各环节开展巡查，发现问题当场整改。",
)
_FORMS = {
    "lead": "（{}牵头，{}、{}配合）",
    "labels": "（牵头单位：{}；配合单位：{}、{}）",
    "shares": "（{}、{}按职责分工负责）",
    "responsible": "（责任单位：{}、{}、{}）",
    "one": "（{}负责）",
    "square": "〔责任单位：{}、{}〕",
    "met": "（{}会同{}、{}负责）",
    "line": "\n责任单位：{}、{}",
    "lines": "\n牵头单位：{}\n配合单位：{}、{}\n完成时限：2031年12月底",
    "deadline": "（{}牵头，{}、{}按职责分工负责，2031年底前完成）",
}
_GRAMMAR = frozenset(
    "的和与及等由以并会商同将把被须得让应使为是有不每要在对向凡无暂谁经报一二三四五六七八九十"
    "省市县区州乡镇国各办局委部村组队站室所处科馆联庭厅院校司行社协署团盟旗街库厂台股园场户企业"
)
"""What names in Chinese are read by; the laws leave them out of random names."""
_LEVEL_ONE = [
    char
    for high in range(0xB0, 0xD7)
    for low in range(0xA1, 0xFF)
    if (char := bytes([high, low]).decode("gb2312")) not in _GRAMMAR
]
_ROLE_WORDS = re.compile(
    "|".join(
        sorted({*role_words("verb"), *role_words("label"), "职责", "分工"}, key=len, reverse=True)
    )
)
_DOCUMENTS = sorted(
    chain.from_iterable(
        folder.glob("shared/corpus/docs/*.txt") for folder in Path(__file__).resolve().parents
    )
)
"""Real documents that may lie beside the repository, and are no part of it."""


def a_chance(seed: str) -> random.Random:
    """Return the same chances each time."""
    return random.Random(seed)  # noqa: S311


Triples = list[tuple[str, str, str, str]]


def triples(made: Draft) -> Triples:
    """Return id, title, role and name of each duty."""
    return [
        (entry.measure.id, entry.measure.title, role.value, name)
        for entry in made.plan.entries
        for role in Role
        for name in entry.measure.printed(role)
    ]


def document(chance: random.Random, form: str) -> str:
    """Return an invented document whose clauses have one form."""
    lines = ["南湖市水网建设实施方案", "", "一、主要任务"]
    for part in ("", "二、其他任务"):
        lines += [part] if part else []
        for number in "一二三四"[: chance.randint(2, 4)]:
            clause = _FORMS[form].format(*chance.sample(_BODIES, 3))
            text = chance.choice(_SENTENCES)
            lines.append(f"（{number}）{chance.choice(_TITLES)}。{text}{clause}")
    return "\n".join(lines)


def renamed(chance: random.Random, names: list[str]) -> dict[str, str]:
    """Return a random text for each name, of its own length or another; none holds another."""
    found: dict[str, str] = {}
    for name in names:
        while True:
            size = chance.choice([len(name), chance.randint(2, 9)])
            new = "".join(chance.choices(_LEVEL_ONE, k=size))
            if not any(new in other or other in new for other in found.values()):
                break
        found[name] = new
    return found


def replaced(text: str, words: Mapping[str, str]) -> str:
    """Replace words, the longest first."""
    pattern = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    return re.sub(pattern, lambda found: words[found[0]], text)


def without_roles(text: str, chance: random.Random) -> str:
    """Replace each word of role by another text of its length."""
    words: dict[str, str] = {}

    def other(found: re.Match[str]) -> str:
        return words.setdefault(found[0], "".join(chance.choices(_LEVEL_ONE, k=len(found[0]))))

    return _ROLE_WORDS.sub(other, text)


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("form", _FORMS)
def test_other_names_are_read_alike(form: str, seed: int) -> None:
    chance = a_chance(f"{form}{seed}")
    text = document(chance, form)
    names = renamed(chance, _BODIES)
    before = triples(drafted(text))
    assert before
    assert triples(drafted(replaced(text, names))) == [
        (ident, title, role, names[name]) for ident, title, role, name in before
    ]


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("form", _FORMS)
def test_without_words_of_role_no_clause_remains(form: str, seed: int) -> None:
    chance = a_chance(f"{form}{seed}")
    assert triples(drafted(without_roles(document(chance, form), chance))) == []


@pytest.mark.parametrize("path", _DOCUMENTS, ids=lambda path: path.stem)
def test_a_real_document_without_words_of_role_has_no_clause(path: Path) -> None:
    chance = a_chance(path.stem)
    assert triples(drafted(without_roles(path.read_text(encoding="utf-8"), chance))) == []


@pytest.mark.parametrize("path", _DOCUMENTS, ids=lambda path: path.stem)
def test_a_real_document_with_other_names_is_read_alike(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    made = drafted(text)
    before = triples(made)
    printed = {name for *_, name in before if not is_collective(name)}
    names = renamed(a_chance(path.stem), sorted(printed))
    for clause in {entry.measure.attribution for entry in made.plan.entries} - {""}:
        text = text.replace(clause, replaced(clause, names))
    duties = [(ident, title, role) for ident, title, role, _ in before]
    assert [(i, title, role) for i, title, role, _ in triples(drafted(text))] == duties
