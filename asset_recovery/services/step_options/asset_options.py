"""The steps of an asset."""

from __future__ import annotations

from collections.abc import Iterator

from asset_recovery.domain import code_lists
from asset_recovery.domain.actions.base import AssetAction
from asset_recovery.domain.actions.vocabulary import VOCABULARY
from asset_recovery.domain.errors import Reason
from asset_recovery.domain.registers import StepOption
from asset_recovery.i18n import _
from asset_recovery.lifecycle.distribution import difference
from asset_recovery.lifecycle.position import Position
from asset_recovery.lifecycle.steps import Judgement
from asset_recovery.persistence.queries.event_query import events_of_asset
from asset_recovery.persistence.rows import Row
from asset_recovery.services.step_options.asking import Asking

# Beside the actions that are about assets by their nature.
_ALSO = (
    "split_asset",
    "merge_assets",
    "record_lapse",
    "confirm_balance",
    "post_cost",
    "post_income",
    "match_receipt",
    "allocate_proceeds",
)
_WITHOUT_RULES = (
    "publish_notice",
    "link_party",
    "declare_interest",
    "record_pattern",
    "draft_request",
    "add_note",
    "attach_document",
    "set_deadline",
)
# Corrections of the record itself stay with it, even where the thing was sold.
_ON_THE_RECORD = ("change_asset", "open_position", "record_lapse")
# Kinds of orders that the tables tell apart, and those that a later step asks for.
_ASKED_FOR = ("destruction", "use_authorisation", "foreign_freezing", "foreign_confiscation")


class _Judge:
    """Judges a step on the asset, or on what took its place (title and money)."""

    def __init__(self, asking: Asking) -> None:
        self._asking = asking
        self._own = _state(asking, asking.sight.row)
        self._stand_in = self._own
        asset = asking.sight.row
        while asset["replaced_by_id"] is not None:
            asset = asking.stories.asset(int(asset["replaced_by_id"]))
            self._stand_in = _state(asking, asset)

    @property
    def position(self) -> Position:
        """Where the money and the title are now."""
        return self._stand_in[0]

    def __call__(self, action: str, kind: str | None = None) -> Judgement:
        """What the tables say of the step."""
        step = self._asking.rules.step(action, kind)
        on_thing = action in _ON_THE_RECORD or (step is not None and "not_replaced" in step.guards)
        position, closed = self._own if on_thing else self._stand_in
        return self._asking.ask(action, kind, position, closed_now=closed)


def _state(asking: Asking, asset: Row) -> tuple[Position, bool]:
    return asking.position(asset), asking.closed_now(asset)


def options(asking: Asking) -> list[StepOption]:
    """Every step for the asset, an order of each kind that changes it, and what waits there."""
    judged = _Judge(asking)
    names = [
        name
        for name, action in VOCABULARY.items()
        if issubclass(action, AssetAction) and name not in (*_ALSO, *_WITHOUT_RULES)
    ]
    found = [asking.option(name, judged(name)) for name in (*names, *_ALSO)]
    for kind in order_kinds(asking):
        found.append(asking.option("record_order", judged("record_order", kind), {"kind": kind}))
    found += _of_claims(asking, judged)
    found += _of_allocations(asking, judged)
    found += _of_remedies(asking, judged)
    found += [asking.option(name) for name in _WITHOUT_RULES if name in VOCABULARY]
    found += asking.decisions(events_of_asset(asking.sight.connection, asking.sight.row["id"]))
    return found


def order_kinds(asking: Asking) -> list[str]:
    """The kinds of orders that are offered, in the order of their list."""
    told_apart = {kind for step in asking.rules.steps_of("record_order") for kind in step.kinds}
    offered = told_apart | set(_ASKED_FOR)
    return [code for code in code_lists.choices("order_kinds") if code in offered]


def _of_claims(asking: Asking, judged: _Judge) -> Iterator[StepOption]:
    for claim in judged.position.open_claims():
        yield asking.option("decide_claim", judged("decide_claim"), {"claim": claim.reference})


def _of_remedies(asking: Asking, judged: _Judge) -> Iterator[StepOption]:
    """Liabilities to settle, payments to ask back after a reversal, money to give up."""
    position = judged.position
    for reference, liability in position.remedy.liabilities.items():
        if not liability.open.is_zero:
            given = {"liability": reference, "amount": liability.open.as_json()}
            yield asking.option("settle_liability", judged("settle_liability"), given)
    left = difference(position)
    if position.remedy.reversals or (left is not None and left.is_negative):
        for reference, allocation in position.allocations.items():
            for to in dict.fromkeys(name for name, _on, _a, _r in allocation.paid):
                given_back = {"allocation": reference, "to": to}
                yield asking.option("claw_back", judged("claw_back"), given_back)
    if position.proceeds is not None or position.confirmed_balance is not None:
        given_up = {"asset": position.reference}
        yield asking.option("write_off_money", judged("write_off_money"), given_up)


def _of_allocations(asking: Asking, judged: _Judge) -> Iterator[StepOption]:
    """Each allocation that is not paid yet; without one, why nothing can be paid."""
    known = judged.position.allocations
    for reference, allocation in known.items():
        if not allocation.is_paid:
            yield asking.option("pay_out", judged("pay_out"), {"allocation": reference})
    if not known:
        nothing = Reason("wrong_state", _("Nothing is allocated yet."), "allocate_proceeds")
        found = judged("pay_out")
        yield asking.option("pay_out", Judgement((*found.reasons, nothing), found.warnings))
