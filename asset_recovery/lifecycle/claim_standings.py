"""Claims of third parties, State by State: who may stand in one State need not in another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from asset_recovery.domain.actions.asset_actions import DecideClaim
from asset_recovery.domain.errors import Reason
from asset_recovery.domain.money import Money
from asset_recovery.i18n import _

if TYPE_CHECKING:
    from asset_recovery.lifecycle.ask import Ask
    from asset_recovery.lifecycle.position import ClaimPosition, Position
    from asset_recovery.lifecycle.story import StoryEvent

DECIDED = frozenset({"upheld", "upheld_in_part", "rejected"})


@dataclass(frozen=True, slots=True)
class Standing:
    """What an authority decided on a claim; `country` None: our own; `here`: it governs here."""

    country: str | None
    outcome: str
    on: date
    share: Decimal | None = None
    amount: Money | None = None
    final: bool = False
    here: bool = True


def governs(country: str | None, office: str, asset: str | None) -> bool:
    """Whether a decision of that State decides on the asset for us.

    Our own authority's does, and that of the State in which the asset lies; where neither is known,
    a decision is taken at its word.
    """
    if country is None or country in (office, asset):
        return True
    return not office and asset is None


def decide(command: DecideClaim, claim: ClaimPosition, event: StoryEvent, on: date) -> bool:
    """Keep the decision with the claim; true where it decides on the asset for us."""
    here = not event.facts.get("elsewhere")
    made = Standing(
        country=command.country,
        outcome=command.outcome,
        on=on,
        share=command.share,
        amount=command.amount,
        final=bool(command.final),
        here=here,
    )
    claim.standings = (*claim.standings, made)
    if here:
        claim.state = command.outcome
        claim.share = command.share if command.share is not None else claim.share
        claim.amount = command.amount if command.amount is not None else claim.amount
        claim.final = bool(command.final)
    return here


def claim_can_be_decided(ask: Ask) -> Iterator[Reason]:
    """After it was filed, up to what was claimed, and once for all where it is final."""
    command = ask.command
    if not isinstance(command, DecideClaim):
        return
    claim = ask.position.claims.get(command.claim)
    if claim is None:
        yield Reason(
            "date_order",
            _("The claim was not yet filed on {date}.").format(date=ask.on),
            field="on",
        )
        return
    country = command.country
    if any(one.final and one.country == country for one in claim.standings):
        yield Reason(
            "wrong_state",
            _("The claim {claim} is finally decided there.").format(claim=claim.reference),
        )
    yield from _within_claim(command, claim)


def _within_claim(command: DecideClaim, claim: ClaimPosition) -> Iterator[Reason]:
    share, amount = claim.asked_share, claim.asked_amount
    if command.share is not None and share is not None and command.share > share:
        yield Reason(
            "guard_failed",
            _("{share} of the asset was claimed, not more.").format(share=share),
            field="share",
        )
    if command.amount is None or amount is None:
        return
    if command.amount.currency != amount.currency:
        yield Reason(
            "currency_mismatch",
            _("The claim is in {currency}.").format(currency=amount.currency),
            field="amount",
        )
    elif command.amount > amount:
        yield Reason(
            "guard_failed",
            _("{amount} was claimed, not more.").format(amount=amount.display()),
            field="amount",
        )


def claims_until(position: Position) -> date | None:
    """The last day on which claims may be filed by the notices that were published."""
    days = [one.until for one in position.publications if one.kind == "claims" and one.until]
    return max(days, default=None)


GUARDS = {guard.__name__: guard for guard in (claim_can_be_decided,)}
