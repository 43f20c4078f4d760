"""How editors of single actions differ, as data: the order of fields, and what hides under More."""

from __future__ import annotations

from dataclasses import dataclass

from asset_recovery.i18n import N_, _
from asset_recovery.ui.editors.row_tables import row_columns
from asset_recovery.ui.office import ActionSpec, FieldSpec

LAST = ("reason", "note", "documents", "irregular")
NEVER_SHOWN = {"operation_id", "rows"}


@dataclass(frozen=True, slots=True)
class Tuning:
    """`first` are shown on top in this order; `more` wait under More unless they are required."""

    first: tuple[str, ...] = ()
    more: tuple[str, ...] = ()


HINTS = {
    "irregular": N_("Why it is recorded although a rule is broken. It satisfies no later step."),
    "identifiers": N_("One a line, such as imo: 9074729"),
    "identifier_marks": N_("One a line: the number, a colon, altered or unverified."),
    "details": N_("The fields of the type; they change as the type is chosen."),
    "offences": N_("One a line."),
    "operation_id": N_("Given twice, it has one effect."),
    "inventory_by": N_("Two signatures, one a line."),
    "terms": N_("One a line, such as contract: berth and upkeep."),
    "interest_rate": N_("A share a year: 0.08 is 8 %."),
    "apply_to_value_order.from": N_("An asset, whoever pays, or a State by its two letters."),
    "apply_to_value_order.reference": N_("The bank's reference of the payment."),
    "record_invoice.amount": N_("What the bill asks for, with tax."),
    "record_invoice.vat": N_("Tax of the whole bill, where its lines do not say it."),
    "dispute_invoice.lines": N_("The numbers of the lines, one a line: 2, or 2.1 for a share."),
    "settle_dispute.lines": N_("The numbers of the lines, one a line: 2, or 2.1 for a share."),
    "post_cost.order": N_("The value order whose debtor is charged."),
    "reverse_confiscation.amount": N_("As the authority says it; else it is worked out."),
    "issue_label.reason": N_("Where it bears a label of this size already: the old one is void."),
    "issue_label.start": N_("The first free position of a sheet that is half used."),
    "issue_label.sheet": N_("Left empty: a roll, one label after the other."),
    "move_custody.seals": N_("As they are on arrival, one a line."),
    "move_custody.condition": N_("On arrival: new, good, fair, poor or damaged, and what else."),
    "explain_gap.finding": N_("As the Custody tab names it."),
    "record_use.explanation": N_("Why it is less than the last reading."),
    "fee": N_("An amount, a share such as 5 %, or words."),
    "fee_cap": N_("An amount, a share such as 5 %, or words."),
    "rent": N_("An amount, or words."),
    "guarantee": N_("An amount, or words."),
    "reporting_every": N_("Such as monthly, 3 months, or P3M."),
    "claw_back.to": N_("Who was paid, as named in the allocation."),
    "record_victim.class": N_("1 is paid in full before 2."),
    "record_victim.address": N_("Kept apart: on no list and on no paper."),
    "record_victim.iban": N_("Kept apart: on the payment list alone."),
    "record_victim.elsewhere": N_("What was received for the same loss from somebody else."),
    "change_victim.class": N_("1 is paid in full before 2."),
    "allocate_proceeds.replaces": N_("An allocation whose unpaid rest is withdrawn."),
    "pay_out.to": N_("One recipient, a list of victims, or one victim; else all that is due."),
    "record_state_sheet.instruments": N_("All that are in force; one in no row is not in force."),
    "record_state_sheet.language_demanded": N_("Nothing is sent in another language."),
    "record_state_sheet.languages": N_("Codes, one a line: en, fr, de."),
    "record_authority.languages": N_("Codes, one a line: en, fr, de."),
    "change_authority.languages": N_("Codes, one a line: en, fr, de."),
    "record_state_sheet.source": N_("Where it was found: a letter, a register of treaties."),
    "record_state_sheet.authority": N_("The authority addressed, from the directory."),
    "record_state_sheet.order_copy": N_("Whether a copy of the order is wanted."),
    "record_state_sheet.value_threshold": N_("Below it nothing is done."),
    "confirm_state_sheet.source": N_("Where it was checked."),
    "pay_out.payee_iban": N_("Its check digits are verified."),
    "request_information.wanted": N_("Left empty: all that the register holds of them."),
    "request_information.accounts": N_("IBAN or account number and bank, one a line."),
    "request_information.purpose": N_("It stands in the letter; the answer is used for it alone."),
    "request_information.data_protection_check": N_("Who found what to be necessary, and when."),
    "record_disclosure.sources": N_(
        "Answers and reports whose content was passed on, one reference a line; each needs a "
        "consent."
    ),
    "receive_report.source": N_("Who reported. Kept apart: on no list and on no paper."),
    "receive_report.reference": N_("Their reference. Kept apart like the source."),
    "receive_report.persons": N_("Names or references, one a line."),
    "receive_report.summary": N_("What was said, without anything that leads to the source."),
    "receive_report.case": N_("Left empty: assigned to a case later."),
    "record_consent.information": N_("A request to a register, as the tab Information lists it."),
    "record_consent.report": N_("A report received, as the tab Information lists it."),
    "record_information.information": N_("As the tab Information lists it."),
    "give_feedback.report": N_("As the tab Information lists it."),
    "assign_report.report": N_("The report's own reference."),
    "confirm_text.fields": N_(
        "The questions whose text is right as it stands, by their keys, one a line."
    ),
    "issue_paper.paper": N_("dossier, schedule, request, or the id of a form such as OPS-01."),
    "issue_paper.of": N_("The case, asset, order or request that it is about."),
    "issue_paper.recipient": N_("Court, authority or person that gets it."),
    "issue_paper.profile": N_(
        "For whom a dossier is made: full, court, foreign, owner, prosecutor or auditor."
    ),
    "issue_paper.language": N_("A code such as en or fr; left empty: English."),
    "issue_paper.copies": N_("How many numbered copies; left empty: one."),
    "issue_paper.exhibits": N_("Documents that go along, one reference a line."),
    "issue_paper.as_of": N_("As things stood on that day."),
    "issue_paper.known_on": N_("As was known at that moment, such as 2026-03-02T12:00."),
    "release_paper.copy": N_("The number of the copy, as it stands on the paper."),
    "release_paper.channel": N_("How it went: by hand, by post, by secure mail."),
    "decide_gap.profile": N_("For whom papers are made, such as court, foreign or owner."),
    "decide_gap.case": N_("A case or one asset, not both."),
    "new_version.kind": N_("Only where the request was sent: what the new one does to it."),
    "record_authority.name_en": N_("The name in English, where it has one."),
    "install_form.from": N_("The day from which requests are drafted with it."),
    "nationalities": N_("The two letters of each State, one a line: GR, IT."),
    "register_party.languages": N_("Those the person understands: en, fr, de, one a line."),
    "change_party.languages": N_("Those the person understands: en, fr, de, one a line."),
    "register_party.born": N_("As far as known: 1971-05-02, 1971, about 1970."),
    "record_offence.penalty_years": N_("The maximum that the law threatens."),
    "record_offence.eu_code": N_("Ticked in certificates where the penalty is high enough."),
    "record_offence.persons": N_("Who took part, as far as known."),
    "record_offence.counterpart": N_("The offence that it would be in the other State."),
    "record_offence.provision_text": N_("Word for word; or attach the law as a document."),
    "change_offence.withdrawn": N_("It is no longer an offence of this case."),
    "record_consent.by": N_("The authority that gave the content."),
}
BY_TYPE = {
    "pairs": N_("One a line: a name, a colon, a value."),
    "time": N_("06:15, or 2026-03-02T01:30 where it was another day."),
    "texts": N_("One a line."),
    "json": N_("One a line: a name, a colon, a value."),
    "rows": N_("One a line: the asset, then name: value, parted by semicolons."),
    "grounds": N_("Codes of the list of liability grounds, one a line."),
}

