"""What a rule of a form may look at, and what it reports."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from asset_recovery.domain.money import Money
from asset_recovery.forms.answers import is_filled
from asset_recovery.forms.case_records import CaseRecords
from asset_recovery.forms.form_model import Form, FormField
from asset_recovery.forms.typed_cells import read_sum

# Names that rules may use beside fields and what follows from kinds and instruments.
RULE_NAMES = frozenset(
    ["today", "language", "country", "route", "state", "modules", "parent_form", "urgent"]
)
# The same with a field key behind a point: `count.persons`, `sum.assets.estimated_value`.
RULE_PREFIXES = ("count", "amount", "currency", "sum")

# What a form may ask of its case and of the other State before it is offered at all.
OFFER_NAMES = frozenset(
    ["country", "their_instruments", "our_instruments", "shared_instruments", "route", "direction",
     "kinds", "parent_form"]
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleFinding:
    """What a check found wrong; what it leaves out is taken from its rule.

    `field` is the key that it leads to, with a column behind a point where it concerns one.
    """

    text: str = ""
    mend: str = ""
    field: str = ""
    level: str = ""
    article: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleScope:
    """The values of a form by field key, and every name that an expression may use.

    `records` is None where a form is judged without its case.
    """

    form: Form
    modules: tuple[Form, ...]
    values: Mapping[str, object]
    names: Mapping[str, object]
    records: CaseRecords | None
    today: date

    def field(self, key: str) -> FormField | None:
        """The field with this key, in the form or one of its modules."""
        return next(
            (found for form in (self.form, *self.modules) if (found := form.field(key))), None
        )

    def filled(self, key: str) -> bool:
        """Whether a field is answered."""
        field = self.field(key)
        return field is not None and is_filled(field, self.values.get(key))

    def rows(self, key: str) -> tuple[Mapping[str, object], ...]:
        """The rows of a table field."""
        value = self.values.get(key)
        rows = value if isinstance(value, list | tuple) else ()
        return tuple(row for row in rows if isinstance(row, Mapping))

    def money(self, key: str) -> Money | None:
        """The sum of a money field."""
        return read_sum(self.values.get(key)) if key in self.values else None

    def codes(self, key: str) -> tuple[str, ...]:
        """The codes of a choice or list."""
        value = self.values.get(key)
        if isinstance(value, list | tuple):
            return tuple(str(code) for code in value)
        return (str(value),) if value not in (None, "") else ()


def rule_scope(
    forms: Sequence[Form],
    values: Mapping[str, object],
    derived: Mapping[str, object],
    records: CaseRecords | None,
    today: date,
) -> RuleScope:
    """The scope of the rules of a form and its modules; a field of a name hides what is of the
    request."""
    figures: dict[str, object] = {}
    for form in forms:
        for field in form.fields:
            figures |= _figures(field, values.get(field.key))
    names = {**_of_request(records), **values, **derived, "today": today, **figures}
    return RuleScope(
        form=forms[0],
        modules=tuple(forms[1:]),
        values=values,
        names=names,
        records=records,
        today=today,
    )


def _of_request(records: CaseRecords | None) -> dict[str, object]:
    if records is None:
        return {}
    request = records.request
    parent = records.parent
    return {
        "language": request.language,
        "country": request.country,
        "route": records.instruments.routes.get(records.file.case.route or ""),
        "state": request.state.removeprefix("outbound_"),
        "parent_form": parent.form if parent else None,
        "urgent": request.urgent,
    }


def _figures(field: FormField, value: object) -> dict[str, object]:
    """What rules count and add up of a field: `count.assets`, `amount.total`, `sum.parts.worth`."""
    found: dict[str, object] = {f"count.{field.key}": _count(field, value)}
    if field.type == "money" and (money := read_sum(value)) is not None:
        found[f"amount.{field.key}"] = money.decimal
        found[f"currency.{field.key}"] = money.currency
    if field.type == "table":
        for column, total in _sums(field, value).items():
            found[f"sum.{field.key}.{column}"] = total
    return found


def _count(field: FormField, value: object) -> int:
    """Rows that count, or codes; of anything else whether there is something."""
    if field.type == "table":
        rows = value if isinstance(value, list | tuple) else ()
        return sum(is_filled(field, [row]) for row in rows)
    if isinstance(value, list | tuple):
        return len(value)
    return int(is_filled(field, value))


def _sums(field: FormField, value: object) -> dict[str, object]:
    """The total of each money column where all its sums are of one currency."""
    given = value if isinstance(value, list | tuple) else ()
    rows = [row for row in given if isinstance(row, Mapping)]
    found: dict[str, object] = {}
    for column in field.columns:
        if column.type != "money":
            continue
        cells = [row[column.key] for row in rows if row.get(column.key) not in (None, "")]
        read = [read_sum(cell) for cell in cells]
        sums = [money for money in read if money is not None]
        if sums and len(sums) == len(cells) and len({money.currency for money in sums}) == 1:
            found[column.key] = sum(money.decimal for money in sums)
    return found
