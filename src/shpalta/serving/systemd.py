"""systemd's units: every process of a newspaper with a cap on its memory. Pure functions.

What all units share stands in one drop-in file, so that a newspaper's user, folder and walls are
said once. ``shpalta deploy`` writes them for an owner's addresses; ``deploy/`` holds them as made
for example hosts.
"""

from __future__ import annotations

from dataclasses import dataclass

from shpalta.serving import rules

GENERATED = "# Made by `shpalta deploy systemd`; change it with `systemctl edit`.\n"

# After so long without a sign of life the press is started again. Each step is such a sign, and one
# may wait minutes for a slow disk.
WATCHDOG_SECONDS = 900


@dataclass(frozen=True)
class House:
    """Where a newspaper lives on a server. ``programs`` is the ``bin`` of its environment."""

    site: str
    newsroom: str
    home: str = "/var/lib/shpalta"
    programs: str = "/opt/shpalta/bin"
    environment: str = "/etc/shpalta.env"
    user: str = "shpalta"
    newsroom_port: int = 8081


@dataclass(frozen=True)
class Unit:
    """One process. Memory in megabytes: above ``high`` it is slowed, at ``most`` it is ended."""

    name: str
    about: str
    command: str
    high: int
    most: int
    service: str = ""
    unit: str = ""
    again: bool = True


def units(house: House) -> list[Unit]:
    """The processes of a newspaper, and the full press that an owner starts by hand."""
    return [
        Unit(
            "newsroom",
            "the newsroom, for editors",
            f"gunicorn shpalta.wsgi:application --preload --bind 127.0.0.1:{house.newsroom_port}"
            " --worker-class gthread --workers 2 --threads 2 --timeout 60 --graceful-timeout 3"
            " --no-control-socket",
            *(600, 900),
            service="Type=notify\n",
        ),
        Unit(
            "press",
            "the press, for what is published now",
            "shpalta press --watch",
            *(400, 600),
            service=f"""\
Type=notify
# The first start of a large newspaper takes its journal in before it says that it is ready.
TimeoutStartSec=infinity
WatchdogSec={WATCHDOG_SECONDS}
# First of ours to the processor: a publication waits for nothing of the rest.
CPUWeight=200
""",
        ),
        Unit("schedule", "what falls due", "shpalta schedule --watch", 250, 400),
        Unit(
            "tasks",
            "pictures and what else an editor need not wait for",
            "shpalta manage db_worker",
            *(700, 1000),
            service="CPUWeight=20\nNice=10\nIOSchedulingClass=idle\n",
        ),
        Unit(
            "outbox",
            "other systems are told of acts",
            "shpalta send --watch",
            *(250, 400),
            service="""\
# A call that is being made is finished; one that is cut off stays in doubt.
TimeoutStopSec=45
CPUWeight=50
""",
        ),
        _place(),
        _everything(),
        _hand(),
        *_safekeeping(),
    ]


def _hand() -> Unit:
    """For other machines than the press's own: nobody enables it there."""
    return Unit(
        "hand",
        "this machine's processor, lent to a press elsewhere",
        "shpalta hand",
        *(500, 700),
        service="CPUWeight=20\nNice=10\n",
    )


def _place() -> Unit:
    return Unit(
        "place@",
        "the edition at the destination %i",
        "shpalta place --watch %i",
        *(250, 400),
        service="CPUWeight=50\nNice=5\n",
    )


def _everything() -> Unit:
    return Unit(
        "press-all",
        "every file pressed again",
        "shpalta press --all",
        *(800, 1200),
        service="""\
Type=oneshot
# Only what nobody else wants, so that a small server goes on serving.
CPUWeight=10
Nice=15
IOSchedulingClass=idle
IOWeight=10
""",
        unit="""\
Conflicts=shpalta-press.service
After=shpalta-press.service
OnSuccess=shpalta-press.service
OnFailure=shpalta-press.service
""",
        again=False,
    )


def _safekeeping() -> list[Unit]:
    """What an owner starts who has said where to: a backup each night, continuous copies."""
    kindly = "CPUWeight=20\nNice=10\nIOSchedulingClass=idle\n"
    # On this machine backups lie here; another folder: `systemctl edit`, ReadWritePaths=…
    places = "ReadWritePaths=-/var/backups/shpalta\n"
    return [
        Unit(
            "backup",
            "a backup, to SHPALTA_BACKUP_TO",
            "shpalta backup --keep 14",
            *(500, 800),
            service=f"Type=oneshot\n{kindly}{places}",
            again=False,
        ),
        Unit(
            "replica",
            "continuous copies, to SHPALTA_REPLICA_URL",
            "shpalta replicate",
            *(200, 300),
            service=f"CPUWeight=50\n{places}",
        ),
    ]


def _nightly() -> str:
    """When the backup is taken: at another minute on each machine, and after a night without
    power at the next start.
    """
    return f"""\
{GENERATED}[Unit]
Description=Shpalta: a backup every night

[Timer]
OnCalendar=*-*-* 03:30:00
RandomizedDelaySec=30min
FixedRandomDelay=yes
Persistent=yes

[Install]
WantedBy=timers.target
"""


def files(house: House) -> dict[str, str]:
    """Path below ``/`` → content: the units, what they share, and the command for the owner."""
    folder = "etc/systemd/system"
    made = {f"{folder}/shpalta-{one.name}.service": _unit(house, one) for one in units(house)}
    made[f"{folder}/shpalta-backup.timer"] = _nightly()
    made[f"{folder}/shpalta-.service.d/common.conf"] = _common(house)
    made["usr/local/bin/shpalta"] = _command(house)
    return made


