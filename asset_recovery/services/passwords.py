"""Passwords: which are taken, and how they are kept (Argon2id, its parameters in the hash)."""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from asset_recovery.domain.errors import Reason, ValidationFailed
from asset_recovery.i18n import _
from asset_recovery.paths import resources

if TYPE_CHECKING:
    from argon2 import PasswordHasher

SHORTEST, LONGEST = 15, 128
FEWEST_DIFFERENT = 5


@dataclass(frozen=True, slots=True)
class Hashing:
    """Parameters of Argon2id: memory in KiB, passes, lanes."""

    memory: int = 64 * 1024
    passes: int = 3
    lanes: int = 4

    def hash(self, password: str) -> str:
        """The hash to keep; where the machine lacks the memory, with the least allowed."""
        from argon2.exceptions import HashingError  # noqa: PLC0415 - not needed before a log-in

        try:
            return self._hasher().hash(_folded(password))
        except HashingError:
            return FLOOR._hasher().hash(_folded(password))  # noqa: SLF001 - its own class

    def matches(self, kept: str, password: str) -> bool:
        """Whether the password makes this hash; takes about as long either way."""
        from argon2.exceptions import (  # noqa: PLC0415 - not needed before a log-in
            InvalidHashError,
            VerificationError,
        )

        try:
            return self._hasher().verify(kept, _folded(password))
        except (VerificationError, InvalidHashError):
            return False

    def outgrew(self, kept: str) -> bool:
        """Whether the hash was made with other parameters, so that it is made anew at log-in."""
        return self._hasher().check_needs_rehash(kept)

    def _hasher(self) -> PasswordHasher:
        from argon2 import PasswordHasher  # noqa: PLC0415 - not needed before a log-in

        return PasswordHasher(self.passes, self.memory, self.lanes)


STANDARD = Hashing()
FLOOR = Hashing(memory=19 * 1024, passes=2, lanes=1)


@cache
def hash_of_nobody(hashing: Hashing) -> str:
    """What the password of an unknown user is compared with, so that he takes as long."""
    return hashing.hash("nobody has this password")


def _folded(password: str) -> str:
    """The same letters typed on another keyboard are the same password."""
    return unicodedata.normalize("NFKC", password)


def check(password: str, names: Iterable[str] = ()) -> None:
    """Raise `ValidationFailed` for a password that is too short, too long or easily guessed.

    `names` are words near at hand: the user's and the office's. No kinds of letters are asked for.
    The refusal never repeats the password.
    """
    length = len(_folded(password))
    if length < SHORTEST:
        raise _refused(
            _("A password has at least {least} characters; a short sentence is best.").format(
                least=SHORTEST
            )
        )
    if length > LONGEST:
        raise _refused(
            _("A password has at most {most} characters.").format(most=LONGEST), "field_too_long"
        )
    if _easily_guessed(_folded(password), names):
        raise _refused(
            _("This password is among the first that would be tried. Choose a short sentence.")
        )


def _refused(text: str, code: str = "field_invalid") -> ValidationFailed:
    return ValidationFailed(Reason(code, text, field="password"))


def _easily_guessed(password: str, names: Iterable[str]) -> bool:
    if len(set(password.casefold())) < FEWEST_DIFFERENT:
        return True
    core, listed = _core(password), _listed()
    words = {*listed["words"], *(_core(name) for name in names)} - {""}
    if not core or any(_repeats(core, word) for word in words):
        return True
    plain = "".join(letter for letter in password.casefold() if letter.isalnum())
    return any(plain in run * 2 for run in listed["sequences"])


def _core(text: str) -> str:
    """Letters and digits in one case, without the digits at the end."""
    kept = "".join(letter for letter in text.casefold() if letter.isalnum())
    return kept.rstrip("0123456789")


def _repeats(text: str, word: str) -> bool:
    return len(text) % len(word) == 0 and word * (len(text) // len(word)) == text


@cache
def _listed() -> Mapping[str, tuple[str, ...]]:
    path = resources() / "passwords" / "common.toml"
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    return {name: tuple(data[name]) for name in ("words", "sequences")}
