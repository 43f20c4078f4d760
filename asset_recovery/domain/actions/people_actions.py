"""Actions on who works on a case, who stands aside, and what was learnt from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from asset_recovery.domain.actions.arguments import CaseRef, Day, Text, UserRef
from asset_recovery.domain.actions.base import Action
from asset_recovery.i18n import N_


@dataclass(frozen=True, kw_only=True, slots=True)
class WithdrawRecusal(Action):
    """A supervisor finds that a user need no longer stand aside in a case."""

    TITLE: ClassVar[str] = N_("Withdraw a recusal")
    case: CaseRef
    user: UserRef
    on: Day
    reason: Text


ACTIONS: tuple[type[Action], ...] = (WithdrawRecusal,)
# What stays in the office: these are on no paper for a court, another State or an affected person.
INTERNAL = frozenset({"declare_interest", *(one.action() for one in ACTIONS)})
