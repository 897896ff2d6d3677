"""The numbers that a plan promises against those of its document."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from math import isclose

from sciplan.model import Target
from sciplan.numerals import numbers_in
from sciplan.problem import Severity
from sciplan.verify.alignment import plain
from sciplan.verify.difference import Difference

_OPS = {"at_least": "不少于", "at_most": "不超过", "reach": "达到"}


def differences(
    targets: Sequence[Target], at: Difference, text: str, proposed: Iterable[Target]
) -> Iterator[Difference]:
    """Yield how targets differ from what the document says.

    Args:
        targets: The plan's.
        at: Where they are: path of their owner, id, and place in the document.
        text: What the document says there, see `plain`.
        proposed: The targets that import reads there.
    """
    by_quote: defaultdict[str, list[Target]] = defaultdict(list)
    for target in proposed:
        by_quote[plain(target.quote)].append(target)
    for index, target in enumerate(targets):
        here = replace(at, path=(*at.path, "targets", index), words=target.quote)
        yield from _number(target, here, text)
        yield from _reading(target, by_quote[plain(target.quote)], here)


def missing(
    proposed: Iterable[Target], listed: Iterable[Target], at: Difference
) -> Iterator[Difference]:
    """Yield the numbers that the document promises and the plan leaves out: a warning.

    Args:
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
            yield replace(
                at,
                code="missing-target",
                message=f"{where} 没有列入正式文件的“{target.quote}”",
                words=target.quote,
                printed=target.quote,
                severity=Severity.WARNING,
            )


def _number(target: Target, at: Difference, text: str) -> Iterator[Difference]:
    """Compare a promised number with its quote, and the quote with the document."""
    amount = target.amount
    stated = isinstance(amount, str) or any(
        isclose(abs(amount), number) for number in numbers_in(target.quote)
    )
    if not stated:
        yield replace(
            at,
            code="number-differs",
            path=(*at.path, target.op),
            message=f"{target.what} 写作 {amount}，原文字句是“{target.quote}”",
            names=(str(amount),),
        )
    if plain(target.quote) not in text:
        where = "正式文件里" if at.ident == "plan" else f"正式文件的 {at.ident} 里"
        yield replace(
            at,
            code="quote-not-found",
            path=(*at.path, "quote"),
            message=f"{where}没有“{target.quote}”",
            words="",
            said=target.quote,
        )


def _reading(target: Target, read: Sequence[Target], at: Difference) -> Iterator[Difference]:
    """Compare how a quote is read on both sides: a warning, for a program may be wrong.

    Args:
        target: The plan's target.
        read: What import makes of the same quote; several where it stands several times.
        at: The places.
    """
    warning = replace(at, code="number-differs", severity=Severity.WARNING)
    if read and all(target.op != one.op for one in read):
        yield replace(
            warning,
            path=(*at.path, target.op),
            message=f"{target.what} 写作{_OPS[target.op]}，“{target.quote}”像是{_OPS[read[0].op]}",
        )
    if target.by and read and all(one.by and one.by != target.by for one in read):
        yield replace(
            warning,
            path=(*at.path, "by"),
            message=f"{target.what} 写作 {target.by} 年完成，正式文件是 {read[0].by} 年",
        )
