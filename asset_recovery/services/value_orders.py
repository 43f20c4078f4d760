"""Every value order of the office with its account: the aged balance on a day, as known then."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from asset_recovery.domain.debt_facts import DebtRow
from asset_recovery.domain.expression import evaluate, parse, require_names
from asset_recovery.domain.money import Money, half_up
from asset_recovery.lifecycle.debt import Debt, account, age_class, collectable, coverage
from asset_recovery.lifecycle.permissions import Actor
from asset_recovery.lifecycle.story import LATEST
from asset_recovery.persistence.access_sql import Access
from asset_recovery.persistence.queries.journal_query import entry_known_at
from asset_recovery.persistence.queries.party_query import known_party_names
from asset_recovery.persistence.repositories import finder
from asset_recovery.persistence.repositories.story_repository import Stories
from asset_recovery.services import debts
from asset_recovery.services.case_parts.debts import state_as_of
from asset_recovery.services.debt_values import secures, value_in
from asset_recovery.services.looking import OpenOffice, known_moment
from asset_recovery.services.rates import Rates
from asset_recovery.services.register_service import RegisterService

COLUMNS = (
    "reference",
    "case",
    "debtors",
    "state",
    "currency",
    "principal",
    "interest",
    "costs",
    "paid",
    "written_off",
    "outstanding",
    "surplus",
    "age",
    "since",
    "secured",
    "coverage",
    "alarm",
    "satisfied_on",
)


@dataclass(frozen=True, slots=True)
class ValueOrderService:
    """Lists the value orders that a user may see, each with its account."""

    office: OpenOffice
    registers: RegisterService

    def rows(
        self,
        actor: Actor,
        *,
        as_of: date | None = None,
        known_on: str | None = None,
        purpose: str = "",
    ) -> list[DebtRow]:
        """The accounts on a day (None: today), as known at a moment (None: now); the largest first.

        An order that was not yet given then, or is for no known amount, is left out.
        """
        seen = self.registers.listed(
            "orders", actor, where="kind = 'confiscation_value'", purpose=purpose
        )
        cases = {str(row["reference"]): str(row["case"]) for row in seen}
        day = as_of or self.office.today()
        found = []
        with self.office.reading.connect() as connection:
            known = None if known_on is None else entry_known_at(connection, known_moment(known_on))
            base = self.registers.base_currency()
            reader = _Reader(
                Stories(connection),
                Rates(connection, base),
                day,
                known,
                as_of is not None,
                known_party_names(connection, Access.of(actor, self.office.today())),
            )
            for reference, case in cases.items():
                order = finder.by_reference(connection, "order", reference)
                row = None if order is None else reader.row(connection, order, case)
                if row is not None:
                    found.append(row)
        return sorted(found, key=lambda one: (-one.outstanding.decimal, one.reference))

    def listed(  # noqa: PLR0913 - how the list is asked for
        self,
        actor: Actor,
        *,
        where: str = "",
        as_of: date | None = None,
        known_on: str | None = None,
        purpose: str = "",
    ) -> list[dict[str, object]]:
        """The same by column names, as the command line prints; `where` as for every list."""
        node = parse(where) if where else None
        if node is not None:
            require_names(node, COLUMNS, "where")
        rows = self.rows(actor, as_of=as_of, known_on=known_on, purpose=purpose)
        told = [_told(row) for row in rows]
        return [
            {name: _plain(value) for name, value in row.items()}
            for row in told
            if node is None or evaluate(node, row)
        ]


class _Reader:
    """Reads one account after another through one connection."""

    def __init__(  # noqa: PLR0913, PLR0917 - what reading takes
        self,
        stories: Stories,
        rates: Rates,
        day: date,
        known: int | None,
        earlier: bool,
        names: Mapping[str, str],
    ) -> None:
        self._stories = stories
        self._rates = rates
        self._day = day
        self._known = known
        self._earlier = earlier
        self._names = names

    def row(self, connection: Any, order: Mapping[str, Any], case: str) -> DebtRow | None:  # noqa: ANN401
        """The line of one order; None: nothing was owed on it then."""
        told = debts.told(connection, self._stories, order, (self._day, LATEST[1]), self._known)
        if told is None:
            return None
        debt = account(told, self._day)
        reference = str(order["reference"])
        state, values = "issued", []
        for asset in debts.held_assets(connection, self._stories, order):
            position = self._stories.position(int(asset["id"]), (self._day, LATEST[1]), self._known)
            own = position.orders.get(reference)
            state = own.state if own is not None else state
            if secures(position, reference):
                currency = debt.outstanding.currency
                values.append(value_in(position, currency, self._rates.convert, self._day))
        if not (self._earlier or self._known is not None):
            state = str(order["state"])
        alarm = self._alarm(order, debt, values)
        return _row(debt, case, state, values, alarm, self._names)

    def _alarm(self, order: Mapping[str, Any], debt: Debt, values: list[Money | None]) -> str:
        share = coverage(collectable(values, debt.outstanding.currency), debt.outstanding)
        if share is None:
            return "none"
        rules = self._stories.rules_of(int(order["case_id"]))
        if share > Decimal(rules.parameter("coverage_alarm_high", self._day).value):
            return "high"
        low = Decimal(rules.parameter("coverage_alarm_low", self._day).value)
        return "low" if share < low else "none"


def _row(  # noqa: PLR0913, PLR0917 - the parts of a line
    debt: Debt,
    case: str,
    state: str,
    values: list[Money | None],
    alarm: str,
    names: Mapping[str, str],
) -> DebtRow:
    secured = collectable(values, debt.outstanding.currency)
    share = coverage(secured, debt.outstanding)
    return DebtRow(
        reference=debt.reference,
        case=case,
        debtors=", ".join(names.get(one, one) for one in debt.statement.persons),
        state=state_as_of(state, debt),
        principal=debt.principal,
        interest=debt.interest,
        costs=debt.costs,
        paid=debt.paid,
        written_off=debt.written_off,
        outstanding=debt.outstanding,
        surplus=debt.surplus,
        age=age_class(debt.age_since, debt.on),
        since=debt.age_since,
        secured=secured,
        coverage=None if share is None else half_up(share, 4),
        alarm=alarm,
        satisfied_on=debt.satisfied_on if not debt.ended else None,
    )


def _told(row: DebtRow) -> dict[str, Any]:
    """A line by its column names; amounts as numbers, so that a condition can compare them."""
    found: dict[str, Any] = {}
    for name in COLUMNS:
        value = row.principal.currency if name == "currency" else getattr(row, name)
        found[name] = value.decimal if isinstance(value, Money) else value
    return found


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return format(value, "f")
    return value.isoformat() if isinstance(value, date) else value
