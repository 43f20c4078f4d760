"""Guards on the way to a sale: valuation, hearing, its basis, suspensive periods, liens."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from asset_recovery.domain.actions.sale_actions import (
    RecordHearing,
    StartSale,
)
from asset_recovery.domain.errors import Reason
from asset_recovery.i18n import _
from asset_recovery.lifecycle.ask import Ask
from asset_recovery.lifecycle.position import (
    HearingPosition,
    OrderPosition,
    ValuationPosition,
)
from asset_recovery.lifecycle.publications import heard_by_publication, in_place_of_notification


def counting_valuation(ask: Ask) -> ValuationPosition | None:
    """The newest valuation that may carry a sale: an appraisal, or a mark for what is marked."""
    kinds = set(ask.rules.counting_kinds)
    if ask.position.marked_to_market:
        kinds |= ask.rules.counting_where_marked
    counting = [v for v in ask.position.valuations if v.kind in kinds and v.on <= ask.on]
    return max(counting, key=lambda valuation: valuation.on, default=None)


def _valuation_within(ask: Ask, key: str) -> Iterator[Reason]:
    newest = counting_valuation(ask)
    if newest is None:
        yield Reason(
            "no_valuation",
            _("No valuation of a kind that counts is on file. Record an appraisal."),
            "record_valuation",
        )
        return
    age = (ask.on - newest.on).days
    limit = ask.days(key)
    if age > limit:
        yield Reason(
            "valuation_too_old",
            _("The valuation of {date} is {age} days old; {limit} days are allowed.").format(
                date=newest.on, age=age, limit=limit
            ),
            "record_valuation",
        )


def valuation_for_interlocutory_sale(ask: Ask) -> Iterator[Reason]:
    """An appraisal inside the term for sales before judgment."""
    yield from _valuation_within(ask, "valuation_max_age_interlocutory")


def _is_final_sale(ask: Ask) -> bool:
    return ask.position.disposal in ("sale", "liquidation")


def valuation_for_sale(ask: Ask) -> Iterator[Reason]:
    """An appraisal inside the term of the kind of sale."""
    key = "disposal" if _is_final_sale(ask) else "interlocutory"
    yield from _valuation_within(ask, f"valuation_max_age_{key}")


def valuation_for_disposal(ask: Ask) -> Iterator[Reason]:
    """A decision to sell rests on an appraisal inside its term."""
    if getattr(ask.command, "kind", "sale") not in ("sale", "liquidation"):
        return
    yield from _valuation_within(ask, "valuation_max_age_disposal")


_EXCLUSIONS = {
    "heritage": "cultural heritage",
    "unique": "unique or of personal value",
    "home": "somebody's home",
    "livelihood": "somebody's livelihood",
}


def sale_not_excluded(ask: Ask) -> Iterator[Reason]:
    """What the law spares from a sale before judgment."""
    for flag in ask.position.flags:
        yield Reason(
            "sale_excluded",
            _("The asset is {what}; it is not sold before judgment.").format(
                what=_(_EXCLUSIONS.get(flag, flag))
            ),
        )


def sale_proposed_and_approved(ask: Ask) -> Iterator[Reason]:
    """The office proposed the sale, and a second person approved."""
    pending = ask.position.waits("propose_interlocutory_sale")
    if pending is not None:
        yield Reason(
            "second_person_needed",
            _("The proposal waits for approval ({approval}).").format(approval=pending.approval),
            "approve",
        )


def owner_heard(ask: Ask) -> Iterator[Reason]:
    """Each affected person was heard, let the period pass, absconded, or urgency is stated."""
    position = ask.position
    if position.proposal_urgent:
        return
    parties = position.owners or list(position.hearings)
    if not parties and in_place_of_notification(ask.position) is not None:
        yield from heard_by_publication(ask, _("The affected person"))
    elif not parties:
        yield Reason(
            "owner_not_heard",
            _("No affected person was notified of the proposed sale."),
            "notify_owner",
        )
    for party in parties:
        yield from _heard(ask, party)


def _heard(ask: Ask, party: str) -> Iterator[Reason]:
    """Told of the sale, and then answered or let the period pass; or absconded."""
    known = hearings_of(ask, party)
    if any(hearing.reply == "absconded" for hearing in known):
        return
    notified = [hearing for hearing in known if hearing.notified_on and hearing.reply_by]
    if not notified:
        yield from heard_by_publication(ask, party)
        return
    if any(hearing.reply in ("consents", "objects") for hearing in known):
        return
    reply_by = max(hearing.reply_by for hearing in notified if hearing.reply_by)
    if ask.on <= reply_by:
        yield Reason(
            "hearing_period_running",
            _("{party} may reply until {date}.").format(
                party=ask.position.called(party), date=reply_by
            ),
            "record_hearing",
        )


def hearings_of(ask: Ask, party: str) -> list[HearingPosition]:
    """What the person was told and said, under the reference or under exactly the same name."""
    name = ask.position.names.get(party, "").casefold()
    return [
        hearing
        for reference, hearing in ask.position.hearings.items()
        if reference == party or (name and hearing.name.casefold() == name)
    ]


def hearing_follows_notice(ask: Ask) -> Iterator[Reason]:
    """A reply before any notice, or its absence while there is time, does not yet count.

    It is taken all the same, for what a person says is never refused; the order of sale waits.
    """
    command = ask.command
    if not isinstance(command, RecordHearing) or command.reply == "absconded":
        return
    if ask.position.proposal_urgent:
        return
    party = ask.parties.get("party") or str(command.party)
    known = hearings_of(ask, party)
    terms = [hearing.reply_by for hearing in known if hearing.reply_by is not None]
    if not terms:
        yield Reason(
            "owner_not_heard",
            _(
                "{party} was not notified of the proposed sale: the hearing counts only after that."
            ).format(party=ask.position.called(party)),
            "notify_owner",
        )
    elif command.reply == "no_reply" and ask.on <= max(terms):
        yield Reason(
            "hearing_period_running",
            _(
                "{party} may reply until {date}: that no reply came is known only after that."
            ).format(party=ask.position.called(party), date=max(terms)),
        )


def owner_heard_if_interlocutory(ask: Ask) -> Iterator[Reason]:
    """An irregular order of sale does not stand in for the hearing."""
    if not _is_final_sale(ask):
        yield from owner_heard(ask)


def sale_order(ask: Ask) -> OrderPosition | None:
    """The order of interlocutory sale that stands, if any."""
    orders = ask.position.standing_orders({"interlocutory_sale"})
    return orders[0] if orders else None


def sale_has_basis(ask: Ask) -> Iterator[Reason]:
    """A sale order of the court, or the decision to sell after finality."""
    pending = ask.position.waits("dispose_asset")
    if pending is not None:
        yield Reason(
            "second_person_needed",
            _("The decision to sell waits for approval ({approval}).").format(
                approval=pending.approval
            ),
            "approve",
        )
    if _is_final_sale(ask):
        return
    yield from sale_proposed_and_approved(ask)
    order = sale_order(ask)
    if order is None and pending is None:
        yield Reason("no_order", _("No order of interlocutory sale is on file."), "record_order")
    elif order is not None and not order.is_issued:
        yield Reason("order_not_in_force", _("The sale order was not yet given."), "issue_order")


def no_stay_or_appeal_on_sale(ask: Ask) -> Iterator[Reason]:
    """A stay, or a challenge with suspensive effect, bars the sale."""
    order = sale_order(ask)
    if order is None or _is_final_sale(ask):
        return
    if order.stayed:
        yield Reason("order_not_in_force", _("The sale order is stayed."), "end_stay")
    elif order.is_stayed(ask.on):
        yield Reason(
            "appeal_open",
            _("A challenge of the sale order with suspensive effect is open."),
            "decide_challenge",
        )
    elif order.has_expired(ask.on):
        yield Reason("order_expired", _("The sale order has run out."), "vary_order")


def _suspended_until(ask: Ask) -> date | None:
    order = sale_order(ask)
    return None if order is None or _is_final_sale(ask) else order.suspensive_until


def suspensive_period_while_advertising(ask: Ask) -> Iterator[Reason]:
    """While the period runs one may advertise, but not sell."""
    until = _suspended_until(ask)
    if until is not None and ask.on <= until:
        yield Reason(
            "suspensive_period",
            _("The sale order may be challenged until {date}: no sale before that.").format(
                date=until
            ),
        )


def suspensive_period_over(ask: Ask) -> Iterator[Reason]:
    """No sale inside the period in which a challenge suspends."""
    yield from suspensive_period_while_advertising(ask)


def sale_date_after_period(ask: Ask) -> Iterator[Reason]:
    """A sale date inside the suspensive period is refused."""
    until = _suspended_until(ask)
    if (
        isinstance(ask.command, StartSale)
        and until
        and ask.command.sale_on
        and ask.command.sale_on <= until
    ):
        yield Reason(
            "suspensive_period",
            _("The sale date must lie after {date}.").format(date=until),
            field="sale_on",
        )


def lien_statement_recent(ask: Ask) -> Iterator[Reason]:
    """Creditors' statements are recent before a sale."""
    limit = ask.days("creditor_statement_max_age")
    for lien in ask.position.liens.values():
        age = (ask.on - lien.statement_on).days
        if age > limit:
            yield Reason(
                "lien_statement_too_old",
                _("The statement of {creditor} is {age} days old; {limit} are allowed.").format(
                    creditor=lien.creditor, age=age, limit=limit
                ),
                "record_lien",
            )


def no_claim_open_for_final_sale(ask: Ask) -> Iterator[Reason]:
    """After finality nothing is sold while a claim on it is undecided."""
    if _is_final_sale(ask):
        for claim in ask.position.open_claims():
            yield Reason(
                "claim_open",
                _("The claim {claim} is not decided.").format(claim=claim.reference),
                "decide_claim",
            )


def sale_started(ask: Ask) -> Iterator[Reason]:
    """There is a sale under way."""
    if ask.position.sale is None:
        yield Reason("wrong_state", _("No sale is under way."), "start_sale")


GUARDS = {
    guard.__name__: guard
    for guard in (
        valuation_for_interlocutory_sale,
        valuation_for_sale,
        valuation_for_disposal,
        sale_not_excluded,
        sale_proposed_and_approved,
        owner_heard,
        owner_heard_if_interlocutory,
        hearing_follows_notice,
        sale_has_basis,
        no_stay_or_appeal_on_sale,
        suspensive_period_while_advertising,
        suspensive_period_over,
        sale_date_after_period,
        lien_statement_recent,
        no_claim_open_for_final_sale,
        sale_started,
    )
}
