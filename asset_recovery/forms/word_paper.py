"""Any paper as a Word document: headings, facts, tables and signatures in Word's own styles."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import docx
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from asset_recovery.forms.word_text import mark, word_text, write
from asset_recovery.reports.paper import (
    Bars,
    Block,
    Facts,
    Paper,
    Picture,
    Pictures,
    Points,
    Section,
    Signatures,
    Table,
    Text,
)
from asset_recovery.reports.points import EMPTY_BOX, TICKED_BOX

if TYPE_CHECKING:
    from docx.document import Document
    from docx.section import Section as WordSection
    from docx.styles.style import ParagraphStyle
    from docx.table import Table as WordTable

_FONT = "Arial"
_SHORT, _LONG, _MARGIN = Mm(210), Mm(297), Mm(22)
_STYLES = {
    "Normal": (10, False),
    "Title": (20, True),
    "Subtitle": (11, False),
    "Heading 1": (13, True),
    "Heading 2": (10.5, True),
    "Header": (8, False),
    "Footer": (8, False),
}
_INK = RGBColor(0x17, 0x24, 0x2F)
_ALERT = RGBColor(0x9A, 0x1B, 0x1B)
_LINE = "C8CDD2"
_LABEL_SHARE = 0.3


def word_document(paper: Paper) -> Document:
    """The document; everything in it is text that can be edited."""
    return _Writer(paper).write()


class _Writer:
    """Writes one paper into one document."""

    def __init__(self, paper: Paper) -> None:
        self._paper = paper
        self._document = docx.Document()
        self._across = False
        self._mirrored = paper.right_to_left

    def write(self) -> Document:
        self._drop_template_leftovers()
        self._set_styles()
        first = self._document.sections[0]
        self._lay(first, across=False)
        self._frame(first)
        self._paragraph(self._paper.title, "Title")
        if self._paper.subtitle:
            self._paragraph(self._paper.subtitle, "Subtitle")
        if self._paper.cover:
            self._facts(Facts(self._paper.cover))
        for section in self._paper.sections:
            self._section(section)
        return self._document

    def _drop_template_leftovers(self) -> None:
        """The preview picture of the template is none of this paper's."""
        package = self._document.part.package
        for key, relation in list(package.rels.items()):
            if relation.reltype.endswith("/thumbnail"):
                del package.rels[key]

    def _set_styles(self) -> None:
        styles: Any = self._document.styles
        for name, (size, bold) in _STYLES.items():
            _set_font(styles[name], size, bold=bold)
        for name in ("Header", "Footer"):
            # The template's own tab stops would catch the texts of wide pages.
            properties = styles[name].element.get_or_add_pPr()
            for tabs in properties.findall(qn("w:tabs")):
                properties.remove(tabs)
        for border in styles["Table Grid"].element.iter():
            if border.get(qn("w:color")) is not None:
                border.set(qn("w:color"), _LINE)
        normal = styles["Normal"].paragraph_format
        normal.space_after, normal.space_before = Pt(4), Pt(0)
        styles["Heading 1"].paragraph_format.space_before = Pt(14)
        language = mark(
            styles["Normal"].element.get_or_add_rPr(), "w:lang", val=self._paper.language
        )
        if self._mirrored:
            language.set(qn("w:bidi"), self._paper.language)

    def _lay(self, section: WordSection, *, across: bool) -> None:
        section.orientation = WD_ORIENT.LANDSCAPE if across else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = (_LONG, _SHORT) if across else (_SHORT, _LONG)
        section.left_margin = section.right_margin = _MARGIN
        section.top_margin = section.bottom_margin = _MARGIN
        self._across = across

    @property
    def _width(self) -> int:
        return (_LONG if self._across else _SHORT) - 2 * _MARGIN

    def _frame(self, section: WordSection) -> None:
        """Header and footer of a section, with page fields that Word keeps."""
        paper = self._paper
        for part in (section.header, section.footer):
            part.is_linked_to_previous = False
        head = section.header.paragraphs[0]
        marking = " · ".join(text for text in (paper.marking, paper.watermark) if text)
        form = f"{paper.form} {paper.version} · {paper.reference}"
        self._tabbed(head, (paper.office, form, marking))
        foot = section.footer.paragraphs[0]
        word = paper.words.get("record", "record")
        record = f"{word} {paper.record_hash[:16]}" if paper.record_hash else ""
        self._tabbed(foot, (paper.generated, record, ""))
        pattern = paper.words.get("page", "page {page} of {pages}")
        for piece, field in _page_fields(pattern):
            if field:
                mark_field = mark(foot._p, "w:fldSimple", instr=field)  # noqa: SLF001 - no public way
                run = mark(mark_field, "w:r")
                mark(run, "w:t").text = "1"
            else:
                foot.add_run(word_text(piece))

    def _tabbed(self, paragraph: Any, texts: tuple[str, str, str]) -> None:
        stops = paragraph.paragraph_format.tab_stops
        stops.add_tab_stop(self._width // 2, WD_TAB_ALIGNMENT.CENTER)
        stops.add_tab_stop(self._width, WD_TAB_ALIGNMENT.RIGHT)
        for place, text in enumerate(texts):
            if place:
                paragraph.add_run("\t")
            write(paragraph, text, mirrored=self._mirrored and not place)

    def _section(self, section: Section) -> None:
        across = any(isinstance(block, Table) and block.landscape for block in section.blocks)
        turned = across != self._across
        if turned:
            fresh = self._document.add_section(WD_SECTION.NEW_PAGE)
            self._lay(fresh, across=across)
            self._frame(fresh)
        if section.title:
            title = f"{section.number}  {section.title}" if section.number else section.title
            heading = self._paragraph(title, "Heading 1")
            heading.paragraph_format.page_break_before = section.new_page and not turned
        if section.as_at:
            self._paragraph(section.as_at)
        for block in section.blocks:
            self._block(block)

    def _block(self, block: Block) -> None:
        match block:
            case Facts():
                self._facts(block)
            case Table():
                self._table(block)
            case Text():
                self._text(block)
            case Points():
                self._points(block)
            case Bars():
                self._heading(block.title)
                rows = tuple((label, value) for label, value, _share in block.rows)
                self._facts(Facts(rows))
            case Signatures():
                self._signatures(block)
            case Picture():
                self._picture(block, Mm(120))
            case Pictures():
                self._heading(block.title)
                for one in block.rows:
                    self._picture(one, Mm(60))

    def _picture(self, block: Picture, widest: int) -> None:
        if block.data:
            self._document.add_picture(io.BytesIO(block.data), width=min(self._width, widest))
        else:
            self._paragraph(block.unreadable)
        if block.caption:
            self._paragraph(block.caption, "Caption")

    def _paragraph(self, text: str, style: str = "Normal") -> Any:
        paragraph = self._document.add_paragraph(style=style)
        write(paragraph, text, mirrored=self._mirrored)
        return paragraph

    def _heading(self, title: str) -> None:
        if title:
            self._paragraph(title, "Heading 2")

    def _text(self, block: Text) -> None:
        self._heading(block.title)
        for line in block.text.split("\n"):
            paragraph = self._paragraph(line)
            if block.tone in ("attention", "bad"):
                for run in paragraph.runs:
                    run.font.color.rgb = _ALERT

    def _facts(self, block: Facts) -> None:
        self._heading(block.title)
        label = round(self._width * _LABEL_SHARE)
        table = self._grid(len(block.rows), (label, self._width - label))
        for row, (name, value) in zip(table.rows, block.rows, strict=True):
            left, right = row.cells
            write(left.paragraphs[0], name, mirrored=self._mirrored)
            write(right.paragraphs[0], value, mirrored=self._mirrored)
        self._after_table()

    def _points(self, block: Points) -> None:
        """Number, label, and what is answered with its boxes, as a table of three columns."""
        self._heading(f"{block.number}  {block.title}" if block.number else block.title)
        number, label = round(self._width * 0.08), round(self._width * 0.32)
        table = self._grid(len(block.rows), (number, label, self._width - number - label))
        for row, point in zip(table.rows, block.rows, strict=True):
            texts = [point.text] if point.text else []
            texts += [
                f"{TICKED_BOX if one.ticked else EMPTY_BOX} {one.text}" for one in point.boxes
            ]
            for cell, text in zip(
                row.cells, (point.number, point.label, "\n".join(texts)), strict=True
            ):
                write(cell.paragraphs[0], text, mirrored=self._mirrored)
        self._after_table()

    def _table(self, block: Table) -> None:
        self._heading(block.title)
        rows = [*block.rows, *block.totals]
        if not rows:
            self._paragraph(block.empty)
            return
        whole = sum(column.width for column in block.columns)
        widths = tuple(round(self._width * column.width / whole) for column in block.columns)
        table = self._grid(len(rows) + 1, widths)
        titles = tuple(column.title for column in block.columns)
        for place, (row, texts) in enumerate(zip(table.rows, [titles, *rows], strict=True)):
            bold = place == 0 or place > len(block.rows)
            properties = row._tr.get_or_add_trPr()  # noqa: SLF001 - no public way to repeat a head
            mark(properties, "w:cantSplit")
            if place == 0:
                mark(properties, "w:tblHeader")
            for cell, text, column in zip(row.cells, texts, block.columns, strict=False):
                paragraph = cell.paragraphs[0]
                write(paragraph, text, mirrored=self._mirrored, bold=bold)
                if column.align == "right":
                    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        self._after_table()

    def _signatures(self, block: Signatures) -> None:
        table = self._grid(len(block.blocks), (self._width // 2, self._width // 2))
        for row, (post, name) in zip(table.rows, block.blocks, strict=True):
            left, right = row.cells
            write(left.paragraphs[0], post, mirrored=self._mirrored, bold=True)
            write(left.add_paragraph(), name, mirrored=self._mirrored)
            right.paragraphs[0].paragraph_format.space_before = Pt(40)
        self._after_table()

    def _grid(self, rows: int, widths: tuple[int, ...]) -> WordTable:
        table: WordTable = self._document.add_table(rows, len(widths), style="Table Grid")
        table.autofit = False
        if self._mirrored:
            properties = table._tbl.tblPr  # noqa: SLF001 - no public way to mirror columns
            properties.insert(1, mark(properties, "w:bidiVisual"))  # its place behind the style
        for column, width in zip(table.columns, widths, strict=True):
            column.width = width
        for row in table.rows:
            for cell, width in zip(row.cells, widths, strict=True):
                cell.width = width
        return table

    def _after_table(self) -> None:
        """Word joins tables that touch; a small paragraph keeps them apart."""
        spacing = self._document.add_paragraph().paragraph_format
        spacing.space_after, spacing.line_spacing = Pt(0), Pt(6)


def _set_font(style: ParagraphStyle, size: float, *, bold: bool) -> None:
    """One font, size and weight for all scripts; Word keeps those of Arabic and Hebrew apart."""
    style.font.name = _FONT
    style.font.color.rgb = _INK
    style.font.size = Pt(size)
    style.font.bold = style.font.cs_bold = bold
    style.font.italic = False
    properties = style.element.get_or_add_rPr()
    for tag in ("w:spacing", "w:szCs"):
        for found in properties.findall(qn(tag)):
            properties.remove(found)
    properties.sz.addnext(mark(properties, "w:szCs", val=str(round(2 * size))))
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        properties.rFonts.attrib.pop(qn(f"w:{theme}"), None)
    for script in ("cs", "eastAsia"):
        properties.rFonts.set(qn(f"w:{script}"), _FONT)


def _page_fields(pattern: str) -> list[tuple[str, str]]:
    """The words of "page x of y" with Word's own fields in their places."""
    found: list[tuple[str, str]] = []
    for piece in (
        pattern.replace("{pages}", "\0NUMPAGES\0").replace("{page}", "\0PAGE\0").split("\0")
    ):
        if piece in ("PAGE", "NUMPAGES"):
            found.append(("", piece))
        elif piece:
            found.append((piece, ""))
    return found
