"""Mutated plan files through every command that reads one, and through those that mend it."""

import json
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

from hostile import oracle
from hostile.mutations import mutated
from hostile.plans import NAME, REPORTED, SOURCE, seeds
from hostile.rounds import Round
from hostile.running import Done, held, lay, tree
from sciplan.formats.registry import FORMATS
from sciplan.papers.registry import PAPERS

_LATER = "2026-03-01"
"""A day after which bodies changed."""
_OFFICE = tuple(name for name, item in FORMATS.items() if item.extra == "office")


def attack(this: Round) -> None:
    """Mutate a plan file, and hold every reading command to what it promises."""
    small = this.brief or this.random.random() < 0.95
    raw = mutated(this.random.choice(seeds()[:-1] if small else seeds()), this.random)
    lay(this.folder, {NAME: raw})
    plan = str(this.folder / NAME)
    reports = _validated(this, plan, raw)
    loads = held(this, "units", "-p", plan, "-f", "json")
    if loads.code == 0:
        this.counts["plans that load"] += 1
        _queried(this, plan, loads)
        _held_against(this, plan)
        _compared(this, plan)
        if not this.brief and this.random.random() < 0.3:
            exported(this, plan, [this.random.choice(PAPERS).key])
    _unchanged(this, raw, "a reading command")
    _mended(this, plan, raw, loads=loads.code == 0, before=reports)


def _validated(this: Round, plan: str, raw: bytes) -> Done:
    """Run `validate` in every reporter; return what it says as JSON."""
    found = {}
    for name, judge in oracle.REPORTS.items():
        done = held(this, "validate", plan, "-f", name, "--level", "info")
        found[name] = done
        if done.code in (0, 1):
            for what in oracle.wrong(judge, done.out):
                this.expect(held=False, what=f"validate -f {name}: {what}")
    codes = {done.code for done in found.values()}
    this.expect(len(codes) == 1, f"exit codes of validate differ by reporter: {codes}")
    said = found["json"]
    if said.code in (0, 1):
        lines = raw.count(b"\n") + raw.count(b"\r") + raw.count(b"\xe2\x80\xa8") + 2
        places = [each["line"] for each in json.loads(said.out)]
        this.expect(all(1 <= line <= lines for line in places), f"a place outside: {places}")
    stdin = held(this, "validate", "-", "-f", "json", stdin=raw)
    this.expect(stdin.code == said.code, f"standard input: {stdin.code}, the file: {said.code}")
    return said


def questions(units: list[str], ids: list[str]) -> Iterator[tuple[str, ...]]:
    """Yield queries that ask about a plan's own units and measures."""
    yield from (("overview",), ("units",), ("workload",), ("workload", "--by", "section"))
    yield from (("overlaps",), ("overlaps", "--stats"), ("matrix",), ("measures",), ("targets",))
    yield from (("deadlines",), ("duties", "--all"), ("measures", "科普"), ("measures", "="))
    yield from (("reforms",), ("progress",), ("progress", "--missing"), ("progress", "--late"))
    yield from (("duties", "--all", "--as-of", _LATER), ("workload", "--as-of", _LATER))
    if units:
        yield from (("duties", units[0]), ("overlaps", units[0]), ("matrix", "--unit", units[-1]))
        yield ("overlaps", units[0], units[-1])
        yield from (("progress", units[-1]), ("progress", "--unit", units[0]))
    if ids:
        yield from (("progress", ids[0]), ("progress", "--history", ids[-1]))
        yield from (("show", ids[0]), ("meeting", ids[0]), ("meeting", ids[-1], "--leads-first"))


def _queried(this: Round, plan: str, loads: Done) -> None:
    units = [each["unit"] for each in json.loads(loads.out)]
    found = held(this, "measures", "-p", plan, "-f", "json")
    ids = [each["measure"] for each in json.loads(found.out or "[]")]
    every = [
        (question, name) for question in questions(units, ids) for name in (*oracle.TEXTS, *_OFFICE)
    ]
    if this.brief:
        every = this.random.sample(every, 6)
    for question, name in every:
        if name not in _OFFICE or this.random.random() < 0.1:
            asked(this, plan, question, name)


def asked(this: Round, plan: str, question: tuple[str, ...], name: str) -> None:
    """Ask one question in one format, and have the format's reader read the answer."""
    words = () if question == ("overview",) else question
    # After `--`, a name is a name whatever it begins with.
    first = next((at for at, word in enumerate(words) if word[:2] == "--"), len(words))
    behind = ["--", *words[1:first]] if first > 1 else []
    answered(this, name, (*words[:1], *words[first:], "-p", plan), behind)


