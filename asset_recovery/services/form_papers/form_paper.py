"""What a printed form of a record is, and what its composer is given."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from asset_recovery.domain.case_file import CaseFile
from asset_recovery.services.looking import Sight

if TYPE_CHECKING:
    from asset_recovery.reports.dossier_profile import Profile
    from asset_recovery.reports.paper import Paper


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperAsk:
    """A record that may be seen, its case as read for paper, and how the paper shall speak.

    `options` are further wishes of a form (a period, a party, a storage place) by name; into
    `notes` goes what whoever prints should know and the paper does not say.
    """

    sight: Sight
    file: CaseFile
    reference: str
    profile: Profile
    language: str
    translate: Callable[[str], str]
    options: Mapping[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class FormPaper:
    """A form: its id in the catalogue, the kinds of records it is about, who composes it.

    `compose` imports the drawing rooms itself, so that a command that prints nothing does not pay
    for them; it raises `NotFound` or `RuleViolation` with one sentence where the record lacks what
    the form is about. `languages` are those it is translated into beside the installed catalogues;
    `direction` (in, out) says to requests of which way a form on requests belongs,
    `parents` on which forms those were made; with `answers` a print may give fields of the form.
    """

    form: str
    title: str
    kinds: tuple[str, ...]
    compose: Callable[[PaperAsk], Paper]
    languages: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    word: bool = False
    direction: str = ""
    parents: tuple[str, ...] = ()
    answers: bool = False

    def paper(self, ask: PaperAsk) -> Paper:
        """The composed paper, days within its sentences written in its language."""
        from asset_recovery.reports.written_days import with_written_days  # noqa: PLC0415

        return with_written_days(self.compose(ask))
