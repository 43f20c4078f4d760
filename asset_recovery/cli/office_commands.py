"""`init`, `password`, `verify`, `backup`, `restore`, `upgrade`, `bench`: the office itself."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from asset_recovery.cli.action_commands import day, said_of
from asset_recovery.cli.desk import NEW_PASSWORD, PASSWORD, logged_in, secret, wrong_use
from asset_recovery.cli.speaking import DONE, FINDINGS, as_json, complain, say, table
from asset_recovery.services.office import Office

NAME = "Asset Management Office"


def add_to(commands: argparse._SubParsersAction) -> None:  # type: ignore[type-arg]  # noqa: SLF001
    """Make these commands known."""
    init_ = commands.add_parser(
        "init",
        help="make an office",
        epilog=f"Asks for the first user's password, or takes it from {PASSWORD}; to change it "
        f"later: password (with {NEW_PASSWORD} for the new one).",
    )
    init_.add_argument("--admin", required=True, metavar="NAME", help="the first user")
    init_.add_argument("--name", help=f"the office's name ({NAME})")
    init_.add_argument("--country", help="two letters of ISO 3166, such as LV")
    init_.add_argument("--currency", help="base currency (EUR)")
    init_.add_argument("--legal-system", help="the law that new cases begin with (generic)")
    init_.add_argument("--sole", action="store_true", help="the first user gets every role")
    init_.add_argument("--demo", action="store_true", help="fill it with the demonstration office")
    init_.add_argument("--today", type=day, help="the day on which the demonstration is made")
    init_.set_defaults(command=init)
    password_ = commands.add_parser(
        "password",
        help="set a password",
        epilog=f"Asks for the passwords, or takes the present one from {PASSWORD} and the new "
        f"one from {NEW_PASSWORD}. Whose password was set by somebody else gives another.",
    )
    password_.add_argument("--for", dest="other", metavar="NAME", help="of another user")
    password_.set_defaults(command=password)
    verify_ = commands.add_parser("verify", help="check journal, records and documents")
    verify_.add_argument("--full", action="store_true")
    verify_.set_defaults(command=verify)
    backup_ = commands.add_parser("backup", help="make a verified backup")
    backup_.add_argument("--to", type=Path, metavar="PLACE")
    backup_.set_defaults(command=backup)
    restore_ = commands.add_parser("restore", help="go back to a backup; nothing is overwritten")
    restore_.add_argument("file", type=Path)
    restore_.set_defaults(command=restore)
    commands.add_parser("upgrade", help="bring an older office up to date").set_defaults(
        command=upgrade
    )
    bench_ = commands.add_parser("bench", help="measure this machine against the targets")
    bench_.add_argument("--assets", type=int, default=100_000)
    bench_.add_argument("--rows", default="", help="only these, such as P1,P5")
    bench_.set_defaults(command=bench)


def init(parsed: argparse.Namespace) -> int:
    """Make an office, or the demonstration office."""
    said = said_of(parsed)
    if parsed.demo:
        from asset_recovery.services.demo_service import make_demo  # noqa: PLC0415 - only here

        _as_the_demonstration_is(parsed)
        users = make_demo(
            said.place,
            admin=parsed.admin,
            today=parsed.today or date.today(),
            sole=parsed.sole,
        )
        if said.json:
            say(as_json([user.as_json() for user in users]))
        else:
            say(f"The demonstration office is in {said.place}. Its users:")
            table(
                ("user", "password", "roles"),
                [(user.name, user.password, ", ".join(user.roles)) for user in users],
            )
        return DONE
    office = Office.make(
        said.place,
        admin=parsed.admin,
        full_name=parsed.admin,
        password=secret(PASSWORD, f"Password for {parsed.admin}"),
        name=parsed.name or NAME,
        country=parsed.country or "",
        currency=parsed.currency or "EUR",
        legal_system=parsed.legal_system or "generic",
        sole=parsed.sole,
    )
    office.close()
    if said.json:
        say(as_json({"ok": True, "office": str(said.place), "user": parsed.admin}))
    else:
        say(f"The office is in {said.place}; its first user is {parsed.admin}.")
    return DONE


def _as_the_demonstration_is(parsed: argparse.Namespace) -> None:
    """The demonstration's cases are told of one office: another name or State is wrong use."""
    from asset_recovery.services.demo_service import demo_facts  # noqa: PLC0415 - only here

    for name, value in demo_facts().items():
        given = getattr(parsed, name)
        if given is not None and given.casefold() != value.casefold():
            option = name.replace("_", "-")
            raise wrong_use(
                f"The demonstration office is made as it stands: its {name.replace('_', ' ')} is "
                f"{value}. Leave out --{option} (or --demo, for an office of your own).",
                name,
            )


