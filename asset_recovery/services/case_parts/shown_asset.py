"""An asset in full: identity, the four axes, orders, custody, money, hearings, what waits."""

from __future__ import annotations

from asset_recovery.domain.case_file import AssetFacts
from asset_recovery.domain.custody_facts import CustodyFile
from asset_recovery.domain.errors import NotFound, Reason
from asset_recovery.domain.money import Money
from asset_recovery.i18n import _
from asset_recovery.services.case_parts import (
    assets,
    custody,
    debts,
    happenings,
    management,
    money,
    office_work,
    orders,
    ownership,
    quantities,
    sales,
    terms,
    worth,
)
from asset_recovery.services.case_parts.case_desk import AssetCase, CaseDesk
from asset_recovery.services.case_parts.written import written, written_facts


def show_asset(desk: CaseDesk, reference: str) -> dict[str, object]:
    """The asset as JSON; `base_value` is in the base currency of the office."""
    facts = next((one for one in assets.asset_facts(desk) if one.reference == reference), None)
    if facts is None:
        raise NotFound(
            Reason(
                "not_found",
                _("The asset {asset} was not yet on file then.").format(asset=reference),
                field="asset",
            )
        )
    asset = desk.by_reference[reference]
    found = {"reference": reference, "case": desk.case["reference"], "type": facts.type_code}
    found |= written_facts(facts)
    found["details"] = found.pop("details_given")
    found["base_value"] = written(_in_base(desk, facts))
    found["case_value"] = written(facts.base_value)
    found["orders"] = _orders(desk, facts)
    found["grounds"] = written(assets.grounds_of(asset)) or written(facts.grounds)
    found |= _dated(desk, reference)
    found["custody"] = _custody(desk, facts, asset)
    found["money"] = _money(desk, asset)
    found["liabilities"] = [
        written(one) for one in debts.liability_facts(desk) if one.asset == reference
    ]
    found["return_obstacle"] = _obstacle(asset)
    found["care"] = written(management.management_of(desk, asset))
    found["pending"] = _pending(asset)
    found["worth"] = written(worth.worth_of(desk, asset))
    found["ledger"] = written(quantities.quantity_file(desk, asset))
    found["chain"] = next(
        (written(one) for one in ownership.chains(desk) if one.of == reference), None
    )
    return found


def _obstacle(asset: AssetCase) -> dict[str, object] | None:
    known = asset.position.remedy.obstacle
    return (
        None if known is None else {name: written(getattr(known, name)) for name in known._fields}
    )


def _in_base(desk: CaseDesk, facts: AssetFacts) -> Money | None:
    if facts.value is None or facts.valued_on is None:
        return None
    reading = desk.reading
    return reading.rates.convert(facts.value, reading.base_currency, facts.valued_on)


def _orders(desk: CaseDesk, facts: AssetFacts) -> list[dict[str, object]]:
    position = desk.by_reference[facts.reference].position
    found = []
    for one in orders.order_facts(desk):
        if one.reference in facts.orders:
            own = position.orders[one.reference]
            state = {"state_here": own.state, "in_force": own.in_force(desk.day)}
            found.append({**written_facts(one), **state})
    return found


def _dated(desk: CaseDesk, reference: str) -> dict[str, object]:
    """What stands under the asset in the parts of its case."""
    lists = {
        "valuations": assets.valuation_facts(desk),
        "hearings": sales.hearing_facts(desk),
        "sales": sales.sale_facts(desk),
        "claims": money.claim_facts(desk),
    }
    found: dict[str, object] = {
        name: [written(one) for one in rows if getattr(one, "asset", None) == reference]
        for name, rows in lists.items()
    }
    found["deadlines"] = [
        written(one) for one in office_work.deadline_facts(desk) if one.record == reference
    ]
    found["alarms"] = terms.alarms(desk, reference)
    found["documents"] = [
        written(one) for one in office_work.document_facts(desk) if one.record == reference
    ]
    found["events"] = [
        written(one) for one in happenings.event_facts(desk) if reference in one.assets
    ]
    return found


def _custody(desk: CaseDesk, facts: AssetFacts, asset: AssetCase) -> dict[str, object]:
    held = asset.position.possession
    kept = custody.custody_file(desk, asset)
    return {
        "place": facts.custody_place,
        "path": dict(custody.place_paths(desk)).get(str(facts.custody_place), facts.custody_place),
        "custodian": desk.name(held.custodian) if held and facts.custody_place else None,
        "since": written(held.since) if held and facts.custody_place else None,
        "lacking": list(held.lacking) if held else [],
        "chain": [
            written(one)
            for one in assets.custody_facts(desk)
            if one.asset in (asset.reference, *facts.ancestors)
        ],
        "unbroken": kept is None or not kept.open_findings,
        **({} if kept is None else _care(kept)),
    }


def _care(kept: CustodyFile) -> dict[str, object]:
    """The chain link by link with its hashes, what is wrong with it, seals, care and use."""
    found = written_facts(kept)
    found.pop("asset")
    return {**found, "open_gaps": len(kept.open_findings)}


def _money(desk: CaseDesk, asset: AssetCase) -> dict[str, object]:
    """Gross, deductions, net, allocations and what is left; each line with its own currency."""
    position = asset.position
    facts = position.net_facts
    postings = [one for one in money.posting_facts(desk) if one.asset == asset.reference]
    return {
        "gross": written(position.proceeds),
        "determined_on": written(position.net_on),
        "waterfall": written(money.waterfall_lines(position)),
        "net": written(position.net),
        "shortfall": facts.get("shortfall"),
        "third_parties": facts.get("third_parties", []),
        "remainder": facts.get("remainder"),
        "confirmed_balance": written(position.confirmed_balance),
        "allocations": [
            {
                "reference": one.reference,
                "shares": [
                    {"to": to, "kind": kind, "amount": written(amount)}
                    for to, kind, amount in one.shares
                ],
                "payments": [
                    {
                        "to": to,
                        "on": written(on),
                        "amount": written(amount),
                        "reference": reference,
                    }
                    for to, on, amount, reference in one.paid
                ],
                "paid": one.is_paid,
            }
            for one in position.allocations.values()
        ],
        "receipts": [
            {"reference": reference, "on": written(on), "amount": written(amount)}
            for reference, on, amount in position.receipts
        ],
        "postings": written(postings),
        "returned": written(position.returned_amount),
        "balance": written(money.balance_of(position)),
    }


def _pending(asset: AssetCase) -> list[dict[str, object]]:
    return [
        {
            "action": one.action,
            "kind": one.kind,
            "approval": one.approval,
            "asked_on": written(one.asked_on),
        }
        for one in asset.position.pending.values()
    ]
