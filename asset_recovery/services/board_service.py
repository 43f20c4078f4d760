"""The board: assets as cards a column at a time, and where a card may go next."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from asset_recovery.domain.board import BoardCard
from asset_recovery.domain.registers import AssetRow, RowSource, StepOption, View
from asset_recovery.i18n import _
from asset_recovery.lifecycle.permissions import Actor
from asset_recovery.persistence.queries.board_query import marks_of, orders_of_asset
from asset_recovery.persistence.rows import Row
from asset_recovery.persistence.store import Engine
from asset_recovery.services.looking import Look, OpenOffice, Sight, look_at
from asset_recovery.services.register_service import RegisterService
from asset_recovery.services.step_options import asset_options
from asset_recovery.services.step_options.asking import Asking
from asset_recovery.services.step_options.leading import with_leads
from asset_recovery.services.step_service import StepService

if TYPE_CHECKING:
    from asset_recovery.persistence.queries.wanted import After

_MIXED = "Mixed"
# Marks of which a card shows the first ones, what asks for somebody first.
_IN_ORDER = ("pending", "irregular", "mixed", "taken_over")


@dataclass(frozen=True, slots=True)
class CardSource:
    """The asset register as cards: the same rows, each with its marks."""

    rows: RowSource[Any]
    engine: Engine

    def count(self, view: View) -> int:
        """How many cards the view has."""
        return self.rows.count(view)

    def page(self, view: View, after: After, skip: int, size: int) -> list[BoardCard]:
        """At most `size` cards."""
        return self._cards(self.rows.page(view, after, skip, size))

    def page_before_end(self, view: View, skip: int, size: int) -> list[BoardCard]:
        """At most `size` cards, `skip` before the end, in list order."""
        return self._cards(self.rows.page_before_end(view, skip, size))

    def anchor(self, view: View, row: BoardCard) -> tuple[object, int]:
        """The sort key and id of a card, to continue after it."""
        return self.rows.anchor(view, row.row)

    def position(self, view: View, identity: int) -> int | None:
        """Where an asset stands in the view, or None."""
        return self.rows.position(view, identity)

    def _cards(self, rows: list[AssetRow]) -> list[BoardCard]:
        if not rows:
            return []
        with self.engine.connect() as connection:
            marks = marks_of(connection, [row.id for row in rows])
        return [_card(row, marks.get(row.id, set())) for row in rows]


def _card(row: AssetRow, marks: set[str]) -> BoardCard:
    if row.headline == _MIXED:
        marks.add("mixed")
    return BoardCard(row, tuple(one for one in _IN_ORDER if one in marks))


@dataclass(frozen=True, slots=True)
class BoardService:
    """Cards, and the ways that the rules leave open to each."""

    office: OpenOffice
    registers: RegisterService

    def source(self, actor: Actor) -> CardSource:
        """The cards that a person may know of."""
        return CardSource(self.registers.source("assets", actor), self.office.reading)

    def ways(self, reference: str, actor: Actor, *, purpose: str = "") -> tuple[StepOption, ...]:
        """Every step that changes a state of an asset, with where it leads, the allowed ones first.

        Steps of the orders that hold the asset are among them (`order` is then given), for finality
        or a challenge move it too. Allowed or not, and why not, is as `can` says.
        """
        look = Look(screen="board", noted=False, purpose=purpose or _("possible steps"))
        with look_at(self.office, actor, "asset", reference, look) as sight:
            asking = Asking(sight, sight.reading.today)
            asset = _stand_in(asking, sight)
            position = asking.position(asset)
            options = asset_options.options(asking)
            found = list(with_leads(options, asking.rules, position, asking.on))
            orders = orders_of_asset(sight.connection, asset)
            rules, on = asking.rules, asking.on
        steps = StepService(self.office)
        for order in orders:
            held = position.orders.get(order)
            if held is not None:
                asked = with_leads(
                    steps.can(order, actor, purpose=purpose), rules, position, on, held
                )
                found += [_of_order(one, order) for one in asked]
        return tuple(sorted(found, key=lambda one: not one.allowed))


def _of_order(option: StepOption, order: str) -> StepOption:
    return replace(option, given=(("order", order), *option.given))


def _stand_in(asking: Asking, sight: Sight) -> Row:
    """The asset, or what took its place."""
    asset = sight.row
    while asset["replaced_by_id"] is not None:
        asset = asking.stories.asset(int(asset["replaced_by_id"]))
    return asset
