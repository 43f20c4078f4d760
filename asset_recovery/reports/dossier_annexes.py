"""Annexes of a dossier: sheets of photographs, and the money from hand to hand where recorded."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from asset_recovery.domain.custody_facts import PhotoFacts
from asset_recovery.domain.money import Money
from asset_recovery.reports.dossier_desk import Desk
from asset_recovery.reports.paper import Block, Picture, Pictures, Text

MOST_PHOTOS = 120
_Move = tuple[date, str, str, Money, str]


def photographs(desk: Desk) -> list[Block]:
    """Annex B: thumbnails asset by asset, of the photographs that this recipient may have."""
    _ = desk.say
    limit = desk.profile.rank(desk.profile.highest_document)
    allowed = {
        one.reference
        for one in desk.file.documents
        if desk.profile.rank(one.classification) <= limit
    }
    blocks: list[Block] = []
    left, hidden = MOST_PHOTOS, 0
    untold = 0
    for one in desk.file.custody_files:
        seen = [photo for photo in one.photos if photo.document in allowed]
        hidden += len(one.photos) - len(seen)
        untold += max(len(seen) - left, 0)
        shown = seen[:left]
        left -= len(shown)
        if shown:
            rows = tuple(_thumbnail(desk, photo) for photo in shown)
            blocks.append(Pictures(rows, title=desk.asset_name(one.asset)))
    if not blocks:
        blocks.append(Text(_("No photograph is on file for this recipient."), "note"))
    if untold:
        text = _("{count} more photograph(s) are on file.")
        blocks.append(Text(text.format(count=untold), "small"))
    if hidden:
        text = _("{count} photograph(s) of a higher marking are not shown to this recipient.")
        blocks.append(Text(text.format(count=hidden), "attention"))
    return blocks


def _thumbnail(desk: Desk, photo: PhotoFacts) -> Picture:
    """The picture made small, its title, day and the beginning of its hash."""
    _ = desk.say
    data = desk.pictures(photo.hash) if desk.pictures is not None else None
    when = desk.day(photo.on) if photo.on else desk.brief(None)
    caption = f"{desk.prose(photo.title)}\n{photo.document}, {when}\nSHA-256 {photo.hash[:16]}…"
    return Picture(data or b"", caption, _("This picture cannot be shown."))


def funds(desk: Desk) -> list[Block]:
    """Annex C: each recorded movement of money, from whom to whom, the oldest first."""
    _ = desk.say
    found = sorted(_moves(desk), key=lambda one: (one[0], one[4]))
    return [
        desk.table(
            "funds",
            (
                ("on", _("Date"), 1.2),
                ("from", _("From"), 2.8),
                ("to", _("To"), 2.8),
                ("amount", _("Amount"), 2, "right"),
                ("record", _("Record"), 1.8),
            ),
            [
                (desk.day(on), given, taken, amount.display(), record)
                for on, given, taken, amount, record in found
            ],
            empty=_("No movement of money is recorded."),
        )
    ]


def _moves(desk: Desk) -> Iterator[_Move]:
    for shared in desk.file.distributions:
        for to, on, amount, _proof in shared.payments:
            yield on, desk.asset_name(shared.asset), to, amount, shared.reference
    yield from _of_sales(desk)
    yield from _from_abroad(desk)


def _of_sales(desk: Desk) -> Iterator[_Move]:
    _ = desk.say
    for sale in desk.file.sales:
        buyer = desk.masked("bidders", sale.buyer) if sale.buyer else _("buyer not known")
        for paid in sale.payments:
            account = paid.account or _("account not known")
            yield paid.on, buyer, account, paid.amount, sale.reference or sale.asset


def _from_abroad(desk: Desk) -> Iterator[_Move]:
    """What came under agreements, and on requests; the same money is recorded on one of them."""
    office = desk.file.office.name
    for agreed in desk.file.agreements:
        country = desk.coded("countries", agreed.country)
        for part in agreed.tranches:
            if part.received is not None and part.received_on is not None:
                yield part.received_on, country, office, part.received, agreed.reference
    for request in desk.file.requests:
        country = desk.coded("countries", request.country)
        for line in () if request.is_inbound else request.abroad:
            if line.received is not None and line.received_on is not None:
                yield line.received_on, country, office, line.received, request.reference
