"""The demo's content under the settings of production, over TLS."""

import datetime
import ssl
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.browser.demo_site import DemoSite
from tests.own_processes import ROOT, find_free_port, make_environment, wait_until_it_answers

HOST = "localhost"
SERVE = [sys.executable, "-m", "granian", "--interface", "wsgi", "werkflippen.wsgi:application"]


@dataclass(frozen=True)
class SecureSite:
    port: int
    certificate: Path


def make_certificate(folder: Path) -> tuple[Path, Path]:
    """Of this machine, for a day, signed by itself."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.datetime.now(datetime.UTC)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, HOST)])
    names = x509.SubjectAlternativeName([x509.DNSName(HOST), x509.IPAddress(ip_address("127.0.0.1"))])
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    made = made.serial_number(x509.random_serial_number()).add_extension(names, critical=False)
    made = made.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    made = made.not_valid_before(now - datetime.timedelta(hours=1)).not_valid_after(now + datetime.timedelta(days=1))
    certificate, secret = folder / "certificate.pem", folder / "key.pem"
    certificate.write_bytes(made.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM))
    secret.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return certificate, secret


def name_production(site: DemoSite, port: int) -> dict[str, str]:
    return make_environment(
        site.folder,
        DJANGO_SETTINGS_MODULE="werkflippen.settings.production",
        PYTHONPATH=str(ROOT / "site"),
        SECRET_KEY="only-for-this-test-" + "0" * 40,
        ALLOWED_HOSTS=HOST,
        SITE_URL=f"https://{HOST}:{port}",
        DATABASE_URL=f"sqlite:///{site.folder / 'werkflippen.sqlite3'}",
        EMAIL_URL="filemail://",
        CACHE_URL="locmemcache://",
        DEFAULT_FROM_EMAIL="hallo@werkflippen.example",
        LEDGER_SIGNING_KEY="07" * 32,
        SECRETS_KEY="5e" * 32,
    )


@contextmanager
def running_securely(site: DemoSite, folder: Path) -> Iterator[SecureSite]:
    certificate, secret = make_certificate(folder)
    port = find_free_port()
    words = ["--port", str(port), "--ssl-certificate", str(certificate), "--ssl-keyfile", str(secret)]
    log = folder / "secure.log"
    with log.open("wb") as output:
        environment = name_production(site, port)
        server = subprocess.Popen([*SERVE, *words], cwd=ROOT, env=environment, stdout=output, stderr=output)
    try:
        wait_until_it_answers(server, lambda: ask(port, certificate), seconds=120, log=log)
        yield SecureSite(port, certificate)
    finally:
        server.terminate()
        server.wait(20)


def ask(port: int, certificate: Path) -> None:
    trusted = ssl.create_default_context(cafile=certificate)
    urllib.request.urlopen(f"https://{HOST}:{port}/healthz", context=trusted, timeout=20).close()
