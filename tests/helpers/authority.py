"""An authority of the school's own, as the tests' servers show it: `ca`, `certificate`, `key`."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


class Authority:
    """Makes its own certificate and one for `names`, as PEM files in `folder`."""

    def __init__(self, folder: Path, *names: str) -> None:
        self.ca, self.certificate, self.key = (
            folder / name for name in ("ca.pem", "site.pem", "site.key")
        )
        own, theirs = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
        issuer = _name("Школа: корневой сертификат")
        ca = _builder(issuer, issuer, own).add_extension(
            x509.BasicConstraints(ca=True, path_length=None), critical=True
        )
        site = (
            _builder(issuer, _name(names[0]), theirs)
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .add_extension(
                x509.SubjectAlternativeName([x509.DNSName(name) for name in names]), critical=False
            )
        )
        for path, made in ((self.ca, ca), (self.certificate, site)):
            signed = made.sign(own, hashes.SHA256())
            path.write_bytes(signed.public_bytes(serialization.Encoding.PEM))
        self.key.write_bytes(
            theirs.private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )
        )


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def _builder(
    issuer: x509.Name, subject: x509.Name, key: ec.EllipticCurvePrivateKey
) -> x509.CertificateBuilder:
    now = datetime.now(UTC)
    return (
        x509.CertificateBuilder()
        .issuer_name(issuer)
        .subject_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=30))
    )
