"""The one-page decision on a thing of little value, the monthly check list of an administrator or
depositary, and the list of expired insurances and leases."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from asset_recovery.domain.case_file import AssetFacts, CaseFile
from asset_recovery.domain.management_facts import (
    ContractFacts,
    LowValueFacts,
    ManagementFacts,
    ReportFacts,
)
from asset_recovery.domain.money import Money
from asset_recovery.reports.dossier_desk import DASH, Desk
from asset_recovery.reports.dossier_profile import Profile
from asset_recovery.reports.paper import Block, Facts, Paper, Section, Signatures, Text
from asset_recovery.reports.record_hash import paper_head, record_hash

Translate = Callable[[str], str]
BOX = "☐"


def compose_low_value(
    file: CaseFile,
    asset: AssetFacts,
    low: LowValueFacts,
    profile: Profile,
    language: str,
    translate: Translate,
) -> Paper:
    """One page: the figures, the four ways, the decision and its signatures."""
    desk = Desk(file, profile, language, translate)
    _ = translate
    digest = record_hash(file, "LOW-01", asset.reference, language)
    why = []
    if low.below_threshold and low.threshold is not None:
        why.append(_("the value is below {limit}").format(limit=low.threshold.display()))
    if low.custody_exceeds_value and low.custody_cost is not None:
        why.append(
            _("{months} months of custody cost {cost}, more than it is worth").format(
                months=low.months, cost=low.custody_cost.display()
            )
        )
    return Paper(
        form="LOW-01",
        version=profile.version,
        title=_("Decision on a thing of little value"),
        subtitle=f"{asset.reference}  {asset.description}",
        reference=asset.reference,
        user=desk.person(file.read_by),
        contents=False,
        cover=(
            (_("Case"), f"{file.case.reference}  {file.case.title}"),
            (_("Asset"), f"{asset.reference}  {asset.description}"),
            (_("Registered owner"), desk.known(asset.owner)),
            (_("Status"), desk.say(asset.headline)),
        ),
        sections=(
            Section("1", _("Figures"), (_figures(desk, asset, low), Text("; ".join(why) + "."))),
            Section("2", _("What is open"), (_ways(desk, asset, low),)),
            Section(
                "3",
                _("Decision"),
                (
                    Text(_("Way chosen and reasons:") + " " + "." * 90, "plain"),
                    Signatures(
                        ((_("For the legal unit"), ""), (_("For the asset management office"), ""))
                    ),
                ),
                together=True,
            ),
        ),
        **paper_head(desk, digest, "LOW1", whole=False),
    )


def _figures(desk: Desk, asset: AssetFacts, low: LowValueFacts) -> Facts:
    _ = desk.say
    custody = _("Custody over {months} months").format(months=low.months)
    return Facts(
        (
            (_("Value"), f"{low.value.display()}, {desk.day(asset.valued_on)}"),
            (_("Threshold"), low.threshold.display() if low.threshold else _("none set")),
            (custody, desk.money(low.custody_cost)),
        )
    )


def _ways(desk: Desk, asset: AssetFacts, low: LowValueFacts) -> Block:
    """Each way with what it asks for, so that nothing is chosen that the law does not open."""
    _ = desk.say
    final = asset.legal_state in ("confiscated_final", "title_vested_in_state")
    rows = [
        (BOX, _("Return"), _("release order; notice to the owner; receipt")),
        (
            BOX,
            _("Leave with the owner"),
            _("bond or entry in a register; insurance; dates of inspection"),
        ),
        (
            BOX if final else DASH,
            _("Donate"),
            _("legal basis; beneficiary; record of the handing over")
            if final
            else _("open after the final decision only"),
        ),
        (
            BOX if final else DASH,
            _("Destroy"),
            _("order; two witnesses; certificate; environmental licence")
            if final
            else _("open after the final decision only; an order of destruction is needed"),
        ),
    ]
    if low.is_immovable:
        rows = [row for row in rows if row[1] != _("Destroy")]
    return desk.table(
        "planning",
        (("box", "", 0.5), ("way", _("Way"), 2.4), ("needs", _("What it asks for"), 7.0)),
        rows,
    )


def compose_check_list(
    file: CaseFile,
    care: Sequence[tuple[ManagementFacts, ContractFacts]],
    profile: Profile,
    language: str,
    translate: Translate,
) -> Paper:
    """Cover sheet and check list for the account that a contract's party renders each period."""
    desk = Desk(file, profile, language, translate)
    _ = translate
    first, contract = care[0]
    digest = record_hash(file, "ADM-01", contract.reference, language)
    reports = [one for one in first.reports if one.contract == contract.reference]
    return Paper(
        form="ADM-01",
        version=profile.version,
        title=_("Account of a manager: check list"),
        subtitle=f"{contract.reference}  {contract.party}",
        reference=contract.reference,
        user=desk.person(file.read_by),
        contents=False,
        cover=(
            (_("Case"), f"{file.case.reference}  {file.case.title}"),
            (_("Contract"), f"{contract.reference}  {contract.kind_label}"),
            (_("Party"), contract.party),
            (_("Runs"), _period(desk, contract)),
            (_("Report every"), contract.reporting_every or _("not agreed")),
            (_("Next report due"), desk.happened(contract.next_report_on)),
            (_("Reports missing"), str(contract.reports_missing)),
        ),
        sections=(
            Section("1", _("Assets"), (_assets(desk, care),)),
            Section("2", _("Reports against the books"), _reports(desk, first, reports)),
            Section("3", _("Fees"), (_fees(desk, care),)),
            Section("4", _("Checked for this period"), (_checks(desk),)),
            Section(
                "5",
                _("Signatures"),
                (Signatures(((_("For the party"), ""), (_("Checked by"), ""))),),
                together=True,
            ),
        ),
        **paper_head(desk, digest, "ADM1", whole=False),
    )


