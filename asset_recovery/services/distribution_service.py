"""Distribution for who looks at it: a preview of the waterfall, what waits, payment lists."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from asset_recovery.domain.distribution_facts import (
    PreviewLine,
    WaitingAllocation,
    WaterfallPreview,
)
from asset_recovery.domain.errors import NotPermitted, Reason, RuleViolation, invalid
from asset_recovery.domain.money import Money
from asset_recovery.i18n import _
from asset_recovery.lifecycle.permissions import PAYMENT_READERS, Actor
from asset_recovery.lifecycle.position import Position
from asset_recovery.persistence.access_sql import Access
from asset_recovery.persistence.queries.distribution_query import waiting_distributions
from asset_recovery.persistence.queries.victim_query import payments_of_case
from asset_recovery.services.case_parts.case_desk import AssetCase, CaseDesk, open_desk
from asset_recovery.services.looking import Look, OpenOffice, Sight, look_at
from asset_recovery.services.victim_payments import VictimPayment, payment_lines
from asset_recovery.services.waterfalls import net_of

ENDINGS = (".csv", ".xlsx", ".xml")
FULL = (
    "victim", "name", "list", "class", "loss_admitted", "received_elsewhere", "amount", "currency",
    "iban", "paid_on", "payment_reference",
)  # fmt: skip
PUBLISHED = ("victim", "class", "loss_admitted", "received_elsewhere", "amount", "currency",
             "paid_on")  # fmt: skip


@dataclass(frozen=True, slots=True)
class DistributionService:
    """Reads what is shared out, of whatever case, for who may see it."""

    office: OpenOffice

    def preview(self, reference: str, actor: Actor, *, purpose: str = "") -> WaterfallPreview:
        """The waterfall of an asset as the books stand, before anything is determined.

        Without proceeds the price of its sale stands for them, else its value.
        """
        look = Look(screen="distribution preview", purpose=purpose)
        with look_at(self.office, actor, "asset", reference, look) as sight:
            desk = open_desk(sight.reading, sight.own_case, with_journal=False, about=reference)
            asset = desk.by_reference[reference]
            if asset.position.replaced_by in desk.by_reference:
                asset = desk.by_reference[str(asset.position.replaced_by)]
            return _preview(desk, asset)

    def waiting(self, actor: Actor) -> list[WaitingAllocation]:
        """Nets, allocations and payments of all cases that wait for somebody."""
        access = Access.of(actor, self.office.today())
        with self.office.reading.connect() as connection:
            rows = waiting_distributions(connection, access)
        return [_waiting(row) for row in rows]

    def write_payments(  # noqa: PLR0913 - what is written, for whom, and where
        self,
        allocation: str,
        actor: Actor,
        path: Path,
        *,
        published: bool = False,
        account: str = "",
        purpose: str = "",
    ) -> int:
        """The payment list of an allocation as .csv, .xlsx or .xml (pain.001); how many lines.

        The copy for publication names nobody. Names and accounts are for who pays: others get
        `role_needed`. As pain.001 only what is approved, not paid and has an account is ordered.
        """
        ending = path.suffix.lower()
        if ending not in ENDINGS:
            known = ", ".join(ENDINGS)
            raise invalid("out", _("A payment list is written as {known}.").format(known=known))
        if not published and not actor.has(*PAYMENT_READERS):
            text = _("Names and accounts are for who pays. Take the copy for publication.")
            raise NotPermitted(Reason("role_needed", text))
        look = Look(screen="payment list", purpose=purpose)
        with look_at(self.office, actor, "event", allocation, look) as sight:
            lines = _lines(sight, allocation)
            if ending == ".xml":
                return _as_order(sight, lines, path, account, published)
            rows = _published(sight, lines) if published else (_full(one) for one in lines)
            return _written(path, PUBLISHED if published else FULL, rows)


def _preview(desk: CaseDesk, asset: AssetCase) -> WaterfallPreview:
    position, source = asset.position, "proceeds"
    if position.proceeds is None:
        source, gross = _instead(desk, asset, position)
        position.gross = gross
    proceeds = position.proceeds
    if proceeds is None:
        return WaterfallPreview(
            asset=asset.reference, currency=desk.currency, gross="0", gross_of="nothing"
        )
    kept = net_of(position, desk.rules, desk.reading.rates, proceeds.currency, (), desk.day)
    lines: Any = kept["lines"]
    gross_json: Any = kept["gross"]
    return WaterfallPreview(
        asset=asset.reference,
        currency=proceeds.currency,
        gross=str(gross_json["amount"]),
        gross_of=source,
        lines=tuple(
            PreviewLine(
                kind=str(line["class"]),
                label=str(line["label"]),
                amount=str(line["amount"]["amount"]),
                note=str(line["note"]),
                rank=int(line["rank"]),
            )
            for line in lines
        ),
        shares=tuple(
            (claim.party, format(claim.share, "f"))
            for claim in position.claims.values()
            if claim.state in ("upheld", "upheld_in_part") and claim.share is not None
        ),
        law=str(kept["legal_system"]),
    )


def _instead(desk: CaseDesk, asset: AssetCase, position: Position) -> tuple[str, Money | None]:
    """What stands for proceeds that are not in hand yet."""
    if position.sale is not None and position.sale.price is not None:
        return "price", position.sale.price
    value = desk.value_of(asset)
    return ("nothing", None) if value is None else ("value", value.value)


def _waiting(row: tuple[Any, ...]) -> WaitingAllocation:
    reference, case, action, minor, currency, who, on, approval, data = row
    given = json.loads(data)
    named = reference or given.get("allocation") or given.get("asset") or ""
    return WaitingAllocation(
        reference=str(named),
        case=case,
        what=action,
        amount=None if minor is None else Money(int(minor), str(currency)),
        asked_by=who or "",
        on=date.fromisoformat(on),
        approval=approval,
    )


def _lines(sight: Sight, allocation: str) -> Iterator[VictimPayment]:
    facts = json.loads(sight.row["facts"])
    if not facts.get("victims"):
        raise RuleViolation(
            Reason(
                "wrong_state",
                _("{allocation} names no list of victims.").format(allocation=allocation),
                "allocate_proceeds",
            )
        )
    payments = payments_of_case(sight.connection, int(sight.row["case_id"]))
    return payment_lines(sight.connection, sight.row, payments)


def _full(one: VictimPayment) -> list[Any]:
    return [
        one.victim, one.name, one.victim_list, one.rank,
        None if one.admitted is None else one.admitted.decimal,
        None if one.elsewhere is None else one.elsewhere.decimal,
        one.amount.decimal, one.amount.currency, one.iban or "", one.paid_on or "",
        one.reference or "",
    ]  # fmt: skip


def _published(sight: Sight, lines: Iterator[VictimPayment]) -> list[list[Any]]:
    """Without names, by pseudonym: the order of the list would tell who is who."""
    from asset_recovery.reports.victims_paper import pseudonym  # noqa: PLC0415 - draws nothing

    key = f"{sight.row['id']} {sight.row['recorded_at']}"
    found = [
        [
            pseudonym(str(sight.row["reference"]), one.victim, key), one.rank,
            None if one.admitted is None else one.admitted.decimal,
            None if one.elsewhere is None else one.elsewhere.decimal,
            one.amount.decimal, one.amount.currency, one.paid_on or "",
        ]
        for one in lines
    ]  # fmt: skip
    return sorted(found, key=lambda row: str(row[0]))


def _written(path: Path, columns: tuple[str, ...], rows: Any) -> int:  # noqa: ANN401
    from asset_recovery.exchange.csv_export import export_csv  # noqa: PLC0415
    from asset_recovery.exchange.xlsx_export import export_xlsx  # noqa: PLC0415

    counted = _Counting(rows)
    if path.suffix.lower() == ".xlsx":
        export_xlsx(path, columns, counted, sheet="Payments")
    else:
        export_csv(path, columns, counted)
    return counted.count


class _Counting:
    """Rows as they pass, counted."""

    def __init__(self, rows: Any) -> None:  # noqa: ANN401
        self._rows, self.count = rows, 0

    def __iter__(self) -> Iterator[Any]:
        for row in self._rows:
            self.count += 1
            yield row


def _as_order(
    sight: Sight, lines: Iterator[VictimPayment], path: Path, account: str, published: bool
) -> int:
    """The payments as a credit transfer for the bank: approved, due, with an account."""
    from asset_recovery.exchange.credit_transfer import Debtor, write_transfers  # noqa: PLC0415
    from asset_recovery.persistence.repositories import finder  # noqa: PLC0415

    if published:
        raise invalid("out", _("An order to the bank is no copy for publication."))
    if sight.row["status"] != "in_effect":
        text = _("The allocation waits for approval.")
        raise RuleViolation(Reason("second_person_needed", text, "approve"))
    known = finder.by_reference(sight.connection, "account", account) if account else None
    if known is None or not known["iban"]:
        raise invalid("account", _("Name the account of the office that pays, with its IBAN."))
    debtor = Debtor(
        name=finder.setting(sight.connection, "name", _("Asset Management Office")),
        iban=str(known["iban"]).replace(" ", ""),
    )
    due = (one for one in lines if one.iban and one.paid_on is None)
    return write_transfers(path, str(sight.row["reference"]), sight.reading.now, debtor, due)
