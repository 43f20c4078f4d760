"""An amount in words, for papers on which a figure alone could be altered."""

from __future__ import annotations

from asset_recovery.domain.money import Money

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
    """The amount in words in English, its minor units as figures; "" in other languages.

    Words of a language are written by somebody who writes it: a machine's guess has no place on a
    signed paper.
    """
    if language.split("-")[0] != "en":
        return ""
    whole, _point, minor = amount.amount.lstrip("-").partition(".")
    sign = "minus " if amount.minor < 0 else ""
    rest = f" and {minor}/{10 ** len(minor)}" if minor and int(minor) else ""
    return f"{sign}{in_english(int(whole))}{rest} {amount.currency}"
