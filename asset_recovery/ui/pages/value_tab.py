"""The Value tab of an asset: valuations with age and weight, keep or sell with every input."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

from PySide6.QtWidgets import QGridLayout, QLineEdit, QVBoxLayout, QWidget

from asset_recovery.domain.errors import AppError
from asset_recovery.domain.registers import Filter, View
from asset_recovery.domain.value_facts import InputLine, KeepOrSell, Worth
from asset_recovery.domain.value_kinds import NOT_RECOVERABLE
from asset_recovery.domain.value_words import ADVICE, NAMES, SIDES
from asset_recovery.i18n import N_, _
from asset_recovery.ui import words
from asset_recovery.ui.desk import Desk
from asset_recovery.ui.models.column import Column
from asset_recovery.ui.pages.record_page import list_card, side_by_side, stacked
from asset_recovery.ui.place import Place
from asset_recovery.ui.widgets.card import Card, clear, row
from asset_recovery.ui.widgets.charts import ChartLine, Line
from asset_recovery.ui.widgets.form_rows import facts_form
from asset_recovery.ui.widgets.plain import button, label, line_edit, tip
from asset_recovery.ui.widgets.tag import tag

Take = Callable[[str, object], None]
_MONTH_DAYS = 30.4375
_AGE_TONES = {"fresh": "good", "usable": "plain", "old": "attention", "stale": "bad"}

POINTS = (
    Column("on", N_("Valued on"), lambda v: words.day(v.on), look="second", width=104),
    Column("value", N_("Value"), lambda v: words.money(v.value), right=True, width=132),
    Column("kind", N_("Kind"), lambda v: words.of("valuation_kinds", v.kind), width=96),
    Column("valuer", N_("Valuer; method"),
           lambda v: words.visible(f"{v.valuer} · {v.method}"), width=0),
    Column("age", N_("Age"), lambda v: _("{days} d").format(days=v.age_days),
           look="tag", tone=lambda v: _AGE_TONES[v.age], width=82),
    Column("weight", N_("Weight"), lambda v: v.weight or words.NOTHING, right=True, width=70),
    Column("drift", N_("Index"), lambda v: v.drift or words.NOTHING, right=True, width=74),
    Column("review", N_("Review"),
           lambda v: words.of("valuation_reviews", v.review) if v.review else words.NOTHING,
           look="second", width=90),
    Column("counts", N_("Sale"), lambda v: _("carries") if v.counts else _("does not"),
           look="tag", tone=lambda v: "good" if v.counts else "plain", width=90),
)  # fmt: skip
INSTRUCTIONS = (
    Column("reference", N_("Instruction"), lambda i: i.reference, width=120),
    Column("on", N_("Given"), lambda i: words.day(i.on), look="second", width=104),
    Column("valuer", N_("Valuer"), lambda i: words.visible(i.valuer), width=0),
    Column("purpose", N_("For"), lambda i: words.of("valuation_purposes", i.purpose), width=140),
    Column("due", N_("Report due"), lambda i: words.day(i.due), look="second", width=104),
    Column("state", N_("State"), lambda i: i.answered_by or _(i.state), look="tag",
           tone=lambda i: {"late": "bad", "open": "attention"}.get(i.state, "good"), width=120),
)  # fmt: skip
VARIED = (
    Column("input", N_("Input"), lambda v: _(NAMES.get(v.input, v.input)), width=0),
    Column("change", N_("Change"), lambda v: v.change.replace("-", "\N{MINUS SIGN}"), right=True,
           width=72),
    Column("given", N_("Then"), lambda v: v.given, right=True, width=70),
    Column("keep", N_("Keep"), lambda v: words.money(v.pv_keep), right=True, width=130),
    Column("sell", N_("Sell"), lambda v: words.money(v.pv_sell), right=True, width=130),
    Column("advice", N_("Advice"), lambda v: _("flips: {advice}").format(advice=_(v.advice))
           if v.flips else _(v.advice), look="tag",
           tone=lambda v: "attention" if v.flips else "plain", width=110),
)  # fmt: skip
KEPT = (
    Column("reference", N_("Calculation"), lambda c: c.reference, width=120),
    Column("on", N_("On"), lambda c: words.day(c.on), look="second", width=104),
    Column("figure", N_("Figure"), lambda c: f"{c.figure} v{c.version}", width=140),
    Column("by", N_("By"), lambda c: words.visible(c.by), look="second", width=120),
    Column("out", N_("Result"),
           lambda c: " · ".join(f"{name.replace('_', ' ')} {value}" for name, value in c.outputs),
           width=0),
)  # fmt: skip


# The queue of valuations that are due, as `list valuations_due` has it.
VALUATIONS_DUE = Place(
    "deadlines",
    view=View(
        (
            Filter(
                "code",
                "in",
                ["first_valuation", "revaluation", "valuation", "valuation_report"],
            ),
        ),
        "due",
    ),
)


class ValueTab(QWidget):
    """Reads the worth of the asset behind the page and shows it; inputs can be tried."""

    def __init__(self, desk: Desk, asset: str, take: Take) -> None:
        super().__init__()
        self._desk, self._asset, self._take = desk, asset, take
        self.edits: dict[str, QLineEdit] = {}
        self._given: dict[str, str] = {}
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.addWidget(label(_("Reading the valuations…"), "second"))
        self._layout.addStretch(1)
        self.read({})

    def read(self, changed: dict[str, str]) -> None:
        """Read anew, with these inputs instead of those on file."""
        then, office = self._desk.then, self._desk.office.worth

        def work() -> Worth | str:
            try:
                if then is None:
                    return office.worth(self._asset, changed)
                return office.worth(self._asset, changed, as_of=then.as_of, known_on=then.moment)
            except AppError as refused:
                return "\n".join(reason.text for reason in refused.reasons)

        self._given = changed
        self._desk.commands.read(work, self._read, self)

    def _read(self, found: Worth | str) -> None:
        if isinstance(found, str):
            self._desk.dialogs.tell(_("This cannot be worked out"), found)
            return
        clear(self._layout)
        self.edits = {}
        self._layout.addWidget(stacked(*self._cards(found)), 1)

    def _cards(self, found: Worth) -> list[QWidget]:
        held = self._desk.then is not None
        link = partial(button, role="link")
        heads = [] if held else [
            link(_("Instruct a valuer…"), lambda: self._take("instruct_valuation", {})),
            link(_("Record a valuation…"), lambda: self._take("record_valuation", {})),
            link(_("Valuations due"), partial(self._desk.go, VALUATIONS_DUE)),
        ]  # fmt: skip
        cards: list[QWidget] = [
            list_card(_("Valuations"), POINTS, found.points, None,
                      _("No valuation yet."), *_due(found), *heads)
        ]  # fmt: skip
        course = _values_over_time(found)
        if course is not None:
            cards.append(course)
        cards += [self._sums(found)] if found.weighted else []
        if found.instructions:
            cards.append(list_card(_("Instructions"), INSTRUCTIONS, found.instructions))
        if found.keep_or_sell is not None:
            cards += self._keep_or_sell(found.keep_or_sell, held)
        if found.calculations:
            title = _("Calculations kept with the file")
            cards.append(list_card(title, KEPT, found.calculations))
        if not held:
            cards.append(self._motion(found))
        return cards

    @staticmethod
    def _sums(found: Worth) -> Card:
        """Each kind for itself: kinds are never added up."""
        card = Card(_("Weighted by age, each kind for itself"))
        card.add(facts_form([
            (words.of("valuation_kinds", kind), _("{value} of {count} valuations").format(
                value=words.money(value), count=count))
            for kind, value, count in found.weighted
        ]))  # fmt: skip
        if found.second_needed:
            card.add(label(_("A second valuation by another valuer is needed."), "note",
                           "attention", wrap=True))  # fmt: skip
        return card

    def _keep_or_sell(self, found: KeepOrSell, held: bool) -> list[QWidget]:
        result = Card(_("Keep or sell"))
        if found.advice:
            result.head.addWidget(tag(_(ADVICE[found.advice]), "accent"))
        result.head.addStretch(1)
        if found.missing:
            names = ", ".join(_(NAMES.get(name, name)) for name in found.missing)
            text = _("Nothing on file says: {names}.").format(names=names)
            result.add(label(text, "note", "attention", wrap=True))
        else:
            result.add(facts_form(_outcome(found)))
        for one in found.exclusions:
            text = _("Not sold before judgment, whatever the figures say: {what}.")
            result.add(label(text.format(what=one), "note", "bad", wrap=True))
        heard = "; ".join(found.hearing) or _("nobody so far")
        result.add(label(_("Heard: {names}").format(names=heard), "small", wrap=True))
        result.add(label(_("Advice opens no sale: grounds, hearing and order stand apart."),
                         "small", wrap=True))  # fmt: skip
        cards: list[QWidget] = [side_by_side((result, 1), (_chart(found), 1))]
        cards.append(self._inputs(found, held))
        if found.sensitivity:
            cards.append(list_card(_("One input changed at a time"), VARIED, found.sensitivity))
        return cards

    def _inputs(self, found: KeepOrSell, held: bool) -> Card:
        card = Card(_("What goes in, and where it comes from"))
        card.head.addStretch(1)
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setColumnStretch(2, 1)
        for place, line in enumerate(found.inputs):
            edit = line_edit(_(NAMES.get(line.name, line.name)))
            edit.setText(line.value)
            edit.setMaximumWidth(150)
            edit.returnPressed.connect(self.work_out)
            self.edits[line.name] = edit
            title = label(_(NAMES.get(line.name, line.name)), "fieldname")
            title.setBuddy(edit)
            grid.addWidget(title, place, 0)
            grid.addWidget(edit, place, 1)
            grid.addWidget(_source(line), place, 2)
        card.add(holder)
        self._shown = {line.name: line.value for line in found.inputs}
        work = button(_("Work out"), self.work_out)
        tip(work, _("Work it out with these inputs; nothing is kept."))
        back = button(_("As on file"), lambda: self.read({}), "link")
        buttons: list[QWidget] = [work, back]
        if not held and not found.missing:
            buttons.append(button(_("Keep with the file…"), self.keep, "link"))
        buttons.append(button(_("Calculator…"), self._calculate, "link"))
        place_ = Place("dossier", self._asset, "form:PRT-06")
        buttons.append(button(_("Print…"), partial(self._desk.go, place_), "link"))
        card.add(row(*buttons))
        return card

    def changed(self) -> dict[str, str]:
        """The inputs that differ from the file: those tried before, and those typed now."""
        typed = {name: edit.text().strip() for name, edit in self.edits.items()}
        now = {name: text for name, text in typed.items() if text and text != self._shown[name]}
        kept = {name: typed[name] for name in self._given if typed.get(name)}
        return {**kept, **now}

    def work_out(self) -> None:
        """Both present values with the inputs as they stand in the fields."""
        self.read(self.changed())

    def keep(self) -> None:
        """The editor that keeps this calculation with the file."""
        self._take("record_calculation", {"figure": "keep_or_sell", "inputs": self.changed()})

    def _calculate(self) -> None:
        from asset_recovery.ui.calculator import Calculator

        Calculator(self._desk, self).open()

    def _motion(self, found: Worth) -> Card:
        card = Card(_("Motion for interlocutory sale"))
        card.head.addStretch(1)
        place = Place("dossier", self._asset, "form:OPS-07")
        draft = button(_("Draft…"), lambda: self._take("draft_sale_motion", {}), "link")
        card.head.addWidget(draft)
        card.head.addWidget(button(_("Print…"), partial(self._desk.go, place), "link"))
        last = found.motions[-1] if found.motions else None
        if last is None:
            card.add(label(_("Not drafted yet. It prints from the file as a draft."), "second",
                           wrap=True))  # fmt: skip
            return card
        state = _("draft")
        if last.finalised_on:
            state = _("finalised on {day}").format(day=words.day(last.finalised_on))
        card.add(facts_form(((last.reference, f"{words.visible(last.court)} · {state}"),)))
        if last.finalised_on is None:
            for one in found.obstacles:
                card.add(label(words.iso_days(one), "note", "attention", wrap=True))
            given = {"motion": last.reference}
            card.add(row(button(_("Finalise…"), partial(self._take, "finalise_sale_motion", given),
                                "link")))  # fmt: skip
        return card


def _due(found: Worth) -> list[QWidget]:
    if found.due_on is None:
        return []
    days = (found.due_on - found.on).days
    text = _("{what}: {day}").format(what=found.due_text, day=words.day(found.due_on))
    return [tag(text, words.due_tone(days))]


def _source(line: InputLine) -> QWidget:
    text = words.iso_days(words.visible(line.source))
    mark = _("assumed") if line.assumed else _("changed") if line.changed else ""
    shown = label(text, "second", wrap=True)
    return row(shown, tag(mark, "attention")) if mark else shown


def _outcome(found: KeepOrSell) -> list[tuple[str, str | QWidget]]:
    tone = {"none": "plain", "warn": "attention", "act": "bad"}[found.ratio_alarm]
    ratio: str | QWidget = _share(found.net_cost_ratio)
    if found.ratio_alarm != "none":
        said = _("look") if found.ratio_alarm == "warn" else _("decide")
        ratio = row(label(_share(found.net_cost_ratio)), tag(said, tone))
    eaten: str | QWidget = _share(found.erosion)
    if found.erosion_alarm:
        eaten = row(label(_share(found.erosion)), tag(_("alarm"), "bad"))
    even = words.day(found.break_even_on, _("not within a hundred years"))
    rows: list[tuple[str, str | QWidget]] = [
        (_("Keeping is worth"), words.money(found.pv_keep)),
        (_("Selling now is worth"), words.money(found.pv_sell)),
        (_("Net cost to value"), ratio),
        (_("Cost and loss of value"), eaten),
        (_("Cost reaches value"), even),
    ]
    rows += [(_(SIDES[name]), words.money(amount)) for name, amount in found.sides]
    return rows


def _share(printed: str | None) -> str:
    if printed is None:
        return words.NOTHING
    return words.percent(round(float(printed) * 1000))


def _values_over_time(found: Worth) -> Card | None:
    """Each kind as a line of its own, in the currency of the newest; the table stands above."""
    newest = max(found.points, key=lambda one: one.on, default=None)
    if newest is None:
        return None
    currency = newest.value.currency
    kinds: dict[str, list[tuple[date, int]]] = {}
    for one in sorted(found.points, key=lambda point: point.on):
        if one.value.currency == currency:
            kinds.setdefault(one.kind, []).append((one.on, one.value.minor))
    if sum(len(points) for points in kinds.values()) <= 1:
        return None
    card = Card(_("Value over time, each kind for itself"))
    lines = [
        Line(words.of("valuation_kinds", kind), tuple(points), broken=kind == NOT_RECOVERABLE)
        for kind, points in kinds.items()
    ]
    card.add(ChartLine(_("Value over time"), currency, lines), 1)
    return card


def _chart(found: KeepOrSell) -> Card:
    card = Card(_("Keeping cost against value"))
    if not found.course:
        card.add(label(_("Nothing to draw yet."), "second"))
        return card
    days = [found.on + timedelta(days=round(one.month * _MONTH_DAYS)) for one in found.course]
    value = tuple((day, one.value.minor) for day, one in zip(days, found.course, strict=True))
    cost = tuple((day, max(one.cost.minor, 0)) for day, one in zip(days, found.course, strict=True))
    lines = [Line(_("value"), value), Line(_("net cost"), cost, broken=True)]
    card.add(ChartLine(_("Keeping cost against value"), found.currency, lines), 1)
    return card
