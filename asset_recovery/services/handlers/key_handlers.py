"""Custody of keys: envelopes and devices, of an asset or of a wallet of the office."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from asset_recovery.domain.actions import key_actions as k
from asset_recovery.domain.actions.base import Action
from asset_recovery.domain.errors import Reason, ValidationFailed
from asset_recovery.i18n import _
from asset_recovery.persistence import tables as t
from asset_recovery.persistence.queries.asset_query import assets_of_event
from asset_recovery.services.refreshing import refresh_asset, set_deadline
from asset_recovery.services.step_plan import Plan
from asset_recovery.services.stepping import case_of, take_step
from asset_recovery.services.work import Work, stored

LOOK_AGAIN = "count_difference_due"


def record_key_custody(work: Work, command: k.RecordKeyCustody) -> None:
    """An envelope of an asset is a step in its case; one of a wallet belongs to no case."""
    if k.parts_of_scheme(command.scheme) is None:
        text = _("{scheme} is not of the form 2-of-3.").format(scheme=command.scheme)
        raise ValidationFailed(Reason("field_invalid", text, field="scheme"))
    reference = work.number("envelope", command.envelope)
    if command.account is not None:
        account = work.find("account", command.account)
        if account["kind"] != "wallet":
            text = _("{account} is no wallet.").format(account=command.account)
            raise ValidationFailed(Reason("field_invalid", text, field="account"))
    work.storage(command.storage)
    if not command.named():
        _keep(work, command, command.on, reference)
        return
    assets = work.assets(command)
    case = case_of(work, assets)
    work.permit("record_key_custody", int(case["id"]))
    take_step(work, Plan(command, case=case, assets=assets, on=command.on, reference=reference))


def check_key_custody(work: Work, command: k.CheckKeyCustody) -> None:
    """A seal that is not whole is looked at again by a supervisor."""
    assets = _follow(work, command, command.envelope, command.on)
    if command.seal_intact:
        return
    case = work.stories.case(int(assets[0]["case_id"])) if assets else None
    days = 0  # without a case there is no law that gives time
    if case is not None:
        days = work.stories.rules_of(int(case["id"])).days(LOOK_AGAIN, command.on)
    set_deadline(
        work,
        case_id=int(case["id"]) if case else None,
        asset_id=int(assets[0]["id"]) if assets else None,
        record=str(assets[0]["reference"]) if assets else command.envelope,
        title=_("Seal of {envelope} not whole: move the units to a new wallet").format(
            envelope=command.envelope
        ),
        due=max(command.on, work.today) + timedelta(days=days),
        responsible="supervisor",
        source="key_custody",
    )
    for asset in assets:
        refresh_asset(work, int(asset["id"]))


def move_key_custody(work: Work, command: k.MoveKeyCustody) -> None:
    """Another place, another holder; both sides are named."""
    work.storage(command.storage)
    _follow(work, command, command.envelope, command.on)


def _follow(work: Work, command: Action, envelope: str, on: date) -> list[Mapping[str, Any]]:
    """What happens to an envelope happens where it was recorded; its assets come back."""
    event = work.event("record_key_custody", envelope, "envelope")
    if on.isoformat() < str(event["on_date"]):
        text = _("That lies before the envelope was recorded.")
        raise ValidationFailed(Reason("date_order", text, field="on"))
    if event["case_id"] is None:
        _keep(work, command, on, None)
        return []
    case = work.stories.case(int(event["case_id"]))
    work.permit(type(command).action(), int(case["id"]))
    rows = assets_of_event(work.unit.connection, int(event["id"]))
    assets = [work.stories.asset(int(row["id"])) for row in rows]
    take_step(work, Plan(command, case=case, assets=assets, on=on))
    return list(assets)


def _keep(work: Work, command: Action, on: date, reference: str | None) -> None:
    """An event of the office that belongs to no case."""
    work.permit(type(command).action(), None)
    if on > work.today:
        raise ValidationFailed(Reason("date_in_future", _("That lies in the future."), field="on"))
    work.unit.insert(
        t.event,
        seq=work.unit.next_seq,
        action=type(command).action(),
        reference=reference,
        on_date=on.isoformat(),
        status="in_effect",
        effective_on=on.isoformat(),
        effective_seq=work.unit.next_seq,
        author_id=work.actor.id,
        recorded_at=work.unit.now,
        data=stored(command),
        facts="{}",
        irregular="[]",
        warnings="[]",
    )


HANDLERS: dict[type[Action], Callable[..., None]] = {
    k.RecordKeyCustody: record_key_custody,
    k.CheckKeyCustody: check_key_custody,
    k.MoveKeyCustody: move_key_custody,
}
