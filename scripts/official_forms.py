"""The official text in the forms that offices have it in, each imported and held against the .txt.

    python scripts/official_forms.py TEXT PLAN [FOLDER]

Word with automatic numbers, a web page with lists, and the PDFs that LibreOffice and Chromium make
of them must give the same measures as the text, and `verify` of the plan against each exits 0. The
files are made in a folder that goes away, or in FOLDER.
"""

import argparse
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

ROOT = Path(__file__).parents[1]
_LEVELS = (
    (re.compile(r"[一二三四五六七八九十]+、"), "chineseCountingThousand", "%1、"),
    (re.compile(r"[（(][一二三四五六七八九十]+[）)]"), "chineseCountingThousand", "（%2）"),
)
_LISTS = ('<ol style="list-style-type: cjk-ideographic">', "<ol>")
_CHROMIUM = (
    "--no-sandbox --headless --disable-gpu --disable-background-networking --no-pdf-header-footer"
)


def main() -> int:
    """Make the forms, import and verify each; return 1 if one differs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("text", type=Path)
    parser.add_argument("plan", type=Path)
    parser.add_argument("folder", type=Path, nargs="?")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = given.folder or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        wanted = folder / "text.yaml"
        _sciplan("import", given.text, "-o", wanted, "--force")
        same = [_is_same(form, wanted, given.plan) for form in forms(given.text, folder)]
    return int(not all(same))


def forms(text: Path, folder: Path) -> Iterator[Path]:
    """Yield the text as Word, as a web page, and both as PDF."""
    lines = text.read_text(encoding="utf-8").splitlines()
    word = folder / "official.docx"
    _write_word(lines, word)
    written = folder / "official.html"
    written.write_text(page(lines), encoding="utf-8")
    yield word
    yield written
    home = f"-env:UserInstallation={(folder / 'soffice').as_uri()}"
    outdir = ["--convert-to", "pdf", "--outdir", str(folder), str(word)]
    _run("soffice", home, "--headless", *outdir)
    yield word.with_suffix(".pdf")
    printed = folder / "browser.pdf"
    data = f"--user-data-dir={folder / 'chromium'}"
    _run("chromium", *_CHROMIUM.split(), data, f"--print-to-pdf={printed}", written.as_uri())
    yield printed


def _write_word(lines: Sequence[str], path: Path) -> None:
    document = Document()
    numbering = document.part.numbering_part.element
    levels = "".join(
        f'<w:lvl w:ilvl="{place}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
        f'<w:suff w:val="nothing"/><w:lvlText w:val="{shown}"/></w:lvl>'
        for place, (_, kind, shown) in enumerate(_LEVELS)
    )
    names = nsdecls("w")
    numbering.insert(
        0, parse_xml(f'<w:abstractNum {names} w:abstractNumId="90">{levels}</w:abstractNum>')
    )
    numbering.append(
        parse_xml(f'<w:num {names} w:numId="90"><w:abstractNumId w:val="90"/></w:num>')
    )
    for level, line in levelled(lines):
        paragraph = document.add_paragraph(line)
        if level is not None:
            paragraph._p.get_or_add_pPr().append(  # noqa: SLF001
                parse_xml(
                    f'<w:numPr {names}><w:ilvl w:val="{level}"/><w:numId w:val="90"/></w:numPr>'
                )
            )
    document.save(str(path))


def levelled(lines: Sequence[str]) -> Iterator[tuple[int | None, str]]:
    """Yield each line with the level of its number, which is taken off."""
    for line in lines:
        for level, (marker, _, _) in enumerate(_LEVELS):
            found = marker.match(line)
            if found:
                yield level, line[found.end() :]
                break
        else:
            yield None, line


def page(lines: Sequence[str]) -> str:
    """Return a web page: a list within a list for the two levels."""
    out, depth = ['<!DOCTYPE html><html><meta charset="utf-8"><body>'], 0
    for level, line in levelled(lines):
        said = escape(line)
        if level is None:
            out.append(f"<p>{said}</p>")
        else:
            out += ["</li></ol>"] * (depth - level - 1)
            out.append("</li>" if depth > level else "")
            out += [_LISTS[level]] * (level + 1 - depth)
            out.append(f"<li>{said}")
            depth = level + 1
    return "\n".join([*out, *["</li></ol>"] * depth, "</body></html>"])


def _is_same(form: Path, wanted: Path, plan: Path) -> bool:
    made = form.with_name(f"{form.name}.yaml")
    _sciplan("import", form, "-o", made, "--force")
    compared = [sys.executable, str(ROOT / "scripts" / "same_plan.py"), str(wanted), str(made)]
    differs = subprocess.run(compared, check=False).returncode
    verified = _sciplan("verify", plan, "--source", form)
    print(f"{form.name}: {'differs' if differs else 'same'}, verify exits {verified}", flush=True)
    return not differs and not verified


def _sciplan(*args: object) -> int:
    command = [sys.executable, "-m", "sciplan", *map(str, args)]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    if done.returncode:
        print(done.stdout[-3000:], done.stderr[-3000:], sep="\n")
    return done.returncode


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True, timeout=300)


if __name__ == "__main__":
    sys.exit(main())
