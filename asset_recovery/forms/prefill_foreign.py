"""What the directory of authorities and the State sheets already answer of a request."""

from __future__ import annotations

from collections.abc import Iterator

from asset_recovery.domain.authority_facts import AuthorityFacts
from asset_recovery.domain.countries import country_name
from asset_recovery.forms.answers import Answer
from asset_recovery.forms.case_records import CaseRecords
from asset_recovery.i18n import _

Found = Iterator[tuple[str, Answer]]


def addressed(records: CaseRecords) -> Found:
    """To whom the request goes: of the directory with all its parts, else as it is named.

    A request to a court or a prosecutor goes through the central authority that the State sheet
    names, if it names one.
    """
    request, foreign = records.request, records.file.foreign
    named = foreign.authority(request.addressee)
    sheet = foreign.sheet(request.country)
    central = foreign.authority(sheet.authority) if sheet is not None else None
    if named is not None and named.authority_type != "central_authority":
        yield "executing_authority", _of_directory(named)
    if named is not None and (named.authority_type == "central_authority" or central is None):
        yield "requested_central_authority", _of_directory(named)
    elif request.authority and named is None:
        given = {"name": request.authority}
        yield "requested_central_authority", Answer(given, "record", records.requested)
    elif central is not None:
        yield "requested_central_authority", _of_directory(central)


def _of_directory(authority: AuthorityFacts) -> Answer:
    source = _("directory of authorities, {reference}").format(reference=authority.reference)
    return Answer(authority.parts(), "record", source)


def state_sheet(records: CaseRecords) -> Found:
    """What the sheet of the requested State says of channel, declarations and reservations."""
    sheet = records.file.foreign.sheet(records.request.country)
    if sheet is None:
        return
    source = _("State sheet of {state}, checked on {day}").format(
        state=country_name(sheet.country), day=sheet.checked_on.isoformat()
    )
    if len(sheet.channels) == 1:
        yield "channel", Answer(sheet.channels[0], "record", source)
    day = records.file.read_at.date()
    lines = [
        f"{one.code}: {text}"
        for one in sheet.instruments or ()
        if one.holds(day)
        for text in (one.reservation, one.declaration)
        if text
    ]
    texts = [text for text in (sheet.reservations, *lines) if text]
    yield "declarations_reservations", Answer("\n".join(texts), "record", source)
