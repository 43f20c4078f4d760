"""Two assets that bear the same identifier: perhaps one thing, for a person to decide."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class SameAssetRow:
    """An identifier that stands with two assets, each with its case and description."""

    kind: str
    value: str
    asset: str
    case: str
    description: str
    other: str
    other_case: str
    other_description: str
