"""How the command line speaks: exit codes, JSON, plain tables, refusals as sentences."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping, Sequence

from asset_recovery.domain.errors import AppError, Reason
from asset_recovery.domain.registers import Result

DONE, FINDINGS, WRONG_USE, REFUSED, NOT_PERMITTED, STORAGE = range(6)
EXIT_CODES = {
    "usage": WRONG_USE,
    "validation": WRONG_USE,
    "rule": REFUSED,
    "conflict": REFUSED,
    "not_found": REFUSED,
    "permission": NOT_PERMITTED,
    "storage": STORAGE,
}


def say(text: str = "") -> None:
    """A line for people and scripts."""
    sys.stdout.write(text + "\n")


def complain(text: str) -> None:
    """A line beside the results."""
    sys.stderr.write(text + "\n")


def as_json(value: object) -> str:
    """One JSON text; letters stay as they are."""
    return json.dumps(value, ensure_ascii=False, default=str)


def result_json(result: Result, line: int | None = None) -> dict[str, object]:
    """The result of an action as `apply` prints it."""
    found: dict[str, object] = {} if line is None else {"line": line}
    found |= {"action": result.action, "ok": result.ok}
    if not result.ok:
        found["kind"] = result.kind
        found["reasons"] = [reason.as_json() for reason in result.reasons]
        return found
    found["made"] = dict(result.made)
    if result.pending:
        found["pending"] = [{"approval": name, "level": level} for name, level in result.pending]
    if result.warnings:
        found["warnings"] = [warning.as_json() for warning in result.warnings]
    if result.rows:
        found["rows"] = [{"asset": name, "state": state} for name, state in result.rows]
    found |= dict(result.told)
    if result.notes:
        found["notes"] = list(result.notes)
    found["seq"] = result.seq
    return found


def refusal_json(refusal: AppError) -> dict[str, object]:
    """A refusal as JSON."""
    return {
        "ok": False,
        "kind": refusal.kind,
        "reasons": [reason.as_json() for reason in refusal.reasons],
    }


def show_refusal(refusal: AppError, *, json_wanted: bool) -> None:
    """A refusal, as JSON on the output or as sentences beside it."""
    if json_wanted:
        say(as_json(refusal_json(refusal)))
    for reason in refusal.reasons:
        complain(sentence(reason))


def sentence(reason: Reason) -> str:
    """A reason as one line: place, code, sentence, what would clear it."""
    place = "" if reason.field is None else f"{reason.field}: "
    row = "" if reason.row is None else f"row {reason.row}: "
    clear = "" if reason.clear_with is None else f" (→ {reason.clear_with})"
    return f"{row}{place}{reason.text} [{reason.code}]{clear}"


def table(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """A plain table whose columns fit their contents, cut at the width of the screen by nobody."""
    texts = [["" if cell is None else str(cell) for cell in row] for row in rows]
    widths = [
        max([len(heading), *(len(row[place]) for row in texts)])
        for place, heading in enumerate(headings)
    ]
    for row in [list(headings), *texts]:
        say("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def facts(values: Mapping[str, object], indent: int = 0) -> None:
    """A record, name by name; lists of records below one another."""
    for name, value in values.items():
        if _is_empty(value):
            continue
        label = " " * indent + name.replace("_", " ")
        if isinstance(value, Mapping):
            if set(value) == {"amount", "currency"}:
                say(f"{label}: {value['amount']} {value['currency']}")
                continue
            say(f"{label}:")
            facts(value, indent + 2)
        elif isinstance(value, (list, tuple)):
            _listed(label, value, indent)
        elif isinstance(value, bool):
            say(f"{label}: {'yes' if value else 'no'}")
        else:
            say(f"{label}: {value}")


def _is_empty(value: object) -> bool:
    """Whether nothing is said: such a line is left out."""
    if isinstance(value, Mapping):
        return all(_is_empty(part) for part in value.values())
    return value is None or value == "" or (isinstance(value, (list, tuple)) and not value)


def _listed(label: str, values: Sequence[object], indent: int) -> None:
    if all(isinstance(value, str) for value in values):
        say(f"{label}: {_joined(str(value) for value in values)}")
        return
    say(f"{label}:")
    for value in values:
        if isinstance(value, Mapping):
            say(" " * (indent + 2) + "-")
            facts(value, indent + 4)
        elif isinstance(value, (list, tuple)):
            say(" " * (indent + 2) + "- " + " ".join(str(part) for part in value))
        else:
            say(" " * (indent + 2) + f"- {value}")


def _joined(texts: Iterable[str]) -> str:
    """Words with commas between them; after a whole sentence stands only a blank."""
    said = ""
    for text in texts:
        said += ("" if not said else " " if said.endswith((".", "!", "?")) else ", ") + text
    return said
