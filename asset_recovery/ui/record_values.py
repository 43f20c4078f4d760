"""What is on file, as the arguments of the action that changes it: its editor opens with that."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict

from asset_recovery.domain.actions.offence_actions import PARTS
from asset_recovery.domain.authority_facts import AuthorityFacts
from asset_recovery.domain.case_file import CaseFile, PartyFacts
from asset_recovery.domain.offence_facts import Offence

Values = dict[str, object]
_OF_PARTY = ("kind", "name", "born", "died", "nationality", "address", "country")
_OF_AUTHORITY = (
    "name", "name_en", "authority_type", "country", "territory", "function_in_proceedings",
    "address", "email", "telephone",
    "fax", "contact_person", "contact_post", "secure_channel_id", "duty_telephone", "languages",
    "channels", "source",
)  # fmt: skip


def values_on_file(file: CaseFile, action: str, given: Mapping[str, object]) -> Values:
    """What the case file says of the record that the action changes; nothing for other actions."""
    read = _READERS.get(action)
    return read(file, given) if read is not None else {}


def party_values(party: PartyFacts) -> Values:
    """A party as `change_party` takes it."""
    more = asdict(party.particulars)
    papers = [{k: str(v) for k, v in one.items() if v} for one in more["documents_of_identity"]]
    return {
        **{name: getattr(party, name) for name in _OF_PARTY},
        "aliases": list(party.aliases),
        "identifiers": dict(party.identifiers),
        "pep": party.pep == "yes",
        **{name: list(one) if isinstance(one, tuple) else one for name, one in more.items()},
        "documents_of_identity": papers,
    }


def offence_values(offence: Offence, parties: Mapping[str, str]) -> Values:
    """An offence as `change_offence` takes it; `parties` are references by name.

    Persons are shown only where each of them is known by a reference.
    """
    persons = [parties[name] for name in offence.persons if name in parties]
    found: Values = {name: getattr(offence, name) for name in ("name", *PARTS)}
    found["persons"] = persons if len(persons) == len(offence.persons) else []
    for name in ("penalty_years", "penalty_months"):
        if found[name] is not None:
            found[name] = str(found[name])
    return found


def authority_values(found: AuthorityFacts) -> Values:
    """An authority of the directory as `change_authority` takes it."""
    values = {name: getattr(found, name, None) for name in _OF_AUTHORITY}
    return {n: list(one) if isinstance(one, tuple) else one for n, one in values.items()}


def _party(file: CaseFile, given: Mapping[str, object]) -> Values:
    found = next((one for one in file.parties if one.reference == given.get("party")), None)
    return party_values(found) if found is not None else {}


def _offence(file: CaseFile, given: Mapping[str, object]) -> Values:
    wanted = given.get("offence")
    found = next((one for one in file.case.offences if one.reference == wanted), None)
    if found is None or not wanted:
        return {}
    return offence_values(found, {one.name: one.reference for one in file.parties})


_READERS: dict[str, Callable[[CaseFile, Mapping[str, object]], Values]] = {
    "change_party": _party,
    "change_offence": _offence,
}
