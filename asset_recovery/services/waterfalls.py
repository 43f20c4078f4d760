"""Net proceeds of an asset: its costs and liens by rank, each with its rate, and what is left."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from asset_recovery.domain import code_lists
from asset_recovery.domain.errors import Reason, RuleViolation, ValidationFailed
from asset_recovery.domain.money import Money
from asset_recovery.i18n import _
from asset_recovery.lifecycle.figures.conversion import Conversion, QuotedRate, RateTable, convert
from asset_recovery.lifecycle.figures.net_proceeds import Deduction, NetProceeds, waterfall
from asset_recovery.lifecycle.position import Position, PostingPosition
from asset_recovery.lifecycle.rules import Rules
from asset_recovery.services.rates import Rates


def net_of(
    position: Position,
    rules: Rules,
    rates: Rates,
    currency: str | None,
    given: tuple[dict[str, object], ...],
    on: date,
) -> dict[str, object]:
    """The waterfall as facts to keep: gross, lines with rank, amount, rate and balance, net.

    Costs of another currency are converted on the day of their posting by the rate on file, else
    the fixing; `given` rates of the action go before both. Formula: computations.md 5.1.
    """
    proceeds = position.proceeds
    if proceeds is None:
        raise RuleViolation(Reason("not_delivered", _("There are no proceeds.")))
    target = currency or proceeds.currency
    own = RateTable(_given_rates(given))

    def to(amount: Money, day: date) -> Conversion:
        try:
            return convert(amount, target, day, own.rate)
        except ValidationFailed:
            return rates.conversion(amount, target, day)

    rules = rules.at(on)
    sold = position.dates.get("sold", on)
    gross = to(proceeds, sold)
    deductions, notes = _deductions(position, to)
    shares = [
        (claim.party, claim.share)
        for claim in position.claims.values()
        if claim.state in ("upheld", "upheld_in_part") and claim.share is not None
    ]
    ranks = {name: place for place, name in enumerate(rules.waterfall, start=1)}
    found = waterfall(gross.amount, deductions, shares, ranks)
    return {**facts_of(found, gross, notes, rules), "proceeds": proceeds.as_json()}


def _given_rates(given: tuple[dict[str, object], ...]) -> list[QuotedRate]:
    found = []
    for row in given:
        try:
            rate = Decimal(str(row["rate"]))
            quoted = QuotedRate(
                str(row["from"]), str(row["to"]), date.fromisoformat(str(row["on"])), rate
            )
        except (KeyError, ValueError, ArithmeticError) as error:
            raise ValidationFailed(
                Reason("field_invalid", _("A rate needs from, to, on and rate."), field="rates")
            ) from error
        if not rate.is_finite() or rate <= 0:
            raise ValidationFailed(
                Reason("field_invalid", _("A rate is above zero."), field="rates")
            )
        found.append(quoted)
    return found


def _deductions(
    position: Position, to: Callable[[Money, date], Conversion]
) -> tuple[list[Deduction], dict[str, str]]:
    """Costs less what was reversed, liens by their rank, and claims upheld as an amount."""
    deductions: list[Deduction] = []
    notes: dict[str, str] = {}
    for lien in sorted(position.liens.values(), key=lambda known: known.rank):
        done = to(lien.amount, lien.statement_on)
        deductions.append(Deduction("secured_creditor", done.amount, None, lien.creditor))
        notes[lien.creditor] = _note(lien.amount, done)
    for posting in _standing(position):
        done = to(posting.amount, posting.on)
        label = f"{posting.reference} {posting.counterparty}"
        deductions.append(Deduction(cost_class(posting.category), done.amount, None, label))
        notes[label] = _note(posting.amount, done)
    for claim in position.claims.values():
        if claim.state in ("upheld", "upheld_in_part") and claim.amount is not None:
            done = to(claim.amount, claim.on or date.min)
            deductions.append(Deduction("other", done.amount, None, claim.party))
            notes[claim.party] = _note(claim.amount, done)
    return deductions, notes


def _standing(position: Position) -> list[PostingPosition]:
    return [
        posting
        for posting in sorted(position.postings.values(), key=lambda known: known.on)
        if posting.is_cost and posting.reference not in position.reversed_postings
    ]


def cost_class(category: str) -> str:
    """The class of the waterfall to which a category of cost belongs."""
    return str(code_lists.more("cost_categories", category, "class", "other"))


def _note(amount: Money, done: Conversion) -> str:
    if not done.path:
        return ""
    way = ", ".join(
        f"1 {leg.source if not leg.inverted else leg.target} = {leg.rate} "
        f"{leg.target if not leg.inverted else leg.source} ({leg.on})"
        for leg in done.path
    )
    return f"{amount.display()}; {way}"


def facts_of(
    found: NetProceeds, gross: Conversion, notes: dict[str, str], rules: Rules
) -> dict[str, object]:
    """The waterfall as JSON."""
    return {
        "gross": found.gross.as_json(),
        "gross_note": _note(found.gross, gross) if gross.path else "",
        "lines": [
            {
                "class": line.kind,
                "rank": line.rank,
                "label": line.label,
                "amount": line.amount.as_json(),
                "balance": line.balance.as_json(),
                "note": notes.get(line.label, ""),
            }
            for line in found.lines
        ],
        "net": found.net.as_json(),
        "shortfall": found.shortfall.as_json(),
        "third_parties": [
            {"to": to, "amount": amount.as_json()} for to, amount in found.third_parties
        ],
        "remainder": found.remainder.as_json(),
        "formula": "net_proceeds",
        "legal_system": f"{rules.id} {rules.version}",
    }
