"""What is shared out of a case: victims' lists, agreements with their tranches, differences."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from asset_recovery.domain.actions.confiscation_actions import RecordAgreement, RecordTranche
from asset_recovery.domain.actions.victim_actions import OpenVictimList
from asset_recovery.domain.distribution_facts import (
    AgreementFacts,
    DifferenceFacts,
    TrancheFacts,
    VictimListFacts,
)
from asset_recovery.domain.money import Money
from asset_recovery.lifecycle.distribution import difference
from asset_recovery.persistence.queries.victim_query import given_to_lists, lists_of_case
from asset_recovery.services.case_parts.case_desk import CaseDesk
from asset_recovery.services.case_parts.people import percent_of


def victim_lists(desk: CaseDesk) -> tuple[VictimListFacts, ...]:
    """The lists of victims of the case, in the order of their names."""
    case_id = int(desk.case["id"])
    rows = lists_of_case(desk.reading.connection, case_id)
    given = given_to_lists(desk.reading.connection, case_id)
    opened: dict[str, OpenVictimList] = {}
    for one in desk.done("open_victim_list"):
        assert isinstance(one.command, OpenVictimList)
        opened[str(one.row["reference"])] = one.command
    names = sorted({*(str(row["victim_list"]) for row in rows), *opened})
    return tuple(
        _list(
            desk,
            name,
            [row for row in rows if row["victim_list"] == name],
            [row for row in given if row["victim_list"] == name],
            opened.get(name),
        )
        for name in names
    )


def _list(
    desk: CaseDesk,
    name: str,
    rows: list[Mapping[str, Any]],
    given: list[Mapping[str, Any]],
    opened: OpenVictimList | None,
) -> VictimListFacts:
    counts: dict[str, int] = {}
    for row in rows:
        counts[row["state"]] = counts.get(row["state"], 0) + int(row["count"])
    currency: str | None = next(
        (str(row["loss_currency"]) for row in rows), None if opened is None else opened.currency
    )
    many = len({row["loss_currency"] for row in rows}) > 1
    days = [str(row["claim_by"]) for row in rows if row["claim_by"]]
    admitted = [row for row in rows if row["state"] == "admitted"]
    return VictimListFacts(
        reference=name,
        case=str(desk.case["reference"]),
        count=sum(counts.values()),
        claimed=counts.get("claimed", 0),
        admitted_count=counts.get("admitted", 0),
        rejected=counts.get("rejected", 0),
        loss=_sum(rows, "loss", currency, many),
        admitted=_sum(admitted, "admitted", currency, many),
        elsewhere=_sum(admitted, "elsewhere", currency, many),
        allocated=_sum(given, "amount", currency, many),
        paid=_paid(desk, name, currency),
        claim_by=date.fromisoformat(max(days)) if days else (opened.claim_by if opened else None),
        surplus=opened.surplus if opened else None,
        in_kind=opened.in_kind if opened else None,
        basis=opened.basis if opened else None,
    )


def _sum(
    rows: Iterable[Mapping[str, Any]], name: str, currency: str | None, many: bool
) -> Money | None:
    if many or not currency:
        return None
    return Money(sum(int(row[name] or 0) for row in rows), currency)


def _paid(desk: CaseDesk, name: str, currency: str | None) -> Money | None:
    """What was paid to victims of the list."""
    if not currency:
        return None
    total = Money.zero(currency)
    for one in desk.done("pay_out"):
        for part in one.facts.get("payments") or []:
            if part["to"] == name and part["amount"]["currency"] == currency:
                total += Money.from_json(part["amount"])
    return total


def agreements(desk: CaseDesk) -> tuple[AgreementFacts, ...]:
    """Agreements with other States, each with what of its tranches was confirmed and came in."""
    told: dict[str, list[tuple[date, RecordTranche]]] = {}
    for one in desk.done("record_tranche"):
        assert isinstance(one.command, RecordTranche)
        told.setdefault(one.command.agreement, []).append((one.on, one.command))
    found = []
    for one in desk.done("record_agreement"):
        command, reference = one.command, str(one.row["reference"])
        assert isinstance(command, RecordAgreement)
        found.append(
            AgreementFacts(
                reference=reference,
                on=one.on,
                country=command.country,
                kind=command.kind,
                assets=command.assets,
                amount=command.amount,
                shares=tuple(_share(row) for row in command.shares),
                basis=command.basis,
                end_use=command.end_use,
                monitoring_party=command.monitoring_party,
                offenders_excluded=command.offenders_excluded,
                published=command.published,
                costs_deducted=command.costs_deducted,
                ground=command.ground,
                final_judgment=command.final_judgment,
                judgment_waived=command.judgment_waived,
                tranches=_tranches(command, told.get(reference, [])),
            )
        )
    return tuple(found)


def _share(row: Mapping[str, object]) -> tuple[str, str]:
    """Whom a share of an agreement is for, and how much it is, in words."""
    to = str(row.get("to") or row.get("country") or "")
    if row.get("amount") is not None:
        return to, Money.from_json(row["amount"]).display()
    from decimal import Decimal  # noqa: PLC0415 - used here alone

    return to, percent_of(Decimal(str(row["share"]))) or ""


def _tranches(
    command: RecordAgreement, told: list[tuple[date, RecordTranche]]
) -> tuple[TrancheFacts, ...]:
    expected = {
        str(row.get("tranche") or place): row for place, row in enumerate(command.tranches, 1)
    }
    names = dict.fromkeys([*expected, *(one.tranche for _on, one in told)])
    return tuple(_tranche(name, expected.get(name), told) for name in names)


def _tranche(
    name: str, row: Mapping[str, object] | None, told: list[tuple[date, RecordTranche]]
) -> TrancheFacts:
    mine = [(on, one) for on, one in told if one.tranche == name]
    confirmed = [(on, one) for on, one in mine if one.state == "confirmed"]
    received = [(on, one) for on, one in mine if one.state == "received"]
    due = row.get("due") if row else None
    amounts = [one.amount for _on, one in received]
    same = len({one.currency for one in amounts}) == 1
    return TrancheFacts(
        number=name,
        due=date.fromisoformat(str(due)) if due else None,
        expected=Money.from_json(row["amount"]) if row else None,
        confirmed=confirmed[-1][1].amount if confirmed else None,
        confirmed_on=confirmed[-1][0] if confirmed else None,
        received=Money.total(amounts, amounts[0].currency) if same else None,
        received_on=received[-1][0] if received else None,
        reference=received[-1][1].reference if received else None,
    )


def differences(desk: CaseDesk) -> tuple[DifferenceFacts, ...]:
    """Nets that changed after their allocation."""
    found = []
    for asset in desk.assets:
        left = difference(asset.position) if asset.counts else None
        if left is not None and not left.is_zero:
            names = tuple(asset.position.allocations)
            found.append(DifferenceFacts(asset=asset.reference, amount=left, allocations=names))
    return tuple(found)


def given_lists(event_facts: str) -> list[dict[str, object]]:
    """The lists among which an allocation was divided, as its event keeps them."""
    found = json.loads(event_facts).get("victims")
    return list(found) if isinstance(found, list) else []
