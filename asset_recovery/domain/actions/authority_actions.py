"""Actions on the directory of authorities: whom the office writes to, and how they are reached."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from asset_recovery.domain.actions.arguments import (
    Arg,
    Authority,
    Country,
    Day,
    NewReference,
    Text,
    Texts,
)
from asset_recovery.domain.actions.base import Action, choice, several
from asset_recovery.domain.errors import Reason, ValidationFailed
from asset_recovery.i18n import N_

Address = Annotated[str, Arg("longtext", limit=2_000)]
# What a record of the directory holds beside name, State, type, languages and channels.
PARTS = (
    "name_en",
    "territory",
    "function_in_proceedings",
    "contact_person",
    "contact_post",
    "address",
    "telephone",
    "fax",
    "email",
    "secure_channel_id",
    "duty_telephone",
    "source",
)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Parts(Action):
    """What can be said of an authority."""

    name_en: Text | None = None
    territory: Text | None = None
    function_in_proceedings: Text | None = None
    contact_person: Text | None = None
    contact_post: Text | None = None
    address: Address | None = None
    telephone: Text | None = None
    fax: Text | None = None
    email: Text | None = None
    secure_channel_id: Text | None = None
    duty_telephone: Text | None = None
    languages: Texts = ()
    channels: Annotated[tuple[str, ...], several("request_channels")] = ()
    source: Text | None = None

    def check(self) -> None:
        """Nothing stands twice in a list."""
        faults = []
        for field in ("languages", "channels"):
            codes = getattr(self, field)
            if len(set(codes)) != len(codes):
                text = f"{field}: one of them stands twice."
                faults.append(Reason("field_invalid", text, field=field))
        if faults:
            raise ValidationFailed(faults)


@dataclass(frozen=True, kw_only=True, slots=True)
class RecordAuthority(_Parts):
    """An authority comes into the directory."""

    TITLE: ClassVar[str] = N_("Record an authority")
    authority: NewReference | None = None
    name: Text
    country: Country
    authority_type: Annotated[str, choice("authority_types")]
    on: Day | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class ChangeAuthority(_Parts):
    """Something about an authority changed; with `ended_on` it is written to no more."""

    TITLE: ClassVar[str] = N_("Change an authority")
    authority: Authority
    on: Day
    name: Text | None = None
    country: Country | None = None
    authority_type: Annotated[str, choice("authority_types")] | None = None
    ended_on: Day | None = None

    def check(self) -> None:
        """Something is changed."""
        super(ChangeAuthority, self).check()
        named = ("name", "country", "authority_type", "ended_on", "languages", "channels", *PARTS)
        if not any(getattr(self, name) for name in named) and self.note is None:
            text = "Nothing is changed: give at least one of its facts."
            raise ValidationFailed(Reason("field_missing", text, field="name"))


ACTIONS: tuple[type[Action], ...] = (RecordAuthority, ChangeAuthority)
