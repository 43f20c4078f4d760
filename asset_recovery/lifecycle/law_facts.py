"""The named facts that guards and approvals of a legal system may ask for: what each one means.

A fact that is not known is None, and what is not known does not hold. Amounts are in the office's
base currency at the rate of the day; days are whole calendar days up to the date of the step.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from asset_recovery.domain.actions.arguments import NewParty
from asset_recovery.domain.money import Money
from asset_recovery.i18n import N_
from asset_recovery.lifecycle.ask import Ask
from asset_recovery.lifecycle.headline import headline
from asset_recovery.lifecycle.position import CONFISCATIONS
from asset_recovery.lifecycle.route_guards import route_of, was_heard
from asset_recovery.lifecycle.sale_guards import counting_valuation
from asset_recovery.lifecycle.sale_price_guards import below_floor, below_reserve

Read = Callable[[Ask], object]
GIVEN, PARAMETER = "given.", "parameter."
TIERS = "value_tiers"


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact: of what (asset, case, order or step), of what kind, what it says."""

    name: str
    of: str
    kind: str
    meaning: str
    read: Read


def _base(ask: Ask, amount: Money | None) -> Decimal | None:
    if amount is None:
        return None
    found = ask.convert(amount, ask.base_currency, ask.on)
    return None if found is None else found.decimal


def value_of(ask: Ask) -> Decimal | None:
    """The asset's value in base currency: its newest valuation that counts, else its estimate."""
    newest = counting_valuation(ask)
    return _base(ask, newest.value if newest else ask.position.estimated_value)


def tier_of(ask: Ask) -> int | None:
    """The tier of the value (1 is the lowest); None where the value is not known."""
    value = value_of(ask)
    if value is None or TIERS not in ask.rules.parameters:
        return None
    limits = ask.term(TIERS).value.split(",")
    return 1 + sum(value > Decimal(limit) for limit in limits)


def _days(since: date | None, on: date) -> int | None:
    return None if since is None else (on - since).days


def _given(ask: Ask, name: str) -> object:
    found = getattr(ask.command, name, None)
    if found is None:
        found = getattr(ask.command, f"{name}_", None)
    if isinstance(found, Money):
        return _base(ask, found)
    if isinstance(found, NewParty):
        return found.name
    return list(found) if isinstance(found, tuple) else found


def _amount(ask: Ask) -> object:
    for name in ("price", "amount", "value"):
        found = getattr(ask.command, name, None)
        if isinstance(found, Money):
            return _base(ask, found)
    return None


def _share_of_value(ask: Ask) -> Decimal | None:
    price, newest = getattr(ask.command, "price", None), counting_valuation(ask)
    if not isinstance(price, Money) or newest is None:
        return None
    value = ask.convert(newest.value, price.currency, ask.on)
    return None if value is None or value.is_zero else price.decimal / value.decimal


def _sale_reserve(ask: Ask) -> Decimal | None:
    return _base(ask, ask.position.sale.reserve) if ask.position.sale else None


def _asset_facts() -> Iterator[Fact]:
    yield from _axis_facts()
    yield from _value_facts()
    yield from _keeping_facts()
    rows: tuple[tuple[str, str, str, Read], ...] = (
        ("type", "text", N_("type of asset, by its code"), lambda a: a.position.type_code),
        ("immovable", "yes or no", N_("real estate"), lambda a: a.position.immovable),
        ("grounds", "list", N_("grounds for confiscation, by code"),
         lambda a: [ground[0] for ground in a.position.grounds]),
        ("flags", "list", N_("marks of the asset: heritage, home, livelihood …"),
         lambda a: list(a.position.flags)),
        ("has_identifier", "yes or no", N_("an identifier is on file"),
         lambda a: a.position.has_identifier),
        ("has_owner", "yes or no", N_("a registered owner is on file"),
         lambda a: bool(a.position.owners)),
        ("owner_count", "number", N_("registered owners on file"),
         lambda a: len(a.position.owners)),
        ("owners_notified", "number", N_("affected persons who were notified"),
         lambda a: sum(h.notified_on is not None for h in a.position.hearings.values())),
        ("owners_heard", "number", N_("affected persons who answered or let the period pass"),
         lambda a: sum(was_heard(h, a.on) for h in a.position.hearings.values())),
        ("open_claims", "number", N_("claims of third parties not yet decided"),
         lambda a: len(a.position.open_claims())),
        ("liens", "number", N_("securities of creditors on file"), lambda a: len(a.position.liens)),
        ("taken_over", "yes or no", N_("taken over from another register"),
         lambda a: a.position.taken_over),
        ("traced_to", "text", N_("State where the asset was found"),
         lambda a: a.position.traced_to),
    )  # fmt: skip
    yield from (Fact(name, "asset", kind, meaning, read) for name, kind, meaning, read in rows)


