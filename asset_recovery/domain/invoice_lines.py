"""The lines of an invoice as they are given: read, multiplied, added up, all faults at once."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from asset_recovery.domain.actions.arguments import Arg, read
from asset_recovery.domain.errors import Reason, ValidationFailed
from asset_recovery.domain.money import Money
from asset_recovery.i18n import _

LINE: Mapping[str, Arg] = {
    "asset": Arg("asset", record="asset"),
    "case": Arg("case", record="case"),
    "assets": Arg("rows"),
    "key": Arg("choice", choices="invoice_keys"),
    "quantity": Arg("decimal"),
    "unit": Arg("choice", choices="billing_units"),
    "rate": Arg("anything", limit=200),
    "amount": Arg("money"),
    "vat": Arg("money"),
    "category": Arg("choice", choices="cost_categories"),
    "from": Arg("date"),
    "to": Arg("date"),
    "description": Arg("text"),
    "borne_by": Arg("choice", choices="cost_payers"),
    "recoverable": Arg("bool"),
    "basis": Arg("text"),
    "extraordinary": Arg("bool"),
}
TERMS = ("borne_by", "recoverable", "basis", "extraordinary")
SHARED: Mapping[str, Arg] = {"asset": Arg("asset", record="asset"), "weight": Arg("decimal")}


@dataclass(frozen=True, slots=True, kw_only=True)
class BillLine:
    """One line of the bill, its amounts known: `amount` without tax, `vat` beside it.

    It is for one asset, for a case as a whole, or for several assets by a key (`shared`, with the
    weights that were given). `rate` is per `unit` in the currency of the invoice.
    """

    place: int
    asset: str | None = None
    case: str | None = None
    shared: tuple[tuple[str, Decimal | None], ...] = ()
    key: str | None = None
    quantity: Decimal | None = None
    unit: str | None = None
    rate: Decimal | None = None
    amount: Money
    vat: Money
    category: str
    first: date
    last: date
    description: str | None = None
    terms: Mapping[str, object] = field(default_factory=dict)


def bill_lines(
    rows: Sequence[Mapping[str, Any]],
    amount: Money,
    period: tuple[date, date],
    vat: Money | None = None,
) -> tuple[BillLine, ...]:
    """The lines of an invoice over `amount` with tax, for `period` where a line names none.

    Lines × rate must be their amount, and lines with tax the invoice's, to the minor unit;
    otherwise `ValidationFailed` says each difference. A tax that is given as a whole goes on the
    lines by their amounts; one shared line without an amount takes what the others leave.
    """
    reader = _Reader(amount.currency, period)
    lines = [reader.read(place, row) for place, row in enumerate(rows, start=1)]
    if reader.faults:
        raise ValidationFailed(reader.faults)
    taxed = _tax(lines, vat, amount.currency)
    lines = _rest(lines, amount, taxed)
    if not any(one.get("vat") for one in lines) and vat is not None:
        lines = _spread(lines, vat)
    made = tuple(_made(one) for one in lines)
    whole = Money.total((line.amount + line.vat for line in made), amount.currency)
    if whole != amount:
        off = whole - amount
        text = _(
            "The lines with their tax come to {lines}, the invoice to {invoice}: {difference} "
            "{more}."
        ).format(
            lines=whole.display(),
            invoice=amount.display(),
            difference=abs(off).display(),
            more=_("too little") if off.is_negative else _("too much"),
        )
        raise ValidationFailed(Reason("shares_do_not_sum", text, field="lines"))
    return made


class _Reader:
    """Reads rows one by one and gathers what is wrong with each."""

    def __init__(self, currency: str, period: tuple[date, date]) -> None:
        self.currency, self.period = currency, period
        self.faults: list[Reason] = []

    def read(self, place: int, row: Mapping[str, Any]) -> dict[str, Any]:
        """The values of a row; faults are kept with its place."""
        found: dict[str, Any] = {"place": place}
        for name, value in row.items():
            if value in (None, ""):
                continue
            try:
                typed = _typed(value) if name == "assets" and isinstance(value, str) else value
                found[name] = read(typed, f"lines.{name}", LINE[name])
            except ValidationFailed as refusal:
                self.faults += [
                    Reason(one.code, one.text, one.clear_with, f"lines.{name}", place)
                    for one in refusal.reasons
                ]
        if "category" not in found and "category" not in {
            (one.field or "").removeprefix("lines.") for one in self.faults if one.row == place
        }:
            self.fault(place, "field_missing", _("The line has no category."), "category")
        self._subject(found)
        self._period(found)
        self._rate(found)
        self._money(found)
        return found

    def fault(self, place: int, code: str, text: str, name: str) -> None:
        """Keep a fault of a line."""
        told = _("Line {place}: {text}").format(place=place, text=text)
        self.faults.append(Reason(code, told, field=f"lines.{name}", row=place))

    def _subject(self, found: dict[str, Any]) -> None:
        place = found["place"]
        named = [name for name in ("asset", "case", "assets") if found.get(name)]
        if not named:
            text = _("It names no asset and no case.")
            self.fault(place, "field_missing", text, "asset")
        if len(named) > 1:
            text = _("It is for an asset, for a case, or shared over assets: give one of them.")
            self.fault(place, "field_invalid", text, named[1])
        if found.get("assets") and not found.get("key"):
            text = _("Say by which key it is shared over the assets.")
            self.fault(place, "field_missing", text, "key")
        if found.get("key") and not found.get("assets"):
            text = _("A key shares a line over several assets: name them.")
            self.fault(place, "field_missing", text, "assets")
        self._shared(found)

    def _shared(self, found: dict[str, Any]) -> None:
        place, shared = found["place"], []
        for row in found.get("assets", ()):
            try:
                if set(row) - set(SHARED):
                    raise ValidationFailed(
                        Reason("field_invalid", _("A share takes an asset and a weight."))
                    )
                weight = row.get("weight")
                shared.append((
                    str(read(row.get("asset"), "lines.assets", SHARED["asset"])),
                    None if weight in (None, "")
                    else read(weight, "lines.weight", SHARED["weight"]),
                ))  # fmt: skip
            except ValidationFailed as refusal:
                for one in refusal.reasons:
                    self.fault(place, one.code, one.text, "assets")
        names = [name for name, _weight in shared]
        for twice in {name for name in names if names.count(name) > 1}:
            text = _("{asset} is named twice.").format(asset=twice)
            self.fault(place, "field_invalid", text, "assets")
        if found.get("key") == "given" and any(weight is None for _n, weight in shared):
            text = _("A weight is missing: the key asks for one at each asset.")
            self.fault(place, "field_missing", text, "assets")
        if found.get("key") not in (None, "given") and any(w is not None for _n, w in shared):
            text = _("Weights are given only with the key “given weights”.")
            self.fault(place, "field_invalid", text, "assets")
        found["shared"] = tuple(shared)

    def _period(self, found: dict[str, Any]) -> None:
        first = found.setdefault("from", self.period[0])
        last = found.setdefault("to", self.period[1])
        if last < first:
            text = _("Its period ends before it begins.")
            self.fault(found["place"], "date_order", text, "to")
        elif first < self.period[0] or last > self.period[1]:
            text = _("Its period lies outside that of the invoice.")
            self.fault(found["place"], "date_order", text, "from")

    def _rate(self, found: dict[str, Any]) -> None:
        """Money of the invoice's currency, or a number per unit with more decimals."""
        given = found.pop("rate", None)
        if given is None:
            return
        try:
            if isinstance(given, dict):
                money = read(given, "lines.rate", Arg("money"))
                assert isinstance(money, Money)
                self._same(found, money, "rate")
                found["rate"] = money.decimal
            else:
                found["rate"] = read(given, "lines.rate", Arg("decimal"))
        except ValidationFailed as refusal:
            for one in refusal.reasons:
                self.fault(found["place"], one.code, one.text, "rate")
            return
        if "quantity" not in found:
            self.fault(
                found["place"], "field_missing", _("A rate asks for a quantity."), "quantity"
            )

    def _same(self, found: dict[str, Any], money: Money, name: str) -> None:
        if money.currency != self.currency:
            text = _("It is in {currency}, the invoice in {invoice}.").format(
                currency=money.currency, invoice=self.currency
            )
            self.fault(found["place"], "currency_mismatch", text, name)

    def _money(self, found: dict[str, Any]) -> None:
        place = found["place"]
        for name in ("amount", "vat"):
            if name in found:
                self._same(found, found[name], name)
        if "rate" in found and "quantity" in found:
            product = Money.from_decimal(found["rate"] * found["quantity"], self.currency)
            known = found.setdefault("amount", product)
            if known.currency == self.currency and known != product:
                text = _("{quantity} × {rate} is {product}, not {amount}: {difference} apart.")
                text = text.format(
                    quantity=f"{found['quantity']:f}",
                    rate=f"{found['rate']:f}",
                    product=product.display(),
                    amount=known.display(),
                    difference=abs(known - product).display(),
                )
                self.fault(place, "field_invalid", text, "amount")
        elif "amount" not in found and not found.get("assets"):
            text = _("It has no amount, and no quantity with a rate.")
            self.fault(place, "field_missing", text, "amount")


