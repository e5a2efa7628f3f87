"""Chromium, and a page's picture as a small file."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = "/usr/bin/chromium"
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
HEAVIEST = 150_000
COLOURS = 255
WIDEST = 1280


@contextmanager
def opened() -> Iterator[Browser]:
    """Debian's Chromium without a window, with an empty profile."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        try:
            yield browser
        finally:
            browser.close()


def keep(page: Page, place: Path) -> str:
    """What the window shows, as WebP below the limit; its name.

    Few colours first (exact edges, small for pages of text); where drawings make that too heavy,
    ordinary compression, coarser and coarser.
    """
    page.evaluate("document.fonts.ready")
    picture = Image.open(io.BytesIO(page.screenshot(animations="disabled"))).convert("RGB")
    few = picture.quantize(COLOURS, dither=Image.Dither.NONE).convert("RGB")
    data = _webp(few, lossless=True)
    for quality in (88, 80, 70, 60, 50, 40):
        if len(data) < HEAVIEST:
            break
        data = _webp(picture, quality=quality)
    target = place.with_suffix(".webp")
    target.write_bytes(data)
    return target.name


def _webp(picture: Image.Image, **options: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, "WEBP", method=6, **options)
    return out.getvalue()
