"""An authority of the directory: the parts of block B-AUTH, with channels and languages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

# The types that block B-AUTH knows; any other is "other" on a form.
_ON_FORMS = frozenset(
    (
        "judge",
        "court",
        "public_prosecutor",
        "police",
        "fiu",
        "aro",
        "amo",
        "central_authority",
        "other",
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorityFacts:
    """A record of the directory; `ended_on` is the day from which nobody writes to it."""

    reference: str
    name: str
    country: str
    authority_type: str
    name_en: str = ""
    territory: str = ""
    function_in_proceedings: str = ""
    contact_person: str = ""
    contact_post: str = ""
    address: str = ""
    telephone: str = ""
    fax: str = ""
    email: str = ""
    secure_channel_id: str = ""
    duty_telephone: str = ""
    languages: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    source: str = ""
    note: str = ""
    ended_on: date | None = None
    recorded_on: date | None = None
    changes: tuple[AuthorityChange, ...] = ()

    def parts(self) -> dict[str, object]:
        """The parts of B-AUTH that are known, by their keys, as fields of forms take them."""
        names = (
            "name", "name_en", "country", "authority_type", "function_in_proceedings",
            "contact_person", "contact_post", "address", "telephone", "fax", "email",
            "secure_channel_id", "languages", "duty_telephone",
        )  # fmt: skip
        found = {name: getattr(self, name) for name in names}
        if self.authority_type not in _ON_FORMS:
            found["authority_type"] = "other"
        return {name: value for name, value in found.items() if value not in ("", ())}


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorityChange:
    """An entry about an authority: on which day, by whom, which facts (name and new value)."""

    action: str
    on: date
    by: str
    recorded_at: str
    facts: tuple[tuple[str, str], ...] = ()
    reason: str = ""
