"""One plan in each tool's own format, and where in it an error of each kind goes.

A unit, a measure, its title, its leads, its cooperating units and its date are told in every
format that has room for them. Where a format refuses Chinese at the start of a name, `U` precedes.
"""

import json
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from sciplan.plan.model import Measure, Plan

Files = dict[str, str]
BAD_DATE = "2025-02-30"
_ANY_DATE = "1970-01-01"
_SCHEMA = "schema.json"


class Slip(NamedTuple):
    """How to make one error in a measure's text.

    Args:
        pattern: A regular expression; its group 1 is replaced.
        text: What stands there instead: {was}, {slip} (was, misspelt), {other} (another measure's
            id). `¦` marks the place that a tool should tell.
    """

    pattern: str
    text: str


class Peer(NamedTuple):
    """A tool and the plan in its format.

    Args:
        name: Its name, in the package index too.
        command: Its program and options; run in the folder of the files.
        write: Makes the files from a plan and from that plan's own text.
        ident: What stands for a measure's id.
        slips: How to make an error, by its kind; a kind that the format has no place for is absent.
    """

    name: str
    command: tuple[str, ...]
    write: Callable[[Plan, str], Files]
    ident: Callable[[Measure], str]
    slips: Mapping[str, Slip]


def _yaml(_: Plan, text: str) -> Files:
    return {"plan.yaml": text}


def _with_schema(plan: Plan, text: str) -> Files:
    return {"plan.yaml": text, _SCHEMA: json.dumps(_schema(plan), ensure_ascii=False)}


def _schema(plan: Plan) -> dict[str, Any]:
    """Return what a plan file may hold, so far as JSON Schema can say it."""
    text = {"type": "string", "minLength": 1}
    ident = {"type": "string", "pattern": r"^\d+(\.\d+)*$"}
    names = _list({"enum": [unit.name for unit in plan.units]})
    number = {"type": ["number", "string"]}
    amounts = {"at_least": number, "at_most": number, "reach": number}
    target = _object(("what", "quote"), what=text, unit=text, quote=text, **amounts)
    measure = _object(
        ("id", "title"),
        id=ident,
        title=text,
        deadline_date={"type": "string", "format": "date"},
        lead=names,
        responsible=names,
        cooperating=names,
        targets=_list(target),
    )
    section = _object(
        ("id", "title"),
        id=ident,
        title=text,
        measures=_list(measure),
        sections=_list({"$ref": "#/$defs/section"}),
    )
    unit = _object((), full_name=text, category=text)
    head = _object(("id", "title"), **dict.fromkeys(("id", "title", "number"), text))
    head["properties"] |= {"jurisdiction": text, "coordinator": text}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$defs": {"section": section},
        **_object(
            ("format", "plan", "units"),
            format={"const": "sciplan/1"},
            plan=head,
            units={"type": "object", "additionalProperties": unit},
            sections=_list({"$ref": "#/$defs/section"}),
            errata=_list(_object(("at", "printed"), at=text, printed=text, reading=text)),
        ),
    }


def _object(required: tuple[str, ...], **properties: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "required": list(required),
        "properties": properties,
        "additionalProperties": False,
    }


