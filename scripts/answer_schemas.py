"""Writes schema/answers/ from the records' declarations; refuses where a key would be lost.

Programs read the answers: keys are only ever added, and hold what they held.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sciplan.planfile.schema import as_text
from sciplan.queries.schemas import ANSWERS, schema

FOLDER = Path(__file__).parents[1] / "schema" / "answers"


def main() -> int:
    """Write the files; return the exit code."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    lost = [line for path in FOLDER.glob("*.json") for line in lost_keys(path)]
    for line in lost:
        print(line, file=sys.stderr)
    for name in () if lost else ANSWERS:
        path = FOLDER / f"{name}.json"
        path.write_text(as_text(schema(name)), encoding="utf-8", newline="\n")
    return int(bool(lost))


def lost_keys(path: Path) -> Iterator[str]:
    """Yield what the committed schema in a file promises and the declarations no longer do."""
    old = json.loads(path.read_text(encoding="utf-8"))
    if path.stem not in ANSWERS:
        yield f"{path.stem}: the answer is gone"
    else:
        for line in lost_of(old["items"], schema(path.stem)["items"]):
            yield f"{path.stem}: {line}"


def lost_of(old: dict[str, Any], new: dict[str, Any]) -> Iterator[str]:
    """Yield what a record's schema promised and another no longer does."""
    for key, block in old["properties"].items():
        if key not in new["properties"]:
            yield f"{key} is gone"
        elif _held(block) != _held(new["properties"][key]):
            yield f"{key} holds something else"
    for key in old["required"]:
        if key in new["properties"] and key not in new["required"]:
            yield f"{key} is no longer in every record"


def _held(block: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in block.items() if key != "description"}


if __name__ == "__main__":
    sys.exit(main())
