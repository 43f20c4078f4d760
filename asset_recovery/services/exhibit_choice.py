"""Which documents stand behind a paper: chosen for its recipient, read, made ready to be merged."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from asset_recovery.domain.case_file import DocumentFacts
from asset_recovery.domain.errors import NotFound, Reason, ValidationFailed
from asset_recovery.domain.paper_facts import ISSUED
from asset_recovery.i18n import N_, _
from asset_recovery.services import photographs
from asset_recovery.services.documents import Documents

if TYPE_CHECKING:
    from asset_recovery.reports.dossier_profile import Profile
    from asset_recovery.reports.exhibits import Exhibit
    from asset_recovery.reports.paper import Paper
    from asset_recovery.reports.redaction import Redaction

ALL = "all"
WIDEST = 2000  # points a side of a picture on a page: 240 a inch on A4


@dataclass(frozen=True, slots=True)
class Behind:
    """What stands behind a paper: exhibits with their documents, and those enclosed separately.

    `telling` are titles of exhibits that show words which the paper masks.
    """

    exhibits: tuple[Exhibit, ...] = ()
    listed: tuple[tuple[DocumentFacts, str, int, str], ...] = ()
    telling: tuple[str, ...] = ()

    @property
    def apart(self) -> tuple[str, ...]:
        """Titles of what could not be merged, each with its number."""
        return tuple(f"{number} {one.title}" for one, number, _pages, why in self.listed if why)


def choose(
    asked: Sequence[str], offered: Sequence[DocumentFacts], profile: Profile | None
) -> list[DocumentFacts]:
    """The documents asked for, in the order asked; `all` are those that the recipient may have.

    Raises `NotFound` for one that the paper of this recipient cannot have behind it, and
    `ValidationFailed` where it is marked above what the recipient may have.
    """
    known = {one.reference: one for one in offered}
    if [one.casefold() for one in asked] == [ALL]:
        if profile is not None and profile.exhibits != ALL:
            text = _("Exhibits are not masked: for this recipient name the documents one by one.")
            raise ValidationFailed(Reason("field_invalid", text, field="exhibits"))
        return [one for one in offered if one.kind != ISSUED and _may_have(one, profile)]
    found = []
    for reference in dict.fromkeys(asked):
        one = known.get(reference)
        if one is None:
            text = _("There is no document {document} that could stand behind this paper.")
            said = text.format(document=reference)
            raise NotFound(Reason("not_found", said, "attach_document", "exhibits"))
        if not _may_have(one, profile) and profile is not None:
            text = _("{document} is marked {marking}; this recipient may have {limit}.")
            said = text.format(
                document=reference,
                marking=one.classification.replace("_", " "),
                limit=profile.highest_document.replace("_", " "),
            )
            raise ValidationFailed(Reason("field_invalid", said, field="exhibits"))
        found.append(one)
    return found


def _may_have(one: DocumentFacts, profile: Profile | None) -> bool:
    if profile is None:
        return True
    return profile.rank(one.classification) <= profile.rank(profile.highest_document)


def made_ready(
    chosen: Sequence[DocumentFacts], documents: Documents, letter: str, *, enclose: bool
) -> Behind:
    """The chosen documents as pages; what cannot be merged is enclosed, or refuses the paper.

    Raises `ValidationFailed` with `file_unreadable` for each of them where nothing is enclosed.
    """
    from asset_recovery.reports.annex_pages import annex_of  # noqa: PLC0415 - only for exhibits
    from asset_recovery.reports.exhibits import Exhibit  # noqa: PLC0415

    exhibits, listed, faults = [], [], []
    for place, one in enumerate(chosen, start=1):
        number = f"{letter}{place}"
        annex = annex_of(documents.read(one.hash), _picture)
        listed.append((one, number, annex.pages, annex.why))
        if annex.why:
            text = _("{document}, {title}: {why}")
            said = text.format(document=one.reference, title=one.title, why=_(annex.why))
            faults.append(Reason("file_unreadable", said, "attach_document", "exhibits", place))
        else:
            exhibits.append(Exhibit(number, one.title, annex.data))
    if faults and not enclose:
        raise ValidationFailed(faults)
    return Behind(tuple(exhibits), tuple(listed))


def looked_through(behind: Behind, safe: Redaction) -> Behind:
    """The same, with the titles of exhibits in whose pages a word stands that the paper masks."""
    from asset_recovery.reports.exhibit_text import text_of  # noqa: PLC0415 - only for exhibits

    telling = (
        f"{one.number} {one.title}" for one in behind.exhibits if safe.names(text_of(one.data))
    )
    return replace(behind, telling=tuple(telling))


def _picture(content: bytes) -> bytes:
    try:
        return photographs.smaller(content, WIDEST)
    except ValidationFailed as error:
        raise ValueError from error


def with_list(paper: Paper, behind: Behind, say: Callable[[str], str], title: str) -> Paper:
    """The paper with the list of what stands behind it, hash by hash, as its last section."""
    from asset_recovery.reports.dossier_desk import DASH, format_day  # noqa: PLC0415
    from asset_recovery.reports.paper import Column, Section, Table, Text  # noqa: PLC0415

    if not behind.listed:
        return paper
    rows = tuple(
        (
            number,
            f"{one.title}\n{one.reference}",
            format_day(one.on, paper.language) if one.on else DASH,
            str(pages) if pages else say("enclosed separately: {why}").format(why=say(why)),
            one.hash,
        )
        for one, number, pages, why in behind.listed
    )
    columns = (
        Column(say("No."), 0.6),
        Column(say("Title; document"), 3),
        Column(say("Date"), 1.2),
        Column(say("Pages"), 1.6),
        Column(say("SHA-256"), 3.6),
    )
    blocks = (Table(columns=columns, rows=rows), Text(say(UNMASKED), "small"))
    as_at = next((one.as_at for one in paper.sections if one.as_at), "")
    section = Section("", say(title), blocks if title == EXHIBITS else blocks[:1], as_at)
    return replace(paper, sections=(*paper.sections, section))


EXHIBITS, ANNEXES = N_("List of exhibits"), N_("List of annexes with their files")
UNMASKED = N_("Titles are masked as this paper is; the exhibits themselves are not masked.")
