"""Reading the forms of an office: every version of each, what one asks, who installed it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from asset_recovery.domain.errors import NotFound, Reason
from asset_recovery.forms.form_model import Form, FormField
from asset_recovery.forms.lint import lint_form, lint_text
from asset_recovery.forms.lint_problem import Problem
from asset_recovery.forms.shelf import Entry, FormShelf, shelf_of
from asset_recovery.i18n import _
from asset_recovery.persistence.queries.form_query import forms_of_office, installed_forms
from asset_recovery.persistence.queries.office_query import facts_on
from asset_recovery.persistence.queries.register_query import executor
from asset_recovery.services.looking import OpenOffice


@dataclass(frozen=True, slots=True)
class FormService:
    """The forms with which the office works; they are no secret of any case."""

    office: OpenOffice

    def shelf(self) -> FormShelf:
        """The delivered forms and those of the office."""
        with self.office.reading.connect() as connection:
            return shelf_of(forms_of_office(connection))

    def drafted(self) -> tuple[tuple[str, str], ...]:
        """(id, title) of every form that a draft may be of today."""
        entries = self.shelf().drafted(self.office.today())
        return tuple((one.id, one.title) for one in entries)

    def forms(self) -> list[dict[str, object]]:
        """Every version of every form, by id and by the day from which it is used."""
        shelf, today = self.shelf(), self.office.today()
        rows = self._installed()
        ids = sorted({one.id for one in shelf.entries})
        return [
            _version(one, shelf, rows, today)
            for form_id in ids
            for one in sorted(shelf.versions(form_id), key=lambda entry: entry.since)
        ]

    def show(self, form_id: str, on: date | None = None) -> dict[str, object]:
        """A form as in force on a day: its versions, sections with fields, and rules.

        Raises NotFound for an id that no form has, RuleViolation `form_out_of_scope` where none of
        its versions is in force.
        """
        shelf, today = self.shelf(), self.office.today()
        if not shelf.versions(form_id):
            text = _("There is no form {form}. The forms: list forms.").format(form=form_id[:40])
            raise NotFound(Reason("not_found", text, field="form"))
        form = shelf.form(form_id, on or today)
        rows = self._installed()
        return {
            **_head(form),
            "versions": [
                _version(one, shelf, rows, today)
                for one in sorted(shelf.versions(form_id), key=lambda entry: entry.since)
            ],
            "sections": [_section(form, section.code) for section in form.sections],
            "rules": [
                {"id": rule.id, "article": rule.article, "mark": rule.mark, "level": rule.level,
                 "field": rule.field, "text": rule.text}
                for rule in form.rules
            ],
        }  # fmt: skip

    def lint(self, path: Path) -> Sequence[Problem]:
        """Every fault of a file before it is installed, upon the office's own forms too."""
        found = lint_form(path)
        if not any(fault.place == "extends" for fault in found):
            return found
        return lint_text(path.name, path.read_text(encoding="utf-8"), self.shelf())

    def sample(
        self, form_id: str, version: str, *, filled: bool, language: str, second: str = ""
    ) -> bytes:
        """A version of a form as PDF without a case: empty, or with long answers everywhere.

        `second` is the language that stands beside the first. Raises NotFound for a version that
        is not there.
        """
        from asset_recovery.forms.form_head import own_words  # noqa: PLC0415
        from asset_recovery.forms.form_pdf import form_pdf  # noqa: PLC0415 - ReportLab is heavy
        from asset_recovery.forms.form_sample import sample  # noqa: PLC0415
        from asset_recovery.paper_words import say_beside, say_in  # noqa: PLC0415

        shelf = self.shelf()
        entry = next((one for one in shelf.versions(form_id) if one.version == version), None)
        if entry is None:
            text = _("There is no version {version} of {form}.")
            said = text.format(version=version[:20], form=form_id[:40])
            raise NotFound(Reason("not_found", said, field="form"))
        form = shelf.form(form_id, entry.since, ((entry.id, entry.version, entry.checksum),))
        with self.office.reading.connect() as connection:
            office = facts_on(executor(connection), self.office.today().isoformat())
        moment = datetime.fromisoformat(self.office.now())
        made = sample(form, office, moment, filled=filled, language=language)
        both = second not in ("", language)
        return form_pdf(
            made,
            translate=say_in(language),
            language=language,
            beside=own_words(made, second, say_beside(second)) if both else None,
            working_lists=False,
        )

    def findings(self, form_id: str, version: str) -> Sequence[Problem]:
        """What lint says of a version that is on the shelf."""
        shelf = self.shelf()
        entry = next((one for one in shelf.versions(form_id) if one.version == version), None)
        return () if entry is None else lint_text(entry.name, entry.text, shelf)

    def _installed(self) -> dict[str, Mapping[str, Any]]:
        """The event by which each form text of the office was installed, by its hash."""
        with self.office.reading.connect() as connection:
            rows = installed_forms(connection)
        return {str(json.loads(row["facts"])["hash"]): row for row in rows}


def _version(
    entry: Entry, shelf: FormShelf, rows: Mapping[str, Mapping[str, Any]], today: date
) -> dict[str, object]:
    in_force = shelf.entry(entry.id, today) == entry
    state = "in_force" if in_force else "later" if entry.since > today else "earlier"
    row = rows.get(entry.checksum) if entry.installed else None
    return {
        "form": entry.id,
        "version": entry.version,
        "state": state,
        "kind": entry.kind,
        "from": entry.since.isoformat(),
        "to": entry.until.isoformat() if entry.until else None,
        "origin": "office" if entry.installed else "delivered",
        "installed_by": str(row["by"]) if row else None,
        "installed_at": str(row["recorded_at"]) if row else None,
        "hash": entry.checksum,
        "title": entry.title,
    }


def _head(form: Form) -> dict[str, object]:
    return {
        "form": form.id,
        "version": form.version,
        "title": form.title,
        "kind": form.kind,
        "direction": form.direction,
        "extends": form.extends or None,
        "legal_basis": list(form.legal_basis),
        "needs_parent": form.needs_parent,
        "watermark": form.watermark or None,
    }


def _section(form: Form, code: str) -> dict[str, object]:
    title = next(section.title for section in form.sections if section.code == code)
    fields = [_field(field) for field in form.fields if field.section == code]
    return {"code": code, "title": title, "fields": fields}


def _field(field: FormField) -> dict[str, object]:
    return {
        "key": field.key,
        "number": field.number,
        "label": field.label,
        "type": field.type,
        "req": field.req,
        "source": field.source,
        "mark": field.mark,
        "choices": [choice.code for choice in field.choices],
        "columns": [column.key for column in field.columns],
        "help": field.help or None,
    }
