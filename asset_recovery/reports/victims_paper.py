"""VICT-01: who of a list of victims receives what; in full, or without names for publication."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from asset_recovery.domain.case_file import CaseFile
from asset_recovery.domain.distribution_facts import VictimListFacts
from asset_recovery.domain.money import Money
from asset_recovery.reports.distribution_paper import victim_table
from asset_recovery.reports.dossier_desk import DASH, Desk
from asset_recovery.reports.dossier_profile import Profile
from asset_recovery.reports.paper import Block, Paper, Section, Signatures, Text
from asset_recovery.reports.record_hash import paper_head, record_hash

MOST_LINES = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class VictimLine:
    """A line of the list: an address or account stands in none."""

    victim: str
    name: str
    rank: int
    admitted: Money | None
    elsewhere: Money | None
    amount: Money
    paid_on: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class VictimSheet:
    """A payment list as it is printed: its lines up to the most, all counted; the digest of all."""

    allocation: str
    lists: tuple[VictimListFacts, ...]
    lines: tuple[VictimLine, ...]
    count: int
    total: Money
    by_class: tuple[tuple[int, int, Money], ...]
    digest: str


def pseudonym(allocation: str, victim: str, key: str) -> str:
    """A name for publication: the same for a victim in an allocation, and telling nothing."""
    told = hashlib.sha256(f"{key}:{allocation}:{victim}".encode()).hexdigest()
    return f"V-{told[:4].upper()}-{told[4:8].upper()}-{told[8:12].upper()}"


def compose_victim_list(  # noqa: PLR0913, PLR0917 - what is printed, and how
    file: CaseFile,
    sheet: VictimSheet,
    published: bool,
    profile: Profile,
    language: str,
    translate: Callable[[str], str],
) -> Paper:
    """The list, by name for the office or by pseudonym in the order of the pseudonyms."""
    desk = Desk(file, profile, language, translate)
    _ = translate
    title = (
        _("Distribution to victims: copy for publication")
        if published
        else _("Distribution list of victims")
    )
    return Paper(
        form="VICT-01",
        version=profile.version,
        title=title,
        subtitle=file.case.reference if published else f"{file.case.reference}  {file.case.title}",
        reference=sheet.allocation,
        user=desk.person(file.read_by) if not published else _("officer of the office"),
        contents=False,
        cover=(
            (_("Allocation"), sheet.allocation),
            (_("Victims"), f"{sheet.count:,}"),
            (_("Sum"), sheet.total.display()),
            (_("Digest of the whole list"), sheet.digest),
        ),
        sections=(
            Section("A", _("Sums"), (*_by_class(desk, sheet), victim_table(desk, sheet.lists))),
            Section("B", _("Victims"), tuple(_lines(desk, sheet, published))),
            Section("C", _("Signatures"), (_signatures(desk, published),), together=True),
        ),
        **paper_head(
            desk,
            record_hash(file, "VICT-01", sheet.allocation, sheet.digest, language, str(published)),
            "VICT1",
            whole=False,
        ),
    )


def _by_class(desk: Desk, sheet: VictimSheet) -> Sequence[Block]:
    _ = desk.say
    return [
        desk.table(
            "claims",
            (
                ("class", _("Class"), 1, "right"),
                ("count", _("Victims"), 1.4, "right"),
                ("amount", _("Receive together"), 2.4, "right"),
            ),
            [(str(rank), f"{count:,}", sum_.display()) for rank, count, sum_ in sheet.by_class],
            totals=[("", f"{sheet.count:,}", sheet.total.display())],
        )
    ]


def _lines(desk: Desk, sheet: VictimSheet, published: bool) -> list[Block]:
    _ = desk.say
    columns: list[tuple[str, str, float] | tuple[str, str, float, str]] = [
        ("victim", _("Victim"), 2)
    ]
    if not published:
        columns.append(("name", _("Name"), 3))
    columns += [
        ("class", _("Class"), 0.7, "right"),
        ("admitted", _("Loss admitted"), 2, "right"),
        ("elsewhere", _("Received elsewhere"), 1.8, "right"),
        ("amount", _("Receives"), 2, "right"),
        ("paid", _("Paid on"), 1.4),
    ]
    rows = [
        (
            one.victim,
            *(() if published else (one.name,)),
            str(one.rank),
            desk.money(one.admitted),
            DASH if one.elsewhere is None else one.elsewhere.display(),
            one.amount.display(),
            one.paid_on or DASH,
        )
        for one in sheet.lines
    ]
    found: list[Block] = [desk.table("claims", tuple(columns), rows, empty=_("Nobody."))]
    if sheet.count > len(sheet.lines):
        found.append(
            Text(
                _(
                    "The first {shown} of {count} are printed; the whole list is kept as a file "
                    "with the digest {digest}."
                ).format(
                    shown=f"{len(sheet.lines):,}", count=f"{sheet.count:,}", digest=sheet.digest
                ),
                "note",
            )
        )
    elif published:
        found.append(
            Text(
                _("Names, addresses and accounts are left out; each victim knows her own number."),
                "small",
            )
        )
    return found


def _signatures(desk: Desk, published: bool) -> Signatures:
    _ = desk.say
    blocks = [(_("For the office"), "")]
    return Signatures(tuple(blocks if published else [*blocks, (_("Second person"), "")]))
