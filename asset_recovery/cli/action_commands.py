"""`apply`, `actions`, `can`, `compute`: giving actions, and asking what they would do."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from asset_recovery.cli.action_sheet import show_sheet, spec_json, specs_of
from asset_recovery.cli.desk import Said, Voices, logged_in, wrong_use
from asset_recovery.cli.speaking import (
    DONE,
    REFUSED,
    as_json,
    complain,
    result_json,
    say,
    sentence,
    table,
)
from asset_recovery.domain.actions.base import WrongUse
from asset_recovery.domain.actions.vocabulary import VOCABULARY, read_action
from asset_recovery.domain.errors import AppError, Reason, ValidationFailed
from asset_recovery.domain.registers import Result, StepOption
from asset_recovery.services.action_service import Given

LARGEST_LINE = 10_000_000


def said_of(parsed: argparse.Namespace) -> Said:
    """The options of every command."""
    return Said(parsed.office, parsed.user, parsed.json, parsed.purpose)


def add_to(commands: argparse._SubParsersAction) -> None:  # type: ignore[type-arg]  # noqa: SLF001
    """Make these commands known."""
    apply_ = commands.add_parser(
        "apply",
        help="run a file of actions (JSON Lines)",
        epilog="Ends with 3 if a line was refused, whatever the reason: the line's own result "
        "says its kind (rule, permission, …). 2: a line that is no action at all.",
    )
    apply_.add_argument("file", type=Path, help='"-" reads the standard input')
    apply_.add_argument("--keep-going", action="store_true", help="a transaction a line")
    apply_.add_argument("--dry-run", action="store_true", help="try all, keep nothing")
    apply_.add_argument("--passwords", type=Path, help="JSON object of names and passwords")
    apply_.set_defaults(command=apply)
    actions_ = commands.add_parser("actions", help="the vocabulary of actions")
    actions_.add_argument("name", nargs="?")
    actions_.set_defaults(command=actions)
    can_ = commands.add_parser("can", help="every step for a record, allowed or why not")
    can_.add_argument("reference")
    can_.add_argument("--on", type=day)
    can_.set_defaults(command=can)


def day(text: str) -> date:
    """A date on the command line."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is not a date such as 2026-03-01") from error


def apply(parsed: argparse.Namespace) -> int:
    """Run a file of actions; all or nothing unless it may keep going."""
    lines = list(read_lines(parsed.file))
    said = said_of(parsed)
    if not lines:
        complain(f"{parsed.file} holds no action: nothing to do.")
        return DONE
    with logged_in(said) as (office, speaker):
        voices = Voices(office, speaker, parsed.passwords)
        groups = [[line] for line in lines] if parsed.keep_going else [lines]
        refused = False
        for group in groups:
            given, numbers, stop = _voiced(voices, group)
            results = office.actions.give_all(given, dry_run=parsed.dry_run) if given else []
            if stop is not None and all(result.ok for result in results):
                results.append(stop)
                refused = True
            for number, result in zip([*numbers, group[-1][0]], results, strict=False):
                say(as_json(result_json(result, number)))
                refused = refused or not result.ok
        if refused and not parsed.keep_going:
            complain("A line was refused: nothing of the file was kept.")
        elif parsed.dry_run:
            complain("A dry run: nothing was kept.")
    return REFUSED if refused else DONE


def _voiced(
    voices: Voices, group: list[tuple[int, dict[str, object]]]
) -> tuple[list[Given], list[int], Result | None]:
    """Each line with who gives it; the first line whose person cannot log in is refused."""
    given: list[Given] = []
    numbers: list[int] = []
    for number, arguments in group:
        name = arguments.get("as_user")
        try:
            actor = voices.actor(str(name) if name is not None else None)
        except AppError as refusal:
            if given:
                raise
            return (
                given,
                [number],
                Result(
                    ok=False,
                    action=str(arguments.get("action")),
                    kind=refusal.kind,
                    reasons=refusal.reasons,
                ),
            )
        given.append(Given(actor, arguments))
        numbers.append(number)
    return given, numbers, None


