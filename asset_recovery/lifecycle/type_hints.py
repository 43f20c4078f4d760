"""What the rules of a type advise for an asset as it stands (asset-types.md 3.11, 3.13).

Hints are never a guard: they say what to think of, with the figures that made them speak.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from asset_recovery.domain.asset_types import AssetType
from asset_recovery.domain.money import Money
from asset_recovery.domain.type_rules import HintRule, hint_rules, threshold_of
from asset_recovery.i18n import _
from asset_recovery.lifecycle.position import Position

Convert = Callable[[Money, str, date], Money | None]
_DAYS_A_MONTH = Decimal("30.4375")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What the planning sheet says of an asset, as far as it is filled in."""

    value: Money | None = None
    liens: Money | None = None
    monthly_cost: Money | None = None
    horizon_months: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hint:
    """One piece of advice with its reason; `mark` is V, K or D, and K is still to be checked."""

    code: str
    text: str
    because: str
    mark: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """An asset as hints look at it, on a day; `convert` is None-able where no rate is known."""

    kind: AssetType
    position: Position
    sheet: Sheet
    value: Money | None
    on: date
    base_currency: str
    convert: Convert


def hints(asked: Asked) -> tuple[Hint, ...]:
    """Everything that the rules advise, in the order of their file."""
    position = asked.position
    if position.void or position.replaced_by or position.legal in ("closed", "declined"):
        return ()
    found = []
    for code, rule in hint_rules().items():
        because = "; ".join(_ADVICE[code](asked, rule)) if code in _ADVICE else ""
        if because:
            found.append(
                Hint(
                    code=code,
                    text=_(rule.text),
                    because=because,
                    mark=_mark(asked, rule),
                    source=rule.source,
                )
            )
    return tuple(found)


def _mark(asked: Asked, rule: HintRule) -> str:
    """Advice is no better than the threshold on which it rests."""
    threshold = threshold_of(asked.kind)
    return threshold.mark if rule.code == "equity" and threshold is not None else rule.mark


def _sell(asked: Asked, rule: HintRule) -> Iterator[str]:
    position, sheet, kind = asked.position, asked.sheet, asked.kind
    final = position.legal in ("confiscated_final", "title_vested_in_state", "release_ordered")
    if position.flags or position.evidence_held or final or position.sale is not None:
        return
    if kind.perishability in rule.perishability:
        yield _("it perishes or loses its price within weeks or months")
    months = sheet.horizon_months
    if months is None:
        return
    if kind.depreciation in rule.depreciation and rule.months and months > rule.months:
        yield _("it depreciates fast and a decision is {months} months away").format(
            months=f"{months:f}"
        )
    share = _cost_share(asked, months)
    if rule.cost_share is not None and share is not None and share >= rule.cost_share:
        yield _("keeping it costs {share} of its value until the decision").format(
            share=_percent(share)
        )


def _cost_share(asked: Asked, months: Decimal | int) -> Decimal | None:
    """The cost of keeping over some months as a share of the value."""
    cost, value = asked.sheet.monthly_cost, asked.value
    if cost is None or value is None or value.minor <= 0:
        return None
    if cost.currency != value.currency:
        return None
    return Decimal(cost.minor) * months / Decimal(value.minor)


def _leave(asked: Asked, rule: HintRule) -> Iterator[str]:
    if asked.position.possession is not None or rule.months is None:
        return
    share = _cost_share(asked, rule.months)
    if share is not None and share > 1:
        yield _("{months} months of custody cost more than it is worth").format(months=rule.months)


def _equity(asked: Asked, _rule: HintRule) -> Iterator[str]:
    threshold = threshold_of(asked.kind)
    value = asked.value
    if threshold is None or value is None:
        return
    liens = [one.amount for one in asked.position.liens.values()]
    if not liens and asked.sheet.liens is not None:
        liens = [asked.sheet.liens]
    if any(lien.currency != value.currency for lien in liens):
        return
    equity = value - Money.total(liens, value.currency)
    if threshold.share is not None and equity.minor < threshold.share * value.minor:
        yield _("equity {equity} is below {share} of the value").format(
            equity=equity.display(), share=_percent(threshold.share)
        )
    if threshold.amount is not None:
        least = asked.convert(threshold.amount, value.currency, asked.on)
        if least is not None and equity < least:
            yield _("equity {equity} is below {least}").format(
                equity=equity.display(), least=threshold.amount.display()
            )


def _place(asked: Asked, rule: HintRule) -> Iterator[str]:
    since = asked.position.measure_since
    if since is None or rule.months is None or not rule.concerns(asked.kind):
        return
    if (asked.on - since).days > rule.months * _DAYS_A_MONTH:
        yield _("it has been held since {date}").format(date=since)


def _low(asked: Asked, rule: HintRule) -> Iterator[str]:
    value = asked.value
    if value is None or rule.amount is None or not rule.concerns(asked.kind):
        return
    worth = asked.convert(value, asked.base_currency, asked.on)
    limit = Money.from_decimal(rule.amount, asked.base_currency)
    if worth is not None and worth < limit:
        yield _("it is worth less than {limit}").format(limit=limit.display())


def _plan(asked: Asked, rule: HintRule) -> Iterator[str]:
    position = asked.position
    if position.plan_started_on is not None or position.possession is not None:
        return
    if rule.concerns(asked.kind):
        yield _("no planning sheet is started")
    elif _are_many(position, rule):
        yield _("{quantity} pieces, and no planning sheet is started").format(
            quantity=f"{position.quantity:f}"
        )


def _are_many(position: Position, rule: HintRule) -> bool:
    counted = position.unit in ("each", "head", "lots")
    return rule.quantity is not None and counted and position.quantity >= rule.quantity


def _percent(share: Decimal) -> str:
    return f"{(share * 100).quantize(Decimal('0.1')):f} %"


_ADVICE: dict[str, Callable[[Asked, HintRule], Iterator[str]]] = {
    "sell_early": _sell,
    "leave_with_possessor": _leave,
    "equity": _equity,
    "place_money": _place,
    "low_value": _low,
    "plan_first": _plan,
}
KNOWN_HINTS = frozenset(_ADVICE)
