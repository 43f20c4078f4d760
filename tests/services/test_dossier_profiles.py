"""Who reads what: recipients as a table, gaps by decision, nothing masked anywhere in the file."""

from __future__ import annotations

import ast
import io
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from asset_recovery.paths import resources
from asset_recovery.reports.dossier_profile import columns, profiles
from asset_recovery.reports.profile_lint import lint_profiles
from asset_recovery.services.paper_service import PaperService
from tests.reports.pdf_reading import page_texts
from tests.services.reading import opened
from tests.support.office import NOW, SmallOffice
from tests.support.yacht_story import CASE, YACHT, the_yacht

TODAY = NOW[:10]
ROOT = Path(__file__).resolve().parents[2]
VICTIM = "17 Harbour Lane, Valletta"
NOTE = "The informant called again from the marina."
OUTSIDE = ("court", "prosecutor", "foreign", "owner")


@pytest.fixture(scope="module")
def yacht(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SmallOffice]:
    """The yacht with what nobody outside may read: names, a victim's address, notes, a report."""
    office = the_yacht(tmp_path_factory.mktemp("yacht"), until="sold")
    office.give(
        "change_user", user="officer", name="Petra Olsen", reason="name", by="administrator"
    )
    office.give(
        "change_user", user="colleague", name="Jonas Berg", reason="name", by="administrator"
    )
    office.give("register_party", party="P-V", kind="natural", name="Victor Winter", address=VICTIM)
    office.give("link_party", case=CASE, party="P-V", role="victim")
    office.give("add_note", to=CASE, text=NOTE)
    office.give(
        "change_case",
        case=CASE,
        summary=f"Reported by PETRA  olsen and Jonas Berg. {NOTE} Loss of {VICTIM}.",
        reason="facts",
    )
    office.give(
        "move_custody",
        asset=YACHT,
        on="2018-08-20",
        to="Berth 9",
        reason="Asked for by Jonas Berg",
        handed_over_by="Harbour master",
        received_by="Petra Olsen",
    )
    yield office
    office.close()


def dossier(office: SmallOffice, profile: str) -> bytes:
    """The dossier for a kind of recipient."""
    service = PaperService(opened(office), office.actor("everyone"), "audit")
    return service.dossier(CASE, profile=profile, recipient="Somebody")


def whole(content: bytes) -> str:
    """All that is in a PDF: shown text, and every stream and string of it, unpacked."""
    found = [" ".join(" ".join(page_texts(content)).split()), content.decode("latin-1")]
    with pikepdf.open(io.BytesIO(content)) as document:
        for item in document.objects:
            found.append(str(item))
            if isinstance(item, pikepdf.Stream):
                is_picture = "DCTDecode" in repr(item.get("/Filter"))
                data = item.read_raw_bytes() if is_picture else item.read_bytes()
                found.append(data.decode("latin-1", "replace"))
                found.append(data.decode("utf-16-be", "replace"))
            found.append(repr(dict(item)) if isinstance(item, pikepdf.Dictionary) else "")
        found.append(repr(dict(document.docinfo)))
        found.append(repr(list(document.attachments)))
        found.append(str(document.open_metadata()))
    return "\n".join(found)


@pytest.mark.parametrize("profile", OUTSIDE)
@pytest.mark.parametrize("secret", ["Petra", "Olsen", "Jonas", "Harbour Lane", "informant"])
def test_nothing_that_is_kept_from_a_recipient_is_anywhere_in_the_file(
    yacht: SmallOffice, profile: str, secret: str
) -> None:
    assert secret.casefold() not in whole(dossier(yacht, profile)).casefold()


@pytest.mark.parametrize("secret", ["Petra Olsen", "Harbour Lane", "informant"])
def test_the_same_words_stand_in_the_dossier_that_stays_in_the_office(
    yacht: SmallOffice, secret: str
) -> None:
    assert secret in whole(dossier(yacht, "full"))


def test_the_redaction_log_names_what_was_masked_and_why(yacht: SmallOffice) -> None:
    text = " ".join(page_texts(dossier(yacht, "court")))
    for said in ("Redaction log", "Names of users", "Addresses of victims", "Internal notes"):
        assert said in text


def test_gaps_are_shown_until_the_legal_officer_decides_otherwise_and_never_vanish_silently(
    yacht: SmallOffice,
) -> None:
    assert "CHAIN BROKEN" in whole(dossier(yacht, "court"))
    given: dict[str, Any] = {"case": CASE, "on": TODAY, "profile": "court", "shown": "left_out"}
    refused = yacht.try_to_give("decide_gap", by="officer", **given, reason="not asked")
    assert [one.code for one in refused.reasons] == ["role_needed"]
    yacht.give("decide_gap", by="lawyer", **given, reason="The court did not ask for the chain.")
    text = whole(dossier(yacht, "court"))
    assert "CHAIN BROKEN" not in text
    assert "chain unbroken" not in text
    assert "left out of this copy" in text
    assert "decision of the legal officer" in text
    assert "CHAIN BROKEN" in whole(dossier(yacht, "prosecutor"))
    yacht.give("decide_gap", by="lawyer", **{**given, "shown": "shown"}, reason="Asked for now.")
    assert "CHAIN BROKEN" in whole(dossier(yacht, "court"))


