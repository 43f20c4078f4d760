"""What happened, in one line: the arguments of a step in words, without references to records."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from asset_recovery.domain import code_lists
from asset_recovery.domain.actions.arguments import Arg, NewParty
from asset_recovery.domain.actions.base import Action, arguments_of
from asset_recovery.domain.money import Money
from asset_recovery.i18n import N_, _
from asset_recovery.services.case_parts.people import percent_of

_LONGEST = 200
_LEFT_OUT = frozenset(
    {
        "asset",
        "assets",
        "case",
        "documents",
        "document",
        "file",
        "irregular",
        "note",
        "on",
        "operation_id",
        "order",
        "request",
        "rows",
        "what",
        "legal_system",
        "currency",
        "fields",
        "shares",
        "terms",
        "orders",
        "original",
        "components",
        "flags",
        "identifiers",
        "calculation",
        "classification",
        "text",
        "statement",
        "conflict",
        "lesson",
        "lacking",
        "checks",
    }
)
_SAID = {
    "account": N_("account {value}"),
    "advertised_from": N_("advertised from {value}"),
    "custodian": N_("kept by {value}"),
    "expires_on": N_("ends on {value}"),
    "final_on": N_("final on {value}"),
    "from": N_("from {value}"),
    "handed_over_by": N_("handed over by {value}"),
    "horizon_months": N_("over {value} months"),
    "inventory_by": N_("inventory signed by {value}"),
    "liens": N_("liens {value}"),
    "monthly_cost": N_("{value} a month"),
    "monthly_income": N_("income {value} a month"),
    "next_hearing": N_("next hearing on {value}"),
    "next_review_on": N_("next review on {value}"),
    "owner": N_("registered owner {value}"),
    "possessor": N_("possessor {value}"),
    "beneficial_owner": N_("beneficial owner {value}"),
    "photos": N_("photographs {value}"),
    "rank": N_("rank {value}"),
    "received_by": N_("received by {value}"),
    "reply_by": N_("reply by {value}"),
    "reserve": N_("reserve {value}"),
    "retain_until": N_("kept until {value}"),
    "review_on": N_("review on {value}"),
    "sale_cost_share": N_("sale costs {value}"),
    "sale_on": N_("sale on {value}"),
    "seals": N_("seals {value}"),
    "statement_on": N_("statement of {value}"),
    "suspensive_until": N_("open to challenge until {value}"),
    "to": N_("to {value}"),
    "until": N_("until {value}"),
    "valid_until": N_("to be renewed by {value}"),
    "unknown": N_("not known: {value}"),
    "valuer": N_("by {value}"),
    "yearly_decline": N_("{value} a year less"),
}
Name = Callable[[str, str], str]


def detail(command: Action, name: Name, shown: Money | None) -> str:
    """The arguments that say what happened, one after the other.

    `name` gives the name of a party from the argument and what was given; `shown` is the amount
    that stands in a column of its own and is not said twice.
    """
    return "; ".join(_parts(command, name, shown))


def said(command: Action, name: Name) -> Iterator[tuple[str, str]]:
    """Each argument that says what is asked: its name for people, and its value in words."""
    for argument, (arg, _required, attribute) in arguments_of(type(command)).items():
        value = getattr(command, attribute)
        if argument in _LEFT_OUT or value in (None, (), ""):
            continue
        text = _text(value, arg, argument, name)
        if text:
            yield _(argument.replace("_", " ").capitalize()), text


def _parts(command: Action, name: Name, shown: Money | None) -> Iterator[str]:
    for argument, (arg, _required, attribute) in arguments_of(type(command)).items():
        value = getattr(command, attribute)
        if argument in _LEFT_OUT or value in (None, (), "") or value == shown:
            continue
        text = _text(value, arg, argument, name)
        if text:
            yield _(_SAID[argument]).format(value=text) if argument in _SAID else text


def _text(value: Any, arg: Arg, argument: str, name: Name) -> str:  # noqa: ANN401
    if arg.choices:
        codes = value if isinstance(value, tuple) else (value,)
        return ", ".join(code_lists.label(arg.choices, str(code)) for code in codes)
    if isinstance(value, bool):
        return _(argument.replace("_", " ")) if value else ""
    if arg.type == "grounds":
        return ", ".join(code_lists.label("liability_grounds", str(one["code"])) for one in value)
    if isinstance(value, tuple):
        found = [_one(one, arg, argument, name) for one in value]
        return ", ".join(text for text in found if text)
    return _one(value, arg, argument, name)


def _one(value: Any, arg: Arg, argument: str, name: Name) -> str:  # noqa: ANN401
    if isinstance(value, Money):
        return value.display()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return percent_of(value) or "" if arg.type == "share" else f"{value:f}"
    if isinstance(value, NewParty):
        return value.name
    if isinstance(value, dict):
        return ""
    text = str(value)
    if arg.type in ("party", "parties", "text", "user"):
        text = name(argument, text)
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"
