"""The property of a case: assets on their four axes, custody chain, valuations."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from asset_recovery.domain import asset_types
from asset_recovery.domain.actions import asset_actions as a
from asset_recovery.domain.actions import custody_actions as p
from asset_recovery.domain.actions.base import AssetAction
from asset_recovery.domain.actions.confiscation_actions import ReturnAsset
from asset_recovery.domain.actions.sale_actions import DeliverAsset
from asset_recovery.domain.actions.value_actions import RecordValuation
from asset_recovery.domain.case_file import AssetFacts, CustodyFacts, PartFacts, ValuationFacts
from asset_recovery.domain.money import Money
from asset_recovery.domain.type_details import shown_details
from asset_recovery.i18n import _
from asset_recovery.lifecycle.balances import balance_of
from asset_recovery.lifecycle.current_value import counts_for_sale
from asset_recovery.lifecycle.headline import headline
from asset_recovery.lifecycle.life_strip import strip
from asset_recovery.lifecycle.parts import shown_legal
from asset_recovery.lifecycle.position import PartPosition, Position
from asset_recovery.persistence.repositories.case_stories import Told, of_action
from asset_recovery.services.case_parts.advice import hint_facts
from asset_recovery.services.case_parts.case_desk import AssetCase, CaseDesk, joined, listed
from asset_recovery.services.case_parts.lineage import lineage_facts
from asset_recovery.services.case_parts.people import links_in_force
from asset_recovery.services.case_parts.sharing import case_shares

_PEOPLE = {
    "owner": ("registered_owner", "owner"),
    "possessor": ("possessor",),
    "beneficial_owner": ("beneficial_owner",),
}


_HANDED_OVER = frozenset(
    {
        "sold_paid_delivered",
        "transferred_for_public_or_social_use",
        "donated",
        "destroyed_or_recycled",
        "handed_back",
        "restituted_to_victim",
        "transferred_abroad",
        "abandoned_or_written_off",
    }
)


@dataclass(slots=True)
class _Near:
    """What stands beside an asset's own row."""

    identifiers: list[tuple[str, str]] = field(default_factory=list)
    marks: list[tuple[str, str, str]] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)
    named: dict[str, str] = field(default_factory=dict)
    corrected: dict[str, set[str]] = field(default_factory=dict)


def asset_facts(desk: CaseDesk) -> tuple[AssetFacts, ...]:
    """Every asset as it stood: void and replaced ones too, each with its mark."""
    near = _near(desk)
    for one in desk.assets:
        origin = near.get(one.row["substitutes_id"])
        if origin is not None:
            near[one.row["id"]].links += origin.links
            near[one.row["id"]].corrected |= origin.corrected
    made = [_asset(desk, one, near[one.row["id"]]) for one in desk.assets]
    return tuple(sorted(made, key=lambda one: one.number))


def _near(desk: CaseDesk) -> dict[int, _Near]:
    found: dict[int, _Near] = {asset.row["id"]: _Near() for asset in desk.assets}
    for row in desk.rows.of("asset_identifier"):
        if row["asset_id"] in found:
            found[row["asset_id"]].identifiers.append((row["kind"], row["value"]))
            if row.get("mark"):
                mark = (row["kind"], row["value"], row["mark"])
                found[row["asset_id"]].marks.append(mark)
    parties = {row["id"]: row["reference"] for row in desk.rows.of("party")}
    for link in links_in_force(desk):
        if link["asset_id"] in found:
            found[link["asset_id"]].links.append((link["role"], parties[link["party_id"]]))
    for one in of_action(desk.stories.told, "register_asset", "change_asset"):
        for key, reference in zip(one.asset_ids, one.assets, strict=True):
            if key in found:
                _correct(found[key], one.facts_of(reference).get("parties") or {})
    return found


def _correct(near: _Near, parties: dict[str, str]) -> None:
    """A correction names the person anew: who was named before no longer stands in that role."""
    for argument, party in parties.items():
        before = near.named.get(argument)
        gone = near.corrected.setdefault(argument, set())
        if before is not None and before != party:
            gone.add(before)
        gone.discard(party)
        near.named[argument] = party


