"""Keep or sell as JSON: how a calculation is kept with the file, and read from it again."""

from __future__ import annotations

from asset_recovery.domain.value_facts import InputLine, KeepOrSell

FIGURE = "keep_or_sell"


def written_inputs(found: KeepOrSell) -> dict[str, object]:
    """Every input with its source."""
    lines = {
        line.name: {
            "value": line.value,
            "source": line.source,
            "assumed": line.assumed,
            "changed": line.changed,
        }
        for line in found.inputs
        if line.value
    }
    return {"currency": {"value": found.currency, "source": ""}, **lines}


def read_inputs(kept: object) -> tuple[InputLine, ...]:
    """The inputs of a kept calculation; those of other figures are bare values."""
    if not isinstance(kept, dict):
        return ()
    return tuple(
        InputLine(
            str(name),
            str(one["value"]),
            str(one.get("source", "")),
            bool(one.get("assumed")),
            bool(one.get("changed")),
        )
        if isinstance(one, dict) and "value" in one
        else InputLine(str(name), str(one), "")
        for name, one in kept.items()
    )


def outputs_of(found: KeepOrSell) -> dict[str, object]:
    """What came out, by the names of the figures; amounts as strings of the currency."""
    amounts = {"pv_keep": found.pv_keep, "pv_sell": found.pv_sell, **dict(found.sides)}
    return {
        **{name: amount.amount for name, amount in amounts.items() if amount is not None},
        "advice": found.advice,
        "cost_ratio": found.cost_ratio,
        "net_cost_ratio": found.net_cost_ratio,
        "ratio_alarm": found.ratio_alarm,
        "erosion": found.erosion,
        "erosion_alarm": found.erosion_alarm,
        "break_even_on": found.break_even_on.isoformat() if found.break_even_on else None,
        "sensitivity": [
            {
                "input": one.input,
                "change": one.change,
                "value": one.given,
                "pv_keep": one.pv_keep.amount,
                "pv_sell": one.pv_sell.amount,
                "advice": one.advice,
                "flips": one.flips,
            }
            for one in found.sensitivity
        ],
        "exclusions": list(found.exclusions),
        "hearing": list(found.hearing),
    }
