"""Identifiers in a file: check digits are warned of, the same one twice is pointed out."""

from __future__ import annotations

from collections.abc import Iterator

from asset_recovery.domain.errors import Reason
from asset_recovery.domain.identifiers import (
    CHECKED_KINDS,
    check_identifier,
    normalise_identifier,
)


class IdentifierWatch:
    """Remembers the identifiers of the rows before."""

    def __init__(self) -> None:
        self._first: dict[tuple[str, str], tuple[int, str]] = {}

    def warnings(self, kind: str, value: str, column: str) -> Iterator[Reason]:
        """What is odd about an identifier; it is kept as written all the same."""
        lower = kind.lower()
        if lower in CHECKED_KINDS:
            check = check_identifier(lower, value)
            if not check.valid:
                text = f"{column}: {check.reason} It is kept as written."
                yield Reason("field_invalid", text, field=column)

    def keep(self, kind: str, value: str, number: int, reference: str) -> Reason | None:
        """Remember an identifier of row `number`; the warning if another record has it already."""
        key = (kind.lower(), normalise_identifier(kind.lower(), value))
        first, other = self._first.setdefault(key, (number, reference))
        if other == reference:
            return None
        text = (
            f"Row {first} ({other}) has the same {kind} {value}: two records of one thing? Both are"
            " kept until a person decides."
        )
        return Reason("identifier_duplicate", text, field=kind)
