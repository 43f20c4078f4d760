"""Requests of another State in a small office, for tests that need one at some point."""

from __future__ import annotations

from typing import Any

from tests.support.asset_life import COURT, Life
from tests.support.office import money


def received(life: Life, form: str = "EU-01", on: str = "2026-03-02", **more: Any) -> None:
    """A request of Germany for the car, `IN-1`."""
    arguments: dict[str, Any] = {"kinds": ["AR-T"], "assets": [life.asset], **more}
    life.give(
        "receive_request",
        request="IN-1",
        from_country="DE",
        from_authority="Staatsanwaltschaft Köln",
        their_reference="80 Js 1/26",
        on=on,
        form=form,
        **arguments,
    )


def checked(life: Life, on: str = "2026-03-03", **more: Any) -> None:
    """The intake was looked at and is complete."""
    arguments = {"competent": True, "dual_criminality": True, "complete": True, **more}
    life.give("check_request", request="IN-1", on=on, **arguments)


def foreign_order(
    life: Life,
    kind: str = "foreign_freezing",
    order: str = "F-1",
    on: str = "2026-02-20",
    **more: Any,
) -> None:
    """The order of the German court that came with the request."""
    arguments: dict[str, Any] = {
        "authority": "Amtsgericht Köln",
        "request": "IN-1",
        "reference": "503 Gs 1/26",
        **more,
    }
    life.give(
        "record_order",
        order=order,
        case="CASE",
        kind=kind,
        on=on,
        assets=[{"asset": life.asset}],
        **arguments,
    )


def recognise(life: Life, order: str = "F-1", on: str = "2026-03-04", **more: Any) -> Any:
    """The court here recognises the order, or it is refused."""
    return life.try_("recognise_order", order=order, on=on, authority=COURT, **more)


def frozen_for_germany(life: Life) -> Life:
    """Identified, asked for, checked, and the freezing recognised."""
    life.identified()
    received(life)
    checked(life)
    foreign_order(life)
    assert recognise(life).ok
    life.give("record_plan", asset=life.asset, on="2026-03-04")
    return life


def confiscated_for_germany(life: Life, **more: Any) -> Life:
    """And the confiscation order recognised, `C-1`."""
    frozen_for_germany(life)
    foreign_order(
        life, "foreign_confiscation", "C-1", "2026-05-02", reference="101 Ls 1/26", **more
    )
    assert recognise(life, "C-1", "2026-06-01").ok
    return life


def realised(life: Life, amount: str, currency: str = "EUR") -> Life:
    """Its money is in hand and the net determined."""
    life.give(
        "receive_money", account="ACC", on="2026-06-10", amount=money(amount, currency),
        reference="sale", receipt="R-1",
    )  # fmt: skip
    life.give("match_receipt", receipt="R-1", to=life.asset, on="2026-06-10")
    life.give("determine_net", asset=life.asset, on="2026-06-11")
    life.approve(on="2026-06-11")
    return life


def shared(life: Life, **kinds: str) -> Any:
    """The allocation of shares by kind, or its refusal."""
    return life.try_(
        "allocate_proceeds",
        asset=life.asset,
        on="2026-06-12",
        shares=[{"to": kind, "kind": kind, "share": share} for kind, share in kinds.items()],
    )
