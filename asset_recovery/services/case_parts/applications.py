"""Applications for orders as they were made, beside what was granted of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from asset_recovery.domain.actions import order_actions as o
from asset_recovery.domain.application_facts import ApplicationFacts, ApplicationRow
from asset_recovery.domain.code_lists import label
from asset_recovery.domain.money import Money
from asset_recovery.i18n import _
from asset_recovery.persistence.repositories.case_stories import Told
from asset_recovery.services.case_parts.case_desk import CaseDesk
from asset_recovery.services.case_parts.people import percent_of


def application_facts(desk: CaseDesk, about: Iterable[Told]) -> ApplicationFacts | None:
    """The application among the events of an order; None for one that nobody applied for."""
    made = decided = None
    for one in about:
        if desk.state(one) != "in_effect":
            continue
        if isinstance(one.command, o.ApplyForOrder):
            made = one
        elif isinstance(one.command, o.IssueOrder):
            decided = one
    if made is None:
        return None
    command = made.command
    assert isinstance(command, o.ApplyForOrder)
    issue = decided.command if decided is not None else None
    told = _told(issue)
    rows = tuple(
        _row(desk, made, command, row, told.get(str(row["asset"]), {}), decided)
        for row in command.assets
    )
    return ApplicationFacts(
        on=made.on,
        kind=command.kind,
        authority=command.authority,
        reasons=command.reasons,
        dissipation_risk=command.dissipation_risk,
        legal_basis=command.legal_basis,
        amount=command.amount,
        persons=desk.people(made.facts.get("persons")),
        decided_on=decided.on if decided else None,
        decision=issue.reference if isinstance(issue, o.IssueOrder) else None,
        state=_state(rows),
        rows=tuple(sorted(rows, key=lambda one: one.number)),
    )


def _state(rows: tuple[ApplicationRow, ...]) -> str:
    answers = {row.granted for row in rows}
    if answers <= {""}:
        return "open"
    if answers == {"yes"}:
        return "granted"
    return "refused" if answers == {"no"} else "granted_in_part"


def _told(command: object) -> dict[str, Mapping[str, object]]:
    rows = command.assets if isinstance(command, o.IssueOrder) else ()
    return {str(row["asset"]): row for row in rows}


def _row(  # noqa: PLR0913, PLR0917 - an application beside its decision
    desk: CaseDesk,
    made: Told,
    command: o.ApplyForOrder,
    row: Mapping[str, object],
    told: Mapping[str, object],
    decided: Told | None,
) -> ApplicationRow:
    name = str(row["asset"])
    asset = desk.by_reference.get(name)
    kept = made.facts_of(name).get("schedule")
    stood = kept if isinstance(kept, dict) else {}
    known = {**stood, **{key: value for key, value in row.items() if value is not None}}
    granted = "" if decided is None else str(told.get("granted") or "yes")
    asked = extent_of(row)
    order = _order_of(desk, made, name)
    return ApplicationRow(
        number=int(stood.get("number") or (asset.row["number"] if asset else 0)),
        asset=name,
        description=str(asset.row["description"]) if asset else "",
        measure=_text(row, "measure") or label("order_kinds", command.kind),
        asked=asked,
        value=_money(known.get("value")),
        value_kind=_text(known, "value_kind"),
        value_on=_day(known.get("value_on")),
        link=_text(row, "link"),
        dissipation_risk=_text(row, "dissipation_risk"),
        third_parties=_text(row, "third_parties"),
        exemptions=_text(row, "exemptions"),
        granted=granted,
        given=extent_of(told) or (asked if granted == "yes" else ""),
        holds=order,
    )


def _order_of(desk: CaseDesk, made: Told, asset: str) -> bool:
    """Whether the order holds the asset (or what took its place) on the day of reading."""
    rows = desk.rows.tables["court_order"]
    reference = str(rows[made.row["order_id"]]["reference"])
    known = desk.by_reference.get(asset)
    while known is not None and known.position.replaced_by:
        known = desk.by_reference.get(known.position.replaced_by)
    order = known.position.orders.get(reference) if known is not None else None
    return order is not None and order.in_force(desk.day)


def extent_of(row: Mapping[str, object]) -> str:
    """The share, amount or component of a row in words; empty: the whole asset."""
    parts = []
    if row.get("fraction") is not None:
        parts.append(percent_of(row["fraction"]) or "")
    amount = _money(row.get("amount"))
    if amount is not None:
        parts.append(_("up to {amount}").format(amount=amount.display()))
    if row.get("component"):
        parts.append(str(row["component"]))
    return "; ".join(parts)


def _text(row: Mapping[str, object], name: str) -> str | None:
    value = row.get(name)
    return None if value is None else str(value)


def _money(value: object) -> Money | None:
    if isinstance(value, Money) or value is None:
        return value
    return Money.from_json(value)


def _day(value: object) -> date | None:
    return date.fromisoformat(str(value)[:10]) if value is not None else None
