"""Papers: dossier, schedule, request, label, statement; every print is kept in the log."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from asset_recovery.domain.case_file import CaseFile
from asset_recovery.domain.deadlines import DueWish
from asset_recovery.domain.errors import NotFound, Reason, ValidationFailed
from asset_recovery.domain.progress import Progress
from asset_recovery.i18n import _
from asset_recovery.lifecycle.permissions import Actor
from asset_recovery.paper_words import in_its_language, say_beside, say_in, written_in
from asset_recovery.services.account_statement import AccountStatements, is_account
from asset_recovery.services.case_reader import read_case_file, request_facts
from asset_recovery.services.looking import Look, OpenOffice, Sight, look_at, note_look
from asset_recovery.services.own_profiles import profile_of
from asset_recovery.services.small_pictures import small_pictures
from asset_recovery.services.stock_papers import FORM, StockPapers, stock_record

__all__ = ["PaperService", "profile_named"]

if TYPE_CHECKING:
    from asset_recovery.forms.filled_form import FilledForm
    from asset_recovery.reports.dossier_profile import Profile
    from asset_recovery.reports.paper import Paper
    from asset_recovery.services.documents import Documents
    from asset_recovery.services.paper_making import PaperWish


@dataclass(frozen=True, slots=True)
class PaperService:
    """Prints for one person; raises `NotFound` and `NotPermitted` as for looking at the record.

    The same records, read at the same moment, give the same bytes. Each print leaves a line in the
    log of consultations: which paper, for whom, and the SHA-256 of its bytes. Without `documents` a
    dossier says of each photograph that it is not at hand.
    """

    office: OpenOffice
    actor: Actor
    purpose: str = ""
    documents: Documents | None = None

    @in_its_language
    def dossier(  # noqa: PLR0913 - what is said of a dossier
        self,
        reference: str,
        *,
        profile: str = "full",
        language: str = "en",
        recipient: str = "",
        copy: str = "",
        watermark: str = "",
        as_of: date | None = None,
        known_on: str | None = None,
        progress: Progress | None = None,
    ) -> bytes:
        """The case dossier as PDF for the recipient of a profile (`not_found` names the profiles).

        `as_of` prints what was in force on that day, `known_on` what was known by that moment.
        """
        from asset_recovery.reports.case_dossier_content import compose_dossier  # noqa: PLC0415
        from asset_recovery.reports.clocks import with_clocks  # noqa: PLC0415
        from asset_recovery.reports.render import render  # noqa: PLC0415 - ReportLab is heavy

        look = self._look("dossier", as_of, known_on)
        with look_at(self.office, self.actor, "any", reference, look) as sight:
            chosen = profile_of(sight.reading, profile)
            file = _file(sight, with_journal=True)
            paper = compose_dossier(
                file,
                chosen,
                language,
                say_in(language),
                recipient,
                copy,
                watermark,
                None if self.documents is None else small_pictures(self.documents),
            )
            paper = with_clocks(paper, file, say_in(language))
            content = render(paper, progress)
        said = {"paper": paper.form, "profile": profile, "language": language, "copy": copy}
        said["record_hash"] = paper.record_hash
        self._printed(file, look, content, {**said, "recipient": recipient})
        return content

    def merged(
        self,
        wish: PaperWish,
        documents: Documents,
        *,
        as_of: date | None = None,
        known_on: str | None = None,
        progress: Progress | None = None,
        notes: list[str] | None = None,
    ) -> bytes:
        """A paper with its exhibits behind it, without a number of a copy: it is not issued.

        `notes` takes up what issuing it would warn of: exhibits enclosed separately, and those
        that show words which the paper masks.
        Raises `file_unreadable` where an exhibit cannot be merged and `wish.enclose` is false.
        """
        from asset_recovery.services.paper_making import PaperMaker  # noqa: PLC0415 - above this

        look = self._look(wish.paper, as_of, known_on)
        with look_at(self.office, self.actor, "any", wish.reference, look) as sight:
            if not wish.language:
                wish = replace(wish, language=str(sight.row.get("language") or "en"))
            made = PaperMaker(sight, documents).make(replace(wish, copies=0), progress)
            file = _file(sight, with_journal=False)
        said: dict[str, object] = {"paper": made.form, "record": wish.reference}
        said |= {
            "profile": wish.profile,
            "recipient": wish.recipient,
            "exhibits": list(wish.exhibits),
        }
        self._printed(file, look, made.copies[0], said)
        if notes is not None:
            notes += [one.text for one in made.cautions]
        return made.copies[0]

    @in_its_language
    def schedule(
        self,
        reference: str,
        *,
        language: str = "en",
        profile: str = "full",
        as_of: date | None = None,
        known_on: str | None = None,
    ) -> bytes:
        """The numbered schedule of assets as PDF: an annex to orders and requests.

        `as_of` and `known_on` as for the dossier.
        """
        from asset_recovery.reports.asset_schedule_content import (  # noqa: PLC0415
            compose_asset_schedule,
        )
        from asset_recovery.reports.clocks import with_clocks  # noqa: PLC0415
        from asset_recovery.reports.render import render  # noqa: PLC0415 - ReportLab is heavy

        look = self._look("schedule", as_of, known_on)
        with look_at(self.office, self.actor, "any", reference, look) as sight:
            chosen = profile_of(sight.reading, profile)
            file = _file(sight, with_journal=False)
            paper = compose_asset_schedule(file, chosen, language, say_in(language))
            paper = with_clocks(paper, file, say_in(language))
            content = render(paper)
        self._printed(file, look, content, {"paper": paper.form, "profile": profile})
        return content

    @in_its_language
    def control_sheet(self, reference: str, *, language: str = "en") -> bytes:
        """What is due in a case, or in the case of a record, as PDF."""
        from asset_recovery.services.deadline_service import (  # noqa: PLC0415 - above this room
            AHEAD,
            DeadlineService,
        )

        look = self._look("control sheet")
        with look_at(self.office, self.actor, "any", reference, look) as sight:
            case = str(sight.own_case["reference"])
        wish = DueWish(until=self.office.today() + AHEAD, case=case)
        service = DeadlineService(self.office)
        rows = service.sheet(self.actor, wish)
        return service.control_sheet(
            rows, self.actor, wish, language=language, purpose=self.purpose
        )

    def receipts(self, *, language: str = "en") -> bytes:
        """The receipts that nobody identified for too long, as PDF."""
        from asset_recovery.services.receipts_report import ReceiptsReport  # noqa: PLC0415

        report = ReceiptsReport(self.office)
        return written_in(language, lambda: report.paper(self.actor, language, say_in(language)))

    @in_its_language
    def statement(
        self,
        reference: str,
        *,
        language: str = "en",
        first: date | None = None,
        last: date | None = None,
        as_of: date | None = None,
        known_on: str | None = None,
    ) -> bytes:
        """Costs and income of a case, or of one asset, between two days inclusive, as PDF.

        `as_of` and `known_on` as for the dossier.
        """
        from asset_recovery.reports.clocks import with_clocks  # noqa: PLC0415
        from asset_recovery.reports.dossier_profile import profile as named  # noqa: PLC0415
        from asset_recovery.reports.render import render  # noqa: PLC0415 - ReportLab is heavy
        from asset_recovery.reports.statement_content import compose_statement  # noqa: PLC0415

        if is_account(self.office, reference):
            return self._account(reference, language, (first, as_of or last))
        look = self._look("statement", as_of, known_on)
        with look_at(self.office, self.actor, "any", reference, look) as sight:
            file = _file(sight, with_journal=False)
            paper = compose_statement(
                file,
                named("full"),
                language,
                say_in(language),
                asset=reference if sight.kind == "asset" else None,
                first=first,
                last=last,
            )
            paper = with_clocks(paper, file, say_in(language))
            content = render(paper)
        self._printed(file, look, content, {"paper": paper.form, "record": reference})
        return content

    def _account(
        self, reference: str, language: str, period: tuple[date | None, date | None]
    ) -> bytes:
        """The statement of an account of the ledger or of a bank; the print is noted."""
        books, say = AccountStatements(self.office), say_in(language)
        content = written_in(
            language, lambda: books.paper(reference, self.actor, language, say, period)
        )
        look = Look(screen="print statement", noted=False, purpose=self.purpose)
        said = _said(content, {"paper": "STATEMENT", "record": reference})
        note_look(self.office, self.actor, None, look, (reference,), said)
        return content

    @in_its_language
    def review(self, reference: str, *, language: str = "en") -> bytes:
        """The close-out review of a closed case as PDF, for the office alone.

        Raises `NotFound` while the case is open.
        """
        from asset_recovery.reports.dossier_profile import profile as named  # noqa: PLC0415
        from asset_recovery.reports.render import render  # noqa: PLC0415 - ReportLab is heavy
        from asset_recovery.reports.review_content import compose_review  # noqa: PLC0415

        look = self._look("review")
        with look_at(self.office, self.actor, "case", reference, look) as sight:
            file = _file(sight, with_journal=False)
            paper = compose_review(file, named("full"), language, say_in(language))
            content = render(paper)
        self._printed(file, look, content, {"paper": paper.form, "record": reference})
        return content

    def request_pdf(
        self,
        reference: str,
        *,
        language: str | None = None,
        beside: str | None = None,
        working_lists: bool = True,
    ) -> bytes:
        """A request as PDF in its language; a draft bears its mark and what is still missing.

        `beside` is the second language of a certificate's labels (None: the one that is kept with
        the request, empty: none).
        """
        from asset_recovery.forms.form_pdf import form_pdf  # noqa: PLC0415 - forms are large

        return self._request(reference, language, working_lists, _beside(form_pdf, beside))

    def request_docx(
        self,
        reference: str,
        *,
        language: str | None = None,
        beside: str | None = None,
        working_lists: bool = True,
    ) -> bytes:
        """A draft request as a Word file; `signed_is_final` for one that was signed."""
        from asset_recovery.forms.form_docx import form_docx  # noqa: PLC0415 - forms are large

        return self._request(reference, language, working_lists, _beside(form_docx, beside))

    def certificate(
        self,
        reference: str,
        *,
        language: str | None = None,
        beside: str | None = None,
        word: bool = False,
    ) -> bytes:
        """A certificate as PDF, or its draft as a Word file; `beside` is the second language of
        its labels (None: the one that is kept with it).

        Raises ValidationFailed `form_out_of_scope` for a request that is none.
        """
        from asset_recovery.forms.form_docx import form_docx  # noqa: PLC0415 - forms are large
        from asset_recovery.forms.form_pdf import form_pdf  # noqa: PLC0415 - forms are large

        draw = _beside(form_docx if word else form_pdf, beside)

        def drawn(filled: FilledForm, **said: Any) -> bytes:  # noqa: ANN401 - handed on as it is
            if not filled.form.side_by_side:
                text = _("{request} is no certificate: print it as a request.")
                raise ValidationFailed(
                    Reason("form_out_of_scope", text.format(request=reference), field="request")
                )
            return draw(filled, **said)

        return self._request(reference, language, True, drawn)

    def _request(
        self,
        reference: str,
        language: str | None,
        working_lists: bool,
        draw: Callable[..., bytes],
    ) -> bytes:
        from asset_recovery.forms.filled_form import fill_request  # noqa: PLC0415

        look = self._look("request")
        with look_at(self.office, self.actor, "request", reference, look) as sight:
            if str(sight.row["direction"]).startswith("in"):
                text = _("{request} came from another State; its own paper is among the documents.")
                raise ValidationFailed(
                    Reason("form_out_of_scope", text.format(request=reference), field="request")
                )
            file = _file(sight, with_journal=False)
            spoken = language or str(sight.row["language"])
            request = request_facts(sight.connection, sight.row)
            filled = fill_request(file, request, sight.reading.today, spoken)
            content = draw(
                filled, translate=say_in(spoken), language=spoken, working_lists=working_lists
            )
        said = {"paper": filled.form.id, "record": reference, "language": spoken}
        self._printed(file, look, content, {**said, "recipient": filled.request.country})
        return content

    @in_its_language
    def inventory(self, reference: str, *, language: str = "en", profile: str = "full") -> bytes:
        """The inventory and receipt of an operation as PDF."""
        from asset_recovery.reports.operation_paper import compose_inventory  # noqa: PLC0415
        from asset_recovery.reports.render import render  # noqa: PLC0415 - ReportLab is heavy

        look = self._look("inventory")
        with look_at(self.office, self.actor, "operation", reference, look) as sight:
            file = _file(sight, with_journal=False)
            made = next(one for one in file.operations if one.reference == reference)
            paper = compose_inventory(
                file, made, profile_named(profile), language, say_in(language)
            )
            content = render(paper)
        self._printed(file, look, content, {"paper": paper.form, "record": reference})
        return content

    @in_its_language
    def form(
        self,
        reference: str,
        form: str,
        *,
        language: str = "en",
        profile: str = "full",
        word: bool = False,
        options: Mapping[str, str] | None = None,
        notes: list[str] | None = None,
    ) -> bytes:
        """A form of the catalogue about a record, as PDF or as a Word file where it has one.

        `notes` takes up what the paper does not say itself: which of several drafts it is.
        Raises `NotFound` for an unknown form, `form_out_of_scope` for a record of another kind.
        """
        from asset_recovery.services.form_papers import form_named  # noqa: PLC0415 - above this
        from asset_recovery.services.form_papers.form_paper import PaperAsk  # noqa: PLC0415

        known = form_named(form)
        if known.form == FORM and stock_record(self.office, reference):
            return StockPapers(self.office).paper(reference, self.actor, language, self.purpose)
        look = self._look(f"form {known.form}")
        with look_at(self.office, self.actor, "any", reference, look) as sight:
            if sight.kind not in known.kinds:
                text = _("{form} is about another kind of record than {reference}.")
                text = text.format(form=known.form, reference=reference)
                raise ValidationFailed(Reason("form_out_of_scope", text, field="form"))
            file = _file(sight, with_journal=False)
            ask = PaperAsk(
                sight=sight,
                file=file,
                reference=reference,
                profile=profile_named(profile),
                language=language,
                translate=say_in(language),
                options=options or {},
                notes=[] if notes is None else notes,
            )
            content = _drawn(known.paper(ask), file, word=word)
        said = {"paper": known.form, "record": reference, "language": language}
        self._printed(file, look, content, said)
        return content

    @in_its_language
    def application(
        self,
        reference: str,
        *,
        language: str = "en",
        profile: str = "court",
        word: bool = False,
    ) -> bytes:
        """An application for an order with its schedule, as PDF or as a Word file to work on."""
        from asset_recovery.reports.application_paper import compose_application  # noqa: PLC0415

        look = self._look("application")
        with look_at(self.office, self.actor, "order", reference, look) as sight:
            file = _file(sight, with_journal=False)
            order = next((one for one in file.orders if one.reference == reference), None)
            if order is None or order.application is None:
                raise NotFound(
                    Reason(
                        "not_found",
                        _("{order} was not applied for by the office.").format(order=reference),
                        "apply_for_order",
                        "reference",
                    )
                )
            paper = compose_application(
                file, order, profile_named(profile), language, say_in(language)
            )
            content = _drawn(paper, file, word=word)
        self._printed(file, look, content, {"paper": paper.form, "record": reference})
        return content

    @in_its_language
    def decision(self, reference: str, *, language: str = "en", profile: str = "full") -> bytes:
        """The decision on a step, signed: who, when, what was seen, its hash; as PDF."""
        from asset_recovery.reports.decision_paper import compose_decision  # noqa: PLC0415
        from asset_recovery.reports.render import render  # noqa: PLC0415 - ReportLab is heavy
        from asset_recovery.services.decision_sheets import (  # noqa: PLC0415 - only for this paper
            Source,
            decision_sheet,
            vote_facts,
        )

        look = self._look("decision")
        with look_at(self.office, self.actor, "approval", reference, look) as sight:
            file = _file(sight, with_journal=False)
            made = next(one for one in file.decisions if one.reference == reference)
            source = Source(sight.connection, sight.reading.rates, sight.reading.today)
            paper = compose_decision(
                file,
                made,
                decision_sheet(source, sight.row),
                vote_facts(sight.connection, int(sight.row["id"])),
                profile_named(profile),
                language,
                say_in(language),
            )
            content = render(paper)
        self._printed(file, look, content, {"paper": paper.form, "record": reference})
        return content

    def _look(self, screen: str, as_of: date | None = None, known_on: str | None = None) -> Look:
        return Look(
            screen=f"print {screen}",
            noted=False,
            purpose=self.purpose,
            as_of=as_of,
            known_on=known_on,
        )

    def _printed(
        self, file: CaseFile, look: Look, content: bytes, said: Mapping[str, object]
    ) -> None:
        """Keep what was printed before it is handed over."""
        said = {**said, "journal_head": file.head.seq}
        case = file.case.reference
        note_look(self.office, self.actor, case, look, (case,), _said(content, said))


def _beside(draw: Callable[..., bytes], beside: str | None) -> Callable[..., bytes]:
    """The drawing with labels in two languages, where the form has them and a second is chosen."""

    def drawn(filled: FilledForm, *, language: str, **said: Any) -> bytes:  # noqa: ANN401
        second = second_language(filled, language, beside)
        return draw(filled, language=language, beside=second, **said)

    return drawn


def second_language(
    filled: FilledForm, language: str, beside: str | None
) -> Callable[[str], str] | None:
    """The words of the second language, those of the form file first; None for one language."""
    from asset_recovery.forms.form_head import own_words  # noqa: PLC0415 - forms are large

    chosen = filled.request.beside if beside is None else beside
    if not chosen or chosen == language or not filled.form.side_by_side:
        return None
    return own_words(filled, chosen, say_beside(chosen))


def _file(sight: Sight, *, with_journal: bool) -> CaseFile:
    if sight.case is None:
        raise NotFound(
            Reason(
                "not_found",
                _("{record} belongs to no case that could be printed.").format(
                    record=sight.row.get("reference", "")
                ),
                field="reference",
            )
        )
    return read_case_file(sight.reading, sight.case, with_journal=with_journal)


def profile_named(name: str) -> Profile:
    """A kind of recipient by its name."""
    from asset_recovery.reports.dossier_profile import profile  # noqa: PLC0415

    return profile(name)


def _drawn(paper: Paper, file: CaseFile, *, word: bool) -> bytes:
    """The paper as PDF, or as an editable Word file."""
    if word:
        from asset_recovery.forms.form_docx import paper_docx  # noqa: PLC0415 - forms are large

        return paper_docx(paper, file.read_at)
    from asset_recovery.reports.render import render  # noqa: PLC0415 - ReportLab is heavy

    return render(paper)


def _said(content: bytes, said: Mapping[str, object]) -> dict[str, object]:
    digest = hashlib.sha256(content).hexdigest()
    return {**said, "document_hash": digest, "bytes": len(content)}
