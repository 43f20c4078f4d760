"""What an import says of a value: in words, never in the signs of a programme."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

from asset_recovery.exchange.import_plan import FieldChange
from asset_recovery.i18n import _


def in_words(value: object) -> str:
    """A value of an action: money with its currency, a party by its name, lists with commas."""
    if value is None or value in ("", [], (), {}):
        return _("nothing")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, Mapping):
        return _mapping(value)
    if isinstance(value, list | tuple):
        return ", ".join(in_words(one) for one in value)
    return str(value)


def _mapping(value: Mapping[str, object]) -> str:
    names = set(value)
    if names == {"amount", "currency"}:
        return f"{_grouped(str(value['amount']))} {value['currency']}"
    if names == {"kind", "value"}:
        return f"{value['kind']} {value['value']}"
    if "name" in names and names <= {"name", "kind", "country"}:
        return str(value["name"])
    said = (
        f"{name.replace('_', ' ')} {in_words(one)}"
        for name, one in value.items()
        if one is not None
    )
    return "; ".join(said)


def _grouped(amount: str) -> str:
    try:
        return f"{Decimal(amount):,}"
    except InvalidOperation:
        return amount


def worded_change(change: FieldChange) -> str:
    """One difference: the field, what it was, what it is to be."""
    label = change.field.replace("_", " ")
    if change.action == "record_valuation" and change.field != "value":
        label = _("{field} of the valuation").format(field=label)
    return f"{label}: {in_words(change.before)} → {in_words(change.after)}"
