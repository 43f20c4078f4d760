"""Signature files made for a test: a key of its own with a certificate of its own."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

NAME = "Supervisor of the Test Office"
SERIAL = 4711


def key_file(folder: Path, password: str, *, until: timedelta = timedelta(days=3650)) -> Path:
    """A PKCS#12 file; `until` counts from now, back where the certificate has run out."""
    from cryptography import x509  # noqa: PLC0415 - comes with the extra
    from cryptography.hazmat.primitives import hashes  # noqa: PLC0415
    from cryptography.hazmat.primitives.asymmetric import ec  # noqa: PLC0415
    from cryptography.hazmat.primitives.serialization import (  # noqa: PLC0415
        BestAvailableEncryption,
        pkcs12,
    )

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, NAME)])
    last = datetime.now(UTC) + until
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(SERIAL)
        .not_valid_before(last - timedelta(days=20_000))
        .not_valid_after(last)
        .sign(key, hashes.SHA256())
    )
    path = folder / "key.p12"
    secret = BestAvailableEncryption(password.encode("utf-8"))
    path.write_bytes(pkcs12.serialize_key_and_certificates(b"key", key, certificate, None, secret))
    return path