def _list(item: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": item}


def _leads(measure: Measure) -> tuple[str, ...]:
    return measure.lead + measure.responsible


def _doorstop(plan: Plan, _: str) -> Files:
    files = {
        "units/.doorstop.yml": "settings: {digits: 3, prefix: U, sep: '-'}\n",
        "measures/.doorstop.yml": "settings: {digits: 3, parent: U, prefix: M, sep: '-'}\n",
    }
    for place, unit in enumerate(plan.units, 1):
        files[f"units/U-{unit.name}.yml"] = _item(f"1.{place}", unit.name)
    for place, measure in enumerate((entry.measure for entry in plan.entries), 1):
        links = "".join(f"- U-{name}\n" for name in (*_leads(measure), *measure.cooperating))
        date = f"deadline_date: {measure.deadline_date}\n" if measure.deadline_date else ""
        more = f"links:\n{links}{date}"
        name = f"measures/M-{measure.id.replace('.', '_')}.yml"
        files[name] = f"# {measure.id}\n{_item(f'1.{place}', measure.title)}{more}"
    return files


def _item(level: str, title: str) -> str:
    fixed = "active: true\nderived: false\nnormative: true\nref: ''\nreviewed: null\n"
    return f"{fixed}level: '{level}'\nheader: {title}\ntext: {title}\n"


def _beancount(plan: Plan, _: str) -> Files:
    roots = ("Assets", "Liabilities")
    lines = [f"{_ANY_DATE} commodity DUTY", f"{_ANY_DATE} open Equity:Plan"]
    lines += [f"{_ANY_DATE} open {root}:U{unit.name}" for unit in plan.units for root in roots]
    for measure in (entry.measure for entry in plan.entries):
        lines += [f'2021-01-01 * "{measure.id}" "{measure.title}"']
        lines += [f"  deadline: {measure.deadline_date}"] if measure.deadline_date else []
        for root, names in zip(roots, (_leads(measure), measure.cooperating), strict=True):
            lines += [f"  {root}:U{name}  1 DUTY" for name in names]
        lines += ["  Equity:Plan", ""]
    return {"plan.beancount": "\n".join(lines)}


_GRAMMAR = """\
[DOCUMENT]
TITLE: Plan

[GRAMMAR]
ELEMENTS:
- TAG: TEXT
  FIELDS:
  - TITLE: STATEMENT
    TYPE: String
    REQUIRED: True
- TAG: REQUIREMENT
  FIELDS:
  - TITLE: UID
    TYPE: String
    REQUIRED: True
  - TITLE: DEADLINE
    TYPE: String
    REQUIRED: False
  - TITLE: TITLE
    TYPE: String
    REQUIRED: True
  RELATIONS:
  - TYPE: Parent
    ROLE: Lead
  - TYPE: Parent
    ROLE: Cooperating

"""


def _strictdoc(plan: Plan, _: str) -> Files:
    parts = [f"[REQUIREMENT]\nUID: {unit.name}\nTITLE: {unit.name}\n\n" for unit in plan.units]
    for measure in (entry.measure for entry in plan.entries):
        deadline = f"DEADLINE: {measure.deadline_date}\n" if measure.deadline_date else ""
        ties = "".join(
            f"- TYPE: Parent\n  VALUE: {name}\n  ROLE: {role}\n"
            for role, names in (("Lead", _leads(measure)), ("Cooperating", measure.cooperating))
            for name in names
        )
        head = f"[REQUIREMENT]\nUID: {measure.id}\n{deadline}TITLE: {measure.title}\n"
        parts.append(f"{head}RELATIONS:\n{ties}\n")
    return {"plan.sdoc": _GRAMMAR + "".join(parts)}


def _agenraci(plan: Plan, _: str) -> Files:
    """One accountable role is all that agenraci takes: further leads are consulted."""
    lines = ["project: plan", "roles:", *(f"- {unit.name}" for unit in plan.units), "actions:"]
    for measure in (entry.measure for entry in plan.entries):
        first, *others = *_leads(measure), *measure.cooperating
        lines += [f"  {_action(measure)}:", f"    responsible: {first}"]
        lines += [f"    accountable: {first}", *(["    consulted:"] if others else [])]
        lines += [f"    - {name}" for name in others]
    return {"charter.yaml": "\n".join([*lines, ""])}


def _action(measure: Measure) -> str:
    return f'"{measure.id} {measure.title}"'


_YAML_SLIPS = {
    "unit": Slip(r"cooperating:\n +- (\S+)", "¦{slip}"),
    "key": Slip(r"(cooperating):", "¦{slip}"),
    "id": Slip(r"id: ('\S+')", "¦'{other}'"),
    "type": Slip(r"title: (.+)", "¦[{was}]"),
    "date": Slip(r"deadline_date: (.+)", f"¦{BAD_DATE}"),
}
_DOORSTOP_SLIPS = {
    "unit": Slip(r"- U-(\S+)", "¦{slip}"),
    "key": Slip(r"(header):", "¦{slip}"),
    "type": Slip(r"header: (.+)", "¦[{was}]"),
    "date": Slip(r"deadline_date: (.+)", f"¦{BAD_DATE}"),
}
_BEANCOUNT_SLIPS = {
    "unit": Slip(r"Liabilities:U(\S+)", "¦{slip}"),
    "key": Slip(r"(deadline):", "¦{slip}"),
    "type": Slip(r"Liabilities:\S+  (1)", '¦"{was}"'),
    "date": Slip(r"deadline: (.+)", f"¦{BAD_DATE}"),
}
_STRICTDOC_SLIPS = {
    "unit": Slip(r"VALUE: (\S+)", "¦{slip}"),
    "key": Slip(r"(DEADLINE):", "¦{slip}"),
    "id": Slip(r"UID: (\S+)", "¦{other}"),
}
_AGENRACI_SLIPS = {
    "unit": Slip(r"consulted:\n +- (\S+)", "¦{slip}"),
    "key": Slip(r"(consulted):", "¦{slip}"),
    "id": Slip(r'("[\d.]+ .+"):', "¦{other}"),
    "type": Slip(r"responsible: (.+)", "¦[{was}]"),
}


def _plain(measure: Measure) -> str:
    return measure.id


SCIPLAN = Peer("sciplan", ("sciplan", "validate", "plan.yaml"), _yaml, _plain, _YAML_SLIPS)
# Checks as lenient as can be: no peer spends time on, or fails for, what sciplan doesn't ask.
PEERS = (
    Peer(
        "check-jsonschema",
        ("check-jsonschema", "--schemafile", _SCHEMA, "plan.yaml"),
        _with_schema,
        _plain,
        _YAML_SLIPS,
    ),
    Peer(
        "yamllint",
        ("yamllint", "-d", "{extends: relaxed, rules: {line-length: disable}}", "plan.yaml"),
        _yaml,
        _plain,
        _YAML_SLIPS,
    ),
    Peer("doorstop", ("doorstop", "-j", ".", "-FWS"), _doorstop, _plain, _DOORSTOP_SLIPS),
    Peer(
        "beancount",
        ("bean-check", "-C", "plan.beancount"),
        _beancount,
        _plain,
        _BEANCOUNT_SLIPS,
    ),
    Peer(
        "strictdoc",
        ("strictdoc", "export", "--formats=json", "--output-dir=out", "plan.sdoc"),
        _strictdoc,
        _plain,
        _STRICTDOC_SLIPS,
    ),
    Peer(
        "agenraci",
        ("agenraci", "validate", "charter.yaml"),
        _agenraci,
        _action,
        _AGENRACI_SLIPS,
    ),
)
