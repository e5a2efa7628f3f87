"""An S3 server of the tests' own (SeaweedFS), in a folder that is thrown away."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from shpalta.press.destinations.addresses import BucketAddress
from shpalta.press.destinations.bucket import client
from tests.waiting import until

BUCKET = "edition"
KEY, SECRET = "AKPRESS", "a secret of the tests"
OWNER = ("AKOWNER", "another secret of the tests")


@dataclass(frozen=True)
class Service:
    """A running server; ``address`` is that of the one bucket, which anyone may read."""

    address: BucketAddress

    def owner(self) -> Any:
        """A client that may do everything."""
        key, secret = OWNER
        return client(BucketAddress(self.address.endpoint, BUCKET, key, secret))


def get(address: BucketAddress, path: str) -> tuple[int, dict[str, str], bytes]:
    """What a reader is answered: status, headers in lower case, body. No client library of ours."""
    prefix = f"{address.prefix}/" if address.prefix else ""
    url = f"{address.endpoint}/{address.bucket}/{prefix}{path.removeprefix('/')}"
    try:
        with urllib.request.urlopen(url, timeout=30) as answer:
            headers = {name.lower(): value for name, value in answer.headers.items()}
            return answer.status, headers, answer.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, {}, error.read()


@contextlib.contextmanager
def service() -> Iterator[Service]:
    """A server with an empty bucket."""
    weed = Path(sys.executable).parent / "weed"
    folder = Path(tempfile.mkdtemp(prefix="weed-", dir="/tmp"))
    rights = ["Read", "Write", "List", "Tagging"]
    # And a bucket that it might use, but that nobody has made.
    of_press = [f"{right}:{name}" for right in rights for name in (BUCKET, "nowhere")]
    identities = [
        _identity("press", KEY, SECRET, of_press),
        _identity("owner", *OWNER, ["Admin", *rights]),
        {"name": "anonymous", "actions": [f"Read:{BUCKET}"]},
    ]
    (folder / "s3.json").write_text(json.dumps({"identities": identities}))
    names = ("master", "volume", "filer", "s3")
    ports = _free_ports(2 * len(names))
    options = [f"-{name}.port={ports[n]}" for n, name in enumerate(names)]
    options += [f"-{name}.port.grpc={ports[n + 4]}" for n, name in enumerate(names)]
    command = [
        *(str(weed), "-logtostderr", "server", "-ip=127.0.0.1", "-ip.bind=127.0.0.1"),
        *(f"-dir={folder}", "-filer", "-s3", f"-s3.config={folder / 's3.json'}"),
        *(
            "-s3.port.iceberg=0",
            "-s3.port.lance=0",
            "-volume.max=8",
            "-master.volumeSizeLimitMB=64",
        ),
        *("-volume.minFreeSpace=1MiB", "-s3.autoCreateBucket=false", *options),
    ]
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log)
    address = BucketAddress(f"http://127.0.0.1:{ports[3]}", BUCKET, KEY, SECRET, timeout=10.0)
    found = Service(address)
    try:
        _await(found, process, folder / "log")
        yield found
    finally:
        process.kill()
        process.wait()
        shutil.rmtree(folder, ignore_errors=True)


def _await(found: Service, process: subprocess.Popen[bytes], log: Path) -> None:
    owner = found.owner()

    def ready() -> bool:
        if process.poll() is not None:
            raise RuntimeError(f"SeaweedFS did not start:\n{log.read_text()[-2000:]}")
        with contextlib.suppress(Exception):
            with contextlib.suppress(owner.exceptions.BucketAlreadyExists):
                owner.create_bucket(Bucket=BUCKET)
            # Its volumes come some seconds after its door.
            owner.put_object(Bucket=BUCKET, Key="first", Body=b"1")
            owner.delete_object(Bucket=BUCKET, Key="first")
            return True
        return False

    until(ready, seconds=90)


def _identity(name: str, key: str, secret: str, actions: list[str]) -> dict[str, Any]:
    credentials = [{"accessKey": key, "secretKey": secret}]
    return {"name": name, "credentials": credentials, "actions": actions}


def _free_ports(number: int) -> list[int]:
    with contextlib.ExitStack() as stack:
        sockets = [stack.enter_context(socket.socket()) for _ in range(number)]
        for one in sockets:
            one.bind(("127.0.0.1", 0))
        return [int(one.getsockname()[1]) for one in sockets]


@pytest.fixture(scope="session")
def bucket_service() -> Iterator[Service]:
    """One server for all tests of a process."""
    with service() as found:
        yield found


@pytest.fixture
def bucket(bucket_service: Service) -> BucketAddress:
    """A folder in the bucket, of this test alone."""
    known = bucket_service.address
    return BucketAddress(
        known.endpoint, BUCKET, KEY, SECRET, prefix=f"t{os.urandom(6).hex()}", timeout=10.0
    )
