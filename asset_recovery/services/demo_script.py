"""How the data files of the demonstration office are read: days counted back, names for records.

A step is `[day, who, action, {arguments}]`. In the arguments `@-30` is the day thirty days before
the office was made, `$yacht` the reference that the record so named got, `#all` every asset of the
case, `#cars` a group of them, `12.50 EUR` money; `as` names what the step makes, `draw` what a
document shows. A survey is one valuation of many assets at their estimated value. A step that says
`optional` may be refused (a form that was not yet in force on that day): it is left out with all
that speaks of its record.
"""

from __future__ import annotations

import re
import tomllib
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from asset_recovery.domain.actions.base import arguments_of
from asset_recovery.domain.actions.vocabulary import VOCABULARY
from asset_recovery.domain.registers import Result
from asset_recovery.services.demo_documents import DocumentMaker

_MONEY = re.compile(r"(\d+(?:\.\d+)?) ([A-Z]{3})")
_DAY = re.compile(r"@([+-]?\d+)")
_IN_TEXT = re.compile(r"\{@([+-]?\d+)\}")
_OPERATIONS = uuid.UUID("8a52b6de-5b0c-4b8e-9f0e-3c4f6c2b7d11")
_FIRST, _EVERY = 5 * 3600, 19  # the office's morning, and a step every few seconds after it


class Clock:
    """The office's clock while it lives through its days."""

    def __init__(self, today: date) -> None:
        self._made_on = today
        self._day = today
        self._told = 0

    def set_day(self, offset: int) -> None:
        """Go to a day, counted from the day on which the office is made."""
        day = self._made_on + timedelta(days=offset)
        if day != self._day:
            self._day, self._told = day, 0

    def today(self) -> date:
        """The day."""
        return self._day

    def now(self) -> str:
        """The moment; it never stands still."""
        self._told += 1
        seconds = min(_FIRST + _EVERY * self._told, 86_399)
        moment = datetime.combine(self._day, time(), UTC) + timedelta(seconds=seconds)
        return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")

    def day(self, offset: int) -> date:
        """A day counted from the day on which the office is made."""
        return self._made_on + timedelta(days=offset)


@dataclass(frozen=True, slots=True)
class Step:
    """One action of the script: on which day, in which case, by whom."""

    day: int
    case: str
    by: str
    action: str
    arguments: Mapping[str, object]
    groups: Mapping[str, tuple[str, ...]]


def script_places(folder: Path) -> list[Path]:
    """The cases, in the order in which they are numbered."""
    return sorted((folder / "cases").glob("*.toml"))


def case_script(place: Path) -> Iterator[Step]:
    """The steps of one case: opened, its team, its parties, its assets, then its own steps."""
    data = tomllib.loads(place.read_text("utf-8"))
    case, opened, officer = place.stem, int(data["opened"]), str(data["officer"])
    groups = _groups(data)

    def step(day: int, by: str, action: str, arguments: Mapping[str, object]) -> Step:
        return Step(day, case, by, action, arguments, groups)

    yield step(
        opened, officer, "open_case", {**data["case"], "officer": f"~{officer}", "as": "case"}
    )
    for name, role in data.get("team", {}).items():
        member = {"case": "$case", "user": f"~{name}", "role": role}
        yield step(opened, officer, "assign_member", member)
    for name, party in data.get("parties", {}).items():
        yield step(opened, officer, "register_party", {**party, "as": name})
    for name, asset in data["assets"].items():
        day = int(asset.get("day", opened + 1))
        kept = {key: value for key, value in asset.items() if key not in ("day", "group")}
        yield step(day, officer, "register_asset", {**kept, "case": "$case", "as": name})
    for survey in data.get("surveys", []):
        yield step(int(survey["day"]), "manager", "record_valuation", _survey(data, groups, survey))
    for day, by, action, *given in data.get("steps", []):
        yield step(int(day), str(by), str(action), given[0] if given else {})


def _survey(
    data: Mapping[str, Mapping[str, Mapping[str, object]]],
    groups: Mapping[str, tuple[str, ...]],
    survey: Mapping[str, object],
) -> dict[str, object]:
    """One valuation of many assets at what they were estimated to be worth."""
    named = survey["assets"]
    members: list[str] = []
    for entry in named if isinstance(named, list) else [named]:
        name = str(entry)
        members += groups[name[1:]] if name.startswith("#") else [name.removeprefix("$")]
    rows = [
        {"asset": f"${member}", "value": data["assets"][member]["estimated_value"]}
        for member in members
        if "estimated_value" in data["assets"][member]
    ]
    kept = {name: survey[name] for name in ("kind", "method", "valuer")}
    return {**kept, "rows": rows}


