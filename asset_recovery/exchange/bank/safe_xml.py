"""XML of a stranger, read without its power: no document type, no entity, no depth, no size.

Expat itself, because a parser that merely can be told not to fetch things still expands them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.parsers import expat

from asset_recovery.exchange.tabular import checked_file, too_large, unreadable

MAX_BYTES = 60 * 1024 * 1024
MAX_DEPTH = 60
MAX_TEXT = 20_000
_CHUNK = 256 * 1024


@dataclass(slots=True)
class Node:
    """An element without its namespace."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    text: str = ""
    children: list[Node] = field(default_factory=list)
    line: int = 0

    def all(self, *path: str) -> Iterator[Node]:
        """The elements at the end of a path, in their order."""
        if not path:
            yield self
            return
        for child in self.children:
            if child.tag == path[0]:
                yield from child.all(*path[1:])

    def first(self, *path: str) -> Node | None:
        """The first element at the end of a path, or None."""
        return next(self.all(*path), None)

    def said(self, *path: str) -> str:
        """The text at the end of a path; empty where there is none."""
        found = self.first(*path)
        return "" if found is None else found.text.strip()


class _Builder:
    """Builds the subtrees of one kind and hands each over when it is whole."""

    def __init__(self, name: str, wanted: str, take: Callable[[Node], None]) -> None:
        self._name, self._wanted, self._take = name, wanted, take
        self._open: list[Node] = []
        self._depth = 0
        self.path: list[str] = []
        self.namespace = ""
        self.parser = expat.ParserCreate(namespace_separator="}")
        self.parser.buffer_text = True
        self.parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        self.parser.StartDoctypeDeclHandler = self._refuse
        self.parser.EntityDeclHandler = self._refuse
        self.parser.ExternalEntityRefHandler = self._refuse
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text

    def _refuse(self, *_told: object) -> int:
        raise unreadable(
            f"{self._name} carries a document type or entities of its own. A bank's statement has"
            " none; the file is not read. Ask the bank for it again."
        )

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        space, _mark, tag = name.rpartition("}")
        self.namespace = self.namespace or space
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise too_large(f"{self._name} is nested deeper than a statement can be.")
        if len(self.path) < 3:
            self.path.append(tag)
        if self._open or tag == self._wanted:
            node = Node(tag, dict(attributes), line=self.parser.CurrentLineNumber)
            if self._open:
                self._open[-1].children.append(node)
            self._open.append(node)

    def _end(self, _name: str) -> None:
        self._depth -= 1
        if self._open:
            node = self._open.pop()
            if not self._open:
                self._take(node)

    def _text(self, text: str) -> None:
        if self._open:
            node = self._open[-1]
            if len(node.text) + len(text) > MAX_TEXT:
                raise too_large(f"{self._name} holds a text of over {MAX_TEXT:,} characters.")
            node.text += text


def read_elements(path: Path, wanted: str) -> tuple[list[Node], tuple[str, ...], str]:
    """Every element of one name with what is in it; the first three names; the namespace.

    Raises `ValidationFailed`: `file_unreadable` with line and column, `too_large`.
    """
    checked_file(path)
    if path.stat().st_size > MAX_BYTES:
        raise too_large(
            f"{path.name} has {path.stat().st_size // 1024 // 1024} MB; a statement of at most"
            f" {MAX_BYTES // 1024 // 1024} MB can be read. Ask for it in parts."
        )
    found: list[Node] = []
    builder = _Builder(path.name, wanted, found.append)
    try:
        with path.open("rb") as stream:
            while chunk := stream.read(_CHUNK):
                builder.parser.Parse(chunk, False)  # noqa: FBT003 - expat's own signature
        builder.parser.Parse(b"", True)  # noqa: FBT003
    except expat.ExpatError as error:
        what = expat.ErrorString(error.code)
        raise unreadable(
            f"{path.name} is not whole XML: {what}, line {error.lineno}, column"
            f" {error.offset + 1}. Ask the bank for it again."
        ) from error
    return found, tuple(builder.path), builder.namespace
