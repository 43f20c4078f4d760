"""MLA-06: the quality checklist of a request with two signatures, and the general list."""

from __future__ import annotations

from collections.abc import Mapping

from asset_recovery.domain.code_lists import label
from asset_recovery.domain.request_story_facts import ChecklistAnswer
from asset_recovery.forms.quality import NO, YES, Examined, Finding, finding, general_finding
from asset_recovery.forms.quality_checks import QualityChecks
from asset_recovery.forms.source_names import named_source
from asset_recovery.reports.dossier_desk import Desk
from asset_recovery.reports.paper import Column, Paper, Section, Signatures, Table, Text
from asset_recovery.reports.record_hash import paper_head, record_hash

FORM = "MLA-06"
_BOX = "□"


def compose_quality(examined: Examined, checks: QualityChecks, desk: Desk) -> Paper:
    """The sixteen checks with what the program found, what drafter and reviewer answered, two
    signatures; the general list on a page of its own."""
    _ = desk.say
    request = examined.request
    found = [finding(check, examined) for check in checks.checks]
    digest = record_hash(desk.file, FORM, request.reference, desk.language, checks.version)
    return Paper(
        form=FORM,
        version=checks.version,
        title=_(checks.title),
        subtitle=f"{desk.file.case.reference}  {desk.file.case.title}",
        reference=request.reference,
        user=desk.person(desk.file.read_by),
        contents=False,
        cover=(
            (_("Request"), f"{request.reference}  ({_(examined.filled.form.title)})"),
            (_("Requested State"), desk.coded("countries", request.country)),
            (_("Stands at"), desk.coded("request_states", request.state)),
            (_("Checks met; not met; left to people"), _tally(desk, found)),
        ),
        sections=(
            Section("1", _("The sixteen checks"), (_checks(examined, checks, found, desk),)),
            Section("2", _("Remarks"), tuple(_remarks(request.story.checklist, desk))),
            Section(
                "3",
                _("Signatures"),
                (
                    Text(
                        _(
                            "Each signs for the checks that the program leaves to people, and for "
                            "having read the findings of the program."
                        ),
                        "small",
                    ),
                    Signatures(((_("Drafter, date"), ""), (_("Reviewer, date"), ""))),
                ),
                together=True,
            ),
            Section("4", _("General list"), (_general(examined, checks, desk),), new_page=True),
        ),
        **paper_head(desk, digest, "MLA6", whole=False),
    )


def _tally(desk: Desk, found: list[Finding]) -> str:
    met = sum(one.answer == YES for one in found)
    unmet = sum(one.answer == NO for one in found)
    return f"{met}; {unmet}; {len(found) - met - unmet}"


def _checks(examined: Examined, checks: QualityChecks, found: list[Finding], desk: Desk) -> Table:
    _ = desk.say
    said = {by: _newest(examined.request.story.checklist, by) for by in ("drafter", "reviewer")}
    rows = []
    for check, made in zip(checks.checks, found, strict=True):
        text = _(check.text)
        source = f"{named_source(check.source, _)} · {check.mark}"
        if check.mark == "K":
            source = _("{source}, to be checked by a lawyer").format(
                source=named_source(check.source, _)
            )
        program = {YES: _("yes"), NO: _("no")}.get(made.answer, "–")
        rows.append(
            (
                check.number,
                f"{text}\n{source}",
                program,
                made.text,
                _person(said["drafter"].get(check.number), made, desk),
                _person(said["reviewer"].get(check.number), made, desk),
            )
        )
    return Table(
        (
            Column(_("No"), 0.35),
            Column(_("Check"), 3.0),
            Column(_("Program"), 0.75),
            Column(_("What it found"), 2.3),
            Column(_("Drafter"), 0.8),
            Column(_("Reviewer"), 0.9),
        ),
        tuple(rows),
        marked=tuple(place for place, one in enumerate(found) if one.answer == NO),
    )


def _person(answer: ChecklistAnswer | None, made: Finding, desk: Desk) -> str:
    """What a person answered; a box to tick where the program leaves the check to people."""
    if answer is not None:
        return desk.coded("checklist_answers", answer.answer)
    return _BOX if made.answer != YES else "–"


def _newest(answers: tuple[ChecklistAnswer, ...], by: str) -> Mapping[str, ChecklistAnswer]:
    """The last answer of this person to each check."""
    return {one.check: one for one in sorted(answers, key=lambda one: one.on) if one.by == by}


def _remarks(answers: tuple[ChecklistAnswer, ...], desk: Desk) -> list[Table | Text]:
    _ = desk.say
    told = [one for one in sorted(answers, key=lambda one: one.on) if one.comment]
    if not told:
        return [Text(_("None recorded."))]
    return [
        Table(
            (
                Column(_("Check"), 0.5),
                Column(_("By"), 0.8),
                Column(_("Date"), 1.0),
                Column(_("Answer"), 0.9),
                Column(_("Remark"), 4.0),
            ),
            tuple(
                (
                    one.check,
                    _("Drafter") if one.by == "drafter" else _("Reviewer"),
                    desk.day(one.on),
                    _(label("checklist_answers", one.answer)),
                    desk.prose(one.comment),
                )
                for one in told
            ),
        )
    ]


def _general(examined: Examined, checks: QualityChecks, desk: Desk) -> Table:
    _ = desk.say
    rows = []
    for line in checks.general:
        made = general_finding(line, examined)
        mark = {YES: "✓", NO: _("no")}.get(made.answer, _BOX)
        rows.append((_(line.text), mark, made.text))
    return Table(
        (Column(_("To be looked at"), 3.4), Column(_("Met"), 0.6), Column(_("Where"), 3.0)),
        tuple(rows),
    )