def _axis_facts() -> Iterator[Fact]:
    rows: tuple[tuple[str, str, Read], ...] = (
        ("legal_state", N_("state on the legal axis"), lambda a: a.position.legal),
        ("management_state", N_("state on the management axis"), lambda a: a.position.management),
        ("dispute_state", N_("state on the dispute axis"), lambda a: a.position.dispute),
        ("money_state", N_("state on the money axis"), lambda a: a.position.money),
        ("headline", N_("the headline state"),
         lambda a: headline(a.position, a.rules.groups["not_yet_final"])),
    )  # fmt: skip
    yield from (Fact(name, "asset", "text", meaning, read) for name, meaning, read in rows)


def _value_facts() -> Iterator[Fact]:
    rows: tuple[tuple[str, str, str, Read], ...] = (
        ("value", "amount", N_("newest valuation that counts, else the estimate"), value_of),
        ("value_known", "yes or no", N_("a value is known and can be converted"),
         lambda a: value_of(a) is not None),
        ("tier", "number", N_("tier of the value by the parameter value_tiers; 1 is the lowest"),
         tier_of),
        ("valuation_age", "days", N_("age of the newest valuation that counts"),
         lambda a: None if (v := counting_valuation(a)) is None else _days(v.on, a.on)),
        ("valuations", "number", N_("valuations on file"), lambda a: len(a.position.valuations)),
        ("reserve", "amount", N_("reserve of the sale under way"), _sale_reserve),
        ("bids", "number", N_("bids on file for the sale under way"),
         lambda a: len(a.position.sale.bids) if a.position.sale else 0),
        ("proceeds", "amount", N_("money in hand for the asset"),
         lambda a: _base(a, a.position.proceeds)),
        ("net", "amount", N_("net proceeds determined"), lambda a: _base(a, a.position.net)),
        ("costs", "amount", N_("costs posted so far"), _costs),
    )  # fmt: skip
    yield from (Fact(name, "asset", kind, meaning, read) for name, kind, meaning, read in rows)


def _costs(ask: Ask) -> Decimal | None:
    reversed_ = ask.position.reversed_postings
    found = [
        _base(ask, posting.amount)
        for posting in ask.position.postings.values()
        if posting.is_cost and posting.reference not in reversed_
    ]
    known = [amount for amount in found if amount is not None]
    return sum(known, Decimal(0)) if len(known) == len(found) else None


