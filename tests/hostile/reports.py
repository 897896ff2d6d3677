"""Mutated returns, rulings and lists of contacts beside a plan, through all that reads them."""

from functools import cache

import yaml

from hostile import forms, fuzz, oracle
from hostile.mutations import mutated
from hostile.plans import NAME, REPORTED
from hostile.rounds import Round
from hostile.running import Done, held, lay, tree
from sciplan.base.files import decoded
from sciplan.papers.registry import PAPERS

_PERIODS = ("2025-10", "2025-11")
_RULINGS = "progress/demo-2025/2025-11/核定.yaml"
_CONTACTS = "contacts.yaml"
_RETURN = """\
# yaml-language-server: $schema=progress.schema.json
format: sciplan-progress/1
plan: demo-2025
unit: {unit}
period: {period}
received: {period}-28
reported_by: 张某
checked_by: 李某
source: {{file: 表.xlsx, sha256: "{sha}"}}
items:
"""
_ITEMS = {
    "市教育局": """\
  "1.1.1":
    state: 推进中
    done: {{培训骨干教师: {number}}}
    this_period: 200
    progress: 办了两期
    trouble: |
      师资不够
      场地不够
    next: 再办一期
    needs: 请市财政局支持   # 待商
""",
    "市科协": """\
  "1.1.1":
    done: {number}
  "1.1.2":
    state: 已完成
    progress: 办完了
  "1.2.1":
    state: 推进中
    remark: 原样
""",
}
_OFFICE_SAYS = """\
format: sciplan-rulings/1
plan: demo-2025
period: 2025-11
rulings:
  # 先议
  - {measure: "1.1.1", verdict: 同意延期, until: 2026-03, why: 场馆未交付, date: 2025-12-03}
  - {measure: "1.1.2", unit: 市科协, verdict: 退回补充, state: 未启动}
  - measure: "1.2.1"   # 块
    verdict: 同意
"""
_PEOPLE = """\
format: sciplan-contacts/1
contacts:
  市科协:
    - {name: 张某, post: 科长, phone: "0000-1234567"}
  市财政局:
    - {name: 李某}
"""
_OF_REPORTS = [paper.key for paper in PAPERS if paper.of_reports]
_WITH_CONTACTS = [paper.key for paper in PAPERS if paper.with_contacts]


@cache
def beside() -> dict[str, bytes]:
    """Return the files beside the plan, by their names."""
    found = {_CONTACTS: _PEOPLE, _RULINGS: _OFFICE_SAYS}
    for number, period in enumerate(_PERIODS, 1):
        for unit, items in _ITEMS.items():
            head = _RETURN.format(unit=unit, period=period, sha=f"{number}" * 64)
            path = f"progress/demo-2025/{period}/{unit}.yaml"
            found[path] = head + items.format(number=1000 * number)
    return {name: text.encode() for name, text in found.items()}


def attack(this: Round) -> None:
    """Mutate one to three of them, and the plan now and then."""
    files = {NAME: REPORTED.encode(), **beside()}
    chosen = this.random.sample(list(beside()), this.random.choice((1, 1, 2, 3)))
    if this.random.random() < 0.15:
        chosen.append(NAME)
    for name in chosen:
        files[name] = mutated(files[name], this.random)
    lay(this.folder, files)
    this.counts["files mutated"] += len(chosen)
    _validated(this, chosen)
    _asked(this)
    papers = this.random.choice((_OF_REPORTS, _WITH_CONTACTS, ["progress_form"]))
    more = ("--contacts", str(this.folder / _CONTACTS)) if papers == _WITH_CONTACTS else ()
    period = () if papers == _WITH_CONTACTS else ("--period", "2025-11", "--yes")
    fuzz.exported(this, _plan(this), [this.random.choice(papers)], *period, *more)
    this.expect(tree(this.folder) == files, "a reading command changed or left something")
    _ruled(this, files)
    forms.collected(this, forms.some(this))


def _plan(this: Round) -> str:
    return str(this.folder / NAME)


def _validated(this: Round, chosen: list[str]) -> None:
    """Check the folder of reports in one reporter, and each mutated file in another."""
    for name in ("progress", *chosen):
        reporter = this.random.choice(list(oracle.REPORTS))
        done = held(this, "validate", str(this.folder / name), "-f", reporter, "--level", "info")
        if done.code in (0, 1):
            for what in oracle.wrong(oracle.REPORTS[reporter], done.out):
                this.expect(held=False, what=f"validate {name} -f {reporter}: {what}")


def _asked(this: Round) -> None:
    questions = [
        (),
        ("--late",),
        ("--changed",),
        ("--missing",),
        ("--period", "2025-10"),
        ("--history", "1.1.1"),
        ("--unit", "市教育局"),
        ("--state", "推进中"),
        ("市科协",),
    ]
    every = [("progress", *words) for words in questions] + [("overview",), ("deadlines",)]
    asks = [(question, name) for question in every for name in oracle.TEXTS]
    for question, name in this.random.sample(asks, 3 if this.brief else 12):
        fuzz.asked(this, _plan(this), question, name)


def _ruled(this: Round, before: dict[str, bytes]) -> None:
    """Rule on a measure: its entry changes and nothing else, or nothing at all."""
    words = (this.random.choice(("1.1.1", "1.1.2", "1.2.1", "1.2.2")), "已销号")
    unit = this.random.choice(((), ("--unit", "市科协")))
    args = ("progress", "rule", *words, *unit, "--period", "2025-11", "-p", _plan(this))
    held(this, *args)
    this.expect(tree(this.folder) == before, "a ruling was written without --yes")
    done = held(this, *args, "--why", "=1+1: #", "--yes")
    after = tree(this.folder)
    changed = {name for name in {*after, *before} if after.get(name) != before.get(name)}
    this.expect(changed <= {_RULINGS}, f"a ruling changed {changed}")
    this.expect(not changed or done.code == 0, f"a ruling was written with code {done.code}")
    if changed:
        this.counts["rulings"] += 1
        key = (words[0], "市科协" if unit else "")
        told = [_others(text, key) for text in (before[_RULINGS], after[_RULINGS])]
        this.expect(told[0] == told[1], f"a ruling changed others: {told}")
        sound(this, _RULINGS, "a ruling")


def sound(this: Round, name: str, who: str) -> None:
    """Expect a written file to have no error of its own form."""
    done = held(this, "validate", str(this.folder / name), "--level", "error")
    this.expect(not _unsound(done), f"{who} wrote {name}: {done.out[:600]}{done.err[:300]}")


def _unsound(done: Done) -> bool:
    fatal = ("yaml-syntax", "wrong-type", "missing-key", "unknown-key", "duplicate-key", "bad-date")
    return done.code == 2 or any(code in done.out for code in fatal)


def _others(raw: bytes, key: tuple[str, str]) -> list[object]:
    said = yaml.safe_load(decoded(raw, _RULINGS).text)["rulings"]
    return [each for each in said if (each["measure"], each.get("unit", "")) != key]
