"""Actions on the versions of a request: what follows a signature, what the records say anew."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, ClassVar

from asset_recovery.domain.actions.arguments import (
    Day,
    LongText,
    NewReference,
    RequestRef,
    Text,
    Texts,
)
from asset_recovery.domain.actions.base import Action, choice
from asset_recovery.domain.actions.office_actions import FilePath
from asset_recovery.i18n import N_


@dataclass(frozen=True, kw_only=True, slots=True)
class NewVersion(Action):
    """A signed request is final: what has to change is drafted anew and names the one before."""

    TITLE: ClassVar[str] = N_("Draft a new version of the request")
    request: NewReference | None = None
    of: RequestRef
    on: Day
    reason: Text
    kind: Annotated[str, choice("version_kinds")] | None = None
    deadline: Day | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class RefreshRequest(Action):
    """What the records say now is taken note of; named typed answers give way to the records."""

    TITLE: ClassVar[str] = N_("Take over what the records say")
    request: RequestRef
    fields: Texts = ()
    comment: LongText | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class ConfirmText(Action):
    """Text marked "to be checked" is right as it stands; without it nothing is signed."""

    TITLE: ClassVar[str] = N_("Confirm text to be checked")
    request: RequestRef
    fields: Texts
    on: Day
    comment: LongText | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class RecordSignature(Action):
    """The PDF of a signed request bears an electronic signature; the file is kept with it."""

    TITLE: ClassVar[str] = N_("Keep the electronically signed PDF")
    request: RequestRef
    on: Day
    file: FilePath
    document: NewReference | None = None

    def without_folder(self) -> RecordSignature:
        """The command as it is kept: whose folder the file came from is nobody's business."""
        return replace(self, file=Path(self.file).name)


ACTIONS: tuple[type[Action], ...] = (NewVersion, RefreshRequest, ConfirmText, RecordSignature)
