"""OPS-01, the planning sheet before a seizure, and the page that sets its estimates against what
came of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal

from asset_recovery.domain.case_file import AssetFacts, CaseFile, PartyFacts
from asset_recovery.domain.management_facts import ManagementFacts, OutcomeLine, PlanFacts
from asset_recovery.reports.dossier_desk import DASH, Desk
from asset_recovery.reports.dossier_profile import Profile
from asset_recovery.reports.paper import Block, Facts, Paper, Section, Signatures, Text
from asset_recovery.reports.record_hash import paper_head, record_hash

Translate = Callable[[str], str]
DAYS = frozenset({"contacted_on", "meeting_on", "seizure_planned_on"})
Rows = tuple[tuple[str, str], ...]


def compose_planning(
    file: CaseFile,
    asset: AssetFacts,
    care: ManagementFacts | None,
    profile: Profile,
    language: str,
    translate: Translate,
) -> Paper:
    """The questions to answer before seizing, each with its answer or *not known as at*."""
    sheet = _Sheet(Desk(file, profile, language, translate), asset, care.plan if care else None)
    _ = translate
    digest = record_hash(file, "OPS-01", asset.reference, language)
    sections = (
        (_("Property and owner"), sheet.property()),
        (_("Case and authorities"), sheet.case()),
        (_("Manager and dates"), sheet.manager()),
        (_("Ownership, encumbrances, ground"), sheet.ownership()),
        (_("Storage, cost, special matters"), sheet.keeping()),
        (_("Alternatives and effect on others"), sheet.alternatives()),
        (_("Safety, evidence, publicity"), sheet.safety()),
        (_("Decision"), sheet.decision()),
    )
    return Paper(
        form="OPS-01",
        version=profile.version,
        title=_("Planning sheet before seizure"),
        subtitle=f"{asset.reference}  {asset.description}",
        reference=asset.reference,
        user=sheet.desk.person(file.read_by),
        contents=False,
        cover=sheet.cover(),
        sections=tuple(
            Section(str(number), title, blocks, together=number == len(sections))
            for number, (title, blocks) in enumerate(sections, start=1)
        ),
        **paper_head(sheet.desk, digest, "PLN1", whole=False),
    )


class _Sheet:
    """The answers by name, and what the record itself knows."""

    def __init__(self, desk: Desk, asset: AssetFacts, plan: PlanFacts | None) -> None:
        self.desk, self._asset, self._plan = desk, asset, plan
        self._said = {name: text for name, _label, text in plan.answers} if plan else {}
        for name in DAYS & self._said.keys():
            self._said[name] = desk.day(date.fromisoformat(self._said[name][:10]))

    def _answer(self, *names: str) -> str:
        found = [self._said[name] for name in names if name in self._said]
        return self.desk.prose("\n".join(found)) or self.desk.not_known

    def cover(self) -> Rows:
        """Case, asset, whether the sheet is complete."""
        _, file = self.desk.say, self.desk.file
        plan = self._plan
        state = _("not started")
        if plan is not None:
            state = _("complete") if plan.complete else _("begun, not complete")
        return (
            (_("Case"), f"{file.case.reference}  {file.case.title}"),
            (_("Asset"), f"{self._asset.reference}  {self._asset.type_label}"),
            (_("Sheet"), state),
            (_("Begun on"), self.desk.day(plan.started_on) if plan else self.desk.not_known),
            (_("Decision"), self._answer("verdict")),
        )

    def property(self) -> tuple[Block, ...]:
        """Section 1: the thing and its owner."""
        _, asset, desk = self.desk.say, self._asset, self.desk
        owner = self._party(asset.owner)
        value = self._said.get("value") or (
            f"{asset.value.display()}, {desk.day(asset.valued_on)}" if asset.value else ""
        )
        where = desk.place(asset.location, asset.country)
        return (
            Facts(
                (
                    (_("Description"), asset.description),
                    (_("Type"), f"{asset.type_code}  {asset.type_label}"),
                    (_("Location"), desk.known(where)),
                    (_("Quantity"), self.desk.quantity(asset.quantity, asset.unit)),
                    (_("Condition"), self._answer("condition")),
                    (_("Estimated fair market value"), desk.known(value)),
                    (_("What exactly is seized"), self._answer("extent")),
                    (_("Registered owner"), desk.known(asset.owner)),
                    (_("Address"), desk.known(owner.address if owner else None)),
                )
            ),
        )

    def _party(self, name: str | None) -> PartyFacts | None:
        return next((one for one in self.desk.file.parties if name and one.name == name), None)

    def case(self) -> tuple[Block, ...]:
        """Section 2: who is concerned with the case."""
        _, desk, case = self.desk.say, self.desk, self.desk.file.case
        authorities = dict.fromkeys(one.authority for one in desk.file.orders)
        return (
            Facts(
                (
                    (_("Case number"), case.reference),
                    (_("Case officer"), desk.person(case.officer, case.officer_number)),
                    (_("Authorities on file"), desk.known(", ".join(authorities))),
                    (_("Prosecutor, agencies, case officers"), self._answer("contacts")),
                    (_("Related criminal case"), self._answer("related_case")),
                    (_("Sharing expected"), self._answer("sharing_expected")),
                    (_("Stored by a partner agency"), self._answer("partner_storage")),
                )
            ),
        )

    def manager(self) -> tuple[Block, ...]:
        """Section 3: when the managing office was asked."""
        _ = self.desk.say
        return (
            Facts(
                (
                    (_("Managing office contacted on"), self._answer("contacted_on")),
                    (_("Contact"), self._answer("contact")),
                    (_("Planning meeting"), self._answer("meeting_on")),
                    (_("Seizure planned for"), self._answer("seizure_planned_on")),
                    (_("Statutes and orders relied on"), self._answer("legal_basis")),
                )
            ),
        )

    def ownership(self) -> tuple[Block, ...]:
        """Section 4: who has rights, what is left, why it is liable."""
        _, desk, asset, plan = self.desk.say, self.desk, self._asset, self._plan
        liens = [one for one in desk.file.claims if one.asset == asset.reference]
        net = desk.not_known
        if plan is not None and plan.equity is not None:
            verdict = _("threshold met") if plan.go else _("threshold not met")
            share = Decimal(plan.equity_share or 0) * 100
            net = _("{equity}, {share} % of the value: {verdict}").format(
                equity=plan.equity.display(), share=f"{share.normalize():f}", verdict=verdict
            )
        return (
            Facts(
                (
                    (_("Registered owner"), desk.known(asset.owner)),
                    (_("Beneficial owner"), desk.known(asset.beneficial_owner)),
                    (_("Possessor"), desk.known(asset.possessor)),
                    (_("Occupants, leases, mortgage"), self._answer("occupants")),
                    (_("Liens in the estimate"), self._answer("liens")),
                    (
                        _("Claims and liens on file"),
                        "\n".join(f"{one.party}: {one.extent}" for one in liens)
                        or _("none recorded"),
                    ),
                    (_("Net equity"), net),
                    (
                        _("Ground of liability"),
                        ", ".join(desk.coded("liability_grounds", one) for one in asset.grounds)
                        or desk.not_known,
                    ),
                )
            ),
        )

    def keeping(self) -> tuple[Block, ...]:
        """Section 5: what keeping it needs and costs."""
        _ = self.desk.say
        names = (
            (_("Storage needs"), ("storage_needs",)),
            (_("Custodian planned"), ("custodian",)),
            (_("Cost of keeping a month"), ("monthly_cost",)),
            (_("Income a month"), ("monthly_income",)),
            (_("Expected months"), ("horizon_months",)),
            (_("Yearly decline"), ("yearly_decline",)),
            (_("Cost of the sale, share"), ("sale_cost_share",)),
            (_("Budget line"), ("budget_line",)),
            (_("Insurance"), ("insurance",)),
            (_("Permits"), ("permits",)),
            (_("Contamination"), ("contamination",)),
            (_("Taxes and utilities"), ("taxes",)),
            (_("Business: how it is run"), ("business",)),
            (_("Digital: wallet, seed, exchange"), ("digital",)),
            (_("Perishable: motion to sell at once"), ("perishable",)),
        )
        return (Facts(tuple((label, self._answer(*asked)) for label, asked in names)),)

    def alternatives(self) -> tuple[Block, ...]:
        """Section 6: what else could be done, and whom it would hit."""
        _ = self.desk.say
        return (
            Facts(
                (
                    (_("Alternatives considered"), self._answer("considered", "alternatives")),
                    (_("Risks"), self._answer("risks")),
                    (_("Effect on third parties, proportionality"), self._answer("impact")),
                )
            ),
        )

    def safety(self) -> tuple[Block, ...]:
        """Section 7: safety, evidence, media."""
        _ = self.desk.say
        return (
            Facts(
                (
                    (_("Safety, evidence, forensics first"), self._answer("safety")),
                    (_("Publicity"), self._answer("publicity")),
                )
            ),
        )

    def decision(self) -> tuple[Block, ...]:
        """Section 8: seize, restrain or not, with reasons and two signatures."""
        _ = self.desk.say
        signed = [one.strip() for one in self._said.get("decided_by", "").split(",")] + ["", ""]
        return (
            Facts(
                (
                    (_("Recommendation"), self._answer("recommendation")),
                    (_("Decision"), self._answer("verdict")),
                    (_("Reasons"), self._answer("decision")),
                )
            ),
            Signatures(
                (
                    (_("For the legal unit"), self.desk.prose(signed[0])),
                    (_("For the asset management office"), self.desk.prose(signed[1])),
                )
            ),
        )


def compose_outcome(
    file: CaseFile,
    care: Sequence[ManagementFacts],
    reference: str,
    profile: Profile,
    language: str,
    translate: Translate,
) -> Paper:
    """Estimate against outcome, an asset a table; of a case every asset that was planned."""
    desk = Desk(file, profile, language, translate)
    _ = translate
    digest = record_hash(file, "OUT-01", reference, language)
    planned = [one for one in care if one.plan is not None]
    sections = []
    for number, one in enumerate(planned, start=1):
        plan = one.plan
        assert plan is not None
        sections.append(
            Section(
                str(number),
                desk.asset_name(one.asset),
                (
                    outcome_table(desk, plan.outcome),
                    Text(
                        _("The keeping has come to its end: these figures stand.")
                        if plan.settled
                        else _("The asset is still held: these figures are so far."),
                        "small",
                    ),
                ),
                together=True,
            )
        )
    if not sections:
        text = Text(_("No planning sheet is on file."))
        sections = [Section("1", _("Planning sheets"), (text,))]
    settled = sum(1 for one in planned if one.plan is not None and one.plan.settled)
    return Paper(
        form="OUT-01",
        version=profile.version,
        title=_("Estimate against outcome"),
        subtitle=f"{file.case.reference}  {file.case.title}",
        reference=reference,
        user=desk.person(file.read_by),
        contents=False,
        cover=(
            (_("Case"), f"{file.case.reference}  {file.case.title}"),
            (_("Assets planned"), str(len(planned))),
            (_("Of these at their end"), str(settled)),
        ),
        sections=tuple(sections),
        **paper_head(desk, digest, "OUT1", whole=False),
    )


def outcome_table(desk: Desk, lines: Sequence[OutcomeLine]) -> Block:
    """One line a figure: what was planned, what came, the difference."""
    _ = desk.say
    return desk.table(
        "planning",
        (
            ("figure", _("Figure"), 3.0),
            ("estimate", _("Planned"), 2.4, "right"),
            ("actual", _("So far"), 2.4, "right"),
            ("difference", _("Difference"), 2.4, "right"),
            ("note", _("Basis"), 2.6),
        ),
        [
            (
                one.label,
                one.estimate or desk.brief(None),
                one.actual or desk.brief(None),
                one.difference or DASH,
                one.note,
            )
            for one in lines
        ],
        empty=_("The sheet gives no value: there is nothing to compare."),
    )
