"""A victim in full as JSON; address and account only to those who may know of them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from asset_recovery.domain.actions.victim_actions import PROTECTED
from asset_recovery.domain.money import Money
from asset_recovery.lifecycle.permissions import PAYMENT_READERS, PROTECTED_READERS
from asset_recovery.persistence.queries.victim_query import (
    allocations_of_victim,
    contact_of,
    payments_of_case,
)
from asset_recovery.services.case_parts.case_desk import CaseDesk
from asset_recovery.services.case_parts.written import written
from asset_recovery.services.looking import Sight
from asset_recovery.services.victim_payments import payment_of


def show_victim(sight: Sight, desk: CaseDesk | None) -> dict[str, object]:
    """The record, its decision, what it was given, and — masked or not — where to reach it."""
    assert desk is not None
    row = sight.row
    contact: Mapping[str, Any] = contact_of(sight.connection, int(row["id"])) or {}
    address, iban = contact.get("address"), contact.get("iban")
    names = ("reference", "victim_list", "name", "period", "proof", "represented_by", "state")
    days = ("on_date", "notified_on", "claim_by", "claimed_on", "decided_on")
    return {
        **{name: row[name] for name in names},
        "case": desk.case["reference"],
        "class": row["rank"],
        **{name: row[name] for name in days},
        **{name: _money(row, name) for name in ("loss", "cap", "elsewhere", "admitted")},
        "final": bool(row["final"]),
        "address": masked(address, sight.actor.has(*PROTECTED_READERS)),
        "iban": masked(iban, sight.actor.has(*PAYMENT_READERS)),
        "allocations": _allocations(sight, desk),
    }


def masked(value: object, may_see: bool) -> object:
    """What is protected, to whom may see it; a mark that it is on file to everybody else."""
    return value if may_see or value is None else PROTECTED


def _money(row: Mapping[str, Any], name: str) -> object:
    if row[f"{name}_minor"] is None:
        return None
    return Money(int(row[f"{name}_minor"]), str(row[f"{name}_currency"])).as_json()


def _allocations(sight: Sight, desk: CaseDesk) -> list[object]:
    payments = payments_of_case(sight.connection, int(desk.case["id"]))
    found: list[object] = []
    for one in allocations_of_victim(sight.connection, int(sight.row["id"])):
        paid = payment_of(payments, str(one["reference"]), sight.row)
        found.append(
            written(
                {
                    "allocation": one["reference"],
                    "on": one["on_date"],
                    "waits": one["status"] == "pending",
                    "amount": Money(int(one["amount_minor"]), str(one["amount_currency"])),
                    "paid_on": None if paid is None else paid["on_date"],
                    "paid_by": None if paid is None else json.loads(paid["data"])["reference"],
                }
            )
        )
    return found
