"""How values of a form read on paper: dates, States, sums and choices in the paper's language."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from asset_recovery.domain.code_lists import code_list
from asset_recovery.domain.money import Money
from asset_recovery.domain.text import visible
from asset_recovery.forms.form_model import FormField
from asset_recovery.reports.amount_words import amount_in_words

if TYPE_CHECKING:
    from babel import Locale

RIGHT_TO_LEFT = frozenset(["ar", "fa", "he", "ps", "ur", "yi"])
# Languages whose comma and semicolon are those of the Arabic script.
_ARABIC_MARKS = frozenset(["ar", "fa", "ps", "ur"])
_ARABIC = re.compile("[\u0620-\u06ff]")
# A language without a region is written as in the house style.
_REGIONS = {"en": "en-GB"}
_COUNTRY_CODE = 2
_AUTHORITY_PARTS = (
    "name",
    "name_en",
    "country",
    "authority_type",
    "function_in_proceedings",
    "functions",
    "function",
    "officer",
    "contact_person",
    "contact_post",
    "file_number",
    "address",
    "telephone",
    "fax",
    "email",
    "contact",
    "secure_channel_id",
    "duty_telephone",
)


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one paper: its language and its translator.

    `beside` gives each field's label a second time, in another language; nothing where that
    language has no word for it.
    """

    language: str
    translate: Callable[[str], str]
    beside: Callable[[str], str] | None = None

    @property
    def right_to_left(self) -> bool:
        """Whether the language is written from right to left."""
        return self._spoken in RIGHT_TO_LEFT

    @property
    def _spoken(self) -> str:
        return self.language.split("-")[0].split("_")[0].lower()

    def joined(self, parts: Iterable[str]) -> str:
        """Parts behind one another, with the comma of the language."""
        return self._between(", ", "، ", parts)

    def listed(self, parts: Iterable[str]) -> str:
        """Parts of a list, with the semicolon of the language."""
        return self._between("; ", "؛ ", parts)

    def _between(self, usual: str, arabic: str, parts: Iterable[str]) -> str:
        """The mark of the script in which a list begins; with another, codes would turn."""
        found = tuple(parts)
        own = self._spoken in _ARABIC_MARKS and bool(found and _ARABIC.search(found[0]))
        return (arabic if own else usual).join(found)

    def known(self, text: str) -> str:
        """Words that prefilling took from the records, in the language of the paper.

        Tried are the whole text, what stands before a colon, and each part between commas; names
        and figures, which no catalogue has, stay as they are.
        """
        if not text or (whole := self.translate(text)) != text:
            return text and whole
        label, colon, rest = text.partition(": ")
        if colon and (said := self.translate(label)) != label:
            return f"{said}: {rest}"
        parts = text.split(", ")
        said_parts = [self.translate(part) for part in parts]
        return text if said_parts == parts else self.joined(said_parts)

    def label(self, field: FormField) -> str:
        """The label of a field."""
        return self.both(field.label)

    def both(self, text: str) -> str:
        """A label or heading, in a second language too where one stands beside the first."""
        label = self.translate(text)
        second = self.beside(text) if self.beside else label
        return f"{label} / {second}" if second and second != label else label

    def text(self, field: FormField, value: object, only: tuple[str, ...] = ()) -> str:
        """A value as text; tables have none. `only` keeps some codes of a list."""
        if (plain := self._typed(field, value)) is not None:
            return plain
        if field.type == "multi":
            codes = value if isinstance(value, tuple | list) else (value,)
            kept = [str(code) for code in codes if not only or code in only]
            return self.listed(self.translate(visible(field.choice_label(code))) for code in kept)
        if field.type == "choice":
            return self.translate(visible(field.choice_label(str(value))))
        if field.type == "country":
            return self.country(str(value))
        if field.type == "lang":
            return self.language_name(str(value))
        if isinstance(value, tuple | list):
            return self.listed(visible(str(part)) for part in value)
        return visible(str(value))

    def _typed(self, field: FormField, value: object) -> str | None:
        """A value that is no text, by its own type; None for texts and lists."""
        match value:
            case bool():
                return self.translate("Yes") if value else self.translate("No")
            case datetime():
                return self.moment(value)
            case date():
                return self.day(value)
            case Money():
                return self.sum_in_words(value) if field.in_words else self.money(value)
            case int() | Decimal():
                return self.number(value) + (" %" if field.type == "percent" else "")
            case Mapping():
                return self.authority(value)
        return None

    def cell(self, value: object) -> str:
        """A cell of a table: ISO dates as they are, sums in figures, lists joined."""
        if isinstance(value, bool):
            return self.translate("Yes") if value else self.translate("No")
        if isinstance(value, Money):
            return self.money(value)
        if isinstance(value, tuple | list):
            return self.joined(visible(str(part)) for part in value)
        return visible("" if value is None else str(value))

    def day(self, day: date) -> str:
        """27 April 2026, in the paper's language."""
        from babel.dates import format_date  # noqa: PLC0415 - heavy; only papers need it

        return str(format_date(day, "long", locale=_locale(self.language)))

    def moment(self, moment: datetime) -> str:
        """27 April 2026, 14:30, with the zone where one was given."""
        zone = f" {moment:%z}" if moment.tzinfo else ""
        return f"{self.day(moment.date())}, {moment:%H:%M}{zone}"

    def number(self, number: int | Decimal) -> str:
        """A number in the grouping of the language, every decimal as it was typed."""
        from babel.numbers import format_decimal  # noqa: PLC0415 - heavy; only papers need it

        decimals = max(0, -int(Decimal(number).as_tuple().exponent))
        pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
        return format_decimal(number, pattern, _locale(self.language), decimal_quantization=False)

    def sum_in_words(self, money: Money) -> str:
        """The sum in figures, and in words where the language has them."""
        words = amount_in_words(money, self.language)
        return f"{self.money(money)}\n({words})" if words else self.money(money)

    def money(self, money: Money) -> str:
        """The sum with its currency code first, in the grouping of the language, never rounded."""
        from babel.numbers import format_decimal  # noqa: PLC0415 - heavy; only papers need it

        decimals = len(money.amount.partition(".")[2])
        pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
        figure = format_decimal(
            money.decimal, pattern, _locale(self.language), decimal_quantization=False
        )
        return f"{money.currency} {figure}"

    def country(self, code: str) -> str:
        """The name of a State with its code; a text that is no code as it is."""
        if len(code) != _COUNTRY_CODE:
            return visible(code)
        name = _locale(self.language).territories.get(code.upper())
        return f"{name} ({code.upper()})" if name else visible(code)

    def language_name(self, code: str) -> str:
        """The name of a language in the paper's own language."""
        name = _locale(self.language).languages.get(code.split("-")[0].lower())
        return str(name) if name else visible(code)

    def authority(self, parts: Mapping[str, object]) -> str:
        """An authority in lines: name, State, functions, person, address, ways to reach it."""
        lines = []
        for key in (*_AUTHORITY_PARTS, *sorted(set(parts) - set(_AUTHORITY_PARTS))):
            value = parts.get(key)
            if not value:
                continue
            text = self._part(key, value)
            lines.append(text)
        return "\n".join(lines)

    def _part(self, key: str, value: object) -> str:
        """A part of an authority; codes read as words, languages by their names."""
        if key == "country":
            return self.country(str(value))
        if key == "authority_type":
            known = code_list("authority_types").codes.get(str(value))
            return self.translate(known.label) if known else self.cell(value)
        if key == "languages" and isinstance(value, list | tuple):
            return self.joined(self.language_name(str(code)) for code in value)
        if key in ("functions", "functions_in_proceedings") and isinstance(value, str):
            return self.known(visible(value))
        return self.cell(value)


@lru_cache(maxsize=16)
def _locale(language: str) -> Locale:
    """The locale of a language tag; English where it is not known."""
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - heavy; only papers need it

    try:
        return Locale.parse(_REGIONS.get(language, language).replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return Locale("en")
