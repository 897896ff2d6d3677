"""Damaged documents of every kind through `import`, `verify` and `import --update`."""

import json
import re
from functools import cache

import corpus_files
import import_samples
from hostile.damage import damaged
from hostile.plans import NAME, ROUND, SOURCE, round_plan
from hostile.rounds import Round
from hostile.running import held, lay, run, tree
from sheet_samples import csv_file, exported, rows_of

_OUT = "out.yaml"
_ID = re.compile(r'- id: "(\d+\.\d+\.\d+)"')


@cache
def samples() -> tuple[tuple[str, bytes], ...]:
    """Return documents of every kind that is read, by their suffix."""
    plan = round_plan()
    own = [(f".{name.rpartition('.')[2]}", raw) for name, raw, _ in corpus_files.documents()]
    return (
        (".txt", SOURCE.encode()),
        (".txt", import_samples.txt()),
        (".html", import_samples.html()),
        (".docx", import_samples.docx()),
        (".docx", import_samples.docx(table=import_samples.PLAIN_TABLE)),
        (".xlsx", import_samples.xlsx()),
        (".xlsx", exported(plan, rows_of(plan))),
        (".csv", csv_file(rows_of(plan))),
        (".pdf", import_samples.pdf()),
        (".pdf", import_samples.pdf_table()),
        *own,
    )


def attack(this: Round) -> None:
    """Damage a document; whatever is read of it, nothing else may happen."""
    kinds = sorted({suffix for suffix, _ in samples()})
    # Each PDF takes a process of its own.
    kind = this.random.choice([each for each in kinds if not (this.brief and each == ".pdf")])
    raw = this.random.choice([raw for suffix, raw in samples() if suffix == kind])
    raw = damaged(raw, this.random)
    if this.random.random() < 0.1:
        kind = this.random.choice(kinds)
    name = f"document{kind}"
    before = {name: raw, NAME: ROUND.encode()}
    lay(this.folder, before)
    this.counts[f"damaged {kind}"] += 1
    _imported(this, name)
    _unchanged(this, before)
    held(this, "verify", str(this.folder / NAME), "--source", str(this.folder / name), "-f", "json")
    _unchanged(this, before)
    if kind in (".xlsx", ".csv"):
        brought_up(this, name, ROUND.encode())


def _imported(this: Round, name: str) -> None:
    out = this.folder / _OUT
    source = str(this.folder / name)
    done = held(this, "import", source, "-o", str(out), "-f", "json")
    this.expect((done.code == 0) == out.exists(), f"import: code {done.code}, {out.exists()=}")
    if done.code == 0:
        this.counts["imported"] += 1
        json.loads(done.out)
        _loads(this, _OUT, "what import wrote")
        out.unlink()


def _loads(this: Round, name: str, what: str) -> None:
    again = run("units", "-p", str(this.folder / name), "-f", "json")
    this.expect(again.code == 0, f"{what} doesn't load: {again.err[:500]}")


def brought_up(this: Round, name: str, before: bytes) -> None:
    """A sheet changes a plan file to one that loads, as it shows, or not at all."""
    words = ("import", str(this.folder / name), "--update", str(this.folder / NAME))
    shown = held(this, *words)
    this.expect(tree(this.folder)[NAME] == before, "--update without --yes wrote")
    done = held(this, *words, "--yes")
    after = tree(this.folder)[NAME]
    this.expect(after == before or done.code == 0, f"wrote with code {done.code}")
    this.expect(bool(shown.out) == (after != before), "wrote other than it shows")
    this.counts["brought up"] += after != before
    this.expect(set(tree(this.folder)) == {name, NAME}, f"left {set(tree(this.folder))}")
    _loads(this, NAME, "what --update wrote")
    ids = [set(_ID.findall(text.decode())) for text in (before, after)]
    gone = ids[0] - ids[1]
    told = all(f"删 {ident}" in done.err for ident in gone)
    this.expect(told, f"{gone} went in silence: {done.err[:500]}")


def _unchanged(this: Round, before: dict[str, bytes]) -> None:
    left = tree(this.folder)
    this.expect(left == before, f"files changed or left: {set(left) ^ set(before) or 'content'}")
