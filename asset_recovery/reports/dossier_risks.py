"""Points of a case that need attention, found in its records: a computation, not a judgement."""

from __future__ import annotations

from asset_recovery.domain.case_file import CaseFile
from asset_recovery.reports.custody_chain import by_asset, gaps
from asset_recovery.reports.dossier_desk import Desk


def risks(desk: Desk) -> list[str]:
    """Sentences, the most pressing first."""
    _ = desk.say
    file = desk.file
    found = [
        _("{title} was due on {day} and is late ({record}).").format(
            title=one.title, day=desk.day(one.due), record=one.record
        )
        for one in sorted(file.deadlines, key=lambda one: (not one.hard, one.due))
        if one.state == "late"
    ]
    kept = {one.asset for one in file.custody_files}
    chains = by_asset(file.custody).items()
    broken = [one.asset for one in file.custody_files if one.open_findings]
    broken += [ref for ref, links in chains if ref not in kept and gaps(links)]
    if broken:
        found.append(
            _("The custody chain has a break: {assets}.").format(assets=desk.references(broken))
        )
    found += _irregular(desk)
    found += list(file.problems)
    unvalued = [one.reference for one in file.assets if one.value is None]
    if unvalued:
        found.append(_("No value is on file: {assets}.").format(assets=desk.references(unvalued)))
    disputed = [one.reference for one in file.claims if one.decided_on is None]
    if disputed:
        found.append(_("Claims are not decided: {claims}.").format(claims=", ".join(disputed)))
    return found


def _irregular(desk: Desk) -> list[str]:
    _ = desk.say
    return [
        _("{record} is irregular: {what}.").format(record=record, what=desk.irregularities(found))
        for record, found in irregular_records(desk.file)
    ]


def irregular_records(file: CaseFile) -> list[tuple[str, tuple[str, ...]]]:
    """References of irregular assets and orders, each with what is irregular about it."""
    assets = [(one.reference, one.irregular) for one in file.assets if one.irregular]
    return assets + [(one.reference, one.irregular) for one in file.orders if one.irregular]


def taken_over_records(file: CaseFile) -> list[str]:
    """References of assets and orders taken over from another register."""
    assets = [one.reference for one in file.assets if one.taken_over]
    return assets + [one.reference for one in file.orders if one.taken_over]
