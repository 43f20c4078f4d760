"""The money of a case: postings, claims and liens, distributions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from asset_recovery.domain.actions import asset_actions as a
from asset_recovery.domain.actions import confiscation_actions as f
from asset_recovery.domain.actions.case_actions import PublishNotice
from asset_recovery.domain.actions.money_actions import CorrectPosting, PostCost, PostIncome
from asset_recovery.domain.case_file import (
    ClaimFacts,
    DistributionFacts,
    PostingFacts,
    WaterfallLine,
)
from asset_recovery.domain.claim_facts import ClaimStanding, NoticeFacts
from asset_recovery.domain.money import Money
from asset_recovery.i18n import _
from asset_recovery.lifecycle.claim_standings import Standing
from asset_recovery.lifecycle.position import AllocationPosition, Position
from asset_recovery.persistence.repositories.case_stories import Told
from asset_recovery.services.case_parts.case_desk import AssetCase, CaseDesk
from asset_recovery.services.case_parts.people import percent_of
from asset_recovery.services.case_parts.sharing import cost_part


def posting_facts(desk: CaseDesk) -> tuple[PostingFacts, ...]:
    """Costs and income in the order of their dates; a reversal is a line of its own.

    Of a cost of an asset that stands in several cases this is the part of this one.
    """
    return posting_lines(desk, str(desk.case["reference"]))


def posting_lines(desk: CaseDesk, case: str) -> tuple[PostingFacts, ...]:
    """The same as another case bears it."""
    corrections: dict[str, Told] = {}
    for one in desk.done("correct_posting"):
        assert isinstance(one.command, CorrectPosting)
        corrections[one.command.posting] = one
    found: list[PostingFacts] = []
    for one in desk.done("post_cost", "post_income"):
        correction = corrections.get(one.row["reference"])
        found += _posting(desk, one, one, correction, case)
        if correction is not None:
            found += _posting(desk, one, correction, None, case)
    return tuple(sorted(found, key=lambda line: (line.on, line.reference)))


def _posting(
    desk: CaseDesk, one: Told, line: Told, reversal: Told | None, case: str
) -> Iterator[PostingFacts]:
    """The line, or of a split asset a line for each part: they add up to it exactly."""
    command = one.command
    assert isinstance(command, (PostCost, PostIncome))
    amount = command.amount if line is one else -command.amount
    base = desk.convert(amount, one.on)
    when = (one.on, int(one.row["seq"]))
    vat = command.vat if line is one or command.vat is None else -command.vat
    taxes = [] if vat is None else [part for _name, part, _base in _pieces(desk, one, vat, None)]
    for place, (asset, whole, whole_base) in enumerate(_pieces(desk, one, amount, base)):
        part, in_base = whole, whole_base
        tax = taxes[place] if taxes else None
        if asset is not None and isinstance(command, PostCost):
            part = cost_part(desk, asset, when, whole, case)
            in_base = whole_base and cost_part(desk, asset, when, whole_base, case)
            tax = tax and cost_part(desk, asset, when, tax, case)
        yield PostingFacts(
            reference=line.row["reference"] or "",
            asset=asset,
            on=line.on,
            direction="cost" if isinstance(command, PostCost) else "income",
            category=command.category,
            counterparty=desk.name(command.counterparty),
            amount=part,
            base_amount=in_base,
            reversed_by=reversal.row["reference"] if reversal else None,
            document=command.document,
            vat=tax,
            **_borne(command),
        )


def _borne(command: PostCost | PostIncome) -> dict[str, Any]:
    """Who bears a cost, and whether it is to come back."""
    if not isinstance(command, PostCost):
        return {}
    return {
        "borne_by": command.borne_by,
        "recoverable": command.recoverable,
        "basis": command.basis,
        "extraordinary": bool(command.extraordinary),
    }


def _pieces(
    desk: CaseDesk, one: Told, amount: Money, base: Money | None
) -> Iterator[tuple[str | None, Money, Money | None]]:
    if not one.assets:
        yield None, amount, base
        return
    when = (one.on, int(one.row["seq"]))
    parts = list(desk.lines.pieces(one.assets[0], when, amount))
    bases = [] if base is None else list(desk.lines.pieces(one.assets[0], when, base))
    for place, (name, part) in enumerate(parts):
        yield name, part, bases[place][1] if bases else None


def claim_facts(desk: CaseDesk) -> tuple[ClaimFacts, ...]:
    """Claims of third parties and liens, asset by asset."""
    return tuple([*_claims(desk), *_liens(desk)])


def _claims(desk: CaseDesk) -> Iterator[ClaimFacts]:
    for one in desk.done("file_claim"):
        command, reference = one.command, str(one.row["reference"])
        assert isinstance(command, a.FileClaim)
        for name in _standing(desk, one):
            asset = desk.by_reference.get(name)
            claim = asset.position.claims.get(reference) if asset else None
            share = claim.share if claim else command.share
            amount = claim.amount if claim else command.amount
            standings = _standings(claim.standings if claim else ())
            yield ClaimFacts(
                reference=reference,
                asset=name,
                kind="third_party_claim",
                party=desk.party(one, "party", name),
                on=one.on,
                extent=_extent(share, amount),
                state=claim.state if claim else "filed",
                decided_on=max((one.on for one in standings if one.here), default=None),
                basis=command.basis,
                in_time=command.in_time,
                final=claim.final if claim else False,
                standings=standings,
            )


def _standing(desk: CaseDesk, one: Told) -> list[str]:
    """The assets of the event, or what stands for them now."""
    when = (one.on, int(one.row["seq"]))
    return list(dict.fromkeys(s for name in one.assets for s in desk.lines.standing(name, when)))


def _standings(found: Iterable[Standing]) -> tuple[ClaimStanding, ...]:
    return tuple(
        ClaimStanding(
            country=one.country,
            outcome=one.outcome,
            on=one.on,
            extent=_extent(one.share, one.amount),
            final=one.final,
            here=one.here,
        )
        for one in found
    )


def notice_facts(desk: CaseDesk) -> tuple[NoticeFacts, ...]:
    """The published notices of the case, each with its last day."""
    found = []
    for one in desk.done("publish_notice"):
        command = one.command
        assert isinstance(command, PublishNotice)
        given = one.facts.get("until")
        until = date.fromisoformat(str(given)) if given else None
        found.append(
            NoticeFacts(
                reference=str(one.row["reference"] or ""),
                kind=command.kind,
                medium=command.medium,
                on=one.on,
                until=command.until or until,
                number=command.reference,
                reason=command.reason,
                assets=one.assets,
            )
        )
    return tuple(found)


def _extent(share: Decimal | None, amount: Money | None) -> str:
    parts = [percent_of(share) or "", amount.display() if amount else ""]
    return "; ".join(part for part in parts if part)


def _liens(desk: CaseDesk) -> Iterator[ClaimFacts]:
    for one in desk.done("record_lien"):
        for name in _standing(desk, one):
            command = one.command
            assert isinstance(command, a.RecordLien)
            own = command.for_asset(name) if command.rows else command
            asset = desk.by_reference.get(name)
            lien = asset.position.liens.get(one.row["reference"]) if asset else None
            stands = lien is not None
            yield ClaimFacts(
                reference=str(one.row["reference"]),
                asset=name,
                kind="lien",
                party=desk.name(own.creditor),
                on=one.on,
                extent=_("{amount}; rank {rank}").format(
                    amount=(lien or own).amount.display(), rank=own.rank
                ),
                state="recognised" if stands else "replaced_by_a_later_statement",
                rank=own.rank,
                amount=(lien or own).amount,
            )


def distribution_facts(desk: CaseDesk) -> tuple[DistributionFacts, ...]:
    """What was determined, allocated and paid; an allocation of a whole case stands by itself."""
    shared = _shared_allocations(desk)
    found = [_distribution(desk, one, shared) for one in desk.assets if _has_money(one)]
    found += [
        _of_case(desk, allocation, [desk.by_reference[name] for name in names])
        for allocation, names in shared.values()
    ]
    return tuple(found)


def _has_money(asset: AssetCase) -> bool:
    return asset.counts and (asset.position.net is not None or bool(asset.position.allocations))


def _shared_allocations(desk: CaseDesk) -> dict[str, tuple[AllocationPosition, list[str]]]:
    """Allocations that several assets share, each once."""
    holders: dict[str, tuple[AllocationPosition, list[str]]] = {}
    for asset in desk.assets:
        if asset.counts:
            for reference, allocation in asset.position.allocations.items():
                holders.setdefault(reference, (allocation, []))[1].append(asset.reference)
    return {name: one for name, one in holders.items() if len(one[1]) > 1}


def allocations(desk: CaseDesk) -> list[AllocationPosition]:
    """Every allocation of the case, each once."""
    found: dict[str, AllocationPosition] = {}
    for asset in desk.assets:
        if asset.counts:
            found.update(asset.position.allocations)
    return list(found.values())


def _distribution(
    desk: CaseDesk, asset: AssetCase, shared: dict[str, tuple[AllocationPosition, list[str]]]
) -> DistributionFacts:
    position = asset.position
    own = [one for name, one in position.allocations.items() if name not in shared]
    names = [asset.reference]
    return DistributionFacts(
        reference=", ".join(one.reference for one in own) or f"{asset.reference} net",
        asset=asset.reference,
        determined_on=position.net_on,
        gross=gross_of(position),
        lines=waterfall_lines(position),
        net=position.net,
        shares=_shares(desk, own),
        payments=_payments(desk, own),
        approved_by=_approved(desk, names, [one.reference for one in own]),
        fully_distributed=position.money == "fully_distributed",
        shortfall=_money_of(position.net_facts.get("shortfall")),
        third_parties=_third_parties(desk, position),
        formula=str(position.net_facts.get("formula") or ""),
        law=str(position.net_facts.get("legal_system") or ""),
        victim_lists=_lists(desk, [one.reference for one in own]),
    )


def _money_of(value: object) -> Money | None:
    return Money.from_json(value) if isinstance(value, dict) else None


def _third_parties(desk: CaseDesk, position: Position) -> tuple[tuple[str, Money], ...]:
    """Who gets a part of the net before the State, as it was determined."""
    owed = position.net_facts.get("third_parties")
    return tuple(
        (desk.name(str(one["to"])), Money.from_json(one["amount"]))
        for one in (owed if isinstance(owed, list) else [])
    )


def _lists(desk: CaseDesk, allocations: list[str]) -> tuple[str, ...]:
    """The lists of victims among which allocations were divided."""
    return tuple(
        str(part["victim_list"])
        for one in desk.done("allocate_proceeds")
        if one.row["reference"] in allocations
        for part in one.facts.get("victims") or []
    )


def _of_case(
    desk: CaseDesk, allocation: AllocationPosition, assets: list[AssetCase]
) -> DistributionFacts:
    nets = [asset.position.net for asset in assets]
    days = [asset.position.net_on for asset in assets]
    known = [net for net in nets if net is not None]
    return DistributionFacts(
        reference=allocation.reference,
        asset=", ".join(asset.reference for asset in assets),
        determined_on=max((day for day in days if day), default=None),
        gross=None,
        lines=(),
        net=Money.total(known, known[0].currency) if known else None,
        shares=_shares(desk, [allocation]),
        payments=_payments(desk, [allocation]),
        approved_by=_approved(desk, [], [allocation.reference]),
        fully_distributed=allocation.is_paid,
        victim_lists=_lists(desk, [allocation.reference]),
    )


def _shares(
    desk: CaseDesk, found: Iterable[AllocationPosition]
) -> tuple[tuple[str, str, Money], ...]:
    return tuple((desk.name(to), kind, amount) for one in found for to, kind, amount in one.shares)


def _payments(
    desk: CaseDesk, found: Iterable[AllocationPosition]
) -> tuple[tuple[str, date, Money, str], ...]:
    return tuple(
        (desk.name(to), on, amount, reference)
        for one in found
        for to, on, amount, reference in one.paid
    )


def gross_of(position: Position) -> Money | None:
    """What the asset fetched: as determined, else its proceeds in hand."""
    return position.proceeds


def waterfall_lines(position: Position) -> tuple[WaterfallLine, ...]:
    """The deductions as they were determined, each with the rate that was used."""
    lines = position.net_facts.get("lines")
    return tuple(
        WaterfallLine(
            rank=int(line["rank"]),
            label=str(line["label"]),
            amount=Money.from_json(line["amount"], allow_negative=True),
            balance=Money.from_json(line["balance"], allow_negative=True),
            note=str(line.get("note") or ""),
        )
        for line in (lines if isinstance(lines, list) else [])
    )


def balance_of(position: Position) -> Money | None:
    """What is still in hand: the net once determined, else the proceeds, less what was paid."""
    held = position.net if position.net is not None else position.proceeds
    if held is None:
        return None
    paid = [
        amount
        for allocation in position.allocations.values()
        for _to, _on, amount, _reference in allocation.paid
    ]
    if position.returned_amount is not None:
        paid.append(position.returned_amount)
    same = [amount for amount in paid if amount.currency == held.currency]
    return held - Money.total(same, held.currency)


def _approved(desk: CaseDesk, assets: list[str], allocations: list[str]) -> tuple[str, ...]:
    """Who agreed to the net, to the allocations and to the payments."""
    found: list[str] = []
    for one in desk.done("determine_net", "allocate_proceeds", "pay_out"):
        command = one.command
        of_net = isinstance(command, f.DetermineNet) and bool(set(one.assets) & set(assets))
        allocated = one.row["reference"] in allocations
        paid = isinstance(command, f.PayOut) and command.allocation in allocations
        if of_net or allocated or paid:
            found += approvers(desk, one)
    return tuple(dict.fromkeys(found))


def approvers(desk: CaseDesk, one: Told) -> list[str]:
    """The names of those who approved a step."""
    keys = {row["id"] for row in desk.rows.of("approval") if row["event_id"] == one.row["id"]}
    return [
        desk.user(vote["user_id"])
        for vote in desk.rows.of("approval_vote")
        if vote["approval_id"] in keys
        and vote["outcome"] == "approved"
        and (desk.reading.as_of is None or vote["voted_on"] <= desk.day.isoformat())
    ]
