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
        self._first: dict[tuple[str, str], int] = {}

    def warnings(self, kind: str, value: str, column: str, number: int) -> Iterator[Reason]:
        """What is odd about an identifier in row `number`; it is kept as written all the same."""
        lower = kind.lower()
        if lower in CHECKED_KINDS:
            check = check_identifier(lower, value)
            if not check.valid:
                text = f"{column}: {check.reason} It is kept as written."
                yield Reason("field_invalid", text, field=column)
        key = (lower, normalise_identifier(lower, value))
        first = self._first.setdefault(key, number)
        if first != number:
            text = (
                f"Row {first} has the same {kind} ({value}): two records of one thing? Both are"
                " kept until a person decides."
            )
            yield Reason("identifier_duplicate", text, field=column)
