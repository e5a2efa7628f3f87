"""What other sites show of a page: OpenGraph, and the cards that are read from it."""

from typing import Any

from shpalta.lib.text import one_line
from shpalta.records import Picture, PictureUse, Social
from shpalta.website.contexts import Share
from shpalta.website.marks import icon_of, icon_path, social_path
from shpalta.website.pictures import media_path, share_image
from shpalta.website.scope import Scope

# What networks take for a page without a picture of its own.
_ICON = 512


def share_of(
    scope: Scope,
    kind: str,
    title: str,
    description: str = "",
    use: PictureUse | None = None,
    *,
    social: str = "",
    **more: Any,
) -> Share:
    """A page of ``kind`` (OpenGraph's: ``article``, ``profile``, ``website``).

    Its image is the one drawn for the article ``social``, else the picture, else the outlet's mark.
    """
    image = (
        (_drawn(scope, social, title) if social else None)
        or _pictured(scope, use)
        or _marked(scope)
    )
    return Share(kind, one_line(title), one_line(description), **image, **more)


def _drawn(scope: Scope, article: str, title: str) -> dict[str, Any] | None:
    record: Social | None = scope.doors.get("social", article)
    if record is None:
        return None
    # The image is a picture of the headline.
    return _image(scope, social_path(record), record.width, record.height, one_line(title))


def _pictured(scope: Scope, use: PictureUse | None) -> dict[str, Any] | None:
    picture: Picture | None = scope.doors.get("picture", use.picture) if use else None
    file = share_image(picture) if picture else None
    if use is None or picture is None or file is None:
        return None
    return _image(scope, media_path(picture.id, file), file.width, file.height, use.alt, large=True)


def _marked(scope: Scope) -> dict[str, Any]:
    icon = icon_of(scope.outlet, _ICON)
    if icon is None:
        return {}
    return _image(scope, icon_path(icon), icon.width, icon.width, scope.outlet.name, large=False)


def _image(
    scope: Scope, path: str, width: int, height: int, alt: str, *, large: bool = True
) -> dict[str, Any]:
    return {
        "image": scope.absolute(path),
        "image_width": width,
        "image_height": height,
        "image_alt": alt,
        "large": large,
    }
