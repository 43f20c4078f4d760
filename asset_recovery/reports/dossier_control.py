"""Who owns, holds and controls in the end: charts and tables of the parties' section."""

from __future__ import annotations

from asset_recovery.domain.ownership import OwnershipChain, percent
from asset_recovery.domain.ownership_chart import chart_of, effective, why_text
from asset_recovery.reports.diagram import fits
from asset_recovery.reports.dossier_desk import DASH, Desk
from asset_recovery.reports.paper import Block, Diagram, Text

MOST_CHARTS = 12


def control(desk: Desk) -> list[Block]:
    """The chain above each company of the case, to its end, with who benefits."""
    _ = desk.say
    chains = [one for one in desk.file.chains if one.kind != "asset"]
    blocks: list[Block] = []
    for place, chain in enumerate(chains):
        title = _("Who owns and controls {name}").format(name=f"{chain.name} ({chain.of})")
        chart = chart_of(chain, say=_)
        if place < MOST_CHARTS and fits(chart):
            blocks.append(Diagram(chart, title))
            title = ""
        blocks += [_table(desk, chain, title), *_remarks(desk, chain)]
    return blocks


def _table(desk: Desk, chain: OwnershipChain, title: str) -> Block:
    _ = desk.say
    return desk.table(
        "control",
        (
            ("level", _("Level"), 0.7, "right"),
            ("party", _("Party"), 3),
            ("country", _("Country"), 0.9),
            ("share", _("Share in the end"), 1.5, "right"),
            ("votes", _("Votes"), 1, "right"),
            ("benefits", _("Beneficial owner"), 2.4),
        ),
        [
            (
                str(node.level),
                f"{node.name}\n{', '.join((node.reference, *node.same_as))}",
                node.country or DASH,
                effective(node, _) or DASH,
                percent(node.votes) or DASH,
                why_text(node, _) or DASH,
            )
            for node in chain.nodes
        ],
        title=title,
    )


def _remarks(desk: Desk, chain: OwnershipChain) -> list[Block]:
    _ = desk.say
    names = {node.reference: node.name for node in chain.nodes} | {chain.of: chain.name}
    said = [
        _("Circle, shown and not counted: {names}.").format(
            names=" ← ".join(names.get(one, one) for one in circle)
        )
        for circle in chain.circles
    ]
    if chain.open_ends:
        ends = ", ".join(names.get(one, one) for one in chain.open_ends)
        said.append(_("No owner is on file of: {names}.").format(names=ends))
    if chain.unexplained not in (None, "0"):
        said.append(
            _("{share} of the whole leads to nobody known.").format(
                share=percent(chain.unexplained)
            )
        )
    said.append(
        _("A beneficial owner holds {share} or more in the end, or controls otherwise.").format(
            share=percent(chain.threshold)
        )
    )
    return [Text(" ".join(said), "small")]
