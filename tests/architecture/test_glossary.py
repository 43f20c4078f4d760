"""The glossary has a line for every code that people or scripts can meet."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from asset_recovery.domain.code_lists import code_list, list_names

ROOT = Path(__file__).resolve().parents[2]
GLOSSARY = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
STANDARDS = {"countries", "languages"}
# The codes that scripts rely on; dropping one breaks them.
PROMISED = """
no_order order_not_in_force order_expired gap_in_measures competing_order already_confiscated
release_pending not_final appeal_open suspensive_period title_not_vested amount_exceeds_order
plan_missing inventory_incomplete evidence_hold review_overdue no_valuation valuation_too_old
valuer_rotation owner_not_heard hearing_period_running notice_missing sale_excluded
price_below_reserve price_below_valuation conflict_of_interest possible_match not_paid not_delivered
balance_not_zero balance_mismatch lien_statement_too_old claim_open victim_decision_open
route_proof_missing tainted_share_missing agreement_missing recognition_missing approval_tier
second_person_needed same_person nothing_pending wrong_state asset_replaced later_step_conflicts
closed_record position_unknown cost_share_missing identifier_duplicate reference_taken not_found
stale_version field_missing field_invalid field_too_long currency_mismatch currency_unknown
rate_missing too_many_decimals shares_do_not_sum date_order date_in_future role_needed sealed
purpose_missing form_incomplete form_out_of_scope signed_is_final multiple_states_reason_missing
file_unreadable column_unknown too_large map_invalid rule_pack_invalid statement_does_not_balance
duplicate_statement outcome_unknown office_busy office_newer storage_failed guard_failed
"""
_REASON = re.compile(r"\bReason\(\s*\"([a-z_]+)\"")


def _section(name: str) -> str:
    found = re.search(rf"^### .* \(`{name}`\)\n(.*?)(?=^#|\Z)", GLOSSARY, re.MULTILINE | re.DOTALL)
    return found.group(1) if found else ""


@pytest.mark.parametrize("name", [name for name in list_names() if name not in STANDARDS])
def test_every_code_of_a_list_has_its_line_with_label_and_meaning(name: str) -> None:
    lines = _section(name).splitlines()
    for code in code_list(name).codes.values():
        start = f"| `{code.code}` | {code.label} | "
        found = [line for line in lines if line.startswith(start)]
        assert len(found) == 1, f"docs/glossary.md lacks the line of {name}: {code.code}"
        assert len(found[0]) > len(start) + 4, f"{name}: {code.code} has no meaning"


def test_the_glossary_has_no_line_for_a_code_that_is_gone() -> None:
    for name in re.findall(r"^### .* \(`([a-z_]+)`\)$", GLOSSARY, re.MULTILINE):
        written = re.findall(r"^\| `([^`]+)` \|", _section(name), re.MULTILINE)
        assert written == list(code_list(name).codes)


def test_every_promised_code_of_refusal_is_known() -> None:
    missing = set(PROMISED.split()) - set(code_list("refusal_codes").codes)
    assert not missing


def test_every_reason_in_the_program_has_a_code_of_the_list() -> None:
    known = set(code_list("refusal_codes").codes)
    for path in sorted((ROOT / "asset_recovery").rglob("*.py")):
        used = set(_REASON.findall(path.read_text(encoding="utf-8")))
        assert used <= known, f"{path.name}: {sorted(used - known)} not in refusal_codes.toml"
