"""Whether a full press fits: what files take on a disk, reckoned before anything is written."""

from shpalta.press.engine import Press
from shpalta.press.errors import NoRoom

# Measured on pages of the sample newspaper: what a file takes beside its bytes, with its sibling.
_FILE_OVERHEAD = 4096
_SPARE = 1.1


def refuse_without(press: Press) -> None:
    """Raise ``NoRoom`` when the files still missing would not fit."""
    number, size = press.manifest.count()
    missing = press.queue.fresh()
    mean = size // number if number else 24_000
    room = press.places.disk.room()
    need_bytes = int(missing * (mean * 1.4 + _FILE_OVERHEAD) * _SPARE)
    need_inodes = int(missing * 2 * _SPARE)
    if room.bytes < need_bytes:
        raise NoRoom(
            f"{missing} files need about {need_bytes // 2**20} MB, {room.bytes // 2**20} MB are"
            " free: make room or press into another folder"
        )
    if room.inodes is not None and room.inodes < need_inodes:
        raise NoRoom(
            f"{missing} files need about {need_inodes} inodes, {room.inodes} are free:"
            " make room or press into another file system"
        )
