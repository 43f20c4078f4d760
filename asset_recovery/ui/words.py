"""How values read on the screen: dates, counts, money, codes. Pure functions, no Qt."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from asset_recovery.domain.money import Money
from asset_recovery.domain.value_kinds import LIST, KindSum, kinds_text
from asset_recovery.i18n import N_, _

_MONTHS = (
    N_("Jan"), N_("Feb"), N_("Mar"), N_("Apr"), N_("May"), N_("Jun"),
    N_("Jul"), N_("Aug"), N_("Sep"), N_("Oct"), N_("Nov"), N_("Dec"),
)  # fmt: skip
_FULL_MONTHS = (
    N_("January"), N_("February"), N_("March"), N_("April"), N_("May"), N_("June"),
    N_("July"), N_("August"), N_("September"), N_("October"), N_("November"), N_("December"),
)  # fmt: skip
_DAYS = (
    N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday"),
    N_("Friday"), N_("Saturday"), N_("Sunday"),
)  # fmt: skip
_ISO_DAY = re.compile(r"\b\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d)\b")
NOTHING = "–"
_NARROW = "\u202f"


def day(value: date | None, none: str = "") -> str:
    """2 Mar 2026, never an ambiguous figure."""
    return none if value is None else f"{value.day} {_(_MONTHS[value.month - 1])} {value.year}"


def iso_days(text: str) -> str:
    """The text with every ISO date in it as people read it: until 2 Mar 2026."""
    return _ISO_DAY.sub(lambda found: day(date.fromisoformat(found[0])), text)


def short_day(value: date, year: int) -> str:
    """2 Mar within `year`, else with its own year."""
    text = f"{value.day} {_(_MONTHS[value.month - 1])}"
    return text if value.year == year else f"{text} {value.year}"


def long_day(value: date) -> str:
    """Monday, 27 April 2026."""
    return (
        f"{_(_DAYS[value.weekday()])}, {value.day} {_(_FULL_MONTHS[value.month - 1])} {value.year}"
    )


def month(value: date) -> str:
    """April 2026."""
    return f"{_(_FULL_MONTHS[value.month - 1])} {value.year}"


def moment(value: datetime) -> str:
    """27 Apr 2026, 10:12 in the time of this machine."""
    local = value.astimezone() if value.tzinfo else value
    return f"{day(local.date())}, {local:%H:%M}"


def count(value: int) -> str:
    """4 318 with a narrow space that does not break."""
    return f"{value:,}".replace(",", _NARROW)


def money(value: Money | None, none: str = NOTHING) -> str:
    """8,400,000.00 EUR; what is not known is a dash, never zero."""
    return none if value is None else value.display()


def short_money(value: Money) -> str:
    """48.2 m, 950 k, 310 for a chart or a bar; the exact figure stands in the table beside it."""
    amount = abs(value.decimal)
    sign = "-" if value.minor < 0 else ""
    for size, unit in ((10**9, _("bn")), (10**6, _("m")), (10**3, _("k"))):
        if amount >= size:
            scaled = amount / size
            digits = 1 if scaled < 100 else 0
            return f"{sign}{scaled:.{digits}f} {unit}"
    return f"{sign}{amount:.0f}"


def kinds(found: Sequence[KindSum], *, short: bool = False, most: int = 0) -> str:
    """Of which kinds of value a total is made: appraised 12.1 m, estimated 5.5 m.

    `most`: so many of them at most, and how many more there are.
    """
    from asset_recovery.domain.code_lists import label as list_label

    shown = found[:most] if most else found
    if len(shown) == len(found):
        return kinds_text(found, amount=short_money if short else money)
    text = ", ".join(f"{list_label(LIST, one.kind)} {short_money(one.amount)}" for one in shown)
    return f"{text} +{len(found) - len(shown)}"


def percent(permille: int) -> str:
    """66.7 % of 667 permille."""
    whole, tenth = divmod(abs(permille), 10)
    sign = "-" if permille < 0 else ""
    return f"{sign}{whole}.{tenth} %"


def share(text: str | None) -> str:
    """25 % of the decimal share 0.25; nothing where there is none."""
    return "" if text is None else f"{(Decimal(text) * 100).normalize():f} %"


def code(value: str | None) -> str:
    """A code of a closed list in words: `registered_owner` reads Registered owner."""
    if not value:
        return ""
    if value in _ACRONYMS:
        return value.upper()
    text = value.replace("_", " ")
    return text[:1].upper() + text[1:]


def of(list_name: str, value: str | None) -> str:
    """The label of a code of a closed list; what the list does not know reads as words."""
    if not value:
        return ""
    from asset_recovery.domain.code_lists import label

    text = label(list_name, value)
    return code(value) if text == value.replace("_", " ") else text


def action(name: str) -> str:
    """What an action is called: its title in the vocabulary."""
    from asset_recovery.domain.actions.vocabulary import VOCABULARY

    known = VOCABULARY.get(name)
    return _(known.TITLE) if known is not None and known.TITLE else code(name)


_ACRONYMS = {"imo", "vin", "iban", "bic", "mmsi", "isin", "lei", "icao", "ncb", "id", "url", "imei"}


def size(bytes_: int) -> str:
    """12 kB, 3.4 MB."""
    if bytes_ < 1_000_000:
        return f"{max(bytes_ // 1000, 1)} kB"
    return f"{bytes_ // 100_000 / 10:.1f} MB"


def days_left(days: int) -> str:
    """3 days, today, 2 days over."""
    if days == 0:
        return _("today")
    if days < 0:
        return _("1 day over") if days == -1 else _("{days} days over").format(days=-days)
    return _("1 day") if days == 1 else _("{days} days").format(days=days)


def due_tone(days: int) -> str:
    """Over is bad, within a week is attention, else plain."""
    if days < 0:
        return "bad"
    return "attention" if days <= 7 else "plain"


def visible(text: str) -> str:
    """The text with controls that could turn or hide it shown as marks."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(_MARKS.get(letter, letter) for letter in text)


_MARKS = {
    chr(point): f"⟦{point:04X}⟧"
    for point in (
        0x200B, 0x200E, 0x200F, 0x202A, 0x202B, 0x202C, 0x202D, 0x202E,
        0x2060, 0x2066, 0x2067, 0x2068, 0x2069, 0xFEFF, 0x7F,
        *range(0x00, 0x09), *range(0x0B, 0x20),
    )
}  # fmt: skip
