"""Legal systems: which there are, what one says, another one tried on a story, their pages."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from asset_recovery.cli.action_commands import day, read_lines, said_of
from asset_recovery.cli.desk import Said, logged_in, wrong_use
from asset_recovery.cli.speaking import DONE, as_json, say, table
from asset_recovery.domain.law_trial import Trial, Verdict
from asset_recovery.i18n import _
from asset_recovery.services.law_service import LawService

WIDTH = 60


def add_to(commands: argparse._SubParsersAction) -> None:  # type: ignore[type-arg]  # noqa: SLF001
    """Make these commands known."""
    simulate_ = commands.add_parser(
        "simulate", help="a story tried under another legal system: what differs, line by line"
    )
    simulate_.add_argument("file", type=Path, nargs="?", help="JSON lines of actions, as for apply")
    simulate_.add_argument(
        "--case", metavar="REF", help="the story of a case of the office instead"
    )
    simulate_.add_argument(
        "--under", required=True, metavar="SYSTEM",
        help="NAME, NAME@VERSION, or a file FILE.toml that is not installed yet",
    )  # fmt: skip
    simulate_.add_argument(
        "--against", default="", metavar="SYSTEM",
        help="what it is compared with (default: the system with which the story opens its case)",
    )  # fmt: skip
    simulate_.add_argument("--all", action="store_true", help="lines that do not differ too")
    simulate_.set_defaults(command=simulate)
    describe_ = commands.add_parser(
        "describe", help="the life cycle as pages: states, transitions, guards, made from the data"
    )
    describe_.add_argument("--out", type=Path, required=True, metavar="FOLDER")
    describe_.add_argument("--system", default="generic", metavar="NAME")
    describe_.add_argument("--on", type=day, default=date(2026, 1, 1), metavar="DATE",
                           help="as in force on that day (default: 2026-01-01)")  # fmt: skip
    describe_.set_defaults(command=describe)


def describe(parsed: argparse.Namespace) -> int:
    """Write the pages of a system that comes with the application; other files are left alone."""
    from asset_recovery.lifecycle.law_pages import pages  # noqa: PLC0415
    from asset_recovery.lifecycle.rules import shipped  # noqa: PLC0415

    try:
        parsed.out.mkdir(parents=True, exist_ok=True)
        written = pages(shipped(), parsed.system, parsed.on)
        for name, text in written.items():
            (parsed.out / name).write_text(text, "utf-8", newline="\n")
    except OSError as error:
        raise wrong_use(f"{parsed.out} cannot be written: {error.strerror}.", "out") from error
    say(f"{len(written)} pages in {parsed.out}.")
    return DONE


def simulate(parsed: argparse.Namespace) -> int:
    """A story in throw-away offices under two systems; nothing of the office is changed."""
    from asset_recovery.services.case_story import story_of_lines  # noqa: PLC0415
    from asset_recovery.services.law_simulation import Simulator  # noqa: PLC0415

    said = said_of(parsed)
    if (parsed.file is None) == (parsed.case is None):
        raise wrong_use("Give either a file of actions or --case with a reference.", "file")
    if parsed.case is None and said.office is None:
        story = story_of_lines([arguments for _number, arguments in read_lines(parsed.file)])
        trial = Simulator().try_out(story, parsed.under, parsed.against)
    else:
        with logged_in(said) as (office, actor):
            simulator = Simulator(office)
            if parsed.case is None:
                lines = [arguments for _number, arguments in read_lines(parsed.file)]
                story = story_of_lines(lines)
            else:
                story = simulator.story_of_case(parsed.case, actor, said.purpose)
            trial = simulator.try_out(story, parsed.under, parsed.against)
    if said.json:
        say(as_json(trial.as_json()))
    else:
        _say_trial(trial, everything=parsed.all)
    return DONE


def _say_trial(trial: Trial, *, everything: bool) -> None:
    say(f"{trial.under} instead of {trial.against}")
    for line in trial.lines if everything else trial.different:
        say(f"{line.number}. {line.on} {line.action} {line.record}: {_state(line.under)}".rstrip())
        for sentence in line.differs:
            say(f"   {sentence}")
    said = f"{len(trial.different)} of {len(trial.lines)} steps differ."
    say(said if trial.different else f"No difference in {len(trial.lines)} steps.")


def _state(verdict: Verdict) -> str:
    from asset_recovery.services.trial_words import STATES  # noqa: PLC0415

    return _(STATES[verdict.state])


def list_legal_systems(said: Said) -> int:
    """Every version of every system of the office."""
    with logged_in(said) as (office, _actor):
        found = [one.as_json() for one in LawService(office).systems()]
    if said.json:
        say(as_json(found))
    else:
        columns = ("legal_system", "state", "from", "mark", "to_check", "cases", "origin", "title")
        table(columns, [[_cell(row[name]) for name in columns] for row in found])
    return DONE


def show_legal_system(said: Said, name: str, on: date | None) -> int:
    """The versions of a system, and its rules in force on a day."""
    with logged_in(said) as (office, _actor):
        service = LawService(office)
        found = service.show(name, on)
        rules = service.rules(name, on)
    if said.json:
        say(as_json(found))
        return DONE
    say(f"{found['legal_system']}: {found['title']}, as in force on {found['on']}")
    versions = found["versions"]
    assert isinstance(versions, list)
    for version in versions:
        notice = f" ({version['notice']})" if version["notice"] else ""
        say(f"  {version['legal_system']} from {version['from']}, {version['origin']}{notice}")
    columns = ("rule", "value", "unit", "valid_from", "mark", "state", "confirmed_by", "source")
    rows = [one.as_json() for one in rules]
    table(columns, [[_cell(row[name]) for name in columns] for row in rows])
    return DONE


def _cell(value: object) -> str:
    return "" if value is None else str(value).replace("\n", " ")[:WIDTH]
