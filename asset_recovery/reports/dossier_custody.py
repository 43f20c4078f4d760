"""Seizure, custody chain, storage and condition in a dossier: each break is shown."""

from __future__ import annotations

from collections.abc import Mapping

from asset_recovery.domain import code_lists
from asset_recovery.domain.case_file import CustodyFacts
from asset_recovery.domain.custody_facts import CustodyFile, Finding
from asset_recovery.domain.operation_facts import OperationFacts
from asset_recovery.domain.paper_facts import GapDecision
from asset_recovery.reports.custody_chain import Gap, by_asset, gaps
from asset_recovery.reports.dossier_desk import DASH, Desk
from asset_recovery.reports.operation_paper import clock
from asset_recovery.reports.paper import Block, Text

_SHORT_HASH = 16  # as many signs as the journal extract and the photographs show


def seizure(desk: Desk) -> list[Block]:
    """Section 9: the taking of possession, assets taken together in one row."""
    _ = desk.say
    taken: dict[tuple[str, ...], list[str]] = {}
    for one in sorted(desk.file.custody, key=lambda one: one.on):
        if "seiz" in one.what.lower() or "possession" in one.what.lower():
            key = (
                desk.day(one.on),
                desk.label(one.what),
                desk.where(one.place),
                desk.brief(desk.prose(one.from_whom)),
                desk.brief(desk.prose(one.to_whom or one.custodian)),
            )
            taken.setdefault(key, []).append(one.asset)
    return [
        *operations(desk),
        desk.table(
            "seizure",
            (
                ("on", _("Date"), 1.1),
                ("what", _("What"), 1.4),
                ("place", _("Place"), 1.8),
                ("from", _("From"), 1.6),
                ("to", _("To"), 1.6),
                ("assets", _("Assets"), 2.6),
            ),
            [(*key, _assets_named(desk, found)) for key, found in taken.items()],
            empty=_("No seizure is recorded."),
        ),
    ]


def operations(desk: Desk) -> list[Block]:
    """Each operation with its basis, people and receipt; what was found and not taken is named."""
    _ = desk.say
    if not desk.file.operations:
        return []
    rows = [
        (
            one.reference,
            f"{desk.day(one.on)}\n{clock(one.begins)} – {clock(one.ends)}",
            desk.masked("location", one.place),
            desk.prose(one.basis),
            _who_was_there(desk, one),
            one.receipt,
            _found(desk, one),
            desk.prose(one.incidents) or _("none"),
        )
        for one in desk.file.operations
    ]
    return [
        desk.table(
            "seizure",
            (
                ("operation", _("Operation"), 1.2),
                ("on", _("Date; time"), 1.4),
                ("place", _("Place"), 1.7),
                ("basis", _("Order or power"), 1.7),
                ("people", _("People"), 1.7),
                ("receipt", _("Receipt"), 1.1),
                ("assets", _("Taken; found"), 2),
                ("incidents", _("Incidents"), 1.6),
            ),
            rows,
            title=_("Operations"),
            landscape=True,
        )
    ]


def _who_was_there(desk: Desk, operation: OperationFacts) -> str:
    """The team as the profile shows officers, then witnesses and who was present."""
    _ = desk.say
    team = desk.signed(", ".join(operation.team), operation.team) or _("none recorded")
    rows = [
        (_("Team"), team),
        (_("Witnesses"), ", ".join(operation.witnesses)),
        (_("Persons present"), ", ".join(operation.present)),
    ]
    return "\n".join(f"{name}: {said}" for name, said in rows if said)


def _found(desk: Desk, operation: OperationFacts) -> str:
    _ = desk.say
    taken = [item.asset for item in operation.taken]
    left = [item.asset for item in operation.items if not item.taken]
    lines = [_("taken: {assets}").format(assets=desk.references(taken))]
    if left:
        lines.append(_("found and left: {assets}").format(assets=desk.references(left)))
    return "\n".join(lines)


def _assets_named(desk: Desk, found: list[str]) -> str:
    return desk.asset_name(found[0]) if len(found) == 1 else desk.references(found)


def _condition(desk: Desk, link: CustodyFacts) -> str:
    seals = desk.say("seals {seals}").format(seals=desk.brief(link.seals))
    return f"{desk.brief(desk.prose(link.condition))}\n{seals}"


