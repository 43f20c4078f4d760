"""Guards on what was split or merged, and on splitting and merging."""

from __future__ import annotations

from collections.abc import Iterator

from asset_recovery.domain.actions.asset_actions import LinkAssetToCase
from asset_recovery.domain.errors import Reason
from asset_recovery.i18n import _
from asset_recovery.lifecycle.ask import Ask, Guard
from asset_recovery.lifecycle.position import Position

SHARED_OUT = frozenset({"net_determined", "allocated", "partly_paid_out", "fully_distributed"})


def replaced(position: Position) -> Iterator[Reason]:
    """What stands in the place of an asset that was sold, split or merged."""
    if not position.replaced_by:
        return
    sentence = _("The asset was sold; {substitute} stands in its place.")
    if position.split_into:
        sentence = _("The asset was split into {substitute}: name the part that is meant.")
    elif position.merged_into:
        sentence = _("The asset was merged into {substitute}; name that one.")
    yield Reason("asset_replaced", sentence.format(substitute=position.replaced_by))


def not_divided(ask: Ask) -> Iterator[Reason]:
    """Nothing happens any more to an asset that was split or merged."""
    if ask.position.split_into or ask.position.merged_into:
        yield from replaced(ask.position)


def no_sale_under_way(ask: Ask) -> Iterator[Reason]:
    """A sale, and a proposal of one, concerns the thing as it is offered."""
    position = ask.position
    if position.sale is not None or position.management in (
        "interlocutory_sale_proposed",
        "interlocutory_sale_ordered",
        "in_sale_process",
        "sold_unpaid",
    ):
        yield Reason(
            "wrong_state", _("A sale of this asset is under way; end it first."), "end_sale"
        )


def proceeds_not_shared(ask: Ask) -> Iterator[Reason]:
    """Money that is already shared out is not shared out in another way."""
    position = ask.position
    remedy = position.remedy
    owed = remedy.reversals or remedy.claw_backs or remedy.liabilities or remedy.losses
    if owed or position.money in SHARED_OUT or position.applied or position.written_off:
        yield Reason(
            "wrong_state",
            _("Its money is already determined, shared out, written off or asked back."),
        )


def cost_key_agreed(ask: Ask) -> Iterator[Reason]:
    """Costs of an asset in several cases are posted once it is said who bears what."""
    if None in ask.position.shared.values():
        yield Reason(
            "cost_share_missing",
            _("The asset stands in more than one case: say first which share each one bears."),
            "link_asset_to_case",
        )


def shares_below_whole(ask: Ask) -> Iterator[Reason]:
    """What the linked cases bear leaves something to the case of the asset, or nothing."""
    command = ask.command
    if not isinstance(command, LinkAssetToCase) or command.cost_share is None:
        return
    others = [
        share
        for case, share in ask.position.shared.items()
        if case != command.case and share is not None
    ]
    if sum(others, command.cost_share) > 1:
        yield Reason(
            "shares_do_not_sum",
            _("With this share the cases would bear more than the whole."),
            field="cost_share",
        )


GUARDS: dict[str, Guard] = {
    guard.__name__: guard
    for guard in (
        not_divided,
        no_sale_under_way,
        proceeds_not_shared,
        cost_key_agreed,
        shares_below_whole,
    )
}
