"""Checks of the certificates under Regulation (EU) 2018/1805 that an expression cannot say."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date

from asset_recovery.domain.code_lists import label
from asset_recovery.domain.identifiers import check_identifier
from asset_recovery.forms.checks import eu_amounts, eu_persons
from asset_recovery.forms.checks.eu_scope import (
    keys,
    neighbours,
    orders,
    truthy,
)
from asset_recovery.forms.form_model import BLOCKS, WARNS
from asset_recovery.forms.rule_scope import RuleFinding, RuleScope
from asset_recovery.i18n import _

_LIST = "eu_offence"
MONTHS_ASKED = 36
_OBJECT_REASONS = frozenset({"different_items", "several_actions"})
_FOR_VICTIMS = ("restitution", "compensation")
Found = Iterator[RuleFinding]


def listed_offences(scope: RuleScope) -> Found:
    """A ticked offence carries a maximum penalty of at least three years (EU-R3)."""
    rows = scope.rows(keys(scope).offences)
    for code in scope.codes(keys(scope).listed):
        own = [row for row in rows if code in _listed(row)]
        if not own and len(rows) == 1:
            own = list(rows)
        known = [months for row in own if (months := penalty(row)) is not None]
        if any(months >= MONTHS_ASKED for months in known):
            continue
        name = _("{number} {label}").format(number=code, label=label(_LIST, code))
        if not own:
            text = _("{offence} is ticked, but no offence of the table carries its number.")
        elif not known:
            text = _("{offence} is ticked, but its maximum penalty is not stated.")
        else:
            text = _("{offence} is ticked, but is punishable by less than three years.")
        yield RuleFinding(text=text.format(offence=name))


def dual_criminality(scope: RuleScope) -> Found:
    """Without a tick the certificate says why the facts are an offence in both States (EU-R3)."""
    rows = scope.rows(keys(scope).offences)
    if not rows or scope.filled(keys(scope).other) or scope.codes(keys(scope).listed):
        return
    below = [months for row in rows if (months := penalty(row)) is not None]
    is_below = bool(below) and max(below) < MONTHS_ASKED
    yield RuleFinding(level=BLOCKS if is_below else WARNS)


def _listed(row: Mapping[str, object]) -> set[str]:
    """The numbers of the list that a row of the table of offences carries."""
    value = row.get("eu_offence_code")
    items = value if isinstance(value, list | tuple) else str(value or "").split(",")
    return {str(item).strip() for item in items} - {""}


def penalty(row: Mapping[str, object]) -> int | None:
    """The maximum penalty of an offence in months; None where it is not stated as a number."""
    years = _whole(row.get("maximum_penalty_years"))
    months = _whole(row.get("maximum_penalty_months"))
    if years is None and months is None:
        return None
    return 12 * (years or 0) + (months or 0)


def _whole(value: object) -> int | None:
    text = str(value if value is not None else "").strip()
    return int(text) if text.isdecimal() and len(text) <= 4 else None


def several_states(scope: RuleScope) -> Found:
    """Several States are asked for reasons that fit what is asked of them (EU-R4)."""
    rows = scope.rows("g_other_states")
    reasons = set(scope.codes("g_reasons"))
    elsewhere = _items_elsewhere(scope)
    if not rows and not elsewhere:
        return
    subject = set(scope.codes(keys(scope).subject))
    as_items = scope.codes("d_equivalent_as") == ("items",)
    items_only = bool(subject) and subject <= ({"item", "equivalent"} if as_items else {"item"})
    if reasons and items_only and not reasons & _OBJECT_REASONS:
        yield RuleFinding(
            field="g_reasons",
            text=_("Items go to several States only for one of the two reasons about items."),
            mend=_("Tick one of the two reasons about items, or ask one State only."),
        )
    if reasons and subject == {"money"} and reasons <= _OBJECT_REASONS:
        yield RuleFinding(
            field="g_reasons",
            text=_("An amount of money goes to several States for one of the reasons about money."),
            mend=_("Tick a reason about money, or ask one State only."),
        )
    if elsewhere and "several_actions" not in reasons and items_only:
        yield RuleFinding(
            field="g_reasons",
            text=_("The same item is asked of several States: {items}.").format(
                items="; ".join(elsewhere)
            ),
            mend=_("Tick that it needs action in more than one State, and say which action here."),
        )


def _items_elsewhere(scope: RuleScope) -> list[str]:
    """Items of this certificate that a certificate to another State asks for too."""
    if scope.records is None:
        return []
    request = scope.records.request
    return [
        _("{items} of {state} ({request})").format(
            items=", ".join(shared), state=one.country, request=one.reference
        )
        for one in neighbours(scope)
        if one.country != request.country
        and (shared := [item for item in request.assets if item in one.assets])
    ]


def translation(scope: RuleScope) -> Found:
    """The certificate, or a translation of it, is in a language that is accepted (EU-R9)."""
    accepted = {
        part.strip().split("-")[0].lower()
        for part in str(scope.values.get("accepted_languages") or "").replace(";", ",").split(",")
    } - {""}
    language = str(scope.names.get("language") or "").split("-")[0].lower()
    if not accepted:
        yield RuleFinding(
            level=WARNS,
            field="accepted_languages",
            text=_("It is not known which languages the executing State accepts."),
            mend=_("Record them in the sheet of the State, or here."),
        )
        return
    if language in accepted or any(_is_translation(row, accepted) for row in _attached(scope)):
        return
    yield RuleFinding(
        mend=_("Attach the translation into {languages} to the request.").format(
            languages=", ".join(sorted(accepted))
        )
    )


def _is_translation(row: Mapping[str, object], accepted: set[str]) -> bool:
    language = str(row.get("language") or "").split("-")[0].lower()
    kind = str(row.get("document_type") or "").casefold()
    named = any(word in kind for word in ("transl", "certificate"))
    return language in accepted and (truthy(row.get("is_translation")) or named)


def _attached(scope: RuleScope) -> tuple[Mapping[str, object], ...]:
    return scope.rows(keys(scope).attachments)


def order_copy(scope: RuleScope) -> Found:
    """The order, or a copy of it, is among the attachments (EU-R10)."""
    if not any(
        "order" in str(row.get("document_type") or "").casefold() for row in _attached(scope)
    ):
        yield RuleFinding()


def necessity(scope: RuleScope) -> Found:
    """It is recorded why the order is necessary and proportionate (EU-R12)."""
    if scope.filled("necessity_and_proportionality"):
        return
    records = scope.records
    if records is not None:
        about = {records.request.reference, *records.request.orders}
        if any(note.record in about for note in records.file.notes):
            return
    yield RuleFinding()


def cultural_objects(scope: RuleScope) -> Found:
    """Nobody is made to sell or return a cultural object (EU-R15)."""
    if scope.filled(keys(scope).item_information):
        return
    found = [
        str(row.get("reference") or number)
        for number, row in enumerate(scope.rows(keys(scope).items), start=1)
        if truthy(row.get("is_cultural_object"))
    ]
    if found:
        text = _("{items}: a cultural object, which the executing State need not sell or return.")
        yield RuleFinding(text=text.format(items=", ".join(found)))


def victim_first(scope: RuleScope) -> Found:
    """A decision for a victim goes before the sharing between the two States (EU-R14)."""
    if scope.codes("j1_victim_outcome") or scope.records is None:
        return
    file = scope.records.file
    assets = set(scope.records.request.assets)
    decided = [
        order.reference
        for order in file.orders
        if order.kind in _FOR_VICTIMS and (not order.assets or assets & set(order.assets))
    ]
    waiting = [one.reference for one in file.victim_lists if one.claimed]
    if decided:
        text = _("{records}: a decision for a victim goes before the sharing of the money.")
        yield RuleFinding(text=text.format(records=", ".join(decided)))
    elif waiting:
        text = _("{records}: victims have claimed; section J does not say so.")
        yield RuleFinding(level=WARNS, text=text.format(records=", ".join(waiting)))


def iban(scope: RuleScope) -> Found:
    """The check digits of the account for payment fit."""
    found = check_identifier("iban", str(scope.values.get("m_iban") or ""))
    if not found.valid:
        yield RuleFinding(text=found.reason or "")


def order_dates(scope: RuleScope) -> date | None:
    """The day on which the order was issued."""
    typed = scope.values.get("b_date_issued")
    if isinstance(typed, date):
        return typed
    days = [order.made_on for order in orders(scope) if order.made_on is not None]
    return days[0] if len(days) == 1 else None


CHECKS: dict[str, Callable[[RuleScope], Iterable[RuleFinding]]] = {
    "eu_listed_offences": listed_offences,
    "eu_dual_criminality": dual_criminality,
    "eu_several_states": several_states,
    "eu_translation": translation,
    "eu_order_copy": order_copy,
    "eu_necessity": necessity,
    "eu_cultural_objects": cultural_objects,
    "eu_victim_first": victim_first,
    "eu_iban": iban,
    "eu_amounts": eu_amounts.amounts,
    "eu_amount_words": eu_amounts.amount_words,
    "eu_conversion": eu_amounts.conversion,
    "eu_third_persons": eu_persons.third_persons,
    "eu_positions": eu_persons.positions,
    "eu_names": eu_persons.names,
    "eu_authorities": eu_persons.authorities,
}