def custody(desk: Desk) -> list[Block]:
    """Section 10: the chain of every asset, each break as a row of its own."""
    _ = desk.say
    rows: list[tuple[str, ...]] = []
    headings: list[int] = []
    marked: list[int] = []
    chains = by_asset(desk.file.custody)
    kept = {one.asset: one for one in desk.file.custody_files}
    for reference, links in chains.items():
        found = kept[reference].findings if reference in kept else ()
        broken = {} if reference in kept else {gap.place: gap for gap in gaps(links)}
        left_out = desk.gaps_left_out(reference)
        if left_out is not None:
            found, broken = (), {}
        headings.append(len(rows))
        unexplained = sum(one.is_open for one in found) + len(broken)
        if unexplained:
            marked.append(len(rows))
        counts = (len(links), unexplained, len(found) - sum(one.is_open for one in found))
        rows.append(
            _chain_heading(desk, reference, *counts)
            if left_out is None
            else _chain_untold(desk, reference, len(links))
        )
        for place, link in enumerate(links):
            if place in broken:
                marked.append(len(rows))
                headings.append(len(rows))
                rows.append(_gap_row(desk, broken[place], link))
            proof = _proof(desk, kept.get(reference), links, place)
            rows.append(_link_row(desk, place + 1, link, proof))
        for one in found:
            headings.append(len(rows))
            if one.is_open:
                marked.append(len(rows))
            rows.append(_finding_row(desk, one))
    things = [one for one in desk.file.assets if one.substitutes is None]
    without = [one.reference for one in things if one.reference not in chains]
    table = desk.table(
        "custody",
        (
            ("seq", _("Seq."), 0.6, "right"),
            ("on", _("Date"), 1.2),
            ("what", _("What; reason"), 2.2),
            ("place", _("Place"), 1.8),
            ("from", _("From"), 1.9),
            ("to", _("To; kept by"), 2.1),
            ("condition", _("Condition; seals; photographs; hash"), 2.4),
        ),
        rows,
        headings=headings,
        marked=marked,
        empty=_("No custody is recorded."),
    )
    told = _told_of_gaps(desk, chains)
    if not without or not rows:
        return [table, *told]
    text = _("No custody link is recorded for: {assets}.").format(assets=desk.references(without))
    return [table, Text(text, "attention"), *told]


def _told_of_gaps(desk: Desk, chains: Mapping[str, object]) -> list[Block]:
    """That gaps are not told, by whose decision and of which day: never silently."""
    _ = desk.say
    by_decision: dict[GapDecision, list[str]] = {}
    for reference in chains:
        decision = desk.gaps_left_out(reference)
        if decision is not None:
            by_decision.setdefault(decision, []).append(reference)
    return [
        Text(
            _(
                "Gaps in custody or time, if there are any, are left out of this copy for {assets} "
                "by decision of the legal officer of {day}."
            ).format(assets=desk.references(found), day=desk.day(one.on)),
            "attention",
        )
        for one, found in by_decision.items()
    ]


def _finding_row(desk: Desk, one: Finding) -> tuple[str, ...]:
    """A finding on the chain, with what explains it; it is on every copy, explained or not."""
    _ = desk.say
    title = desk.label(code_lists.code_list("custody_findings").codes[one.code].label)
    text = _("▲ {what}: {sentence}").format(what=title, sentence=desk.prose(one.sentence))
    if one.explanation is None:
        return (_("{text} Not explained.").format(text=text), *[""] * 6)
    why = _("{text} Explained on {day}: {why}").format(
        text=text, day=desk.day(one.explained_on), why=desk.prose(one.explanation)
    )
    return (why, *[""] * 6)


def _chain_untold(desk: Desk, reference: str, links: int) -> tuple[str, ...]:
    text = desk.say("{links} link(s); whether it is unbroken is not told in this copy")
    return (f"{desk.asset_name(reference)} · {text.format(links=links)}", *[""] * 6)


def _chain_heading(
    desk: Desk, reference: str, links: int, breaks: int, explained: int
) -> tuple[str, ...]:
    _ = desk.say
    state = (
        _("CHAIN BROKEN: {count} break(s) in {links} link(s)").format(count=breaks, links=links)
        if breaks
        else _("chain unbroken, {links} link(s)").format(links=links)
    )
    if explained:
        state = _("{state}, {count} explained").format(state=state, count=explained)
    return (f"{desk.asset_name(reference)} · {state}", *[""] * 6)


def _gap_row(desk: Desk, gap: Gap, link: CustodyFacts) -> tuple[str, ...]:
    _ = desk.say
    giver = desk.prose(gap.given) or _("nobody named")
    text = _("▲ Break: last held by {held}; next link of {day} comes from {giver}").format(
        held=desk.prose(gap.held), day=desk.day(link.on), giver=giver
    )
    return (text, *[""] * 6)


def _taker(desk: Desk, link: CustodyFacts) -> str:
    if link.custodian and link.to_whom and link.custodian != link.to_whom:
        kept = desk.say("kept by {custodian}").format(custodian=desk.prose(link.custodian))
        return f"{desk.prose(link.to_whom)}\n{kept}"
    return desk.prose(link.to_whom or link.custodian) or DASH


def _proof(
    desk: Desk, kept: CustodyFile | None, links: list[CustodyFacts], place: int
) -> tuple[str, ...]:
    """Photographs and hash of a link, as the hand-over sheet prints them.

    None where the rows here and the links of the custody file are not the same ones.
    """
    if kept is None or [one.on for one in kept.links] != [one.on for one in links]:
        return ()
    photos = ", ".join(kept.links[place].photos)
    shown = (desk.say("photographs {photos}").format(photos=photos),) if photos else ()
    return (*shown, f"SHA-256 {kept.hashes[place][:_SHORT_HASH]}…")


def _link_row(
    desk: Desk, number: int, link: CustodyFacts, proof: tuple[str, ...]
) -> tuple[str, ...]:
    what = desk.label(link.what) + (
        f"\n{desk.signed(link.reason, link.signed_by)}" if link.reason else ""
    )
    return (
        str(number),
        desk.day(link.on),
        what,
        desk.where(link.place),
        desk.prose(link.from_whom) or DASH,
        _taker(desk, link),
        "\n".join((_condition(desk, link), *proof)),
    )


def held_by(desk: Desk, links: list[CustodyFacts]) -> str | None:
    """Who has it by the last link that names somebody."""
    holders = (one.custodian or one.to_whom for one in reversed(links))
    return desk.prose(next((one for one in holders if one), None))
