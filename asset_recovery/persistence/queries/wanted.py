"""A view as SQL: what must hold, how its rows are found, and the parts of its order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from asset_recovery.domain.registers import View
from asset_recovery.persistence.queries.columns import RegisterSql, SqlColumn

if TYPE_CHECKING:
    from asset_recovery.persistence.queries.condition_sql import Condition

After = tuple[object, int] | None
_PLAIN = re.compile(r"\w+\.\w+")
ANY, WALK, FIND, SCAN = "any", "walk", "find", "scan"


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of the list: rows whose sort column is known, or those whose it is not."""

    holds: str
    order: str
    after: str
    sign: tuple[str, str]
    is_unknown: bool = False


@dataclass(frozen=True, slots=True)
class Wanted:
    """A view as SQL: what must hold, with what values, and in which order."""

    name: str
    register: RegisterSql
    conditions: tuple[Condition, ...]
    parameters: Mapping[str, object]
    column: SqlColumn
    descending: bool
    paired: str = ""
    merged: tuple[str, ...] = ()

    @property
    def holds(self) -> tuple[str, ...]:
        """What must hold, without the ways to find it."""
        return tuple(one.sql for one in self.conditions)

    def parts(self, way: str) -> list[str]:
        """What must hold, for rows read in this way.

        WALK follows the index of the order, FIND those of the conditions, SCAN none; a plus before
        a column takes its index out of the choice.
        """
        found = []
        for one in self.conditions:
            is_left = way == SCAN or (way == WALK and not self.is_inner(one))
            found.append(f"+{one.sql}" if one.finds and is_left else one.sql)
            if one.letters and way in (ANY, FIND):
                found.append(one.letters)
        return found

    def is_inner(self, one: Condition) -> bool:
        """Whether an index that has the order also finds what the condition says."""
        if self.merged and one.either == self.merged:
            return True
        return bool(one.finds) and one.finds in (self.column.by, self.paired)

    def is_sorted_by(self, one: Condition) -> bool:
        """Whether one range of that index has all its rows in order."""
        return self.is_inner(one) and (not self.merged or one.either != self.merged)

    def segments(self, *, back: bool) -> list[Segment]:
        """The parts of the list in the order in which they are read."""
        by, key = self.column.by, self.register.key
        down = self.descending != back
        way, sign = ("DESC", "<") if down else ("ASC", ">")
        known = Segment(
            _is_known(self.column) if self.column.nullable else "1",
            f"{{by}} {way}, {{key}} {way}",
            f"({by}, {key}) {sign} (:after, :after_key)",
            (sign, way),
        )
        # What is compared with a value is known.
        if not self.column.nullable or any(one.finds == by for one in self.conditions):
            return [known]
        unknown = Segment(
            f"{by} IS NULL", f"{{key}} {way}", f"{key} {sign} :after_key", (sign, way), True
        )
        return [unknown, known] if back else [known, unknown]

    def windows(self, after: After, *, back: bool, sorted_: bool) -> Iterator[tuple[str, str]]:
        """What holds for each part of a window, in the order of reading, and its order.

        An index does not find its place in the midst of thousands of equal values by a pair of
        values: what is equal to the anchor is read first, by key, then what lies beyond.
        """
        by, key = self.column.by, self.register.key
        for segment in self.segments(back=back):
            if after is not None and after[0] is None and not segment.is_unknown:
                continue
            behind = after is not None and (after[0] is None) == segment.is_unknown
            if not behind:
                yield segment.holds, segment.order
            elif segment.is_unknown or sorted_:
                yield f"{segment.holds} AND {segment.after}", segment.order
            else:
                sign, way = segment.sign
                yield f"{by} = :after AND {key} {sign} :after_key", f"{{key}} {way}"
                yield f"{by} {sign} :after", segment.order


def _is_known(column: SqlColumn) -> str:
    """The index of an expression finds its values by a comparison, that of a column by itself."""
    if _PLAIN.fullmatch(column.by) or column.kind not in ("text", "day"):
        return f"{column.by} IS NOT NULL"
    return f"{column.by} >= ''"


def wanted_of(
    register: RegisterSql, view: View, parameters: Mapping[str, object], base_currency: str
) -> Wanted:
    """The view as SQL; `ValidationFailed` where it names what is not there."""
    conditions, given = _conditions(register, view, base_currency)
    column = register.column(view.sort or register.default_sort)
    paired = _paired(register, conditions, column.by)
    return Wanted(
        repr(view),
        register,
        tuple(conditions),
        {**given, **parameters},
        column,
        view.descending,
        paired,
        () if paired else _merged(register, conditions, column.by),
    )


def _conditions(
    register: RegisterSql, view: View, base_currency: str
) -> tuple[list[Condition], Mapping[str, object]]:
    """What the chips and the expression of a view say, with their parameters."""
    if not view.filters and not view.where.strip():
        return [], {}
    from asset_recovery.domain.expression import (  # noqa: PLC0415 - not at the first paint
        parse,
        require_names,
    )
    from asset_recovery.persistence.queries.condition_sql import Conditions  # noqa: PLC0415

    made = Conditions(register, base_currency)
    found = [made.of_filter(chip) for chip in view.filters]
    if view.where.strip():
        made.field_name = "where"
        tree = parse(view.where)
        require_names(tree, {*register.columns, *register.aliases})
        found += made.of_tree(tree)
    return found, made.parameters


def _paired(register: RegisterSql, conditions: Sequence[Condition], by: str) -> str:
    """The filter that shares an index with the order, if there is one."""
    for one in conditions:
        if one.is_equal and (one.finds, by) in register.paired:
            return one.finds
    return ""


def _merged(register: RegisterSql, conditions: Sequence[Condition], by: str) -> tuple[str, ...]:
    """A few values of a filter that shares an index with the order: each is a range in order."""
    for one in conditions:
        if one.either and (one.finds, by) in register.paired:
            return one.either
    return ()
