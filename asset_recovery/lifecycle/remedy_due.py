"""What is due after a release, a reversal or a loss: return, notice, deposit, damages, reserve."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from asset_recovery.i18n import N_
from asset_recovery.lifecycle.position import Position
from asset_recovery.lifecycle.remedy import LOSSES, Obstacle
from asset_recovery.lifecycle.reversal import REVERSED, duty_of, price_control_failed
from asset_recovery.lifecycle.rules import Rules

Item = tuple[str, str, date, bool]  # code, title, day, whether the law itself sets it


def remedy_items(position: Position, rules: Rules) -> Iterator[Item]:
    """Terms of a return and of a reversal; a documented obstacle has terms of its own (I10)."""
    since = _to_be_returned_since(position, rules)
    if since is not None and position.remedy.obstacle is None:
        days = rules.days("return_due", since)
        if position.legal == REVERSED:
            title = N_("Give back or compensate")
            yield "compensation", title, since + timedelta(days=days), True
        else:
            yield "return", N_("Return the asset"), since + timedelta(days=days), True
    elif since is not None and position.remedy.obstacle is not None:
        yield from _after_obstacle(position, position.remedy.obstacle, rules)
    yield from _damages(position, rules)
    yield from _reserve(position, rules)


def _to_be_returned_since(position: Position, rules: Rules) -> date | None:
    if position.legal == "release_ordered":
        return position.released_on
    if position.legal != REVERSED:
        return None
    since = position.dates.get("reversed")
    duty = duty_of(position, rules, since or date.max) if since is not None else None
    paid = duty is not None and duty.principal is not None and duty.paid is not None
    if duty is not None and (
        duty.is_discharged or (paid and duty.principal is not None and _all_paid(position, rules))
    ):
        return None
    return since


def _all_paid(position: Position, rules: Rules) -> bool:
    """Everything owed was paid by the day of the last payment."""
    last = max((one.on for one in position.remedy.paid), default=None)
    duty = duty_of(position, rules, last) if last is not None else None
    return duty is not None and duty.is_discharged


def _after_obstacle(position: Position, obstacle: Obstacle, rules: Rules) -> Iterator[Item]:
    """Nobody to give it to: publication, then deposit, then the term for the State."""
    if obstacle.deposited:
        days = rules.days("return_escheat", obstacle.on)
        title = N_("Deposited: decide what becomes of it")
        yield "return_escheat", title, obstacle.on + timedelta(days=days), False
    elif obstacle.reason == "owner_missing" and "return" not in position.case.notices:
        days = rules.days("return_notice_due", obstacle.on)
        title = N_("Publish the notice of return")
        yield "return_notice", title, obstacle.on + timedelta(days=days), False
    else:
        until = position.case.notices.get("return") or obstacle.on
        days = rules.days("return_deposit_due", obstacle.on)
        title = N_("Deposit what could not be given back")
        yield "return_deposit", title, max(until, obstacle.on) + timedelta(days=days), False


def _damages(position: Position, rules: Rules) -> Iterator[Item]:
    """It is given back, and was sold below what the law lets pass: a damages file is opened."""
    if position.legal not in ("release_ordered", REVERSED):
        return
    since = position.released_on or position.dates.get("reversed")
    known = any(one.kind == "damages" for one in position.remedy.liabilities.values())
    if since is None or known or price_control_failed(position, rules) is None:
        return
    days = rules.days("damages_file_due", since)
    title = N_("Open the damages file: sold below the least price")
    yield "damages_file", title, since + timedelta(days=days), False


def _reserve(position: Position, rules: Rules) -> Iterator[Item]:
    """Something is missing, and no liability is on file for it (scenario 30)."""
    lost = [one.on for one in position.remedy.losses if one.kind in LOSSES]
    if not lost:
        return
    if any(one.kind in ("missing", "damages") for one in position.remedy.liabilities.values()):
        return
    days = rules.days("liability_reserve_due", lost[0])
    title = N_("Record the liability for what is missing")
    yield "liability_reserve", title, lost[0] + timedelta(days=days), False
