"""Documents made wrong: cut, flipped, overwritten, their packages' parts taken out and swapped."""

import io
import re
import zipfile
from collections.abc import Callable
from random import Random

from hostile.values import VALUES

_BOMB = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefg", "bcdefgh", strict=True))
    + "]><x>&h;</x>"
).encode()
_OUTSIDE = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'
_NUMBERS = re.compile(rb"\d+")
Damage = Callable[[bytes, Random], bytes]


def damaged(raw: bytes, random: Random, *, most: int = 3) -> bytes:
    """Return a document's bytes after one to a few damages; packages are opened for some."""
    kinds = _PLAIN + (_PACKED if raw.startswith(b"PK") else ())
    for _ in range(random.randint(1, most)):
        raw = random.choice(kinds)(raw, random)
    return raw


def truncate(raw: bytes, random: Random) -> bytes:
    """Keep a beginning or an end."""
    place = random.randint(0, len(raw))
    return random.choice((raw[:place], raw[:place], raw[place:]))


def flip(raw: bytes, random: Random) -> bytes:
    """Change a few bits."""
    found = bytearray(raw)
    for _ in range(random.choice((1, 3, 30)) if found else 0):
        found[random.randrange(len(found))] ^= 1 << random.randrange(8)
    return bytes(found)


def overwrite(raw: bytes, random: Random) -> bytes:
    """Write noise, zeros or another stretch of the file over a stretch."""
    size = random.choice((1, 8, 200))
    start, other = (random.randint(0, len(raw)) for _ in "12")
    new = random.choice((b"\0" * size, random.randbytes(size), raw[other : other + size]))
    return raw[:start] + new + raw[start + len(new) :]


def repeat(raw: bytes, random: Random) -> bytes:
    """Say a stretch many times."""
    start = random.randint(0, len(raw))
    end = start + random.choice((1, 20, 300))
    return raw[:end] + raw[start:end] * random.choice((1, 20, 200)) + raw[end:]


def number(raw: bytes, random: Random) -> bytes:
    """Put a number that is out of all bounds in a number's place."""
    found = list(_NUMBERS.finditer(raw))
    if not found:
        return raw
    place = random.choice(found)
    new = random.choice(
        (b"-1", b"0", b"65536", b"2147483648", b"99999999999999999999", b"1e9", b"x")
    )
    return raw[: place.start()] + new + raw[place.end() :]


def word(raw: bytes, random: Random) -> bytes:
    """Put in a text that something could take for markup."""
    place = random.randint(0, len(raw))
    return raw[:place] + random.choice(VALUES).encode("utf-8", "replace") + raw[place:]


# Packages -------------------------------------------------------------------------------------


def _parts(raw: bytes) -> list[tuple[str, bytes]]:
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as file:
            return [(name, file.read(name)) for name in file.namelist()]
    except Exception:  # noqa: BLE001 - damaged before: it stays as it is
        return []


def _packed(parts: list[tuple[str, bytes]], random: Random) -> bytes:
    out = io.BytesIO()
    ways = (zipfile.ZIP_DEFLATED, zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED, zipfile.ZIP_BZIP2)
    with zipfile.ZipFile(out, "w", random.choice(ways)) as file:
        for name, content in parts:
            info = zipfile.ZipInfo(name)
            info.compress_type = file.compression
            file.writestr(info, content)
    return out.getvalue()


def _on_parts(change: Callable[[list[tuple[str, bytes]], Random], None]) -> Damage:
    def damage(raw: bytes, random: Random) -> bytes:
        parts = _parts(raw)
        if not parts:
            return raw
        change(parts, random)
        return _packed(parts, random)

    damage.__name__ = change.__name__
    return damage


def drop_part(parts: list[tuple[str, bytes]], random: Random) -> None:
    """Take a part out."""
    del parts[random.randrange(len(parts))]


def swap_parts(parts: list[tuple[str, bytes]], random: Random) -> None:
    """Have two parts change places."""
    here, there = (random.randrange(len(parts)) for _ in "12")
    (one, first), (other, second) = parts[here], parts[there]
    parts[here], parts[there] = (one, second), (other, first)


def rename_part(parts: list[tuple[str, bytes]], random: Random) -> None:
    """Give a part another name: one outside, one that is there, one in capitals."""
    here = random.randrange(len(parts))
    name, content = parts[here]
    names = ("../../x", "/etc/x", "word\\document.xml", name.upper(), f"{name}/", f"x/{name}")
    parts[here] = (random.choice(names), content)


def poison_part(parts: list[tuple[str, bytes]], random: Random) -> None:
    """Put entities, another encoding, deep nesting or emptiness in a part."""
    here = random.randrange(len(parts))
    name, content = parts[here]
    depth = random.choice((10, 400, 5000))
    poisons = (
        _BOMB,
        _OUTSIDE,
        b"",
        b"<a>" * depth + b"</a>" * depth,
        content.replace(b"UTF-8", b"UTF-16", 1),
        content.decode("utf-8", "replace").encode("utf-16"),
    )
    parts[here] = (name, random.choice(poisons))


def damage_part(parts: list[tuple[str, bytes]], random: Random) -> None:
    """Damage a part as a file of its own, in a whole package."""
    here = random.randrange(len(parts))
    name, content = parts[here]
    parts[here] = (name, random.choice(_PLAIN)(content, random))


_PLAIN: tuple[Damage, ...] = (truncate, flip, overwrite, repeat, number, word)
_PACKED: tuple[Damage, ...] = (
    _on_parts(drop_part),
    _on_parts(swap_parts),
    _on_parts(rename_part),
    _on_parts(poison_part),
    _on_parts(damage_part),
    _on_parts(damage_part),
    _on_parts(damage_part),
)
