"""Which case a row belongs to: one that the source names, or a collection case."""

from __future__ import annotations

from typing import Any

from asset_recovery.domain.errors import Reason
from asset_recovery.exchange.import_map import CaseRule
from asset_recovery.exchange.row_values import RowValues, condition
from asset_recovery.exchange.templates import filler, reference_part, squeeze

_TITLE_LIMIT = 300
_REFERENCE_LIMIT = 100


class CaseReader:
    """One `[[row.case]]`: reference, title and summary of the case of a row."""

    def __init__(self, rule: CaseRule) -> None:
        self.rule = rule
        self.applies = condition(rule.when)
        self._reference = filler(rule.reference)
        self._title = filler(rule.title)
        self._summary = filler(rule.summary) if rule.summary else None
        self._known: dict[tuple[object, ...], str] = {}

    def reference(self, values: RowValues) -> str | Reason:
        """The case's reference, or what is missing for it."""
        parts = tuple([values.get(name) for name in self.rule.columns])
        if None in parts:
            column = self.rule.columns[parts.index(None)]
            text = f"The row names no case: {column} is empty. Fill it in."
            return Reason("field_missing", text, field=column)
        found = self._known.get(parts)
        if found is None:
            found = self._known[parts] = self._filled(values)
        if not found or len(found) > _REFERENCE_LIMIT:
            text = (
                f"{found[:40]!r} cannot be a case's reference: at most {_REFERENCE_LIMIT} letters."
            )
            return Reason("field_invalid", text, field=self.rule.columns[0])
        return found

    def _filled(self, values: RowValues) -> str:
        if self.rule.verbatim:
            return squeeze(str(self._reference(values.get) or ""))

        def part(name: str) -> object:
            value = values.get(name)
            return None if value is None else reference_part(str(value))

        return str(self._reference(part) or "")

    def action(self, values: RowValues, reference: str, on: str) -> dict[str, Any]:
        """The `open_case` of this row's case, without what fields add."""
        title = squeeze(str(self._title(values.get) or reference))
        found: dict[str, Any] = {
            "action": "open_case",
            "case": reference,
            "title": title[:_TITLE_LIMIT],
            "on": on,
        }
        if self.rule.legal_system:
            found["legal_system"] = self.rule.legal_system
        summary = self._summary(values.get) if self._summary else None
        if summary:
            found["summary"] = squeeze(str(summary))
        return found
