"""Actions on the custody of keys with split knowledge: envelopes and devices, never the key."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated, ClassVar

from asset_recovery.domain.actions.arguments import (
    AccountRef,
    Day,
    Flag,
    LongText,
    NewReference,
    Pairs,
    Text,
    Texts,
)
from asset_recovery.domain.actions.base import Action, AssetAction, choice
from asset_recovery.domain.errors import Reason, ValidationFailed
from asset_recovery.i18n import N_

PEOPLE = 2
_SCHEME = re.compile(r"([1-9]\d?)[ -]?(?:of|/)[ -]?([1-9]\d?)", re.IGNORECASE | re.ASCII)


def parts_of_scheme(scheme: str) -> tuple[int, int] | None:
    """How many parts of how many sign ("2-of-3"); None where it says no such thing."""
    found = _SCHEME.fullmatch(scheme.strip())
    if found is None:
        return None
    needed, there = int(found[1]), int(found[2])
    return (needed, there) if needed <= there else None


def _two(people: tuple[str, ...], field: str) -> list[Reason]:
    if len({one.casefold() for one in people}) >= PEOPLE:
        return []
    text = "Two different people, each of them named: nobody handles a key alone."
    return [Reason("same_person", text, field=field)]


@dataclass(frozen=True, kw_only=True, slots=True)
class RecordKeyCustody(AssetAction):
    """An envelope or a device with a part of a key is put away: where, by which scheme, for whom.

    `scheme` reads as "2-of-3"; `holders` are {role: person}, two different people at least. The
    key itself, a seed phrase or a PIN is never entered.
    """

    TITLE: ClassVar[str] = N_("Record the custody of a key")
    account: AccountRef | None = None
    on: Day
    envelope: NewReference
    storage: Text
    scheme: Text
    holders: Pairs
    sealed_by: Texts = ()
    seal: Text | None = None
    carrier: Annotated[str, choice("key_carriers")] | None = None

    def check(self) -> None:
        """An asset or a wallet; knowledge is split between two people at least."""
        faults = []
        if self.account is None:
            super(RecordKeyCustody, self).check()
        faults += _two(tuple(person for _role, person in self.holders), "holders")
        if self.sealed_by:
            faults += _two(self.sealed_by, "sealed_by")
        if faults:
            raise ValidationFailed(faults)


@dataclass(frozen=True, kw_only=True, slots=True)
class CheckKeyCustody(Action):
    """Two people look whether an envelope or device is there and its seal whole."""

    TITLE: ClassVar[str] = N_("Check the custody of a key")
    envelope: Text
    on: Day
    by: Texts
    seal_intact: Flag
    findings: LongText | None = None

    def check(self) -> None:
        """Two people look; a broken seal is described."""
        faults = _two(self.by, "by")
        if not self.seal_intact and not self.findings:
            text = "Say what was found: the seal is not whole."
            faults.append(Reason("field_missing", text, field="findings"))
        if faults:
            raise ValidationFailed(faults)


@dataclass(frozen=True, kw_only=True, slots=True)
class MoveKeyCustody(Action):
    """An envelope or device is handed over to another place or other holders."""

    TITLE: ClassVar[str] = N_("Hand over the custody of a key")
    envelope: Text
    on: Day
    storage: Text
    handed_over_by: Text
    received_by: Text
    holders: Pairs = ()
    seal: Text | None = None

    def check(self) -> None:
        """Giver and taker are two people; holders stay two at least."""
        faults = []
        if self.handed_over_by.casefold() == self.received_by.casefold():
            text = "Giver and taker are two different people."
            faults.append(Reason("same_person", text, field="received_by"))
        if self.holders:
            faults += _two(tuple(person for _role, person in self.holders), "holders")
        if faults:
            raise ValidationFailed(faults)


ACTIONS: tuple[type[Action], ...] = (RecordKeyCustody, CheckKeyCustody, MoveKeyCustody)
