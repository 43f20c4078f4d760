"""The debt of a value order in an office: told from its events, and kept in step with them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from asset_recovery.domain.actions.base import Action
from asset_recovery.domain.actions.order_actions import ExecuteOrder
from asset_recovery.domain.errors import Reason, RuleViolation
from asset_recovery.domain.money import Money
from asset_recovery.i18n import _
from asset_recovery.lifecycle.debt import Debt, Entry, Statement, account, collectable, coverage
from asset_recovery.lifecycle.debt_story import statement_of
from asset_recovery.lifecycle.position import OrderPosition, Position
from asset_recovery.lifecycle.story import LATEST, fold, moments
from asset_recovery.persistence import tables as t
from asset_recovery.persistence.queries.asset_query import assets_of_order
from asset_recovery.persistence.queries.debt_query import events_of_debt
from asset_recovery.persistence.queries.lineage_query import undivided
from asset_recovery.persistence.repositories.story_repository import Stories
from asset_recovery.persistence.store import Connection
from asset_recovery.services.debt_values import secures, value_in
from asset_recovery.services.refreshing import refresh_asset, set_deadline
from asset_recovery.services.work import Work

VALUE_ORDER = "confiscation_value"
REFUND_DAYS = "value_order_refund_due"
# States on which the account has its say; the others say more (lifted, annulled, challenged …).
COUNTED = frozenset(
    {
        "issued",
        "served",
        "in_force",
        "extended_or_varied",
        "upheld",
        "amended",
        "final",
        "executed",
        "partly_executed",
    }
)


def told(
    connection: Connection,
    stories: Stories,
    order: Mapping[str, Any],
    until: tuple[date, int] = LATEST,
    known: int | None = None,
) -> Statement | None:
    """What a value order says up to a moment; None: not given, or for no known amount.

    `known` limits it to what was recorded up to that entry of the journal.
    """
    rules = stories.rules_of(int(order["case_id"]))
    reference = str(order["reference"])
    events = [
        stories.story_event({**row, "order_reference": _named(row, order)}, [""])
        for row in events_of_debt(connection, dict(order))
    ]
    story = [
        moment
        for moment in moments(events)
        if (moment.on, moment.seq) <= until and (known is None or moment.seq <= known)
    ]
    return statement_of(reference, story, rules)


def _named(row: Mapping[str, Any], order: Mapping[str, Any]) -> str | None:
    return str(order["reference"]) if row["order_id"] == order["id"] else None


def debt_on(work: Work, order: Mapping[str, Any], on: date) -> Debt | None:
    """The account of a value order on a day, with all that is recorded by now."""
    statement = told(work.unit.connection, work.stories, order, (on, LATEST[1]))
    return None if statement is None else account(statement, on)


def is_value_order(order: Mapping[str, Any]) -> bool:
    """Whether the order is for an amount that is owed."""
    return bool(order["kind"] == VALUE_ORDER)


def excesses(statement: Statement | None) -> dict[int, Money]:
    """Payments that are more than was due on their day, by the key of their event."""
    if statement is None or not statement.entries:
        return {}
    last = max(entry.on for entry in statement.entries)
    found = {}
    for line in account(statement, last).lines:
        if line.entry is None or line.surplus.is_zero:
            continue
        known = line.entry.surplus or Money.zero(line.surplus.currency)
        if line.surplus > known:
            found[line.entry.event] = line.surplus - known
    return found


def require_no_conflict(
    work: Work, order: Mapping[str, Any], before: Statement | None
) -> Statement | None:
    """After a step: no payment may have become more than is due on its day."""
    after = told(work.unit.connection, work.stories, order)
    known = excesses(before)
    for event, beyond in excesses(after).items():
        if beyond > known.get(event, Money.zero(beyond.currency)):
            row = work.unit.get(t.event, event)
            raise RuleViolation(
                Reason(
                    "later_step_conflicts",
                    _(
                        "The payment {entry} of {date} would be {beyond} more than is then due "
                        "on the order {order}."
                    ).format(
                        entry=row["reference"] or row["action"].replace("_", " "),
                        date=row["effective_on"],
                        beyond=beyond.display(),
                        order=order["reference"],
                    ),
                )
            )
    return after


def follow_debt(work: Work, order: Mapping[str, Any], before: Statement | None = None) -> None:
    """The order's own state, what is due on its securities, and what is to be paid back."""
    order = work.unit.get(t.court_order, int(order["id"]))
    statement = told(work.unit.connection, work.stories, order)
    if statement is None:
        return
    debt = account(statement, work.today)
    state = _state(order, debt)
    if state != order["state"]:
        work.unit.update(t.court_order, order, state=state)
    for asset in held_assets(work.unit.connection, work.stories, order):
        refresh_asset(work, int(asset["id"]))
    earlier = None if before is None else account(before, work.today)
    zero = Money.zero(debt.surplus.currency)
    if debt.surplus > (zero if earlier is None else earlier.surplus):
        _to_be_paid_back(work, order, debt)
    if debt.is_satisfied and not debt.ended and (earlier is None or not earlier.is_satisfied):
        work.notes.append(
            _(
                "The order {order} is satisfied since {date}: what still secures it is to be "
                "released."
            ).format(order=order["reference"], date=debt.satisfied_on)
        )
    _say_coverage(work, order, debt)


def before_effect(
    work: Work, event: Mapping[str, Any]
) -> list[tuple[Mapping[str, Any], Statement | None]]:
    """The value orders that an approved step would change, each as it is told before."""
    found: dict[int, Mapping[str, Any]] = {}
    if event["order_id"] is not None:
        order = work.unit.get(t.court_order, int(event["order_id"]))
        found[int(order["id"])] = order
    payments = json.loads(event["facts"]).get("payments")
    for payment in payments if isinstance(payments, list) else ():
        if payment.get("order"):
            order = work.order(str(payment["order"]))
            found[int(order["id"])] = order
    connection, stories = work.unit.connection, work.stories
    return [
        (order, told(connection, stories, order))
        for order in found.values()
        if is_value_order(order)
    ]


