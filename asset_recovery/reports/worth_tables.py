"""Tables on the worth of an asset that several papers share."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from asset_recovery.domain.value_facts import KeepOrSell, Worth
from asset_recovery.domain.value_words import ADVICE, NAMES, SIDES
from asset_recovery.reports.dossier_desk import DASH, Desk
from asset_recovery.reports.paper import Bars, Block, Facts, Table, Text


def named(desk: Desk, inputs: Iterable[str]) -> str:
    """Inputs of the calculation by their names."""
    return ", ".join(desk.say(NAMES.get(one, one.replace("_", " "))) for one in inputs)


def inputs_table(desk: Desk, found: KeepOrSell) -> Table:
    """Every input with its source; what is assumed or changed by hand is marked as such."""
    _ = desk.say
    rows = [
        (_(NAMES.get(one.name, one.name)), one.value or desk.brief(None), one.source,
         _("changed") if one.changed else (_("assumed") if one.assumed else ""))
        for one in found.inputs
    ]  # fmt: skip
    return desk.table(
        "keep_or_sell",
        (("input", _("Input"), 4), ("value", _("Value"), 2, "right"),
         ("source", _("Source"), 6), ("mark", _("Mark"), 1.6)),
        rows,
        title=_("What goes in"),
    )  # fmt: skip


def outcome(desk: Desk, found: KeepOrSell) -> Facts:
    """Both present values, ratios, erosion and the day on which cost reaches the value."""
    _ = desk.say
    alarm = {"none": "", "warn": _("look"), "act": _("decide")}[found.ratio_alarm]
    rows = [
        (_("Present value of keeping"), desk.money(found.pv_keep)),
        (_("Present value of selling now"), desk.money(found.pv_sell)),
        (_("The larger"), _(ADVICE.get(found.advice, "")) or desk.not_known),
        (_("Cost to value, gross"), percent(found.cost_ratio)),
        (_("Cost to value, net"), " · ".join(filter(None, (percent(found.net_cost_ratio), alarm)))),
        (_("Cost and loss of value until the decision"),
         f"{percent(found.erosion)} ({_('alarm at')} {percent(found.erosion_limit)})"),
        (_("Cost reaches the value left on"),
         desk.day(found.break_even_on) if found.break_even_on else _("not within a hundred years")),
    ]  # fmt: skip
    rows += [(_(SIDES[name]), amount.display()) for name, amount in found.sides]
    return Facts(tuple(rows), title=_("What comes out"))


def percent(share: str | None) -> str:
    """A printed ratio in per cent: "0.2676" is "26.76 %"."""
    if not share:
        return DASH
    return f"{(Decimal(share) * 100).quantize(Decimal('0.01')):f} %"


def sensitivity_table(desk: Desk, found: KeepOrSell) -> Table:
    """One input changed at a time; where the advice flips the row is marked."""
    _ = desk.say
    rows = [
        (_(NAMES.get(one.input, one.input)), one.change.replace("-", "\N{MINUS SIGN}"), one.given,
         one.pv_keep.display(), one.pv_sell.display(),
         _(one.advice) + (" \N{RIGHTWARDS ARROW} " + _("flips") if one.flips else ""))
        for one in found.sensitivity
    ]  # fmt: skip
    return desk.table(
        "keep_or_sell",
        (("input", _("Input"), 4), ("change", _("Change"), 1.2, "right"),
         ("given", _("Then"), 1.2, "right"), ("keep", _("Keep"), 2.6, "right"),
         ("sell", _("Sell"), 2.6, "right"), ("advice", _("Advice"), 2)),
        rows,
        title=_("Sensitivity: one input changed at a time"),
        marked=[place for place, one in enumerate(found.sensitivity) if one.flips],
    )  # fmt: skip


def course_bars(desk: Desk, found: KeepOrSell) -> list[Block]:
    """Value left and net cost, side by side, at some months until the decision."""
    _ = desk.say
    if not found.course or not found.course[0].value.minor:
        return []
    step = max(1, len(found.course) // 6)
    shown = [*found.course[:-1:step], found.course[-1]]
    top = max(max(one.value.minor, one.cost.minor, 1) for one in shown)
    rows = []
    for one in shown:
        month = _("month {number}").format(number=one.month)
        for name, amount in ((_("value"), one.value), (_("cost"), one.cost)):
            length = max(amount.minor, 0) * 1000 // top
            rows.append((f"{month}, {name}", amount.display(), length))
    return [Bars(tuple(rows), title=_("Keeping cost against value"))]


def beside_advice(desk: Desk, found: KeepOrSell) -> list[Block]:
    """What prevails over any advice, and the hearing, which is a guard of its own."""
    _ = desk.say
    blocks: list[Block] = []
    if found.exclusions:
        text = _("Not sold before judgment, whatever the figures say: {what}.")
        blocks.append(Text(text.format(what=", ".join(found.exclusions)), "bad"))
    blocks.append(
        Facts(
            ((_("Persons notified or heard"), "\n".join(found.hearing) or _("nobody so far")),),
            title=_("Hearing"),
        )
    )
    blocks.append(
        Text(_("Advice is no decision: grounds, hearing, approval and the court's order stand "
               "apart from it."), "small")
    )  # fmt: skip
    return blocks


def valuations_table(desk: Desk, worth: Worth) -> Table:
    """Every valuation with kind, age and weight; kinds are never summed."""
    _ = desk.say
    rows = [
        (desk.day(one.on), one.value.display(), desk.coded("valuation_kinds", one.kind),
         f"{one.method}; {one.valuer}",
         f"{one.age_days} d, {desk.coded('valuation_ages', one.age).casefold()}",
         one.weight or DASH, one.drift or DASH)
        for one in worth.points
    ]  # fmt: skip
    return desk.table(
        "valuations",
        (("on", _("Valued on"), 1.7), ("value", _("Value"), 2.4, "right"), ("kind", _("Kind"), 1.7),
         ("by", _("Method; valuer"), 3.4), ("age", _("Age"), 1.9), ("weight", _("Weight"), 1.2),
         ("drift", _("Index since"), 1.4)),
        rows,
        empty=_("No valuation is recorded."),
        title=_("Valuations"),
    )  # fmt: skip