def _keeping_facts() -> Iterator[Fact]:
    rows: tuple[tuple[str, str, str, Read], ...] = (
        ("in_possession", "yes or no", N_("taken into possession or under control"),
         lambda a: a.position.possession is not None),
        ("days_held", "days", N_("days since possession was taken"),
         lambda a: _days(a.position.possession.since, a.on) if a.position.possession else None),
        ("days_under_measure", "days", N_("days since the first measure in force"),
         lambda a: _days(a.position.measure_since, a.on)),
        ("seized_by_power", "yes or no", N_("seized on a statutory power, not yet validated"),
         lambda a: a.position.power is not None and not a.position.power.validated_on),
        ("evidence_held", "yes or no", N_("needed as evidence"),
         lambda a: a.position.evidence_held),
        ("plan_started", "yes or no", N_("the planning sheet is started"),
         lambda a: a.position.plan_started_on is not None),
        ("plan_complete", "yes or no", N_("the planning sheet is complete"),
         lambda a: a.position.plan_complete),
        ("insured", "yes or no", N_("insured on the day of the step"),
         lambda a: a.position.insured_until is not None and a.position.insured_until >= a.on),
        ("review_due", "date", N_("when the mode of management is to be reviewed"),
         lambda a: a.position.review_on),
        ("sale_grounds", "list", N_("grounds of the proposed interlocutory sale"),
         lambda a: list(a.position.proposal_grounds)),
        ("sale_urgent", "yes or no", N_("the proposed sale is urgent"),
         lambda a: a.position.proposal_urgent),
        ("days_since_filing", "days", N_("days since confiscation was asked for"),
         lambda a: _days(a.position.filed_on, a.on)),
        ("days_since_release", "days", N_("days since the release was ordered"),
         lambda a: _days(a.position.released_on, a.on)),
        ("restitution_ordered", "yes or no", N_("restitution to somebody is ordered"),
         lambda a: a.position.restitution_to is not None),
    )  # fmt: skip
    yield from (Fact(name, "asset", kind, meaning, read) for name, kind, meaning, read in rows)


def _case_facts() -> Iterator[Fact]:
    rows: tuple[tuple[str, str, str, Read], ...] = (
        ("route", "text", N_("route to confiscation, of the order or of the case"), route_of),
        ("convicted", "yes or no", N_("a conviction is on file"),
         lambda a: any(on <= a.on for on, _final in a.position.case.convictions)),
        ("conviction_final", "yes or no", N_("a conviction on file is final"),
         lambda a: any(f is not None and f <= a.on for _on, f in a.position.case.convictions)),
        ("acquitted", "yes or no", N_("an acquittal is on file"),
         lambda a: any(on <= a.on for on, _final in a.position.case.acquittals)),
        ("proofs", "list", N_("kinds of proof on file"),
         lambda a: sorted(a.position.case.proofs)),
        ("notices", "list", N_("kinds of notices published"),
         lambda a: sorted(a.position.case.notices)),
        ("agreements", "number", N_("agreements with other States on file"),
         lambda a: len(a.position.case.agreements)),
        ("case_closed", "yes or no", N_("the case is closed"), lambda a: a.case_closed),
    )  # fmt: skip
    yield from (Fact(name, "case", kind, meaning, read) for name, kind, meaning, read in rows)


def _order_facts() -> Iterator[Fact]:
    rows: tuple[tuple[str, str, str, str], ...] = (
        ("order_kind", "text", N_("kind of the order named in the step"), "kind"),
        ("order_state", "text", N_("state of that order"), "state"),
        ("order_country", "text", N_("State whose order it is; unknown for an own one"), "country"),
        ("order_authority", "text", N_("authority that gave it"), "authority"),
        ("order_expires_on", "date", N_("when it expires"), "expires_on"),
        ("order_suspensive_until", "date", N_("end of its suspensive period"), "suspensive_until"),
        ("order_final_on", "date", N_("when it became final"), "final_on"),
        ("order_concurrent", "yes or no", N_("recorded as concurrent"), "concurrent"),
        ("order_taken_over", "yes or no", N_("taken over from another register"), "taken_over"),
        ("order_irregular", "list", N_("codes that it was recorded with as irregular"),
         "irregular"),
    )  # fmt: skip
    for name, kind, meaning, attribute in rows:
        yield Fact(name, "order", kind, meaning, _of_order(attribute))
    more: tuple[tuple[str, str, str, Read], ...] = (
        ("order_amount", "amount", N_("amount of the order"),
         lambda a: _base(a, a.order.amount) if a.order else None),
        ("order_age", "days", N_("days since it was made"),
         lambda a: _days(a.order.made_on, a.on) if a.order else None),
        ("order_stayed", "yes or no", N_("suspended by a stay or a suspensive challenge"),
         lambda a: a.order.is_stayed(a.on) if a.order else None),
        ("order_challenges", "number", N_("challenges not yet decided"),
         lambda a: len(a.order.challenges) if a.order else None),
        ("order_served", "number", N_("persons on whom it was served"),
         lambda a: len(a.order.served) if a.order else None),
        ("appeal_open", "yes or no", N_("a confiscation of the asset is under challenge"),
         lambda a: any(o.challenges for o in a.position.orders.values() if o.is_standing)),
        (
            "confiscation_stayed",
            "yes or no",
            N_("a confiscation of the asset is suspended by a stay or a suspensive challenge"),
            lambda a: any(
                o.kind in CONFISCATIONS and o.is_standing and o.is_stayed(a.on)
                for o in a.position.orders.values()
            ),
        ),
        ("orders_standing", "list", N_("kinds of the orders that stand over the asset"),
         lambda a: sorted({o.kind for o in a.position.orders.values() if o.is_standing})),
    )  # fmt: skip
    yield from (Fact(name, "order", kind, meaning, read) for name, kind, meaning, read in more)