def test_a_gap_is_decided_for_a_recipient_that_there_is(yacht: SmallOffice) -> None:
    refused = yacht.try_to_give(
        "decide_gap", case=CASE, on=TODAY, profile="nobody", shown="shown", reason="x"
    )
    assert [one.code for one in refused.reasons] == ["not_found"]


OWN = """
version = "7"
[profile.ministry]
label = "Ministry of Finance"
handling = "For the budget only."
sections = ["control", "assets", "ledger", "signatures"]
people = "post"
highest_document = "internal"
exhibits = "named"
inside = false
informal_requests = false
internal_notes = false
mask = ["address"]
[profile.ministry.drop]
ledger = ["counterparty"]
"""


def installed(office: SmallOffice, folder: Path, text: str) -> Any:  # noqa: ANN401 - a result
    """What comes of installing a file of profiles."""
    path = folder / "profiles.toml"
    path.write_text(text, encoding="utf-8")
    return office.try_to_give(
        "install_profile",
        file=str(path),
        **{"from": TODAY},
        reason="The ministry asks every quarter.",
    )


def test_an_office_describes_a_recipient_of_its_own(yacht: SmallOffice, tmp_path: Path) -> None:
    assert installed(yacht, tmp_path, OWN).ok
    text = whole(dossier(yacht, "ministry"))
    assert "Ministry of Finance" in text
    assert "Schedule of assets" in text
    assert "Orders and decisions of courts" not in text.replace("Section 8, Orders", "")


@pytest.mark.parametrize(
    ("change", "place"),
    [
        (('people = "post"', 'people = "all"'), "profile.ministry.people"),
        (('"ledger", ', '"ledgers", '), "profile.ministry.sections"),
        (('mask = ["address"]', 'mask = ["everything"]'), "profile.ministry.mask"),
        (('ledger = ["counterparty"]', 'ledger = ["who"]'), "profile.ministry.drop.ledger"),
        (('ledger = ["counterparty"]', 'nothing = ["who"]'), "profile.ministry.drop.nothing"),
        (("inside = false", "inside = 1"), "profile.ministry.inside"),
        (("internal_notes = false", "internal_notes = true"), "profile.ministry.internal_notes"),
        (('"control", ', '"hidden", '), "profile.ministry.sections"),
        (('version = "7"', ""), "version"),
        (('label = "Ministry of Finance"', ""), "profile.ministry.label"),
        (("inside = false", 'inside = false\ncolour = "red"'), "profile.ministry.colour"),
    ],
)
def test_the_lint_says_what_is_wrong_with_a_profile_and_where(
    change: tuple[str, str], place: str
) -> None:
    assert OWN.count(change[0]) == 1
    assert place in [one.place for one in lint_profiles(tomllib.loads(OWN.replace(*change)))]


def test_a_file_with_a_fault_is_not_installed(yacht: SmallOffice, tmp_path: Path) -> None:
    for text in (OWN.replace('"post"', '"all"'), "not = [toml", "version = '1'"):
        assert [one.code for one in installed(yacht, tmp_path, text).reasons] == [
            "rule_pack_invalid"
        ]


def test_the_delivered_profiles_have_no_fault_and_there_are_six() -> None:
    path = resources() / "forms" / "dossier_profiles.toml"
    assert lint_profiles(tomllib.loads(path.read_text(encoding="utf-8"))) == []
    assert set(profiles()) == {"full", "court", "foreign", "owner", "prosecutor", "auditor"}


def test_no_profile_that_leaves_has_notes_informal_content_risks_or_the_page_of_quality() -> None:
    for one in profiles().values():
        if not one.inside:
            assert not {"risks", "quality", "hidden", "intelligence"} & one.sections
            assert not one.internal_notes
            assert not one.informal_requests
            assert one.people != "name"


def test_the_table_of_columns_is_that_of_the_sections() -> None:
    written = columns()
    for name, keys in _columns_in_code().items():
        if name in written:
            assert keys <= written[name], f"dossier_profiles.toml lacks a column of {name}"
    for one in profiles().values():
        for name, dropped in one.drop.items():
            assert dropped <= written[name]


def _columns_in_code() -> Mapping[str, set[str]]:
    found: dict[str, set[str]] = {}
    for path in (ROOT / "asset_recovery" / "reports").glob("dossier_*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
                continue
            if node.func.attr != "table" or len(node.args) < 2:
                continue
            section = node.args[0]
            if isinstance(section, ast.Constant):
                keys = found.setdefault(str(section.value), set())
                keys |= {
                    str(part.elts[0].value)
                    for part in ast.walk(node.args[1])
                    if isinstance(part, ast.Tuple) and isinstance(part.elts[0], ast.Constant)
                }
    return found


@pytest.mark.parametrize("profile", OUTSIDE)
def test_the_words_of_the_paper_itself_are_no_names(yacht: SmallOffice, profile: str) -> None:
    assert "Legal system" in " ".join(page_texts(dossier(yacht, profile)))
