"""Orders of courts in a dossier: served on whom, challenged by whom, in force until when."""

from __future__ import annotations

from asset_recovery.domain.case_file import OrderFacts
from asset_recovery.domain.order_detail import RemedyFacts
from asset_recovery.reports.dossier_desk import DASH, Desk
from asset_recovery.reports.paper import Block


def orders(desk: Desk) -> list[Block]:
    """Section 8: every order in the order of its date, then remedies, then reasons."""
    _ = desk.say
    found = sorted(
        desk.file.orders, key=lambda one: (one.made_on is None, one.made_on, one.reference)
    )
    table = desk.table(
        "orders",
        (
            ("on", _("Made on"), 1.15),
            ("order", _("Order"), 2.2),
            ("authority", _("Authority"), 1.8),
            ("state", _("In force"), 1.5),
            ("assets", _("Assets"), 2),
            ("amount", _("Amount"), 1.7, "right"),
            ("dates", _("Served; terms"), 2.2),
        ),
        [_order_row(desk, one) for one in found],
        empty=_("No order is recorded."),
    )
    if not found:
        return [table]
    reasons = desk.table(
        "orders",
        (("order", _("Order"), 1.3), ("basis", _("Legal basis"), 2), ("reasons", _("Reasons"), 4)),
        [
            (one.reference, desk.brief(one.legal_basis), desk.brief(desk.prose(one.reasons)))
            for one in found
        ],
        title=_("Legal basis and reasons"),
    )
    return [table, _remedies(desk, found), reasons]


def _order_row(desk: Desk, order: OrderFacts) -> tuple[str, ...]:
    _ = desk.say
    dates = [
        _("served on {whom} {day}").format(whom=whom, day=desk.day(day))
        for whom, day in order.served
    ] or [_("service: none recorded")]
    for words, day in (
        (_("suspensive until {day}"), order.suspensive_until),
        (_("expires {day}"), order.expires_on),
        (_("final {day}"), order.final_on),
    ):
        if day is not None:
            dates.append(words.format(day=desk.day(day)))
    dates += [
        _("{what}: {day}").format(what=one.title, day=desk.day(one.due))
        for one in desk.file.deadlines
        if one.record == order.reference and one.state in ("open", "late")
    ]
    return (
        desk.day(order.made_on),
        f"{order.reference}\n{order.kind_label}\n" + (order.number or _("number not known")),
        order.authority + (f", {desk.coded('countries', order.country)}" if order.country else ""),
        f"{_force(desk, order)} {desk.flags(order.taken_over, order.irregular)}".strip(),
        desk.references(order.assets),
        DASH if order.amount is None else order.amount.display(),
        "\n".join(dates),
    )


def _force(desk: Desk, order: OrderFacts) -> str:
    """The state, and whether the order is stayed."""
    said = desk.coded("order_states", order.state)
    stayed = any(one.what == "stay" and not one.outcome for one in order.remedies)
    return f"{said}\n{desk.say('stayed')}" if stayed else said


def _remedies(desk: Desk, found: list[OrderFacts]) -> Block:
    _ = desk.say
    rows = [
        (
            one.reference,
            desk.day(remedy.on),
            _what(desk, remedy),
            desk.masked("claimants", desk.prose(remedy.by)),
            desk.prose(remedy.detail) or DASH,
            _result(desk, remedy),
        )
        for one in found
        for remedy in one.remedies
    ]
    return desk.table(
        "remedies",
        (
            ("order", _("Order"), 1.5),
            ("on", _("Lodged"), 1.1),
            ("what", _("Remedy"), 1.7),
            ("by", _("By"), 2),
            ("detail", _("Court; reference; extent"), 2.8),
            ("result", _("Result"), 2),
        ),
        rows,
        title=_("Remedies, stays and variations"),
        empty=_("No remedy is recorded."),
    )


def _what(desk: Desk, remedy: RemedyFacts) -> str:
    _ = desk.say
    words = {"challenge": _("Challenge"), "stay": _("Stay"), "variation": _("Variation")}
    said = words.get(remedy.what, desk.label(remedy.what))
    suspends = remedy.suspensive and remedy.what == "challenge"
    return f"{said}\n{_('suspends the order')}" if suspends else said


def _result(desk: Desk, remedy: RemedyFacts) -> str:
    if not remedy.outcome:
        return desk.say("not decided")
    if remedy.until is None:
        return desk.say(remedy.outcome)
    return f"{desk.say(remedy.outcome)}\n{desk.day(remedy.until)}"
