"""A signed request's PDF bears a certificate's signature; it verifies, is kept, and is told."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from asset_recovery.domain.errors import AppError, ValidationFailed
from asset_recovery.domain.registers import Result
from asset_recovery.services.action_service import ActionService
from asset_recovery.services.documents import Documents
from asset_recovery.services.paper_service import PaperService
from asset_recovery.services.signing_service import SignedFile, SigningService
from tests.services.reading import Opened, opened, shown
from tests.support.asset_life import Life
from tests.support.key_files import NAME, SERIAL, key_file
from tests.support.requests import brought_to, drafted

pytest.importorskip("pyhanko", reason="the extra `signing` is not installed")
At = Callable[[str], Life]
PASSWORD = "a word of its own"  # noqa: S105 - of a file that the test makes
ON = date(2026, 3, 12)


@dataclass(frozen=True, slots=True, kw_only=True)
class WithActions(Opened):
    """A small office as signing takes it."""

    actions: ActionService


def sign(life: Life, path: Path, password: str = PASSWORD, who: str = "everyone") -> SignedFile:
    office = WithActions(
        reading=life.office.reading, writing=life.office.writing, actions=life.office.actions
    )
    return SigningService(office, life.office.actor(who), "test").sign("OUT-1", path, password, ON)


def signed_in_the_office(at: At) -> Life:
    return brought_to(drafted(at("identified")), "sign_request")


def printed(life: Life) -> bytes:
    papers = PaperService(opened(life.office), life.office.actor("everyone"), "test")
    return papers.request_pdf("OUT-1")


def kept(life: Life, result: Result) -> bytes:
    found = shown(life, "document", dict(result.made)["document"])
    return Documents(life.office.path.parent / "documents").read(str(found["hash"]))


def test_the_signed_file_verifies_with_the_library_and_holds_the_print(
    at: At, tmp_path: Path
) -> None:
    from pyhanko.pdf_utils.reader import PdfFileReader  # noqa: PLC0415 - an extra
    from pyhanko.sign.validation import validate_pdf_signature  # noqa: PLC0415
    from pyhanko_certvalidator import ValidationContext  # noqa: PLC0415

    life = signed_in_the_office(at)
    done = sign(life, key_file(tmp_path, PASSWORD))
    assert done.result.ok
    assert not done.result.warnings
    assert done.content.startswith(printed(life))
    (signature,) = PdfFileReader(io.BytesIO(done.content)).embedded_signatures
    context = ValidationContext(trust_roots=[signature.signer_cert], allow_fetching=False)
    status = validate_pdf_signature(signature, context)
    assert (status.intact, status.valid) == (True, True)


def test_the_fact_is_recorded_and_the_bytes_are_kept(at: At, tmp_path: Path) -> None:
    life = signed_in_the_office(at)
    done = sign(life, key_file(tmp_path, PASSWORD))
    found: Any = shown(life, "request", "OUT-1")["signatures"]
    assert [(one["subject"], one["serial"], one["digest"]) for one in found] == [
        (
            f"Common Name: {NAME}",
            format(SERIAL, "x"),
            hashlib.sha256(done.content).hexdigest(),
        )
    ]
    assert kept(life, done.result) == done.content
    (event,) = life.events("record_signature")
    assert PASSWORD not in str(event)
    assert str(tmp_path) not in str(event)
    assert life.is_sound()


@contextmanager
def refused(life: Life, code: str, field: str | None = None) -> Iterator[None]:
    """A refusal that changes nothing."""
    before = life.all_rows()
    with pytest.raises(AppError) as refusal:
        yield
    assert (refusal.value.reasons[0].code, refusal.value.reasons[0].field) == (code, field)
    found = life.all_rows()
    assert {name: count for name, count in found.items() if name != "consultation"} == {
        name: count for name, count in before.items() if name != "consultation"
    }


def test_a_wrong_password_signs_nothing(at: At, tmp_path: Path) -> None:
    life = signed_in_the_office(at)
    path = key_file(tmp_path, PASSWORD)
    with refused(life, "field_invalid", "password"):
        sign(life, path, "another word")
    assert sign(life, path).result.ok


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7 ...", b"-----BEGIN CERTIFICATE-----\n", b"0"])
def test_a_file_of_another_kind_signs_nothing(at: At, tmp_path: Path, content: bytes) -> None:
    life = signed_in_the_office(at)
    path = tmp_path / "other.p12"
    path.write_bytes(content)
    with refused(life, "file_unreadable", "sign_with"):
        sign(life, path)


def test_a_missing_and_a_huge_file_sign_nothing(at: At, tmp_path: Path) -> None:
    life = signed_in_the_office(at)
    with refused(life, "file_unreadable", "sign_with"):
        sign(life, tmp_path / "nowhere.p12")
    huge = tmp_path / "huge.p12"
    huge.write_bytes(b"0" * 1_000_001)
    with refused(life, "too_large", "sign_with"):
        sign(life, huge)


def test_a_certificate_that_ran_out_is_warned_of(at: At, tmp_path: Path) -> None:
    life = signed_in_the_office(at)
    done = sign(life, key_file(tmp_path, PASSWORD, until=timedelta(days=-4000)))
    assert done.result.ok
    assert ["ran out" in one.text for one in done.result.warnings] == [True]


def test_a_draft_is_not_signed(at: At, tmp_path: Path) -> None:
    life = brought_to(drafted(at("identified")), "approve_request")
    with refused(life, "wrong_state"):
        sign(life, key_file(tmp_path, PASSWORD))


def test_who_may_not_sign_records_no_signature(at: At, tmp_path: Path) -> None:
    life = signed_in_the_office(at)
    done = sign(life, key_file(tmp_path, PASSWORD), who="officer")
    assert [one.code for one in done.result.reasons] == ["role_needed"]
    assert not life.events("record_signature")


def given(life: Life, path: Path) -> Any:
    return life.try_("record_signature", request="OUT-1", on=ON.isoformat(), file=str(path))


def test_a_file_signed_elsewhere_is_read_and_compared_with_the_print(
    at: At, tmp_path: Path
) -> None:
    from asset_recovery.reports.pdf_signature import read_key, sign_pdf  # noqa: PLC0415

    life = signed_in_the_office(at)
    signer = read_key(key_file(tmp_path, PASSWORD).read_bytes(), PASSWORD)
    ours, other = tmp_path / "ours.pdf", tmp_path / "other.pdf"
    ours.write_bytes(sign_pdf(printed(life), signer))
    papers = PaperService(opened(life.office), life.office.actor("everyone"), "test")
    other.write_bytes(sign_pdf(papers.schedule("CASE"), signer))
    assert not given(life, ours).warnings
    assert ["not the print" in one.text for one in given(life, other).warnings] == [True]


def test_an_unsigned_a_changed_and_a_broken_file_are_refused(at: At, tmp_path: Path) -> None:
    life = signed_in_the_office(at)
    path = tmp_path / "file.pdf"
    signed = bytearray(sign(life, key_file(tmp_path, PASSWORD)).content)
    place = signed.find(b"/MediaBox")
    signed[place + 11 : place + 12] = b"1"
    for content in (printed(life), bytes(signed), b"%PDF-1.7\nnothing"):
        path.write_bytes(content)
        with refused(life, "file_unreadable", "file"):
            raise_from(given(life, path))


def raise_from(result: Result) -> None:
    if not result.ok:
        raise ValidationFailed(list(result.reasons))
