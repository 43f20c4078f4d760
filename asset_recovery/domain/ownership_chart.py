"""Where the boxes of a chart of control stand: owners above what they hold, level by level."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from asset_recovery.domain.ownership import ChainNode, OwnershipChain, percent
from asset_recovery.i18n import N_, _

Say = Callable[[str], str]
MIDDLE = Fraction(1, 2)
_RELATIONS = {
    "control": N_("controls"),
    "mandate": N_("acts for"),
    "registered_owner": N_("registered owner"),
    "owner": N_("owner as stated"),
    "nominee": N_("nominee"),
    "beneficial_owner": N_("said to benefit"),
    "ownership": N_("share not stated"),
}
_WHY = {
    "share": N_("by its share"),
    "votes": N_("by its votes"),
    "control": N_("by control"),
    "mandate": N_("through an agent"),
    "stated": N_("as stated"),
}


@dataclass(frozen=True, slots=True)
class Box:
    """A box of the chart: `row` counts from the top, `centre` lies in 0 … 1 of the width.

    `tone` is root, benefits, open (no owner on file), marked (secrecy jurisdiction) or plain.
    """

    reference: str
    row: int
    centre: Fraction
    title: str
    detail: str
    tone: str


@dataclass(frozen=True, slots=True)
class Edge:
    """A line from a holder's box down to the box of what is held; places in the list of boxes."""

    holder: int
    held: int
    text: str
    is_circle: bool


@dataclass(frozen=True, slots=True)
class Chart:
    """Boxes and lines; `rows` is how many rows there are."""

    boxes: tuple[Box, ...]
    edges: tuple[Edge, ...]
    rows: int


def chart_of(chain: OwnershipChain, most: int = 4, say: Say = _) -> Chart:
    """The chart of a chain, at most `most` boxes in a row: a longer level takes several rows.

    `say` turns the words into the language of the screen or the paper.
    """
    above: dict[str, Fraction] = {chain.of: MIDDLE}
    rows: list[list[ChainNode]] = []
    levels = sorted({node.level for node in chain.nodes})
    for level in levels:
        own = [node for node in chain.nodes if node.level == level]
        own.sort(key=lambda node: (_pull(node, chain, above), node.reference))
        for start in range(0, len(own), most):
            part = own[start : start + most]
            rows.append(part)
            above |= {n.reference: Fraction(2 * at + 1, 2 * len(part)) for at, n in enumerate(part)}
    last = len(rows)
    boxes = [Box(chain.of, last, MIDDLE, chain.name, chain.of, "root")]
    for place, part in enumerate(rows):
        for node in part:
            centre = above[node.reference]
            boxes.append(_box(node, chain, last - 1 - place, centre, say))
    places = {box.reference: at for at, box in enumerate(boxes)}
    edges = []
    for one in chain.links:
        up, down = (one.held, one.holder) if one.relation == "mandate" else (one.holder, one.held)
        if up in places and down in places:
            text = edge_text(one.relation, one.share, one.votes, say)
            edges.append(Edge(places[up], places[down], text, one.closes_circle))
    return Chart(tuple(boxes), tuple(edges), last + 1)


def _pull(node: ChainNode, chain: OwnershipChain, above: dict[str, Fraction]) -> Fraction:
    """Where the boxes that a party holds stand, on average: its own stands near them."""
    held = [
        above[other]
        for one in chain.links
        for own, other in ((one.holder, one.held), (one.held, one.holder))
        if own == node.reference and other in above
    ]
    return sum(held, Fraction(0)) / len(held) if held else MIDDLE


def _box(node: ChainNode, chain: OwnershipChain, row: int, centre: Fraction, say: Say) -> Box:
    tone = "plain"
    if node.is_beneficial_owner:
        tone = "benefits"
    elif node.reference in chain.open_ends:
        tone = "open"
    elif node.in_secrecy_state:
        tone = "marked"
    return Box(node.reference, row, centre, node.name, node_text(node, say), tone)


def node_text(node: ChainNode, say: Say = _) -> str:
    """What stands under the name: share in the end, country, marks."""
    parts = [effective(node, say)]
    if node.country:
        parts.append(node.country + (" ⚑" if node.in_secrecy_state else ""))
    if node.gatekeeper:
        parts.append(node.gatekeeper)
    if node.is_pep:
        parts.append(say(N_("holds public office")))
    return " · ".join(part for part in parts if part)


def effective(node: ChainNode, say: Say = _) -> str:
    """The effective share in words; empty where no share leads there."""
    text = percent(node.share)
    if text is None:
        return say(N_("share not known")) if node.at_least else ""
    return say(N_("at least {share}")).format(share=text) if node.at_least else text


def edge_text(relation: str, share: str | None, votes: str | None, say: Say = _) -> str:
    """What stands at a line: the share, else the relation; votes where they differ."""
    said = percent(share) or say(_RELATIONS.get(relation, relation.replace("_", " ")))
    if votes is not None and votes != share:
        said += say(N_(", votes {votes}")).format(votes=percent(votes))
    return said


def why_text(node: ChainNode, say: Say = _) -> str:
    """Why a party is a beneficial owner, in words."""
    return ", ".join(say(_WHY[one]) for one in node.why)
