"""A register as data: columns, chips, how it is sorted first, what opens, what is made."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from asset_recovery.ui.models.column import Column
    from asset_recovery.ui.widgets.chips import Chip

_MODULES = {
    "assets": "asset_columns", "cases": "case_columns", "orders": "order_columns",
    "requests": "request_columns", "parties": "party_columns", "documents": "document_columns",
    "deadlines": "deadline_columns", "contracts": "contract_columns", "reuses": "reuse_columns",
    "states": "state_columns", "authorities": "authority_columns",
    "papers": "paper_columns", "information_requests": "information_request_columns",
    "reports": "report_columns", "disclosures": "disclosure_columns",
}  # fmt: skip


def always(_row: Any) -> bool:
    """A step that every row of the register has."""
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class RowStep:
    """What can be done with the selected row: an action on it (`argument` names it) or a paper."""

    title: str
    action: str = ""
    argument: str = ""
    paper: str = ""
    fits: Callable[[Any], bool] = always


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
    steps: tuple[RowStep, ...] = ()


def register(name: str) -> Register:
    """The register of that name; its columns are imported when first asked for."""
    found: Register = import_module(f"asset_recovery.ui.models.{_MODULES[name]}").REGISTER
    return found
