"""A chart as a newspaper draws one: a title, quiet axes, one accent.

Words (in ``texts``; lists are separated by semicolons): ``title``, ``x``, ``y``, ``labels``,
``values`` (several rows are separated by ``|``), ``series`` (names of the rows), ``note``, and
``kind`` (``columns``, ``line``, ``bars`` or ``area``). Values need labels of the same number;
negative values are not drawn.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from ..canvas import Point
from ..colour import Color, mix, shade
from ..frame import Frame
from ..lettering import measure, shorten, wrap, write

MONTHS = "січ; лют; бер; кві; тра; чер; лип; сер; вер; жов; лис; гру"
TOPICS = (
    ("Скільки води забирає місто", "тис. м³ на добу", MONTHS, (18, 34)),
    ("Години зі світлом, у середньому за добу", "годин", MONTHS, (11, 23)),
    ("Доходи громади", "млн грн", "2017; 2018; 2019; 2020; 2021; 2022; 2023; 2024", (110, 320)),
    ("Пасажири трамвая", "тис. на місяць", MONTHS, (210, 420)),
)
COMPARED = (
    ("Учнів у школах міста", "осіб", "№ 1; № 2; № 3; № 4; № 5; № 6; Ліцей", (320, 940)),
    (
        "Книжки, видані за рік",
        "тис. примірників",
        "Центральна; Млини; Заріччя; Депо; Дитяча; Сади",
        (4, 22),
    ),
)


@dataclass(frozen=True)
class Data:
    """What is to be shown and in which colours."""

    title: str
    x: str
    y: str
    note: str
    labels: list[str]
    rows: list[list[float]]
    series: list[str]
    paper: Color
    ink: Color
    tones: tuple[Color, ...]

    @property
    def soft(self) -> Color:
        """Secondary words."""
        return mix(self.ink, self.paper, 0.35)

    @property
    def rule(self) -> Color:
        """Grid lines."""
        return mix(self.ink, self.paper, 0.82)


@dataclass(frozen=True)
class Box:
    """The field inside the axes."""

    x0: float
    y0: float
    x1: float
    y1: float
    top: float

    def up(self, value: float) -> float:
        """Height at which a value stands."""
        return self.y1 - (self.y1 - self.y0) * value / self.top


def paint(f: Frame) -> None:
    """Draw the scene."""
    kinds: dict[str, Callable[[Frame, Data, Box], None]] = {
        "columns": _columns,
        "line": _line,
        "bars": _bars,
        "area": _area,
    }
    kind = f.texts.get("kind", f.turn(tuple(kinds)))
    if kind not in kinds:
        raise ValueError(f"unknown kind of chart {kind!r}; known kinds: {', '.join(kinds)}")
    data = _data(f, kind)
    f.c.fill(data.paper)
    top = _head(f, data)
    step, upper = _scale(max(max(row) for row in data.rows))
    if kind == "bars":
        left = max(measure(f.c, label, 40) for label in data.labels)
        box = Box(84 + min(left, f.c.w * 0.34), top + 10, f.c.w - 150, f.c.h - 110, upper)
    else:
        box = Box(150, top + 34, f.c.w - 70, f.c.h - 160, upper)
        _grid(f, data, box, step)
    kinds[kind](f, data, box)
    _foot(f, data)


def _split(text: str) -> list[str]:
    return [part.strip() for part in text.split(";") if part.strip()]


def _data(f: Frame, kind: str) -> Data:
    """Collect words and numbers: those given, and invented ones for the rest."""
    rng, texts = f.rng, f.texts
    topics = COMPARED if kind == "bars" else TOPICS
    title, unit, words, (low, high) = topics[(f.seed - 1) % len(topics)]
    labels = _split(texts.get("labels", words))
    if "values" in texts:
        rows = [
            [
                float(v.replace(",", ".").replace(" ", "").replace("\u00a0", ""))
                for v in _split(part)
            ]
            for part in texts["values"].split("|")
        ]
        if "labels" not in texts or any(len(row) != len(labels) for row in rows):
            raise ValueError("a chart's values need as many labels")
    else:
        count = 2 if kind == "line" and "labels" not in texts else 1
        rows = [_walk(f, len(labels), low, high) for _ in range(count)]
    dark = f.p.night
    paper = (
        (34, 46, 56) if dark else rng.choice(((251, 249, 243), (244, 240, 228), (240, 243, 239)))
    )
    tones: tuple[Color, ...] = rng.choice(
        (
            ((18, 98, 78), (190, 140, 74), (130, 64, 48)),
            ((146, 66, 46), (70, 112, 132), (176, 146, 84)),
            ((52, 92, 122), (196, 138, 76), (88, 128, 100)),
        )
    )
    if dark:
        tones = tuple(shade(t, 0.34) for t in tones)
    given = "values" in texts
    return Data(
        texts.get("title", title),
        texts.get("x", ""),
        texts.get("y", "" if given else unit),
        texts.get("note", ""),
        labels,
        rows,
        _split(texts.get("series", "" if given or len(rows) < 2 else "цього року; торік")),
        paper,
        (236, 232, 220) if dark else (38, 42, 42),
        tones,
    )


def _walk(f: Frame, n: int, low: float, high: float) -> list[float]:
    """Plausible numbers: a slope, a season, and chance."""
    rng = f.rng
    slope, phase = rng.uniform(-0.35, 0.35), rng.uniform(0, math.tau)
    out = []
    for i in range(n):
        t = i / max(1, n - 1)
        k = 0.5 + slope * (t - 0.5) * 2 + 0.28 * math.sin(phase + t * 5) + rng.uniform(-0.1, 0.1)
        value = low + (high - low) * min(1, max(0, k))
        out.append(round(value, 1 if high < 50 else 0))
    return out


def _number(value: float) -> str:
    """A number as Ukrainian prints it."""
    text = f"{value:,.1f}" if value != round(value) else f"{value:,.0f}"
    return text.replace(",", "\u00a0").replace(".", ",")


def _scale(top: float) -> tuple[float, float]:
    """A round step of the axis and its upper end."""
    top = top if top > 0 else 1.0
    rough = top / 5
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(m * power for m in (1, 2, 2.5, 5, 10) if m * power >= rough)
    return step, step * math.ceil(top / step + 0.02)


def _head(f: Frame, d: Data) -> float:
    """Title, unit and names of series; returns the height used."""
    c = f.c
    y = 60.0
    c.rect(60, 44, c.w - 60, 50, d.ink)
    for line in wrap(c, d.title, 60, c.w - 120, 2) if d.title else ():
        y += 66
        write(c, 60, y, line, 60, d.ink)
    if d.y:
        y += 48
        write(c, 60, y, shorten(c, d.y, 36, c.w - 120), 36, d.soft)
    if d.series:
        y += 50
        x = 60.0
        for i, name in enumerate(d.series[: len(d.rows)]):
            c.rect(x, y - 20, x + 22, y + 2, d.tones[i % 3])
            write(c, x + 36, y, name, 36, d.ink)
            x += 34 + measure(c, name, 36) + 44
    return y + 20


def _foot(f: Frame, d: Data) -> None:
    """The name of the horizontal axis and a note."""
    c = f.c
    if d.x:
        write(c, c.w - 60, c.h - 40, shorten(c, d.x, 31, c.w * 0.4), 31, d.soft, anchor="rs")
    if d.note:
        write(c, 60, c.h - 40, shorten(c, d.note, 31, c.w * 0.5), 31, d.soft)


def _grid(f: Frame, d: Data, b: Box, step: float) -> None:
    """Horizontal rules with their numbers."""
    value = 0.0
    while value <= b.top + step * 0.01:
        y = b.up(value)
        f.c.rect(b.x0, y - 1, b.x1, y + 1.5, d.rule if value else d.ink)
        write(f.c, b.x0 - 18, y, _number(value), 36, d.soft, anchor="rm")
        value += step


def _label(f: Frame, d: Data, b: Box, i: int, x: float) -> None:
    """One label under the axis; every second is left out where they are too many."""
    room = (b.x1 - b.x0) / len(d.labels)
    widest = max(measure(f.c, label, 36) for label in d.labels)
    every = 1 if len(d.labels) <= 8 else max(1, math.ceil((widest + 12) / room))
    if i % every == 0:
        text = shorten(f.c, d.labels[i], 36, room * every - 8)
        write(f.c, x, b.y1 + 48, text, 36, d.soft, anchor="ms")


def _columns(f: Frame, d: Data, b: Box) -> None:
    room, n = (b.x1 - b.x0) / len(d.labels), len(d.rows)
    best = max(d.rows[0])
    for i in range(len(d.labels)):
        x = b.x0 + room * i
        for r, row in enumerate(d.rows):
            w = room * 0.68 / n
            left = x + room * 0.16 + w * r
            plain = mix(d.tones[0], d.paper, 0.42)
            tone = d.tones[r % 3] if n > 1 else d.tones[0] if row[i] == best else plain
            f.c.rect(left, b.up(max(0, row[i])), left + w * (0.94 if n > 1 else 1), b.y1, tone)
        if n == 1 and row[i] == best:
            write(f.c, x + room / 2, b.up(best) - 12, _number(best), 38, d.ink, anchor="ms")
        _label(f, d, b, i, x + room / 2)


def _points(d: Data, b: Box, row: list[float]) -> list[Point]:
    room = (b.x1 - b.x0) / len(row)
    return [(b.x0 + room * (i + 0.5), b.up(max(0, v))) for i, v in enumerate(row)]


def _line(f: Frame, d: Data, b: Box) -> None:
    for r, row in reversed(list(enumerate(d.rows))):
        points, tone = _points(d, b, row), d.tones[r % 3]
        f.c.line(points, tone, 8, caps=True)
        for x, y in points:
            f.c.oval(x, y, 9, 9, d.paper)
            f.c.oval(x, y, 6.5, 6.5, tone)
        x, y = points[-1]
        f.c.oval(x, y, 13, 13, tone)
        write(f.c, x, y - 24, _number(row[-1]), 38, tone, anchor="ms", halo=d.paper)
    for i, (x, _) in enumerate(_points(d, b, d.rows[0])):
        _label(f, d, b, i, x)


def _area(f: Frame, d: Data, b: Box) -> None:
    for r, row in enumerate(d.rows):
        points, tone = _points(d, b, row), d.tones[r % 3]
        f.c.poly([*points, (points[-1][0], b.y1), (points[0][0], b.y1)], tone, 0.32)
        f.c.line(points, tone, 7, caps=True)
        for index in {row.index(max(row)), row.index(min(row))}:
            x, y = points[index]
            f.c.oval(x, y, 11, 11, tone)
            write(f.c, x, y - 24, _number(row[index]), 38, d.ink, anchor="ms", halo=d.paper)
    for i, (x, _) in enumerate(_points(d, b, d.rows[0])):
        _label(f, d, b, i, x)


def _bars(f: Frame, d: Data, b: Box) -> None:
    row = d.rows[0]
    room = (b.y1 - b.y0) / len(row)
    size = min(40.0, room * 0.62)
    best = max(row)
    for i, value in enumerate(row):
        y = b.y0 + room * (i + 0.5)
        text = shorten(f.c, d.labels[i], size, b.x0 - 78)
        write(f.c, b.x0 - 18, y, text, size, d.ink, anchor="rm")
        right = b.x0 + (b.x1 - b.x0) * max(0, value) / b.top
        f.c.rect(
            b.x0,
            y - room * 0.33,
            right,
            y + room * 0.33,
            d.tones[0] if value == best else mix(d.tones[0], d.paper, 0.42),
        )
        write(f.c, right + 14, y, _number(value), size, d.soft, anchor="lm")
    f.c.rect(b.x0 - 2, b.y0, b.x0 + 2, b.y1, d.ink)
