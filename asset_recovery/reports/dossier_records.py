"""What proves a dossier: documents with hashes, journal, quality of the data, timeline."""

from __future__ import annotations

from asset_recovery.domain.case_file import EventFacts, JournalFacts
from asset_recovery.reports.dossier_desk import DASH, Desk
from asset_recovery.reports.dossier_risks import irregular_records, taken_over_records
from asset_recovery.reports.paper import Block, Text

_SHORT_HASH = 16
_UPRIGHT_ENTRIES = 20


def documents(desk: Desk) -> list[Block]:
    """Section 23: the documents with their hashes; those of a higher marking are only counted."""
    _ = desk.say
    profile = desk.profile
    limit = profile.rank(profile.highest_document)
    found = [one for one in desk.file.documents if profile.rank(one.classification) <= limit]
    hidden = len(desk.file.documents) - len(found)
    table = desk.table(
        "documents",
        (
            ("no", _("No."), 0.55, "right"),
            ("title", _("Title; kind"), 3),
            ("on", _("Date"), 1.2),
            ("record", _("Record; origin"), 1.7),
            ("size", _("Bytes"), 1.2, "right"),
            ("marking", _("Marking; language"), 1.5),
            ("hash", _("SHA-256"), 3.6),
        ),
        [
            (
                str(place),
                f"{desk.prose(one.title)}\n{one.reference}, {desk.small(desk.label(one.kind))}",
                desk.day(one.on),
                f"{one.record or DASH}\n{desk.brief(desk.prose(one.source))}",
                f"{one.size:,}",
                f"{desk.label(one.classification)}\n{one.language or DASH}",
                one.hash,
            )
            for place, one in enumerate(found, start=1)
        ],
        empty=_("No document is listed."),
    )
    if not hidden:
        return [table]
    text = _("{count} document(s) of a higher marking are not listed for this recipient.")
    return [table, Text(text.format(count=hidden), "attention")]


def journal(desk: Desk) -> list[Block]:
    """Section 24: the journal of the case, field by field, with its hashes."""
    _ = desk.say
    file = desk.file
    head = _("Head of the journal: entry {seq} of {moment}, hash {hash}.").format(
        seq=file.head.seq, moment=desk.moment(file.head.at), hash=file.head.hash
    )
    caution = _(
        "This extract can be compared with the journal of the office, whose chain the office "
        "verifies as a whole; the extract itself proves no completeness."
    )
    return [
        Text(head, "small"),
        Text(caution, "small"),
        desk.table(
            "journal",
            (
                ("seq", _("Seq."), 0.9, "right"),
                ("at", _("Moment"), 1.5),
                ("actor", _("User"), 1.4),
                ("action", _("Action"), 1.7),
                ("changes", _("Field: before → after"), 4),
                ("reason", _("Reason"), 1.6),
                ("hash", _("Hash"), 1.5),
            ),
            [_journal_row(desk, one) for one in file.journal],
            empty=_("No journal entry is listed."),
            landscape=len(file.journal) > _UPRIGHT_ENTRIES
            and "changes" not in desk.profile.drop.get("journal", ()),
        ),
    ]


def _journal_row(desk: Desk, one: JournalFacts) -> tuple[str, ...]:
    changes = [
        f"{record} {name}: {_value(before)} → {_value(after)}".strip()
        for record, name, before, after in one.changes
    ]
    return (
        str(one.seq),
        desk.moment(one.at),
        desk.person(one.actor),
        desk.step(one.action),
        "\n".join(changes) or DASH,
        desk.prose(one.reason) or DASH,
        one.hash[:_SHORT_HASH],
    )


def _value(text: str | None) -> str:
    return "∅" if text is None else text


def quality(desk: Desk) -> list[Block]:
    """Section 25: what is missing, unverified, irregular, late or in conflict."""
    _ = desk.say
    file = desk.file
    rows = [(_("Problem"), "", text) for text in file.problems]
    rows += [
        (_("Not known"), one.reference, ", ".join(desk.label(part) for part in one.unknown))
        for one in file.assets
        if one.unknown
    ]
    rows += [
        (_("Irregular"), record, desk.irregularities(found))
        for record, found in irregular_records(file)
    ]
    rows += [
        (_("Taken over"), record, _("position of another register, not proved here"))
        for record in taken_over_records(file)
    ]
    rows += [
        (_("No value"), one.reference, one.description) for one in file.assets if one.value is None
    ]
    rows += [
        (_("Recorded late"), one.record, f"{one.title}, {desk.day(one.on)}")
        for one in file.events
        if one.late
    ]
    return [
        desk.table(
            "quality",
            (("kind", _("Kind"), 1.3), ("record", _("Record"), 1.5), ("what", _("What"), 6)),
            rows,
            empty=_("No problem was found."),
        )
    ]


def _told(desk: Desk, event: EventFacts, above: set[str]) -> str:
    """What an event says, without the title of a document that the recipient may not read."""
    if event.action == "attach_document" and any(
        f"; {title};" in f"; {event.detail};" for title in above
    ):
        _ = desk.say
        return _("a document of a higher marking")
    return event.detail


def timeline(desk: Desk) -> list[Block]:
    """Annex A: what happened, in the order of its dates, with the day of entry."""
    _ = desk.say
    found = sorted(desk.file.events, key=lambda one: (one.on, one.recorded_at))
    limit = desk.profile.rank(desk.profile.highest_document)
    above = {one.title for one in desk.file.documents
             if desk.profile.rank(one.classification) > limit}  # fmt: skip
    return [
        desk.table(
            "timeline",
            (
                ("on", _("Date"), 1.2),
                ("title", _("What"), 4.4),
                ("record", _("Record"), 1.5),
                ("amount", _("Amount"), 1.9, "right"),
                ("actor", _("Entered by; on"), 1.9),
            ),
            [
                (
                    desk.day(one.on),
                    "\n".join(
                        part
                        for part in (
                            desk.prose(one.title),
                            desk.prose(_told(desk, one, above)),
                            desk.flags(taken_over=False, irregular=one.irregular),
                            ""
                            if one.state == "in_effect"
                            else f"[{desk.small(desk.label(one.state))}]",
                        )
                        if part
                    ),
                    one.record,
                    DASH if one.amount is None else one.amount.display(),
                    f"{desk.person(one.actor, one.actor_number)}\n"
                    + desk.day(one.recorded_at.date())
                    + (" " + _("(late)") if one.late else ""),
                )
                for one in found
            ],
            empty=_("Nothing is recorded."),
        )
    ]
