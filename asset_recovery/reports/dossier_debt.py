"""What is owed, in a dossier: accounts of value orders, and what the office answers for."""

from __future__ import annotations

from asset_recovery.domain.case_file import OrderFacts
from asset_recovery.domain.debt_facts import DebtFacts
from asset_recovery.domain.money import Money
from asset_recovery.reports.dossier_desk import DASH, Desk
from asset_recovery.reports.paper import Block, Facts, Table


def accounts(desk: Desk) -> list[Block]:
    """Each value order with its sums and the lines of its account."""
    found: list[Block] = []
    for one in desk.file.orders:
        if one.debt is not None:
            found += [_sums(desk, one, one.debt), _lines(desk, one.debt)]
    return found


def _sums(desk: Desk, order: OrderFacts, debt: DebtFacts) -> Facts:
    _ = desk.say
    rows = [
        (_("Owed by"), ", ".join(debt.debtors) or DASH),
        (_("Principal; interest; costs"), _three(debt.principal, debt.interest, debt.costs)),
        (_("Interest"), f"{debt.rate}; {desk.coded('day_counts', debt.day_count)}"),
        (_("Paid"), debt.paid.display()),
        (_("Outstanding"), debt.outstanding.display()),
        (_("Owed since"), f"{desk.day(debt.since)}; {desk.coded('age_classes', debt.age)}"),
    ]
    for name, amount in (
        (_("Written off"), debt.written_off),
        (_("No longer owed"), debt.fallen_away),
        (_("Paid beyond it"), debt.surplus),
    ):
        if not amount.is_zero:
            rows.insert(4, (name, amount.display()))
    if debt.satisfied_on is not None:
        rows.append((_("Satisfied since"), desk.day(debt.satisfied_on)))
    title = _("Account of the value order {order}").format(order=order.reference)
    return Facts(tuple(rows), title=title)


def _three(*amounts: Money) -> str:
    return "; ".join(amount.display() for amount in amounts)


def _lines(desk: Desk, debt: DebtFacts) -> Table:
    _ = desk.say
    return desk.table(
        "confiscation",
        (
            ("on", _("Date"), 1.3),
            ("entry", _("Entry"), 3),
            ("amount", _("Amount"), 1.9, "right"),
            ("interest", _("Interest since"), 1.6, "right"),
            ("counted", _("Counted"), 1.9, "right"),
            ("left", _("Left"), 1.9, "right"),
        ),
        [
            (
                desk.day(line.on),
                "\n".join(
                    part for part in (desk.coded("debt_entries", line.what), line.source) if part
                ),
                _some(line.amount),
                _some(line.interest),
                _some(line.accepted),
                line.left.display(),
            )
            for line in debt.lines
        ],
        title=_("Lines of the account"),
        empty=_("Nothing was paid or charged, and no interest runs."),
    )


def _some(amount: Money | None) -> str:
    return DASH if amount is None or amount.is_zero else amount.display()


def liabilities(desk: Desk) -> list[Block]:
    """What is owed after a reversal, asked back, or answered for; nothing where there is none."""
    _ = desk.say
    if not desk.file.liabilities:
        return []
    return [
        desk.table(
            "confiscation",
            (
                ("on", _("Date"), 1.3),
                ("what", _("What"), 1.7),
                ("party", _("To or from"), 2),
                ("basis", _("Why"), 3.4),
                ("amount", _("Amount"), 1.8, "right"),
                ("open", _("Open"), 1.8, "right"),
            ),
            [
                (
                    desk.day(one.on),
                    f"{desk.coded('liability_sources', one.kind)}\n{one.asset}",
                    one.party or DASH,
                    desk.prose(one.basis) or DASH,
                    _("the thing") if one.amount is None else one.amount.display(),
                    DASH if one.open is None else one.open.display(),
                )
                for one in desk.file.liabilities
            ],
            title=_("Reversal, payments asked back, liabilities"),
        )
    ]
