"""Which fields of an editor apply to the kind that is chosen in it: persons, companies, States."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asset_recovery.domain.actions.party_actions import (
    ENTITIES,
    NATURAL,
    OF_LEGAL_PERSONS,
    OF_NATURAL_PERSONS,
)
from asset_recovery.ui.editors.fields import ChoiceField
from asset_recovery.ui.widgets.plain import chosen

if TYPE_CHECKING:
    from asset_recovery.ui.editors.command_editor import FieldSet

_OF_PARTIES = ("register_party", "change_party")
_OF_THE_LIVING = ("born", "died", "nationality", "pep")


def not_of_kind(kind: str) -> tuple[str, ...]:
    """The fields that are not asked of a party of this kind; none while it is not known."""
    if kind == NATURAL:
        return OF_LEGAL_PERSONS
    return (*OF_NATURAL_PERSONS, *_OF_THE_LIVING) if kind in ENTITIES else ()


def follow_kind(action: str, *parts: FieldSet) -> None:
    """The fields of a party change as its kind is chosen."""
    if action not in _OF_PARTIES:
        return
    control = next((part.controls["kind"] for part in parts if "kind" in part.controls), None)
    if not isinstance(control, ChoiceField):
        return
    box = control.widget

    def show() -> None:
        for part in parts:
            part.hide_fields(not_of_kind(chosen(box)))

    box.currentIndexChanged.connect(show)
    show()