TUNINGS = {
    "issue_label": Tuning(("assets", "size", "sheet", "start", "handling", "reason", "on")),
    "record_victim": Tuning(
        ("case", "party", "loss", "on", "proof", "address", "iban"),
        ("period", "class", "cap", "represented_by", "elsewhere", "claimed_on", "victim_list"),
    ),
    "change_victim": Tuning(
        ("victim", "claimed_on", "elsewhere", "address", "iban", "reason"),
        ("name", "loss", "on", "proof", "period", "class", "cap", "represented_by"),
    ),
    "record_valuation": Tuning(("asset", "on", "value", "kind", "method", "valuer", "document")),
    "register_asset": Tuning(
        ("case", "type", "description", "identifiers", "details", "country", "owner", "possessor",
         "estimated_value"),
        ("components", "unit", "source", "beneficial_owner", "identifier_marks"),
    ),
    "record_state_sheet": Tuning(
        ("country", "on", "instruments", "channels", "languages", "language_demanded", "contact",
         "reservations", "costs", "source"),
        ("order_copy", "value_threshold", "authority", "state_sheet"),
    ),
    "record_authority": Tuning(
        ("name", "name_en", "country", "authority_type", "address", "email", "telephone",
         "contact_person", "languages", "channels", "source"),
        ("authority", "on", "territory", "function_in_proceedings", "contact_post", "fax",
         "secure_channel_id", "duty_telephone"),
    ),
    "issue_paper": Tuning(
        ("paper", "of", "on", "recipient", "purpose", "profile", "language", "copies", "exhibits"),
        ("broken_exhibits", "as_of", "known_on", "options", "document"),
    ),
    "confirm_state_sheet": Tuning(("country", "on", "source")),
    "link_asset_to_case": Tuning(("asset", "case", "cost_share", "on", "reason")),
    "split_asset": Tuning(("asset", "on", "parts", "method")),
    "merge_assets": Tuning(("assets", "into", "on", "method", "description")),
    "change_asset": Tuning(
        ("asset", "type", "description", "identifiers", "location", "country", "details", "reason"),
        ("identifier_marks", "unit", "quantity", "grounds", "flags"),
    ),
    "record_order": Tuning(
        ("case", "kind", "authority", "reference", "on", "assets", "expires_on", "amount"),
        ("status", "for_state", "enforces", "validated_by", "concurrent", "priority_note",
         "gap_comment", "victim_decision", "calculation", "in_force_on", "suspensive_until",
         "costs", "interest_rate", "interest_rates", "interest_from", "day_count"),
    ),
    "apply_for_order": Tuning(
        ("case", "kind", "authority", "on", "assets", "reasons", "dissipation_risk",
         "legal_basis", "amount", "persons"),
    ),
    "issue_order": Tuning(("order", "on", "reference", "assets", "expires_on")),
    "reverse_confiscation": Tuning(
        ("order", "on", "authority", "reference", "ground", "assets", "amount"),
        ("interest_rate", "interest_from", "costs_borne_by"),
    ),
    "apply_to_value_order": Tuning(("order", "on", "amount", "from", "reference")),
    "propose_interlocutory_sale": Tuning(
        ("asset", "on", "grounds", "calculation", "urgent_reason")
    ),
    "instruct_valuation": Tuning(
        ("asset", "on", "valuer", "purpose", "due", "basis", "fee", "access", "confidentiality"),
        ("instruction",),
    ),
    "accept_valuation": Tuning(("valuation", "on", "outcome", "second_needed", "reason")),
    "record_reference_rate": Tuning(("currency", "on", "rate", "source", "day_count")),
    "record_index": Tuning(("index", "on", "figure", "source")),
    "record_calculation": Tuning(("asset", "on", "figure", "inputs"), ("calculation",)),
    "draft_sale_motion": Tuning(
        ("asset", "on", "court", "calculation", "method", "reserve", "evidence", "special_value",
         "alternatives", "advertising", "excluded_bidders", "account", "proceeds"),
        ("motion",),
    ),
    "manage_asset": Tuning(("asset", "on", "mode", "review_on", "terms", "manager", "reason")),
    "record_invoice": Tuning(
        ("supplier", "number", "on", "amount", "from", "to", "lines", "vat", "due_on"),
    ),
    "certify_invoice": Tuning(("invoice", "on", "comment")),
    "dispute_invoice": Tuning(("invoice", "on", "lines", "reason")),
    "settle_dispute": Tuning(("invoice", "on", "lines", "outcome", "reference")),
    "record_contract": Tuning(
        ("asset", "kind", "party", "from", "to", "fee", "fee_cap", "rent", "guarantee",
         "exit_clause", "reporting_every"),
        ("contract",),
    ),
    "end_contract": Tuning(("contract", "on", "reason")),
    "record_report": Tuning(
        ("contract", "asset", "on", "from", "to", "income", "costs", "findings"), ("report",)
    ),
    "insure_asset": Tuning(("asset", "insurer", "policy", "sum", "from", "to", "risks")),
    "follow_up_reuse": Tuning(("asset", "on", "by", "finding", "next_on", "photos"), ("visit",)),
    "record_plan": Tuning(
        ("asset", "on", "value", "liens", "monthly_cost", "monthly_income", "yearly_decline",
         "sale_cost_share", "horizon_months", "risks", "recommendation", "considered", "verdict",
         "decision", "decided_by"),
        ("alternatives", "condition", "extent", "contacts", "related_case", "sharing_expected",
         "partner_storage", "contacted_on", "contact", "meeting_on", "seizure_planned_on",
         "legal_basis", "storage_needs", "custodian", "budget_line", "insurance", "permits",
         "contamination", "taxes", "business", "occupants", "digital", "perishable", "impact",
         "safety", "publicity"),
    ),
    "record_operation": Tuning(
        ("case", "on", "place", "from", "to", "power", "order", "team", "witnesses", "present",
         "seals", "photos", "incidents", "receipt"),
        ("operation",),
    ),
    "take_possession": Tuning(
        ("asset", "on", "order", "power", "operation", "place", "custodian", "storage", "condition",
         "inventory_by", "seals", "photos", "notes"),
    ),
    "move_custody": Tuning(
        ("asset", "on", "purpose", "reason", "to", "handed_over_by", "received_by", "seals",
         "condition", "expected_return"),
        ("transfer", "authority", "from_place", "from_unit", "to_unit", "identity_check", "out_at",
         "in_at", "carrier", "vehicle", "escort", "route", "insurance", "condition_out",
         "condition_remark", "seals_out", "seals_intact", "new_seals", "seal_remark",
         "quantity_out", "quantity_in", "weight_out", "weight_in", "variance_remark",
         "travelling_with", "photos", "witness"),
    ),
    "inspect_asset": Tuning(
        ("asset", "on", "kind", "by", "condition", "checklist", "findings", "next_on", "photos"),
        ("place", "seals", "value_impact", "follow_up", "cost"),
    ),
    "record_seal": Tuning(("asset", "on", "kind", "seal", "new_seal", "by", "intact", "reason")),
    "record_use": Tuning(("asset", "on", "kind", "reading", "by", "findings"), ("explanation",)),
    "explain_gap": Tuning(("asset", "on", "finding", "explanation")),
    "follow_up_incident": Tuning(
        ("incident", "on", "outcome", "findings", "liable", "due", "responsible"), ("task",)
    ),
    "record_access": Tuning(
        ("storage", "on", "from", "to", "party", "purpose", "escort", "assets"), ("unit",)
    ),
    "record_offence": Tuning(
        ("case", "name", "provision", "penalty_years", "penalty_months", "committed_on",
         "committed_until", "place", "circumstances", "participation", "persons", "eu_code"),
        ("provision_text", "counterpart", "limitation_on", "transnational", "organised_group",
         "fiscal"),
    ),
    "change_offence": Tuning(
        ("offence", "name", "provision", "penalty_years", "penalty_months", "committed_on",
         "committed_until", "place", "circumstances", "participation", "persons", "eu_code",
         "reason"),
        ("provision_text", "counterpart", "limitation_on", "transnational", "organised_group",
         "fiscal", "withdrawn"),
    ),
    "register_party": Tuning(
        ("kind", "name", "aliases", "born", "address", "country", "identifiers"),
        ("party", "surname", "given_names", "sex", "nationalities", "place_of_birth",
         "identity_number", "documents_of_identity",
         "other_names", "current_location", "languages", "detention_status", "detention_place",
         "legal_form", "trade_name", "registered_seat", "registration_number", "registered_on",
         "tax_number", "lei", "representative_name", "representative_capacity", "died",
         "nationality", "gatekeeper_role", "pep"),
    ),
    "change_party": Tuning(
        ("party", "name", "aliases", "born", "address", "country", "identifiers", "reason"),
        ("kind", "surname", "given_names", "sex", "nationalities", "place_of_birth",
         "identity_number", "documents_of_identity",
         "other_names", "current_location", "languages", "detention_status", "detention_place",
         "legal_form", "trade_name", "registered_seat", "registration_number", "registered_on",
         "tax_number", "lei", "representative_name", "representative_capacity", "died",
         "nationality", "gatekeeper_role", "pep"),
    ),
    "open_case": Tuning(("case", "title", "on", "legal_system", "route", "officer")),
    "request_information": Tuning(
        ("case", "on", "to", "register", "subjects", "assets", "accounts", "wanted", "gateway",
         "purpose", "handling", "data_protection_check", "due"),
        ("information",),
    ),
    "record_information": Tuning(
        ("information", "on", "result", "content", "restrictions", "their_reference"),
    ),
    "record_disclosure": Tuning(
        ("case", "on", "to", "what", "basis", "purpose", "sources", "data_protection_check"),
        ("disclosure", "recipient_country", "handling"),
    ),
    "receive_report": Tuning(
        ("on", "from_kind", "summary", "persons", "assets", "handling", "source", "reference",
         "case"),
        ("report",),
    ),
    "record_consent": Tuning(
        ("request", "information", "report", "document", "on", "by", "uses", "until",
         "conditions"),
        ("consent",),
    ),
    "draft_request": Tuning(("case", "form", "to_country", "to_authority", "kinds", "assets")),
}  # fmt: skip


