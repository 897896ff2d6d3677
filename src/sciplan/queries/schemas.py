"""What each answer's records hold, as JSON Schema: from the declarations of their columns."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum
from types import NoneType, UnionType
from typing import Any, Literal, NamedTuple, get_args, get_origin

from sciplan.base.answer import Column
from sciplan.checks.reporters import json as problems
from sciplan.planfile.schema import DRAFT, Schema
from sciplan.queries import (
    deadlines,
    diff_records,
    doctor,
    duties,
    matrix,
    measures,
    meeting,
    overlaps,
    overview,
    progress,
    records,
    reforms,
    rules,
    show,
    targets,
    units,
    workload,
)


class AnswerRecord(NamedTuple):
    """The records of one answer.

    Args:
        about: What a record is, in Chinese.
        columns: Keys that every record has.
        sometimes: Keys that some questions add.
        further: What further keys mean and hold, where records have them, as one a unit.
    """

    about: str
    columns: Sequence[Column]
    sometimes: Sequence[Column] = ()
    further: Column | None = None


ANSWERS = {
    "overview": AnswerRecord("方案概况：一节一条", overview.COLUMNS),
    "duties": AnswerRecord("一个单位的一项职责", duties.COLUMNS, records.ORIGIN),
    "workload": AnswerRecord("一个单位的项数", workload.COLUMNS, (records.SECTION,)),
    "overlaps": AnswerRecord("一对单位的共同举措数", overlaps.COLUMNS, overlaps.STATISTICS),
    "overlaps-two": AnswerRecord(
        "两个单位的一项共同举措", overlaps.SHARED_COLUMNS, overlaps.STATISTICS
    ),
    "matrix": AnswerRecord(
        "一项举措，每个单位一个键",
        matrix.COLUMNS,
        further=Column(key="unit", title="单位：牵、配、责，或其他身份的第一个字，没有则为空"),
    ),
    "meeting": AnswerRecord("一个参会单位", meeting.COLUMNS),
    "measures": AnswerRecord(
        "一项举措；查找字词时也有统筹职责，举措编号为空", records.COLUMNS, measures.SEARCHED_ONLY
    ),
    "show": AnswerRecord(
        "一项举措的全部内容；同时查看统筹职责时也有统筹职责，举措编号为空",
        show.COLUMNS,
        show.BESIDE_MEASURES,
    ),
    "show-provision": AnswerRecord("一条统筹职责", show.PROVISION_COLUMNS),
    "units": AnswerRecord("一个单位", units.COLUMNS),
    "targets": AnswerRecord("一个指标", targets.COLUMNS),
    "reforms": AnswerRecord("一条机构变动", reforms.COLUMNS),
    "progress": AnswerRecord("一个单位报的一项举措的进展", progress.COLUMNS),
    "deadlines": AnswerRecord("一项举措或一个指标的期限", deadlines.COLUMNS),
    "diff": AnswerRecord("两个方案的一处差异", diff_records.COLUMNS),
    "diff-unit": AnswerRecord("一个单位的增减", diff_records.BY_UNIT),
    "rules": AnswerRecord("一条校验规则", rules.COLUMNS),
    "doctor": AnswerRecord("这份安装的一项情况", doctor.COLUMNS),
    "validate": AnswerRecord(
        "一个问题；verify、import 的报告相同", problems.COLUMNS, problems.WITHIN
    ),
}
"""Name → records: a command's name, with another word where it answers in two ways."""


def schema(name: str) -> Schema:
    """Return the schema of what an answer is as JSON: an array of records."""
    answer = ANSWERS[name]
    return {
        "$schema": DRAFT,
        "title": f"sciplan {name.partition('-')[0]} -f json",
        "description": answer.about,
        "type": "array",
        "items": _record(answer.columns, answer.sometimes, answer.further),
    }


def _record(
    columns: Iterable[Column], sometimes: Iterable[Column] = (), further: Column | None = None
) -> Schema:
    always = {column.key: _described(column) for column in columns}
    found = always | {column.key: _described(column) for column in sometimes}
    block = {"type": "object", "required": [*always], "properties": found}
    return block | ({"additionalProperties": _described(further)} if further else {})


def _described(column: Column) -> Schema:
    holds = column.holds or (int if column.number else str)
    return {"description": column.title, **_of_type(holds)}


def _of_type(kind: Any) -> Schema:
    origin = get_origin(kind)
    if origin in _COMPOUND:
        return _COMPOUND[origin](get_args(kind))
    if kind in _PLAIN:
        return {"type": _PLAIN[kind]}
    if issubclass(kind, StrEnum):
        return {"enum": [member.value for member in kind]}
    return _record(kind.columns)


_PLAIN = {str: "string", int: "integer", float: "number", bool: "boolean", NoneType: "null"}
_COMPOUND: dict[Any, Callable[[tuple[Any, ...]], Schema]] = {
    tuple: lambda args: {"type": "array", "items": _of_type(args[0])},
    Mapping: lambda args: {"type": "object", "additionalProperties": _of_type(args[1])},
    Literal: lambda args: {"enum": [*args]},
    UnionType: lambda args: (
        {"type": [_PLAIN[arg] for arg in args]}
        if all(arg in _PLAIN for arg in args)
        else {"anyOf": [_of_type(arg) for arg in args]}
    ),
}