def _groups(data: Mapping[str, Mapping[str, Mapping[str, object]]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {"all": []}
    for name, asset in data["assets"].items():
        found["all"].append(name)
        for group in str(asset.get("group", "")).split():
            found.setdefault(group, []).append(name)
    return {group: tuple(members) for group, members in found.items()}


@dataclass(slots=True)
class Names:
    """What the records of each case are called, once they have their references."""

    clock: Clock
    users: Mapping[str, str]
    documents: DocumentMaker | None = None
    known: dict[tuple[str, str], str] = field(default_factory=dict)
    left_out: set[tuple[str, str]] = field(default_factory=set)

    def leaves_out(self, step: Step) -> bool:
        """Whether the step speaks of a record that was left out."""
        named = {str(value)[1:] for value in step.arguments.values() if str(value).startswith("$")}
        return any((step.case, name) in self.left_out for name in named)

    def command(self, step: Step, number: int) -> dict[str, object]:
        """The action as it is given."""
        command = {
            name: self._value(step, value)
            for name, value in step.arguments.items()
            if name not in ("as", "draw", "optional")
        }
        arguments = arguments_of(VOCABULARY[step.action])
        if "on" in arguments and "on" not in command:
            command["on"] = self.clock.day(step.day).isoformat()
        if "draw" in step.arguments and self.documents is not None:
            command["file"] = str(self.documents.make(str(step.arguments["draw"])))
        operation = str(uuid.uuid5(_OPERATIONS, f"{step.case}:{number}"))
        return {"action": step.action, **command, "operation_id": operation}

    def learn(self, step: Step, result: Result) -> None:
        """Remember the references that a step made."""
        made = dict(result.made)
        name = step.arguments.get("as")
        if isinstance(name, str):
            kind = _KINDS.get(step.action, "")
            self.known[step.case, name] = made.get(kind) or next(iter(made.values()))
        if step.action == "deliver_asset" and "substitute" in made:
            sold = str(step.arguments["asset"])
            self.known[step.case, f"{sold.removeprefix('$')}-sub"] = made["substitute"]

    def _value(self, step: Step, value: object) -> object:
        if isinstance(value, dict):
            return {key: self._value(step, inner) for key, inner in value.items()}
        if isinstance(value, list):
            return [one for inner in value for one in self._listed(step, inner)]
        return self._text(step, value) if isinstance(value, str) else value

    def _listed(self, step: Step, value: object) -> list[object]:
        """One entry of a list; a group stands for all its assets."""
        if isinstance(value, str) and value.startswith("#"):
            return [self._reference(step, name) for name in step.groups[value[1:]]]
        return [self._value(step, value)]

    def _text(self, step: Step, value: str) -> object:
        if value.startswith("#"):
            return self._listed(step, value)
        if value.startswith("$"):
            return self._reference(step, value[1:])
        if value.startswith("~"):
            return self.users[value[1:]]
        day, money = _DAY.fullmatch(value), _MONEY.fullmatch(value)
        if day:
            return self.clock.day(int(day[1])).isoformat()
        if money:
            return {"amount": money[1], "currency": money[2]}
        return _IN_TEXT.sub(lambda found: self.clock.day(int(found[1])).isoformat(), value)

    def _reference(self, step: Step, name: str) -> str:
        """`yacht` of this case, or its first allocation `yacht!A1`."""
        plain, mark, more = name.partition("!")
        found = self.known[step.case, plain]
        return f"{found}-{more}" if mark else found


_KINDS = {
    "open_case": "case",
    "register_party": "party",
    "register_asset": "asset",
    "record_order": "order",
    "draft_request": "request",
    "new_version": "request",
    "file_claim": "claim",
    "record_lien": "lien",
    "set_deadline": "deadline",
    "attach_document": "document",
    "record_agreement": "agreement",
    "receive_money": "receipt",
    "post_cost": "posting",
    "post_income": "posting",
    "allocate_proceeds": "allocation",
}
