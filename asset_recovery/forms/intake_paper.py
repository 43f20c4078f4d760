"""MLA-04: intake and checklist of a request received, with the test of its contents."""

from __future__ import annotations

from asset_recovery.domain.case_file import RequestFacts
from asset_recovery.domain.code_lists import label
from asset_recovery.forms.incoming import MISSING, STATED, ElementFound, Intake
from asset_recovery.reports.dossier_desk import Desk
from asset_recovery.reports.paper import (
    Block,
    Column,
    Facts,
    Paper,
    Section,
    Signatures,
    Table,
    Text,
)
from asset_recovery.reports.record_hash import paper_head, record_hash

FORM = "MLA-04"
_BOX = "□"
_BLANK = "." * 48


def compose_intake(
    request: RequestFacts, intake: Intake, desk: Desk, *, known: bool, read: bool
) -> Paper:
    """The sheet of a request received.

    `known` says that its legal basis is on file, otherwise the elements of every confirmed
    instrument stand there to be ticked by hand; `read` that somebody has said what it contains:
    before that nothing is missing yet.
    """
    _ = desk.say
    return Paper(
        form=FORM,
        version="1",
        title=_("Intake and checklist of a request received"),
        subtitle=f"{desk.file.case.reference}  {desk.file.case.title}",
        reference=request.reference,
        user=desk.person(desk.file.read_by),
        contents=False,
        cover=(
            (_("Requesting State"), desk.coded("countries", request.country)),
            (_("Authority"), request.authority or desk.not_known),
            (_("Their reference"), request.result or desk.not_known),
            (_("Kind of assistance"), "; ".join(_(label("request_kinds", one))
                                                for one in request.kinds)),
            (_("Stands at"), desk.coded("inbound_request_states", request.state)),
        ),
        sections=(
            Section("1", _("Receipt"), (_receipt(request, intake, desk, known),)),
            Section("2", _("What the request must contain"),
                    tuple(_contents(intake, desk, known=known, read=read))),
            Section("3", _("Checks of the intake"), (_checks(request, desk),)),
            Section("4", _("Terms"), (_terms(request, desk),)),
            Section("5", _("Orders, decisions and consultations"),
                    tuple(_decisions(request, desk))),
            Section("6", _("Execution"), tuple(_execution(request, desk))),
            Section("7", _("Answers given"), (_answers(request, desk),)),
            Section("8", _("Signatures"), (
                Signatures(((_("Intake, date"), ""), (_("Legal officer, date"), ""))),
            ), together=True),
        ),
        **paper_head(
            desk, record_hash(desk.file, FORM, request.reference, desk.language), "MLA4",
            whole=False,
        ),
    )  # fmt: skip


def _receipt(request: RequestFacts, intake: Intake, desk: Desk, known: bool) -> Facts:
    _ = desk.say
    story = request.story
    check = max(story.checks, key=lambda one: one.on, default=None)
    basis = ", ".join(intake.basis) if known else _("not recorded: {blank}").format(blank=_BLANK)
    return Facts(
        (
            (_("Received on; hour"), f"{desk.day(request.made_on)}   {'.' * 12}"),
            (_("Channel"), story.channel or _BLANK),
            (_("Paper"), request.form),
            (_("Language"), request.language),
            (_("Authenticity checked: by whom, how"), _BLANK),
            (_("Legal basis"), basis),
            (_("Competent here"), _BLANK if check is None else desk.yes(check.competent)),
            (_("If not: forwarded to, sender informed on"), _BLANK),
            (_("Priority"), _("like a domestic case of its kind")),
            (_("Urgent"), desk.yes(request.urgent)),
            (_("Asked for by"), desk.happened(request.due_on)),
            (_("Confidentiality asked"), request.confidentiality or _("none recorded")),
            (_("Confidentiality possible; if not, informed on"), _BLANK),
        )
    )


def _contents(intake: Intake, desk: Desk, *, known: bool, read: bool) -> list[Block]:
    _ = desk.say
    found: list[Block] = []
    if not known:
        text = _(
            "The legal basis of the request is not recorded. Record it with the check of the "
            "request (legal_basis), with what the request contains; until then the elements of "
            "all instruments stand here to be ticked by hand."
        )
        found.append(Text(text, "attention"))
    elif not read:
        text = _(
            "What the request contains is not recorded yet: tick it here by hand, or record it "
            "with the check of the request (fields); then what is missing is told."
        )
        found.append(Text(text, "attention"))
    told = known and read
    rows = tuple(
        (one.number, _(one.name), _article(one, desk), _state(one, desk, told), one.where or _BOX)
        for one in intake.elements
    )
    found.append(
        Table(
            (
                Column(_("No"), 0.4),
                Column(_("Element"), 2.6),
                Column(_("Demanded by"), 2.2),
                Column(_("In the request"), 1.1),
                Column(_("Where; what"), 1.7),
            ),
            rows,
            empty=_("No element is known for this legal basis."),
            marked=tuple(
                place for place, one in enumerate(intake.elements) if told and one.state == MISSING
            ),
        )
    )
    if told and intake.missing:
        text = _(
            "{number} elements are missing. The letter that asks for them: form MLA-05, answer "
            "“Request for completion”, with a time limit."
        ).format(number=len(intake.missing))
        found.append(Text(text, "attention"))
    return found


def _article(one: ElementFound, desk: Desk) -> str:
    _ = desk.say
    said = one.article
    if one.softened:
        said = _("{article} ({words})").format(article=said, words=_(one.softened))
    return _("{article}, to be checked").format(article=said) if one.unconfirmed else said