def arranged(spec: ActionSpec) -> tuple[tuple[FieldSpec, ...], tuple[FieldSpec, ...]]:
    """(fields that are shown, fields under More), in the order in which they are asked."""
    tuning = TUNINGS.get(spec.name, Tuning())
    names = {field.name for field in spec.fields}
    never = NEVER_SHOWN | ({"assets"} if {"asset", "assets"} <= names else set())
    fields = [field for field in spec.fields if field.name not in never]

    def place(field: FieldSpec) -> tuple[int, int]:
        if field.name in tuning.first:
            return 0, tuning.first.index(field.name)
        if field.name in LAST:
            return 3, LAST.index(field.name)
        return (1 if field.required else 2), fields.index(field)

    ordered = sorted(fields, key=place)
    more = {
        field.name
        for field in ordered
        if not field.required
        and field.name not in tuning.first
        and (
            field.name in tuning.more
            or field.type in {"reference", "json"}
            or (field.name in LAST and field.name != "note")
        )
    }
    shown = tuple(field for field in ordered if field.name not in more)
    return shown, tuple(field for field in ordered if field.name in more)


def hint(field: FieldSpec, action: str = "") -> str:
    """The quiet line under a field."""
    if field.type == "rows" and row_columns(action, field.name):
        return _("Type or paste rows; an empty row is left out.")
    if field.help or (field.type == "rows" and field.choices):
        return field.help
    text = (
        HINTS.get(f"{action}.{field.name}") or HINTS.get(field.name) or BY_TYPE.get(field.type, "")
    )
    return _(text) if text else ""
