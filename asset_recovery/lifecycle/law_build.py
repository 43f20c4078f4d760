"""Rules from a parsed file: what it does not say comes from the system on which it is based.

The file was checked before (`rules_lint`): names are known and values have their types.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from asset_recovery.domain.errors import Reason, ValidationFailed
from asset_recovery.domain.expression import Node, parse
from asset_recovery.lifecycle.law_tables import (
    ApprovalRule,
    GuardRule,
    Move,
    Parameter,
    Rules,
    Standing,
    Step,
)

AXES = ("legal", "management", "dispute", "money")
KEPT_TABLES = ("deadline_rule",)  # read by the rooms that they concern
Raw = Mapping[str, object]


def build(raw: Raw, base: Rules | None, on: date) -> Rules:
    """The rules in force on a day: own records first, then those of the base."""
    system = table(raw, "system")
    whole = standing(system, Standing(mark="K"))
    groups = {**(base.groups if base else {}), **expanded(table(raw, "groups"), base)}
    routes = _dated(raw, "routes", whole, on)
    modes = _dated(raw, "modes", whole, on)
    valuations, waterfall = table(raw, "valuations"), table(raw, "waterfall")
    given: dict[str, Standing] = dict(base.standings) if base else {}
    given |= {f"routes.{name}": found for name, (_entry, found) in routes.items()}
    given |= {f"modes.{name}": found for name, (_entry, found) in modes.items()}
    return Rules(
        id=str(system["id"]),
        title=str(system["title"]),
        version=str(system["version"]),
        valid_from=_day(system, "valid_from") or date.min,
        mark=str(system.get("mark", "K")),
        steps=(*_steps(raw, groups, whole, on), *(base.steps if base else ())),
        approvals=(*_approvals(raw, whole, on), *(base.approvals if base else ())),
        groups=groups,
        routes={
            **(base.routes if base else {}),
            **{name: entry for name, (entry, _days) in routes.items()},
        },
        modes={
            **(base.modes if base else {}),
            **{name: tuple(texts(entry["terms"])) for name, (entry, _days) in modes.items()},
        },
        counting_kinds=frozenset(texts(valuations["counting_kinds"]))
        if valuations
        else _of(base).counting_kinds,
        counting_where_marked=frozenset(texts(valuations["counting_kinds_where_marked"]))
        if valuations
        else _of(base).counting_where_marked,
        waterfall=tuple(texts(waterfall["order"])) if waterfall else _of(base).waterfall,
        parameters=_parameters(raw, base, whole),
        guards=_guards(raw, base, whole, on),
        standings=given,
        tables={name: _kept(raw, base, name, whole, on) for name in KEPT_TABLES},
        source=whole.source,
        based_on=base.name if base else "",
        notice=str(system.get("notice", "")),
    )


def cuts(raw: Raw) -> set[date]:
    """The days on which some record of the file begins or has just ended."""
    found: set[date] = set()
    for entry in _every(raw):
        begins, ends = _day(entry, "valid_from"), _day(entry, "valid_to")
        found |= {begins} if begins else set()
        found |= {ends + timedelta(days=1)} if ends and ends < date.max else set()
    return found


def _every(value: object) -> Iterator[Raw]:
    if isinstance(value, Mapping):
        yield value
        for part in value.values():
            yield from _every(part)
    elif isinstance(value, list):
        for part in value:
            yield from _every(part)


def expanded(own: Raw, base: Rules | None) -> dict[str, frozenset[str]]:
    """Groups with every `@other` replaced by its members; a cycle adds nothing."""
    known = base.groups if base else {}

    def members(name: str, seen: frozenset[str]) -> set[str]:
        if name not in own:
            return set(known.get(name, ()))
        found: set[str] = set()
        for member in texts(own[name]):
            if not member.startswith("@"):
                found.add(member)
            elif member[1:] == name and name in known:
                found |= known[name]  # the group of the base, with more in it
            elif member[1:] not in seen:
                found |= members(member[1:], seen | {name})
        return found

    return {name: frozenset(members(name, frozenset({name}))) for name in own}


def standing(entry: Raw, default: Standing) -> Standing:
    """Days, source and mark of a record; what it does not say is that of the whole system."""
    return Standing(
        valid_from=_day(entry, "valid_from") or date.min,
        valid_to=_day(entry, "valid_to"),
        source=str(entry.get("source", entry.get("basis", default.source))),
        mark=str(entry.get("mark", default.mark)),
    )


def _in_force(raw: Raw, name: str, whole: Standing, on: date) -> Iterator[tuple[Raw, Standing]]:
    for entry in tables(raw, name):
        found = standing(entry, whole)
        if found.holds(on):
            yield entry, found


def _steps(
    raw: Raw, groups: Mapping[str, frozenset[str]], whole: Standing, on: date
) -> Iterator[Step]:
    for entry, days in _in_force(raw, "step", whole, on):
        if entry.get("disabled"):
            continue
        moves = tuple(_move(move, groups) for move in tables(entry, "moves"))
        used = {move.axis for move in moves}
        yield Step(
            action=str(entry["action"]),
            kinds=frozenset(texts(entry.get("kinds", []))),
            guards=tuple(texts(entry.get("guards", []))),
            warns=tuple(texts(entry.get("warns", []))),
            moves=moves,
            axes=tuple(axis for axis in AXES if axis in used),
            standing=days,
        )


def _move(raw: Raw, groups: Mapping[str, frozenset[str]]) -> Move:
    sources: set[str] = set()
    for name in texts(raw.get("from", ["*"])):
        sources |= groups[name[1:]] if name.startswith("@") else {name}
    return Move(
        axis=str(raw.get("axis", "legal")),
        sources=frozenset(sources),
        to=str(raw["to"]),
        conditions=tuple(filter(None, str(raw.get("when", "")).split("+"))),
    )


def _approvals(raw: Raw, whole: Standing, on: date) -> Iterator[ApprovalRule]:
    for entry, days in _in_force(raw, "approval", whole, on):
        levels = entry["levels"]
        assert isinstance(levels, list)
        action, kinds = str(entry["action"]), texts(entry.get("kinds", []))
        yield ApprovalRule(
            action=action,
            when=condition(entry, "when"),
            levels=tuple(tuple(texts(level)) for level in levels),
            kinds=frozenset(kinds),
            written=str(entry.get("when", "")),
            key=str(entry.get("key", ":".join((action, *kinds)))),
            standing=days,
        )


def _guards(raw: Raw, base: Rules | None, whole: Standing, on: date) -> tuple[GuardRule, ...]:
    own = [_guard(entry, days) for entry, days in _in_force(raw, "guard", whole, on)]
    own += _disabled(raw, whole, on)
    replaced = {guard.key for guard in own}
    inherited = [g for g in (base.guards if base else ()) if g.key not in replaced]
    return tuple(guard for guard in (*own, *inherited) if guard.effect != "off")


def _disabled(raw: Raw, whole: Standing, on: date) -> Iterator[GuardRule]:
    """Steps and routes of the base that this system does not know: each is refused by a guard."""
    title = table(raw, "system")["title"]
    for entry, days in _in_force(raw, "step", whole, on):
        if entry.get("disabled"):
            action, kinds = str(entry["action"]), texts(entry.get("kinds", []))
            yield GuardRule(
                key=":".join(("no_step", action, *kinds)),
                actions=frozenset({action}),
                kinds=frozenset(kinds),
                code="guard_failed",
                text=f"There is no such step under {title}.",
                standing=days,
            )
    for name, (entry, days) in _dated(raw, "routes", whole, on).items():
        if entry.get("disabled"):
            yield GuardRule(
                key=f"no_route:{name}",
                actions=frozenset({"record_order", "file_confiscation"}),
                kinds=frozenset(),
                code="guard_failed",
                text=f"There is no route {name.replace('_', ' ')} under {title}.",
                when=parse(f"route = '{name}' and {_SEEKS}", "when"),
                standing=days,
            )


# What seeks confiscation: a filing, or an order of one of these kinds.
_SEEKS = (
    "(action = 'file_confiscation' or kind in ('confiscation_object', 'confiscation_value', "
    "'confiscation_extended', 'confiscation_third_party', 'ncb_judicial', 'civil_in_rem', "
    "'unexplained_wealth', 'administrative'))"
)


def _guard(entry: Raw, days: Standing) -> GuardRule:
    action = entry["action"]
    clear_with = entry.get("clear_with")
    return GuardRule(
        key=str(entry["key"]),
        actions=frozenset(texts(action) if isinstance(action, list) else [str(action)]),
        kinds=frozenset(texts(entry.get("kinds", []))),
        code=str(entry.get("code", "guard_failed")),
        text=str(entry.get("text", "")),
        when=condition(entry, "when"),
        requires=condition(entry, "requires"),
        clear_with=None if clear_with is None else str(clear_with),
        effect=str(entry.get("effect", "refuse")),
        written=(str(entry.get("when", "")), str(entry.get("requires", ""))),
        standing=days,
    )


def condition(entry: Raw, name: str) -> Node | None:
    """The tree of a condition; None where there is none."""
    written = str(entry.get(name, "")).strip()
    return parse(written, name) if written else None


def _parameters(
    raw: Raw, base: Rules | None, whole: Standing
) -> Mapping[str, tuple[Parameter, ...]]:
    found = dict(base.parameters) if base else {}
    since = _day(table(raw, "system"), "valid_from") or date.min
    for key, given in table(raw, "parameters").items():
        own = [_parameter(key, entry, since, whole) for entry in entries(given)]
        own.sort(key=lambda parameter: parameter.valid_from)
        found[key] = (*found.get(key, ()), *own)
    return found


def _parameter(key: str, entry: Raw, since: date, whole: Standing) -> Parameter:
    return Parameter(
        key=key,
        value=str(entry["value"]),
        unit=str(entry["unit"]),
        valid_from=_day(entry, "valid_from") or since,
        alternative=str(entry.get("alternative", "")),
        mark=str(entry.get("mark", whole.mark)),
        basis=str(entry.get("source", entry.get("basis", whole.source))),
        valid_to=_day(entry, "valid_to"),
        title=str(entry.get("title", "")),
    )


def _dated(raw: Raw, name: str, whole: Standing, on: date) -> dict[str, tuple[Raw, Standing]]:
    """Of each route or mode the entry in force, the newest of several."""
    found: dict[str, tuple[Raw, Standing]] = {}
    for key, given in table(raw, name).items():
        dated = [(entry, standing(entry, whole)) for entry in entries(given)]
        dated = [(entry, days) for entry, days in dated if days.holds(on)]
        if dated:
            found[key] = max(dated, key=lambda pair: pair[1].valid_from)
    return found


def _kept(raw: Raw, base: Rules | None, name: str, whole: Standing, on: date) -> tuple[Raw, ...]:
    own = [entry for entry, _days in _in_force(raw, name, whole, on)]
    codes = {entry.get("code", entry.get("key")) for entry in own}
    inherited = base.tables.get(name, ()) if base else ()
    rest = [e for e in inherited if e.get("code", e.get("key")) not in codes]
    return (*own, *rest)


def _of(base: Rules | None) -> Rules:
    if base is None:
        raise ValidationFailed(
            Reason("rule_pack_invalid", "The legal system lacks valuations or waterfall.")
        )
    return base


def _day(entry: Raw, name: str) -> date | None:
    found = entry.get(name)
    return found if isinstance(found, date) else None


def table(raw: Raw, name: str) -> dict[str, object]:
    """A table of the file; {} where it is left out."""
    found = raw.get(name, {})
    assert isinstance(found, dict)
    return found


def tables(raw: Raw, name: str) -> list[dict[str, object]]:
    """A list of tables of the file; [] where it is left out."""
    found = raw.get(name, [])
    assert isinstance(found, list)
    return found


def entries(given: object) -> Iterable[Raw]:
    """The dated entries of a parameter, route or mode: one table, several, or a bare list."""
    if isinstance(given, Mapping):
        return [given]
    assert isinstance(given, list)
    if all(isinstance(part, Mapping) for part in given) and given:
        return given
    return [{"terms": given}]


def texts(value: object) -> list[str]:
    """A list of texts."""
    assert isinstance(value, list)
    return [str(item) for item in value]
