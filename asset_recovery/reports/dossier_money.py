"""The money of a dossier: ledger, interlocutory sale, claims, confiscation and distribution."""

from __future__ import annotations

from asset_recovery.domain.case_file import ClaimFacts, DistributionFacts, SaleFacts
from asset_recovery.domain.money import Money
from asset_recovery.reports import dossier_debt, dossier_returns
from asset_recovery.reports.dossier_desk import DASH, Desk, counting, percent
from asset_recovery.reports.paper import Block, Facts, Table, Text
from asset_recovery.reports.statement_content import balance, ledger_tables, ratios

_SALES_AS_FACTS = 5


def ledger(desk: Desk) -> list[Block]:
    """Section 14: costs and income with totals, balance and cost over value."""
    postings = desk.file.postings
    return [
        *ledger_tables(desk, postings, postings),
        balance(desk, counting(postings)),
        *ratios(desk, desk.file.assets, counting(postings)),
    ]


def sale(desk: Desk) -> list[Block]:
    """Section 15: each sale from the proposal to the delivery, with price against value."""
    _ = desk.say
    sales = desk.file.sales
    if not sales:
        return [Text(_("No sale is recorded."), "note")]
    if len(sales) > _SALES_AS_FACTS:
        return [_sales_table(desk)]
    return [block for one in sales for block in (_sale_facts(desk, one), _bids(desk, one))]


def share_of_value(desk: Desk, one: SaleFacts) -> str:
    """Price as a share of the valuation, computed where both are in one currency."""
    return percent(one.price, one.valuation) or one.share_of_valuation or desk.say("not computed")


def _sale_facts(desk: Desk, one: SaleFacts) -> Facts:
    _ = desk.say
    buyer = desk.masked("bidders", one.buyer) if one.buyer else _("none recorded")
    return Facts(
        (
            (
                _("Proposed on; grounds"),
                "; ".join(
                    [
                        desk.happened(one.proposed_on),
                        *(desk.label(ground) for ground in one.grounds),
                    ]
                ),
            ),
            (_("Hearing"), desk.prose(one.hearing) or _("none recorded")),
            (
                _("Approved by; order"),
                "; ".join(
                    (
                        desk.person(one.approved_by)
                        if one.approved_by
                        else _("approval: none recorded"),
                        one.order or _("order: none recorded"),
                    )
                ),
            ),
            (_("Method; reserve"), f"{desk.label(one.method)}; {desk.money(one.reserve)}"),
            (_("Date of sale; buyer"), f"{desk.happened(one.sold_on or one.sale_on)}; {buyer}"),
            (_("Price"), _amount(desk, one.price)),
            (_("Valuation"), _amount(desk, one.valuation)),
            (_("Price against value"), share_of_value(desk, one) if one.price else DASH),
            (_("Paid"), _paid(desk, one)),
            (_("Delivered"), desk.happened(one.delivered_on)),
            (_("Outcome"), desk.label(one.outcome) if one.outcome else _("open")),
            (_("Proceeds kept as"), one.substitute or _("none recorded")),
        ),
        title=desk.asset_name(one.asset),
    )


def _paid(desk: Desk, one: SaleFacts) -> str:
    parts = [_amount(desk, one.paid), desk.happened(one.paid_on)]
    if one.account:
        parts.append(desk.say("account {account}").format(account=one.account))
    return "; ".join(parts)


def _amount(desk: Desk, amount: Money | None) -> str:
    return desk.say("none recorded") if amount is None else amount.display()


def _bids(desk: Desk, one: SaleFacts) -> Table:
    _ = desk.say
    return desk.table(
        "sale",
        (("on", _("Date"), 1.2), ("bidder", _("Bidder"), 3), ("amount", _("Bid"), 2, "right")),
        [
            (desk.day(day), desk.masked("bidders", bidder), amount.display())
            for bidder, day, amount in one.bids
        ],
        title=_("Bids") if one.bids else "",
        empty=_("No bid is recorded."),
    )


