"""The registers as data: columns, chips, how they are sorted first, what opens, what is made."""

from __future__ import annotations

from dataclasses import dataclass

from asset_recovery.i18n import N_
from asset_recovery.ui.models import (
    asset_columns,
    case_columns,
    deadline_columns,
    document_columns,
    order_columns,
    party_columns,
    request_columns,
)
from asset_recovery.ui.models.column import Column
from asset_recovery.ui.widgets.chips import Chip


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """One register page. `action` is what its primary button gives."""

    name: str
    title: str
    kind: str
    columns: tuple[Column, ...]
    chips: tuple[Chip, ...]
    sort: str
    descending: bool = False
    action: str
    action_title: str
    empty: str
    help: str


REGISTERS = {
    register.name: register
    for register in (
        Register(
            name="assets", title=N_("Assets"), kind="asset", columns=asset_columns.COLUMNS,
            chips=asset_columns.CHIPS, sort="due_on", action="register_asset",
            action_title=N_("Register asset…"),
            empty=N_("No asset is registered yet."),
            help=N_("Every asset of the office with its state, value and next deadline. Chips "
                    "filter, headers sort, Enter opens, Ctrl+Shift+A acts on all in view."),
        ),
        Register(
            name="cases", title=N_("Cases"), kind="case", columns=case_columns.COLUMNS,
            chips=case_columns.CHIPS, sort="opened_on", descending=True, action="open_case",
            action_title=N_("Open case…"), empty=N_("No case is open yet."),
            help=N_("Every case that you may see. A case holds assets, parties, orders, "
                    "requests and money."),
        ),
        Register(
            name="orders", title=N_("Orders"), kind="order", columns=order_columns.COLUMNS,
            chips=order_columns.CHIPS, sort="made_on", descending=True, action="record_order",
            action_title=N_("Record order…"), empty=N_("No order is recorded yet."),
            help=N_("Orders of courts, prosecutors and foreign authorities, with the assets "
                    "that they hold and until when."),
        ),
        Register(
            name="requests", title=N_("Requests"), kind="request",
            columns=request_columns.COLUMNS, chips=request_columns.CHIPS, sort="made_on",
            descending=True, action="draft_request", action_title=N_("Draft request…"),
            empty=N_("No request to or from another State yet."),
            help=N_("Requests to and from other States, from the draft to the answer."),
        ),
        Register(
            name="parties", title=N_("Parties"), kind="party", columns=party_columns.COLUMNS,
            chips=party_columns.CHIPS, sort="name", action="register_party",
            action_title=N_("Register party…"), empty=N_("No party is registered yet."),
            help=N_("Persons, companies and States, with the roles that they have in cases."),
        ),
        Register(
            name="documents", title=N_("Documents"), kind="document",
            columns=document_columns.COLUMNS, chips=document_columns.CHIPS, sort="on",
            descending=True, action="attach_document", action_title=N_("Attach document…"),
            empty=N_("No document is on file yet."),
            help=N_("Documents on file; each is kept under the hash of its bytes."),
        ),
        Register(
            name="deadlines", title=N_("Deadlines"), kind="deadline",
            columns=deadline_columns.COLUMNS, chips=deadline_columns.CHIPS, sort="due",
            action="set_deadline", action_title=N_("Set deadline…"),
            empty=N_("Nothing is due."),
            help=N_("What is due, by law or as a reminder; what is over stands first."),
        ),
    )
}  # fmt: skip
