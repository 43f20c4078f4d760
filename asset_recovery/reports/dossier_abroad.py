"""Requests between States in a dossier: a log with terms and last action, and measures abroad."""

from __future__ import annotations

from asset_recovery.domain.case_file import AbroadFacts, RequestFacts
from asset_recovery.reports.dossier_desk import DASH, Desk
from asset_recovery.reports.paper import Block

_ACKNOWLEDGED = "outbound_acknowledged"


def requests(desk: Desk) -> list[Block]:
    """Section 17: the log of requests to and from other States, then what is held abroad."""
    _ = desk.say
    found = desk.file.requests
    log = desk.table(
        "requests",
        (
            ("reference", _("Request"), 1.9),
            ("state", _("State; authority"), 2),
            ("kind", _("Assistance; instrument"), 2.1),
            ("dates", _("Dates"), 2),
            ("result", _("Status; last action"), 2.4),
            ("records", _("Assets; orders"), 1.8),
        ),
        [_request_row(desk, one) for one in found],
        empty=_("No request is recorded."),
    )
    return [log, *_measures(desk, found), *_recognition(desk, found)]


def _request_row(desk: Desk, one: RequestFacts) -> tuple[str, ...]:
    _ = desk.say
    direction = _("received") if one.is_inbound else _("made by us")
    kinds = [desk.coded("request_kinds", kind) for kind in one.kinds] or [_("not known")]
    return (
        f"{one.reference}\n{one.form}, {direction}",
        f"{desk.coded('countries', one.country)}\n{desk.brief(one.authority)}",
        "\n".join((", ".join(kinds), _instruments(desk, one))),
        "\n".join(_dates(desk, one)),
        "\n".join(_status(desk, one)),
        "\n".join(filter(None, (desk.references(one.assets), ", ".join(one.orders)))),
    )


def _instruments(desk: Desk, one: RequestFacts) -> str:
    """The instruments that it rests on, as its form names them."""
    named = one.fields.get("legal_basis")
    codes = [named] if isinstance(named, str) else named if isinstance(named, list | tuple) else []
    words = [desk.coded("legal_instruments", str(code)) for code in codes if code]
    return ", ".join(words) or desk.say("instrument: none recorded")


def _dates(desk: Desk, one: RequestFacts) -> list[str]:
    _ = desk.say
    word = _("received {day}") if one.is_inbound else _("made {day}")
    lines = [word.format(day=desk.day(one.made_on))]
    if not one.is_inbound:
        sent = _("sent {day}").format(day=desk.day(one.sent_on)) if one.sent_on else _("not sent")
        lines.append(sent)
    seen = next((step.on for step in one.steps if step.step == _ACKNOWLEDGED), None)
    if seen is not None:
        lines.append(_("acknowledged {day}").format(day=desk.day(seen)))
    elif one.sent_on is not None:
        lines.append(_("not acknowledged"))
    due = min(
        (clock for clock in one.clocks if clock.state in ("open", "late")),
        key=lambda clock: clock.due,
        default=None,
    )
    if due is not None:
        late = " " + _("(late)") if due.state == "late" else ""
        lines.append(_("due {day}").format(day=desk.day(due.due)) + late)
    else:
        lines.append(_("due {day}").format(day=desk.day(one.due_on)) if one.due_on
                     else _("no term"))  # fmt: skip
    return lines


def _status(desk: Desk, one: RequestFacts) -> list[str]:
    """Where it stands, what was done last, and what came of it."""
    _ = desk.say
    states = "inbound_request_states" if one.is_inbound else "request_states"
    lines = [desk.coded(states, one.state)]
    acts = [(step.on, desk.say(step.label)) for step in one.steps]
    acts += [
        (contact.on, ", ".join(filter(None, (contact.what, desk.prose(contact.detail)))))
        for contact in one.contacts
    ]
    if acts:
        on, what = max(acts, key=lambda act: act[0])
        lines.append(_("last: {what}, {day}").format(what=what, day=desk.day(on)))
    lines.append(desk.prose(one.result) or _("no result recorded"))
    if one.victim_decision:
        lines.append(_("victim: {decision}").format(decision=one.victim_decision))
    return lines


def _measures(desk: Desk, found: tuple[RequestFacts, ...]) -> list[Block]:
    _ = desk.say
    rows = [_abroad_row(desk, one, line) for one in found for line in one.abroad]
    if not rows:
        return []
    return [
        desk.table(
            "abroad",
            (
                ("request", _("Request; asset"), 2),
                ("outcome", _("Measure abroad"), 1.8),
                ("reference", _("Their reference; held by"), 2),
                ("until", _("In force until; next hearing"), 1.8),
                ("expected", _("Expected"), 1.8, "right"),
                ("confirmed", _("Confirmed"), 1.8, "right"),
                ("received", _("Received"), 1.8, "right"),
            ),
            rows,
            title=_("Measures and amounts abroad"),
        )
    ]


def _abroad_row(desk: Desk, one: RequestFacts, line: AbroadFacts) -> tuple[str, ...]:
    _ = desk.say
    outcome = desk.coded("result_outcomes", line.outcome) if line.outcome else ""
    until = [_("no end told") if line.expires_on is None else desk.day(line.expires_on)]
    if line.next_hearing is not None:
        until.append(_("hearing {day}").format(day=desk.day(line.next_hearing)))
    return (
        f"{one.reference}\n{line.asset}",
        "\n".join(filter(None, (outcome or desk.brief(None), desk.day(line.on)))),
        "\n".join((line.reference or _("reference not known"), desk.prose(line.custodian))).strip(),
        "\n".join(until),
        desk.dated(line.expected, line.expected_on),
        desk.dated(line.confirmed, line.confirmed_on),
        desk.dated(line.received, line.received_on),
    )


def _recognition(desk: Desk, found: tuple[RequestFacts, ...]) -> list[Block]:
    """Orders of other States: what was decided, and when their hold here was lifted."""
    _ = desk.say
    rows = [
        (
            f"{one.reference}\n{order.order}",
            desk.coded("order_kinds", order.kind),
            desk.label(order.decision) if order.decision else _("not decided"),
            desk.happened(order.decided_on),
            "\n".join(order.grounds) or DASH,
            desk.day(order.ended_on) if order.ended_on else _("not lifted"),
            DASH if order.amount is None else order.amount.display(),
        )
        for one in found
        for order in one.recognition
    ]
    if not rows:
        return []
    return [
        desk.table(
            "recognition",
            (
                ("request", _("Request; order"), 1.8),
                ("kind", _("Kind"), 1.8),
                ("decision", _("Decision"), 1.4),
                ("on", _("Decided"), 1.2),
                ("grounds", _("Grounds"), 2.6),
                ("lifted", _("Lifted"), 1.2),
                ("amount", _("Amount"), 1.8, "right"),
            ),
            rows,
            title=_("Orders of other States"),
        )
    ]
