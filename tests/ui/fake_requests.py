"""The writing of a request, for the window's tests."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from asset_recovery.domain.errors import Reason, RuleViolation, ValidationFailed
from asset_recovery.domain.registers import Result
from asset_recovery.domain.request_version_facts import Comparison, FieldChange
from asset_recovery.ui.office import FormStep, RequestForm
from asset_recovery.ui.request_office import FormOffer, FormVersion, Offers, Pages, Seat, Trial
from tests.ui.fake_case import request_form


class FakeRequests:
    """Answers with what was typed, so that a test sees that it came through."""

    def __init__(self, pdf: Callable[[str], bytes]) -> None:
        self._pdf = pdf
        self.form = request_form()
        self.signed_with: list[tuple[str, str]] = []
        self.read: list[dict[str, object]] = []
        self.doubled: list[str | None] = []
        self.printed: list[tuple[bool, str | None]] = []
        self.kept: dict[str, object] = {}
        self.refusal = ""
        self.compared: list[str] = []
        self.samples: list[tuple[str, bool, str, str]] = []
        self._made: bytes | None = None

    def paper(self, reference: str, *, word: bool, beside: str | None) -> bytes:
        """Some bytes, or a small real PDF."""
        self.printed.append((word, beside))
        return b"PK draft" if word else self._pdf(f"Request {reference}")

    def preview(
        self,
        reference: str,
        typed: Mapping[str, object],
        *,
        pages: bool = True,
        beside: str | None = None,
    ) -> Trial:
        """The request of the sketch with the typed answers in it."""
        self.read.append(dict(typed))
        self.doubled.append(beside)
        if self.refusal:
            raise RuleViolation(Reason("form_out_of_scope", self.refusal))
        if self._made is None:
            self._made = self._pdf(f"Request {reference}")
        steps = tuple(_answered(step, typed) for step in self.form.steps)
        left = tuple(one for one in self.form.missing if one.key not in typed)
        form: RequestForm = replace(self.form, steps=steps, missing=left)
        return Trial(form, Pages(self._made, {"facts": Seat(0, 0.4)}), kept=dict(self.kept))

    def papers_about(self, received: bool, form: str) -> Sequence[tuple[str, str]]:
        """An answer for a request received, a reminder for one of ours."""
        if received:
            return (("MLA-05", "Answer to a request"), ("EU-03a", "Decision on recognition"))
        return (("LET-REM", "Reminder letter"),)

    def offers(
        self, case: str, country: str, kinds: Sequence[str] = (), parent: str = ""
    ) -> Offers:
        """The general form, a certificate for some States only, a notice about an earlier one."""
        bound = country == "FR"
        reason = "" if bound else "Switzerland is not bound by the Regulation."
        return Offers(
            (
                FormOffer("EU-01", "Freezing certificate", reason, general=False),
                FormOffer("MLA-01", "Request for mutual legal assistance",
                          warnings=("No sheet of this State is on file.",), base=True),
                FormOffer("MLA-03", "Supplement", general=False, parent=True),
            ),
            f"{country}: UNCAC",
        )  # fmt: skip

    def sign_pdf(self, reference: str, key_file: Path, password: str) -> Result:
        """One password opens the file; any other does not."""
        self.signed_with.append((key_file.name, password))
        if password != "right":  # noqa: S105 - of a file that is not there
            text = "The password does not open the signature file."
            raise ValidationFailed(Reason("field_invalid", text, field="password"))
        return Result(ok=True, action="record_signature", made=(("document", "D-7"),))

    def compare(self, reference: str, other: str) -> Comparison:
        """One answer changed, one added by a record, one taken out."""
        self.compared.append(other)
        return Comparison(
            first="draft 2",
            second=reference,
            changes=(
                FieldChange(
                    key="facts", label="Summary of relevant facts",
                    was="The money left on Monday.", now="The money left on Friday.", record="",
                    typed=True,
                ),
                FieldChange(key="flow.1.amount", label="Money flow, row 1, Amount", was="",
                            now="EUR 5", record="AR-2026-0017"),
                FieldChange(key="annexes_particulars", label="Annexes", was="D-1", now="",
                            record=""),
            ),
        )  # fmt: skip

    def forms(self) -> tuple[FormVersion, ...]:
        """Two delivered forms and one of the office."""
        since = date(2026, 1, 1)
        return (
            FormVersion("EU-01", "Freezing certificate", "1", "certificate", since, None,
                        "in_force", "delivered"),
            FormVersion("MLA-01", "Request for mutual legal assistance", "1", "general", since,
                        None, "in_force", "delivered"),
            FormVersion("OWN-1", "Letter of the office", "2", "internal", since, None, "later",
                        "office", "admin"),
        )  # fmt: skip

    def form_findings(self, form: str, version: str) -> Sequence[tuple[str, str, str]]:
        """The office's own form is of an unknown kind."""
        return (("kind", "rule_pack_invalid", "Unknown kind."),) if form == "OWN-1" else ()

    def file_findings(self, path: Path) -> Sequence[tuple[str, str, str]]:
        """A file named so is faulty."""
        if "faulty" in path.name:
            return (("fields.3.type", "rule_pack_invalid", "There is no type colour."),)
        return ()

    def form_sample(
        self, form: str, version: str, *, filled: bool, language: str, second: str = ""
    ) -> bytes:
        """A small real PDF."""
        self.samples.append((form, filled, language, second))
        return self._pdf(f"{form} {version}")


def _answered(step: FormStep, typed: Mapping[str, object]) -> FormStep:
    questions = tuple(
        replace(q, value=typed[q.field.name], origin="typed in the request")
        if typed.get(q.field.name) is not None
        else q
        for q in step.questions
    )
    return replace(step, questions=questions)
