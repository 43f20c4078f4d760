"""The last look at a paper before it is drawn for somebody outside: what must not stand in it."""

from __future__ import annotations

from collections.abc import Iterator

from asset_recovery.domain.case_file import CaseFile
from asset_recovery.domain.paper_facts import ISSUED
from asset_recovery.reports.dossier_desk import MASK, Desk
from asset_recovery.reports.paper import Paper
from asset_recovery.reports.redaction import Redaction, redacted, redaction
from asset_recovery.reports.word_finder import letters, shortened, spellings

NATURAL = "natural"
_LONG_ENOUGH = 12  # a shorter text may be an ordinary word


def for_recipient(paper: Paper, file: CaseFile, desk: Desk) -> Paper:
    """The paper without any of the words that the profile of `desk` keeps from its recipient.

    `file` is the whole case: what was left out of it is looked for in what was composed.
    """
    found = kept_from(file, desk)
    return redacted(paper, found) if found.words else paper


def kept_from(file: CaseFile, desk: Desk) -> Redaction:
    """What is replaced wherever it stands, in the paper and in the titles of its exhibits."""
    words = dict(_names(file, desk))
    if not desk.profile.inside:
        words.update(dict.fromkeys(_kept_back(file, desk), MASK))
    words.update(dict.fromkeys(_protected(file, desk), MASK))
    words.update(dict.fromkeys(_persons(file, desk), MASK))
    return redaction(words.items())


def _names(file: CaseFile, desk: Desk) -> Iterator[tuple[str, str]]:
    """Everybody in the office, whom this paper need not name; one word may be an ordinary one.

    Initials are masked only where no party of the case bears the same surname.
    """
    if desk.profile.people == "name":
        return
    families = {name.split()[-1].casefold() for name in _party_names(file) if name.split()}
    for name, number in file.users:
        if not _several_words(name):
            continue
        stands = desk.person(name, number)
        yield from ((one, stands) for one in spellings(name))
        if not {part.strip(",").casefold() for part in name.split()} & families:
            yield from ((one, stands) for one in shortened(name))


def _several_words(name: str) -> bool:
    """Whether a name has more than one word, or is of signs that are words by themselves."""
    plain = "".join(name.split())
    return len(name.split()) > 1 or letters(plain) > len(plain)


def _party_names(file: CaseFile) -> Iterator[str]:
    for one in file.parties:
        yield from (one.name, *one.aliases)


def _kept_back(file: CaseFile, desk: Desk) -> Iterator[str]:
    """Notes, titles of documents of a higher marking than the recipient may read, and what came
    by informal channels without a consent for this recipient.

    Papers of our own bear the title of their form, which says nothing of their content.
    """
    profile = desk.profile
    limit = profile.rank(profile.highest_document)
    for one in file.documents:
        if one.kind != ISSUED and profile.rank(one.classification) > limit:
            names = (one.title, one.original_name or "")
            yield from (name for name in names if len(name) >= _LONG_ENOUGH)
    if not desk.profile.internal_notes:
        yield from (one.text for one in file.notes if len(one.text) >= _LONG_ENOUGH)
    if not desk.profile.informal_requests:
        told = file.intelligence
        texts = [*(one.content for one in told.information), *(one.summary for one in told.reports)]
        yield from (one for one in texts if len(one) >= _LONG_ENOUGH)


def _protected(file: CaseFile, desk: Desk) -> Iterator[str]:
    """Places of victims and witnesses; of all, where the profile masks addresses; and numbers of
    identity, where it masks those."""
    roles = set(desk.profile.protected_roles)
    every = "address" in desk.profile.mask
    numbers = "person_identifiers" in desk.profile.mask
    for one in file.parties:
        more = one.particulars
        if every or roles & set(one.roles):
            places = (one.address, more.current_location, more.detention_place)
            yield from (place for place in places if place)
        if numbers:
            papers = (paper.number for paper in more.documents_of_identity)
            yield from (value for value in (more.identity_number, *papers) if value)
    if "custody_place" in desk.profile.mask:
        custody = tuple(dict.fromkeys(_places(file)))
        yield from custody
        yield from _around(file, redaction((one, MASK) for one in custody))


def _places(file: CaseFile) -> Iterator[str]:
    """The places of custody, each with those in which it lies."""
    for name, path in file.place_paths:
        yield from (name, path, *(part.strip() for part in path.split("›")))


def _around(file: CaseFile, places: Redaction) -> Iterator[str]:
    """What names a place of custody with more: its berth, the firm that keeps it."""
    told: list[str | None] = [one.location for one in file.assets]
    for link in file.custody:
        told += [link.place, link.custodian, link.from_whom, link.to_whom]
    yield from (text for text in dict.fromkeys(told) if text and places.names(text))


def _persons(file: CaseFile, desk: Desk) -> Iterator[str]:
    """Names of who is only a victim, witness, claimant or bidder, where the profile masks them.

    Who also owns, holds or is suspected stands in the case openly and is not masked by name. The
    surname of a natural person is masked alone too, unless it is a word of an open name.
    """
    masked = desk.profile.mask & {"claimants", "bidders"}
    if not masked:
        return
    roles = {"claimant": "claimants", "bidder": "bidders", "buyer": "bidders"}
    hidden = {role for role, what in roles.items() if what in masked}
    if "claimants" in masked:
        hidden |= set(desk.profile.protected_roles)
    withheld, open_names = set[str](), set[str]()
    for one in file.parties:
        apart = bool(one.roles) and set(one.roles) <= hidden
        (withheld if apart else open_names).update((one.name, *one.aliases))
    named = [claim.party for claim in file.claims] if "claimants" in masked else []
    if "bidders" in masked:
        for sale in file.sales:
            named += [*(bid[0] for bid in sale.bids), *([sale.buyer] if sale.buyer else [])]
    withheld.update(name for name in named if name not in open_names)
    people = {
        name for one in file.parties if one.kind == NATURAL for name in (one.name, *one.aliases)
    }
    open_words = {word for name in open_names for word in _words(name)}
    for name in sorted(withheld):
        yield from spellings(name)
        family = _family(name) if name in people else ""
        if family and family.casefold() not in open_words:
            yield family


def _family(name: str) -> str:
    """The surname of a name of several words, empty where it has one only."""
    if "," in name:
        return name.partition(",")[0].strip()
    parts = name.split()
    return parts[-1] if len(parts) > 1 else ""


def _words(name: str) -> Iterator[str]:
    """The words of a name, and its surname where that has several."""
    yield from (part.strip(",").casefold() for part in name.split())
    yield _family(name).casefold()