def _period(desk: Desk, one: ContractFacts) -> str:
    _ = desk.say
    until = desk.day(one.until) if one.until else _("no end agreed")
    return _("{since} to {until}").format(since=desk.day(one.since), until=until)


def _assets(desk: Desk, care: Sequence[tuple[ManagementFacts, ContractFacts]]) -> Block:
    _ = desk.say
    return desk.table(
        "management",
        (
            ("asset", _("Asset"), 3.6),
            ("mode", _("Managed as"), 2.4),
            ("insured", _("Sum insured"), 2.2, "right"),
            ("gap", _("Not insured"), 2.2, "right"),
            ("until", _("Insured until"), 1.8),
        ),
        [
            (
                desk.asset_name(one.asset),
                desk.coded("management_modes", one.mode),
                desk.money(one.insurance.insured),
                desk.money(one.insurance.gap),
                desk.happened(one.insurance.until),
            )
            for one, _contract in care
        ],
    )


def _reports(
    desk: Desk, care: ManagementFacts, reports: Sequence[ReportFacts]
) -> tuple[Block, ...]:
    _ = desk.say
    table = desk.table(
        "management",
        (
            ("period", _("Period"), 2.6),
            ("income", _("Income reported"), 2.0, "right"),
            ("booked", _("booked"), 2.0, "right"),
            ("income_diff", _("difference"), 1.8, "right"),
            ("costs", _("Costs reported"), 2.0, "right"),
            ("cost_booked", _("booked"), 2.0, "right"),
            ("cost_diff", _("difference"), 1.8, "right"),
        ),
        [
            (
                f"{desk.day(one.since)} – {desk.day(one.until)}",
                desk.money(one.income),
                desk.money(one.posted_income),
                _dash(one.income_difference),
                desk.money(one.costs),
                desk.money(one.posted_costs),
                _dash(one.cost_difference),
            )
            for one in reports
        ],
        empty=_("No report is on file."),
        landscape=True,
    )
    names = {"gap": _("No report for {since} to {until}."),
             "overlap": _("Two reports for {since} to {until}.")}  # fmt: skip
    lines = [
        names[one.kind].format(since=desk.day(one.since), until=desk.day(one.until))
        for one in care.stretches
        if reports and one.contract == reports[0].contract
    ]
    return (table, *(Text(line, "attention") for line in lines))


def _dash(amount: Money | None) -> str:
    return DASH if amount is None else amount.display()


ALARMS = {
    "fees_above_income": "the fees are more than the income",
    "cap_share_of_income": "above the cap as a share of the income",
    "cap_share_of_value": "above the cap as a share of the value",
    "cap_amount": "above the cap",
}


