"""What goes back, in a dossier: lists of victims, agreements on sharing and return, open rests."""

from __future__ import annotations

from asset_recovery.domain.distribution_facts import AgreementFacts, TrancheFacts
from asset_recovery.domain.money import Money
from asset_recovery.reports.dossier_desk import DASH, Desk
from asset_recovery.reports.paper import Block


def victims(desk: Desk) -> list[Block]:
    """Lists of victims with what was decided and paid; no victim is named in them."""
    _ = desk.say
    found = desk.file.victim_lists
    if not found:
        return []
    return [
        desk.table(
            "victims",
            (
                ("list", _("List; basis"), 1.8),
                ("count", _("Victims"), 1.9),
                ("loss", _("Loss"), 1.9, "right"),
                ("admitted", _("Admitted"), 1.9, "right"),
                ("given", _("From elsewhere; allocated"), 2.1, "right"),
                ("paid", _("Paid"), 1.9, "right"),
                ("until", _("To be claimed by"), 1.2),
            ),
            [
                (
                    "\n".join(filter(None, (one.reference, desk.prose(one.basis)))),
                    _(
                        "{count} in all; {admitted} admitted, {rejected} rejected, {open} open"
                    ).format(
                        count=one.count,
                        admitted=one.admitted_count,
                        rejected=one.rejected,
                        open=one.open_count,
                    ),
                    _sum(desk, one.loss),
                    _sum(desk, one.admitted),
                    f"{_sum(desk, one.elsewhere)}\n{_sum(desk, one.allocated)}",
                    _sum(desk, one.paid),
                    desk.day(one.claim_by) if one.claim_by else _("no day set"),
                )
                for one in found
            ],
            title=_("Victims"),
        )
    ]


def _sum(desk: Desk, amount: Money | None) -> str:
    """A sum of a list; without one the list holds several currencies."""
    return desk.say("in several currencies") if amount is None else amount.display()


def agreements(desk: Desk) -> list[Block]:
    """Agreements with other States, each with its terms, then its parts."""
    _ = desk.say
    found = desk.file.agreements
    if not found:
        return []
    table = desk.table(
        "agreements",
        (
            ("reference", _("Agreement"), 1.7),
            ("state", _("State; kind"), 2),
            ("assets", _("Assets"), 1.8),
            ("amount", _("Amount; shares"), 2.2, "right"),
            ("basis", _("Basis; ground"), 2),
            ("use", _("End use; monitored by; published"), 2.8),
        ),
        [_agreement_row(desk, one) for one in found],
        title=_("Agreements on sharing and return"),
    )
    parts = [(one.reference, part) for one in found for part in one.tranches]
    return [table, *_parts(desk, parts)]


def _agreement_row(desk: Desk, one: AgreementFacts) -> tuple[str, ...]:
    _ = desk.say
    published = {True: _("published"), False: _("not published"), None: ""}[one.published]
    excluded = {True: _("offenders do not benefit"), False: _("offenders not excluded"), None: ""}
    money = [desk.money(one.amount), *(f"{to}: {share}" for to, share in one.shares)]
    if one.costs_deducted is not None:
        money.append(_("costs deducted {amount}").format(amount=one.costs_deducted.display()))
    use = [
        desk.prose(one.end_use) or _("end use: none recorded"),
        desk.prose(one.monitoring_party),
        excluded[one.offenders_excluded],
        published,
    ]
    ground = desk.coded("return_grounds", one.ground) if one.ground else ""
    return (
        f"{one.reference}\n{desk.day(one.on)}",
        f"{desk.coded('countries', one.country)}\n{desk.coded('agreement_kinds', one.kind)}",
        desk.references(one.assets),
        "\n".join(money),
        "\n".join(filter(None, (desk.prose(one.basis), ground))) or desk.brief(None),
        "\n".join(filter(None, use)),
    )


def _parts(desk: Desk, parts: list[tuple[str, TrancheFacts]]) -> list[Block]:
    _ = desk.say
    if not parts:
        return []
    return [
        desk.table(
            "tranches",
            (
                ("reference", _("Agreement; part"), 2),
                ("due", _("Due"), 1.2),
                ("expected", _("Expected"), 2, "right"),
                ("confirmed", _("Confirmed"), 2, "right"),
                ("received", _("Received"), 2, "right"),
            ),
            [
                (
                    f"{reference}, {one.number}",
                    desk.day(one.due) if one.due else _("no day set"),
                    DASH if one.expected is None else one.expected.display(),
                    desk.dated(one.confirmed, one.confirmed_on),
                    desk.dated(one.received, one.received_on),
                )
                for reference, one in parts
            ],
            title=_("Parts of the agreements"),
        )
    ]


def differences(desk: Desk) -> list[Block]:
    """Nets that changed after their allocation: what is left to share out, or was too much."""
    _ = desk.say
    found = desk.file.differences
    if not found:
        return []
    return [
        desk.table(
            "differences",
            (
                ("asset", _("Asset"), 4),
                ("what", _("What is open"), 3),
                ("amount", _("Amount"), 2, "right"),
            ),
            [
                (
                    desk.asset_name(one.asset),
                    _("paid too much, to be asked back")
                    if one.amount.is_negative
                    else _("still to be allocated"),
                    one.amount.display(),
                )
                for one in found
            ],
            title=_("Differences after the allocation"),
        )
    ]
