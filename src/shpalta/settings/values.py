"""Readers of single values: from text in the environment to a checked, typed value.

Each takes the environment without its empty variables, and raises `SettingsError` for what
it cannot use.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

_TRUE = frozenset({"1", "true", "yes", "on"})
_FALSE = frozenset({"0", "false", "no", "off"})
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*")
_MAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?")
_TOKEN = re.compile(r"[A-Za-z0-9._~-]{20,}")
_THIS_MACHINE = frozenset({"localhost", "127.0.0.1", "::1"})
_HIGHEST_PORT = 65535


class SettingsError(Exception):
    """A setting cannot be used.

    Attributes:
        variable: the name of the environment variable (or the file) at fault.
        value: what it held; never a secret.
        remedy: what to do, as an imperative.
    """

    def __init__(self, variable: str, value: str, remedy: str) -> None:
        self.variable = variable
        self.value = value
        self.remedy = remedy
        super().__init__(f"{variable}={value!r} cannot be used: {remedy}.")


def boolean(given: Mapping[str, str], name: str, *, default: bool) -> bool:
    """A switch: 1, true, yes, on or 0, false, no, off, in any case."""
    if name not in given:
        return default
    value = given[name].lower()
    if value in _TRUE:
        return True
    if value in _FALSE:
        return False
    raise SettingsError(name, given[name], "write 1 (on) or 0 (off)")


def count(given: Mapping[str, str], name: str, default: int) -> int:
    """A whole number, at least 1."""
    return _whole_number(given, name, default, highest=None)


def port(given: Mapping[str, str], name: str, default: int) -> int:
    """A TCP port, 1 to 65535."""
    return _whole_number(given, name, default, highest=_HIGHEST_PORT)


def _whole_number(given: Mapping[str, str], name: str, default: int, *, highest: int | None) -> int:
    if name not in given:
        return default
    value = given[name]
    span = "of 1 or more" if highest is None else f"from 1 to {highest}"
    remedy = f"write a whole number {span}"
    if not (value.isascii() and value.isdigit() and len(value) < 10):
        raise SettingsError(name, value, remedy)
    number = int(value)
    if number < 1 or (highest is not None and number > highest):
        raise SettingsError(name, value, remedy)
    return number


def language(given: Mapping[str, str], name: str, default: str) -> str:
    """A language code in lower case: uk, en, pt-br."""
    value = given.get(name, default).lower()
    if not _LANGUAGE.fullmatch(value):
        raise SettingsError(name, given[name], "write a language code such as uk or en")
    return value


def address(given: Mapping[str, str], name: str, default: str) -> str:
    """An http(s) address of a host, without path, query or closing slash."""
    value = given.get(name, default)
    remedy = "write it as https://example.org, with nothing after the host and port"
    try:
        parts = urlsplit(value)
        has_port_error = parts.port == 0
    except ValueError as error:
        raise SettingsError(name, value, remedy) from error
    # Names and passwords have no place in an address that is printed on every page.
    extra = parts.path.strip("/") or parts.query or parts.fragment or "@" in parts.netloc
    if parts.scheme not in {"http", "https"} or not parts.hostname or extra or has_port_error:
        raise SettingsError(name, without_password(value), remedy)
    if any(not (character.isalnum() or character in "-.:[]") for character in parts.netloc):
        raise SettingsError(name, value, remedy)
    return f"{parts.scheme}://{parts.netloc.lower()}"


def url_with_scheme(
    given: Mapping[str, str], name: str, schemes: tuple[str, ...], *, needs_path: bool = False
) -> str | None:
    """A URL with one of the schemes and a host, or None where the variable is absent.

    Args:
        given: the environment.
        name: the variable.
        schemes: what the URL may begin with; the first is the one that messages name.
        needs_path: whether something (a database's name) must follow the host. Such a URL may
            leave the host out, as local sockets do.
    """
    if name not in given:
        return None
    value = given[name]
    shape = f"{schemes[0]}://user:password@host" + ("/database" if needs_path else ":port")
    remedy = f"write it as {shape}"
    try:
        parts = urlsplit(value)
        _ = parts.port
    except ValueError as error:
        raise SettingsError(name, without_password(value), remedy) from error
    complete = bool(parts.path.strip("/")) if needs_path else bool(parts.hostname)
    if parts.scheme not in schemes or not complete:
        raise SettingsError(name, without_password(value), remedy)
    return value


def choice(given: Mapping[str, str], name: str, choices: tuple[str, ...]) -> str:
    """One of a few words, in any case; the first is the default."""
    value = given.get(name, choices[0]).lower()
    if value not in choices:
        raise SettingsError(name, given[name], f"write {' or '.join(choices)}")
    return value


def token(given: Mapping[str, str], name: str) -> str | None:
    """A secret that others send in a header, or None: long, of ASCII letters, figures, -, _, ."""
    value = given.get(name)
    if value is not None and not _TOKEN.fullmatch(value):
        remedy = "use 20 or more random letters and figures"
        raise SettingsError(name, f"({len(value)} characters)", remedy)
    return value


def mail_server(given: Mapping[str, str], name: str) -> str | None:
    """Where mails are handed over, or None. Nothing leaves this machine unencrypted."""
    found = url_with_scheme(given, name, ("smtp", "smtps", "smtp+plain"))
    if found is not None:
        parts = urlsplit(found)
        if parts.scheme == "smtp+plain" and parts.hostname not in _THIS_MACHINE:
            remedy = "write smtp:// (STARTTLS) or smtps:// for a server elsewhere"
            raise SettingsError(name, without_password(found), remedy)
    return found


def mail_address(given: Mapping[str, str], name: str, default: str) -> str:
    """An address of mail alone, in ASCII: `newsroom@example.org`."""
    value = given.get(name, default)
    if not _MAIL.fullmatch(value):
        raise SettingsError(name, value, "write it as newsroom@example.org")
    return value


def store(given: Mapping[str, str], name: str, bucket_scheme: str = "s3") -> str | None:
    """A folder, made absolute, or the address of a bucket; None where the variable is absent.

    Keys of a bucket have no place in its address: it is printed. They stand in variables of
    their own.
    """
    if name not in given:
        return None
    value = given[name]
    if "://" not in value:
        return str(Path(value).expanduser().absolute())
    parts = urlsplit(value)
    if parts.scheme != bucket_scheme or not parts.netloc or "@" in parts.netloc:
        remedy = "write a folder, or s3://bucket/prefix, with ?endpoint=https://… where need be"
        raise SettingsError(name, without_password(value), remedy)
    return value


def without_password(url: str) -> str:
    """The URL as a message may show it: a password before the @ becomes three stars."""
    return re.sub(r"(?<=:)[^:@/]*(?=@)", "***", url)
