"""A paper made from records for issue: what is asked, and the bytes of its numbered copies.

The same wish on the same records, read as the journal stood at one entry, gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from asset_recovery.domain import code_lists
from asset_recovery.domain.case_file import CaseFile, DocumentFacts
from asset_recovery.domain.errors import Reason, ValidationFailed
from asset_recovery.i18n import _
from asset_recovery.paper_words import say_in, written_in
from asset_recovery.services.case_reader import read_case_file
from asset_recovery.services.documents import Documents
from asset_recovery.services.exhibit_choice import (
    ALL,
    ANNEXES,
    EXHIBITS,
    Behind,
    choose,
    looked_through,
    made_ready,
    with_list,
)
from asset_recovery.services.looking import Sight
from asset_recovery.services.own_profiles import profile_of
from asset_recovery.services.small_pictures import small_pictures

if TYPE_CHECKING:
    from asset_recovery.domain.progress import Progress
    from asset_recovery.forms.filled_form import FilledForm
    from asset_recovery.reports.dossier_profile import Profile
    from asset_recovery.reports.paper import Paper

OUTSIDE = "court"  # the profile of a paper whose recipient is not said
IN_PROFILE = frozenset({"dossier", "schedule", "statement"})


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperWish:
    """What is to be made: `paper` is dossier, schedule, statement, request or the id of a form.

    `exhibits` are references of documents, or `all`; `enclose` says that an exhibit that cannot be
    merged is listed as enclosed separately (else the paper is refused).
    """

    paper: str
    reference: str
    profile: str = "full"
    language: str = "en"
    recipient: str = ""
    purpose: str = ""
    copies: int = 1
    exhibits: tuple[str, ...] = ()
    enclose: bool = True
    options: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MadePaper:
    """A paper as it was made: the bytes of each copy, and what is told of it.

    `classification` is the code of the marking on its pages, `limit` the highest that a recipient
    of its profile may have (empty: not said), `above` that the marking is higher; `draft` says that
    a watermark stands across the pages, `apart` names exhibits that are enclosed separately,
    `telling` those that show words which the paper masks.
    """

    form: str
    version: str
    title: str
    classification: str
    limit: str
    above: bool
    record_hash: str
    draft: bool
    copies: tuple[bytes, ...]
    apart: tuple[str, ...] = ()
    telling: tuple[str, ...] = ()

    @property
    def cautions(self) -> list[Reason]:
        """What is to be said of its exhibits before it leaves, whether issued or only printed."""
        apart = _("{title} cannot be merged; it is listed as enclosed separately.")
        masked = _("{title} shows words that this paper masks. Read it, or attach it without them.")
        return [
            *(
                Reason("file_unreadable", apart.format(title=title), field="exhibits")
                for title in self.apart
            ),
            *(
                Reason("guard_failed", masked.format(title=title), field="exhibits")
                for title in self.telling
            ),
        ]


@dataclass(frozen=True, slots=True)
class PaperMaker:
    """Makes the papers of a record that may be seen; `documents` are where exhibits lie."""

    sight: Sight
    documents: Documents

    def make(self, wish: PaperWish, progress: Progress | None = None) -> MadePaper:
        """All copies; raises `NotFound` and `ValidationFailed` where it cannot be made."""
        return written_in(wish.language, lambda: self._made(wish, progress))

    def _made(self, wish: PaperWish, progress: Progress | None) -> MadePaper:
        from asset_recovery.reports.render import render  # noqa: PLC0415 - ReportLab is heavy

        file = self._file(with_journal=wish.paper == "dossier")
        compose = self._composer(wish, file)
        say, behind = say_in(wish.language), self._behind(wish, file)
        title = ANNEXES if wish.paper == "request" else EXHIBITS
        papers = [
            with_list(compose(_copy(wish, number) if wish.copies else ""), behind, say, title)
            for number in range(1, max(wish.copies, 1) + 1)
        ]
        first = papers[0]
        marking = _code_of(first.marking, say_in(wish.language), file.office.classification)
        limit = self._profile(wish.profile) if wish.paper in IN_PROFILE else None
        return MadePaper(
            form=first.form,
            version=first.version,
            title=first.title,
            classification=marking,
            limit=limit.highest_document if limit else "",
            above=limit is not None and limit.rank(marking) > limit.rank(limit.highest_document),
            record_hash=first.record_hash,
            draft=bool(first.watermark),
            copies=tuple(render(paper, progress, behind.exhibits) for paper in papers),
            apart=behind.apart,
            telling=behind.telling,
        )

    def _file(self, *, with_journal: bool) -> CaseFile:
        return read_case_file(self.sight.reading, self.sight.own_case, with_journal=with_journal)

    def _profile(self, name: str) -> Profile:
        return profile_of(self.sight.reading, name)

    def _composer(self, wish: PaperWish, file: CaseFile) -> Callable[[str], Paper]:
        """What writes the paper with the number of its copy."""
        makers: dict[str, Callable[[PaperWish, CaseFile], Callable[[str], Paper]]] = {
            "dossier": self._dossier,
            "schedule": self._schedule,
            "statement": self._statement,
            "request": self._request,
        }
        return makers.get(wish.paper, self._form)(wish, file)

    def _dossier(self, wish: PaperWish, file: CaseFile) -> Callable[[str], Paper]:
        from asset_recovery.reports.case_dossier_content import compose_dossier  # noqa: PLC0415
        from asset_recovery.reports.clocks import with_clocks  # noqa: PLC0415

        say = say_in(wish.language)
        chosen = self._profile(wish.profile)
        pictures = small_pictures(self.documents)

        def write(copy: str) -> Paper:
            paper = compose_dossier(
                file, chosen, wish.language, say, wish.recipient, copy, pictures=pictures
            )
            return with_clocks(paper, file, say)

        return write

    def _schedule(self, wish: PaperWish, file: CaseFile) -> Callable[[str], Paper]:
        from asset_recovery.reports.asset_schedule_content import (  # noqa: PLC0415
            compose_asset_schedule,
        )

        say = say_in(wish.language)
        paper = compose_asset_schedule(file, self._profile(wish.profile), wish.language, say)
        return _numbered(paper, file, wish)

    def _statement(self, wish: PaperWish, file: CaseFile) -> Callable[[str], Paper]:
        from asset_recovery.reports.statement_content import compose_statement  # noqa: PLC0415

        asset = wish.reference if self.sight.kind == "asset" else None
        say = say_in(wish.language)
        paper = compose_statement(
            file, self._profile(wish.profile), wish.language, say, asset=asset
        )
        return _numbered(paper, file, wish)

    def _request(self, wish: PaperWish, file: CaseFile) -> Callable[[str], Paper]:
        from asset_recovery.forms.form_content import form_paper  # noqa: PLC0415

        filled = self._filled(wish, file)
        say = say_in(wish.language)
        paper = form_paper(filled, translate=say, language=wish.language, working_lists=False)
        return _numbered(paper, file, wish, clocks=False)

    def _filled(self, wish: PaperWish, file: CaseFile) -> FilledForm:
        """The request as its form is filled from the case."""
        from asset_recovery.forms.filled_form import fill_request  # noqa: PLC0415

        known = {one.reference: one for one in file.requests}
        request = known.get(wish.reference)
        if self.sight.kind != "request" or request is None:
            text = _("{record} is no request that could be issued.").format(record=wish.reference)
            raise ValidationFailed(Reason("form_out_of_scope", text, field="of"))
        if request.direction.startswith("in"):
            text = _("{request} came from another State; its own paper is among the documents.")
            said = text.format(request=wish.reference)
            raise ValidationFailed(Reason("form_out_of_scope", said, field="of"))
        return fill_request(file, request, self.sight.reading.today)

    def _form(self, wish: PaperWish, file: CaseFile) -> Callable[[str], Paper]:
        from asset_recovery.services.form_papers import form_named  # noqa: PLC0415
        from asset_recovery.services.form_papers.form_paper import PaperAsk  # noqa: PLC0415

        known = form_named(wish.paper)
        if self.sight.kind not in known.kinds:
            text = _("{form} is about another kind of record than {reference}.")
            said = text.format(form=known.form, reference=wish.reference)
            raise ValidationFailed(Reason("form_out_of_scope", said, field="paper"))
        ask = PaperAsk(
            sight=self.sight,
            file=file,
            reference=wish.reference,
            profile=self._profile(wish.profile),
            language=wish.language,
            translate=say_in(wish.language),
            options=dict(wish.options),
        )
        return _numbered(known.paper(ask), file, wish, clocks=False)

    def _behind(self, wish: PaperWish, file: CaseFile) -> Behind:
        """What stands behind the paper, of what its recipient may read.

        The titles of exhibits are masked as the paper itself is; the exhibits are not.
        """
        from asset_recovery.reports.dossier_desk import Desk  # noqa: PLC0415
        from asset_recovery.reports.leaving import leaving  # noqa: PLC0415
        from asset_recovery.reports.safe_paper import kept_from  # noqa: PLC0415

        if not wish.exhibits:
            return Behind()
        chosen = self._profile(wish.profile if wish.paper in IN_PROFILE else OUTSIDE)
        offered: Sequence[DocumentFacts] = leaving(file, chosen).documents
        if wish.paper == "request" and wish.exhibits == (ALL,):
            offered = _named_in(self._filled(wish, file), offered)
        letter = "A" if wish.paper == "request" else "E"
        in_profile = wish.paper in IN_PROFILE
        desk = Desk(file, chosen, wish.language, say_in(wish.language))
        safe = kept_from(file, desk)
        asked = choose(wish.exhibits, offered, chosen if in_profile else None)
        if in_profile:
            asked = [replace(one, title=safe(desk.prose(one.title))) for one in asked]
        behind = made_ready(asked, self.documents, letter, enclose=wish.enclose)
        return looked_through(behind, safe) if in_profile and chosen.exhibits != ALL else behind


def _named_in(filled: FilledForm, offered: Sequence[DocumentFacts]) -> list[DocumentFacts]:
    """The documents that the request lists as its annexes, in its order."""
    answer = filled.answers.get("attachments")
    rows = answer.value if answer is not None and isinstance(answer.value, tuple | list) else ()
    by_hash = {one.hash: one for one in offered}
    wanted = [str(row.get("sha256", "")) for row in rows if isinstance(row, dict)]
    return [by_hash[one] for one in dict.fromkeys(wanted) if one in by_hash]


def _numbered(
    paper: Paper, file: CaseFile, wish: PaperWish, *, clocks: bool = True
) -> Callable[[str], Paper]:
    """The same paper with the number of a copy at its foot, and its recipient on its cover."""
    from asset_recovery.reports.clocks import with_clocks  # noqa: PLC0415

    say = say_in(wish.language)
    said = with_clocks(paper, file, say) if clocks else paper
    cover = said.cover
    if wish.recipient and cover:
        cover = (*cover, (say("Recipient"), wish.recipient))
    return lambda copy: replace(said, copy=copy, cover=cover)


def _copy(wish: PaperWish, number: int) -> str:
    text = say_in(wish.language)("copy {number} of {copies}")
    return text.format(number=number, copies=wish.copies)


def _code_of(marking: str, say: Callable[[str], str], otherwise: str) -> str:
    """The code of the marking that stands on a page in the paper's language."""
    codes = (*code_lists.code_list("classifications").codes, "top_secret")
    shown = {say(code.replace("_", " ").upper()): code for code in codes}
    return shown.get(marking, otherwise)
