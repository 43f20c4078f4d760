"""What a paper says, before anything is drawn: pure data that a renderer sets and tests compare."""

from __future__ import annotations

from dataclasses import dataclass, field

from asset_recovery.domain.ownership_chart import Chart


@dataclass(frozen=True, slots=True)
class Column:
    """A column: heading, relative width, and alignment (left, right)."""

    title: str
    width: float = 1.0
    align: str = "left"


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of plain texts; `totals` are printed below a line; `empty` is said if there is none.

    `headings` are the places (from 0) of rows whose first text stands over the whole width, above
    the rows that belong to it; `marked` are the places of rows that must not be overlooked.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    totals: tuple[tuple[str, ...], ...] = ()
    empty: str = ""
    title: str = ""
    landscape: bool = False
    headings: tuple[int, ...] = ()
    marked: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """Label and value, one below the other."""

    rows: tuple[tuple[str, str], ...]
    title: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph; `tone` is plain, attention, bad, small, note or code."""

    text: str
    tone: str = "plain"
    title: str = ""


@dataclass(frozen=True, slots=True)
class Bars:
    """A horizontal bar chart: label, figure as text beside the bar, length in permille."""

    rows: tuple[tuple[str, str, int], ...]
    title: str = ""


@dataclass(frozen=True, slots=True)
class Signatures:
    """Blocks to sign: post, and name where known."""

    blocks: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture by its bytes (PNG or JPEG) and a caption; `unreadable` stands for a broken one."""

    data: bytes
    caption: str = ""
    unreadable: str = "This picture cannot be read."


@dataclass(frozen=True, slots=True)
class Pictures:
    """A sheet of small pictures, three beside each other, with their captions below them."""

    rows: tuple[Picture, ...]
    title: str = ""


@dataclass(frozen=True, slots=True)
class Diagram:
    """Boxes with lines between them: a chart of control, with its title."""

    chart: Chart
    title: str = ""


@dataclass(frozen=True, slots=True)
class Box:
    """A box of a tick list with what stands beside it."""

    ticked: bool
    text: str


@dataclass(frozen=True, slots=True)
class Point:
    """A point of an official form: its number and label, below or beside it text and boxes.

    `long` texts stand below the label over the whole width; many boxes stand in two columns.
    """

    number: str
    label: str
    text: str = ""
    boxes: tuple[Box, ...] = ()
    long: bool = False


@dataclass(frozen=True, slots=True)
class Points:
    """Numbered points, one below the other, with a line between them; `number` goes before the
    title, on its own side of it in every direction of writing."""

    rows: tuple[Point, ...]
    title: str = ""
    number: str = ""


Block = Table | Facts | Text | Bars | Signatures | Picture | Pictures | Diagram | Points


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered section, its heading, its as-at line; lies across where a table asks for it.

    `together` keeps it on one page if one page can hold it; `banded` draws its heading as a band
    across the page, as official certificates have it.
    """

    number: str
    title: str
    blocks: tuple[Block, ...]
    as_at: str = ""
    new_page: bool = False
    together: bool = False
    banded: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A whole paper. `marking` prints on every page; `record_hash` is the hash of what it was made
    from (hex), `head` the journal head; `watermark` prints across each page of a draft; `contents`
    asks for a cover and a list of contents; `words` are the printer's own words in the language of
    the paper (see `page_words.WORDS`), English where one is absent."""

    form: str
    version: str
    title: str
    subtitle: str
    reference: str
    office: str
    marking: str
    language: str
    generated: str
    user: str
    record_hash: str
    head: str
    qr: str
    cover: tuple[tuple[str, str], ...] = ()
    sections: tuple[Section, ...] = ()
    watermark: str = ""
    contents: bool = True
    copy: str = ""
    right_to_left: bool = False
    properties: dict[str, str] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
