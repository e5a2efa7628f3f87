"""Django's settings for tests: production's, over a data folder of this process alone.

The environment is cleared of what a developer's shell says, so that a test never touches a
newsroom that is kept.
"""

import atexit
import os
import shutil
import tempfile

for _name in [name for name in os.environ if name.startswith("SHPALTA_")]:
    # What tests read of their own begins with SHPALTA_TEST_ and stays.
    if not _name.startswith("SHPALTA_TEST_"):
        del os.environ[_name]

_home = tempfile.mkdtemp(prefix="shpalta-test-")
atexit.register(shutil.rmtree, _home, ignore_errors=True)
os.environ["SHPALTA_HOME"] = _home
os.environ["SHPALTA_SECRET_KEY"] = "a key for tests alone, long enough to please the check"
os.environ["SHPALTA_PRESS_WORKERS"] = "2"
if "SHPALTA_TEST_DATABASE_URL" in os.environ:
    os.environ["SHPALTA_DATABASE_URL"] = os.environ["SHPALTA_TEST_DATABASE_URL"]

from shpalta.settings.django import *  # noqa: E402, F403
from shpalta.settings.django import DATABASES  # noqa: E402

# Nobody cuts the power of a test's own newsroom; where it matters, processes of their own with
# production's settings are killed (tests/laws).
if "init_command" in DATABASES["default"]["OPTIONS"]:
    DATABASES["default"]["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"

# Hashing a password for real takes a tenth of a second, and each test has users.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