def _of_order(attribute: str) -> Read:
    def read(ask: Ask) -> object:
        found = getattr(ask.order, attribute, None)
        return list(found) if isinstance(found, tuple) else found

    return read


def _step_facts() -> Iterator[Fact]:
    rows: tuple[tuple[str, str, str, Read], ...] = (
        ("kind", "text", N_("kind, mode, outcome or reply that the step names"),
         lambda a: a.kind),
        ("amount", "amount", N_("price, amount or value that the step names"), _amount),
        ("share_of_value", "share", N_("price as a share of the newest valuation that counts"),
         _share_of_value),
        ("below_reserve", "yes or no", N_("the price lies below the reserve"), below_reserve),
        ("below_floor", "yes or no",
         N_("the price lies below the share sale_floor_review of the valuation"), below_floor),
        ("reason_given", "yes or no", N_("the step says its reason"),
         lambda a: bool(a.command and a.command.reason)),
        ("document_count", "number", N_("documents named in the step"),
         lambda a: len(a.command.documents) if a.command else None),
    )  # fmt: skip
    yield from (Fact(name, "step", kind, meaning, read) for name, kind, meaning, read in rows)
    yield Fact("action", "case", "text", N_("the step's name"), lambda a: a.action)
    yield Fact("on", "case", "date", N_("the legal date of the step"), lambda a: a.on)
    yield Fact(
        "by_import", "case", "yes or no", N_("given by an import that is approved as a whole"),
        lambda a: a.by_import,
    )  # fmt: skip


FACTS: Mapping[str, Fact] = {
    fact.name: fact
    for room in (_asset_facts, _case_facts, _order_facts, _step_facts)
    for fact in room()
}


class Facts(Mapping[str, object]):
    """The facts of one question, each worked out when it is asked for."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask
        self._known: dict[str, object] = {}

    def __getitem__(self, name: str) -> object:
        if name not in self._known:
            self._known[name] = self._read(name)
        return self._known[name]

    def _read(self, name: str) -> object:
        if name.startswith(GIVEN):
            return _given(self._ask, name.removeprefix(GIVEN))
        if name.startswith(PARAMETER):
            return parameter_value(self._ask, name.removeprefix(PARAMETER))
        return FACTS[name].read(self._ask)

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and (
            name in FACTS or name.startswith(GIVEN) or name.startswith(PARAMETER)
        )

    def __iter__(self) -> Iterator[str]:
        return iter(FACTS)

    def __len__(self) -> int:
        return len(FACTS)


def parameter_value(ask: Ask, key: str) -> Decimal | str | None:
    """A parameter as in force on the date of the step: a number where it is one."""
    if key not in ask.rules.parameters:
        return None
    written = ask.term(key).value
    try:
        return Decimal(written)
    except InvalidOperation:
        return written


def depends_on_step(name: str) -> bool:
    """Whether a fact is known only once somebody gives the step."""
    if name in FACTS:
        return FACTS[name].of == "step" and name != "kind"
    return name.startswith(GIVEN)