def _asset(desk: CaseDesk, one: AssetCase, near: _Near) -> AssetFacts:
    row, position = one.row, one.position
    value = desk.value_of(one)
    kind = asset_types.asset_types().get(row["type_code"])
    grounds = json.loads(row["grounds"])
    shown = None if value is None or position.void else value
    price = position.gross if shown and position.substitutes is not None else None
    details = json.loads(row.get("details") or "{}")
    balance = balance_of(position, desk.day)
    owner, possessor, beneficial = (_people(desk, near, name) for name in _PEOPLE)
    return AssetFacts(
        number=row["number"],
        reference=row["reference"],
        description=row["description"],
        type_code=row["type_code"],
        type_label=_(kind.label) if kind else row["type_code"],
        headline=headline(position, desk.rules.groups["not_yet_final"]),
        legal_state=shown_legal(position),
        management_state=position.management,
        dispute_state=position.dispute,
        money_state=position.money,
        identifiers=tuple(near.identifiers),
        location=row["location"],
        country=row["country"],
        quantity=format(position.quantity, "f") if position.own_steps else row["quantity"],
        unit=row["unit"],
        owner=owner,
        possessor=possessor,
        beneficial_owner=beneficial,
        grounds=tuple(ground.code for ground in position.grounds)
        or tuple(str(ground["code"]) for ground in grounds),
        tainted_value=_tainted(grounds),
        value=shown.value if shown else None,
        value_kind=shown.kind if shown else None,
        valued_on=shown.on if shown else None,
        base_value=desk.convert(shown.value, shown.on) if shown else None,
        price=price,
        base_price=desk.convert(price, shown.on) if shown else None,
        orders=tuple(key for key, one in position.orders.items() if one.state != "refused"),
        custody_place=_custody_place(position),
        replaced_by=position.replaced_by,
        substitutes=position.substitutes,
        taken_over=position.taken_over,
        unknown=position.unknown,
        irregular=tuple(dict.fromkeys(position.irregular)),
        strip=strip(position),
        balance=None if balance is None else balance.confirmed,
        balance_frozen=None if balance is None else balance.frozen,
        balance_free=None if balance is None else balance.free,
        parts=tuple(_part(desk, position, part) for part in position.parts.values()),
        details=shown_details(kind, details, desk.name) if details else (),
        details_given=details,
        identifier_marks=tuple(near.marks),
        lineage=lineage_facts(desk, one.reference),
        ancestors=desk.lines.ancestors(one.reference),
        cases=case_shares(desk, one.reference),
        hints=hint_facts(desk, one, kind),
    )


def _part(desk: CaseDesk, position: Position, part: PartPosition) -> PartFacts:
    return PartFacts(
        reference=f"{position.reference}/{part.reference}",
        legal_state=part.legal,
        share=part.share,
        amount=part.amount,
        component=part.component,
        claimant=desk.name(part.claimant) if part.claimant else None,
        orders=tuple(
            order.reference
            for order in position.orders.values()
            if order.holds(part.reference) and order.is_standing
        ),
    )


def _custody_place(position: Position) -> str | None:
    """Where the thing is kept; what was handed over is not, nor money in its place."""
    gone = position.substitutes is not None or position.management in _HANDED_OVER
    if position.possession is None or gone:
        return None
    return position.possession.place or None


def _people(desk: CaseDesk, near: _Near, argument: str) -> str | None:
    gone = near.corrected.get(argument, set())
    return joined(
        desk.name(name)
        for role, name in near.links
        if role in _PEOPLE[argument] and name not in gone
    )


def _tainted(grounds: list[dict[str, object]]) -> Money | None:
    """The tainted part of a mixed asset: the sum of what its grounds name, in one currency."""
    found = [Money.from_json(one["tainted_value"]) for one in grounds if one.get("tainted_value")]
    if not found or len({one.currency for one in found}) > 1:
        return None
    return Money.total(found, found[0].currency)


def custody_facts(desk: CaseDesk) -> tuple[CustodyFacts, ...]:
    """The chain of hands of every asset, in the order of its dates."""
    holders: dict[str, str] = {}
    found: list[CustodyFacts] = []
    actions = ("open_position", "take_possession", "move_custody", "deliver_asset", "return_asset")
    for one in desk.done(*actions):
        for reference in one.assets:
            link = _link(desk, one, reference, holders.get(reference))
            if link is not None:
                found.append(link)
                holders[reference] = link.to_whom or link.custodian or ""
    return tuple(found)


