"""PREVIEW: a request of 20 pages refreshed while somebody types, beside the canvas alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count

from asset_recovery.cli.bench.ground import Ground
from asset_recovery.cli.bench.measuring import MET, MISSED, Outcome, interleaved, within
from asset_recovery.cli.bench.row_case import PURPOSE

PAGES, MOST, LEAST = 20, 300.0, 0.5  # pages, milliseconds, share of the canvas's rate
_PARAGRAPH = (
    "Between March 2021 and November 2024 funds of the Port Authority were paid to Halcyon Marine "
    "Ltd under consultancy contracts for which no service was rendered; the payments followed "
    "within two days to an account abroad and from there to persons who hold for somebody else. "
) * 3
_PAGE = re.compile(rb"/Type\s*/Page\b(?!s)")


def measure(ground: Ground) -> Iterator[Outcome]:
    """From reading to PDF bytes: with the case at hand, and with the case read anew."""
    from asset_recovery.reports.bare_rows import BareRows  # noqa: PLC0415 - loads ReportLab
    from asset_recovery.reports.paper import Column, Table  # noqa: PLC0415
    from asset_recovery.services.request_preview import RequestPreviews  # noqa: PLC0415

    request = _drafted(ground)
    previews = RequestPreviews(ground.office)
    turn = count()

    def refreshed(pages: int = 0) -> bytes:
        """Another word was typed into the facts; the rest of the request is as it was."""
        text = [_PARAGRAPH] * pages + [f"The last word typed is {next(turn)}."]
        found = previews.preview(
            request, {"facts_summary": "\n\n".join(text)}, ground.actor, purpose=PURPOSE
        )
        return b"" if found.paper is None else found.paper.data

    paragraphs = 1
    while len(_PAGE.findall(refreshed(paragraphs))) < PAGES:
        paragraphs += 4
    made = len(_PAGE.findall(refreshed(paragraphs)))
    bare = BareRows(Table((Column(""),), ((_PARAGRAPH,),) * paragraphs))

    def anew() -> bytes:
        previews.forget()
        return refreshed(paragraphs)

    warm, cold, limit = interleaved(ground.rounds, lambda: refreshed(paragraphs), anew, bare.draw)
    what = f"a draft of {made} pages, refreshed while typing"
    rate, most = made / warm * 1_000, bare.pages / limit * 1_000
    yield Outcome(
        "PREVIEW", what, "canvas, the same text", rate, "pages/s", f"≥ {LEAST}×",
        MET if rate / most >= LEAST else MISSED, most, rate / most,
    )  # fmt: skip
    yield within("PREVIEW", what, warm, MOST)
    yield within("PREVIEW", f"the same with the case read anew ({made} pages)", cold, MOST)


def _drafted(ground: Ground) -> str:
    """A request in the usual case of the bench; the one of an earlier run is used again."""
    from asset_recovery.services.show_service import ShowService  # noqa: PLC0415

    case = ground.made.typical
    file = ShowService(ground.office).case_file(case, ground.actor, purpose=PURPOSE)
    known = next((one.reference for one in file.requests if not one.is_inbound), "")
    if known:
        return known
    result = ground.office.actions.give(
        ground.actor,
        {
            "action": "draft_request", "case": case, "form": "MLA-01", "to_country": "CH",
            "kinds": ["AR-T"], "assets": [one.reference for one in file.assets[:5]],
        },
    )  # fmt: skip
    if not result.ok:
        raise RuntimeError("; ".join(reason.text for reason in result.reasons))
    return next(reference for kind, reference in result.made if kind == "request")
