"""A reader who asks for page after page while others write."""

from __future__ import annotations

import threading

from tests.contracts.press.grounds import Ground, links


class Reader(threading.Thread):
    """Asks for page after page, as long as others write; keeps what it was given that never was."""

    def __init__(self, ground: Ground, versions: dict[str, set[bytes]], gone: set[str]) -> None:
        super().__init__(daemon=True)
        self.ground, self.versions, self.gone = ground, versions, gone
        self.stop = threading.Event()
        self.wrong: list[str] = []
        self.polls = 0

    def run(self) -> None:
        while not self.stop.is_set():
            for path in list(self.versions):
                page = self.ground.get(path)
                self.polls += 1
                if page is None:
                    continue
                if page not in self.versions[path]:
                    self.wrong.append(f"{path} was {page[:80]!r}")
                if path.startswith(("/section/", "/leaf/")):
                    self._follow(path, page)

    def _follow(self, path: str, page: bytes) -> None:
        for link in links(page):
            if "/2026/" in link and self.ground.get(link) is None and link not in self.gone:
                self.wrong.append(f"{path} leads to {link}, which is not there")
