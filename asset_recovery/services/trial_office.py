"""A throw-away office in which a story is tried: nothing of it is left, nothing real is touched."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from asset_recovery.domain import code_lists
from asset_recovery.domain.errors import AppError, NotFound
from asset_recovery.domain.law_trial import Verdict
from asset_recovery.domain.progress import Progress
from asset_recovery.domain.registers import Result
from asset_recovery.lifecycle.law_build import table
from asset_recovery.lifecycle.permissions import Actor
from asset_recovery.lifecycle.rules import LawText, read_toml
from asset_recovery.persistence import tables as t
from asset_recovery.persistence.queries import case_story_query
from asset_recovery.persistence.repositories import finder
from asset_recovery.persistence.unit_of_work import Entry, open_unit
from asset_recovery.services import passwords
from asset_recovery.services.action_service import Given, actor_of
from asset_recovery.services.case_story import Story
from asset_recovery.services.office import Office

KEEPER = "keeper of the trial"
KEPT_APART = frozenset({"law", "legal_system", "formula", "parties", "text", "hash"})
SECONDS = ("second person", "third person", "fourth person")
NO_MATTER_OF_LAW = frozenset(
    {
        "attach_document",
        "add_user",
        "change_user",
        "issue_paper",
        "release_paper",
        "record_paper_returned",
    }
)
Lines = Sequence[Mapping[str, object]]


@contextmanager
def throw_away_office(
    texts: Sequence[LawText], day: date, hashing: passwords.Hashing, facts: Mapping[str, str]
) -> Iterator[Office]:
    """An office for one trial, with the systems named; nothing is left of it."""
    with tempfile.TemporaryDirectory(prefix="trial-") as folder:
        office = Office.make(
            Path(folder) / "office",
            admin="keeper",
            full_name=KEEPER,
            password="an office that is thrown away",  # noqa: S106 - nothing real is in it
            name="Trial",
            country=facts["country"],
            currency=facts["currency"],
            sole=True,
            now=lambda: f"{day.isoformat()}T12:00:00Z",
            today=lambda: day,
            hashing=hashing,
        )
        try:
            for number, text in enumerate(texts):
                path = Path(folder) / f"{number}-{text.file}"
                path.write_text(text.text, "utf-8")
                begins = text.since or _begins(text)
                given = {"file": str(path), "from": begins.isoformat(), "reason": "trial"}
                _must(office, "keeper", {"action": "install_legal_system", **given})
            yield office
        finally:
            office.close(backup=False)


def _begins(text: LawText) -> date:
    found = table(read_toml(text.text.encode("utf-8")), "system")["valid_from"]
    assert isinstance(found, date)
    return found


def _must(office: Office, user: str, arguments: Mapping[str, object]) -> None:
    result = office.actions.give(_actor(office, user), arguments)
    if not result.ok:
        raise NotFound(list(result.reasons))


def _actor(office: Office, name: str) -> Actor:
    with office.reading.connect() as connection:
        row = finder.user_by_name(connection, name)
    assert row is not None
    return actor_of(row)


@dataclass(slots=True)
class Run:
    """One run of a story in one office under one system."""

    office: Office
    system: str
    done: int
    total: int
    progress: Progress

    def verdicts(self, story: Story, model: Sequence[Verdict] = ()) -> list[Verdict]:
        """What the system says of each line; a refused line changes nothing, the rest goes on.

        Where it asks for more approvals than the model did, they are granted, so that the story
        goes on and later lines are judged for themselves.
        """
        self._people(story.lines)
        for arguments in (*story.parties, *story.rates):
            self._prepare(arguments)
        found = []
        for place, line in enumerate(story.lines):
            self.progress.step(self.done, self.total, str(line.get("action")).replace("_", " "))
            self.done += 1
            fitted = self._fitted(line, story)
            verdict = self._verdict(fitted)
            found.append(verdict)
            if verdict.state == "waits" and model and model[place].state == "allowed":
                self._grant(str(line.get("on", self.office.today().isoformat())))
        return found

    def _grant(self, on: str) -> None:
        """What still waits is approved by other people, level by level."""
        for name in SECONDS:
            with self.office.reading.connect() as connection:
                waiting = case_story_query.newest_waiting(connection)
            if waiting is not None:
                given = {"action": "approve", "what": waiting, "on": on}
                self.office.actions.give(_actor(self.office, name), given)

    def _people(self, lines: Lines) -> None:
        """Everybody whom the story names, with every role: roles are no matter of law."""
        roles = [role for role in code_lists.choices("user_roles") if role != "auditor"]
        names = dict.fromkeys(
            str(value)
            for line in lines
            for key in ("as_user", "user", "officer", "member")
            if (value := line.get(key))
        )
        for name in (*names, *SECONDS):
            if name != "keeper":
                given = {"action": "add_user", "user": name, "name": name, "roles": roles}
                _must(self.office, "keeper", given)

    def _prepare(self, arguments: Mapping[str, object]) -> None:
        self.office.actions.give(_actor(self.office, "keeper"), arguments)

    def _fitted(self, line: Mapping[str, object], story: Story) -> dict[str, object]:
        """The line as this office can take it: its own system, without papers it does not have."""
        fitted = {key: value for key, value in line.items() if key != "operation_id"}
        if fitted.get("action") == "open_case":
            fitted["legal_system"] = self.system.partition("@")[0]
        if story.documents:
            gone = set(story.documents)
            papers = fitted.get("documents")
            if isinstance(papers, list):
                fitted["documents"] = [one for one in papers if one not in gone]
            if fitted.get("document") in gone and fitted.get("action") != "attach_document":
                del fitted["document"]
        return fitted

    def _verdict(self, line: dict[str, object]) -> Verdict:
        name = str(line.pop("as_user", "keeper"))
        before = self._due()
        actor = _actor(self.office, name)
        if line.get("action") in NO_MATTER_OF_LAW:
            return Verdict("allowed")  # of the office itself: no legal system speaks of it
        try:
            result = self.office.actions.give_all([Given(actor, line)])[0]
        except AppError as fault:  # wrong use: the line itself is at fault, under any system
            return Verdict("refused", tuple((one.code, one.text) for one in fault.reasons))
        if result.ok and line.get("action") == "open_case" and "@" in self.system:
            self._pin(result)
        return self._of(result, before)

    def _pin(self, result: Result) -> None:
        """From here on the case knows this one version only."""
        case = dict(result.made)["case"]
        with open_unit(self.office.writing, self.office.now, self.office.office_id) as unit:
            row = finder.by_reference(unit.connection, "case", case)
            assert row is not None
            unit.update(t.case_record, row, legal_system=self.system)
            unit.enter(Entry("open_case", "keeper", "trial", {}))

    def _of(self, result: Result, before: Mapping[tuple[str, str], str]) -> Verdict:
        if not result.ok:
            reasons = tuple((reason.code, reason.text) for reason in result.reasons)
            return Verdict("refused", reasons=reasons)
        warnings = tuple((warning.code, warning.text) for warning in result.warnings)
        approvals = self._levels(result)
        return Verdict(
            state="waits" if approvals else "allowed",
            warnings=warnings,
            approvals=approvals,
            terms=self._terms(result, before),
        )

    def _levels(self, result: Result) -> tuple[str, ...]:
        """The roles still asked, level by level, for the step given or for the one approved."""
        with self.office.reading.connect() as connection:
            if result.pending:
                waiting: str | None = result.pending[0][0]
            elif result.action == "approve":
                waiting = case_story_query.voted_last(connection)
            else:
                return ()
            row = finder.by_reference(connection, "approval", waiting) if waiting else None
        if row is None:
            return ()
        levels = json.loads(row["levels"])[int(row["level"]) - 1 :]
        return tuple(" or ".join(role.replace("_", " ") for role in level) for level in levels)

    def _due(self) -> dict[tuple[str, str], str]:
        with self.office.reading.connect() as connection:
            return case_story_query.what_is_due(connection)

    def _terms(
        self, result: Result, before: Mapping[tuple[str, str], str]
    ) -> tuple[tuple[str, str], ...]:
        """What the step worked out (dates, amounts), and what is due since."""
        found: dict[str, str] = {}
        with self.office.reading.connect() as connection:
            for facts in case_story_query.facts_of_entry(connection, result.seq or 0):
                found |= dict(_scalars(facts))
            due = case_story_query.what_is_due(connection)
        for (record, title), day in due.items():
            if before.get((record, title)) != day:
                found[f"{record}: {title}"] = day
        return tuple(sorted(found.items()))


def _scalars(facts: Mapping[str, object], path: str = "") -> Iterator[tuple[str, str]]:
    for key, value in facts.items():
        if key in KEPT_APART:
            continue
        name = f"{path}{key.replace('_', ' ')}"
        if isinstance(value, Mapping) and set(value) == {"amount", "currency"}:
            yield name, f"{value['amount']} {value['currency']}"
        elif isinstance(value, Mapping):
            yield from _scalars(value, f"{name}: ")
        elif isinstance(value, (str, int)) and not isinstance(value, bool):
            yield name, str(value)
