"""The lists of papers, authorities and information, for measuring beside the further lists."""

from __future__ import annotations

from asset_recovery.cli.bench.further_lists import CASE_ID, DAY, Fill, FurtherList, event_fill
from asset_recovery.domain.registers import Filter

_PRIME = "(i * 7919 % 1000003)"
_COUNTRY = "char(65 + i % 10, 65 + i * 7 % 12)"
AUTHORITIES = FurtherList(
    "authorities",
    (
        Fill(
            "authority",
            {
                "id": "i", "reference": "printf('AUT-%07d', i)",
                "name": f"'Court no. ' || {_PRIME}", "name_key": f"'court no. ' || {_PRIME}",
                "country": _COUNTRY,
                "authority_type": "iif(i % 5 = 0, 'central_authority', iif(i % 5 = 1, 'court',"
                                  " 'asset_recovery_office'))",
                "languages": """'["en","fr"]'""", "channels": """'["post"]'""",
                "email": "'court' || i || '@example.org'", "recorded_on": DAY,
                "ended_on": f"iif(i % 50 = 0, {DAY}, NULL)",
            },
        ),
    ),
    ("name", "reference", "country", "type"),
    (
        (Filter("country", "=", "DH"),),
        (Filter("type", "=", "court"),),
        (Filter("country", "=", "DH"), Filter("type", "=", "central_authority")),
        (Filter("name", "contains", "77"),),
        (Filter("name", "contains", "no. 123456"),),
    ),
    ("name", False),
)  # fmt: skip
INFORMATION_REQUESTS = FurtherList(
    "information_requests",
    (
        event_fill(
            "request_information",
            "json_object('to', 'Registry ' || i % 99, 'register', iif(i % 4 = 0, 'land', 'tax'),"
            " 'gateway', iif(i % 3 = 0, 'consent', 'statute'), 'handling', 'open', 'due',"
            f" date({DAY}, '+30 days'))",
            reference="printf('IR-%07d', i)",
        ),
        event_fill(
            "record_information",
            "json_object('result', iif(i % 5 = 0, 'partly', 'hit'))", share=0.5,
            id="i + {rows}", reference="printf('IR-%07d/answer-01', i)",
        ),
    ),
    ("on", "reference", "case", "to", "register", "gateway", "handling", "due", "answered",
     "state"),
    (
        (Filter("register", "=", "land"),),
        (Filter("state", "=", "late"),),
        (Filter("state", "=", "answered"),),
        (Filter("gateway", "=", "consent"),),
        (Filter("case", "=", "AR-2025-000002"),),
        (Filter("due", "<=", "2024-03-01"),),
    ),
    ("on", True),
)  # fmt: skip
REPORTS = FurtherList(
    "reports",
    (
        event_fill(
            "receive_report",
            "json_object('from_kind', iif(i % 4 = 0, 'fiu', 'bank'), 'handling',"
            " iif(i % 3 = 0, 'source_protected', 'open'))",
            reference="printf('REP-%07d', i)",
            case_id=f"iif(i % 6 = 0, NULL, {CASE_ID})",
        ),
        event_fill(
            "give_feedback", "json_object('outcome', iif(i % 2 = 0, 'useful', 'not_useful'))",
            "json_object('report', printf('REP-%07d', i))", share=0.1, id="i + {rows}",
        ),
    ),
    ("on", "reference", "case", "from", "handling", "feedback"),
    (
        (Filter("from", "=", "fiu"),),
        (Filter("handling", "=", "source_protected"),),
        (Filter("feedback", "=", "useful"),),
        (Filter("on", ">=", "2025-03-01"),),
        (Filter("case", "=", "AR-2025-000002"),),
    ),
    ("on", True),
)  # fmt: skip
DISCLOSURES = FurtherList(
    "disclosures",
    (
        event_fill(
            "record_disclosure",
            "json_object('to', 'Person ' || i % 9999, 'basis', 'Article ' || i % 50)",
            share=0.5, reference="printf('DIS-%07d', i)",
        ),
        event_fill(
            "release_paper",
            "json_object('document', printf('DOC-%07d', i), 'recipient', 'Court ' || i % 999,"
            " 'legal_basis', 'Article ' || i % 50)",
            share=0.5, id="i + {rows}", reference="printf('DOC-%07d/release/1', i)",
        ),
    ),
    ("on", "reference", "case", "way", "to", "basis"),
    (
        (Filter("way", "=", "release_paper"),),
        (Filter("to", "contains", "777"),),
        (Filter("on", ">=", "2025-03-01"),),
        (Filter("case", "=", "AR-2025-000002"),),
    ),
    ("on", True),
)  # fmt: skip
PAPERS = FurtherList(
    "papers",
    (
        event_fill(
            "issue_paper", "json_object('recipient', 'Court ' || i % 999)",
            "json_object('document', printf('DOC-%07d', i), 'title', 'Dossier', 'form', 'DOS-01',"
            " 'marking', 'internal', 'first', 1, 'copies', json('[1, 2]'), 'hash', 'ab')",
            reference="printf('PAP-%07d', i)",
        ),
        event_fill(
            "release_paper", "json_object('recipient', 'Court ' || i % 99)",
            "json_object('first', 0)", share=0.5,
            id="i + {rows}", reference="printf('DOC-%07d/release/1', i)",
        ),
    ),
    ("on", "case"),
    (
        (Filter("form", "=", "DOS-01"),),
        (Filter("state", "=", "partly_released"),),
        (Filter("state", "=", "issued"),),
        (Filter("on", ">=", "2025-03-01"),),
        (Filter("case", "=", "AR-2025-000002"),),
    ),
    ("on", True),
)  # fmt: skip
REQUESTS = FurtherList(
    "requests",
    (
        Fill(
            "request",
            {
                "id": "i", "reference": "printf('MLA-%07d', i)", "case_id": CASE_ID,
                "direction": "iif(i % 4 = 0, 'in', 'out')", "form": "'MLA-01'",
                "country": _COUNTRY, "kinds": "'[\"AR-T\"]'",
                "state": "iif(i % 2 = 0, 'sent', iif(i % 3 = 1, 'executed', 'refused'))",
                "made_on": DAY, "sent_on": DAY, "due_on": f"date({DAY}, '+90 days')",
                "language": "'en'", "fields": "printf('%.400c', 'x')", "assets": "'[]'",
                "orders": "'[]'", "parties": "'[]'",
            },
        ),
    ),
    ("made", "reference", "country", "form", "case", "state", "due"),
    (
        (Filter("state", "=", "sent"),),
        (Filter("direction", "=", "in"),),
        (Filter("country", "=", "DH"),),
        (Filter("due", "<=", "2024-06-01"),),
        (Filter("case", "=", "AR-2025-000002"),),
        (Filter("open", "=", "true"),),
    ),
    ("made", True),
)  # fmt: skip
PAPER_LISTS: tuple[FurtherList, ...] = (
    AUTHORITIES, INFORMATION_REQUESTS, REPORTS, DISCLOSURES, PAPERS, REQUESTS,
)  # fmt: skip
