"""The command `asset-recovery`: finds the command, turns errors into exit codes."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress

from asset_recovery import __version__

Command = Callable[[argparse.Namespace], int]
GLOBALS = {"--office": "office", "--user": "user", "--purpose": "purpose"}


def run(arguments: Sequence[str] | None = None) -> int:
    """Carry out one command line; the exit code comes back (actions.md section 2)."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    rest, said = _take_globals(given)
    if not rest or rest[0] == "open":
        from asset_recovery.cli.window import open_window  # noqa: PLC0415 - the fast way in

        return open_window(said, rest[1:])
    from asset_recovery.cli.speaking import EXIT_CODES, show_refusal  # noqa: PLC0415
    from asset_recovery.domain.errors import AppError  # noqa: PLC0415

    def refused(refusal: AppError) -> int:
        show_refusal(refusal, json_wanted=bool(said["json"]))
        return EXIT_CODES[refusal.kind]

    try:
        try:
            return _carry_out(rest, said)
        except AppError as refusal:
            return refused(refusal)
        except BrokenPipeError:
            raise
        except _failures_of_storage() as error:
            from asset_recovery.persistence.damage import storage_failure  # noqa: PLC0415

            failure = storage_failure(error)
            if failure is None:
                raise
            return refused(failure)
        finally:
            sys.stdout.flush()
    except BrokenPipeError:
        _stop_talking()
        return 0
    except KeyboardInterrupt:
        sys.stderr.write("Stopped.\n")
        return 130


def _failures_of_storage() -> tuple[type[Exception], ...]:
    """What the database raises; asked only once something was raised."""
    from asset_recovery.persistence.damage import failures  # noqa: PLC0415

    return failures()


def _carry_out(rest: Sequence[str], said: Mapping[str, object]) -> int:
    try:
        parsed = _parser().parse_args(rest)
    except SystemExit as stop:
        return int(stop.code or 0)
    for name, value in said.items():
        setattr(parsed, name, value)
    command: Command = parsed.command
    return command(parsed)


def _stop_talking() -> None:
    """Whoever read the output has seen enough: what is left of it goes nowhere, without a word."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def _take_globals(given: list[str]) -> tuple[list[str], dict[str, object]]:
    """The options of every command, taken out wherever they stand."""
    said: dict[str, object] = {"office": None, "user": None, "json": False, "purpose": ""}
    rest: list[str] = []
    place = 0
    while place < len(given):
        word = given[place]
        name, joined, value = word.partition("=")
        if word == "--json":
            said["json"] = True
        elif name in GLOBALS and joined:
            said[GLOBALS[name]] = value
        elif name in GLOBALS and place + 1 < len(given):
            place += 1
            said[GLOBALS[name]] = given[place]
        elif word == "--sort" and place + 1 < len(given):
            place += 1  # a column for the other direction, as in `--sort -value`, is no option
            rest.append(f"--sort={given[place]}")
        elif word == "--":
            rest += given[place + 1 :]
            break
        else:
            rest.append(word)
        place += 1
    return rest, said


def _parser() -> argparse.ArgumentParser:
    from asset_recovery.cli import (  # noqa: PLC0415 - the window needs none of these
        action_commands,
        bank_commands,
        deadline_commands,
        distribution_commands,
        law_commands,
        office_commands,
        paper_commands,
        people_commands,
        portfolio_commands,
        read_commands,
        request_commands,
        state_commands,
        statistics_commands,
        storage_commands,
        type_commands,
    )

    parser = argparse.ArgumentParser(
        prog="asset-recovery",
        description="Asset recovery and asset management, from the first trace to the last cent.",
        epilog="With every command: --office PLACE, --user NAME, --purpose TEXT, --json. "
        "Passwords are asked for, or taken from ASSET_RECOVERY_PASSWORD; the new one of "
        "the command password from ASSET_RECOVERY_NEW_PASSWORD. "
        "Exit codes: 0 done, 1 findings, 2 wrong use, 3 refused, 4 not permitted, 5 storage.",
    )
    parser.add_argument("--version", action="version", version=f"asset-recovery {__version__}")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    for room in (
        office_commands,
        action_commands,
        read_commands,
        portfolio_commands,
        deadline_commands,
        statistics_commands,
        distribution_commands,
        type_commands,
        people_commands,
        state_commands,
        paper_commands,
        request_commands,
        law_commands,
        storage_commands,
        bank_commands,
    ):
        room.add_to(commands)
    window = commands.add_parser("open", help="open the window (the default)")
    window.set_defaults(command=lambda _parsed: 2)
    return parser
