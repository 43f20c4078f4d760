"""Which assets of a case came from which, and where what was earlier stands now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from asset_recovery.domain.actions.lineage_actions import MergeAssets, SplitAsset
from asset_recovery.domain.lineage_facts import LineageFacts
from asset_recovery.domain.money import Money
from asset_recovery.lifecycle.figures.splitting import split

if TYPE_CHECKING:
    from asset_recovery.persistence.repositories.case_stories import Told
    from asset_recovery.services.case_parts.case_desk import CaseDesk

When = tuple[date, int]


@dataclass(slots=True)
class Splitting:
    """An asset that was split: when, into what, by which weights, how, as the event says."""

    when: When
    children: tuple[str, ...]
    weights: tuple[Decimal, ...]
    method: str | None


@dataclass(slots=True)
class Merging:
    """An asset that was merged: when, into what, by which method."""

    when: When
    into: str
    method: str


@dataclass(slots=True)
class Lines:
    """The splits and mergers of a case that had happened at the moment of reading."""

    splits: dict[str, Splitting] = field(default_factory=dict)
    mergers: dict[str, Merging] = field(default_factory=dict)
    parents: dict[str, str] = field(default_factory=dict)

    def standing(self, name: str, when: When | None = None) -> Iterator[str]:
        """What stands for an asset now: itself, its parts, or what it was merged into.

        `when`: of what was said of it at that moment; None: whenever.
        """
        for one, _money in self.pieces(name, when, Money.zero("EUR")):
            yield one

    def pieces(self, name: str, when: When | None, amount: Money) -> Iterator[tuple[str, Money]]:
        """An amount said of an asset at a moment, by what stands for it now; sums exactly."""
        parted = self.splits.get(name)
        if parted is not None and (when is None or when <= parted.when):
            parts = split(amount, weights=parted.weights)
            for child, part in zip(parted.children, parts, strict=True):
                yield from self.pieces(child, parted.when, part)
            return
        merged = self.mergers.get(name)
        if merged is not None:
            yield from self.pieces(merged.into, merged.when, amount)
            return
        yield name, amount

    def ancestors(self, name: str) -> tuple[str, ...]:
        """Those from which an asset comes, the nearest first."""
        found: list[str] = []
        for one in [self.parents.get(name), *self.merged_into(name)]:
            if one is not None and one not in found:
                found += [one, *self.ancestors(one)]
        return tuple(dict.fromkeys(found))

    def merged_into(self, name: str) -> list[str]:
        """The assets that were merged into this one."""
        return [source for source, merger in self.mergers.items() if merger.into == name]


def lines_of(desk: CaseDesk) -> Lines:
    """The splits and mergers among the assets of a case."""
    found = Lines()
    for one in desk.done("split_asset"):
        _splits(found, one)
    for one in desk.done("merge_assets"):
        assert isinstance(one.command, MergeAssets)
        for name, facts in one.by_asset.items():
            if isinstance(facts.get("merged_into"), str):
                merger = Merging(_when(one), str(facts["merged_into"]), one.command.method)
                found.mergers[name] = merger
    return found


def _splits(found: Lines, one: Told) -> None:
    command = one.command
    assert isinstance(command, SplitAsset)
    children: Mapping[str, Mapping[str, object]] = {
        name: facts for name, facts in one.by_asset.items() if "child" in facts
    }
    ordered = sorted(children, key=lambda name: int(str(children[name]["place"])))
    weights = next(iter(children.values()))["weights"] if children else []
    assert isinstance(weights, list)
    found.splits[command.asset] = Splitting(
        _when(one), tuple(ordered), tuple(Decimal(weight) for weight in weights), command.method
    )
    for name in ordered:
        found.parents[name] = command.asset


def _when(one: Told) -> When:
    return one.on, int(one.row["seq"])


def lineage_facts(desk: CaseDesk, name: str) -> tuple[LineageFacts, ...]:
    """From what an asset came and what became of it, one line each."""
    lines = desk.lines
    if not lines.splits and not lines.mergers:
        return ()
    found = []
    parent = lines.parents.get(name)
    if parent is not None:
        place = lines.splits[parent].children.index(name)
        found.append(_of_split(lines.splits[parent], "part_of", parent, place))
    found += [
        LineageFacts(how="merged_from", asset=source, on=merger.when[0], method=merger.method)
        for source, merger in lines.mergers.items()
        if merger.into == name
    ]
    parted = lines.splits.get(name)
    if parted is not None:
        found += [
            _of_split(parted, "split_into", child, place)
            for place, child in enumerate(parted.children)
        ]
    merger_here = lines.mergers.get(name)
    if merger_here is not None:
        found.append(
            LineageFacts(
                how="merged_into",
                asset=merger_here.into,
                on=merger_here.when[0],
                method=merger_here.method,
            )
        )
    return tuple(found)


def _of_split(parted: Splitting, how: str, other: str, place: int) -> LineageFacts:
    share = parted.weights[place] / sum(parted.weights)
    rounded = share.quantize(Decimal("0.0001"), ROUND_HALF_UP)
    exact = share if share == rounded else rounded
    return LineageFacts(
        how=how,
        asset=other,
        on=parted.when[0],
        method=parted.method,
        share=f"{exact.normalize():f}",
    )
