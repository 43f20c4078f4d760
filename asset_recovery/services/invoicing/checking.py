"""The lines of an invoice against custody, contracts and earlier invoices, as they stand now."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from asset_recovery.domain.errors import AppError, Reason
from asset_recovery.domain.money import Money
from asset_recovery.i18n import _
from asset_recovery.lifecycle.custody_stretches import Stretch, stretches
from asset_recovery.lifecycle.invoice_checks import (
    Billed,
    Checked,
    Finding,
    Line,
    Terms,
    check,
    is_keeping,
)
from asset_recovery.lifecycle.story import moments
from asset_recovery.persistence import tables as t
from asset_recovery.persistence.canonical import canonical
from asset_recovery.persistence.queries.invoice_query import (
    assets_of_contract,
    billed_before,
    contract_ends,
    contracts_with,
    line_rows,
)
from asset_recovery.services.invoicing.supplier import Supplier, key_of
from asset_recovery.services.work import Work


@dataclass(slots=True)
class _Contract:
    """A contract of the supplier and the assets (keys) that it is about."""

    terms: Terms
    assets: set[int]


@dataclass(slots=True)
class Checker:
    """Checks lines of one supplier's invoice; what is read for an asset is read once."""

    work: Work
    supplier: Supplier
    currency: str
    own: int
    _custody: dict[int, tuple[Stretch, ...]] = field(default_factory=dict)
    _contracts: list[_Contract] | None = None

    def check(self, row: Mapping[str, Any]) -> Checked:
        """A line by its row."""
        asset_id = row["asset_id"]
        asset = None if asset_id is None else self.work.stories.asset(int(asset_id))
        line = _line(row, None if asset is None else str(asset["reference"]))
        if asset is None:
            return check(line, (), supplier_keeps=())
        custody = self.custody(asset)
        found = check(
            line,
            custody,
            supplier_keeps=[self._keeps(one) for one in custody],
            contracts=[
                Terms(
                    one.terms.reference, one.terms.kind, one.terms.since, one.terms.until,
                    one.terms.fee, int(asset["id"]) in one.assets,
                )
                for one in self.contracts()
            ],
            earlier=self._earlier(row),
        )  # fmt: skip
        if asset["replaced_by_id"] is None or not is_keeping(line.category):
            return found
        substitute = self.work.stories.asset(int(asset["replaced_by_id"]))
        text = _("It was sold: the cost is booked on {substitute}").format(
            substitute=substitute["reference"]
        )
        more = (*found.findings, Finding("substitute", text))
        return Checked(found.expected_days, found.billed_days, found.difference, more)

    def custody(self, asset: Mapping[str, Any]) -> tuple[Stretch, ...]:
        """The stretches of an asset's custody."""
        key = int(asset["id"])
        if key not in self._custody:
            self._custody[key] = stretches(moments(self.work.stories.events(asset)))
        return self._custody[key]

    def _keeps(self, stretch: Stretch) -> bool:
        """Whether the supplier is named as who keeps the thing, or where."""
        named = [key_of(one) for one in (stretch.keeper, stretch.place) if one]
        own = self.supplier.key
        if self.supplier.reference and self.supplier.reference in (stretch.keeper, stretch.place):
            return True
        return any(own in one or (len(one) > 3 and one in own) for one in named)

    def contracts(self) -> list[_Contract]:
        """The contracts with the supplier."""
        if self._contracts is None:
            self._contracts = list(self._read_contracts())
        return self._contracts

    def _read_contracts(self) -> Iterator[_Contract]:
        connection = self.work.unit.connection
        rows = contracts_with(connection, self.supplier.reference, self.supplier.name)
        ends: dict[str, str] = {}
        if rows:
            for end in contract_ends(connection):
                ends[str(json.loads(end["data"]).get("contract"))] = str(end["on_date"])
        for row in rows:
            given = json.loads(row["data"])
            last = [day for day in (given.get("to"), ends.get(str(row["reference"]))) if day]
            terms = Terms(
                reference=str(row["reference"]),
                kind=str(given.get("kind", "")),
                since=date.fromisoformat(given["from"]),
                until=date.fromisoformat(min(last)) if last else None,
                fee=_fee(given.get("fee"), self.currency),
                names_asset=False,
            )
            yield _Contract(terms, assets_of_contract(connection, int(row["id"])))

    def _earlier(self, row: Mapping[str, Any]) -> list[Billed]:
        found = billed_before(
            self.work.unit.connection,
            asset=int(row["asset_id"]),
            category=str(row["category"]),
            supplier=self.supplier.key,
            first=str(row["from_date"]),
            last=str(row["to_date"]),
            own=self.own,
        )
        return [
            Billed(
                str(one["reference"]),
                date.fromisoformat(one["from_date"]),
                date.fromisoformat(one["to_date"]),
            )
            for one in found
        ]


