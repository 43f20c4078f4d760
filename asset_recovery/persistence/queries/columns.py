"""How a register is read: its tables, its rows, and the columns by which it is sorted and asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from asset_recovery.domain.errors import invalid
from asset_recovery.i18n import _


@dataclass(frozen=True, slots=True)
class SqlColumn:
    """A column under its documented name.

    `kind` says how values compare: text, day (ISO text), number, flag (0 or 1), base (minor units
    of the base currency) or money (minor units, with `currency` the text beside them). `sort` is
    what it is sorted by, where that is not the value itself (names by their folded spelling).
    `indexed` columns are found and sorted through an index, `ordered`
    ones only sorted. `words`: written values are matched to these,
    whatever their case and underscores. `folded` is the column that keeps the text without
    capitals, `trigrams` the index of its letters by threes, whose rows have the register's key.
    `groups` (code to the values that it stands for) make it a column that is asked for alone.
    """

    sql: str
    kind: str = "text"
    nullable: bool = False
    sort: str = ""
    currency: str = ""
    indexed: bool = False
    ordered: bool = False
    words: tuple[str, ...] = ()
    folded: str = ""
    trigrams: str = ""
    groups: Callable[[], Mapping[str, tuple[str, ...]]] | None = None

    @property
    def is_walked(self) -> bool:
        """Whether an index has the rows in this order."""
        return self.ordered or (self.indexed and not self.sort)

    @property
    def by(self) -> str:
        """What the column is sorted by."""
        return self.sort or self.sql


@dataclass(frozen=True, slots=True)
class Reader:
    """What rows are made with: the day of reading and the office's base currency.

    `sheet_age` is after how many days a State sheet asks for a new check; None: not read.
    """

    today: date
    base_currency: str
    sheet_age: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterSql:
    """One register: `source` is its FROM clause, whose main table is called `r`.

    `selected` are the expressions of a row (the key first), `make` turns their values into the
    frozen row; `shown` names the columns of the command line and of exports in their order.
    `known` and `hidden` are the access condition and its opposite, used only where a case is
    hidden. `value` is what a total sums up, `kinds` how it is told by kind of value over
    `{source}`; `paired` names filter and order that share an index.
    """

    name: str
    source: str
    key: str
    selected: tuple[str, ...]
    make: Callable[[Sequence[Any], Reader], Any]
    columns: Mapping[str, SqlColumn]
    aliases: Mapping[str, str]
    shown: tuple[str, ...]
    known: str
    hidden: str
    default_sort: str
    default_descending: bool = False
    always: str = ""
    value: str = ""
    kinds: str = ""
    counts_from_portfolio: bool = False
    paired: frozenset[tuple[str, str]] = frozenset()

    def column(self, name: str) -> SqlColumn:
        """A column by its documented name or an alias; `column_unknown` otherwise."""
        found = self.columns.get(self.aliases.get(name, name))
        if found is None:
            known = ", ".join(sorted(self.columns))
            raise invalid(
                "column",
                _("There is no column '{name}'. Use one of: {known}.").format(
                    name=name[:40], known=known
                ),
                "column_unknown",
            )
        return found

    def plain(self, name: str) -> str:
        """The documented name of a column."""
        self.column(name)
        return self.aliases.get(name, name)


def day(text: Any) -> date | None:
    """A day as a column keeps it."""
    return None if text is None else date.fromisoformat(text)
