"""What can go wrong with a backup, in words that say what to do."""


class BackupError(Exception):
    """It cannot be done; the text says why and what to do."""


class Refused(BackupError):
    """An archive or a target that cannot be used: nothing was touched."""


class Missing(BackupError):
    """A store does not have what was asked of it."""


class Damaged(BackupError):
    """Bytes that are not what their digest says."""
