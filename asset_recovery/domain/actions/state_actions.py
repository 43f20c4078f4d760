"""Actions on State sheets: what applies between another State and ours, and its last check."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from asset_recovery.domain.actions.arguments import (
    Amount,
    Arg,
    Authority,
    Country,
    Day,
    Flag,
    LongText,
    NewReference,
    Rows,
    Text,
    Texts,
)
from asset_recovery.domain.actions.base import Action, RowShape, check_rows, choice, several
from asset_recovery.domain.errors import Reason, ValidationFailed
from asset_recovery.i18n import N_

# What a row of `instruments` may say.
INSTRUMENT = {
    "instrument": choice("legal_instruments"),
    "title": Arg("text"),
    "since": Arg("date"),
    "until": Arg("date"),
    "article": Arg("text"),
    "reservation": Arg("longtext", limit=50_000),
    "declaration": Arg("longtext", limit=50_000),
    "order_copy": Arg("bool"),
    "value_threshold": Arg("money"),
    "note": Arg("longtext", limit=50_000),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class RecordStateSheet(Action):
    """What applies between a State and ours, as found on a day; what is left out stays as it was.

    `instruments` are all that are, were or will be in force; one that is in no row is not in force.
    `languages` are codes of ISO 639-1. With `language_demanded` nothing leaves in another one.
    """

    TITLE: ClassVar[str] = N_("Record a State sheet")
    country: Country
    on: Day
    source: Text
    instruments: Annotated[Rows, RowShape(INSTRUMENT, {"instrument"})] = ()
    channels: Annotated[tuple[str, ...], several("request_channels")] = ()
    languages: Texts = ()
    language_demanded: Flag | None = None
    reservations: LongText | None = None
    contact: LongText | None = None
    authority: Authority | None = None
    costs: LongText | None = None
    order_copy: Flag | None = None
    value_threshold: Amount | None = None
    state_sheet: NewReference | None = None

    def check(self) -> None:
        """Rows say what they may; nothing ends before it began; languages are known ones."""
        check_rows(self.instruments, "instruments", INSTRUMENT, ("instrument",))
        faults = [*self._instruments(), *self._languages()]
        if faults:
            raise ValidationFailed(faults)

    def _instruments(self) -> list[Reason]:
        faults: list[Reason] = []
        seen: set[tuple[str, str]] = set()
        for place, row in enumerate(self.instruments, start=1):
            since, until = str(row.get("since") or ""), str(row.get("until") or "")
            if since and until and until < since:
                text = f"instruments: {row['instrument']} ends on {until}, before {since}."
                faults.append(Reason("date_order", text, None, "instruments", place))
            key = (str(row["instrument"]), str(row.get("title") or ""))
            if key in seen:
                text = f"instruments: {row['instrument']} stands twice. Keep one row of it."
                faults.append(Reason("field_invalid", text, None, "instruments", place))
            seen.add(key)
        return faults

    def _languages(self) -> list[Reason]:
        if len(set(self.languages)) == len(self.languages):
            return []
        return [Reason("field_invalid", "languages: a language stands twice.", field="languages")]


@dataclass(frozen=True, kw_only=True, slots=True)
class ConfirmStateSheet(Action):
    """The sheet of a State was checked again on a day and still holds."""

    TITLE: ClassVar[str] = N_("Confirm a State sheet")
    country: Country
    on: Day
    source: Text | None = None


ACTIONS: tuple[type[Action], ...] = (RecordStateSheet, ConfirmStateSheet)
