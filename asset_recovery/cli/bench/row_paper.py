"""P11 and P12: schedules and dossiers as PDF, beside the canvas drawing the same rows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from asset_recovery.cli.bench.ground import Ground
from asset_recovery.cli.bench.measuring import MET, MISSED, Outcome, interleaved
from asset_recovery.cli.bench.row_case import PURPOSE
from asset_recovery.domain.case_file import AssetFacts, CaseFile
from asset_recovery.services.show_service import ShowService

if TYPE_CHECKING:
    from asset_recovery.reports.dossier_profile import Profile
    from asset_recovery.reports.paper import Paper, Table

SCHEDULES = (1_000, 2_400)
DOSSIERS = (5, 50, 200)  # pages, about
_EXTRACT_PAGES, _EXTRACT = 10, frozenset(("parties", "assets", "orders"))
_STEPS = 256
_GROWING = (
    "assets", "custody", "custody_files", "quantity_files", "postings", "deadlines", "valuations",
    "events", "journal",
)  # fmt: skip
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
    """The whole dossier in two sizes, an extract of a few pages before them."""
    from asset_recovery.reports.bare_rows import BareRows  # noqa: PLC0415 - loads ReportLab
    from asset_recovery.reports.case_dossier_content import compose_dossier  # noqa: PLC0415
    from asset_recovery.reports.dossier_profile import profile  # noqa: PLC0415
    from asset_recovery.reports.render import render  # noqa: PLC0415

    whole, file = profile("full"), _case(ground)
    rates = []
    for pages in DOSSIERS if ground.rounds > 1 else (5,):
        shown = replace(whole, sections=_EXTRACT) if pages <= _EXTRACT_PAGES else whole

        def made(wanted: CaseFile, shown: Profile = shown) -> bytes:
            return render(compose_dossier(wanted, shown, "en", str))

        wanted = _of_pages(file, pages, made)
        bare = BareRows(*_tables(compose_dossier(wanted, shown, "en", str)))
        outcome = _rates(
            "P12", f"dossier, about {pages} pages", partial(made, wanted), bare, ground.rounds, 0.6
        )
        rates.append(outcome.figure)
        yield outcome
    if len(rates) > 1:
        kept = rates[-1] / rates[0]
        yield Outcome(
            "P12", "pages a second, the longest", "the shortest", rates[-1], "pages/s", "≥ 0.9×",
            MET if kept >= 0.9 else MISSED, rates[0], kept,
        )  # fmt: skip


def _of_pages(file: CaseFile, pages: int, made: Callable[[CaseFile], bytes]) -> CaseFile:
    """As much of the case as makes a dossier of about so many pages."""
    least, most = 0, _STEPS
    while most - least > 1:
        middle = (least + most) // 2
        if len(_PAGE.findall(made(_share(file, middle)))) > pages:
            most = middle
        else:
            least = middle
    return _share(file, least)


def _share(file: CaseFile, steps: int) -> CaseFile:
    """The case with a share of everything that grows, at least one of each."""
    cut = {name: getattr(file, name) for name in _GROWING}
    return replace(
        file,
        **{name: found[: max(1, len(found) * steps // _STEPS)] for name, found in cut.items()},
    )


def _tables(paper: Paper) -> Iterator[Table]:
    """Every row of a paper: those of its tables, its facts as tables of two columns."""
    from asset_recovery.reports.paper import Column, Facts, Table  # noqa: PLC0415 - as above

    for section in paper.sections:
        for block in section.blocks:
            if isinstance(block, Table):
                yield block
            elif isinstance(block, Facts):
                yield Table((Column("", 3), Column("", 7)), block.rows)


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
