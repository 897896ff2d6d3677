"""Random lists and styles: the numbers are those that LibreOffice writes into its text export.

LibreOffice is no referee for isLgl, lvlRestart, hidden and struck-out paragraphs, enclosed and
full-width formats, the blank behind a number, and definitions that lack levels: for those there
are tables made by hand from the standard.
"""

from pathlib import Path
from random import Random

import word_files as wf
from referees import office

FORMS = (
    "decimal",
    "decimal",
    "decimal",
    "chineseCounting",
    "chineseCountingThousand",
    "japaneseCounting",
    "taiwaneseCountingThousand",
    "chineseLegalSimplified",
    "decimalZero",
    "upperRoman",
    "lowerRoman",
    "upperLetter",
    "lowerLetter",
    "ideographTraditional",
    "none",
)
DOCUMENTS = 60
DEPTHS = 4
ABSTRACTS, NUMS, STYLES = 3, 7, 6
LINKED = "Linked"


def test_numbers_as_libreoffice_writes_them(tmp_path: Path) -> None:
    files = {
        f"{seed}.docx": random_file(Random(seed))  # noqa: S311 - the same each time
        for seed in range(DOCUMENTS)
    }
    exported = exports(files, tmp_path)
    for name, raw in files.items():
        assert [squeezed(line) for line in cells_of(raw)] == exported[name], name


def exports(files: dict[str, bytes], folder: Path) -> dict[str, list[str]]:
    """Return the lines that LibreOffice writes for each file; one start for all of them."""
    for name, raw in files.items():
        (folder / name).write_bytes(raw)
    office("txt:Text", [folder / name for name in files], folder)
    texts = {name: (folder / name).with_suffix(".txt").read_text("utf-8-sig") for name in files}
    return {
        name: [line for line in map(squeezed, text.splitlines()) if line]
        for name, text in texts.items()
    }


def squeezed(text: str) -> str:
    return "".join(text.split())


def cells_of(raw: bytes) -> list[str]:
    """Return the lines of a file, those of cells one by one as in the export."""
    return [
        line
        for block in wf.lines(raw)
        for cell in block.replace(" / ", "|").split("|")
        for line in cell.split("\n")
        if line.strip()
    ]


def random_file(random: Random) -> bytes:
    body = "".join(random_block(random, number) for number in range(random.randint(8, 25)))
    begun = [[random.choice((1, 1, 1, 3, 9, 98)) for _ in range(DEPTHS)] for _ in range(ABSTRACTS)]
    abstracts = [
        wf.abstract(n, *(random_level(random, depth, at) for depth, at in enumerate(levels)))
        for n, levels in enumerate(begun)
    ]
    linked = f'<w:styleLink w:val="{LINKED}"/>'
    abstracts[0] = abstracts[0].replace("<w:lvl ", f"{linked}<w:lvl ", 1)
    link = wf.abstract(ABSTRACTS, f'<w:numStyleLink w:val="{LINKED}"/>')
    # The first two definitions are plain: the numbering style has one of them.
    of = [0, ABSTRACTS, *(random.randrange(ABSTRACTS) for _ in range(3, NUMS))]
    nums = [wf.num(n, of[n - 1]) for n in (1, 2)]
    nums += [
        wf.num(n, of[n - 1], *random_changes(random, begun[of[n - 1]])) for n in range(3, NUMS)
    ]
    numbering = "".join([*abstracts, link, *nums])
    return wf.word(body, numbering, random_styles(random, of))


def random_level(random: Random, depth: int, start: int) -> str:
    above = [number for number in range(1, depth + 1) if random.random() < 0.6]
    marks = [random.choice((".", "-", "、", "节")) for _ in above]
    shown = "".join(f"%{number}{mark}" for number, mark in zip(above, marks, strict=True))
    opening, closing = random.choice(("", "（", "第")), random.choice(("、", "）", ".", "条"))
    text = f"{opening}{shown}%{depth + 1}{closing}"
    return wf.lvl(depth, random.choice(FORMS), text, start)


def random_changes(random: Random, begun: list[int]) -> list[str]:
    kind = random.choice(("none", "starts", "starts", "level"))
    depths = random.sample(range(DEPTHS), random.randint(1, DEPTHS))
    if kind == "starts":
        return [wf.starts(depth, random.randint(1, 12)) for depth in depths]
    if kind == "level":
        return [wf.replaces(depths[0], random_level(random, depths[0], begun[depths[0]]))]
    return []


def random_styles(random: Random, of: list[int]) -> str:
    """Return styles, no two of which have one level: LibreOffice numbers only one of those."""
    found = [wf.style(LINKED, numbers=wf.numbered(1), kind="numbering")]
    free = {
        (of[definition - 1] % ABSTRACTS, level): (definition, level)
        for definition in random.sample(range(1, NUMS), NUMS - 1)
        for level in range(DEPTHS)
    }
    own_levels = [*random.sample(list(free.values()), len(free)), *[(None, None)] * STYLES]
    for ident in range(STYLES):
        based = f"S{random.randrange(ident)}" if ident and random.random() < 0.5 else ""
        own = own_levels[ident] if random.random() < 0.7 else (None, None)
        switched_off = random.random() < 0.1
        numbers = wf.numbered(0) if switched_off else wf.numbered(*own)
        found.append(wf.style(f"S{ident}", based, numbers))
    return "".join(found)


def random_numbers(random: Random, style: str) -> str:
    """Return a paragraph's own numbering; one without a level only where no style has one."""
    definition, level = random.randrange(NUMS), random.randrange(DEPTHS)
    choices = [(None, None), (definition, level), (None, level) if style else (definition, None)]
    return wf.numbered(*random.choice(choices))


def random_block(random: Random, number: int) -> str:
    def paragraph(text: str) -> str:
        style = random.choice(("", *(f"S{ident}" for ident in range(STYLES))))
        return wf.p(text, style=style, more=random_numbers(random, style))

    if random.random() < 0.15:
        return wf.table(
            *(wf.tr(paragraph(f"[{number}a]"), paragraph(f"[{number}b]")) for _ in "12")
        )
    return paragraph(f"[{number}]")
