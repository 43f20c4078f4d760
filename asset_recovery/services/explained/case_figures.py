"""Figures of a case: the money bar, the value of its assets, costs and income."""

from __future__ import annotations

from collections.abc import Mapping

from asset_recovery.domain.money import Money
from asset_recovery.domain.value_kinds import kinds_text
from asset_recovery.i18n import N_, _
from asset_recovery.lifecycle.current_value import kind_in_totals
from asset_recovery.services.case_parts.case_desk import CaseDesk
from asset_recovery.services.case_parts.money_bar import (
    kinds_of,
    money_bar,
    money_parts,
    valued_assets,
)
from asset_recovery.services.case_parts.part_values import Part, part_of
from asset_recovery.services.case_parts.written import written
from asset_recovery.services.explained import asset_figures
from asset_recovery.services.explained.explaining import Answer, Explaining

BARS: Mapping[str, str] = {
    "sought": N_("Per filing its amount, else the value of its assets at that time."),
    "frozen": N_(
        "The value of the assets, or parts of them, under a measure now or before confiscation."
    ),
    "confiscated": N_("The value of the assets, or parts of them, whose confiscation is final."),
    "realised": N_("Proceeds of sales that were delivered, and receipts that were matched."),
    "distributed": N_("All that was paid out or given back as money."),
}


def _bar(name: str) -> asset_figures.Explain:
    def explain(work: Explaining) -> Answer:
        parts = money_parts(work.desk)[name]
        found = getattr(money_bar(work.desk), name)
        return _of_parts(work, f"money_{name}", _(BARS[name]), parts, found)

    return explain


def _of_parts(
    work: Explaining, formula: str, text: str, parts: list[Part], found: Money | None
) -> Answer:
    inputs, steps = [], []
    for part in parts:
        work.convert(part.amount, work.desk.currency, part.on)
        inputs.append(_input(part))
        shown = part.converted.display() if part.converted else _("no rate on file")
        steps.append(
            _("{record}, {what} of {day}: {amount} = {shown}").format(
                record=part.part or part.record,
                what=part.what,
                day=part.on,
                amount=part.amount.display(),
                shown=shown,
            )
        )
    steps += dict.fromkeys(part.note for part in parts if part.note)
    kinds = kinds_of(parts)
    if len(kinds) > 1:
        steps.append(_("Of which kinds: {kinds}.").format(kinds=kinds_text(kinds)))
    return work.answer(
        formula=formula, text=text, value=found, inputs={"parts": written(inputs)}, steps=steps
    )


def _input(part: Part) -> dict[str, object]:
    """An amount as the explanation keeps it; of a divided asset with its part and share."""
    found: dict[str, object] = {
        "record": part.record,
        "what": part.what,
        "on": part.on,
        "amount": part.amount,
        "converted": part.converted,
        "kind": part.kind,
    }
    if part.part is not None:
        found["part"] = part.part
    if part.share is not None:
        found["share"] = part.share
    return found


def _value(work: Explaining) -> Answer:
    parts = _valued(work.desk)
    total = Money.total(
        (part.converted for part in parts if part.converted is not None), work.desk.currency
    )
    text = _("The values of all assets that count, each converted on its own day.")
    return _of_parts(work, "case_value", text, parts, total)


def _valued(desk: CaseDesk) -> list[Part]:
    return [
        part_of(
            desk,
            asset.reference,
            value.kind.replace("_", " "),
            value.value,
            value.on,
            kind_in_totals(asset.position, value.kind),
        )
        for asset, value in valued_assets(desk)
    ]


FIGURES: Mapping[str, asset_figures.Explain] = {
    **{name: _bar(name) for name in BARS},
    "value": _value,
    "cost_total": asset_figures.FIGURES["cost_total"],
    "income_total": asset_figures.FIGURES["income_total"],
}
