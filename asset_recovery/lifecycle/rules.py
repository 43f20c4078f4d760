"""Legal systems by name: their files, their versions, and which one a day or a step asks for."""

from __future__ import annotations

import hashlib
import tomllib
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from pathlib import Path

from asset_recovery.domain.errors import Reason, ValidationFailed
from asset_recovery.lifecycle import law_build
from asset_recovery.lifecycle.law_tables import (
    ApprovalRule,
    GuardRule,
    Move,
    Parameter,
    Rules,
    Standing,
    Step,
)
from asset_recovery.paths import resources

__all__ = [
    "AXES",
    "ApprovalRule",
    "GuardRule",
    "LawText",
    "LawVersion",
    "Library",
    "Move",
    "Parameter",
    "Rules",
    "Standing",
    "Step",
    "known_systems",
    "legal_system",
    "read_toml",
    "shipped",
]

AXES = law_build.AXES
LARGEST = 2_000_000
CODE = "rule_pack_invalid"


@dataclass(frozen=True, slots=True)
class LawText:
    """The text of one version of a legal system, as a file said it.

    `since` is the day from which the office uses it (None: from its own `valid_from`); `based_on`
    the version of the base that was settled when it was installed.
    """

    file: str
    text: str
    since: date | None = None
    based_on: str | None = None
    installed: bool = False

    @property
    def hash(self) -> str:
        """SHA-256 of the text."""
        return hashlib.sha256(self.text.encode("utf-8")).hexdigest()


@dataclass(slots=True)
class LawVersion:
    """One version of a system, with the version of the base on which it stands."""

    text: LawText
    raw: Mapping[str, object]
    base: LawVersion | None
    since: date
    name: str = ""
    _views: dict[date, Rules] = field(default_factory=dict)
    _cuts: tuple[date, ...] = ()

    def __post_init__(self) -> None:
        """Know the days on which something in it, or in its base, changes."""
        cuts = law_build.cuts(self.raw) | set(self.base.cuts if self.base else ())
        self._cuts = tuple(sorted(cuts))
        system = law_build.table(self.raw, "system")
        self.name = f"{system['id']}@{system['version']}"

    @property
    def id(self) -> str:
        """The name of the system."""
        return self.name.partition("@")[0]

    @property
    def version(self) -> str:
        """The name of the version."""
        return self.name.partition("@")[2]

    @property
    def cuts(self) -> tuple[date, ...]:
        """The days on which some record begins or has just ended."""
        return self._cuts

    def view(self, on: date) -> Rules:
        """The version narrowed to what is in force on a day."""
        place = bisect_right(self._cuts, on)
        start = self._cuts[place - 1] if place else date.min
        if start not in self._views:
            base = self.base.view(on) if self.base else None
            self._views[start] = law_build.build(self.raw, base, on)
        return self._views[start]


class _CaseLaw:
    """All versions of a system, as a case meets them that was opened with one of them."""

    def __init__(self, versions: tuple[LawVersion, ...], opened_with: str | None) -> None:
        self.versions = versions
        self._opened_with = opened_with
        self._by_name = {version.name: version for version in versions}

    def at(self, on: date) -> Rules:
        begun = self.versions[0]
        for version in self.versions:
            if version.since <= on:
                begun = version
        return begun.view(on)

    def kept(self, version: str | None, on: date) -> Rules:
        known = self._by_name.get(version or self._opened_with or "")
        return self.at(on) if known is None else known.view(on)

    def says(self, rules: Rules) -> bool:
        newest = self.versions[-1].view(date.max)
        return all(getattr(rules, name) is getattr(newest, name) for name in _TABLES)


_TABLES = ("steps", "approvals", "guards", "groups", "routes", "modes", "parameters", "tables")


