"""The sell-or-keep calculation sheet with its sensitivities and the hearing record."""

from __future__ import annotations

from collections.abc import Callable

from asset_recovery.domain.case_file import AssetFacts, CaseFile
from asset_recovery.domain.value_facts import CalculationFacts, KeepOrSell, Worth
from asset_recovery.reports.dossier_desk import Desk
from asset_recovery.reports.dossier_profile import Profile
from asset_recovery.reports.paper import Block, Facts, Paper, Section, Signatures, Text
from asset_recovery.reports.record_hash import paper_head, record_hash
from asset_recovery.reports.worth_tables import (
    beside_advice,
    course_bars,
    inputs_table,
    named,
    outcome,
    sensitivity_table,
    valuations_table,
)


def compose_calculation(  # noqa: PLR0913, PLR0917 - what a paper is made of
    file: CaseFile,
    asset: AssetFacts,
    worth: Worth,
    profile: Profile,
    language: str,
    translate: Callable[[str], str],
) -> Paper:
    """Inputs with sources, both present values, sensitivities, hearing, kept calculations."""
    desk = Desk(file, profile, language, translate)
    _ = translate
    found = worth.keep_or_sell
    assert found is not None
    digest = record_hash(file, "PRT-06", asset.reference, repr(worth), language)
    sections = [
        Section("A", _("The asset and its valuations"), (valuations_table(desk, worth),)),
        Section("B", _("Inputs"), (inputs_table(desk, found), *_missing(desk, found))),
    ]
    if not found.missing:
        sections += [
            Section("C", _("Result"), (outcome(desk, found), *course_bars(desk, found))),
            Section("D", _("Sensitivity"), (sensitivity_table(desk, found),)),
        ]
    sections += [
        Section("E", _("Exclusions and hearing"), tuple(beside_advice(desk, found))),
        Section("F", _("Formula"), (Text(lines_of(found), "small"),)),
        *_kept(desk, worth.calculations),
        Section("", "", (_signed(desk),), together=True),
    ]
    return Paper(
        form="PRT-06",
        version=profile.version,
        title=_("Keep or sell: calculation sheet"),
        subtitle=f"{asset.reference}  {asset.description}",
        reference=asset.reference,
        user=desk.person(file.read_by),
        contents=False,
        cover=(
            (_("Case"), f"{file.case.reference} {file.case.title}"),
            (_("Asset"), f"{asset.reference} {asset.description}"),
            (_("As at"), desk.day(worth.on)),
            (_("Figure"), _("sell_or_keep version {version}").format(version=found.version)),
        ),
        sections=tuple(sections),
        **paper_head(desk, digest, "KOS1", whole=False),
    )


def _missing(desk: Desk, found: KeepOrSell) -> list[Block]:
    _ = desk.say
    if not found.missing:
        return []
    text = _("Nothing on file says: {names}.").format(names=named(desk, found.missing))
    return [Text(text, "bad")]


def lines_of(found: KeepOrSell) -> str:
    """How it was worked out, one step a line."""
    return "\n".join(found.steps) or "–"


def _kept(desk: Desk, calculations: tuple[CalculationFacts, ...]) -> list[Section]:
    _ = desk.say
    if not calculations:
        return []
    rows = [
        (f"{one.reference}, {desk.day(one.on)}",
         "\n".join((desk.person(one.by), f"{one.figure} v{one.version}",
                    *(f"{name.replace('_', ' ')}: {value}" for name, value in one.outputs[:8]))))
        for one in calculations
    ]  # fmt: skip
    return [Section("G", _("Calculations kept with the file"), (Facts(tuple(rows)),))]


def _signed(desk: Desk) -> Signatures:
    _ = desk.say
    return Signatures(((_("Calculated by"), ""), (_("Checked by"), "")))