def read_lines(path: Path) -> Iterator[tuple[int, dict[str, object]]]:
    """The lines of a file of actions; one that is no action is wrong use, with its place.

    Every line is looked at before any is carried out.
    """
    for number, line in enumerate(_text_of(path).splitlines(), start=1):
        if not line.strip():
            continue
        try:
            arguments = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise wrong_use(f"line {number}: this is not JSON ({error}).", "file") from error
        if not isinstance(arguments, dict):
            raise wrong_use(f"line {number}: a line is a JSON object.", "file")
        try:
            read_action(arguments)
        except WrongUse as fault:
            reason = fault.reasons[0]
            raise WrongUse(
                Reason(reason.code, f"line {number}: {reason.text}", field=reason.field, row=number)
            ) from fault
        except ValidationFailed:
            pass  # a refusal of that line, told when its turn comes
        yield number, arguments


def _text_of(path: Path) -> str:
    """What a file of actions says; "-" is the standard input."""
    if str(path) != "-" and path.is_dir():
        raise wrong_use(f"{path} is a folder, not a file. Name the file in it.", "file")
    try:
        content = sys.stdin.buffer.read() if str(path) == "-" else path.read_bytes()
        return content.decode("utf-8-sig")
    except FileNotFoundError as error:
        raise wrong_use(f"There is no file {path}. Check its name and folder.", "file") from error
    except OSError as error:
        raise wrong_use(f"{path} cannot be read ({error.strerror}).", "file") from error
    except UnicodeDecodeError as error:
        raise wrong_use(f"{path} cannot be read as UTF-8 text.", "file") from error


def actions(parsed: argparse.Namespace) -> int:
    """The vocabulary, or one action with its arguments."""
    if parsed.name is not None and parsed.name not in VOCABULARY:
        raise wrong_use(f"There is no action named {parsed.name}.", "name")
    chosen = [parsed.name] if parsed.name else sorted(VOCABULARY)
    specs = specs_of(chosen)
    if parsed.json:
        found = [spec_json(spec) for spec in specs]
        say(as_json(found[0] if parsed.name else found))
    elif parsed.name:
        show_sheet(specs[0])
    else:
        table(("action", "kind", "who"), [(s.name, s.kind, ", ".join(s.roles)) for s in specs])
    return DONE


def can(parsed: argparse.Namespace) -> int:
    """Every step for a record: allowed, or each missing thing."""
    from asset_recovery.services.step_service import StepService  # noqa: PLC0415

    with logged_in(said_of(parsed)) as (office, actor):
        options = StepService(office).can(parsed.reference, actor, parsed.on)
    if parsed.json:
        say(
            as_json(
                [
                    {
                        "action": option.action,
                        **({"given": dict(option.given)} if option.given else {}),
                        "title": option.title,
                        "allowed": option.allowed,
                        "reasons": [reason.as_json() for reason in option.reasons],
                        "warnings": [warning.as_json() for warning in option.warnings],
                    }
                    for option in options
                ]
            )
        )
        return DONE
    _show_steps(options)
    return DONE


def _show_steps(options: Sequence[StepOption]) -> None:
    """Each step; a field that is missing for several of them is told once, with its key."""
    told: dict[Reason, str] = {}
    for option in options:
        extra = "".join(f" {value}" for _name, value in option.given)
        say(f"{'yes' if option.allowed else 'no ':4}{option.action}{extra}")
        again: dict[str, int] = {}
        for reason in option.reasons:
            if reason.field is not None and reason in told:
                again[told[reason]] = again.get(told[reason], 0) + 1
                continue
            told[reason] = option.action
            say(f"      {sentence(reason)}")
        for action, count in again.items():
            say(f"      and {count} missing as told under {action}")
        for warning in option.warnings:
            say(f"      warns: {sentence(warning)}")
