"""Lots: several assets offered together, one price shared over them by a stated key.

An amount given once for assets of one lot is that of the lot; amounts given row by row stay. The
shares add up to the amount exactly: the largest remainder gets the last minor units.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any, Generic, TypeVar

from asset_recovery.domain.actions.base import AssetAction
from asset_recovery.domain.actions.sale_actions import (
    RecordBid,
    RecordPayment,
    RecordSale,
    StartSale,
)
from asset_recovery.domain.errors import Reason, ValidationFailed
from asset_recovery.domain.money import Money
from asset_recovery.i18n import _
from asset_recovery.lifecycle.current_value import counting_valuation
from asset_recovery.lifecycle.figures.splitting import split
from asset_recovery.lifecycle.position import Position
from asset_recovery.persistence.queries.sale_query import open_in_lot
from asset_recovery.services.work import Work

Command = TypeVar("Command", bound=AssetAction)
Priced = TypeVar("Priced", bound=RecordBid | RecordSale)
Asset = Mapping[str, Any]


@dataclass(slots=True)
class Shared(Generic[Command]):
    """The command with each asset's own amount, and what is kept of the lot for each."""

    command: Command
    by_asset: dict[str, dict[str, object]] = field(default_factory=dict)


def refuse_mixed_reserves(command: StartSale) -> None:
    """The reserves of one lot are in one currency: its price is compared with their sum."""
    commands = command.by_asset().values()
    by_lot: dict[str, set[str]] = {}
    for own in commands:
        if own.lot is not None:
            by_lot.setdefault(own.lot, set()).add(own.reserve.currency)
    for lot, currencies in by_lot.items():
        if len(currencies) > 1:
            text = _("The reserves of the lot {lot} are in different currencies.")
            raise ValidationFailed(
                Reason("currency_mismatch", text.format(lot=lot), field="reserve")
            )


def reserves(work: Work, assets: Sequence[Asset], command: StartSale) -> Shared[StartSale]:
    """A reserve given once for a lot, shared by the valuations of its assets."""
    if command.lot is None or len(assets) == 1 or _by_row(command, "reserve", "lot"):
        return Shared(command)
    positions = _positions(work, assets)
    weights = _by_value(work, assets, positions, command.reserve.currency, command.on)
    if weights is None:
        return Shared(command)  # the guards say which asset has no valuation that counts
    whole = command.reserve
    parts = split(whole, weights=weights)
    lot: dict[str, object] = {"lot_reserve": whole.as_json(), "lot_key": "value"}
    return Shared(_in_rows(command, "reserve", parts), {n: dict(lot) for n in command.named()})


def amounts(work: Work, assets: Sequence[Asset], command: Priced) -> Shared[Priced]:
    """A bid or a price given once for a lot, shared over its assets."""
    name = "amount" if isinstance(command, RecordBid) else "price"
    positions = _positions(work, assets)
    if len(assets) == 1 or _by_row(command, name) or _lot_of(positions) is None:
        return Shared(command)
    whole: Money = getattr(command, name)
    asked = command.share_by if isinstance(command, RecordSale) else None
    key, weights = _weights(work, assets, positions, whole.currency, command.on, asked)
    lot: dict[str, object] = {"lot_price": whole.as_json(), "lot_key": key}
    by_asset = {reference: dict(lot) for reference in command.named()}
    own = _in_rows(command, name, split(whole, weights=weights))
    for part in ("hammer", "commission", "vat", "deposit"):
        amount = getattr(command, part, None)
        if amount is not None:
            own = _in_rows(own, part, split(amount, weights=weights))
    rows = _that_add_up(own) if isinstance(own, RecordSale) else own.rows
    return Shared(replace(own, rows=rows), by_asset)


def _that_add_up(command: RecordSale) -> tuple[dict[str, object], ...]:
    """Each asset's price is the sum of its parts, so that every row adds up as the lot does."""
    if command.hammer is None or (command.commission is None and command.vat is None):
        return command.rows
    rows = []
    for row in command.rows:
        parts = [Money.from_json(row[name]) for name in ("hammer", "commission", "vat")
                 if name in row]  # fmt: skip
        whole = Money.total(parts, parts[0].currency)
        rows.append({**row, "price": whole.as_json()})
    return tuple(rows)


