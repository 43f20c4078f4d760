"""All forms that can be had: those delivered, and those that the office installed, by version."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from asset_recovery.domain.errors import Reason, RuleViolation, ValidationFailed
from asset_recovery.domain.form_facts import OfficeForm, Pin
from asset_recovery.forms.form_model import MODULE, Form
from asset_recovery.forms.form_reading import day_of, form_of, forms_folder
from asset_recovery.i18n import _

_DEEPEST = 5
_AT_HAND = 256
_PARSED: dict[tuple[str, str, str], Form] = {}


@dataclass(frozen=True, slots=True)
class Entry:
    """A version of a form before its fields are read: what the head of its file says.

    It is in force from `since` on; `text` is the whole file, `installed` whether by the office.
    """

    id: str
    version: str
    title: str
    kind: str
    extends: str
    since: date
    until: date | None
    name: str
    text: str
    installed: bool = False

    @property
    def checksum(self) -> str:
        """SHA-256 of the text in hex."""
        return _checksum(self.text)

    def holds_on(self, day: date) -> bool:
        """Whether this version is in force on a day."""
        return self.since <= day and (self.until is None or day <= self.until)


class FormShelf:
    """Delivered and installed forms; of two versions in force the one that began last is taken."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.entries = tuple(entries)

    def with_forms(self, office: Sequence[OfficeForm]) -> FormShelf:
        """The same with the forms of an office.

        Raises ValidationFailed `rule_pack_invalid` where one cannot be read.
        """
        if not office:
            return self
        own = tuple(entry_of(one.name, one.text, since=one.since) for one in office)
        return FormShelf((*self.entries, *own))

    def form(self, form_id: str, on: date, pins: Sequence[Pin] = ()) -> Form:
        """The version of a form that is in force on a day, or the one that a paper is pinned to.

        Raises RuleViolation `form_out_of_scope` where there is none.
        """
        return self._form(form_id, on, pins, 0)

    def _form(self, form_id: str, on: date, pins: Sequence[Pin], depth: int) -> Form:
        found = self.entry(form_id, on, pins)
        if found is None:
            raise RuleViolation(self._out_of_scope(form_id, on))
        if depth > _DEEPEST:
            raise _unreadable(found.name, "extends")
        base = self._form(found.extends, on, pins, depth + 1) if found.extends else None
        return _parsed(found.name, found.text, base)

    def entry(self, form_id: str, on: date, pins: Sequence[Pin] = ()) -> Entry | None:
        """The version that is pinned, else the one in force on a day; None where there is none."""
        versions = self.versions(form_id)
        for pin_id, version, checksum in pins:
            if pin_id != form_id:
                continue
            same = [one for one in versions if one.version == version]
            exact = [one for one in same if one.checksum == checksum]
            if exact or same:
                return (exact or same)[-1]
        in_force = [one for one in versions if one.holds_on(on)]
        return max(in_force, key=lambda one: one.since) if in_force else None

    def asks(self, form_id: str, on: date) -> bool:
        """Whether a paper of this form asks for something of its own: notices and answers belong
        to a request that was made before."""
        found = self.entry(form_id, on)
        return found is None or found.kind not in ("notice", "answer")

    def versions(self, form_id: str) -> tuple[Entry, ...]:
        """Every version of a form, the delivered ones first."""
        return tuple(one for one in self.entries if one.id == form_id)

    def drafted(self, on: date) -> tuple[Entry, ...]:
        """The forms that a draft may be of on a day, by id; modules follow from its kinds."""
        found: dict[str, Entry] = {}
        for form_id in sorted({one.id for one in self.entries}):
            entry = self.entry(form_id, on)
            if entry is not None and entry.kind != MODULE:
                found[form_id] = entry
        return tuple(found.values())

    def _out_of_scope(self, form_id: str, on: date) -> Reason:
        known = ", ".join(one.id for one in self.drafted(on))
        text = _(
            "The form {form} is not available here on {day}. Available: {forms}. "
            "Choose another form or kind of assistance, or write the request outside."
        ).format(form=form_id[:40], day=on.isoformat(), forms=known or _("none"))
        return Reason("form_out_of_scope", text, field="form")


