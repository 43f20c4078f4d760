"""Several States asked on one order: the reason for it, and the running total."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from asset_recovery.domain.actions.office_actions import DraftRequest, RecordAnswer
from asset_recovery.domain.countries import country_name
from asset_recovery.domain.errors import Reason, RuleViolation
from asset_recovery.domain.money import Money
from asset_recovery.forms.checks.eu_scope import CERTIFICATES
from asset_recovery.forms.shelf import shipped
from asset_recovery.i18n import _
from asset_recovery.lifecycle.foreign_effects import reported
from asset_recovery.lifecycle.foreign_position import AbroadPosition
from asset_recovery.lifecycle.request_rules import COERCIVE
from asset_recovery.lifecycle.several_states import DEAD, RunningTotal, live, running_total
from asset_recovery.persistence.queries.request_query import requests_of_case
from asset_recovery.persistence.repositories import finder
from asset_recovery.services.request_stories import request_position
from asset_recovery.services.work import Work


def require_reason(work: Work, command: DraftRequest, case: Mapping[str, Any]) -> None:
    """A second State is asked to execute the same order, or for the same asset, with a reason."""
    if command.multiple_states_reason or not _acts_upon(work, command.form, command.kinds):
        return
    others = []
    for row in requests_of_case(work.unit.connection, int(case["id"])):
        if row["direction"] != "out" or row["state"] in DEAD:
            continue
        if row["country"] == command.to_country:
            continue
        if not _acts_upon(work, str(row["form"]), json.loads(row["kinds"])):
            continue
        same_order = set(json.loads(row["orders"])) & set(command.orders)
        same_asset = set(json.loads(row["assets"])) & set(command.assets)
        if same_order or same_asset:
            others.append(row)
    if others:
        named = ", ".join(f"{row['reference']} ({country_name(row['country'])})" for row in others)
        text = _(
            "Another State is already asked for the same: {requests}. Say why several are needed "
            "(multiple_states_reason)."
        )
        raise RuleViolation(
            Reason(
                "multiple_states_reason_missing",
                text.format(requests=named),
                field="multiple_states_reason",
            )
        )


def _acts_upon(work: Work, form: str, kinds: Iterable[str]) -> bool:
    """Whether a request lays hands on property: by its kinds, or because it is a certificate.

    A notice or an answer names the kinds of the request that it belongs to, and asks nobody anew.
    """
    acts = form in CERTIFICATES or bool(COERCIVE & set(kinds))
    return acts and shipped().asks(form, work.today)


def totals_of(work: Work, row: Mapping[str, Any]) -> list[RunningTotal]:
    """The running total of every order on which a request rests and other States are asked too."""
    connection = work.unit.connection
    requests = [
        request_position(connection, work.stories, one)
        for one in requests_of_case(connection, int(row["case_id"]))
        if one["direction"] == "out"
    ]
    found = []
    for reference in json.loads(row["orders"]):
        order = finder.by_reference(connection, "order", reference)
        if order is None:
            continue
        minor = order["amount_minor"]
        amount = None if minor is None else Money(minor, str(order["amount_currency"]))
        total = running_total(reference, amount, live(requests), work.convert, work.today)
        found.append(total)
    return found


def beyond_order(work: Work, row: Mapping[str, Any], command: RecordAnswer) -> list[Reason]:
    """That one State reports more held and paid on a request than an order it rests on allows.

    What several States hold together is warned of (`warn_of_total`): each of them may hold up to
    the sum, and they are told of the risk of too much.
    """
    request = request_position(work.unit.connection, work.stories, row)
    reasons = []
    for result in command.results:
        line = AbroadPosition(request.reference, country=request.country)
        reported(request.results.setdefault(str(result["asset"]), line), result, command.on)
    for reference in json.loads(row["orders"]):
        order = finder.by_reference(work.unit.connection, "order", reference)
        if order is None or order["amount_minor"] is None:
            continue
        allowed = Money(order["amount_minor"], str(order["amount_currency"]))
        said = running_total(reference, allowed, [request], work.convert, command.on).total
        whole = command.amount and work.convert(command.amount, allowed.currency, command.on)
        known = [one for one in (said, whole) if one is not None]
        most = max(known, key=lambda one: one.minor, default=None)
        if most is None or most.minor <= allowed.minor or not _says_sum(command):
            continue
        text = _("{total} are held or paid abroad; the order {order} allows {amount}.").format(
            total=most.display(), amount=allowed.display(), order=reference
        )
        field = "amount" if most is whole else "results"
        reasons.append(Reason("amount_exceeds_order", text, "notify_state", field))
    return reasons


def _says_sum(command: RecordAnswer) -> bool:
    """Whether an answer reports a sum: one that only acknowledges changes no total."""
    return command.amount is not None or any(row.get("amount") for row in command.results)


def warn_of_total(work: Work, row: Mapping[str, Any]) -> None:
    """What all States hold together comes near the order's sum, or exceeds it."""
    rules = work.stories.rules_of(int(row["case_id"]))
    share = Decimal(rules.parameter("over_recovery_warn", work.today).value)
    for total in totals_of(work, row):
        if total.amount is None or total.total is None or not total.is_near(share):
            continue
        text = _("{total} of {amount} are held or paid abroad on the order {order}.")
        if total.exceeds:
            text = _("{total} are held or paid abroad; the order {order} allows {amount}.")
        work.warn(
            Reason(
                "amount_exceeds_order",
                text.format(
                    total=total.total.display(), amount=total.amount.display(), order=total.order
                ),
                "notify_state",
            )
        )
