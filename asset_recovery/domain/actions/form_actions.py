"""Actions on forms: the office installs one of its own, or a newer version of a delivered one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from asset_recovery.domain.actions.arguments import Day, Text
from asset_recovery.domain.actions.base import Action
from asset_recovery.domain.actions.office_actions import FilePath
from asset_recovery.i18n import N_


@dataclass(frozen=True, kw_only=True, slots=True)
class InstallForm(Action):
    """A form, or a new version of one, is offered by the office from a day on."""

    TITLE: ClassVar[str] = N_("Install a form")
    file: FilePath
    from_: Day
    reason: Text


ACTIONS: tuple[type[Action], ...] = (InstallForm,)