def environment(house: House) -> str:
    """What ``/etc/shpalta.env`` says at first; it is the owner's from then on."""
    return f"""\
# The settings of this newspaper: docs/reference/settings.md. A change takes
# systemctl restart 'shpalta-*'
SHPALTA_HOME={rules.safe(house.home, "the data folder")}
SHPALTA_SITE_ADDRESS=https://{rules.safe(house.site, "the site's host")}
SHPALTA_NEWSROOM_ADDRESS=https://{rules.safe(house.newsroom, "the newsroom's host")}
SHPALTA_NEWSROOM_PORT={house.newsroom_port}
SHPALTA_LOG=json
# Mails to editors: a forgotten password, a comment on a draft.
#SHPALTA_EMAIL_URL=smtp://user:password@mail.{house.site}:587
#SHPALTA_EMAIL_FROM=newsroom@{house.site}
# Backups, and continuous copies of SQLite: a folder, or s3://bucket/prefix with its two keys.
#SHPALTA_BACKUP_TO=/var/backups/shpalta
#SHPALTA_REPLICA_URL=s3://bucket/replica
#AWS_ACCESS_KEY_ID=
#AWS_SECRET_ACCESS_KEY=
"""


def _unit(house: House, one: Unit) -> str:
    about = f"Description=Shpalta: {one.about}\n{one.unit}"
    lasting = "Restart=always\nRestartSec=2\n" if one.again else ""
    install = "\n[Install]\nWantedBy=multi-user.target\n" if one.again else ""
    programs = rules.safe(house.programs, "the folder of programs")
    return f"""\
{GENERATED}[Unit]
{about}
[Service]
ExecStart={programs}/{one.command}
{lasting}{one.service}\
MemoryHigh={one.high}M
MemoryMax={one.most}M
{install}"""


def _common(house: House) -> str:
    home = rules.safe(house.home, "the data folder")
    user = rules.safe(house.user, "the user")
    return f"""\
{GENERATED}# For every shpalta-*.service: whose data, and what a process may do besides.
[Service]
User={user}
Group={user}
# The web server's user reads the edition as a member of this group.
UMask=0027
WorkingDirectory={home}
Environment=SHPALTA_HOME={home}
EnvironmentFile={rules.safe(house.environment, "the file of settings")}
{WALLS}ReadWritePaths={home}

[Unit]
After=network-online.target postgresql.service
Wants=network-online.target
# A process that cannot start is tried for ever, and not so often that it takes the machine.
StartLimitIntervalSec=0
"""


WALLS = """\
NoNewPrivileges=yes
PrivateTmp=yes
PrivateDevices=yes
ProtectSystem=strict
ProtectHome=yes
ProtectClock=yes
ProtectHostname=yes
ProtectKernelLogs=yes
ProtectKernelTunables=yes
ProtectKernelModules=yes
ProtectControlGroups=yes
ProtectProc=invisible
RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6
RestrictNamespaces=yes
RestrictRealtime=yes
RestrictSUIDSGID=yes
LockPersonality=yes
RemoveIPC=yes
CapabilityBoundingSet=
AmbientCapabilities=
SystemCallArchitectures=native
SystemCallFilter=@system-service
SystemCallErrorNumber=EPERM
"""
"""What no process of a newspaper needs. Without MemoryDenyWriteExecute: the foreign function
interface of Python may ask for such memory."""


def web(house: House) -> str:
    """The unit of Caddy from the newspaper's own environment, where the system has none.

    It reads the edition as a member of the newspaper's group, and can write nothing of it.
    """
    return f"""\
# Made by `shpalta deploy caddy`; change it with `systemctl edit`.
[Unit]
Description=Shpalta: the web server
After=network-online.target
Wants=network-online.target
StartLimitIntervalSec=0

[Service]
Type=notify
ExecStart={house.programs}/caddy run --environ --config /etc/caddy/Caddyfile
ExecReload={house.programs}/caddy reload --config /etc/caddy/Caddyfile --force
Restart=always
RestartSec=2
DynamicUser=yes
SupplementaryGroups={house.user}
# Certificates and their keys; the log of readers.
StateDirectory=caddy-shpalta
StateDirectoryMode=0700
LogsDirectory=caddy
Environment=HOME=/var/lib/caddy-shpalta
LimitNOFILE=1048576
MemoryHigh=300M
MemoryMax=500M
{_walls_of_web()}
[Install]
WantedBy=multi-user.target
"""


def _walls_of_web() -> str:
    """The same walls, with the one right that the ports 80 and 443 take."""
    walls = WALLS
    for name in ("CapabilityBoundingSet", "AmbientCapabilities"):
        walls = walls.replace(f"{name}=\n", f"{name}=CAP_NET_BIND_SERVICE\n")
    return walls


def _command(house: House) -> str:
    home = rules.safe(house.home, "the data folder")
    return f"""\
#!/bin/sh
{GENERATED}# The command for the owner (root): as the newspaper's own user, with its settings.
set -eu
set -a
. {house.environment}
set +a
umask 027
cd {home}
exec setpriv --reuid={house.user} --regid={house.user} --init-groups \\
    env HOME={home} {house.programs}/shpalta "$@"
"""