def _typed(text: str) -> list[dict[str, str]]:
    """Assets as they are typed in a cell: "A; B", or with weights "A: 3; B: 1"."""
    found = []
    for one in re.split(r"[;\n]", text):
        name, _colon, weight = (part.strip() for part in one.rpartition(":"))
        if not one.strip():
            continue
        found.append({"asset": name, "weight": weight} if name else {"asset": weight})
    return found


def _tax(lines: list[dict[str, Any]], vat: Money | None, currency: str) -> Money:
    """The tax of the whole invoice: as given, as the lines have it; both must agree."""
    known = Money.total((line["vat"] for line in lines if "vat" in line), currency)
    if vat is None:
        return known
    if vat.currency != currency:
        text = _("The tax is in {currency}, the invoice in {invoice}.").format(
            currency=vat.currency, invoice=currency
        )
        raise ValidationFailed(Reason("currency_mismatch", text, field="vat"))
    if any("vat" in line for line in lines) and known != vat:
        text = _("The tax of the lines comes to {lines}, that of the invoice to {invoice}.").format(
            lines=known.display(), invoice=vat.display()
        )
        raise ValidationFailed(Reason("shares_do_not_sum", text, field="vat"))
    return vat


def _rest(lines: list[dict[str, Any]], amount: Money, vat: Money) -> list[dict[str, Any]]:
    """The one shared line without an amount takes what the others leave."""
    without = [line for line in lines if "amount" not in line]
    if not without:
        return lines
    if len(without) > 1:
        text = _("Only one line may take what the others leave; give the others an amount.")
        place = without[1]["place"]
        raise ValidationFailed(Reason("field_missing", text, None, "lines.amount", place))
    known = Money.total((line["amount"] for line in lines if "amount" in line), amount.currency)
    rest = amount - vat - known
    if rest.is_negative or rest.is_zero:
        text = _("The other lines leave {rest} to be shared.").format(rest=rest.display())
        place = without[0]["place"]
        raise ValidationFailed(Reason("shares_do_not_sum", text, None, "lines.amount", place))
    without[0]["amount"] = rest
    return lines


def _spread(lines: list[dict[str, Any]], vat: Money) -> list[dict[str, Any]]:
    """A tax given as a whole goes on the lines by their amounts, by largest remainder."""
    whole = sum(line["amount"].minor for line in lines)
    if whole == 0:
        return lines
    cut = [divmod(vat.minor * line["amount"].minor, whole) for line in lines]
    left = vat.minor - sum(part for part, _rest in cut)
    order = sorted(range(len(lines)), key=lambda at: (-cut[at][1], at))
    more = set(order[:left])
    return [
        {**line, "vat": Money(cut[at][0] + (1 if at in more else 0), vat.currency)}
        for at, line in enumerate(lines)
    ]


def _made(found: dict[str, Any]) -> BillLine:
    amount: Money = found["amount"]
    return BillLine(
        place=found["place"],
        asset=found.get("asset"),
        case=found.get("case"),
        shared=found["shared"],
        key=found.get("key"),
        quantity=found.get("quantity"),
        unit=found.get("unit"),
        rate=found.get("rate"),
        amount=amount,
        vat=found.get("vat", Money.zero(amount.currency)),
        category=found["category"],
        first=found["from"],
        last=found["to"],
        description=found.get("description"),
        terms={name: found[name] for name in TERMS if name in found},
    )
