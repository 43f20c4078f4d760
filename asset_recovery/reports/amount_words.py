"""An amount in words, for papers on which a figure alone could be altered."""

from __future__ import annotations

import tomllib
from functools import cache

from asset_recovery.domain.money import Money
from asset_recovery.paths import resources

_SMALL = {
    number: word
    for number, word in enumerate(
        ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
         "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
         "nineteen")
    )
}  # fmt: skip
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_SCALES = (
    (10**15, "quadrillion"),
    (10**12, "trillion"),
    (10**9, "billion"),
    (10**6, "million"),
    (1000, "thousand"),
)


def in_english(number: int) -> str:
    """A whole number that is not negative in English words: 1204 is "one thousand two hundred and
    four"."""
    if number < len(_SMALL):
        return _SMALL[number]
    if number < 100:
        tens, rest = divmod(number, 10)
        return _TENS[tens] + (f"-{_SMALL[rest]}" if rest else "")
    if number < 1000:
        hundreds, rest = divmod(number, 100)
        return f"{_SMALL[hundreds]} hundred" + (f" and {in_english(rest)}" if rest else "")
    for scale, name in _SCALES:
        if number >= scale:
            many, rest = divmod(number, scale)
            words = f"{in_english(many)} {name}"
            if not rest:
                return words
            return f"{words}{' and' if rest < 100 else ''} {in_english(rest)}"
    raise AssertionError(number)


def amount_in_words(amount: Money, language: str) -> str:
    """The amount in words in the language of a paper, its minor units as figures; "" in a language
    whose numbers are not written out (`resources/papers/amount_words.toml` names those that are).

    1234.50 EUR is "one thousand two hundred and thirty-four and 50/100 EUR".
    """
    spoken = language.replace("_", "-").split("-")[0].lower()
    number, _point, minor = amount.amount.lstrip("-").partition(".")
    words = _spelt(int(number), spoken)
    if not words:
        return ""
    fraction = f"{minor}/{10 ** len(minor)}" if minor and int(minor) else ""
    if spoken != "en":
        sign = "\u2212 " if amount.minor < 0 else ""
        return " ".join(part for part in (f"{sign}{words}", fraction, amount.currency) if part)
    sign = "minus " if amount.minor < 0 else ""
    rest = f" and {fraction}" if fraction else ""
    return f"{sign}{words}{rest} {amount.currency}"


def _spelt(number: int, language: str) -> str:
    if language == "en":
        return in_english(number)
    if language not in _languages():
        return ""
    from num2words import num2words  # noqa: PLC0415 - only papers in these languages need it

    spelt = str(num2words(number, lang=language))
    # The Arabic "and" is written as one word with what follows it.
    return spelt.replace(" \u0648 ", " \u0648") if language == "ar" else spelt


@cache
def _languages() -> frozenset[str]:
    with (resources() / "papers" / "amount_words.toml").open("rb") as file:
        return frozenset(tomllib.load(file)["languages"])
