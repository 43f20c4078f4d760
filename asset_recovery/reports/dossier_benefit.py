"""What crime brought, as far as it was reckoned: calculations, value orders, mixed property."""

from __future__ import annotations

from asset_recovery.domain.dossier_facts import KeptCalculation
from asset_recovery.reports.dossier_desk import DASH, Desk
from asset_recovery.reports.paper import Block, Facts

BENEFIT = ("commingling", "coverage")  # figures that reckon what crime brought


def benefit(desk: Desk) -> list[Block]:
    """How the benefit was reckoned; where nobody did, that is said and nothing is inferred."""
    kept = [one for one in desk.file.calculations if one.told.figure in BENEFIT]
    owed = [one for one in desk.file.orders if one.debt is not None]
    mixed = _mixed(desk)
    _ = desk.say
    if not kept and not owed:
        method, amount = _("Method"), _("Gross; lawful part; result")
        facts = Facts(
            ((method, desk.not_known), (amount, desk.not_known)), title=_("Benefit calculation")
        )
        return [facts, *mixed]
    rows = [_kept_row(desk, one) for one in kept]
    rows += [
        (
            f"{one.reference}\n{desk.day(one.made_on)}",
            _("fixed by the order, {basis}").format(basis=desk.brief(one.legal_basis)),
            desk.references(one.assets),
            _("not known"),
            one.debt.principal.display() if one.debt else DASH,
        )
        for one in owed
    ]
    table = desk.table(
        "benefit",
        (
            ("record", _("Record"), 1.6),
            ("method", _("Method"), 2.2),
            ("assets", _("Assets"), 1.8),
            ("inputs", _("Gross; lawful part"), 3),
            ("result", _("Result"), 2.4, "right"),
        ),
        rows,
        title=_("Benefit calculation"),
    )
    return [table, *mixed]


def _kept_row(desk: Desk, one: KeptCalculation) -> tuple[str, ...]:
    told = one.told
    inputs = [
        f"{desk.label(line.name)}: {line.value}"
        for line in told.inputs
        if line.name not in ("method", "currency") and line.value
    ]
    method = next((line.value for line in told.inputs if line.name == "method"), "")
    named = [desk.label(told.figure), desk.label(method) if method else ""]
    return (
        f"{told.reference}\n{desk.day(told.on)}",
        "\n".join(filter(None, (*named, desk.prose(told.note)))),
        desk.references(one.assets),
        "\n".join(inputs) or desk.brief(None),
        "\n".join(f"{desk.label(name)}: {value}" for name, value in told.outputs) or DASH,
    )


def _mixed(desk: Desk) -> list[Block]:
    """Mixed property: liable up to the tainted part, and no further."""
    _ = desk.say
    found = [one for one in desk.file.assets if "MIX" in one.grounds or one.tainted_value]
    if not found:
        return []
    return [
        desk.table(
            "benefit",
            (
                ("assets", _("Asset"), 4),
                ("inputs", _("Last value"), 2, "right"),
                ("result", _("Liable at most: tainted part"), 2.2, "right"),
            ),
            [
                (
                    desk.asset_name(one.reference),
                    desk.money(one.value),
                    desk.money(one.tainted_value),
                )
                for one in found
            ],
            title=_("Property intermingled with lawful property"),
        )
    ]
