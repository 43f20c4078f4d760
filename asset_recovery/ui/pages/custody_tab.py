"""The Custody tab of an asset: where it is, the chain with its breaks, seals, care, incidents."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QWidget

from asset_recovery.domain.case_file import AssetFacts, CaseFile
from asset_recovery.domain.custody_facts import CustodyFile, Finding
from asset_recovery.i18n import _
from asset_recovery.ui import words
from asset_recovery.ui.models import custody_columns, record_columns
from asset_recovery.ui.pages.record_page import list_card, stacked
from asset_recovery.ui.widgets.card import Card, row
from asset_recovery.ui.widgets.custody_chain import chain_widget
from asset_recovery.ui.widgets.form_rows import facts_form
from asset_recovery.ui.widgets.plain import button, label
from asset_recovery.ui.widgets.tag import tag

MOST_IN_FULL = 20
Take = Callable[[str, object], object]
EMPTY = CustodyFile(asset="")


def custody_of(file: CaseFile, reference: str) -> CustodyFile:
    """What is on file about the custody of an asset, or an empty file."""
    return next((one for one in file.custody_files if one.asset == reference), EMPTY)


def open_gaps(file: CaseFile) -> int:
    """How many findings on the chains of a case nobody has explained."""
    return sum(len(one.open_findings) for one in file.custody_files)


def custody(
    file: CaseFile,
    asset: AssetFacts,
    take: Take | None,
    photos: Callable[[], QWidget] | None = None,
) -> QWidget:
    """The whole tab; without `take` nothing can be changed (an earlier day is shown)."""
    kept = custody_of(file, asset.reference)
    cards: list[QWidget] = [_place(file, asset, kept, take), _chain(file, asset, kept, take)]
    if photos is not None:
        cards.append(photos())
    cards += [
        list_card(_("Seals"), custody_columns.SEALS, kept.seals, None,
                  _("No seal is recorded."), *_way(take, _("Record a seal…"), "record_seal")),
        list_card(_("Inspections"), custody_columns.INSPECTIONS, kept.inspections, None,
                  _("It was not inspected yet."),
                  *_way(take, _("Record an inspection…"), "inspect_asset", _points(kept))),
        _use(kept, take),
        _incidents(kept, take),
        list_card(_("Held as evidence"), custody_columns.HOLDS, kept.holds, None,
                  _("Nobody holds it as evidence."),
                  *_way(take, _("Record a hold…"), "hold_as_evidence")),
    ]  # fmt: skip
    return stacked(*cards)


def _way(
    take: Take | None, text: str, action: str, given: dict[str, object] | None = None
) -> tuple[QWidget, ...]:
    return () if take is None else (button(text, partial(take, action, given or {}), "link"),)


def _points(kept: CustodyFile) -> dict[str, object]:
    """What is looked at by type, ready to be filled in."""
    return {"checklist": [{"point": point, "finding": ""} for point in kept.checklist]}


def _place(file: CaseFile, asset: AssetFacts, kept: CustodyFile, take: Take | None) -> Card:
    card = Card(_("Where it is"))
    card.head.addStretch(1)
    move = _("Hand it over…") if kept.links else _("Take possession…")
    action = "move_custody" if kept.links else "take_possession"
    given: dict[str, object] = {}
    if kept.links:
        given = {"handed_over_by": kept.keeper or "", "from_place": asset.custody_place or ""}
    for widget in _way(take, move, action, given):
        card.head.addWidget(widget)
    on_it = ", ".join(line.seal for line in kept.seals if line.still_on)
    card.add(facts_form((
        (_("Place"), words.visible(file.path_of(asset.custody_place) or asset.location or "")),
        (_("Kept by"), words.visible(kept.keeper or "")),
        (_("Possessor"), words.visible(asset.possessor or "")),
        (_("Management"), words.of("management_states", asset.management_state)),
        (_("Quantity"), f"{asset.quantity} {asset.unit}"),
        (_("Seals on it"), words.visible(on_it)),
    )))  # fmt: skip
    return card


def _chain(file: CaseFile, asset: AssetFacts, kept: CustodyFile, take: Take | None) -> QWidget:
    if not kept.links:
        links = [c for c in file.custody if c.asset in {asset.reference, *asset.ancestors}]
        return list_card(_("Chain of custody"), record_columns.CUSTODY, links, None,
                         _("Possession has not been taken."))  # fmt: skip
    card = Card(_("Chain of custody"))
    count = len(kept.open_findings)
    if count:
        card.head.addWidget(tag(_("{count} open gap(s)").format(count=count), "bad"))
    else:
        explained = len(kept.findings)
        text = _("unbroken, {count} explained").format(count=explained)
        card.head.addWidget(tag(text if explained else _("unbroken"), "good"))
    card.head.addStretch(1)

    def explain(one: Finding) -> None:
        if take is not None:
            take("explain_gap", {"finding": one.key, "note": one.sentence})

    def sign(number: str) -> None:
        if take is not None:
            take("confirm_custody", {"transfer": number})

    ways = (None, None) if take is None else (explain, sign)
    told = tuple(replace(one, place=file.path_of(one.place)) for one in kept.links)
    card.add(chain_widget(replace(kept, links=told), *ways))
    return card


def _use(kept: CustodyFile, take: Take | None) -> Card:
    card = list_card(
        _("Use and care"), custody_columns.USES, tuple(reversed(kept.uses)), None,
        _("No reading and no care is recorded."), *_way(take, _("Record…"), "record_use"),
    )  # fmt: skip
    if kept.limits:
        listed = ", ".join(
            f"{limit:f} {words.of('use_kinds', name)}" for name, limit in kept.limits
        )
        card.add(label(_("Agreed: at most {limits}.").format(limits=listed), "second"))
    if kept.care_every is not None:
        every = _("Care is due every {days} day(s).").format(days=kept.care_every)
        card.add(label(every, "second"))
    if kept.care_missed:
        days = ", ".join(words.day(day) for day in kept.care_missed[-5:])
        text = _("{count} day(s) without care on record, the last: {days}.").format(
            count=len(kept.care_missed), days=days
        )
        card.add(row(tag(_("care missed"), "bad"), label(text), stretch=True))
    return card


def _incidents(kept: CustodyFile, take: Take | None) -> Card:
    rows = kept.incidents

    def follow(one: object) -> None:
        if take is not None:
            take("follow_up_incident", {"incident": getattr(one, "reference", "") or ""})

    opened = None if take is None else follow
    return list_card(
        _("Incidents"), custody_columns.INCIDENTS, rows, opened, _("Nothing has happened to it."),
        *_way(take, _("Report an incident…"), "report_incident"),
    )  # fmt: skip


def case_custody(file: CaseFile, open_asset: Callable[[str], object]) -> QWidget:
    """The findings on all chains of a case, open ones first; a double click opens the asset."""
    pairs = [(one, found) for one in file.custody_files for found in one.findings]
    pairs.sort(key=lambda pair: (not pair[1].is_open, pair[1].on))
    waiting = [pair for pair in pairs if pair[1].is_open]
    cards: list[QWidget] = []
    if waiting:
        cards.append(_waiting(waiting[:MOST_IN_FULL], open_asset))
    cards.append(
        list_card(
            _("Gaps in the chains of custody"), custody_columns.CASE_FINDINGS, pairs,
            lambda pair: open_asset(pair[0].asset), _("Every chain of custody is unbroken."),
        )
    )  # fmt: skip
    return stacked(*cards)


def _waiting(pairs: list[tuple[CustodyFile, Finding]], open_asset: Callable[[str], object]) -> Card:
    """Each open gap with its whole sentence; the list below cuts it where the window is narrow."""
    card = Card(_("Not yet explained"))
    for kept, found in pairs:
        name = words.of("custody_findings", found.code)
        card.add(
            row(
                button(kept.asset, partial(open_asset, kept.asset), "link"),
                label(f"{words.day(found.on)} · {name}", "second"),
            )
        )
        card.add(label(words.visible(found.sentence), wrap=True))
    return card
