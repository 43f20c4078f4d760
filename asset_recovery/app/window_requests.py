"""The writing of requests as the window asks for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from asset_recovery.domain.errors import NotFound, RuleViolation, ValidationFailed
from asset_recovery.i18n import _
from asset_recovery.ui.request_office import (
    FormOffer,
    FormVersion,
    Offers,
    Pages,
    Seat,
    Trial,
)

if TYPE_CHECKING:
    from pathlib import Path

    from asset_recovery.app.session import OfficeSession
    from asset_recovery.domain.registers import Result
    from asset_recovery.domain.request_version_facts import Comparison
    from asset_recovery.services.form_service import FormService
    from asset_recovery.services.request_preview import Preview


class WindowRequests:
    """`ui.request_office.RequestOffice` over the services of one session."""

    def __init__(self, session: Callable[[], OfficeSession]) -> None:
        self._session = session

    def paper(self, reference: str, *, word: bool, beside: str | None) -> bytes:
        """The request as it is on file, with labels in one language or two."""
        papers = self._session().papers(reference)
        draw = papers.request_docx if word else papers.request_pdf
        return draw(reference, beside=beside)

    def preview(
        self,
        reference: str,
        typed: Mapping[str, object],
        *,
        pages: bool = True,
        beside: str | None = None,
    ) -> Trial:
        """The request with what is typed laid over its answers."""
        from asset_recovery.app.request_questions import form_of  # noqa: PLC0415 - forms are large

        session = self._session()
        case = session.case_of("request", reference)
        purpose = session.purposes.get(case, "")
        try:
            found = session.request_previews.preview(
                reference, typed, session.user, purpose=purpose, pages=pages, beside=beside
            )
        except (NotFound, RuleViolation, ValidationFailed) as refusal:
            return Trial(None, problem=" ".join(one.text for one in refusal.reasons))
        form = form_of(found.filled, case, found.entries)
        return Trial(form, _pages(found), found.head, kept=dict(found.kept))

    def offers(
        self, case: str, country: str, kinds: Sequence[str] = (), parent: str = ""
    ) -> Offers:
        """Every form that can be drafted today, and why one does not apply to this State."""
        from asset_recovery.services.request_offers import OfferService  # noqa: PLC0415 - late

        session = self._session()
        service = OfferService(session.office, session.user, session.purposes.get(case, ""))
        found = service.offers(case, country, kinds, parent)
        return Offers(
            tuple(
                FormOffer(
                    one.form.id, _(one.form.title), one.reason, one.warnings,
                    one.form.is_general, one.form.needs_parent,
                    one.form.is_general and not one.form.extends,
                    one.unknown,
                )
                for one in found.forms
            ),
            found.state,
        )  # fmt: skip

    def papers_about(self, received: bool, form: str) -> Sequence[tuple[str, str]]:
        """What can be printed about a request that was made on this form."""
        from asset_recovery.services.form_papers import papers_about  # noqa: PLC0415

        found = papers_about("in" if received else "out", form)
        return tuple((one.form, _(one.title)) for one in found)

    def compare(self, reference: str, other: str) -> Comparison:
        """The request as it is on file against another version or request."""
        from asset_recovery.domain.request_version_facts import Comparison  # noqa: PLC0415
        from asset_recovery.services.request_versions import RequestVersions  # noqa: PLC0415

        session = self._session()
        purpose = session.purposes.get(session.case_of("request", reference), "")
        versions = RequestVersions(session.office, session.user, purpose)
        if other:
            return versions.compare(reference, other)
        changes = versions.changes_since(reference)
        return Comparison(first=_("newest draft"), second=_("records now"), changes=changes)

    @property
    def _forms(self) -> FormService:
        from asset_recovery.services.form_service import FormService  # noqa: PLC0415 - late

        return FormService(self._session().office)

    def forms(self) -> tuple[FormVersion, ...]:
        """Every version of every form."""
        return tuple(
            FormVersion(
                form=str(row["form"]),
                title=_(str(row["title"])),
                version=str(row["version"]),
                kind=str(row["kind"]),
                since=date.fromisoformat(str(row["from"])),
                until=date.fromisoformat(str(row["to"])) if row["to"] else None,
                state=str(row["state"]),
                origin=str(row["origin"]),
                installed_by=str(row["installed_by"] or ""),
            )
            for row in self._forms.forms()
        )

    def form_findings(self, form: str, version: str) -> Sequence[tuple[str, str, str]]:
        """What lint says of a version."""
        found = self._forms.findings(form, version)
        return tuple((one.place, one.code, one.text) for one in found)

    def file_findings(self, path: Path) -> Sequence[tuple[str, str, str]]:
        """What lint says of a file that is not installed yet."""
        return tuple((one.place, one.code, one.text) for one in self._forms.lint(path))

    def form_sample(
        self, form: str, version: str, *, filled: bool, language: str, second: str = ""
    ) -> bytes:
        """A form as PDF without a case."""
        return self._forms.sample(form, version, filled=filled, language=language, second=second)

    def sign_pdf(self, reference: str, key_file: Path, password: str) -> Result:
        """The PDF signed with a certificate and kept with the request."""
        from asset_recovery.services.signing_service import SigningService  # noqa: PLC0415

        session = self._session()
        purpose = session.purposes.get(session.case_of("request", reference), "")
        service = SigningService(session.office, session.user, purpose)
        return service.sign(reference, key_file, password, session.office.today()).result


def _pages(found: Preview) -> Pages | None:
    from asset_recovery.app.request_seats import seats  # noqa: PLC0415 - forms are large

    if found.paper is None:
        return None
    places = seats(found.filled, found.paper.spots)
    return Pages(found.paper.data, {key: Seat(*place) for key, place in places.items()})
