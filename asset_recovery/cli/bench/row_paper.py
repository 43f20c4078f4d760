"""P11 and P12: schedules and dossiers as PDF, beside the canvas drawing the same rows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from asset_recovery.cli.bench.ground import Ground
from asset_recovery.cli.bench.measuring import MET, MISSED, Outcome, interleaved
from asset_recovery.cli.bench.row_case import PURPOSE
from asset_recovery.domain.case_file import AssetFacts, CaseFile
from asset_recovery.services.show_service import ShowService

SCHEDULES = (1_000, 2_400)
DOSSIERS = (5, 50, 200)  # pages, about
_ASSETS_A_PAGE = 2.2
_PAGE = re.compile(rb"/Type\s*/Page\b(?!s)")


def measure_schedules(ground: Ground) -> Iterator[Outcome]:
    """The schedule of assets, as it is printed as an annex."""
    from asset_recovery.reports.asset_schedule_content import (  # noqa: PLC0415 - loads ReportLab
        compose_asset_schedule,
    )
    from asset_recovery.reports.bare_rows import BareRows  # noqa: PLC0415
    from asset_recovery.reports.dossier_profile import profile  # noqa: PLC0415
    from asset_recovery.reports.paper import Table  # noqa: PLC0415
    from asset_recovery.reports.render import render  # noqa: PLC0415

    file = _case(ground)
    for assets in SCHEDULES if ground.rounds > 1 else (50,):
        wanted = _with(file, assets)
        paper = compose_asset_schedule(wanted, profile("full"), "en", str)
        table = next(block for block in paper.sections[0].blocks if isinstance(block, Table))
        bare = BareRows(table)

        def ours(wanted: CaseFile = wanted) -> bytes:
            return render(compose_asset_schedule(wanted, profile("full"), "en", str))

        yield _rates("P11", f"schedule of {assets} assets", ours, bare, ground.rounds, 0.9)


def measure_dossiers(ground: Ground) -> Iterator[Outcome]:
    """The whole dossier in three sizes."""
    from asset_recovery.reports.bare_rows import BareRows  # noqa: PLC0415 - loads ReportLab
    from asset_recovery.reports.case_dossier_content import compose_dossier  # noqa: PLC0415
    from asset_recovery.reports.dossier_profile import profile  # noqa: PLC0415
    from asset_recovery.reports.paper import Table  # noqa: PLC0415
    from asset_recovery.reports.render import render  # noqa: PLC0415

    file = _case(ground)
    rates = []
    for pages in DOSSIERS if ground.rounds > 1 else (5,):
        wanted = _with(file, max(1, int(pages * _ASSETS_A_PAGE)))
        paper = compose_dossier(wanted, profile("full"), "en", str)
        tables = [
            block
            for section in paper.sections
            for block in section.blocks
            if isinstance(block, Table) and block.rows
        ]
        bare = BareRows(max(tables, key=lambda table: len(table.rows) * len(table.columns)))

        def ours(wanted: CaseFile = wanted) -> bytes:
            return render(compose_dossier(wanted, profile("full"), "en", str))

        made = _rates("P12", f"dossier, about {pages} pages", ours, bare, ground.rounds, 0.6)
        rates.append(made.figure)
        yield made
    if len(rates) > 1:
        kept = rates[-1] / rates[0]
        yield Outcome(
            "P12", "pages a second, the longest", "the shortest", rates[-1], "pages/s", "≥ 0.9×",
            MET if kept >= 0.9 else MISSED, rates[0], kept,
        )  # fmt: skip


def _rates(  # noqa: PLR0913, PLR0917 - what is printed and what is asked of it
    row: str, what: str, ours: Callable[[], bytes], bare: object, rounds: int, least: float
) -> Outcome:
    pages = len(_PAGE.findall(ours()))
    figures = interleaved(rounds, ours, bare.draw)  # type: ignore[attr-defined]
    rate, limit = pages / figures[0] * 1_000, bare.pages / figures[1] * 1_000  # type: ignore[attr-defined]
    verdict = MET if rate / limit >= least else MISSED
    return Outcome(
        row, f"{what} ({pages} pages)", "canvas, the same rows", rate, "pages/s", f"≥ {least}×",
        verdict, limit, rate / limit,
    )  # fmt: skip


def _case(ground: Ground) -> CaseFile:
    return ShowService(ground.office).case_file(ground.made.huge, ground.actor, purpose=PURPOSE)


def _with(file: CaseFile, assets: int) -> CaseFile:
    """The case with so many assets, repeated under numbers of their own; no longer journal."""
    found: list[AssetFacts] = []
    while len(found) < assets:
        for asset in file.assets[: assets - len(found)]:
            number = len(found) + 1
            found.append(replace(asset, number=number, reference=f"{asset.reference}/{number}"))
    few = len(found) / max(1, len(file.assets))
    events = file.events[: int(len(file.events) * few) + 1]
    return replace(file, assets=tuple(found), journal=file.journal[:20], events=events)
