"""The register of seals of one asset: applied, checked, broken, replaced, and which are on it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from asset_recovery.domain.actions.care_actions import RecordSeal
from asset_recovery.domain.actions.custody_actions import InspectAsset
from asset_recovery.domain.custody_facts import ChainLink, SealLine
from asset_recovery.i18n import _
from asset_recovery.lifecycle.custody_gaps import folded
from asset_recovery.lifecycle.custody_links import Happened, links


def seal_lines(happened: Happened) -> tuple[SealLine, ...]:
    """Every line of the register, the oldest first; `still_on` marks the seals now on it."""
    found = [line for _on, _seq, line in sorted(_told(happened), key=lambda one: one[:2])]
    off: set[str] = set()
    on: dict[str, int] = {}
    for place, line in enumerate(found):
        key = folded(line.seal)
        if line.what == "broken":
            off.add(key)
            on.pop(key, None)
        elif line.what == "applied" or key not in off:
            off.discard(key)
            on[key] = place
    return tuple(
        replace(line, still_on=on.get(folded(line.seal)) == place)
        for place, line in enumerate(found)
    )


def seals_ever(happened: Happened) -> frozenset[str]:
    """Every seal number that was ever on the asset, as it is compared."""
    return frozenset(folded(line.seal) for line in seal_lines(happened))


def _told(happened: Happened) -> Iterator[tuple[date, int, SealLine]]:
    known: dict[str, str] = {}
    for link in links(happened):
        for line in _of_link(link, known):
            key = folded(line.seal)
            known = {one: seal for one, seal in known.items() if one != key}
            if line.what != "broken":
                known[key] = line.seal
            yield link.on, link.seq, line
    for one in happened.get("record_seal", ()):
        if isinstance(one.command, RecordSeal):
            for line in _of_event(one.command, one.on):
                yield one.on, one.seq, line
    for one in happened.get("inspect_asset", ()):
        if isinstance(one.command, InspectAsset):
            for seal in one.command.seals:
                line = SealLine(seal=seal, on=one.on, what="checked", by=one.command.by)
                yield one.on, one.seq, line


def _of_link(link: ChainLink, known: Mapping[str, str]) -> Iterator[SealLine]:
    """What a hand-over says of seals; `known` are those that the chain has on it until then."""
    by = link.keeper if link.what == "moved" else ", ".join(link.signed_by) or link.keeper
    left = link.new_seals or link.seals
    stays = {folded(seal) for seal in left}
    for key, seal in known.items() if left else ():
        if key not in stays:
            why = link.seal_remark or _("not on it on arrival")
            yield SealLine(seal=seal, on=link.on, what="broken", by=by, reason=why)
    for seal in left:
        what = "checked" if folded(seal) in known else "applied"
        yield SealLine(seal=seal, on=link.on, what=what, by=by, intact=link.seals_intact)


def _of_event(command: RecordSeal, on: date) -> Iterator[SealLine]:
    if command.kind == "replaced":
        yield SealLine(
            seal=command.seal, on=on, what="broken", by=command.by, reason=command.reason,
            place=command.place, intact=command.intact,
        )  # fmt: skip
        yield SealLine(
            seal=str(command.new_seal), on=on, what="applied", by=command.by, place=command.place
        )
        return
    yield SealLine(
        seal=command.seal, on=on, what=command.kind, by=command.by, reason=command.reason,
        place=command.place, intact=command.intact,
    )  # fmt: skip
