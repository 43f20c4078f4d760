"""`types`: the catalogue of asset types, and the fields of one of them."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from asset_recovery.cli.action_commands import said_of
from asset_recovery.cli.desk import logged_in
from asset_recovery.cli.speaking import DONE, as_json, facts, say, table
from asset_recovery.domain.asset_types import AssetType, asset_type, asset_types, field_groups
from asset_recovery.i18n import _
from asset_recovery.services.same_assets import SameAssets


def add_to(commands: argparse._SubParsersAction) -> None:  # type: ignore[type-arg]  # noqa: SLF001
    """Make the command known."""
    types_ = commands.add_parser("types", help="asset types, their fields and identifiers")
    types_.add_argument("code", nargs="?", help="one type, such as VES-YAC, with its fields")
    types_.set_defaults(command=types)
    same_ = commands.add_parser("duplicates", help="assets with the same identifier, to be decided")
    same_.set_defaults(command=duplicates)


def duplicates(parsed: argparse.Namespace) -> int:
    """Every pair of assets with the same identifier on which nobody has decided yet."""
    with logged_in(said_of(parsed)) as (office, actor):
        found = SameAssets(engine=office.reading, today=office.today).rows(actor)
    rows = [asdict(one) for one in found]
    if parsed.json:
        say(as_json(rows))
    elif rows:
        table(list(rows[0]), [list(row.values()) for row in rows])
    else:
        say(_("No two assets bear the same identifier."))
    return DONE


def types(parsed: argparse.Namespace) -> int:
    """Every type in a line, or one type with its fields."""
    if parsed.code is not None:
        _one(asset_type(str(parsed.code)), json_wanted=parsed.json)
        return DONE
    rows: list[dict[str, object]] = [_line(kind) for kind in asset_types().values()]
    if parsed.json:
        say(as_json(rows))
    else:
        table(list(rows[0]), [list(row.values()) for row in rows])
    return DONE


def _line(kind: AssetType) -> dict[str, object]:
    return {
        "code": kind.code,
        "label": _(kind.label),
        "unit": kind.unit,
        "perishability": kind.perishability,
        "depreciation": kind.depreciation,
        "keeping_cost": kind.keeping_cost,
        "strategy": kind.strategy,
        "fields": len(kind.fields),
    }


def _one(kind: AssetType, *, json_wanted: bool) -> None:
    head = {
        **_line(kind),
        "advice": _(kind.advice),
        "identifiers": list(kind.identifiers),
        "revaluation_months": kind.revaluation_months,
        "revaluation_note": kind.revaluation_note,
        "followthemoney": kind.ftm,
        "goaml": kind.goaml or kind.goaml_funds,
    }
    rows: list[dict[str, object]] = [
        {
            "key": one.key,
            "group": _(field_groups()[one.group]),
            "label": _(one.label),
            "type": one.type,
            "unit": one.unit,
            "takes": ", ".join(one.choices or one.columns),
        }
        for one in kind.fields
    ]
    if json_wanted:
        say(as_json({**head, "fields": rows}))
        return
    facts(head)
    table(list(rows[0]), [list(row.values()) for row in rows])
