"""Reading the legal systems of an office: versions, rules, marks, and who confirmed them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from asset_recovery.domain.errors import ValidationFailed
from asset_recovery.domain.law_register import LawRuleFacts, LawSystemFacts
from asset_recovery.i18n import _
from asset_recovery.lifecycle.law_build import table
from asset_recovery.lifecycle.law_records import LawRecord, records
from asset_recovery.lifecycle.rules import LawVersion, Library, shipped
from asset_recovery.persistence.queries import law_query
from asset_recovery.services.lint_service import Fault, lint_file
from asset_recovery.services.looking import OpenOffice

Confirmed = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class LawService:
    """What the office knows of the law; it is no secret of any case."""

    office: OpenOffice

    def systems(self) -> list[LawSystemFacts]:
        """Every version of every system, by name and by the day from which it is used."""
        with self.office.reading.connect() as connection:
            library = law_query.library_of(connection)
            confirmed = law_query.confirmations(connection)
            used = law_query.cases_of_systems(connection)
            installed = {
                str(json.loads(row["facts"])["system"]): row
                for row in law_query.installed(connection)
            }
        today = self.office.today()
        return [
            _system_facts(version, library, confirmed, used, installed, today)
            for name in library.names()
            for version in library.versions(name)
        ]

    def rules(self, name: str, on: date | None = None) -> list[LawRuleFacts]:
        """The rules of a system (`NAME`, as in force on the day, or `NAME@VERSION`).

        Raises `ValidationFailed` for an unknown name.
        """
        day = on or self.office.today()
        with self.office.reading.connect() as connection:
            library = law_query.library_of(connection)
            confirmed = law_query.confirmations(connection)
        version = version_on(library, name, day)
        return [_rule_facts(record, confirmed, day) for record in records(version, day)]

    def show(self, name: str, on: date | None = None) -> dict[str, object]:
        """A system with its versions and the rules in force on a day."""
        day = on or self.office.today()
        rules = self.rules(name, day)
        versions = [one for one in self.systems() if one.system == name.partition("@")[0]]
        with self.office.reading.connect() as connection:
            version = version_on(law_query.library_of(connection), name, day)
        return {
            "legal_system": version.name,
            "on": day.isoformat(),
            "title": table(version.raw, "system")["title"],
            "versions": [one.as_json() for one in versions],
            "rules": [one.as_json() for one in rules],
        }

    def lint(self, path: Path) -> Sequence[Fault]:
        """Every fault of a file before it is installed, with the office's own systems as bases."""
        from asset_recovery.lifecycle.rules_lint import problems_of  # noqa: PLC0415

        found = lint_file(path)
        if not any(fault.place == "system.based_on" for fault in found):
            return found
        with self.office.reading.connect() as connection:
            library = law_query.library_of(connection)
        return problems_of(path.read_bytes().decode("utf-8"), library, path.name)[1]


def version_on(library: Library, name: str, day: date) -> LawVersion:
    """The version of a name: the one that it says, else the one in force on the day."""
    rules = library.rules(name).at(day)
    found = library.version(rules.name)
    if found is None:
        raise ValidationFailed(library.unknown(name))
    return found


def _system_facts(  # noqa: PLR0913, PLR0917 - what a line is worked out from
    version: LawVersion,
    library: Library,
    confirmed: Confirmed,
    used: Mapping[str, int],
    installed: Mapping[str, Mapping[str, Any]],
    today: date,
) -> LawSystemFacts:
    system = table(version.raw, "system")
    row = installed.get(version.name)
    rules = [
        _rule_facts(one, confirmed, today) for one in records(version, max(today, version.since))
    ]
    in_force = library.rules(version.id).at(today).name == version.name
    state = "in_force" if in_force else "later" if version.since > today else "earlier"
    return LawSystemFacts(
        name=version.name,
        system=version.id,
        version=version.version,
        title=str(system["title"]),
        state=state,
        since=version.since,
        mark=str(system["mark"]),
        source=str(system["source"]),
        based_on=version.base.name if version.base else "",
        notice=str(system.get("notice", "")),
        rules=len(rules),
        to_check=sum(rule.state == "to_check" for rule in rules),
        used_by=used.get(version.id, 0),
        origin=_("installed by the office") if row else _("with the application"),
        installed_by=str(row["by"]) if row else "",
        installed_on=date.fromisoformat(row["recorded_at"][:10]) if row else None,
        hash=version.text.hash if row else "",
    )


def _rule_facts(record: LawRecord, confirmed: Confirmed, on: date) -> LawRuleFacts:
    row = confirmed.get(record.digest)
    if row is not None and row["on_date"] > on.isoformat():
        row = None
    state = "confirmed" if row else "to_check" if record.needs_checking else "as_said"
    return LawRuleFacts(
        rule=record.rule,
        kind=record.kind,
        label=record.title or record.rule.partition(".")[2].replace("_", " "),
        value=record.value,
        unit=record.unit.replace("_", " "),
        valid_from=record.valid_from,
        valid_to=record.valid_to,
        mark=record.mark,
        source=record.source,
        state=state,
        confirmed_by=str(row["by"]) if row else "",
        confirmed_on=date.fromisoformat(row["on_date"]) if row else None,
    )


def known_to(office: OpenOffice | None) -> tuple[tuple[str, str], ...]:
    """Every legal system at hand, to choose from: its name and its title."""
    if office is None:
        library, day = shipped(), date.max
    else:
        with office.reading.connect() as connection:
            library = law_query.library_of(connection)
        day = office.today()
    return tuple((name, library.rules(name).at(day).title) for name in library.names())
