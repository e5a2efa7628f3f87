"""Commands that keep a newsroom safe: backup, restore, drill."""

import logging
import os
import sys
import tempfile
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import click

from shpalta import wiring
from shpalta.backup import format as form
from shpalta.backup import keys, opening, restoring, retention, state, taking
from shpalta.backup import replica as continuous
from shpalta.backup.archive import Archive
from shpalta.backup.drill import Drill, Replica
from shpalta.backup.drill import Press as PressAnew
from shpalta.backup.errors import BackupError
from shpalta.backup.stores import Store
from shpalta.newsroom.outbox.restored import doubt_all
from shpalta.press import api
from shpalta.press.errors import PressError
from shpalta.settings.environment import Settings, load
from shpalta.supervisor.messages import _, ngettext

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.argument("destination", required=False)
@click.option("--keys", "only_keys", is_flag=True, help="The keys alone, encrypted.")
@click.option("--keep", type=click.IntRange(1), help="Afterwards, remove all but the newest N.")
@click.option("--passphrase-file", type=_FILE, help="The passphrase of the keys, in a file.")
def backup(
    destination: str | None, *, only_keys: bool, keep: int | None, passphrase_file: Path | None
) -> None:
    """Back up to DESTINATION: a folder, or s3://bucket/prefix (else SHPALTA_BACKUP_TO)."""
    settings, now = load(), _now()
    store = _store(settings, destination)
    if only_keys:
        secret = None if settings.backup_recipient else _passphrase(settings, passphrase_file)
        click.echo(_put_keys(settings, store, now, secret))
        return
    taken = taking.take(_source(settings), store, now)
    contents = taken.contents
    note = state.BackupNote(
        contents.made, store.place, taken.name, contents.journal.position, contents.articles,
        contents.media.files, taken.size + contents.media.bytes,
    )  # fmt: skip
    state.note(settings.home, backup=note)
    click.echo(f"{store.place}/{taken.name}")
    if taken.begun:
        # A disk that is not mounted looks just so.
        click.echo(_("  nothing was there before: the first backup in this place"))
    _tell_contents(contents)
    number = taken.copied
    click.echo(
        ngettext("{number} file copied anew", "{number} files copied anew", number).format(
            number=number
        )
    )
    if settings.backup_recipient:
        click.echo(_put_keys(settings, store, now, None))
    if keep:
        _tidy(settings, store, keep, now)
    if contents.lost:
        sys.exit(1)


def _put_keys(settings: Settings, store: Store, now: datetime, secret: str | None) -> str:
    """Encrypt the keys into the store, for the recipient or by passphrase; where they are."""
    data = keys.pack(keys.gather(settings.home, settings.secret_key), now)
    if secret is None:
        assert settings.backup_recipient is not None
        locked = keys.for_recipient(data, settings.backup_recipient)
    else:
        locked = keys.for_passphrase(data, secret)
    with taking.alone(settings.home) as folder:
        keys.put(store, keys.name_of(now), locked, folder)
    return f"{store.place}/{keys.name_of(now)}"


def _tidy(settings: Settings, store: Store, keep: int, now: datetime) -> None:
    with taking.alone(settings.home) as folder:
        done = retention.tidy(store, keep, now, folder)
    click.echo(
        _("removed: {archives} old backups, {files} files ({bytes} bytes) they alone named").format(
            archives=done.archives, files=done.files, bytes=done.bytes
        )
    )


def _tell_contents(contents: form.Contents) -> None:
    click.echo(
        _(
            "  made {made} by Shpalta {version}: journal up to {position} ({at}),"
            " {articles} articles, {files} files of {bytes} bytes"
        ).format(
            made=contents.made,
            version=contents.shpalta,
            position=contents.journal.position,
            at=contents.journal.at,
            articles=contents.articles,
            files=contents.media.files,
            bytes=contents.media.bytes,
        )
    )
    if contents.edition:
        click.echo(_("  edition {root}").format(root=contents.edition.root))
    for path in contents.lost:
        click.echo(
            _("! {path} is damaged in the newsroom and not kept").format(path=path), err=True
        )


# -- restore
# ---------------------------------------------------------------------------------------


