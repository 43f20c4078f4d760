"""What must hold of every position, whatever happened (data-model.md 9.2): a check, no guard.

A position that was taken over, or that carries an irregular record, is as others made it; of it
only the money is asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from asset_recovery.domain.money import Money
from asset_recovery.i18n import _
from asset_recovery.lifecycle.position import AllocationPosition, Position

Broken = tuple[str, str]

GIVEN_AWAY = frozenset({"transferred_for_public_or_social_use", "official_use", "donated"})
UNCERTAIN = frozenset(
    {"identified", "frozen", "seized", "confiscated_not_final", "confiscation_under_appeal"}
)


def broken(position: Position) -> list[Broken]:
    """(invariant, sentence) for each that does not hold."""
    found = list(_shares(position))
    found += _parts(position)
    found += _paid(position)
    if not position.taken_over and not position.irregular:
        for check in _STEPS:
            found += check(position)
    return found


def _parts(position: Position) -> Iterator[Broken]:
    """I6: the shares into which an asset is divided come to the whole."""
    shares = [part.share for part in position.parts.values()]
    known = [share for share in shares if share is not None]
    if shares and len(known) == len(shares) and sum(known) != 1:
        yield (
            "I6",
            _("The parts of {name} do not come to the whole.").format(name=position.reference),
        )
    if any(share <= 0 for share in known):
        yield "I6", _("A part of {name} is empty.").format(name=position.reference)


def _shares(position: Position) -> Iterator[Broken]:
    """I17: the shares of an allocation are all in one currency and none is negative."""
    for allocation in position.allocations.values():
        currencies = {amount.currency for _to, _kind, amount in allocation.shares}
        if len(currencies) > 1 or any(a.minor < 0 for _to, _kind, a in allocation.shares):
            yield (
                "I17",
                _("The shares of {name} are not parts of one amount.").format(
                    name=allocation.reference
                ),
            )
        yield from _sum_of_shares(position, allocation)


def _sum_of_shares(position: Position, allocation: AllocationPosition) -> Iterator[Broken]:
    net = position.net
    if net is None or len(position.allocations) != 1 or position.pending:
        return
    of_asset = [a for _to, _kind, a in allocation.shares if a.currency == net.currency]
    if not of_asset or allocation.reference.rsplit("-A", 1)[0] == position.case.reference:
        return  # an allocation of the whole case shares out the nets of several assets
    if Money.total(of_asset, net.currency) < net:
        yield (
            "I17",
            _("The shares of {name} do not come to the net proceeds.").format(
                name=allocation.reference
            ),
        )


def _paid(position: Position) -> Iterator[Broken]:
    """I4, I7: nobody was paid more than was allocated to him."""
    for allocation in position.allocations.values():
        due: dict[str, Money] = {}
        for to, _kind, amount in allocation.shares:
            due[to] = due[to] + amount if to in due else amount
        for to in {name for name, _on, _amount, _reference in allocation.paid}:
            paid = allocation.paid_to(to)
            if paid is not None and (to not in due or paid > due[to]):
                yield (
                    "I4",
                    _("{to} was paid more than {name} allocates.").format(
                        to=to, name=allocation.reference
                    ),
                )


def _title(position: Position) -> Iterator[Broken]:
    """I8: nothing is given away before title; a sale before it is an interlocutory one."""
    if position.management in GIVEN_AWAY and position.legal in UNCERTAIN:
        yield "I8", _("It was given away while the confiscation was not final.")


def _stored(position: Position) -> Iterator[Broken]:
    """I15: what is stored has a day on which that is looked at again."""
    if position.management == "stored" and position.review_on is None and position.mode_since:
        yield "I15", _("It is stored without a day of review.")


_STEPS: tuple[Callable[[Position], Iterator[Broken]], ...] = (_title, _stored)
