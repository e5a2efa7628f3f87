"""An S3-compatible bucket: one object for each file, identity bytes, headers by path.

Writes are conditional where the service honours it (a probe tells at each start): an object is
made only where none is, and replaced or deleted only while it is the one that was known, so that a
sender that was cut off and comes back cannot put older bytes over newer ones.
"""

import base64
import hashlib
import json
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from shpalta.lib import served
from shpalta.lib.digests import digest
from shpalta.press.destinations.addresses import BucketAddress
from shpalta.press.destinations.answers import problem_of
from shpalta.press.destinations.target import (
    PERHAPS,
    Outcome,
    Parcel,
    Problem,
    Readback,
    Standing,
    Trouble,
)

DIGEST = "shpalta-digest"
"""Metadata that every object of ours carries (``x-amz-meta-shpalta-digest``)."""

WIDTH = 8
# Of no address that the edition has.
_PROBE = "/.shpalta/probe"
_PRECONDITION = frozenset({409, 412})
_NOT_THERE = frozenset({"404", "NoSuchKey", "NotFound"})


def client(address: BucketAddress) -> Any:
    """A client that neither retries (its caller does, in sight) nor adds checksums of its own."""
    config = Config(
        signature_version="s3v4",
        s3={"addressing_style": "path" if address.path_style else "virtual"},
        retries={"total_max_attempts": 1, "mode": "standard"},
        connect_timeout=min(address.timeout, 10.0),
        read_timeout=address.timeout,
        max_pool_connections=WIDTH,
        request_checksum_calculation="when_required",
        response_checksum_validation="when_required",
    )
    return boto3.client(
        "s3",
        endpoint_url=address.endpoint,
        aws_access_key_id=address.access_key,
        aws_secret_access_key=address.secret,
        region_name=address.region,
        config=config,
    )


