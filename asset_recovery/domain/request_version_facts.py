"""Versions of a request: what was kept of each draft, what was signed, what differs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Self


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftFacts:
    """A draft as it was kept when somebody reviewed, shared, approved or signed it.

    Drafts that say the same have the same `number`, counted from 1 within the request; `step` is
    the action, `by` the login (internal), `digest` the SHA-256 of content and forms in hex.
    """

    number: int
    step: str
    on: date
    by: str
    form: str
    form_version: str
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmedText:
    """A text marked "to be checked" that a legal officer confirmed: field, SHA-256 of what it said.

    It counts while the text reads the same; `by` is who confirmed it (internal).
    """

    key: str
    digest: str
    on: date
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureFacts:
    """An electronic signature of the request's PDF: the kept document, the certificate's words.

    `digest` is the SHA-256 of the signed file in hex, `serial` in hex; `by` who kept it (internal).
    """

    document: str
    on: date
    by: str
    subject: str
    issuer: str
    serial: str
    valid_to: date
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """One answer, or one cell of a table, that reads otherwise; texts as the paper prints them.

    `key` is the field's key, of a cell `field.row.column`; an answer that is not there is "".
    `record` names the record that says so now, or said so before where it says nothing any more;
    `typed` says that a person's own text stands in the request instead.
    """

    key: str
    label: str
    was: str
    now: str
    record: str
    typed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two contents of requests side by side, with what differs, in the order of the form."""

    first: str
    second: str
    changes: tuple[FieldChange, ...]
    forms: tuple[str, ...] = ()


class SignedDraft:
    """What a signed request says for ever: answers with provenance, its forms, its paper as data.

    It is one value however large: copied by reference, compared, hashed and written by its digest.
    """

    __slots__ = ("data",)

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.data = data

    @property
    def digest(self) -> str:
        """SHA-256 of its content and forms in hex."""
        return str(self.data["digest"])

    def __str__(self) -> str:
        return self.digest

    def __repr__(self) -> str:
        return f"SignedDraft({self.digest[:16]})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, SignedDraft) and other.digest == self.digest

    def __hash__(self) -> int:
        return hash(self.digest)

    def __deepcopy__(self, _known: dict[int, object]) -> Self:
        return self
