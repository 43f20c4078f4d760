"""OPS-11: return to another State, or sharing with it; and the calculation of a compensation."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from asset_recovery.domain.case_file import AssetFacts, CaseFile
from asset_recovery.domain.debt_facts import LiabilityFacts
from asset_recovery.domain.distribution_facts import AgreementFacts
from asset_recovery.domain.money import Money
from asset_recovery.reports.distribution_paper import victim_table
from asset_recovery.reports.dossier_desk import DASH, Desk, percent
from asset_recovery.reports.dossier_profile import Profile
from asset_recovery.reports.paper import Block, Facts, Paper, Section, Signatures, Text
from asset_recovery.reports.record_hash import paper_head, record_hash


@dataclass(frozen=True, slots=True, kw_only=True)
class DutySheet:
    """What is owed after a reversal or a release, with how it was worked out."""

    asset: AssetFacts
    kind: str
    since: str | None
    principal: Money | None
    interest: Money | None
    paid: Money | None
    outstanding: Money | None
    steps: tuple[str, ...]


def compose_sharing(
    file: CaseFile,
    agreement: AgreementFacts,
    profile: Profile,
    language: str,
    translate: Callable[[str], str],
) -> Paper:
    """Victims first, expenses, the test of the duty to return, shares, tranches, signatures."""
    desk = Desk(file, profile, language, translate)
    _ = translate
    country = desk.coded("countries", agreement.country)
    title = (
        _("Return of assets to {country}")
        if agreement.kind == "return"
        else _("Sharing of assets with {country}")
    )
    return Paper(
        form="OPS-11",
        version=profile.version,
        title=title.format(country=country),
        subtitle=f"{file.case.reference}  {file.case.title}",
        reference=agreement.reference,
        user=desk.person(file.read_by),
        contents=False,
        cover=(
            (_("Agreement"), agreement.reference),
            (_("Date"), desk.day(agreement.on)),
            (_("State"), country),
            (_("Legal basis"), desk.prose(agreement.basis) or desk.not_known),
            (_("Amount agreed"), desk.money(agreement.amount)),
        ),
        sections=(
            Section("A", _("Money realised"), tuple(_realised(desk, agreement))),
            Section("B", _("Victims and legitimate owners first"), tuple(_first(desk))),
            Section("C", _("Expenses and the duty to return"), (_test(desk, agreement),)),
            Section("D", _("Shares"), tuple(_shares(desk, agreement))),
            Section("E", _("Tranches"), tuple(_tranches(desk, agreement))),
            Section("F", _("Use, monitoring, publication"), (_use(desk, agreement),)),
            Section(
                "G",
                _("Signatures"),
                (Signatures(((_("For our State"), ""), (country, ""))),),
                together=True,
            ),
        ),
        **paper_head(
            desk, record_hash(file, "OPS-11", agreement.reference, language), "SHR1", whole=False
        ),
    )


def _realised(desk: Desk, agreement: AgreementFacts) -> list[Block]:
    _ = desk.say
    named = set(agreement.assets)
    rows = [
        (one.asset, desk.money(one.gross), desk.money(one.net), desk.happened(one.determined_on))
        for one in desk.file.distributions
        if not named or named & set(one.asset.removesuffix("-SUB").split(", "))
        or named & set(one.asset.split(", "))
    ]  # fmt: skip
    return [
        desk.table(
            "confiscation",
            (
                ("asset", _("Asset"), 3),
                ("gross", _("Gross"), 2.2, "right"),
                ("net", _("Net"), 2.2, "right"),
                ("on", _("Determined on"), 1.6),
            ),
            rows,
            empty=_("No net is determined."),
        )
    ]


def _first(desk: Desk) -> list[Block]:
    _ = desk.say
    if not desk.file.victim_lists:
        return [Text(_("No victim is on file."), "note")]
    return [victim_table(desk, desk.file.victim_lists)]


def _test(desk: Desk, agreement: AgreementFacts) -> Facts:
    _ = desk.say
    ground = agreement.ground
    duty = desk.not_known if ground is None else desk.coded("return_grounds", ground)
    costs = agreement.costs_deducted
    return Facts(
        (
            (_("Expenses deducted"), _("none recorded") if costs is None else costs.display()),
            (_("Ground of the return"), duty),
            (
                _("Final judgment in the requesting State"),
                _told(desk, agreement.final_judgment),
            ),
            (_("Judgment waived"), _told(desk, agreement.judgment_waived)),
        )
    )


def _told(desk: Desk, value: bool | None) -> str:
    return desk.not_known if value is None else desk.yes(value)


def _shares(desk: Desk, agreement: AgreementFacts) -> list[Block]:
    _ = desk.say
    agreed = desk.table(
        "confiscation",
        (("to", _("To"), 4), ("share", _("Share agreed"), 2, "right")),
        [(to or desk.coded("countries", agreement.country), part) for to, part in agreement.shares],
        title=_("As agreed"),
        empty=_("The agreement names no share."),
    )
    states = ("foreign_state", "social_reuse", "foundation", "state")
    allocated = [
        (
            to,
            desk.coded("allocation_kinds", kind),
            amount.display(),
            percent(amount, one.net) or DASH,
        )
        for one in desk.file.distributions
        for to, kind, amount in one.shares
        if kind in states
    ]
    return [
        agreed,
        desk.table(
            "confiscation",
            (
                ("to", _("To"), 3.4),
                ("kind", _("Kind of share"), 2),
                ("amount", _("Amount"), 2.2, "right"),
                ("part", _("Of net"), 1, "right"),
            ),
            allocated,
            title=_("As allocated"),
            empty=_("Nothing is allocated yet."),
        ),
    ]


def _tranches(desk: Desk, agreement: AgreementFacts) -> list[Block]:
    _ = desk.say
    totals = [
        DASH if (total := agreement.total(name)) is None else total.display()
        for name in ("expected", "confirmed", "received")
    ]
    return [
        desk.table(
            "confiscation",
            (
                ("number", _("Tranche"), 1.2),
                ("due", _("Due"), 1.3),
                ("expected", _("Expected"), 2, "right"),
                ("confirmed", _("Confirmed"), 2, "right"),
                ("received", _("Received"), 2, "right"),
                ("reference", _("Reference"), 1.8),
            ),
            [
                (
                    one.number,
                    desk.happened(one.due),
                    DASH if one.expected is None else one.expected.display(),
                    DASH if one.confirmed is None else one.confirmed.display(),
                    DASH if one.received is None else one.received.display(),
                    one.reference or DASH,
                )
                for one in agreement.tranches
            ],
            totals=[("", _("Sum"), *totals, "")] if agreement.tranches else [],
            empty=_("The agreement has no tranches."),
        )
    ]


def _use(desk: Desk, agreement: AgreementFacts) -> Facts:
    _ = desk.say
    return Facts(
        (
            (_("End use"), desk.prose(agreement.end_use) or desk.not_known),
            (_("Monitored by"), agreement.monitoring_party or desk.not_known),
            (_("Offenders excluded from benefit"), _told(desk, agreement.offenders_excluded)),
            (_("Published"), _told(desk, agreement.published)),
        )
    )


def compose_compensation(
    file: CaseFile,
    sheet: DutySheet,
    profile: Profile,
    language: str,
    translate: Callable[[str], str],
) -> Paper:
    """The calculation of what is owed to the person entitled."""
    desk = Desk(file, profile, language, translate)
    _ = translate
    reserves = [one for one in file.liabilities if one.asset == sheet.asset.reference]
    return Paper(
        form="COMP-01",
        version=profile.version,
        title=_("Calculation of compensation"),
        subtitle=f"{file.case.reference}  {file.case.title}",
        reference=sheet.asset.reference,
        user=desk.person(file.read_by),
        contents=False,
        cover=(
            (_("Asset"), desk.asset_name(sheet.asset.reference)),
            (_("Owed"), desk.label(sheet.kind)),
            (_("Since"), sheet.since or desk.not_known),
            (_("Still to pay"), desk.money(sheet.outstanding)),
        ),
        sections=(
            Section("A", _("How it was worked out"), tuple(_steps(desk, sheet))),
            Section("B", _("Reserves"), (_reserves(desk, reserves),)),
            Section(
                "C",
                _("Signatures"),
                (Signatures(((_("Worked out by"), ""), (_("Approved by"), ""))),),
                together=True,
            ),
        ),
        **paper_head(
            desk,
            record_hash(file, "COMP-01", sheet.asset.reference, language),
            "COMP1",
            whole=False,
        ),
    )


def _steps(desk: Desk, sheet: DutySheet) -> list[Block]:
    _ = desk.say
    return [
        Facts(
            (
                (_("Principal"), desk.money(sheet.principal)),
                (_("Interest"), desk.money(sheet.interest)),
                (_("Paid so far"), desk.money(sheet.paid)),
                (_("Still to pay"), desk.money(sheet.outstanding)),
            )
        ),
        *(Text(step) for step in sheet.steps),
    ]


def _reserves(desk: Desk, liabilities: Sequence[LiabilityFacts]) -> Block:
    _ = desk.say
    return desk.table(
        "confiscation",
        (
            ("reference", _("Liability"), 1.8),
            ("kind", _("Kind"), 2),
            ("party", _("Towards, or from"), 2.2),
            ("basis", _("Basis"), 2.6),
            ("amount", _("Amount"), 1.8, "right"),
            ("open", _("Open"), 1.8, "right"),
        ),
        [
            (
                one.reference,
                desk.coded("liability_sources", one.kind)
                + ("\n" + _("contingent") if one.contingent else ""),
                one.party or DASH,
                desk.prose(one.basis),
                desk.money(one.amount),
                desk.money(one.open),
            )
            for one in liabilities
        ],
        empty=_("No liability is on file."),
    )
