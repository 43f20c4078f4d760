"""Guards on why and how an asset is confiscated: route and proof, grounds and their extras."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from asset_recovery.domain import code_lists
from asset_recovery.domain.actions.order_actions import RecordOrder
from asset_recovery.domain.errors import Reason
from asset_recovery.domain.money import Money
from asset_recovery.i18n import _
from asset_recovery.lifecycle.ask import Ask
from asset_recovery.lifecycle.current_value import counting_valuation
from asset_recovery.lifecycle.parts import scope_of
from asset_recovery.lifecycle.position import CONFISCATIONS, GroundPosition, HearingPosition


def route_of(ask: Ask) -> str | None:
    """The route on which confiscation is sought: of the order, the filing or the case."""
    if isinstance(ask.command, RecordOrder) and ask.command.route:
        return ask.command.route
    orders = ask.position.standing_orders(CONFISCATIONS)
    named = orders[0].route if orders else None
    return named or ask.position.filed_route or ask.position.case.route


_SUPPLIED_BY = {
    "conviction": "record_proceeding",
    "notice": "publish_notice",
    "notice_or_hearing": "publish_notice",
    "hearing": "record_hearing",
}


def route_proof(ask: Ask) -> Iterator[Reason]:
    """The route's proof is on file; a position taken over proves the steps that led to it."""
    position = ask.position
    if position.taken_over and position.legal in (
        "confiscated_not_final",
        "confiscation_under_appeal",
        *ask.rules.groups["enforceable_title"],
    ):
        return
    if position.legal == "foreign_confiscation_recognised":
        return  # the issuing State's court proved its own route
    route = route_of(ask)
    if route is None:
        if ask.command is None or position.legal == "confiscation_proposed":
            yield Reason("route_proof_missing", _("No route is named."), "change_case", "route")
        return
    missing = missing_proof(ask, route)
    if missing == ["notice"]:
        yield Reason(
            "notice_missing",
            _("The route {route} asks for a published notice.").format(route=route),
            "publish_notice",
        )
    by_action: dict[str, list[str]] = {}
    for kind in missing:
        by_action.setdefault(_SUPPLIED_BY.get(kind, "record_proof"), []).append(kind)
    for action, kinds in by_action.items():
        yield Reason(
            "route_proof_missing",
            _("The route {route} lacks: {proofs}.").format(route=route, proofs=", ".join(kinds)),
            action,
        )


def missing_proof(ask: Ask, route: str) -> list[str]:
    """The kinds of proof that the route asks for and the file lacks, in the order of the data."""
    asked = ask.rules.routes.get(route, {})
    proof = asked.get("proof", [])
    wanted = [str(kind) for kind in proof] if isinstance(proof, list) else []
    mixed = asked.get("proof_for_mixed", [])
    if isinstance(mixed, list) and any(
        ground.code in ("MIX", "TRF") for ground in ask.position.grounds
    ):
        wanted += [str(kind) for kind in mixed]
    return [kind for kind in wanted if not _proved(ask, kind)]


def _proved(ask: Ask, kind: str) -> bool:
    case, position = ask.position.case, ask.position
    noticed = bool(case.notices)
    heard = any(was_heard(hearing, ask.on) for hearing in position.hearings.values())
    facts = {
        "conviction": any(on <= ask.on for on, _final in case.convictions),
        "notice": noticed,
        "hearing": heard or "hearing" in case.proofs,
        "notice_or_hearing": noticed or heard,
        "tainted_share": "tainted_share" in case.proofs
        or any(
            ground.code in ("MIX", "TRF") and ground.tainted is not None
            for ground in position.grounds
        ),
    }
    return facts.get(kind, kind in case.proofs)


def was_heard(hearing: HearingPosition, on: date) -> bool:
    """The person answered, absconded, or let the period pass."""
    if hearing.reply is not None and hearing.reply != "no_reply":
        return True
    return hearing.reply_by is not None and on > hearing.reply_by


