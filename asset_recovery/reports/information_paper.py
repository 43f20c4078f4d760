"""Letters about information: DIR-01 asks a register, FBK-01 thanks for a report."""

from __future__ import annotations

from collections.abc import Callable

from asset_recovery.domain.case_file import CaseFile, PartyFacts
from asset_recovery.domain.intelligence_facts import InformationFacts, ReportFacts
from asset_recovery.reports.dossier_desk import Desk
from asset_recovery.reports.dossier_profile import profile as profile_named
from asset_recovery.reports.paper import Block, Facts, Paper, Section, Signatures, Text
from asset_recovery.reports.record_hash import paper_head, record_hash

# Whom these letters reach reads the office by post only, and nothing of informal channels.
READER = "foreign"


def compose_information_request(
    file: CaseFile, asked: InformationFacts, language: str, say: Callable[[str], str]
) -> Paper:
    """The letter to a register: what is asked, by which gateway, for what, how to handle it."""
    desk = Desk(file, profile_named(READER), language, say)
    _ = say
    digest = record_hash(file, "DIR-01", asked.reference, language)
    sections = (
        Section("1", _("What is asked"), tuple(_asked(desk, asked))),
        Section("2", _("Legal gateway and purpose"), (_gateway(desk, asked),)),
        Section("3", _("Confidentiality"), tuple(_confidentiality(desk, asked))),
        Section("4", _("Answer"), (_answer(desk, asked), Signatures((
            (_("For the office"), ""), (_("Received by"), asked.to)))), together=True),
    )  # fmt: skip
    return Paper(
        form="DIR-01",
        version="1.0",
        title=_("Request for information"),
        subtitle=_(asked.register_label),
        reference=asked.reference,
        user=desk.person(file.read_by),
        contents=False,
        cover=(
            (_("To"), asked.to),
            (_("From"), _office(desk)),
            (_("Date"), desk.day(asked.on)),
            (_("Our reference"), f"{asked.reference} ({file.case.reference})"),
            (_("Answer due"), desk.day(asked.due) if asked.due else _("no term")),
        ),
        sections=sections,
        **paper_head(desk, digest, "DIR1", whole=False),
    )


def _office(desk: Desk) -> str:
    office = desk.file.office
    return "\n".join(part for part in (office.name, office.address, office.contact) if part)


def _asked(desk: Desk, asked: InformationFacts) -> list[Block]:
    _ = desk.say
    wanted = asked.wanted or _("All that the register holds of the persons and things named below.")
    found: list[Block] = [Text(wanted)]
    named = {one.name: one for one in desk.file.parties}
    if asked.subjects:
        found.append(desk.table(
            "asked_persons",
            (("name", _("Name"), 2.6), ("born", _("Born or founded"), 1.5),
             ("identifiers", _("Identifiers"), 2.4), ("address", _("Address; State"), 2.6)),
            [_person(desk, name, named.get(name)) for name in asked.subjects],
            title=_("Persons and companies"),
        ))  # fmt: skip
    if asked.assets:
        found.append(desk.table(
            "asked_assets",
            (("asset", _("Asset"), 1.4), ("what", _("Description"), 3),
             ("identifiers", _("Identifiers"), 2.6)),
            [
                (
                    one.reference,
                    one.description,
                    "\n".join(f"{desk.label(kind)}: {value}" for kind, value in one.identifiers)
                    or desk.brief(None),
                )
                for one in desk.file.assets
                if one.reference in asked.assets
            ],
            title=_("Things"),
        ))  # fmt: skip
    if asked.accounts:
        found.append(Facts(
            tuple((str(place), one) for place, one in enumerate(asked.accounts, start=1)),
            _("Accounts"),
        ))  # fmt: skip
    return found


def _person(desk: Desk, name: str, party: PartyFacts | None) -> tuple[str, ...]:
    if party is None:
        return (name, desk.brief(None), desk.brief(None), desk.brief(None))
    also = "\n".join(party.aliases)
    place = [part for part in (party.address, party.country) if part]
    return (
        f"{party.name}\n{also}" if also else party.name,
        desk.brief(party.born),
        "\n".join(f"{desk.label(kind)}: {value}" for kind, value in party.identifiers)
        or desk.brief(None),
        "\n".join(place) or desk.brief(None),
    )


def _gateway(desk: Desk, asked: InformationFacts) -> Facts:
    _ = desk.say
    checked = asked.checked or _("not yet recorded; ask the office before you answer")
    return Facts((
        (_("Legal gateway"), _(asked.gateway_label)),
        (_("Purpose"), asked.purpose),
        (_("Used for"), _("this purpose alone; another use needs a legal basis of its own")),
        (_("Data-protection check"), checked),
    ))  # fmt: skip


def _confidentiality(desk: Desk, asked: InformationFacts) -> list[Block]:
    _ = desk.say
    return [
        Text(
            _("Do not tell the persons named here, or anybody who does not need to know in order "
              "to answer, that this request was made or that information is given."),
            "attention",
        ),
        Facts(((_("Handling"), _(asked.handling_label)),)),
    ]  # fmt: skip


def _answer(desk: Desk, asked: InformationFacts) -> Facts:
    _ = desk.say
    due = desk.day(asked.due) if asked.due else _("as soon as you can")
    return Facts((
        (_("Answer until"), due),
        (_("Answer to"), _office(desk)),
        (_("Say with the answer"), _("the day as at which it holds, where it comes from, how sure "
                                     "it is, and what restricts its use")),
        (_("If nothing is found"), _("please say so in words")),
        (_("If you refuse"), _("please name the reason and the provision")),
    ))  # fmt: skip


def compose_feedback(
    file: CaseFile, report: ReportFacts, language: str, say: Callable[[str], str]
) -> Paper:
    """What became of a report: no fact of the case, no name; the address is written by hand."""
    desk = Desk(file, profile_named(READER), language, say)
    _ = say
    digest = record_hash(file, "FBK-01", report.reference, language)
    head = paper_head(desk, digest, "FBK1", whole=False)
    head["qr"] = head["qr"].replace(file.case.reference, report.reference)
    head["marking"] = desk.say(file.office.classification.replace("_", " ").upper())
    outcome = _(report.feedback_label) if report.feedback_label else _("Under review")
    told = report.feedback_on
    sections = (
        Section("1", _("Your report"), (Facts((
            (_("Our reference"), report.reference),
            (_("Received on"), desk.day(report.on)),
            (_("What came of it"), outcome),
            (_("As at"), desk.day(told) if told else desk.as_at_text),
        )),)),
        Section("2", _("Please note"), (
            Text(_("Thank you for your report. The office may not say more: whether there are "
                   "proceedings, against whom, and what was found stay confidential.")),
            Text(_("Do not tell anybody that you reported or that you received this letter, as "
                   "far as the law binds you to silence."), "attention"),
            Text(_("If you learn more, write to the office and give our reference.")),
            Signatures(((_("For the office"), ""),)),
        ), together=True),
    )  # fmt: skip
    return Paper(
        form="FBK-01",
        version="1.0",
        title=_("Feedback on a report"),
        subtitle=report.reference,
        reference=report.reference,
        user=desk.person(file.read_by),
        contents=False,
        cover=((_("To"), "." * 60), (_("From"), _office(desk))),
        sections=sections,
        **head,
    )
