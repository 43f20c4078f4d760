"""What is wrong with the data of a case: facts that are missing, stale, unverified, unknown."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from asset_recovery.domain import asset_types
from asset_recovery.i18n import _
from asset_recovery.lifecycle.current_value import counting_valuation
from asset_recovery.lifecycle.due import OPEN_ENDED
from asset_recovery.lifecycle.law_records import of_parameter
from asset_recovery.lifecycle.position import Position
from asset_recovery.persistence.queries.law_query import confirmations
from asset_recovery.services.case_parts.case_desk import AssetCase, CaseDesk
from asset_recovery.services.case_parts.people import links_in_force, route_sought

_SHOWN = 12
_GONE = OPEN_ENDED | {"lapsed"}


def problems(desk: CaseDesk) -> tuple[str, ...]:
    """Sentences, each naming the records that it speaks of."""
    return tuple([*_of_case(desk), *_of_assets(desk), *_of_law(desk)])


def _of_case(desk: CaseDesk) -> Iterator[str]:
    case = desk.case
    if not case["route"] and route_sought(desk) is None:
        yield _("The case has no route.")
    if case["officer_id"] is None:
        yield _("The case has no officer in charge.")
    if not case["offences"] or case["offences"] == "[]":
        yield _("The case names no offence.")
    unnumbered = [
        row["reference"]
        for row in desk.rows.of("court_order")
        if row["number"] is None and row["state"] not in ("draft", "requested")
    ]
    if unnumbered:
        yield _("Orders without the number of their authority: {orders}.").format(
            orders=_some(unnumbered)
        )


def _of_assets(desk: CaseDesk) -> Iterator[str]:
    live = [one for one in desk.assets if one.counts and one.position.legal not in _GONE]
    identified = {row["asset_id"] for row in desk.rows.of("asset_identifier")}
    owned = {
        link["asset_id"]
        for link in links_in_force(desk)
        if link["role"] in ("registered_owner", "owner")
    }
    tests: tuple[tuple[str, Callable[[AssetCase], bool]], ...] = (
        (
            _("Without identifier: {assets}."),
            lambda one: one.row["id"] not in identified and _has_numbers(one),
        ),
        (_("Without country: {assets}."), lambda one: not one.row["country"]),
        (
            _("Without registered owner: {assets}."),
            lambda one: one.row["id"] not in owned and one.position.substitutes is None,
        ),
        (_("Without ground of liability: {assets}."), lambda one: not one.position.grounds),
        (_("Under a measure without a planning sheet: {assets}."), _unplanned),
        (_("Valuation too old for a sale: {assets}."), lambda one: _stale(desk, one)),
        (_("No rate on file for the value of: {assets}."), lambda one: _unrated(desk, one)),
        (
            _("Taken over with parts that are not known: {assets}."),
            lambda one: one.position.taken_over and bool(one.position.unknown),
        ),
        (
            _("Incomplete inventory: {assets}."),
            lambda one: (
                one.position.possession is not None and bool(one.position.possession.lacking)
            ),
        ),
    )
    for sentence, test in tests:
        found = [one.reference for one in live if test(one)]
        if found:
            yield sentence.format(assets=_some(found))
    sold = [one for one in desk.assets if one.position.replaced_by and not _became(one)]
    unplanned = [one for one in sold if _unplanned(one)]
    if unplanned:
        yield _("Sold without a planning sheet: {assets}.").format(
            assets=_some([one.reference for one in unplanned])
        )


def _has_numbers(one: AssetCase) -> bool:
    """Whether things of this type bear a number by which they can be told apart."""
    kind = asset_types.asset_types().get(one.row["type_code"])
    return kind is not None and bool(kind.identifiers) and one.position.substitutes is None


def _became(one: AssetCase) -> bool:
    """Split or merged, not sold."""
    return bool(one.position.split_into or one.position.merged_into)


def _unplanned(one: AssetCase) -> bool:
    position = one.position
    return (
        position.measure_since is not None
        and position.plan_started_on is None
        and not position.taken_over
        and position.substitutes is None
    )


def _stale(desk: CaseDesk, one: AssetCase) -> bool:
    """Not sold yet, and the valuation that would carry a sale is beyond the longest term."""
    position: Position = one.position
    if position.gross is not None or position.money != "no_money":
        return False
    if position.disposal not in (None, "sale", "liquidation"):
        return False
    newest = counting_valuation(position, desk.rules, desk.day)
    if newest is None:
        return False
    return (desk.day - newest.on).days > desk.rules.days("valuation_max_age_disposal", desk.day)


def _unrated(desk: CaseDesk, one: AssetCase) -> bool:
    value = desk.value_of(one)
    return value is not None and desk.convert(value.value, value.on) is None


def _of_law(desk: CaseDesk) -> Iterator[str]:
    """Terms that no lawyer has confirmed print as unverified."""
    confirmed = confirmations(desk.reading.connection, desk.reading.known_moment)
    terms = [of_parameter(desk.rules.parameter(key, desk.day)) for key in desk.rules.parameters]
    found = sorted(
        term.rule.partition(".")[2]
        for term in terms
        if term.needs_checking and not _holds(confirmed.get(term.digest), desk)
    )
    if found:
        yield _("Terms of the legal system to be checked by a lawyer: {terms}.").format(
            terms=_some([key.replace("_", " ") for key in found])
        )


def _holds(confirmation: Mapping[str, Any] | None, desk: CaseDesk) -> bool:
    return confirmation is not None and confirmation["on_date"] <= desk.day.isoformat()


def _some(found: Sequence[str]) -> str:
    """The first of them by name, and how many more."""
    if len(found) <= _SHOWN:
        return ", ".join(found)
    rest = len(found) - _SHOWN
    return _("{names} and {count} more").format(names=", ".join(found[:_SHOWN]), count=rest)
