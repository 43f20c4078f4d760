"""What was asked for, learnt and told, for the office itself: on no paper that leaves it."""

from __future__ import annotations

from asset_recovery.domain.intelligence_facts import (
    ConsentFacts,
    DisclosureFacts,
    InformationFacts,
    ReportFacts,
)
from asset_recovery.reports.dossier_desk import DASH, Desk
from asset_recovery.reports.paper import Block


def intelligence(desk: Desk) -> list[Block]:
    """Section 29: registers asked, reports received, disclosures, consents. No source is named."""
    _ = desk.say
    told = desk.file.intelligence
    return [
        desk.table(
            "information",
            (
                ("reference", _("Request; sent"), 1.6),
                ("to", _("To; register"), 2.2),
                ("about", _("About"), 2.2),
                ("gateway", _("Legal gateway; purpose"), 2.6),
                ("answer", _("Answer"), 2.6),
            ),
            [_information(desk, one) for one in told.information],
            empty=_("No register was asked."),
            title=_("Information asked for"),
        ),
        desk.table(
            "reports",
            (
                ("reference", _("Report; received"), 1.6),
                ("from", _("From"), 1.4),
                ("handling", _("Handling"), 1.6),
                ("summary", _("What was said"), 4.4),
                ("feedback", _("Feedback"), 1.6),
            ),
            [_report(desk, one) for one in told.reports],
            empty=_("No report is on file."),
            title=_("Reports received"),
        ),
        desk.table(
            "disclosures",
            (
                ("on", _("Date; record"), 1.6),
                ("how", _("How"), 1.3),
                ("to", _("To"), 2),
                ("basis", _("Basis; purpose"), 2.6),
                ("what", _("What"), 3),
            ),
            [_disclosure(desk, one) for one in told.disclosures],
            empty=_("No disclosure is recorded."),
            title=_("Disclosures"),
        ),
        desk.table(
            "consents",
            (
                ("reference", _("Consent; given"), 1.7),
                ("about", _("To the content of"), 2),
                ("by", _("By"), 2.2),
                ("uses", _("For"), 2.6),
                ("until", _("Holds"), 2),
            ),
            [_consent(desk, one) for one in told.consents],
            empty=_("No consent is recorded."),
            title=_("Consents to use"),
        ),
    ]


def _information(desk: Desk, one: InformationFacts) -> tuple[str, ...]:
    _ = desk.say
    about = [*one.subjects, desk.references(one.assets), *one.accounts]
    answer = [_("open, due {day}").format(day=desk.day(one.due)) if one.due else _("open")]
    if one.answered_on is not None:
        answer = [f"{_(one.result_label)}, {desk.day(one.answered_on)}", one.content]
    return (
        f"{one.reference}\n{desk.day(one.on)}",
        f"{one.to}\n{_(one.register_label)}",
        "\n".join(part for part in about if part),
        f"{_(one.gateway_label)}\n{desk.prose(one.purpose)}",
        "\n".join([*(desk.prose(part) for part in answer if part), _(one.handling_label)]),
    )


def _report(desk: Desk, one: ReportFacts) -> tuple[str, ...]:
    _ = desk.say
    told = [one.summary, ", ".join(one.persons), desk.references(one.assets)]
    return (
        f"{one.reference}\n{desk.day(one.on)}",
        _(one.from_label),
        _(one.handling_label),
        "\n".join(desk.prose(part) for part in told if part) or DASH,
        f"{_(one.feedback_label)}\n{desk.day(one.feedback_on)}" if one.feedback_on else DASH,
    )


def _disclosure(desk: Desk, one: DisclosureFacts) -> tuple[str, ...]:
    _ = desk.say
    basis = [one.basis, one.purpose, _(one.handling_label) if one.handling_label else ""]
    return (
        f"{desk.day(one.on)}\n{one.reference}",
        _(one.how),
        "\n".join(part for part in (one.to, one.country or "") if part),
        "\n".join(desk.prose(part) for part in basis if part),
        desk.prose(one.what),
    )


def _consent(desk: Desk, one: ConsentFacts) -> tuple[str, ...]:
    _ = desk.say
    if one.withdrawn_on is not None:
        holds = _("withdrawn on {day}").format(day=desk.day(one.withdrawn_on))
    elif one.until is not None:
        holds = _("until {day}").format(day=desk.day(one.until))
    else:
        holds = _("no end")
    return (
        f"{one.reference}\n{desk.day(one.on)}",
        ", ".join(one.about),
        one.by,
        "\n".join(part for part in (one.uses_label, desk.prose(one.conditions)) if part),
        holds,
    )
