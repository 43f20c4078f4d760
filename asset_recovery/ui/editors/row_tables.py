"""The columns of the tables in editors, as data: what each row of an argument may hold."""

from __future__ import annotations

from dataclasses import dataclass

from asset_recovery.i18n import N_, _
from asset_recovery.ui.office import ActionSpec, FieldSpec


@dataclass(frozen=True, slots=True)
class RowColumn:
    """One column: its key, its title, what is typed; `codes` names the list of a choice."""

    key: str
    title: str
    type: str = "text"
    codes: str = ""


_SCOPE = (RowColumn("fraction", N_("Share"), "share"), RowColumn("amount", N_("Amount"), "money"))
_SCHEDULE = (
    RowColumn("asset", N_("Asset"), "asset"),
    *_SCOPE,
    RowColumn("measure", N_("Measure")),
    RowColumn("link", N_("Link to person and offence")),
)
_SHARES = (
    RowColumn("to", N_("To")),
    RowColumn("kind", N_("Kind"), "choice", "allocation_kinds"),
    RowColumn("share", N_("Share"), "share"),
    RowColumn("amount", N_("Amount"), "money"),
)
_PAPERS = (
    RowColumn("type", N_("Document"), "choice", "identity_documents"),
    RowColumn("number", N_("Number")),
    RowColumn("issuing_state", N_("Issued by (State)"), "country"),
    RowColumn("expires_on", N_("Valid until"), "date"),
)
_TABLES: dict[tuple[str, str], tuple[RowColumn, ...]] = {
    ("record_order", "assets"): _SCHEDULE,
    ("register_party", "documents_of_identity"): _PAPERS,
    ("change_party", "documents_of_identity"): _PAPERS,
    ("apply_for_order", "assets"): (
        *_SCHEDULE,
        RowColumn("dissipation_risk", N_("Risk of dissipation")),
        RowColumn("third_parties", N_("Third parties")),
        RowColumn("exemptions", N_("Exemptions asked")),
    ),
    ("issue_order", "assets"): (
        RowColumn("asset", N_("Asset"), "asset"),
        RowColumn("granted", N_("Decision"), "choice", "grant_answers"),
        *_SCOPE,
    ),
    ("record_state_sheet", "instruments"): (
        RowColumn("instrument", N_("Instrument"), "choice", "legal_instruments"),
        RowColumn("since", N_("In force since"), "date"),
        RowColumn("until", N_("Until"), "date"),
        RowColumn("title", N_("Title, if a treaty of two")),
        RowColumn("article", N_("Article")),
        RowColumn("reservation", N_("Reservation")),
        RowColumn("declaration", N_("Declaration")),
        RowColumn("order_copy", N_("Copy of the order wanted"), "bool"),
        RowColumn("value_threshold", N_("From what value"), "money"),
        RowColumn("note", N_("Note")),
    ),
    ("answer_checklist", "answers"): (
        RowColumn("check", N_("Number of the check")),
        RowColumn("answer", N_("Answer"), "choice", "checklist_answers"),
        RowColumn("comment", N_("Comment; a no needs one")),
    ),
    ("inspect_asset", "checklist"): (
        RowColumn("point", N_("What was looked at")),
        RowColumn("finding", N_("What was found")),
    ),
    ("record_order", "interest_rates"): (
        RowColumn("from", N_("From"), "date"),
        RowColumn("rate", N_("Rate a year")),
    ),
    ("allocate_proceeds", "shares"): _SHARES,
    ("record_agreement", "shares"): _SHARES,
    ("record_answer", "results"): (
        RowColumn("asset", N_("Asset"), "asset"),
        RowColumn("outcome", N_("Outcome"), "choice", "result_outcomes"),
        RowColumn("amount", N_("Amount"), "money"),
    ),
    ("answer_request", "results"): (
        RowColumn("asset", N_("Asset"), "asset"),
        RowColumn("outcome", N_("Outcome"), "choice", "execution_outcomes"),
        RowColumn("amount", N_("Amount"), "money"),
        RowColumn("costs", N_("Costs"), "money"),
        RowColumn("ground", N_("Why not"), "choice", "impossibility_grounds"),
    ),
    ("split_asset", "parts"): (
        RowColumn("description", N_("Description")),
        RowColumn("type", N_("Type"), "choice", "asset_types"),
        RowColumn("share", N_("Share"), "share"),
        RowColumn("amount", N_("Amount"), "money"),
        RowColumn("quantity", N_("Quantity"), "decimal"),
        RowColumn("location", N_("Place")),
    ),
    ("open_position", "orders"): (
        RowColumn("kind", N_("Kind"), "choice", "order_kinds"),
        RowColumn("authority", N_("Authority")),
        RowColumn("reference", N_("Reference")),
        RowColumn("on", N_("On"), "date"),
        RowColumn("final_on", N_("Final"), "date"),
    ),
    ("open_position", "parts"): (
        RowColumn("legal_state", N_("Legal"), "choice", "legal_states"),
        *_SCOPE[1:],
        RowColumn("share", N_("Share"), "share"),
        RowColumn("component", N_("Part")),
    ),
    ("record_invoice", "lines"): (
        RowColumn("asset", N_("Asset"), "asset"),
        RowColumn("category", N_("Kind of cost"), "choice", "cost_categories"),
        RowColumn("quantity", N_("Days, quantity"), "decimal"),
        RowColumn("rate", N_("Rate"), "decimal"),
        RowColumn("amount", N_("Net amount"), "money"),
        RowColumn("vat", N_("VAT"), "money"),
        RowColumn("case", N_("or case")),
        RowColumn("assets", N_("or shared over (A; B)")),
        RowColumn("key", N_("by key"), "choice", "invoice_keys"),
        RowColumn("from", N_("From"), "date"),
        RowColumn("to", N_("To"), "date"),
        RowColumn("description", N_("Text")),
    ),
    ("open_position", "balances"): (
        RowColumn("account", N_("Account")),
        RowColumn("kind", N_("Kind")),
        RowColumn("amount", N_("Amount"), "money"),
    ),
}


def row_columns(action: str, field: str) -> tuple[RowColumn, ...]:
    """The columns of an argument of rows; empty: rows are typed as lines."""
    return _TABLES.get((action, field), ())


def fitted(spec: ActionSpec, given: dict[str, object]) -> dict[str, object]:
    """What is given for a record, under the names that the action knows; the rest is left out."""
    fields = {field.name: field for field in spec.fields}
    found = {name: value for name, value in given.items() if name in fields}
    asset = given.get("asset")
    listed = fields.get("assets")
    if asset and "asset" not in fields and listed is not None and "assets" not in found:
        found["assets"] = [{"asset": asset}] if listed.type == "rows" else [asset]
    for name in ("what", "to"):
        field = fields.get(name)
        if field is not None and field.type == "record" and name not in found:
            subject = next((given[kind] for kind in _SUBJECTS if given.get(kind)), None)
            if subject is not None:
                found[name] = subject
    if _has_target(fields, found):
        case = fields.get("case")
        if case is not None and not case.required:
            found.pop("case", None)
    return found


_SUBJECTS = ("asset", "order", "request", "party", "document", "case")


def _has_target(fields: dict[str, FieldSpec], found: dict[str, object]) -> bool:
    """Whether the action says what it is about without the case."""
    named = ("asset", "assets")
    return any(found.get(name) for name in named if name in fields)


def title_of(column: RowColumn) -> str:
    """The title in the language of the screen."""
    return _(column.title)
