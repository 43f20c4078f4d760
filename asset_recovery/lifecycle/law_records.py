"""Every record of a legal system by its name, as people confirm it: `parameters.return_due`."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from asset_recovery.lifecycle.law_tables import Parameter, Rules, Standing
from asset_recovery.lifecycle.rules import LawVersion

UNCONFIRMED = frozenset({"K", "K?", "V2"})


@dataclass(frozen=True, slots=True)
class LawRecord:
    """One record in force on a day: what it says, and on whose word.

    `value` is what it says in short, `digest` what a confirmation is of: the same words, wherever
    they stand, are confirmed once.
    """

    rule: str
    kind: str
    value: str
    unit: str
    valid_from: date | None
    valid_to: date | None
    mark: str
    source: str
    digest: str
    title: str = ""

    @property
    def needs_checking(self) -> bool:
        """Whether a lawyer is to check it before it is relied on."""
        return self.mark in UNCONFIRMED


def records(version: LawVersion, on: date) -> list[LawRecord]:
    """The records of a version in force on a day, those of its base among them."""
    rules = version.view(on)
    found = [
        *_parameters(rules, on),
        *_routes(rules),
        *_modes(rules),
        *_guards(rules),
        *_approvals(rules),
        *_terms(rules),
        *_steps(rules),
    ]
    seen: dict[str, LawRecord] = {}
    for record in found:
        seen.setdefault(record.rule, record)
    return list(seen.values())


def _record(rule: str, value: str, standing: Standing, unit: str = "") -> LawRecord:
    begins = None if standing.valid_from == date.min else standing.valid_from
    said = "\n".join(
        (rule, value, unit, standing.source, standing.mark, str(begins), str(standing.valid_to))
    )
    return LawRecord(
        rule=rule,
        kind=rule.partition(".")[0],
        value=value,
        unit=unit,
        valid_from=begins,
        valid_to=standing.valid_to,
        mark=standing.mark,
        source=standing.source,
        digest=hashlib.sha256(said.encode("utf-8")).hexdigest(),
    )


def of_parameter(parameter: Parameter) -> LawRecord:
    """The record of one parameter."""
    standing = Standing(parameter.valid_from, parameter.valid_to, parameter.basis, parameter.mark)
    unit = parameter.unit
    if parameter.alternative:
        unit = f"{unit} or {parameter.alternative}"
    found = _record(f"parameters.{parameter.key}", parameter.value, standing, unit)
    return replace(found, title=parameter.title)


def _parameters(rules: Rules, on: date) -> Iterator[LawRecord]:
    for key in rules.parameters:
        yield of_parameter(rules.parameter(key, on))


def _routes(rules: Rules) -> Iterator[LawRecord]:
    for name, route in rules.routes.items():
        said = [
            f"{key.replace('_', ' ')}: {', '.join(map(str, kinds))}"
            for key in ("proof", "proof_for_mixed", "wished")
            if isinstance(kinds := route.get(key), list) and kinds
        ]
        if route.get("notice_before_final"):
            said.append("notice before final")
        yield _record(f"routes.{name}", "; ".join(said), _standing(rules, f"routes.{name}"))


def _modes(rules: Rules) -> Iterator[LawRecord]:
    for name, terms in rules.modes.items():
        yield _record(f"modes.{name}", ", ".join(terms), _standing(rules, f"modes.{name}"))


def _standing(rules: Rules, rule: str) -> Standing:
    return rules.standings.get(rule, Standing(source=rules.source, mark=rules.mark))


def _guards(rules: Rules) -> Iterator[LawRecord]:
    for guard in rules.guards:
        when, requires = guard.written
        said = [f"{', '.join(sorted(guard.actions))}", f"{guard.effect}: {guard.text}"]
        said += [f"when {when}"] if when else []
        said += [f"requires {requires}"] if requires else []
        yield _record(f"guard.{guard.key}", "; ".join(said), guard.standing)


def _approvals(rules: Rules) -> Iterator[LawRecord]:
    numbers: dict[str, int] = {}
    for rule in rules.approvals:
        numbers[rule.key] = numbers.get(rule.key, 0) + 1
        number = numbers[rule.key]
        key = rule.key if number == 1 else f"{rule.key}:{number}"
        levels = ", then ".join(" or ".join(level) for level in rule.levels) or "nobody"
        when = f"; when {rule.written}" if rule.written else ""
        yield _record(f"approval.{key}", levels.replace("_", " ") + when, rule.standing)


def _terms(rules: Rules) -> Iterator[LawRecord]:
    for name, rows in rules.tables.items():
        for row in rows:
            said = str(row.get("title", ""))
            length = row.get("length", row.get("count", row.get("period", "")))
            if length != "":
                said = f"{said}: {length}"
            yield _record(
                f"{name}.{row.get('code', row.get('key'))}", said, _of_row(row, rules),
                str(row.get("unit", "")),
            )  # fmt: skip


def _of_row(row: Mapping[str, object], rules: Rules) -> Standing:
    begins, ends = row.get("valid_from"), row.get("valid_to")
    return Standing(
        begins if isinstance(begins, date) else date.min,
        ends if isinstance(ends, date) else None,
        str(row.get("source", row.get("legal_source", rules.source))),
        str(row.get("mark", rules.mark)),
    )


def _steps(rules: Rules) -> Iterator[LawRecord]:
    for step in rules.steps:
        kinds = f":{'+'.join(sorted(step.kinds))}" if step.kinds else ""
        moves = [
            f"{'/'.join(sorted(move.sources))} → {move.to or 'unchanged'}"
            + (f" if {' and '.join(move.conditions)}" if move.conditions else "")
            for move in step.moves
        ]
        said = [f"guards {', '.join(step.guards)}"] if step.guards else []
        said += [f"warns {', '.join(step.warns)}"] if step.warns else []
        said += moves
        yield _record(f"step.{step.action}{kinds}", "; ".join(said), step.standing)


def named(found: list[LawRecord], rule: str) -> LawRecord | None:
    """The record of a name, or of a bare key that only one of them has."""
    exact = [one for one in found if one.rule == rule]
    alike = exact or [one for one in found if one.rule.partition(".")[2] == rule]
    return alike[0] if len(alike) == 1 else None
