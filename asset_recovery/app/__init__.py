"""Composition: opens the office, builds the services, shows the window. Sees all rooms."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from asset_recovery.domain.actions.base import ActionSpec
    from asset_recovery.lifecycle.permissions import Actor
    from asset_recovery.services.office import Office


def main(place: str | None = None) -> int:
    """Show the window on the office in this place until it is closed; the exit code comes back."""
    from asset_recovery.app.start import show_window  # noqa: PLC0415 - Qt only where it is shown

    return show_window(None if place is None else Path(place))


def gallery_of(office: Office, actor: Actor, folder: Path) -> Sequence[Path]:
    """Every page, dialog and state of the window over an open office, as pictures."""
    from asset_recovery.app.pictures import take_pictures  # noqa: PLC0415

    return take_pictures(office, actor, folder)


def with_choices(spec: ActionSpec) -> ActionSpec:
    """An action with the lists that its editor in the window offers, such as the forms."""
    from asset_recovery.app.field_lists import with_lists  # noqa: PLC0415

    return with_lists(spec)
