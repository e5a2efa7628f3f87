"""Mails to editors go out through a real server, and read as they were written."""

import os
import subprocess
import sys
from urllib.parse import quote

import pytest
from django.contrib.auth import get_user_model

from shpalta.settings import django as shipped
from tests.contracts.mailing.conftest import PASSWORD, USER

pytestmark = [pytest.mark.serial]

SIGNED_IN = f"{USER}:{quote(PASSWORD, safe='')}@"


def mail_test(url, home, *arguments, keys=None, language="uk"):
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("SHPALTA_", "DJANGO_"))}
    environ = {
        **kept,
        "SHPALTA_HOME": str(home),
        "SHPALTA_SECRET_KEY": "k" * 60,
        "SHPALTA_NEWSROOM_ADDRESS": "https://redaktsiia.example",
        "LANGUAGE": language,
        **({"SHPALTA_EMAIL_URL": url} if url else {}),
        **({"SSL_CERT_FILE": str(keys / "fullchain.pem")} if keys else {}),
    }
    return subprocess.run(
        [sys.executable, "-m", "shpalta", "mail-test", *arguments],
        env=environ,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


@pytest.mark.parametrize("scheme", ["smtp", "smtps"])
def test_a_trial_mail_arrives_signed_in_and_encrypted(scheme, served, keys, tmp_path):
    port, box = served(scheme)
    done = mail_test(
        f"{scheme}://{SIGNED_IN}localhost:{port}", tmp_path, "ivan@example.org", keys=keys
    )
    assert done.returncode == 0, done.stderr
    assert "ivan@example.org" in done.stdout
    mail = box.mail()
    assert mail["To"] == "ivan@example.org"
    assert mail["From"] == "newsroom@redaktsiia.example"
    assert mail["Subject"] == "Шпальта: пробний лист"
    assert "https://redaktsiia.example" in mail.get_content()
    # On the wire a header is ASCII, whatever it says (RFC 2047), and no line is overlong.
    head, _, _body = box.envelopes[0].content.partition(b"\r\n\r\n")
    assert head.isascii()
    assert b"Subject: =?utf-8?" in head
    assert max(map(len, box.envelopes[0].content.split(b"\r\n"))) <= 998


def test_a_certificate_that_nobody_vouches_for_gets_neither_password_nor_mail(served, tmp_path):
    port, box = served("smtp")
    done = mail_test(
        f"smtp://{SIGNED_IN}localhost:{port}", tmp_path, "ivan@example.org", language="en"
    )
    assert done.returncode == 1
    assert "certificate cannot be trusted" in done.stderr
    assert "Traceback" not in done.stderr
    assert box.envelopes == []


def test_what_a_person_can_mend_is_one_line_without_the_password(served, keys, tmp_path):
    port, box = served("smtp")
    box.refused = "nobody@example.org"
    wrong = f"smtp://{USER}:secret@localhost:{port}"
    right = f"smtp://{SIGNED_IN}localhost:{port}"
    cases = {
        "user or password is wrong": (wrong, "ivan@example.org"),
        "does not take mails for this address": (right, "nobody@example.org"),
        "may only have characters of ASCII": (
            f"smtp://{USER}:{quote('пароль')}@localhost:{port}",
            "ivan@example.org",
        ),
        "it speaks no TLS on this port": (right.replace("smtp:", "smtps:"), "ivan@example.org"),
    }
    for words, (url, address) in cases.items():
        done = mail_test(url, tmp_path, address, keys=keys, language="en")
        assert done.returncode == 1
        assert words in done.stderr, done.stderr
        assert "secret" not in done.stderr
        assert len(done.stderr.strip().splitlines()) == 1
    assert box.envelopes == []


def test_without_a_server_it_says_so(tmp_path):
    done = mail_test("", tmp_path, "ivan@example.org", language="en")
    assert done.returncode == 1
    assert "SHPALTA_EMAIL_URL" in done.stderr


@pytest.mark.django_db
def test_a_forgotten_password_is_mailed_in_the_editors_language(client, served, settings):
    port, box = served("smtp+plain")
    for name, value in shipped._mail(f"smtp+plain://localhost:{port}").items():
        setattr(settings, name, value)
    get_user_model().objects.create_superuser("olena", "olena@example.org", "a long password")
    answer = client.post("/admin/password_reset/", {"email": "olena@example.org"})
    assert answer.status_code == 302
    mail = box.mail()
    assert mail["To"] == "olena@example.org"
    subject, text = str(mail["Subject"]), mail.get_content()
    assert any("а" <= letter <= "я" for letter in subject.lower()), subject
    assert "/admin/password_reset/confirm/" in text
    assert "olena" in text
    assert box.envelopes[0].content.partition(b"\r\n\r\n")[0].isascii()
