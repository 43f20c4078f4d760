"""What a receipt says of cash by denomination, accounts, virtual assets and papers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation

from asset_recovery.domain.asset_types import asset_types
from asset_recovery.domain.case_file import AssetFacts
from asset_recovery.reports.dossier_desk import Desk
from asset_recovery.reports.paper import Block, Facts

_DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TOLD = frozenset({"money", "virtual_assets", "claims"})


def particulars_of(desk: Desk, references: Sequence[str]) -> list[Block]:
    """Blocks for each asset named whose kind has particulars; none where there are none."""
    found: list[Block] = []
    for asset in desk.file.assets:
        if asset.reference in references:
            found += _cash(desk, asset)
            found += _details(desk, asset)
    return found


def _cash(desk: Desk, asset: AssetFacts) -> list[Block]:
    """Each denomination with its count and subtotal, the total in figures and digit by digit."""
    _ = desk.say
    given = asset.details_given.get("denominations")
    rows, total = [], Decimal(0)
    for one in given if isinstance(given, list) else []:
        face, count = _number(one, "face_value"), _number(one, "count")
        if face is None or count is None:
            continue
        total += face * count
        rows.append(
            (_plain(face), _plain(count), _plain(face * count), str(one.get("series") or ""),
             str(one.get("unfit_or_suspect") or ""))
        )  # fmt: skip
    if not rows:
        return []
    currency = str(asset.details_given.get("currency") or "")
    if not currency and asset.value is not None:
        currency = asset.value.currency
    columns = (
        ("face", _("Denomination"), 1.3, "right"), ("count", _("Count"), 1, "right"),
        ("sum", _("Subtotal"), 1.4, "right"), ("series", _("Series"), 1.6),
        ("suspect", _("Unfit or suspected counterfeit"), 2.4),
    )  # fmt: skip
    table = desk.table("seizure", columns, rows, title=f"{asset.reference}: {asset.description}")
    counted = Facts((
        (_("Total in figures"), f"{_plain(total)} {currency}".strip()),
        (_("Total digit by digit"), in_digits(total, desk)),
        (_("Counted by; machine; bag; deposited on"), "." * 80),
    ))  # fmt: skip
    return [table, counted]


def in_digits(amount: Decimal, desk: Desk) -> str:
    """An amount said digit by digit, in which no grammar of any language can go wrong."""
    say = desk.say
    words = [say("point") if one == "." else say(_DIGITS[int(one)]) for one in _plain(amount)]
    return " – ".join(words)


def _details(desk: Desk, asset: AssetFacts) -> list[Block]:
    kind = asset_types().get(asset.type_code)
    if kind is None or kind.group not in _TOLD:
        return []
    rows = [
        (one.label, one.text)
        for one in asset.details
        if one.key not in ("denominations", "private_key", "seed")
    ]
    rows += [(desk.label(name), value) for name, value in asset.identifiers]
    return [Facts(tuple(rows), f"{asset.reference}: {asset.description}")] if rows else []


def _number(row: object, name: str) -> Decimal | None:
    value = row.get(name) if isinstance(row, Mapping) else None
    try:
        return None if value is None else Decimal(str(value))
    except InvalidOperation:
        return None


def _plain(value: Decimal) -> str:
    return f"{value:f}"
