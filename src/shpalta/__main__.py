"""``python -m shpalta``."""

from shpalta.cli import main

if __name__ == "__main__":
    main()