@click.command()
@click.argument("archive", required=False)
@click.option("--into", type=click.Path(path_type=Path), required=True, help="The new data folder.")
@click.option("--replace", "replaces", is_flag=True, help="Move a folder that is there aside.")
@click.option(
    "--replica",
    is_flag=False,
    flag_value="",
    help="Take the database from the continuous copy: SHPALTA_REPLICA_URL, or the one named.",
)
@click.option("--keys", "key_file", help="The archive of keys: a file, or its s3:// address.")
@click.option("--passphrase-file", type=_FILE, help="Passphrase or age identity, in a file.")
def restore(
    archive: str | None,
    into: Path,
    *,
    replaces: bool,
    replica: str | None,
    key_file: str | None,
    passphrase_file: Path | None,
) -> None:
    """Restore ARCHIVE, or the newest one of a folder or bucket, as the data folder --into."""
    settings, now, home = load(), _now(), into.expanduser().absolute()
    store, name = opening.archive(archive or _given(settings))
    known = _keys(settings, key_file, passphrase_file) if key_file else {}
    doubted: list[int] = []
    target = restoring.Target(
        home, settings.database_url, replaces, known,
        settle=lambda database: doubted.append(doubt_all(database, now)),
    )  # fmt: skip
    with (
        tempfile.TemporaryDirectory(prefix="shpalta-restore-") as folder,
        restoring.fetched(store, name or restoring.newest(store), Path(folder)) as opened,
    ):
        if replica is None:
            done = restoring.restore(opened, store, target, now)
        else:
            done = _restore_replica(replica or _replica(settings), opened, store, target, now)
    click.echo(_("Restored into {home}:").format(home=home))
    _tell_restored(done, home, settings, with_keys=bool(known))
    if sum(doubted):
        text = _("  calls to other systems that may have been made since, now in doubt: {number}")
        click.echo(text.format(number=sum(doubted)))


def _restore_replica(
    url: str, opened: Archive, store: Store, target: restoring.Target, now: datetime
) -> restoring.Restored:
    if target.database_url is not None:
        raise click.UsageError(_("A replica is of SQLite: do not set SHPALTA_DATABASE_URL."))
    done = continuous.restore(url, opened, store, target, now)
    click.echo(
        _("from the replica: journal up to {position} ({at})").format(
            position=done.journal.position, at=done.journal.at
        )
    )
    if done.missing:
        number = done.missing
        click.echo(
            ngettext(
                "! {number} file is newer than the newest backup and lost",
                "! {number} files are newer than the newest backup and lost",
                number,
            ).format(number=number),
            err=True,
        )
    return done.restored


def _replica(settings: Settings) -> str:
    if settings.replica_url is None:
        raise click.UsageError(_("Set SHPALTA_REPLICA_URL: nothing is copied continuously."))
    return settings.replica_url


@click.command()
def replicate() -> None:
    """Copy SQLite to SHPALTA_REPLICA_URL as it is written, until stopped."""
    settings = load()
    if settings.database_url is not None:
        raise click.UsageError(_("A replica is of SQLite: do not set SHPALTA_DATABASE_URL."))
    url = _replica(settings)
    place = continuous.write_configuration(settings.home, settings.newsroom_db, url)
    argv = continuous.arguments(place)
    # Litestream takes this process's place, and hears its signals.
    os.execve(argv[0], argv, continuous.environment(os.environ))  # noqa: S606 - no shell


def _tell_restored(
    done: restoring.Restored, home: Path, settings: Settings, *, with_keys: bool
) -> None:
    _tell_contents(done.contents)
    if done.aside:
        click.echo(_("  what was there before is now {aside}").format(aside=done.aside))
    if not with_keys:
        click.echo(
            _("  without the archive of keys there is a new secret key: everybody signs in again")
        )
    for place in home.glob(f"*{restoring.ASIDE}"):
        text = _("  {place} leads to other places: rename it when this is the newsroom from now on")
        click.echo(text.format(place=place))
    now = _shown(settings)
    for variable, value in done.contents.settings.items():
        if now.get(variable) != value:
            click.echo(
                _("  it was run with {variable}={value}").format(variable=variable, value=value)
            )
    click.echo(_("  next: shpalta press --all, with SHPALTA_HOME set to the folder"))


def _keys(settings: Settings, place: str, passphrase_file: Path | None) -> dict[str, bytes]:
    locked = opening.read(place)
    return keys.unlock(locked, _passphrase(settings, passphrase_file, opens=True))


def _passphrase(settings: Settings, file: Path | None, *, opens: bool = False) -> str:
    """From the file, the environment, or the person."""
    if file is not None:
        lines = file.read_text(encoding="utf-8").splitlines()
        return next((line.strip() for line in lines if line.strip() and line[0] != "#"), "")
    if settings.keys_passphrase:
        return settings.keys_passphrase
    text = _("Passphrase of the keys")
    return str(click.prompt(text, hide_input=True, confirmation_prompt=not opens))