class Bucket:
    """Implements ``Target``."""

    def __init__(self, address: BucketAddress) -> None:
        self._address = address
        self._client = client(address)
        self._threads = ThreadPoolExecutor(WIDTH, thread_name_prefix="bucket")
        self.conditional_put = False
        self.conditional_delete = False

    @property
    def where(self) -> str:
        return self._address.where

    @property
    def form(self) -> str:
        rules = [served.TYPES, served.FEED_TYPES, served.CACHING, served.REVALIDATED]
        return digest(json.dumps(rules).encode())[:16]

    def takes(self, path: str) -> bool:
        """A bucket cannot answer 410: of a withdrawn page it has nothing, and says 404."""
        return not path.endswith(".gone")

    def close(self) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)
        self._client.close()

    # -- what the service can do ----------------------------------------------------------------

    def open(self, *, fresh: bool) -> None:
        # With a body, unlike HEAD: the service says what it is that is missing.
        self._ask(self._client.list_objects_v2, MaxKeys=1, Prefix=self._address.prefix)
        self.conditional_put = self._honours_put()
        self.conditional_delete = self._honours_delete()

    def _honours_put(self) -> bool:
        self._call(self._client.delete_object, _PROBE)
        if self._refuses(self._client.put_object, Body=b"1", IfNoneMatch="*") is not False:
            return False
        again = self._refuses(self._client.put_object, Body=b"2", IfNoneMatch="*")
        other = self._refuses(self._client.put_object, Body=b"2", IfMatch='"0"')
        return bool(again and other)

    def _honours_delete(self) -> bool:
        self._call(self._client.put_object, _PROBE, Body=b"1")
        refused = self._refuses(self._client.delete_object, IfMatch='"0"')
        honoured = bool(refused) and self._head(_PROBE) is not None
        self._call(self._client.delete_object, _PROBE)
        return honoured

    def _refuses(self, method: Any, **arguments: Any) -> bool | None:
        """Whether the probe's condition was refused; None when the service knows no conditions."""
        try:
            method(Bucket=self._address.bucket, Key=self._key(_PROBE), **arguments)
        except ClientError as error:
            status = _status(error)
            if status in _PRECONDITION:
                return True
            if status in {400, 501}:
                return None
            raise problem_of(error, self.where) from error
        except BotoCoreError as error:
            raise problem_of(error, self.where) from error
        return False

    # -- placing --------------------------------------------------------------------------------

    def carry(self, parcels: Sequence[Parcel], width: int) -> list[Outcome]:
        outcomes: list[Outcome] = []
        for start in range(0, len(parcels), width):
            some = list(self._threads.map(self._carry, parcels[start : start + width]))
            outcomes += some
            if any(one.error and one.error.whole for one in some):
                break
        return outcomes

    def _carry(self, parcel: Parcel) -> Outcome:
        try:
            if parcel.known == PERHAPS:
                return self._moved(parcel)
            if not self.conditional_put and not parcel.known and parcel.data is not None:
                standing = self.look(parcel.path)
                if standing is not None:
                    return Outcome(parcel.path, moved=True, standing=standing)
            return self._put(parcel) if parcel.data is not None else self._delete(parcel)
        except ClientError as error:
            if _status(error) in _PRECONDITION or _is_gone(error):
                return self._moved(parcel)
            return Outcome(parcel.path, error=problem_of(error, self.where))
        except BotoCoreError as error:
            return Outcome(parcel.path, error=problem_of(error, self.where))
        except Trouble as error:
            return Outcome(parcel.path, error=error)

    def _moved(self, parcel: Parcel) -> Outcome:
        try:
            return Outcome(parcel.path, moved=True, standing=self.look(parcel.path))
        except Trouble as error:
            return Outcome(parcel.path, error=error)

    def _put(self, parcel: Parcel) -> Outcome:
        condition: dict[str, str] = {}
        if self.conditional_put:
            condition = {"IfMatch": parcel.known} if parcel.known else {"IfNoneMatch": "*"}
        data = parcel.data or b""
        answer = self._client.put_object(
            Bucket=self._address.bucket,
            Key=self._key(parcel.path),
            Body=data,
            ContentType=served.content_type(parcel.path),
            CacheControl=served.cache_control(parcel.path),
            ContentMD5=_md5(data),
            Metadata={DIGEST: parcel.digest},
            **condition,
        )
        return Outcome(parcel.path, tag=str(answer["ETag"]))

    def _delete(self, parcel: Parcel) -> Outcome:
        if not parcel.known:
            return Outcome(parcel.path)
        condition = {"IfMatch": parcel.known} if self.conditional_delete else {}
        self._client.delete_object(
            Bucket=self._address.bucket, Key=self._key(parcel.path), **condition
        )
        return Outcome(parcel.path)

    # -- looking --------------------------------------------------------------------------------

    def look(self, path: str) -> Standing | None:
        head = self._head(path)
        return None if head is None else _standing(path, head)

    def read(self, path: str) -> Readback | None:
        answer = self._call(self._client.get_object, path)
        if answer is None:
            return None
        try:
            data = answer["Body"].read()
        except Exception as error:  # urllib3's own, which botocore lets through
            raise Trouble(Problem.UNREACHABLE, f"{self.where}{path}: {error}") from error
        standing = _standing(path, answer)
        return Readback(standing, digest(data), headers=_has_headers(path, answer))

    def walk(self) -> Iterator[str]:
        prefix = f"{self._address.prefix}/" if self._address.prefix else ""
        more: dict[str, str] = {}
        while True:
            answer = self._ask(self._client.list_objects_v2, Prefix=prefix, **more)
            for found in answer.get("Contents", ()):
                yield "/" + str(found["Key"]).removeprefix(prefix)
            if not answer.get("IsTruncated"):
                return
            more = {"ContinuationToken": answer["NextContinuationToken"]}

    def _head(self, path: str) -> Any | None:
        return self._call(self._client.head_object, path)

    def _call(self, method: Any, path: str, **arguments: Any) -> Any | None:
        """An answer about one object; None when it is not there."""
        try:
            return method(Bucket=self._address.bucket, Key=self._key(path), **arguments)
        except ClientError as error:
            if _is_gone(error):
                return None
            raise problem_of(error, self.where) from error
        except BotoCoreError as error:
            raise problem_of(error, self.where) from error

    def _ask(self, method: Any, **arguments: Any) -> Any:
        """An answer about the bucket."""
        try:
            return method(Bucket=self._address.bucket, **arguments)
        except (ClientError, BotoCoreError) as error:
            raise problem_of(error, self.where) from error

    def _key(self, path: str) -> str:
        prefix = f"{self._address.prefix}/" if self._address.prefix else ""
        return prefix + path.removeprefix("/")


def _status(error: ClientError) -> int:
    return int(error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0))


def _is_gone(error: ClientError) -> bool:
    return error.response.get("Error", {}).get("Code") in _NOT_THERE


def _standing(path: str, head: Any) -> Standing:
    known = str(head.get("Metadata", {}).get(DIGEST, ""))
    digest_of = known if _has_headers(path, head) else ""
    return Standing(path, str(head["ETag"]), digest_of, ours=bool(known))


def _has_headers(path: str, head: Any) -> bool:
    wanted = (served.content_type(path), served.cache_control(path))
    encoded = head.get("ContentEncoding") or ""
    return (head.get("ContentType"), head.get("CacheControl")) == wanted and not encoded


def _md5(data: bytes) -> str:
    """What the service compares with what arrived (RFC 1864), not a protection against anyone."""
    return base64.b64encode(hashlib.md5(data, usedforsecurity=False).digest()).decode()
