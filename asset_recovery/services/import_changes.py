"""A row that says otherwise than the record on file: what differs, and the actions that take it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from asset_recovery.domain.errors import Reason
from asset_recovery.exchange.import_plan import ActionData, FieldChange, PlannedRow
from asset_recovery.exchange.import_words import in_words, worded_change
from asset_recovery.i18n import _
from asset_recovery.persistence.queries.import_query import (
    commands_of_asset,
    identifiers_of_asset,
    newest_party_of_asset,
)
from asset_recovery.persistence.rows import Row
from asset_recovery.persistence.unit_of_work import Unit

_ON_THE_RECORD = ("description", "location", "country", "quantity", "unit", "grounds", "flags")
_PEOPLE = {
    "owner": "registered_owner",
    "possessor": "possessor",
    "beneficial_owner": "beneficial_owner",
}
_LISTS = ("grounds", "flags")
_NO_FACTS = frozenset(["action", "asset", "source", "original", "reason", "identifiers", *_PEOPLE])
_OF_A_VALUATION = ("on", "value", "kind", "valuer", "method")
_OF_A_POSITION_NOT = frozenset(["action", "asset", "on", "source", "reason", "unknown"])


@dataclass(slots=True)
class Difference:
    """What differs, the actions that take it, what stays as it is, and why it cannot be taken."""

    changes: list[FieldChange] = field(default_factory=list)
    actions: list[ActionData] = field(default_factory=list)
    stays: list[Reason] = field(default_factory=list)
    refusals: list[Reason] = field(default_factory=list)

    def words(self) -> str:
        """Field by field: before → after."""
        return ", ".join(worded_change(change) for change in self.changes)


def difference(kind: str, unit: Unit, record: Row, row: PlannedRow, reason: str) -> Difference:
    """What a row says otherwise than the record on file of this kind."""
    actions = row.whole or row.actions
    if kind == "assets":
        return _AssetDifference(unit, record, actions, reason).found()
    if kind == "authorities":
        return _authority(record, actions[0], reason)
    return _never_corrected(kind, record, actions[0])


def _authority(record: Row, given: ActionData, reason: str) -> Difference:
    """What a row says otherwise of an authority of the directory; what it leaves out stays."""
    found = Difference()
    new: ActionData = {}
    for name, after in given.items():
        if name in ("action", "authority", "on") or name not in record:
            continue
        stored = record[name]
        before = json.loads(stored) if stored and name in ("languages", "channels") else stored
        if not _same(name, before, after):
            new[name] = after
            found.changes.append(FieldChange("record_authority", name, before, after))
    if new:
        reference = str(record["reference"])
        day = str(given.get("on") or record["recorded_on"])
        changed = {"action": "change_authority", "authority": reference, "on": day}
        found.actions.append(changed | new | {"reason": reason})
    return found


def _never_corrected(kind: str, record: Row, given: ActionData) -> Difference:
    """Parties and valuations: no action corrects them, so the row is refused in words."""
    stored = dict(record) if kind == "parties" else json.loads(record["data"])
    known = {
        name: json.loads(value) if name in ("identifiers", "aliases") else value
        for name, value in stored.items()
    }
    found = Difference()
    for name, after in given.items():
        if name in known and not _same(name, known[name], after):
            found.changes.append(FieldChange(str(given["action"]), name, known[name], after))
    if kind == "parties":
        text = _(
            "{reference} is registered, and no action corrects a party: its facts stay. {words}"
        )
    else:
        text = _(
            "{reference} is on file, and a valuation is never rewritten: give the new one a"
            " reference of its own. {words}"
        )
    reference = str(record["reference"])
    words = text.format(reference=reference, words=found.words()).strip()
    found.refusals.append(Reason("reference_taken", words))
    return found


class _AssetDifference:
    """An asset on file beside the actions of a row that names it."""

    def __init__(
        self, unit: Unit, asset: Row, actions: tuple[ActionData, ...], reason: str
    ) -> None:
        self._connection, self._asset, self._key = unit.connection, asset, int(asset["id"])
        self._actions, self._reason = actions, reason
        self._result = Difference()

    def found(self) -> Difference:
        """The whole difference."""
        takes: Mapping[str, Callable[[ActionData], None]] = {
            "register_asset": self._registration,
            "open_position": self._position,
            "record_valuation": self._valuation,
        }
        for given in self._actions:
            take = takes.get(str(given["action"]))
            if take is not None:
                take(given)
        return self._result

    def _differs(self, action: str, name: str, before: object, after: object) -> None:
        self._result.changes.append(FieldChange(action, name, before, after))

    def _registration(self, given: ActionData) -> None:
        registered = (self._commands("register_asset") or [{}])[0]
        new: dict[str, Any] = {}
        for name in _ON_THE_RECORD:
            stored = self._asset[name]
            before = json.loads(stored) if stored and name in _LISTS else stored
            if name in given and not _same(name, before, given[name]):
                new[name] = given[name]
                self._differs("register_asset", name, before, given[name])
            self._emptied(name, registered, given, before)
        self._people(registered, given, new)
        self._identifiers(given, new)
        self._fixed(registered, given, new)
        if new:
            self._give({"action": "change_asset", **new})

    def _people(self, registered: ActionData, given: ActionData, new: dict[str, Any]) -> None:
        for name, role in _PEOPLE.items():
            party = newest_party_of_asset(self._connection, self._key, role)
            before = None if party is None else str(party["name"])
            after = given.get(name)
            if after is None:
                self._emptied(name, registered, given, before)
                continue
            same = (
                party is not None
                and (after["name"] if isinstance(after, dict) else after)
                == party["name" if isinstance(after, dict) else "reference"]
            )
            if not same:
                new[name] = after
                self._differs("register_asset", name, before, after)

    def _identifiers(self, given: ActionData, new: dict[str, Any]) -> None:
        """New identifiers are added; those on file stay, whatever the row leaves out."""
        known = identifiers_of_asset(self._connection, self._key)
        pairs = {(str(one["kind"]), str(one["value"])): one for one in given.get("identifiers", ())}
        more = [one for pair, one in pairs.items() if pair not in known]
        if not more:
            return
        new["identifiers"] = more
        for one in more:
            before = ", ".join(value for kind, value in known if kind == one["kind"]) or None
            self._differs("register_asset", str(one["kind"]), before, one["value"])
            if before is not None:
                text = _("The {kind} on file stays beside the new one: {before}.")
                self._stays(text.format(kind=one["kind"], before=before), str(one["kind"]))

    def _fixed(self, registered: ActionData, given: ActionData, new: dict[str, Any]) -> None:
        """What the action that corrects an asset does not change."""
        for name, after in given.items():
            if name in _NO_FACTS or name in _ON_THE_RECORD:
                continue
            before = registered.get(name)
            if name == "note":
                before = next(
                    (c["note"] for c in reversed(self._commands("change_asset")) if "note" in c),
                    before,
                )
            if _same(name, before, after):
                continue
            self._differs("register_asset", name, before, after)
            if name == "note":
                new[name] = after
                continue
            text = _(
                "The {field} of {asset} is {before} and cannot be corrected to {after}: void the"
                " asset and register it anew."
            )
            self._result.refusals.append(
                Reason(
                    "field_invalid",
                    text.format(
                        field=name.replace("_", " "),
                        asset=self._asset["reference"],
                        before=in_words(before),
                        after=in_words(after),
                    ),
                    "void_asset",
                    field=name,
                )
            )

    def _position(self, given: ActionData) -> None:
        before = (self._commands("open_position") or [{}])[-1]
        names = [name for name in given if name not in _OF_A_POSITION_NOT]
        changed = [name for name in names if not _same(name, before.get(name), given[name])]
        for name in changed:
            self._differs("open_position", name, before.get(name), given[name])
        if changed:
            self._give(given)

    def _valuation(self, given: ActionData) -> None:
        known = self._commands("record_valuation")
        for one in known:
            if all(_same(name, one.get(name), given.get(name)) for name in _OF_A_VALUATION):
                return
        before = known[-1] if known else {}
        for name in _OF_A_VALUATION:
            if not _same(name, before.get(name), given.get(name)):
                self._differs("record_valuation", name, before.get(name), given.get(name))
        self._give(given)

    def _emptied(self, name: str, registered: ActionData, given: ActionData, now: object) -> None:
        if name in registered and name not in given and now not in (None, "", []):
            text = _("The {field} stays {now}: an import empties nothing.")
            label = name.replace("_", " ")
            self._stays(text.format(field=label, now=in_words(now)), name)

    def _stays(self, text: str, name: str) -> None:
        self._result.stays.append(Reason("field_missing", text, field=name))

    def _commands(self, action: str) -> list[dict[str, Any]]:
        return commands_of_asset(self._connection, self._key, action)

    def _give(self, given: ActionData) -> None:
        reference = {"asset": str(self._asset["reference"])}
        self._result.actions.append(given | reference | {"reason": self._reason})


def _same(name: str, before: object, after: object) -> bool:
    if before == after:
        return True
    if name in ("quantity", "share"):
        try:
            return Decimal(str(before)) == Decimal(str(after))
        except InvalidOperation:
            return False
    if isinstance(before, list | tuple | dict) or isinstance(after, list | tuple | dict):
        return in_words(before) == in_words(after)
    return False
