"""OPS-09: a claim of a third party, as it was filed, tested and decided."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from asset_recovery.domain.case_file import CaseFile, ClaimFacts
from asset_recovery.reports.dossier_desk import DASH, Desk
from asset_recovery.reports.dossier_profile import Profile
from asset_recovery.reports.paper import Block, Facts, Paper, Section, Signatures, Text
from asset_recovery.reports.record_hash import paper_head, record_hash


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimSheet:
    """A claim beside what else is on file: liens, the term for claims, its documents."""

    claim: ClaimFacts
    notice_until: str | None
    documents: tuple[str, ...]
    answers: Mapping[str, str]


def compose_claim(
    file: CaseFile,
    sheet: ClaimSheet,
    profile: Profile,
    language: str,
    translate: Callable[[str], str],
) -> Paper:
    """The claim with the test of good faith; what nobody answered is said to be not known."""
    desk = Desk(file, profile, language, translate)
    _ = translate
    claim = sheet.claim
    return Paper(
        form="OPS-09",
        version=profile.version,
        title=_("Third-party claim {claim}").format(claim=claim.reference),
        subtitle=f"{file.case.reference}  {file.case.title}",
        reference=claim.reference,
        user=desk.person(file.read_by),
        contents=False,
        cover=(
            (_("Claimant"), desk.masked("claimants", claim.party)),
            (_("Property claimed"), desk.asset_name(claim.asset)),
            (_("Nature and extent"), claim.extent or desk.not_known),
            (_("Filed on"), desk.day(claim.on)),
            (_("Last day for claims"), sheet.notice_until or desk.not_known),
            (_("In time"), desk.not_known if claim.in_time is None else desk.yes(claim.in_time)),
        ),
        sections=(
            Section("A", _("Basis of the claim"), tuple(_basis(desk, sheet))),
            Section("B", _("Acquisition and good faith"), (_test(desk, sheet),)),
            Section("C", _("Decision"), tuple(_decision(desk, claim))),
            Section(
                "D",
                _("Signatures"),
                (Signatures(((_("Claimant or counsel"), ""), (_("Received for the office"), ""))),),
                together=True,
            ),
        ),
        **paper_head(
            desk, record_hash(file, "OPS-09", claim.reference, language), "CLM1", whole=False
        ),
    )


def _basis(desk: Desk, sheet: ClaimSheet) -> list[Block]:
    _ = desk.say
    return [
        Text(desk.prose(sheet.claim.basis) or desk.not_known),
        Facts(((_("Documents"), "\n".join(sheet.documents) or _("none recorded")),)),
    ]


def _test(desk: Desk, sheet: ClaimSheet) -> Facts:
    """The questions of the test; the answers are given with the paper or filled in by hand."""
    _ = desk.say
    questions = (
        ("acquired_on", _("Acquired on")),
        ("acquired_from", _("From whom")),
        ("price", _("Price paid, and market price then")),
        ("payment", _("Proof of payment")),
        ("knowledge", _("Knew, or ought to have known, of the offence")),
        ("transfer", _("For nothing, or far below market value")),
        ("hardship", _("Hardship: ties, possession, risk to the property")),
    )
    return Facts(tuple((text, sheet.answers.get(key) or desk.not_known) for key, text in questions))


def _decision(desk: Desk, claim: ClaimFacts) -> list[Block]:
    _ = desk.say
    found: list[Block] = [
        Facts(
            (
                (_("Status"), desk.label(claim.state)),
                (_("Decided on"), desk.happened(claim.decided_on)),
                (_("Final"), desk.yes(claim.final)),
                (
                    _("Effect on the asset"),
                    claim.extent or DASH if claim.decided_on else _("not decided"),
                ),
            )
        )
    ]
    if claim.standings:
        found.append(
            desk.table(
                "claims",
                (
                    ("on", _("Date"), 1.2),
                    ("country", _("State"), 1.6),
                    ("outcome", _("Outcome"), 2),
                    ("extent", _("Share; amount"), 2.4),
                    ("final", _("Final"), 0.8),
                ),
                [
                    (
                        desk.day(one.on),
                        desk.coded("countries", one.country) if one.country else _("here"),
                        desk.coded("claim_outcomes", one.outcome),
                        one.extent or DASH,
                        desk.yes(one.final),
                    )
                    for one in claim.standings
                ],
                title=_("Decisions"),
            )
        )
    return found
