"""Where uploads lie: Django's folder, with one promise more."""

import os
from pathlib import Path

from django.core.files.storage import FileSystemStorage


class DurableStorage(FileSystemStorage):
    """When a file is saved its bytes and its name outlive a power cut: a row may name it.

    Django writes and closes; the bytes are then the kernel's to write at its leisure, while the
    row that names the file is durable at once.
    """

    def _save(self, name: str, content: object) -> str:
        saved: str = super()._save(name, content)  # type: ignore[misc]
        root, place = Path(self.location), Path(self.path(saved))
        _sync(place)
        for folder in place.parents:
            _sync(folder)
            if folder == root.parent:
                break
        return saved


def _sync(place: Path) -> None:
    handle = os.open(place, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
