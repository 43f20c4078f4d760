"""Assets that stand in several cases: shown in each, their costs divided by the key of the day.

An asset is kept, valued and counted in the case in which it was registered; a case to which it is
linked shows it with its own part of the costs. Who must not know of a case does not see that an
asset is linked to it: the links and entries of such cases are left out before anything is read.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from asset_recovery.domain.actions.asset_actions import LinkAssetToCase
from asset_recovery.domain.case_file import (
    AssetFacts,
    CustodyFacts,
    PostingFacts,
    ValuationFacts,
)
from asset_recovery.domain.lineage_facts import CaseShare
from asset_recovery.domain.money import Money
from asset_recovery.lifecycle.figures.splitting import split

if TYPE_CHECKING:
    from asset_recovery.services.case_parts.case_desk import CaseDesk

When = tuple[object, int]


@dataclass(frozen=True, slots=True)
class Linked:
    """An asset of another case that is linked to this one: the desk of its case, and its number."""

    desk: CaseDesk
    asset: str
    number: int


def links_of(desk: CaseDesk, name: str, when: When | None = None) -> dict[str, Decimal | None]:
    """The cases to which an asset is linked, with their shares of the costs, the earliest first.

    `when`: by the key in force at that moment (day and entry); the first key for what was earlier.
    """
    found: dict[str, Decimal | None] = {}
    if not desk.links:
        return found
    names = {name, *desk.lines.ancestors(name)}
    for one in desk.links:
        if not names & set(one.assets):
            continue
        assert isinstance(one.command, LinkAssetToCase)
        case = one.command.case
        later = when is not None and (one.on, int(one.row["seq"])) > when
        if not later or found.get(case) is None:
            found[case] = one.command.cost_share
    return found


def case_shares(desk: CaseDesk, name: str) -> tuple[CaseShare, ...]:
    """The cases of an asset with their shares of the costs; nothing where it has one alone."""
    links = links_of(desk, name)
    if not links:
        return ()
    known = [share for share in links.values() if share is not None]
    own = None if len(known) < len(links) else 1 - sum(known, Decimal(0))
    home = str(desk.case["reference"])
    rows = [CaseShare(case=home, share=_text(own), is_home=True)]
    return (*rows, *(CaseShare(case=case, share=_text(share)) for case, share in links.items()))


def _text(share: Decimal | None) -> str | None:
    return None if share is None else f"{share.normalize():f}"


def cost_part(desk: CaseDesk, name: str, when: When, amount: Money, case: str) -> Money:
    """What of a cost of the asset a case bears; the parts of all its cases add up to it.

    Without a key the case in which the asset was registered bears it all.
    """
    home = str(desk.case["reference"])
    links = {key: share for key, share in links_of(desk, name, when).items() if share is not None}
    if not links:
        return amount if case == home else Money.zero(amount.currency)
    own = 1 - sum(links.values(), Decimal(0))
    parts = split(amount, shares=[own, *links.values()])
    names = [home, *links]
    return parts[names.index(case)] if case in names else Money.zero(amount.currency)


def linked_assets(desk: CaseDesk) -> Iterator[AssetFacts]:
    """The assets of other cases that are linked to this one; they count in their own."""
    from asset_recovery.services.case_parts.assets import asset_facts  # noqa: PLC0415 - mutual

    for one in desk.linked:
        for facts in asset_facts(one.desk):
            if facts.reference == one.asset:
                home = str(one.desk.case["reference"])
                base = None
                if facts.value is not None and facts.valued_on is not None:
                    base = desk.convert(facts.value, facts.valued_on)
                yield replace(facts, number=one.number, home_case=home, base_value=base)


def linked_postings(desk: CaseDesk) -> Iterator[PostingFacts]:
    """This case's parts of the costs of assets of other cases."""
    from asset_recovery.services.case_parts.money import posting_lines  # noqa: PLC0415 - mutual

    for one in desk.linked:
        for line in posting_lines(one.desk, str(desk.case["reference"])):
            if line.asset == one.asset and line.direction == "cost":
                yield replace(line, base_amount=desk.convert(line.amount, line.on))


def linked_valuations(desk: CaseDesk) -> Iterator[ValuationFacts]:
    """The valuations of linked assets."""
    from asset_recovery.services.case_parts.assets import valuation_facts  # noqa: PLC0415 - mutual

    for one in desk.linked:
        yield from (line for line in valuation_facts(one.desk) if line.asset == one.asset)


def linked_custody(desk: CaseDesk) -> Iterator[CustodyFacts]:
    """The chains of custody of linked assets."""
    from asset_recovery.services.case_parts.assets import custody_facts  # noqa: PLC0415 - mutual

    for one in desk.linked:
        yield from (line for line in custody_facts(one.desk) if line.asset == one.asset)
