"""Makes hostile files of a size: `FILES` by name, whose ending is their kind.

`python bench/hostile_files.py NAME SIZE PATH` writes one. In a process of its own: what the making
takes would else count as the peak of the program that is measured.
"""

import io
import sys
import zipfile
import zlib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_HEAD = "format: sciplan/1\nplan: {id: a, title: 方案}\n"
_RULINGS = "format: sciplan-rulings/1\nplan: qujing-2021-2025\nperiod: 2025-11\nrulings:\n"
_RETURN = (
    "format: sciplan-progress/1\nplan: qujing-2021-2025\nunit: 市科协\nperiod: 2025-11\nitems:\n"
)
_FILED = "progress/qujing-2021-2025/2025-11/"
"""Where files stand that are held against the shipped plan."""
_PART = 120_000_000
"""Bytes of a part that packs to next to nothing: the most that is unpacked is a little more."""
_LAST_COLUMN, _MOST_CELLS = 16_384, 3_000_000
_LINE = "一、甲事（市科协牵头，市教体局配合）"
_HEADS = ("序号", "任务", "牵头单位")


def _repeated(text: str, size: int) -> bytes:
    raw = text.encode()
    return raw * (size // len(raw))


def _packed(parts: Mapping[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, raw in parts.items():
            packed.writestr(name, raw)
    return file.getvalue()


# Word -----------------------------------------------------------------------------------------


def _docx(body: bytes, **parts: bytes) -> bytes:
    raw = f'<w:document xmlns:w="{_WORD}"><w:body>'.encode() + body + b"</w:body></w:document>"
    return _packed({"word/document.xml": raw, **{f"word/{k}.xml": v for k, v in parts.items()}})


def _run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def _paragraph(text: str) -> str:
    return f"<w:p>{_run(text)}</w:p>"


def _nested(size: int) -> bytes:
    deep = 50  # of tables; each takes three levels, and libxml2 reads some 250
    table = "<w:tbl><w:tr><w:tc>" * deep + _paragraph(_LINE) + "</w:tc></w:tr></w:tbl>" * deep
    return _docx(_repeated(table, size))


def _row_of_cells(size: int) -> bytes:
    cell = f"<w:tc>{_paragraph('甲')}</w:tc>"
    return _docx(b"<w:tbl><w:tr>" + _repeated(cell, size) + b"</w:tr></w:tbl>")


def _styles(size: int) -> bytes:
    """A chain of styles, each based on the one before, and a paragraph of the last."""
    count = size // 90
    chain = "".join(
        f'<w:style w:styleId="s{n}"><w:basedOn w:val="s{n - 1}"/></w:style>' for n in range(count)
    )
    text = f'<w:p><w:pPr><w:pStyle w:val="s{count - 1}"/></w:pPr>{_run(_LINE)}</w:p>'
    return _docx(
        text.encode() * 1000, styles=f'<w:styles xmlns:w="{_WORD}">{chain}</w:styles>'.encode()
    )


# Excel ----------------------------------------------------------------------------------------


def _xlsx(*sheets: bytes, strings: bytes = b"", styles: bytes = b"") -> bytes:
    """Return a workbook of the insides of its sheets."""
    numbers = range(1, len(sheets) + 1)
    listed = "".join(f'<sheet name="表{n}" sheetId="{n}" r:id="r{n}"/>' for n in numbers)
    kinds = [(f"r{n}", "worksheet", f"worksheets/sheet{n}.xml") for n in numbers]
    kinds += [("s", "sharedStrings", "strings.xml"), ("t", "styles", "styles.xml")]
    relations = "".join(
        f'<Relationship Id="{ident}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for ident, kind, target in kinds
    )
    parts = {
        "xl/workbook.xml": (
            f'<workbook xmlns="{_SHEET}" xmlns:r="{_OFFICE}"><sheets>{listed}</sheets></workbook>'
        ).encode(),
        "xl/_rels/workbook.xml.rels": (
            f'<Relationships xmlns="{_PACKAGE}">{relations}</Relationships>'
        ).encode(),
        "xl/strings.xml": f'<sst xmlns="{_SHEET}">'.encode() + strings + b"</sst>",
        "xl/styles.xml": f'<styleSheet xmlns="{_SHEET}">'.encode() + styles + b"</styleSheet>",
    }
    for number, inside in zip(numbers, sheets, strict=True):
        raw = f'<worksheet xmlns="{_SHEET}">'.encode() + inside + b"</worksheet>"
        parts[f"xl/worksheets/sheet{number}.xml"] = raw
    return _packed(parts)


def _data(rows: bytes) -> bytes:
    heads = "".join(map(_cell, _HEADS))
    return f"<sheetData><row>{heads}</row>".encode() + rows + b"</sheetData>"


def _cell(text: str) -> str:
    return f'<c t="inlineStr"><is><t>{text}</t></is></c>'


def _task(text: str = "甲事") -> str:
    return f"<row>{''.join(map(_cell, ('1', text, '市科协')))}</row>"


def _strings(size: int) -> bytes:
    """As many texts that no cell names as fit, and cells without end that name one long one."""
    return (
        b"<si><t>" + _repeated("长", 30_000) + b"</t></si>" + _repeated("<si><t>甲</t></si>", size)
    )


def _one_text(size: int) -> bytes:
    cell = '<c t="s"><v>0</v></c>'
    return _xlsx(_data(_repeated(f"<row>{cell * 3}</row>", size)), strings=_strings(0))


def _wide(_size: int) -> bytes:
    far = '<row><c r="XFD1"><v>1</v></c></row>'
    return _xlsx(_data(far.encode() * (_MOST_CELLS // _LAST_COLUMN - 2)))


def _merged(_size: int) -> bytes:
    text = b'<row><c t="s"><v>0</v></c></row>'
    last = b'<row r="180"><c r="XFD180"><v>1</v></c></row>'
    area = b'<mergeCells><mergeCell ref="A2:XFD180"/></mergeCells>'
    return _xlsx(_data(text + last) + area, strings=_strings(0))


def _many_merged(size: int) -> bytes:
    areas = b"<mergeCells>" + b'<mergeCell ref="A2:C30000"/>' * (size // 30) + b"</mergeCells>"
    return _xlsx(_data(_task().encode() * 30_000) + areas)


def _formats(size: int) -> bytes:
    """A format for each of many cells, each of them long."""
    count = size // 4000
    code = "[红]0.0;" * 200 + "0"
    own = "".join(f'<numFmt numFmtId="{n + 200}" formatCode="{code}{n}"/>' for n in range(count))
    used = "".join(f'<xf numFmtId="{n + 200}"/>' for n in range(count))
    rows = "".join(f'<row><c s="{n}"><v>1.5</v></c></row>' for n in range(count))
    styles = f"<numFmts>{own}</numFmts><cellXfs>{used}</cellXfs>".encode()
    return _xlsx(_data(rows.encode()), styles=styles)


# PDF ------------------------------------------------------------------------------------------


def _pdf(objects: Iterable[bytes]) -> bytes:
    """Return a PDF of its objects, numbered from 1; the first is the catalogue."""
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj" % number + body + b"endobj\n"
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(places) + 1, table)
    return bytes(out)


_CATALOGUE = b"<</Type/Catalog/Pages 2 0 R>>"
_FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
_PICTURE = (
    b"<</Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8"
    b"/ColorSpace/DeviceGray/Length 1>>stream\n0\nendstream"
)
_LEAF = (
    b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 3 0 R"
    b"/Resources<</Font<</F 4 0 R>>/XObject<</P 5 0 R>>>>>>"
)


def _stream(content: bytes) -> bytes:
    packed = zlib.compress(content)
    return b"<</Filter/FlateDecode/Length %d>>stream\n" % len(packed) + packed + b"\nendstream"


def _pages(count: int, content: bytes) -> bytes:
    """Return a PDF of pages that all show the same."""
    kids = b" ".join(b"%d 0 R" % (number + 6) for number in range(count))
    tree = b"<</Type/Pages/Count %d/Kids[" % count + kids + b"]>>"
    return _pdf([_CATALOGUE, tree, _stream(content), _FONT, _PICTURE, *[_LEAF] * count])


def _deep_pages(size: int) -> bytes:
    count = size // 80
    knots = (b"<</Type/Pages/Count 1/Kids[%d 0 R]>>" % (number + 3) for number in range(count))
    return _pdf([_CATALOGUE, *knots, _LEAF])


_SHOWN = b"BT /F 12 Tf 72 700 Td (1. Task of body) Tj ET\n"
_RULE = b"72 700 m 300 700 l S\n"

# Others ---------------------------------------------------------------------------------------


def _attributes(size: int) -> bytes:
    return b"<p " + b" ".join(b"a%d=1" % number for number in range(size // 10)) + "甲".encode()


def _items(size: int) -> bytes:
    items = "".join(f'  "1.{n}": {{state: 推进中}}\n' for n in range(size // 80))
    return (_RETURN + items).encode()


FILES: Mapping[str, Callable[[int], bytes]] = {
    "items.yaml": lambda size: _HEAD.encode() + b"measures:\n" + _repeated("- 1\n", size),
    "lists.yaml": lambda size: _HEAD.encode() + b"measures: [" + _repeated("[],", size) + b"]\n",
    "units.yaml": lambda size: (
        _HEAD + "units:\n" + "".join(f"  甲{n}局: {{}}\n" for n in range(size // 22))
    ).encode(),
    "keys.yaml": lambda size: (
        _HEAD + "".join(f"measure{n}: 1\n" for n in range(size // 40))
    ).encode(),
    "title.yaml": lambda size: (
        f"format: sciplan/1\nplan: {{id: a, title: {'市' * (size // 3)}}}\n".encode()
    ),
    "blanks.yaml": lambda size: (
        "format: sciplan/1\nplan: {id: a, title: '甲" + " " * size + "乙'}\n"
    ).encode(),
    "comments.yaml": lambda size: _HEAD.encode() + _repeated("# sciplan: ignore=a-b\n", size),
    "columns.yaml": lambda size: (
        _HEAD.encode() + b"papers: {columns: [" + _repeated("cooperating,         ", size) + b"]}\n"
    ),
    "ignored.yaml": lambda size: (
        _HEAD + f"validate: {{ignore: [{''.join(f'id-ga{n},' for n in range(size // 20))}]}}\n"
    ).encode(),
    "errata.yaml": lambda size: (
        _HEAD
        + "errata:\n"
        + "".join(
            f"- {{at: a, rule: id-ga{n}, printed: x, reading: y}}\n" for n in range(size // 200)
        )
    ).encode(),
    "reforms.yaml": lambda size: (
        _HEAD
        + "reforms:\n"
        + "".join(
            f"- {{date: 2024-01-01, kind: merge, from: [甲{n}局], into: [乙局], basis: x}}\n"
            for n in range(size // 300)
        )
    ).encode(),
    "contacts.yaml": lambda size: (
        "format: sciplan-contacts/1\ncontacts:\n"
        + "".join(f"  甲{n}局: [{{name: 张某}}]\n" for n in range(size // 120))
    ).encode(),
    f"{_FILED}核定.yaml": lambda size: (
        _RULINGS + "".join(f'- {{measure: "9.{n}", verdict: 同意}}\n' for n in range(size // 120))
    ).encode(),
    f"{_FILED}市科协.yaml": _items,
    f"{_FILED}市教体局.yaml": lambda size: (
        (_RETURN + '  "1.1": {progress: ' + "办" * (size // 3)).encode() + b"}"
    ),
    "clauses.txt": lambda size: _repeated(f"{_LINE}\n", size),
    "one_line.txt": lambda size: _repeated(_LINE, size),
    "blanks.txt": lambda size: b" " * size,
    "brackets.txt": lambda size: _repeated("（", size),
    "lines.txt": lambda size: b"\n" * size,
    "table.md": lambda size: b"|1|2|\n|-|-|\n" + _repeated("|甲事|市科协|\n", size),
    "rows.html": lambda size: b"<table>" + _repeated("<tr><td>1<td>甲事<td>市科协", size),
    "deep.html": lambda size: _repeated("<div>", size),
    "tables.html": lambda size: _repeated("<table><tr><td>", size),
    "spans.html": lambda size: (
        b"<table>" + _repeated("<tr><td colspan=1000 rowspan=65534>甲事", size)
    ),
    "attributes.html": _attributes,
    "signs.html": lambda size: b"<p>" + _repeated("&amp;", size),
    "rows.csv": lambda size: "序号,任务,牵头单位\n".encode() + _repeated("1,甲事,市科协\n", size),
    "commas.csv": lambda size: b"," * size,
    "quotes.csv": lambda size: b'"' * size,
    "cell.csv": lambda size: "序号,任务,牵头单位\n1,".encode() + _repeated("甲", size) + b",1\n",
    "text.docx": lambda size: _docx(_repeated(_paragraph(_LINE), size)),
    "empty.docx": lambda _: _docx(_repeated("<w:p/>", _PART)),
    "runs.docx": lambda size: _docx(b"<w:p>" + _repeated(_run("甲"), size) + b"</w:p>"),
    "nested.docx": _nested,
    "cells.docx": _row_of_cells,
    "styles.docx": _styles,
    "bomb.docx": lambda size: _docx(b" " * (size * 30)),
    "rows.xlsx": lambda size: _xlsx(_data(_repeated(_task(), size))),
    "rows_bomb.xlsx": lambda _: _xlsx(_data(_repeated(_task(), _PART))),
    "strings.xlsx": lambda _: _xlsx(_data(_task().encode()), strings=_strings(_PART)),
    "one_text.xlsx": _one_text,
    "wide.xlsx": _wide,
    "merged.xlsx": _merged,
    "many_merged.xlsx": _many_merged,
    "formats.xlsx": _formats,
    "sheets.xlsx": lambda size: _xlsx(*[_data(_repeated(_task(), size // 10))] * 30),
    "empty_rows.xlsx": lambda _: _xlsx(_data(_repeated("<row/>", _PART))),
    "damaged.pdf": lambda size: b"%PDF-1.7\n" + b"1 0 obj<<" * (size // 9),
    "lines.pdf": lambda size: _pages(size // 170, _SHOWN),
    "pictures.pdf": lambda size: _pages(size // 170, b"q 500 0 0 700 50 50 cm /P Do Q"),
    "deep_pages.pdf": _deep_pages,
    "deep_lists.pdf": lambda size: _pdf([_CATALOGUE, b"[" * size]),
    "text.pdf": lambda size: _pages(1, _SHOWN * (size // len(_SHOWN))),
    "rules.pdf": lambda size: _pages(1, _RULE * (size // len(_RULE)) + _SHOWN),
    "bomb.pdf": lambda size: _pages(1, b" " * (size * 30) + _SHOWN),
}

if __name__ == "__main__":
    Path(sys.argv[3]).write_bytes(FILES[sys.argv[1]](int(sys.argv[2])))
