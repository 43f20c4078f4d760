"""The schedule of assets: a section of the dossier, and a paper of its own as a numbered annex."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from asset_recovery.domain.asset_types import asset_types
from asset_recovery.domain.case_file import AssetFacts, CaseFile, PartFacts
from asset_recovery.domain.lineage_facts import CaseShare, LineageFacts
from asset_recovery.domain.type_details import Shown
from asset_recovery.domain.value_kinds import NOT_RECOVERABLE
from asset_recovery.reports.dossier_desk import DASH, Desk, shown_sums
from asset_recovery.reports.dossier_profile import Profile
from asset_recovery.reports.paper import Block, Facts, Paper, Section, Table, Text
from asset_recovery.reports.record_hash import paper_head, record_hash
from asset_recovery.reports.safe_paper import for_recipient

_AS_FACTS = 3
_AS_COLUMNS = 5
_WHERE = frozenset(
    {"address", "coordinates", "storage", "tank", "hangar", "sealed_envelope", "envelope_location"}
)


def compose_asset_schedule(
    file: CaseFile, profile: Profile, language: str, translate: Callable[[str], str]
) -> Paper:
    """The numbered schedule of a case's assets, lying across: an annex to orders and requests."""
    desk = Desk(file, profile, language, translate)
    _ = translate
    digest = record_hash(file, profile.name, language)
    paper = Paper(
        form="DOS-01-A",
        version=profile.version,
        title=_("Schedule of assets"),
        subtitle=file.case.title,
        reference=file.case.reference,
        user=desk.person(file.read_by),
        contents=False,
        sections=(
            Section(
                "",
                _("Assets"),
                (schedule_table(desk), *details_tables(desk), *totals(desk), *remarks(desk)),
                desk.as_at_line,
            ),
        ),
        **paper_head(desk, digest, "SCH1", whole=False),
    )
    return for_recipient(paper, file, desk)


def asset_blocks(desk: Desk) -> list[Block]:
    """The schedule as a section: up to three assets one by one, more of them as a table."""
    found = desk.file.assets
    if not found:
        return [Text(desk.say("No asset is recorded."), "note")]
    if len(found) <= _AS_FACTS:
        blocks: list[Block] = [_asset_facts(desk, one) for one in found]
    else:
        blocks = [schedule_table(desk), *details_tables(desk)]
    return [*blocks, *totals(desk), *remarks(desk)]


def schedule_table(desk: Desk) -> Table:
    """Every asset in one row."""
    _ = desk.say
    return desk.table(
        "assets",
        (
            ("number", _("No."), 0.7, "right"),
            ("asset", _("Asset"), 2.3),
            ("description", _("Description; identifiers"), 4.8),
            ("place", _("Place; custody"), 3.3),
            ("people", _("Registered owner; possessor; beneficial owner"), 3.8),
            ("ground", _("Ground; orders"), 2.5),
            ("state", _("Status"), 2.3),
            ("value", _("Value; basis and date"), 3.2, "right"),
        ),
        [_asset_row(desk, one) for one in desk.file.assets],
        empty=_("No asset is recorded."),
        landscape=True,
    )


def _told(desk: Desk, asset: AssetFacts) -> list[Shown]:
    """The fields that the recipient is told: what is inside matter stays with the full dossier."""
    told = desk.profile.details
    if "all" in told:
        return list(asset.details)
    kind = asset_types().get(asset.type_code)
    fields = {one.key: one.group for one in kind.fields} if kind is not None else {}
    return [one for one in asset.details if fields.get(one.key) in told]


def details_tables(desk: Desk) -> list[Block]:
    """A table a type with the fields that its assets fill: few as columns, then the rest."""
    _ = desk.say
    by_type: dict[str, list[AssetFacts]] = {}
    for one in desk.file.assets:
        if one.replaced_by is None and _told(desk, one):
            by_type.setdefault(one.type_label, []).append(one)
    found: list[Block] = []
    for label, members in by_type.items():
        filled = {field.key: field.label for one in members for field in _told(desk, one)}
        shown = list(filled)[:_AS_COLUMNS]
        rest = len(filled) > len(shown)
        columns: list[tuple[str, str, float]] = [
            ("asset", _("Asset"), 1.6),
            *((f"field_{key}", filled[key], 1.4) for key in shown),
            *([("further", _("Further"), 3.0)] if rest else []),
        ]
        rows = [_details_row(desk, one, shown, rest=rest) for one in members]
        title = _("Details, {type}").format(type=label)
        found.append(desk.table("assets", tuple(columns), rows, title=title, landscape=True))
    return found


def _details_row(desk: Desk, asset: AssetFacts, shown: list[str], *, rest: bool) -> tuple[str, ...]:
    texts = {one.key: _detail(desk, one) for one in _told(desk, asset)}
    cells = [texts.get(key, DASH) for key in shown]
    more = [f"{one.label}: {texts[one.key]}" for one in _told(desk, asset) if one.key not in shown]
    return (asset.reference, *cells, *(["\n".join(more) or DASH] if rest else []))


