"""The custody happenings of an asset as links of one chain, in the order of their dates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from asset_recovery.domain.actions.asset_actions import OpenPosition
from asset_recovery.domain.actions.confiscation_actions import ReturnAsset
from asset_recovery.domain.actions.custody_actions import MoveCustody, TakePossession, at_time
from asset_recovery.domain.actions.sale_actions import DeliverAsset
from asset_recovery.domain.custody_facts import ChainLink
from asset_recovery.lifecycle.happenings import Happening

MOVES = ("open_position", "take_possession", "move_custody", "deliver_asset", "return_asset")
TRANSPORT = ("carrier", "vehicle", "escort", "route", "insurance")
PEOPLE = ("from_unit", "to_unit", "identity_check")

Happened = Mapping[str, Sequence[Happening]]


def links(happened: Happened) -> tuple[ChainLink, ...]:
    """Every hand-over, the oldest first (those of one day in the order of their entry)."""
    found = (link for name in MOVES for one in happened.get(name, ()) for link in _link(one))
    return tuple(sorted(found, key=lambda link: (link.on, link.seq)))


def _link(one: Happening) -> Iterator[ChainLink]:
    command = one.command
    if isinstance(command, OpenPosition):
        yield from _taken_over(command, one)
    elif isinstance(command, TakePossession):
        yield _taken(command, one)
    elif isinstance(command, MoveCustody):
        yield _moved(command, one)
    elif isinstance(command, DeliverAsset):
        yield ChainLink(
            seq=one.seq,
            on=one.on,
            what="delivered_to_the_buyer",
            keeper=command.received_by,
            reason=command.registration,
            last=True,
        )
    elif isinstance(command, ReturnAsset):
        yield ChainLink(
            seq=one.seq,
            on=one.on,
            what="returned",
            keeper=str(command.to),
            reason=command.receipt,
            condition=command.condition,
            last=not command.parts,
        )


def _taken_over(command: OpenPosition, one: Happening) -> Iterator[ChainLink]:
    """Possession that another register knew of; what it does not say stays unknown."""
    given = {name: str(value) for name, value in (command.possession or {}).items() if value}
    if not given:
        return
    try:
        since = date.fromisoformat(given.get("since", ""))
    except ValueError:
        since = one.on
    yield ChainLink(
        seq=one.seq,
        on=since,
        what="possession_taken_over",
        keeper=given.get("custodian"),
        place=given.get("place"),
    )


def _taken(command: TakePossession, one: Happening) -> ChainLink:
    """Where control is taken by an act of the law, its reference is who has it in law."""
    control = bool(command.control_reference)
    return ChainLink(
        seq=one.seq,
        on=one.on,
        what="possession_taken",
        keeper=command.custodian or (command.control_reference if control else None),
        place=command.storage or command.place,
        from_place=command.place,
        reason=command.order or command.power,
        out_at=one.at,
        in_at=one.at,
        condition=command.condition,
        seals=command.seals,
        photos=command.photos,
        signed_by=command.inventory_by,
    )


def _moved(command: MoveCustody, one: Happening) -> ChainLink:
    said = [(name, str(value)) for name in TRANSPORT if (value := getattr(command, name))]
    people = [(name, str(value)) for name in PEOPLE if (value := getattr(command, name))]
    return ChainLink(
        seq=one.seq,
        on=one.on,
        what="moved",
        keeper=command.received_by,
        giver=command.handed_over_by,
        place=command.to,
        from_place=command.from_place,
        reference=one.reference,
        purpose=command.purpose,
        reason=command.reason,
        authority=command.authority,
        out_at=at_time(one.on, command.out_at) or one.at,
        in_at=at_time(one.on, command.in_at),
        in_hands_of=command.carrier or command.escort,
        transport=tuple(said),
        people=tuple(people),
        condition_out=command.condition_out,
        condition=command.condition,
        condition_remark=command.condition_remark,
        seals_out=command.seals_out,
        seals=command.seals,
        new_seals=command.new_seals,
        seals_intact=command.seals_intact,
        seal_remark=command.seal_remark,
        quantity_out=command.quantity_out,
        quantity_in=command.quantity_in,
        weight_out=command.weight_out,
        weight_in=command.weight_in,
        variance_remark=command.variance_remark,
        travelling_with=command.travelling_with,
        photos=command.photos,
        expected_return=command.expected_return,
        signed_by=(command.handed_over_by, command.received_by),
        witness=command.witness,
    )