def _fee(given: object, currency: str) -> Decimal | None:
    """A fee per unit in the currency of the invoice; a share or words cannot be compared."""
    if not isinstance(given, dict) or given.get("currency") != currency:
        return None
    try:
        return Money.from_json(given).decimal
    except AppError:
        return None


def _line(row: Mapping[str, Any], asset: str | None) -> Line:
    return Line(
        asset=asset,
        category=str(row["category"]),
        first=date.fromisoformat(row["from_date"]),
        last=date.fromisoformat(row["to_date"]),
        amount=Money(row["amount_minor"], row["amount_currency"]),
        quantity=None if row["quantity"] is None else Decimal(row["quantity"]),
        unit=row["unit"],
        rate=None if row["rate"] is None else Decimal(row["rate"]),
        by_days=row["share_key"] == "days",
    )


def check_invoice(work: Work, invoice: Mapping[str, Any], *, states: Sequence[str]) -> int:
    """Check the lines in these states, keep what was found, and warn of each wrong line.

    How many lines of the whole invoice are wrong comes back.
    """
    reference = ""
    if invoice["supplier_id"] is not None:
        reference = str(work.unit.get(t.party, int(invoice["supplier_id"]))["reference"])
    supplier = Supplier(
        str(invoice["supplier"]), str(invoice["supplier_key"]), invoice["supplier_id"], reference
    )
    currency = str(invoice["amount_currency"])
    checker = Checker(work, supplier, currency, int(invoice["id"]))
    off, wrong = Money.zero(currency), 0
    for row in line_rows(work.unit.connection, int(invoice["id"])):
        if row["state"] not in states:
            if any(one["wrong"] for one in json.loads(row["findings"])):
                off += Money(row["difference_minor"] or 0, currency)
                wrong += 1
            continue
        found = checker.check(row)
        if found.is_wrong:
            off += found.difference
            wrong += 1
        _warn(work, row, found)
        work.unit.update(
            t.invoice_line,
            row,
            expected_days=found.expected_days,
            billed_days=found.billed_days,
            difference_minor=found.difference.minor,
            difference_currency=currency,
            findings=kept(found.findings),
        )
    now = work.unit.get(t.invoice, int(invoice["id"]))
    work.unit.update(
        t.invoice, now, difference_minor=off.minor, difference_currency=currency, wrong=wrong
    )
    return wrong


def kept(findings: Sequence[Finding]) -> str:
    """What was found, as the line keeps it."""
    return canonical(
        [
            {
                "code": one.code,
                "text": one.text,
                "amount": None if one.amount is None else one.amount.as_json(),
                "wrong": one.is_wrong,
            }
            for one in findings
        ]
    )


def _warn(work: Work, row: Mapping[str, Any], found: Checked) -> None:
    named = "" if row["asset_id"] is None else work.stories.asset(int(row["asset_id"]))["reference"]
    for one in found.findings:
        if not one.is_wrong and one.code != "substitute":
            continue
        text = _("Line {place}, {asset}: {text}").format(
            place=row["place"], asset=named or _("case"), text=one.text
        )
        if one.amount is not None and not one.amount.is_zero:
            text += f" ({one.amount.display()})"
        work.warn(Reason("bill_differs", text, None, "lines", int(row["place"])))