# -- drill
# -----------------------------------------------------------------------------------------


@click.command()
@click.argument("destination", required=False)
@click.option("--newest", is_flag=True, help="Rehearse with the newest backup; take none.")
def drill(destination: str | None, *, newest: bool) -> None:
    """Rehearse a loss: back up, restore beside, press, compare; print minutes and what was lost."""
    logging.basicConfig(level=logging.WARNING, format="%(message)s")
    settings = load()
    store = _store(settings, destination)
    note = Drill(
        _source(settings), store, _presser(settings), fresh=not newest, replica=_copied(settings)
    ).run(_now())
    state.note(settings.home, drill=note)
    words = {
        "backup": _("backup"),
        "restore": _("restore"),
        "press": _("press"),
        "replica": _("replica"),
        "compare": _("compare"),
    }
    for stage in note.stages:
        click.echo(f"{words[stage.name]:<20}{stage.milliseconds / 1000:>9.1f} s")
    click.echo(f"{_('together'):<20}{note.seconds / 60:>9.1f} min")
    if note.lost is None:
        click.echo(_("there was no backup before this drill: everything would have been lost"))
    else:
        click.echo(
            ngettext(
                "{number} act since the newest backup would have been lost",
                "{number} acts since the newest backup would have been lost",
                note.lost,
            ).format(number=note.lost)
        )
    if note.behind is not None:
        click.echo(
            ngettext(
                "{number} act is not in the continuous copy yet",
                "{number} acts are not in the continuous copy yet",
                note.behind,
            ).format(number=note.behind)
        )
    click.echo(_verdict(note), err=not note.succeeded)
    sys.exit(0 if note.succeeded else 1)


def _verdict(note: state.DrillNote) -> str:
    if note.error:
        return _("The drill failed: {error}").format(error=note.error)
    if note.same is None:
        return _("Restored and pressed; there was no edition at its position to compare with.")
    if note.same:
        return _("Restored and pressed: the same edition, digest for digest.")
    return _("Restored and pressed, but it is ANOTHER edition than the one that stands.")


def _presser(settings: Settings) -> PressAnew:
    """Presses a restored newsroom as its journal says; no day and no theme is noticed."""

    def press(home: Path, database_url: str | None) -> str:
        there = replace(settings, home=home, database_url=database_url)
        try:
            machine = wiring.open_press(there)
            with closing(machine.places.rows), closing(machine.tables):
                machine.start()
                api.press_all(machine, wiring.workshop(there), settings.press_workers)
                machine.lease.release()
                return machine.manifest.root()
        except PressError as error:
            raise BackupError(str(error)) from error

    return press


def _copied(settings: Settings) -> Replica | None:
    """Where the journal of the continuous copy ends, if there is one; in a folder to work in."""
    url = settings.replica_url
    if url is None or settings.database_url is not None:
        return None
    return lambda folder: continuous.fetch(url, folder / "replica.db").position


# -- what is meant
# ---------------------------------------------------------------------------------


def _now() -> datetime:
    return datetime.now(UTC)


def _given(settings: Settings) -> str:
    if settings.backup_to is None:
        raise click.UsageError(_("Name a folder or s3://bucket/prefix, or set SHPALTA_BACKUP_TO."))
    return settings.backup_to


def _store(settings: Settings, destination: str | None) -> Store:
    return opening.store(destination or _given(settings))


def _shown(settings: Settings) -> dict[str, str]:
    """Settings without secrets, as a person would set them."""
    return {
        "SHPALTA_SITE_ADDRESS": settings.site_address,
        "SHPALTA_NEWSROOM_ADDRESS": settings.newsroom_address,
        "SHPALTA_LANGUAGE_CODE": settings.language_code,
    }


def _source(settings: Settings) -> taking.Source:
    def edition() -> form.EditionFacts | None:
        machine = wiring.open_press(settings)
        with closing(machine.places.rows), closing(machine.tables):
            found = api.edition_at_rest(machine)
        return None if found is None else form.EditionFacts(*_fields(found))

    return taking.Source(
        home=settings.home,
        rows=wiring.rows_address(settings),
        version=version("shpalta"),
        settings=_shown(settings),
        edition=edition,
    )


def _fields(edition: api.Edition) -> tuple[int, str, int]:
    return edition.position, edition.root, edition.files


COMMANDS = (backup, restore, replicate, drill)
