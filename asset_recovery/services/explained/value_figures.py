"""Figures on the worth of an asset: keep or sell from the file, erosion, the weighted value."""

from __future__ import annotations

from asset_recovery.domain.errors import Reason, ValidationFailed
from asset_recovery.domain.value_facts import KeepOrSell
from asset_recovery.i18n import _
from asset_recovery.lifecycle.figures.table import compute
from asset_recovery.lifecycle.keep_or_sell import keep_or_sell
from asset_recovery.services.case_parts.worth import weighing
from asset_recovery.services.explained.explaining import (
    Answer,
    Explaining,
    LookedUp,
    not_known,
    steps_of,
    version_of,
)
from asset_recovery.services.keep_or_sell_words import outputs_of, written_inputs
from asset_recovery.services.value_filed import filed_on_desk


def _found(work: Explaining) -> KeepOrSell:
    found = keep_or_sell(filed_on_desk(work.desk, work.of))
    if found.missing:
        raise ValidationFailed(
            [
                Reason(
                    "field_missing",
                    _("Nothing on file says: {name}.").format(name=name.replace("_", " ")),
                    "record_valuation" if name == "value" else "record_plan",
                    field=name,
                )
                for name in found.missing
            ]
        )
    return found


def _sources(found: KeepOrSell) -> list[str]:
    return [
        _("{name}: {value} ({source}).").format(
            name=line.name.replace("_", " "), value=line.value, source=line.source
        )
        for line in found.inputs
        if line.value
    ]


def keep_or_sell_of(work: Explaining) -> Answer:
    """Both present values filled from the file, each input with its source."""
    found = _found(work)
    outputs = outputs_of(found)
    steps = [*_sources(found), *found.steps]
    steps += [_("Not sold before judgment whatever the figures say: {what}.").format(what=one)
              for one in found.exclusions]  # fmt: skip
    steps.append(_("Advice opens no sale: grounds, hearing and order are guards of their own."))
    return work.answer(
        formula="sell_or_keep",
        version=found.version,
        text=_("Present values of keeping until the decision and of selling now, from the file."),
        value=found.advice,
        inputs=written_inputs(found),
        steps=steps,
        more=outputs,
    )


def value_erosion(work: Explaining) -> Answer:
    """Cost and loss of value until the decision as a part of the value."""
    found = _found(work)
    return work.answer(
        formula="value_erosion",
        version=found.erosion_version,
        text=_("Cost so far and to come, and loss of value until the decision, of the value."),
        value=found.erosion,
        inputs=written_inputs(found),
        steps=[*_sources(found), *found.steps[-5:]],
        more={
            "alarm": found.erosion_alarm,
            "alarm_at": found.erosion_limit,
            "break_even_on": found.break_even_on.isoformat() if found.break_even_on else None,
        },
    )


def weighted_value(work: Explaining) -> Answer:
    """The evidence-weighted value of the valuations of one kind; kinds are never mixed."""
    groups = weighing(work.of.position, work.desk.day)
    if not groups:
        raise not_known(_("No valuation that can be weighed is on file."), "record_valuation")
    kind, currency, lines = groups[0]
    given = {
        "currency": currency,
        "valuations": [{"value": one.value.amount, "age_months": age} for one, age in lines],
    }
    done = compute("weighted_value", given, LookedUp(work.desk))
    return work.answer(
        formula="weighted_value",
        version=version_of(done),
        text=_("Valuations of one kind ({kind}) weighed by their age.").format(
            kind=kind.replace("_", " ")
        ),
        value={"amount": done["value"], "currency": currency},
        inputs=given,
        steps=steps_of(done),
        more={"kind": kind},
    )
