"""What the window asks about writing requests: a part of `ui.office.Office` of its own."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from asset_recovery.domain.registers import Result
    from asset_recovery.domain.request_version_facts import Comparison
    from asset_recovery.ui.shapes import RequestForm


@dataclass(frozen=True, slots=True)
class Seat:
    """A place on the pages: page from 0, share of its height from above."""

    page: int
    down: float


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages of a request as PDF, and where the question of each field stands on them."""

    data: bytes
    seats: Mapping[str, Seat] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Trial:
    """A request with answers that are not given yet: its form, its pages; `problem` says why not.

    `head` is the journal's entry as of which it was read; `pages` is None where it has none; `kept`
    are the answers on file by field, without what is typed.
    """

    form: RequestForm | None
    pages: Pages | None = None
    head: int = 0
    problem: str = ""
    kept: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FormOffer:
    """A form that may be drafted, or why not; `general` forms ask for kinds of assistance.

    `parent` says that it belongs to an earlier request of the case, `base` that others extend it;
    `unknown` says by kind of assistance why its instruments do not provide for it.
    """

    form: str
    title: str
    reason: str = ""
    warnings: tuple[str, ...] = ()
    general: bool = True
    parent: bool = False
    base: bool = False
    unknown: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Offers:
    """What may be drafted for a State, and what is on file of it."""

    forms: tuple[FormOffer, ...]
    state: str = ""


@dataclass(frozen=True, slots=True)
class FormVersion:
    """A version of a form; `state` is in_force, earlier or later, `origin` office or delivered."""

    form: str
    title: str
    version: str
    kind: str
    since: date
    until: date | None
    state: str
    origin: str
    installed_by: str = ""


class RequestOffice(Protocol):
    """The writing of requests."""

    def preview(
        self,
        reference: str,
        typed: Mapping[str, object],
        *,
        pages: bool = True,
        beside: str | None = None,
    ) -> Trial:
        """The request with `typed` laid over its answers; nothing changes in the office.

        `None` as a typed value takes an answer back to what the records say. `beside` is the
        second language of a certificate's labels (None: the one that is kept with it).
        """

    def paper(self, reference: str, *, word: bool, beside: str | None) -> bytes:
        """The request as it is on file, as PDF or as a Word draft; the print is kept."""

    def offers(
        self, case: str, country: str, kinds: Sequence[str] = (), parent: str = ""
    ) -> Offers:
        """Every form that can be drafted today, and why one does not apply to this State."""

    def papers_about(self, received: bool, form: str) -> Sequence[tuple[str, str]]:
        """(id, title) of what can be printed about a request that was made on this form."""

    def compare(self, reference: str, other: str) -> Comparison:
        """The request as it is on file against another one, or against `version 2` of its own.

        Without `other`: what the records say otherwise than the newest draft.
        """

    def forms(self) -> tuple[FormVersion, ...]:
        """Every version of every form, by id and by the day from which it is used."""

    def form_findings(self, form: str, version: str) -> Sequence[tuple[str, str, str]]:
        """(place, code, sentence) of everything that lint says of a version."""

    def file_findings(self, path: Path) -> Sequence[tuple[str, str, str]]:
        """The same of a file that is not installed yet; empty: it can be."""

    def form_sample(
        self, form: str, version: str, *, filled: bool, language: str, second: str = ""
    ) -> bytes:
        """A form as PDF without a case, empty or with long answers; `second` stands beside."""

    def sign_pdf(self, reference: str, key_file: Path, password: str) -> Result:
        """Sign the PDF of a signed request with a PKCS#12 file, and keep it with the request.

        Raises `ValidationFailed` for a file or a password that does not do; nothing changes then.
        """
