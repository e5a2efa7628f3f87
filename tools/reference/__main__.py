"""Write the pages, or compare them."""

import os
import sys


def main() -> int:
    """Write, or with ``--check`` say which pages are out of date."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    # Texts are translated as they are read; the reference is in English everywhere.
    os.environ.update(LANGUAGE="en", LC_ALL="C.UTF-8")
    import django

    django.setup()
    from tools.reference import pages

    if "--check" not in sys.argv:
        pages.write()
        return 0
    late = pages.outdated()
    for name in late:
        sys.stderr.write(f"docs/reference/{name} is out of date; run `make docs`\n")
    return 1 if late else 0


if __name__ == "__main__":
    sys.exit(main())
