"""Legal systems as the office shows them: systems with their versions, and rules one by one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class LawSystemFacts:
    """A version of a legal system: since when the office uses it, whence it came.

    `name` is `generic@1`; `state` in_force, earlier or later; `used_by` the number of cases of the
    system; `installed_by`, `installed_on`, `hash` where the office installed it itself.
    """

    name: str
    system: str
    version: str
    title: str
    state: str
    since: date
    mark: str
    source: str
    based_on: str
    notice: str
    rules: int
    to_check: int
    used_by: int
    origin: str
    installed_by: str = ""
    installed_on: date | None = None
    hash: str = ""

    def as_json(self) -> dict[str, object]:
        """The line of the list."""
        found: dict[str, object] = {
            "legal_system": self.name,
            "title": self.title,
            "state": self.state,
            "from": self.since.isoformat(),
            "mark": self.mark,
            "based_on": self.based_on or None,
            "rules": self.rules,
            "to_check": self.to_check,
            "cases": self.used_by,
            "origin": self.origin,
            "notice": self.notice or None,
        }
        if self.installed_on is not None:
            found |= {
                "installed_by": self.installed_by,
                "installed_on": self.installed_on.isoformat(),
                "hash": self.hash,
            }
        return found


@dataclass(frozen=True, slots=True)
class LawRuleFacts:
    """One rule of a system as in force on a day: what it says, its mark, who confirmed it when.

    `state` is confirmed, to_check (a lawyer is to check it) or as_said (by its source or design).
    """

    rule: str
    kind: str
    label: str
    value: str
    unit: str
    valid_from: date | None
    valid_to: date | None
    mark: str
    source: str
    state: str
    confirmed_by: str = ""
    confirmed_on: date | None = None

    def as_json(self) -> dict[str, object]:
        """The rule as `show legal_system` prints it."""
        return {
            "rule": self.rule,
            "value": self.value,
            "unit": self.unit or None,
            "valid_from": self.valid_from and self.valid_from.isoformat(),
            "valid_to": self.valid_to and self.valid_to.isoformat(),
            "mark": self.mark,
            "source": self.source,
            "state": self.state,
            "confirmed_by": self.confirmed_by or None,
            "confirmed_on": self.confirmed_on and self.confirmed_on.isoformat(),
        }
