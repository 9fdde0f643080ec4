"""The way to the centre over real sockets: its certificate is checked, drips and floods end, little is said."""

import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from kiosk.settings import SettingsRefused
from sync import wire
from sync.signing import TerminalKey
from sync.terminal import centre
from sync.terminal.centre import Centre
from sync.terminal.errors import NoAnswer

FEED = f"{wire.FEED}?after=0"
Serve = Callable[[BaseHTTPRequestHandler], None]


@contextmanager
def served(serve: Serve, certificate: Path | None = None) -> Iterator[str]:
    """A server whose every GET is answered by `serve`; gives its address."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self):
            serve(self)

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.handle_error = lambda *_: None
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"{'https' if certificate else 'http'}://localhost:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def nothing_new(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(204)
    handler.send_header(wire.ANSWER_HEADER, "1")
    handler.end_headers()


def certified(folder: Path, name: str) -> tuple[Path, Path]:
    """A certificate authority of one's own, and a server's certificate and key by it."""
    keys = [ec.generate_private_key(ec.SECP256R1()) for _ in range(2)]
    ca = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, f"{name} CA")])
    begin, end = datetime.now(UTC) - timedelta(days=1), datetime.now(UTC) + timedelta(days=1)

    def signed(subject: x509.Name, key: ec.EllipticCurvePrivateKey, extension: x509.ExtensionType) -> bytes:
        builder = x509.CertificateBuilder(
            issuer_name=ca, subject_name=subject, public_key=key.public_key(), not_valid_before=begin,
            not_valid_after=end, serial_number=x509.random_serial_number(),
        )  # fmt: skip
        made = builder.add_extension(extension, critical=True).sign(keys[0], SHA256())
        return made.public_bytes(Encoding.PEM)

    authority, server = folder / f"{name}-ca.pem", folder / f"{name}.pem"
    authority.write_bytes(signed(ca, keys[0], x509.BasicConstraints(ca=True, path_length=None)))
    private = keys[1].private_bytes(Encoding.PEM, PrivateFormat.TraditionalOpenSSL, NoEncryption())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    names = x509.SubjectAlternativeName([x509.DNSName("localhost")])
    server.write_bytes(signed(subject, keys[1], names) + private)
    return authority, server


def way(url: str, ca: Path | str = "") -> Centre:
    return Centre(url, TerminalKey.make(), "101-a", str(ca))


def test_only_a_certificate_by_the_station_s_own_authority_is_the_centre(tmp_path):
    authority, server = certified(tmp_path, "county")
    stranger, _ = certified(tmp_path, "stranger")
    with served(nothing_new, server) as url:
        assert way(url, authority).get(FEED, wire.Feed) is None
        for ca in ("", stranger):
            with pytest.raises(NoAnswer):
                way(url, ca).get(FEED, wire.Feed)


def test_an_authority_that_is_not_there_is_the_operator_s_to_put_right(tmp_path):
    with pytest.raises(SettingsRefused, match="centre_ca"):
        way("https://localhost", tmp_path / "none.pem")


def test_a_proxy_or_password_of_the_shell_is_not_used(monkeypatch, tmp_path):
    heard = []
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    (tmp_path / ".netrc").write_text("machine localhost login a password b\n")
    monkeypatch.setenv("NETRC", str(tmp_path / ".netrc"))
    with served(lambda handler: (heard.append(dict(handler.headers)), nothing_new(handler))) as url:
        assert way(url).get(FEED, wire.Feed) is None
    assert set(heard[0]) == {"Host", "Accept-Encoding", "Signature", "Signature-Input"}


def test_an_answer_in_drips_ends(monkeypatch):
    monkeypatch.setattr(centre, "_WHOLE_S", 0.3)

    def dripping(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        for name, value in ((wire.ANSWER_HEADER, "1"), ("Content-Type", wire.TYPE_JSON), ("Content-Length", "1000")):
            handler.send_header(name, value)
        handler.end_headers()
        for _ in range(1000):
            handler.wfile.write(b" ")
            time.sleep(0.02)

    with served(dripping) as url, pytest.raises(NoAnswer, match="drips"):
        way(url).get(FEED, wire.Feed)


def test_a_connection_that_is_shut_in_between_is_opened_again():
    def last_word(handler: BaseHTTPRequestHandler) -> None:
        nothing_new(handler)
        handler.close_connection = True

    with served(last_word) as url:
        centre = way(url)
        for _ in range(3):
            assert centre.get(FEED, wire.Feed) is None
            time.sleep(0.05)


def test_nobody_there():
    with pytest.raises(NoAnswer):
        way("http://127.0.0.1:9").get(FEED, wire.Feed)


HEAD = b"HTTP/1.1 200 OK\r\nKiosk-Centre: 1\r\nContent-Type: application/json\r\n"


@pytest.mark.parametrize(
    "raw", [b"", b"HTTP/1.1 200", b"\x00\xff" * 100, HEAD, HEAD + b"\r\n{", HEAD + b"Content-Length: 9\r\n\r\n{}"]
)
def test_what_is_no_http_or_half_of_it(raw):
    def nonsense(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(raw)
        handler.close_connection = True

    with served(nonsense) as url, pytest.raises(NoAnswer):
        way(url).get(FEED, wire.Feed)
