"""Places of storage for people: the tree, what lies where on a day, stocktakes, scans."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from asset_recovery.domain import code_lists
from asset_recovery.domain.errors import NotFound, NotPermitted, Reason
from asset_recovery.domain.labels import Payload
from asset_recovery.domain.storage_facts import (
    Place,
    PlaceRow,
    PlaceTree,
    Scanned,
    StockLine,
    Stocktake,
)
from asset_recovery.i18n import _
from asset_recovery.lifecycle.permissions import Actor, sees_nothing
from asset_recovery.persistence.access_sql import Access
from asset_recovery.persistence.queries import storage_query
from asset_recovery.persistence.repositories import finder
from asset_recovery.persistence.rows import Row
from asset_recovery.persistence.store import Connection
from asset_recovery.services.consultation import Consultations
from asset_recovery.services.looking import OpenOffice, known_moment
from asset_recovery.services.places import place_tree
from asset_recovery.services.scanning import asset_scanned, stranger, void_sentence
from asset_recovery.services.stays_then import contents_known_on
from asset_recovery.services.verification import verification_json, verified

RECORDS = ("case", "order", "request", "party")
SHOWN_AT_ONCE = 1_000


@dataclass(frozen=True, slots=True)
class StorageService:
    """Reads storage for somebody who sees cases; things of hidden cases are not there for them."""

    office: OpenOffice
    consultations: Consultations | None = None

    def tree(self, actor: Actor, on: date | None = None) -> list[PlaceRow]:
        """Every place in the order of the tree, with what lies there on a day; closed ones last."""
        day = (on or self.office.today()).isoformat()
        with self.office.reading.connect() as connection:
            self._require_sight(actor)
            access = Access.of(actor, self.office.today())
            tree = place_tree(connection)
            own = storage_query.counts(connection, day, access)
            last = _last_stocktakes(connection)
        below = tree.sum_below(own)
        rows: list[PlaceRow] = []
        for root in tree.roots():
            rows += [
                _row(tree, one, own, below, last) for one in tree.below(root)
            ]  # fmt: skip
        return sorted(rows, key=lambda row: row.place.closed_on is not None)

    def listed(self, actor: Actor, on: date | None = None) -> list[dict[str, object]]:
        """The same rows as JSON writes them."""
        return [row_json(row) for row in self.tree(actor, on)]

    def shown(
        self,
        reference: str,
        actor: Actor,
        *,
        as_of: date | None = None,
        known_on: str | None = None,
        limit: int = SHOWN_AT_ONCE,
    ) -> dict[str, object]:
        """One place: its path, the places in it, what lies in them, its stocktakes.

        `as_of`: as on that day; `known_on`: as the office knew it then. Raises `NotFound`.
        """
        day = as_of or self.office.today()
        with self.office.reading.connect() as connection:
            self._require_sight(actor)
            access = Access.of(actor, self.office.today())
            tree = place_tree(connection)
            place = _require_place(tree, reference)
            below = tree.below(reference)
            things: Sequence[Row]
            if known_on is None:
                things = storage_query.contents(connection, access, below, day.isoformat())
            else:
                moment = known_moment(known_on)
                things = contents_known_on(connection, access, below, day, moment)
            taken = [one for one in _stocktakes(connection, access, tree) if one.storage in below]
            seen = verification_json(verified(connection, access, below, day))
        self._note(actor, reference, [str(row["reference"]) for row in things])
        return {
            **place_json(place, tree.path(reference)),
            "places": [place_json(tree.places[one], tree.path(one)) for one in below[1:]],
            "as_of": day.isoformat(),
            "number": len(things),
            "contents": [
                {
                    "asset": row["reference"],
                    "description": row["description"],
                    "case": row["case_reference"],
                    "storage": row["storage"],
                    "path": tree.path(str(row["storage"])),
                }
                for row in things[:limit]
            ],
            "stocktakes": [stocktake_json(one) for one in taken],
            "verification": seen,
        }

    def stocktake(self, reference: str, actor: Actor) -> Stocktake:
        """A stocktake with its lines, as far as this user may know of them; raises `NotFound`."""
        with self.office.reading.connect() as connection:
            self._require_sight(actor)
            access = Access.of(actor, self.office.today())
            row = finder.event_by_reference(connection, reference)
            if row is None or row["action"] != "take_stock":
                raise _no_record(_("stocktake"), reference)
            found = _stocktake(row, place_tree(connection), _lines(connection, access, row))
        self._note(actor, reference, [line.label for line in found.lines])
        return found

    def stocktakes(self, actor: Actor) -> list[Stocktake]:
        """Every stocktake without its lines, the newest first."""
        with self.office.reading.connect() as connection:
            self._require_sight(actor)
            access = Access.of(actor, self.office.today())
            return _stocktakes(connection, access, place_tree(connection))

    def sample(self, reference: str, actor: Actor) -> dict[str, object]:
        """A sampling plan: seed, strata, what was drawn and this user may know of."""
        with self.office.reading.connect() as connection:
            self._require_sight(actor)
            row = finder.event_by_reference(connection, reference)
            if row is None or row["action"] != "draw_sample":
                raise _no_record(_("sampling plan"), reference)
            hidden = storage_query.hidden_of(
                connection, Access.of(actor, self.office.today()), json.loads(row["facts"])["drawn"]
            )
        said, facts = json.loads(row["data"]), json.loads(row["facts"])
        facts["drawn"] = [name for name in facts["drawn"] if name not in hidden]
        return {"sample": reference, "on": row["on_date"], **said, **facts}

    def scan(self, text: str, actor: Actor) -> Scanned:
        """Which record a scanned or typed code is, and what is wrong with its label."""
        with self.office.reading.connect() as connection:
            self._require_sight(actor)
            access = Access.of(actor, self.office.today())
            row, read = asset_scanned(connection, text)
            if row is not None and not storage_query.hidden_of(
                connection, access, [str(row["reference"])]
            ):
                return _scanned_asset(connection, text, row, read, self.office.today())
            if read is None and row is None:
                other = _other_record(connection, text.strip(), access)
                if other is not None:
                    return other
            return stranger(connection, text, read)

    def compare(
        self, storage: str, found: Sequence[str], strangers: Sequence[str], actor: Actor
    ) -> dict[str, Sequence[str]]:
        """The four lists that a stocktake would make now; nothing is kept."""
        day = self.office.today().isoformat()
        with self.office.reading.connect() as connection:
            self._require_sight(actor)
            access = Access.of(actor, self.office.today())
            below = place_tree(connection).below(storage)
            rows = storage_query.contents(connection, access, below, day)
        expected = {str(row["reference"]) for row in rows}
        return {
            "found": [name for name in found if name in expected],
            "missing": sorted(expected - set(found)),
            "misplaced": [name for name in found if name not in expected],
            "unknown": list(strangers),
        }

    def _require_sight(self, actor: Actor) -> None:
        if sees_nothing(actor):
            text = _("{user} does not see cases.").format(user=actor.name)
            raise NotPermitted(Reason("role_needed", text))

    def _note(self, actor: Actor, reference: str, ids: list[str]) -> None:
        if self.consultations is not None and ids:
            self.consultations.note(actor, None, f"storage {reference}", ids=ids)


def _row(
    tree: PlaceTree,
    reference: str,
    own: Mapping[str, int],
    below: Mapping[str, int],
    last: Mapping[str, date],
) -> PlaceRow:
    above = tree.above(reference)
    counted = [last[one] for one in above if one in last]
    return PlaceRow(
        place=tree.places[reference],
        path=tree.path(reference),
        depth=len(above) - 1,
        own=own.get(reference, 0),
        below=below[reference],
        last_stocktake=max(counted, default=None),
    )


def _require_place(tree: PlaceTree, reference: str) -> Place:
    place = tree.places.get(reference)
    if place is None:
        raise _no_record(_("place of storage"), reference)
    return place


def _no_record(kind: str, reference: str) -> NotFound:
    text = _("There is no {kind} {reference}.").format(kind=kind, reference=reference)
    return NotFound(Reason("not_found", text, field="reference"))


def _last_stocktakes(connection: Connection) -> dict[str, date]:
    """The day of the last whole count of each place; a count of a sample is none."""
    found: dict[str, date] = {}
    for row in storage_query.stocktakes(connection):
        said = json.loads(row["data"])
        if not said.get("sample"):
            found.setdefault(str(said["storage"]), date.fromisoformat(row["on_date"]))
    return found


def _stocktakes(connection: Connection, access: Access, tree: PlaceTree) -> list[Stocktake]:
    return [
        _stocktake(row, tree, (), storage_query.stock_counts(connection, access, int(row["id"])))
        for row in storage_query.stocktakes(connection)
    ]


def _stocktake(
    row: Row,
    tree: PlaceTree,
    lines: tuple[StockLine, ...],
    counts: Mapping[str, int] | None = None,
) -> Stocktake:
    said: Mapping[str, Any] = json.loads(row["data"])
    storage = str(said["storage"])
    if counts is None:
        counts = {}
        for line in lines:
            counts[line.outcome] = counts.get(line.outcome, 0) + 1
    return Stocktake(
        reference=str(row["reference"]),
        storage=storage,
        path=tree.path(storage),
        on=date.fromisoformat(row["on_date"]),
        by=tuple(said["by"]),
        begins=date.fromisoformat(said["from"]) if said.get("from") else None,
        expected=sum(counts.get(name, 0) for name in ("found", "damaged", "missing")),
        sample=said.get("sample"),
        explanation=str(said.get("explanation") or said.get("note") or ""),
        lines=lines,
        counts=counts,
    )


def _lines(connection: Connection, access: Access, row: Row) -> tuple[StockLine, ...]:
    return tuple(
        StockLine(
            label=str(line["label"]),
            outcome=str(line["outcome"]),
            place=line["place"],
            expected=line["expected"],
            counted=line["counted"],
            description=str(line["description"] or ""),
            case=line["case"],
        )
        for line in storage_query.stock_lines(connection, access, int(row["id"]))
    )


def _scanned_asset(
    connection: Connection, text: str, row: Row, read: Payload | None, today: date
) -> Scanned:
    reference = str(row["reference"])
    owner = storage_query.case_reference(connection, int(row["case_id"]))
    void = void_sentence(connection, row, read, owner)
    place = storage_query.place_of(connection, int(row["id"]), today.isoformat())
    return Scanned(
        text=text,
        kind="asset",
        reference=reference,
        sentence=void,
        code="wrong_state" if void else "",
        description=str(row["description"]),
        stored="" if place is None else place_tree(connection).path(place),
    )


def _other_record(connection: Connection, text: str, access: Access) -> Scanned | None:
    """A record of another kind whose reference was typed; raises nothing."""
    for kind in RECORDS:
        row = finder.by_reference(connection, kind, text)
        if row is not None and storage_query.is_known(connection, access, kind, row):
            return Scanned(text=text, kind=kind, reference=str(row["reference"]))
    return None


def place_json(place: Place, path: str) -> dict[str, object]:
    """A place as JSON writes it."""
    return {
        "storage": place.reference,
        "path": path,
        "kind": place.kind,
        "name": place.name,
        "parent": place.parent,
        "address": place.address,
        "keeper": place.keeper,
        "environment": list(place.environment),
        "capacity": place.capacity,
        "space": place.space,
        "incomplete": place.incomplete,
        "closed_on": None if place.closed_on is None else place.closed_on.isoformat(),
    }


def row_json(row: PlaceRow) -> dict[str, object]:
    """A line of the list of places as JSON writes it."""
    place, last = row.place, row.last_stocktake
    return {
        "reference": place.reference,
        "path": row.path,
        "kind": place.kind,
        "keeper": place.keeper,
        "environment": ", ".join(
            code_lists.label("storage_environments", one) for one in place.environment
        ),
        "things": row.below,
        "of_them_here": row.own,
        "capacity": place.capacity,
        "incomplete": place.incomplete,
        "last_stocktake": None if last is None else last.isoformat(),
        "closed_on": None if place.closed_on is None else place.closed_on.isoformat(),
    }


def stocktake_json(one: Stocktake) -> dict[str, object]:
    """A stocktake as JSON writes it."""
    lists = {
        name: [line.label for line in one.of(name)]
        for name in ("found", "missing", "misplaced", "unknown", "damaged")
    }
    return {
        "stocktake": one.reference,
        "storage": one.storage,
        "path": one.path,
        "on": one.on.isoformat(),
        "by": list(one.by),
        "sample": one.sample,
        "expected": one.expected,
        **({name: one.counts.get(name, 0) for name in lists} if not one.lines else lists),
    }
