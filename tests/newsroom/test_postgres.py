"""The same roads, acts and crowds over a real PostgreSQL, in a run of their own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests import postgres

FOLDER = Path(__file__).parent
MODULES = (
    "test_roads.py",
    "test_acts.py",
    "test_concurrency.py",
    "test_setup.py",
    "outbox/test_rows.py",
    "outbox/test_two_senders.py",
)


@pytest.mark.postgres
@pytest.mark.slow
@pytest.mark.serial
@pytest.mark.skipif(postgres.binaries() is None, reason="no PostgreSQL server is installed")
def test_the_newsroom_over_postgresql():
    with postgres.server() as url:
        done = subprocess.run(
            [
                *(sys.executable, "-m", "pytest", "-q", "-x", "-n0", "--show-capture=no"),
                *(str(FOLDER / name) for name in MODULES),
            ],
            check=False,
            env={**os.environ, "SHPALTA_TEST_DATABASE_URL": url},
            cwd=FOLDER.parent.parent,
            capture_output=True,
            text=True,
            timeout=540,
        )
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
