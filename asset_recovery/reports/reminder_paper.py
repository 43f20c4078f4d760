"""LET-REM: a short letter that reminds the other State of a request of ours."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from asset_recovery.domain.case_file import CaseFile, RequestFacts
from asset_recovery.domain.code_lists import label
from asset_recovery.reports.dossier_desk import Desk
from asset_recovery.reports.dossier_profile import Profile
from asset_recovery.reports.paper import Block, Facts, Paper, Section, Signatures, Text
from asset_recovery.reports.record_hash import paper_head, record_hash

FORM = "LET-REM"


def compose_reminder(
    file: CaseFile,
    request: RequestFacts,
    profile: Profile,
    language: str,
    translate: Callable[[str], str],
) -> Paper:
    """The letter for a request that was sent and is not answered to its end."""
    desk = Desk(file, profile, language, translate)
    _ = translate
    digest = record_hash(file, FORM, request.reference, language)
    return Paper(
        form=FORM,
        version="1",
        title=_("Reminder of our request"),
        subtitle=desk.coded("countries", request.country),
        reference=request.reference,
        user="",
        contents=False,
        sections=(
            Section("", _("References"), (Facts(tuple(_head(desk, request))),)),
            Section("1", _("What was asked"), tuple(_asked(desk, request))),
            Section("2", _("What we ask for"), tuple(_wish(desk, request))),
            Section(
                "",
                _("Signature"),
                (Signatures(((_("For the office"), file.office.name),)),),
                together=True,
            ),
        ),
        properties={"title": request.reference},
        **paper_head(desk, digest, "REM1", whole=False),
    )


def _head(desk: Desk, request: RequestFacts) -> list[tuple[str, str]]:
    _ = desk.say
    story = request.story
    sent = request.sent_on
    office = desk.file.office
    contact = "\n".join(part for part in (office.name, office.address, office.contact) if part)
    rows = [
        (_("From"), contact),
        (_("To"), request.authority or desk.coded("countries", request.country)),
        (_("Our reference"), request.reference),
        (_("Your reference"), request.result or _("not yet told to us")),
        (_("Date of this letter"), desk.day(desk.as_at)),
        (_("Sent on"), desk.day(sent)),
    ]
    if story.channel:
        rows.append((_("Sent by"), desk.label(story.channel)))
    if story.tracking:
        rows.append((_("Tracking number"), story.tracking))
    if sent is not None:
        rows.append((_("Days since it was sent"), str((desk.as_at - sent).days)))
        last = last_word(request)
        if last is not None:
            rows.append((_("Days since your last word"), str((desk.as_at - last).days)))
    answers = _answers(desk, request)
    rows.append((_("Answered so far"), answers or _("no acknowledgement, no answer")))
    if story.reminders:
        reminded = ", ".join(desk.day(one) for one in story.reminders)
        rows.append((_("Reminded on"), reminded))
    if request.due_on is not None:
        rows.append((_("Answer asked for by"), desk.day(request.due_on)))
    return rows


def last_word(request: RequestFacts) -> date | None:
    """When the other State was last heard of on a request, or None."""
    return max((on for on, _kind in request.story.answers), default=None)


def _asked(desk: Desk, request: RequestFacts) -> list[Block]:
    _ = desk.say
    kinds = "; ".join(_(label("request_kinds", code)) for code in request.kinds)
    found: list[Block] = [Facts(((_("Kind of assistance"), kinds or desk.not_known),))]
    assets = {one.reference: one for one in desk.file.assets}
    named = [assets[one] for one in request.assets if one in assets]
    if named:
        found.append(
            desk.table(
                "assets",
                (("asset", _("Asset"), 1.4), ("what", _("Description"), 3.2),
                 ("place", _("Where"), 1.8)),
                [(one.reference, one.description,
                  desk.place(one.location, one.country) or _("not known")) for one in named],
            )
        )  # fmt: skip
    return found


def _answers(desk: Desk, request: RequestFacts) -> str:
    """What the other State answered so far, a line each."""
    return "\n".join(
        f"{desk.day(on)}  {desk.say(label('answer_kinds', kind))}"
        for on, kind in sorted(request.story.answers)
    )


def _wish(desk: Desk, request: RequestFacts) -> list[Block]:
    _ = desk.say
    lines = [
        _("Please acknowledge receipt, say who deals with the request, and when an answer can be "
          "expected.")
        if not request.story.answers
        else _("Please say how far the request has come, and when a final answer can be expected."),
        _("If anything is lacking, please say what: we shall supply it. If the request cannot be "
          "executed, please say on what ground."),
    ]  # fmt: skip
    if request.urgent:
        lines.insert(0, _("The request is urgent."))
    return [Text(line) for line in lines]
