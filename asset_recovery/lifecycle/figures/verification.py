"""Coverage of a physical verification and its rate of discrepancies (computations.md 5.19)."""

from __future__ import annotations

from decimal import Decimal

from asset_recovery.domain.errors import invalid
from asset_recovery.domain.money import half_up
from asset_recovery.i18n import N_, _
from asset_recovery.lifecycle.figures.arithmetic import as_percent, exact
from asset_recovery.lifecycle.figures.figure import Figure, Outputs
from asset_recovery.lifecycle.figures.look_ups import LookUps
from asset_recovery.lifecycle.figures.schema import Input, Kind, Values

_PLACES = 4


@exact
def part(some: int, of: int) -> str | None:
    """A share with four decimals; None of nothing."""
    return None if not of else format(half_up(Decimal(some) / Decimal(of), _PLACES), "f")


def _run(values: Values, look_up: LookUps) -> Outputs:
    del look_up
    coverage: list[dict[str, object]] = []
    told = []
    for row in values.rows("classes"):
        things, seen = row.whole("things"), row.whole("seen")
        if seen > things:
            raise invalid(row.at("seen"), _("More was seen than there is."))
        share = part(seen, things)
        coverage.append({"class": row.text("class"), "things": things, "seen": seen,
                         "share": share})  # fmt: skip
        told.append(
            _("{name}: {seen} of {things} seen, {share}.").format(
                name=row.text("class"), seen=seen, things=things, share=as_percent(share)
            )
            if share is not None
            else _("{name}: there is nothing to be seen.").format(name=row.text("class"))
        )
    checked, differing = values.whole("checked"), values.whole("differing")
    if differing > checked:
        raise invalid("differing", _("More differs than was checked."))
    rate = part(differing, checked)
    told.append(
        _("{differing} of {checked} lines are not as expected, {rate}.").format(
            differing=differing, checked=checked, rate=as_percent(rate)
        )
        if rate is not None
        else _("Nothing was checked.")
    )
    return {"coverage": coverage, "discrepancy_rate": rate, "explanation": told}


FIGURE = Figure(
    name="verification",
    title=N_("Coverage of a physical verification"),
    formula=N_(
        "Coverage = things seen / things there, for each class; rate of discrepancies = lines not "
        "as expected / lines of the stocktakes."
    ),
    inputs=(
        Input(
            name="classes",
            kind=Kind.ROW,
            many=True,
            fields=(
                Input(name="class", kind=Kind.TEXT),
                Input(name="things", kind=Kind.WHOLE, lowest="0"),
                Input(name="seen", kind=Kind.WHOLE, lowest="0"),
            ),
        ),
        Input(name="checked", kind=Kind.WHOLE, lowest="0"),
        Input(name="differing", kind=Kind.WHOLE, lowest="0"),
    ),
    run=_run,
)
