"""Guards on custody: what is explained must be there, a meter does not run backwards."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from asset_recovery.domain import code_lists
from asset_recovery.domain.actions.care_actions import ExplainGap, RecordUse
from asset_recovery.domain.errors import Reason
from asset_recovery.i18n import _
from asset_recovery.lifecycle.ask import Ask
from asset_recovery.lifecycle.custody_gaps import findings
from asset_recovery.lifecycle.position import Position


def finding_there(ask: Ask) -> Iterator[Reason]:
    """Only what the chain shows on that day is explained."""
    known = [one for one in findings(ask.position.happened, ask.on) if one.is_open]
    if isinstance(ask.command, ExplainGap):
        if ask.command.finding not in {one.key for one in known}:
            listed = ", ".join(one.key for one in known) or _("none")
            text = _("The chain has no open finding {finding}; open are: {known}.")
            said = text.format(finding=ask.command.finding, known=listed)
            yield Reason("not_found", said, field="finding")
    elif not known:
        yield Reason("not_found", _("The chain of custody has no gap to explain."))


def chain_unbroken(ask: Ask) -> Iterator[Reason]:
    """A chain of custody with a gap that nobody has explained."""
    known = [one for one in findings(ask.position.happened, ask.on) if one.is_open]
    if known:
        text = _("The chain of custody has {count} gap(s) that nobody has explained: {first}")
        said = text.format(count=len(known), first=known[0].sentence)
        yield Reason("guard_failed", said, "explain_gap")


def readings(position: Position, kind: str) -> list[tuple[Decimal, str | None]]:
    """The readings of a meter in the order of their dates, each with what explains it."""
    commands = (one.command for one in position.happened.get("record_use", ()))
    return [
        (command.reading, command.explanation)
        for command in commands
        if isinstance(command, RecordUse) and command.kind == kind and command.reading is not None
    ]


def reading_not_smaller(ask: Ask) -> Iterator[Reason]:
    """A meter only counts up, unless something explains it (a new meter, a misreading)."""
    command = ask.command
    if not isinstance(command, RecordUse) or command.reading is None or command.explanation:
        return
    if command.kind == "care":
        return  # heads are counted, and may be fewer
    known = readings(ask.position, command.kind)
    if known and command.reading < known[-1][0]:
        text = _("{kind}: the last reading was {last}; a smaller one needs an explanation.")
        said = text.format(
            kind=code_lists.label("use_kinds", command.kind), last=f"{known[-1][0]:f}"
        )
        yield Reason("field_invalid", said, field="reading")


GUARDS = {guard.__name__: guard for guard in (finding_there, chain_unbroken, reading_not_smaller)}
