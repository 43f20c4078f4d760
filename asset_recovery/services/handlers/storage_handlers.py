"""Places of storage, labels, samples and stocktakes."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from asset_recovery.domain.actions import storage_actions as a
from asset_recovery.domain.actions.base import Action
from asset_recovery.domain.errors import NotFound, Reason, RuleViolation, ValidationFailed
from asset_recovery.domain.money import Money
from asset_recovery.domain.storage_facts import PlaceTree, StockLine, join_names
from asset_recovery.i18n import N_, _
from asset_recovery.persistence import tables as t
from asset_recovery.persistence.access_sql import Access
from asset_recovery.persistence.canonical import canonical
from asset_recovery.persistence.derived import put_search, search_entry
from asset_recovery.persistence.queries import storage_query
from asset_recovery.persistence.repositories import finder
from asset_recovery.reports.label_sheets import sheet_position
from asset_recovery.services.places import place_tree
from asset_recovery.services.refreshing import refresh_line, set_deadline
from asset_recovery.services.sampling_plan import draw_plan
from asset_recovery.services.scanning import labels_of
from asset_recovery.services.stocktaking import MOST_WARNINGS, Count, Thing, count, due_day
from asset_recovery.services.work import Work, listed, stored

RETURNS = ("To return",)


def define_storage(work: Work, command: a.DefineStorage) -> None:
    """A new place, or one that is completed or changed."""
    work.permit("define_storage", None)
    _not_in_future(work, command.on)
    tree = place_tree(work.unit.connection)
    _require_parent(tree, command)
    known = finder.storage_by_name(work.unit.connection, command.storage)
    given = {
        "parent": command.parent,
        "name": command.name,
        "address": command.address,
        "keeper": command.keeper,
        "environment": listed(command.environment) if command.environment else None,
        "capacity": command.capacity,
        "space": command.space,
    }
    values: dict[str, object] = {name: said for name, said in given.items() if said is not None}
    values |= {"kind": command.kind, "incomplete": 0, "closed_on": None}
    work.made["storage"] = command.storage
    if known is None:
        key = work.unit.insert(t.storage_place, reference=command.storage, **values)
    else:
        key = int(known["id"])
        work.unit.update(t.storage_place, known, **values)
    entry = search_entry("storage", work.unit.get(t.storage_place, key))
    put_search(work.unit.connection, entry)


def _require_parent(tree: PlaceTree, command: a.DefineStorage) -> None:
    """The place lies in another one that is there, and not in itself."""
    parent = command.parent
    if parent is None:
        return
    if parent == command.storage or command.storage in tree.above(parent):
        text = _("{place} cannot lie in {parent}, which is the same place or lies in it.")
        text = text.format(place=command.storage, parent=parent)
        raise ValidationFailed(Reason("field_invalid", text, field="parent"))
    known = tree.places.get(parent)
    if known is None:
        text = _("There is no place of storage {place}: set it up first.").format(place=parent)
        raise NotFound(Reason("not_found", text, "define_storage", field="parent"))
    if known.closed_on is not None:
        text = _("{place} was given up on {date}.").format(place=parent, date=known.closed_on)
        raise RuleViolation(Reason("closed_record", text, "define_storage", field="parent"))


def close_storage(work: Work, command: a.CloseStorage) -> None:
    """A place that holds nothing, in itself or below, is given up."""
    work.permit("close_storage", None)
    _not_in_future(work, command.on)
    connection = work.unit.connection
    row = finder.storage_by_name(connection, command.storage)
    if row is None:
        text = _("There is no place of storage {place}.").format(place=command.storage)
        raise NotFound(Reason("not_found", text, field="storage"))
    if row["closed_on"] is not None:
        text = _("The place was already given up on {date}.").format(date=row["closed_on"])
        raise RuleViolation(Reason("wrong_state", text))
    tree = place_tree(connection)
    inner = [one for one in tree.children(command.storage) if not tree.places[one].closed_on]
    holding = [
        one for one in tree.below(command.storage) if storage_query.holds_anything(connection, one)
    ]
    against = []
    if holding:
        text = _("Things are still kept there ({places}): move them first.").format(
            places=join_names(holding)
        )
        against.append(Reason("guard_failed", text, "move_custody", field="storage"))
    if inner:
        text = _("Places in it are still in use ({places}): give them up first.").format(
            places=join_names(inner)
        )
        against.append(Reason("guard_failed", text, "close_storage", field="storage"))
    if against:
        raise RuleViolation(against)
    last = storage_query.last_used(connection, command.storage)
    if last is not None and last > command.on.isoformat():
        text = _("Something was kept there until {date}.").format(date=last)
        raise ValidationFailed(Reason("date_order", text, field="on"))
    work.unit.update(t.storage_place, row, closed_on=command.on.isoformat())


def take_stock(work: Work, command: a.TakeStock) -> None:
    """The count of a place and of those in it, kept line by line, with its tasks and proposals."""
    work.permit("take_stock", None)
    _not_in_future(work, command.on)
    work.storage(command.storage)
    below = place_tree(work.unit.connection).below(command.storage)
    drawn = _drawn(work, command)
    made = count(work, command, below, drawn)
    reference = work.number("stocktake", command.stocktake)
    lists = made.lists()
    facts = {
        "counts": {name: len(names) for name, names in lists.items()},
        "damaged": len(made.things("damaged")),
        "differing": len(made.differing()),
        "expected": made.expected,
    }
    said = json.loads(stored(command)) | {"found": [], "stocktake": reference}
    said.pop("strangers", None)
    said.pop("damaged", None)
    event_id = keep_event(
        work, command, reference=reference, facts=facts, data=canonical(said), on=command.on
    )
    for line, thing in made.lines:
        work.unit.insert(
            t.stock_line,
            event_id=event_id,
            asset_id=None if thing is None else thing.id,
            label=line.label,
            outcome=line.outcome,
            place=line.place,
            expected=line.expected,
            counted=line.counted,
        )
    concerned = _note_finds(work, command, made, reference)
    concerned |= _tell(work, command, made, reference)
    refresh_line(work, sorted(concerned))
    work.told |= {name: tuple(names) for name, names in lists.items()}
    work.told["proposals"] = tuple(_proposals(command, made, reference))


def _note_finds(work: Work, command: a.TakeStock, made: Count, reference: str) -> set[int]:
    """What was found elsewhere than recorded is told to the things themselves, case by case.

    It moves nothing; the chain of custody shows it as a gap until somebody explains or moves it.
    """
    by_case: dict[int, list[Thing]] = {}
    for _line, thing in made.things("misplaced"):
        by_case.setdefault(thing.case_id, []).append(thing)
    said = canonical(
        {
            "storage": command.storage,
            "on": command.on.isoformat(),
            "by": list(command.by),
            "found": [],
            "stocktake": reference,
        }
    )
    for case_id, things in by_case.items():
        keep_event(
            work,
            command,
            facts={"stocktake": reference},
            data=said,
            on=command.on,
            case=work.stories.case(case_id),
            assets=[work.stories.asset(one.id) for one in things],
        )
    return {one.id for things in by_case.values() for one in things}


def _drawn(work: Work, command: a.TakeStock) -> set[str] | None:
    """What a plan drew, where the count follows one."""
    if command.sample is None:
        return None
    row = work.event("draw_sample", command.sample, "sample")
    facts = json.loads(row["facts"])
    return {str(name) for name in facts["drawn"]}


def _tell(work: Work, command: a.TakeStock, made: Count, reference: str) -> set[int]:
    """Warn of what is wrong; a task for each case of which something is missing or elsewhere.

    The things come back that have a task of their own.
    """
    for line, thing in made.things("missing"):
        if thing.headline in RETURNS:
            text = _("{asset} is missing and must be given back: its return was ordered.")
            made.warnings.append(
                Reason(
                    "release_pending",
                    text.format(asset=line.label),
                    "report_incident",
                    field="found",
                )
            )
    made.warnings.sort(key=lambda reason: reason.code != "release_pending")
    for reason in made.warnings[:MOST_WARNINGS]:
        work.warn(reason)
    more = len(made.warnings) - MOST_WARNINGS
    if more > 0:
        text = _("{count} further warnings: see the lists of {stocktake}.")
        work.warn(Reason("not_found", text.format(count=more, stocktake=reference)))
    concerned: set[int] = set()
    for name, title in _TASKS.items():
        lines = made.differing() if name == "differing" else made.things(name)
        concerned |= _tasks(work, command, lines, _(title), reference)
    return concerned


_TASKS = {
    "missing": N_("Stocktake {stocktake}: missing {assets}. Report the incident."),
    "misplaced": N_("Stocktake {stocktake}: not where the records say {assets}. Record the move."),
    "differing": N_("Stocktake {stocktake}: count differs of {assets}. Report the incident."),
}


def _tasks(
    work: Work,
    command: a.TakeStock,
    lines: Sequence[tuple[StockLine, Thing]],
    title: str,
    reference: str,
) -> set[int]:
    """One task for each case, hard where something must be given back."""
    by_case: dict[int, list[Thing]] = {}
    concerned: set[int] = set()
    for _line, thing in lines:
        by_case.setdefault(thing.case_id, []).append(thing)
    for case_id, things in by_case.items():
        alone = things[0] if len(things) == 1 else None
        set_deadline(
            work,
            case_id=case_id,
            asset_id=None if alone is None else alone.id,
            record=things[0].case if alone is None else alone.reference,
            title=title.format(
                stocktake=reference, assets=join_names(one.reference for one in things)
            ),
            due=max(command.on, work.today) + timedelta(days=due_day(work, case_id, command.on)),
            responsible="asset_manager",
            hard=any(one.headline in RETURNS for one in things),
            source="stocktake",
        )
        concerned |= set() if alone is None else {alone.id}
    return concerned


def _proposals(command: a.TakeStock, made: Count, reference: str) -> list[Mapping[str, object]]:
    """The actions that would put things right, for a person to give; nothing is done by itself."""
    on = command.on.isoformat()
    found: list[Mapping[str, object]] = []
    for line, thing in made.things("misplaced"):
        found.append(
            {"action": "move_custody", "asset": thing.reference, "on": on, "to": command.storage,
             "reason": f"{reference}: {line.place or '–'}"}
        )  # fmt: skip
    for _line, thing in made.things("missing"):
        found.append(_incident(thing, on, "loss", reference))
    for line, thing in made.differing():
        said = f"{reference}: {line.counted} / {line.expected}"
        found.append(_incident(thing, on, "discrepancy", said))
    for _line, thing in made.things("damaged"):
        found.append(_incident(thing, on, "damage", reference))
    return found


def _incident(thing: Thing, on: str, kind: str, said: str) -> dict[str, object]:
    return {
        "action": "report_incident",
        "asset": thing.reference,
        "on": on,
        "kind": kind,
        "description": said,
    }


def draw_sample(work: Work, command: a.DrawSample) -> None:
    """A plan for checking a part of a storage or of a case, by the figure `sample`."""
    case = work.case(command.case) if command.case is not None else None
    work.permit("draw_sample", None if case is None else int(case["id"]))
    _not_in_future(work, command.on)
    connection = work.unit.connection
    places = _places_of_plan(work, command)
    access = Access.of(work.actor, work.today)
    rows = storage_query.contents(connection, access, places, command.on.isoformat())
    if case is not None:
        rows = [row for row in rows if int(row["case_id"]) == int(case["id"])]
    above = _in_base(work, command.always_above, command.on)
    plan = draw_plan(work.base_currency, rows, command, above)
    reference = work.number("sample", command.sample)
    keep_event(work, command, reference=reference, facts=plan, on=command.on, case=case)
    work.told |= {"sample": tuple(plan["drawn"]), "strata": tuple(plan["strata"])}


def _in_base(work: Work, amount: Money | None, on: date) -> Money | None:
    if amount is None or amount.currency == work.base_currency:
        return amount
    found = work.convert(amount, work.base_currency, on)
    if found is None:
        text = _("No rate of {currency} is on file.").format(currency=amount.currency)
        raise ValidationFailed(Reason("rate_missing", text, "record_rate", field="always_above"))
    return found


def _places_of_plan(work: Work, command: a.DrawSample) -> list[str]:
    tree = place_tree(work.unit.connection)
    if command.storage is None:
        return list(tree.places)
    if command.storage not in tree.places:
        text = _("There is no place of storage {place}.").format(place=command.storage)
        raise NotFound(Reason("not_found", text, field="storage"))
    return tree.below(command.storage)


def issue_label(work: Work, command: a.IssueLabel) -> None:
    """Labels are entered in the register; one of the same size printed before is void."""
    assets = work.assets(command)
    cases = {int(asset["case_id"]) for asset in assets}
    for case_id in sorted(cases):
        work.permit("issue_label", case_id)
    _not_in_future(work, command.on)
    if command.sheet is not None:
        sheet_position(command.sheet, command.size, command.start or 1)
    copies: dict[int, dict[str, dict[str, object]]] = {}
    again: list[Reason] = []
    for place, asset in enumerate(assets, start=1):
        reference = str(asset["reference"])
        known = labels_of(work.unit.connection, int(asset["id"]), reference)
        voids = [one.copy for one in known if one.size == command.size and not one.void]
        if voids and command.reason is None:
            text = _("{asset} has a label of this size: say why it is printed again.")
            row = place if len(assets) > 1 else None
            again.append(Reason("field_missing", text.format(asset=reference), None, "reason", row))
        last = max((one.copy for one in known), default=0)
        own = copies.setdefault(int(asset["case_id"]), {})
        own[reference] = {"copy": last + 1, "voids": voids}
    if again:
        raise ValidationFailed(again)
    for case_id, by_asset in copies.items():
        case = work.stories.case(case_id)
        keep_event(
            work,
            command,
            reference=finder.next_number(
                work.unit.connection, t.event, f"LB-{work.today.year}-", 6
            ),
            facts={"by_asset": by_asset},
            on=command.on,
            case=case,
            assets=[asset for asset in assets if int(asset["case_id"]) == case_id],
        )
        if len(copies) == 1:
            work.journal_case = str(case["reference"])
    work.told |= {"size": command.size, "sheet": command.sheet, "start": command.start}
    work.told["copies"] = {
        name: said["copy"] for own in copies.values() for name, said in own.items()
    }


def keep_event(  # noqa: PLR0913 - the parts of an event
    work: Work,
    command: Action,
    *,
    facts: Mapping[str, object],
    on: date,
    reference: str | None = None,
    data: str | None = None,
    case: Mapping[str, Any] | None = None,
    assets: Sequence[Mapping[str, Any]] = (),
) -> int:
    """An event that changes no state of an asset: it is kept, not judged."""
    unit = work.unit
    event_id = unit.insert(
        t.event,
        seq=unit.next_seq,
        action=type(command).action(),
        case_id=None if case is None else case["id"],
        reference=reference,
        on_date=on.isoformat(),
        status="in_effect",
        effective_on=on.isoformat(),
        effective_seq=unit.next_seq,
        author_id=work.actor.id,
        recorded_at=unit.now,
        data=stored(command) if data is None else data,
        facts=canonical(dict(facts)),
        irregular="[]",
        warnings="[]",
    )
    for asset in assets:
        unit.insert(t.event_asset, event_id=event_id, asset_id=asset["id"])
    return event_id


def _not_in_future(work: Work, on: date) -> None:
    if on > work.today:
        text = _("{date} lies in the future: what is still to come is a term or a deadline.")
        raise ValidationFailed(Reason("date_in_future", text.format(date=on), field="on"))


HANDLERS: dict[type[Action], Callable[..., None]] = {
    a.DefineStorage: define_storage,
    a.CloseStorage: close_storage,
    a.TakeStock: take_stock,
    a.DrawSample: draw_sample,
    a.IssueLabel: issue_label,
}
