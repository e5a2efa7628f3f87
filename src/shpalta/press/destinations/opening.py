"""The way to a place, by its address."""

from pathlib import Path

from shpalta.press.destinations.addresses import BucketAddress
from shpalta.press.destinations.target import Target


def open_target(at: BucketAddress | Path) -> Target:
    """The way to a place. The client for buckets is loaded here, and takes its time and memory."""
    if isinstance(at, Path):
        from shpalta.press.destinations.folder import Folder

        return Folder(at)
    from shpalta.press.destinations.bucket import Bucket

    return Bucket(at)