def _sales_table(desk: Desk) -> Table:
    _ = desk.say
    return desk.table(
        "sale",
        (
            ("asset", _("Asset"), 2.2),
            ("basis", _("Approval; order; method"), 2.2),
            ("sold", _("Sold; buyer"), 1.8),
            ("price", _("Price"), 1.9, "right"),
            ("value", _("Valuation"), 1.9, "right"),
            ("share", _("Price against value"), 1.1, "right"),
            ("paid", _("Paid; delivered"), 1.5),
        ),
        [
            (
                desk.asset_name(one.asset),
                "; ".join(
                    (
                        desk.person(one.approved_by)
                        if one.approved_by
                        else _("approval: none recorded"),
                        one.order or _("order: none recorded"),
                        desk.label(one.method),
                    )
                ),
                f"{desk.happened(one.sold_on)}\n"
                + (desk.masked("bidders", one.buyer) if one.buyer else DASH),
                _amount(desk, one.price),
                _amount(desk, one.valuation),
                share_of_value(desk, one) if one.price else DASH,
                f"{_amount(desk, one.paid)} {desk.happened(one.paid_on)}\n"
                + desk.happened(one.delivered_on),
            )
            for one in desk.file.sales
        ],
    )


def claims(desk: Desk) -> list[Block]:
    """Section 16: claims of third parties, liens, victims."""
    _ = desk.say
    return [
        desk.table(
            "claims",
            (
                ("on", _("Filed"), 1.2),
                ("reference", _("Claim"), 1.4),
                ("party", _("Claimant"), 2.2),
                ("asset", _("Asset"), 1.4),
                ("kind", _("Kind; basis; extent"), 2.6),
                ("state", _("Status"), 1.4),
                ("decided", _("Decided; final"), 1.4),
            ),
            [
                (
                    desk.day(one.on),
                    one.reference,
                    desk.masked("claimants", one.party),
                    one.asset,
                    "\n".join(filter(None, (desk.label(one.kind), one.basis, one.extent))),
                    _claim_state(desk, one),
                    _claim_decided(desk, one),
                )
                for one in sorted(desk.file.claims, key=lambda one: one.on)
            ],
            empty=_("No claim is recorded."),
        ),
        *dossier_returns.victims(desk),
        *_notices(desk),
    ]


def _notices(desk: Desk) -> list[Block]:
    """What was published, until when, and why nobody was told in person."""
    _ = desk.say
    if not desk.file.notices:
        return []
    rows = [
        (
            desk.day(one.on),
            desk.coded("notice_kinds", one.kind),
            one.medium,
            desk.happened(one.until),
            desk.references(one.assets) if one.assets else _("the case"),
            desk.prose(one.reason) or DASH,
        )
        for one in desk.file.notices
    ]
    return [
        desk.table(
            "claims",
            (
                ("on", _("Published"), 1.2),
                ("kind", _("Notice"), 1.6),
                ("medium", _("In"), 2.2),
                ("until", _("Until"), 1.2),
                ("asset", _("Assets"), 1.8),
                ("reason", _("Tried before"), 2.2),
            ),
            rows,
            title=_("Published notices"),
        )
    ]


def _claim_decided(desk: Desk, claim: ClaimFacts) -> str:
    """When it was decided, whether that is final, and whether it came in time."""
    _ = desk.say
    lines = [desk.happened(claim.decided_on)]
    if claim.decided_on is not None:
        lines.append(_("final") if claim.final else _("not final"))
    if claim.in_time is False:
        lines.append(_("filed out of time"))
    return "\n".join(lines)


def _claim_state(desk: Desk, claim: ClaimFacts) -> str:
    """The state that governs, and what other States decided beside it."""
    _ = desk.say
    lines = [desk.label(claim.state)]
    for one in claim.standings:
        if not one.here and one.country:
            country = desk.coded("countries", one.country)
            lines.append(
                _("{state}: {outcome}").format(
                    state=country, outcome=desk.small(desk.label(one.outcome))
                )
            )
    return "\n".join(lines)


