"""Every form as a Word file: styles, tables and fields that can be edited, and nobody's traces."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import docx
import pypdfium2
import pytest

from asset_recovery.forms.form_content import form_paper
from asset_recovery.forms.form_docx import form_docx
from asset_recovery.forms.form_model import MODULE
from asset_recovery.paper_words import say_in
from asset_recovery.reports.paper import Facts, Points, Signatures, Table
from tests.forms.a_full_form import FORMS
from tests.forms.test_every_form_prints import longest

DRAFTED = [form.id for form in FORMS.values() if form.kind != MODULE]
# Two at home in both directions of writing: converting takes seconds.
CONVERTED = [("EU-04f", "en"), ("MLA-02", "ar")]
_PATH = re.compile(rb"(?:[/](?:home|tmp|Users)/|[A-Z]:\\\\Users)")


@pytest.mark.parametrize("form", DRAFTED)
def test_a_word_file_keeps_headings_tables_and_fields_and_names_nobody(form: str) -> None:
    filled = longest(form, "ar")
    content = form_docx(filled, translate=say_in("ar"))
    paper = form_paper(filled, translate=say_in("ar"))
    document = docx.Document(io.BytesIO(content))
    styles = [one.style.name for one in document.paragraphs if one.style]
    assert styles.count("Title") == 1
    assert styles.count("Heading 1") == sum(bool(section.title) for section in paper.sections)
    blocks = [block for section in paper.sections for block in section.blocks]
    set_as_table = [
        one
        for one in blocks
        if isinstance(one, Facts | Points | Signatures)
        or (isinstance(one, Table) and (one.rows or one.totals))
    ]
    assert len(document.tables) == len(set_as_table)
    assert not document.inline_shapes
    properties = document.core_properties
    assert (properties.author, properties.last_modified_by, properties.comments) == ("", "", "")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    footers = b"".join(part for name, part in parts.items() if "footer" in name)
    assert b'w:instr="PAGE"' in footers
    assert b'w:instr="NUMPAGES"' in footers
    assert "docProps/custom.xml" not in parts
    assert not [name for name in parts if "comments" in name or "people" in name]
    for part in parts.values():
        assert not re.search(rb"<w:(?:ins|del|moveFrom|moveTo)[ >]", part)
        assert not _PATH.search(part)


@pytest.mark.parametrize(("form", "language"), CONVERTED)
def test_an_office_program_opens_the_file(form: str, language: str, tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed; python-docx has read the file")
    filled = longest(form, language)
    (tmp_path / "draft.docx").write_bytes(form_docx(filled, translate=say_in(language)))
    subprocess.run(
        [office, "--headless", f"-env:UserInstallation={(tmp_path / 'home').as_uri()}",
         "--convert-to", "pdf", "--outdir", str(tmp_path), str(tmp_path / "draft.docx")],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    document = pypdfium2.PdfDocument((tmp_path / "draft.pdf").read_bytes())
    try:
        text = " ".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()
    assert "Halcyon Marine" in text
    assert filled.form.id in text
