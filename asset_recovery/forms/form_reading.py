"""From the text of a form file to a `Form`: reusable blocks laid in, an extended form below."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from asset_recovery.domain.code_lists import code_list
from asset_recovery.domain.expression import Node, parse
from asset_recovery.forms.form_model import (
    Choice,
    FieldColumn,
    Form,
    FormField,
    FormHeading,
    FormRule,
    FormSection,
)
from asset_recovery.paths import resources

BLOCKS_FILE = "blocks.toml"


def forms_folder() -> Path:
    """Where the delivered forms lie."""
    return resources() / "forms"


def form_of(data: Mapping[str, Any], checksum: str, base: Form | None = None) -> Form:
    """The form that the data of a file describe, upon the form that it extends.

    `checksum` is the SHA-256 of the file; that of the form covers what it extends too.

    Raises KeyError, TypeError, ValueError or ValidationFailed where the data are no form.
    """
    own = Form(
        id=data["form"],
        version=str(data["version"]),
        title=data["title"],
        kind=data["kind"],
        valid_from=day_of(data["valid_from"]),
        valid_to=day_of(data["valid_to"]) if "valid_to" in data else None,
        sections=tuple(FormSection(row["code"], row["title"]) for row in _rows(data, "sections")),
        fields=tuple(_field(row) for row in _rows(data, "fields")),
        headings=tuple(_heading(row) for row in _rows(data, "headings")),
        checksum=_joint(checksum, base),
        direction=data.get("direction", "out"),
        extends=data.get("extends", ""),
        legal_basis=tuple(data.get("legal_basis", ())),
        watermark=data.get("watermark", ""),
        side_by_side=data.get("side_by_side", False),
        offered_when=_condition(data, "offered_when"),
        offered_else=data.get("offered_else", ""),
        needs_parent=data.get("needs_parent", False),
        parent_direction=data.get("parent_direction", ""),
        parent_forms=tuple(data.get("parent_forms", ())),
        rules=tuple(_rule(row) for row in _rows(data, "rules")),
        words={str(name): dict(texts) for name, texts in data.get("words", {}).items()},
        pins=((data["form"], str(data["version"]), checksum), *(base.pins if base else ())),
    )
    return own if base is None else _upon(own, base)


def _joint(checksum: str, base: Form | None) -> str:
    if base is None:
        return checksum
    return hashlib.sha256(f"{checksum} {base.checksum}".encode()).hexdigest()


def _rows(data: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    """A part of the file; only a form that extends another one may leave it out."""
    if name in data or "extends" in data or name == "rules":
        rows: list[Mapping[str, Any]] = data.get(name, [])
        return rows
    raise KeyError(name)


def _upon(own: Form, base: Form) -> Form:
    """The form with everything of the form that it extends; what has the same key replaces."""
    return replace(
        own,
        sections=_laid(base.sections, own.sections, "code"),
        fields=_laid(base.fields, own.fields, "key"),
        rules=_laid(base.rules, own.rules, "id"),
        headings=own.headings or base.headings,
        legal_basis=own.legal_basis or base.legal_basis,
        words={
            name: {**base.words.get(name, {}), **own.words.get(name, {})}
            for name in {**base.words, **own.words}
        },
    )


def _laid(below: tuple[Any, ...], above: tuple[Any, ...], name: str) -> tuple[Any, ...]:
    found = {getattr(one, name): one for one in below}
    return tuple({**found, **{getattr(one, name): one for one in above}}.values())


def day_of(value: object) -> date:
    """A day of the file; ValueError for anything else."""
    if not isinstance(value, date):
        raise ValueError(f"{value!r} is not a date")
    return value


def _condition(row: Mapping[str, Any], name: str) -> Node | None:
    text = row.get(name)
    return parse(text, name) if text else None


def _heading(row: Mapping[str, Any]) -> FormHeading:
    return FormHeading(
        row["number"],
        row["title"],
        tuple(row["fields"]),
        tuple(row.get("only", ())),
        tuple(row.get("annexed", ())),
    )


def _rule(row: Mapping[str, Any]) -> FormRule:
    return FormRule(
        id=row["id"],
        article=row.get("article", ""),
        mark=row["mark"],
        level=row["level"],
        field=row["field"],
        text=row["text"],
        mend=row["mend"],
        when=_condition(row, "when"),
        holds=_condition(row, "holds"),
        check=row.get("check", ""),
    )


def _field(row: Mapping[str, Any]) -> FormField:
    block = row.get("columns_of", "")
    return FormField(
        key=row["key"],
        label=row["label"],
        section=row["section"],
        number=row["number"],
        type=row["type"],
        req=row["req"],
        source=row["source"],
        mark=row["mark"],
        required_when=_condition(row, "required_when"),
        printed_when=_condition(row, "printed_when"),
        instruments=tuple(row.get("instruments", ())),
        softened=row.get("softened", ""),
        affirmation=row.get("affirmation", False),
        choices=_choices(row),
        columns=(
            *(block_columns(block) if block else ()),
            *_columns(row.get("columns", ())),
        ),
        block=block,
        layout=row.get("layout", ""),
        in_words=row.get("in_words", False),
        restricted=row.get("restricted", False),
        text=row["text"] if row["type"] == "clause" else "",
        also=tuple(row.get("also", ())),
        help=row.get("help", ""),
        recorded_by=row.get("recorded_by", ""),
    )


def _choices(row: Mapping[str, Any]) -> tuple[Choice, ...]:
    """The codes that stand in the file, or those of the code list that it names."""
    if "choices_of" in row:
        known = code_list(row["choices_of"]).codes.values()
        return tuple(Choice(one.code, one.label) for one in known)
    return tuple(
        Choice(item["code"], item["label"], tuple(item.get("also", ())))
        for item in row.get("choices", ())
    )


def _columns(rows: Iterable[Mapping[str, Any]]) -> tuple[FieldColumn, ...]:
    return tuple(
        FieldColumn(
            item["key"],
            item["label"],
            item.get("needed", False),
            item.get("type", "text"),
            _choices(item),
        )
        for item in rows
    )


def block_columns(code: str) -> tuple[FieldColumn, ...]:
    """The columns of a reusable block (`B-NP`); KeyError for one that there is not."""
    return blocks()[code]


def blocks() -> Mapping[str, tuple[FieldColumn, ...]]:
    """The columns of every reusable block by its code."""
    path = forms_folder() / BLOCKS_FILE
    return _blocks(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=2)
def _blocks(path: Path, _changed: int) -> Mapping[str, tuple[FieldColumn, ...]]:
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    return {row["code"]: _columns(row["columns"]) for row in data["blocks"]}
