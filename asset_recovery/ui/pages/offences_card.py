"""The offences of a case: those recorded, what the case only names, and their editors."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from asset_recovery.domain.case_file import CaseFile
from asset_recovery.domain.offence_facts import Offence
from asset_recovery.i18n import N_, _
from asset_recovery.ui import words
from asset_recovery.ui.models.column import Column
from asset_recovery.ui.pages.record_page import list_card
from asset_recovery.ui.widgets.card import Card
from asset_recovery.ui.widgets.plain import button, label


def _days(offence: Offence) -> str:
    days = (offence.committed_on, offence.committed_until)
    return " – ".join(words.iso_days(day) for day in dict.fromkeys(days) if day)


COLUMNS = (
    Column("name", N_("Offence"), lambda o: words.visible(o.name), width=0),
    Column("provision", N_("Provision"), lambda o: words.visible(o.provision or ""), width=150),
    Column("penalty", N_("Maximum"), lambda o: o.penalty or "", look="second", width=84),
    Column("committed", N_("Committed"), _days, look="second", width=178),
    Column("eu", N_("EU list"), lambda o: o.eu_code or "", look="second", width=58),
    Column("reference", N_("No."), lambda o: o.reference, look="second", width=130),
)


def offences_card(file: CaseFile, take: Callable[[str, object], None]) -> QWidget:
    """Recorded offences open their editor; one that is only named opens that of a new record."""
    new = button(_("Record an offence…"), partial(take, "record_offence", {}), "link")
    known = file.case.offences

    def opened(one: Offence) -> None:
        if one.reference:
            take("change_offence", {"offence": one.reference})
        else:
            take("record_offence", {"name": one.name})

    card = list_card(_("Offences"), COLUMNS, known, opened, _("No offence is recorded yet."), new)
    _say_what_is_only_named(card, file)
    return card


def _say_what_is_only_named(card: Card, file: CaseFile) -> None:
    """Requests need the particulars; papers take recorded offences alone."""
    case = file.case
    if case.offences and not any(one.reference for one in case.offences):
        text = _("They are only named. Open one to record its provision, penalty and dates: "
                 "requests and certificates are filled from there.")  # fmt: skip
        card.add(label(text, "note", wrap=True))
        return
    recorded = {one.name.casefold() for one in case.offences}
    left = [name for name in case.offences_named if name.casefold() not in recorded]
    if left:
        text = _("Named when the case was opened and not recorded by this name: {names}.")
        names = words.visible(", ".join(left))
        card.add(label(text.format(names=names), "note", wrap=True))
