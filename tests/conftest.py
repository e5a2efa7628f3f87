"""What holds for every test: Hypothesis's profiles, and where its examples are kept."""

from hypothesis import HealthCheck, settings
from hypothesis.database import DirectoryBasedExampleDatabase

_database = DirectoryBasedExampleDatabase(".cache/hypothesis")

# No deadline: a shared runner may stop for seconds. A failure prints how to repeat it.
settings.register_profile(
    "default",
    deadline=None,
    print_blob=True,
    database=_database,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("soak", parent=settings.get_profile("default"), max_examples=5000)
settings.load_profile("default")
