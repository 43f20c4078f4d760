"""What records answer of the cover of a draft (MLA-02) and of a supplement (MLA-03)."""

from __future__ import annotations

from asset_recovery.domain.case_file import RequestFacts
from asset_recovery.domain.code_lists import label
from asset_recovery.forms.answers import Answer
from asset_recovery.forms.case_records import CaseRecords
from asset_recovery.forms.draft_digest import draft_version
from asset_recovery.forms.prefill_notice_parts import Found, full, iso, of, references
from asset_recovery.i18n import _

# --- MLA-02 ---------------------------------------------------------------------------------


def cover(records: CaseRecords) -> Found:
    """The draft with its version and hash, and who was shown it."""
    parent = records.parent
    if parent is None:
        return
    yield from references(records, parent)
    number, digest = draft_version(records.file, parent)
    yield "draft_version", Answer(number, "record", of(parent))
    yield "draft_hash", Answer(digest, "derived", _("content of the draft"))
    if parent.story.shared:
        on, whom, channel = parent.story.shared[-1]
        source = _("draft shared on {day}").format(day=on.isoformat())
        addressee = {"name": whom, "contact": channel, "country": parent.country}
        yield "addressee", Answer(addressee, "record", source)
        yield "consultation_date", Answer(on, "record", source)
    if parent.sent_on is not None:
        text = _("sent on {day}").format(day=parent.sent_on.isoformat())
        yield "version_sent", Answer(text, "record", of(parent))


# --- MLA-03 ---------------------------------------------------------------------------------


def supplement(records: CaseRecords) -> Found:
    """The request that was sent, what the other State asked for, other States on its orders."""
    parent = records.parent
    if parent is None:
        return
    yield from references(records, parent)
    yield "parent_sent_on", Answer(parent.sent_on, "record", of(parent))
    if parent.state == "more_information":
        on = max((on for on, kind in parent.story.answers if kind == "more_information"),
                 default=None)  # fmt: skip
        source = _("their answer of {day}").format(day=iso(on))
        yield "supplement_type", Answer("additional_information", "record", source)
    elif parent.state == "withdrawn":
        day = parent.story.ended_on or parent.story.withdrawn_on
        yield "supplement_type", Answer("no_longer_required", "record", of(parent))
        yield "no_longer_required_from", Answer(day, "record", of(parent))
    owed = next((one for one in parent.clocks if one.code == "supplement_owed"), None)
    if owed is not None:
        source = _("their answer of {day}").format(day=owed.start.isoformat())
        yield "their_time_limit", Answer(owed.due, "record", source)
    others = _on_the_same_orders(records, parent)
    rows = tuple(
        full(
            state=one.country,
            authority=one.authority or "",
            reference=one.reference,
            date=iso(one.sent_on),
        )
        for one in others
    )
    yield "further_states", Answer(rows, "record", _("requests of the case"))
    named = [one for one in records.file.orders if one.reference in parent.orders]
    shared = {name for one in others for name in one.orders}
    ended = [one for one in named if one.state in ("lifted", "annulled", "expired")]
    concerned = ended or [one for one in named if one.reference in shared] or named
    text = "; ".join(f"{one.number or one.reference}, {one.authority}" for one in concerned)
    yield "order_concerned", Answer(text, "record", _("orders of the request"))
    held = "; ".join(
        f"{one.asset}, {label('result_outcomes', one.outcome)} {one.reference}".strip()
        for one in parent.abroad
        if one.outcome == "frozen"
    )
    yield "measure_concerned", Answer(held, "record", _("answers of the other State"))


def _on_the_same_orders(records: CaseRecords, parent: RequestFacts) -> list[RequestFacts]:
    return [
        one
        for one in records.file.requests
        if not one.is_inbound
        and one.reference != parent.reference
        and one.country != parent.country
        and one.sent_on is not None
        and one.parent is None
        and set(one.orders) & set(parent.orders)
    ]
