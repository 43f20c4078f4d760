"""`compare`: two versions of a request side by side; its PDF signed with a certificate."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from asset_recovery.cli.action_commands import said_of
from asset_recovery.cli.desk import logged_in, secret
from asset_recovery.cli.speaking import DONE, as_json, complain, say, table
from asset_recovery.domain.errors import RuleViolation

if TYPE_CHECKING:
    from asset_recovery.lifecycle.permissions import Actor
    from asset_recovery.services.office import Office

SIGNING_PASSWORD = "ASSET_RECOVERY_SIGNING_PASSWORD"  # noqa: S105 - the name of a variable


def add_to(commands: argparse._SubParsersAction) -> None:  # type: ignore[type-arg]  # noqa: SLF001
    """Make these commands known."""
    compare_ = commands.add_parser("compare", help="what two versions of a request say differently")
    compare_.add_argument("what", choices=("request",))
    compare_.add_argument("reference")
    compare_.add_argument(
        "--with",
        dest="other",
        default="",
        metavar="OTHER",
        help="another request, or `version 2` for a draft that was kept; without: "
        "what the records say otherwise than the newest draft",
    )
    compare_.set_defaults(command=compare)


def compare(parsed: argparse.Namespace) -> int:
    """Field by field, tables cell by cell."""
    from asset_recovery.services.case_parts.written import written  # noqa: PLC0415
    from asset_recovery.services.request_versions import RequestVersions  # noqa: PLC0415

    said = said_of(parsed)
    with logged_in(said) as (office, actor):
        versions = RequestVersions(office, actor, said.purpose)
        if parsed.other:
            found = versions.compare(parsed.reference, parsed.other)
            first, second, changes = found.first, found.second, found.changes
        else:
            first, second = "newest draft", "records now"
            changes = versions.changes_since(parsed.reference)
    if said.json:
        told = {"first": first, "second": second, "changes": written(changes)}
        say(as_json(told))
    elif not changes:
        say(f"{first} and {second} say the same.")
    else:
        rows = [
            [one.label, _short(one.was), _short(one.now), one.record + (" (typed)" * one.typed)]
            for one in changes
        ]
        table(("field", first, second, "record"), rows)
    return DONE


def signed_pdf(office: Office, actor: Actor, parsed: argparse.Namespace) -> bytes:
    """The request's PDF, signed with a certificate and kept with it."""
    from asset_recovery.services.signing_service import SigningService  # noqa: PLC0415

    password = secret(SIGNING_PASSWORD, f"Password of {parsed.sign_with.name}")
    service = SigningService(office, actor, said_of(parsed).purpose)
    signed = service.sign(parsed.reference, parsed.sign_with, password, office.today())
    if not signed.result.ok:
        raise RuleViolation(signed.result.reasons)
    for warning in signed.result.warnings:
        complain(warning.text)
    return signed.content


def _short(text: str) -> str:
    return " ".join(text.split())[:60]
