"""The case dossier (DOS-01): all that it says, in order, for the recipient of a profile."""

from __future__ import annotations

from collections.abc import Callable

from asset_recovery.domain.case_file import CaseFile
from asset_recovery.domain.outside import for_outside
from asset_recovery.i18n import N_
from asset_recovery.reports import (
    dossier_abroad,
    dossier_annexes,
    dossier_back,
    dossier_care,
    dossier_custody,
    dossier_front,
    dossier_intelligence,
    dossier_law,
    dossier_money,
    dossier_orders,
    dossier_parties,
    dossier_people,
    dossier_property,
    dossier_records,
    dossier_storage,
    dossier_worth,
)
from asset_recovery.reports.dossier_desk import Desk
from asset_recovery.reports.dossier_profile import Profile
from asset_recovery.reports.paper import Block, Paper, Section
from asset_recovery.reports.record_hash import paper_head, record_hash
from asset_recovery.reports.safe_paper import for_recipient
from asset_recovery.reports.written_days import with_written_days

FORM = "DOS-01"
_Maker = Callable[[Desk], list[Block]]
_SECTIONS: tuple[tuple[str, str, str, _Maker], ...] = (
    ("summary", "3", N_("Executive summary"), dossier_front.summary),
    ("legal", "4", N_("Legal basis"), dossier_law.legal),
    ("offences", "5", N_("Offences and facts"), dossier_law.offences),
    ("parties", "6", N_("Parties"), dossier_parties.parties),
    ("assets", "7", N_("Schedule of assets"), dossier_property.assets),
    ("orders", "8", N_("Orders and decisions of courts"), dossier_orders.orders),
    ("seizure", "9", N_("Seizure"), dossier_custody.seizure),
    ("custody", "10", N_("Custody chain"), dossier_custody.custody),
    ("storage", "11", N_("Storage and condition"), dossier_storage.storage),
    ("management", "12", N_("Management"), dossier_care.management),
    ("valuations", "13", N_("Valuations"), dossier_worth.valuations),
    ("ledger", "14", N_("Costs and income"), dossier_money.ledger),
    ("sale", "15", N_("Interlocutory and other sales"), dossier_money.sale),
    ("claims", "16", N_("Claims of third parties, liens, victims"), dossier_money.claims),
    ("requests", "17", N_("Requests between States"), dossier_abroad.requests),
    ("confiscation", "18", N_("Confiscation, distribution, return"), dossier_money.confiscation),
    ("deadlines", "19", N_("Deadlines"), dossier_back.deadlines),
    ("decisions", "20", N_("Decisions of the office"), dossier_back.decisions),
    ("risks", "21", N_("Risk register"), dossier_back.risk_register),
    ("tasks", "22", N_("Tasks and next steps"), dossier_back.tasks),
    ("documents", "23", N_("Index of documents"), dossier_records.documents),
    ("journal", "24", N_("Extract of the journal"), dossier_records.journal),
    ("quality", "25", N_("Quality of the data"), dossier_records.quality),
    ("signatures", "26", N_("Sign-off"), dossier_back.signatures),
    ("team", "27", N_("Case team"), dossier_people.team),
    ("hidden", "28", N_("How it was hidden"), dossier_people.hidden),
    ("intelligence", "29", N_("Asked for, learnt and told"), dossier_intelligence.intelligence),
    ("timeline", "A", N_("Annex: timeline"), dossier_records.timeline),
    ("photographs", "B", N_("Annex: photographs"), dossier_annexes.photographs),
    ("funds", "C", N_("Annex: flow of funds"), dossier_annexes.funds),
)
_JOURNAL = "24"  # shows fields as they were entered
_TOGETHER = frozenset({"summary", "signatures"})


def compose_dossier(  # noqa: PLR0913, PLR0917 - what is said of a dossier
    file: CaseFile,
    profile: Profile,
    language: str,
    translate: Callable[[str], str],
    recipient: str = "",
    copy: str = "",
    watermark: str = "",
    pictures: Callable[[str], bytes | None] | None = None,
) -> Paper:
    """The content of the dossier of `file` for the recipient that `profile` describes.

    `translate` turns English texts into `language`; `copy` is printed as given ("copy 1 of 3");
    `watermark` ("DRAFT") stands across each page until the dossier is signed. The same file,
    profile and language give the same content and the same record hash. `pictures` gives the small
    picture of a photograph by the hash of its file.
    """
    shown = file if profile.internal_notes else for_outside(file)
    desk = Desk(shown, profile, language, translate, pictures)
    digest = record_hash(file, FORM, profile.name, profile.version, language)
    paper = Paper(
        form=FORM,
        version=profile.version,
        title=translate("Case dossier"),
        subtitle=f"{file.case.title} · {translate(profile.label)}",
        reference=file.case.reference,
        user=desk.person(file.read_by),
        cover=dossier_front.cover(desk, recipient, copy),
        sections=_sections(desk, recipient, copy),
        watermark=translate(watermark) if watermark else "",
        copy=copy,
        **paper_head(desk, digest, "DOS1"),
    )
    return with_written_days(for_recipient(paper, file, desk), raw=(_JOURNAL,))


def _sections(desk: Desk, recipient: str, copy: str) -> tuple[Section, ...]:
    profile = desk.profile
    sections = [
        Section(
            number,
            desk.say(title),
            tuple(maker(desk)),
            as_at=desk.as_at_line,
            together=key in _TOGETHER,
        )
        for key, number, title, maker in _SECTIONS
        if key in profile.sections
    ]
    if "control" in profile.sections:
        blocks = dossier_front.control(desk, recipient, copy, left_out(desk))
        sections.insert(0, Section("1", desk.say("Control sheet"), tuple(blocks), desk.as_at_line))
    return tuple(sections)


def left_out(desk: Desk) -> list[tuple[str, str]]:
    """The redaction log: what the profile leaves out, replaces or masks, and why."""
    _ = desk.say
    profile = desk.profile
    recipient = _("not for: {recipient}").format(recipient=desk.small(_(profile.label)))
    rows = [
        (_("Section {number}, {title}").format(number=number, title=_(title)), recipient)
        for key, number, title, _maker in _SECTIONS
        if key not in profile.sections
    ]
    if profile.people != "name":
        rows.append((_("Names of users of the office"), _("replaced by officer number or post")))
    if not profile.internal_notes:
        rows.append((_("Internal notes, declarations of interest, reviews"), recipient))
    if not profile.informal_requests:
        rows.append((_("Content of informal channels"), recipient))
    rows += [
        (
            _("Section {number}, columns: {columns}").format(
                number=number, columns=", ".join(sorted(profile.drop[key]))
            ),
            recipient,
        )
        for key, number, _title, _maker in _SECTIONS
        if key in profile.drop and key in profile.sections
    ]
    rows += [
        (
            _("Gaps in custody or time: {record}").format(
                record=one.asset or desk.file.case.reference
            ),
            _("decision of the legal officer of {day}").format(day=desk.day(one.on)),
        )
        for one in desk.file.gap_decisions
        if one.profile == profile.name and not one.shown
    ]
    if profile.protected_roles:
        rows.append(
            (_("Addresses of victims and witnesses"), _("protection of persons and places"))
        )
    if profile.mask:
        masked = ", ".join(desk.small(desk.label(one)) for one in sorted(profile.mask))
        rows.append(
            (_("Masked: {what}").format(what=masked), _("protection of persons and places"))
        )
    return rows
