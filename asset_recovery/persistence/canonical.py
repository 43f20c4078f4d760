"""Canonical JSON and the hashes of the journal: frozen by a format version and a golden file.

commitment = SHA-256(salt || canonical(payload))
hash       = SHA-256(canonical([format, seq, at, actor, case_hash, commitment, previous]))
"""

from __future__ import annotations

import hashlib
import json

FORMAT = 1
START = "0" * 64


def canonical(value: object) -> str:
    """The one JSON text of a value: sorted names, no blanks, UTF-8 letters as they are."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def digest(text: str) -> str:
    """SHA-256 of a text in UTF-8, in hex."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def commitment_of(salt: str, payload: str) -> str:
    """What binds an entry to its payload, without showing it; `salt` is 64 hex digits."""
    return hashlib.sha256(bytes.fromhex(salt) + payload.encode("utf-8")).hexdigest()


def entry_hash(  # noqa: PLR0913, PLR0917 - the seven parts of the format
    seq: int,
    at: str,
    actor: str,
    case_hash: str,
    commitment: str,
    previous: str,
    form: int = FORMAT,
) -> str:
    """The hash of a journal entry, which the next one names as its previous."""
    return digest(canonical([form, seq, at, actor, case_hash, commitment, previous]))


def log_hash(seq: int, at: str, actor: str, payload: str, previous: str) -> str:
    """The hash of an entry of the consultation or decision log."""
    return digest(canonical([FORMAT, seq, at, actor, payload, previous]))
