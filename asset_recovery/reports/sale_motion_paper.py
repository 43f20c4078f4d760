"""OPS-07: the motion for interlocutory sale, its thirteen paragraphs filled from the file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from asset_recovery.domain.actions.value_actions import DraftSaleMotion
from asset_recovery.domain.case_file import AssetFacts, CaseFile, HearingFacts, OrderFacts
from asset_recovery.domain.money import Money
from asset_recovery.domain.value_facts import MotionFacts, ValuePoint, Worth
from asset_recovery.reports.dossier_desk import DASH, Desk
from asset_recovery.reports.dossier_profile import Profile
from asset_recovery.reports.paper import Block, Facts, Paper, Section, Signatures, Text
from asset_recovery.reports.record_hash import paper_head, record_hash
from asset_recovery.reports.worth_tables import named, percent

GROUNDS = (
    ("perishable_or_depreciating", "Perishable, or losing value fast"),
    ("disproportionate_cost", "Cost of storage or upkeep disproportionate to the value"),
    ("special_management", "Needs special management or expertise"),
)
_GIVEN_UP = ("returned", "lifted", "annulled", "expired", "refused")


@dataclass(frozen=True, slots=True, kw_only=True)
class Motion:
    """What the motion rests on; `obstacles` is what keeps it from being finalised."""

    asset: AssetFacts
    worth: Worth
    known: MotionFacts | None = None
    said: DraftSaleMotion | None = None
    counting: ValuePoint | None = None
    grounds: tuple[str, ...] = ()
    replaceable: bool | None = None
    urgent: str | None = None
    evidence_held: bool = False
    alternatives: str | None = None
    obstacles: tuple[str, ...] = ()


def compose_motion(
    file: CaseFile,
    motion: Motion,
    profile: Profile,
    language: str,
    translate: Callable[[str], str],
) -> Paper:
    """The motion; until it is finalised a draft, with the list of what is missing."""
    desk = Desk(file, profile, language, translate)
    _ = translate
    final = motion.known is not None and motion.known.finalised_on is not None
    paragraphs = _paragraphs(desk, motion)
    sections = [
        Section(str(place), title, tuple(blocks), together=any(map(_is_signed, blocks)))
        for place, (title, blocks) in enumerate(paragraphs, start=1)
    ]
    if not final:
        title = _("Missing before it can be signed")
        sections.insert(0, Section("", title, _missing(desk, motion)))
    digest = record_hash(file, "OPS-07", motion.asset.reference, repr(motion), language)
    return Paper(
        form="OPS-07",
        version=profile.version,
        title=_("Motion for interlocutory sale"),
        subtitle=f"{motion.asset.reference}  {motion.asset.description}",
        reference=motion.known.reference if motion.known else motion.asset.reference,
        user=desk.person(file.read_by),
        contents=False,
        watermark="" if final else _("DRAFT"),
        cover=_cover(desk, motion),
        sections=tuple(sections),
        **paper_head(desk, digest, "OPS7", whole=False),
    )


def _said(motion: Motion, name: str) -> str | None:
    """What whoever drafted the motion wrote in a paragraph."""
    given = getattr(motion.said, name, None)
    return str(given) if given else None


Paragraphs = list[tuple[str, list[Block]]]


def _is_signed(block: Block) -> bool:
    """Whether a block holds signatures: what is signed stands on one page with them."""
    return isinstance(block, Signatures)


def _cover(desk: Desk, motion: Motion) -> tuple[tuple[str, str], ...]:
    _ = desk.say
    office = desk.file.office
    final = motion.known.finalised_on if motion.known else None
    return (
        (_("To"), motion.known.court if motion.known else desk.not_known),
        (_("From"), "\n".join(part for part in (office.name, office.address) if part)),
        (_("Date"), desk.day(final or (motion.known.on if motion.known else motion.worth.on))),
        (_("Status"), _("finalised on {day}").format(day=desk.day(final)) if final else _("draft")),
    )


def _missing(desk: Desk, motion: Motion) -> tuple[Block, ...]:
    _ = desk.say
    found = [*motion.obstacles, *_unsaid(desk, motion)]
    if not found:
        return (Text(_("Nothing: it can be finalised.")),)
    return (Text("\n".join(f"\N{BULLET} {one}" for one in found), "bad"),)


def _unsaid(desk: Desk, motion: Motion) -> list[str]:
    """Paragraphs that only a person can write and nobody wrote."""
    _ = desk.say
    wanted = {
        _("2: how the evidence is preserved"): _said(motion, "evidence"),
        _("8: alternatives considered"): _said(motion, "alternatives") or motion.alternatives,
        _("9: method of sale"): _said(motion, "method"),
        _("10: account of the proceeds"): _said(motion, "account"),
        _("12: draft order and remedy"): _said(motion, "draft_order") and _said(motion, "remedy"),
        _("13: proportionality"): _said(motion, "proportionality"),
    }
    text = _("Paragraph {what} is not written.")
    return [text.format(what=name) for name, given in wanted.items() if not given]


def _facts(desk: Desk, *rows: tuple[str, str | None]) -> Facts:
    return Facts(tuple((name, value or desk.not_known) for name, value in rows))


def _paragraphs(desk: Desk, motion: Motion) -> Paragraphs:
    _ = desk.say
    said, method = motion.said, _said(motion, "method")
    return [
        (_("Court, case, order, applicant"), [_court(desk, motion)]),
        (_("Assets and evidence"), [_asset(desk, motion)]),
        (_("Grounds"), [_grounds(desk, motion)]),
        (_("Numbers"), [_numbers(desk, motion)]),
        (_("Valuation"), [_valuation(desk, motion)]),
        (_("Persons heard or notified"), _heard(desk, motion)),
        (_("Personal, unique or cultural value"), [_special(desk, motion)]),
        (_("Alternatives considered"), [Text(
            _said(motion, "alternatives") or motion.alternatives or desk.not_known)]),
        (_("Method of sale"), [_facts(
            desk,
            (_("Method"), method and desk.coded("sale_methods", method)),
            (_("Reserve price"), said.reserve.display() if said and said.reserve else None),
            (_("Advertising"), _said(motion, "advertising")),
            (_("Who may not bid"), _said(motion, "excluded_bidders") or _(
                "Suspects and accused, their relatives and companies, the staff of the office, "
                "valuers and custodians of the asset.")),
        )]),
        (_("Proceeds"), [_facts(
            desk,
            (_("Account"), _said(motion, "account")),
            (_("Interest, currency, liens, taxes"), _said(motion, "proceeds")),
            (_("Liens on file"), _liens(desk, motion)),
        )]),
        (_("On acquittal, or without confiscation"), [Text(_said(motion, "on_acquittal") or _(
            "The proceeds stand in the place of the asset; they are paid back with the interest "
            "that they earned to whoever is entitled to the asset."))]),
        (_("Draft order, remedy and period; urgency"), [_facts(
            desk,
            (_("Draft order"), _said(motion, "draft_order")),
            (_("Remedy and period"), _said(motion, "remedy")),
            (_("Urgency"), _said(motion, "urgency") or motion.urgent or _("none stated")),
        )]),
        (_("Proportionality, signatures, decision"), [
            Text(_said(motion, "proportionality") or desk.not_known), _signed(desk)]),
    ]  # fmt: skip


def _court(desk: Desk, motion: Motion) -> Facts:
    _ = desk.say
    file = desk.file
    held = [
        f"{one.kind_label}, {one.authority}, {one.number or one.reference}, {desk.day(one.made_on)}"
        for one in _measures(file.orders, motion.asset)
    ]
    return _facts(
        desk,
        (_("Court or authority"), motion.known.court if motion.known else None),
        (_("Case"), f"{file.case.reference} {file.case.title}"),
        (_("Held under"), "\n".join(held)),
        (_("Applicant"), f"{file.office.name}, {desk.person(file.case.officer)}"),
    )


def _measures(orders: tuple[OrderFacts, ...], asset: AssetFacts) -> list[OrderFacts]:
    return [one for one in orders if one.reference in asset.orders and one.state not in _GIVEN_UP]


def _asset(desk: Desk, motion: Motion) -> Facts:
    _ = desk.say
    asset = motion.asset
    marks = ", ".join(f"{desk.label(kind)} {value}" for kind, value in asset.identifiers)
    needed = _("yes: held as evidence") if motion.evidence_held else _("not held as evidence")
    return _facts(
        desk,
        (_("Asset"), f"{asset.reference} {asset.description} ({asset.type_label})"),
        (_("Identifiers"), marks),
        (_("Place"), desk.where(asset.custody_place or asset.location)),
        (_("Registered owner"), asset.owner),
        (_("Needed as evidence"), needed),
        (_("How the evidence is preserved"), _said(motion, "evidence")),
    )


def _grounds(desk: Desk, motion: Motion) -> Text:
    _ = desk.say
    consents = any(
        one.reply == "consents" for one in desk.file.hearings if one.asset == motion.asset.reference
    )
    rows = [(_(label), code in motion.grounds) for code, label in GROUNDS]
    rows.append((_("Dangerous, or easily replaced"), bool(motion.replaceable)))
    rows.append((_("The affected person consents or asks for it"), consents))
    rows.append((_("Another ground of the law:") + " " + "." * 40, False))
    return Text("\n".join(
        ("\N{BALLOT BOX WITH X}  " if ticked else "\N{BALLOT BOX}  ") + label
        for label, ticked in rows
    ))  # fmt: skip


def _numbers(desk: Desk, motion: Motion) -> Facts:
    _ = desk.say
    found = motion.worth.keep_or_sell
    if found is None or found.missing:
        names = named(desk, found.missing) if found else ""
        return _facts(desk, (_("Not on file"), names))
    given = {one.name: one for one in found.inputs}
    last = found.course[-1]

    def amount(name: str) -> str:
        line = given[name]
        value = Money.from_decimal(Decimal(line.value), found.currency)
        return f"{value.display()} ({line.source})"

    return _facts(
        desk,
        (_("Value today"), amount("value")),
        (_("Value expected at the decision"), _("{value} in {months} months ({source})").format(
            value=last.value.display(), months=given["months_to_decision"].value,
            source=given["months_to_decision"].source)),
        (_("Cost a month"), amount("monthly_cost")),
        (_("Cost until the decision, less income"), last.cost.display()),
        (_("Net cost to value"), percent(found.net_cost_ratio)),
        (_("Cost and loss of value until the decision"), percent(found.erosion)),
        (_("Cost reaches the value left on"),
         desk.day(found.break_even_on) if found.break_even_on else _("not within a hundred years")),
        (_("Present value of keeping"), desk.money(found.pv_keep)),
        (_("Present value of selling now"), desk.money(found.pv_sell)),
        (_("Calculation kept as"), motion.said.calculation if motion.said else None),
    )  # fmt: skip


def _valuation(desk: Desk, motion: Motion) -> Facts:
    _ = desk.say
    point = motion.counting
    if point is None:
        return _facts(desk, (_("Appraisal"), _("none that may carry a sale")))
    reason = motion.known.age_reason if motion.known else ""
    rows = [
        (_("Value"), point.value.display()),
        (_("Kind"), desk.coded("valuation_kinds", point.kind)),
        (_("Valuation"), f"{point.reference}, {point.valuer}, {point.method}"),
        (
            _("Valued on"),
            _("{day}, {age} days old").format(day=desk.day(point.on), age=point.age_days),
        ),
    ]
    if reason:
        rows.append((_("Older than the term; let stand by the head of the office"), reason))
    return _facts(desk, *rows)


def _heard(desk: Desk, motion: Motion) -> list[Block]:
    _ = desk.say
    found = [one for one in desk.file.hearings if one.asset == motion.asset.reference]
    told = [
        one for one in desk.file.claims
        if one.asset == motion.asset.reference and one.state != "rejected"
    ]  # fmt: skip
    return [
        desk.table(
            "hearings",
            (("who", _("Person"), 4), ("on", _("Notified"), 2), ("until", _("May reply until"), 2),
             ("reply", _("Reply"), 3), ("ref", _("Reference"), 2)),
            [_hearing(desk, one) for one in found],
            empty=_("Nobody was notified or heard."),
        ),
        Facts(((_("Claims and liens on file"),
                "\n".join(f"{one.party}: {one.extent}" for one in told) or _("none")),)),
    ]  # fmt: skip


def _hearing(desk: Desk, one: HearingFacts) -> tuple[str, ...]:
    reply = desk.coded("hearing_replies", one.reply) if one.reply else DASH
    if one.reply_on:
        reply += f", {desk.day(one.reply_on)}"
    return (
        one.party,
        desk.day(one.notified_on) if one.notified_on else DASH,
        desk.day(one.reply_by) if one.reply_by else DASH,
        reply,
        one.reference or DASH,
    )


def _special(desk: Desk, motion: Motion) -> Facts:
    _ = desk.say
    found = motion.worth.keep_or_sell
    excluded = ", ".join(found.exclusions) if found else ""
    replaceable = {True: _("yes"), False: _("no"), None: None}[motion.replaceable]
    return _facts(
        desk,
        (_("Exclusions on file"), excluded or _("none")),
        (_("Personal, unique or cultural value"), _said(motion, "special_value")
         or _("nothing on file")),
        (_("Replaceable"), replaceable),
    )  # fmt: skip


def _liens(desk: Desk, motion: Motion) -> str:
    found = [
        one for one in desk.file.claims
        if one.asset == motion.asset.reference and one.rank is not None
    ]  # fmt: skip
    return "\n".join(f"{one.party}: {one.extent}" for one in found) or desk.say("none")


def _signed(desk: Desk) -> Signatures:
    _ = desk.say
    return Signatures((
        (_("Asset manager"), ""), (_("Legal officer"), ""), (_("Head of the office"), ""),
        (_("Decision of the court: granted / refused / conditions; date; judge"), ""),
    ))  # fmt: skip