def _fees(desk: Desk, care: Sequence[tuple[ManagementFacts, ContractFacts]]) -> Block:
    _ = desk.say
    rows = []
    for one, contract in care:
        told = contract.fees
        if told is None:
            rows.append((one.asset, _("none booked"), DASH, contract.fee_cap or DASH, DASH))
            continue
        rows.append(
            (
                one.asset,
                told.fees.display(),
                told.income.display(),
                told.cap or DASH,
                ", ".join(_(ALARMS.get(name, name)) for name in told.alarms) or _("within"),
            )
        )
    return desk.table(
        "management",
        (
            ("asset", _("Asset"), 2.0),
            ("fees", _("Fees booked"), 2.2, "right"),
            ("income", _("Income"), 2.2, "right"),
            ("cap", _("Cap"), 1.6),
            ("result", _("Result"), 3.4),
        ),
        rows,
    )


def _checks(desk: Desk) -> Block:
    _ = desk.say
    asked = (
        _("Bank statements of the period are enclosed and agree with the balance"),
        _("Every cost has its document and lies within the mandate"),
        _("Rent and other income are complete; arrears are listed"),
        _("Taxes, charges and insurance premiums are paid"),
        _("Inventory and condition are confirmed; changes are reported"),
        _("Contracts, staff and licences: changes are reported"),
        _("Fees agree with the contract and its cap"),
        _("Balance is paid over to the office's account"),
    )
    return desk.table(
        "management",
        (("box", "", 0.5), ("what", _("Check"), 7.5), ("note", _("Remark"), 3.0)),
        [(BOX, one, "") for one in asked],
    )


def compose_expired(
    file: CaseFile,
    care: Sequence[ManagementFacts],
    profile: Profile,
    language: str,
    translate: Translate,
) -> Paper:
    """What ran out or soon will, and what nobody insures, in one case."""
    desk = Desk(file, profile, language, translate)
    _ = translate
    digest = record_hash(file, "EXP-01", file.case.reference, language)
    over, soon = _ending(desk, care)
    bare = [one for one in care if one.mode and not one.insurance.until]
    return Paper(
        form="EXP-01",
        version=profile.version,
        title=_("Expired insurances, leases and other contracts"),
        subtitle=f"{file.case.reference}  {file.case.title}",
        reference=file.case.reference,
        user=desk.person(file.read_by),
        contents=False,
        cover=(
            (_("Case"), f"{file.case.reference}  {file.case.title}"),
            (_("Expired"), str(len(over))),
            (_("Ending within 60 days"), str(len(soon))),
            (_("Managed and not insured"), str(len(bare))),
        ),
        sections=(
            Section("1", _("Expired"), (_endings(desk, over, _("Nothing has expired.")),)),
            Section(
                "2", _("Ending soon"), (_endings(desk, soon, _("Nothing ends within 60 days.")),)
            ),
            Section("3", _("Not insured"), (_bare(desk, bare),)),
        ),
        **paper_head(desk, digest, "EXP1", whole=False),
    )


Ending = tuple[str, ContractFacts]
SOON_DAYS = 60


def _ending(desk: Desk, care: Sequence[ManagementFacts]) -> tuple[list[Ending], list[Ending]]:
    every = [(one.asset, contract) for one in care for contract in one.contracts]
    over = [line for line in every if line[1].state == "expired"]
    soon = [
        line
        for line in every
        if line[1].state == "running"
        and line[1].until is not None
        and (line[1].until - desk.as_at).days <= SOON_DAYS
    ]
    return over, soon


def _endings(desk: Desk, lines: Sequence[Ending], empty: str) -> Block:
    _ = desk.say
    return desk.table(
        "management",
        (
            ("asset", _("Asset"), 3.4),
            ("kind", _("Kind"), 1.6),
            ("contract", _("Contract"), 2.2),
            ("party", _("Party"), 2.6),
            ("until", _("Until"), 1.6),
        ),
        [
            (
                desk.asset_name(asset),
                desk.coded("contract_kinds", one.kind),
                one.policy or one.reference,
                one.party,
                desk.day(one.until),
            )
            for asset, one in sorted(lines, key=lambda line: (str(line[1].until), line[0]))
        ],
        empty=empty,
    )


def _bare(desk: Desk, care: Sequence[ManagementFacts]) -> Block:
    _ = desk.say
    return desk.table(
        "management",
        (
            ("asset", _("Asset"), 3.6),
            ("mode", _("Managed as"), 2.4),
            ("lapsed", _("Last insured until"), 2.0),
            ("value", _("Value"), 2.2, "right"),
        ),
        [
            (
                desk.asset_name(one.asset),
                desk.coded("management_modes", one.mode),
                desk.happened(one.insurance.lapsed_on),
                desk.money(one.insurance.value),
            )
            for one in care
        ],
        empty=_("Every managed asset is insured."),
    )