def _link(desk: CaseDesk, one: Told, asset: str, holder: str | None) -> CustodyFacts | None:
    command = one.command
    if isinstance(command, AssetAction) and command.rows:
        command = command.for_asset(asset)
    if isinstance(command, a.OpenPosition):
        return _taken_over(desk, command, one, asset)
    if isinstance(command, p.TakePossession):
        return _taken(desk, command, one, asset)
    if isinstance(command, p.MoveCustody):
        return CustodyFacts(
            asset=asset,
            on=one.on,
            what="moved",
            place=command.to,
            custodian=desk.name(command.received_by),
            from_whom=desk.name(command.handed_over_by),
            to_whom=desk.name(command.received_by),
            reason=command.reason,
            condition=command.condition,
            seals=joined(command.seals),
        )
    if isinstance(command, DeliverAsset):
        return CustodyFacts(
            asset=asset,
            on=one.on,
            what="delivered_to_the_buyer",
            from_whom=holder or None,
            to_whom=desk.name(command.received_by),
            reason=command.registration,
        )
    if isinstance(command, ReturnAsset):
        return CustodyFacts(
            asset=asset,
            on=one.on,
            what="returned",
            from_whom=holder or None,
            to_whom=desk.name(command.to),
            reason=_("receipt {receipt}").format(receipt=command.receipt),
            condition=command.condition,
        )
    return None


def _taken(desk: CaseDesk, command: p.TakePossession, one: Told, asset: str) -> CustodyFacts:
    signers = tuple(desk.name(person) for person in command.inventory_by)
    signed = joined(signers)
    basis = [command.order or command.power or ""]
    if signed:
        basis.append(_("inventory signed by {people}").format(people=signed))
    if command.control_reference:
        basis.append(_("control by {reference}").format(reference=command.control_reference))
    near = desk.by_reference.get(asset)
    return CustodyFacts(
        asset=asset,
        on=one.on,
        what="possession_taken",
        place=joined((command.place or "", command.storage or "")),
        custodian=desk.name(command.custodian) or None,
        from_whom=joined(desk.possessors.get(near.row["id"], ())) if near else None,
        to_whom=desk.name(command.custodian) or None,
        reason="; ".join(basis),
        signed_by=signers,
        condition=command.condition,
        seals=joined(command.seals),
    )


def _taken_over(
    desk: CaseDesk, command: a.OpenPosition, one: Told, asset: str
) -> CustodyFacts | None:
    """Possession that the other register knew of; what it does not say stays unknown."""
    if not command.possession:
        return None
    given = {name: str(value) for name, value in command.possession.items() if value}
    custodian = desk.name(given.get("custodian")) or None
    return CustodyFacts(
        asset=asset,
        on=_since(given.get("since")) or one.on,
        what="possession_taken_over",
        place=given.get("place"),
        custodian=custodian,
        to_whom=custodian,
        reason=_("taken over from another register"),
    )


def _since(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def valuation_facts(desk: CaseDesk) -> tuple[ValuationFacts, ...]:
    """Every valuation, the oldest first, with whether its kind may carry a sale."""
    return tuple(_valuations(desk))


def _valuations(desk: CaseDesk) -> Iterator[ValuationFacts]:
    for one in desk.done("record_valuation"):
        for reference in dict.fromkeys((*one.assets, *_standing(desk, one))):
            command = one.command
            assert isinstance(command, RecordValuation)
            own = command.for_asset(reference) if command.rows else command
            asset = desk.by_reference.get(reference)
            value = own.value
            if reference not in one.assets:
                value = _part_of_value(asset, one.row["reference"] or "", value)
            by_mark = asset is not None and asset.position.marked_to_market
            yield ValuationFacts(
                reference=one.row["reference"] or "",
                asset=reference,
                on=one.on,
                value=value,
                kind=own.kind,
                method=own.method,
                valuer=desk.name(own.valuer),
                counts=counts_for_sale(own.kind, desk.rules, by_mark=by_mark),
                low=own.low if value == own.value else None,
                high=own.high if value == own.value else None,
                valid_until=own.valid_until,
                base_value=desk.reading.rates.convert(value, desk.currency, one.on),
            )


def _standing(desk: CaseDesk, one: Told) -> Iterator[str]:
    """The parts that stand now for an asset that was valued as a whole."""
    for reference in one.assets:
        if reference in desk.lines.splits:
            yield from desk.lines.standing(reference, (one.on, int(one.row["seq"])))


def _part_of_value(asset: AssetCase | None, reference: str, whole: Money) -> Money:
    known = asset.position.valuations if asset else []
    return next((one.value for one in known if one.reference == reference), whole)


def grounds_of(asset: AssetCase) -> list[dict[str, object]]:
    """The grounds of liability of an asset as they were given."""
    return [dict(one) for one in listed(asset.row["grounds"])]
