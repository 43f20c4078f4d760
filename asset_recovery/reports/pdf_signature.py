"""Electronic signatures of papers: PAdES with a PKCS#12 file, and what a signed file says.

pyHanko is an extra of the installation and is imported only where it is asked for.
"""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from asset_recovery.domain.errors import Reason, RuleViolation, ValidationFailed
from asset_recovery.i18n import _

if TYPE_CHECKING:
    from pyhanko.sign.signers import SimpleSigner

LARGEST_KEY_FILE = 1_000_000
FIELD = "Signature1"
_FILE = "sign_with"


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureOnPaper:
    """A signature as the file itself tells it; `digest` is the SHA-256 of the whole file in hex.

    `intact` says that nothing was changed since; `serial` is in hex, the moments are UTC.
    """

    subject: str
    issuer: str
    serial: str
    valid_from: datetime
    valid_to: datetime
    digest: str
    intact: bool


def require_signing() -> None:
    """Raise `guard_failed` where the extra is not installed."""
    if find_spec("pyhanko") is None:
        text = _(
            "Signing is an extra that is not installed here: install asset-recovery[signing], "
            "or sign the PDF with another program and record it (record_signature)."
        )
        raise RuleViolation(Reason("guard_failed", text, "record_signature"))


def read_key(content: bytes, password: str) -> SimpleSigner:
    """The key and certificate of a PKCS#12 file.

    Raises ValidationFailed: `file_unreadable` for a file of another kind or without a key,
    `too_large`, and `field_invalid` with the field `password` where that does not open it.
    """
    require_signing()
    from pyhanko.sign.signers import SimpleSigner  # noqa: PLC0415 - an extra

    _require_pkcs12(content)
    secret = password.encode("utf-8") if password else None
    _require_opens(content, secret)
    signer: SimpleSigner = SimpleSigner.load_pkcs12_data(content, (), passphrase=secret)
    return signer


def _require_pkcs12(content: bytes) -> None:
    from asn1crypto import pkcs12  # noqa: PLC0415 - comes with the extra

    if len(content) > LARGEST_KEY_FILE:
        text = _("A signature file has at most 1 MB; this one is of another kind.")
        raise ValidationFailed(Reason("too_large", text, field=_FILE))
    try:
        version = pkcs12.Pfx.load(content, strict=True)["version"].native
    except (ValueError, TypeError, KeyError):
        version = None
    if version != "v3":
        text = _("This is no signature file: it must be a PKCS#12 file (.p12 or .pfx).")
        raise ValidationFailed(Reason("file_unreadable", text, field=_FILE))


def _require_opens(content: bytes, secret: bytes | None) -> None:
    from cryptography.hazmat.primitives.serialization import (  # noqa: PLC0415 - with the extra
        pkcs12,
    )

    try:
        key, certificate, _others = pkcs12.load_key_and_certificates(content, secret)
    except ValueError as error:
        text = _("The password does not open the signature file. Nothing was signed; try again.")
        raise ValidationFailed(Reason("field_invalid", text, field="password")) from error
    if key is None or certificate is None:
        text = _("The signature file holds no key with its certificate.")
        raise ValidationFailed(Reason("file_unreadable", text, field=_FILE))


def sign_pdf(content: bytes, signer: SimpleSigner) -> bytes:
    """The PDF with a PAdES signature behind it; what was there before stays byte for byte."""
    from pyhanko.pdf_utils.incremental_writer import (  # noqa: PLC0415 - an extra
        IncrementalPdfFileWriter,
    )
    from pyhanko.sign import fields, signers  # noqa: PLC0415 - an extra

    meta = signers.PdfSignatureMetadata(
        field_name=FIELD, md_algorithm="sha256", subfilter=fields.SigSeedSubFilter.PADES
    )
    writer = IncrementalPdfFileWriter(io.BytesIO(content))
    out: Any = signers.sign_pdf(writer, meta, signer=signer)
    return bytes(out.getvalue())


def read_signature(content: bytes) -> SignatureOnPaper:
    """The last signature of a PDF.

    Raises ValidationFailed `file_unreadable` for a file that is no PDF or carries no signature.
    """
    require_signing()
    from pyhanko.pdf_utils.misc import PdfError  # noqa: PLC0415 - an extra
    from pyhanko.pdf_utils.reader import PdfFileReader  # noqa: PLC0415 - an extra

    try:
        found = PdfFileReader(io.BytesIO(content), strict=False).embedded_signatures
    except (PdfError, ValueError, KeyError) as error:
        raise _unsigned(_("This is no PDF that can be read.")) from error
    if not found:
        raise _unsigned(_("The PDF carries no signature."))
    signature: Any = found[-1]
    certificate = signature.signer_cert
    return SignatureOnPaper(
        subject=str(certificate.subject.human_friendly),
        issuer=str(certificate.issuer.human_friendly),
        serial=format(certificate.serial_number, "x"),
        valid_from=certificate.not_valid_before.astimezone(UTC),
        valid_to=certificate.not_valid_after.astimezone(UTC),
        digest=hashlib.sha256(content).hexdigest(),
        intact=_is_intact(signature, certificate),
    )


def _is_intact(signature: Any, certificate: Any) -> bool:  # noqa: ANN401 - an extra without types
    """Whether the signed bytes are the ones that were signed; whom to trust is not judged here."""
    from pyhanko.pdf_utils.misc import PdfError  # noqa: PLC0415 - an extra
    from pyhanko.sign.validation import validate_pdf_signature  # noqa: PLC0415 - an extra
    from pyhanko.sign.validation.errors import SignatureValidationError  # noqa: PLC0415
    from pyhanko_certvalidator import ValidationContext  # noqa: PLC0415 - an extra

    context = ValidationContext(trust_roots=[certificate], allow_fetching=False)
    try:
        status = validate_pdf_signature(signature, context)
    except (PdfError, SignatureValidationError, ValueError):
        return False
    return bool(status.intact and status.valid)


def _unsigned(text: str) -> ValidationFailed:
    return ValidationFailed(Reason("file_unreadable", text, field="file"))
