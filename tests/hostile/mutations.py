"""A plan file's text made wrong: by its bytes, its lines, its tokens or its structure."""

import json
import re
from collections.abc import Callable
from random import Random
from typing import Any

import yaml

from hostile.values import SCALARS, VALUES

_TOKEN = re.compile(r"[A-Za-z_]+|[0-9.]+|[\u4e00-\u9fff]+|[^\s\w]")
_MARKS = (":", "：", "- ", "-", "[", "]", "{", "}", "#", '"', "'", ",", "，", "、", "|", ">", "\t")
_WORDS = (*_MARKS, "lead", "units", "measures", "sections", "id", "title", "targets", "errata")
Mutation = Callable[[bytes, Random], bytes]


def mutated(raw: bytes, random: Random, *, most: int = 4) -> bytes:
    """Return a plan file's bytes after one to a few mutations."""
    for _ in range(random.choice((1, 1, random.randint(1, most)))):
        raw = random.choice(MUTATIONS)(raw, random)
    return raw


# Bytes ----------------------------------------------------------------------------------------


def flip(raw: bytes, random: Random) -> bytes:
    """Change one bit."""
    if not raw:
        return raw
    found = bytearray(raw)
    found[random.randrange(len(found))] ^= 1 << random.randrange(8)
    return bytes(found)


def cut(raw: bytes, random: Random) -> bytes:
    """Take a stretch out, or all behind a place."""
    start = random.randint(0, len(raw))
    end = random.choice((len(raw), start + random.randint(0, 40)))
    return raw[:start] + raw[end:]


def insert(raw: bytes, random: Random) -> bytes:
    """Put in bytes that are no text, or a mark of another encoding."""
    place = random.randint(0, len(raw))
    odd = (b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"\x1b[31m", b"\x80", b"\r", random.randbytes(5))
    return raw[:place] + random.choice(odd) + raw[place:]


def encode(raw: bytes, random: Random) -> bytes:
    """Say the same in another encoding, or with other line ends."""
    text = raw.decode("utf-8", "replace")
    ways = ("gb18030", "utf-16", "utf-16-le", "big5", "utf-8-sig")
    ends = random.choice(("\n", "\r\n", "\r", "\u2028"))
    return text.replace("\n", ends).encode(random.choice(ways), "replace")


# Lines ----------------------------------------------------------------------------------------


def lines(raw: bytes, random: Random) -> bytes:
    """Drop, repeat, move, join or shift a line."""
    found = raw.split(b"\n")
    here, there = random.randrange(len(found)), random.randrange(len(found))
    kind = random.randrange(6)
    if kind == 0:
        del found[here]
    elif kind == 1:
        found.insert(there, found[here])
    elif kind == 2:
        found[here], found[there] = found[there], found[here]
    elif kind == 3:
        found[here : here + 2] = [b" ".join(found[here : here + 2])]
    elif kind == 4:
        found[here] = b" " * random.randint(1, 5) + found[here]
    else:
        found[here] = found[here][random.randint(1, 3) :]
    return b"\n".join(found)


# Tokens ---------------------------------------------------------------------------------------


def tokens(raw: bytes, random: Random) -> bytes:
    """Put a word, a mark or another of the file's tokens in a token's place."""
    text = raw.decode("utf-8", "replace")
    found = list(_TOKEN.finditer(text))
    if not found:
        return raw
    place = random.choice(found)
    new = random.choice((random.choice(found)[0], random.choice(_WORDS), random.choice(VALUES)))
    start, end = random.choice((place.span(), (place.start(), place.start())))
    return (text[:start] + new + text[end:]).encode("utf-8", "replace")


# Structure ------------------------------------------------------------------------------------


def structure(raw: bytes, random: Random) -> bytes:
    """Put other values in the file's tree, and write it down anew."""
    try:
        data = yaml.safe_load(raw)
    except (yaml.YAMLError, ValueError, RecursionError):
        return raw
    change = random.choice((_change, _retell))
    for _ in range(random.randint(1, 3)):
        change(data, random)
    try:
        if random.random() < 0.5:
            return json.dumps(data, ensure_ascii=False, default=str, indent=1).encode()
        return str(yaml.safe_dump(data, allow_unicode=True, sort_keys=False)).encode()
    except (yaml.YAMLError, ValueError, RecursionError, UnicodeEncodeError):
        return raw


def _change(data: Any, random: Random) -> None:
    places = list(_places(data))
    if not places:
        return
    holder, key = random.choice(places)
    value = holder[key]
    kind = random.randrange(7)
    if kind == 0:
        del holder[key]
    elif kind == 1:
        holder[key] = random.choice((*VALUES, *SCALARS))
    elif kind == 2:
        other, at = random.choice(places)
        holder[key] = json.loads(json.dumps(other[at], default=str))
    elif kind == 3:
        holder[key] = random.choice(([value], {"id": value}, None, 3, 2.5, True, [], {}))
    elif kind == 4 and isinstance(holder, list):
        holder.append(value)
    elif kind == 5 and isinstance(holder, dict):
        holder[random.choice((*_WORDS, *VALUES))] = value
    else:
        for _ in range(random.choice((3, 30, 400))):
            value = [value]
        holder[key] = value


def _retell(data: Any, random: Random) -> None:
    """Put another text or another of the file's own in a text's place: most such files load."""
    texts = [(holder, key) for holder, key in _places(data) if isinstance(holder[key], str)]
    if texts:
        (holder, key), (other, at) = random.choice(texts), random.choice(texts)
        holder[key] = random.choice((random.choice(VALUES), other[at]))


def _places(data: Any) -> Any:
    """Yield all holders with their keys."""
    if isinstance(data, dict | list):
        items = data.items() if isinstance(data, dict) else enumerate(data)
        for key, value in list(items):
            yield data, key
            yield from _places(value)


MUTATIONS: tuple[Mutation, ...] = (
    flip,
    cut,
    insert,
    encode,
    lines,
    lines,
    lines,
    tokens,
    tokens,
    tokens,
    structure,
    structure,
    structure,
)