class Library:
    """The legal systems at hand: those of a folder, and those that were added to them.

    A file is read when its system is first asked for; a fault of it is raised then, as
    `ValidationFailed` (`rule_pack_invalid`) with place and sentence.
    """

    def __init__(self, folder: Path | None = None, beneath: Library | None = None) -> None:
        self._beneath = beneath
        self._added: dict[str, tuple[LawVersion, ...]] = {}
        self._read: dict[Path, LawVersion] = {}
        self._rules: dict[tuple[str, str | None], Rules] = {}
        self._reading: list[Path] = []
        self._files: dict[str, list[Path]] = {}
        for path in sorted(folder.glob("*.toml")) if folder else ():
            self._files.setdefault(path.stem.partition("@")[0], []).append(path)

    @property
    def being_read(self) -> frozenset[str]:
        """The systems whose files are being read: a base that leads back to one is a cycle."""
        return frozenset(path.stem.partition("@")[0] for path in self._reading)

    def names(self) -> list[str]:
        """The names of the systems, in alphabetical order."""
        beneath = self._beneath.names() if self._beneath else ()
        return sorted({*self._files, *self._added, *beneath})

    def versions(self, name: str) -> tuple[LawVersion, ...]:
        """The versions of a system by the day from which they are used; () where unknown."""
        known = list(self._beneath.versions(name)) if self._beneath else []
        for path in self._files.get(name, ()):
            if path not in self._reading:
                known.append(self._of_file(path))
        known += self._added.get(name, ())
        return tuple(sorted(known, key=lambda version: (version.since, version.version)))

    def _of_file(self, path: Path) -> LawVersion:
        if path in self._read:
            return self._read[path]
        self._reading.append(path)
        try:
            data = path.read_bytes()
            read_toml(data)
            version = self.read(LawText(path.name, data.decode("utf-8")))
        except OSError:
            raise _unreadable(f"{path.name} cannot be read.") from None
        finally:
            self._reading.remove(path)
        if path.stem not in (version.id, version.name):
            raise _misnamed(path.name, version.name)
        self._read[path] = version
        return version

    def besides(self, path: Path) -> Library:
        """The systems in the folder of a file, and these beneath; the file itself is being read."""
        found = Library(path.parent, self)
        found._reading.append(path)
        return found

    def version(self, name: str) -> LawVersion | None:
        """A version by `NAME@VERSION`, or the newest by `NAME`; None where there is none."""
        system, marked, number = name.partition("@")
        known = self.versions(system)
        if not marked:
            return known[-1] if known else None
        return next((one for one in known if one.version == number), None)

    def rules(self, name: str, opened_with: str | None = None) -> Rules:
        """The system for a case; `opened_with` is the version for steps that kept none.

        Raises `ValidationFailed` for an unknown name. `NAME@VERSION` gives that version alone.
        """
        if (name, opened_with) in self._rules:
            return self._rules[name, opened_with]
        system, _marked, number = name.partition("@")
        known = self.versions(system)
        if number:
            known = tuple(one for one in known if one.version == number)
        if not known:
            raise ValidationFailed(self.unknown(name))
        kept = None if opened_with is None else f"{system}@{opened_with}"
        law = _CaseLaw(known, kept)
        found = replace(known[-1].view(date.max), law=law)
        if not self.being_read:
            self._rules[name, opened_with] = found
        return found

    def unknown(self, name: str) -> Reason:
        """What is said of a name that no system has."""
        text = f"There is no legal system named {name!r}; there are: {', '.join(self.names())}."
        return Reason("field_invalid", text, field="legal_system")

    def with_text(self, text: LawText) -> tuple[Library, LawVersion]:
        """This library with one more version; raises `ValidationFailed` with every fault of it."""
        added = Library(beneath=self)
        version = self.read(text)
        added._added = {version.id: (version,)}
        return added, version

    def read(self, text: LawText) -> LawVersion:
        """A version from its text, checked, on the base that this library has for it."""
        from asset_recovery.lifecycle.rules_lint import problems_of  # noqa: PLC0415 - above this

        raw, found = problems_of(text.text, self, text.file)
        if found or raw is None:
            raise ValidationFailed([problem.as_reason() for problem in found])
        system = law_build.table(raw, "system")
        begins = system["valid_from"]
        assert isinstance(begins, date)
        since = text.since or begins
        named = text.based_on or system.get("based_on")
        base = None if named is None else self.base_of(str(named), since)
        return LawVersion(text, raw, base, since)

    def base_of(self, name: str, since: date) -> LawVersion | None:
        """The version of a base that a system stands on which begins on a day."""
        if "@" in name:
            return self.version(name)
        known = self.versions(name)
        begun = [version for version in known if version.since <= since]
        if begun:
            return begun[-1]
        return known[0] if known else None


def read_toml(data: bytes) -> dict[str, object]:
    """A parsed file; raises `ValidationFailed` (`rule_pack_invalid`) for what cannot be read."""
    if len(data) > LARGEST:
        raise _unreadable(f"The file is larger than {LARGEST // 1_000_000} MB; no law needs that.")
    try:
        return tomllib.loads(data.decode("utf-8"))
    except UnicodeDecodeError:
        raise _unreadable("The file is not text in UTF-8.") from None
    except RecursionError:
        raise _unreadable("The file is nested too deeply.") from None
    except ValueError as error:  # TOMLDecodeError is one, and so is a number of 5,000 digits
        raise _unreadable(f"This is not TOML: {error}.") from None


def _unreadable(text: str) -> ValidationFailed:
    return ValidationFailed(Reason(CODE, text, field="file"))


def _misnamed(file: str, name: str) -> ValidationFailed:
    text = f"{file}: the file says that it is {name}; name it {name}.toml or after its id."
    return ValidationFailed(Reason(CODE, text, field="system.id"))


@cache
def shipped(folder: Path | None = None) -> Library:
    """The legal systems that come with the application; with a folder, those in it as well.

    Raises `ValidationFailed` (`rule_pack_invalid`) with place and sentence where one is faulty.
    """
    own = resources() / "legal_systems"
    return Library(own) if folder in {None, own} else Library(folder, shipped())


def legal_system(name: str, folder: Path | None = None) -> Rules:
    """A legal system that comes with the application, by its name, with all its versions.

    Raises `ValidationFailed` for an unknown one. An office's own: `law_query.library_of`.
    """
    return shipped(folder).rules(name)


def known_systems() -> tuple[tuple[str, str], ...]:
    """Every legal system that comes with the application: its name and its title."""
    library = shipped()
    return tuple((name, library.rules(name).title) for name in library.names())
