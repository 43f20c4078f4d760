"""OPS-06: the instruction of a valuer and the report that answers it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from asset_recovery.domain.actions.value_actions import InstructValuation, RecordValuation
from asset_recovery.domain.case_file import AssetFacts, CaseFile
from asset_recovery.domain.value_facts import InstructionFacts, ValuePoint, Worth
from asset_recovery.reports.amount_words import amount_in_words
from asset_recovery.reports.dossier_desk import Desk
from asset_recovery.reports.dossier_profile import Profile
from asset_recovery.reports.paper import Facts, Paper, Section, Signatures, Table, Text
from asset_recovery.reports.record_hash import paper_head, record_hash

Rows = list[tuple[str, str | None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Valuation:
    """What the paper is about: an instruction, a report, or both.

    `base` is the value in the office's currency with the rates that made it.
    """

    asset: AssetFacts
    worth: Worth
    instruction: InstructionFacts | None = None
    asked: InstructValuation | None = None
    point: ValuePoint | None = None
    report: RecordValuation | None = None
    base: str = ""
    rates: tuple[str, ...] = ()


def compose_valuation(
    file: CaseFile,
    about: Valuation,
    profile: Profile,
    language: str,
    translate: Callable[[str], str],
) -> Paper:
    """The sections of OPS-06; without a report those of the instruction alone."""
    desk = Desk(file, profile, language, translate)
    _ = translate
    parts: list[tuple[str, Facts | Table | Text | Signatures]] = [
        (_("Instruction"), _instruction(desk, about)),
        (_("Valuer"), _valuer(desk, about)),
        (_("Asset"), _asset(desk, about)),
    ]
    if about.report is not None and about.point is not None:
        parts += _report(desk, about, about.report, about.point)
    parts.append((_("Signatures and review"), _signatures(desk, about)))
    digest = record_hash(file, "OPS-06", about.asset.reference, repr(about.worth), language)
    reported = about.report is not None
    return Paper(
        form="OPS-06",
        version=profile.version,
        title=_("Valuation report") if reported else _("Instruction to value"),
        subtitle=f"{about.asset.reference}  {about.asset.description}",
        reference=about.point.reference if about.point else _reference(about),
        user=desk.person(file.read_by),
        contents=False,
        cover=_cover(desk, about),
        sections=tuple(
            Section(str(place), title, (block,), together=isinstance(block, Signatures))
            for place, (title, block) in enumerate(parts, start=1)
        ),
        **paper_head(desk, digest, "VAL1", whole=False),
    )


def _reference(about: Valuation) -> str:
    return about.instruction.reference if about.instruction else about.asset.reference


def _facts(desk: Desk, rows: Rows) -> Facts:
    return Facts(tuple((name, value or desk.not_known) for name, value in rows))


def _cover(desk: Desk, about: Valuation) -> tuple[tuple[str, str], ...]:
    _ = desk.say
    rows = [(_("Case"), f"{desk.file.case.reference} {desk.file.case.title}")]
    if about.instruction is not None:
        rows.append((_("Instruction"), about.instruction.reference))
    if about.point is not None:
        rows.append((_("Valuation"), about.point.reference))
        kind = desk.coded("valuation_kinds", about.point.kind)
        carries = _("may carry a sale") if about.point.counts else _("carries no sale or reserve")
        rows.append((_("Kind"), f"{kind}: {carries}"))
        rows.append((_("Value"), about.point.value.display()))
    return tuple(rows)


def _instruction(desk: Desk, about: Valuation) -> Facts:
    _ = desk.say
    asked, known = about.asked, about.instruction
    if asked is None or known is None:
        return _facts(desk, [(_("Instruction"), _("none recorded"))])
    return _facts(
        desk,
        [
            (_("Given on"), desk.day(known.on)),
            (_("Purpose"), desk.coded("valuation_purposes", known.purpose)),
            (
                _("Basis wanted"),
                desk.coded("valuation_bases", known.basis) if known.basis else None,
            ),
            (_("Report due"), desk.day(known.due) if known.due else None),
            (_("Fee"), asked.fee.display() if asked.fee else None),
            (_("Access"), asked.access),
            (_("Confidentiality"), asked.confidentiality),
        ],
    )


def _valuer(desk: Desk, about: Valuation) -> Facts:
    _ = desk.say
    name = about.point.valuer if about.point else (about.instruction.valuer if about.instruction
                                                   else None)  # fmt: skip
    report = about.report
    return _facts(
        desk,
        [
            (_("Name, firm"), name),
            (_("Qualification, registration"), report.qualification if report else None),
            (_("Independence; conflicts declared"), report.independence if report else None),
        ],
    )


def _asset(desk: Desk, about: Valuation) -> Facts:
    _ = desk.say
    asset, report = about.asset, about.report
    marks = ", ".join(f"{desk.label(kind)} {value}" for kind, value in asset.identifiers)
    return _facts(
        desk,
        [
            (_("Description"), f"{asset.description} ({asset.type_label})"),
            (_("Identifiers"), marks),
            (_("Quantity"), desk.quantity(asset.quantity, asset.unit)),
            (_("Place"), desk.where(asset.custody_place or asset.location)),
            (_("Inspected on"),
             desk.day(report.inspected_on) if report and report.inspected_on else None),
            (_("Extent of the inspection"), report.inspection if report else None),
            (_("Condition, completeness, defects"), report.condition if report else None),
        ],
    )  # fmt: skip


def _report(
    desk: Desk, about: Valuation, report: RecordValuation, point: ValuePoint
) -> list[tuple[str, Facts | Table | Text | Signatures]]:
    _ = desk.say
    advice = report.recommendation
    return [
        (_("Basis and dates"), _facts(desk, [
            (_("Basis of value"),
             desk.coded("valuation_bases", report.basis) if report.basis else None),
            (_("Valuation date"), desk.day(report.on)),
            (_("Report date"), desk.day(report.reported_on) if report.reported_on else None),
            (_("Valid until"), desk.day(report.valid_until) if report.valid_until else None),
        ])),
        (_("Method"), _facts(desk, [
            (_("Method"), report.method),
            (_("Comparables"), "\n".join(report.comparables)),
        ])),
        (_("Result"), _result(desk, about, report, point)),
        (_("Limits"), _facts(desk, [
            (_("Assumptions, information relied on"), report.assumptions),
            (_("Uncertainty, restrictions on use"), report.limits),
        ])),
        (_("Recommendation"), _facts(desk, [
            (_("Recommendation"), desk.coded("valuation_advice", advice) if advice else None),
            (_("Market"), report.market),
        ])),
    ]  # fmt: skip


def _result(desk: Desk, about: Valuation, report: RecordValuation, point: ValuePoint) -> Facts:
    _ = desk.say
    rows: Rows = [(_("Value"), point.value.display())]
    words = amount_in_words(point.value, desk.language)
    if words:
        rows.append((_("In words"), words))
    span = None
    if point.low and point.high:
        span = f"{point.low.display()} – {point.high.display()}"
    decline = report.monthly_decline
    rows += [
        (_("Range"), span),
        (_("VAT, taxes, duties"), report.taxes),
        (_("Selling cost"), report.selling_cost.display() if report.selling_cost else None),
        (_("Holding cost a month"), report.holding_cost.display() if report.holding_cost else None),
        (_("Loss of value expected a month"),
         f"{(decline * 100).normalize():f} %" if decline is not None else None),
        (_("In the office's currency"), about.base),
        (_("Rates of exchange"), "\n".join(about.rates) or _("none needed")),
    ]  # fmt: skip
    return _facts(desk, rows)


def _signatures(desk: Desk, about: Valuation) -> Signatures:
    _ = desk.say
    if about.point is None:
        return Signatures(((_("For the office"), ""), (_("Valuer: instruction received"), "")))
    review = about.point.review
    known = desk.coded("valuation_reviews", review) if review else _("not reviewed yet")
    second = _("needed") if about.worth.second_needed else _("not needed")
    return Signatures((
        (_("Valuer"), about.point.valuer),
        (_("Reviewer for the office"), known),
        (_("Second valuation"), second),
    ))  # fmt: skip
