"""What is typed into a calculator, as the figure takes it: pure, without a window.

A list has a line for each member; a row of a list has its fields in their order between
semicolons, an empty one is left out. A yes or no is written as yes or no.
"""

from __future__ import annotations

from collections.abc import Mapping

from asset_recovery.domain.figure_shapes import FigureInput, FigureShape

_YES = {"yes": True, "no": False}
BETWEEN = ";"


def given_of(figure: FigureShape, typed: Mapping[str, str]) -> dict[str, object]:
    """The inputs of a figure from texts; what is empty is left out, so that defaults hold."""
    found: dict[str, object] = {}
    for one in figure.inputs:
        text = typed.get(one.name, "").strip()
        if text:
            found[one.name] = read(one, text)
    return found


def read(one: FigureInput, text: str) -> object:
    """One input from its text."""
    if one.many:
        return [_member(one, line.strip()) for line in text.splitlines() if line.strip()]
    return _member(one, text)


def _member(one: FigureInput, text: str) -> object:
    if not one.fields:
        return _plain(one.kind, text)
    parts = [part.strip() for part in text.split(BETWEEN)]
    if len(parts) == 1 and one.kind == "amount_or_object":
        return parts[0]
    row: dict[str, object] = {
        given.name: _plain(given.kind, part)
        for given, part in zip(one.fields, parts, strict=False)
        if part
    }
    if len(parts) > len(one.fields):
        row[f"part {len(one.fields) + 1}"] = BETWEEN.join(parts[len(one.fields) :])
    return row


def _plain(kind: str, text: str) -> object:
    if kind in ("yes_no", "amount_or_yes_no") and text.casefold() in _YES:
        return _YES[text.casefold()]
    if kind == "whole" and text.lstrip("-").isdecimal() and text.isascii():
        return int(text)
    return text


def hint_of(one: FigureInput) -> str:
    """What belongs into the field, in few words."""
    if one.fields:
        return f" {BETWEEN} ".join(field.name.replace("_", " ") for field in one.fields)
    return {
        "amount": "1250.00",
        "decimal": "0.02",
        "date": "2026-03-01",
        "date_or_time": "2026-03-01",
        "currency": "EUR",
        "whole": "12",
        "quantity": "12.5",
        "yes_no": "yes / no",
    }.get(one.kind, "")