def _asset_row(desk: Desk, asset: AssetFacts) -> tuple[str, ...]:
    identifiers = [
        f"{desk.label(kind)} {_marked(desk, asset, kind, value)}"
        for kind, value in asset.identifiers
    ]
    quantity = (
        []
        if (asset.quantity, asset.unit) == ("1", "each")
        else [desk.quantity(asset.quantity, asset.unit)]
    )
    return (
        str(asset.number),
        f"{asset.reference}\n{asset.type_label}",
        "\n".join([asset.description, *quantity, *identifiers]),
        "\n".join(_places(desk, asset)),
        "\n".join(name for _label, name in _holders(desk, asset, short=True)),
        "\n".join(
            part
            for part in (
                ", ".join(desk.coded("liability_grounds", one) for one in asset.grounds)
                or desk.say("ground not known"),
                ", ".join(asset.orders),
            )
            if part
        ),
        _state(desk, asset),
        _value(desk, asset),
    )


def _marked(desk: Desk, asset: AssetFacts, kind: str, value: str) -> str:
    """An identifier with what is doubtful about it."""
    marks = [mark for own, number, mark in asset.identifier_marks if (own, number) == (kind, value)]
    told = [desk.coded("identifier_marks", mark).casefold() for mark in marks]
    return f"{value} ({', '.join(told)})" if told else value


def _detail(desk: Desk, one: Shown) -> str:
    """A field of the type; what says where the thing is follows the mask of places."""
    return desk.masked("custody_place" if one.key in _WHERE else "", one.text)


def _places(desk: Desk, asset: AssetFacts) -> list[str]:
    _ = desk.say
    place = desk.place(asset.location, asset.country)
    found = [desk.masked("location", place or None)]
    if asset.custody_place and asset.custody_place != asset.location:
        found.append(_("kept at {place}").format(place=desk.where(asset.custody_place)))
    return found


def _holders(desk: Desk, asset: AssetFacts, short: bool) -> tuple[tuple[str, str], ...]:
    _ = desk.say
    shown = desk.brief if short else desk.known
    return (
        (_("registered owner"), shown(asset.owner)),
        (_("possessor"), shown(asset.possessor)),
        (_("beneficial owner"), shown(asset.beneficial_owner)),
    )


def _part(desk: Desk, part: PartFacts) -> str:
    """A part in one line: its extent, its state, whose it is, the orders on it."""
    extent = desk.say("the rest")
    if part.share is not None:
        extent = f"{(part.share * 100).normalize():f} %"
    elif part.amount is not None:
        extent = part.amount.display()
    elif part.component is not None:
        extent = part.component
    words = [extent, desk.label(part.legal_state)]
    if part.claimant is not None:
        words.append(desk.say("upheld for {party}").format(party=part.claimant))
    words += part.orders
    return f"{part.reference}: {', '.join(words)}"


def _state(desk: Desk, asset: AssetFacts) -> str:
    _ = desk.say
    lines = [asset.headline, desk.label(asset.management_state)]
    if asset.replaced_by:
        lines.append(_("replaced by {asset}").format(asset=asset.replaced_by))
    if asset.home_case:
        inside = desk.profile.inside
        told = _("asset of case {case}, counted there") if inside else _("counted in another case")
        lines.append(told.format(case=asset.home_case))
    for one in asset.lineage:
        if one.how in ("part_of", "merged_from"):
            lines.append(f"{desk.coded('lineage_kinds', one.how)} {one.asset}")
    if asset.substitutes:
        lines.append(_("stands in for {asset}").format(asset=asset.substitutes))
    flags = desk.flags(asset.taken_over, asset.irregular)
    return "\n".join([*lines, flags] if flags else lines)


def _case_share(desk: Desk, one: CaseShare) -> str:
    share = desk.not_known if one.share is None else f"{Decimal(one.share) * 100:f} %"
    return f"{one.case}: {share}"


def _line(desk: Desk, one: LineageFacts) -> str:
    """From what it came or what became of it: how, the other asset, the share, the day, why so."""
    parts = [f"{desk.coded('lineage_kinds', one.how)} {one.asset}", desk.day(one.on)]
    if one.share is not None:
        parts.insert(1, f"{Decimal(one.share) * 100:f} %")
    return ", ".join([*parts, one.method] if one.method else parts)


def _value(desk: Desk, asset: AssetFacts) -> str:
    if asset.value is None:
        return desk.say("not known")
    lines = [asset.value.display(), f"{desk.label(asset.value_kind)}, {desk.day(asset.valued_on)}"]
    if asset.base_value is not None and asset.base_value.currency != asset.value.currency:
        lines.insert(1, f"= {asset.base_value.display()}")
    return "\n".join([*lines, *_net_equity(desk, asset)])


def _net_equity(desk: Desk, asset: AssetFacts) -> list[str]:
    """The value less the liens that stand; unknown where one of them is in another currency."""
    _, value = desk.say, asset.value
    liens = [
        one.amount
        for one in desk.file.claims
        if one.amount is not None
        and one.asset == asset.reference
        and (one.kind, one.state) == ("lien", "recognised")
    ]
    if value is None or not liens or asset.replaced_by:
        return []
    if any(one.currency != value.currency for one in liens):
        return [_("net equity not known: a lien is in another currency")]
    left = value
    for one in liens:
        left -= one
    return [_("net equity {amount}").format(amount=left.display())]


