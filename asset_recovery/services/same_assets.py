"""The list of assets that are possibly the same, to be worked off."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from asset_recovery.domain.same_assets import SameAssetRow
from asset_recovery.lifecycle.permissions import Actor
from asset_recovery.persistence.access_sql import Access
from asset_recovery.persistence.queries.same_assets_query import undecided_pairs
from asset_recovery.persistence.store import Engine


@dataclass(frozen=True, slots=True, kw_only=True)
class SameAssets:
    """Reads the pairs for one user at a time."""

    engine: Engine
    today: Callable[[], date]

    def rows(self, actor: Actor) -> list[SameAssetRow]:
        """The pairs that wait for a decision, of cases that this user may know of."""
        with self.engine.connect() as connection:
            found = undecided_pairs(connection, Access.of(actor, self.today()))
        return [SameAssetRow(**row) for row in found]
