"""Who may do what: one pure function, asked inside every command and every query. Default: no."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from asset_recovery.domain.errors import Reason
from asset_recovery.i18n import _

_CASE = ("case_officer", "legal_officer", "supervisor")
_ORDERS = ("case_officer", "legal_officer", "supervisor")
_CUSTODY = ("case_officer", "asset_manager")
_SALE = ("asset_manager",)
_MONEY = ("accountant",)
_BOOKS = ("accountant", "asset_manager")
_REQUESTS = ("legal_officer", "case_officer")
_SUPERVISOR = ("supervisor",)
_APPROVERS = ("supervisor", "director", "legal_officer")
_ADMIN = ("administrator",)
_STAFF = (
    "case_officer",
    "asset_manager",
    "accountant",
    "legal_officer",
    "supervisor",
    "director",
)

ROLES: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(
        (
            "open_case",
            "change_case",
            "record_proceeding",
            "record_proof",
            "record_offence",
            "change_offence",
            "publish_notice",
            "assign_member",
            "decide_match",
            "release_member",
            "close_case",
            "record_review",
            "identify_asset",
            "trace_abroad",
            "decline_asset",
            "void_asset",
            "file_confiscation",
            "withdraw_confiscation",
        ),
        _CASE,
    ),
    **dict.fromkeys(
        (
            "register_party",
            "change_party",
            "link_party",
            "relate_parties",
            "register_asset",
            "change_asset",
        ),
        (*_CASE, "asset_manager", "accountant"),
    ),
    **dict.fromkeys(
        (
            "record_order",
            "apply_for_order",
            "issue_order",
            "record_operation",
            "serve_order",
            "vary_order",
            "challenge_order",
            "decide_challenge",
            "stay_order",
            "end_stay",
            "record_lapse",
            "certify_final",
            "lift_order",
            "execute_order",
            "reverse_confiscation",
            "recognise_order",
            "refuse_recognition",
            "postpone_recognition",
        ),
        _ORDERS,
    ),
    **dict.fromkeys(
        ("split_asset", "merge_assets", "link_asset_to_case", "decide_same_asset"),
        (*_CASE, "asset_manager"),
    ),
    **dict.fromkeys(("file_claim", "decide_claim", "record_lien"), (*_CASE, "asset_manager")),
    **dict.fromkeys(("record_agreement",), _CASE),
    "record_tranche": (*_CASE, "accountant"),
    **dict.fromkeys(
        (
            "open_victim_list",
            "record_victim",
            "record_victims",
            "change_victim",
            "notify_victims",
            "decide_victim",
            "decide_victims",
        ),
        _CASE,
    ),
    **dict.fromkeys(
        ("take_possession", "move_custody", "inspect_asset", "report_incident", "insure_asset"),
        _CUSTODY,
    ),
    **dict.fromkeys(("define_storage", "close_storage"), (*_CUSTODY, "supervisor")),
    **dict.fromkeys(("take_stock", "draw_sample"), _CUSTODY),
    "issue_label": _STAFF,
    **dict.fromkeys(("record_quantity", "reconcile_quantity", "explain_difference"), _CUSTODY),
    **dict.fromkeys(
        ("record_key_custody", "check_key_custody", "move_key_custody"),
        (*_CUSTODY, "supervisor", "accountant"),
    ),
    **dict.fromkeys(("record_seal", "record_use", "record_access"), _CUSTODY),
    "confirm_custody": _STAFF,
    **dict.fromkeys(
        ("explain_gap", "follow_up_incident"), (*_CUSTODY, "legal_officer", "supervisor")
    ),
    **dict.fromkeys(("hold_as_evidence", "end_evidence_hold"), (*_CUSTODY, "legal_officer")),
    **dict.fromkeys(("manage_asset", "review_management", "record_plan"), _CUSTODY),
    **dict.fromkeys(
        ("record_contract", "end_contract", "record_report", "follow_up_reuse"), _CUSTODY
    ),
    **dict.fromkeys(
        ("record_valuation", "instruct_valuation", "record_calculation"),
        ("asset_manager", "case_officer"),
    ),
    "accept_valuation": ("asset_manager", "supervisor"),
    "record_index": ("asset_manager", "accountant"),
    "draft_sale_motion": ("asset_manager", "legal_officer"),
    "finalise_sale_motion": ("asset_manager", "legal_officer", "supervisor", "director"),
    **dict.fromkeys(
        (
            "propose_interlocutory_sale",
            "start_sale",
            "record_bid",
            "withdraw_bid",
            "open_bids",
            "record_sale",
            "end_sale",
            "deliver_asset",
        ),
        _SALE,
    ),
    **dict.fromkeys(("notify_owner", "record_hearing"), ("asset_manager", *_CASE)),
    "record_payment": _BOOKS,
    **dict.fromkeys(
        ("post_cost", "post_income", "correct_posting", "record_rate", "record_reference_rate"),
        _BOOKS,
    ),
    **dict.fromkeys(
        ("record_invoice", "certify_invoice", "dispute_invoice", "settle_dispute"), _BOOKS
    ),
    **dict.fromkeys(("send_invoice", "record_invoice_payment"), _BOOKS),
    **dict.fromkeys(("open_account", "receive_money", "match_receipt"), _MONEY),
    **dict.fromkeys(("record_statement", "return_receipt", "match_payment"), _MONEY),
    "confirm_balance": ("accountant", "asset_manager", "case_officer"),
    **dict.fromkeys(
        (
            "determine_net",
            "allocate_proceeds",
            "pay_out",
            "apply_to_value_order",
            "refund_surplus",
            "write_off_money",
            "settle_liability",
        ),
        _MONEY,
    ),
    "claw_back": ("accountant", "legal_officer"),
    "record_liability": ("accountant", "legal_officer", "asset_manager", "case_officer"),
    **dict.fromkeys(("dispose_asset", "return_asset", "record_return_obstacle"), _SALE),
    "vest_title": ("asset_manager", "legal_officer"),
    "close_asset": (*_CASE, "asset_manager"),
    **dict.fromkeys(
        (
            "reopen_lead",
            "reopen_asset",
            "reopen_case",
            "seal_case",
            "unseal_case",
            "grant_access",
            "withdraw_access",
            "withdraw_recusal",
            "publish_snapshot",
        ),
        _SUPERVISOR,
    ),
    "open_position": ("supervisor", "administrator"),
    **dict.fromkeys(
        (
            "draft_request",
            "fill_request",
            "new_version",
            "refresh_request",
            "send_request",
            "record_answer",
            "withdraw_request",
            "close_request",
            "receive_request",
            "check_request",
            "answer_request",
            "share_draft",
            "answer_checklist",
            "remind_request",
            "consult_state",
            "notify_state",
            "record_state_notice",
            "postpone_information",
        ),
        _REQUESTS,
    ),
    **dict.fromkeys(
        (
            "request_information",
            "record_information",
            "record_disclosure",
            "receive_report",
            "assign_report",
            "give_feedback",
            "record_consent",
            "withdraw_consent",
        ),
        _CASE,
    ),
    **dict.fromkeys(
        ("review_request", "approve_request", "sign_request", "confirm_text", "record_signature"),
        ("legal_officer", "supervisor"),
    ),
    "sign_informal_request": _CASE,
    **dict.fromkeys(("approve", "reject", "delegate_approval", "withdraw_delegation"), _APPROVERS),
    "correct_step": _STAFF,
    **dict.fromkeys(
        ("attach_document", "set_deadline", "close_deadline", "declare_interest"), _STAFF
    ),
    **dict.fromkeys(
        ("extend_deadline", "suspend_deadline", "resume_deadline", "run_timers"), _STAFF
    ),
    "record_pattern": _STAFF,
    "issue_paper": _STAFF,
    **dict.fromkeys(("release_paper", "record_paper_returned"), _STAFF),
    "decide_gap": ("legal_officer",),
    "install_profile": (*_ADMIN, "legal_officer"),
    "add_note": (*_STAFF, "auditor"),
    "install_form": ("administrator", "legal_officer"),
    **dict.fromkeys(("add_user", "change_user", "change_office", "install_legal_system"), _ADMIN),
    "confirm_rule": ("legal_officer", "supervisor"),
    **dict.fromkeys(("record_authority", "change_authority"), (*_CASE, "administrator")),
    **dict.fromkeys(("record_state_sheet", "confirm_state_sheet"), ("legal_officer", "supervisor")),
}

# An import is approved as a whole (lifecycle.md 4.0a): whoever may approve it may give what its
# rows say. Whatever else a map might name takes the roles that it always takes.
IMPORT_APPROVERS = frozenset({"supervisor", "administrator"})
IMPORT_TRIERS = IMPORT_APPROVERS | frozenset(ROLES["register_asset"])
_GIVEN_BY_IMPORT = frozenset(
    {
        "open_case",
        "register_asset",
        "change_asset",
        "open_position",
        "register_party",
        "link_party",
        "record_valuation",
        "record_state_sheet",
        "record_authority",
        "change_authority",
    }
)


@dataclass(frozen=True, slots=True)
class Actor:
    """Who asks: the user's name, key and roles as they stand on that day."""

    id: int
    name: str
    roles: frozenset[str]
    full_name: str = ""
    number: str = ""
    party: str | None = None

    def has(self, *roles: str) -> bool:
        """Whether the actor holds one of these roles."""
        return bool(self.roles & set(roles))