def _asset_facts(desk: Desk, asset: AssetFacts) -> Facts:
    _ = desk.say
    strip = [
        f"{one.label} ({desk.small(desk.label(one.state))}{', ' + one.note if one.note else ''})"
        for one in asset.strip
        if one.state in ("done", "current")
    ]
    rows = [
        (_("Type"), f"{asset.type_label} ({asset.type_code})"),
        *(
            (desk.label(kind), _marked(desk, asset, kind, value))
            for kind, value in asset.identifiers
        ),
        (_("Quantity"), desk.quantity(asset.quantity, asset.unit)),
        (_("Place"), "\n".join(_places(desk, asset))),
        *(
            (label[:1].upper() + label[1:], name)
            for label, name in _holders(desk, asset, short=False)
        ),
        (
            _("Ground of liability"),
            ", ".join(desk.coded("liability_grounds", one) for one in asset.grounds)
            or desk.not_known,
        ),
        (_("Orders"), ", ".join(asset.orders) or _("none")),
        (_("Status"), _state(desk, asset)),
        (
            _("Legal; management; dispute; money"),
            "; ".join(
                desk.label(one)
                for one in (
                    asset.legal_state,
                    asset.management_state,
                    asset.dispute_state,
                    asset.money_state,
                )
            ),
        ),
        (_("Value; basis and date"), _value(desk, asset) if asset.value else desk.not_known),
    ]
    if asset.parts:
        rows.append((_("Parts"), "\n".join(_part(desk, one) for one in asset.parts)))
    rows += [(f"{one.group}: {one.label}", _detail(desk, one)) for one in _told(desk, asset)]
    if asset.cases and desk.profile.inside:
        cases = [_case_share(desk, one) for one in asset.cases]
        rows.append((_("Cases; shares of the costs"), "\n".join(cases)))
    if asset.lineage:
        rows.append((_("Lineage"), "\n".join(_line(desk, one) for one in asset.lineage)))
    if strip:
        rows.append((_("Life cycle"), " → ".join(strip)))
    return Facts(tuple(rows), title=f"{asset.number}.  {asset.reference}  {asset.description}")


def totals(desk: Desk) -> list[Block]:
    """Totals per headline state and currency.

    Assets without a value are counted, never as zero; what was replaced by something else (a sold
    asset by its proceeds) is not counted twice.
    """
    _ = desk.say
    found = desk.file.assets
    if not found:
        return []
    groups: dict[str, list[AssetFacts]] = {}
    for one in found:
        groups.setdefault(one.headline, []).append(one)
    table = desk.table(
        "assets",
        (
            ("headline", _("Status"), 3),
            ("count", _("Assets"), 1, "right"),
            ("unvalued", _("Without value"), 1.2, "right"),
            ("value", _("Value per currency"), 2.4, "right"),
            ("kinds", _("Of which"), 3),
            ("base", _("In {currency}").format(currency=desk.file.case.currency), 2.2, "right"),
        ),
        [_total_row(desk, label, members) for label, members in groups.items()],
        totals=[_total_row(desk, _("All assets"), list(found))],
        title=_("Totals by state and currency, last value that counts"),
    )
    replaced = sum(1 for one in found if one.replaced_by)
    if not replaced:
        return [table]
    text = _("{count} asset(s) replaced by another asset of this schedule add no value here.")
    return [table, Text(text.format(count=replaced), "small")]


def _total_row(desk: Desk, label: str, members: list[AssetFacts]) -> tuple[str, ...]:
    """A list price is no recoverable value: the asset counts as one without a value."""
    counted = [one for one in members if one.replaced_by is None and one.home_case is None]
    valued = [one for one in counted if one.value_kind != NOT_RECOVERABLE]
    values = [one.value for one in valued if one.value is not None]
    bases = [one.base_value for one in valued if one.base_value is not None]
    kinds = [(one.value_kind or "", one.value) for one in valued if one.value is not None]
    return (
        label,
        str(len(members)),
        str(len(counted) - len(values)),
        shown_sums(values),
        desk.kinds_by_currency(kinds) or DASH,
        shown_sums(bases) if bases else DASH,
    )


def remarks(desk: Desk) -> list[Block]:
    """What is unknown and what is irregular, asset by asset."""
    _ = desk.say
    rows = [
        (
            one.reference,
            ", ".join(desk.label(part) for part in one.unknown) or DASH,
            desk.irregularities(one.irregular) or DASH,
            desk.yes(one.taken_over),
        )
        for one in desk.file.assets
        if one.unknown or one.irregular or one.taken_over
    ]
    if not rows:
        return []
    return [
        desk.table(
            "assets",
            (
                ("asset", _("Asset"), 1.6),
                ("unknown", desk.not_known[:1].upper() + desk.not_known[1:], 3),
                ("irregular", _("Irregular"), 3),
                ("taken", _("Taken over"), 1),
            ),
            rows,
            title=_("Unknown, irregular and taken-over positions"),
        )
    ]
