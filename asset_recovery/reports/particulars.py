"""What a receipt says of cash by denomination, accounts, virtual assets and papers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation

from asset_recovery.domain.asset_types import asset_types
from asset_recovery.domain.case_file import AssetFacts
from asset_recovery.domain.errors import ValidationFailed
from asset_recovery.domain.money import Money
from asset_recovery.reports.amount_words import amount_in_words
from asset_recovery.reports.dossier_desk import Desk
from asset_recovery.reports.paper import Block, Facts

_DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TOLD = frozenset({"money", "virtual_assets", "claims"})
_CASH, _VIRTUAL = "MON-CASH", "virtual_assets"
_DOTS = "." * 70
_TOLD_ABOVE = frozenset((
    "denominations", "private_key", "seed", "counters", "bag_and_seal_numbers", "deposit_bank",
    "slip_number", "chain", "price_source", "holders_by_role", "sealed_envelope",
))  # fmt: skip


def particulars_of(desk: Desk, references: Sequence[str]) -> list[Block]:
    """Blocks for each asset named whose kind has particulars; none where there are none.

    What is not on file has a line to be filled by hand when the thing is counted or moved.
    """
    found: list[Block] = []
    for asset in desk.file.assets:
        kind = asset_types().get(asset.type_code)
        if asset.reference not in references or kind is None:
            continue
        if asset.type_code == _CASH:
            found += _cash(desk, asset)
        if kind.group == _VIRTUAL:
            found.append(_virtual(desk, asset))
        found += _details(desk, asset)
    return found


def _cash(desk: Desk, asset: AssetFacts) -> list[Block]:
    """Each denomination with its count and subtotal, the total in figures and words, the count."""
    _ = desk.say
    given = asset.details_given
    title = f"{asset.reference}: {asset.description}"
    listed = given.get("denominations")
    rows, total = _counted(listed if isinstance(listed, list) else [])
    currency = str(given.get("currency") or (asset.value.currency if asset.value else ""))
    columns = (
        ("face", _("Denomination"), 1.3, "right"), ("count", _("Count"), 1, "right"),
        ("sum", _("Subtotal"), 1.4, "right"), ("series", _("Series"), 1.6),
        ("suspect", _("Unfit or suspected counterfeit"), 2.4),
    )  # fmt: skip
    suspect = "; ".join(f"{row[0]}: {row[4]}" for row in rows if row[4])
    bank = ", ".join(str(given[one]) for one in ("deposit_bank", "slip_number") if given.get(one))
    counters = [*_texts(given.get("counters")), _DOTS, _DOTS][:2]
    sheet = Facts(
        (
            *_totals(desk, asset, total if rows else None, currency),
            (_("Counted by, first person"), desk.prose(counters[0])),
            (_("Counted by, second person"), desk.prose(counters[1])),
            (_("Counting machine"), _DOTS),
            (_("Bags and seals"), ", ".join(_texts(given.get("bag_and_seal_numbers"))) or _DOTS),
            (_("Suspected counterfeit"), suspect or _DOTS),
            (_("Deposited to the account; on"), bank or _DOTS),
        ),
        "" if rows else title,
    )
    return [desk.table("seizure", columns, rows, title=title), sheet] if rows else [sheet]


def _counted(listed: Sequence[object]) -> tuple[list[tuple[str, ...]], Decimal]:
    """The rows of the count that have a face value and a number, and what they come to."""
    rows: list[tuple[str, ...]] = []
    total = Decimal(0)
    for one in listed:
        face, count = _number(one, "face_value"), _number(one, "count")
        if not isinstance(one, Mapping) or face is None or count is None:
            continue
        total += face * count
        rows.append(
            (_plain(face), _plain(count), _plain(face * count), str(one.get("series") or ""),
             str(one.get("unfit_or_suspect") or ""))
        )  # fmt: skip
    return rows, total


def _totals(
    desk: Desk, asset: AssetFacts, total: Decimal | None, currency: str
) -> list[tuple[str, str]]:
    """The total in figures, in words where the language writes numbers out, and digit by digit."""
    _ = desk.say
    if total is None and asset.value is None:
        return [(_("Denominations and counts"), _DOTS), (_("Total in figures"), _DOTS)]
    rows = [] if total is not None else [(_("Denominations and counts"), _DOTS)]
    if total is None and asset.value is not None:
        total = Decimal(asset.value.amount)
    assert total is not None
    rows.append((_("Total in figures"), f"{_plain(total)} {currency}".strip()))
    try:
        words = amount_in_words(Money.from_decimal(total, currency), desk.language)
    except ValidationFailed:  # a currency that is on no list, or more decimals than it has
        words = ""
    if words:
        rows.append((_("In words"), words))
    return [*rows, (_("Total digit by digit"), in_digits(total, desk))]


def _virtual(desk: Desk, asset: AssetFacts) -> Facts:
    """What a receipt of a virtual asset tells: from where to where it went, and who holds it."""
    _ = desk.say
    given = asset.details_given
    moves = given.get("transfers")
    move = moves[-1] if isinstance(moves, list) and moves else {}
    last = move if isinstance(move, Mapping) else {}
    marks = [value for kind, value in asset.identifiers if kind not in ("txid", "caip2")]
    known = dict(asset.identifiers)
    holders = [*_texts(given.get("holders_by_role")), _DOTS, _DOTS][:2]
    value = asset.value.display() if asset.value else ""
    rows = (
        (_("Asset; amount"), f"{asset.type_label}; {desk.quantity(asset.quantity, asset.unit)}"),
        (_("Network"), str(given.get("chain") or known.get("caip2") or "")),
        (_("From the address"), _address(given, "source") or ", ".join(marks)),
        (_("To the address"), _address(given, "destination")),
        (_("Transaction"), str(last.get("txid") or known.get("txid") or "")),
        (_("Block; time"), "; ".join(str(last[one]) for one in ("block", "at") if last.get(one))),
        (_("Value; source of the price"), "; ".join(
            filter(None, (value, str(given.get("price_source") or ""))))),
        (_("Holder of the key, first person"), desk.prose(holders[0])),
        (_("Holder of the key, second person"), desk.prose(holders[1])),
        (_("Seal of the device or envelope"), str(given.get("sealed_envelope") or "")),
    )  # fmt: skip
    title = f"{asset.reference}: {asset.description}"
    return Facts(tuple((name, text or _DOTS) for name, text in rows), title)


def _address(given: Mapping[str, object], role: str) -> str:
    """The addresses on file in this role."""
    listed = given.get("addresses")
    found = [one for one in listed if isinstance(one, Mapping)] if isinstance(listed, list) else []
    return ", ".join(
        str(one.get("address")) for one in found if role in str(one.get("role")).casefold()
    )


def _texts(value: object) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list | tuple) else []


def in_digits(amount: Decimal, desk: Desk) -> str:
    """An amount said digit by digit, in which no grammar of any language can go wrong."""
    say = desk.say
    words = [say("point") if one == "." else say(_DIGITS[int(one)]) for one in _plain(amount)]
    return " – ".join(words)


def _details(desk: Desk, asset: AssetFacts) -> list[Block]:
    kind = asset_types().get(asset.type_code)
    if kind is None or kind.group not in _TOLD:
        return []
    rows = [(one.label, one.text) for one in asset.details if one.key not in _TOLD_ABOVE]
    if kind.group != _VIRTUAL:
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