def after_effect(
    work: Work,
    before: Sequence[tuple[Mapping[str, Any], Statement | None]],
    *,
    by_court: bool = False,
) -> None:
    """A step counts now: still within what is due, and the order follows.

    What a court decided is never refused for what was paid: it makes a surplus.
    """
    for order, statement in before:
        if not by_court:
            require_no_conflict(work, order, statement)
        follow_debt(work, order, statement)


def _state(order: Mapping[str, Any], debt: Debt) -> str:
    if order["state"] == "lifted" and debt.state == "executed":
        return "executed"  # its securities go; that it was paid says more
    if order["state"] not in COUNTED:
        return str(order["state"])
    if debt.state is not None:
        return debt.state
    if order["state"] in ("executed", "partly_executed"):
        return "final" if order["final_on"] else "issued"
    return str(order["state"])


def _to_be_paid_back(work: Work, order: Mapping[str, Any], debt: Debt) -> None:
    rules = work.stories.rules_of(int(order["case_id"]))
    days = rules.days(REFUND_DAYS, work.today)
    set_deadline(
        work,
        case_id=int(order["case_id"]),
        asset_id=None,
        record=str(order["reference"]),
        title=_("Pay back {surplus}: paid beyond the order {order}").format(
            surplus=debt.surplus.display(), order=order["reference"]
        ),
        due=work.today + timedelta(days=days),
        responsible="accountant",
        source="value_order",
    )


def held_assets(
    connection: Connection, stories: Stories, order: Mapping[str, Any]
) -> list[Mapping[str, Any]]:
    """The assets that an order names, or what took their place, each once."""
    found: dict[int, Mapping[str, Any]] = {}
    held = assets_of_order(connection, int(order["id"]))
    for asset in undivided(connection, int(order["id"]), held):
        row: Mapping[str, Any] = asset
        while row["replaced_by_id"] is not None:
            row = stories.asset(int(row["replaced_by_id"]))
        found[int(row["id"])] = row
    return list(found.values())


def collected(work: Work, assets: Sequence[Mapping[str, Any]]) -> dict[str, object]:
    """Whether an enforcement brought in money: from money itself, not from a thing to be sold."""
    for asset in assets:
        position = work.stories.position(int(asset["id"]))
        if not position.type_code.startswith("MON-") and position.proceeds is None:
            return {"collected": False}
    if len(assets) == 1:
        return {"collected": True, "source": str(assets[0]["reference"])}
    return {"collected": True}


def after_record(
    work: Work,
    order: Mapping[str, Any],
    before: Statement,
    command: Action,
) -> None:
    """What a court or bailiff did to an order: a court's word makes a surplus, never a refusal."""
    after = told(work.unit.connection, work.stories, order)
    if isinstance(command, ExecuteOrder) and not command.irregular:
        require_no_conflict(work, order, before)
    if after is not None and excesses(after) != excesses(before):
        for entry, beyond in excesses(after).items():
            row = work.unit.get(t.event, entry)
            work.warn(
                Reason(
                    "amount_exceeds_order",
                    _("By the new amount {beyond} of the payment of {date} is too much.").format(
                        beyond=beyond.display(), date=row["effective_on"]
                    ),
                    "refund_surplus",
                )
            )


def standing(work: Work, order: Mapping[str, Any], on: date) -> OrderPosition | None:
    """The order as a whole on a day: as it stands over one of its assets, else by itself."""
    reference = str(order["reference"])
    found = None
    for asset in held_assets(work.unit.connection, work.stories, order):
        position = work.stories.position(int(asset["id"]), (on, LATEST[1]))
        known = position.orders.get(reference)
        found = known if found is None else found
        if known is not None and known.is_standing:
            return known
    if found is None:
        alone = Position(reference="")
        events = work.stories.events_of_order(int(order["id"]))
        rules = work.stories.rules_of(int(order["case_id"]))
        fold(alone, [moment for moment in moments(events) if moment.on <= on], rules)
        found = alone.orders.get(reference)
    return found


def _say_coverage(work: Work, order: Mapping[str, Any], debt: Debt) -> None:
    """More is held than is owed: the alarm of proportionality (computations.md 5.15)."""
    if debt.ended or debt.outstanding.is_zero:
        return
    values = []
    for asset in held_assets(work.unit.connection, work.stories, order):
        position = work.stories.position(int(asset["id"]))
        if secures(position, str(order["reference"])):
            values.append(value_in(position, debt.outstanding.currency, work.convert, work.today))
    rules = work.stories.rules_of(int(order["case_id"]))
    held = collectable(values, debt.outstanding.currency)
    share = coverage(held, debt.outstanding)
    if share is not None and share > Decimal(
        rules.parameter("coverage_alarm_high", work.today).value
    ):
        work.notes.append(
            _(
                "The assets that secure the order {order} are worth {held}; {left} is still "
                "owed. Look whether some can be released."
            ).format(order=order["reference"], held=held.display(), left=debt.outstanding.display())
        )


def entry_of(  # noqa: PLR0913 - the parts of an entry
    work: Work,
    *,
    on: date,
    kind: str,
    amount: Money,
    source: str = "",
    source_kind: str = "",
    bank_reference: str = "",
) -> Entry:
    """An entry that a step would add now."""
    return Entry(
        on=on,
        seq=work.unit.next_seq,
        kind=kind,
        amount=amount,
        source=source,
        source_kind=source_kind,
        bank_reference=bank_reference,
    )
