"""DIST-01, VICT-01, OPS-09, OPS-10, OPS-11, COMP-01: distribution, claims, release, return."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from asset_recovery.domain.case_file import AssetFacts
from asset_recovery.domain.errors import NotFound, Reason, RuleViolation
from asset_recovery.domain.money import Money
from asset_recovery.i18n import N_, _
from asset_recovery.services.form_papers.form_paper import FormPaper, PaperAsk

if TYPE_CHECKING:
    from asset_recovery.reports.paper import Paper
    from asset_recovery.reports.victims_paper import VictimSheet
    from asset_recovery.services.case_parts.case_desk import CaseDesk


def _desk(ask: PaperAsk) -> CaseDesk:
    from asset_recovery.services.case_parts.case_desk import open_desk  # noqa: PLC0415

    return open_desk(ask.sight.reading, ask.sight.own_case, with_journal=False)


def _asset(ask: PaperAsk) -> AssetFacts:
    return next(one for one in ask.file.assets if one.reference == ask.reference)


def _missing(text: str, clear_with: str, field: str | None = None) -> RuleViolation:
    return RuleViolation(Reason("form_incomplete", text, clear_with, field=field))


def distribution_order(ask: PaperAsk) -> Paper:
    """The order that distributes the money of an asset, or of the whole case."""
    from asset_recovery.reports.distribution_paper import compose_distribution_order  # noqa: PLC0415

    found = ask.file.distributions
    if ask.sight.kind == "asset":
        asset = _asset(ask)
        names = {asset.reference, asset.replaced_by or asset.reference}
        found = tuple(one for one in found if names & set(one.asset.split(", ")))
    if not found:
        raise _missing(_("No net proceeds are determined."), "determine_net")
    return compose_distribution_order(ask.file, found, ask.profile, ask.language, ask.translate)


def victim_list(ask: PaperAsk) -> Paper:
    """Who of the victims receives what; `copy=public` without names."""
    from asset_recovery.reports.victims_paper import compose_victim_list  # noqa: PLC0415

    published = ask.options.get("copy") == "public" or ask.profile.name != "full"
    sheet = _victim_sheet(ask, published)
    return compose_victim_list(ask.file, sheet, published, ask.profile, ask.language, ask.translate)


def _victim_sheet(ask: PaperAsk, published: bool) -> VictimSheet:
    from asset_recovery.persistence.queries.victim_query import payments_of_case  # noqa: PLC0415
    from asset_recovery.reports.victims_paper import (  # noqa: PLC0415
        MOST_LINES,
        VictimLine,
        VictimSheet,
        pseudonym,
    )
    from asset_recovery.services.victim_payments import payment_lines  # noqa: PLC0415

    desk = _desk(ask)
    wanted = ask.options.get("allocation")
    told = [
        one
        for one in desk.done("allocate_proceeds")
        if one.facts.get("victims") and (wanted is None or one.row["reference"] == wanted)
    ]
    if not told:
        raise _missing(_("Nothing is allocated to a list of victims."), "allocate_proceeds")
    event = told[-1]
    connection = ask.sight.connection
    payments = payments_of_case(connection, int(desk.case["id"]))
    allocation, key = str(event.row["reference"]), str(event.row["id"])
    digest, total, count = hashlib.sha256(), 0, 0
    classes: dict[int, tuple[int, int]] = {}
    lines: list[VictimLine] = []
    currency = ""
    for one in payment_lines(connection, event.row, payments):
        currency, count = one.amount.currency, count + 1
        total += one.amount.minor
        known = classes.get(one.rank, (0, 0))
        classes[one.rank] = (known[0] + 1, known[1] + one.amount.minor)
        digest.update(f"{one.victim} {one.amount.minor}\n".encode())
        name = pseudonym(allocation, one.victim, f"{key} {event.row['recorded_at']}")
        if published or len(lines) < MOST_LINES:
            lines.append(
                VictimLine(
                    victim=name if published else one.victim,
                    name="" if published else one.name,
                    rank=one.rank,
                    admitted=one.admitted,
                    elsewhere=one.elsewhere,
                    amount=one.amount,
                    paid_on=one.paid_on,
                )
            )
    if published:
        lines = sorted(lines, key=lambda line: line.victim)[:MOST_LINES]
    named = {str(part["victim_list"]) for part in event.facts["victims"]}
    return VictimSheet(
        allocation=allocation,
        lists=tuple(one for one in ask.file.victim_lists if one.reference in named),
        lines=tuple(lines),
        count=count,
        total=Money(total, currency),
        by_class=tuple(
            (rank, number, Money(sum_, currency))
            for rank, (number, sum_) in sorted(classes.items())
        ),
        digest=digest.hexdigest(),
    )


def third_party_claim(ask: PaperAsk) -> Paper:
    """A claim on an asset: the one named, else the newest."""
    from asset_recovery.reports.claim_paper import ClaimSheet, compose_claim  # noqa: PLC0415

    wanted = ask.options.get("claim")
    names = {ask.reference, _asset(ask).replaced_by, _asset(ask).substitutes}
    found = [
        one
        for one in ask.file.claims
        if one.kind == "third_party_claim"
        and one.asset in names
        and (wanted is None or one.reference == wanted)
    ]
    if not found:
        raise _missing(_("No claim of a third party is on file."), "file_claim", "claim")
    claim = found[-1]
    until = [one.until for one in ask.file.notices if one.kind == "claims" and one.until]
    documents = [
        f"{one.reference}  {one.title}"
        for one in ask.file.documents
        if claim.reference in (one.record, one.title)
    ]
    sheet = ClaimSheet(
        claim=claim,
        notice_until=max(until).isoformat() if until else None,
        documents=tuple(documents),
        answers=ask.options,
    )
    return compose_claim(ask.file, sheet, ask.profile, ask.language, ask.translate)


def release(ask: PaperAsk) -> Paper:
    """The certificate of release, restitution, disposal or destruction of an asset."""
    from asset_recovery.reports.release_paper import compose_release  # noqa: PLC0415
    from asset_recovery.services.form_papers.release_facts import release_sheet  # noqa: PLC0415

    sheet = release_sheet(_desk(ask), ask.file, ask.reference)
    if sheet is None:
        raise _missing(_("The asset was neither given back nor disposed of."), "return_asset")
    return compose_release(ask.file, sheet, ask.profile, ask.language, ask.translate)


def sharing(ask: PaperAsk) -> Paper:
    """Return to another State or sharing with it: the agreement named, else the newest."""
    from asset_recovery.reports.sharing_paper import compose_sharing  # noqa: PLC0415

    wanted = ask.options.get("agreement")
    found = [one for one in ask.file.agreements if wanted is None or one.reference == wanted]
    if not found and wanted is not None:
        text = _("There is no agreement {agreement} in this case.").format(agreement=wanted)
        raise NotFound(Reason("not_found", text, field="agreement"))
    if not found:
        raise _missing(_("No agreement with another State is on file."), "record_agreement")
    return compose_sharing(ask.file, found[-1], ask.profile, ask.language, ask.translate)


def compensation(ask: PaperAsk) -> Paper:
    """What is owed for an asset after a reversal or a release, worked out step by step."""
    from asset_recovery.lifecycle.reversal import duty_of  # noqa: PLC0415
    from asset_recovery.reports.sharing_paper import DutySheet, compose_compensation  # noqa: PLC0415

    desk = _desk(ask)
    asset = desk.by_reference[ask.reference]
    duty = duty_of(asset.position, desk.rules, desk.day)
    if duty is None:
        raise _missing(
            _("This asset is neither to be given back nor was its confiscation reversed."),
            "reverse_confiscation",
        )
    sheet = DutySheet(
        asset=_asset(ask),
        kind=duty.kind,
        since=None if duty.since is None else duty.since.isoformat(),
        principal=duty.principal,
        interest=duty.interest,
        paid=duty.paid,
        outstanding=duty.outstanding,
        steps=tuple(duty.steps),
    )
    return compose_compensation(ask.file, sheet, ask.profile, ask.language, ask.translate)


FORMS = (
    FormPaper(
        form="DIST-01",
        title=N_("Distribution order"),
        kinds=("asset", "case"),
        compose=distribution_order,
    ),
    FormPaper(
        form="VICT-01",
        title=N_("Distribution list of victims"),
        kinds=("case",),
        compose=victim_list,
        options=("allocation", "copy"),
    ),
    FormPaper(
        form="OPS-09",
        title=N_("Third-party claim"),
        kinds=("asset",),
        compose=third_party_claim,
        options=(
            "claim", "acquired_on", "acquired_from", "price", "payment", "knowledge", "transfer",
            "hardship",
        ),
    ),
    FormPaper(
        form="OPS-10",
        title=N_("Certificate of release, return or disposal"),
        kinds=("asset",),
        compose=release,
    ),
    FormPaper(
        form="OPS-11",
        title=N_("Return or sharing with another State"),
        kinds=("case",),
        compose=sharing,
        options=("agreement",),
    ),
    FormPaper(
        form="COMP-01",
        title=N_("Calculation of compensation"),
        kinds=("asset",),
        compose=compensation,
    ),
)  # fmt: skip
