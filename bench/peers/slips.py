"""Errors put into a plan, and what a tool's output tells of them."""

import random
import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from translations import Files, Peer, Slip

from sciplan.plan.model import Measure, Plan

KINDS = ("unit", "key", "id", "type", "date")
_CHOICES_AT_MOST = 3
_TIMING = re.compile(r"[\d.]+ ?s(ec)?\.?$")
_FRAME = re.compile(r'\s*File ".+", line \d+, in ')


class Fault(NamedTuple):
    """An error in one of a tool's files.

    Args:
        files: The files with it.
        line: Its line, from 1.
        column: Its column, from 1.
        word: The right word, where there is one to find.
    """

    files: Files
    line: int
    column: int
    word: str


class Told(NamedTuple):
    """What a tool said of an error."""

    code: int
    told: bool
    line: bool
    column: bool
    word: bool

    @property
    def cell(self) -> str:
        """The marks of a table: L line, C column, W word, then the exit code."""
        if not self.told:
            return f"silent {self.code}"
        pairs = (("L", self.line), ("C", self.column), ("W", self.word))
        marks = "".join(mark for mark, has in pairs if has)
        return f"{marks or 'told'} {self.code}"


def dated(text: str) -> str:
    """Return a made plan with a date on every measure."""
    return re.sub(
        r"(\n    - id: .+\n      title: .+)", r"\1\n      deadline_date: 2025-12-31", text
    )


def drawn(plan: Plan, seed: int) -> dict[str, Measure]:
    """Draw a measure for each kind of error, in document order."""
    fit = [
        entry.measure
        for entry in plan.entries[1:]
        if entry.measure.lead and len(entry.measure.cooperating) > 1
    ]
    places = sorted(random.Random(seed).sample(range(len(fit)), len(KINDS)))  # noqa: S311
    return dict(zip(KINDS, (fit[place] for place in places), strict=True))


def put(peer: Peer, files: Files, kind: str, measure: Measure, plan: Plan) -> Fault:
    """Put one error into a copy of a tool's files."""
    start = re.compile(rf"(?<![\d.]){re.escape(peer.ident(measure))}(?![\d.])")
    name, found = next(
        (name, found) for name, text in files.items() if (found := start.search(text))
    )
    text = files[name]
    slip: Slip = peer.slips[kind]
    match = re.compile(slip.pattern).search(text, text.rfind("\n", 0, found.start()) + 1)
    if match is None:
        raise SystemExit(f"{peer.name}: no place for {kind}")
    was = match[1]
    other = peer.ident(plan.entries[0].measure)
    new = slip.text.format(was=was, slip=_misspelt(was), other=other)
    before = text[: match.start(1)] + new[: new.index("¦")]
    after = new[new.index("¦") + 1 :] + text[match.end(1) :]
    return Fault(
        {**files, name: before + after},
        before.count("\n") + 1,
        len(before) - before.rfind("\n"),
        was if "{slip}" in slip.text else "",
    )


def _misspelt(word: str) -> str:
    """Drop a letter of a key, exchange the last character of a Chinese name."""
    if word.isascii():
        return word[: len(word) // 2] + word[len(word) // 2 + 1 :]
    return word[:-1] + "丙"


def judged(fault: Fault, clean: str, output: str, code: int, units: Sequence[str]) -> Told:
    """Judge what a tool said by what its output has that a clean plan's output has not."""
    new = fresh(clean, output)
    text = "\n".join(new)
    line = re.search(rf"(?:[:(,]|line )\s*{fault.line}\b", text) is not None
    place = rf"(?:[:(,]|line )\s*{fault.line}(?::|,\s*|, column ){fault.column}\b"
    return Told(
        code,
        bool(code) or bool(new),
        line,
        # yamllint's way of writing a place stands at the start of a line.
        re.search(place, text) is not None
        or re.search(rf"(?m)^\s*{fault.line}:{fault.column}\b", text) is not None,
        bool(fault.word) and any(_hints(each, fault.word, units) for each in new),
    )


def _hints(line: str, word: str, units: Sequence[str]) -> bool:
    """Tell whether a line names the right word, and not as one of all there are."""
    return word in line and sum(unit in line for unit in units) <= _CHOICES_AT_MOST


def fresh(clean: str, output: str) -> list[str]:
    """Return the lines that a clean plan's output has not; no timings, no frames of a traceback."""
    known = {_TIMING.sub("", line) for line in clean.splitlines()}
    lines = (line for line in output.splitlines() if line.strip() and not _FRAME.match(line))
    return [line for line in lines if _TIMING.sub("", line) not in known]


def counted(single: Mapping[str, Sequence[str]], together: Sequence[str]) -> int:
    """Count the errors of which, several made at once, a line is told that is theirs alone."""
    lines = set(together)
    return sum(
        any(
            line in lines
            and not any(line in others for kind, others in single.items() if kind != mine)
            for line in own
        )
        for mine, own in single.items()
    )
