"""The work of a case in its dossier: deadlines, decisions, risks, tasks, sign-off."""

from __future__ import annotations

from asset_recovery.domain.case_file import DeadlineFacts
from asset_recovery.reports.dossier_desk import DASH, Desk
from asset_recovery.reports.dossier_risks import risks
from asset_recovery.reports.paper import Block, Signatures, Text


def deadlines(desk: Desk) -> list[Block]:
    """Section 19: what is due, was met or is late."""
    _ = desk.say
    found = sorted(desk.file.deadlines, key=lambda one: (one.due, one.reference))
    return [
        desk.table(
            "deadlines",
            (
                ("due", _("Due"), 1.2),
                ("title", _("What"), 3),
                ("state", _("Status"), 1.5),
                ("hard", _("Hard"), 0.7),
                ("record", _("Record"), 2),
                ("responsible", _("Responsible"), 1.5),
                ("source", _("Rule and source"), 1.9),
            ),
            [
                (
                    desk.day(one.due),
                    desk.prose(one.title),
                    _deadline_state(desk, one),
                    desk.yes(one.hard),
                    one.record,
                    desk.person(one.responsible),
                    desk.label(one.source) if one.source else DASH,
                )
                for one in found
            ],
            marked=[place for place, one in enumerate(found) if one.state == "late"],
            empty=_("No deadline is recorded."),
        )
    ]


def _deadline_state(desk: Desk, one: DeadlineFacts) -> str:
    _ = desk.say
    if one.state == "met":
        return _("met")
    if one.days_left < 0:
        return _("late by {days} day(s)").format(days=-one.days_left)
    return _("open, {days} day(s) left").format(days=one.days_left)


def decisions(desk: Desk) -> list[Block]:
    """Section 20: decisions of the office, each with its second person."""
    _ = desk.say
    return [
        desk.table(
            "decisions",
            (
                ("asked", _("Asked"), 1.2),
                ("reference", _("Decision"), 1.5),
                ("title", _("What"), 2.6),
                ("by", _("Asked by"), 1.5),
                ("state", _("Status"), 1.3),
                ("decided", _("Decided; by"), 1.9),
                ("comment", _("Reasons"), 2.2),
            ),
            [
                (
                    desk.day(one.asked_on),
                    one.reference,
                    f"{desk.prose(one.title)}\n{desk.step(one.what)}",
                    desk.person(one.asked_by),
                    desk.label(one.state),
                    f"{desk.day(one.decided_on)}\n{desk.people(one.decided_by)}"
                    if one.decided_on
                    else desk.happened(None),
                    desk.prose("\n".join(filter(None, (one.reason, one.comment)))) or DASH,
                )
                for one in sorted(desk.file.decisions, key=lambda one: one.asked_on)
            ],
            empty=_("No decision is recorded."),
        )
    ]


def risk_register(desk: Desk) -> list[Block]:
    """Section 21: points that the records themselves show."""
    _ = desk.say
    found = risks(desk)
    return [
        Text(_("Computed from the records; it takes the place of no judgement."), "small"),
        desk.table(
            "risks",
            (("no", _("No."), 0.5, "right"), ("risk", _("Point that needs attention"), 9)),
            [(str(place), text) for place, text in enumerate(found, start=1)],
            empty=_("None found in the records."),
        ),
    ]


def tasks(desk: Desk) -> list[Block]:
    """Section 22: what comes next, and internal notes where the profile shows them."""
    _ = desk.say
    file = desk.file
    steps = [
        (
            one.reference,
            _("decision wanted: {title}").format(title=desk.prose(one.title)),
            desk.day(one.asked_on),
        )
        for one in file.decisions
        if one.decided_on is None
    ]
    steps += [
        (one.reference, _("decide claim of {party}").format(party=one.party), desk.day(one.on))
        for one in file.claims
        if one.decided_on is None
    ]
    steps += [
        (one.record, one.title, desk.day(one.due))
        for one in sorted(file.deadlines, key=lambda one: one.due)
        if one.state != "met"
    ]
    blocks: list[Block] = [
        desk.table(
            "tasks",
            (
                ("record", _("Record"), 1.5),
                ("step", _("Next step"), 5),
                ("since", _("Since or due"), 1.3),
            ),
            steps,
            empty=_("Nothing is open."),
        )
    ]
    if desk.profile.internal_notes:
        blocks.append(_notes(desk))
    return blocks


def _notes(desk: Desk) -> Block:
    _ = desk.say
    return desk.table(
        "notes",
        (
            ("on", _("Written"), 1.6),
            ("author", _("By"), 1.5),
            ("record", _("Record"), 1.5),
            ("marking", _("Marking"), 1.3),
            ("text", _("Text"), 5),
        ),
        [
            (
                desk.moment(one.on),
                desk.person(one.author),
                one.record,
                desk.label(one.classification),
                desk.prose(one.text),
            )
            for one in sorted(desk.file.notes, key=lambda one: one.on)
        ],
        title=_("Internal notes"),
        empty=_("No internal note is on file."),
    )


def signatures(desk: Desk) -> list[Block]:
    """Section 26: who signs."""
    _ = desk.say
    case = desk.file.case
    return [
        Signatures(
            (
                (_("Officer in charge, date"), desk.person(case.officer, case.officer_number)),
                (_("Supervisor, date"), ""),
                (_("Legal officer, date"), ""),
            )
        )
    ]
