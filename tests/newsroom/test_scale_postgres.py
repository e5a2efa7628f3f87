"""The same hundred thousand articles over a real PostgreSQL, in a run of their own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests import postgres

FOLDER = Path(__file__).parent


@pytest.mark.postgres
@pytest.mark.slow
@pytest.mark.serial
@pytest.mark.skipif(postgres.binaries() is None, reason="no PostgreSQL server is installed")
def test_a_hundred_thousand_articles_over_postgresql():
    with postgres.server() as url:
        done = subprocess.run(
            [
                *(sys.executable, "-m", "pytest", "-q", "-n0", "--show-capture=no"),
                str(FOLDER / "test_scale.py"),
            ],
            check=False,
            env={**os.environ, "SHPALTA_TEST_DATABASE_URL": url},
            cwd=FOLDER.parent.parent,
            capture_output=True,
            text=True,
            timeout=540,
        )
    assert done.returncode == 0, done.stdout[-8000:] + done.stderr[-2000:]
