"""A real SMTP server on this machine: over TLS, after STARTTLS, or plain; with one user."""

import email
import email.policy
import ssl
from dataclasses import dataclass, field
from email.message import EmailMessage

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, Envelope

from tests.contracts.running.house import free_ports
from tests.contracts.serving.servers import certificate

USER, PASSWORD = "olena", "p:a/s@s%"


@dataclass
class Box:
    """What the server took, and what it refuses."""

    envelopes: list[Envelope] = field(default_factory=list)
    refused: str = ""

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        if address == self.refused:
            return "550 no such user here"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        self.envelopes.append(envelope)
        return "250 taken"

    def mail(self) -> EmailMessage:
        (envelope,) = self.envelopes
        found = email.message_from_bytes(envelope.content, policy=email.policy.default)
        assert isinstance(found, EmailMessage)
        return found


def _sign_in(server, session, envelope, mechanism, data):
    known = (data.login, data.password) == (USER.encode(), PASSWORD.encode())
    return AuthResult(success=known, handled=False)


@pytest.fixture(scope="module")
def keys(tmp_path_factory):
    folder = tmp_path_factory.mktemp("keys")
    certificate(folder / "localhost", "localhost")
    return folder / "localhost"


@pytest.fixture
def served(keys):
    """Start a server: `served("smtp")`; where it is and what it took."""
    running = []

    def start(scheme):
        box, (port,) = Box(), free_ports(1)
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(keys / "fullchain.pem", keys / "privkey.pem")
        ways = {
            "smtp": {"tls_context": context, "require_starttls": True, "auth_required": True},
            "smtps": {"ssl_context": context, "auth_require_tls": False},
            "smtp+plain": {"auth_require_tls": False},
        }
        controller = Controller(
            box, hostname="localhost", port=port, authenticator=_sign_in, **ways[scheme]
        )
        controller.start()
        running.append(controller)
        return port, box

    yield start
    for controller in running:
        controller.stop()
