"""MLA-06 and LET-REM: the quality checklist of a request of ours, and the letter that reminds."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from asset_recovery.domain.case_file import RequestFacts
from asset_recovery.domain.errors import Reason, RuleViolation, ValidationFailed
from asset_recovery.i18n import N_, _
from asset_recovery.services.form_papers.form_paper import FormPaper, PaperAsk

if TYPE_CHECKING:
    from asset_recovery.reports.paper import Paper


def request_of(ask: PaperAsk, form: str, direction: str) -> RequestFacts:
    """The request that the paper is about; one that goes the other way is refused."""
    found = next(one for one in ask.file.requests if one.reference == ask.reference)
    if found.is_inbound is (direction == "in"):
        return found
    text = (
        _("{form} belongs to a request that we received; {request} is one of ours.")
        if direction == "in"
        else _("{form} belongs to a request of ours; {request} came from another State.")
    )
    raise ValidationFailed(
        Reason("form_out_of_scope", text.format(form=form, request=found.reference), field="form")
    )


def quality(ask: PaperAsk) -> Paper:
    """The checklist as far as the program and the people have answered it."""
    from asset_recovery.forms.filled_form import fill_request  # noqa: PLC0415 - forms are large
    from asset_recovery.forms.quality import Examined  # noqa: PLC0415
    from asset_recovery.forms.quality_checks import load_quality_checks  # noqa: PLC0415
    from asset_recovery.forms.quality_paper import compose_quality  # noqa: PLC0415
    from asset_recovery.reports.dossier_desk import Desk  # noqa: PLC0415

    request = request_of(ask, "MLA-06", "out")
    today = ask.sight.reading.today
    examined = Examined(fill_request(ask.file, request, today), request, today)
    desk = Desk(ask.file, ask.profile, ask.language, ask.translate)
    return compose_quality(examined, load_quality_checks(today), desk)


def reminder(ask: PaperAsk) -> Paper:
    """The letter; refused where nothing is awaited."""
    from asset_recovery.reports.reminder_paper import compose_reminder  # noqa: PLC0415

    request = request_of(ask, "LET-REM", "out")
    if request.sent_on is None:
        text = _("The request was not sent.")
        raise RuleViolation(Reason("wrong_state", text, "send_request", "form"))
    if request.state in ("executed", "refused", "withdrawn", "closed"):
        text = _("The request is {state}: nothing is awaited.").format(state=request.state)
        raise RuleViolation(Reason("wrong_state", text, "close_request", "form"))
    return compose_reminder(ask.file, request, ask.profile, ask.language, ask.translate)


def intake(ask: PaperAsk) -> Paper:
    """The sheet of a request received, with the test of its contents."""
    from asset_recovery.forms.incoming import basis_of, examine, said_in  # noqa: PLC0415
    from asset_recovery.forms.instruments import load_instruments  # noqa: PLC0415
    from asset_recovery.forms.intake_paper import compose_intake  # noqa: PLC0415
    from asset_recovery.reports.dossier_desk import Desk  # noqa: PLC0415

    request = request_of(ask, "MLA-04", "in")
    instruments = load_instruments(ask.sight.reading.today)
    known = bool(basis_of(request, instruments))
    asked = request
    if not known:
        every = [one.code for one in instruments.instruments if one.mark == "V"]
        asked = replace(request, fields={**request.fields, "legal_basis": every})
    desk = Desk(ask.file, ask.profile, ask.language, ask.translate)
    found = examine(ask.file, asked, instruments)
    return compose_intake(request, found, desk, known=known, read=bool(said_in(request)))


FORMS = (
    FormPaper(
        form="MLA-04",
        title=N_("Intake and checklist of a request received"),
        kinds=("request",),
        compose=intake,
        direction="in",
    ),
    FormPaper(
        form="MLA-06",
        title=N_("Quality checklist"),
        kinds=("request",),
        compose=quality,
        direction="out",
    ),
    FormPaper(
        form="LET-REM",
        title=N_("Reminder letter"),
        kinds=("request",),
        compose=reminder,
        word=True,
        direction="out",
    ),
)
