"""What is known of a party is corrected or completed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from asset_recovery.domain.actions import party_actions as p
from asset_recovery.domain.actions.base import Action
from asset_recovery.domain.errors import Reason
from asset_recovery.i18n import _
from asset_recovery.persistence import tables as t
from asset_recovery.persistence.derived import asset_search_entry, put_search, search_entry
from asset_recovery.persistence.queries.party_query import roles_of_party
from asset_recovery.services.handlers.case_handlers import similar_names
from asset_recovery.services.keeping_parties import check_particulars, particulars_of
from asset_recovery.services.work import Work, listed

_TEXTS = ("kind", "name", "born", "died", "nationality", "address", "country", "gatekeeper_role")


def change_party(work: Work, command: p.ChangeParty) -> None:
    """What is given takes the place of what was there; the search follows a new name."""
    work.permit("change_party", None)
    row = work.find("party", command.party)
    command.check_kind(command.kind or str(row["kind"]))
    check_particulars(work, command)
    for reference in command.documents:
        work.find("document", reference, "documents")
    if command.name is not None and command.name != row["name"]:
        for name in similar_names(work, command.name, but=str(row["reference"])):
            work.warn(Reason("possible_match", _("Possible match: {name}.").format(name=name)))
    values: dict[str, object] = {
        name: value for name in _TEXTS if (value := getattr(command, name)) is not None
    }
    for name in ("aliases", "identifiers"):
        if getattr(command, name):
            values[name] = listed(getattr(command, name))
    if command.pep is not None:
        values["pep"] = "yes" if command.pep else "no"
    values["particulars"] = particulars_of(command, row["particulars"])
    work.unit.update(t.party, row, **values)
    changed = work.unit.get(t.party, int(row["id"]))
    put_search(work.unit.connection, search_entry("party", changed))
    if changed["name"] != row["name"]:
        _follow_name(work, row)
    work.made["party"] = str(row["reference"])


def _follow_name(work: Work, party: Mapping[str, Any]) -> None:
    """Assets are found by the names of their parties."""
    connection = work.unit.connection
    linked = {row["asset_id"] for row in roles_of_party(connection, int(party["id"]))} - {None}
    for key in sorted(linked):
        asset = work.unit.get(t.asset, int(key))
        put_search(connection, asset_search_entry(connection, asset))


HANDLERS: dict[type[Action], Callable[..., None]] = {p.ChangeParty: change_party}
