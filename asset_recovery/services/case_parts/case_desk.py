"""What every part of a case needs while it is read: events, positions, names, conversions."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from asset_recovery.domain.errors import NotFound, Reason
from asset_recovery.domain.money import Money
from asset_recovery.i18n import _
from asset_recovery.lifecycle.current_value import CurrentValue, current_value
from asset_recovery.lifecycle.position import Position
from asset_recovery.lifecycle.rules import Rules
from asset_recovery.lifecycle.story import LATEST
from asset_recovery.persistence.queries.case_query import CaseRows, Record, case_rows
from asset_recovery.persistence.queries.law_query import library_of
from asset_recovery.persistence.queries.shared_query import case_row
from asset_recovery.persistence.repositories.case_stories import CaseStories, Told
from asset_recovery.services.case_parts import sharing
from asset_recovery.services.case_parts.lineage import Lines, lines_of
from asset_recovery.services.case_parts.reading import Reading
from asset_recovery.services.case_parts.sharing import Linked


@dataclass(slots=True)
class AssetCase:
    """An asset at the moment of reading: its row and the position that its story made."""

    row: Record
    position: Position

    @property
    def reference(self) -> str:
        """Its human number."""
        return str(self.row["reference"])

    @property
    def counts(self) -> bool:
        """Whether its value counts: neither entered in error nor replaced by its proceeds."""
        return not self.position.void and self.position.replaced_by is None


class CaseDesk:
    """A case's rows with everything that is worked out of them once.

    `about` names the one asset that is asked for: only it and what it replaces, or what replaces
    it, are then worked out.
    """

    def __init__(self, reading: Reading, rows: CaseRows, about: str | None = None) -> None:
        self.reading = reading
        self.about = about
        self.rows = rows
        self.case = rows.case
        self.currency = str(rows.case["currency"])
        self.rules: Rules = library_of(reading.connection).rules(
            str(rows.case["legal_system"]), str(rows.case["legal_version"])
        )
        self.stories = CaseStories(rows, self.rules)
        told = [one for one in self.stories.told if self.was_known(one)]
        self.events: list[Told] = [one for one in told if not self._is_of_hidden_case(one)]

    @property
    def day(self) -> date:
        """The day that the reading speaks of."""
        return self.reading.as_of or self.reading.today

    def _is_of_hidden_case(self, one: Told) -> bool:
        """A link of an asset to a case of which the reader must not know."""
        return one.row["action"] == "link_asset_to_case" and (
            getattr(one.command, "case", None) in self.rows.hidden.values()
        )

    @cached_property
    def linked(self) -> tuple[Linked, ...]:
        """The assets of other cases that are linked to this one, as far as they may be known."""
        found, desks = [], dict[int, CaseDesk | None]()
        for link in self.rows.linked:
            home = int(link["home_id"])
            if home not in desks:
                desks[home] = self._desk_of(home)
            desk = desks[home]
            if desk is not None and sharing.links_of(desk, str(link["reference"])):
                found.append(Linked(desk, str(link["reference"]), int(link["number"])))
        return tuple(found)

    def _desk_of(self, case_id: int) -> CaseDesk | None:
        """Another case as the reader may read it; None where it was not yet on file then."""
        case = case_row(self.reading.connection, case_id)
        try:
            return open_desk(self.reading, case, with_journal=False)
        except NotFound:
            return None

    @property
    def read_at(self) -> datetime:
        """The moment of reading."""
        return moment(self.reading.now)

    def was_known(self, one: Told) -> bool:
        """Whether the event had happened on the day that is asked for."""
        return self.reading.as_of is None or one.on <= self.reading.as_of

    def state(self, one: Told) -> str:
        """The state of an event on that day."""
        return one.state_on(self.reading.as_of)

    def done(self, *actions: str) -> list[Told]:
        """Events of these actions that are in effect."""
        found = [one for action in dict.fromkeys(actions) for one in self._done.get(action, ())]
        if len(actions) > 1:
            found.sort(key=lambda one: one[0])
        return [one for _place, one in found]

    @cached_property
    def _done(self) -> Mapping[str, list[tuple[int, Told]]]:
        """Events in effect by their actions, with their places among all."""
        found: dict[str, list[tuple[int, Told]]] = {}
        for place, one in enumerate(self.events):
            if self.state(one) == "in_effect":
                found.setdefault(one.row["action"], []).append((place, one))
        return found

    @cached_property
    def photos(self) -> Mapping[str, list[Record]]:
        """The rows of photographs by the record that they belong to."""
        found: dict[str, list[Record]] = {}
        for row in self.rows.of("document"):
            if row["kind"] == "photo":
                found.setdefault(row["record"], []).append(row)
        return found

    @cached_property
    def cameras(self) -> Mapping[str, object]:
        """What was read from the files of photographs, by document."""
        return {
            str(one.facts.get("document")): one.facts.get("photo")
            for one in self.stories.told
            if one.row["action"] == "attach_document"
        }

    @cached_property
    def links(self) -> list[Told]:
        """The steps by which assets were linked to other cases, looked for once."""
        return self.done("link_asset_to_case")

    @cached_property
    def plans(self) -> Mapping[str, list[Told]]:
        """What was written on the planning sheet of each asset, the oldest first."""
        found: dict[str, list[Told]] = {}
        for one in self.done("record_plan"):
            for reference in one.assets:
                found.setdefault(reference, []).append(one)
        return found

    @cached_property
    def lines(self) -> Lines:
        """Which assets came from which."""
        return lines_of(self)

    @cached_property
    def assets(self) -> tuple[AssetCase, ...]:
        """Every asset that was there on that day, with its position then."""
        as_of = self.reading.as_of
        until = LATEST if as_of is None else (as_of, LATEST[1])
        there = {name for one in self.events for name in one.assets}
        family = self._family()
        found = []
        for row in self.rows.of("asset"):
            if family is not None and row["id"] not in family:
                continue
            if as_of is not None and row["reference"] not in there and not row["substitutes_id"]:
                continue
            position = self.stories.position(row, until)
            if row["substitutes_id"] is not None and position.substitutes is None:
                continue  # its delivery lies after the day that is asked for
            found.append(AssetCase(row, position))
        return tuple(found)

    def _family(self) -> set[int] | None:
        """The asset asked for, what it took the place of, and what took its place."""
        if self.about is None:
            return None
        rows = self.rows.tables["asset"]
        first = next((row for row in rows.values() if row["reference"] == self.about), None)
        found: set[int] = set()
        for link in ("substitutes_id", "replaced_by_id"):
            row = first
            while row is not None:
                found.add(row["id"])
                row = rows.get(row[link])
        lines = [(row["asset_id"], row["from_id"]) for row in self.rows.of("asset_lineage")]
        while more := {
            key for line in lines if found & set(line) for key in line if key not in found
        }:
            found |= more
        return found

    @cached_property
    def by_reference(self) -> Mapping[str, AssetCase]:
        """The assets by their human numbers."""
        return {asset.reference: asset for asset in self.assets}

    @cached_property
    def _names(self) -> Mapping[str, str]:
        return {row["reference"]: row["name"] for row in self.rows.of("party")}

    @cached_property
    def possessors(self) -> Mapping[int, list[str]]:
        """Who is on file as possessor of each asset, by the asset's key."""
        names = {row["id"]: str(row["name"]) for row in self.rows.of("party")}
        found: dict[int, list[str]] = {}
        for link in self.rows.of("party_link"):
            if link["role"] == "possessor" and link["asset_id"] is not None:
                found.setdefault(link["asset_id"], []).append(names[link["party_id"]])
        return found

    def name(self, party: str | None) -> str:
        """A party's name by its reference; a text that is no reference stays as it is."""
        return "" if party is None else self._names.get(party, party)

    def party(self, one: Told, argument: str, asset: str = "") -> str:
        """The name of the party that an argument meant."""
        resolved = one.facts_of(asset).get("parties")
        if isinstance(resolved, dict) and argument in resolved:
            return self.name(str(resolved[argument]))
        given = getattr(one.command, argument, None)
        return self.name(given if isinstance(given, str) else getattr(given, "name", None))

    def people(self, references: object) -> tuple[str, ...]:
        """Names of several parties."""
        found = references if isinstance(references, (list, tuple)) else ()
        return tuple(self.name(str(one)) for one in found)

    def user(self, key: int | None) -> str:
        """A user's name as it stands on paper."""
        row = self.rows.users.get(key) if key is not None else None
        return "" if row is None else str(row["full_name"])

    def user_number(self, key: int | None) -> str | None:
        """A user's number in the office."""
        row = self.rows.users.get(key) if key is not None else None
        return None if row is None else str(row["number"])

    @cached_property
    def logins(self) -> Mapping[str, str]:
        """Users' names on paper by the names with which they log in."""
        return {row["name"]: row["full_name"] for row in self.rows.users.values()}

    def value_of(self, asset: AssetCase) -> CurrentValue | None:
        """The value of an asset; on a day that is asked for only what is dated by then counts."""
        found = current_value(asset.position, date.fromisoformat(asset.row["registered_on"]))
        as_of = self.reading.as_of
        return None if found is None or (as_of is not None and found.on > as_of) else found

    def asset_order(self, name: str) -> int:
        """The place of an asset in the case's schedule."""
        asset = self.by_reference.get(name)
        return int(asset.row["number"]) if asset else 0

    def convert(self, amount: Money | None, on: date) -> Money | None:
        """The amount in the currency of the case; None where there is no rate."""
        if amount is None:
            return None
        return self.reading.rates.convert(amount, self.currency, on)

    def settings(self) -> Mapping[str, str]:
        """The facts of the office on that day (the earliest where none was in force yet)."""
        found: dict[str, str] = {}
        limit = self.day.isoformat()
        for row in self.rows.of("office_setting"):
            if row["valid_from"] <= limit or row["key"] not in found:
                found[str(row["key"])] = str(row["value"])
        return found


