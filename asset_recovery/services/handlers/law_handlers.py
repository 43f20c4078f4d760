"""Legal systems of the office: one is installed, a rule of one is confirmed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from asset_recovery.domain.actions import law_actions as f
from asset_recovery.domain.actions.base import Action
from asset_recovery.domain.errors import Conflict, NotFound, Reason, ValidationFailed
from asset_recovery.i18n import _
from asset_recovery.lifecycle.law_build import table
from asset_recovery.lifecycle.law_records import LawRecord, named, records
from asset_recovery.lifecycle.rules import LARGEST, LawText, LawVersion
from asset_recovery.persistence.queries.law_query import library_of
from asset_recovery.services.office_events import keep_office_event, require_past
from asset_recovery.services.work import Work


def install_legal_system(work: Work, command: f.InstallLegalSystem) -> None:
    """The file is checked and kept whole, with its hash; what was done before stays as it was."""
    work.permit("install_legal_system", None)
    text = _read(command.file)
    library = library_of(work.unit.connection)
    found, version = library.with_text(LawText(Path(command.file).name, text, command.from_))
    if library.version(version.name) is not None:
        raise Conflict(
            Reason(
                "reference_taken",
                _("There is already {system}. Give the new one another version.").format(
                    system=version.name
                ),
                field="file",
            )
        )
    _begins_in_time(command, version)
    _alone_on_its_day(version, library.versions(version.id))
    base = version.base.name if version.base else None
    facts = {
        "file": Path(command.file).name,
        "system": version.name,
        "title": found.rules(version.id).title,
        "based_on": base,
        "hash": version.text.hash,
        "text": text,
    }
    reference = f"law {version.name} {base or '-'} {version.text.hash}"
    keep_office_event(work, without_folder(command), command.from_.isoformat(), facts, reference)
    work.made["legal_system"] = version.name
    work.stories.forget_rules()


def without_folder(command: f.InstallLegalSystem) -> f.InstallLegalSystem:
    """The command as it is kept: whose folder the file came from is nobody's business."""
    return replace(command, file=Path(command.file).name)


def _read(file: str) -> str:
    path = Path(file)
    try:
        if not path.is_file():
            raise OSError
        if path.stat().st_size > LARGEST:
            raise _invalid(_("The file is larger than {size} MB; no law needs that."))
        return path.read_bytes().decode("utf-8")
    except OSError:
        text = _("The file {file} cannot be read.").format(file=path.name)
        raise ValidationFailed(Reason("file_unreadable", text, field="file")) from None
    except UnicodeDecodeError:
        raise _invalid(_("The file is not text in UTF-8.")) from None


def _invalid(text: str) -> ValidationFailed:
    said = text.format(size=LARGEST // 1_000_000)
    return ValidationFailed(Reason("rule_pack_invalid", said, field="file"))


def _begins_in_time(command: f.InstallLegalSystem, version: LawVersion) -> None:
    begins = table(version.raw, "system")["valid_from"]
    if command.from_.isoformat() < str(begins):
        text = _("The file holds from {begins}; the office cannot use it from {day}.")
        raise ValidationFailed(
            Reason("date_order", text.format(begins=begins, day=command.from_), field="from")
        )


def _alone_on_its_day(version: LawVersion, known: tuple[LawVersion, ...]) -> None:
    """Two versions of a system never begin on one day: which of them holds would be unknown."""
    for other in known:
        if other.since == version.since:
            text = _("{other} is used from {day} too; only one version can begin on a day.")
            said = text.format(other=other.name, day=version.since)
            raise Conflict(Reason("reference_taken", said, field="from"))


def confirm_rule(work: Work, command: f.ConfirmRule) -> None:
    """A rule of a system, as in force on the day, was checked against its source."""
    work.permit("confirm_rule", None)
    require_past(work, command.on)
    library = library_of(work.unit.connection)
    rules = library.rules(command.legal_system).at(command.on)
    version = library.version(rules.name)
    assert version is not None
    record = _named(records(version, command.on), command)
    facts = {"system": version.name, "rule": record.rule, "digest": record.digest}
    facts |= {"value": record.value, "unit": record.unit}
    keep_office_event(work, command, command.on.isoformat(), facts, None)
    work.made["rule"] = record.rule


def _named(found: list[LawRecord], command: f.ConfirmRule) -> LawRecord:
    record = named(found, command.rule)
    if record is None:
        text = _("{system} has no rule {rule}. Its rules: show legal_system {system}.")
        said = text.format(system=command.legal_system, rule=command.rule)
        raise NotFound(Reason("not_found", said, field="rule"))
    return record


HANDLERS: dict[type[Action], Callable[..., None]] = {
    f.InstallLegalSystem: install_legal_system,
    f.ConfirmRule: confirm_rule,
}
