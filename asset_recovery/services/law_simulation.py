"""A story tried under another legal system, in throw-away offices: line by line, what differs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from asset_recovery.domain.errors import NotFound, Reason
from asset_recovery.domain.law_trial import Trial, Verdict
from asset_recovery.domain.progress import Progress, SilentProgress
from asset_recovery.i18n import _
from asset_recovery.lifecycle.law_build import table
from asset_recovery.lifecycle.permissions import Actor
from asset_recovery.lifecycle.rules import LawText, Library, read_toml, shipped
from asset_recovery.persistence.queries import law_query
from asset_recovery.persistence.repositories import finder
from asset_recovery.services import passwords
from asset_recovery.services.case_story import Story, last_day, story_of
from asset_recovery.services.looking import Look, look_at
from asset_recovery.services.office import Office
from asset_recovery.services.trial_office import Run, throw_away_office
from asset_recovery.services.trial_words import trial_line

KEEPER = "keeper of the trial"
KEPT_APART = frozenset({"law", "parties", "text", "hash"})
Lines = Sequence[Mapping[str, object]]


@dataclass(frozen=True, slots=True)
class Simulator:
    """Tries stories under the systems of an office, or of the application where there is none."""

    office: Office | None = None
    hashing: passwords.Hashing = passwords.FLOOR

    def story_of_case(self, case: str, actor: Actor, purpose: str = "") -> Story:
        """The story of a case of the office, for who may see it.

        Raises `NotFound`, `NotPermitted` (`role_needed`, `purpose_missing`).
        """
        assert self.office is not None
        with look_at(self.office, actor, "case", case, Look(screen="trial", purpose=purpose)) as on:
            return story_of(on.connection, self.office.office_id, on.own_case)

    def try_out(
        self, story: Story, under: str, against: str = "", progress: Progress | None = None
    ) -> Trial:
        """The story under two systems (`NAME`, `NAME@VERSION`, or a file of one).

        Without `against` it is the system with which the story opens its case. Raises
        `ValidationFailed` for an unknown or faulty system, `Cancelled` where a person stopped it.
        """
        library, drafts = self._library((under, against))
        first = library.rules(_name(under, drafts))
        other = library.rules(_name(against, drafts) or _own_system(story.lines, self._default()))
        pinned = [_pinned(under, first.id, drafts), _pinned(against, other.id, drafts)]
        day = self._day(story)
        steps = 2 * len(story.lines)
        watch = progress or SilentProgress()
        texts = self._installed()
        at_hand = {one.hash for one in texts}
        texts += [one for one in drafts.values() if one.hash not in at_hand]
        found: list[list[Verdict]] = []
        for place, system in enumerate(reversed(pinned)):
            with throw_away_office(texts, day, self.hashing, self._facts()) as office:
                run = Run(office, system, place * len(story.lines), steps, watch)
                found.append(run.verdicts(story, found[0] if found else ()))
        names = [library.rules(one).at(day).name for one in pinned]
        lines = [
            trial_line(number, line, mine, other)
            for number, (line, other, mine) in enumerate(zip(story.lines, *found, strict=True), 1)
        ]
        return Trial(names[0], names[1], tuple(lines))

    def _library(self, names: Sequence[str]) -> tuple[Library, dict[str, LawText]]:
        """The systems at hand, with the files named: checked as they would be at installing."""
        library = self._known()
        drafts: dict[str, LawText] = {}
        for name in filter(None, names):
            path = Path(name)
            if path.suffix != ".toml" or name in drafts:
                continue
            try:
                text = LawText(path.name, path.read_bytes().decode("utf-8"))
            except (OSError, UnicodeDecodeError):
                said = _("The file {file} cannot be read.").format(file=path.name)
                raise NotFound(Reason("file_unreadable", said, field="under")) from None
            library, _version = library.with_text(text)
            drafts[name] = text
        return library, drafts

    def _known(self) -> Library:
        if self.office is None:
            return shipped()
        with self.office.reading.connect() as connection:
            return law_query.library_of(connection)

    def _installed(self) -> list[LawText]:
        if self.office is None:
            return []
        with self.office.reading.connect() as connection:
            return [law_query.text_of(row) for row in law_query.installed(connection)]

    def _default(self) -> str:
        if self.office is None:
            return "generic"
        with self.office.reading.connect() as connection:
            return finder.setting(connection, "legal_system", "generic")

    def _facts(self) -> dict[str, str]:
        if self.office is None:
            return {"country": "", "currency": "EUR"}
        facts = self.office.facts()
        return {"country": facts.country, "currency": facts.currency}

    def _day(self, story: Story) -> date:
        """Today, or the last day of the story where it tells of days to come."""
        today = date.today() if self.office is None else self.office.today()  # noqa: DTZ011
        last = last_day(story.lines)
        return max(today, date.fromisoformat(last)) if last else today


def _name(name: str, drafts: Mapping[str, LawText]) -> str:
    """The name of a system: of a file the one that it gives itself."""
    if name not in drafts:
        return name
    system = table(read_toml(drafts[name].text.encode("utf-8")), "system")
    return f"{system['id']}@{system['version']}"


def _pinned(name: str, system: str, drafts: Mapping[str, LawText]) -> str:
    return _name(name, drafts) if "@" in name or name in drafts else system


def _own_system(lines: Lines, default: str) -> str:
    """The system with which the story opens its case."""
    for line in lines:
        if line.get("action") == "open_case" and isinstance(line.get("legal_system"), str):
            return str(line["legal_system"])
    return default
