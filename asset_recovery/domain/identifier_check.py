"""The result of a check of an identifier."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class IdentifierCheck:
    """Result of a check.

    `reason` is a sentence, `normal` the spelling kept for comparison. `warning_only`: what is wrong
    can be right for a number of foreign make.
    """

    valid: bool
    reason: str
    warning_only: bool = False
    normal: str = ""