def password(parsed: argparse.Namespace) -> int:
    """Set one's own password, or as an administrator another's."""
    with logged_in(said_of(parsed)) as (office, actor):
        name = parsed.other or actor.name
        office.users.set_password(actor, name, secret(NEW_PASSWORD, f"New password for {name}"))
    say(f"The password of {name} is set.")
    return DONE


def verify(parsed: argparse.Namespace) -> int:
    """Every finding with its place; none: all is well."""
    from asset_recovery.services import verify_service  # noqa: PLC0415

    said = said_of(parsed)
    with logged_in(said) as (office, _actor):
        findings = verify_service.verify(office, full=parsed.full)
        names = verify_service.references_of(office, findings)
        entries, tables = verify_service.extent(office)
        backups = office.layout.backups
    if said.json:
        say(
            as_json(
                {
                    "ok": not findings,
                    "entries": entries,
                    "tables": tables,
                    "findings": [
                        {
                            "place": f.place,
                            **({"reference": names[f.place]} if f.place in names else {}),
                            "code": f.code,
                            "text": f.text,
                        }
                        for f in findings
                    ],
                }
            )
        )
    else:
        for finding in findings:
            name = f" ({names[finding.place]})" if finding.place in names else ""
            say(f"{finding.place}{name}: {finding.text} [{finding.code}]")
        if findings:
            count = "1 finding" if len(findings) == 1 else f"{len(findings)} findings"
            say(f"{count}. Next: keep this office as it is, for whoever looks into it, and")
            say(f"restore the last backup from {backups} (restore FILE).")
            say("See “Keeping the office safe” in docs/guide/README.md.")
        else:
            say(f"The office is sound: {entries:,} entries, {tables} tables checked.")
    return FINDINGS if findings else DONE


def backup(parsed: argparse.Namespace) -> int:
    """A backup that was opened and verified before it got its name."""
    from asset_recovery.services.backup_service import backup as make  # noqa: PLC0415

    with logged_in(said_of(parsed)) as (office, _actor):
        place = make(office, parsed.to)
    say(as_json({"ok": True, "backup": str(place)}) if parsed.json else f"Verified backup: {place}")
    return DONE


def restore(parsed: argparse.Namespace) -> int:
    """The office as it was; what is there now is moved aside."""
    from asset_recovery.services.backup_service import restore as bring_back  # noqa: PLC0415

    said = said_of(parsed)
    aside = bring_back(said.place, parsed.file)
    if aside is not None:
        complain(f"What was there is kept in {aside}.")
    say(as_json({"ok": True, "office": str(said.place)}) if said.json else "Restored and verified.")
    return DONE


def upgrade(parsed: argparse.Namespace) -> int:
    """Bring an older office up to date after a verified copy."""
    said = said_of(parsed)
    changed = Office.upgrade(said.place)
    say("The office was upgraded." if changed else "The office is up to date.")
    return DONE


def bench(parsed: argparse.Namespace) -> int:
    """The rows of the performance table on this machine."""
    from asset_recovery.cli.bench import run_bench  # noqa: PLC0415 - only here

    chosen = tuple(filter(None, parsed.rows.split(",")))
    return run_bench(parsed.assets, chosen, json_wanted=parsed.json)
