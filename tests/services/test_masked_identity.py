"""Identity data and sheets of photographs: in full where they may be read, nowhere else a trace."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from asset_recovery.services.documents import Documents
from asset_recovery.services.paper_service import PaperService
from tests.reports.pdf_reading import page_texts
from tests.services.reading import opened
from tests.services.test_dossier_profiles import whole
from tests.services.test_photographs import a_photo
from tests.support.asset_life import Life

At = Callable[[str], Life]
IDENTITY = {
    "identity number": "0391846M",
    "passport": "PX7730912",
    "birth": "2 May 1971",
    "place of birth": "Mdina",
    "address": "4 Saltpan Row",
}
MASKING = ("owner", "auditor")
TELLING = ("full", "court", "foreign", "prosecutor")


@pytest.fixture
def life(at: At) -> Life:
    """The car, and a suspect of whom everything is on file."""
    made = at("registered")
    made.give(
        "register_party", party="ANNA", kind="natural", name="Anna Vella", born="1971-05-02",
        address="4 Saltpan Row", place_of_birth="Mdina", identity_number="0391846M",
        identifiers=[{"kind": "social_security", "value": "0391846M"}],
        documents_of_identity=[{"type": "passport", "number": "PX7730912", "issuing_state": "MT"}],
    )  # fmt: skip
    made.give("link_party", case="CASE", party="ANNA", role="suspect")
    made.give("change_case", case="CASE", reason="facts",
              summary="Anna Vella, identity number 0391846M, drove the car.")  # fmt: skip
    return made


def dossier(life: Life, profile: str) -> bytes:
    kept = Documents(life.office.path.parent / "documents")
    service = PaperService(opened(life.office), life.office.actor("everyone"), "audit", kept)
    return service.dossier("CASE", profile=profile, recipient="Somebody")


@pytest.mark.parametrize("profile", MASKING)
@pytest.mark.parametrize("what", IDENTITY)
def test_where_they_are_masked_numbers_of_identity_are_nowhere_in_the_file(
    life: Life, profile: str, what: str
) -> None:
    assert IDENTITY[what].casefold() not in whole(dossier(life, profile)).casefold()


@pytest.mark.parametrize("profile", TELLING)
def test_where_they_may_be_read_they_stand_in_full(life: Life, profile: str) -> None:
    text = " ".join(" ".join(page_texts(dossier(life, profile))).split())
    for what, value in IDENTITY.items():
        assert value in text, what


@pytest.mark.parametrize("profile", MASKING)
def test_the_log_of_redactions_says_that_numbers_of_identity_were_masked(
    life: Life, profile: str
) -> None:
    text = " ".join(" ".join(page_texts(dossier(life, profile))).split())
    assert "Redaction log" in text
    assert "Anna Vella" in text


def pictures(content: bytes) -> int:
    """How many photographs a file holds."""
    with pikepdf.open(io.BytesIO(content)) as document:
        return sum(
            isinstance(one, pikepdf.Stream) and one.get("/Subtype") == "/Image"
            for one in document.objects
        )


# --- sheets of photographs ------------------------------------------------------------------


def photographed(life: Life, folder: Path, title: str, name: str, **more: Any) -> None:
    life.give("attach_document", to="CAR", file=str(a_photo(folder, name)), title=title,
              kind="photo", on="2026-03-02", **more)  # fmt: skip


@pytest.mark.parametrize(
    ("profile", "shown"),
    [("full", True), ("court", True), ("prosecutor", True), ("foreign", False), ("owner", False)],
)
def test_a_sheet_of_photographs_goes_only_to_whom_its_annex_belongs(
    life: Life, tmp_path: Path, profile: str, shown: bool
) -> None:
    before = pictures(dossier(life, profile))
    photographed(life, tmp_path, "Front of the car", "front.jpg")
    content = dossier(life, profile)
    assert pictures(content) - before == (1 if shown else 0)
    text = " ".join(" ".join(page_texts(content)).split())
    assert ("Section B, Annex: photographs" in text) is not shown


@pytest.mark.parametrize("profile", ["court", "full"])
def test_a_photograph_of_a_higher_marking_is_counted_and_not_shown(
    life: Life, tmp_path: Path, profile: str
) -> None:
    photographed(life, tmp_path, "Front of the car", "front.jpg")
    photographed(life, tmp_path, "House of the agent", "agent.jpg", classification="secret")
    content = dossier(life, profile)
    assert "Front of the car" in whole(content)
    assert ("House of the agent" in whole(content)) is (profile == "full")
    text = " ".join(" ".join(page_texts(content)).split())
    assert ("1 photograph(s) of a higher marking" in text) is (profile == "court")


def test_what_the_camera_wrote_leaves_with_no_sheet(life: Life, tmp_path: Path) -> None:
    photographed(life, tmp_path, "Front of the car", "front.jpg")
    content = whole(dossier(life, "court"))
    assert "Front of the car" in content
    for trace in ("Maker", "Model 1", "2026:03:02 10:11:12"):
        assert trace not in content
