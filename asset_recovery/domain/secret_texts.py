"""Texts that look like a private key or a seed phrase: they never enter the office's data.

Recognised by their shape and, for phrases, by the word lists of BIP-39: twelve words in a row of
one list, one of which may be misspelt. No checksum is asked, so that a key with a slip is refused
too; only where few words return again and again, as no wallet draws them, it must have the length
and the checksum of a phrase. Hashes and transaction numbers look like hex keys: those are refused
only where their field or the words right before them call them a key.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import groupby

from asset_recovery.domain.errors import Reason, ValidationFailed
from asset_recovery.i18n import _
from asset_recovery.paths import resources

_WORDS = 12
_DIFFERENT = 8  # of 2,048 words drawn by chance, twelve in a row hold fewer once in ten million
_LENGTHS = (12, 15, 18, 21, 24)
_BITS = 11  # a word stands for 2,048 = 2 ** 11
_SHORTEST = 23
_B58 = "[1-9A-HJ-NP-Za-km-z]"
_RUN = re.compile(r"(?:[^\W\d_]{2,14}[\s,;.:)(\d\-_/|\"']+){11,}[^\W\d_]{2,14}")
_WORD = re.compile(r"[^\W\d_]+")
_KEYS = re.compile(
    rf"(?<!{_B58})(?:5[HJK]{_B58}{{49}}|[KLc]{_B58}{{51}}|6P{_B58}{{56}}"
    rf"|[xyzYZtuvUV]prv{_B58}{{90,112}})(?!{_B58})|-----BEGIN [A-Z ]*PRIVATE KEY",
    re.ASCII,
)
_HEX = re.compile(r"(?<![0-9A-Za-z])(?:0[xX])?[0-9a-fA-F]{64}(?![0-9A-Za-z])", re.ASCII)
_CALLED = re.compile(
    r"(?:priv(?:ate)?|secret|spend|signing|master)[\s_-]*(?:key|seed)|seed|mnemonic|privkey"
    r"|(?<!view[ _-])(?<!public[ _-])\bkey",
    re.IGNORECASE,
)
_OTHERWISE = re.compile(r"tx|hash|sha|public|view|transaction|block", re.IGNORECASE)
_BEFORE = 28
_KEY_FIELDS = frozenset(
    {"key", "keys", "private_key", "privatekey", "privkey", "secret", "secret_key", "seed",
     "seed_phrase", "mnemonic", "passphrase", "wif", "spend_key", "key_custody", "envelope"}
)  # fmt: skip


@cache
def _lists() -> tuple[Mapping[str, int], ...]:
    """Each list: its words with their places, counted from 0."""
    found = []
    for path in sorted((resources() / "seed_words").glob("*.txt")):
        words = path.read_text(encoding="utf-8").split()
        found.append({_plain(word): place for place, word in enumerate(words)})
    return tuple(found)


def _plain(word: str) -> str:
    return unicodedata.normalize("NFKC", word).casefold()


def secret_in(text: str, field: str = "") -> str | None:
    """The kind (`key` or `phrase`) of what the text holds, else None; `field` names its place."""
    if len(text) < _SHORTEST:
        return None
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    if _KEYS.search(text) or _is_hex_key(text, field):
        return "key"
    for run in _RUN.finditer(text):
        words = [_plain(word) for word in _WORD.findall(run.group())]
        if any(_in_a_row(words, known) for known in _lists()):
            return "phrase"
    return None


def _is_hex_key(text: str, field: str) -> bool:
    for found in _HEX.finditer(text):
        if field.casefold() in _KEY_FIELDS:
            return True
        before = text[max(0, found.start() - _BEFORE) : found.start()]
        called = [one.end() for one in _CALLED.finditer(before)]
        if called and not _OTHERWISE.search(before, called[-1]):
            return True
    return False


def _in_a_row(words: list[str], known: Mapping[str, int]) -> bool:
    marks = [word in known for word in words]
    fit = sum(marks[:_WORDS])
    for end in range(_WORDS, len(marks) + 1):
        if end > _WORDS:
            fit += marks[end - 1] - marks[end - 1 - _WORDS]
        if fit >= _WORDS - 1 and len(set(words[end - _WORDS : end])) >= _DIFFERENT:
            return True
    return _with_checksum(words, known)


def _with_checksum(words: list[str], known: Mapping[str, int]) -> bool:
    """Whether words of the list in a row hold a phrase by length and checksum.

    Every stretch of such a length counts: the word before a phrase may be one of the list too.
    """
    for is_known, group in groupby(words, known.__contains__):
        row = list(group) if is_known else []
        for length in _LENGTHS:
            for start in range(len(row) - length + 1):
                stretch = row[start : start + length]
                if len(set(stretch)) > 1 and _is_sound([known[one] for one in stretch]):
                    return True
    return False


def _is_sound(places: list[int]) -> bool:
    """BIP-39: the last bits repeat the first ones of the SHA-256 of all before them."""
    bits = "".join(f"{place:0{_BITS}b}" for place in places)
    checked = len(bits) // 33
    entropy = bits[:-checked]
    digest = hashlib.sha256(int(entropy, 2).to_bytes(len(entropy) // 8, "big")).digest()
    return f"{digest[0]:08b}"[:checked] == bits[-checked:]


def require_no_secret(given: Mapping[str, object]) -> None:
    """Refuse arguments that hold a key or a seed phrase; the sentence never repeats it."""
    faults = [
        Reason("field_invalid", _sentence(kind), "record_key_custody", field=top)
        for top, kind in dict(_found(given)).items()
    ]
    if faults:
        raise ValidationFailed(faults)


def holds_secret(given: Mapping[str, object]) -> bool:
    """Whether a key or a seed phrase stands anywhere in these values."""
    return next(_found(given), None) is not None


def _sentence(kind: str) -> str:
    if kind == "phrase":
        return _(
            "This looks like a seed phrase. It is not kept, not even in the log: keys and phrases "
            "never enter the office's data. Seal the paper and record its custody instead."
        )
    return _(
        "This looks like a private key. It is not kept, not even in the log: keys never enter the "
        "office's data. Seal it and record its custody instead."
    )


def _found(given: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    for top, value in given.items():
        for field, text in _texts(top, value):
            kind = secret_in(text, field)
            if kind is not None:
                yield top, kind
                break


def _texts(field: str, value: object) -> Iterator[tuple[str, str]]:
    """Every text inside a value, with the name under which it stands."""
    if isinstance(value, str):
        yield field, value
    elif isinstance(value, Mapping):
        for name, inner in value.items():
            if isinstance(name, str) and len(name) >= _SHORTEST:
                yield field, name
            yield from _texts(str(name), inner)
    elif isinstance(value, (list, tuple)):
        if len(value) >= _WORDS and all(isinstance(one, str) for one in value):
            yield field, " ".join(value)
        for inner in value:
            yield from _texts(field, inner)