def payments(work: Work, assets: Sequence[Asset], command: RecordPayment) -> Shared[RecordPayment]:
    """A payment given once for a lot, by what of its price each asset still lacks."""
    positions = _positions(work, assets)
    if len(assets) == 1 or _by_row(command, "amount") or _lot_of(positions) is None:
        return Shared(command)
    owed = [_unpaid(position) for position in positions]
    if not any(owed):
        return Shared(command)
    parts = split(command.amount, weights=owed)
    return Shared(_in_rows(command, "amount", parts))


def price_of(work: Work, reference: str) -> Money | None:
    """The price at which an asset is sold now, or None."""
    asset = work.find("asset", reference, "asset")
    sale = work.stories.position(int(asset["id"])).sale
    return None if sale is None else sale.price


def warn_of_the_rest(work: Work, command: RecordSale) -> None:
    """A lot has one buyer: selling a part of it leaves the others without their lot."""
    named = set(command.named())
    for asset in work.assets(command):
        sale = work.stories.position(int(asset["id"])).sale
        if sale is None or sale.lot is None:
            continue
        others = open_in_lot(work.unit.connection, int(asset["case_id"]), sale.lot)
        missing = [one for one in others if one not in named]
        if missing:
            text = _("The lot {lot} also holds {assets}: a lot has one buyer.")
            work.warn(
                Reason("guard_failed", text.format(lot=sale.lot, assets=", ".join(missing)),
                       None, "assets")
            )  # fmt: skip
            return


def _unpaid(position: Position) -> Decimal:
    sale = position.sale
    if sale is None or sale.price is None:
        return Decimal(0)
    paid = sale.paid.minor if sale.paid is not None else 0
    return Decimal(max(sale.price.minor - paid, 0))


def _positions(work: Work, assets: Sequence[Asset]) -> list[Position]:
    return [work.stories.position(int(asset["id"])) for asset in assets]


def _lot_of(positions: Sequence[Position]) -> str | None:
    """The lot that all of them are offered in, or None."""
    found = {one.sale.lot if one.sale is not None else None for one in positions}
    return found.pop() if len(found) == 1 else None


def _by_row(command: AssetAction, *names: str) -> bool:
    return any(name in row for row in command.rows for name in names)


def _in_rows(command: Command, name: str, parts: Sequence[Money]) -> Command:
    """The command with an amount of its own for each asset."""
    known = {str(row["asset"]): row for row in command.rows}
    rows = tuple(
        {"asset": reference, **known.get(reference, {}), name: part.as_json()}
        for reference, part in zip(command.named(), parts, strict=True)
    )
    return replace(command, asset=None, assets=(), rows=rows)


def _weights(  # noqa: PLR0913, PLR0917 - the lot, its day, its currency and the key asked for
    work: Work,
    assets: Sequence[Asset],
    positions: Sequence[Position],
    currency: str,
    on: Any,  # noqa: ANN401 - a day
    asked: str | None,
) -> tuple[str, list[Decimal]]:
    """The key and the weight of each asset: by reserve, else by valuation."""
    if asked != "value":
        own = [one.sale.reserve if one.sale is not None else None for one in positions]
        known = [one for one in own if one is not None]
        if len(known) == len(own) and len({one.currency for one in known}) == 1:
            weights = [Decimal(one.minor) for one in known]
            if any(weights):
                return "reserve", weights
    if asked != "reserve":
        by_value = _by_value(work, assets, positions, currency, on)
        if by_value is not None and any(by_value):
            return "value", by_value
    text = _("The price of the lot cannot be shared: neither reserves nor valuations are complete.")
    raise ValidationFailed(Reason("shares_do_not_sum", text, "record_valuation", "share_by"))


def _by_value(
    work: Work,
    assets: Sequence[Asset],
    positions: Sequence[Position],
    currency: str,
    on: Any,  # noqa: ANN401 - a day
) -> list[Decimal] | None:
    """The valuation of each asset that carries a sale, in one currency; None: one has none."""
    rules = work.stories.rules_of(int(assets[0]["case_id"])).at(on)
    found = []
    for position in positions:
        newest = counting_valuation(position, rules, on)
        value = None if newest is None else work.convert(newest.value, currency, on)
        if value is None:
            return None
        found.append(Decimal(value.minor))
    return found
