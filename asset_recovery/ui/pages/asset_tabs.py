"""The tabs of an asset: each a function of the case file, built when it is shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from asset_recovery.domain.case_file import (
    AssetFacts,
    CaseFile,
    EventFacts,
    PartFacts,
    PostingFacts,
)
from asset_recovery.domain.money import Money
from asset_recovery.i18n import _
from asset_recovery.ui import words
from asset_recovery.ui.models import debt_columns, record_columns
from asset_recovery.ui.pages.record_page import list_card, side_by_side, stacked
from asset_recovery.ui.widgets.card import Card, row
from asset_recovery.ui.widgets.charts import ChartLine, Line
from asset_recovery.ui.widgets.form_rows import facts_form
from asset_recovery.ui.widgets.plain import label
from asset_recovery.ui.widgets.tag import tag
from asset_recovery.ui.widgets.timeline import Timeline

Builder = Callable[[], QWidget]
SHOWN = 8


def overview(file: CaseFile, asset: AssetFacts) -> QWidget:
    """What the State holds, value against cost, and the latest events."""
    holds = Card(_("What the State holds"))
    holds.add(facts_form(_held(file, asset)))
    holds.body.addStretch(1)
    chart = Card(_("Value against keeping cost"))
    chart.add(_chart(file, asset), 1)
    chart.add(label(cost_sentence(file, asset), "small", wrap=True))
    advice = _advice(asset)
    timeline = Card(_("Timeline"))
    line = Timeline(SHOWN, narrow=True, chips=timeline.head)
    line.show_events(events_of(file, asset.reference))
    timeline.head.addStretch(1)
    timeline.add(line)
    return stacked(side_by_side((holds, 3), (chart, 2)), *advice, timeline)


def _advice(asset: AssetFacts) -> list[Card]:
    """What the rules of the type advise; a rule that a lawyer has still to check says so."""
    if not asset.hints:
        return []
    card = Card(_("To think of"))
    rows: list[tuple[str, str | QWidget]] = []
    for hint in asset.hints:
        because = words.visible(hint.because[:1].upper() + hint.because[1:]) + "."
        text = label(because, "second", wrap=True)
        unsure = hint.mark.startswith("K")
        told = row(text, tag(_("to be checked"), "attention")) if unsure else text
        rows.append((hint.text, told))
    for title, shown in rows:
        card.add(label(title, "strong", wrap=True))
        card.add(shown if isinstance(shown, QWidget) else label(shown))
    return [card]


def events_of(file: CaseFile, reference: str) -> list[EventFacts]:
    """What happened to an asset, alone or with others, also while it was part of another one."""
    asset = next((one for one in file.assets if one.reference == reference), None)
    names = {reference, *(asset.ancestors if asset else ())}
    return [e for e in file.events if e.record in names or names & set(e.assets)]


def _held(file: CaseFile, asset: AssetFacts) -> list[tuple[str, str | QWidget]]:
    rows: list[tuple[str, str | QWidget]] = []
    for order in file.orders:
        if order.reference in asset.orders:
            state = words.of("order_states", order.state).casefold()
            text = f"{order.kind_label} {order.reference}, {state}"
            rows.append((_("Order"), order_line(text, order.expires_on, file.read_at.date())))
    rows.append((_("Route"), words.visible(file.case.route_label)))
    rows.append((_("Registered owner"), words.visible(asset.owner or "")))
    rows.append((_("Beneficial owner"), words.visible(asset.beneficial_owner or "")))
    place = file.path_of(asset.custody_place) or asset.location or ""
    held = " · ".join(part for part in (asset.possessor or "", place) if part)
    rows.append((_("Possession"), words.visible(held)))
    claims = [c for c in file.claims if c.asset == asset.reference]
    for claim in claims[:3]:
        text = f"{claim.party}, {claim.extent} · {words.code(claim.state).casefold()}"
        rows.append((_("Claim"), words.visible(text)))
    if asset.balance is not None and asset.balance_frozen and asset.balance_free is not None:
        text = _("{balance} · frozen {frozen} · free {free}").format(
            balance=asset.balance.display(),
            frozen=asset.balance_frozen.display(),
            free=asset.balance_free.display(),
        )
        rows.append((_("Balance confirmed"), words.visible(text)))
    for part in asset.parts:
        rows.append((_("Part {name}").format(name=part.reference), words.visible(_part(part))))
    if asset.unknown:
        rows.append((_("Not known"), ", ".join(words.code(name) for name in asset.unknown)))
    return rows


def _part(part: PartFacts) -> str:
    """The extent of a part, its legal state and to whom a claim gives it."""
    extent = _("the rest")
    if part.share is not None:
        extent = f"{(part.share * 100).normalize():f} %"
    elif part.amount is not None:
        extent = part.amount.display()
    elif part.component is not None:
        extent = part.component
    text = f"{extent} · {words.of('legal_states', part.legal_state)}"
    return text if part.claimant is None else f"{text} · {part.claimant}"


def order_line(text: str, ends: date | None, today: date) -> QWidget | str:
    """An order with the days that are left of it."""
    if ends is None:
        return words.visible(text)
    days = (ends - today).days
    said = _("ended {day}") if days < 0 else _("until {day}")
    mark = tag(said.format(day=words.day(ends)), "bad" if days < 0 else words.due_tone(days))
    return row(label(words.visible(text), wrap=True), mark)


def _costs(file: CaseFile, asset: AssetFacts) -> list[PostingFacts]:
    return [
        p for p in file.postings
        if p.asset == asset.reference and p.direction == "cost" and not p.reversed_by
    ]  # fmt: skip


def _in_currency(posting: PostingFacts, currency: str) -> int | None:
    for amount in (posting.amount, posting.base_amount):
        if amount is not None and amount.currency == currency:
            return amount.minor
    return None


def _chart(file: CaseFile, asset: AssetFacts) -> QWidget:
    valued = sorted((v for v in file.valuations if v.asset == asset.reference), key=lambda v: v.on)
    if not valued:
        return label(_("No valuation yet."), "second")
    currency = valued[-1].value.currency
    values = tuple((v.on, v.value.minor) for v in valued if v.value.currency == currency)
    values += ((file.read_at.date(), values[-1][1]),) if values[-1][0] < file.read_at.date() else ()
    total, costs = 0, [(values[0][0], 0)]
    for posting in sorted(_costs(file, asset), key=lambda p: p.on):
        minor = _in_currency(posting, currency)
        if minor is not None:
            total += minor
            costs.append((posting.on, total))
    lines = [Line(_("value"), values), Line(_("cost so far"), tuple(costs), broken=True)]
    return ChartLine(_("Value against keeping cost"), currency, lines)


def cost_sentence(file: CaseFile, asset: AssetFacts) -> str:
    """The chart in words, with the exact figures."""
    if asset.value is None:
        return _("Without a valuation nothing can be said about keeping or selling.")
    parts = [
        _("{value} {kind} {day}").format(
            value=words.money(asset.value),
            kind=words.of("valuation_kinds", asset.value_kind).casefold(),
            day=words.day(asset.valued_on),
        )
    ]  # fmt: skip
    currency = asset.value.currency
    minors = [
        minor for p in _costs(file, asset) if (minor := _in_currency(p, currency)) is not None
    ]
    if minors:
        total = Money(sum(minors), currency)
        parts.append(_("cost so far {sum}").format(sum=words.money(total)))
        if asset.value.minor > 0:
            share = total.minor * 1000 // asset.value.minor
            parts.append(_("{share} of the value").format(share=words.percent(share)))
    return " · ".join(parts)


def details(file: CaseFile, asset: AssetFacts) -> QWidget:
    """What identifies it, and the fields of its type, group by group."""
    marks = {(kind, value): mark for kind, value, mark in asset.identifier_marks}
    rows: list[tuple[str, str | QWidget]] = []
    for kind, number in asset.identifiers:
        shown = words.visible(number)
        mark = marks.get((kind, number))
        rows.append((
            words.of("identifier_kinds", kind),
            row(label(shown, wrap=True), tag(words.of("identifier_marks", mark),
                "bad" if mark in {"altered", "check_failed"} else "attention"))
            if mark else shown,
        ))  # fmt: skip
    known = Card(_("Identifiers"))
    known.add(facts_form(rows) if rows else label(_("No identifier is recorded."), "second"))
    cards = [known]
    for group in dict.fromkeys(one.group for one in asset.details):
        card = Card(group)
        card.add(facts_form([
            (one.label, words.visible(one.text)) for one in asset.details if one.group == group
        ]))  # fmt: skip
        cards.append(card)
    if not asset.details:
        none = Card(_("Fields of the type"))
        sentence = _("Nothing is recorded in the fields of {type}. Change the asset to add it.")
        none.add(label(sentence.format(type=asset.type_label), "second", wrap=True))
        cards.append(none)
    return stacked(*cards)


def legal(
    file: CaseFile,
    asset: AssetFacts,
    opened: Callable[[object], object],
    opened_asset: Callable[[object], object] | None = None,
) -> QWidget:
    """The four axes, the grounds, and every order on the asset."""
    axes = Card(_("Where it stands"))
    axes.add(facts_form((
        (_("Legal"), words.of("legal_states", asset.legal_state)),
        (_("Management"), words.of("management_states", asset.management_state)),
        (_("Claims"), words.of("dispute_states", asset.dispute_state)),
        (_("Money"), words.of("money_states", asset.money_state)),
        (_("Grounds"), ", ".join(words.of("liability_grounds", one) for one in asset.grounds)),
        (_("Replaced by"), asset.replaced_by or ""), (_("Stands for"), asset.substitutes or ""),
    )))  # fmt: skip
    lineage = list_card(_("Where it comes from, and what became of it"), record_columns.LINEAGE,
                        asset.lineage, opened_asset)  # fmt: skip
    orders = [o for o in file.orders if o.reference in asset.orders]
    return stacked(
        axes,
        *([lineage] if asset.lineage else []),
        *([list_card(_("Cases of this asset"), record_columns.CASES_OF_ASSET, asset.cases)]
          if asset.cases else []),
        list_card(_("Orders"), record_columns.ORDERS, orders, opened,
                  _("No order holds this asset.")),
        list_card(_("Decisions of the office"), record_columns.DECISIONS,
                  [d for d in file.decisions if d.what == asset.reference]),
    )  # fmt: skip


def money(
    file: CaseFile,
    asset: AssetFacts,
    *first: QWidget,
    opened: Callable[[PostingFacts], object] | None = None,
    more: Sequence[QWidget] = (),
) -> QWidget:
    """The account, costs and income, and what was distributed; `first` stands above.

    `opened` is what Enter on a posting does, `more` stands at the head of the postings.
    """
    found = [p for p in file.postings if p.asset == asset.reference]
    cards: list[QWidget] = [
        *first,
        list_card(_("Costs and income"), record_columns.POSTINGS, found, opened,
                  _("Nothing is posted to this asset."), *more)
    ]  # fmt: skip
    for made in file.distributions:
        if made.asset == asset.reference:
            title = _("Net proceeds {reference}").format(reference=made.reference)
            cards.append(list_card(title, record_columns.WATERFALL, made.lines))
            cards.append(list_card(_("Shares"), record_columns.SHARES, made.shares))
    answered = [one for one in file.liabilities if one.asset == asset.reference]
    if answered:
        title = _("What the office answers for")
        cards.append(list_card(title, debt_columns.LIABILITIES, answered))
    return stacked(*cards)
