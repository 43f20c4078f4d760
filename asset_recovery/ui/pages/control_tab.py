"""Who owns, holds and controls, to the end: the chart with its table beside it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from asset_recovery.domain.case_file import CaseFile
from asset_recovery.domain.ownership import OwnershipChain, percent
from asset_recovery.i18n import _
from asset_recovery.ui import words
from asset_recovery.ui.models import people_columns
from asset_recovery.ui.pages.record_page import list_card
from asset_recovery.ui.widgets.card import Card
from asset_recovery.ui.widgets.control_chart import ControlChart
from asset_recovery.ui.widgets.plain import label


def chain_in(file: CaseFile, reference: str) -> OwnershipChain | None:
    """The chain above a record of the case, if more than its owner is on file."""
    return next((chain for chain in file.chains if chain.of == reference), None)


def control_cards(
    chain: OwnershipChain | None, opened: Callable[[str], object], *more: QWidget
) -> list[QWidget]:
    """The chart, who stands in it, and the statements that it is made of."""
    card = Card(_("Who owns and controls it in the end"))
    card.head.addStretch(1)
    for widget in more:
        card.head.addWidget(widget)
    if chain is None:
        card.add(label(_("No relation of its owners to others is on file."), "second"))
        return [card]
    chart = ControlChart(chain)
    chart.opened.connect(opened)
    card.add(chart)
    for sentence in remarks(chain):
        card.add(label(words.visible(sentence), "small", wrap=True))
    return [
        card,
        list_card(
            _("Level by level"), people_columns.NODES, chain.nodes,
            lambda node: opened(node.reference),
        ),
        list_card(_("What it rests on"), people_columns.LINKS, chain.links),
        *(
            [list_card(_("Family and associates of the chain"), people_columns.LINKS, chain.near)]
            if chain.near
            else []
        ),
    ]  # fmt: skip


def remarks(chain: OwnershipChain) -> list[str]:
    """What a reader must know of the chart: who benefits, circles, open ends."""
    names = {node.reference: node.name for node in chain.nodes} | {chain.of: chain.name}
    owners = [
        f"{node.name} ({percent(node.share)})" if node.share else node.name
        for node in chain.beneficial_owners
    ]
    said = [
        _("Beneficial owners from {share} on: {names}.").format(
            share=percent(chain.threshold), names=", ".join(owners) or _("none is known")
        )
    ]
    for circle in chain.circles:
        way = " ← ".join(names.get(one, one) for one in circle)
        said.append(_("Circle, shown and not counted: {names}.").format(names=way))
    if chain.open_ends:
        ends = ", ".join(names.get(one, one) for one in chain.open_ends)
        said.append(_("No owner is on file of: {names}.").format(names=ends))
    if chain.unexplained not in {None, "0"}:
        share = percent(chain.unexplained)
        said.append(_("{share} of the whole leads to nobody known.").format(share=share))
    return said
