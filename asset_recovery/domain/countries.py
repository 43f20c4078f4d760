"""Countries by the two letters of ISO 3166-1, with a few that no longer exist."""

from __future__ import annotations

from asset_recovery.domain.code_lists import code_list, label
from asset_recovery.domain.errors import invalid
from asset_recovery.i18n import _

_LIST = "countries"


def country(code: str, field: str = "country") -> str:
    """The two capital letters of a country; raises `ValidationFailed` with `field_invalid`."""
    found = code.strip()
    if found in code_list(_LIST).codes:
        return found
    sentence = _(
        "{field}: {code} is no country. Give its two letters as in ISO 3166, such as {example}."
    )
    name = field.replace("_", " ")
    example = ", ".join(_near(found)) or "DE"
    raise invalid(field, sentence.format(field=name, code=repr(found[:20]), example=example))


def _near(words: str) -> list[str]:
    """The countries that may be meant by a name or by small letters, at most three."""
    sought = words.casefold()
    if not sought:
        return []
    named = [
        code
        for code, value in code_list(_LIST).codes.items()
        if code.casefold() == sought or (len(sought) > 2 and sought in value.label.casefold())  # noqa: PLR2004 - a code
    ]
    return [f"{code} ({country_name(code)})" for code in named[:3]]


def country_name(code: str | None) -> str:
    """The name of a country in the language of the screen; empty where none is given."""
    return label(_LIST, code)


def is_historic(code: str) -> bool:
    """Whether the country is kept for older cases only."""
    found = code_list(_LIST).codes.get(code)
    return bool(found and found.more.get("historic"))