def _state(one: ElementFound, desk: Desk, told: bool) -> str:
    _ = desk.say
    if one.state == STATED:
        return _("yes")
    if not told:
        return _BOX
    return _("missing") if one.state == MISSING else _("not seen")


def _checks(request: RequestFacts, desk: Desk) -> Table:
    _ = desk.say
    return desk.table(
        "checks",
        (
            ("on", _("Date"), 1.1),
            ("competent", _("Competent"), 0.9),
            ("dual", _("Dual criminality"), 1.1),
            ("complete", _("Complete"), 0.9),
            ("missing", _("Missing"), 2.6),
            ("by", _("To be supplied by"), 1.2),
        ),
        [
            (
                desk.day(one.on),
                desk.yes(one.competent),
                desk.yes(one.dual_criminality),
                desk.yes(one.complete),
                "; ".join(one.missing) or "–",
                "–" if one.reply_by is None else desk.day(one.reply_by),
            )
            for one in sorted(request.story.checks, key=lambda one: one.on)
        ],
        empty=_("The intake was not checked yet."),
    )


def _terms(request: RequestFacts, desk: Desk) -> Table:
    _ = desk.say
    return desk.table(
        "terms",
        (("what", _("What"), 3.2), ("start", _("From"), 1.1), ("due", _("Due"), 1.1),
         ("state", _("State"), 1.2)),
        [(one.title, desk.day(one.start), desk.day(one.due), desk.label(one.state))
         for one in request.clocks],
        empty=_("No term runs."),
    )  # fmt: skip


def _decisions(request: RequestFacts, desk: Desk) -> list[Block]:
    _ = desk.say
    story = request.story
    orders = desk.table(
        "decisions",
        (("order", _("Order"), 1.6), ("decision", _("Decision"), 1.2), ("on", _("Date"), 1.0),
         ("grounds", _("Grounds"), 1.6), ("by", _("Authority"), 1.6)),
        [(f"{one.order}, {_(label('order_kinds', one.kind))}" if one.kind else one.order,
          desk.label(one.decision) if one.decision else _("open"),
          "–" if one.decided_on is None else desk.day(one.decided_on),
          ", ".join(one.grounds) or "–", one.authority or "–")
         for one in story.decisions],
        empty=_("No order of the other State is on file."),
        title=_("Orders"),
    )  # fmt: skip
    asked = desk.table(
        "consultations",
        (("on", _("Date"), 1.0), ("what", _("On what"), 2.0), ("reply", _("Reply"), 1.4),
         ("replied", _("Replied on"), 1.0)),
        [(desk.day(one.on), _(label("consultation_subjects", one.subject)),
          _(label("state_notices", one.reply)) if one.reply else _("no reply yet"),
          "–" if one.replied_on is None else desk.day(one.replied_on))
         for one in story.consultations],
        empty=_("The requesting State was not consulted. It is heard before a measure is lifted."),
        title=_("Consultations"),
    )  # fmt: skip
    others = [one for one in desk.file.requests if one.is_inbound
              and one.reference != request.reference
              and set(one.assets) & set(request.assets)]  # fmt: skip
    found: list[Block] = [orders, asked]
    if others:
        named = "; ".join(f"{one.reference}, {desk.coded('countries', one.country)}"
                          for one in others)  # fmt: skip
        text = _("Other requests concern the same property; consult: {requests}")
        found.append(Text(text.format(requests=named), "attention"))
    return found


def _execution(request: RequestFacts, desk: Desk) -> list[Block]:
    _ = desk.say
    rows = [
        (desk.day(reply.on), result.asset, _(label("execution_outcomes", result.outcome)),
         "–" if result.amount is None else desk.money(result.amount),
         "–" if result.costs is None else desk.money(result.costs),
         "; ".join(part for part in (
             _(label("impossibility_grounds", result.ground)) if result.ground else "",
             result.note) if part) or "–")
        for reply in sorted(request.story.replies, key=lambda one: one.on)
        for result in reply.results
    ]  # fmt: skip
    log = desk.table(
        "execution",
        (("on", _("Date"), 1.0), ("asset", _("Asset"), 1.4), ("result", _("Result"), 1.2),
         ("amount", _("Amount"), 1.2), ("cost", _("Cost"), 1.0), ("why", _("Remarks"), 1.6)),
        rows,
        empty=_("Nothing was executed yet."),
        title=_("Execution log"),
    )  # fmt: skip
    sent = desk.table(
        "material",
        (("item", _("Item"), 2.2), ("certified", _("Certification"), 1.4),
         ("use", _("Conditions of use"), 1.8), ("back", _("Return wanted"), 1.2)),
        [("", "", "", ""), ("", "", "", "")],
        title=_("Material transmitted"),
    )  # fmt: skip
    by_hand = Facts(
        (
            (_("Rule of our law that lifts the measure by itself; on"), _BLANK),
            (_("Extraordinary costs; consulted on"), _BLANK),
        )
    )
    return [log, sent, by_hand]


def _answers(request: RequestFacts, desk: Desk) -> Table:
    _ = desk.say
    return desk.table(
        "answers",
        (("on", _("Date"), 1.0), ("what", _("Answer"), 1.8), ("grounds", _("Grounds"), 1.4),
         ("reasons", _("Reasons"), 2.8)),
        [(desk.day(one.on), _(label("reply_kinds", one.kind)), ", ".join(one.grounds) or "–",
          desk.prose(one.reasons) or "–")
         for one in sorted(request.story.replies, key=lambda one: one.on)],
        empty=_("No answer was given yet."),
    )  # fmt: skip
