"""The office's decision as it was signed: who, when, on whose behalf, what was seen, its hash."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from asset_recovery.domain.case_file import CaseFile, DecisionFacts
from asset_recovery.domain.decision_sheet import DecisionSheet, SheetSection, VoteFacts
from asset_recovery.reports.dossier_desk import DASH, Desk
from asset_recovery.reports.dossier_profile import Profile
from asset_recovery.reports.paper import Block, Facts, Paper, Section, Signatures, Table, Text
from asset_recovery.reports.record_hash import paper_head, record_hash


def compose_decision(  # noqa: PLR0913, PLR0917 - what the paper is made of
    file: CaseFile,
    decision: DecisionFacts,
    sheet: DecisionSheet,
    votes: Sequence[VoteFacts],
    profile: Profile,
    language: str,
    translate: Callable[[str], str],
) -> Paper:
    """The decision with the page that was seen at its last vote; a waiting one says that it waits.

    It is the office's own approval and says so: never the leave of a court.
    """
    desk = Desk(file, profile, language, translate)
    _ = translate
    digest = record_hash(file, "decision", sheet.approval, sheet.content_hash, language)
    shown = next((vote.seen for vote in reversed(votes) if vote.seen), sheet.sections)
    sections = [Section("1", _("Decision"), (_votes(desk, votes), *_nature(desk)))]
    sections += [
        Section(str(place), part.title, (_seen(desk, part),))
        for place, part in enumerate(shown, start=2)
    ]
    sections.append(Section("", "", (_signatures(desk, votes),), together=True))
    return Paper(
        form="DEC-01",
        version=profile.version,
        title=_("Decision of the office: {step}").format(step=sheet.title),
        subtitle=f"{file.case.reference}  {file.case.title}",
        reference=sheet.approval,
        user=desk.person(file.read_by),
        contents=False,
        watermark="" if decision.state != "waiting" else _("NOT YET DECIDED"),
        cover=_cover(desk, decision, sheet),
        sections=tuple(sections),
        **paper_head(desk, digest, "DEC1", whole=False),
    )


def _cover(
    desk: Desk, decision: DecisionFacts, sheet: DecisionSheet
) -> tuple[tuple[str, str], ...]:
    _ = desk.say
    return (
        (_("Approval"), sheet.approval),
        (_("Record"), sheet.record),
        (_("Asked by"), f"{desk.person(decision.asked_by)}, {desk.day(decision.asked_on)}"),
        (_("Result"), desk.label(decision.state)),
        (_("Hash of what was asked"), sheet.content_hash),
    )


def _nature(desk: Desk) -> list[Block]:
    _ = desk.say
    text = _("This is the office's own approval. It is not an order and not the leave of a court.")
    return [Text(text, "attention")]


def _votes(desk: Desk, votes: Sequence[VoteFacts]) -> Table:
    _ = desk.say
    return desk.table(
        "decisions",
        (
            ("level", _("Level"), 0.7, "right"),
            ("by", _("Decided by"), 3),
            ("on", _("On"), 1.4),
            ("outcome", _("Outcome"), 1.6),
            ("comment", _("Comment"), 2.6),
            ("seen", _("Hash of what was seen"), 2.6),
        ),
        [
            (
                str(vote.level),
                _by(desk, vote),
                vote.on,
                desk.label(vote.outcome),
                vote.comment or DASH,
                vote.seen_hash[:32] or _("not kept"),
            )
            for vote in votes
        ],
        empty=_("Nobody has decided yet."),
    )


def _by(desk: Desk, vote: VoteFacts) -> str:
    _ = desk.say
    name = desk.person(vote.by, vote.number)
    if not vote.on_behalf_of:
        return name
    return _("{name}, on behalf of {other}").format(name=name, other=vote.on_behalf_of)


def _seen(desk: Desk, part: SheetSection) -> Facts:
    return Facts(tuple((name, desk.prose(text)) for name, text in part.rows))


def _signatures(desk: Desk, votes: Sequence[VoteFacts]) -> Signatures:
    _ = desk.say
    blocks = [
        (_("Level {level}, {day}").format(level=v.level, day=v.on), _by(desk, v)) for v in votes
    ]
    return Signatures(tuple(blocks) or ((_("Decided by"), ""),))
