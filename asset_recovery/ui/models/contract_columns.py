"""Columns and filters of the register of contracts and insurances."""

from __future__ import annotations

from asset_recovery.domain.care_rows import ContractRow
from asset_recovery.i18n import N_, _
from asset_recovery.ui import words
from asset_recovery.ui.models import care_columns
from asset_recovery.ui.models.column import Column
from asset_recovery.ui.models.register import Register
from asset_recovery.ui.widgets.chips import Chip


def _left(row: ContractRow) -> str:
    if row.state == "ended" or row.days_left is None:
        return ""
    return words.days_left(row.days_left)


def _left_tone(row: ContractRow) -> str:
    return "plain" if row.days_left is None else words.due_tone(row.days_left)


def _assets(row: ContractRow) -> str:
    if row.assets < 2:
        return row.asset
    return _("{asset} and {count} more").format(asset=row.asset, count=row.assets - 1)


COLUMNS = (
    Column("reference", N_("Contract"), lambda r: r.reference, look="second", width=120),
    Column("kind", N_("Kind"), lambda r: words.of("contract_kinds", r.kind), width=116),
    Column("party", N_("With"), lambda r: words.visible(r.party), width=0),
    Column("asset", N_("Asset"), _assets, look="second", width=148),
    Column("case", N_("Case"), lambda r: r.case, look="second", width=112),
    Column("since", N_("From"), lambda r: words.day(r.since), look="second", width=98,
           hidden=True),
    Column("until", N_("Until"), lambda r: words.day(r.until, _("open end")), "until",
           look="second", width=98),
    Column("left", N_("Left"), _left, look="tag", tone=_left_tone, width=112),
    Column("state", N_("State"), care_columns.state, look="tag", tone=care_columns.state_tone,
           width=92),
    Column("sum", N_("Sum insured"), lambda r: words.money(r.sum, ""), right=True, width=124),
)  # fmt: skip
REGISTER = Register(
    name="contracts",
    title=N_("Contracts"),
    kind="contract",
    columns=COLUMNS,
    chips=(
        Chip("state", N_("State")),
        Chip("kind", N_("Kind")),
        Chip("until", N_("Until"), "<=", kind="date"),
        Chip("case", N_("Case"), extra=True),
    ),
    sort="until",
    action="record_contract",
    action_title=N_("Record a contract…"),
    empty=N_("No contract and no insurance is on file."),
    help=N_(
        "Contracts and insurances of all assets. What ran out and was not ended is red: filter by "
        "the state for the list of the expired. A line opens the management of its asset."
    ),
)
