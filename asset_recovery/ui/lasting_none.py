"""Keeps `None` alive under Python 3.11, where PySide6 6.12 uses its references up."""

from __future__ import annotations

import ctypes
import sys

PLENTY = 1 << 40


def make_none_last() -> None:
    """Give `None` more references than a lifetime of the window can lose.

    PySide6 6.12 returns None from its C++ methods without taking a reference, as is right from
    Python 3.12 on, where None is immortal (PEP 683). Under 3.11 each such call takes one away,
    and a few thousand of them end the interpreter: "deallocating None".
    """
    if sys.version_info >= (3, 12) or sys.implementation.name != "cpython":
        return
    references = ctypes.c_ssize_t.from_address(id(None))
    if references.value < PLENTY:
        references.value += PLENTY
