"""How assets are managed, in a dossier: managers, contracts, insurance, reports, reuse."""

from __future__ import annotations

from collections.abc import Iterator

from asset_recovery.domain.management_facts import (
    ContractFacts,
    InsuranceFacts,
    ManagementFacts,
    ReportFacts,
    ReuseFacts,
)
from asset_recovery.domain.money import Money
from asset_recovery.reports.dossier_desk import DASH, Desk
from asset_recovery.reports.paper import Block


def management(desk: Desk) -> list[Block]:
    """Section 12: how each asset is managed, by whom, under which contracts, with what result."""
    found = [one for one in desk.file.management if _is_managed(one)]
    return [
        _states(desk),
        _managers(desk, found),
        _contracts(desk, found),
        *_insurance(desk, found),
        *_reports(desk, found),
        *_reuse(desk, found),
    ]


def _is_managed(one: ManagementFacts) -> bool:
    return bool(one.mode or one.contracts or one.reports or one.reuse)


def _states(desk: Desk) -> Block:
    _ = desk.say
    planned = {one.record: one.on for one in desk.file.events if one.action == "record_plan"}
    return desk.table(
        "management",
        (
            ("asset", _("Asset"), 1.9),
            ("description", _("Description"), 2.6),
            ("management", _("Management"), 1.8),
            ("planning", _("Planning sheet"), 1.4),
            ("dispute", _("Dispute"), 1.6),
            ("money", _("Money"), 1.6),
        ),
        [
            (
                one.reference,
                one.description,
                desk.coded("management_states", one.management_state),
                desk.happened(planned.get(one.reference)),
                desk.coded("dispute_states", one.dispute_state),
                desk.coded("money_states", one.money_state),
            )
            for one in desk.file.assets
        ],
        empty=_("No asset is recorded."),
    )


def _managers(desk: Desk, found: list[ManagementFacts]) -> Block:
    _ = desk.say
    return desk.table(
        "managers",
        (
            ("asset", _("Asset"), 1.9),
            ("mode", _("Mode"), 2),
            ("manager", _("Manager"), 2.2),
            ("since", _("From; until"), 1.5),
            ("review", _("Review"), 1.1),
            ("terms", _("Reason; terms"), 3.2),
        ),
        [_manager_row(desk, one) for one in found if one.mode],
        title=_("Managers"),
        empty=_("No manager is recorded."),
    )


def _manager_row(desk: Desk, one: ManagementFacts) -> tuple[str, ...]:
    _ = desk.say
    terms = [f"{desk.label(name)}: {said}" for name, said in one.terms if said]
    return (
        one.asset,
        desk.coded("management_states", one.mode),
        desk.brief(desk.prose(one.manager)),
        desk.span(one.mode_since, one.until),
        desk.day(one.review_on) if one.review_on else _("none set"),
        "\n".join(filter(None, (desk.prose(one.reason), *terms))) or DASH,
    )


def _contracts(desk: Desk, found: list[ManagementFacts]) -> Block:
    _ = desk.say
    return desk.table(
        "contracts",
        (
            ("asset", _("Asset"), 1.9),
            ("contract", _("Contract"), 2),
            ("party", _("With"), 2),
            ("since", _("From; until"), 1.5),
            ("money", _("Sum; fee; rent"), 2.2),
            ("reports", _("Reports; guarantee; end"), 2.4),
        ),
        [_contract_row(desk, one.asset, each) for one in found for each in one.contracts],
        title=_("Contracts, leases and policies"),
        empty=_("No contract is recorded."),
    )


def _contract_row(desk: Desk, asset: str, one: ContractFacts) -> tuple[str, ...]:
    _ = desk.say
    money = [
        _("sum insured {amount}").format(amount=one.sum.display()) if one.sum else "",
        _("fee {fee}").format(fee=one.fee) if one.fee else "",
        _("at most {cap}").format(cap=one.fee_cap) if one.fee_cap else "",
        _("rent {rent}").format(rent=one.rent) if one.rent else "",
    ]
    rest = [
        _("report every {time}").format(time=one.reporting_every) if one.reporting_every else "",
        _("{count} report(s) missing").format(count=one.reports_missing)
        if one.reports_missing
        else "",
        desk.prose(one.guarantee),
        desk.prose(one.end_reason),
    ]
    return (
        asset,
        "\n".join(filter(None, (one.reference, desk.say(one.kind_label), one.policy))),
        desk.brief(desk.prose(one.party)),
        f"{desk.span(one.since, one.ended_on or one.until)}\n{desk.small(desk.label(one.state))}",
        "\n".join(filter(None, money)) or DASH,
        "\n".join(filter(None, rest)) or DASH,
    )