def confiscation(desk: Desk) -> list[Block]:
    """Section 18: final orders, then what was determined, allocated and paid."""
    _ = desk.say
    file = desk.file
    finals = desk.table(
        "confiscation",
        (
            ("order", _("Order"), 2),
            ("authority", _("Authority"), 2.4),
            ("final", _("Final since"), 1.2),
            ("state", _("Status"), 1.4),
            ("assets", _("Assets"), 2.2),
            ("amount", _("Amount"), 1.8, "right"),
        ),
        [
            (
                f"{one.reference}\n{one.kind_label}",
                one.authority,
                desk.happened(one.final_on),
                f"{desk.label(one.state)} {desk.flags(one.taken_over, one.irregular)}".strip(),
                desk.references(one.assets),
                DASH if one.amount is None else one.amount.display(),
            )
            for one in file.orders
            if "confiscat" in one.kind.lower() or one.final_on is not None
        ],
        title=_("Confiscation and other final orders"),
        empty=_("No confiscation order and no final order is recorded."),
    )
    owed = [*dossier_debt.accounts(desk), *dossier_debt.liabilities(desk)]
    given = [*dossier_returns.agreements(desk), *dossier_returns.differences(desk)]
    if not file.distributions:
        return [finals, *owed, Text(_("Nothing has been distributed."), "note"), *given]
    shared = [block for one in file.distributions for block in _distribution(desk, one)]
    return [finals, *owed, *shared, *given]


def _distribution(desk: Desk, one: DistributionFacts) -> list[Block]:
    _ = desk.say
    facts = Facts(
        (
            (_("Determined on"), desk.happened(one.determined_on)),
            (_("Gross"), desk.money(one.gross)),
            (_("Net to distribute"), desk.money(one.net)),
            (_("Approved by"), desk.people(one.approved_by)),
            (
                _("Status"),
                _("fully distributed") if one.fully_distributed else _("not fully distributed"),
            ),
        ),
        title=f"{one.reference}  {desk.asset_name(one.asset)}",
    )
    waterfall = desk.table(
        "confiscation",
        (
            ("rank", _("Rank"), 0.6, "right"),
            ("label", _("Deduction"), 2.6),
            ("amount", _("Amount"), 2, "right"),
            ("balance", _("Balance"), 2, "right"),
            ("note", _("Note"), 2.4),
        ),
        [
            (
                str(line.rank),
                line.label,
                line.amount.display(),
                line.balance.display(),
                line.note or DASH,
            )
            for line in one.lines
        ],
        totals=[("", _("Net to distribute"), "", one.net.display(), "")] if one.net else [],
        title=_("From gross to net"),
        empty=_("No deduction is recorded."),
    )
    return [facts, waterfall, _shares(desk, one), _payments(desk, one)]


def _shares(desk: Desk, one: DistributionFacts) -> Table:
    _ = desk.say
    return desk.table(
        "confiscation",
        (
            ("to", _("To"), 3),
            ("basis", _("Share; basis"), 2.4),
            ("amount", _("Amount"), 2, "right"),
            ("part", _("Of net"), 1, "right"),
        ),
        [
            (
                to,
                desk.coded("allocation_kinds", basis) if basis else DASH,
                amount.display(),
                percent(amount, one.net) or DASH,
            )
            for to, basis, amount in one.shares
        ],
        title=_("Allocation"),
        empty=_("Nothing is allocated."),
    )


def _payments(desk: Desk, one: DistributionFacts) -> Table:
    _ = desk.say
    return desk.table(
        "confiscation",
        (
            ("on", _("Date"), 1.2),
            ("to", _("Paid to"), 3),
            ("amount", _("Amount"), 2, "right"),
            ("proof", _("Payment reference"), 2.2),
        ),
        [
            (desk.day(day), to, amount.display(), proof or _("not known"))
            for to, day, amount, proof in one.payments
        ],
        title=_("Payments"),
        empty=_("Nothing is paid."),
    )
