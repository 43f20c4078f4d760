"""OPS-04 hand-over, OPS-05 inspection and access log, and the custody record of an asset."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from asset_recovery.domain.case_file import AssetFacts, CaseFile
from asset_recovery.domain.custody_facts import ChainLink, CustodyFile, InspectionFacts
from asset_recovery.reports.dossier_desk import DASH, Desk
from asset_recovery.reports.dossier_profile import Profile
from asset_recovery.reports.paper import Block, Facts, Paper, Section, Signatures, Table, Text
from asset_recovery.reports.record_hash import paper_head, record_hash

Visit = tuple[str, str, str, str, str, str]


@dataclass(frozen=True, slots=True)
class CustodyPaper:
    """What the three papers are made from: an asset in its case, with its custody."""

    file: CaseFile
    asset: AssetFacts
    kept: CustodyFile
    profile: Profile
    language: str
    translate: Callable[[str], str]

    @property
    def desk(self) -> Desk:
        """Words, dates and names as the paper says them."""
        return Desk(self.file, self.profile, self.language, self.translate)


def compose_transfer(work: CustodyPaper, place: int) -> Paper:
    """OPS-04: the hand-over at this place (from 0) of the chain, with the hashes that bind it."""
    link, _ = work.kept.links[place], work.translate
    before = work.kept.hashes[place - 1] if place else _("none: the first of the chain")
    hashes = (
        _("Hash of this record (SHA-256): {hash}").format(hash=work.kept.hashes[place]),
        _("Hash of the record before it: {hash}").format(hash=before),
    )
    chain = Text("\n".join(hashes), "small")
    found = [one for one in work.kept.findings if one.seq == link.seq]
    gaps: list[Block] = [
        Text(one.sentence if one.is_open else f"{one.sentence} {one.explanation}",
             "attention" if one.is_open else "plain")
        for one in found
    ]  # fmt: skip
    sections = (
        Section("1", _("Hand-over"), (Facts(_hand_over(work, link)),)),
        Section("2", _("Out and in"), (_out_and_in(work, link),)),
        Section("3", _("Custody chain"), (chain, *gaps)),
        Section("4", _("Signatures"), (_signers(work, link),), together=True),
    )
    title = _("Hand-over {number}").format(number=link.reference or place + 1)
    return _paper(work, "OPS-04", title, sections, str(place))


def _hand_over(work: CustodyPaper, link: ChainLink) -> tuple[tuple[str, str], ...]:
    desk, _ = work.desk, work.translate
    people = dict(link.people)
    giver = ", ".join(filter(None, (link.giver, people.get("from_unit"), link.from_place)))
    taker = ", ".join(filter(None, (link.keeper, people.get("to_unit"), link.place)))
    return (
        (_("Reason"), " · ".join(filter(None, (
            desk.coded("transfer_reasons", link.purpose) if link.purpose else "",
            desk.prose(link.reason))))),
        (_("Authority for the movement"), desk.known(link.authority)),
        (_("From"), desk.known(desk.prose(giver))),
        (_("To"), desk.known(desk.prose(taker))),
        (_("Identity checked by"), desk.known(people.get("identity_check"))),
        (_("Transport"), desk.known("; ".join(
            f"{desk.label(name)}: {said}" for name, said in link.transport))),
        (_("Travelling with it"), desk.known(link.travelling_with)),
        (_("Photographs"), ", ".join(link.photos) or _("none recorded")),
        (_("Expected back"), desk.day(link.expected_return) if link.expected_return
         else _("not expected back")),
    )  # fmt: skip


def _out_and_in(work: CustodyPaper, link: ChainLink) -> Table:
    desk, _ = work.desk, work.translate
    unknown = desk.brief(None)
    intact = {True: _("intact"), False: _("not intact"), None: ""}[link.seals_intact]
    seals_in = ", ".join(link.seals)
    if link.new_seals:
        seals_in += "\n" + _("new: {seals}").format(seals=", ".join(link.new_seals))

    def amount(value: object) -> str:
        return unknown if value is None else f"{value}"

    rows = (
        (_("Date and time"), _moment(work, link, "out"), _moment(work, link, "in"), ""),
        (_("Condition"), link.condition_out or unknown, link.condition or unknown,
         desk.prose(link.condition_remark)),
        (_("Seals"), ", ".join(link.seals_out) or unknown, seals_in or unknown,
         "\n".join(filter(None, (intact, desk.prose(link.seal_remark))))),
        (_("Quantity"), amount(link.quantity_out), amount(link.quantity_in),
         desk.prose(link.variance_remark)),
        (_("Weight (kg)"), amount(link.weight_out), amount(link.weight_in), ""),
    )  # fmt: skip
    columns = (("what", "", 1.4), ("out", _("Out"), 2.2), ("in", _("Received"), 2.2),
               ("remark", _("Difference; remark"), 2.6))  # fmt: skip
    return desk.table("custody", columns, rows)


def _moment(work: CustodyPaper, link: ChainLink, side: str) -> str:
    at = link.out_at if side == "out" else link.in_at
    day = work.desk.day(at.date() if at else link.on)
    return f"{day} {at:%H:%M}" if at else day


def _signers(work: CustodyPaper, link: ChainLink) -> Signatures:
    _ = work.translate
    signed = {number: (on, who) for number, on, who in work.kept.confirmed}
    received = _("Received by")
    if link.reference in signed:
        on, who = signed[link.reference]
        received = _("Received by; signed in the program by {who} on {day}").format(
            who=work.desk.prose(who), day=work.desk.day(on)
        )
    return Signatures((
        (_("Handed over by"), work.desk.prose(link.giver)),
        (received, work.desk.prose(link.keeper)),
        (_("Witness"), link.witness or ""),
    ))  # fmt: skip


def compose_inspection(
    work: CustodyPaper, inspection: InspectionFacts | None, visits: Sequence[Visit]
) -> Paper:
    """OPS-05: an inspection (None: an empty sheet to take along), care and the access log."""
    _ = work.translate
    sections = [
        Section("1", _("Keeping"), (Facts(_keeping(work)),)),
        Section("2", _("Inspection"), tuple(_inspected(work, inspection))),
        Section("3", _("Use and care"), tuple(_used(work))),
        Section("4", _("Access log"), (_visits(work, visits),)),
        Section("5", _("Signatures"), (Signatures((
            (_("Inspector"), work.desk.prose(inspection.by) if inspection else ""),
            (_("Storekeeper"), work.desk.prose(work.kept.keeper)))),), together=True),
    ]  # fmt: skip
    title = _("Inspection sheet and access log")
    return _paper(work, "OPS-05", title, tuple(sections), str(inspection and inspection.on))


def _keeping(work: CustodyPaper) -> tuple[tuple[str, str], ...]:
    desk, _ = work.desk, work.translate
    on_it = ", ".join(line.seal for line in work.kept.seals if line.still_on)
    return (
        (_("Place"), desk.known(desk.where(work.asset.custody_place))),
        (_("Kept by"), desk.known(desk.prose(work.kept.keeper))),
        (_("Seals on it"), on_it or _("none recorded")),
        (_("Quantity"), desk.quantity(work.asset.quantity, work.asset.unit)),
    )


def _inspected(work: CustodyPaper, one: InspectionFacts | None) -> list[Block]:
    desk, _ = work.desk, work.translate
    columns = (("point", _("What was looked at"), 2.2), ("finding", _("What was found"), 4))
    if one is None:
        rows = [(desk.say(point), "") for point in work.kept.checklist]
        lines = "." * 60
        blank = Facts(tuple((name, lines) for name in (
            _("Date; inspector"), _("Kind: routine, seals, special, complaint"), _("Condition"),
            _("Findings"), _("Photographs"), _("What is to be done; cost"), _("Next inspection"),
        )))  # fmt: skip
        return [blank, desk.table("custody", columns, rows)]
    facts = Facts((
        (_("Date"), desk.day(one.on)), (_("Inspector"), desk.prose(one.by)),
        (_("Kind"), desk.coded("inspection_kinds", one.kind) if one.kind else desk.not_known),
        (_("Condition"), " · ".join(filter(None, (one.condition, one.change)))),
        (_("Findings"), desk.prose(one.findings)),
        (_("Seals"), ", ".join(one.seals) or _("not looked at")),
        (_("Photographs"), ", ".join(one.photos) or _("none recorded")),
        (_("Effect on the value"), one.value_impact or _("none recorded")),
        (_("What is to be done"), one.follow_up or _("nothing recorded")),
        (_("Cost"), one.cost or _("none recorded")),
        (_("Next inspection"), desk.day(one.next_on) if one.next_on else _("no day set")),
    ))  # fmt: skip
    done = dict(one.checklist)
    points = [*one.checklist, *((p, "") for p in work.kept.checklist if p not in done)]
    rows = [(desk.say(point), found or _("not looked at")) for point, found in points]
    return [facts, desk.table("custody", columns, rows)]


def _used(work: CustodyPaper) -> list[Block]:
    desk, _ = work.desk, work.translate
    columns = (
        ("on", _("Date"), 1.1), ("what", _("What"), 1.1), ("reading", _("Reading"), 1.1, "right"),
        ("by", _("By"), 1.6), ("findings", _("Findings"), 3),
    )  # fmt: skip
    rows = [
        (desk.day(one.on), desk.coded("use_kinds", one.kind),
         DASH if one.reading is None else f"{one.reading:f}", desk.brief(desk.prose(one.by)),
         desk.prose(one.explanation or one.findings) or DASH)
        for one in work.kept.uses
    ]  # fmt: skip
    blocks: list[Block] = [
        desk.table("custody", columns, rows, empty=_("No reading and no care is recorded."))
    ]
    if work.kept.care_missed:
        days = ", ".join(desk.day(day) for day in work.kept.care_missed)
        said = _("Days without care on record: {days}.").format(days=days)
        blocks.append(Text(said, "attention"))
    return blocks


def _visits(work: CustodyPaper, visits: Sequence[Visit]) -> Table:
    desk, _ = work.desk, work.translate
    columns = (
        ("when", _("In and out"), 1.8), ("who", _("Person, unit"), 1.8),
        ("purpose", _("Purpose"), 2), ("escort", _("Escort"), 1.3),
        ("touched", _("Things touched"), 2), ("number", _("Number"), 1.3),
    )  # fmt: skip
    return desk.table("custody", columns, list(visits), empty=_("No visit is recorded."))


def compose_custody_record(work: CustodyPaper) -> Paper:
    """The whole chain of an asset, link by link with hashes, its gaps, seals and incidents."""
    desk, _ = work.desk, work.translate
    kept = work.kept
    open_ones = len(kept.open_findings)
    state = (
        _("CHAIN BROKEN: {count} finding(s) not explained").format(count=open_ones)
        if open_ones
        else _("Chain unbroken")
    )
    links = [
        (str(number), _moment(work, link, "out"),
         f"{desk.prose(link.giver) or DASH}\n→ {desk.prose(link.keeper) or desk.brief(None)}",
         desk.where(link.place) or DASH,
         "\n".join(filter(None, (desk.coded("transfer_reasons", link.purpose) if link.purpose
                                 else desk.label(link.what), desk.prose(link.reason)))),
         "\n".join(filter(None, (link.condition, ", ".join(link.new_seals or link.seals)))) or DASH,
         kept.hashes[number - 1][:16])
        for number, link in enumerate(kept.links, start=1)
    ]  # fmt: skip
    chain = desk.table(
        "custody",
        (("n", _("No."), 0.5, "right"), ("on", _("Date"), 1.2), ("who", _("From; to"), 2),
         ("place", _("Place"), 1.6), ("why", _("Reason"), 2), ("state", _("Condition; seals"), 1.8),
         ("hash", _("Record"), 1.6)),
        links, empty=_("No custody is recorded."), landscape=True,
    )  # fmt: skip
    found = [
        (desk.day(one.on), desk.coded("custody_findings", one.code), one.sentence,
         desk.prose(one.explanation) or _("NOT EXPLAINED"))
        for one in kept.findings
    ]  # fmt: skip
    gaps = desk.table(
        "custody",
        (("on", _("Date"), 1.1), ("what", _("What"), 1.8), ("found", _("What was found"), 4),
         ("why", _("Explanation"), 3)),
        found, empty=_("Nothing was found."),
        marked=[at for at, one in enumerate(kept.findings) if one.is_open],
    )  # fmt: skip
    seals = desk.table(
        "custody",
        (("seal", _("Seal"), 1.4), ("what", _("What"), 1), ("on", _("Date"), 1.1),
         ("by", _("By"), 1.8), ("why", _("Remark"), 2.6)),
        [(one.seal, desk.coded("seal_events", one.what), desk.day(one.on),
          desk.brief(desk.prose(one.by)), desk.prose(one.reason) or DASH) for one in kept.seals],
        empty=_("No seal is recorded."),
    )  # fmt: skip
    incidents = desk.table(
        "custody",
        (("n", _("Incident"), 1.3), ("on", _("Date"), 1.1), ("what", _("What happened"), 3),
         ("then", _("What followed"), 3.4)),
        [(one.reference or DASH, desk.day(one.on),
          f"{desk.coded('incident_kinds', one.kind)}: {desk.prose(one.description)}",
          "\n".join(f"{desk.day(on)}: {desk.prose(said)}" for on, _kind, said in one.steps)
          or _("nothing yet")) for one in kept.incidents],
        empty=_("No incident is recorded."),
    )  # fmt: skip
    return _paper(work, "CUS-01", _("Custody record"), (
        Section("1", _("Chain of custody"), (Text(state, "bad" if open_ones else "plain"), chain)),
        Section("2", _("Findings on the chain"), (gaps,)),
        Section("3", _("Register of seals"), (seals,)),
        Section("4", _("Incidents"), (incidents,)),
        Section("5", _("Signature"), (Signatures(((_("For the office"), ""),)),), together=True),
    ), "")  # fmt: skip


def _paper(
    work: CustodyPaper, form: str, title: str, sections: tuple[Section, ...], more: str
) -> Paper:
    desk, file, asset, _ = work.desk, work.file, work.asset, work.translate
    digest = record_hash(file, form, asset.reference, work.language, more)
    identifiers = ", ".join(f"{desk.label(kind)} {value}" for kind, value in asset.identifiers)
    return Paper(
        form=form,
        version=work.profile.version,
        title=title,
        subtitle=f"{file.case.reference}  {file.case.title}",
        reference=asset.reference,
        user=desk.person(file.read_by),
        contents=False,
        cover=(
            (_("Asset"), f"{asset.reference} · {asset.description}"),
            (_("Identifiers"), desk.known(identifiers)),
            (_("Orders"), ", ".join(asset.orders) or desk.not_known),
            (_("As at"), desk.as_at_text),
        ),
        sections=sections,
        **paper_head(desk, digest, "CUS1", whole=False),
    )
