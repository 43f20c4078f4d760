"""What the record of a certificate already answers of the notices on it (EU-03, EU-04).

Whatever was recorded of the certificate — decisions on its orders, our answers, consultations,
notices of either side — stands in the notice as it was recorded; what no record says stays open.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from asset_recovery.domain.case_file import RequestFacts
from asset_recovery.forms import prefill_eu_execution as execution
from asset_recovery.forms import prefill_eu_issuing as issuing
from asset_recovery.forms import prefill_eu_recognition as recognition
from asset_recovery.forms.case_records import CaseRecords
from asset_recovery.forms.prefill_notice_parts import Found, certificate, references

Part = Callable[[CaseRecords, RequestFacts], Found]
NOTICES: Mapping[str, Part] = {
    "EU-03a": recognition.recognition,
    "EU-03b": recognition.frozen,
    "EU-03c": recognition.postponed,
    "EU-03d": recognition.impossible,
    "EU-03e": recognition.limit,
    "EU-03f": execution.cost_sharing,
    "EU-03g": execution.affected,
    "EU-03h": execution.remedy,
    "EU-03i": execution.own_motion,
    "EU-03j": execution.confiscated,
    "EU-03k": execution.several_orders,
    "EU-03l": execution.terminated,
    "EU-04a": issuing.withdrawn,
    "EU-04b": issuing.over_recovery,
    "EU-04c": issuing.executed_elsewhere,
    "EU-04d": issuing.paid,
    "EU-04e": issuing.open_to_persons,
    "EU-04f": issuing.victim,
    "EU-04g": issuing.persons,
    "EU-04h": issuing.limit_answered,
    "EU-04i": issuing.damages,
}


def steps(records: CaseRecords) -> Found:
    """References and addressee, and what the notice of this letter repeats from the record."""
    parent = records.parent
    if parent is None:
        return
    yield from references(records, parent)
    yield from certificate(records, parent)
    part = NOTICES.get(records.request.form)
    if part is not None:
        yield from part(records, parent)