@dataclass(frozen=True, slots=True)
class Target:
    """What is asked about: whether its case is sealed, and how the actor stands to it."""

    case: str | None = None
    is_sealed: bool = False
    has_grant: bool = False
    is_assigned: bool = False
    is_recused: bool = False


@dataclass(frozen=True, slots=True)
class Decision:
    """Allowed, or not with the reason."""

    allowed: bool
    reason: Reason | None = None


READERS = (*_STAFF, "auditor")
# Who may read where a protected person lives: who writes to her, and who answers for it.
PROTECTED_READERS = frozenset(_CASE)
# Who may read where she is paid.
PAYMENT_READERS = frozenset((*_CASE, *_MONEY))


def decide(actor: Actor, action: str, target: Target, on: date, purpose: str = "") -> Decision:
    """Whether the actor may take this action, or look (`see`), at this target on this day.

    A sealed case answers `not_found` to whoever must not know of it; the caller turns that into the
    same answer as for a record that does not exist. Who declared a conflict of interest in the case
    is told so (`conflict_of_interest`), whatever her roles.
    """
    if target.is_sealed and not target.has_grant:
        return Decision(False, Reason("not_found", _("There is no such record.")))
    if target.is_recused:
        return Decision(False, _stands_aside(actor, target))
    if action == "see":
        return _see(actor, target, purpose)
    allowed = ROLES.get(action, ())
    if not actor.roles & set(allowed):
        named = ", ".join(role.replace("_", " ") for role in allowed) or _("nobody")
        return Decision(
            False,
            Reason(
                "role_needed",
                _("{user} may not do this on {date}; it takes: {roles}.").format(
                    user=actor.name, date=on, roles=named
                ),
            ),
        )
    return Decision(True)


def _stands_aside(actor: Actor, target: Target) -> Reason:
    text = _(
        "A recusal of {user} is on file for {case}: who declared a conflict of interest neither "
        "sees the case nor acts in it until a supervisor withdraws the recusal."
    )
    sentence = text.format(user=actor.name, case=target.case)
    return Reason("conflict_of_interest", sentence, "withdraw_recusal")


def approved_with_import(actor: Actor, action: str, approvers: frozenset[str]) -> bool:
    """Whether an import that is approved as a whole covers this action of one of its rows."""
    return action in _GIVEN_BY_IMPORT and bool(actor.roles & approvers)


def _see(actor: Actor, target: Target, purpose: str) -> Decision:
    if not actor.roles & set(READERS):
        return Decision(
            False,
            Reason("role_needed", _("{user} does not see cases.").format(user=actor.name)),
        )
    if target.case is not None and not target.is_assigned and not purpose.strip():
        return Decision(
            False,
            Reason(
                "purpose_missing",
                _("{case} is not assigned to you: say for what purpose you look.").format(
                    case=target.case
                ),
            ),
        )
    return Decision(True)


def sees_nothing(actor: Actor) -> bool:
    """Whether the actor's roles give no sight of cases at all."""
    return not actor.roles & set(READERS)
