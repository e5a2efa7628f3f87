"""The journal as the newsroom reads it. Its table belongs to the press; rows are only appended."""

from typing import Any, NoReturn

from django.db import models


class Journal(models.Model):
    """One row of the journal, for reading."""

    position = models.BigIntegerField(primary_key=True)
    act = models.TextField()
    act_id = models.TextField()
    at = models.TextField()
    kind = models.TextField()
    subject = models.TextField(db_column="id")
    digest = models.TextField(null=True)
    record = models.BinaryField(null=True)
    salt = models.BinaryField(null=True)
    commitment = models.BinaryField()

    class Meta:
        managed = False
        db_table = "shpalta_journal"
        ordering = ["position"]

    def __str__(self) -> str:
        return f"{self.position} {self.act} {self.kind} {self.subject}"

    def save(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refused: rows are appended by acts alone."""
        raise TypeError("journal rows are appended by acts, never saved")

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refused: the journal only grows."""
        raise TypeError("journal rows are never deleted")