def shipped() -> FormShelf:
    """The delivered forms.

    Raises ValidationFailed `rule_pack_invalid` naming a file that cannot be read.
    """
    folder = forms_folder()
    if not folder.is_dir():
        return FormShelf(())
    files = tuple(
        (str(path), stat.st_mtime_ns, stat.st_size)
        for path in sorted(folder.glob("*.toml"))
        if (stat := path.stat())
    )
    return _shipped(files)


def shelf_of(office: Sequence[OfficeForm]) -> FormShelf:
    """The delivered forms and those of an office."""
    return shipped().with_forms(tuple(office))


@lru_cache(maxsize=2)
def _shipped(files: tuple[tuple[str, int, int], ...]) -> FormShelf:
    return FormShelf(tuple(_entries(files)))


def _entries(files: tuple[tuple[str, int, int], ...]) -> Iterator[Entry]:
    for name, _changed, _size in files:
        path = Path(name)
        text = _text(path)
        if _is_form(text):
            yield entry_of(path.name, text)


def _head(text: str) -> str:
    """What stands before the first table: identity, dates and kind of the form."""
    lines = []
    for line in text.splitlines():
        if line.startswith("["):
            break
        lines.append(line)
    return "\n".join(lines)


def _is_form(text: str) -> bool:
    return any(line.replace(" ", "").startswith("form=") for line in _head(text).splitlines())


def entry_of(name: str, text: str, since: date | None = None) -> Entry:
    """A form file by its head; `since` is the day from which an office uses it.

    Raises ValidationFailed `rule_pack_invalid` where the head cannot be read.
    """
    try:
        head = tomllib.loads(_head(text))
        return Entry(
            id=head["form"],
            version=str(head["version"]),
            title=head["title"],
            kind=head["kind"],
            extends=head.get("extends", ""),
            since=since or day_of(head["valid_from"]),
            until=day_of(head["valid_to"]) if "valid_to" in head else None,
            name=name,
            text=text,
            installed=since is not None,
        )
    except (KeyError, TypeError, AttributeError, ValueError) as fault:
        raise _unreadable(name, _place(fault)) from fault


@lru_cache(maxsize=256)
def _checksum(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _parsed(name: str, text: str, base: Form | None) -> Form:
    own = _checksum(text)
    place = (name, own, base.checksum if base else "")
    if place not in _PARSED:
        while len(_PARSED) >= _AT_HAND:
            _PARSED.pop(next(iter(_PARSED)))
        try:
            _PARSED[place] = form_of(tomllib.loads(text), own, base)
        except (KeyError, TypeError, AttributeError, ValueError, ValidationFailed) as fault:
            raise _unreadable(name, _place(fault)) from fault
    return _PARSED[place]


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8")
    except ValueError as fault:
        raise _unreadable(path.name, "UTF-8") from fault


def _place(fault: Exception) -> str:
    if isinstance(fault, ValidationFailed):
        return fault.reasons[0].text
    return f"{fault.args[0]!s}" if fault.args else type(fault).__name__


def _unreadable(name: str, place: str) -> ValidationFailed:
    text = _("The form file {name} cannot be read: {place}. Put the delivered file back.")
    return ValidationFailed(Reason("rule_pack_invalid", text.format(name=name, place=place)))


def read_form(path: Path) -> Form:
    """Read one form file, with the delivered form that it extends.

    Raises ValidationFailed `rule_pack_invalid` naming the file and the place of the fault.
    """
    text = _text(path)
    entry = entry_of(path.name, text)
    base = shipped().form(entry.extends, entry.since) if entry.extends else None
    return _parsed(path.name, text, base)
