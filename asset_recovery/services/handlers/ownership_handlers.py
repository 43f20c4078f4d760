"""How parties stand to each other: who owns, controls or acts for whom, from when to when."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from asset_recovery.domain.actions import case_actions as c
from asset_recovery.domain.actions.base import Action
from asset_recovery.domain.errors import Reason, RuleViolation, invalid
from asset_recovery.domain.ownership import Tie, percent
from asset_recovery.domain.ownership import exact as exact_text
from asset_recovery.i18n import _
from asset_recovery.lifecycle.ownership import highest_sum
from asset_recovery.persistence import tables as t
from asset_recovery.persistence.queries.party_query import owners_of, parties_by_key, relation_of
from asset_recovery.services.case_parts.ownership import ties_of_rows
from asset_recovery.services.work import Work

WHOLE = Fraction(1)
NO_END = date.max


def relate_parties(work: Work, command: c.RelateParties) -> None:
    """A relation from a day on; stated again, it takes the place of the earlier statement.

    Shares (and votes) in one party that hold on the same day come to no more than the whole.
    """
    work.permit("relate_parties", None)
    party, other = work.find("party", command.party), work.find("party", command.to, "to")
    if party["id"] == other["id"]:
        raise invalid("to", _("A party cannot be related to itself."))
    row: dict[str, object] = {
        "party_id": int(party["id"]),
        "other_id": int(other["id"]),
        "relation": command.relation,
        "share": None if command.share is None else str(command.share),
        "votes": None if command.votes is None else str(command.votes),
        "since": None if command.from_ is None else command.from_.isoformat(),
        "until": None if command.until is None else command.until.isoformat(),
        "source": command.source,
        "confidence": command.confidence,
    }
    keys = int(party["id"]), int(other["id"])
    earlier = relation_of(work.unit.connection, *keys, command.relation)
    changes = _restated(command, row, earlier)
    _require_whole(work, command, row, changes)
    for known, values in changes:
        work.unit.update(t.party_relation, known, **values)
        _tell(work, command, values)
    if not any(values is row for _known, values in changes):
        work.unit.insert(t.party_relation, **row)


Change = tuple[Mapping[str, Any], dict[str, object]]


def _restated(
    command: c.RelateParties, row: dict[str, object], earlier: Iterable[Mapping[str, Any]]
) -> list[Change]:
    """What becomes of earlier statements on the same two parties that would still hold.

    One that began before ends the day before; one that began with it, or later inside it, is
    corrected. One that ended before it, or begins after it, stays as it is.
    """
    changes: list[Change] = []
    since, until = command.from_ or date.min, command.until or NO_END
    corrected = False
    for known in earlier:
        begun = date.fromisoformat(known["since"]) if known["since"] else date.min
        ended = date.fromisoformat(known["until"]) if known["until"] else NO_END
        if ended < since or begun > until:
            continue
        if begun < since:
            changes.append((known, {"until": (since - timedelta(days=1)).isoformat()}))
        elif not corrected:
            corrected = True
            changes.append((known, row))
        else:
            raise RuleViolation(
                Reason(
                    "field_invalid",
                    _("Two earlier statements lie in this term; state each with its own dates."),
                    field="from",
                )
            )
    return changes


def _tell(work: Work, command: c.RelateParties, values: Mapping[str, object]) -> None:
    if "relation" in values:
        text = _("The earlier statement on {party} and {to} is corrected.")
    else:
        text = _("The earlier statement on {party} and {to} ends on {until}.")
    work.notes.append(
        text.format(party=command.party, to=command.to, until=values.get("until") or "")
    )


def _require_whole(
    work: Work, command: c.RelateParties, row: Mapping[str, object], changes: list[Change]
) -> None:
    """Nobody is owned, and no company is voted in, by more than the whole on any day."""
    if command.relation != "ownership":
        return
    changed = {int(known["id"]): {**known, **values} for known, values in changes}
    rows = [
        changed.get(int(one["id"]), one)
        for one in owners_of(work.unit.connection, int(str(row["other_id"])))
    ]
    if not any(values is row for _known, values in changes):
        rows.append(dict(row))
    keys = {int(one[name]) for one in rows for name in ("party_id", "other_id")}
    names = {
        key: str(one["reference"])
        for key, one in parties_by_key(work.unit.connection, keys).items()
    }
    ties = ties_of_rows(rows, names)
    for what in ("share", "votes"):
        total = highest_sum(ties, what)
        if total > WHOLE:
            refuse_sum(total, command.to, what)


def refuse_sum(total: Fraction, of: str, what: str = "share") -> None:
    """Raise `shares_do_not_sum`: more than the whole, with the sum in per cent."""
    text = (
        _("The shares in {of} would come to {sum} on one and the same day; end or correct one.")
        if what == "share"
        else _("The votes in {of} would come to {sum} on one and the same day; end or correct one.")
    )
    sentence = text.format(of=of, sum=percent(exact_text(total)))
    raise RuleViolation(Reason("shares_do_not_sum", sentence, "relate_parties", field=what))


def require_share(known: Iterable[Tie], new: Tie, asset: str) -> None:
    """The shares of one role in an asset that hold on the same day come to at most the whole."""
    same = [tie for tie in known if tie.relation == new.relation and tie.holder != new.holder]
    total = highest_sum([*same, replace(new, held=asset)])
    if new.share is not None and total > WHOLE:
        refuse_sum(total, asset)


HANDLERS: dict[type[Action], Callable[..., None]] = {c.RelateParties: relate_parties}
