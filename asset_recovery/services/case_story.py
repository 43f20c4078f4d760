"""The story of a case as lines of actions: what was given, by whom, in the order of recording."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from asset_recovery.domain.actions.base import arguments_of
from asset_recovery.domain.actions.vocabulary import VOCABULARY, read_action
from asset_recovery.domain.errors import AppError, Reason, ValidationFailed
from asset_recovery.i18n import _
from asset_recovery.persistence.queries import case_story_query as query
from asset_recovery.persistence.rows import Row
from asset_recovery.persistence.store import Connection

DECISIONS = frozenset({"approve", "reject"})
PARTY_TYPES = frozenset({"party", "parties"})


@dataclass(frozen=True, slots=True)
class Story:
    """Lines of actions, and what they take for granted: parties, rates, documents.

    `parties` and `rates` are actions that come first; `documents` the references of attached files.
    """

    lines: tuple[Mapping[str, object], ...]
    parties: tuple[Mapping[str, object], ...] = ()
    rates: tuple[Mapping[str, object], ...] = ()
    documents: tuple[str, ...] = field(default=())


def story_of(connection: Connection, office_id: str, case: Row) -> Story:
    """Everything that was recorded for a case, ready to be given again to another office."""
    entries = query.entries_of_case(connection, office_id, str(case["reference"]))
    facts = query.facts_by_entry(connection, int(case["id"]))
    approvals = query.steps_of_approvals(connection, int(case["id"]))
    lines = [_line(entry, facts, approvals) for entry in entries]
    told = [line for line in lines if line is not None]
    named = sorted({party for line in told for party in _parties_of(line)})
    return Story(
        lines=tuple(told),
        parties=tuple(_party(row) for row in query.parties(connection, named)),
        rates=tuple(_rate(row) for row in query.own_rates(connection)),
        documents=tuple(query.documents_of_case(connection, int(case["id"]))),
    )


def story_of_lines(lines: Sequence[Mapping[str, object]]) -> Story:
    """The lines of a file; papers that it attaches are left out of a trial."""
    attached = [line for line in lines if line.get("action") == "attach_document"]
    papers = [str(line["document"]) for line in attached if line.get("document")]
    return Story(lines=tuple(lines), documents=tuple(papers))


def story_of_file(path: Path) -> Story:
    """The lines of a file; raises `ValidationFailed` with the line that is no action."""
    try:
        written = path.read_text("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError):
        said = _("The file {file} cannot be read.").format(file=path.name)
        raise ValidationFailed(Reason("file_unreadable", said, field="file")) from None
    lines = []
    for number, text in enumerate(written, start=1):
        if not text.strip():
            continue
        try:
            line = json.loads(text)
            read_action(line)
        except (ValueError, RecursionError, AttributeError):
            said = _("Line {number} is no action as JSON.").format(number=number)
            raise ValidationFailed(Reason("file_unreadable", said, row=number)) from None
        except AppError as fault:
            said = _("Line {number}: {why}").format(number=number, why=fault.reasons[0].text)
            raise ValidationFailed(Reason("field_invalid", said, row=number)) from None
        lines.append(line)
    return story_of_lines(lines)


def _line(
    entry: Row, facts: Mapping[int, Mapping[str, Any]], approvals: Mapping[str, tuple[str, str]]
) -> Mapping[str, object] | None:
    """One action with what it made named in it, so that later lines find it by that name."""
    payload = json.loads(entry["payload"])
    action = str(entry["action"])
    if action not in VOCABULARY:
        return None
    command = dict(payload["command"])
    known = arguments_of(VOCABULARY[action])
    for name, reference in payload["notes"].get("made", {}).items():
        if name in known and name not in command and known[name][0].type == "reference":
            command[name] = reference
    resolved = facts.get(int(entry["seq"]), {}).get("parties")
    for name, reference in (resolved or {}).items():
        if name in known and isinstance(command.get(name), dict):
            command[name] = reference
    if action in DECISIONS and command.get("what") in approvals:
        command["what"], command["step"] = approvals[str(command["what"])]
    return {"action": action, "as_user": entry["actor"], **command}


def _parties_of(line: Mapping[str, object]) -> Iterator[str]:
    """The references of parties that a line names."""
    for name, (arg, _required, _attribute) in arguments_of(VOCABULARY[str(line["action"])]).items():
        given = line.get(name)
        if arg.type in PARTY_TYPES or arg.record == "party":
            for one in given if isinstance(given, list) else [given]:
                if isinstance(one, str):
                    yield one
    rows = line.get("rows")
    for row in rows if isinstance(rows, list) else ():
        yield from (str(value) for value in row.values() if isinstance(value, str))


def _party(row: Row) -> Mapping[str, object]:
    return {
        "action": "register_party",
        "party": row["reference"],
        "kind": row["kind"],
        "name": row["name"],
    }


def _rate(row: Row) -> Mapping[str, object]:
    return {
        "action": "record_rate",
        "from": row["source_currency"],
        "to": row["target_currency"],
        "on": row["on_date"],
        "rate": row["rate"],
        "source": row["origin"],
    }


def last_day(lines: Sequence[Mapping[str, object]]) -> str:
    """The last legal date that the lines name (ISO); empty where they name none."""
    days = [str(line["on"])[:10] for line in lines if isinstance(line.get("on"), str)]
    return max(days, default="")
