"""Chains of ownership and control, walked to their end: exact shares, circles, beneficial owners.

A share passes upwards through ownership, times the share that is stated, and whole through a
mandate: who acts for somebody holds for him. Control passes no share. A step that leads back into
the walk closes a circle: it is shown and not counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction

from asset_recovery.domain.ownership import (
    ChainLink,
    ChainNode,
    ChainParty,
    OwnershipChain,
    Tie,
    exact,
)

SAME = "same_person"
OWNING = frozenset({"ownership", "registered_owner", "owner", "nominee"})
LEADING = OWNING | {"control", "mandate"}
NEAR = frozenset({"family", "association"})
TITLES = ("registered_owner", "owner", "nominee")
STATED = "beneficial_owner"
PERSONS = frozenset({"natural", "unknown"})
ENDS = frozenset({"natural", "state"})
HALF = Fraction(1, 2)
WHOLE = Fraction(1)


@dataclass(slots=True)
class _Found:
    """What comes to a party of the chain."""

    share: Fraction = Fraction(0)
    votes: Fraction = Fraction(0)
    known: bool = False
    at_least: bool = False
    controls: bool = False
    level: int = 0
    why: dict[str, None] = field(default_factory=dict)


def chain_of(  # noqa: PLR0913 - what a chain is asked of
    of: ChainParty,
    ties: Iterable[Tie],
    parties: Mapping[str, ChainParty],
    *,
    on: date,
    threshold: Fraction,
    secrecy: frozenset[str] = frozenset(),
) -> OwnershipChain:
    """The chain above a party or an asset (of the kind "asset") on a day.

    `ties` may hold more than belongs to it; `threshold` is the share from which, reached or passed,
    an owner is a beneficial owner; `secrecy` holds the countries that are marked.
    """
    known = [tie for tie in ties if tie.in_force(on)]
    names = _same(known)
    walk = _Walk(of.reference, names, known)
    order = walk.order()
    found = _shares(of.reference, order, walk, names)
    _benefit(order, walk, found, parties, threshold)
    nodes = sorted(
        (
            _node(name, found[name], walk, parties, names, secrecy)
            for name in order
            if name != of.reference
        ),
        key=lambda node: (node.level, -Fraction(node.share or 0), node.reference),
    )
    ends = [node.reference for node in nodes if node.is_end and node.kind not in ENDS]
    return OwnershipChain(
        of=of.reference,
        kind=of.kind,
        name=of.name,
        on=on,
        threshold=exact(threshold) or "",
        nodes=tuple(nodes),
        links=tuple(_link(tie, names, closes) for tie, closes in walk.links),
        near=tuple(_near(known, names, {of.reference, *order})),
        circles=tuple(walk.circles),
        open_ends=tuple(ends),
        unexplained=exact(_unexplained(of, order, walk, found, parties)),
    )


def _same(ties: Sequence[Tie]) -> dict[str, str]:
    """Parties that a person found to be one are walked as one: the name that each goes by."""
    leads: dict[str, str] = {}

    def lead(name: str) -> str:
        while leads.get(name, name) != name:
            name = leads[name]
        return name

    for tie in ties:
        if tie.relation == SAME:
            one, other = sorted((lead(tie.holder), lead(tie.held)))
            leads[other] = one
    return {name: lead(name) for tie in ties for name in (tie.holder, tie.held)}


class _Walk:
    """The steps upwards from a root, depth first; steps that close a circle are told apart."""

    def __init__(self, root: str, names: Mapping[str, str], ties: Sequence[Tie]) -> None:
        self._root = names.get(root, root)
        self.names = names
        self._up: dict[str, list[tuple[str, Tie]]] = {}
        for tie in ties:
            if tie.relation in LEADING or tie.relation == STATED:
                below, above = (
                    (tie.holder, tie.held) if tie.relation == "mandate" else (tie.held, tie.holder)
                )
                step = (names.get(above, above), tie)
                self._up.setdefault(names.get(below, below), []).append(step)
        for steps in self._up.values():
            steps.sort(key=lambda step: (step[0], step[1].relation, step[1].since or date.min))
        self.links: list[tuple[Tie, bool]] = []
        self.circles: list[tuple[str, ...]] = []
        self.counted: dict[str, list[tuple[str, Tie]]] = {}

    def order(self) -> list[str]:
        """Every party above the root, and the root first: whoever is held before his holders."""
        open_, done, order = [self._root], set[str](), list[str]()
        waiting: list[Iterator[tuple[str, Tie]]] = [iter(self._up.get(self._root, ()))]
        while waiting:
            here = open_[-1]
            step = next(waiting[-1], None)
            if step is None:
                waiting.pop()
                done.add(open_.pop())
                order.append(here)
                continue
            above, tie = step
            closes = above in open_
            self.links.append((tie, closes))
            if closes:
                self.circles.append((*open_[open_.index(above) :], above))
                continue
            self.counted.setdefault(here, []).append(step)
            if above not in done:
                open_.append(above)
                waiting.append(iter(self._up.get(above, ())))
        return order[::-1]


def _shares(
    root: str, order: Sequence[str], walk: _Walk, names: Mapping[str, str]
) -> dict[str, _Found]:
    found = {name: _Found() for name in order}
    first = found[names.get(root, root)]
    first.share = first.votes = WHOLE
    first.known = first.controls = True
    for name in order:
        below = found[name]
        for above, tie in walk.counted.get(name, ()):
            _pass_on(below, found[above], tie)
    return found


def _pass_on(below: _Found, above: _Found, tie: Tie) -> None:
    above.level = max(above.level, below.level + 1)
    if tie.relation == STATED:
        above.why["stated"] = None
    if tie.relation == "mandate":
        above.share += below.share
        above.votes += below.votes
        above.known |= below.known
        above.controls |= below.controls
        above.why["mandate"] = None
    elif tie.relation in OWNING and tie.share is not None:
        above.share += below.share * tie.share
        above.known |= below.known
    elif tie.relation in OWNING:
        above.at_least = True
    votes = tie.votes if tie.votes is not None else tie.share
    if tie.relation in LEADING and tie.relation != "mandate" and votes is not None:
        above.votes += below.votes * votes
        above.known |= below.known
    above.at_least |= below.at_least
    leads = tie.relation == "control" or (votes is not None and votes > HALF)
    above.controls |= leads and below.controls and tie.relation in LEADING


def _benefit(
    order: Sequence[str],
    walk: _Walk,
    found: Mapping[str, _Found],
    parties: Mapping[str, ChainParty],
    threshold: Fraction,
) -> None:
    """Persons at an end of the chain benefit by their share, their votes, or their control."""
    for name in order[1:]:
        one = found[name]
        reasons = dict.fromkeys(
            reason
            for reason, holds in (
                ("share", one.share >= threshold and one.share > 0),
                ("votes", one.votes >= threshold and one.votes > one.share),
                ("control", one.controls and one.share <= HALF),
            )
            if holds
        )
        kind = parties[name].kind if name in parties else "unknown"
        is_end = not walk.counted.get(name)
        stated = "stated" in one.why
        through = "mandate" in one.why and (reasons or one.share > 0 or one.controls)
        one.why = (
            {**reasons, **(dict.fromkeys(["mandate"]) if through and reasons else {})}
            if is_end and kind in PERSONS
            else {}
        )
        if stated:
            one.why["stated"] = None


def _node(
    name: str,
    found: _Found,
    walk: _Walk,
    parties: Mapping[str, ChainParty],
    names: Mapping[str, str],
    secrecy: frozenset[str],
) -> ChainNode:
    party = parties.get(name) or ChainParty(reference=name, name=name, kind="unknown")
    return ChainNode(
        reference=name,
        name=party.name,
        kind=party.kind,
        level=found.level,
        country=party.country,
        gatekeeper=party.gatekeeper,
        is_pep=party.is_pep,
        in_secrecy_state=party.country in secrecy,
        share=exact(found.share) if found.known else None,
        votes=exact(found.votes) if found.known else None,
        at_least=found.at_least,
        controls=found.controls,
        is_end=not walk.counted.get(name),
        why=tuple(found.why),
        same_as=tuple(sorted(one for one, by in names.items() if by == name and one != name)),
    )


def _unexplained(
    of: ChainParty,
    order: Sequence[str],
    walk: _Walk,
    found: Mapping[str, _Found],
    parties: Mapping[str, ChainParty],
) -> Fraction | None:
    """The part of the whole of which no owner is on file; None where nothing is counted at all."""
    if not any(tie.relation in OWNING for tie, _closes in walk.links):
        return None
    rest = Fraction(0)
    for name in order:
        kind = of.kind if name == order[0] else parties[name].kind if name in parties else "unknown"
        steps = walk.counted.get(name, ())
        if kind in ENDS or any(tie.relation == "mandate" for _above, tie in steps):
            continue
        if kind == "unknown" and not steps:
            continue
        held = sum((tie.share or 0 for _a, tie in steps if tie.relation in OWNING), Fraction(0))
        rest += found[name].share * max(WHOLE - held, Fraction(0))
    return rest


def _link(tie: Tie, names: Mapping[str, str], closes: bool) -> ChainLink:
    return ChainLink(
        holder=names.get(tie.holder, tie.holder),
        held=names.get(tie.held, tie.held),
        relation=tie.relation,
        share=exact(tie.share),
        votes=exact(tie.votes),
        since=tie.since,
        until=tie.until,
        source=tie.source,
        confidence=tie.confidence,
        closes_circle=closes,
    )


def _near(ties: Sequence[Tie], names: Mapping[str, str], shown: set[str]) -> Iterator[ChainLink]:
    for tie in ties:
        if tie.relation in NEAR and {names[tie.holder], names[tie.held]} & shown:
            yield _link(tie, names, closes=False)


def titles_of(ties: Iterable[Tie]) -> list[Tie]:
    """The ties of parties to an asset that its chain begins with.

    The registered owners count, else the owners as stated, else nominees; a single one without a
    share holds the whole. Who is said to benefit is shown with them.
    """
    found = list(ties)
    for role in TITLES:
        own = [tie for tie in found if tie.relation == role]
        if not own:
            continue
        if len(own) == 1 and own[0].share is None:
            own = [_whole(own[0])]
        return [*own, *(tie for tie in found if tie.relation == STATED)]
    return [tie for tie in found if tie.relation == STATED]


def _whole(tie: Tie) -> Tie:
    return replace(tie, share=WHOLE)


def highest_sum(ties: Iterable[Tie], what: str = "share") -> Fraction:
    """The highest sum of shares (or votes) that hold on one and the same day."""
    known = [(tie, getattr(tie, what)) for tie in ties if getattr(tie, what) is not None]
    days = {tie.since or date.min for tie, _part in known}
    sums = (
        sum((part for tie, part in known if tie.in_force(day)), Fraction(0)) for day in sorted(days)
    )
    return max(sums, default=Fraction(0))
