"""Sheets that come back with several edits at once, into a plan that may have changed meanwhile."""

import re

from hostile.documents import brought_up
from hostile.edits import CASES, KINDS
from hostile.plans import NAME, ROUND
from hostile.rounds import Round
from hostile.running import held, lay, tree
from hostile.sheets import edited

_ROWS = re.compile(r"^(?:[-+]|only |sort |column |名册!-)|<>")


def attack(this: Round) -> None:
    """Put a few edits of the table together: they are taken, once, or refused."""
    kind = this.random.choice(KINDS)
    possible = [case for case in CASES if kind in case.kinds]
    chosen = this.random.sample(possible, this.random.randint(1, 4))
    edits = [each for case in chosen for each in case.edits.split(" ; ") if each]
    cells = [each for each in edits if not _ROWS.search(each)]
    rows = [each for each in edits if _ROWS.search(each)][:1]
    # Cells are named by the rows that went out.
    raw = edited(" ; ".join([*cells, *rows]), kind)
    text = ROUND
    if this.random.random() < 0.3:
        text = text.replace(*this.random.choice(CASES).since)
    name = "sheet.csv" if kind == "csv" else "sheet.xlsx"
    lay(this.folder, {name: raw, NAME: text.encode()})
    this.counts["sheets"] += 1
    brought_up(this, name, text.encode())
    after = tree(this.folder)[NAME]
    if after != text.encode():
        plan = str(this.folder / NAME)
        again = held(this, "import", str(this.folder / name), "--update", plan, "--yes")
        this.expect(again.code == 0, f"the second time it is refused: {again.err[:600]}")
        this.expect(tree(this.folder)[NAME] == after, f"the second time changes more: {again.out}")
