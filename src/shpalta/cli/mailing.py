"""``shpalta mail-test``: whether editors would get the newsroom's mails, and if not, why."""

import smtplib
import ssl
from typing import Any

import click

from shpalta.cli.newspaper import set_up_django
from shpalta.settings.environment import load
from shpalta.settings.values import without_password
from shpalta.supervisor.messages import _, gettext_noop

# What a person can mend, the first that fits.
_REASONS: tuple[tuple[type[Exception], str], ...] = (
    (smtplib.SMTPAuthenticationError, gettext_noop("user or password is wrong ({said})")),
    (
        smtplib.SMTPNotSupportedError,
        gettext_noop("it offers no STARTTLS or no sign-in; is it the right port? ({said})"),
    ),
    (
        smtplib.SMTPRecipientsRefused,
        gettext_noop("it does not take mails for this address ({said})"),
    ),
    (
        smtplib.SMTPSenderRefused,
        gettext_noop("it does not take mails from the newsroom: set SHPALTA_EMAIL_FROM ({said})"),
    ),
    (ssl.SSLCertVerificationError, gettext_noop("its certificate cannot be trusted ({said})")),
    (ssl.SSLError, gettext_noop("it speaks no TLS on this port ({said})")),
    (UnicodeEncodeError, gettext_noop("user and password may only have characters of ASCII")),
    (TimeoutError, gettext_noop("it does not answer")),
)


@click.command(name="mail-test")
@click.argument("address")
def mail_test(address: str) -> None:
    """Send a mail to ADDRESS as the newsroom does, and say what went wrong if it did."""
    settings = load()
    if settings.email_url is None:
        raise click.ClickException(
            _("No server for mails is set (SHPALTA_EMAIL_URL): they only stand in the log.")
        )
    set_up_django()
    from django.core.mail import EmailMessage

    body = _(
        "This mail was sent by {newsroom} to see whether mails arrive.\n"
        "They do: nothing is to be done."
    ).format(newsroom=settings.newsroom_address)
    mail = EmailMessage(_("Shpalta: a trial mail"), body, to=[address])
    try:
        mail.send()
    except (OSError, smtplib.SMTPException, ValueError) as error:
        raise click.ClickException(
            _("{server}: {reason}").format(
                server=without_password(settings.email_url), reason=_reason(error)
            )
        ) from error
    click.echo(
        _("The server took the mail for {address} (from {sender}).").format(
            address=address, sender=settings.email_from
        )
    )


def _reason(error: Exception) -> str:
    """What went wrong, as somebody can mend it."""
    for kind, words in _REASONS:
        if isinstance(error, kind):
            return _(words).format(said=_said(error))
    return str(error)


def _said(error: Any) -> str:
    """What the other side said about it."""
    code: int
    text: bytes | str
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, text = next(iter(error.recipients.values()))
    elif isinstance(error, smtplib.SMTPResponseException):
        code, text = error.smtp_code, error.smtp_error
    else:
        return str(getattr(error, "verify_message", "") or getattr(error, "reason", "") or error)
    return f"{code} {text.decode('utf-8', 'replace') if isinstance(text, bytes) else text}"


COMMANDS: tuple[Any, ...] = (mail_test,)
