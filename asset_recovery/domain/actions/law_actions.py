"""Actions on legal systems: one is installed, a rule of one is confirmed by the legal unit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from asset_recovery.domain.actions.arguments import Day, Text
from asset_recovery.domain.actions.base import Action
from asset_recovery.domain.actions.office_actions import FilePath
from asset_recovery.i18n import N_


@dataclass(frozen=True, kw_only=True, slots=True)
class InstallLegalSystem(Action):
    """A legal system, or a new version of one, is used by the office from a day on."""

    TITLE: ClassVar[str] = N_("Install a legal system")
    file: FilePath
    from_: Day
    reason: Text


@dataclass(frozen=True, kw_only=True, slots=True)
class ConfirmRule(Action):
    """The legal unit checked a rule: it no longer prints as unverified."""

    TITLE: ClassVar[str] = N_("Confirm a rule")
    legal_system: Text
    rule: Text
    on: Day


ACTIONS: tuple[type[Action], ...] = (InstallLegalSystem, ConfirmRule)