def answered(
    this: Round, name: str, args: Sequence[str], behind: Sequence[str] = (), most: int = 0
) -> None:
    """Have a format's reader read an answer.

    Args:
        this: The round.
        name: The format.
        args: The command, as far as the format.
        behind: What stands behind that.
        most: The exit code up to which there is an answer.
    """
    answer = this.folder / f"answer.{name}"
    place = ("-o", str(answer)) if name in _OFFICE else ()
    done = held(this, *args, "-f", name, *place, *behind)
    what = f"{' '.join(args)[:90]} -f {name}"
    if done.code is None or done.code > most:
        this.expect(done.out == "", f"{what}: a refusal with results")
    elif place:
        found = oracle.wrong(oracle.FILES[answer.suffix], answer.read_bytes())
        answer.unlink()
        this.findings.extend(f"{what}: {each}" for each in found)
    else:
        this.findings.extend(
            f"{what}: {each}" for each in oracle.wrong(oracle.TEXTS[name], done.out)
        )
        # Pages and pictures are handed on.
        here = name in ("html", "svg") and str(this.folder) in done.out
        this.expect(not here, f"{what}: names the folder that it was made in")


def _held_against(this: Round, plan: str) -> None:
    """Hold the plan against a document; ask for its schema."""
    source = this.folder / "source.txt"
    source.write_text(SOURCE, encoding="utf-8")
    held(this, "verify", plan, "--source", str(source), "-f", "json")
    done = held(this, "schema", "-p", plan)
    if done.code == 0:
        this.expect(isinstance(json.loads(done.out), dict), "the schema is no object")
    source.unlink()


def _compared(this: Round, plan: str) -> None:
    """Compare the plan with another edition, and ask who gained and lost what."""
    other = this.folder / "other.yaml"
    other.write_text(REPORTED, encoding="utf-8")
    asks = [("--by", "measure"), ("--by", "unit"), ("--as-of", _LATER)]
    every = [(ask, name) for ask in asks for name in (*oracle.TEXTS, *_OFFICE)]
    for ask, name in this.random.sample(every, 1 if this.brief else 5):
        sides = [str(other), plan]
        this.random.shuffle(sides)
        answered(this, name, ("diff", *sides, *ask), most=1)
    other.unlink()


def exported(this: Round, plan: str, papers: list[str], *more: str) -> None:
    """Export papers, and have their readers read them."""
    folder = this.folder / "papers"
    chosen = [word for paper in papers for word in ("--only", paper)]
    done = held(this, "export", str(folder), "-p", plan, *chosen, *more)
    this.expect((done.code == 0) == folder.exists(), f"export {papers}: code {done.code}")
    for name, content in tree(folder).items():
        this.counts["papers"] += 1
        judge = oracle.FILES[Path(name).suffix]
        this.findings.extend(f"{name}: {each}" for each in oracle.wrong(judge, content))
        this.findings.extend(oracle.in_name(name))
    shutil.rmtree(folder, ignore_errors=True)


def _unchanged(this: Round, raw: bytes, who: str) -> None:
    left = tree(this.folder)
    this.expect(left.get(NAME) == raw, f"{who} changed the plan file")
    this.expect(set(left) == {NAME}, f"{who} left {set(left) - {NAME}}")


def _mended(this: Round, plan: str, raw: bytes, *, loads: bool, before: Done) -> None:
    """Mend the file: it is no worse then, and mending it again changes nothing."""
    shown = held(this, "validate", plan, "--diff")
    _unchanged(this, raw, "--diff")
    held(this, "validate", plan, "--fix")
    after = tree(this.folder)
    this.expect(set(after) == {NAME}, f"--fix left {set(after) - {NAME}}")
    if shown.code != 2:
        this.expect(bool(shown.out) == (after[NAME] != raw), "--fix does other than --diff shows")
    this.counts["files mended"] += after[NAME] != raw
    if after[NAME] == raw:
        return
    if loads:  # else a rule may speak only once the file does
        again = held(this, "units", "-p", plan, "-f", "json")
        this.expect(again.code == 0, f"mended it no longer loads: {again.err[:400]}")
        now = held(this, "validate", plan, "-f", "json", "--level", "info")
        errors = [_errors(done) for done in (before, now)]
        this.expect(errors[1] <= errors[0], f"errors before --fix and after: {errors}")
    held(this, "validate", plan, "--fix")
    this.expect(tree(this.folder)[NAME] == after[NAME], "a second --fix changes something")


def _errors(done: Done) -> int:
    found = json.loads(done.out) if done.code in (0, 1) else []
    return sum(each["severity"] == "error" and not each["known"] for each in found)