def open_desk(
    reading: Reading, case: Mapping[str, Any], *, with_journal: bool, about: str | None = None
) -> CaseDesk:
    """The records of the case, as they were known; `NotFound` where it was not yet on file."""
    rows = case_rows(
        reading.connection,
        case,
        known_on=reading.known_on,
        with_journal=with_journal,
        access=reading.access if reading.chains else None,
        office_later=reading.office_later,
        at_entry=reading.at_entry,
    )
    if rows is None or _not_yet(reading, rows):
        raise NotFound(
            Reason(
                "not_found",
                _("The case {case} was not yet on file then.").format(case=case["reference"]),
                field="case",
            )
        )
    return CaseDesk(reading, rows, about)


def _not_yet(reading: Reading, rows: CaseRows) -> bool:
    return reading.as_of is not None and rows.case["opened_on"] > reading.as_of.isoformat()


def moment(text: str) -> datetime:
    """A moment as it is stored: UTC with `Z`."""
    return datetime.fromisoformat(text)


def day_of(text: str | None) -> date | None:
    """A stored date."""
    return None if text is None else date.fromisoformat(text)


def stored_money(row: Mapping[str, Any], name: str) -> Money | None:
    """An amount of a row, kept as minor units with its currency beside it."""
    minor = row[f"{name}_minor"]
    return None if minor is None else Money(minor, row[f"{name}_currency"])


def listed(text: str | None) -> list[Any]:
    """A list as a column keeps it."""
    found = json.loads(text) if text else []
    return found if isinstance(found, list) else []


def joined(parts: Iterable[str]) -> str | None:
    """Names one after the other, each once; None where there is none."""
    return ", ".join(dict.fromkeys(part for part in parts if part)) or None
