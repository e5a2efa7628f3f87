"""A store in an S3-compatible bucket.

Keys of access come from where every S3 client looks: ``AWS_ACCESS_KEY_ID`` and
``AWS_SECRET_ACCESS_KEY`` or a profile. What differs from Amazon's own stands in the address:
``s3://bucket/prefix?endpoint=https://s3.example.org&region=eu-central-1``.
"""

import contextlib
import io
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, cast
from urllib.parse import parse_qs, urlsplit

from shpalta.backup.errors import BackupError, Damaged, Missing
from shpalta.backup.messages import _
from shpalta.backup.stores import Kept, copied

_MISSING = frozenset({"NoSuchKey", "404", "NotFound"})
_ANY_REGION = "us-east-1"
_TRIES = 5
# One session per process is made once; its data about services takes a while to load.
_lock = threading.Lock()


class BucketStore:
    """Objects below a prefix of one bucket. An object is there when its upload ended, whole."""

    def __init__(self, client: Any, bucket: str, prefix: str, place: str) -> None:
        self._client = client
        self._bucket = bucket
        self._prefix = prefix
        self._place = place

    @classmethod
    def at(cls, address: str) -> "BucketStore":
        """The store at ``s3://bucket/prefix?endpoint=…&region=…``.

        Raises:
            BackupError: it is no such address.
        """
        parts = urlsplit(address)
        if parts.scheme != "s3" or not parts.netloc or "@" in parts.netloc:
            raise BackupError(_("Write a bucket as s3://bucket/prefix, not as {address}").format(
                address=parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()
            ))  # fmt: skip
        words = {name: values[-1] for name, values in parse_qs(parts.query).items()}
        prefix = parts.path.strip("/")
        place = f"s3://{parts.netloc}/{prefix}".rstrip("/")
        client = _client(words.get("endpoint"), words.get("region"))
        return cls(client, parts.netloc, f"{prefix}/" if prefix else "", place)

    @property
    def place(self) -> str:
        return self._place

    def put(self, key: str, source: Path, digest: str) -> None:
        with source.open("rb") as data:
            if copied(data, None) != digest:
                raise Damaged(_("{path} is damaged").format(path=source))
            data.seek(0)
            with self._in_words():
                self._client.upload_fileobj(_Kept(data), self._bucket, self._prefix + key)
        # Read back: what the bucket would give to a restore.
        with self.open(key) as back:
            found = copied(back, None)
        if found != digest:
            self.remove(key)
            text = _("{place} does not hold what was written to it")
            raise BackupError(text.format(place=f"{self._place}/{key}"))

    @contextlib.contextmanager
    def open(self, key: str) -> Iterator[BinaryIO]:
        with self._in_words(key):
            answer = self._client.get_object(Bucket=self._bucket, Key=self._prefix + key)
        with contextlib.closing(answer["Body"]) as body:
            yield cast(BinaryIO, _Body(body, self, key))

    def listed(self, folder: str) -> dict[str, Kept]:
        start = self._prefix + (f"{folder}/" if folder else "")
        found: dict[str, Kept] = {}
        with self._in_words():
            pages = self._client.get_paginator("list_objects_v2").paginate(
                Bucket=self._bucket, Prefix=start, Delimiter="/"
            )
            for page in pages:
                for one in page.get("Contents", ()):
                    key = one["Key"].removeprefix(self._prefix)
                    found[key] = Kept(one["Size"], one["LastModified"])
        return found

    def remove(self, key: str) -> None:
        with self._in_words():
            self._client.delete_object(Bucket=self._bucket, Key=self._prefix + key)

    @contextlib.contextmanager
    def _in_words(self, key: str = "") -> Iterator[None]:
        from boto3.exceptions import Boto3Error
        from botocore.exceptions import BotoCoreError, ClientError

        try:
            yield
        except ClientError as error:
            place = f"{self._place}/{key}" if key else self._place
            if error.response["Error"]["Code"] in _MISSING:
                raise Missing(_("{place} is not there").format(place=place)) from None
            raise BackupError(f"{place}: {error}") from error
        except (BotoCoreError, Boto3Error) as error:
            raise BackupError(f"{self._place}: {error}") from error


class _Kept(io.RawIOBase):
    """A file that the uploader may close as it likes: it is closed by whoever opened it."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = 0) -> int:
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        return self._file.tell()

    def read(self, size: int = -1) -> bytes:
        return self._file.read(size)


class _Body(io.RawIOBase):
    """What a bucket sends, with its errors in words."""

    def __init__(self, body: Any, store: BucketStore, key: str) -> None:
        self._body, self._store, self._key = body, store, key

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        with self._store._in_words(self._key):
            data: bytes = self._body.read(None if size < 0 else size)
        return data


def _client(endpoint: str | None, region: str | None) -> Any:
    import boto3
    from botocore.config import Config

    config = Config(
        # Many servers have no names of hosts for their buckets.
        s3={"addressing_style": "path"} if endpoint else {},
        retries={"mode": "standard", "max_attempts": _TRIES},
        connect_timeout=10,
        read_timeout=60,
        # Sums of newer kinds are refused by older servers; what was sent is read back anyhow.
        request_checksum_calculation="when_required",
        response_checksum_validation="when_required",
    )
    with _lock:
        session = boto3.session.Session()
        return session.client(
            "s3",
            endpoint_url=endpoint,
            region_name=region or session.region_name or _ANY_REGION,
            config=config,
        )
