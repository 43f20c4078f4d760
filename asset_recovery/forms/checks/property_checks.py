"""Checks of the property that a form names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from asset_recovery.domain.countries import country_name
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


def several_states_named(scope: RuleScope) -> Iterator[RuleFinding]:
    """Whoever asks several States for the same names every one of them."""
    if scope.records is None:
        return
    if not scope.filled("same_request_other_states"):
        if scope.records.on_file.several_reason:
            yield RuleFinding()
        return
    named = {str(row.get("state") or "") for row in scope.rows("same_request_other_states")}
    lacking = [one for one in scope.records.elsewhere if one.country not in named]
    if lacking:
        text = _("Not named, but asked for the same: {requests}")
        told = ", ".join(f"{country_name(one.country)} ({one.reference})" for one in lacking)
        yield RuleFinding(text=text.format(requests=told))


def mixed_assets(scope: RuleScope) -> Iterator[RuleFinding]:
    """The same for the assets that a certificate is about, in its tables or not (CR-12)."""
    found = list(mixed_property(scope))
    yield from found
    if found or scope.records is None:
        return
    rows = [row for field in scope.form.fields if field.type == "table"
            for row in scope.rows(field.key)]  # fmt: skip
    valued = {str(row.get("reference")) for row in rows if row.get("tainted_value")}
    lacking = [
        one.reference
        for one in scope.records.file.assets
        if one.reference in scope.records.request.assets
        and "MIX" in one.grounds
        and one.tainted_value is None
        and one.reference not in valued
    ]
    if lacking:
        yield RuleFinding(
            mend=_("record it with the ground of {rows}.").format(rows=", ".join(lacking))
        )


CHECKS: dict[str, Callable[[RuleScope], Iterable[RuleFinding]]] = {
    "mixed_property": mixed_property,
    "mixed_assets": mixed_assets,
    "several_states_named": several_states_named,
}
