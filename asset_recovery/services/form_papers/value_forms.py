"""OPS-06, OPS-07 and the calculation sheet of an asset."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from asset_recovery.domain.actions.sale_actions import ProposeInterlocutorySale
from asset_recovery.domain.actions.value_actions import (
    DraftSaleMotion,
    InstructValuation,
    RecordValuation,
)
from asset_recovery.domain.case_file import AssetFacts
from asset_recovery.domain.errors import NotFound, Reason, RuleViolation
from asset_recovery.domain.money import Money
from asset_recovery.domain.value_facts import Worth
from asset_recovery.i18n import N_, _
from asset_recovery.lifecycle.keep_or_sell import plan_of
from asset_recovery.services.case_parts.case_desk import AssetCase, CaseDesk, open_desk
from asset_recovery.services.case_parts.worth import obstacles_to_motion, worth_of
from asset_recovery.services.form_papers.form_paper import FormPaper, PaperAsk

if TYPE_CHECKING:
    from asset_recovery.persistence.repositories.case_stories import Told
    from asset_recovery.reports.paper import Paper


def _opened(ask: PaperAsk) -> tuple[CaseDesk, AssetCase, AssetFacts, Worth]:
    desk = open_desk(ask.sight.reading, ask.sight.own_case, with_journal=False, about=ask.reference)
    asset = desk.by_reference.get(ask.reference)
    facts = next((one for one in ask.file.assets if one.reference == ask.reference), None)
    if asset is None or facts is None:
        text = _("The asset {asset} was not yet on file then.").format(asset=ask.reference)
        raise NotFound(Reason("not_found", text, field="reference"))
    return desk, asset, facts, worth_of(desk, asset)


def _told(desk: CaseDesk, asset: AssetCase, action: str, wanted: str, kind: str) -> Told | None:
    """The event wanted by its reference, else the last one of the asset; None: there is none."""
    known = [one for one in desk.done(action) if asset.reference in one.assets]
    if not wanted:
        return known[-1] if known else None
    for one in known:
        if one.row["reference"] == wanted:
            return one
    text = _("There is no {kind} {reference}.").format(kind=kind, reference=wanted)
    raise NotFound(Reason("not_found", text, field=kind))


def valuation(ask: PaperAsk) -> Paper:
    """OPS-06: the report named (or the last), with its instruction; else the instruction alone."""
    from asset_recovery.reports.valuation_paper import (  # noqa: PLC0415
        Valuation,
        compose_valuation,
    )

    desk, asset, facts, worth = _opened(ask)
    asked = ask.options.get("instruction", "")
    report = None
    if not asked or ask.options.get("valuation"):
        wanted = ask.options.get("valuation", "")
        report = _told(desk, asset, "record_valuation", wanted, "valuation")
    command = report.command if report else None
    assert command is None or isinstance(command, RecordValuation)
    asked = asked or (command.instruction or "" if command else "")
    told = None
    if asked or report is None:
        told = _told(desk, asset, "instruct_valuation", asked, "instruction")
    if report is None and told is None:
        text = _("Neither an instruction nor a valuation of this asset is on file.")
        raise RuleViolation(Reason("no_valuation", text, "instruct_valuation"))
    base, rates = _in_base(desk, command)
    given = told.command if told else None
    assert given is None or isinstance(given, InstructValuation)
    number = None if report is None else str(report.row["reference"])
    paper = Valuation(
        asset=facts,
        worth=worth,
        instruction=next(
            (one for one in worth.instructions
             if told is not None and one.reference == told.row["reference"]), None),
        asked=given,
        point=next((one for one in worth.points if one.reference == number), None),
        report=command.for_asset(asset.reference) if command and command.rows else command,
        base=base,
        rates=rates,
    )  # fmt: skip
    return compose_valuation(ask.file, paper, ask.profile, ask.language, ask.translate)


def _in_base(desk: CaseDesk, command: RecordValuation | None) -> tuple[str, tuple[str, ...]]:
    """The value in the office's currency, and the rates with day and source that made it."""
    base = desk.reading.base_currency
    if command is None:
        return "", ()
    if command.value.currency == base:
        return command.value.display(), ()
    from asset_recovery.services.explained.explaining import Explaining  # noqa: PLC0415

    noted = Explaining(desk)
    worth: Money | None = noted.convert(command.value, base, command.on)
    if worth is None:
        return "", (_("no rate on file"),)
    told = [
        _("1 {source} = {rate} {target}, {day}, {origin}").format(
            source=one["from"], rate=one["rate"], target=one["to"], day=one["on"],
            origin=one["source"],
        )
        for one in noted.rates
    ]  # fmt: skip
    return worth.display(), tuple(told)


def calculation(ask: PaperAsk) -> Paper:
    """The calculation sheet as the file stands."""
    from asset_recovery.reports.keep_or_sell_paper import compose_calculation  # noqa: PLC0415

    _desk, _asset, facts, worth = _opened(ask)
    return compose_calculation(ask.file, facts, worth, ask.profile, ask.language, ask.translate)


def motion(ask: PaperAsk) -> Paper:
    """OPS-07 as drafted last (or as named); from the file alone where nobody drafted it."""
    from asset_recovery.reports.sale_motion_paper import Motion, compose_motion  # noqa: PLC0415

    desk, asset, facts, worth = _opened(ask)
    told = _told(desk, asset, "draft_sale_motion", ask.options.get("motion", ""), "motion")
    said = told.command if told else None
    assert said is None or isinstance(said, DraftSaleMotion)
    known = next((one for one in worth.motions if told and one.reference == told.row["reference"]),
                 None)  # fmt: skip
    proposals = list(_proposals(asset))
    plan = plan_of(asset.position)
    counting = [one for one in worth.points if one.counts]
    paper = Motion(
        asset=facts,
        worth=worth,
        known=known,
        said=said,
        counting=counting[-1] if counting else None,
        grounds=proposals[-1].grounds if proposals else _proposed(ask, facts),
        replaceable=proposals[-1].replaceable if proposals else None,
        urgent=proposals[-1].urgent_reason if proposals else None,
        evidence_held=asset.position.evidence_held,
        alternatives=plan.alternatives if plan else None,
        obstacles=obstacles_to_motion(desk, asset),
    )
    return compose_motion(ask.file, paper, ask.profile, ask.language, ask.translate)


def _proposed(ask: PaperAsk, asset: AssetFacts) -> tuple[str, ...]:
    """The grounds of a sale that is proposed and waits for its approval."""
    found = [one.grounds for one in ask.file.sales if one.asset == asset.reference and one.grounds]
    return found[-1] if found else ()


def _proposals(asset: AssetCase) -> Iterator[ProposeInterlocutorySale]:
    for one in asset.position.happened.get("propose_interlocutory_sale", ()):
        if isinstance(one.command, ProposeInterlocutorySale):
            yield one.command


FORMS = (
    FormPaper(
        form="OPS-06",
        title=N_("Valuation: instruction and report"),
        kinds=("asset",),
        compose=valuation,
        options=("instruction", "valuation"),
        word=True,
    ),
    FormPaper(
        form="OPS-07",
        title=N_("Motion for interlocutory sale"),
        kinds=("asset",),
        compose=motion,
        options=("motion",),
        word=True,
    ),
    FormPaper(
        form="PRT-06",
        title=N_("Keep or sell: calculation sheet"),
        kinds=("asset",),
        compose=calculation,
    ),
)
