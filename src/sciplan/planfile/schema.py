"""Model → JSON Schema, so that editors complete and check a plan file while it is typed.

Whatever `load` accepts fits the schema, in each form that a YAML reader gives it: `2.1` may come as
text or as a number, an optional key may stand there empty. What a schema can't say (an id that is
there twice) is left to `validate`. The exceptions are narrower on purpose: a date is written
2022-04-26, an id with the digits 0 to 9.
"""

import json
from collections.abc import Callable, Iterable
from typing import Any

from sciplan.plan.fields import (
    Amount,
    AmountsByName,
    Bodies,
    Date,
    Flag,
    Keyed,
    Kind,
    Many,
    ManyByName,
    Names,
    NamesByRole,
    One,
    OneByName,
    Spec,
    Text,
    Texts,
    TextsByKey,
    Year,
    specs,
)
from sciplan.plan.model import Plan, Target, Unit, names_of

DRAFT = "https://json-schema.org/draft/2020-12/schema"
Schema = dict[str, Any]

_NUMBER = r"-?[0-9]{1,15}(\.[0-9]{1,9})?"
_UNIT_NAME = "unit-name"
_NOT_EMPTY = r"\S"


def schema(units: Iterable[Unit] = ()) -> Schema:
    """Return the schema of a plan file.

    Args:
        units: If given, lists of units offer and accept only these units' names.
    """
    return {
        "$schema": DRAFT,
        "title": "sciplan 方案文件",
        "type": "object",
        **_block(Plan),
        "$defs": {
            _UNIT_NAME: _unit_name(units),
            **{_name(model): _block(model) for model in _models(Plan)},
        },
    }


def schema_of(model: type, title: str) -> Schema:
    """Return the schema of a file of another kind than a plan.

    Args:
        model: Declares its keys.
        title: What such a file is called.
    """
    return {
        "$schema": DRAFT,
        "title": f"sciplan {title}文件",
        "type": "object",
        **_block(model),
        "$defs": {_name(each): _block(each) for each in _models(model)},
    }


def as_text(schema: Schema) -> str:
    """Return a schema as a file holds it."""
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def _unit_name(units: Iterable[Unit]) -> Schema:
    names = list(names_of(units))
    about = {"description": "登记在 units 里的单位"}
    return about | ({"enum": names} if names else _text(Text()))


def _models(top: type) -> list[type]:
    """Return every model below one, each once."""
    found: list[type] = []
    pending = [top]
    while pending:
        below = [
            spec.kind.model()
            for spec in specs(pending.pop())
            if isinstance(spec.kind, One | Many | Keyed | ManyByName | OneByName | Bodies)
        ]
        new = [model for model in below if model not in found]
        found += new
        pending += new
    return found


def _name(model: type) -> str:
    return model.__name__.lower()


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _block(model: type) -> Schema:
    """Return what holds for a model's keys; whether a block may be empty depends on its place."""
    fields = specs(model)
    block: Schema = {
        "properties": {spec.key: _field(spec) for spec in fields},
        "required": [spec.key for spec in fields if spec.required],
        "additionalProperties": False,
    }
    if model is Target:
        block["oneOf"] = [_given(spec.key) for spec in fields if isinstance(spec.kind, Amount)]
    return block


def _given(key: str) -> Schema:
    return {"required": [key], "properties": {key: {"not": {"type": "null"}}}}


def _field(spec: Spec) -> Schema:
    value = _SHAPES[type(spec.kind)](spec.kind)
    if not spec.required:
        value["type"] = [*_listed(value["type"]), "null"]
    return {"description": spec.about, **value}


def _listed(types: str | list[str]) -> list[str]:
    return [types] if isinstance(types, str) else types


# Values, by their kind ------------------------------------------------------------------------


def _text(kind: Text) -> Schema:
    # A YAML reader gives 2.1 and true their own types; each keyword holds for its type only.
    pattern = f"^({kind.pattern})$".replace(r"\d", "[0-9]") if kind.pattern else _NOT_EMPTY
    return {"type": ["string", "number", "boolean"], "pattern": pattern}


def _amount(kind: Amount) -> Schema:
    if kind.words:
        pattern = rf"^({_NUMBER}$|[^\s0-9]|\s+\S)"
        return {"type": ["number", "string", "boolean"], "pattern": pattern}
    return {"type": ["number", "string"], "pattern": f"^{_NUMBER}$"}


def _year(kind: Year) -> Schema:
    day = "(-[0-9]{2}-[0-9]{2})?" if kind.or_day else ""
    return {
        "type": ["integer", "string"],
        "minimum": 1000,
        "maximum": 2999,
        "pattern": f"^[12][0-9]{{3}}{day}$",
    }


def _date(_kind: Date) -> Schema:
    return {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}


def _flag(_kind: Flag) -> Schema:
    return {"type": ["boolean", "string"], "pattern": "^(true|false)$"}


def _texts(_kind: Texts) -> Schema:
    return {"type": "array", "items": _text(Text())}


def _names(_kind: Names) -> Schema:
    return {"type": "array", "items": _ref(_UNIT_NAME)}


def _names_by_role(_kind: NamesByRole) -> Schema:
    return {
        "type": "object",
        "propertyNames": {"pattern": _NOT_EMPTY},
        "additionalProperties": _names(Names()),
    }


def _texts_by_key(_kind: TextsByKey) -> Schema:
    return {
        "type": "object",
        "propertyNames": {"pattern": _NOT_EMPTY},
        "additionalProperties": _texts(Texts()),
    }


def _bodies(kind: Bodies) -> Schema:
    block = {"type": "object", **_ref(_name(kind.model()))}
    return {"type": "array", "items": {"anyOf": [_text(Text()), block]}}


def _one(kind: One) -> Schema:
    return {"type": "object", **_ref(_name(kind.model()))}


def _many(kind: Many) -> Schema:
    return {"type": "array", "items": {"type": "object", **_ref(_name(kind.model()))}}


def _keyed(kind: Keyed) -> Schema:
    return {
        "type": "object",
        "propertyNames": {"pattern": _NOT_EMPTY},
        "additionalProperties": {"type": ["object", "null"], **_ref(_name(kind.model()))},
    }


def _many_by_name(kind: ManyByName) -> Schema:
    return {
        "type": "object",
        "propertyNames": {"pattern": _NOT_EMPTY},
        "additionalProperties": _many(Many(kind.model)),
    }


def _one_by_name(kind: OneByName) -> Schema:
    return {
        "type": "object",
        "propertyNames": {"pattern": _NOT_EMPTY},
        "additionalProperties": {**_one(One(kind.model)), "type": ["object", "null"]},
    }


def _amounts_by_name(_kind: AmountsByName) -> Schema:
    amount = _amount(Amount())
    return {
        "type": ["object", *amount["type"]],
        "pattern": amount["pattern"],
        "additionalProperties": amount,
    }


_SHAPES: dict[type[Kind], Callable[[Any], Schema]] = {
    Text: _text,
    Amount: _amount,
    Year: _year,
    Date: _date,
    Flag: _flag,
    Texts: _texts,
    Names: _names,
    NamesByRole: _names_by_role,
    TextsByKey: _texts_by_key,
    Bodies: _bodies,
    One: _one,
    Many: _many,
    Keyed: _keyed,
    ManyByName: _many_by_name,
    OneByName: _one_by_name,
    AmountsByName: _amounts_by_name,
}
