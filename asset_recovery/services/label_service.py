"""Printing labels: they are entered in the register, then drawn."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from asset_recovery.domain import code_lists
from asset_recovery.domain.asset_types import asset_types
from asset_recovery.domain.errors import AppError, NotFound, NotPermitted, Reason, ValidationFailed
from asset_recovery.domain.storage_facts import PlaceTree, short_path
from asset_recovery.i18n import _
from asset_recovery.lifecycle.permissions import Actor
from asset_recovery.persistence.access_sql import Access
from asset_recovery.persistence.queries import storage_query
from asset_recovery.persistence.repositories import finder
from asset_recovery.persistence.repositories.story_repository import Stories
from asset_recovery.persistence.rows import Row
from asset_recovery.persistence.store import Connection
from asset_recovery.services.action_service import ActionService
from asset_recovery.services.looking import Look, OpenOffice, look_at, note_look
from asset_recovery.services.places import place_tree
from asset_recovery.services.scanning import Label, labels_of

MOST = 5_000
EVIDENCE = ("evidence",)  # what is held as evidence says so, whoever prints the label


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelWish:
    """How labels are printed: a roll (a page a label), or a sheet from a position on."""

    size: str = "100x50"
    sheet: str | None = None
    start: int = 1
    reason: str = ""
    handling: tuple[str, ...] = ()


class PrintingOffice(OpenOffice, Protocol):
    """An office into whose register labels are entered."""

    @property
    def actions(self) -> ActionService:
        """The one way in."""


@dataclass(frozen=True, slots=True)
class LabelService:
    """Labels of assets, of what lies in a storage, or of a case."""

    office: PrintingOffice
    actor: Actor
    purpose: str = ""

    def assets_of(self, reference: str) -> list[str]:
        """The assets meant: named themselves (with commas between), of a case or in a storage."""
        with self.office.reading.connect() as connection:
            access = Access.of(self.actor, self.office.today())
            named = [one.strip() for one in reference.split(",") if one.strip()]
            found = [name for one in named for name in _meant(connection, access, one)]
            day = self.office.today().isoformat()
            for one in named:
                if one in found or finder.by_reference(connection, "case", one):
                    continue
                tree = place_tree(connection)
                if one in tree.places:
                    rows = storage_query.contents(connection, access, tree.below(one), day)
                    found += [str(row["reference"]) for row in rows]
                elif not _meant(connection, access, one):
                    text = _("There is no asset, case or storage {reference}.")
                    raise NotFound(
                        Reason("not_found", text.format(reference=one), field="reference")
                    )
        found = list(dict.fromkeys(found))
        if not found:
            text = _("There is nothing there that could bear a label.")
            raise ValidationFailed(Reason("field_invalid", text, field="reference"))
        if len(found) > MOST:
            text = _("{count} labels are too many at once; at most {most}.")
            raise ValidationFailed(
                Reason("too_large", text.format(count=len(found), most=MOST), field="reference")
            )
        return found

    def printed(self, reference: str, wish: LabelWish) -> bytes:
        """The labels for paper: what was entered and never drawn as it stands, all else entered
        now; what was drawn before needs a reason, and is void with the new one.
        """
        assets = self.assets_of(reference)
        with self.office.reading.connect() as connection:
            fresh = [] if wish.reason else [one for one in assets if _waits(connection, one, wish)]
        return self._issued(assets, [one for one in assets if one not in fresh], wish)

    def issue(self, reference: str, wish: LabelWish) -> bytes:
        """Enter the labels in the register and draw them; the refusal of the action is raised."""
        assets = self.assets_of(reference)
        return self._issued(assets, assets, wish)

    def _issued(self, assets: Sequence[str], new: Sequence[str], wish: LabelWish) -> bytes:
        """All these labels drawn, the new ones among them entered before."""
        self._require_purpose(assets)
        self._draw(assets, wish, dry=True)  # what cannot be drawn is not entered
        if new:
            self._enter(new, wish)
        return self._draw(assets, wish)

    def _enter(self, assets: Sequence[str], wish: LabelWish) -> None:
        given: dict[str, object] = {
            "action": "issue_label",
            "assets": list(assets),
            "on": self.office.today().isoformat(),
            "size": wish.size,
        }
        if wish.handling:
            given["handling"] = list(wish.handling)
        if wish.reason:
            given["reason"] = wish.reason
        if wish.sheet:
            given |= {"sheet": wish.sheet, "start": wish.start}
        result = self.office.actions.give(self.actor, given)
        if not result.ok:
            raise _refusal(result.kind, result.reasons)

    def shown(self, reference: str, size: str = "100x50") -> bytes:
        """The label of an asset as it is in the register; entered now, where there is none yet."""
        with self.office.reading.connect() as connection:
            row = finder.by_reference(connection, "asset", reference)
            known = [] if row is None else labels_of(connection, int(row["id"]), reference)
        if not any(one.size == size and not one.void for one in known):
            return self.issue(reference, LabelWish(size=size))
        self._require_purpose([reference])
        return self._draw([reference], LabelWish(size=size))

    def drawn(self, assets: Sequence[str], wish: LabelWish) -> bytes:
        """The labels of these assets as they stand in the register."""
        self._require_purpose(assets)
        return self._draw(assets, wish)

    def _require_purpose(self, assets: Sequence[str]) -> None:
        """Who is not assigned to a case says for what its things are labelled."""
        with self.office.reading.connect() as connection:
            cases = {
                int(row["case_id"]): name
                for name in assets
                if (row := finder.by_reference(connection, "asset", name)) is not None
            }
        look = Look(screen="print label", noted=False, purpose=self.purpose)
        for name in cases.values():
            with look_at(self.office, self.actor, "asset", name, look):
                pass

    def _draw(self, assets: Sequence[str], wish: LabelWish, *, dry: bool = False) -> bytes:
        from asset_recovery.reports.asset_label import labels_pdf  # noqa: PLC0415 - ReportLab

        with self.office.reading.connect() as connection:
            access = Access.of(self.actor, self.office.today())
            hidden = storage_query.hidden_of(connection, access, assets)
            facts, tree = [], place_tree(connection)
            for name in assets:
                row = finder.by_reference(connection, "asset", name)
                if row is None or name in hidden:
                    text = _("There is no asset {reference}.").format(reference=name)
                    raise NotFound(Reason("not_found", text, field="asset"))
                facts.append(self._facts(connection, row, wish, tree))
        content = labels_pdf(facts, wish.size, wish.sheet, wish.start)
        if not dry:
            said = {
                "size": wish.size,
                "document_hash": hashlib.sha256(content).hexdigest(),
                "bytes": len(content),
                "copies": {one.asset: one.copy for one in facts},
            }
            look = Look(screen="print label", noted=False, purpose=self.purpose)
            note_look(self.office, self.actor, None, look, tuple(assets), said)
        return content

    def _facts(  # noqa: ANN401 - of a room that is imported late
        self, connection: Connection, row: Row, wish: LabelWish, tree: PlaceTree
    ) -> Any:
        from asset_recovery.reports.asset_label import LabelFacts  # noqa: PLC0415 - ReportLab

        key, reference = int(row["id"]), str(row["reference"])
        known = labels_of(connection, key, reference)
        valid = next((one for one in known[::-1] if one.size == wish.size and not one.void), None)
        copy = valid.copy if valid else len(known) + 1
        seal, taken = storage_query.seal_of(connection, key, reference)
        today = self.office.today()
        place = storage_query.place_of(connection, key, today.isoformat())
        held = EVIDENCE if Stories(connection).position(key, (today, 2**62)).evidence_held else ()
        return LabelFacts(
            asset=reference,
            case=storage_query.case_reference(connection, int(row["case_id"])),
            description=str(row["description"]),
            group=kind.group if (kind := asset_types().get(str(row["type_code"]))) else "",
            seal=_("Seal {number}").format(number=seal) if seal else "",
            taken_on=_("Seized {date}").format(date=taken) if taken else "",
            location="" if place is None else short_path(tree.path(place)),
            copy=copy,
            copy_text=_("Label {number}").format(number=copy),
            marks=tuple(
                (one, code_lists.label("handling_marks", one))
                for one in dict.fromkeys((*_handling(connection, valid, wish), *held))
            ),
        )


def _waits(connection: Connection, asset: str, wish: LabelWish) -> bool:
    """Whether a label of this size is in the register and was never drawn, with these marks."""
    row = finder.by_reference(connection, "asset", asset)
    known = [] if row is None else labels_of(connection, int(row["id"]), asset)
    valid = next((one for one in known[::-1] if one.size == wish.size and not one.void), None)
    if valid is None or storage_query.label_was_drawn(connection, asset, valid.copy):
        return False
    return not wish.handling or set(wish.handling) == set(_handling(connection, valid, LabelWish()))


def _handling(connection: Connection, valid: Label | None, wish: LabelWish) -> tuple[str, ...]:
    """The marks asked for now, else those of the label in the register."""
    if wish.handling or valid is None:
        return wish.handling
    row = finder.event_by_reference(connection, valid.reference)
    said = {} if row is None else json.loads(row["data"])
    return tuple(said.get("handling") or ())


def _meant(connection: Connection, access: Access, reference: str) -> list[str]:
    row = finder.by_reference(connection, "asset", reference)
    if row is not None and not storage_query.hidden_of(connection, access, [reference]):
        return [reference]
    case = finder.by_reference(connection, "case", reference)
    if case is not None and storage_query.is_known(connection, access, "case", case):
        return storage_query.assets_of_case(connection, int(case["id"]))
    return []


def _refusal(kind: str, reasons: Sequence[Reason]) -> AppError:
    kinds: dict[str, type[AppError]] = {"permission": NotPermitted, "not_found": NotFound}
    return kinds.get(kind, ValidationFailed)(list(reasons))