def _insurance(desk: Desk, found: list[ManagementFacts]) -> list[Block]:
    """Sums insured on the day against the value, where there is or was a policy."""
    _ = desk.say
    rows = [_insurance_row(desk, one.asset, one.insurance) for one in found if _insured(one)]
    if not rows:
        return []
    return [
        desk.table(
            "insurance",
            (
                ("asset", _("Asset"), 1.9),
                ("insured", _("Insured"), 2, "right"),
                ("value", _("Value"), 2, "right"),
                ("gap", _("Not covered"), 2, "right"),
                ("until", _("Until"), 1.6),
            ),
            rows,
            title=_("Insurance"),
        )
    ]


def _insured(one: ManagementFacts) -> bool:
    known = one.insurance
    insured = known.insured is not None and not known.insured.is_zero
    return bool(insured or known.until or known.lapsed_on)


def _insurance_row(desk: Desk, asset: str, one: InsuranceFacts) -> tuple[str, ...]:
    _ = desk.say
    until = desk.day(one.until)
    if one.lapsed_on is not None and one.until is None:
        until = _("lapsed on {day}").format(day=desk.day(one.lapsed_on))
    return (
        asset,
        desk.money(one.insured),
        desk.money(one.value),
        desk.money(one.gap),
        until,
    )


def _reports(desk: Desk, found: list[ManagementFacts]) -> list[Block]:
    _ = desk.say
    rows = [_report_row(desk, one.asset, each) for one in found for each in one.reports]
    missing = list(_not_reported(desk, found))
    if not rows and not missing:
        return []
    return [
        desk.table(
            "manager_reports",
            (
                ("asset", _("Asset"), 1.9),
                ("report", _("Report; contract"), 1.6),
                ("period", _("Period"), 1.4),
                ("income", _("Income; by the books"), 2.1, "right"),
                ("costs", _("Costs; by the books"), 2.1, "right"),
                ("findings", _("Findings"), 2.6),
            ),
            [*rows, *missing],
            marked=range(len(rows), len(rows) + len(missing)),
            title=_("Reports of managers"),
        )
    ]


def _report_row(desk: Desk, asset: str, one: ReportFacts) -> tuple[str, ...]:
    return (
        asset,
        "\n".join(filter(None, (one.reference, one.contract, desk.day(one.on)))),
        f"{desk.day(one.since)}\n{desk.day(one.until)}",
        _told_and_booked(desk, one.income, one.posted_income),
        _told_and_booked(desk, one.costs, one.posted_costs),
        desk.prose(one.findings) or desk.say("none recorded"),
    )


def _told_and_booked(desk: Desk, told: Money | None, booked: Money | None) -> str:
    return f"{desk.money(told)}\n{desk.money(booked)}"


def _not_reported(desk: Desk, found: list[ManagementFacts]) -> Iterator[tuple[str, ...]]:
    _ = desk.say
    words = {"gap": _("no report"), "overlap": _("reported twice")}
    for one in found:
        for gap in one.stretches:
            yield (
                one.asset,
                gap.contract,
                f"{desk.day(gap.since)}\n{desk.day(gap.until)}",
                "",
                "",
                words.get(gap.kind, desk.label(gap.kind)),
            )


def _reuse(desk: Desk, found: list[ManagementFacts]) -> list[Block]:
    _ = desk.say
    rows = [_reuse_row(desk, one.asset, one.reuse) for one in found if one.reuse is not None]
    if not rows:
        return []
    return [
        desk.table(
            "reuse",
            (
                ("asset", _("Asset"), 1.9),
                ("kind", _("Given as; on"), 1.8),
                ("to", _("To"), 2.2),
                ("terms", _("Terms"), 3),
                ("visits", _("Visits"), 3),
            ),
            rows,
            title=_("Use by authorities and social reuse"),
        )
    ]


def _reuse_row(desk: Desk, asset: str, one: ReuseFacts) -> tuple[str, ...]:
    _ = desk.say
    visits = [
        f"{desk.day(each.on)}: {desk.coded('reuse_findings', each.finding)}" for each in one.visits
    ]
    if one.breach_since is not None:
        visits.append(_("breach since {day}").format(day=desk.day(one.breach_since)))
    if one.next_on is not None:
        visits.append(_("next {day}").format(day=desk.day(one.next_on)))
    return (
        asset,
        f"{desk.coded('disposal_kinds', one.kind)}\n{desk.day(one.on)}",
        desk.brief(desk.prose(one.beneficiary)),
        desk.prose(one.terms) or desk.brief(None),
        "\n".join(visits) or _("none recorded"),
    )
