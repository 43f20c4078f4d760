"""What entries of the journal changed of one record, in words; nothing of other records leaks."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from asset_recovery.domain.actions.base import WrongUse
from asset_recovery.domain.actions.vocabulary import VOCABULARY
from asset_recovery.domain.history import HistoryRow
from asset_recovery.i18n import _
from asset_recovery.persistence.queries.history_query import (
    Keys,
    action_of_event,
    amount_currencies,
    reference_of,
    user_names,
)
from asset_recovery.persistence.queries.sale_query import is_sealed_bid
from asset_recovery.persistence.rows import Row
from asset_recovery.persistence.store import Connection
from asset_recovery.services.case_parts.case_desk import day_of, moment
from asset_recovery.services.case_parts.change_words import Change, ChangeWords, amount_of
from asset_recovery.services.case_parts.event_words import detail

_CODE = re.compile(r"[a-z]+(_[a-z]+)+")
# Steps that only say what the fields beside them say.
_SAY_NO_MORE = ("change_", "register_", "open_case")
_OF_THE_SYSTEM = ("timer_effect",)  # what the timers wrote, told on the page of deadlines
HIDDEN = "…"  # a record of which the reader must not know


@dataclass(slots=True)
class RecordNames:
    """What records and users are called; records that the reader must not know stay nameless."""

    connection: Connection
    may_know: Callable[[str, int, int | None], bool]
    _known: dict[tuple[str, int], str | None] = field(default_factory=dict)
    _users: tuple[dict[int, str], dict[str, str]] | None = None

    def record(self, table: str, key: int) -> str | None:
        """The human number of a row; dots for one of which the reader must not know."""
        if (table, key) not in self._known:
            reference, case = reference_of(self.connection, table, key)
            shown = reference if self.may_know(table, key, case) else HIDDEN
            self._known[table, key] = shown or None
        return self._known[table, key]

    def user(self, key: int) -> str | None:
        """The name of a user by her key."""
        return self._names()[0].get(key)

    def login(self, name: str) -> str:
        """The name of a user by the name with which she logs in."""
        return self._names()[1].get(name, name)

    def _names(self) -> tuple[dict[int, str], dict[str, str]]:
        if self._users is None:
            self._users = user_names(self.connection)
        return self._users


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """The record whose history is told: `rows` are those that hang on it; None: the whole case."""

    reference: str
    table: str
    key: int
    rows: Keys | None

    def holds(self, table: str, key: int, after: Mapping[str, Any]) -> bool:
        """Whether a changed row is the record, hangs on it, or is a step that names it."""
        if self.rows is None or key in self.rows.get(table, ()):
            return True
        named = f'"{self.reference}"'
        return table == "event" and any(
            named in str(after.get(part) or "") for part in ("data", "facts")
        )


class HistoryWriter:
    """Writes the changes of one record, an entry at a time."""

    def __init__(self, names: RecordNames, about: About) -> None:
        self._names, self._about = names, about
        self._words = ChangeWords(names)

    def entry(self, row: Row) -> Iterator[HistoryRow]:
        """The changes that an entry made of the record, in their order."""
        payload = json.loads(row["payload"])
        action = str(row["action"])
        on = _effective(payload)
        found = [
            (one, change[0] in _OF_THE_SYSTEM)
            for change in payload["changes"]
            for one in self._change(change)
        ]
        if action.startswith(_SAY_NO_MORE) and any(one[1] != _("step") for one, _by in found):
            found = [(one, by) for one, by in found if one[1] != _("step")]
        for (record, name, old, new), by_system in found:
            yield HistoryRow(
                seq=int(row["seq"]),
                recorded_at=moment(row["at"]),
                effective_on=on,
                actor=self._names.login(str(row["actor"])),
                action=action,
                title=title_of(action),
                record="" if record == self._about.reference else record,
                field=name,
                old=_plain(old),
                new=_plain(new),
                reason=payload.get("reason") or payload["command"].get("note"),
                noise=by_system or name == "version" or name.endswith("hash"),
            )

    def _change(self, change: list[Any]) -> Iterator[Change]:
        table, key, before, after = change
        if self._words.is_unseen(table) or not self._about.holds(table, key, after):
            return
        if table == "victim" and self._about.table != table:
            return  # of one victim among thousands her own history tells
        if table == "event" and before is None:
            yield self._step(key, after)
        elif before is None and self._words.is_tie(table):
            yield self._words.tie(table, after)
        else:
            record = self._record(table, key, after)
            whole = amount_currencies(self._names.connection, table, key, after)
            old = None if before is None else {**whole, **before}
            yield from self._words.fields(record, old, {**whole, **after})

    def _record(self, table: str, key: int, after: Mapping[str, Any]) -> str:
        if (table, key) == (self._about.table, self._about.key):
            return self._about.reference
        known = self._names.record(table, key) or str(after.get("reference") or "")
        if not known and table == "event":
            return title_of(action_of_event(self._names.connection, key))
        return known or table.replace("_", " ")

    def _step(self, key: int, after: Mapping[str, Any]) -> Change:
        """A step, with what it said and whether it waits for a second person."""
        action = str(after["action"])
        words = [self._said(action, after)]
        if after["status"] != "in_effect":
            words.append(str(after["status"]).replace("_", " "))
        if json.loads(str(after.get("irregular") or "[]")):
            words.append(_("irregular"))
        record = str(after.get("reference") or "") or self._about.reference
        said = "; ".join(one for one in words if one)
        return record, _("step"), None, said or title_of(action)

    def _said(self, action: str, after: Mapping[str, Any]) -> str:
        """The arguments of a step; its amount alone where an earlier version wrote them."""
        if action == "record_bid" and is_sealed_bid(
            self._names.connection, str(after.get("reference") or "")
        ):
            return _("sealed bid")
        amount = amount_of(after, "amount")
        try:
            command = VOCABULARY[action].parse(json.loads(after["data"]))
        except (KeyError, ValueError, WrongUse):
            return amount or ""
        said = detail(command, lambda _argument, text: text, None)
        return said or amount or ""


def title_of(action: str) -> str:
    """An action for people."""
    known = VOCABULARY.get(action)
    return _(known.TITLE) if known is not None else action.replace("_", " ").capitalize()


def _effective(payload: Mapping[str, Any]) -> date | None:
    """The day from which an entry counts: what was given, else that of the step it made."""
    given = payload["command"].get("on")
    for table, _key, before, after in payload["changes"]:
        if table == "event" and before is None:
            given = after.get("on_date") or given
    return day_of(str(given)[:10]) if given else None


def _plain(text: str | None) -> str | None:
    """A bare code without its underlines."""
    return text.replace("_", " ") if text is not None and _CODE.fullmatch(text) else text
