"""Forms of the office: one is installed from a file, after its lint found nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from asset_recovery.domain.actions import form_actions as f
from asset_recovery.domain.actions.base import Action
from asset_recovery.domain.errors import Conflict, Reason, ValidationFailed
from asset_recovery.forms.lint import LARGEST, lint_text
from asset_recovery.forms.shelf import Entry, FormShelf, entry_of, shelf_of
from asset_recovery.i18n import _
from asset_recovery.persistence.queries.form_query import forms_of_office
from asset_recovery.services.office_events import keep_office_event
from asset_recovery.services.work import Work


def install_form(work: Work, command: f.InstallForm) -> None:
    """The file is checked and kept whole, with its hash; what was made before stays as it was."""
    work.permit("install_form", None)
    name, text = Path(command.file).name, _read(command.file)
    shelf = shelf_of(forms_of_office(work.unit.connection))
    faults = lint_text(name, text, shelf)
    if faults:
        raise ValidationFailed([fault.as_reason() for fault in faults])
    entry = entry_of(name, text)
    _begins_in_time(command, entry)
    _fits_its_versions(command, entry, shelf)
    facts = {
        "file": name,
        "form": entry.id,
        "version": entry.version,
        "title": entry.title,
        "kind": entry.kind,
        "hash": entry.checksum,
        "text": text,
    }
    reference = f"form {entry.id} {entry.version} {entry.checksum}"
    kept = without_folder(command)
    keep_office_event(work, kept, command.from_.isoformat(), facts, reference)
    work.made["form"] = f"{entry.id} {entry.version}"


def without_folder(command: f.InstallForm) -> f.InstallForm:
    """The command as it is kept: whose folder the file came from is nobody's business."""
    return replace(command, file=Path(command.file).name)


def _read(file: str) -> str:
    path = Path(file)
    try:
        if not path.is_file():
            raise OSError
        if path.stat().st_size > LARGEST:
            text = _("The file is larger than {size} MB; no form needs that.")
            said = text.format(size=LARGEST // 1_000_000)
            raise ValidationFailed(Reason("too_large", said, field="file"))
        return path.read_bytes().decode("utf-8")
    except OSError:
        text = _("The file {file} cannot be read.").format(file=path.name)
        raise ValidationFailed(Reason("file_unreadable", text, field="file")) from None
    except UnicodeDecodeError:
        said = _("The file is not text in UTF-8.")
        raise ValidationFailed(Reason("rule_pack_invalid", said, field="file")) from None


def _begins_in_time(command: f.InstallForm, entry: Entry) -> None:
    """The office uses a form only while its file says that it holds."""
    if command.from_ < entry.since:
        text = _("The form holds from {begins}; the office cannot use it from {day}.")
        said = text.format(begins=entry.since, day=command.from_)
        raise ValidationFailed(Reason("date_order", said, field="from"))
    if entry.until is not None and command.from_ > entry.until:
        text = _("The form holds until {ends}; the office cannot use it from {day}.")
        said = text.format(ends=entry.until, day=command.from_)
        raise ValidationFailed(Reason("date_order", said, field="from"))


def _fits_its_versions(command: f.InstallForm, entry: Entry, shelf: FormShelf) -> None:
    """A version has a number and a first day of its own, and stays the kind of form that it was."""
    for other in shelf.versions(entry.id):
        if other.version == entry.version:
            text = _("There is already version {version} of {form}. Give the new one another.")
            said = text.format(version=entry.version, form=entry.id)
            raise Conflict(Reason("reference_taken", said, field="file"))
        if other.since == command.from_:
            text = _("Version {other} of {form} is used from {day} too; choose another day.")
            said = text.format(other=other.version, form=entry.id, day=command.from_)
            raise Conflict(Reason("reference_taken", said, field="from"))
        if other.kind != entry.kind:
            text = _("kind: {form} is {kind}, and stays that in its next version.")
            said = text.format(form=entry.id, kind=other.kind)
            raise ValidationFailed(Reason("rule_pack_invalid", said, field="file"))


HANDLERS: dict[type[Action], Callable[..., None]] = {f.InstallForm: install_form}
