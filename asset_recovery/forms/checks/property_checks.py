"""Checks of the property that a form names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from asset_recovery.forms.rule_scope import RuleFinding, RuleScope
from asset_recovery.i18n import _


def mixed_property(scope: RuleScope) -> Iterator[RuleFinding]:
    """Intermingled property needs the assessed value of its tainted part (CR-12)."""
    for form in (scope.form, *scope.modules):
        for field in form.fields:
            if field.type != "table" or not _is_own_table(scope, field.key):
                continue
            lacking = [
                str(row.get("reference") or row.get("asset_number") or number)
                for number, row in enumerate(scope.rows(field.key), start=1)
                if "MIX" in _codes(row.get("grounds") or row.get("liability_ground"))
                and not row.get("tainted_value")
            ]
            if lacking:
                yield RuleFinding(
                    field=f"{field.key}.tainted_value",
                    mend=_("record it with the ground of {rows}.").format(rows=", ".join(lacking)),
                )


def _is_own_table(scope: RuleScope, key: str) -> bool:
    """Whether it is no repetition of the assets of the request in an annex."""
    return key == "assets" or scope.values.get(key) != scope.values.get("assets")


def _codes(value: object) -> set[str]:
    if isinstance(value, str):
        return {part.strip().upper() for part in value.split(",")}
    return {str(part).upper() for part in value} if isinstance(value, tuple | list) else set()


CHECKS: dict[str, Callable[[RuleScope], Iterable[RuleFinding]]] = {
    "mixed_property": mixed_property,
}
