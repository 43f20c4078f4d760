"""The case team in its dossier, and for the office itself who declared which interests."""

from __future__ import annotations

from asset_recovery.domain.people_facts import InterestFacts, MemberFacts
from asset_recovery.reports.dossier_desk import DASH, Desk
from asset_recovery.reports.paper import Block


def team(desk: Desk) -> list[Block]:
    """Section 27: who works on the case, by whose word, from when to when."""
    _ = desk.say
    blocks: list[Block] = [
        desk.table(
            "team",
            (
                ("who", _("Who"), 2.4),
                ("role", _("Role"), 1.8),
                ("authority", _("Authority"), 2.4),
                ("appointed", _("Entered by"), 1.7),
                ("from", _("From"), 1.1),
                ("until", _("Until"), 1.6),
            ),
            [_member_row(desk, one) for one in desk.file.team],
            empty=_("No team member is recorded."),
        )
    ]
    if desk.profile.internal_notes:
        blocks.append(_interests(desk))
    return blocks


def _member_row(desk: Desk, one: MemberFacts) -> tuple[str, ...]:
    _ = desk.say
    who = one.name if one.kind == "partner" else desk.person(one.name, one.number)
    if one.kind == "partner":
        who += "\n" + _("partner from outside, {country}").format(country=desk.brief(one.country))
    return (
        who,
        desk.prose(one.role),
        desk.prose(one.authority) or DASH,
        desk.person(one.appointed_by, one.appointer_number),
        DASH if one.since is None else desk.day(one.since),
        _until(desk, one),
    )


def _until(desk: Desk, one: MemberFacts) -> str:
    _ = desk.say
    if one.ended_on is not None:
        left = _("left on {day}").format(day=desk.day(one.ended_on))
        return f"{left}\n{desk.prose(one.ended_reason)}".strip()
    if one.until is None:
        return _("no end")
    return desk.day(one.until) + ("\n" + _("over") if one.state == "ended" else "")


def _interests(desk: Desk) -> Block:
    _ = desk.say
    return desk.table(
        "interests",
        (
            ("on", _("Declared"), 1.2),
            ("who", _("By"), 1.9),
            ("what", _("What"), 1.7),
            ("statement", _("Statement"), 4),
            ("until", _("Renewed by"), 1.2),
        ),
        [
            (
                desk.day(one.on),
                desk.person(one.name, one.number) if one.kind == "user" else one.name,
                _stands(desk, one),
                "\n".join(part for part in (one.statement, ", ".join(one.assets)) if part),
                DASH if one.valid_until is None else desk.day(one.valid_until),
            )
            for one in desk.file.interests
        ],
        title=_("Declarations of interest"),
        empty=_("No declaration of interest is on file."),
    )


def _stands(desk: Desk, one: InterestFacts) -> str:
    _ = desk.say
    words = {
        "none": _("none"),
        "due": _("none; to be renewed"),
        "conflict": _("conflict of interest"),
        "recused": _("conflict; stands aside"),
    }
    if one.state in words:
        return words[one.state]
    return _("conflict; withdrawn on {day}: {reason}").format(
        day=desk.day(one.withdrawn_on), reason=one.withdrawn_reason
    )


def hidden(desk: Desk) -> list[Block]:
    """Section 28: how property was hidden; for the office alone."""
    _ = desk.say
    return [
        desk.table(
            "hidden",
            (
                ("on", _("Date"), 1.2),
                ("how", _("How"), 3),
                ("assets", _("Assets"), 1.8),
                ("source", _("Source; note"), 3),
                ("by", _("By"), 1.2),
            ),
            [
                (
                    desk.day(one.on),
                    ", ".join(desk.coded("concealment_patterns", code) for code in one.codes),
                    desk.references(one.assets) if one.assets else _("the whole case"),
                    "\n".join(part for part in (one.source, desk.prose(one.note)) if part) or DASH,
                    desk.person(one.author),
                )
                for one in desk.file.patterns
            ],
            empty=_("Nothing is recorded."),
        )
    ]
