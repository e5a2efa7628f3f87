"""The reader's website: pure functions from records to pages, and the theme that draws them."""

from collections.abc import Mapping

from shpalta.press.core.family import Grain
from shpalta.website.pages.placing import rows_of as front_rows
from shpalta.website.resources import FAMILIES, KINDS

# Readers' listings are cut as the press cuts by default; what shows a picture or a document, and
# which months and years have articles, is only asked whether anything does.
_MEMBERS_ALONE = Grain(leaves=False, windows=False)
GRAINS: Mapping[str, Grain] = {
    "picture": _MEMBERS_ALONE,
    "document": _MEMBERS_ALONE,
    "month": _MEMBERS_ALONE,
    "year": _MEMBERS_ALONE,
    "series": Grain(beside=True),
}

__all__ = ["FAMILIES", "GRAINS", "KINDS", "front_rows"]
