"""What is read apart, and the limits of what is read at all."""

import io
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from lxml import etree

import import_samples as samples
from sciplan.base.apart import ApartError, Limits, apart
from sciplan.base.errors import SciplanError
from sciplan.documents import reading
from sciplan.documents.readers import markup
from sciplan.documents.reading import needs_care  # before the tests' own stands for it


def packed(size: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("word/document.xml", bytes(size))
    return out.getvalue()


@pytest.mark.parametrize(
    ("raw", "path", "careful"),
    [
        (samples.pdf(), "a.pdf", True),
        (samples.pdf(), "a", True),
        (samples.docx(), "a.docx", False),
        (samples.xlsx(), "a.xlsx", False),
        (packed(50_000_000), "a.docx", True),
        (b"PK broken", "a.docx", False),
        (samples.txt(), "a.txt", False),
        (b"<p>" * 1_000_000, "a.html", True),
    ],
)
def test_what_is_read_apart(raw: bytes, path: str, *, careful: bool) -> None:
    assert needs_care(raw, path) == careful


def looping_pdf() -> bytes:
    """Return a PDF whose form draws itself twice: a reader that follows it never ends."""
    form = b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources 6 0 R/Length 12>>"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources 6 0 R>>",
        b"<</Length 30>>stream\n/F Do BT /T 9 Tf (x) Tj ET    \nendstream",
        form + b"stream\n/F Do /F Do \nendstream",
        b"<</XObject<</F 5 0 R>>/Font<</T<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>",
    ]
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, each in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    start = len(out)
    out += b"xref\n0 7\n0000000000 65535 f \n"
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    return bytes(out + b"trailer<</Size 7/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % start)


def test_a_file_that_crashes_its_reader_is_a_message(tmp_path: Path) -> None:
    bad = tmp_path / "bad.pdf"
    bad.write_bytes(looping_pdf())
    made = tmp_path / "plan.yaml"
    command = [sys.executable, "-m", "sciplan", "import", str(bad), "-o", str(made)]
    done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=120)
    assert done.returncode == 2
    assert "bad.pdf" in done.stderr
    assert "Traceback" not in done.stderr
    assert not made.exists()


def test_a_pdf_read_apart_is_the_same() -> None:
    raw = samples.pdf()
    here = reading.read(raw, "a.pdf")
    assert apart(reading._document, Limits(seconds=60, megabytes=2000), raw, "a.pdf") == here


@pytest.mark.parametrize(
    ("reason", "said"), [("time", "还没有读完"), ("memory", "内存不够"), ("crash", "中途退出")]
)
def test_a_reader_that_does_not_finish_is_a_message(
    reason: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise ApartError(reason)  # type: ignore[arg-type]

    monkeypatch.setattr(reading, "needs_care", lambda _raw, _path: True)
    monkeypatch.setattr(reading, "apart", fail)
    with pytest.raises(SciplanError, match=said) as found:
        reading.read(b"", "a.pdf")
    assert found.value.exit_code == 2


@pytest.mark.parametrize(
    ("text", "path", "said"),
    [
        ("甲\n" * 20_001, "a.txt", "20001 段"),
        ("甲" * 2_000_001, "a.txt", "2000001 字"),
        ("任务,单位\n" * 40_001, "a.csv", "40001 行"),
        ("," * 3_000_001, "a.csv", "范围过大"),
    ],
)
def test_documents_that_are_too_large_are_refused(text: str, path: str, said: str) -> None:
    with pytest.raises(SciplanError, match=said):
        reading.read(text.encode(), path)


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_other_ways_of_packing_are_not_supported(method: int) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as made:
        made.writestr("xl/workbook.xml", "<workbook/>")
    with pytest.raises(SciplanError, match="不支持的压缩方式"):
        reading.read(out.getvalue(), "a.xlsx")


def test_one_long_text_in_many_cells_is_held_once() -> None:
    from sheet_samples import xlsx

    raw = xlsx([["任务", "单位"], *[[f"{'市' * 3000} ", "市水利局"]] * 2000])
    with pytest.raises(SciplanError, match="字，最多"):
        reading.read(raw, "a.xlsx")


@pytest.mark.parametrize(
    ("words", "code", "raised"),
    [
        ("unknown error", 2, MemoryError),
        ("Memory allocation failed", 2, MemoryError),
        ("Extra content", 5, ValueError),
    ],
)
def test_a_lack_of_memory_is_no_damage(
    words: str, code: int, raised: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise etree.XMLSyntaxError(words, code, 0, 0)  # type: ignore[call-arg, arg-type]

    monkeypatch.setattr(etree, "fromstring", fail)
    with pytest.raises(raised):
        markup.xml(b"<a/>")
