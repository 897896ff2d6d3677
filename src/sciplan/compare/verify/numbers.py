"""The numbers that a plan promises against those of its document."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from math import isclose

from sciplan.base.numerals import numbers_in
from sciplan.base.problem import Problem
from sciplan.compare.matching.pairing import plain
from sciplan.compare.verify.sides import Sides
from sciplan.compare.verify.spot import Spot
from sciplan.documents.words.targets import QuotedNumber, said_by, value_of, years_by
from sciplan.plan.model import Target
from sciplan.plan.wording import OPS

_MOST_PIECES = 4


def differences(sides: Sides, targets: Sequence[Target], at: Spot, text: str) -> Iterator[Problem]:
    """Yield how targets differ from what the document says.

    Args:
        sides: Both.
        targets: The plan's.
        at: Where they are: path of their owner, id, and place in the document.
        text: What the document says there.
    """
    bare = plain(text)
    for index, target in enumerate(targets):
        here = replace(at.below("targets", index), words=target.quote)
        yield from _number(sides, target, here, bare)
        yield from _reading(sides, target, here)
        yield from _year(sides, target, here, text)
        yield from _named(sides, target, here, bare)


def missing(
    sides: Sides, proposed: Iterable[Target], listed: Iterable[Target], at: Spot
) -> Iterator[Problem]:
    """Yield the numbers that the document promises and the plan leaves out: a warning.

    Args:
        sides: Both.
        proposed: The targets that import reads in the document.
        listed: The plan's.
        at: Where they are missing.
    """
    quotes = [plain(target.quote) for target in listed]
    amounts = {target.amount for target in listed if not isinstance(target.amount, str)}
    for target in proposed:
        quote = plain(target.quote)
        if isinstance(target.amount, str) or target.amount in amounts:
            continue
        if not any(quote in other or other in quote for other in quotes):
            where = "方案" if at.ident == "plan" else at.ident
            yield sides.warning(
                "missing-target",
                f"{where} 没有列入正式文件的“{target.quote}”",
                replace(at, words=target.quote, printed=target.quote),
            )


def _number(sides: Sides, target: Target, at: Spot, text: str) -> Iterator[Problem]:
    """Compare a promised number with its quote, and the quote with the document."""
    amount = target.amount
    stated = isinstance(amount, str) or any(
        isclose(abs(amount), number) for number in numbers_in(target.quote)
    )
    if not stated:
        yield sides.problem(
            "number-differs",
            f"{target.what} 写作 {amount}，原文字句是“{target.quote}”",
            replace(at.below(target.op), names=(str(amount),)),
        )
    if plain(target.quote) not in text:
        where = "正式文件里" if at.ident == "plan" else f"正式文件的 {at.ident} 里"
        yield sides.problem(
            "quote-not-found",
            f"{where}没有“{target.quote}”",
            replace(at.below("quote"), words="", said=target.quote),
        )


def _reading(sides: Sides, target: Target, at: Spot) -> Iterator[Problem]:
    """Compare unit and direction with what the quote itself says."""
    said = None if isinstance(target.amount, str) else said_by(target.quote)
    if said is None:
        return
    if target.unit and said.unit and not _same_count(target, said):
        yield sides.problem(
            "number-differs",
            f"{target.what} 的单位写作“{target.unit}”，“{target.quote}”是“{said.unit}”",
            replace(at.below("unit"), said=target.unit, printed=said.unit),
        )
    if said.op and target.op != said.op:
        yield sides.problem(
            "number-differs",
            f"{target.what} 写作{OPS[target.op]}，“{target.quote}”是{OPS[said.op]}",
            at.below(target.op),
        )


def _same_count(target: Target, said: QuotedNumber) -> bool:
    """Whether 3000 人 is what 0.3万人 says; which number is right is told elsewhere."""
    printed, unit = value_of(said.amount, said.unit)
    for amount in {said.amount, abs(float(target.amount or 0))}:
        value, mine = value_of(amount, target.unit)
        if mine == unit and isclose(value, printed):
            return True
    return False


def _year(sides: Sides, target: Target, at: Spot, text: str) -> Iterator[Problem]:
    """Compare the year where the sentences with the quote print one."""
    years = years_by(text, target.quote) if target.by else set()
    if years and None not in years and target.due and target.due.year not in years:
        printed = "、".join(map(str, sorted(filter(None, years))))
        yield sides.problem(
            "number-differs",
            f"{target.what} 写作 {target.due.year} 年完成，正式文件是 {printed} 年",
            at.below("by"),
        )


def _named(sides: Sides, target: Target, at: Spot, text: str) -> Iterator[Problem]:
    """Tell that the document doesn't speak of what is counted: a warning, it may be our wording."""
    if not _is_said(_bare(target.what), _bare(text)):
        where = "正式文件" if at.ident == "plan" else f"正式文件的 {at.ident} "
        yield sides.warning(
            "what-not-found",
            f"{where}里没有说到“{target.what}”",
            replace(at.below("what"), said=target.what),
        )


def _bare(text: str) -> str:
    return re.sub(r"[^\w%]|的", "", text)


def _is_said(words: str, text: str) -> bool:
    """Whether a text holds some words, in a few pieces: 培训农机手 of 培训5000名农机手."""
    for _ in range(_MOST_PIECES):
        size = next((n for n in range(len(words), 1, -1) if words[:n] in text), 0)
        words = words[size:]
        if not size or not words:
            break
    return not words