def notice_before_final(ask: Ask) -> Iterator[Reason]:
    """Where heirs are unknown, a published notice comes before finality."""
    kind = ask.order.kind if ask.order else getattr(ask.command, "kind", None)
    if kind not in CONFISCATIONS:
        return
    route = route_of(ask)
    asked = ask.rules.routes.get(route or "", {})
    if asked.get("notice_before_final") and not ask.position.case.notices:
        heirs = any(hearing.notified_on for hearing in ask.position.hearings.values())
        if not heirs:
            yield Reason(
                "notice_missing",
                _("Heirs were neither notified nor addressed by a published notice."),
                "publish_notice",
            )


def tainted_share(ask: Ask) -> Iterator[Reason]:
    """A ground has what it must add: intermingled property its cap, income its period."""
    for ground in _grounds(ask):
        if ground.code == "MIX" and ground.tainted is None:
            yield Reason(
                "tainted_share_missing",
                _("{ground}: the ground has no assessed value of the tainted part.").format(
                    ground=_ground(ground.code)
                ),
                "change_asset",
                field="grounds",
            )
        if ground.code == "INC" and ground.period is None:
            yield Reason(
                "field_missing",
                _("{ground}: the ground has no period in which the income arose.").format(
                    ground=_ground(ground.code)
                ),
                "change_asset",
                field="grounds",
            )


def _ground(code: str) -> str:
    """A ground of liability by its word, with its code behind it."""
    return f"{code_lists.label('liability_grounds', code)} ({code})"


def _grounds(ask: Ask) -> tuple[GroundPosition, ...]:
    """Why the asset is liable: as the step says, else as the file says."""
    given = getattr(ask.command, "grounds", ())
    return tuple(GroundPosition.of(one) for one in given) or ask.position.grounds


def within_tainted_value(ask: Ask) -> Iterator[Reason]:
    """Intermingled property is confiscated up to the assessed value of its tainted part.

    The amount of the order is compared, or the share that it names of the value on file
    (UNTOC article 12(4), UNCAC article 31(5)).
    """
    caps = [one.tainted for one in _grounds(ask) if one.code == "MIX" and one.tainted is not None]
    command = ask.command
    if not caps or not isinstance(command, RecordOrder) or len({one.currency for one in caps}) > 1:
        return
    cap = Money.total(caps, caps[0].currency)
    taken = _taken(ask, command, cap.currency)
    if taken is not None and taken > cap:
        yield Reason(
            "amount_exceeds_order",
            _("The tainted part is assessed at {cap}; the order takes {taken}.").format(
                cap=cap.display(), taken=taken.display()
            ),
            field="amount",
        )


def _taken(ask: Ask, command: RecordOrder, currency: str) -> Money | None:
    """What the order takes of the asset in this currency; None where that cannot be said."""
    scope = scope_of(command, ask.position, None)
    amount = scope.amount or command.amount
    if amount is None and scope.fraction is not None:
        newest = counting_valuation(ask.position, ask.rules, ask.on)
        value = newest.value if newest else ask.position.estimated_value
        if value is not None:
            minor = (Decimal(value.minor) * scope.fraction).to_integral_value()
            amount = Money(int(minor), value.currency)
    return None if amount is None else ask.convert(amount, currency, ask.on)


def route_proof_wished(ask: Ask) -> Iterator[Reason]:
    """What the route asks for besides and does not insist on."""
    asked = ask.rules.routes.get(route_of(ask) or "", {})
    wished = asked.get("wished", [])
    kinds = [str(kind) for kind in wished] if isinstance(wished, list) else []
    missing = [kind for kind in kinds if not _proved(ask, kind)]
    if missing:
        yield Reason(
            "route_proof_missing",
            _("The route {route} would also have: {proofs}.").format(
                route=route_of(ask), proofs=", ".join(missing)
            ),
            "record_proof",
        )


GUARDS = {
    guard.__name__: guard
    for guard in (
        route_proof,
        route_proof_wished,
        notice_before_final,
        tainted_share,
        within_tainted_value,
    )
}
