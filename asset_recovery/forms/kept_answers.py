"""Answers of a form as JSON and back: what a draft said when it was kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from asset_recovery.domain.money import Money
from asset_recovery.forms.answers import Answer

Kept = dict[str, Any]
_READERS: Mapping[str, Callable[[Any], object]] = {
    "date": date.fromisoformat,
    "moment": datetime.fromisoformat,
    "decimal": Decimal,
    "money": lambda said: Money(int(said["minor"]), str(said["currency"])),
}


def answer_as_data(answer: Answer) -> Kept:
    """An answer with its provenance: `value`, `origin`, `source`, and what the records say."""
    data: Kept = {"value": written(answer.value), "origin": answer.origin, "source": answer.source}
    if answer.recorded is not None:
        data["recorded"] = written(answer.recorded)
        data["recorded_source"] = answer.recorded_source
    if answer.consent:
        data["consent"] = answer.consent
    return data


def answer_of_data(data: Mapping[str, Any]) -> Answer:
    """The answer that was kept."""
    return Answer(
        value=read(data["value"]),
        origin=str(data["origin"]),
        source=str(data["source"]),
        recorded=read(data.get("recorded")),
        recorded_source=str(data.get("recorded_source", "")),
        consent=str(data.get("consent", "")),
    )


def records_say(data: Mapping[str, Any]) -> object:
    """What the records said of the field, as kept; None where only a person answered it."""
    return data.get("recorded") if data["origin"] == "typed" else data["value"]


def written(value: object) -> object:
    """A value of a field as JSON; its type comes back with `read`."""
    match value:
        case None | bool() | int() | str():
            return value
        case datetime():
            return {"$moment": value.isoformat()}
        case date():
            return {"$date": value.isoformat()}
        case Decimal():
            return {"$decimal": format(value, "f")}
        case Money():
            return {"$money": {"minor": str(value.minor), "currency": value.currency}}
        case Mapping():
            return {str(key): written(item) for key, item in value.items()}
        case tuple() | list():
            return [written(item) for item in value]
    return str(value)


def read(value: object) -> object:
    """The value that was written; lists come back as tuples."""
    if isinstance(value, list):
        return tuple(read(item) for item in value)
    if not isinstance(value, Mapping):
        return value
    if len(value) == 1:
        name, said = next(iter(value.items()))
        reader = _READERS.get(name.removeprefix("$")) if name.startswith("$") else None
        if reader is not None:
            return reader(said)
    return {str(key): read(item) for key, item in value.items()}
